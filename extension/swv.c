/*
 * swv.c
 *		The type swv: a samenwerkingsverband of the sector po or vo.
 */
#include "postgres.h"

#include "fmgr.h"
#include "utils/builtins.h"

#include "code.h"
#include "swv_code.h"

CODE_IN(swv, int16, PG_RETURN_INT16)
CODE_OUT(swv, PG_GETARG_INT16, SWV_TEXT_SIZE)
CODE_RECV_SEND(swv, int16, 16, PG_GETARG_INT16, PG_RETURN_INT16)
CODE_ORDER(swv, int16, PG_GETARG_INT16, PG_RETURN_INT16)

PG_FUNCTION_INFO_V1(swv_sector);
/* The sector: po or vo. */
Datum
swv_sector(PG_FUNCTION_ARGS)
{
	PG_RETURN_TEXT_P(cstring_to_text(PG_GETARG_INT16(0) >= SWV_VO ?
									 "vo" : "po"));
}
