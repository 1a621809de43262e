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
#include "number.h"
#include "refuse.h"
#include "telling.h"

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
aandeel_input(const Kind *kind, const char *text, struct Node *escontext)
{
	float8		onder;
	float8		boven;
	const char *wrong = aandeel_parse(text, &onder, &boven);

	if (wrong != NULL)
		return invalid_text(kind->name, text, wrong, escontext);
	if (!kind_allows(kind, onder) || !kind_allows(kind, boven))
		return out_of_range(kind->name, text, kind->range, escontext);
	PG_RETURN_AANDEEL_P(aandeel_make(onder, boven));
}

/* Binary to either type: two float8; refuses impossible bounds (22P03). */
static Datum
aandeel_receive(const Kind *kind, StringInfo buf)
{
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

/* Either type to two float8. */
static Datum
aandeel_to_binary(const Aandeel *value)
{
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
		out_of_range(kind->name, aandeel_text(onder, boven), kind->range, NULL);
	if (onder > boven)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("lower bound %s is greater than upper bound %s",
						aandeel_text(onder, onder),
						aandeel_text(boven, boven))));
	PG_RETURN_AANDEEL_P(aandeel_make(onder, boven));
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

/* One SQL-callable function: a single expression over its arguments. */
#define SQL_FUNCTION(name, result) \
	PG_FUNCTION_INFO_V1(name); \
	Datum \
	name(PG_FUNCTION_ARGS) \
	{ \
		return result; \
	}

#define ONDER(n) (PG_GETARG_AANDEEL_P(n)->onder)
#define BOVEN(n) (PG_GETARG_AANDEEL_P(n)->boven)

/* What both types have, of the same names. */
#define SQL_FUNCTIONS(type, kind) \
	SQL_FUNCTION(type##_in, \
				 aandeel_input(kind, PG_GETARG_CSTRING(0), fcinfo->context)) \
	SQL_FUNCTION(type##_out, CStringGetDatum(aandeel_text(ONDER(0), BOVEN(0)))) \
	SQL_FUNCTION(type##_recv, \
				 aandeel_receive(kind, (StringInfo) PG_GETARG_POINTER(0))) \
	SQL_FUNCTION(type##_send, aandeel_to_binary(PG_GETARG_AANDEEL_P(0))) \
	SQL_FUNCTION(type##_from_bounds, \
				 aandeel_bounded(kind, PG_GETARG_FLOAT8(0), PG_GETARG_FLOAT8(1))) \
	SQL_FUNCTION(type##_from_float8, \
				 aandeel_bounded(kind, PG_GETARG_FLOAT8(0), PG_GETARG_FLOAT8(0))) \
	SQL_FUNCTION(type##_ondergrens, Float8GetDatum(ONDER(0))) \
	SQL_FUNCTION(type##_bovengrens, Float8GetDatum(BOVEN(0))) \
	SQL_FUNCTION(type##_is_exact, BoolGetDatum(ONDER(0) == BOVEN(0))) \
	COMPARISONS(type, Aandeel *, PG_GETARG_AANDEEL_P, aandeel_cmp_internal) \
	SORTSUPPORT(type, aandeel_cmp_datums) \
	HASH_BYTES(type, Aandeel, PG_GETARG_AANDEEL)

SQL_FUNCTIONS(aandeel, &aandeel_kind)
SQL_FUNCTIONS(verhouding, &verhouding_kind)

/* A ratio as a share; refuses one that may exceed 1 (22003). */
SQL_FUNCTION(aandeel_from_verhouding,
			 aandeel_bounded(&aandeel_kind, ONDER(0), BOVEN(0)))

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
