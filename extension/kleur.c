/*
 * kleur.c
 *		The colour of a scale score, as its place in the enum kleur.
 */
#include "postgres.h"

#include <math.h>

#include "fmgr.h"

#include "compat.h"

/* The highest score, inclusive, of every colour but the last. */
#define BOUNDS 3
static const float8 bounds_of_3[BOUNDS] = {2, 2.5, 2.75};
static const float8 bounds_of_5[BOUNDS] = {3, 3.5, 4.25};

/*
 * 1 (rood) to 4 (donkergroen) of a score on a scale; refuses scales for which
 * there are no colours (22023) and scores that are no number (22003).
 */
PG_FUNCTION_INFO_V1(kleur_rang);
Datum
kleur_rang(PG_FUNCTION_ARGS)
{
	float8		score = PG_GETARG_FLOAT8(0);
	int32		points = PG_GETARG_INT32(1);
	const float8 *bounds = points == 3 ? bounds_of_3 : bounds_of_5;
	int			rank = 0;

	if (points != 3 && points != 5)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("no colours are defined for a scale of %d points",
						points),
				 errdetail("Colours are defined for scales of 3 and of 5 points.")));
	if (!isfinite(score))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("score \"%g\" has no colour", score)));
	while (rank < BOUNDS && score > bounds[rank])
		rank++;
	PG_RETURN_INT32(rank + 1);
}
