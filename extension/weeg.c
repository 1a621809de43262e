/*
 * weeg.c
 *		Raking of a sample table to the margins in another, through SPI: read,
 *		check, fit, and either return the weights or report.
 */
#include "postgres.h"

#include <math.h>

#include "access/htup_details.h"
#include "catalog/pg_type.h"
#include "executor/spi.h"
#include "fmgr.h"
#include "funcapi.h"
#include "miscadmin.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/memutils.h"

#include "compat.h"
#include "weeg_math.h"

/* Rows that are fetched, or made room for, at a time. */
#define BATCH 10000

/* The arguments of both functions, in order. */
enum
{
	STEEKPROEF, MARGES, SLEUTEL, BEGINGEWICHT, TOLERANTIE, MAX_ITERATIES,
	ARGUMENTS
};

/* The columns of weeg_verslag(), in order. */
enum
{
	RIJEN, VARIABELEN, TOTAAL, ITERATIES, GROOTSTE_AFWIJKING, CONVERGENT,
	LEGE_CELLEN, BEZWAREN, KLEINSTE_GEWICHT, GROOTSTE_GEWICHT, ONTWERPEFFECT,
	COLUMNS
};

/* Rows with one fault: how many, and one of them. */
typedef struct Fault
{
	int64		rows;
	const char *example;
} Fault;

/* A variable, which is a column of the sample. */
typedef struct Variable
{
	char	   *name;
	double		total;			/* of its margins */
	Fault		null;			/* rows without a category */
	Fault		unknown;		/* rows with one that is not in the margins */
} Variable;

/* A category, which is a row of the margins. */
typedef struct Category
{
	int			variable;
	char	   *name;
	int64		rows;			/* of the sample */
} Category;

/* One call. */
typedef struct Weeg
{
	MemoryContext context;		/* of all below; SPI has its own */
	Oid			sample;
	char	   *sample_name;	/* as SQL */
	char	   *margins_name;	/* as SQL */
	char	   *key;			/* column that tells the rows apart */
	char	   *begin;			/* column with the first weights, or NULL */
	double		tolerance;
	int			max_iterations;

	int			n_variables;
	Variable   *variables;
	int			n_categories;
	Category   *categories;		/* by variable, then by name */
	double	   *targets;		/* of each category */
	int		   *first;			/* category of each variable; then the end */

	size_t		rows;
	size_t		room;			/* for so many rows */
	char	  **keys;			/* per row */
	int32	   *cells;			/* per row and variable: number of the category */
	double	   *weights;		/* per row */
	Fault		null_key;
	Fault		repeated_key;
	Fault		bad_weight;

	int			iterations;
	double		gap;			/* the largest, as a part of its margin */
	bool		converged;
	List	   *empty;			/* texts: categories without rows */
	List	   *problems;		/* sentences: why it cannot be done */
} Weeg;

/* Takes in one row of a query. */
typedef void (*RowReader) (Weeg *weeg, HeapTuple row, TupleDesc desc);

/* Adds a sentence, made as by psprintf(), to the problems. */
#define PROBLEM(weeg, ...) \
	((weeg)->problems = lappend((weeg)->problems, psprintf(__VA_ARGS__)))

/* An argument that must be there; refuses NULL (22004). */
static Datum
required(FunctionCallInfo fcinfo, int argument, const char *name)
{
	if (PG_ARGISNULL(argument))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("%s must not be NULL", name)));
	return PG_GETARG_DATUM(argument);
}

/* A table's name as SQL, which finds it; refuses one that is gone (42P01). */
static char *
relation_name(Oid relation)
{
	if (get_rel_name(relation) == NULL)
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_TABLE),
				 errmsg("relation with OID %u does not exist", relation)));
	return DatumGetCString(DirectFunctionCall1(regclassout,
											   ObjectIdGetDatum(relation)));
}

