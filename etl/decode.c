/*
 * decode.c
 *		Cells of a file to UTF-8, which is what the database holds.
 */
#define _GNU_SOURCE
#include "decode.h"

#include <errno.h>
#include <iconv.h>
#include <string.h>

/*
 * Asks iconv what each byte beyond ASCII is. A call per cell costs several times
 * what looking it up does. False after a message.
 */
static bool
fill_table(Decoder *decoder, const char *encoding)
{
	iconv_t		converter = iconv_open("UTF-8", encoding);

	if (converter == (iconv_t) -1)
	{
		say_error("cannot read encoding \"%s\": %s", encoding, strerror(errno));
		return false;
	}
	for (int i = 0; i < 128; i++)
	{
		char		byte = (char) (0x80 + i);
		char	   *in = &byte;
		char	   *out = decoder->table[i];
		size_t		in_left = 1;
		size_t		out_left = sizeof(decoder->table[i]);

		iconv(converter, NULL, NULL, NULL, NULL);
		if (iconv(converter, &in, &in_left, &out, &out_left) != (size_t) -1)
			decoder->sizes[i] = (uint8_t) (sizeof(decoder->table[i]) - out_left);
	}
	iconv_close(converter);
	return true;
}

bool
decoder_begin(Decoder *decoder, const Input *input, const char *encoding)
{
	bool		utf8 = strcmp(encoding, "UTF-8") == 0;

	*decoder = (Decoder) {.needed = !utf8 || !input->utf8, .by_table = !utf8};
	return utf8 || fill_table(decoder, encoding);
}

void
decoder_end(Decoder *decoder)
{
	buffer_free(&decoder->decoded);
}

/* Eight bytes at a time. */
static bool
beyond_ascii(const char *bytes, size_t len)
{
	uint64_t	bits = 0;
	uint64_t	word;

	for (; len >= 8; bytes += 8, len -= 8)
	{
		memcpy(&word, bytes, 8);
		bits |= word;
	}
	for (; len > 0; bytes++, len--)
		bits |= (unsigned char) *bytes;
	return (bits & 0x8080808080808080ULL) != 0;
}

bool
decoder_take(Decoder *decoder, const Record *record)
{
	Buffer	   *b = &decoder->decoded;
	size_t		size = 4;

	if (!decoder->needed || !beyond_ascii(record->raw, record->raw_len))
		return false;
	/* one byte of windows-1252 is at most three of UTF-8; cells must not move */
	for (size_t i = 0; i < record->field_count; i++)
		size += 3 * record->fields[i].len;
	if (b->size < size)
	{
		b->data = need_more(b->data, size);
		b->size = size;
	}
	b->len = 0;
	return true;
}

/* Bytes at the front of a cell that are characters; writes their UTF-8 to out. */
static size_t
decode_valid(const Decoder *decoder, const Field *cell, char *out, size_t *out_len)
{
	const char *begin = out;
	size_t		valid = 0;
	size_t		size;

	for (; decoder->by_table && valid < cell->len; valid++)
	{
		unsigned char c = (unsigned char) cell->text[valid];

		if (c < 0x80)
		{
			*out++ = (char) c;
			continue;
		}
		if (decoder->sizes[c - 0x80] == 0)
			break;
		memcpy(out, decoder->table[c - 0x80], 3);
		out += decoder->sizes[c - 0x80];
	}
	while (!decoder->by_table && (size = utf8_size(cell->text + valid, cell->len - valid)) > 0)
	{
		memcpy(out, cell->text + valid, size);
		out += size;
		valid += size;
	}
	*out_len = (size_t) (out - begin);
	return valid;
}

int
decode_cell(Decoder *decoder, Field *cell)
{
	Buffer	   *b = &decoder->decoded;
	char	   *out = b->data + b->len;
	size_t		len;
	size_t		valid;

	if (!beyond_ascii(cell->text, cell->len))
		return -1;
	valid = decode_valid(decoder, cell, out, &len);

	if (valid < cell->len)
		return (unsigned char) cell->text[valid];
	*cell = (Field) {out, len};
	b->len += len;
	return -1;
}
