/*
 * onderdruk.c
 *		Disclosure control of counts with published totals: masks what is small,
 *		hides what would give it away, and bounds what others can derive.
 */
#include "postgres.h"

#include "catalog/pg_type.h"
#include "fmgr.h"
#include "miscadmin.h"
#include "utils/array.h"

#include "onderdruk_math.h"
#include "telling.h"

/* With the totals; 40 bytes each. */
#define MAX_CELLS 1000000

/* An array as a table. */
typedef struct Tabel
{
	ArrayType  *array;
	bool		totals;			/* the array ends in the totals */
	int			rows;			/* of the array, totals included if it has them */
	int			columns;
	Datum	   *values;
	bool	   *nulls;
	Kruistabel	net;			/* at least as large: always with totals */
} Tabel;

/* Where a value of the array is in the network. */
static int
place(const Tabel *tabel, int i)
{
	return i / tabel->columns * tabel->net.columns + i % tabel->columns;
}

/* Whether a cell of the network is a total. */
static bool
is_total(const Tabel *tabel, int cell)
{
	return cell / tabel->net.columns == tabel->net.rows - 1 ||
		cell % tabel->net.columns == tabel->net.columns - 1;
}

/*
 * Reads an array; refuses one that is no table (22023) or too large (54000).  A
 * list is a table of one row, of whose columns nobody knows the totals.
 */
static void
tabel_read(Tabel *tabel, ArrayType *array, bool totals)
{
	int			dimensions = ARR_NDIM(array);
	bool		list = dimensions == 1;
	int64		nodes;
	int			n;

	if (dimensions > 2)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("an array of %d dimensions is no table", dimensions)));
	tabel->array = array;
	tabel->totals = totals;
	tabel->rows = list ? 1 : ARR_DIMS(array)[0];
	tabel->columns = ARR_DIMS(array)[list ? 0 : 1];
	if (totals && (tabel->columns < 2 || (!list && tabel->rows < 2)))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("the table has totals only")));
	tabel->net.rows = tabel->rows + (list || !totals);
	tabel->net.columns = tabel->columns + !totals;
	nodes = (int64) tabel->net.rows + tabel->net.columns;
	if (nodes > KRUISTABEL_MAX_NODES ||
		(int64) tabel->net.rows * tabel->net.columns > MAX_CELLS)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("a table of %d by %d cells is too large",
						tabel->rows, tabel->columns),
				 errdetail("Rows and columns may be %d together, cells %d.",
						   KRUISTABEL_MAX_NODES, MAX_CELLS)));
	deconstruct_array(array, ARR_ELEMTYPE(array), sizeof(uint64), FLOAT8PASSBYVAL,
					  TYPALIGN_DOUBLE, &tabel->values, &tabel->nulls, &n);
	tabel->net.cells = palloc0(sizeof(Cel) * tabel->net.rows * tabel->net.columns);
	tabel->net.distance = palloc(sizeof(int64) * nodes);
	tabel->net.previous = palloc(sizeof(int) * nodes);
	tabel->net.queue = palloc(sizeof(int) * nodes);
	tabel->net.excess = palloc(sizeof(int64) * nodes);
}

/* The array with its present values. */
static ArrayType *
tabel_result(const Tabel *tabel)
{
	return construct_md_array(tabel->values, tabel->nulls,
							  ARR_NDIM(tabel->array), ARR_DIMS(tabel->array),
							  ARR_LBOUND(tabel->array), ARR_ELEMTYPE(tabel->array),
							  sizeof(uint64), FLOAT8PASSBYVAL, TYPALIGN_DOUBLE);
}

/* A cell that nothing is known of. */
static void
make_free(Cel *cell)
{
	cell->low = 0;
	cell->high = KRUISTABEL_MAX;
	cell->price = 0;
}