/* The arguments; refuses what they cannot be (22004, 22023). */
static Weeg *
weeg_arguments(FunctionCallInfo fcinfo)
{
	Weeg	   *weeg = palloc0(sizeof(Weeg));

	weeg->context = CurrentMemoryContext;
	weeg->sample = DatumGetObjectId(required(fcinfo, STEEKPROEF, "steekproef"));
	weeg->sample_name = relation_name(weeg->sample);
	weeg->margins_name =
		relation_name(DatumGetObjectId(required(fcinfo, MARGES, "marges")));
	weeg->key = TextDatumGetCString(required(fcinfo, SLEUTEL, "sleutel"));
	if (!PG_ARGISNULL(BEGINGEWICHT))
		weeg->begin = text_to_cstring(PG_GETARG_TEXT_PP(BEGINGEWICHT));
	weeg->tolerance = DatumGetFloat8(required(fcinfo, TOLERANTIE, "tolerantie"));
	weeg->max_iterations =
		DatumGetInt32(required(fcinfo, MAX_ITERATIES, "max_iteraties"));
	if (!(weeg->tolerance > 0 && weeg->tolerance < 1))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("tolerantie must lie between 0 and 1, not %g",
						weeg->tolerance)));
	if (weeg->max_iterations < 1)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("max_iteraties must be 1 or more, not %d",
						weeg->max_iterations)));
	return weeg;
}

/* Gives each row of a query to the reader, in our memory, a batch at a time. */
static void
read_rows(Weeg *weeg, const char *query, RowReader reader)
{
	Portal		portal = SPI_cursor_open_with_args(NULL, query, 0, NULL, NULL,
												   NULL, true,
												   CURSOR_OPT_NO_SCROLL);

	for (;;)
	{
		SPI_cursor_fetch(portal, true, BATCH);
		if (SPI_processed == 0)
			break;
		MemoryContextSwitchTo(weeg->context);
		for (uint64 i = 0; i < SPI_processed; i++)
			reader(weeg, SPI_tuptable->vals[i], SPI_tuptable->tupdesc);
		SPI_freetuptable(SPI_tuptable);
	}
	SPI_freetuptable(SPI_tuptable);
	SPI_cursor_close(portal);
	MemoryContextSwitchTo(weeg->context);
}

/* Counts a row with a fault; keeps the first as an example. */
static void
add_fault(Fault *fault, const char *example)
{
	if (fault->rows++ == 0)
		fault->example = example != NULL ? pstrdup(example) : "NULL";
}

/* One row of the margins, which arrive by variable, then by category. */
static void
read_margin(Weeg *weeg, HeapTuple row, TupleDesc desc)
{
	char	   *variable = SPI_getvalue(row, desc, 1);
	char	   *name = SPI_getvalue(row, desc, 2);
	bool		no_count;
	double		count = DatumGetFloat8(SPI_getbinval(row, desc, 3, &no_count));
	int			v = weeg->n_variables - 1;
	int			c = weeg->n_categories;

	if (variable == NULL || name == NULL || no_count)
	{
		PROBLEM(weeg, "The margins have a row with a NULL: variabele %s, categorie %s, aantal %s.",
				variable ? quote_literal_cstr(variable) : "NULL",
				name ? quote_literal_cstr(name) : "NULL",
				no_count ? "NULL" : psprintf("%.15g", count));
		return;
	}
	if (!(count >= 0) || isinf(count))
		PROBLEM(weeg, "Category \"%s\" of variable \"%s\" counts %.15g in the margins; a count is 0 or more.",
				name, variable, count);
	if (v < 0 || strcmp(weeg->variables[v].name, variable) != 0)
	{
		v = weeg->n_variables++;
		weeg->variables = repalloc(weeg->variables,
								   (v + 1) * sizeof(Variable));
		weeg->variables[v] = (Variable) {.name = variable};
	}
	else if (strcmp(weeg->categories[c - 1].name, name) == 0)
		PROBLEM(weeg, "Category \"%s\" of variable \"%s\" is in the margins more than once.",
				name, variable);
	weeg->categories = repalloc(weeg->categories, (c + 1) * sizeof(Category));
	weeg->targets = repalloc(weeg->targets, (c + 1) * sizeof(double));
	weeg->categories[c] = (Category) {.variable = v, .name = name};
	weeg->targets[c] = count;
	weeg->variables[v].total += count;
	weeg->n_categories++;
}

/* A column of the sample as quoted SQL; refuses one that is not there (42703). */
static const char *
sample_column(Weeg *weeg, const char *column)
{
	if (get_attnum(weeg->sample, column) == InvalidAttrNumber)
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_COLUMN),
				 errmsg("column \"%s\" of sample %s does not exist", column,
						weeg->sample_name),
				 errhint("Each variabele in the margins is a column of the sample.")));
	return quote_identifier(column);
}

