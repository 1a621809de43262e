/*
 * trend_math.c
 *		The rules for a trend: least squares, first and last, Mann-Kendall.
 */
#include <float.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "exact_sum.h"
#include "trend_math.h"

/*
 * A sum of factors times values, over a divisor: slope, mean and difference of
 * two years all have this form.
 */
typedef struct Form
{
	int			n;
	int64_t		factors[TREND_MAX_YEARS];
	double		values[TREND_MAX_YEARS];
	int64_t		divisor;		/* positive */
} Form;

/* Is there one value for every year? */
bool
trend_exact(const TrendPoint *points, int n)
{
	for (int i = 0; i < n; i++)
	{
		if (points[i].onder != points[i].boven)
			return false;
	}
	return true;
}

/* The smallest or the largest value of a point. */
static double
bound(const TrendPoint *point, bool largest)
{
	return largest ? point->boven : point->onder;
}

/*
 * Takes from each point the bound that makes the form smallest or largest,
 * which the sign of its factor tells.
 */
static void
form_fill(Form *form, const TrendPoint *points, bool largest)
{
	for (int i = 0; i < form->n; i++)
		form->values[i] = bound(&points[i], (form->factors[i] > 0) == largest);
}

/* The mean: all factors 1. */
static void
form_mean(Form *form, const TrendPoint *points, int n, bool largest)
{
	form->n = n;
	form->divisor = n;
	for (int i = 0; i < n; i++)
		form->factors[i] = 1;
	form_fill(form, points, largest);
}

/*
 * The least-squares slope: n * year - sum(year) over n * sum(year^2) -
 * sum(year)^2, whole numbers.  Years counted from the first keep them small.
 */
static void
form_slope(Form *form, const TrendPoint *points, int n, bool largest)
{
	int64_t		sum = 0;
	int64_t		squares = 0;

	for (int i = 0; i < n; i++)
	{
		int64_t		year = points[i].year - points[0].year;

		sum += year;
		squares += year * year;
		form->factors[i] = n * year;
	}
	for (int i = 0; i < n; i++)
		form->factors[i] -= sum;
	form->n = n;
	form->divisor = n * squares - sum * sum;
	form_fill(form, points, largest);
}

/* The change per year from one point to a later one. */
static void
form_change(Form *form, const TrendPoint *from, const TrendPoint *to,
			bool largest)
{
	form->n = 2;
	form->factors[0] = -1;
	form->factors[1] = 1;
	form->divisor = to->year - from->year;
	form->values[0] = bound(from, !largest);
	form->values[1] = bound(to, largest);
}

/* The value of a form: the sum is exact, the quotient rounded. */
static double
form_value(const Form *form)
{
	ExactSum	sum = {{0}};

	for (int i = 0; i < form->n; i++)
		exact_sum_add(&sum, form->factors[i], form->values[i]);
	return exact_sum_divided(&sum, form->divisor);
}

/*
 * Adds twice factor * value for the end, in the given direction, of the
 * numbers that round to the value: it lies halfway to the next float8.
 */
static void
add_end(ExactSum *sum, int64_t factor, double value, bool largest)
{
	double		next = nextafter(value, (factor > 0) == largest ? INFINITY : -INFINITY);

	exact_sum_add(sum, factor, value);
	exact_sum_add(sum, factor, isinf(next) ? value : next);
}

/* The sign of form - level where the numbers make it smallest or largest. */
static int
form_end_sign(const Form *form, double level, bool largest)
{
	ExactSum	sum = {{0}};

	for (int i = 0; i < form->n; i++)
		add_end(&sum, form->factors[i], form->values[i], largest);
	/* The level 0 is no rounded number. */
	if (level != 0)
		add_end(&sum, -form->divisor, level, largest);
	return exact_sum_sign(&sum);
}

/*
 * The sign of form - level for all numbers that round to the values, 0 where
 * they have no common one.
 */
static int
form_sign(const Form *form, double level)
{
	double		difference = -level * form->divisor;
	double		size = fabs(difference);

	for (int i = 0; i < form->n; i++)
	{
		double		term = form->factors[i] * form->values[i];

		difference += term;
		size += fabs(term);
	}
	/*
	 * Far from 0 the plain sum will do: 66 roundings of 2^-53 in the sum, one
	 * in the values, make less than 1e-14.  False where size is infinite.
	 */
	if (fabs(difference) > 1e-13 * size)
		return difference > 0 ? 1 : -1;
	if (form_end_sign(form, level, false) >= 0)
		return 1;
	if (form_end_sign(form, level, true) <= 0)
		return -1;
	return 0;
}

/* The sign of a change that is beyond the band. */
static int
form_direction(const Form *form, double band)
{
	if (form_sign(form, band) > 0)
		return 1;
	return form_sign(form, -band) < 0 ? -1 : 0;
}

/* The least-squares slope per year; 0 where its sign would be rounding. */
double
trend_slope(const TrendPoint *points, int n, bool largest)
{
	Form		form;

	form_slope(&form, points, n, largest);
	return form_sign(&form, 0) == 0 ? 0 : form_value(&form);
}

