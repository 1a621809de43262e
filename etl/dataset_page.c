/*
 * dataset_page.c
 *		What a dataset description says, in words: for a terminal, as a page of
 *		documentation, as a CSV file to fill in.
 */
#define _GNU_SOURCE
#include "dataset_page.h"

#include <iconv.h>
#include <stdlib.h>
#include <string.h>

#include "pattern_sample.h"
#include "show.h"

/* What a field must look like, in words. */
static char *
field_rule(const SourceField *f)
{
	Buffer		rule = {0};
	char	   *range = field_range(f);

	buffer_text(&rule, f->type == FIELD_STRING ? "text" : field_type_name(f->type));
	for (size_t i = 0; f->type == FIELD_DATE && i < f->date_format_count; i++)
		buffer_printf(&rule, "%s%s", i ? " or " : " ", f->date_formats[i]);
	if (f->type == FIELD_NUMBER)
		buffer_printf(&rule, " 1%s000%c5", f->group_char ? (char[]) {f->group_char, '\0'} : "", f->decimal_char);
	if (*range != '\0')
		buffer_printf(&rule, " %s", range);
	free(range);
	if (f->pattern_text)
		buffer_printf(&rule, " %s", f->pattern_text);
	for (size_t i = 0; i < f->allowed_count; i++)
		buffer_printf(&rule, "%s%s", i ? "|" : " ", f->allowed[i]);
	return rule.data;
}

/* "leerjaar = 1, geslacht = M" */
static void
add_labels(Buffer *text, const Dataset *d, char *const *labels)
{
	for (int k = 0; k < d->unpivot.label_count; k++)
		buffer_printf(text, "%s%s = %s", k ? ", " : "", d->columns[d->unpivot.label_columns[k]].name, labels[k]);
}

/* Columns of the target that a field goes to, and the checks it takes part in. */
static char *
field_columns(const Dataset *d, size_t field)
{
	Buffer		columns = {0};

	for (size_t i = 0; i < d->column_count; i++)
		for (int k = 0; k < d->columns[i].field_count; k++)
			if (d->columns[i].fields[k] == (int) field)
				buffer_printf(&columns, "%s%s", columns.len ? ", " : "", d->columns[i].name);
	for (size_t i = 0; d->is_wide && i < d->unpivot.count; i++)
		if (d->unpivot.fields[i] == (int) field)
		{
			buffer_printf(&columns, "%s%s (", columns.len ? ", " : "", d->columns[d->unpivot.value_column].name);
			add_labels(&columns, d, d->unpivot.labels[i]);
			buffer_text(&columns, ")");
		}
	for (size_t i = 0; i < d->total_count; i++)
		if (d->totals[i].field == (int) field && d->totals[i].value == NULL)
			buffer_printf(&columns, "%sa total to check with", columns.len ? ", " : "");
	return columns.len ? columns.data : copy_text("not stored");
}

PGresult *
dataset_columns(const Dataset *d, bool meaning)
{
	static const char *const names[] = {"column", "also_named", "required", "form", "goes_to", "meaning"};
	PGresult   *result = make_result(names, meaning ? 6 : 5);

	for (size_t i = 0; i < d->field_count; i++)
	{
		const SourceField *f = &d->fields[i];
		Buffer		aliases = {0};
		char	   *rule = field_rule(f);
		char	   *columns = field_columns(d, i);
		const char *required = f->optional ? "may be absent" : f->required ? "yes" : "no";

		buffer_text(&aliases, "");
		for (size_t k = 1; k < f->name_count; k++)
			buffer_printf(&aliases, "%s%s", k > 1 ? ", " : "", f->names[k]);
		add_row(result, (const char *[]) {f->name, aliases.data, required, rule, columns, f->description ? f->description : ""},
				meaning ? 6 : 5);
		buffer_free(&aliases);
		free(rule);
		free(columns);
	}
	return result;
}

char *
dataset_replaces(const Dataset *d)
{
	Buffer		text = {0};

	if (d->unit_count == 0)
		return copy_text("the whole table");
	for (size_t i = 0; i < d->unit_count; i++)
		buffer_printf(&text, "%s%s", i == 0 ? "the same " : i + 1 < d->unit_count ? ", " : " and ",
					  d->columns[d->unit[i]].name);
	return text.data;
}

/* How the columns are known, for those who must judge it. */
static const char *
evidence_words(const char *word)
{
	static const struct
	{
		const char *word;
		const char *text;
	}			all[] = {
		{"verbatim", "from the header line of a published file"},
		{"parser", "from a program that reads the published files"},
		{"schema", "from the publisher's schema of the file"},
		{"documented", "from the publisher's description of the file; no header line has been seen, so a file may be refused for a column that is called otherwise"},
		{"template", "a layout of our own, for figures that only their holders have"},
	};

	for (size_t i = 0; word != NULL && i < sizeof(all) / sizeof(all[0]); i++)
		if (strcmp(word, all[i].word) == 0)
			return all[i].text;
	return word;
}

