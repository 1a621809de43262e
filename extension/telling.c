/*
 * telling.c
 *		A count that may be masked: an interval of whole numbers.
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "fmgr.h"
#include "libpq/pqformat.h"
#include "utils/array.h"
#include "utils/fmgrprotos.h"

#include "comparison.h"
#include "refuse.h"
#include "telling.h"

/* The canonical text, freshly allocated. */
static char *
telling_text(uint64 value)
{
	char	   *text = palloc(TELLING_TEXT_SIZE);

	telling_format(value, text);
	return text;
}

/* Text to telling; refuses bad syntax (22P02) and numbers too large (22003). */
PG_FUNCTION_INFO_V1(telling_in);
Datum
telling_in(PG_FUNCTION_ARGS)
{
	char	   *text = PG_GETARG_CSTRING(0);
	uint64		value = 0;
	const char *wrong = telling_parse(text, strlen(text), &value);

	if (wrong == telling_out_of_range)
		return out_of_range("telling", text, wrong, fcinfo->context);
	if (wrong != NULL)
		return invalid_text("telling", text, wrong, fcinfo->context);
	PG_RETURN_TELLING(value);
}

/* The canonical text. */
PG_FUNCTION_INFO_V1(telling_out);
Datum
telling_out(PG_FUNCTION_ARGS)
{
	PG_RETURN_CSTRING(telling_text(PG_GETARG_TELLING(0)));
}

/* Binary to telling: two int4; refuses bounds that are no interval (22P03). */
PG_FUNCTION_INFO_V1(telling_recv);
Datum
telling_recv(PG_FUNCTION_ARGS)
{
	uint64		value = (uint64) pq_getmsgint64((StringInfo) PG_GETARG_POINTER(0));

	if (!telling_valid(value))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
				 errmsg("invalid binary representation of type %s", "telling"),
				 errdetail("The bounds are %d and %d.",
						   telling_onder(value), telling_boven(value))));
	PG_RETURN_TELLING(value);
}

/* Two int4, onder and boven: in network order the same bytes as one int8. */
PG_FUNCTION_INFO_V1(telling_send);
Datum
telling_send(PG_FUNCTION_ARGS)
{
	StringInfoData buf;

	pq_begintypsend(&buf);
	pq_sendint64(&buf, PG_GETARG_TELLING(0));
	PG_RETURN_BYTEA_P(pq_endtypsend(&buf));
}

/* An int8 as an exact count; refuses what is no count (22003). */
static uint64
telling_from_number(int64 number)
{
	if (number < 0 || number > TELLING_MAX)
		out_of_range("telling", psprintf("%lld", (long long) number),
					 "A count lies between 0 and 2147483647.", NULL);
	return telling_make((int32) number, (int32) number);
}

/* The exact count of an int4. */
PG_FUNCTION_INFO_V1(telling_from_int4);
Datum
telling_from_int4(PG_FUNCTION_ARGS)
{
	PG_RETURN_TELLING(telling_from_number(PG_GETARG_INT32(0)));
}

/* The exact count of an int8. */
PG_FUNCTION_INFO_V1(telling_from_int8);
Datum
telling_from_int8(PG_FUNCTION_ARGS)
{
	PG_RETURN_TELLING(telling_from_number(PG_GETARG_INT64(0)));
}

/* The count between two bounds; refuses no count (22003), swapped (22023). */
PG_FUNCTION_INFO_V1(telling_from_bounds);
Datum
telling_from_bounds(PG_FUNCTION_ARGS)
{
	uint64		onder = telling_from_number(PG_GETARG_INT32(0));
	uint64		boven = telling_from_number(PG_GETARG_INT32(1));

	if (onder > boven)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("lower bound %d is greater than upper bound %d",
						telling_onder(onder), telling_boven(boven))));
	PG_RETURN_TELLING(telling_make(telling_onder(onder), telling_boven(boven)));
}

/* The number of an exact count; refuses to choose one from more (22000). */
static int32
telling_exact(uint64 value)
{
	if (telling_onder(value) != telling_boven(value))
		ereport(ERROR,
				(errcode(ERRCODE_DATA_EXCEPTION),
				 errmsg("telling \"%s\" is not one number", telling_text(value)),
				 errhint("Use ondergrens() or bovengrens() to take a bound.")));
	return telling_onder(value);
}

/* An exact count as int4. */
PG_FUNCTION_INFO_V1(telling_to_int4);
Datum
telling_to_int4(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT32(telling_exact(PG_GETARG_TELLING(0)));
}

/* An exact count as int8. */
PG_FUNCTION_INFO_V1(telling_to_int8);
Datum
telling_to_int8(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64(telling_exact(PG_GETARG_TELLING(0)));
}

/* The smallest count that is possible. */
PG_FUNCTION_INFO_V1(telling_ondergrens);
Datum
telling_ondergrens(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT32(telling_onder(PG_GETARG_TELLING(0)));
}

/* The largest count that is possible. */
PG_FUNCTION_INFO_V1(telling_bovengrens);
Datum
telling_bovengrens(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT32(telling_boven(PG_GETARG_TELLING(0)));
}

