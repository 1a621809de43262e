/*
 * onderdruk_math.c
 *		Feasible ranges in a table with totals, by augmenting paths: a cell can
 *		go up by one where a path leads from its end back to its start.
 */
#include <stddef.h>

#include "onderdruk_math.h"

/* The cell between a row and a column, given as two nodes in any order. */
static Cel *
cell_between(const Kruistabel *table, int a, int b)
{
	int			row = a < b ? a : b;
	int			column = (a < b ? b : a) - table->rows;

	return &table->cells[(int64_t) row * table->columns + column];
}

/* Whether a step from one node to another raises the cell between them. */
static bool
step_raises(const Kruistabel *table, int from, int to)
{
	bool		from_row = from < to;
	int			row = from_row ? from : to;
	int			column = (from_row ? to : from) - table->rows;
	bool		forward = (row < table->rows - 1) == (column < table->columns - 1);

	return forward == from_row;
}

/* How far a cell can go up, or down, as it is or once it is hidden. */
static int64_t
room(const Cel *cell, bool up, bool hidden)
{
	if (up)
		return (hidden ? KRUISTABEL_MAX : cell->high) - cell->value;
	return cell->value - (hidden && cell->hidden_low < cell->low ?
						  cell->hidden_low : cell->low);
}

/* The first and the last node of the other kind than this one. */
static int
first_neighbour(const Kruistabel *table, int node)
{
	return node < table->rows ? table->rows : 0;
}

static int
last_neighbour(const Kruistabel *table, int node)
{
	return node < table->rows ? table->rows + table->columns - 1 : table->rows - 1;
}

/*
 * The nearest node to start that is the end, or that lacks something where end
 * is -1; -1 where no path of cells that can move leads there.  Breadth first: the
 * number of paths then depends on the size of the table, not of its counts.
 */
static int
find_free_path(Kruistabel *table, int start, int end, const Cel *except)
{
	int			read = 0;
	int			written = 0;

	for (int node = 0; node < table->rows + table->columns; node++)
		table->previous[node] = -1;
	table->previous[start] = start;
	table->queue[written++] = start;
	while (read < written)
	{
		int			node = table->queue[read++];
		int			last = last_neighbour(table, node);

		for (int next = first_neighbour(table, node); next <= last; next++)
		{
			const Cel  *cell = cell_between(table, node, next);

			if (table->previous[next] >= 0 || cell == except ||
				room(cell, step_raises(table, node, next), false) < 1)
				continue;
			table->previous[next] = node;
			if (end >= 0 ? next == end : table->excess[next] < 0)
				return next;
			table->queue[written++] = next;
		}
	}
	return -1;
}

/*
 * The cheapest path from start to end along which the amount can flow, where
 * cells for sale are hidden for their price.  False where there is none.
 */
static bool
find_paid_path(Kruistabel *table, int start, int end, const Cel *except, int64_t amount)
{
	int			nodes = table->rows + table->columns;

	for (int node = 0; node < nodes; node++)
	{
		table->previous[node] = -1;
		table->distance[node] = INT64_MAX;
		table->queue[node] = false;		/* whether its distance is final */
	}
	table->distance[start] = 0;
	for (;;)
	{
		int			node = -1;

		for (int i = 0; i < nodes; i++)
			if (!table->queue[i] && table->distance[i] < INT64_MAX &&
				(node < 0 || table->distance[i] < table->distance[node]))
				node = i;
		if (node < 0 || node == end)
			return node == end;
		table->queue[node] = true;
		for (int next = first_neighbour(table, node); next <= last_neighbour(table, node); next++)
		{
			const Cel  *cell = cell_between(table, node, next);
			bool		up = step_raises(table, node, next);
			int64_t		distance = table->distance[node];

			if (cell == except || table->queue[next])
				continue;
			if (room(cell, up, false) < amount)
			{
				if (cell->price == 0 || cell->hidden || room(cell, up, true) < amount)
					continue;
				distance += cell->price;
			}
			if (distance < table->distance[next])
			{
				table->distance[next] = distance;
				table->previous[next] = node;
			}
		}
	}
}