/* Adds up lower and upper bounds of what is known into the totals. */
static void
add_up(const Tabel *tabel, int64 *onder, int64 *boven)
{
	int			rows = tabel->net.rows;
	int			columns = tabel->net.columns;

	for (int i = 0; i < tabel->rows * tabel->columns; i++)
	{
		int			cell = place(tabel, i);
		int			row_total = cell / columns * columns + columns - 1;
		int			column_total = (rows - 1) * columns + cell % columns;
		int			total = rows * columns - 1;
		uint64		value;

		if (is_total(tabel, cell) || tabel->nulls[i])
			continue;
		value = DatumGetTelling(tabel->values[i]);
		onder[cell] = telling_onder(value);
		boven[cell] = telling_boven(value);
		onder[row_total] += onder[cell];
		boven[row_total] += boven[cell];
		onder[column_total] += onder[cell];
		boven[column_total] += boven[cell];
		onder[total] += onder[cell];
		boven[total] += boven[cell];
	}
	if (boven[rows * columns - 1] > KRUISTABEL_MAX)
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("telling out of range"),
				 errdetail("The cells add up to %lld, more than %d.",
						   (long long) boven[rows * columns - 1], KRUISTABEL_MAX)));
}

/* Refuses totals that are not the sum of their cells (22023). */
static void
check_totals(const Tabel *tabel, const int64 *onder, const int64 *boven)
{
	for (int i = 0; i < tabel->rows * tabel->columns; i++)
	{
		int			cell = place(tabel, i);
		uint64		value;

		if (!is_total(tabel, cell) || tabel->nulls[i])
			continue;
		value = DatumGetTelling(tabel->values[i]);
		if (telling_onder(value) != onder[cell] || telling_boven(value) != boven[cell])
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("a total is not the sum of its cells"),
					 errdetail("The total in row %d, column %d is %d..%d, its cells add up to %lld..%lld.",
							   i / tabel->columns + 1, i % tabel->columns + 1,
							   telling_onder(value), telling_boven(value),
							   (long long) onder[cell], (long long) boven[cell])));
	}
}

/*
 * What an attacker knows before anything is hidden.  An interval was one in the
 * source, where he has read it: it counts with its lower bound, as in the lower
 * bounds of the totals.  An unknown cell is in no total.
 */
static void
publish(Tabel *tabel, const int64 *onder, const int64 *boven, int drempel)
{
	for (int i = 0; i < tabel->net.rows * tabel->net.columns; i++)
	{
		Cel		   *cell = &tabel->net.cells[i];
		bool		total = is_total(tabel, i);
		bool		exact = onder[i] == boven[i];

		cell->value = cell->low = cell->high = onder[i];
		if (exact && onder[i] > 0 && onder[i] < drempel)
		{
			cell->low = 1;
			cell->high = drempel - 1;
			cell->price = PRICE_MASKED + onder[i];
		}
		else if (exact && onder[i] > 0)
		{
			/* He knows the rule: what is hidden for others is no small count. */
			cell->hidden_low = drempel;
			cell->price = onder[i];
		}
		if (total)
			cell->price = tabel->totals ? PRICE_TOTAL + onder[i] : 0;
	}
	if (ARR_NDIM(tabel->array) == 1)
		for (int column = 0; column < tabel->net.columns; column++)
			make_free(&tabel->net.cells[tabel->net.columns + column]);
	for (int i = 0; i < tabel->rows * tabel->columns; i++)
		if (tabel->nulls[i] && is_total(tabel, place(tabel, i)))
			make_free(&tabel->net.cells[place(tabel, i)]);
}

/*
 * Hides until all small counts can be anything from 1 to drempel - 1, if that
 * can be.
 */
static bool
protect(Tabel *tabel, const int64 *onder, const int64 *boven, int drempel)
{
	bool		all = true;

	for (int i = 0; i < tabel->net.rows * tabel->net.columns; i++)
	{
		const Cel  *cell = &tabel->net.cells[i];

		CHECK_FOR_INTERRUPTS();
		if (onder[i] == boven[i] && onder[i] > 0 && onder[i] < drempel &&
			(cell->high < KRUISTABEL_MAX || cell->hidden))
			all &= kruistabel_hide(&tabel->net, i, 1, drempel - 1);
	}
	return all;
}