/* The mean of one value for every year. */
double
trend_mean(const TrendPoint *points, int n)
{
	Form		form;

	form_mean(&form, points, n, false);
	return form_value(&form);
}

/* Whether the mean is below the level, or equal or above, at both ends. */
TrendRange
trend_side(const TrendPoint *points, int n, double level)
{
	TrendRange	range = {.proven = true};
	Form		form;

	form_mean(&form, points, n, false);
	range.lowest = form_sign(&form, level) < 0 ? -1 : 1;
	form_mean(&form, points, n, true);
	range.highest = form_sign(&form, level) < 0 ? -1 : 1;
	return range;
}

/* The direction of the change between two points that is smallest or largest. */
static int
pair_direction(const TrendPoint *from, const TrendPoint *to, double band,
			   bool largest)
{
	double		a = bound(from, !largest);
	double		b = bound(to, largest);
	Form		form;

	/* The numbers that round to different values differ in the same way. */
	if (band == 0)
		return (b > a) - (b < a);
	form_change(&form, from, to, largest);
	return form_direction(&form, band);
}

/* Mann-Kendall S: how many pairs of years rise less how many fall. */
int
trend_kendall_s(const TrendPoint *points, int n)
{
	int			s = 0;

	for (int i = 0; i < n; i++)
	{
		for (int j = i + 1; j < n; j++)
			s += pair_direction(&points[i], &points[j], 0, false);
	}
	return s;
}

/* Sorts the values and counts each; returns how many different ones. */
static int
count_ties(const TrendPoint *points, int n, int *sizes)
{
	double		values[TREND_MAX_YEARS];
	int			groups = 0;

	for (int i = 0; i < n; i++)
	{
		int			place = i;

		for (; place > 0 && values[place - 1] > points[i].onder; place--)
			values[place] = values[place - 1];
		values[place] = points[i].onder;
	}
	for (int i = 0; i < n; i++)
	{
		if (i == 0 || values[i] != values[i - 1])
			sizes[groups++] = 0;
		sizes[groups - 1]++;
	}
	return groups;
}

/*
 * The two-sided p of S: the share of all orders of these values, equal ones
 * included, whose S is as far from 0.  Where P pairs differ and I of them fall,
 * S = P - 2I, and the orders with I falling pairs are the coefficients of the
 * product, over the groups of equal values, of (1 - q^placed) / (1 - q^j).
 * Only those of the smaller tail are computed: there nothing cancels.
 */
double
trend_kendall_p(const TrendPoint *points, int n)
{
	double		orders[TREND_MAX_YEARS * (TREND_MAX_YEARS - 1) / 4 + 1] = {1};
	int			sizes[TREND_MAX_YEARS];
	int			groups = count_ties(points, n, sizes);
	int			s = trend_kendall_s(points, n);
	int			pairs = n * (n - 1) / 2;
	int			placed = 0;
	int			tail;
	double		all = 1;
	double		in_tail = 0;

	if (s == 0)
		return 1;
	for (int g = 0; g < groups; g++)
		pairs -= sizes[g] * (sizes[g] - 1) / 2;
	tail = (pairs - (s < 0 ? -s : s)) / 2;
	for (int g = 0; g < groups; g++)
	{
		for (int j = 1; j <= sizes[g]; j++)
		{
			placed++;
			all = all * placed / j;
			for (int k = j; k <= tail; k++)
				orders[k] += orders[k - j];
			for (int k = tail; k >= placed; k--)
				orders[k] -= orders[k - placed];
		}
	}
	for (int k = 0; k <= tail; k++)
		in_tail += orders[k];
	return fmin(1, 2 * in_tail / all);
}

/*
 * The search for the signs that S has within bounds.  S is not monotone in the
 * values, so corners do not do: boxes are divided until the bounds on their
 * pairs leave no sign that is not found, and series in them prove signs.
 */
typedef struct Search
{
	TrendPoint	points[TREND_MAX_YEARS];	/* the box */
	int			n;
	double		band;
	TrendRange	found;			/* signs of series that were tried */
	int			boxes;			/* that may still be divided */
} Search;

/* Pairs of years that a search looks at before it gives up: at most 0.2 seconds. */
#define MAX_PAIRS	100000

/* Bounds on S in a box, and the pair with the widest year that may do both. */
static void
search_bounds(const Search *search, int *lowest, int *highest,
			  int *widest, int *other)
{
	double		width = -1;

	*lowest = *highest = 0;
	for (int i = 0; i < search->n; i++)
	{
		for (int j = i + 1; j < search->n; j++)
		{
			const TrendPoint *from = &search->points[i];
			const TrendPoint *to = &search->points[j];
			int			low = pair_direction(from, to, search->band, false);
			int			high = pair_direction(from, to, search->band, true);
			double		from_width = from->boven - from->onder;
			double		to_width = to->boven - to->onder;

			*lowest += low;
			*highest += high;
			if (low != high && fmax(from_width, to_width) > width)
			{
				*widest = from_width > to_width ? i : j;
				*other = from_width > to_width ? j : i;
				width = fmax(from_width, to_width);
			}
		}
	}
}