/* Whether one count only is possible. */
PG_FUNCTION_INFO_V1(telling_is_exact);
Datum
telling_is_exact(PG_FUNCTION_ARGS)
{
	uint64		value = PG_GETARG_TELLING(0);

	PG_RETURN_BOOL(telling_onder(value) == telling_boven(value));
}

/* The bounds, lower bound first, compare as the number that holds both. */
static int
telling_cmp_internal(uint64 a, uint64 b)
{
	return (a > b) - (a < b);
}

/*
 * Hashed over its bytes: the hash of int8 folds the halves with XOR, which
 * would give every exact count the same hash.
 */
COMPARISONS(telling, uint64, PG_GETARG_TELLING, telling_cmp_internal)
HASH_BYTES(telling, uint64, PG_GETARG_TELLING)

/* Core sorts int8 without calls, and no telling is negative as an int8. */
PG_FUNCTION_INFO_V1(telling_sortsupport);
Datum
telling_sortsupport(PG_FUNCTION_ARGS)
{
	return btint8sortsupport(fcinfo);
}

/* The sum of two counts; refuses an upper bound above the largest (22003). */
PG_FUNCTION_INFO_V1(telling_pl);
Datum
telling_pl(PG_FUNCTION_ARGS)
{
	uint64		a = PG_GETARG_TELLING(0);
	uint64		b = PG_GETARG_TELLING(1);
	/* All four bounds are below 2^31, so that nothing is carried over. */
	uint64		sum = a + b;

	if (unlikely(!telling_valid(sum)))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("telling out of range"),
				 errdetail("The sum of %s and %s exceeds %d.",
						   telling_text(a), telling_text(b), TELLING_MAX)));
	PG_RETURN_TELLING(sum);
}

/* The difference as far as it is a count; refuses where it never is (22003). */
PG_FUNCTION_INFO_V1(telling_mi);
Datum
telling_mi(PG_FUNCTION_ARGS)
{
	uint64		a = PG_GETARG_TELLING(0);
	uint64		b = PG_GETARG_TELLING(1);
	int32		onder = telling_onder(a) - telling_boven(b);
	int32		boven = telling_boven(a) - telling_onder(b);

	if (boven < 0)
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("telling out of range"),
				 errdetail("%s minus %s is below 0 for every possible count.",
						   telling_text(a), telling_text(b))));
	PG_RETURN_TELLING(telling_make(Max(onder, 0), boven));
}

/* Reports that parts of onder..boven cannot add up to the total (22023). */
static void
telling_impossible_total(int64 onder, int64 boven, bool unbounded, uint64 total)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("the counts cannot add up to the total"),
			 unbounded ?
			 errdetail("The counts add up to %lld or more, the total is %s.",
					   (long long) onder, telling_text(total)) :
			 errdetail("The counts add up to %lld..%lld, the total is %s.",
					   (long long) onder, (long long) boven,
					   telling_text(total))));
}

/*
 * Every count of an array with the tightest bounds that follow from the total:
 * at least the total less all that the others can be, at most the total less
 * what the others are for certain.  Refuses a total that cannot be (22023).
 */
PG_FUNCTION_INFO_V1(verscherp);
Datum
verscherp(PG_FUNCTION_ARGS)
{
	ArrayType  *array = PG_GETARG_ARRAYTYPE_P(0);
	uint64		total = PG_GETARG_TELLING(1);
	Oid			type = ARR_ELEMTYPE(array);
	Datum	   *values;
	bool	   *nulls;
	int			n;
	int64		onder = 0;
	int64		boven = 0;
	bool		unbounded = false;

	deconstruct_array(array, type, sizeof(uint64), FLOAT8PASSBYVAL,
					  TYPALIGN_DOUBLE, &values, &nulls, &n);
	for (int i = 0; i < n; i++)
	{
		/* No part is larger than the whole: that bounds an unknown count. */
		if (nulls[i])
		{
			values[i] = TellingGetDatum(telling_make(0, telling_boven(total)));
			unbounded = true;
		}
		onder += telling_onder(DatumGetTelling(values[i]));
		boven += telling_boven(DatumGetTelling(values[i]));
	}
	if (onder > telling_boven(total) || boven < telling_onder(total))
		telling_impossible_total(onder, boven, unbounded, total);

	for (int i = 0; i < n; i++)
	{
		int64		low = telling_onder(DatumGetTelling(values[i]));
		int64		high = telling_boven(DatumGetTelling(values[i]));
		int64		least = telling_onder(total) - (boven - high);
		int64		most = telling_boven(total) - (onder - low);

		values[i] = TellingGetDatum(telling_make((int32) Max(low, least),
												 (int32) Min(high, most)));
	}
	PG_RETURN_ARRAYTYPE_P(construct_md_array(values, NULL, ARR_NDIM(array),
											 ARR_DIMS(array), ARR_LBOUND(array),
											 type, sizeof(uint64),
											 FLOAT8PASSBYVAL,
											 TYPALIGN_DOUBLE));
}
