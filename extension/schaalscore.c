/*
 * schaalscore.c
 *		The SQL type schaalscore, a mergeable scale score, its aggregates and
 *		what follows from it: mean, standard error, interval.
 */
#include "postgres.h"

#include <math.h>

#include "common/shortest_dec.h"
#include "fmgr.h"
#include "libpq/pqformat.h"
#include "utils/float.h"

#include "comparison.h"
#include "distribution.h"
#include "number.h"
#include "refuse.h"
#include "schaalscore_math.h"

#define DatumGetSchaalscoreP(X) ((Schaalscore *) DatumGetPointer(X))
#define PG_GETARG_SCHAALSCORE_P(n) DatumGetSchaalscoreP(PG_GETARG_DATUM(n))
#define PG_GETARG_SCHAALSCORE(n) (*PG_GETARG_SCHAALSCORE_P(n))
#define PG_RETURN_SCHAALSCORE_P(x) PG_RETURN_POINTER(x)

/* As a struct of 12 numbers of 8 bytes it has no padding, so it can be hashed. */
StaticAssertDecl(sizeof(Schaalscore) == 12 * 8, "Schaalscore has padding");

/* The count, 11 numbers (each length counts a NUL), 6 commas, 2 parentheses. */
#define SCHAALSCORE_TEXT_SIZE (20 + 11 * DOUBLE_SHORTEST_DECIMAL_LEN + 6 + 2 + 1)

/* The limits of the monitor, on the half-width of the interval. */
#define STER_ABOVE 0.25
#define TOONBAAR_UPTO 0.5

/* A copy that may be changed, of a state that is somebody else's. */
static Schaalscore *
schaalscore_copy(const Schaalscore *s)
{
	Schaalscore *result = palloc(sizeof(Schaalscore));

	*result = *s;
	return result;
}

/* Reports that a number has grown beyond what a state can hold (22003). */
static void
schaalscore_overflow(void)
{
	ereport(ERROR,
			(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
			 errmsg("schaalscore out of range"),
			 errdetail("A sum or the number of respondents is too large.")));
}

/* --- text and binary --- */

/* Writes a sum as "4" or, where a double cannot hold it, "4+1e-17". */
static char *
put_sum(char *text, DoubleDouble sum)
{
	text += double_to_shortest_decimal_buf(sum.high, text);
	if (sum.low > 0)
		*text++ = '+';
	if (sum.low != 0)
		text += double_to_shortest_decimal_buf(sum.low, text);
	return text;
}

/* Reads a finite number that ends where a number may; NULL if it is not there. */
static const char *
get_number(const char *s, double *number)
{
	const char *end = number_end(s);

	*number = end == s ? NAN : strtod(s, NULL);
	return isfinite(*number) ? end : NULL;
}

/* Reads a comma and what put_sum() writes; NULL if it is not there. */
static const char *
get_sum(const char *s, DoubleDouble *sum)
{
	*sum = (DoubleDouble) {0, 0};
	if (s == NULL || *s != ',')
		return NULL;
	s = get_number(s + 1, &sum->high);
	if (s != NULL && (*s == '+' || *s == '-'))
		s = get_number(s, &sum->low);
	*sum = dd_tidy(*sum);
	return s;
}

/*
 * Reads "(n,pivot,weight,weight2,sum,sum2,square2)", blanks around it; returns
 * NULL, or what is wrong with it.
 */
static const char *
schaalscore_parse(const char *s, Schaalscore *result)
{
	DoubleDouble pivot;
	size_t		digits;

	s += strspn(s, BLANKS);
	digits = *s == '(' ? strspn(s + 1, DIGITS) : 0;
	if (digits < 1 || digits > 18)
		return "Expected \"(\" and a number of respondents.";
	result->n = strtoll(s + 1, NULL, 10);
	s = get_sum(s + 1 + digits, &pivot);
	result->pivot = pivot.high;
	s = get_sum(s, &result->weight);
	s = get_sum(s, &result->weight2);
	s = get_sum(s, &result->sum);
	s = get_sum(s, &result->sum2);
	s = get_sum(s, &result->square2);
	if (s == NULL || *s != ')')
		return "Expected seven finite numbers between parentheses.";
	s++;
	s += strspn(s, BLANKS);
	if (*s != '\0')
		return "Something else follows the closing parenthesis.";
	return schaalscore_valid(result) ? NULL :
		"No respondents have these sums.";
}

