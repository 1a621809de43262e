/*
 * number.h
 *		Finding decimal numbers in terminated text, in plain C.
 */
#ifndef PASSEND_NUMBER_H
#define PASSEND_NUMBER_H

#include <string.h>

#define DIGITS "0123456789"
#define BLANKS " \t\n\v\f\r"

/*
 * Where the decimal number at s ends; s itself where there is none.  Stricter
 * than strtod(): no infinity, NaN or hexadecimal, and no dot that ends it, so
 * that "0..1" has one reading.
 */
static inline const char *
number_end(const char *s)
{
	const char *p = s + strspn(s, "+-");
	size_t		digits = strspn(p, DIGITS);
	size_t		decimals = p[digits] != '.' ? 0 : strspn(p + digits + 1, DIGITS);
	const char *exponent;

	if (p - s > 1 || digits + decimals == 0)
		return s;
	p += digits + (decimals > 0 ? 1 + decimals : 0);
	if (*p == 'e' || *p == 'E')
	{
		exponent = p + 1 + (p[1] == '+' || p[1] == '-');
		if (strspn(exponent, DIGITS) > 0)
			p = exponent + strspn(exponent, DIGITS);
	}
	return p;
}

#endif							/* PASSEND_NUMBER_H */
