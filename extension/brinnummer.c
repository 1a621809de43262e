/*
 * brinnummer.c
 *		The type brinnummer: an institution or one of its locations.
 */
#include "postgres.h"

#include "fmgr.h"
#include "utils/builtins.h"

#include "brinnummer_code.h"
#include "code.h"

CODE_IN(brinnummer, int32, PG_RETURN_INT32)
CODE_OUT(brinnummer, PG_GETARG_INT32, BRINNUMMER_TEXT_SIZE)
CODE_RECV_SEND(brinnummer, int32, 32, PG_GETARG_INT32, PG_RETURN_INT32)
CODE_ORDER(brinnummer, int32, PG_GETARG_INT32, PG_RETURN_INT32)

PG_FUNCTION_INFO_V1(brinnummer_from_parts);
/*
 * Joins the texts of an institution and a location number; refuses what does
 * not make one location.
 */
Datum
brinnummer_from_parts(PG_FUNCTION_ARGS)
{
	text	   *code = PG_GETARG_TEXT_PP(0);
	text	   *location = PG_GETARG_TEXT_PP(1);
	int32		value = 0;
	const char *wrong;

	wrong = brinnummer_join(VARDATA_ANY(code), VARSIZE_ANY_EXHDR(code),
							VARDATA_ANY(location), VARSIZE_ANY_EXHDR(location),
							&value);
	if (wrong != NULL)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
				 errmsg("invalid parts for type brinnummer: \"%s\", \"%s\"",
						text_to_cstring(code), text_to_cstring(location)),
				 errdetail_internal("%s", wrong)));
	PG_RETURN_INT32(value);
}

PG_FUNCTION_INFO_V1(brinnummer_instelling);
/* The institution of a location; an institution as it is. */
Datum
brinnummer_instelling(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT32(brinnummer_institution(PG_GETARG_INT32(0)));
}

PG_FUNCTION_INFO_V1(brinnummer_vestigingsnummer);
/* The two digits of a location; NULL for an institution. */
Datum
brinnummer_vestigingsnummer(PG_FUNCTION_ARGS)
{
	int			location = brinnummer_location(PG_GETARG_INT32(0));
	char		digits[2];

	if (location < 0)
		PG_RETURN_NULL();
	put_digits(digits, 2, location);
	PG_RETURN_TEXT_P(cstring_to_text_with_len(digits, 2));
}

PG_FUNCTION_INFO_V1(brinnummer_is_vestiging);
/* Is it a location, rather than an institution? */
Datum
brinnummer_is_vestiging(PG_FUNCTION_ARGS)
{
	PG_RETURN_BOOL(brinnummer_location(PG_GETARG_INT32(0)) >= 0);
}