/* Lets at most the amount flow along the path that was found; returns how much. */
static int64_t
push(Kruistabel *table, int start, int end, int64_t amount)
{
	for (int node = end; node != start; node = table->previous[node])
	{
		int			from = table->previous[node];
		int64_t		possible = room(cell_between(table, from, node),
									step_raises(table, from, node), false);

		if (possible < amount)
			amount = possible;
	}
	for (int node = end; node != start; node = table->previous[node])
	{
		int			from = table->previous[node];

		cell_between(table, from, node)->value +=
			step_raises(table, from, node) ? amount : -amount;
	}
	return amount;
}

/* Hides what the path needs hidden for the amount to flow. */
static void
pay(Kruistabel *table, int start, int end, int64_t amount)
{
	for (int node = end; node != start; node = table->previous[node])
	{
		int			from = table->previous[node];
		Cel		   *cell = cell_between(table, from, node);

		if (room(cell, step_raises(table, from, node), false) >= amount)
			continue;
		cell->hidden = true;
		cell->high = KRUISTABEL_MAX;
		if (cell->hidden_low < cell->low)
			cell->low = cell->hidden_low;
	}
}

/*
 * Finds values between the bounds of all cells that add up to the totals, from
 * any values between them.  False where there are none.
 */
bool
kruistabel_balance(Kruistabel *table)
{
	int			nodes = table->rows + table->columns;

	for (int node = 0; node < nodes; node++)
		table->excess[node] = 0;
	for (int row = 0; row < table->rows; row++)
		for (int node = table->rows; node < nodes; node++)
		{
			int64_t		value = cell_between(table, row, node)->value;

			if (!step_raises(table, row, node))
				value = -value;
			table->excess[row] -= value;
			table->excess[node] += value;
		}
	for (int node = 0; node < nodes; node++)
		while (table->excess[node] > 0)
		{
			int			end = find_free_path(table, node, -1, NULL);
			int64_t		amount = table->excess[node];

			if (end < 0)
				return false;
			if (-table->excess[end] < amount)
				amount = -table->excess[end];
			amount = push(table, node, end, amount);
			table->excess[node] -= amount;
			table->excess[end] += amount;
		}
	return true;
}

/* The nodes between which a cell moves: from its end, when up, to its start. */
static void
ends_of(const Kruistabel *table, int cell, bool up, int *start, int *end)
{
	int			row = cell / table->columns;
	int			column = table->rows + cell % table->columns;
	bool		backward = step_raises(table, row, column) == up;

	*start = backward ? column : row;
	*end = backward ? row : column;
}

/* Moves a cell towards the goal as far as the others let it; returns where to. */
int64_t
kruistabel_move(Kruistabel *table, int cell, int64_t goal)
{
	Cel		   *moving = &table->cells[cell];
	bool		up = goal > moving->value;
	int			start;
	int			end;

	ends_of(table, cell, up, &start, &end);
	while (moving->value != goal && find_free_path(table, start, end, moving) >= 0)
	{
		int64_t		distance = up ? goal - moving->value : moving->value - goal;
		int64_t		amount = push(table, start, end, distance);

		moving->value += up ? amount : -amount;
	}
	return moving->value;
}

/* The same, and hides other cells as long as that takes it further. */
static bool
move_and_hide(Kruistabel *table, int cell, int64_t goal)
{
	Cel		   *moving = &table->cells[cell];
	bool		up = goal > moving->value;
	int			start;
	int			end;

	ends_of(table, cell, up, &start, &end);
	while (kruistabel_move(table, cell, goal) != goal)
	{
		/* One path that takes it all hides less than several. */
		int64_t		amount = up ? goal - moving->value : moving->value - goal;

		if (!find_paid_path(table, start, end, moving, amount))
		{
			amount = 1;
			if (!find_paid_path(table, start, end, moving, amount))
				return false;
		}
		pay(table, start, end, amount);
		amount = push(table, start, end, amount);
		moving->value += up ? amount : -amount;
	}
	return true;
}

/*
 * Hides others until a cell can be all from low to high, or as much of it as can
 * be.  Whether it can be all.
 */
bool
kruistabel_hide(Kruistabel *table, int cell, int64_t low, int64_t high)
{
	bool		up = move_and_hide(table, cell, high);

	return move_and_hide(table, cell, low) && up;
}
