/*
 * exact_sum.h
 *		Sums of whole numbers times float8 values without any rounding, in
 *		plain C: they do not depend on order, and their sign is that of the
 *		numbers themselves.
 */
#ifndef PASSEND_EXACT_SUM_H
#define PASSEND_EXACT_SUM_H

#include <stdint.h>

/*
 * The highest bit of a value is 2^1023, its lowest counts 2^-1126; 60 bits more
 * are for the factors, the sum and its sign.
 */
#define EXACT_SUM_LIMB_BITS	24
#define EXACT_SUM_LOWEST	(-1126)
#define EXACT_SUM_LIMBS		((1024 - EXACT_SUM_LOWEST + 60) / EXACT_SUM_LIMB_BITS + 1)

/* A number in base 2^24, lowest limb first; all zero is 0. */
typedef struct ExactSum
{
	int64_t		limbs[EXACT_SUM_LIMBS];	/* not carried while adding */
} ExactSum;

/*
 * Adds factor * value, of a finite value.  The factors of one sum must stay
 * below 2^38 together, so that no limb overflows.
 */
extern void exact_sum_add(ExactSum *sum, int64_t factor, double value);

/* -1, 0 or 1. */
extern int	exact_sum_sign(ExactSum *sum);

/*
 * The sum over a positive divisor, within 4 in its 53rd bit; infinite where
 * that exceeds float8.
 */
extern double exact_sum_divided(ExactSum *sum, int64_t divisor);

#endif							/* PASSEND_EXACT_SUM_H */
