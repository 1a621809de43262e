/*
 * alfa_math.c
 *		The sums behind Cronbach's alpha: adding respondents, merging states and
 *		what follows from them.
 */
#include "alfa.h"

#include <math.h>
#include <string.h>

#include "distribution.h"

/* A place for n^2 * total^2; only compilers for 32 bits lack it. */
#ifdef __SIZEOF_INT128__
__extension__ typedef __int128 Wide;
#else
typedef long double Wide;
#endif

/*
 * The largest variance of a sum, as part of the variances summed, that is noise:
 * answers in tenths that always add up to 1 differ from it by 1e-16 of
 * themselves.  A pairwise total is a difference, in which that is not squared.
 */
#define NOISE 1e-24
#define NOISE_PAREN 1e-12

/* For a state whose own rounding broke an inequality. */
#define SLACK (1 + 1e-9)

/* A column of float8. */
static inline double *
reals(const Alfa *state, int column)
{
	return &alfa_column(state, column)->real;
}

/* A column of int64. */
static inline int64_t *
wholes(const Alfa *state, int column)
{
	return &alfa_column(state, column)->whole;
}

/*
 * The respondents of whose smallints every sum fits in 64 bits: no answer times
 * a total exceeds 2^15 * items * 2^15.
 */
int64_t
alfa_max_gehele(int items)
{
	return INT64_MAX / ((int64_t) (items > 0 ? items : 1) << 30);
}

/* Adds a respondent's smallints, at any address, to exact sums. */
void
alfa_add_gehele(Alfa *state, const char *answers)
{
	int			items = state->items;
	int64_t    *sum = wholes(state, GEHELE_SUM);
	int64_t    *squares = wholes(state, GEHELE_SQUARES);
	int64_t    *with_total = wholes(state, GEHELE_WITH_TOTAL);
	int64_t		total = 0;
	int16_t		x;

	for (int i = 0; i < items; i++)
	{
		memcpy(&x, answers + i * sizeof(x), sizeof(x));
		total += x;
	}
	for (int i = 0; i < items; i++)
	{
		memcpy(&x, answers + i * sizeof(x), sizeof(x));
		sum[i] += x;
		squares[i] += x * x;
		with_total[i] += x * total;
	}
	state->n++;
}

/*
 * Moves a mean, and the rest that rounding took from it, by a step that is not
 * larger than the mean or, if it is, needs no rest.
 */
static inline void
move_mean(double *mean, double *rest, double step)
{
	double		old = *mean;

	step += *rest;
	*mean = old + step;
	*rest = step - (*mean - old);
}

/*
 * Adds respondents without deviations of their own, whose answers lie delta
 * from the means so far.
 */
static void
absorb_reele(Alfa *state, const double *delta, double weight)
{
	int			items = state->items;
	double	   *mean = reals(state, REELE_MEAN);
	double	   *mean_rest = reals(state, REELE_MEAN_REST);
	double	   *item = reals(state, REELE_ITEM);
	double	   *rest = reals(state, REELE_REST);
	double		before = state->cells[HEAD_WEIGHT].real;
	double		share = weight / (before + weight);
	double		factor = before * share;
	double		total = 0;

	for (int i = 0; i < items; i++)
		total += delta[i];
	for (int i = 0; i < items; i++)
	{
		double		others = total - delta[i];

		move_mean(&mean[i], &mean_rest[i], share * delta[i]);
		item[i] += factor * delta[i] * delta[i];
		rest[i] += factor * others * others;
	}
	state->cells[HEAD_TOTAL].real += factor * total * total;
	state->cells[HEAD_WEIGHT].real += weight;
}

/* Adds a respondent's answers to centred moments. */
void
alfa_add_reele(Alfa *state, const double *answers, double weight)
{
	const double *mean = reals(state, REELE_MEAN);
	const double *mean_rest = reals(state, REELE_MEAN_REST);
	double		delta[ALFA_MAX_ITEMS];

	for (int i = 0; i < state->items; i++)
		delta[i] = (answers[i] - mean[i]) - mean_rest[i];
	absorb_reele(state, delta, weight);
	state->cells[HEAD_SQUARES].real += weight * weight;
	state->n++;
}

