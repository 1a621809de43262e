/*
 * aandeel.c
 *		Shares and ratios with exact bounds: two types that differ only in the
 *		largest value they allow.
 */
#include "postgres.h"

#include <float.h>

#include "common/shortest_dec.h"
#include "fmgr.h"
#include "libpq/pqformat.h"

#include "aandeel.h"
#include "comparison.h"
#include "compat.h"
#include "telling.h"

#define DIGITS "0123456789"
#define BLANKS " \t\n\v\f\r"

/* Two numbers, the two dots and the terminator (each length counts a NUL). */
#define AANDEEL_TEXT_SIZE (2 * DOUBLE_SHORTEST_DECIMAL_LEN + 1)

/* What tells the two types apart. */
typedef struct Kind
{
	const char *name;			/* of the SQL type */
	float8		largest;		/* value allowed */
	const char *range;			/* sentence for a value that is not */
} Kind;

static const Kind aandeel_kind = {
	"aandeel", 1.0,
	"A share lies between 0 and 1; percentages are divided by 100."
};

static const Kind verhouding_kind = {
	"verhouding", DBL_MAX,
	"A ratio is finite and not negative."
};

/* Whether a bound may be stored; false for NaN, too. */
static bool
kind_allows(const Kind *kind, float8 bound)
{
	return bound >= 0 && bound <= kind->largest;
}

/* A fresh value; adding 0 turns -0, which has other bytes, into 0. */
static Aandeel *
aandeel_make(float8 onder, float8 boven)
{
	Aandeel    *result = palloc(sizeof(Aandeel));

	result->onder = onder + 0.0;
	result->boven = boven + 0.0;
	return result;
}

/* The shortest text that reads back as the same bounds, freshly allocated. */
static char *
aandeel_text(float8 onder, float8 boven)
{
	char	   *text = palloc(AANDEEL_TEXT_SIZE);
	int			length = double_to_shortest_decimal_buf(onder, text);

	if (onder != boven)
	{
		text[length++] = '.';
		text[length++] = '.';
		double_to_shortest_decimal_buf(boven, text + length);
	}
	return text;
}

/*
 * Where the decimal number at s ends; s itself where there is none.  Stricter
 * than strtod(): no infinity, NaN or hexadecimal, and no dot that ends it, so
 * that "0..1" has one reading.
 */
static const char *
number_end(const char *s)
{
	const char *p = s + strspn(s, "+-");
	size_t		digits = strspn(p, DIGITS);
	size_t		decimals = p[digits] == '.' ? strspn(p + digits + 1, DIGITS) : 0;
	const char *exponent;

	if (p - s > 1 || digits + decimals == 0)
		return s;
	p += digits + (decimals > 0 ? 1 + decimals : 0);
	if (*p == 'e' || *p == 'E')
	{
		exponent = p + 1 + (p[1] == '+' || p[1] == '-');
		if (strspn(exponent, DIGITS) > 0)
			p = exponent + strspn(exponent, DIGITS);
	}
	return p;
}

/*
 * Reads "0.023" or "0.021..0.034", blanks around it.  Returns NULL, or what is
 * wrong with the syntax; the range is the caller's to check.
 */
static const char *
aandeel_parse(const char *s, float8 *onder, float8 *boven)
{
	const char *end;

	s += strspn(s, BLANKS);
	end = number_end(s);
	if (end == s)
		return "Expected a number, or two numbers joined by \"..\".";
	*onder = *boven = strtod(s, NULL);
	s = end;
	if (s[0] == '.' && s[1] == '.')
	{
		s += 2;
		end = number_end(s);
		if (end == s)
			return "Expected a number after \"..\".";
		*boven = strtod(s, NULL);
		s = end;
	}
	s += strspn(s, BLANKS);
	if (*s != '\0')
		return "Something else follows the number.";
	return *onder > *boven ?
		"The lower bound is greater than the upper bound." : NULL;
}

/* Text to either type; refuses bad syntax (22P02) and bad range (22003). */
static Datum
aandeel_input(FunctionCallInfo fcinfo, const Kind *kind)
{
	char	   *text = PG_GETARG_CSTRING(0);
	float8		onder;
	float8		boven;
	const char *problem = aandeel_parse(text, &onder, &boven);

	if (problem != NULL)
		ereturn(fcinfo->context, (Datum) 0,
				(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
				 errmsg("invalid input syntax for type %s: \"%s\"",
						kind->name, text),
				 errdetail("%s", problem)));
	if (!kind_allows(kind, onder) || !kind_allows(kind, boven))
		ereturn(fcinfo->context, (Datum) 0,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("value \"%s\" is out of range for type %s",
						text, kind->name),
				 errdetail("%s", kind->range)));
	PG_RETURN_AANDEEL_P(aandeel_make(onder, boven));
}