/* Text to state; refuses bad syntax and impossible sums (22P02). */
PG_FUNCTION_INFO_V1(schaalscore_in);
Datum
schaalscore_in(PG_FUNCTION_ARGS)
{
	char	   *text = PG_GETARG_CSTRING(0);
	Schaalscore *result = palloc(sizeof(Schaalscore));
	const char *wrong = schaalscore_parse(text, result);

	if (wrong != NULL)
		return invalid_text("schaalscore", text, wrong, fcinfo->context);
	PG_RETURN_SCHAALSCORE_P(result);
}

/* State to the shortest text that reads back the same. */
PG_FUNCTION_INFO_V1(schaalscore_out);
Datum
schaalscore_out(PG_FUNCTION_ARGS)
{
	Schaalscore *s = PG_GETARG_SCHAALSCORE_P(0);
	DoubleDouble sums[] = {{s->pivot, 0}, s->weight, s->weight2,
		s->sum, s->sum2, s->square2};
	char	   *text = palloc(SCHAALSCORE_TEXT_SIZE);
	char	   *end = text + snprintf(text, SCHAALSCORE_TEXT_SIZE,
									  "(" INT64_FORMAT, s->n);

	for (size_t i = 0; i < lengthof(sums); i++)
	{
		*end++ = ',';
		end = put_sum(end, dd_tidy(sums[i]));
	}
	*end++ = ')';
	*end = '\0';
	PG_RETURN_CSTRING(text);
}

/* Two float8. */
static DoubleDouble
receive_sum(StringInfo buf)
{
	DoubleDouble sum;

	sum.high = pq_getmsgfloat8(buf);
	sum.low = pq_getmsgfloat8(buf);
	return dd_tidy(sum);
}

/* Binary to state; refuses sums that no respondents have (22P03). */
PG_FUNCTION_INFO_V1(schaalscore_recv);
Datum
schaalscore_recv(PG_FUNCTION_ARGS)
{
	StringInfo	buf = (StringInfo) PG_GETARG_POINTER(0);
	Schaalscore *result = palloc(sizeof(Schaalscore));

	result->n = pq_getmsgint64(buf);
	result->pivot = pq_getmsgfloat8(buf) + 0.0;
	result->weight = receive_sum(buf);
	result->weight2 = receive_sum(buf);
	result->sum = receive_sum(buf);
	result->sum2 = receive_sum(buf);
	result->square2 = receive_sum(buf);
	if (!schaalscore_valid(result))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
				 errmsg("invalid binary representation of type schaalscore"),
				 errdetail("No respondents have these sums.")));
	PG_RETURN_SCHAALSCORE_P(result);
}

/* State to binary: an int8 and 11 float8. */
PG_FUNCTION_INFO_V1(schaalscore_send);
Datum
schaalscore_send(PG_FUNCTION_ARGS)
{
	Schaalscore *s = PG_GETARG_SCHAALSCORE_P(0);
	DoubleDouble sums[] = {s->weight, s->weight2, s->sum, s->sum2, s->square2};
	StringInfoData buf;

	pq_begintypsend(&buf);
	pq_sendint64(&buf, s->n);
	pq_sendfloat8(&buf, s->pivot);
	for (size_t i = 0; i < lengthof(sums); i++)
	{
		DoubleDouble sum = dd_tidy(sums[i]);

		pq_sendfloat8(&buf, sum.high);
		pq_sendfloat8(&buf, sum.low);
	}
	PG_RETURN_BYTEA_P(pq_endtypsend(&buf));
}

/* --- order --- */

/*
 * By mean, then by number of respondents.  Then by bytes, so that equal means
 * indistinguishable: what is stored is tidy, and has no -0.
 */
static int
schaalscore_cmp_internal(const Schaalscore *a, const Schaalscore *b)
{
	double		a_mean = schaalscore_mean(a);
	double		b_mean = schaalscore_mean(b);

	if (a_mean != b_mean)
		return a_mean < b_mean ? -1 : 1;
	if (a->n != b->n)
		return a->n < b->n ? -1 : 1;
	return memcmp(a, b, sizeof(Schaalscore));
}

/* The same for sorting, without the detour of a function call. */
static int
schaalscore_cmp_datums(Datum a, Datum b, SortSupport ssup)
{
	return schaalscore_cmp_internal(DatumGetSchaalscoreP(a),
									DatumGetSchaalscoreP(b));
}