/*
 * The counts of a table as they can be published with their totals: those
 * from 1 to drempel - 1 masked, and others hidden where the totals would
 * otherwise tell more of these.  Refuses a threshold below 2 and totals that
 * do not fit (22023), and a table that is too large (54000).
 */
PG_FUNCTION_INFO_V1(onderdruk);
Datum
onderdruk(PG_FUNCTION_ARGS)
{
	ArrayType  *array = PG_GETARG_ARRAYTYPE_P(0);
	int			drempel = PG_GETARG_INT32(1);
	Tabel		tabel;
	int64	   *onder;
	int64	   *boven;
	int			cells;

	if (drempel < 2)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("drempel must be 2 or more, not %d", drempel)));
	if (ARR_NDIM(array) == 0)
		PG_RETURN_ARRAYTYPE_P(array);
	tabel_read(&tabel, array, PG_GETARG_BOOL(2));
	cells = tabel.net.rows * tabel.net.columns;
	onder = palloc0(sizeof(int64) * cells);
	boven = palloc0(sizeof(int64) * cells);
	add_up(&tabel, onder, boven);
	if (tabel.totals)
		check_totals(&tabel, onder, boven);
	publish(&tabel, onder, boven, drempel);

	/* Against who knows this function; where that cannot be, who does not. */
	if (!protect(&tabel, onder, boven, drempel))
	{
		for (int i = 0; i < cells; i++)
		{
			tabel.net.cells[i].hidden_low = 0;
			if (tabel.net.cells[i].hidden)
				tabel.net.cells[i].low = 0;
		}
		protect(&tabel, onder, boven, drempel);
	}

	for (int i = 0; i < tabel.rows * tabel.columns; i++)
	{
		int			place_in_net = place(&tabel, i);

		if (tabel.net.cells[place_in_net].hidden)
			tabel.nulls[i] = true;
		else if (!tabel.nulls[i] && onder[place_in_net] == boven[place_in_net] &&
				 onder[place_in_net] > 0 && onder[place_in_net] < drempel)
			tabel.values[i] = TellingGetDatum(telling_make(1, drempel - 1));
	}
	PG_RETURN_ARRAYTYPE_P(tabel_result(&tabel));
}

/*
 * Every count of a table that ends in its totals, and every total, with the
 * tightest bounds that follow from all of them together.  Refuses counts
 * that cannot add up (22023) and a table that is too large (54000).
 */
PG_FUNCTION_INFO_V1(verscherp_tabel);
Datum
verscherp_tabel(PG_FUNCTION_ARGS)
{
	ArrayType  *array = PG_GETARG_ARRAYTYPE_P(0);
	Tabel		tabel;

	if (ARR_NDIM(array) == 0)
		PG_RETURN_ARRAYTYPE_P(array);
	tabel_read(&tabel, array, true);
	for (int i = 0; i < tabel.net.rows * tabel.net.columns; i++)
		make_free(&tabel.net.cells[i]);
	for (int i = 0; i < tabel.rows * tabel.columns; i++)
	{
		Cel		   *cell = &tabel.net.cells[place(&tabel, i)];

		if (tabel.nulls[i])
			continue;
		cell->low = cell->value = telling_onder(DatumGetTelling(tabel.values[i]));
		cell->high = telling_boven(DatumGetTelling(tabel.values[i]));
	}
	if (!kruistabel_balance(&tabel.net))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("the counts cannot add up to the totals")));

	for (int i = 0; i < tabel.rows * tabel.columns; i++)
	{
		int			cell = place(&tabel, i);
		int64		low = tabel.net.cells[cell].low;
		int64		high = tabel.net.cells[cell].high;

		CHECK_FOR_INTERRUPTS();
		if (low < high)
		{
			high = kruistabel_move(&tabel.net, cell, high);
			low = kruistabel_move(&tabel.net, cell, low);
		}
		tabel.values[i] = TellingGetDatum(telling_make((int32) low, (int32) high));
		tabel.nulls[i] = false;
	}
	PG_RETURN_ARRAYTYPE_P(tabel_result(&tabel));
}