/* Reads the margins, and checks that all variables agree about the total. */
static void
read_margins(Weeg *weeg)
{
	Variable   *first;

	weeg->variables = palloc0(sizeof(Variable));
	weeg->categories = palloc(sizeof(Category));
	weeg->targets = palloc(sizeof(double));
	read_rows(weeg,
			  psprintf("SELECT variabele::pg_catalog.text, categorie::pg_catalog.text, aantal::pg_catalog.float8"
					   " FROM %s ORDER BY variabele::pg_catalog.text COLLATE pg_catalog.\"C\","
					   " categorie::pg_catalog.text COLLATE pg_catalog.\"C\"",
					   weeg->margins_name), read_margin);
	if (weeg->problems != NIL)
		return;
	if (weeg->n_variables == 0)
	{
		PROBLEM(weeg, "The margins have no rows.");
		return;
	}
	first = &weeg->variables[0];
	if (!(first->total > 0) || isinf(first->total))
	{
		PROBLEM(weeg, "The margins of variable \"%s\" add up to %.15g.",
				first->name, first->total);
		return;
	}
	for (Variable *v = first + 1; v < first + weeg->n_variables; v++)
	{
		if (!(fabs(v->total - first->total) <= weeg->tolerance * first->total))
			PROBLEM(weeg, "The margins of variable \"%s\" add up to %.15g, those of \"%s\" to %.15g.",
					first->name, first->total, v->name, v->total);
	}
	weeg->first = palloc((weeg->n_variables + 1) * sizeof(int));
	for (int c = weeg->n_categories - 1; c >= 0; c--)
		weeg->first[weeg->categories[c].variable] = c;
	weeg->first[weeg->n_variables] = weeg->n_categories;
}

/* The number of a category of a variable; -1 where the margins lack it. */
static int
find_category(const Weeg *weeg, int variable, const char *name)
{
	int			low = weeg->first[variable];
	int			high = weeg->first[variable + 1] - 1;

	while (low <= high)
	{
		int			middle = (low + high) / 2;
		int			order = strcmp(weeg->categories[middle].name, name);

		if (order == 0)
			return middle;
		if (order < 0)
			low = middle + 1;
		else
			high = middle - 1;
	}
	return -1;
}

/* Makes room for one more row. */
static void
make_room(Weeg *weeg)
{
	size_t		row_size = weeg->n_variables * sizeof(int32);

	if (weeg->rows < weeg->room)
		return;
	weeg->room *= 2;
	weeg->keys = repalloc_huge(weeg->keys, weeg->room * sizeof(char *));
	weeg->weights = repalloc_huge(weeg->weights, weeg->room * sizeof(double));
	weeg->cells = repalloc_huge(weeg->cells, weeg->room * row_size);
}

/* One row of the sample, which arrive by key: the key, the weight, categories. */
static void
read_respondent(Weeg *weeg, HeapTuple row, TupleDesc desc)
{
	char	   *key = SPI_getvalue(row, desc, 1);
	bool		no_weight;
	double		weight = DatumGetFloat8(SPI_getbinval(row, desc, 2, &no_weight));
	int32	   *cell;

	make_room(weeg);
	if (key == NULL)
		add_fault(&weeg->null_key, NULL);
	else if (weeg->rows > 0 && weeg->keys[weeg->rows - 1] != NULL &&
			 strcmp(key, weeg->keys[weeg->rows - 1]) == 0)
		add_fault(&weeg->repeated_key, key);
	if (no_weight || !(weight > 0) || isinf(weight))
		add_fault(&weeg->bad_weight, key);
	cell = weeg->cells + weeg->rows * weeg->n_variables;
	for (int v = 0; v < weeg->n_variables; v++)
	{
		char	   *name = SPI_getvalue(row, desc, 3 + v);

		cell[v] = name == NULL ? -1 : find_category(weeg, v, name);
		if (cell[v] >= 0)
			weeg->categories[cell[v]].rows++;
		else if (name == NULL)
			add_fault(&weeg->variables[v].null, key);
		else
			add_fault(&weeg->variables[v].unknown, name);
		if (name != NULL)
			pfree(name);
	}
	weeg->keys[weeg->rows] = key;
	weeg->weights[weeg->rows] = weight;
	weeg->rows++;
}

