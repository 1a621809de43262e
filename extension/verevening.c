/*
 * verevening.c
 *		The correction of the budgets for support (Wet passend onderwijs,
 *		articles XIII to XVI), in numeric, as it is money.
 */
#include "postgres.h"

#include "fmgr.h"
#include "utils/builtins.h"
#include "utils/fmgrprotos.h"
#include "utils/numeric.h"

#include "compat.h"

/* The arguments of verevening_correctie(), in order. */
enum
{
	SECTOR, ZWARE_ONDERSTEUNING, VEERTIEN_PLUS, LGF, NORMBEDRAG, LEERLINGEN,
	PERCENTAGE, ARGUMENTS
};

/* One step of arithmetic, such as numeric_add. */
#define CALCULATE(step, a, b) DirectFunctionCall2(step, a, b)

/* -1, 0 or 1: how a number compares with a whole one; NaN is the largest. */
static int
compare(Datum number, int64 with)
{
	return DatumGetInt32(CALCULATE(numeric_cmp, number,
								   NumericGetDatum(int64_to_numeric(with))));
}

/* Whether a number is NaN or infinite. */
static bool
is_special(Datum number)
{
	return numeric_is_nan(DatumGetNumeric(number)) ||
		numeric_is_inf(DatumGetNumeric(number));
}

/* Refuses a number that an argument cannot be. */
static void
refuse_number(int sqlstate, const char *name, const char *limits, Datum number)
{
	ereport(ERROR,
			(errcode(sqlstate),
			 errmsg("%s must be %s, not %s", name, limits,
					DatumGetCString(DirectFunctionCall1(numeric_out, number)))));
}

/* Whether the sector is vo; refuses what is not po or vo (22023). */
static bool
sector_is_vo(text *sector)
{
	char	   *name = text_to_cstring(sector);

	if (strcmp(name, "po") != 0 && strcmp(name, "vo") != 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("sector must be po or vo, not \"%s\"", name)));
	return strcmp(name, "vo") == 0;
}

/*
 * The support of 2011 less the norm, times the percentage of the year.  The
 * pupils of 14 and older in so move from po to vo.  Refuses numbers that cannot
 * be (22023).
 */
PG_FUNCTION_INFO_V1(verevening_correctie);
Datum
verevening_correctie(PG_FUNCTION_ARGS)
{
	static const char *const names[ARGUMENTS] = {
		"sector", "zware_ondersteuning", "veertien_plus", "lgf", "normbedrag",
		"leerlingen", "percentage"
	};
	bool		is_vo = sector_is_vo(PG_GETARG_TEXT_PP(SECTOR));
	Datum		number[ARGUMENTS];
	Datum		result;

	for (int i = ZWARE_ONDERSTEUNING; i < ARGUMENTS; i++)
	{
		number[i] = i != LEERLINGEN ? PG_GETARG_DATUM(i) :
			NumericGetDatum(int64_to_numeric(PG_GETARG_INT64(i)));
		if (is_special(number[i]) || compare(number[i], 0) < 0)
			refuse_number(ERRCODE_INVALID_PARAMETER_VALUE, names[i],
						  "0 or more", number[i]);
	}
	if (compare(number[PERCENTAGE], 100) > 0)
		refuse_number(ERRCODE_INVALID_PARAMETER_VALUE, names[PERCENTAGE],
					  "at most 100", number[PERCENTAGE]);

	result = CALCULATE(is_vo ? numeric_add : numeric_sub,
					   number[ZWARE_ONDERSTEUNING], number[VEERTIEN_PLUS]);
	result = CALCULATE(numeric_add, result, number[LGF]);
	result = CALCULATE(numeric_sub, result,
					   CALCULATE(numeric_mul, number[NORMBEDRAG],
								 number[LEERLINGEN]));
	result = CALCULATE(numeric_mul, result, number[PERCENTAGE]);
	/* times 0.01 is exact, where a division would choose a scale */
	return CALCULATE(numeric_mul, result,
					 NumericGetDatum(int64_div_fast_to_numeric(1, 2)));
}

/* The field's name, opposite to the sign; refuses NaN and infinities (22003). */
PG_FUNCTION_INFO_V1(verevening_label);
Datum
verevening_label(PG_FUNCTION_ARGS)
{
	Datum		correction = PG_GETARG_DATUM(0);
	int			sign = compare(correction, 0);

	if (is_special(correction))
		refuse_number(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE, "correctie",
					  "an amount", correction);
	PG_RETURN_TEXT_P(cstring_to_text(sign > 0 ? "negatief" :
									 sign < 0 ? "positief" : "neutraal"));
}
