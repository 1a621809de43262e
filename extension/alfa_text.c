/*
 * alfa_text.c
 *		The SQL type alfa as text: the kind and tuples of numbers.  The first
 *		tuple is the number of respondents and what else the kind has once, the
 *		others are the rows, as in gehele(3)(7,19,40)(6,14,33).
 */
#include "postgres.h"

#include <inttypes.h>

#include "common/shortest_dec.h"

#include "alfa.h"
#include "number.h"
#include "scan.h"

/* The word of each kind. */
static const char *const names[ALFA_KINDS] = {"gehele", "reele", "paren"};

/* The longest number, a comma and the parenthesis after it. */
#define NUMBER_SIZE (DOUBLE_SHORTEST_DECIMAL_LEN + 2)

/*
 * Reads a word and counts the tuples that must follow it.  Returns NULL, or
 * what is wrong.
 */
const char *
alfa_parse_shape(const char *text, AlfaKind *kind, int *items)
{
	Scan		scan = scan_text(text, strlen(text));
	int			rows = -1;

	for (*kind = 0; *kind < ALFA_KINDS; (*kind)++)
	{
		if (strncmp(scan.at, names[*kind], strlen(names[*kind])) == 0)
			break;
	}
	if (*kind == ALFA_KINDS)
		return "It starts with \"gehele\", \"reele\" or \"paren\".";
	for (; scan.at < scan.end; scan.at++)
	{
		if (*scan.at == '(' &&
			++rows > alfa_rows(ALFA_PAREN, ALFA_MAX_ITEMS))
			break;
	}
	for (*items = 0; *items <= ALFA_MAX_ITEMS; (*items)++)
	{
		if (alfa_rows(*kind, *items) == rows)
			return NULL;
	}
	return *kind == ALFA_PAREN ?
		"After the first tuple comes one for every pair of at most 200 items." :
		"After the first tuple comes one for each of at most 200 items.";
}

/*
 * Reads one number and what must follow it; a number beyond float8 becomes
 * infinite, which alfa_check() refuses.
 */
static bool
scan_cell(Scan *scan, bool is_whole, AlfaCell *cell, char after)
{
	const char *end = is_whole ? scan->at + strspn(scan->at, "-" DIGITS) :
		number_end(scan->at);
	char	   *stop;

	errno = 0;
	if (is_whole)
		cell->whole = strtoll(scan->at, &stop, 10);
	else
		cell->real = strtod(scan->at, &stop);
	if (end == scan->at || stop != end || (is_whole && errno != 0))
		return false;
	scan->at = end;
	return scan_char(scan, after);
}

/*
 * Reads the tuples of a text whose shape fits the state.  Returns NULL, or what
 * is wrong with the text or with the state.
 */
const char *
alfa_parse_cells(const char *text, Alfa *state)
{
	static const char wrong[] = "A tuple is (a,b,...), of as many numbers as its kind has, without blanks.";
	int			head = alfa_head(state->kind);
	int			columns = alfa_columns(state->kind);
	Scan		scan = scan_text(text, strlen(text));
	AlfaCell	n;

	scan.at += strlen(names[state->kind]);
	if (!scan_char(&scan, '(') ||
		!scan_cell(&scan, true, &n, head > 0 ? ',' : ')'))
		return wrong;
	state->n = n.whole;
	for (int i = 0; i < head; i++)
	{
		if (!scan_cell(&scan, false, &state->cells[i],
					   i < head - 1 ? ',' : ')'))
			return wrong;
	}
	for (int row = 0; row < alfa_rows(state->kind, state->items); row++)
	{
		if (!scan_char(&scan, '('))
			return wrong;
		for (int column = 0; column < columns; column++)
		{
			if (!scan_cell(&scan, alfa_is_whole(state->kind, column),
						   &alfa_column(state, column)[row],
						   column < columns - 1 ? ',' : ')'))
				return wrong;
		}
	}
	return scan_done(&scan) ? alfa_check(state) : wrong;
}

/* The bytes that alfa_format() needs at most. */
size_t
alfa_text_size(const Alfa *state)
{
	/* the kind, "(", the number of respondents and the NUL; "(" of each row */
	return 32 + alfa_rows(state->kind, state->items) +
		alfa_cells(state->kind, state->items) * NUMBER_SIZE;
}

/* Writes a number and what follows it; returns where it ends. */
static char *
put_cell(char *text, bool is_whole, AlfaCell cell, char after)
{
	text += is_whole ? snprintf(text, NUMBER_SIZE, "%" PRId64, cell.whole) :
		double_to_shortest_decimal_bufn(cell.real, text);
	*text++ = after;
	return text;
}

/* Writes the shortest text that reads back as the same state. */
void
alfa_format(const Alfa *state, char *text)
{
	int			head = alfa_head(state->kind);
	int			columns = alfa_columns(state->kind);
	AlfaCell	n = {.whole = state->n};
	size_t		length = strlen(names[state->kind]);

	memcpy(text, names[state->kind], length);
	text += length;
	*text++ = '(';
	text = put_cell(text, true, n, head > 0 ? ',' : ')');
	for (int i = 0; i < head; i++)
		text = put_cell(text, false, state->cells[i],
						i < head - 1 ? ',' : ')');
	for (int row = 0; row < alfa_rows(state->kind, state->items); row++)
	{
		*text++ = '(';
		for (int column = 0; column < columns; column++)
			text = put_cell(text, alfa_is_whole(state->kind, column),
							alfa_column(state, column)[row],
							column < columns - 1 ? ',' : ')');
	}
	*text = '\0';
}
