/*
 * dubbel.h
 *		Numbers of about 32 digits, in plain C: each the sum of two doubles.
 *
 * The usual error-free steps (Dekker, Knuth).  They need IEEE double arithmetic
 * without excess precision; with it the result is as good as one double.  What
 * overflows ends as an infinity or NaN in hi or lo.
 */
#ifndef PASSEND_DUBBEL_H
#define PASSEND_DUBBEL_H

#include <math.h>
#include <stdbool.h>

typedef struct Dubbel
{
	double		hi;				/* the nearest double */
	double		lo;				/* what is left: hi + lo rounds to hi */
} Dubbel;

/* A double as it is; adding 0 turns -0, which has other bytes, into 0. */
static inline Dubbel
dubbel_from(double value)
{
	return (Dubbel) {value + 0.0, 0.0};
}

/* Is this a finite pair that is properly split? */
static inline bool
dubbel_valid(Dubbel a)
{
	return isfinite(a.hi) && isfinite(a.lo) && a.hi + a.lo == a.hi;
}

/* a + b exactly, where a is 0 or not the smaller of the two. */
static inline Dubbel
dubbel_split(double a, double b)
{
	double		hi = a + b;

	return (Dubbel) {hi + 0.0, b - (hi - a) + 0.0};
}

/* a + b exactly. */
static inline Dubbel
dubbel_sum(double a, double b)
{
	double		hi = a + b;
	double		from_b = hi - a;

	return (Dubbel) {hi, (a - (hi - from_b)) + (b - from_b)};
}

static inline Dubbel
dubbel_add(Dubbel a, Dubbel b)
{
	Dubbel		high = dubbel_sum(a.hi, b.hi);
	Dubbel		low = dubbel_sum(a.lo, b.lo);

	high = dubbel_split(high.hi, high.lo + low.hi);
	return dubbel_split(high.hi, high.lo + low.lo);
}

static inline Dubbel
dubbel_subtract(Dubbel a, Dubbel b)
{
	return dubbel_add(a, (Dubbel) {-b.hi, -b.lo});
}

static inline Dubbel
dubbel_multiply(Dubbel a, Dubbel b)
{
	double		hi = a.hi * b.hi;
	double		lo = fma(a.hi, b.hi, -hi);

	return dubbel_split(hi, lo + (a.hi * b.lo + a.lo * b.hi));
}

/* By long division: two digits of about 16 places. */
static inline Dubbel
dubbel_divide(Dubbel a, Dubbel b)
{
	double		first = a.hi / b.hi;
	Dubbel		rest = dubbel_subtract(a, dubbel_multiply(b, dubbel_from(first)));

	return dubbel_split(first, rest.hi / b.hi);
}

#endif							/* PASSEND_DUBBEL_H */
