/*
 * trend_math.h
 *		The rules for a trend, in plain C.
 *
 * A float8 stands for every number that rounds to it, so a sign counts only
 * where it holds for all of those: 2.1, 2.5, 2.4, 2.3, 2.2 is flat and the mean
 * of 0.1, 0.2 and 0.3 is 0.2, although their float8 values make neither so.
 * Apart from that, sums are exact.
 */
#ifndef PASSEND_TREND_MATH_H
#define PASSEND_TREND_MATH_H

#include <stdbool.h>
#include <stdint.h>

#define TREND_MAX_YEARS	64

/* One year of a series; no padding, so that equal points have equal bytes. */
typedef struct TrendPoint
{
	int64_t		year;			/* in which the school year begins */
	double		onder;			/* smallest value that is possible, not -0 */
	double		boven;			/* largest value that is possible, not -0 */
} TrendPoint;

typedef enum TrendRule
{
	TREND_OLS,
	TREND_EERSTE_LAATSTE,
	TREND_MANN_KENDALL
} TrendRule;

#define TREND_RULES	(TREND_MANN_KENDALL + 1)

/* The outcomes, -1, 0 or 1, over all values inside the bounds. */
typedef struct TrendRange
{
	int			lowest;
	int			highest;
	bool		proven;			/* both are reached, not only possible */
} TrendRange;

/* All of these take points in order of year, different years. */

/* Is there one value for every year? */
extern bool trend_exact(const TrendPoint *points, int n);

/* The smallest or largest least-squares slope per year; for n of 2 or more. */
extern double trend_slope(const TrendPoint *points, int n, bool largest);

/* Of one value for every year: mean, and Mann-Kendall S with its exact p. */
extern double trend_mean(const TrendPoint *points, int n);
extern int	trend_kendall_s(const TrendPoint *points, int n);
extern double trend_kendall_p(const TrendPoint *points, int n);

/* Falling, flat or rising; a change per year of at most band is flat. */
extern TrendRange trend_direction(const TrendPoint *points, int n,
								  TrendRule rule, double band);

/* -1 where the mean is below the level, 1 where it is equal or above. */
extern TrendRange trend_side(const TrendPoint *points, int n, double level);

#endif							/* PASSEND_TREND_MATH_H */
