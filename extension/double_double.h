/*
 * double_double.h
 *		Numbers of twice the precision of a double, as the sum of two.
 *
 * Pure C.  For sums that must not depend on the order and number of their
 * terms: adding the same 0.1 ten million times to a double errs in the same
 * direction every time.
 */
#ifndef PASSEND_DOUBLE_DOUBLE_H
#define PASSEND_DOUBLE_DOUBLE_H

#include <math.h>
#include <stdbool.h>

typedef struct DoubleDouble
{
	double		high;			/* the number, rounded */
	double		low;			/* what the rounding lost */
} DoubleDouble;

/* A double as it is; adding 0 turns -0, which has other bytes, into 0. */
static inline DoubleDouble
dd_from(double value)
{
	return (DoubleDouble) {value + 0.0, 0.0};
}

/* Is this a finite number whose high part is the rounding of both? */
static inline bool
dd_valid(DoubleDouble a)
{
	return isfinite(a.high) && isfinite(a.low) && a.high + a.low == a.high;
}

/* a + b exactly. */
static inline DoubleDouble
dd_sum(double a, double b)
{
	double		high = a + b;
	double		b_part = high - a;

	return (DoubleDouble) {high, (a - (high - b_part)) + (b - b_part)};
}

/* a * b exactly. */
static inline DoubleDouble
dd_product(double a, double b)
{
	double		high = a * b;

	return (DoubleDouble) {high, fma(a, b, -high)};
}

/*
 * Adds a term, leaving what is lost unrounded: cheap enough for every row.
 * dd_tidy() must follow before low is anything but small.
 */
static inline void
dd_accumulate(DoubleDouble *sum, DoubleDouble term)
{
	DoubleDouble next = dd_sum(sum->high, term.high);

	sum->high = next.high;
	sum->low += next.low + term.low;
}

/* The same number with high rounded from all of it, and no -0. */
static inline DoubleDouble
dd_tidy(DoubleDouble a)
{
	a = dd_sum(a.high, a.low);
	return (DoubleDouble) {a.high + 0.0, a.low + 0.0};
}

/* Keeps the sum of the low parts exact too: it counts where the high parts cancel. */
static inline DoubleDouble
dd_add(DoubleDouble a, DoubleDouble b)
{
	DoubleDouble high = dd_sum(a.high, b.high);
	DoubleDouble low = dd_sum(a.low, b.low);

	high.low += low.high;
	high = dd_tidy(high);
	high.low += low.low;
	return dd_tidy(high);
}

static inline DoubleDouble
dd_subtract(DoubleDouble a, DoubleDouble b)
{
	return dd_add(a, (DoubleDouble) {-b.high, -b.low});
}

/* a * b, not tidied: for dd_accumulate(). */
static inline DoubleDouble
dd_term(DoubleDouble a, DoubleDouble b)
{
	DoubleDouble product = dd_product(a.high, b.high);

	product.low += a.high * b.low + a.low * b.high;
	return product;
}

static inline DoubleDouble
dd_multiply(DoubleDouble a, DoubleDouble b)
{
	return dd_tidy(dd_term(a, b));
}

/* a / b: the quotient of the roundings, and that of what it leaves. */
static inline DoubleDouble
dd_divide(DoubleDouble a, DoubleDouble b)
{
	double		quotient = a.high / b.high;
	DoubleDouble back = dd_multiply(b, (DoubleDouble) {-quotient, 0});

	return dd_tidy((DoubleDouble) {quotient, dd_add(a, back).high / b.high});
}

#endif							/* PASSEND_DOUBLE_DOUBLE_H */
