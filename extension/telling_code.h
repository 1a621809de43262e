/*
 * telling_code.h
 *		A count that may be masked, as one 64-bit number: to and from text.
 *
 * Pure C without server headers, because the loader includes it too.  The lower
 * bound is in the high half and the upper bound in the low half: the numbers
 * then sort as the pairs (onder, boven), and adding two numbers adds the pairs.
 */
#ifndef PASSEND_TELLING_CODE_H
#define PASSEND_TELLING_CODE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The largest count: bounds are SQL integers. */
#define TELLING_MAX INT32_MAX

/* DUO writes "<5" for 1 to 4; a count of 0 is published as 0. */
#define TELLING_MASK 5

/* Two bounds of 10 digits, the two dots and the terminator. */
#define TELLING_TEXT_SIZE (10 + 2 + 10 + 1)

/* What is wrong with a text, as telling_parse() tells it. */
static const char telling_empty[] =
	"A count is not empty; an unknown count is NULL.";
static const char telling_no_number[] =
	"A count is a number, \"<\" and a number, or two numbers joined by \"..\".";
static const char telling_not_digits[] =
	"A number has digits only: no blanks, separators, decimals or letters.";
static const char telling_mask_below_2[] =
	"The number after \"<\" is 2 or more, because a masked count is at least 1.";
static const char telling_bounds_swapped[] =
	"The lower bound is greater than the upper bound.";
static const char telling_out_of_range[] =
	"A count is at most 2147483647.";

/* The value with these bounds; the caller knows that 0 <= onder <= boven. */
static inline uint64_t
telling_make(int32_t onder, int32_t boven)
{
	return (uint64_t) (uint32_t) onder << 32 | (uint32_t) boven;
}

/* The smallest count that the value allows. */
static inline int32_t
telling_onder(uint64_t value)
{
	return (int32_t) (value >> 32);
}

/* The largest count that the value allows. */
static inline int32_t
telling_boven(uint64_t value)
{
	return (int32_t) (value & UINT32_MAX);
}

/* Whether any 64 bits, from wherever, are a telling. */
static inline bool
telling_valid(uint64_t value)
{
	int32_t		onder = telling_onder(value);

	return onder >= 0 && onder <= telling_boven(value);
}

/* Blanks in ASCII, whatever the locale says. */
static inline bool
telling_is_blank(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

/*
 * Reads the digits at s into *number, which stops growing above TELLING_MAX.
 * Returns where they end: s itself where there are none.
 */
static inline const char *
telling_parse_number(const char *s, const char *end, int64_t *number)
{
	*number = 0;
	for (; s < end && *s >= '0' && *s <= '9'; s++)
		if (*number <= TELLING_MAX)
			*number = *number * 10 + (*s - '0');
	return s;
}

/*
 * Reads a count from len bytes: "17", "<5" or "12..48", blanks around it.
 * Returns NULL and sets *value, or returns one of the sentences above.  The
 * sentence is telling_out_of_range (compare the pointers) where the syntax is
 * right but a number is too large; every other sentence is a syntax error.
 */
static inline const char *
telling_parse(const char *s, size_t len, uint64_t *value)
{
	const char *end = s + len;
	const char *number;
	bool		masked;
	int64_t		onder;
	int64_t		boven;

	while (s < end && telling_is_blank(*s))
		s++;
	while (s < end && telling_is_blank(end[-1]))
		end--;
	if (s == end)
		return telling_empty;

	masked = *s == '<';
	number = s + masked;
	s = telling_parse_number(number, end, &boven);
	if (s == number)
		return telling_no_number;
	onder = masked ? 1 : boven;
	if (!masked && end - s >= 2 && s[0] == '.' && s[1] == '.')
	{
		number = s + 2;
		s = telling_parse_number(number, end, &boven);
		if (s == number)
			return telling_no_number;
	}
	if (s != end)
		return telling_not_digits;
	if (onder > TELLING_MAX || boven > TELLING_MAX)
		return telling_out_of_range;
	if (masked && --boven < 1)
		return telling_mask_below_2;
	if (onder > boven)
		return telling_bounds_swapped;
	*value = telling_make((int32_t) onder, (int32_t) boven);
	return NULL;
}

/* Writes the digits of number to buf and returns where they end. */
static inline char *
telling_format_number(int32_t number, char *buf)
{
	char		digits[10];
	int			n = 0;

	do
		digits[n++] = (char) ('0' + number % 10);
	while ((number /= 10) > 0);
	while (n > 0)
		*buf++ = digits[--n];
	return buf;
}

/*
 * Writes the canonical text to buf, of TELLING_TEXT_SIZE bytes: "17" when
 * exact, "<5" for 1 to 4, else "12..48".  Returns its length without the NUL.
 */
static inline size_t
telling_format(uint64_t value, char *buf)
{
	int32_t		onder = telling_onder(value);
	int32_t		boven = telling_boven(value);
	char	   *p = buf;

	if (onder == 1 && boven == TELLING_MASK - 1)
	{
		*p++ = '<';
		p = telling_format_number(TELLING_MASK, p);
	}
	else
	{
		p = telling_format_number(onder, p);
		if (onder != boven)
		{
			*p++ = '.';
			*p++ = '.';
			p = telling_format_number(boven, p);
		}
	}
	*p = '\0';
	return (size_t) (p - buf);
}

#endif							/* PASSEND_TELLING_CODE_H */
