/*
 * trend.c
 *		The type trend and the aggregates that make it.
 */
#include "postgres.h"

#include <math.h>

#include "fmgr.h"
#include "lib/stringinfo.h"
#include "libpq/pqformat.h"
#include "utils/float.h"

#include "aandeel.h"
#include "bounds_text.h"
#include "comparison.h"
#include "refuse.h"
#include "schooljaar_code.h"
#include "trend.h"

#define TREND_SIZE(n) (offsetof(Trend, points) + (n) * sizeof(TrendPoint))
/* Room for points at first in the state of an aggregate, doubled when full. */
#define FIRST_CAPACITY	8

static const char trend_finite[] = "A value is a finite number.";

/* A trend without points, with zeroed room for some. */
static Trend *
trend_make(int capacity)
{
	Trend	   *result = palloc0(TREND_SIZE(capacity));

	SET_VARSIZE(result, TREND_SIZE(capacity));
	result->version = TREND_VERSION;
	return result;
}

/* A trend of so many points. */
static Trend *
trend_copy(const TrendPoint *points, int n)
{
	Trend	   *result = trend_make(n);

	memcpy(result->points, points, n * sizeof(TrendPoint));
	result->n = n;
	return result;
}

/* A point; adding 0 turns -0, which has other bytes, into 0. */
static TrendPoint
point_make(int year, float8 onder, float8 boven)
{
	TrendPoint	result = {year, onder + 0.0, boven + 0.0};

	return result;
}

/* The name of a school year, freshly allocated. */
static char *
year_text(int64 year)
{
	char	   *text = palloc(SCHOOLJAAR_TEXT_SIZE);

	schooljaar_format((int16) year, text);
	return text;
}

/* Orders points by year. */
static int
point_cmp_year(const void *a, const void *b)
{
	int64		year_a = ((const TrendPoint *) a)->year;
	int64		year_b = ((const TrendPoint *) b)->year;

	return (year_a > year_b) - (year_a < year_b);
}

/* Reports more than TREND_MAX_YEARS years (54000). */
static Datum
too_many_years(struct Node *escontext)
{
	ereturn(escontext, (Datum) 0,
			errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
			errmsg("a trend has at most %d years", TREND_MAX_YEARS));
}

/*
 * Reads one "2019-2020:0.023" of a trend; returns NULL, or what is wrong.  Cuts
 * the text at the colon.
 */
static const char *
point_parse(char *text, TrendPoint *point)
{
	char	   *colon = strchr(text, ':');
	int16		year = 0;
	float8		onder = 0;
	float8		boven = 0;
	const char *wrong;

	if (colon == NULL)
		return "Each year is followed by a colon and its value, as in 2019-2020:0.023.";
	wrong = schooljaar_parse(text, colon - text, &year);
	if (wrong == NULL)
		wrong = bounds_parse(colon + 1, &onder, &boven);
	*point = point_make(year, onder, boven);
	return wrong;
}

/*
 * Text to trend: points in any order, blanks between them.  Refuses bad syntax
 * and years that occur twice (22P02), infinite values (22003) and more than
 * TREND_MAX_YEARS years (54000).
 */
PG_FUNCTION_INFO_V1(trend_in);
Datum
trend_in(PG_FUNCTION_ARGS)
{
	char	   *text = PG_GETARG_CSTRING(0);
	char	   *rest = pstrdup(text);
	TrendPoint	points[TREND_MAX_YEARS];
	int			n = 0;

	for (rest += strspn(rest, BLANKS); *rest != '\0'; rest += strspn(rest, BLANKS))
	{
		char	   *word = rest;
		const char *wrong;

		rest += strcspn(rest, BLANKS);
		if (*rest != '\0')
			*rest++ = '\0';
		if (n == TREND_MAX_YEARS)
			return too_many_years(fcinfo->context);
		wrong = point_parse(word, &points[n]);
		if (wrong != NULL)
			return invalid_text("trend", text, wrong, fcinfo->context);
		if (isinf(points[n].onder) || isinf(points[n].boven))
			return out_of_range("trend", text, trend_finite, fcinfo->context);
		n++;
	}
	if (n == 0)
		return invalid_text("trend", text, "A trend has one year or more, as in 2019-2020:0.023.",
							fcinfo->context);
	qsort(points, n, sizeof(TrendPoint), point_cmp_year);
	for (int i = 1; i < n; i++)
	{
		if (points[i].year == points[i - 1].year)
			return invalid_text("trend", text,
								psprintf("The year %s occurs twice.",
										 year_text(points[i].year)),
								fcinfo->context);
	}
	PG_RETURN_TREND_P(trend_copy(points, n));
}