/* How the file is written, in words. */
static void
print_dialect(const Dialect *dialect)
{
	const char *quoted = strcmp(dialect->quote, "all") == 0 ? "every cell"
		: strcmp(dialect->quote, "text") == 0 ? "all cells but numbers" : "no cell";
	const char *end = strcmp(dialect->line_end, "\r\n") == 0 ? "CRLF" : *dialect->line_end == '\n' ? "LF" : "CR";

	printf("- Written by its publisher in: %s%s, separated by ", dialect->encoding,
		   dialect->bom ? " with a byte order mark" : "");
	printf(dialect->delimiter == '\t' ? "a tab" : "`%c`", dialect->delimiter);
	printf(", %s quoted, lines ending in %s; loading detects it\n", quoted, end);
}

static bool
has_type(const Dataset *d, ValueType type)
{
	for (size_t i = 0; i < d->column_count; i++)
		if (d->columns[i].type == type)
			return true;
	return false;
}

/* Title, source, evidence, target. */
static void
print_front(const Dataset *d)
{
	char	   *replaces = dataset_replaces(d);

	printf("# %s\n\n", d->name);
	print_markdown_text(d->title);
	puts("\n");
	if (d->description)
	{
		print_markdown_text(d->description);
		puts("\n");
	}
	if (d->source)
		printf("- Source: %s\n", d->source);
	if (d->evidence)
		printf("- Columns known: %s\n", evidence_words(d->evidence));
	printf("- Loads into: `%s`\n", d->target);
	printf("- A file replaces: %s%s\n", replaces, d->by_leaf ? " (a whole partition at once)" : "");
	if (d->date_column >= 0)
		printf("- Reference date: column `%s`\n", d->columns[d->date_column].name);
	print_dialect(&d->dialect);
	printf("- Description: `%s`\n", base_name(d->path));
	free(replaces);
}

/* --set NAME=... */
static void
print_page_options(const Dataset *d)
{
	bool		any = false;

	for (size_t i = 0; i < d->column_count; i++)
	{
		const TargetColumn *c = &d->columns[i];

		if (c->parameter == NULL)
			continue;
		if (!any)
			puts("\n## What the file does not say\n\n| option | form | fills | without it |\n|---|---|---|---|");
		any = true;
		printf("| `--set %s=...` | %s | `%s` | ", c->parameter, value_type_name(c->type), c->name);
		if (c->parameter_required)
			puts("the file is refused |");
		else if (c->constant)
			printf("%s |\n", c->constant);
		else
			puts("NULL |");
	}
}

static void
print_page_columns(const Dataset *d)
{
	PGresult   *columns = dataset_columns(d, true);
	const Unpivot *u = &d->unpivot;

	puts("\n## Columns of the file\n");
	print_result(columns, FORMAT_MARKDOWN);
	PQclear(columns);
	if (d->is_wide && u->pattern_text != NULL)
	{
		printf("\nBesides these, every column whose name is of the form `%s`: its cells go to `%s`, and what is in the last"
			   " brackets of the form to ", u->pattern_text, d->columns[u->value_column].name);
		for (int k = 0; k < u->label_count; k++)
			printf("%s`%s`", k ? " and " : "", d->columns[u->label_columns[k]].name);
		puts(".");
	}
	for (size_t i = 0; i < d->column_count; i++)
		if (d->columns[i].is_line)
			printf("\nColumn `%s` of the table holds the line of the row in the file.\n", d->columns[i].name);
	if (d->key_count > 0)
		fputs("\nOnce in a file:", stdout);
	for (size_t i = 0; i < d->key_count; i++)
		printf("%s `%s`%s", i ? "," : "", d->fields[d->key[i]].name, i + 1 < d->key_count ? "" : ".\n");
	fputs("\nNo value is: an empty cell", stdout);
	for (size_t i = 0; i < d->missing_count; i++)
		if (*d->missing[i] != '\0')
			printf(", `%s`", d->missing[i]);
	puts(".");
}

static void
print_page_masks(const Dataset *d)
{
	if (!has_type(d, VALUE_TELLING))
		return;
	puts("\n## Counts and masks\n\n| cell | means |\n|---|---|");
	for (size_t i = 0; i < d->mask_count; i++)
	{
		const Mask *mask = &d->masks[i];

		if (*mask->token == '\0')
			fputs("| empty | ", stdout);
		else
			printf("| `%s` | ", mask->token);
		printf("%s |\n", mask->count ? mask->count : "a count of unknown size, stored as NULL");
	}
	puts("| `<5` | 1 to 4; `<3` and the like in the same way |\n| `12..48` | 12 to 48 |");
	if (d->group_char)
		printf("| `1%c234` | 1234 |\n", d->group_char);
	for (size_t i = 0; i < d->column_count; i++)
		if (d->columns[i].is_mask)
			printf("\nColumn `%s` of the table holds the text of a masked cell.\n", d->columns[i].name);
	if (d->is_wide && d->unpivot.mask_column >= 0)
		printf("\nColumn `%s` of the table holds the text of a masked cell.\n", d->columns[d->unpivot.mask_column].name);
}

