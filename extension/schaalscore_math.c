/*
 * schaalscore_math.c
 *		Merging the sums of a scale score, and what follows from them.
 */
#include "schaalscore_math.h"

/* Moves the pivot by -shift, so that every d grows by shift. */
static void
shift_sums(Schaalscore *s, DoubleDouble shift)
{
	DoubleDouble moved = dd_multiply(s->weight2, shift);
	DoubleDouble twice = dd_add(dd_add(s->sum2, s->sum2), moved);

	s->square2 = dd_add(s->square2, dd_multiply(shift, twice));
	s->sum2 = dd_add(s->sum2, moved);
	s->sum = dd_add(s->sum, dd_multiply(s->weight, shift));
}

/* Are all numbers finite, so that no sum has overflowed? */
static bool
is_finite(const Schaalscore *s)
{
	return isfinite(s->pivot) &&
		isfinite(s->weight.high) && isfinite(s->weight.low) &&
		isfinite(s->weight2.high) && isfinite(s->weight2.low) &&
		isfinite(s->sum.high) && isfinite(s->sum.low) &&
		isfinite(s->sum2.high) && isfinite(s->sum2.low) &&
		isfinite(s->square2.high) && isfinite(s->square2.low) &&
		isfinite(schaalscore_mean(s));
}

/* Adds the respondents of another state; false where a number overflows. */
bool
schaalscore_merge(Schaalscore *into, const Schaalscore *from)
{
	Schaalscore other = *from;

	into->n += other.n;
	if (into->n > RESPONDENTS_MAX)
		return false;
	if (other.pivot != into->pivot)
		shift_sums(&other, dd_sum(other.pivot, -into->pivot));
	into->weight = dd_add(into->weight, other.weight);
	into->weight2 = dd_add(into->weight2, other.weight2);
	into->sum = dd_add(into->sum, other.sum);
	into->sum2 = dd_add(into->sum2, other.sum2);
	into->square2 = dd_add(into->square2, other.square2);
	return is_finite(into);
}

/*
 * Adds a respondent with any weight in use.  The terms have twice the digits:
 * where respondents with small weights come first, most of the rest cancels.
 */
bool
schaalscore_add_weighted(Schaalscore *s, double score, double weight)
{
	DoubleDouble w = {weight, 0};
	DoubleDouble d;
	DoubleDouble wd;

	if (s->n == 0)
		s->pivot = score;
	d = dd_sum(score, -s->pivot);
	wd = dd_term(w, d);
	s->n++;
	dd_accumulate(&s->weight, w);
	dd_accumulate(&s->weight2, dd_product(weight, weight));
	dd_accumulate(&s->sum, wd);
	dd_accumulate(&s->sum2, dd_term(w, wd));
	dd_accumulate(&s->square2, dd_term(wd, wd));
	return isfinite(s->square2.high);
}

/*
 * Makes the mean the pivot, so that states that are kept merge without loss
 * and can be read by people, and tidies; false where a number overflows.
 */
bool
schaalscore_recentre(Schaalscore *s)
{
	double		mean = schaalscore_mean(s);

	s->weight = dd_tidy(s->weight);
	s->weight2 = dd_tidy(s->weight2);
	s->sum = dd_tidy(s->sum);
	s->sum2 = dd_tidy(s->sum2);
	s->square2 = dd_tidy(s->square2);
	if (mean != s->pivot)
		shift_sums(s, dd_sum(s->pivot, -mean));
	if (s->square2.high < 0)	/* rounding, of almost no spread */
		s->square2 = (DoubleDouble) {0, 0};
	s->pivot = mean + 0.0;
	return is_finite(s);
}

/*
 * Whether respondents can have these sums, as far as that can be seen: with
 * positive weights, n w2 >= w^2 >= w2, but for rounding.
 */
bool
schaalscore_valid(const Schaalscore *s)
{
	double		w = s->weight.high;
	double		w2 = s->weight2.high;
	double		slack = 1 + 1e-9;

	return s->n >= 1 && s->n <= RESPONDENTS_MAX && is_finite(s) &&
		w >= WEIGHT_MIN && w2 > 0 && w2 <= w * w * slack &&
		w * w <= (double) s->n * w2 * slack && s->square2.high >= 0;
}

/* The weighted mean. */
double
schaalscore_mean(const Schaalscore *s)
{
	DoubleDouble shift = dd_divide(s->sum, s->weight);

	return dd_add(dd_sum(s->pivot, shift.high), (DoubleDouble) {shift.low, 0}).high;
}

/*
 * The standard error of the mean, linearised, of a sample from an endless
 * population: the root of n / (n - 1) sum(w^2 (x - mean)^2) / (sum w)^2.  NaN
 * for one respondent, who says nothing about the others.
 */
double
schaalscore_standard_error(const Schaalscore *s)
{
	Schaalscore centred = *s;
	DoubleDouble shift = dd_divide(s->sum, s->weight);
	double		n = (double) s->n;

	if (s->n < 2)
		return NAN;
	shift_sums(&centred, (DoubleDouble) {-shift.high, -shift.low});
	return sqrt(n / (n - 1)) * sqrt(fmax(centred.square2.high, 0)) /
		centred.weight.high;
}