COMPARISONS(schaalscore, Schaalscore *, PG_GETARG_SCHAALSCORE_P, schaalscore_cmp_internal)
SORTSUPPORT(schaalscore, schaalscore_cmp_datums)
HASH_BYTES(schaalscore, Schaalscore, PG_GETARG_SCHAALSCORE)

/* --- aggregates --- */

/* Refuses a score that is no number (22003). */
static void
check_score(double score)
{
	if (unlikely(!isfinite(score)))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("score \"%g\" is not a finite number", score)));
}

/* Refuses a weight that is negative, no number, or absurd (22003). */
static void
check_weight(double weight)
{
	if (unlikely(!((weight >= WEIGHT_MIN && weight <= WEIGHT_MAX) || weight == 0)))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("weight \"%g\" is out of range", weight),
				 errdetail("A weight is 0, or from %g to %g.",
						   WEIGHT_MIN, WEIGHT_MAX)));
}

/* The state so far: in place as an aggregate's, else a copy; new if NULL. */
static inline Schaalscore *
schaalscore_state(FunctionCallInfo fcinfo)
{
	if (PG_ARGISNULL(0))
		return palloc0(sizeof(Schaalscore));
	if (AggCheckCallContext(fcinfo, NULL))
		return PG_GETARG_SCHAALSCORE_P(0);
	return schaalscore_copy(PG_GETARG_SCHAALSCORE_P(0));
}

/* The state as it came in, for a row that does not take part. */
#define RETURN_UNCHANGED(fcinfo) \
	do { \
		if (PG_ARGISNULL(0)) \
			PG_RETURN_NULL(); \
		PG_RETURN_DATUM(PG_GETARG_DATUM(0)); \
	} while (0)

/*
 * Adds a score.  One that is no number makes a sum none, so that one test per
 * row is enough.
 */
static inline Datum
schaalscore_accumulate(FunctionCallInfo fcinfo, double score)
{
	Schaalscore *s = schaalscore_state(fcinfo);

	if (unlikely(!schaalscore_add(s, score)))
	{
		check_score(score);
		schaalscore_overflow();
	}
	PG_RETURN_SCHAALSCORE_P(s);
}

/* One step of schaalscore(float8); a NULL does not take part. */
PG_FUNCTION_INFO_V1(schaalscore_accum);
Datum
schaalscore_accum(PG_FUNCTION_ARGS)
{
	if (PG_ARGISNULL(1))
		RETURN_UNCHANGED(fcinfo);
	return schaalscore_accumulate(fcinfo, PG_GETARG_FLOAT8(1));
}

/* One step of schaalscore(smallint). */
PG_FUNCTION_INFO_V1(schaalscore_accum_int2);
Datum
schaalscore_accum_int2(PG_FUNCTION_ARGS)
{
	if (PG_ARGISNULL(1))
		RETURN_UNCHANGED(fcinfo);
	return schaalscore_accumulate(fcinfo, PG_GETARG_INT16(1));
}

/* One step of schaalscore(float8, float8); weight 0 does not take part. */
PG_FUNCTION_INFO_V1(schaalscore_accum_weighted);
Datum
schaalscore_accum_weighted(PG_FUNCTION_ARGS)
{
	double		score;
	double		weight;
	Schaalscore *s;

	if (PG_ARGISNULL(1) || PG_ARGISNULL(2))
		RETURN_UNCHANGED(fcinfo);
	score = PG_GETARG_FLOAT8(1);
	weight = PG_GETARG_FLOAT8(2);
	check_score(score);
	check_weight(weight);
	if (weight == 0)
		RETURN_UNCHANGED(fcinfo);
	s = schaalscore_state(fcinfo);
	if (!schaalscore_add_weighted(s, score, weight))
		schaalscore_overflow();
	PG_RETURN_SCHAALSCORE_P(s);
}

/* Both states together; also the step of samen(). */
PG_FUNCTION_INFO_V1(schaalscore_combine);
Datum
schaalscore_combine(PG_FUNCTION_ARGS)
{
	Schaalscore *s = schaalscore_state(fcinfo);

	if (!schaalscore_merge(s, PG_GETARG_SCHAALSCORE_P(1)))
		schaalscore_overflow();
	PG_RETURN_SCHAALSCORE_P(s);
}

