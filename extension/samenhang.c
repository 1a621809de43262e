/*
 * samenhang.c
 *		The SQL type samenhang: the association of two series.
 */
#include "postgres.h"

#include <errno.h>
#include <math.h>

#include "common/shortest_dec.h"
#include "fmgr.h"
#include "libpq/pqformat.h"

#include "distribution.h"
#include "number.h"
#include "refuse.h"
#include "samenhang_math.h"
#include "scan.h"

#define DatumGetSamenhangP(X) ((Samenhang *) DatumGetPointer(X))
#define PG_GETARG_SAMENHANG_P(n) DatumGetSamenhangP(PG_GETARG_DATUM(n))
#define PG_RETURN_SAMENHANG_P(x) PG_RETURN_POINTER(x)

/* n, two numbers a part, each with a comma or parenthesis before it; ")\0". */
#define SAMENHANG_TEXT_SIZE \
	((1 + 2 * SAMENHANG_PARTS) * (DOUBLE_SHORTEST_DECIMAL_LEN + 1) + 2)

/* Reads a number, -0 as 0, and the character after it. */
static bool
scan_number(Scan *scan, double *number, char after)
{
	const char *end = number_end(scan->at);

	if (end == scan->at)
		return false;
	*number = strtod(scan->at, NULL) + 0.0;
	scan->at = end;
	return scan_char(scan, after);
}

/* Reads "(n,mean,rest,...)"; returns NULL, or what is wrong with it. */
static const char *
samenhang_parse(const char *text, Samenhang *s)
{
	static const char wrong[] = "Expected 11 numbers joined by commas, in parentheses, without blanks.";
	Scan		scan = scan_text(text, strlen(text));
	char	   *end;

	if (!scan_char(&scan, '(') || *scan.at < '0' || *scan.at > '9')
		return wrong;
	errno = 0;
	s->n = strtoll(scan.at, &end, 10);
	if (errno != 0)
		s->n = -1;				/* too large; samenhang_wrong() says so */
	scan.at = end;
	if (!scan_char(&scan, ','))
		return wrong;
	for (int i = 0; i < SAMENHANG_PARTS; i++)
	{
		if (!scan_number(&scan, &s->part[i].high, ',') ||
			!scan_number(&scan, &s->part[i].low,
						 i < SAMENHANG_PARTS - 1 ? ',' : ')'))
			return wrong;
	}
	return scan_done(&scan) ? samenhang_wrong(s) : wrong;
}

/* Text to samenhang; refuses bad syntax and impossible states (22P02). */
PG_FUNCTION_INFO_V1(samenhang_in);
Datum
samenhang_in(PG_FUNCTION_ARGS)
{
	char	   *text = PG_GETARG_CSTRING(0);
	Samenhang  *result = palloc(sizeof(Samenhang));
	const char *wrong = samenhang_parse(text, result);

	if (wrong != NULL)
		return invalid_text("samenhang", text, wrong, fcinfo->context);
	PG_RETURN_SAMENHANG_P(result);
}

/* The shortest text that reads back as the same state. */
PG_FUNCTION_INFO_V1(samenhang_out);
Datum
samenhang_out(PG_FUNCTION_ARGS)
{
	Samenhang  *s = PG_GETARG_SAMENHANG_P(0);
	char	   *text = palloc(SAMENHANG_TEXT_SIZE);
	char	   *at = text;

	at += snprintf(at, SAMENHANG_TEXT_SIZE, "(%lld", (long long) s->n);
	for (int i = 0; i < SAMENHANG_PARTS; i++)
	{
		*at++ = ',';
		at += double_to_shortest_decimal_bufn(s->part[i].high, at);
		*at++ = ',';
		at += double_to_shortest_decimal_bufn(s->part[i].low, at);
	}
	*at++ = ')';
	*at = '\0';
	PG_RETURN_CSTRING(text);
}

/* Binary to samenhang: int8 and 10 float8; refuses impossible states (22P03). */
PG_FUNCTION_INFO_V1(samenhang_recv);
Datum
samenhang_recv(PG_FUNCTION_ARGS)
{
	StringInfo	buf = (StringInfo) PG_GETARG_POINTER(0);
	Samenhang  *result = palloc(sizeof(Samenhang));
	const char *wrong;

	result->n = pq_getmsgint64(buf);
	for (int i = 0; i < SAMENHANG_PARTS; i++)
	{
		result->part[i].high = pq_getmsgfloat8(buf) + 0.0;
		result->part[i].low = pq_getmsgfloat8(buf) + 0.0;
	}
	wrong = samenhang_wrong(result);
	if (wrong != NULL)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
				 errmsg("invalid binary representation of type %s", "samenhang"),
				 errdetail_internal("%s", wrong)));
	PG_RETURN_SAMENHANG_P(result);
}

