/*
 * weeg_math.c
 *		Raking: fits the weights to the totals of one variable after another,
 *		until they fit all.
 */
#include <math.h>

#include "weeg_math.h"

/* The weights of each category of one variable, added up. */
static void
add_up(Rake *rake, int variable)
{
	const int32_t *cell = rake->cells + variable;

	for (int c = rake->first[variable]; c < rake->first[variable + 1]; c++)
		rake->sums[c] = 0;
	for (size_t row = 0; row < rake->rows; row++, cell += rake->variables)
		rake->sums[*cell] += rake->weights[row];
}

/*
 * Scales the weights to each variable in turn.  A category without weight
 * cannot be scaled; its gap remains.
 */
void
rake_step(Rake *rake)
{
	for (int v = 0; v < rake->variables; v++)
	{
		const int32_t *cell = rake->cells + v;

		add_up(rake, v);
		for (size_t row = 0; row < rake->rows; row++, cell += rake->variables)
		{
			if (rake->sums[*cell] > 0)
				rake->weights[row] *= rake->target[*cell] / rake->sums[*cell];
		}
	}
}

/* Adds up the weights and finds the category that is farthest from its total. */
void
rake_measure(Rake *rake)
{
	rake->farthest = 0;
	rake->gap = 0;
	for (int v = 0; v < rake->variables; v++)
	{
		add_up(rake, v);
		for (int c = rake->first[v]; c < rake->first[v + 1]; c++)
		{
			double		gap = fabs(rake->sums[c] - rake->target[c]);

			/* A total of 0 is met exactly, or missed altogether. */
			if (gap > 0)
				gap = rake->target[c] > 0 ? gap / rake->target[c] : 1;
			if (!isfinite(gap))
				gap = INFINITY;
			if (gap > rake->gap)
			{
				rake->gap = gap;
				rake->farthest = c;
			}
		}
	}
}
