/*
 * trendklasse.c
 *		What a trend says: slope, Mann-Kendall, mean, class, and its certainty.
 */
#include "postgres.h"

#include <math.h>

#include "fmgr.h"
#include "utils/builtins.h"
#include "utils/float.h"
#include "utils/fmgrprotos.h"
#include "utils/lsyscache.h"

#include "compat.h"
#include "trend.h"

/* Fewer years make no class. */
#define CLASS_YEARS	3

/* Labels by direction and side, each from -1, and the one for no class. */
static const char *const labels[3][3] = {
	{"dalend_onder", NULL, "dalend_boven"},
	{"vlak_onder", NULL, "vlak_boven"},
	{"stijgend_onder", NULL, "stijgend_boven"}
};
static const char undecided[] = "onbepaald";

static const char *const rules[TREND_RULES] = {
	[TREND_OLS] = "ols",
	[TREND_EERSTE_LAATSTE] = "eerste_laatste",
	[TREND_MANN_KENDALL] = "mann_kendall"
};

/* The number of years. */
PG_FUNCTION_INFO_V1(trend_n);
Datum
trend_n(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT32(PG_GETARG_TREND_P(0)->n);
}

/* Whether every year has one value only. */
PG_FUNCTION_INFO_V1(trend_is_exact);
Datum
trend_is_exact(PG_FUNCTION_ARGS)
{
	Trend	   *trend = PG_GETARG_TREND_P(0);

	PG_RETURN_BOOL(trend_exact(trend->points, trend->n));
}

/* A float8 result; refuses one that is too large (22003). */
static Datum
finite_result(double value)
{
	if (unlikely(isinf(value)))
		float_overflow_error();
	PG_RETURN_FLOAT8(value);
}

/*
 * A statistic of a trend, t of n points; NULL below the years that it needs or
 * where the condition does not hold.
 */
#define STATISTIC(name, years, condition, RETURN, result) \
	PG_FUNCTION_INFO_V1(name); \
	Datum \
	name(PG_FUNCTION_ARGS) \
	{ \
		Trend	   *trend = PG_GETARG_TREND_P(0); \
		TrendPoint *t = trend->points; \
		int			n = trend->n; \
		\
		if (n < years || !(condition)) \
			PG_RETURN_NULL(); \
		RETURN(result); \
	}

STATISTIC(trend_helling, 2, trend_exact(t, n),
		  return finite_result, trend_slope(t, n, false))
STATISTIC(trend_helling_onder, 2, true,
		  return finite_result, trend_slope(t, n, false))
STATISTIC(trend_helling_boven, 2, true,
		  return finite_result, trend_slope(t, n, true))
STATISTIC(trend_mann_kendall_s, 2, trend_exact(t, n),
		  PG_RETURN_INT32, trend_kendall_s(t, n))
STATISTIC(trend_mann_kendall_p, 2, trend_exact(t, n),
		  PG_RETURN_FLOAT8, trend_kendall_p(t, n))
STATISTIC(trend_eerste_laatste, 2, trend_exact(t, n),
		  return finite_result, t[n - 1].onder - t[0].onder)
STATISTIC(trend_gemiddelde, 1, trend_exact(t, n),
		  PG_RETURN_FLOAT8, trend_mean(t, n))

/* The rule of this name; refuses any other (22023). */
static TrendRule
rule_named(text *name)
{
	char	   *given = text_to_cstring(name);

	for (int rule = 0; rule < TREND_RULES; rule++)
	{
		if (strcmp(given, rules[rule]) == 0)
			return (TrendRule) rule;
	}
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("unknown rule for a trend: \"%s\"", given),
			 errdetail("The rules are ols, eerste_laatste and mann_kendall.")));
	return TREND_OLS;			/* not reached */
}

/* A number that a caller gave; refuses NaN and infinity (22003). */
static double
finite_argument(const char *name, double value)
{
	if (!isfinite(value))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("%s must be a finite number, not %s",
						name, float8out_internal(value))));
	return value;
}

/* The band; refuses a negative one (22023). */
static double
band_argument(double band)
{
	if (finite_argument("band", band) < 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("band must be 0 or more, not %s",
						float8out_internal(band))));
	return band;
}

/* Direction and side of a trend, as ranges over all that its bounds allow. */
typedef struct Class
{
	TrendRange	direction;
	TrendRange	side;
} Class;

/*
 * Computes them from the arguments of trendklasse and trendklasse_zeker; false
 * for too few years, which have no class.
 */
static bool
trend_class(FunctionCallInfo fcinfo, Class *class)
{
	Trend	   *trend = PG_GETARG_TREND_P(0);
	double		level = finite_argument("landelijk", PG_GETARG_FLOAT8(1));
	TrendRule	rule = rule_named(PG_GETARG_TEXT_PP(2));
	double		band = band_argument(PG_GETARG_FLOAT8(3));

	if (trend->n < CLASS_YEARS)
		return false;
	class->direction = trend_direction(trend->points, trend->n, rule, band);
	class->side = trend_side(trend->points, trend->n, level);
	return true;
}

/* Has a range one outcome? */
static bool
is_certain(const TrendRange *range)
{
	return range->lowest == range->highest;
}

/* The class; onbepaald where there is none or bounds leave more than one. */
PG_FUNCTION_INFO_V1(trend_klasse);
Datum
trend_klasse(PG_FUNCTION_ARGS)
{
	Class		class;
	const char *label = undecided;

	if (trend_class(fcinfo, &class) &&
		is_certain(&class.direction) && is_certain(&class.side))
		label = labels[class.direction.lowest + 1][class.side.lowest + 1];
	return DirectFunctionCall2(enum_in, CStringGetDatum(label),
							   ObjectIdGetDatum(get_func_rettype(fcinfo->flinfo->fn_oid)));
}

/*
 * Whether every value inside the bounds gives the same class.  That is so
 * where direction and side are each the same, as a class names both.  NULL for
 * too few years, and where the search for Mann-Kendall ended without proof.
 */
PG_FUNCTION_INFO_V1(trend_klasse_zeker);
Datum
trend_klasse_zeker(PG_FUNCTION_ARGS)
{
	Class		class;

	if (!trend_class(fcinfo, &class))
		PG_RETURN_NULL();
	if (!is_certain(&class.side))
		PG_RETURN_BOOL(false);
	if (is_certain(&class.direction))
		PG_RETURN_BOOL(true);
	if (class.direction.proven)
		PG_RETURN_BOOL(false);
	PG_RETURN_NULL();
}

/*
 * Whether the three rules give the same direction: false where two of them
 * differ for every value inside the bounds, NULL where it depends on them.
 */
PG_FUNCTION_INFO_V1(trend_regels_eens);
Datum
trend_regels_eens(PG_FUNCTION_ARGS)
{
	Trend	   *trend = PG_GETARG_TREND_P(0);
	double		band = band_argument(PG_GETARG_FLOAT8(1));
	int			lowest = -1;
	int			highest = 1;
	bool		certain = true;

	if (trend->n < CLASS_YEARS)
		PG_RETURN_NULL();
	for (int rule = 0; rule < TREND_RULES; rule++)
	{
		TrendRange	range = trend_direction(trend->points, trend->n,
											(TrendRule) rule, band);

		lowest = Max(lowest, range.lowest);
		highest = Min(highest, range.highest);
		certain = certain && is_certain(&range);
	}
	if (lowest > highest)
		PG_RETURN_BOOL(false);
	if (certain)
		PG_RETURN_BOOL(true);
	PG_RETURN_NULL();
}
