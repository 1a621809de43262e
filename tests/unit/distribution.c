/*
 * distribution.c
 *		Compares extension/distribution.c with tests/oracle/distribution.csv.
 */
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "distribution.h"

/* Relative; the expected values are exact. */
#define TOLERANCE 1e-12

/* One function of one to three arguments, and how it did. */
typedef struct Function
{
	const char *name;
	int			arguments;
	double		(*one) (double);
	double		(*two) (double, double);
	double		(*three) (double, double, double);
	int			cases;
	double		worst;			/* largest relative error */
} Function;

static Function functions[] = {
	{"normal_cdf", 1, .one = normal_cdf},
	{"normal_quantile", 1, .one = normal_quantile},
	{"t_cdf", 2, .two = t_cdf},
	{"t_two_sided", 2, .two = t_two_sided},
	{"t_quantile", 2, .two = t_quantile},
	{"f_cdf", 3, .three = f_cdf},
	{"f_quantile", 3, .three = f_quantile},
	{"beta_cdf", 3, .three = beta_cdf},
};

#define FUNCTIONS (sizeof(functions) / sizeof(functions[0]))

/* Prints one TAP line. */
static void
ok(bool passed, const char *what)
{
	printf("%sok - distribution: %s\n", passed ? "" : "not ", what);
}

/* Checks one line "function,argument,...,expected"; false if it is no such. */
static bool
check_line(char *line)
{
	char	   *at = strchr(line, ',');
	double		number[4];
	int			n = 0;

	if (at == NULL)
		return false;
	*at = '\0';
	while (n < 4 && at != NULL && *at != '\n')
	{
		number[n++] = strtod(at + 1, &at);
		if (*at != ',' && *at != '\n')
			return false;
	}
	for (Function *f = functions; f < functions + FUNCTIONS; f++)
	{
		double		got;
		double		error;

		if (strcmp(f->name, line) != 0 || n != f->arguments + 1)
			continue;
		got = n == 2 ? f->one(number[0]) :
			n == 3 ? f->two(number[0], number[1]) :
			f->three(number[0], number[1], number[2]);
		error = got == number[n - 1] ? 0 : fabs(got / number[n - 1] - 1);
		if (!(error <= TOLERANCE))
			printf("# %s(%.17g, %.17g, %.17g): %.17g, expected %.17g\n", line, number[0],
				   n > 2 ? number[1] : 0, n > 3 ? number[2] : 0, got, number[n - 1]);
		if (!(error <= f->worst))
			f->worst = error;
		f->cases++;
		return true;
	}
	return false;
}

/* Every expected value of the oracle, and at least ten for each function. */
static void
check_oracle(void)
{
	FILE	   *file = fopen("tests/oracle/distribution.csv", "r");
	char		line[256];
	int			unread = 0;

	while (file != NULL && fgets(line, sizeof(line), file) != NULL)
		unread += !check_line(line);
	ok(file != NULL && unread == 0, "every line of the oracle is read");
	for (Function *f = functions; f < functions + FUNCTIONS; f++)
	{
		printf("# %s: %d cases, largest relative error %.1e\n", f->name, f->cases, f->worst);
		ok(f->cases >= 10 && f->worst <= TOLERANCE, f->name);
	}
	if (file != NULL)
		fclose(file);
}

/* Ends of the domain, and what is outside it. */
static void
check_edges(void)
{
	ok(t_quantile(0.5, 3) == 0 && normal_quantile(0.5) == 0, "medians are exactly 0");
	ok(t_quantile(0.875, 7) == -t_quantile(0.125, 7), "t is symmetric");
	ok(t_cdf(0, 5) == 0.5 && normal_cdf(0) == 0.5, "half is below 0");
	ok(t_quantile(0, 4) == -INFINITY && t_quantile(1, 4) == INFINITY &&
	   normal_quantile(0) == -INFINITY && normal_quantile(1) == INFINITY &&
	   f_quantile(0, 2, 3) == 0 && f_quantile(1, 2, 3) == INFINITY, "quantiles of 0 and 1");
	ok(t_cdf(-INFINITY, 4) == 0 && t_cdf(INFINITY, 4) == 1 && t_two_sided(INFINITY, 4) == 0 &&
	   f_cdf(-1, 2, 3) == 0 && f_cdf(INFINITY, 2, 3) == 1 &&
	   beta_cdf(-0.5, 2, 3) == 0 && beta_cdf(1.5, 2, 3) == 1, "beyond the ends");
	ok(t_cdf(1.5, INFINITY) == normal_cdf(1.5) &&
	   t_quantile(0.975, INFINITY) == normal_quantile(0.975), "t with infinite df is normal");
	ok(fabs(t_quantile(0.975, 1e15) / normal_quantile(0.975) - 1) < 1e-12,
	   "t with huge df is almost normal");
	ok(isnan(t_cdf(1, 0)) && isnan(t_cdf(NAN, 3)) && isnan(t_cdf(1, NAN)) &&
	   isnan(t_quantile(1.5, 3)) && isnan(t_quantile(-0.1, 3)) && isnan(t_quantile(NAN, 3)) &&
	   isnan(t_quantile(0.5, -1)) && isnan(normal_quantile(2)) && isnan(normal_quantile(NAN)) &&
	   isnan(f_cdf(1, -1, 2)) && isnan(f_cdf(1, 2, INFINITY)) && isnan(f_quantile(2, 1, 1)) &&
	   isnan(f_quantile(0.5, 0, 1)) && isnan(beta_cdf(0.5, 0, 1)) && isnan(beta_cdf(NAN, 1, 1)),
	   "NaN outside the domain");
}

/* Quantiles undo the distribution functions over a wide grid. */
static void
check_inverse(void)
{
	double		worst = 0;
	int			cases = 0;

	for (double df1 = 0.3; df1 < 3e6; df1 *= 3.7)
		for (double df2 = 0.3; df2 < 3e6; df2 *= 4.1)
			for (double p = 1e-20; p < 0.99; p = p < 0.05 ? p * 31 : p + 0.11)
			{
				double		f = fabs(f_cdf(f_quantile(p, df1, df2), df1, df2) / p - 1);
				double		t = fabs(t_cdf(t_quantile(p, df1), df1) / p - 1);

				if (!(f <= worst))
					worst = f;
				if (!(t <= worst))
					worst = t;
				cases++;
			}
	printf("# %d cases, largest relative error %.1e\n", cases, worst);
	ok(cases > 1000 && worst <= 1e-11, "quantiles undo the distribution functions");
}

int
main(void)
{
	check_oracle();
	check_edges();
	check_inverse();
	return 0;
}
