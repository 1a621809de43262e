/*
 * schooljaar.c
 *		The type schooljaar: the school year from 1 August to 31 July.
 */
#include "postgres.h"

#include "fmgr.h"
#include "utils/date.h"
#include "utils/datetime.h"

#include "code.h"
#include "schooljaar_code.h"

/* The month in which a school year begins. */
#define FIRST_MONTH		8

CODE_OUT(schooljaar, PG_GETARG_INT16, SCHOOLJAAR_TEXT_SIZE)
CODE_RECV_SEND(schooljaar, int16, 16, PG_GETARG_INT16, PG_RETURN_INT16)
CODE_ORDER(schooljaar, int16, PG_GETARG_INT16, PG_RETURN_INT16)

PG_FUNCTION_INFO_V1(schooljaar_in);
/* Reads a school year; where the years do not follow, the detail has both. */
Datum
schooljaar_in(PG_FUNCTION_ARGS)
{
	char	   *text = PG_GETARG_CSTRING(0);
	size_t		len = strlen(text);
	int16		value = 0;
	int			year;
	int			next;
	const char *wrong = schooljaar_parse(text, len, &value);

	if (wrong == NULL)
		PG_RETURN_INT16(value);
	if (schooljaar_years(text, len, &year, &next) == NULL &&
		schooljaar_exists(year))
		wrong = psprintf("The year after %d is %d, not %d.",
						 year, year + 1, next);
	return invalid_text("schooljaar", text, wrong, fcinfo->context);
}

/* The school year that begins in a year; refuses what lies out of range. */
static int16
schooljaar_of_year(int64 year)
{
	if (!schooljaar_exists(year))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("schooljaar out of range: " INT64_FORMAT, year),
				 errdetail("The first year must be from %d to %d.",
						   SCHOOLJAAR_FIRST, SCHOOLJAAR_LAST)));
	return (int16) year;
}

/* A day of a calendar year. */
static DateADT
day_of(int year, int month, int day)
{
	return date2j(year, month, day) - POSTGRES_EPOCH_JDATE;
}

PG_FUNCTION_INFO_V1(schooljaar_begin);
/* The first day. */
Datum
schooljaar_begin(PG_FUNCTION_ARGS)
{
	PG_RETURN_DATEADT(day_of(PG_GETARG_INT16(0), FIRST_MONTH, 1));
}

PG_FUNCTION_INFO_V1(schooljaar_eind);
/* The last day. */
Datum
schooljaar_eind(PG_FUNCTION_ARGS)
{
	PG_RETURN_DATEADT(day_of(PG_GETARG_INT16(0) + 1, FIRST_MONTH, 1) - 1);
}

PG_FUNCTION_INFO_V1(schooljaar_teldatum);
/* The first day of a month within the school year; refuses other months. */
Datum
schooljaar_teldatum(PG_FUNCTION_ARGS)
{
	int			year = PG_GETARG_INT16(0);
	int32		month = PG_GETARG_INT32(1);

	if (month < 1 || month > 12)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("invalid month for teldatum: %d", month),
				 errdetail("A month is a number from 1 to 12.")));
	PG_RETURN_DATEADT(day_of(month >= FIRST_MONTH ? year : year + 1, month, 1));
}

PG_FUNCTION_INFO_V1(schooljaar_from_date);
/* The school year of a day; refuses infinity and years out of range. */
Datum
schooljaar_from_date(PG_FUNCTION_ARGS)
{
	DateADT		date = PG_GETARG_DATEADT(0);
	int			year;
	int			month;
	int			day;

	if (DATE_NOT_FINITE(date))
		ereport(ERROR,
				(errcode(ERRCODE_DATETIME_VALUE_OUT_OF_RANGE),
				 errmsg("an infinite date has no schooljaar")));
	j2date(date + POSTGRES_EPOCH_JDATE, &year, &month, &day);
	PG_RETURN_INT16(schooljaar_of_year(month >= FIRST_MONTH ? year : year - 1));
}

PG_FUNCTION_INFO_V1(schooljaar_from_int4);
/* The school year that begins in a year. */
Datum
schooljaar_from_int4(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT16(schooljaar_of_year(PG_GETARG_INT32(0)));
}

PG_FUNCTION_INFO_V1(schooljaar_to_int4);
/* The year in which a school year begins. */
Datum
schooljaar_to_int4(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT32(PG_GETARG_INT16(0));
}

PG_FUNCTION_INFO_V1(schooljaar_plus_int4);
/* The school year so many years later. */
Datum
schooljaar_plus_int4(PG_FUNCTION_ARGS)
{
	int64		year = PG_GETARG_INT16(0);

	PG_RETURN_INT16(schooljaar_of_year(year + PG_GETARG_INT32(1)));
}

PG_FUNCTION_INFO_V1(int4_plus_schooljaar);
/* The same, the other way round. */
Datum
int4_plus_schooljaar(PG_FUNCTION_ARGS)
{
	int64		year = PG_GETARG_INT16(1);

	PG_RETURN_INT16(schooljaar_of_year(year + PG_GETARG_INT32(0)));
}

PG_FUNCTION_INFO_V1(schooljaar_minus_int4);
/* The school year so many years before. */
Datum
schooljaar_minus_int4(PG_FUNCTION_ARGS)
{
	int64		year = PG_GETARG_INT16(0);

	PG_RETURN_INT16(schooljaar_of_year(year - PG_GETARG_INT32(1)));
}

PG_FUNCTION_INFO_V1(schooljaar_minus_schooljaar);
/* How many years lie between two school years. */
Datum
schooljaar_minus_schooljaar(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT32(PG_GETARG_INT16(0) - PG_GETARG_INT16(1));
}
