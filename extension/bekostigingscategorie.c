/*
 * bekostigingscategorie.c
 *		The type bekostigingscategorie: laag, midden or hoog.
 */
#include "postgres.h"

#include "fmgr.h"

#include "bekostigingscategorie_code.h"
#include "code.h"

CODE_IN(bekostigingscategorie, int8, PG_RETURN_CHAR)
CODE_OUT(bekostigingscategorie, PG_GETARG_CHAR, BEKOSTIGINGSCATEGORIE_TEXT_SIZE)
CODE_RECV_SEND(bekostigingscategorie, int8, 8, PG_GETARG_CHAR, PG_RETURN_CHAR)
CODE_ORDER(bekostigingscategorie, int8, PG_GETARG_CHAR, PG_RETURN_CHAR)

PG_FUNCTION_INFO_V1(bekostigingscategorie_from_text);
/* The category of a text; NULL where it has none or none is known. */
Datum
bekostigingscategorie_from_text(PG_FUNCTION_ARGS)
{
	text	   *code = PG_GETARG_TEXT_PP(0);
	int8		value = 0;

	if (bekostigingscategorie_parse(VARDATA_ANY(code), VARSIZE_ANY_EXHDR(code),
									&value) != NULL)
		PG_RETURN_NULL();
	PG_RETURN_CHAR(value);
}

PG_FUNCTION_INFO_V1(bekostigingscategorie_from_int4);
/* The category of a number; refuses any but 1, 2 and 3. */
Datum
bekostigingscategorie_from_int4(PG_FUNCTION_ARGS)
{
	int32		number = PG_GETARG_INT32(0);

	if (number < 1 || number > 3)
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("bekostigingscategorie out of range: %d", number),
				 errdetail("It must be 1, 2 or 3.")));
	PG_RETURN_CHAR((char) number);
}

PG_FUNCTION_INFO_V1(bekostigingscategorie_to_int4);
/* The number of a category. */
Datum
bekostigingscategorie_to_int4(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT32(PG_GETARG_CHAR(0));
}