/* The state as it is kept; a copy, as a window goes on with the original. */
PG_FUNCTION_INFO_V1(schaalscore_final);
Datum
schaalscore_final(PG_FUNCTION_ARGS)
{
	Schaalscore *s = schaalscore_copy(PG_GETARG_SCHAALSCORE_P(0));

	if (!schaalscore_recentre(s))
		schaalscore_overflow();
	PG_RETURN_SCHAALSCORE_P(s);
}

/* --- what follows from a state --- */

/* The number of respondents. */
PG_FUNCTION_INFO_V1(schaalscore_n);
Datum
schaalscore_n(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64(PG_GETARG_SCHAALSCORE_P(0)->n);
}

/* The weighted mean. */
PG_FUNCTION_INFO_V1(schaalscore_gemiddelde);
Datum
schaalscore_gemiddelde(PG_FUNCTION_ARGS)
{
	PG_RETURN_FLOAT8(schaalscore_mean(PG_GETARG_SCHAALSCORE_P(0)));
}

/*
 * The standard error in a population of the size in argument n, endless where
 * that is NULL; NaN where undefined.  Refuses a population smaller than the
 * sample (22023).
 */
static double
standard_error(FunctionCallInfo fcinfo, int n)
{
	Schaalscore *s = PG_GETARG_SCHAALSCORE_P(0);
	double		result = schaalscore_standard_error(s);
	double		population = PG_ARGISNULL(n) ? INFINITY : PG_GETARG_FLOAT8(n);

	if (!(population >= (double) s->n))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("a population of %.15g is smaller than its sample of %lld",
						population, (long long) s->n)));
	return result * sqrt(1 - (double) s->n / population);
}

/* The standard error of the mean; NULL for one respondent. */
PG_FUNCTION_INFO_V1(schaalscore_standaardfout);
Datum
schaalscore_standaardfout(PG_FUNCTION_ARGS)
{
	double		result;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	result = standard_error(fcinfo, 1);
	if (isnan(result))
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(result);
}

/* How many standard errors wide: refuses unknown levels and names (22023). */
static double
critical_value(double level, const text *distribution, int64 n)
{
	double		p = (1 + level) / 2;
	const char *name = VARDATA_ANY(distribution);
	int			length = VARSIZE_ANY_EXHDR(distribution);

	if (!(level > 0 && level < 1))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("confidence level %g is not between 0 and 1", level)));
	if (length == 1 && *name == 't')
		return n < 2 ? NAN : t_quantile(p, (double) (n - 1));
	if (length == 1 && *name == 'z')
		return normal_quantile(p);
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("unknown distribution \"%.*s\"", length, name),
			 errdetail("The distributions are \"t\" and \"z\".")));
}

/*
 * Half the width of the confidence interval of the arguments (schaalscore,
 * niveau, verdeling, populatie); NaN where undefined: one respondent, or an
 * argument other than populatie that is NULL.
 */
static double
half_width(FunctionCallInfo fcinfo)
{
	if (PG_ARGISNULL(0) || PG_ARGISNULL(1) || PG_ARGISNULL(2))
		return NAN;
	return critical_value(PG_GETARG_FLOAT8(1), PG_GETARG_TEXT_PP(2),
						  PG_GETARG_SCHAALSCORE_P(0)->n) *
		standard_error(fcinfo, 3);
}

/* A SQL-callable function of half_width(), which is half; NULL where that is. */
#define INTERVAL_FUNCTION(name, result) \
	PG_FUNCTION_INFO_V1(schaalscore_##name); \
	Datum \
	schaalscore_##name(PG_FUNCTION_ARGS) \
	{ \
		double		half = half_width(fcinfo); \
		\
		if (isnan(half)) \
			PG_RETURN_NULL(); \
		return result; \
	}

INTERVAL_FUNCTION(halfbreedte, Float8GetDatum(half))
INTERVAL_FUNCTION(ondergrens,
				  Float8GetDatum(schaalscore_mean(PG_GETARG_SCHAALSCORE_P(0)) - half))
INTERVAL_FUNCTION(bovengrens,
				  Float8GetDatum(schaalscore_mean(PG_GETARG_SCHAALSCORE_P(0)) + half))
INTERVAL_FUNCTION(ster, BoolGetDatum(half > STER_ABOVE))
INTERVAL_FUNCTION(toonbaar, BoolGetDatum(half <= TOONBAAR_UPTO))
