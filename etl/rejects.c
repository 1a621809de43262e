/*
 * rejects.c
 *		Refused rows, kept until the file's facts are sent.
 *
 * They go to laad.afkeuring in the same transaction as the facts, behind them,
 * as one connection runs one COPY at a time.
 */
#define _GNU_SOURCE
#include "rejects.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#ifndef MEMORY_LIMIT
#define MEMORY_LIMIT (1024 * 1024)
#endif
#define VALUE_LIMIT 200			/* characters of a value that are kept apart from the raw row */

const char copy_header[19] = "PGCOPY\n\377\r\n\0\0\0\0\0\0\0\0\0";
const char copy_trailer[2] = {(char) 0xff, (char) 0xff};

/*
 * A value as valid UTF-8 without NUL, cut at VALUE_LIMIT characters. Bytes that
 * are no UTF-8 become "?"; the raw row has them as they are.
 */
static void
add_clean_value(Buffer *out, const char *value, size_t len)
{
	size_t		characters = 0;
	size_t		i = 0;

	while (i < len && characters < VALUE_LIMIT)
	{
		size_t		size = utf8_size(value + i, len - i);

		buffer_add(out, size > 0 ? value + i : "?", size > 0 ? size : 1);
		i += size > 0 ? size : 1;
		characters++;
	}
	if (i < len)
		buffer_text(out, "...");
}

static void
add_text(Buffer *row, const char *text)
{
	if (text == NULL)
	{
		buffer_int32(row, -1);
		return;
	}
	buffer_int32(row, (int32_t) strlen(text));
	buffer_text(row, text);
}

static bool
spool(Rejects *rejects, const Buffer *row)
{
	if (rejects->file == NULL && rejects->memory.len + row->len <= MEMORY_LIMIT)
	{
		buffer_add(&rejects->memory, row->data, row->len);
		return true;
	}
	if (rejects->file == NULL && (rejects->file = temporary_file()) == NULL)
	{
		say_error("cannot make a temporary file for rejected rows: %s", strerror(errno));
		return false;
	}
	if (fwrite(row->data, 1, row->len, rejects->file) != row->len)
	{
		say_error("cannot write a temporary file of rejected rows: %s", strerror(errno));
		return false;
	}
	return true;
}

/* Is the line among the first that have a problem? They do not come in order: rows that were put off come last. */
static bool
is_shown(const Rejects *rejects, uint64_t line)
{
	return rejects->shown[REJECTS_SHOWN - 1] == NULL || line < rejects->shown_lines[REJECTS_SHOWN - 1];
}

/* Puts a problem that is shown behind those of its line and of earlier ones. */
static void
show(Rejects *rejects, uint64_t line, char *text)
{
	size_t		at = 0;

	while (rejects->shown[at] != NULL && rejects->shown_lines[at] <= line)
		at++;
	free(rejects->shown[REJECTS_SHOWN - 1]);
	memmove(&rejects->shown[at + 1], &rejects->shown[at], (REJECTS_SHOWN - 1 - at) * sizeof(rejects->shown[0]));
	memmove(&rejects->shown_lines[at + 1], &rejects->shown_lines[at],
			(REJECTS_SHOWN - 1 - at) * sizeof(rejects->shown_lines[0]));
	rejects->shown[at] = text;
	rejects->shown_lines[at] = line;
}

/* A problem in words. */
static char *
problem_text(const Record *record, const char *column, const char *value, const char *code, const char *reason)
{
	return column != NULL
		? text_of("line %s, column \"%s\", value \"%s\": %s [%s]", grouped(record->line), column, value, reason, code)
		: text_of("line %s: %s [%s]", grouped(record->line), reason, code);
}

/* The row of laad.afkeuring. */
static void
build_row(Rejects *rejects, const Record *record, const char *column, const char *value, const char *code, const char *reason)
{
	Buffer	   *row = &rejects->row;

	row->len = 0;
	buffer_int16(row, 7);
	buffer_int32(row, 4);
	buffer_int32(row, rejects->file_id);
	buffer_int32(row, 8);
	buffer_int64(row, (int64_t) record->line);
	add_text(row, column);
	add_text(row, value);
	add_text(row, code);
	add_text(row, reason);
	buffer_int32(row, (int32_t) record->raw_len);
	buffer_add(row, record->raw, record->raw_len);
}

bool
reject_add(Rejects *rejects, const Record *record, const char *column,
		   const char *value, size_t value_len, const char *code, const char *reason)
{
	Buffer	   *clean = &rejects->clean;
	bool		shown = is_shown(rejects, record->line);
	bool		kept = rejects->file_id != 0;

	rejects->problems++;
	if (!shown && !kept)
		return true;
	clean->len = 0;
	buffer_text(clean, "");
	if (value != NULL)
		add_clean_value(clean, value, value_len);
	if (shown)
		show(rejects, record->line, problem_text(record, column, clean->data, code, reason));
	if (!kept)
		return true;
	build_row(rejects, record, column, value ? clean->data : NULL, code, reason);
	return spool(rejects, &rejects->row);
}

/* The first problems of both, by line. */
static void
merge_shown(Rejects *into, Rejects *from)
{
	for (size_t i = 0; i < REJECTS_SHOWN && from->shown[i] != NULL; i++)
	{
		if (is_shown(into, from->shown_lines[i]))
			show(into, from->shown_lines[i], from->shown[i]);
		else
			free(from->shown[i]);
		from->shown[i] = NULL;
	}
}

void
rejects_merge(Rejects *into, Rejects *from)
{
	Rejects    *moved = need(sizeof(Rejects));

	merge_shown(into, from);
	into->problems += from->problems;
	*moved = *from;
	moved->next = into->next;
	into->next = moved;
	*from = (Rejects) {0};
}

/* The rows of one thread. */
static bool
send_spool(Rejects *rejects, bool (*send) (void *context, const char *bytes, size_t len), void *context)
{
	char		block[65536];
	size_t		got;

	if (rejects->memory.len > 0 && !send(context, rejects->memory.data, rejects->memory.len))
		return false;
	if (rejects->file == NULL)
		return true;
	if (fflush(rejects->file) != 0)
	{
		say_error("cannot write a temporary file of rejected rows: %s", strerror(errno));
		return false;
	}
	rewind(rejects->file);
	while ((got = fread(block, 1, sizeof(block), rejects->file)) > 0)
		if (!send(context, block, got))
			return false;
	if (!ferror(rejects->file))
		return true;
	say_error("cannot read the temporary file of rejected rows: %s", strerror(errno));
	return false;
}

bool
rejects_send(Rejects *rejects, bool (*send) (void *context, const char *bytes, size_t len), void *context)
{
	if (!send(context, copy_header, sizeof(copy_header)))
		return false;
	for (; rejects != NULL; rejects = rejects->next)
		if (!send_spool(rejects, send, context))
			return false;
	return send(context, copy_trailer, sizeof(copy_trailer));
}

void
rejects_free(Rejects *rejects)
{
	buffer_free(&rejects->memory);
	buffer_free(&rejects->row);
	buffer_free(&rejects->clean);
	if (rejects->file != NULL)
		fclose(rejects->file);
	for (int i = 0; i < REJECTS_SHOWN; i++)
		free(rejects->shown[i]);
	if (rejects->next != NULL)
	{
		rejects_free(rejects->next);
		free(rejects->next);
	}
	*rejects = (Rejects) {0};
}
