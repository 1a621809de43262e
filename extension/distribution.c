/*
 * distribution.c
 *		Distribution functions and quantiles: normal, Student's t, F and beta.
 *
 * Pure C.  Student's t and F are the beta distribution in other clothes, so
 * there is one distribution function and one inversion for the three of them.
 * Both work on the odds x / y of the beta variable with y = 1 - x, and never
 * on x alone: close to 1 it has lost the digits that y still has.
 */
#include <float.h>
#include <math.h>
#include <stdbool.h>

#include "distribution.h"

/* A bound, far above what is needed, on steps that normally stop by themselves. */
#define MAX_STEPS 1000000

/*
 * ln Gamma(n + 1) less Stirling's n ln n - n + ln(2 pi n) / 2: what is left
 * when the large terms, which would cancel later, are taken out.
 */
static double
stirling_error(double n)
{
	double		r = 1 / (n * n);

	/* Below 16 the large terms are too small to cost digits. */
	if (n < 16)
		return lgamma(n + 1) - (n + 0.5) * log(n) + n - log(2 * M_PI) / 2;
	return (1.0 / 12 - r * (1.0 / 360 - r * (1.0 / 1260 - r *
			(1.0 / 1680 - r * (1.0 / 1188 - r * (691.0 / 360360)))))) / n;
}

/*
 * x ln(x / m) + m - x, without cancellation where x is close to m: with
 * v = (x - m) / (x + m), ln(x / m) is twice the series of atanh v.
 */
static double
deviance(double x, double m)
{
	double		v = (x - m) / (x + m);
	double		sum = (x - m) * v;
	double		power = 2 * x * v;
	double		previous;

	if (fabs(v) >= 0.1)
		return x * log(x / m) + m - x;
	for (int k = 3; k < 100; k += 2)
	{
		previous = sum;
		power *= v * v;
		sum += power / k;
		if (sum == previous)
			break;
	}
	return sum;
}

/* x^a y^b / B(a, b), where y = 1 - x; also the density of ln(x / y). */
static double
beta_term(double x, double y, double a, double b)
{
	double		n = a + b;

	return exp(stirling_error(n) - stirling_error(a) - stirling_error(b) -
			   deviance(a, n * x) - deviance(b, n * y)) *
		sqrt(a / n * b / (2 * M_PI));
}

/*
 * I_x(a, b) / beta_term(), where y = 1 - x, as a continued fraction: the even
 * part of DLMF 8.17.22, by Lentz's method.  Made of (a + b) y - b, which keeps
 * its digits where x is close to 1.  For x up to the mean.
 */
static double
beta_fraction(double x, double y, double a, double b)
{
	double		above = a * y - b * x;
	double		c = a / (a + 1) * (above + 1);
	double		d = 0;
	double		result = 1 / c;

	for (int n = 1; n < MAX_STEPS; n++)
	{
		double		odd = a + 2.0 * n - 1;
		double		part = n * (b - n) * x / odd;
		double		numerator = part * (a + n - 1) * (a + b + n - 1) * x / odd;
		double		denominator = n + part +
			(a + n) / (odd + 2) * (above + 1 + n * (1 + y));
		double		change;

		d = 1 / (denominator + numerator * d);
		c = denominator + numerator / c;
		change = c * d;
		result /= change;
		if (!(fabs(change - 1) > DBL_EPSILON))
			break;
	}
	return result;
}

/* The regularized incomplete beta function of x, where y = 1 - x. */
static double
beta_lower(double x, double y, double a, double b)
{
	if (x <= 0)
		return 0;
	if (y <= 0)
		return 1;
	if (a * y < b * x)
		return 1 - beta_term(y, x, b, a) * beta_fraction(y, x, b, a);
	return beta_term(x, y, a, b) * beta_fraction(x, y, a, b);
}

/*
 * v = ln(x / y) such that beta_lower(x, y, a, b) is p, for 0 < p <= 1/2, by
 * Newton's method on ln p.  That is a concave function of v, on which the
 * method converges from anywhere, unless a step leads to where p underflows:
 * hence the bracket.
 */
