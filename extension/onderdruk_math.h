/*
 * onderdruk_math.h
 *		A table of counts with its totals as a flow network, in plain C: how far
 *		a cell can move, and what must be hidden so that it can move further.
 */
#ifndef PASSEND_ONDERDRUK_MATH_H
#define PASSEND_ONDERDRUK_MATH_H

#include <stdbool.h>
#include <stdint.h>

/* No count is larger, so that this is no bound. */
#define KRUISTABEL_MAX INT32_MAX

/* Of rows and columns together, with the totals; see the prices below. */
#define KRUISTABEL_MAX_NODES 16384

/*
 * What it costs to hide a cell: a published count its number; where that does
 * not help, a masked one; where that does not help, a total.  A path passes at
 * most KRUISTABEL_MAX_NODES cells of at most 2^31, and at most four totals.
 */
#define PRICE_MASKED (INT64_C(1) << 46)
#define PRICE_TOTAL (INT64_C(1) << 60)

/*
 * One cell; the totals are cells too.  What an attacker knows of it is that it
 * lies between low and high.
 */
typedef struct Cel
{
	int64_t		low;
	int64_t		high;
	int64_t		value;			/* of one table that fits all that is known */
	int64_t		price;			/* of hiding it; 0 = it is not for sale */
	int64_t		hidden_low;		/* what is known of it once it is hidden */
	bool		hidden;
} Cel;

/*
 * The last row and the last column are the totals.  Rows and columns are nodes,
 * cells are arcs from row to column, totals are arcs from column to row: the
 * table adds up where as much flows into every node as out of it.
 */
typedef struct Kruistabel
{
	int			rows;
	int			columns;
	Cel		   *cells;			/* row by row */
	int64_t    *distance;		/* per node, rows first, as are the others */
	int		   *previous;		/* node before it on the path, or -1 */
	int		   *queue;
	int64_t    *excess;			/* what flows in and not out */
} Kruistabel;

extern bool kruistabel_balance(Kruistabel *table);
extern int64_t kruistabel_move(Kruistabel *table, int cell, int64_t goal);
extern bool kruistabel_hide(Kruistabel *table, int cell, int64_t low, int64_t high);

#endif							/* PASSEND_ONDERDRUK_MATH_H */
