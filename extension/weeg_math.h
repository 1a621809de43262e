/*
 * weeg_math.h
 *		Raking (iterative proportional fitting), in plain C.
 */
#ifndef PASSEND_WEEG_MATH_H
#define PASSEND_WEEG_MATH_H

#include <stddef.h>
#include <stdint.h>

/* A sample and the totals that its weights must add up to. */
typedef struct Rake
{
	size_t		rows;			/* respondents */
	int			variables;		/* at least 1 */
	const int  *first;			/* first category of each variable; then the end */
	const double *target;		/* per category: the total, 0 or more */
	const int32_t *cells;		/* row by row: the category of each variable */
	double	   *weights;		/* per row: more than 0 to begin with */
	double	   *sums;			/* per category: the weights now */
	int			farthest;		/* the category with the largest gap */
	double		gap;			/* its distance, as a part of its target */
} Rake;

extern void rake_step(Rake *rake);
extern void rake_measure(Rake *rake);

#endif							/* PASSEND_WEEG_MATH_H */