/*
 * Where to divide the bounds of a year: the last value of the lower part.  Best
 * is where its pair with another year is decided for one part; not near the
 * ends, though, where many steps would gain little.
 */
static double
search_cut(const Search *search, int year, int other)
{
	const TrendPoint *whole = &search->points[year];
	const TrendPoint *fixed = &search->points[other];
	double		flat = search->band * llabs(whole->year - fixed->year);
	double		middle = whole->onder / 2 + whole->boven / 2;
	double		nearest = 0.75 * (whole->boven / 2 - whole->onder / 2);
	double		cut = middle;

	for (int i = 0; i < 8; i++)
	{
		double		place = bound(fixed, i & 1) + (i & 2 ? flat : -flat);

		/* The place itself belongs to the lower part or to the upper one. */
		if (i & 4)
			place = nextafter(place, -INFINITY);
		if (fabs(place - middle) <= nearest)
		{
			nearest = fabs(place - middle);
			cut = place;
		}
	}
	return cut >= whole->onder && cut < whole->boven ? cut : whole->onder;
}

/* The sign of a count. */
static int
sign_of(int number)
{
	return (number > 0) - (number < 0);
}

/* Widens a range. */
static void
range_include(TrendRange *range, int lowest, int highest)
{
	if (lowest < range->lowest)
		range->lowest = lowest;
	if (highest > range->highest)
		range->highest = highest;
}

/*
 * Adds the sign of S for a series in the box that rises, or falls, from year to
 * year where it can, by no more than it needs.
 */
static void
search_walk(Search *search, bool rising)
{
	TrendPoint	walk[TREND_MAX_YEARS];
	int			s = 0;

	for (int i = 0; i < search->n; i++)
	{
		double		onder = search->points[i].onder;
		double		boven = search->points[i].boven;
		double		value = rising ? onder : boven;

		walk[i] = search->points[i];
		for (int j = 0; j < i; j++)
		{
			double		step = search->band * (walk[i].year - walk[j].year);
			double		next = rising ?
				nextafter(walk[j].onder + step, INFINITY) :
				nextafter(walk[j].onder - step, -INFINITY);

			if (next >= onder && next <= boven)
				value = rising ? fmax(value, next) : fmin(value, next);
		}
		walk[i].onder = walk[i].boven = value;
		for (int j = 0; j < i; j++)
			s += pair_direction(&walk[j], &walk[i], search->band, false);
	}
	range_include(&search->found, sign_of(s), sign_of(s));
}

/* Looks at a box, in two parts where it may have signs not found yet. */
static void
search_box(Search *search)
{
	TrendRange *found = &search->found;
	int			lowest;
	int			highest;
	int			widest = 0;
	int			other = 0;
	TrendPoint	whole;
	double		cut;

	search_bounds(search, &lowest, &highest, &widest, &other);
	if (lowest == highest)
	{
		range_include(found, sign_of(lowest), sign_of(lowest));
		return;
	}
	search_walk(search, false);
	search_walk(search, true);
	if (sign_of(lowest) >= found->lowest && sign_of(highest) <= found->highest)
		return;
	if (search->boxes-- <= 0)
	{
		found->proven = false;
		range_include(found, sign_of(lowest), sign_of(highest));
		return;
	}
	/* No float8 lies between the parts, so that they end as points. */
	whole = search->points[widest];
	cut = search_cut(search, widest, other);
	search->points[widest].boven = cut;
	search_box(search);
	search->points[widest] = whole;
	search->points[widest].onder = nextafter(cut, INFINITY);
	search_box(search);
	search->points[widest] = whole;
}

/* The signs of S, a pair that changes at most band per year being a tie. */
static TrendRange
kendall_direction(const TrendPoint *points, int n, double band)
{
	Search		search = {
		.n = n, .band = band, .boxes = MAX_PAIRS / (n * (n - 1) / 2),
		.found = {.lowest = 1, .highest = -1, .proven = true}
	};

	memcpy(search.points, points, n * sizeof(TrendPoint));
	search_box(&search);
	return search.found;
}

/* The directions by a rule; the linear ones have theirs at two corners. */
TrendRange
trend_direction(const TrendPoint *points, int n, TrendRule rule, double band)
{
	TrendRange	range = {.proven = true};
	Form		form;

	switch (rule)
	{
		case TREND_MANN_KENDALL:
			return kendall_direction(points, n, band);
		case TREND_EERSTE_LAATSTE:
			form_change(&form, &points[0], &points[n - 1], false);
			range.lowest = form_direction(&form, band);
			form_change(&form, &points[0], &points[n - 1], true);
			range.highest = form_direction(&form, band);
			break;
		case TREND_OLS:
			form_slope(&form, points, n, false);
			range.lowest = form_direction(&form, band);
			form_slope(&form, points, n, true);
			range.highest = form_direction(&form, band);
			break;
	}
	return range;
}
