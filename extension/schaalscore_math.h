/*
 * schaalscore_math.h
 *		The state of a scale score: sums from which the weighted mean and its
 *		variance follow, and which can be merged.
 *
 * Pure C.  All sums are of deviations from a pivot, a value among the scores,
 * so that a large offset costs no digits.
 */
#ifndef PASSEND_SCHAALSCORE_MATH_H
#define PASSEND_SCHAALSCORE_MATH_H

#include <stdbool.h>
#include <stdint.h>

#include "double_double.h"

/* Weights in use: with their squares and products far from over- and underflow. */
#define WEIGHT_MIN 1e-100
#define WEIGHT_MAX 1e100

/* Respondents that a state can count; a double counts them exactly, too. */
#define RESPONDENTS_MAX INT64_C(1000000000000000)

/* For respondents with weight w and score pivot + d; never without any. */
typedef struct Schaalscore
{
	int64_t		n;				/* respondents, at least 1 */
	double		pivot;
	DoubleDouble weight;		/* sum of w */
	DoubleDouble weight2;		/* sum of w^2 */
	DoubleDouble sum;			/* sum of w d */
	DoubleDouble sum2;			/* sum of w^2 d */
	DoubleDouble square2;		/* sum of w^2 d^2 */
} Schaalscore;

/* Adds a respondent, the first where n is 0; false where a sum overflows. */
static inline bool
schaalscore_add(Schaalscore *s, double score, double weight)
{
	double		d;

	if (s->n == 0)
		s->pivot = score;
	d = score - s->pivot;
	s->n++;
	dd_accumulate(&s->weight, weight);
	dd_accumulate(&s->weight2, weight * weight);
	dd_accumulate(&s->sum, weight * d);
	dd_accumulate(&s->sum2, weight * weight * d);
	dd_accumulate(&s->square2, weight * d * (weight * d));

	/* The squares overflow before any other sum does. */
	return isfinite(s->square2.high);
}

extern bool schaalscore_merge(Schaalscore *into, const Schaalscore *from);
extern bool schaalscore_recentre(Schaalscore *s);
extern bool schaalscore_valid(const Schaalscore *s);
extern double schaalscore_mean(const Schaalscore *s);
extern double schaalscore_standard_error(const Schaalscore *s);

#endif							/* PASSEND_SCHAALSCORE_MATH_H */
