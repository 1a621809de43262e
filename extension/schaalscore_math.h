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

extern bool schaalscore_merge(Schaalscore *into, const Schaalscore *from);
extern bool schaalscore_recentre(Schaalscore *s);
extern bool schaalscore_add_weighted(Schaalscore *s, double score, double weight);

/* Is it time to move the pivot to the mean?  At 16, 32, 64, ... respondents. */
static inline bool
schaalscore_is_due(int64_t n)
{
	return n >= 16 && (n & (n - 1)) == 0;
}

/*
 * Adds a respondent with weight 1, the first where n is 0; false where a sum
 * overflows.  As the pivot is the mean of at least half of the respondents,
 * the squares are at most twice those about the mean of all, so that rounding
 * each of them costs no digits, wherever the first scores lie.
 */
static inline bool
schaalscore_add(Schaalscore *s, double score)
{
	double		d;

	if (s->n == 0)
		s->pivot = score;
	d = score - s->pivot;
	s->n++;
	s->weight.high += 1;
	s->weight2.high += 1;
	dd_accumulate(&s->sum, (DoubleDouble) {d, 0});
	dd_accumulate(&s->sum2, (DoubleDouble) {d, 0});
	dd_accumulate(&s->square2, (DoubleDouble) {d * d, 0});
	if (schaalscore_is_due(s->n))
		return schaalscore_recentre(s);

	/* The squares overflow before any other sum does. */
	return isfinite(s->square2.high);
}

extern bool schaalscore_valid(const Schaalscore *s);
extern double schaalscore_mean(const Schaalscore *s);
extern double schaalscore_standard_error(const Schaalscore *s);

#endif							/* PASSEND_SCHAALSCORE_MATH_H */