/* Merges centred moments. */
static void
merge_reele(Alfa *a, const Alfa *b)
{
	double		delta[ALFA_MAX_ITEMS];

	for (int i = 0; i < a->items; i++)
	{
		delta[i] = (reals(b, REELE_MEAN)[i] - reals(a, REELE_MEAN)[i]) +
			(reals(b, REELE_MEAN_REST)[i] - reals(a, REELE_MEAN_REST)[i]);
		reals(a, REELE_ITEM)[i] += reals(b, REELE_ITEM)[i];
		reals(a, REELE_REST)[i] += reals(b, REELE_REST)[i];
	}
	a->cells[HEAD_TOTAL].real += b->cells[HEAD_TOTAL].real;
	a->cells[HEAD_SQUARES].real += b->cells[HEAD_SQUARES].real;
	absorb_reele(a, delta, b->cells[HEAD_WEIGHT].real);
}

/* The row of a pair of items, i <= j. */
static inline int
pair_row(int items, int i, int j)
{
	return i * (2 * items - i - 1) / 2 + j;
}

/* The same as absorb_reele() for one pair of items. */
static inline void
absorb_pair(Alfa *state, int row, double delta_i, double delta_j, double weight)
{
	double	   *sum = &reals(state, PAREN_WEIGHT)[row];
	double		share = weight / (*sum + weight);

	reals(state, PAREN_TOGETHER)[row] += *sum * share * delta_i * delta_j;
	move_mean(&reals(state, PAREN_I)[row], &reals(state, PAREN_I_REST)[row],
			  share * delta_i);
	move_mean(&reals(state, PAREN_J)[row], &reals(state, PAREN_J_REST)[row],
			  share * delta_j);
	*sum += weight;
}

/* Adds a respondent to every pair answered; NaN stands for no answer. */
void
alfa_add_paren(Alfa *state, const double *answers, double weight)
{
	int			items = state->items;
	bool		answered = false;

	for (int i = 0; i < items; i++)
	{
		if (isnan(answers[i]))
			continue;
		answered = true;
		for (int j = i; j < items; j++)
		{
			int			row = pair_row(items, i, j);

			if (isnan(answers[j]))
				continue;
			absorb_pair(state, row,
						(answers[i] - reals(state, PAREN_I)[row]) -
						reals(state, PAREN_I_REST)[row],
						(answers[j] - reals(state, PAREN_J)[row]) -
						reals(state, PAREN_J_REST)[row],
						weight);
			reals(state, PAREN_SQUARES)[row] += weight * weight;
			wholes(state, PAREN_N)[row]++;
		}
	}
	state->n += answered;
}

/* Merges the moments of one pair; copies where a has none, to keep rests. */
static void
merge_pair(Alfa *a, const Alfa *b, int row)
{
	if (wholes(b, PAREN_N)[row] == 0)
		return;
	if (wholes(a, PAREN_N)[row] == 0)
	{
		for (int column = 0; column < PAREN_COLUMNS; column++)
			alfa_column(a, column)[row] = alfa_column(b, column)[row];
		return;
	}
	wholes(a, PAREN_N)[row] += wholes(b, PAREN_N)[row];
	reals(a, PAREN_SQUARES)[row] += reals(b, PAREN_SQUARES)[row];
	reals(a, PAREN_TOGETHER)[row] += reals(b, PAREN_TOGETHER)[row];
	absorb_pair(a, row,
				(reals(b, PAREN_I)[row] - reals(a, PAREN_I)[row]) +
				(reals(b, PAREN_I_REST)[row] - reals(a, PAREN_I_REST)[row]),
				(reals(b, PAREN_J)[row] - reals(a, PAREN_J)[row]) +
				(reals(b, PAREN_J_REST)[row] - reals(a, PAREN_J_REST)[row]),
				reals(b, PAREN_WEIGHT)[row]);
}

