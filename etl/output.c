/*
 * output.c
 *		Tables for people, CSV and JSON for programs.
 */
#define _GNU_SOURCE
#include "output.h"

#include <stdlib.h>
#include <string.h>

#include <csv.h>
#include <jansson.h>

/* Type OIDs of pg_type that are numbers (or truth values) in JSON. */
#define OID_BOOL 16
#define OID_INT8 20
#define OID_INT2 21
#define OID_INT4 23
#define OID_FLOAT8 701

bool
format_parse(const char *word, const char *allowed, Format *format)
{
	static const char *const words[] = {"table", "csv", "json", "markdown"};
	Buffer		list = {0};
	bool		found = false;

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
	{
		if (strstr(allowed, words[i]) == NULL)
			continue;
		buffer_printf(&list, "%s%s", list.len ? ", " : "", words[i]);
		if (strcmp(word, words[i]) == 0)
		{
			*format = (Format) i;
			found = true;
		}
	}
	if (!found)
		say_error("format \"%s\" is none of %s", word, list.data);
	buffer_free(&list);
	return found;
}

static bool
is_number(const PGresult *result, int column)
{
	switch (PQftype(result, column))
	{
		case OID_INT2:
		case OID_INT4:
		case OID_INT8:
		case OID_FLOAT8:
			return true;
		default:
			return false;
	}
}

/* Characters of a UTF-8 text, which is what a terminal shows for our names. */
static int
width(const char *text)
{
	int			n = 0;

	for (; *text; text++)
		n += ((unsigned char) *text & 0xc0) != 0x80;
	return n;
}

/* A line end or an escape in a value must not break the table. */
static void
print_padded(const char *text, int columns, bool right)
{
	int			pad = columns - width(text);

	for (; right && pad > 0; pad--)
		putchar(' ');
	for (; *text; text++)
		putchar(is_control(*text) ? ' ' : *text);
	for (; pad > 0; pad--)
		putchar(' ');
}

static void
print_table(const PGresult *result)
{
	int			columns = PQnfields(result);
	int			rows = PQntuples(result);
	int		   *widths = need((size_t) columns * sizeof(int));

	for (int c = 0; c < columns; c++)
	{
		widths[c] = width(PQfname(result, c));
		for (int r = 0; r < rows; r++)
		{
			int			w = width(PQgetvalue(result, r, c));

			if (w > widths[c])
				widths[c] = w;
		}
	}
	for (int c = 0; c < columns; c++)
	{
		fputs(c ? "  " : "", stdout);
		print_padded(PQfname(result, c), c + 1 < columns || is_number(result, c) ? widths[c] : 0, is_number(result, c));
	}
	putchar('\n');
	for (int c = 0; c < columns; c++)
	{
		fputs(c ? "  " : "", stdout);
		for (int i = 0; i < widths[c]; i++)
			putchar('-');
	}
	putchar('\n');
	for (int r = 0; r < rows; r++)
	{
		for (int c = 0; c < columns; c++)
		{
			fputs(c ? "  " : "", stdout);
			print_padded(PQgetvalue(result, r, c), c + 1 < columns || is_number(result, c) ? widths[c] : 0,
						 is_number(result, c));
		}
		putchar('\n');
	}
	free(widths);
}

/* A cell of CSV is quoted only where it must be. */
static void
print_csv_cell(const char *text)
{
	if (strpbrk(text, ",\"\r\n") != NULL)
		csv_fwrite(stdout, text, strlen(text));
	else
		fputs(text, stdout);
}

static void
print_csv(const PGresult *result)
{
	for (int c = 0; c < PQnfields(result); c++)
	{
		fputs(c ? "," : "", stdout);
		print_csv_cell(PQfname(result, c));
	}
	putchar('\n');
	for (int r = 0; r < PQntuples(result); r++)
	{
		for (int c = 0; c < PQnfields(result); c++)
		{
			fputs(c ? "," : "", stdout);
			print_csv_cell(PQgetvalue(result, r, c));
		}
		putchar('\n');
	}
}

static void
print_json_text(const char *text)
{
	json_t	   *value = json_string(text);
	char	   *encoded = value ? json_dumps(value, JSON_ENCODE_ANY) : NULL;

	fputs(encoded ? encoded : "null", stdout);
	free(encoded);
	json_decref(value);
}

static void
print_json(const PGresult *result)
{
	puts("[");
	for (int r = 0; r < PQntuples(result); r++)
	{
		fputs("  {", stdout);
		for (int c = 0; c < PQnfields(result); c++)
		{
			const char *value = PQgetvalue(result, r, c);

			fputs(c ? ", " : "", stdout);
			print_json_text(PQfname(result, c));
			fputs(": ", stdout);
			if (PQgetisnull(result, r, c))
				fputs("null", stdout);
			else if (is_number(result, c))
				fputs(value, stdout);
			else if (PQftype(result, c) == OID_BOOL)
				fputs(value[0] == 't' ? "true" : "false", stdout);
			else
				print_json_text(value);
		}
		puts(r + 1 < PQntuples(result) ? "}," : "}");
	}
	puts("]");
}

void
print_markdown_text(const char *text)
{
	for (; *text; text++)
		if (strchr("|*<", *text) != NULL)
			printf("\\%c", *text);
		else
			putchar(is_control(*text) ? ' ' : *text);
}

static void
print_markdown(const PGresult *result)
{
	for (int r = -1; r < PQntuples(result); r++)
	{
		putchar('|');
		for (int c = 0; c < PQnfields(result); c++)
		{
			putchar(' ');
			print_markdown_text(r < 0 ? PQfname(result, c) : PQgetvalue(result, r, c));
			fputs(" |", stdout);
		}
		putchar('\n');
		for (int c = 0; r < 0 && c < PQnfields(result); c++)
			fputs(c + 1 < PQnfields(result) ? "|---" : "|---|\n", stdout);
	}
}

void
print_result(const PGresult *result, Format format)
{
	switch (format)
	{
		case FORMAT_TABLE:
			print_table(result);
			break;
		case FORMAT_CSV:
			print_csv(result);
			break;
		case FORMAT_JSON:
			print_json(result);
			break;
		case FORMAT_MARKDOWN:
			print_markdown(result);
			break;
	}
}