static double
beta_log_odds(double p, double a, double b)
{
	double		low = -INFINITY;
	double		high = INFINITY;
	double		v = log(a / b);

	for (int step = 0; step < 200; step++)
	{
		double		x = 1 / (1 + exp(-v));
		double		y = 1 / (1 + exp(v));
		double		here = beta_lower(x, y, a, b);
		double		slope = here > 0 ? beta_term(x, y, a, b) / here : 0;
		double		change = log(here / p) / slope;

		if (fabs(change) <= DBL_EPSILON * fmax(1, fabs(v)))
			return v - change;
		if (here < p)
			low = v;
		else
			high = v;
		v -= change;
		if (!(v > low && v < high))
			v = isinf(low) ? high - 2 : isinf(high) ? low + 2 : (low + high) / 2;
	}
	return v;
}

/* P(X <= x) of the beta distribution with shapes a and b. */
double
beta_cdf(double x, double a, double b)
{
	if (!(a > 0 && b > 0) || isinf(a) || isinf(b) || isnan(x))
		return NAN;
	return beta_lower(x, 1 - x, a, b);
}

/* P(Z <= z) of the standard normal distribution. */
double
normal_cdf(double z)
{
	return erfc(-z / M_SQRT2) / 2;
}

/*
 * z such that P(Z <= z) = p.  Newton's method on the logarithm of the tail, or
 * of the middle where that is smaller: the same reasons as for beta_log_odds(),
 * and no digits are lost around p = 1/2.
 */
double
normal_quantile(double p)
{
	double		tail = fmin(p, 1 - p);
	bool		middle = tail > 0.25;
	double		target = middle ? fabs(p - 0.5) : tail;
	double		z = middle ? target * sqrt(2 * M_PI) : sqrt(-2 * log(tail));

	if (!(p >= 0 && p <= 1))
		return NAN;
	if (target == 0)
		return middle ? 0 : copysign(INFINITY, p - 0.5);
	for (int step = 0; step < 100; step++)
	{
		double		density = exp(-z * z / 2) / sqrt(2 * M_PI);
		double		here = (middle ? erf(z / M_SQRT2) : erfc(z / M_SQRT2)) / 2;
		double		change = log(here / target) * here / (middle ? density : -density);

		z -= change;
		if (fabs(change) <= DBL_EPSILON * z)
			break;
	}
	return copysign(z, p - 0.5);
}

/* P(|T| >= |t|) of Student's t distribution; that of the normal for df = inf. */
double
t_two_sided(double t, double df)
{
	if (!(df > 0) || isnan(t))
		return NAN;
	if (isinf(df))
		return erfc(fabs(t) / M_SQRT2);
	if (isinf(t))
		return 0;
	return beta_lower(1 / (1 + t * t / df), 1 / (1 + df / (t * t)), df / 2, 0.5);
}

/* P(T <= t). */
double
t_cdf(double t, double df)
{
	double		tail = t_two_sided(t, df) / 2;

	return t < 0 ? tail : 1 - tail;
}

/* t such that P(T <= t) = p. */
double
t_quantile(double p, double df)
{
	double		tail = fmin(p, 1 - p);
	double		t;

	if (!(df > 0 && p >= 0 && p <= 1))
		return NAN;
	if (isinf(df))
		return normal_quantile(p);
	if (p == 0.5)
		return 0;
	if (tail == 0)
		t = INFINITY;
	else if (tail <= 0.25)
		t = sqrt(df) * exp(beta_log_odds(2 * tail, df / 2, 0.5) / -2);
	else						/* the middle has the digits */
		t = sqrt(df) * exp(beta_log_odds(fabs(2 * p - 1), 0.5, df / 2) / 2);
	return copysign(t, p - 0.5);
}

/* P(F <= x) of the F distribution with df1 and df2 degrees of freedom. */
double
f_cdf(double x, double df1, double df2)
{
	if (!(df1 > 0 && df2 > 0) || isinf(df1) || isinf(df2) || isnan(x))
		return NAN;
	if (x <= 0)
		return 0;
	return beta_lower(1 / (1 + df2 / (df1 * x)), 1 / (1 + df1 * x / df2),
					  df1 / 2, df2 / 2);
}

/* x such that P(F <= x) = p. */
double
f_quantile(double p, double df1, double df2)
{
	if (!(df1 > 0 && df2 > 0 && p >= 0 && p <= 1) || isinf(df1) || isinf(df2))
		return NAN;
	if (p == 0 || p == 1)
		return p == 0 ? 0 : INFINITY;
	return df2 / df1 * exp(p <= 0.5 ?
						   beta_log_odds(p, df1 / 2, df2 / 2) :
						   -beta_log_odds(1 - p, df2 / 2, df1 / 2));
}