/* Text to aandeel. */
PG_FUNCTION_INFO_V1(aandeel_in);
Datum
aandeel_in(PG_FUNCTION_ARGS)
{
	return aandeel_input(fcinfo, &aandeel_kind);
}

/* Text to verhouding. */
PG_FUNCTION_INFO_V1(verhouding_in);
Datum
verhouding_in(PG_FUNCTION_ARGS)
{
	return aandeel_input(fcinfo, &verhouding_kind);
}

/* Either type to its canonical text, whatever extra_float_digits is. */
PG_FUNCTION_INFO_V1(aandeel_out);
Datum
aandeel_out(PG_FUNCTION_ARGS)
{
	Aandeel    *value = PG_GETARG_AANDEEL_P(0);

	PG_RETURN_CSTRING(aandeel_text(value->onder, value->boven));
}

/* Binary to either type: two float8; refuses impossible bounds (22P03). */
static Datum
aandeel_receive(FunctionCallInfo fcinfo, const Kind *kind)
{
	StringInfo	buf = (StringInfo) PG_GETARG_POINTER(0);
	float8		onder = pq_getmsgfloat8(buf);
	float8		boven = pq_getmsgfloat8(buf);

	if (!kind_allows(kind, onder) || !kind_allows(kind, boven) || onder > boven)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
				 errmsg("invalid binary representation of type %s",
						kind->name),
				 errdetail("The bounds are %g and %g.", onder, boven)));
	PG_RETURN_AANDEEL_P(aandeel_make(onder, boven));
}

/* Binary to aandeel. */
PG_FUNCTION_INFO_V1(aandeel_recv);
Datum
aandeel_recv(PG_FUNCTION_ARGS)
{
	return aandeel_receive(fcinfo, &aandeel_kind);
}

/* Binary to verhouding. */
PG_FUNCTION_INFO_V1(verhouding_recv);
Datum
verhouding_recv(PG_FUNCTION_ARGS)
{
	return aandeel_receive(fcinfo, &verhouding_kind);
}

/* Either type to two float8. */
PG_FUNCTION_INFO_V1(aandeel_send);
Datum
aandeel_send(PG_FUNCTION_ARGS)
{
	Aandeel    *value = PG_GETARG_AANDEEL_P(0);
	StringInfoData buf;

	pq_begintypsend(&buf);
	pq_sendfloat8(&buf, value->onder);
	pq_sendfloat8(&buf, value->boven);
	PG_RETURN_BYTEA_P(pq_endtypsend(&buf));
}

/* Bounds to either type; refuses bad range (22003) and swapped (22023). */
static Datum
aandeel_bounded(const Kind *kind, float8 onder, float8 boven)
{
	if (!kind_allows(kind, onder) || !kind_allows(kind, boven))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("value \"%s\" is out of range for type %s",
						aandeel_text(onder, boven), kind->name),
				 errdetail("%s", kind->range)));
	if (onder > boven)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("lower bound %s is greater than upper bound %s",
						aandeel_text(onder, onder),
						aandeel_text(boven, boven))));
	PG_RETURN_AANDEEL_P(aandeel_make(onder, boven));
}

/* A share from onder to boven. */
PG_FUNCTION_INFO_V1(aandeel_from_bounds);
Datum
aandeel_from_bounds(PG_FUNCTION_ARGS)
{
	return aandeel_bounded(&aandeel_kind, PG_GETARG_FLOAT8(0),
						   PG_GETARG_FLOAT8(1));
}

/* A ratio from onder to boven. */
PG_FUNCTION_INFO_V1(verhouding_from_bounds);
Datum
verhouding_from_bounds(PG_FUNCTION_ARGS)
{
	return aandeel_bounded(&verhouding_kind, PG_GETARG_FLOAT8(0),
						   PG_GETARG_FLOAT8(1));
}

/* An exact share. */
PG_FUNCTION_INFO_V1(aandeel_from_float8);
Datum
aandeel_from_float8(PG_FUNCTION_ARGS)
{
	return aandeel_bounded(&aandeel_kind, PG_GETARG_FLOAT8(0),
						   PG_GETARG_FLOAT8(0));
}

