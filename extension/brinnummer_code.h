/*
 * brinnummer_code.h
 *		Text and code of a brinnummer, in plain C, for extension and loader.
 *
 * The code numbers all institutions in the order of their text, each followed
 * by its 100 possible locations.
 */
#ifndef PASSEND_BRINNUMMER_CODE_H
#define PASSEND_BRINNUMMER_CODE_H

#include <stdint.h>

#include "scan.h"

/* An institution and its locations 00 to 99. */
#define BRINNUMMER_PLACES	101
/* 100 numbers and 26 * 26 letter pairs. */
#define BRINNUMMER_COUNT	(100 * 676 * BRINNUMMER_PLACES)
/* 2 digits + 2 letters + 2 digits + NUL */
#define BRINNUMMER_TEXT_SIZE	(2 + 2 + 2 + 1)

/* Is the code that of an institution or a location? */
static inline bool
brinnummer_valid(int32_t value)
{
	return value >= 0 && value < BRINNUMMER_COUNT;
}

/* The institution of an institution (itself) or a location. */
static inline int32_t
brinnummer_institution(int32_t value)
{
	return value - value % BRINNUMMER_PLACES;
}

/* The number of a location, 0 to 99; -1 for an institution. */
static inline int
brinnummer_location(int32_t value)
{
	return value % BRINNUMMER_PLACES - 1;
}

/* Reads 02QZ, 02qz00 or 02QZ 00; returns NULL, or what is wrong. */
static inline const char *
brinnummer_parse(const char *s, size_t len, int32_t *value)
{
	Scan		scan = scan_text(s, len);
	int			number;
	int			letter1;
	int			letter2;
	int			location = -1;

	if (!scan_digits(&scan, 2, &number))
		return "A brinnummer begins with two digits, as in 02QZ.";
	if (!scan_letter(&scan, &letter1) || !scan_letter(&scan, &letter2))
		return "Two letters must follow the first two digits, as in 02QZ.";
	scan_blanks(&scan);
	if (!scan_done(&scan) &&
		(!scan_digits(&scan, 2, &location) || !scan_done(&scan)))
		return "After the four characters of the institution only a location number of two digits may follow, as in 02QZ00.";

	*value = (number * 676 + letter1 * 26 + letter2) * BRINNUMMER_PLACES +
		location + 1;
	return NULL;
}

/*
 * Joins the institution and the location number of two columns. The number
 * may have lost its leading zero, or be the full code of a location already.
 * Returns NULL, or what is wrong.
 */
static inline const char *
brinnummer_join(const char *code, size_t code_len,
				const char *location, size_t location_len, int32_t *value)
{
	Scan		scan = scan_text(location, location_len);
	const char *wrong;
	int32_t		institution;
	int32_t		whole;
	int			number;

	wrong = brinnummer_parse(code, code_len, &institution);
	if (wrong != NULL)
		return wrong;
	if (brinnummer_location(institution) >= 0)
		return "The first part must be an institution of four characters.";

	if ((scan_digits(&scan, 2, &number) || scan_digits(&scan, 1, &number)) &&
		scan_done(&scan))
		*value = institution + number + 1;
	else if (brinnummer_parse(location, location_len, &whole) != NULL ||
			 brinnummer_location(whole) < 0)
		return "The second part must be a location number of one or two digits, or the six characters of a location.";
	else if (brinnummer_institution(whole) != institution)
		return "The second part is a location of another institution.";
	else
		*value = whole;
	return NULL;
}

/* Writes 02QZ or 02QZ00; returns the length. */
static inline size_t
brinnummer_format(int32_t value, char *buf)
{
	int			institution = value / BRINNUMMER_PLACES;
	int			location = brinnummer_location(value);
	char	   *at = put_digits(buf, 2, institution / 676);

	*at++ = (char) ('A' + institution % 676 / 26);
	*at++ = (char) ('A' + institution % 26);
	if (location >= 0)
		at = put_digits(at, 2, location);
	*at = '\0';
	return (size_t) (at - buf);
}

#endif							/* PASSEND_BRINNUMMER_CODE_H */