/* Reads the sample; a row that does not fit is counted as a fault. */
static void
read_sample(Weeg *weeg)
{
	StringInfoData query;
	const char *key = sample_column(weeg, weeg->key);

	initStringInfo(&query);
	appendStringInfo(&query, "SELECT %s::pg_catalog.text, ", key);
	if (weeg->begin == NULL)
		appendStringInfoString(&query, "1::pg_catalog.float8");
	else
		appendStringInfo(&query, "%s::pg_catalog.float8",
						 sample_column(weeg, weeg->begin));
	for (int v = 0; v < weeg->n_variables; v++)
		appendStringInfo(&query, ", %s::pg_catalog.text",
						 sample_column(weeg, weeg->variables[v].name));
	appendStringInfo(&query, " FROM %s ORDER BY %s::pg_catalog.text COLLATE pg_catalog.\"C\"",
					 weeg->sample_name, key);

	weeg->room = BATCH;
	weeg->keys = palloc(weeg->room * sizeof(char *));
	weeg->weights = palloc(weeg->room * sizeof(double));
	weeg->cells = MemoryContextAllocHuge(weeg->context, weeg->room *
										 weeg->n_variables * sizeof(int32));
	read_rows(weeg, query.data, read_respondent);
}

/* What is wrong with the columns of the sample. */
static void
check_rows(Weeg *weeg)
{
	if (weeg->rows == 0)
		PROBLEM(weeg, "The sample has no rows.");
	if (weeg->null_key.rows > 0)
		PROBLEM(weeg, "Rows of the sample where column \"%s\" is NULL: %lld.",
				weeg->key, (long long) weeg->null_key.rows);
	if (weeg->repeated_key.rows > 0)
		PROBLEM(weeg, "Rows of the sample that repeat a value of column \"%s\": %lld, such as \"%s\".",
				weeg->key, (long long) weeg->repeated_key.rows,
				weeg->repeated_key.example);
	if (weeg->bad_weight.rows > 0)
		PROBLEM(weeg, "Rows of the sample where column \"%s\" is no positive number: %lld, such as that of %s.",
				weeg->begin, (long long) weeg->bad_weight.rows,
				weeg->bad_weight.example);
	for (int v = 0; v < weeg->n_variables; v++)
	{
		Variable   *variable = &weeg->variables[v];

		if (variable->null.rows > 0)
			PROBLEM(weeg, "Rows of the sample where variable \"%s\" is NULL: %lld, such as that of %s.",
					variable->name, (long long) variable->null.rows,
					variable->null.example);
		if (variable->unknown.rows > 0)
			PROBLEM(weeg, "Rows of the sample with a category of variable \"%s\" that is not in the margins: %lld, such as \"%s\".",
					variable->name, (long long) variable->unknown.rows,
					variable->unknown.example);
	}
}

/* Lists the categories that no weight can bring up to their margin. */
static void
check_categories(Weeg *weeg)
{
	for (int c = 0; c < weeg->n_categories; c++)
	{
		Category   *category = &weeg->categories[c];
		char	   *variable = weeg->variables[category->variable].name;

		if (category->rows > 0 || weeg->targets[c] == 0)
			continue;
		weeg->empty = lappend(weeg->empty,
							  psprintf("%s=%s", variable, category->name));
		PROBLEM(weeg, "Category \"%s\" of variable \"%s\" counts %.15g in the margins, but has no rows in the sample.",
				category->name, variable, weeg->targets[c]);
	}
}

/* Fits the weights; a gap that remains too large is a problem. */
static void
fit(Weeg *weeg)
{
	Rake		rake = {
		.rows = weeg->rows, .variables = weeg->n_variables,
		.first = weeg->first, .target = weeg->targets, .cells = weeg->cells,
		.weights = weeg->weights,
		.sums = palloc(weeg->n_categories * sizeof(double))
	};

	rake_measure(&rake);
	while (rake.gap > weeg->tolerance && weeg->iterations < weeg->max_iterations)
	{
		CHECK_FOR_INTERRUPTS();
		rake_step(&rake);
		rake_measure(&rake);
		weeg->iterations++;
	}
	weeg->gap = rake.gap;
	weeg->converged = rake.gap <= weeg->tolerance;
	if (!weeg->converged)
	{
		Category   *category = &weeg->categories[rake.farthest];

		PROBLEM(weeg, "At iteration %d the weights of category \"%s\" of variable \"%s\" still add up to %.15g, not to %.15g.",
				weeg->iterations, category->name,
				weeg->variables[category->variable].name,
				rake.sums[rake.farthest], weeg->targets[rake.farthest]);
	}
}

