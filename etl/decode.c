/*
 * decode.c
 *		Cells of a file to UTF-8, which is what the database holds.
 */
#define _GNU_SOURCE
#include "decode.h"

#include <errno.h>
#include <string.h>

bool
decoder_begin(Decoder *decoder, const Input *input, const char *encoding)
{
	bool		utf8 = strcmp(encoding, "UTF-8") == 0;

	*decoder = (Decoder) {.needed = !utf8 || !input->utf8};
	if (utf8)
		return true;
	decoder->converter = iconv_open("UTF-8", encoding);
	if (decoder->converter != (iconv_t) -1)
		return true;
	decoder->converter = NULL;
	say_error("cannot read encoding \"%s\": %s", encoding, strerror(errno));
	return false;
}

void
decoder_end(Decoder *decoder)
{
	if (decoder->converter != NULL)
		iconv_close(decoder->converter);
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
	size_t		size = 1;

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

/* Bytes at the front of a cell that are valid; writes their UTF-8 to out. */
static size_t
decode_valid(Decoder *decoder, const Field *cell, char *out, size_t *out_len, size_t out_room)
{
	char	   *in = (char *) cell->text;
	size_t		in_left = cell->len;
	size_t		out_left = out_room;
	size_t		valid = 0;

	if (decoder->converter == NULL)
	{
		size_t		size;

		while (valid < cell->len && (size = utf8_size(cell->text + valid, cell->len - valid)) > 0)
			valid += size;
		memcpy(out, cell->text, valid);
		*out_len = valid;
		return valid;
	}
	iconv(decoder->converter, NULL, NULL, NULL, NULL);
	iconv(decoder->converter, &in, &in_left, &out, &out_left);
	*out_len = out_room - out_left;
	return cell->len - in_left;
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
	valid = decode_valid(decoder, cell, out, &len, b->size - b->len);

	if (valid < cell->len)
		return (unsigned char) cell->text[valid];
	*cell = (Field) {out, len};
	b->len += len;
	return -1;
}