/* An exact ratio. */
PG_FUNCTION_INFO_V1(verhouding_from_float8);
Datum
verhouding_from_float8(PG_FUNCTION_ARGS)
{
	return aandeel_bounded(&verhouding_kind, PG_GETARG_FLOAT8(0),
						   PG_GETARG_FLOAT8(0));
}

/* A ratio as a share; refuses one that may exceed 1 (22003). */
PG_FUNCTION_INFO_V1(aandeel_from_verhouding);
Datum
aandeel_from_verhouding(PG_FUNCTION_ARGS)
{
	Aandeel    *value = PG_GETARG_AANDEEL_P(0);

	return aandeel_bounded(&aandeel_kind, value->onder, value->boven);
}

/*
 * The share of deel in deel + rest over all counts that the two allow, NULL
 * when their sum is 0 for certain.  The share grows with deel and shrinks with
 * rest, so its bounds lie at the corners.  A corner where both are 0 is no
 * share: then rest (or deel) is 0 wherever the other is not, and the share is
 * 1 (or 0) everywhere.
 */
PG_FUNCTION_INFO_V1(aandeel_from_tellingen);
Datum
aandeel_from_tellingen(PG_FUNCTION_ARGS)
{
	uint64		deel = PG_GETARG_TELLING(0);
	uint64		rest = PG_GETARG_TELLING(1);
	float8		least = telling_onder(deel);
	float8		most = telling_boven(deel);
	float8		least_of = least + telling_boven(rest);
	float8		most_of = most + telling_onder(rest);

	if (most == 0 && telling_boven(rest) == 0)
		PG_RETURN_NULL();
	PG_RETURN_AANDEEL_P(aandeel_make(least_of > 0 ? least / least_of : 1,
									 most_of > 0 ? most / most_of : 0));
}

/*
 * The ratio of two separate counts over all that they allow where the ratio
 * exists, so with noemer at least 1; NULL when noemer is 0 for certain.
 */
PG_FUNCTION_INFO_V1(verhouding_from_tellingen);
Datum
verhouding_from_tellingen(PG_FUNCTION_ARGS)
{
	uint64		teller = PG_GETARG_TELLING(0);
	uint64		noemer = PG_GETARG_TELLING(1);
	float8		noemer_least = Max(telling_onder(noemer), 1);
	float8		noemer_most = telling_boven(noemer);

	if (noemer_most == 0)
		PG_RETURN_NULL();
	PG_RETURN_AANDEEL_P(aandeel_make(telling_onder(teller) / noemer_most,
									 telling_boven(teller) / noemer_least));
}

/* The smallest value that is possible. */
PG_FUNCTION_INFO_V1(aandeel_ondergrens);
Datum
aandeel_ondergrens(PG_FUNCTION_ARGS)
{
	PG_RETURN_FLOAT8(PG_GETARG_AANDEEL_P(0)->onder);
}

/* The largest value that is possible. */
PG_FUNCTION_INFO_V1(aandeel_bovengrens);
Datum
aandeel_bovengrens(PG_FUNCTION_ARGS)
{
	PG_RETURN_FLOAT8(PG_GETARG_AANDEEL_P(0)->boven);
}

/* Whether one value only is possible. */
PG_FUNCTION_INFO_V1(aandeel_is_exact);
Datum
aandeel_is_exact(PG_FUNCTION_ARGS)
{
	Aandeel    *value = PG_GETARG_AANDEEL_P(0);

	PG_RETURN_BOOL(value->onder == value->boven);
}

/* Orders by lower bound, then by upper bound. */
static int
aandeel_cmp_internal(const Aandeel *a, const Aandeel *b)
{
	if (a->onder != b->onder)
		return a->onder < b->onder ? -1 : 1;
	if (a->boven != b->boven)
		return a->boven < b->boven ? -1 : 1;
	return 0;
}

/* The same for sorting, without the detour of a function call. */
static int
aandeel_cmp_datums(Datum a, Datum b, SortSupport ssup)
{
	return aandeel_cmp_internal(DatumGetAandeelP(a), DatumGetAandeelP(b));
}

COMPARISONS(aandeel, Aandeel *, PG_GETARG_AANDEEL_P, aandeel_cmp_internal)
SORTSUPPORT(aandeel, aandeel_cmp_datums)
HASH_BYTES(aandeel, Aandeel, PG_GETARG_AANDEEL)
