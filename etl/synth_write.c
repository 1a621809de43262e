/*
 * synth_write.c
 *		Texts as they stand in the file: its encoding, its quotes.
 */
#define _GNU_SOURCE
#include "synth.h"

#include <string.h>

/* The byte of windows-1252 for a character; '?' where it has none. */
static char
windows_byte(uint32_t c)
{
	static const uint16_t high[32] = {
		0x20ac, 0, 0x201a, 0x192, 0x201e, 0x2026, 0x2020, 0x2021, 0x2c6, 0x2030, 0x160, 0x2039, 0x152, 0, 0x17d, 0,
		0, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x2dc, 0x2122, 0x161, 0x203a, 0x153, 0, 0x17e, 0x178
	};

	if (c < 0x80 || (c >= 0xa0 && c <= 0xff))
		return (char) c;
	for (int i = 0; i < 32; i++)
		if (high[i] == c)
			return (char) (0x80 + i);
	return '?';
}

/* Adds the character at the front in windows-1252; its length in UTF-8. */
static size_t
add_windows(const char *text, size_t len, Buffer *out)
{
	size_t		size = utf8_size(text, len);
	uint32_t	c = (unsigned char) *text;
	char		byte;

	if (size > 1)
	{
		c &= 0xffu >> (size + 1);
		for (size_t i = 1; i < size; i++)
			c = c << 6 | ((unsigned char) text[i] & 0x3f);
	}
	byte = windows_byte(c);
	buffer_add(out, &byte, 1);
	return size ? size : 1;
}

static bool
must_quote(const Plan *p, const SynthField *f, const char *text, size_t len)
{
	const char *style = p->d->dialect.quote;

	if (strcmp(style, "all") == 0)
		return true;
	if (strcmp(style, "text") == 0)
	{
		bool		is_number = f != NULL && (f->role == ROLE_COUNT || f->role == ROLE_WIDE || f->role == ROLE_TOTAL
											  || f->role == ROLE_INTEGER) && len > 0;

		for (size_t i = 0; i < len; i++)
			is_number = is_number && text[i] >= '0' && text[i] <= '9';
		return !is_number;
	}
	for (size_t i = 0; i < len; i++)
		if (text[i] == p->d->dialect.delimiter || text[i] == '"' || text[i] == '\r' || text[i] == '\n')
			return true;
	return false;
}

void
cell_write(const Plan *p, const SynthField *f, const char *text, size_t len, Buffer *out)
{
	bool		quote = must_quote(p, f, text, len);
	bool		windows = strcmp(p->d->dialect.encoding, "windows-1252") == 0;

	if (quote)
		buffer_add(out, "\"", 1);
	for (size_t i = 0; i < len;)
	{
		if (text[i] == '"')
			buffer_add(out, "\"", 1);
		if (windows && (unsigned char) text[i] >= 0x80)
			i += add_windows(text + i, len - i, out);
		else
			buffer_add(out, &text[i++], 1);
	}
	if (quote)
		buffer_add(out, "\"", 1);
}
