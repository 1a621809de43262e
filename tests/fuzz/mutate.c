/*
 * mutate.c
 *		Damages CSV as it is damaged in reality: pieces of syntax at borders, lines
 *		twice, cells moved, cells replaced, text repeated up to a window's end.
 */
#define _GNU_SOURCE
#include "fuzz.h"

#include <stdlib.h>
#include <string.h>

/* What CSV, C strings, encodings and the values of cells stumble over. */
static const struct Piece
{
	const char *bytes;
	uint8_t		len;
} pieces[] = {
#define PIECE(text) {text, sizeof(text) - 1}
	PIECE("\""), PIECE("\"\""), PIECE("\n"), PIECE("\r"), PIECE("\r\n"), PIECE("\n\r"), PIECE("\0"), PIECE(";"), PIECE(","), PIECE("\t"),
	PIECE("|"), PIECE("\";\""), PIECE("\"\n\""), PIECE("\"\r\""), PIECE(" "), PIECE("\" "), PIECE(" \""), PIECE("\n\n"), PIECE("\"\"\""),
	PIECE("\xef\xbb\xbf"), PIECE("\x80"), PIECE("\x81"), PIECE("\xff"), PIECE("\xc3\xa9"), PIECE("\xc3"), PIECE("\xed\xa0\x80"),
	PIECE("\xf4\x90\x80\x80"), PIECE("\xf0\x9f\x98\x80"), PIECE("%s%n"), PIECE("<5"), PIECE("<"), PIECE("-1"), PIECE("0"), PIECE("00"),
	PIECE("1"), PIECE("12.0"), PIECE("1.234"), PIECE("1,5"), PIECE("1..4"), PIECE("2147483647"), PIECE("2147483648"),
	PIECE("99999999999"), PIECE("1e308"), PIECE("-0.0"), PIECE("*"), PIECE("x"), PIECE("TOTAAL"), PIECE("n.v.t."), PIECE("PO2707"),
	PIECE("VO2708"), PIECE("CL1"), PIECE("00AA"), PIECE("00AA00"), PIECE("20241001"), PIECE("2024-10-01"), PIECE("01-10-2024"),
	PIECE("2023-2024"), PIECE("2024"), PIECE("2024-02-30"), PIECE("9999-12-31"), PIECE("1000-01-01"), PIECE("Bo"), PIECE("Vso"),
	PIECE("true"), PIECE("J"), PIECE("nee"), PIECE("PASSEND_REGEL")
#undef PIECE
};
#define PIECES (sizeof(pieces) / sizeof(pieces[0]))

/* The bytes that are changed. */
typedef struct Text
{
	uint8_t    *bytes;
	size_t		len;
	size_t		room;
	Random		random;
} Text;

/* Replaces gone bytes at a place by others; false where they do not fit. */
static bool
put(Text *t, size_t at, size_t gone, const void *bytes, size_t len)
{
	uint8_t    *copy;

	if (t->len - gone + len > t->room)
		return false;
	copy = malloc(len + 1);
	memcpy(copy, bytes, len);
	memmove(t->bytes + at + len, t->bytes + at + gone, t->len - at - gone);
	memcpy(t->bytes + at, copy, len);
	t->len += len - gone;
	free(copy);
	return true;
}

static bool
ends_cell(uint8_t c)
{
	return c == ';' || c == ',' || c == '\n' || c == '\r' || c == '\t' || c == '|';
}

/* A place in the text, of which half are where something ends. */
static size_t
any_place(Text *t)
{
	size_t		at = random_below(&t->random, (uint32_t) t->len + 1);

	if (random_below(&t->random, 2))
		while (at < t->len && !ends_cell(t->bytes[at]) && t->bytes[at] != '"')
			at++;
	return at;
}