/* The points in order of year, one blank between them. */
PG_FUNCTION_INFO_V1(trend_out);
Datum
trend_out(PG_FUNCTION_ARGS)
{
	Trend	   *trend = PG_GETARG_TREND_P(0);
	StringInfoData text;

	initStringInfo(&text);
	for (int i = 0; i < trend->n; i++)
	{
		const TrendPoint *point = &trend->points[i];
		char		bounds[BOUNDS_TEXT_SIZE];

		bounds_format(point->onder, point->boven, bounds);
		appendStringInfo(&text, "%s%s:%s", i > 0 ? " " : "",
						 year_text(point->year), bounds);
	}
	PG_RETURN_CSTRING(text.data);
}

/* Reports a trend that cannot be, in binary (22P03). */
static void
invalid_binary(const char *detail)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
			 errmsg("invalid binary representation of type %s", "trend"),
			 errdetail_internal("%s", detail)));
}

/*
 * Binary to trend: version and number of points, a byte each, and for each
 * point its year as int2 and its bounds as two float8.  Refuses what trend_in
 * would, and years that are not in order (22P03).
 */
PG_FUNCTION_INFO_V1(trend_recv);
Datum
trend_recv(PG_FUNCTION_ARGS)
{
	StringInfo	buf = (StringInfo) PG_GETARG_POINTER(0);
	int			version = pq_getmsgbyte(buf);
	int			n = pq_getmsgbyte(buf);
	TrendPoint	points[TREND_MAX_YEARS];

	if (version != TREND_VERSION)
		invalid_binary(psprintf("The version is %d, not %d.", version, TREND_VERSION));
	if (n < 1 || n > TREND_MAX_YEARS)
		invalid_binary(psprintf("The number of years is %d.", n));
	for (int i = 0; i < n; i++)
	{
		int16		year = (int16) pq_getmsgint(buf, sizeof(int16));
		float8		onder = pq_getmsgfloat8(buf);
		float8		boven = pq_getmsgfloat8(buf);

		if (!schooljaar_valid(year))
			invalid_binary(psprintf("The year is %d.", year));
		if (i > 0 && year <= points[i - 1].year)
			invalid_binary("The years are not in order.");
		/* The negation refuses NaN, too. */
		if (isinf(onder) || isinf(boven) || !(onder <= boven))
			invalid_binary(psprintf("The bounds are %g and %g.", onder, boven));
		points[i] = point_make(year, onder, boven);
	}
	PG_RETURN_TREND_P(trend_copy(points, n));
}

/* The bytes that trend_recv reads. */
PG_FUNCTION_INFO_V1(trend_send);
Datum
trend_send(PG_FUNCTION_ARGS)
{
	Trend	   *trend = PG_GETARG_TREND_P(0);
	StringInfoData buf;

	pq_begintypsend(&buf);
	pq_sendbyte(&buf, TREND_VERSION);
	pq_sendbyte(&buf, trend->n);
	for (int i = 0; i < trend->n; i++)
	{
		pq_sendint16(&buf, trend->points[i].year);
		pq_sendfloat8(&buf, trend->points[i].onder);
		pq_sendfloat8(&buf, trend->points[i].boven);
	}
	PG_RETURN_BYTEA_P(pq_endtypsend(&buf));
}

/* Orders by the first year that differs, then by its bounds. */
static int
trend_cmp_internal(const Trend *a, const Trend *b)
{
	for (int i = 0; i < Min(a->n, b->n); i++)
	{
		const TrendPoint *p = &a->points[i];
		const TrendPoint *q = &b->points[i];

		if (p->year != q->year)
			return p->year < q->year ? -1 : 1;
		if (p->onder != q->onder)
			return p->onder < q->onder ? -1 : 1;
		if (p->boven != q->boven)
			return p->boven < q->boven ? -1 : 1;
	}
	return (a->n > b->n) - (a->n < b->n);
}

/* The same for Datums; frees what it had to detoast, as a sort is long. */
static int
trend_cmp_datums(Datum a, Datum b)
{
	Trend	   *p = DatumGetTrendP(a);
	Trend	   *q = DatumGetTrendP(b);
	int			result = trend_cmp_internal(p, q);

	if (PointerGetDatum(p) != a)
		pfree(p);
	if (PointerGetDatum(q) != b)
		pfree(q);
	return result;
}

/* The same for sorting. */
static int
trend_cmp_sort(Datum a, Datum b, SortSupport ssup)
{
	return trend_cmp_datums(a, b);
}

COMPARISONS(trend, Datum, PG_GETARG_DATUM, trend_cmp_datums)
SORTSUPPORT(trend, trend_cmp_sort)

