/*
 * bounds_text.h
 *		The text of a float8 with bounds: "0.023" or "0.021..0.034".
 */
#ifndef PASSEND_BOUNDS_TEXT_H
#define PASSEND_BOUNDS_TEXT_H

#include "common/shortest_dec.h"

#include "number.h"

/* Two numbers, the two dots and the terminator (each length counts a NUL). */
#define BOUNDS_TEXT_SIZE (2 * DOUBLE_SHORTEST_DECIMAL_LEN + 1)

/* Writes the shortest text that reads back as the same bounds. */
static inline void
bounds_format(float8 onder, float8 boven, char *text)
{
	int			length = double_to_shortest_decimal_buf(onder, text);

	if (onder != boven)
	{
		text[length++] = '.';
		text[length++] = '.';
		double_to_shortest_decimal_buf(boven, text + length);
	}
}

/*
 * Reads the text, blanks around it.  Returns NULL, or what is wrong with the
 * syntax; the range is the caller's to check.
 */
static inline const char *
bounds_parse(const char *s, float8 *onder, float8 *boven)
{
	const char *end;

	s += strspn(s, BLANKS);
	end = number_end(s);
	if (end == s)
		return "Expected a number, or two numbers joined by \"..\".";
	*onder = *boven = strtod(s, NULL);
	s = end;
	if (s[0] == '.' && s[1] == '.')
	{
		s += 2;
		end = number_end(s);
		if (end == s)
			return "Expected a number after \"..\".";
		*boven = strtod(s, NULL);
		s = end;
	}
	s += strspn(s, BLANKS);
	if (*s != '\0')
		return "Something else follows the number.";
	return *onder > *boven ?
		"The lower bound is greater than the upper bound." : NULL;
}

#endif							/* PASSEND_BOUNDS_TEXT_H */
