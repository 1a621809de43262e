/*
 * schaalgemiddelde.c
 *		A respondent's scale mean: the mean of the items that were answered.
 */
#include "postgres.h"

#include <math.h>

#include "catalog/pg_type.h"
#include "fmgr.h"
#include "utils/array.h"

#include "compat.h"

/* The elements of a one-dimensional array; refuses more dimensions (22023). */
static int
elements(ArrayType *array, const char *name, int16 size, bool by_value,
		 char align, Datum **values, bool **nulls)
{
	int			n;

	if (ARR_NDIM(array) > 1)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("array \"%s\" has %d dimensions, not one",
						name, ARR_NDIM(array))));
	deconstruct_array(array, ARR_ELEMTYPE(array), size, by_value, align,
					  values, nulls, &n);
	return n;
}

/* Refuses bounds that are no scale (22023). */
static void
check_scale(float8 lowest, float8 highest)
{
	if (!(isfinite(lowest) && isfinite(highest) && lowest < highest))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("a scale from %g to %g does not exist",
						lowest, highest)));
}

/*
 * The mean of the answers that are not NULL, those to reversed items mirrored
 * on the declared bounds; NULL below the least number of answers.  Refuses an
 * answer outside the bounds (22003), which most often is a code for no answer,
 * and directions that are not one for each answer (22023).
 */
PG_FUNCTION_INFO_V1(schaalgemiddelde);
Datum
schaalgemiddelde(PG_FUNCTION_ARGS)
{
	float8		lowest = PG_GETARG_FLOAT8(2);
	float8		highest = PG_GETARG_FLOAT8(3);
	int32		least = PG_GETARG_INT32(4);
	Datum	   *answers;
	Datum	   *reversed;
	bool	   *missing;
	bool	   *unknown;
	int			n = elements(PG_GETARG_ARRAYTYPE_P(0), "antwoorden",
							 sizeof(float8), FLOAT8PASSBYVAL, TYPALIGN_DOUBLE,
							 &answers, &missing);
	int			directions = elements(PG_GETARG_ARRAYTYPE_P(1), "omgekeerd",
									  sizeof(bool), true, TYPALIGN_CHAR,
									  &reversed, &unknown);
	int			answered = 0;
	float8		sum = 0;

	check_scale(lowest, highest);
	if (least < 1)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("the least number of answers is %d, not 1 or more",
						least)));
	if (directions != 0 && directions != n)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("there are %d answers but %d directions", n, directions),
				 errhint("Give one boolean per item, or '{}' where no item is reversed.")));
	for (int i = 0; i < n; i++)
	{
		float8		answer = missing[i] ? 0 : DatumGetFloat8(answers[i]);

		if (directions != 0 && unknown[i])
			ereport(ERROR,
					(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
					 errmsg("the direction of item %d is NULL", i + 1)));
		if (missing[i])
			continue;
		if (!(answer >= lowest && answer <= highest))
			ereport(ERROR,
					(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
					 errmsg("answer %g to item %d is outside the scale from %g to %g",
							answer, i + 1, lowest, highest),
					 errhint("An answer that is none, such as \"weet niet\", is NULL.")));
		answered++;
		sum += directions != 0 && DatumGetBool(reversed[i]) ?
			lowest + highest - answer : answer;
	}
	if (answered < least)
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(sum / answered);
}