/* Merges b into a, of the same kind and items. */
void
alfa_merge(Alfa *a, const Alfa *b)
{
	if (b->n == 0)
		return;
	if (a->n == 0)
	{
		memcpy(a->cells, b->cells,
			   alfa_cells(b->kind, b->items) * sizeof(AlfaCell));
		a->n = b->n;
		return;
	}
	a->n += b->n;
	if (a->kind == ALFA_GEHELE)
	{
		for (int i = 0; i < alfa_cells(a->kind, a->items); i++)
			a->cells[i].whole += b->cells[i].whole;
	}
	else if (a->kind == ALFA_REELE)
		merge_reele(a, b);
	else
	{
		for (int row = 0; row < alfa_rows(a->kind, a->items); row++)
			merge_pair(a, b, row);
	}
}

/* n^2 times the variance of an item, exactly. */
static Wide
gehele_item(const Alfa *state, int item)
{
	Wide		sum = wholes(state, GEHELE_SUM)[item];

	return (Wide) state->n * wholes(state, GEHELE_SQUARES)[item] - sum * sum;
}

/* n^2 times the variance of the sum of all items but one (-1: all), exactly. */
static Wide
gehele_total(const Alfa *state, int without)
{
	Wide		sum = 0;
	Wide		squares = 0;

	for (int i = 0; i < state->items; i++)
	{
		sum += wholes(state, GEHELE_SUM)[i];
		squares += wholes(state, GEHELE_WITH_TOTAL)[i];
	}
	if (without >= 0)
	{
		sum -= wholes(state, GEHELE_SUM)[without];
		squares += wholes(state, GEHELE_SQUARES)[without] -
			2 * (Wide) wholes(state, GEHELE_WITH_TOTAL)[without];
	}
	return state->n * squares - sum * sum;
}

/* Turns exact sums into centred moments. */
void
alfa_to_reele(const Alfa *from, Alfa *to)
{
	double		n = from->n;

	if (n == 0)
		return;
	to->n = from->n;
	to->cells[HEAD_WEIGHT].real = to->cells[HEAD_SQUARES].real = n;
	to->cells[HEAD_TOTAL].real = gehele_total(from, -1) / n;
	for (int i = 0; i < from->items; i++)
	{
		double		sum = wholes(from, GEHELE_SUM)[i];
		double		mean = sum / n;

		reals(to, REELE_MEAN)[i] = mean;
		reals(to, REELE_MEAN_REST)[i] = fma(-mean, n, sum) / n;
		reals(to, REELE_ITEM)[i] = gehele_item(from, i) / n;
		reals(to, REELE_REST)[i] = gehele_total(from, i) / n;
	}
}

/* The covariance of two items, i <= j; NaN below two respondents. */
static double
paren_covariance(const Alfa *state, int i, int j)
{
	int			row = pair_row(state->items, i, j);
	double		n = wholes(state, PAREN_N)[row];

	if (n < 2)
		return NAN;
	return reals(state, PAREN_TOGETHER)[row] /
		reals(state, PAREN_WEIGHT)[row] * (n / (n - 1));
}

/* The variance of an item, up to a factor that all variances share. */
static double
item_variance(const Alfa *state, int item)
{
	switch (state->kind)
	{
		case ALFA_GEHELE:
			return (double) gehele_item(state, item);
		case ALFA_REELE:
			return reals(state, REELE_ITEM)[item];
		default:
			return paren_covariance(state, item, item);
	}
}

