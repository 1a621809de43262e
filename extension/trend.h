/*
 * trend.h
 *		The SQL type trend: a value, or its bounds, for each of some years.
 */
#ifndef PASSEND_TREND_H
#define PASSEND_TREND_H

#include "trend_math.h"

/*
 * In order of year, 1 to TREND_MAX_YEARS different ones.  Only the state of a
 * running aggregate has room for more points than it counts.
 */
typedef struct Trend
{
	int32		vl_len_;		/* varlena header */
	uint8		version;		/* of this layout: TREND_VERSION */
	uint8		n;				/* how many points */
	uint16		unused;			/* 0 */
	TrendPoint	points[FLEXIBLE_ARRAY_MEMBER];
} Trend;

/* Of the layout and of the binary format. */
#define TREND_VERSION	1

#define DatumGetTrendP(X) ((Trend *) PG_DETOAST_DATUM(X))
#define PG_GETARG_TREND_P(n) DatumGetTrendP(PG_GETARG_DATUM(n))
#define PG_RETURN_TREND_P(x) PG_RETURN_POINTER(x)

#endif							/* PASSEND_TREND_H */
