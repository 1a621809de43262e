/*
 * aandeel.h
 *		The SQL types aandeel and verhouding: a number between two bounds.
 */
#ifndef PASSEND_AANDEEL_H
#define PASSEND_AANDEEL_H

/* Both types; neither bound is ever NaN, infinite, negative or -0. */
typedef struct Aandeel
{
	float8		onder;			/* smallest value that is possible */
	float8		boven;			/* largest value that is possible */
} Aandeel;

#define DatumGetAandeelP(X) ((Aandeel *) DatumGetPointer(X))
#define PG_GETARG_AANDEEL_P(n) DatumGetAandeelP(PG_GETARG_DATUM(n))
#define PG_GETARG_AANDEEL(n) (*PG_GETARG_AANDEEL_P(n))
#define PG_RETURN_AANDEEL_P(x) PG_RETURN_POINTER(x)

#endif							/* PASSEND_AANDEEL_H */
