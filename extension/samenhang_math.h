/*
 * samenhang_math.h
 *		The association of two series, as a sum that can be merged.
 */
#ifndef PASSEND_SAMENHANG_MATH_H
#define PASSEND_SAMENHANG_MATH_H

#include <stdbool.h>
#include <stdint.h>

#include "double_double.h"

/* More pairs than this a double cannot count. */
#define SAMENHANG_MAX_N (INT64_C(1) << 53)

/* A sum of squares below this is 0: what squares it would underflow. */
#define SAMENHANG_LEAST 1e-200

/* n and the other parts, in the order of their text and binary form. */
#define SAMENHANG_PARTS 5

/*
 * n pairs (x, y).  Kept in double the usual precision, so that a line is a line
 * whatever its offset, and the order of merging does not show.
 */
typedef struct Samenhang
{
	int64_t		n;
	DoubleDouble part[SAMENHANG_PARTS]; /* see below */
} Samenhang;

enum
{
	MEAN_X, MEAN_Y,				/* means */
	XX, YY,						/* sums of squares about the means */
	XY							/* sum of products about the means */
};

/* What is computed from it; each NaN where it does not exist. */
extern Samenhang samenhang_pair(double x, double y);
extern Samenhang samenhang_merge(const Samenhang *a, const Samenhang *b);
extern const char *samenhang_wrong(const Samenhang *s);
extern double samenhang_correlation(const Samenhang *s);
extern double samenhang_student(const Samenhang *s);
extern double samenhang_p_value(const Samenhang *s);
extern double samenhang_bound(const Samenhang *s, double z);

#endif							/* PASSEND_SAMENHANG_MATH_H */
