/*
 * samenhang_math.c
 *		Correlation in one pass: centred sums, merged pairwise (Chan, Golub and
 *		LeVeque), in numbers of 32 digits.
 */
#include <stddef.h>

#include "distribution.h"
#include "samenhang_math.h"

/* How far, relative to 1, rounding may bring a correlation out of -1..1. */
#define TOLERANCE 1e-9

/* One pair. */
Samenhang
samenhang_pair(double x, double y)
{
	Samenhang	s = {.n = 1};

	s.part[MEAN_X] = dd_from(x);
	s.part[MEAN_Y] = dd_from(y);
	return s;
}

/*
 * Drops spread that is too small to be squared, so that what remains can be
 * divided without underflow.
 */
static void
drop_underflow(Samenhang *s)
{
	for (int i = XX; i <= YY; i++)
	{
		if (s->part[i].high < SAMENHANG_LEAST)
			s->part[i] = s->part[XY] = dd_from(0);
	}
}

/*
 * All pairs of a and b together.  Overflow is not refused but shows in the
 * result: the caller asks samenhang_wrong().
 */
Samenhang
samenhang_merge(const Samenhang *a, const Samenhang *b)
{
	static const int factors[SAMENHANG_PARTS][2] = {
		[XX] = {MEAN_X, MEAN_X}, [YY] = {MEAN_Y, MEAN_Y}, [XY] = {MEAN_X, MEAN_Y}
	};
	Samenhang	s = {.n = a->n + b->n};
	DoubleDouble share;			/* of b in the whole */
	DoubleDouble shift[2];		/* of the means, from a to b */
	DoubleDouble square;		/* a product of shifts */

	share = dd_divide(dd_from((double) b->n), dd_from((double) s.n));
	for (int i = MEAN_X; i <= MEAN_Y; i++)
	{
		shift[i] = dd_subtract(b->part[i], a->part[i]);
		s.part[i] = dd_add(a->part[i], dd_multiply(shift[i], share));
	}
	share = dd_multiply(share, dd_from((double) a->n));
	for (int i = XX; i <= XY; i++)
	{
		square = dd_multiply(shift[factors[i][0]], shift[factors[i][1]]);
		s.part[i] = dd_add(dd_add(a->part[i], b->part[i]),
						   dd_multiply(square, share));
	}
	drop_underflow(&s);
	return s;
}

/*
 * What is wrong with a state, as a sentence; NULL if nothing.  States arrive
 * from outside, so no property is taken for granted.
 */
const char *
samenhang_wrong(const Samenhang *s)
{
	double		xx = s->part[XX].high;
	double		yy = s->part[YY].high;
	double		xy = s->part[XY].high;

	if (s->n < 1 || s->n > SAMENHANG_MAX_N)
		return "The number of pairs lies between 1 and 9007199254740992.";
	for (int i = 0; i < SAMENHANG_PARTS; i++)
	{
		if (!dd_valid(s->part[i]))
			return "Each number is finite, and after the first every second one is what rounding took from the one before it.";
	}
	if (s->n == 1 && (xx != 0 || yy != 0))
		return "Of one pair the sums of squares are 0.";
	if ((xx != 0 && xx < SAMENHANG_LEAST) || (yy != 0 && yy < SAMENHANG_LEAST))
		return "A sum of squares is 0 or at least 1e-200.";
	if (fabs(xy) > sqrt(xx) * sqrt(yy) * (1 + TOLERANCE))
		return "The sum of products is larger than the sums of squares allow.";
	return NULL;
}

/*
 * The square of the correlation and, separately, what it lacks to 1: near 1
 * only that has digits.  False where a series does not vary.
 */
static bool
explained(const Samenhang *s, double *part, double *rest)
{
	DoubleDouble xy = s->part[XY];
	DoubleDouble square;

	if (s->part[XX].high == 0 || s->part[YY].high == 0)
		return false;
	/* Both quotients are in range where the products would not be. */
	square = dd_multiply(dd_divide(xy, s->part[XX]),
						 dd_divide(xy, s->part[YY]));
	*part = fmin(square.high, 1);
	*rest = fmax(dd_subtract(dd_from(1), square).high, 0);
	return true;
}

/* Pearson's r; exactly 1 or -1 for a line. */
double
samenhang_correlation(const Samenhang *s)
{
	double		part;
	double		rest;

	if (!explained(s, &part, &rest))
		return NAN;
	return copysign(sqrt(part), s->part[XY].high);
}

/* Student's t of r, n - 2 degrees of freedom; infinite where r is 1 or -1. */
double
samenhang_student(const Samenhang *s)
{
	double		r = samenhang_correlation(s);
	double		part;
	double		rest;

	if (s->n < 3 || !explained(s, &part, &rest))
		return NAN;
	return fabs(r) == 1 ? r * INFINITY : r * sqrt((double) (s->n - 2) / rest);
}

/* The two-sided p-value of t; 0 where r is 1 or -1. */
double
samenhang_p_value(const Samenhang *s)
{
	double		t = samenhang_student(s);

	return isinf(t) ? 0 : t_two_sided(t, (double) (s->n - 2));
}

/*
 * The correlation that lies z standard errors from r on Fisher's scale; r
 * itself where that is 1 or -1, at the end of the scale.
 */
double
samenhang_bound(const Samenhang *s, double z)
{
	double		r = samenhang_correlation(s);
	double		part;
	double		rest;
	double		fisher;

	if (s->n < 4 || !explained(s, &part, &rest))
		return NAN;
	if (fabs(r) == 1)
		return r;
	/* atanh(|r|), from what r lacks to 1 */
	fisher = log((1 + fabs(r)) * (1 + fabs(r)) / rest) / 2;
	return tanh(copysign(fisher, r) + z / sqrt((double) (s->n - 3)));
}