/* All of the work: the weights, or the problems. */
static Weeg *
weeg_work(FunctionCallInfo fcinfo)
{
	Weeg	   *weeg = weeg_arguments(fcinfo);

	if (SPI_connect() != SPI_OK_CONNECT)
		elog(ERROR, "SPI_connect failed");
	MemoryContextSwitchTo(weeg->context);
	read_margins(weeg);
	if (weeg->first != NULL)
	{
		read_sample(weeg);
		check_rows(weeg);
		check_categories(weeg);
	}
	SPI_finish();
	if (weeg->problems == NIL)
		fit(weeg);
	return weeg;
}

/* A row per respondent; refuses what cannot be satisfied (22000). */
PG_FUNCTION_INFO_V1(weeg);
Datum
weeg(PG_FUNCTION_ARGS)
{
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	Weeg	   *work;
	StringInfoData reasons;
	ListCell   *cell;

	InitMaterializedSRF(fcinfo, 0);
	work = weeg_work(fcinfo);
	if (work->problems != NIL)
	{
		initStringInfo(&reasons);
		foreach(cell, work->problems)
			appendStringInfo(&reasons, "%s%s", reasons.len > 0 ? "\n" : "",
							 (char *) lfirst(cell));
		ereport(ERROR,
				(errcode(ERRCODE_DATA_EXCEPTION),
				 errmsg("sample %s cannot be weighted to the margins %s",
						work->sample_name, work->margins_name),
				 errdetail_internal("%s", reasons.data)));
	}
	for (size_t row = 0; row < work->rows; row++)
	{
		Datum		values[2] = {
			CStringGetTextDatum(work->keys[row]),
			Float8GetDatum(work->weights[row])
		};
		bool		nulls[2] = {false, false};

		tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values, nulls);
		pfree(DatumGetPointer(values[0]));
	}
	return (Datum) 0;
}

/* A list of texts as an SQL array. */
static Datum
text_array(List *texts)
{
	Datum	   *elements = palloc((list_length(texts) + 1) * sizeof(Datum));
	int			n = 0;
	ListCell   *cell;

	foreach(cell, texts)
		elements[n++] = CStringGetTextDatum((char *) lfirst(cell));
	return PointerGetDatum(construct_array(elements, n, TEXTOID, -1, false,
										   TYPALIGN_INT));
}

/* How unequal the weights are, as three columns of the report. */
static void
report_weights(const Weeg *weeg, Datum *values)
{
	double		least = weeg->weights[0];
	double		most = least;
	double		sum = 0;
	double		squares = 0;

	for (size_t row = 0; row < weeg->rows; row++)
	{
		double		weight = weeg->weights[row];

		least = Min(least, weight);
		most = Max(most, weight);
		sum += weight;
		squares += weight * weight;
	}
	values[KLEINSTE_GEWICHT] = Float8GetDatum(least);
	values[GROOTSTE_GEWICHT] = Float8GetDatum(most);
	values[ONTWERPEFFECT] = Float8GetDatum(weeg->rows * (squares / sum) / sum);
}

/* The report; what is not known, because of an earlier problem, is NULL. */
PG_FUNCTION_INFO_V1(weeg_verslag);
Datum
weeg_verslag(PG_FUNCTION_ARGS)
{
	Weeg	   *work = weeg_work(fcinfo);
	TupleDesc	desc;
	Datum		values[COLUMNS] = {0};
	bool		nulls[COLUMNS] = {false};

	if (get_call_result_type(fcinfo, NULL, &desc) != TYPEFUNC_COMPOSITE)
		elog(ERROR, "weeg_verslag must return a row");
	values[VARIABELEN] = Int32GetDatum(work->n_variables);
	values[ITERATIES] = Int32GetDatum(work->iterations);
	values[CONVERGENT] = BoolGetDatum(work->converged);
	values[BEZWAREN] = text_array(work->problems);
	values[LEGE_CELLEN] = text_array(work->empty);
	values[RIJEN] = Int64GetDatum((int64) work->rows);
	values[TOTAAL] = Float8GetDatum(work->variables[0].total);
	values[GROOTSTE_AFWIJKING] = Float8GetDatum(work->gap);
	nulls[RIJEN] = nulls[TOTAAL] = nulls[LEGE_CELLEN] = work->first == NULL;
	nulls[GROOTSTE_AFWIJKING] = !work->converged && work->iterations == 0;
	if (work->converged)
		report_weights(work, values);
	else
		nulls[KLEINSTE_GEWICHT] = nulls[GROOTSTE_GEWICHT] =
			nulls[ONTWERPEFFECT] = true;
	PG_RETURN_DATUM(HeapTupleGetDatum(heap_form_tuple(BlessTupleDesc(desc),
													  values, nulls)));
}
