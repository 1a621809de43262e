/*
 * telling.h
 *		The SQL type telling: telling_code.h as Datums.
 */
#ifndef PASSEND_TELLING_H
#define PASSEND_TELLING_H

#include "telling_code.h"

/* By value wherever int8 is. */
#define DatumGetTelling(X) ((uint64) DatumGetInt64(X))
#define TellingGetDatum(X) Int64GetDatum((int64) (X))
#define PG_GETARG_TELLING(n) DatumGetTelling(PG_GETARG_DATUM(n))
#define PG_RETURN_TELLING(x) return TellingGetDatum(x)

#endif							/* PASSEND_TELLING_H */