/* A hash of the points, which have no padding. */
PG_FUNCTION_INFO_V1(trend_hash);
Datum
trend_hash(PG_FUNCTION_ARGS)
{
	Trend	   *trend = PG_GETARG_TREND_P(0);

	return hash_any((unsigned char *) trend->points,
					trend->n * sizeof(TrendPoint));
}

/* The same with a seed. */
PG_FUNCTION_INFO_V1(trend_hash_extended);
Datum
trend_hash_extended(PG_FUNCTION_ARGS)
{
	Trend	   *trend = PG_GETARG_TREND_P(0);

	return hash_any_extended((unsigned char *) trend->points,
							 trend->n * sizeof(TrendPoint),
							 PG_GETARG_INT64(1));
}

/*
 * The state, the first argument, with room for more points: itself where this
 * is an aggregate's own and has the room, otherwise a copy.  Refuses more than
 * TREND_MAX_YEARS years (54000).
 */
static Trend *
state_with_room(FunctionCallInfo fcinfo, int more)
{
	bool		aggregate = AggCheckCallContext(fcinfo, NULL) != 0;
	Trend	   *state = PG_ARGISNULL(0) ? trend_make(0) : PG_GETARG_TREND_P(0);
	int			n = state->n + more;
	int			capacity = FIRST_CAPACITY;
	Trend	   *result;

	if (n > TREND_MAX_YEARS)
		too_many_years(NULL);
	if (aggregate && PointerGetDatum(state) == PG_GETARG_DATUM(0) &&
		VARSIZE(state) >= TREND_SIZE(n))
		return state;
	while (capacity < n)
		capacity *= 2;
	result = trend_make(aggregate ? capacity : n);
	memcpy(result->points, state->points, state->n * sizeof(TrendPoint));
	result->n = state->n;
	return result;
}

/*
 * Adds points, in order of year, to a state with room for them, from the last
 * one down.  Refuses a year that it has (22023).
 */
static Trend *
state_add(Trend *state, const TrendPoint *points, int n)
{
	TrendPoint *mine = state->points + state->n;
	const TrendPoint *other = points + n;
	TrendPoint *place = mine + n;

	state->n += n;
	while (other > points)
	{
		int			order = mine == state->points ? -1 :
			point_cmp_year(mine - 1, other - 1);

		if (order == 0)
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("trend has two values for schooljaar %s",
							year_text(mine[-1].year)),
					 errhint("Group the rows so that each trend has one row per year.")));
		*--place = order > 0 ? *--mine : *--other;
	}
	return state;
}

/* The state after a row of one year; rows with a NULL are skipped. */
static Datum
trend_accum_point(FunctionCallInfo fcinfo, float8 onder, float8 boven)
{
	TrendPoint	point = point_make(PG_GETARG_INT16(1), onder, boven);

	PG_RETURN_TREND_P(state_add(state_with_room(fcinfo, 1), &point, 1));
}

/* What a row with a NULL leaves: the state as it was. */
static Datum
trend_skip(FunctionCallInfo fcinfo)
{
	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	PG_RETURN_DATUM(PG_GETARG_DATUM(0));
}

/* Adds a float8; refuses NaN and infinity (22003). */
PG_FUNCTION_INFO_V1(trend_accum);
Datum
trend_accum(PG_FUNCTION_ARGS)
{
	float8		value;

	if (PG_ARGISNULL(1) || PG_ARGISNULL(2))
		return trend_skip(fcinfo);
	value = PG_GETARG_FLOAT8(2);
	if (!isfinite(value))
		out_of_range("trend", float8out_internal(value), trend_finite, NULL);
	return trend_accum_point(fcinfo, value, value);
}

/* Adds the bounds of an aandeel. */
PG_FUNCTION_INFO_V1(trend_accum_aandeel);
Datum
trend_accum_aandeel(PG_FUNCTION_ARGS)
{
	Aandeel    *share;

	if (PG_ARGISNULL(1) || PG_ARGISNULL(2))
		return trend_skip(fcinfo);
	share = PG_GETARG_AANDEEL_P(2);
	return trend_accum_point(fcinfo, share->onder, share->boven);
}

/* Two trends as one; refuses a year that both have (22023). */
PG_FUNCTION_INFO_V1(trend_combine);
Datum
trend_combine(PG_FUNCTION_ARGS)
{
	Trend	   *other = PG_GETARG_TREND_P(1);

	PG_RETURN_TREND_P(state_add(state_with_room(fcinfo, other->n),
								other->points, other->n));
}

/* The state without room for more points. */
PG_FUNCTION_INFO_V1(trend_final);
Datum
trend_final(PG_FUNCTION_ARGS)
{
	Trend	   *state = PG_GETARG_TREND_P(0);

	PG_RETURN_TREND_P(trend_copy(state->points, state->n));
}
