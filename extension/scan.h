/*
 * scan.h
 *		Reading ASCII text of a known length, in plain C: the parsers that the
 *		extension and the loader share are built from these steps.
 */
#ifndef PASSEND_SCAN_H
#define PASSEND_SCAN_H

#include <stdbool.h>
#include <stddef.h>

/* What is left to read. */
typedef struct Scan
{
	const char *at;				/* next character */
	const char *end;			/* one past the last character */
} Scan;

/* The ASCII blanks only: isspace() depends on the locale. */
static inline bool
is_blank(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

/* The upper case of an ASCII letter; any other character as it is. */
static inline char
upper_case(char c)
{
	return c >= 'a' && c <= 'z' ? (char) (c - 'a' + 'A') : c;
}

/* A scan of the text without the blanks around it. */
static inline Scan
scan_text(const char *s, size_t len)
{
	Scan		scan = {s, s + len};

	while (scan.at < scan.end && is_blank(*scan.at))
		scan.at++;
	while (scan.at < scan.end && is_blank(scan.end[-1]))
		scan.end--;
	return scan;
}

/* Is everything read? */
static inline bool
scan_done(const Scan *scan)
{
	return scan->at == scan->end;
}

/* Skips blanks. */
static inline void
scan_blanks(Scan *scan)
{
	while (!scan_done(scan) && is_blank(*scan->at))
		scan->at++;
}

/* Reads this very character, or nothing. */
static inline bool
scan_char(Scan *scan, char c)
{
	if (scan_done(scan) || *scan->at != c)
		return false;
	scan->at++;
	return true;
}

/* Reads a letter as 0 (A) to 25 (Z), or nothing. */
static inline bool
scan_letter(Scan *scan, int *letter)
{
	char		c = scan_done(scan) ? ' ' : upper_case(*scan->at);

	if (c < 'A' || c > 'Z')
		return false;
	scan->at++;
	*letter = c - 'A';
	return true;
}

/* Reads so many digits (at most 9, to fit in an int), or nothing. */
static inline bool
scan_digits(Scan *scan, int digits, int *number)
{
	int			result = 0;

	if (scan->end - scan->at < digits)
		return false;
	for (int i = 0; i < digits; i++)
	{
		if (scan->at[i] < '0' || scan->at[i] > '9')
			return false;
		result = result * 10 + (scan->at[i] - '0');
	}
	scan->at += digits;
	*number = result;
	return true;
}

/* Reads a word, given in upper case, in any case, or nothing. */
static inline bool
scan_word(Scan *scan, const char *word)
{
	const char *at = scan->at;

	for (; *word != '\0'; word++, at++)
	{
		if (at == scan->end || upper_case(*at) != *word)
			return false;
	}
	scan->at = at;
	return true;
}

/* Writes a number as so many digits, zeros first; returns what follows. */
static inline char *
put_digits(char *buf, int digits, int number)
{
	for (int i = digits - 1; i >= 0; i--, number /= 10)
		buf[i] = (char) ('0' + number % 10);
	return buf + digits;
}

#endif							/* PASSEND_SCAN_H */
