/*
 * alfa.c
 *		Reliability of a scale: the type alfa and its aggregates.
 */
#include "postgres.h"

#include <math.h>

#include "catalog/pg_type_d.h"
#include "fmgr.h"
#include "libpq/pqformat.h"
#include "utils/array.h"
#include "utils/builtins.h"

#include "alfa.h"
#include "compat.h"
#include "refuse.h"

/* Alpha from which a scale is sufficient, and good, less what rounding takes. */
#define VOLDOENDE (0.70 - 1e-12)
#define GOED (0.80 - 1e-12)

#define DatumGetAlfaP(X) ((Alfa *) PG_DETOAST_DATUM(X))
#define PG_GETARG_ALFA_P(n) DatumGetAlfaP(PG_GETARG_DATUM(n))
#define PG_RETURN_ALFA_P(x) PG_RETURN_POINTER(x)

/* The answers of one respondent, read where they lie. */
typedef struct Answers
{
	int			items;
	Oid			type;			/* INT2OID or FLOAT8OID */
	const char *nulls;			/* bit i is 0 for no answer; NULL: none lacks */
	const char *data;			/* the answers there are, perhaps unaligned */
} Answers;

/* An empty state. */
static Alfa *
alfa_new(AlfaKind kind, int items)
{
	Alfa	   *state = palloc0(alfa_size(kind, items));

	SET_VARSIZE(state, alfa_size(kind, items));
	state->version = ALFA_VERSION;
	state->kind = kind;
	state->items = items;
	return state;
}

/* Text to alfa; refuses bad syntax and impossible sums (22P02). */
PG_FUNCTION_INFO_V1(alfa_in);
Datum
alfa_in(PG_FUNCTION_ARGS)
{
	char	   *text = PG_GETARG_CSTRING(0);
	Alfa	   *state;
	AlfaKind	kind;
	int			items;
	const char *wrong = alfa_parse_shape(text, &kind, &items);

	if (wrong != NULL)
		return invalid_text("alfa", text, wrong, fcinfo->context);
	state = alfa_new(kind, items);
	wrong = alfa_parse_cells(text, state);
	if (wrong != NULL)
		return invalid_text("alfa", text, wrong, fcinfo->context);
	PG_RETURN_ALFA_P(state);
}

/* The shortest text that reads back as the same state. */
PG_FUNCTION_INFO_V1(alfa_out);
Datum
alfa_out(PG_FUNCTION_ARGS)
{
	Alfa	   *state = PG_GETARG_ALFA_P(0);
	char	   *text = palloc(alfa_text_size(state));

	alfa_format(state, text);
	PG_RETURN_CSTRING(text);
}

/* Reports bytes that are no alfa. */
static void
invalid_binary(const char *detail)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
			 errmsg("invalid binary representation of type %s", "alfa"),
			 errdetail_internal("%s", detail)));
}

/*
 * Binary to alfa: version, kind, items, respondents and the cells, all of them 8
 * bytes.  Refuses impossible sums (22P03).
 */
PG_FUNCTION_INFO_V1(alfa_recv);
Datum
alfa_recv(PG_FUNCTION_ARGS)
{
	StringInfo	buf = (StringInfo) PG_GETARG_POINTER(0);
	int			version = pq_getmsgbyte(buf);
	int			kind = pq_getmsgbyte(buf);
	int			items = (int16) pq_getmsgint(buf, 2);
	int64		n = pq_getmsgint64(buf);
	Alfa	   *state;
	const char *wrong;

	if (version != ALFA_VERSION || kind >= ALFA_KINDS)
		invalid_binary("The version or the kind is unknown.");
	if (items < 0 || items > ALFA_MAX_ITEMS)
		invalid_binary("The number of items is out of range.");
	state = alfa_new(kind, items);
	state->n = n;
	/* A cell is 8 bytes in network order, whatever it holds. */
	for (int i = 0; i < alfa_cells(kind, items); i++)
		state->cells[i].whole = pq_getmsgint64(buf);
	wrong = alfa_check(state);
	if (wrong != NULL)
		invalid_binary(wrong);
	PG_RETURN_ALFA_P(state);
}