/* Totals are never added; they are compared. */
static void
print_page_checks(const Dataset *d)
{
	if (d->total_count > 0)
		puts("\n## Checks\n\nTotals are no facts. They are compared with their parts, within bounds where cells are masked;"
			 " the results are in `laad.controle`.\n");
	for (size_t i = 0; i < d->total_count; i++)
		if (d->totals[i].value)
			printf("- Rows with `%s` in `%s`: the sum of the rows that are the same in all other columns of the key.\n",
				   d->totals[i].value, d->fields[d->totals[i].field].name);
		else
			printf("- Column `%s`: the sum of the counts in its row.\n", d->fields[d->totals[i].field].name);
}

/* --- the template --- */

/* Does a cell of the template stand between quotes? */
static bool
needs_quotes(const Dialect *dialect, const char *cell)
{
	char		special[] = {dialect->delimiter, '"', '\r', '\n', '\0'};

	if (strcmp(dialect->quote, "all") == 0 || strpbrk(cell, special) != NULL)
		return true;
	return strcmp(dialect->quote, "text") == 0 && (*cell == '\0' || strspn(cell, "0123456789") < strlen(cell));
}

static void
add_template_row(Buffer *out, const Dialect *dialect, const char *const *cells, size_t count)
{
	for (size_t i = 0; i < count; i++)
	{
		bool		quoted = needs_quotes(dialect, cells[i]);

		if (i > 0)
			buffer_add(out, &dialect->delimiter, 1);
		buffer_text(out, quoted ? "\"" : "");
		for (const char *c = cells[i]; *c; c++)
			buffer_add(out, *c == '"' ? "\"\"" : c, *c == '"' ? 2 : 1);
		buffer_text(out, quoted ? "\"" : "");
	}
	buffer_text(out, dialect->line_end);
}

/* The template in UTF-8; where a pattern names wide columns, with one of them. */
static void
make_template(const Dataset *d, const Dialect *dialect, Buffer *out)
{
	const char **cells = need((d->field_count + 1) * sizeof(char *));
	char	   *wide = d->is_wide && d->unpivot.pattern ? pattern_sample(d->unpivot.pattern_text, d->unpivot.pattern) : NULL;
	size_t		count = d->field_count + (wide != NULL);

	for (size_t i = 0; i < d->field_count; i++)
		cells[i] = d->fields[i].name;
	cells[d->field_count] = wide;
	add_template_row(out, dialect, cells, count);
	cells[d->field_count] = "12";
	for (size_t i = 0; i < d->example_count; i++)
	{
		memcpy(cells, d->example[i], d->field_count * sizeof(char *));
		add_template_row(out, dialect, cells, count);
	}
	free(cells);
	free(wide);
}

ExitCode
print_template(const Dataset *d)
{
	Buffer		text = {0};
	bool		utf8 = strcmp(d->dialect.encoding, "UTF-8") == 0;
	iconv_t		converter = utf8 ? (iconv_t) -1 : iconv_open(d->dialect.encoding, "UTF-8");
	ExitCode	code = EXIT_OK;
	char	   *in;
	char	   *out;
	char	   *end;
	size_t		left;
	size_t		room;

	make_template(d, &d->dialect, &text);
	if (utf8)
	{
		printf("%s%s", d->dialect.bom ? "\xef\xbb\xbf" : "", text.data);
		buffer_free(&text);
		return EXIT_OK;
	}
	in = text.data;
	left = room = text.len;
	out = end = need(text.len);
	if (converter == (iconv_t) -1 || iconv(converter, &in, &left, &end, &room) == (size_t) -1)
	{
		say_error("dataset \"%s\": its example cannot be written in %s", d->name, d->dialect.encoding);
		code = EXIT_LAYOUT;
	}
	else
		fwrite(out, 1, text.len - room, stdout);
	if (converter != (iconv_t) -1)
		iconv_close(converter);
	buffer_free(&text);
	free(out);
	return code;
}

void
print_dataset_page(const Dataset *d)
{
	Dialect		dialect = d->dialect;

	print_front(d);
	print_page_options(d);
	print_page_columns(d);
	print_page_masks(d);
	print_page_checks(d);
	if (d->quirk_count > 0)
		puts("\n## What to know\n");
	for (size_t i = 0; i < d->quirk_count; i++)
	{
		fputs("- ", stdout);
		print_markdown_text(d->quirks[i]);
		putchar('\n');
	}
	if (d->example_count > 0)
	{
		Buffer		text = {0};

		dialect.line_end = "\n";
		make_template(d, &dialect, &text);
		printf("\n## Template\n\n`passend datasets %s --template` prints it:\n\n```\n%s```\n", d->name, text.data);
		buffer_free(&text);
	}
}