/* The same of the sum of all items but one (-1: of all). */
static double
total_variance(const Alfa *state, int without)
{
	double		total = 0;

	if (state->kind == ALFA_GEHELE)
		return (double) gehele_total(state, without);
	if (state->kind == ALFA_REELE)
		return without < 0 ? state->cells[HEAD_TOTAL].real :
			reals(state, REELE_REST)[without];
	for (int i = 0; i < state->items; i++)
	{
		for (int j = i; j < state->items; j++)
			if (i != without && j != without)
				total += (i == j ? 1 : 2) * paren_covariance(state, i, j);
	}
	return total;
}

/*
 * The variance of a sum, and the sum of the variances, of all items but one (-1:
 * of all); false where the first is nothing, noise or unknown.
 */
static bool
variances(const Alfa *state, int without, double *total, double *items)
{
	*total = total_variance(state, without);
	*items = 0;
	for (int i = 0; i < state->items; i++)
		if (i != without)
			*items += item_variance(state, i);
	return *total > *items * (state->kind == ALFA_PAREN ? NOISE_PAREN : NOISE);
}

/*
 * A figure that is at most 1 but for rounding.  Pairwise it can exceed 1, as no
 * answers need to have the covariances of the pairs.
 */
static double
at_most_1(const Alfa *state, double x)
{
	return x > 1 && (state->kind != ALFA_PAREN || x < 1 + NOISE_PAREN) ? 1 : x;
}

/*
 * Cronbach's alpha of all items but one (-1: of all); false where there is
 * none.  Of modest whole numbers both sides of the division are exact.  Sums
 * that come from no answers can pass alfa_check() and be infinite here.
 */
bool
alfa_alpha(const Alfa *state, int without, double *alpha)
{
	int			k = state->items - (without >= 0);
	double		total;
	double		items;

	if (k < 2 || !variances(state, without, &total, &items))
		return false;
	*alpha = at_most_1(state, k * (total - items) / ((k - 1) * total));
	return isfinite(*alpha);
}

/*
 * The correlation of an item with the sum of the others; false where either does
 * not vary, or they were never answered together.
 */
bool
alfa_item_rest(const Alfa *state, int item, double *r)
{
	double		own = item_variance(state, item);
	double		total = total_variance(state, -1);
	double		rest;
	double		items;

	if (!variances(state, item, &rest, &items) || !(own > 0))
		return false;
	*r = (total - own - rest) / (2 * sqrt(own) * sqrt(rest));
	*r = -at_most_1(state, -at_most_1(state, *r));
	return isfinite(*r);
}

/*
 * As how many respondents of equal weight the sample counts (Kish); of a
 * pairwise state the pair that counts least.
 */
static double
effective_n(const Alfa *state)
{
	double		least = INFINITY;

	if (state->kind == ALFA_GEHELE)
		return state->n;
	if (state->kind == ALFA_REELE)
		return state->cells[HEAD_WEIGHT].real *
			(state->cells[HEAD_WEIGHT].real / state->cells[HEAD_SQUARES].real);
	for (int row = 0; row < alfa_rows(state->kind, state->items); row++)
		least = fmin(least, reals(state, PAREN_WEIGHT)[row] *
					 (reals(state, PAREN_WEIGHT)[row] /
					  reals(state, PAREN_SQUARES)[row]));
	return least;
}

/*
 * A bound of the confidence interval of alpha (Feldt, 1965), from the quantile p
 * of F: the lower bound has p above 1/2.  False where there is no alpha, or a
 * pairwise one above 1.
 */
bool
alfa_feldt(const Alfa *state, double p, double *bound)
{
	double		df = effective_n(state) - 1;
	double		alpha;

	if (!alfa_alpha(state, -1, &alpha) || alpha > 1 || !(df > 0))
		return false;
	*bound = 1 - (1 - alpha) * f_quantile(p, df, df * (state->items - 1));
	return isfinite(*bound);
}

/* Whether a number is a possible sum of squares; false for NaN. */
static inline bool
is_sum_of_squares(double sum)
{
	return sum >= 0 && sum <= ALFA_MAX_SUM;
}

/* Whether a number is a possible mean, or a rest of one; false for NaN. */
static inline bool
is_mean(double mean)
{
	return fabs(mean) <= ALFA_MAX_ANSWER * SLACK;
}

