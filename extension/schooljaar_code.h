/*
 * schooljaar_code.h
 *		Text and code of a school year, in plain C, for extension and loader:
 *		the code is the year in which it begins.
 */
#ifndef PASSEND_SCHOOLJAAR_CODE_H
#define PASSEND_SCHOOLJAAR_CODE_H

#include <stdint.h>

#include "scan.h"

/* Both years have four digits, so that text and code sort alike. */
#define SCHOOLJAAR_FIRST	1000
#define SCHOOLJAAR_LAST		9998
/* year + hyphen + year + NUL */
#define SCHOOLJAAR_TEXT_SIZE	(4 + 1 + 4 + 1)

/* Is there a school year that begins in this year, however large? */
static inline bool
schooljaar_exists(int64_t year)
{
	return year >= SCHOOLJAAR_FIRST && year <= SCHOOLJAAR_LAST;
}

/* Is the code that of a school year? */
static inline bool
schooljaar_valid(int16_t value)
{
	return schooljaar_exists(value);
}

/* Reads what may stand between two years: a hyphen, slash or en dash. */
static inline bool
schooljaar_separator(Scan *scan)
{
	return scan_char(scan, '-') || scan_char(scan, '/') ||
		scan_word(scan, "\xE2\x80\x93");	/* U+2013 in UTF-8 */
}

/* Is the text a date, 2024-10-01 or 20241001, rather than a school year? */
static inline bool
schooljaar_is_date(const char *s, size_t len)
{
	Scan		scan = scan_text(s, len);
	int			part;
	bool		hyphens;

	if (!scan_digits(&scan, 4, &part))
		return false;
	hyphens = scan_char(&scan, '-');
	return scan_digits(&scan, 2, &part) &&
		scan_char(&scan, '-') == hyphens &&
		scan_digits(&scan, 2, &part) && scan_done(&scan);
}

/*
 * Reads the two years of 2023-2024, 2023/24 or 2023, which need not follow
 * each other yet; returns NULL, or what is wrong.
 */
static inline const char *
schooljaar_years(const char *s, size_t len, int *year, int *next)
{
	Scan		scan = scan_text(s, len);

	if (!scan_digits(&scan, 4, year))
		return "A schooljaar begins with a year of four digits, as in 2023-2024.";
	*next = *year + 1;
	if (scan_done(&scan))
		return NULL;
	if (!schooljaar_separator(&scan))
		return "After the first year only a hyphen or slash and the next year may follow, as in 2023-2024.";
	if (!scan_digits(&scan, 4, next))
	{
		if (!scan_digits(&scan, 2, next))
			return "The second year must have four digits or two, as in 2023-2024 or 2023-24.";
		/* Two digits stand for the year after the first if they can. */
		if (*next == (*year + 1) % 100)
			*next = *year + 1;
		else
			*next += *year / 100 * 100;
	}
	return scan_done(&scan) ? NULL : "Nothing may follow the second year.";
}

/* Reads a school year; returns NULL, or what is wrong. */
static inline const char *
schooljaar_parse(const char *s, size_t len, int16_t *value)
{
	int			year = 0;
	int			next = 0;
	const char *wrong = schooljaar_years(s, len, &year, &next);

	if (wrong != NULL)
		return schooljaar_is_date(s, len) ?
			"This is a date; the schooljaar of a date is schooljaar(date '2024-10-01'), with its type." : wrong;
	if (!schooljaar_exists(year))
		return "The first year must be from 1000 to 9998.";
	if (next != year + 1)
		return "The second year must be the one after the first.";

	*value = (int16_t) year;
	return NULL;
}

/* Writes 2023-2024; returns the length. */
static inline size_t
schooljaar_format(int16_t value, char *buf)
{
	char	   *at = put_digits(buf, 4, value);

	*at++ = '-';
	at = put_digits(at, 4, value + 1);
	*at = '\0';
	return (size_t) (at - buf);
}

#endif							/* PASSEND_SCHOOLJAAR_CODE_H */