/* The same bytes. */
PG_FUNCTION_INFO_V1(alfa_send);
Datum
alfa_send(PG_FUNCTION_ARGS)
{
	Alfa	   *state = PG_GETARG_ALFA_P(0);
	StringInfoData buf;

	pq_begintypsend(&buf);
	pq_sendbyte(&buf, state->version);
	pq_sendbyte(&buf, state->kind);
	pq_sendint16(&buf, state->items);
	pq_sendint64(&buf, state->n);
	for (int i = 0; i < alfa_cells(state->kind, state->items); i++)
		pq_sendint64(&buf, state->cells[i].whole);
	PG_RETURN_BYTEA_P(pq_endtypsend(&buf));
}

/* Opens an array; refuses more dimensions than 1 (22023), 201 items (54000). */
static Answers
answers_open(Datum array)
{
	struct varlena *value = PG_DETOAST_DATUM_PACKED(array);
	Answers		answers = {0};
	ArrayType	head;
	/* A short header moves and unaligns the rest: fields are copied out. */
	const char *base = VARDATA_ANY(value) - VARHDRSZ;

	memcpy((char *) &head + VARHDRSZ, base + VARHDRSZ,
		   sizeof(head) - VARHDRSZ);
	answers.type = head.elemtype;
	if (head.ndim == 0)
		return answers;
	if (head.ndim > 1)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("the answers of a respondent are an array of 1 dimension, not %d",
						head.ndim)));
	memcpy(&answers.items, base + sizeof(head), sizeof(int));
	if (answers.items > ALFA_MAX_ITEMS)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("a scale of %d items exceeds the limit of %d",
						answers.items, ALFA_MAX_ITEMS)));
	answers.data = base + ARR_OVERHEAD_NONULLS(1);
	if (head.dataoffset > 0)
	{
		answers.nulls = answers.data;
		answers.data = base + head.dataoffset;
	}
	return answers;
}

/* Whether the respondent answered an item. */
static inline bool
is_answered(const Answers *answers, int item)
{
	return answers->nulls == NULL ||
		(answers->nulls[item / 8] & (1 << (item % 8))) != 0;
}

/* How many items the respondent did not answer. */
static int
missing(const Answers *answers)
{
	int			count = 0;

	for (int i = 0; answers->nulls != NULL && i < answers->items; i++)
		count += !is_answered(answers, i);
	return count;
}

/* The answers as float8, NaN for none; refuses NaN and too large (22003). */
static void
answers_read(const Answers *answers, double *values)
{
	const char *data = answers->data;

	for (int i = 0; i < answers->items; i++)
	{
		int16		small;

		if (!is_answered(answers, i))
		{
			values[i] = NAN;
			continue;
		}
		if (answers->type == INT2OID)
		{
			memcpy(&small, data, sizeof(small));
			data += sizeof(small);
			values[i] = small;
			continue;
		}
		memcpy(&values[i], data, sizeof(double));
		data += sizeof(double);
		/* Written so that NaN is refused, too. */
		if (unlikely(!(fabs(values[i]) <= ALFA_MAX_ANSWER)))
			ereport(ERROR,
					(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
					 errmsg("answer \"%g\" to item %d is out of range",
							values[i], i + 1),
					 errdetail("An answer is from -%g to %g; no answer is NULL.",
							   ALFA_MAX_ANSWER, ALFA_MAX_ANSWER)));
	}
}

/* Whether a weight counts; refuses NaN, too large or small, negative (22003). */
static bool
weight_counts(double weight)
{
	if (weight != 0 &&
		!(weight >= ALFA_MIN_WEIGHT && weight <= ALFA_MAX_WEIGHT))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("weight \"%g\" is out of range", weight),
				 errdetail("A weight is 0, or from %g to %g.",
						   ALFA_MIN_WEIGHT, ALFA_MAX_WEIGHT)));
	return weight != 0;
}

/* Reports answers, or a state, of another length than those before. */
static void
ragged(int items, int before)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("scales of %d and %d items cannot be combined",
					before, items),
			 errhint("Every respondent has an answer or NULL for every item.")));
}

/* Reports a listwise state where a pairwise one is needed, or the reverse. */
static void
mixed(void)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("listwise and pairwise states cannot be combined")));
}

