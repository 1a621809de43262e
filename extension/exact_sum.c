/*
 * exact_sum.c
 *		Sums of whole numbers times float8 values without any rounding.
 */
#include <math.h>

#include "exact_sum.h"

#define BASE	((int64_t) 1 << EXACT_SUM_LIMB_BITS)
/* Limbs that make a float8: three have 49 bits or more, four 73. */
#define LIMBS_OF_DOUBLE	4

/* Adds factor * value: the digits of the value, spread over the limbs. */
void
exact_sum_add(ExactSum *sum, int64_t factor, double value)
{
	int			exponent;
	uint64_t	digits = (uint64_t) ldexp(frexp(fabs(value), &exponent), 53);
	int			bit = exponent - 53 - EXACT_SUM_LOWEST;
	int64_t    *limb = sum->limbs + bit / EXACT_SUM_LIMB_BITS;
	int			shift = bit % EXACT_SUM_LIMB_BITS;

	if (value < 0)
		factor = -factor;
	/* The first limb takes what is left of it, the others take all. */
	for (; digits != 0; limb++)
	{
		*limb += factor * (int64_t) ((digits << shift) & (BASE - 1));
		digits >>= EXACT_SUM_LIMB_BITS - shift;
		shift = 0;
	}
}

/* Carries, so that every limb but the highest is from 0 to BASE - 1. */
static void
exact_sum_carry(ExactSum *sum)
{
	int64_t    *limb = sum->limbs;

	for (; limb < sum->limbs + EXACT_SUM_LIMBS - 1; limb++)
	{
		int64_t		carry = *limb / BASE - (*limb % BASE < 0);

		*limb -= carry * BASE;
		limb[1] += carry;
	}
}

/* The highest limb that is not 0, or -1. */
static int
exact_sum_highest(const ExactSum *sum)
{
	int			highest = EXACT_SUM_LIMBS - 1;

	while (highest >= 0 && sum->limbs[highest] == 0)
		highest--;
	return highest;
}

/* The sign: after carrying it is that of the highest limb. */
int
exact_sum_sign(ExactSum *sum)
{
	int			highest;

	exact_sum_carry(sum);
	highest = exact_sum_highest(sum);
	return highest < 0 ? 0 : sum->limbs[highest] < 0 ? -1 : 1;
}

/* The sum over a divisor, from its highest limbs. */
double
exact_sum_divided(ExactSum *sum, int64_t divisor)
{
	int			sign = exact_sum_sign(sum);
	int			highest;
	int			lowest;
	double		digits = 0;

	if (sign < 0)
	{
		for (int i = 0; i < EXACT_SUM_LIMBS; i++)
			sum->limbs[i] = -sum->limbs[i];
		exact_sum_carry(sum);
	}
	highest = exact_sum_highest(sum);
	lowest = highest < LIMBS_OF_DOUBLE ? 0 : highest - LIMBS_OF_DOUBLE + 1;
	for (int i = highest; i >= lowest; i--)
		digits = digits * BASE + sum->limbs[i];
	return sign * ldexp(digits / divisor,
						lowest * EXACT_SUM_LIMB_BITS + EXACT_SUM_LOWEST);
}