/* The cell or the line around a place. */
static void
span(const Text *t, size_t at, bool line, size_t *begin, size_t *end)
{
	*begin = *end = at;
	while (*begin > 0 && (line ? t->bytes[*begin - 1] != '\n' : !ends_cell(t->bytes[*begin - 1])))
		(*begin)--;
	while (*end < t->len && (line ? t->bytes[*end] != '\n' : !ends_cell(t->bytes[*end])))
		(*end)++;
	if (line && *end < t->len)
		(*end)++;
}

static void
insert_piece(Text *t, bool over_cell)
{
	const struct Piece *piece = &pieces[random_below(&t->random, PIECES)];
	size_t		begin = any_place(t);
	size_t		end = begin;

	if (over_cell)
		span(t, random_below(&t->random, (uint32_t) t->len + 1), false, &begin, &end);
	put(t, begin, end - begin, piece->bytes, piece->len);
}

/* Copies a cell or a line to another place. */
static void
copy_span(Text *t, bool line)
{
	size_t		begin;
	size_t		end;
	size_t		to;
	size_t		to_end;

	span(t, random_below(&t->random, (uint32_t) t->len + 1), line, &begin, &end);
	span(t, random_below(&t->random, (uint32_t) t->len + 1), line, &to, &to_end);
	put(t, to, line && random_below(&t->random, 2) ? 0 : to_end - to, t->bytes + begin, end - begin);
}

static void
drop_span(Text *t, bool line)
{
	size_t		begin;
	size_t		end;

	span(t, random_below(&t->random, (uint32_t) t->len + 1), line, &begin, &end);
	put(t, begin, end - begin, "", 0);
}

/* Puts a cell in quotes, or a part of the text: with lines in it a cell of lines. */
static void
quote_span(Text *t, bool cell)
{
	size_t		begin;
	size_t		end;

	if (cell)
		span(t, random_below(&t->random, (uint32_t) t->len + 1), false, &begin, &end);
	else
	{
		begin = any_place(t);
		end = begin + random_below(&t->random, (uint32_t) (t->len - begin) + 1);
	}
	if (put(t, end, 0, "\"", 1))
		put(t, begin, 0, "\"", 1);
}

/* Repeats a few bytes many times: long cells, lines and files. */
static void
repeat(Text *t)
{
	size_t		at = any_place(t);
	size_t		len = random_below(&t->random, 8);
	size_t		times = 1u << random_below(&t->random, 10);

	if (len > t->len - at)
		len = t->len - at;
	while (len > 0 && times-- > 0 && put(t, at, 0, t->bytes + at, len))
		;
}

/* Another kind of line end everywhere. */
static void
change_ends(Text *t)
{
	static const char *const ends[] = {"\n", "\r\n", "\r", "\n\n"};
	const char *end = ends[random_below(&t->random, 4)];

	for (size_t i = 0; i < t->len; i++)
		if (t->bytes[i] == '\n')
		{
			if (!put(t, i, 1, end, strlen(end)))
				return;
			i += strlen(end) - 1;
		}
}

static void
change(Text *t)
{
	uint32_t	kind = random_below(&t->random, 20);

	if (kind < 5)
		insert_piece(t, false);
	else if (kind < 9)
		insert_piece(t, true);
	else if (kind < 13)
		copy_span(t, kind % 2);
	else if (kind < 15)
		drop_span(t, kind % 2);
	else if (kind < 17)
		quote_span(t, kind % 2);
	else if (kind == 17)
		repeat(t);
	else if (kind == 18)
		change_ends(t);
	else
		t->len = any_place(t);
}

size_t
mutate_csv(uint8_t *data, size_t size, size_t max_size, size_t begin, unsigned seed)
{
	Text		t = {.random = seed};

	if (size <= begin || random_below(&t.random, 4) == 0)
		return LLVMFuzzerMutate(data, size, max_size);
	t.bytes = data + begin;
	t.len = size - begin;
	t.room = max_size - begin;
	do
		change(&t);
	while (random_below(&t.random, 2));
	return begin + t.len;
}