/* A state as centred moments: itself unless it has exact sums. */
static Alfa *
centred(Alfa *state)
{
	Alfa	   *result = state;

	if (state->kind == ALFA_GEHELE)
	{
		result = alfa_new(ALFA_REELE, state->items);
		alfa_to_reele(state, result);
	}
	return result;
}

/* The state before this call, ours to change; only an aggregate's is so. */
static Alfa *
writable_state(FunctionCallInfo fcinfo)
{
	return AggCheckCallContext(fcinfo, NULL) ? PG_GETARG_ALFA_P(0) :
		(Alfa *) PG_DETOAST_DATUM_COPY(PG_GETARG_DATUM(0));
}

/*
 * The state to which a respondent is added: a new one at first.  Not strict,
 * because it makes that one from the length of the array.
 */
static Alfa *
accum_state(FunctionCallInfo fcinfo, AlfaKind kind, const Answers *answers)
{
	Alfa	   *state;

	if (PG_ARGISNULL(0))
		return alfa_new(kind, answers->items);
	state = writable_state(fcinfo);
	if (state->items != answers->items)
		ragged(answers->items, state->items);
	if ((kind == ALFA_PAREN) != (state->kind == ALFA_PAREN))
		mixed();
	return state;
}

/* Adds a respondent's answers to moments, if the respondent counts. */
static Datum
accum(FunctionCallInfo fcinfo, AlfaKind kind)
{
	bool		weighted = PG_NARGS() == 3;
	double		values[ALFA_MAX_ITEMS];
	double		weight;
	Answers		answers;
	Alfa	   *state;

	if (PG_ARGISNULL(1) || (weighted && PG_ARGISNULL(2)))
	{
		if (PG_ARGISNULL(0))
			PG_RETURN_NULL();
		PG_RETURN_DATUM(PG_GETARG_DATUM(0));
	}
	answers = answers_open(PG_GETARG_DATUM(1));
	weight = weighted ? PG_GETARG_FLOAT8(2) : 1;
	state = accum_state(fcinfo, kind, &answers);
	answers_read(&answers, values);
	if (weight_counts(weight))
	{
		if (kind == ALFA_PAREN)
			alfa_add_paren(state, values, weight);
		else if (missing(&answers) == 0)
		{
			state = centred(state);
			alfa_add_reele(state, values, weight);
		}
	}
	PG_RETURN_ALFA_P(state);
}

/* Listwise, weighted: a respondent who lacks an answer is left out. */
PG_FUNCTION_INFO_V1(alfa_accum);
Datum
alfa_accum(PG_FUNCTION_ARGS)
{
	return accum(fcinfo, ALFA_REELE);
}

/* The same without weights. */
PG_FUNCTION_INFO_V1(alfa_accum_float8);
Datum
alfa_accum_float8(PG_FUNCTION_ARGS)
{
	return accum(fcinfo, ALFA_REELE);
}

/* Pairwise: a respondent counts for every two items answered. */
PG_FUNCTION_INFO_V1(alfa_paarsgewijs_accum);
Datum
alfa_paarsgewijs_accum(PG_FUNCTION_ARGS)
{
	return accum(fcinfo, ALFA_PAREN);
}

/* Listwise over smallint[] without weights: exact sums as long as they fit. */
PG_FUNCTION_INFO_V1(alfa_accum_smallint);
Datum
alfa_accum_smallint(PG_FUNCTION_ARGS)
{
	Answers		answers;
	Alfa	   *state;

	if (PG_ARGISNULL(1))
		return accum(fcinfo, ALFA_REELE);
	answers = answers_open(PG_GETARG_DATUM(1));
	state = accum_state(fcinfo, ALFA_GEHELE, &answers);
	if (unlikely(state->kind != ALFA_GEHELE ||
				 state->n >= alfa_max_gehele(state->items)))
		return accum(fcinfo, ALFA_REELE);
	if (missing(&answers) == 0)
		alfa_add_gehele(state, answers.data);
	PG_RETURN_ALFA_P(state);
}