/* Whether n respondents can have these sums of weights and squared weights. */
static bool
are_weights(int64_t n, double sum, double squares)
{
	if (n == 0)
		return sum == 0 && squares == 0;
	return sum > 0 && sum <= n * ALFA_MAX_WEIGHT * SLACK &&
		squares > 0 && squares <= sum * sum * SLACK &&
		sum * sum <= n * squares * SLACK;
}

/* What is wrong with exact sums, or NULL. */
static const char *
check_gehele(const Alfa *state)
{
	int64_t		n = state->n;
	bool		possible = true;

	if (n > alfa_max_gehele(state->items))
		return "There are more respondents than exact sums can hold.";
	for (int i = 0; i < state->items && possible; i++)
	{
		int64_t		sum = wholes(state, GEHELE_SUM)[i];
		int64_t		squares = wholes(state, GEHELE_SQUARES)[i];
		int64_t		with_total = wholes(state, GEHELE_WITH_TOTAL)[i];
		int64_t		most = n * state->items << 30;

		possible = sum >= -(n << 15) && sum <= n << 15 &&
			squares >= 0 && squares <= n << 30 &&
			with_total >= -most && with_total <= most;
	}
	for (int i = 0; i < state->items && possible; i++)
		possible = gehele_item(state, i) >= 0 && gehele_total(state, i) >= 0;
	if (!possible || gehele_total(state, -1) < 0)
		return "No answers of type smallint have these sums.";
	return NULL;
}

/* What is wrong with listwise moments, or NULL. */
static const char *
check_reele(const Alfa *state)
{
	const AlfaCell *head = state->cells;
	bool		possible = is_sum_of_squares(head[HEAD_TOTAL].real);

	if (!are_weights(state->n, head[HEAD_WEIGHT].real,
					 head[HEAD_SQUARES].real))
		return "No weights of the respondents have these sums.";
	for (int i = 0; i < state->items && possible; i++)
		possible = is_mean(reals(state, REELE_MEAN)[i]) &&
			is_mean(reals(state, REELE_MEAN_REST)[i]) &&
			is_sum_of_squares(reals(state, REELE_ITEM)[i]) &&
			is_sum_of_squares(reals(state, REELE_REST)[i]);
	return possible ? NULL : "A mean or a sum of squares is out of range.";
}

/* What is wrong with pairwise moments, or NULL. */
static const char *
check_paren(const Alfa *state)
{
	for (int i = 0, row = 0; i < state->items; i++)
	{
		for (int j = i; j < state->items; j++, row++)
		{
			int64_t		n = wholes(state, PAREN_N)[row];
			double		together = reals(state, PAREN_TOGETHER)[row];

			if (n < 0 || n > state->n)
				return "A pair of items has more answers than there are respondents.";
			if (!are_weights(n, reals(state, PAREN_WEIGHT)[row],
							 reals(state, PAREN_SQUARES)[row]))
				return "No weights of the respondents have these sums.";
			if (!is_mean(reals(state, PAREN_I)[row]) ||
				!is_mean(reals(state, PAREN_I_REST)[row]) ||
				!is_mean(reals(state, PAREN_J)[row]) ||
				!is_mean(reals(state, PAREN_J_REST)[row]) ||
				!is_sum_of_squares(i == j ? together : fabs(together)))
				return "A mean or a sum of squares is out of range.";
		}
	}
	return NULL;
}

/*
 * What is wrong with a state that came from outside or grew by merging, or NULL.
 * A state that passes can be added to, merged and asked without overflow.
 */
const char *
alfa_check(const Alfa *state)
{
	if (state->n < 0 || state->n > ALFA_MAX_N)
		return "The number of respondents is out of range.";
	if (state->kind == ALFA_GEHELE)
		return check_gehele(state);
	return state->kind == ALFA_REELE ? check_reele(state) : check_paren(state);
}