/* int8 and 10 float8. */
PG_FUNCTION_INFO_V1(samenhang_send);
Datum
samenhang_send(PG_FUNCTION_ARGS)
{
	Samenhang  *s = PG_GETARG_SAMENHANG_P(0);
	StringInfoData buf;

	pq_begintypsend(&buf);
	pq_sendint64(&buf, s->n);
	for (int i = 0; i < SAMENHANG_PARTS; i++)
	{
		pq_sendfloat8(&buf, s->part[i].high);
		pq_sendfloat8(&buf, s->part[i].low);
	}
	PG_RETURN_BYTEA_P(pq_endtypsend(&buf));
}

/*
 * Adds a state to the first argument: in place where that is an aggregate's
 * own, in a copy elsewhere.  Refuses overflow (22003).
 */
static Datum
samenhang_add(FunctionCallInfo fcinfo, const Samenhang *added)
{
	Samenhang  *state = PG_GETARG_SAMENHANG_P(0);
	Samenhang	sum = samenhang_merge(state, added);

	if (samenhang_wrong(&sum) != NULL)
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("value out of range: samenhang overflows"),
				 errdetail("The values are too large to be squared, or too many.")));
	if (AggCheckCallContext(fcinfo, NULL) != AGG_CONTEXT_AGGREGATE)
		state = palloc(sizeof(Samenhang));
	*state = sum;
	PG_RETURN_SAMENHANG_P(state);
}

/* A value of one of the series; refuses NaN and infinities (22003). */
static float8
samenhang_value(FunctionCallInfo fcinfo, int argument, const char *name)
{
	float8		value = PG_GETARG_FLOAT8(argument);

	if (isnan(value) || isinf(value))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("value of %s is out of range for samenhang: %s", name,
						isnan(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity")));
	return value;
}

/* The state, NULL before the first pair, with one more unless that has a NULL. */
PG_FUNCTION_INFO_V1(samenhang_accum);
Datum
samenhang_accum(PG_FUNCTION_ARGS)
{
	Samenhang  *pair;

	if (PG_ARGISNULL(1) || PG_ARGISNULL(2))
	{
		if (PG_ARGISNULL(0))
			PG_RETURN_NULL();
		PG_RETURN_DATUM(PG_GETARG_DATUM(0));
	}
	pair = palloc(sizeof(Samenhang));
	*pair = samenhang_pair(samenhang_value(fcinfo, 1, "x"),
						   samenhang_value(fcinfo, 2, "y"));
	if (PG_ARGISNULL(0))
		PG_RETURN_SAMENHANG_P(pair);
	return samenhang_add(fcinfo, pair);
}

/* Two states together. */
PG_FUNCTION_INFO_V1(samenhang_combine);
Datum
samenhang_combine(PG_FUNCTION_ARGS)
{
	return samenhang_add(fcinfo, PG_GETARG_SAMENHANG_P(1));
}

/* A number to SQL; NULL where it does not exist. */
static Datum
samenhang_result(FunctionCallInfo fcinfo, float8 result)
{
	if (isnan(result) || isinf(result))
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(result);
}

/* The number of pairs. */
PG_FUNCTION_INFO_V1(samenhang_n);
Datum
samenhang_n(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64(PG_GETARG_SAMENHANG_P(0)->n);
}

/* Pearson's r; NULL where a series does not vary. */
PG_FUNCTION_INFO_V1(samenhang_r);
Datum
samenhang_r(PG_FUNCTION_ARGS)
{
	return samenhang_result(fcinfo,
							samenhang_correlation(PG_GETARG_SAMENHANG_P(0)));
}

/* Student's t of r; NULL for fewer than 3 pairs or where r is 1 or -1. */
PG_FUNCTION_INFO_V1(samenhang_t);
Datum
samenhang_t(PG_FUNCTION_ARGS)
{
	return samenhang_result(fcinfo,
							samenhang_student(PG_GETARG_SAMENHANG_P(0)));
}

/* Its two-sided p-value; NULL for fewer than 3 pairs. */
PG_FUNCTION_INFO_V1(samenhang_p);
Datum
samenhang_p(PG_FUNCTION_ARGS)
{
	return samenhang_result(fcinfo,
							samenhang_p_value(PG_GETARG_SAMENHANG_P(0)));
}

/* A bound of r; NULL for fewer than 4 pairs, refuses a bad level (22023). */
static Datum
samenhang_grens(FunctionCallInfo fcinfo, int sign)
{
	float8		level = PG_GETARG_FLOAT8(1);

	if (!(level > 0 && level < 1))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("niveau must lie between 0 and 1, not %g", level)));
	return samenhang_result(fcinfo,
							samenhang_bound(PG_GETARG_SAMENHANG_P(0),
											sign * normal_quantile((1 + level) / 2)));
}

/* The lower bound of the confidence interval of r. */
PG_FUNCTION_INFO_V1(samenhang_ondergrens);
Datum
samenhang_ondergrens(PG_FUNCTION_ARGS)
{
	return samenhang_grens(fcinfo, -1);
}

/* The upper bound of the confidence interval of r. */
PG_FUNCTION_INFO_V1(samenhang_bovengrens);
Datum
samenhang_bovengrens(PG_FUNCTION_ARGS)
{
	return samenhang_grens(fcinfo, 1);
}