/* Merges two states; refuses scales that differ (22023), overflow (22003). */
PG_FUNCTION_INFO_V1(alfa_combine);
Datum
alfa_combine(PG_FUNCTION_ARGS)
{
	Alfa	   *a = writable_state(fcinfo);
	Alfa	   *b = PG_GETARG_ALFA_P(1);
	const char *wrong;

	if (a->items != b->items)
		ragged(b->items, a->items);
	if ((a->kind == ALFA_PAREN) != (b->kind == ALFA_PAREN))
		mixed();
	if (a->kind != b->kind || (a->kind == ALFA_GEHELE &&
							   a->n + b->n > alfa_max_gehele(a->items)))
	{
		a = centred(a);
		b = centred(b);
	}
	alfa_merge(a, b);
	wrong = alfa_check(a);
	if (wrong != NULL)
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("alfa out of range"),
				 errdetail_internal("%s", wrong)));
	PG_RETURN_ALFA_P(a);
}

/* The respondents that count. */
PG_FUNCTION_INFO_V1(alfa_n);
Datum
alfa_n(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64(PG_GETARG_ALFA_P(0)->n);
}

/* The items of the scale. */
PG_FUNCTION_INFO_V1(alfa_items);
Datum
alfa_items(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT32(PG_GETARG_ALFA_P(0)->items);
}

/* Cronbach's alpha, or NULL. */
PG_FUNCTION_INFO_V1(alfa_alpha_of);
Datum
alfa_alpha_of(PG_FUNCTION_ARGS)
{
	double		alpha;

	if (!alfa_alpha(PG_GETARG_ALFA_P(0), -1, &alpha))
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(alpha);
}

/* An item number as an index from 0; refuses one that is not there (22023). */
static int
item_index(const Alfa *state, int item)
{
	if (item < 1 || item > state->items)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("there is no item %d in a scale of %d items",
						item, state->items)));
	return item - 1;
}

/* Cronbach's alpha of the scale without an item, or NULL. */
PG_FUNCTION_INFO_V1(alfa_zonder);
Datum
alfa_zonder(PG_FUNCTION_ARGS)
{
	Alfa	   *state = PG_GETARG_ALFA_P(0);
	double		alpha;

	if (!alfa_alpha(state, item_index(state, PG_GETARG_INT32(1)), &alpha))
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(alpha);
}

/* The correlation of an item with the sum of the others, or NULL. */
PG_FUNCTION_INFO_V1(alfa_item_rest_of);
Datum
alfa_item_rest_of(PG_FUNCTION_ARGS)
{
	Alfa	   *state = PG_GETARG_ALFA_P(0);
	double		r;

	if (!alfa_item_rest(state, item_index(state, PG_GETARG_INT32(1)), &r))
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(r);
}

/* A bound at confidence level argument 1; refuses one beyond 0..1 (22023). */
static Datum
bound(FunctionCallInfo fcinfo, int sign)
{
	double		level = PG_GETARG_FLOAT8(1);
	double		result;

	if (!(level > 0 && level < 1))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("confidence level %g is not between 0 and 1", level)));
	if (!alfa_feldt(PG_GETARG_ALFA_P(0), (1 + sign * level) / 2, &result))
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(result);
}

/* The lower bound of Feldt's interval, or NULL. */
PG_FUNCTION_INFO_V1(alfa_ondergrens);
Datum
alfa_ondergrens(PG_FUNCTION_ARGS)
{
	return bound(fcinfo, 1);
}

/* The upper bound, or NULL. */
PG_FUNCTION_INFO_V1(alfa_bovengrens);
Datum
alfa_bovengrens(PG_FUNCTION_ARGS)
{
	return bound(fcinfo, -1);
}

/* The rule of thumb in words; no word for above 1, refuses NaN (22003). */
PG_FUNCTION_INFO_V1(betrouwbaarheid);
Datum
betrouwbaarheid(PG_FUNCTION_ARGS)
{
	double		alpha = PG_GETARG_FLOAT8(0);

	if (!isfinite(alpha))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("alpha \"%g\" is out of range", alpha)));
	if (alpha > 1)
		PG_RETURN_NULL();
	PG_RETURN_TEXT_P(cstring_to_text(alpha >= GOED ? "goed" :
									 alpha >= VOLDOENDE ? "voldoende" :
									 "onvoldoende"));
}
