/*
 * distribution.h
 *		Distribution functions and quantiles: normal, Student's t, F and beta.
 *
 * Pure C.  NaN for arguments outside the domain; degrees of freedom and shapes
 * are positive and need not be whole.  Within 1e-12, relative, of the exact value
 * (tests/oracle/distribution.py) for probabilities from 1e-150.
 */
#ifndef PASSEND_DISTRIBUTION_H
#define PASSEND_DISTRIBUTION_H

extern double normal_cdf(double z);
extern double normal_quantile(double p);
extern double t_cdf(double t, double df);
extern double t_two_sided(double t, double df);
extern double t_quantile(double p, double df);
extern double f_cdf(double x, double df1, double df2);
extern double f_quantile(double p, double df1, double df2);
extern double beta_cdf(double x, double a, double b);

#endif							/* PASSEND_DISTRIBUTION_H */
