/*
 * datasets_command.c
 *		passend datasets: the kinds of files that are known.
 */
#define _GNU_SOURCE
#include <stdlib.h>
#include <string.h>

#include "dataset.h"
#include "show.h"

static void
list_datasets(const DatasetList *list, Format format)
{
	static const char *const names[] = {"dataset", "target", "title"};
	PGresult   *result = make_result(names, 3);

	for (size_t i = 0; i < list->count; i++)
	{
		const char *row[] = {list->items[i].name, list->items[i].target, list->items[i].title};

		add_row(result, row, 3);
	}
	print_result(result, format);
	PQclear(result);
}

/* What a field must look like, in words. */
static char *
field_rule(const SourceField *f)
{
	Buffer		rule = {0};
	char	   *range = field_range(f);

	buffer_text(&rule, f->type == FIELD_STRING ? "text" : field_type_name(f->type));
	if (f->type == FIELD_DATE)
		buffer_printf(&rule, " %s", f->date_format);
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

/* Columns of the target that a field goes to. */
static char *
field_columns(const Dataset *d, size_t field)
{
	Buffer		columns = {0};

	for (size_t i = 0; i < d->column_count; i++)
		for (int k = 0; k < d->columns[i].field_count; k++)
			if (d->columns[i].fields[k] == (int) field)
				buffer_printf(&columns, "%s%s", columns.len ? ", " : "", d->columns[i].name);
	for (size_t i = 0; i < d->unpivot.count; i++)
		if (d->unpivot.fields[i] == (int) field)
			buffer_printf(&columns, "%s (%s = %s)", d->columns[d->unpivot.value_column].name,
						  d->columns[d->unpivot.label_column].name, d->unpivot.labels[i]);
	return columns.len ? columns.data : copy_text("not stored");
}

static void
show_dataset(const Dataset *d, Format format)
{
	static const char *const names[] = {"column", "also_named", "required", "form", "goes_to"};
	PGresult   *result = make_result(names, 5);

	for (size_t i = 0; i < d->field_count; i++)
	{
		const SourceField *f = &d->fields[i];
		Buffer		aliases = {0};
		char	   *rule = field_rule(f);
		char	   *columns = field_columns(d, i);

		buffer_text(&aliases, "");
		for (size_t k = 1; k < f->name_count; k++)
			buffer_printf(&aliases, "%s%s", k > 1 ? ", " : "", f->names[k]);
		{
			const char *row[] = {f->name, aliases.data, f->required ? "yes" : "no", rule, columns};

			add_row(result, row, 5);
		}
		buffer_free(&aliases);
		free(rule);
		free(columns);
	}
	if (format == FORMAT_TABLE)
	{
		printf("%s: %s\n", d->name, d->title);
		if (d->source)
			printf("source: %s\n", d->source);
		if (d->description)
			printf("%s\n", d->description);
		printf("loads into %s; a file replaces:", d->target);
		for (size_t i = 0; i < d->unit_count; i++)
			printf("%s %s", i ? " and" : " the same", d->columns[d->unit[i]].name);
		printf("%s\n", d->unit_count ? "" : " the whole table");
		for (size_t i = 0; i < d->column_count; i++)
			if (d->columns[i].parameter)
				printf("option: --set %s=... (%s) fills column %s\n", d->columns[i].parameter,
					   value_type_name(d->columns[i].type), d->columns[i].name);
		for (size_t i = 0; i < d->column_count; i++)
			if (d->columns[i].is_line)
				printf("column %s holds the line of the row in the file\n", d->columns[i].name);
		printf("description: %s\n\n", d->path);
	}
	print_result(result, format);
	PQclear(result);
}

const Dataset *
dataset_wanted(const DatasetList *list, const char *name)
{
	const Dataset *d = dataset_find(list, name);
	Buffer		known = {0};

	if (d != NULL)
		return d;
	for (size_t i = 0; i < list->count; i++)
		buffer_printf(&known, "%s%s", i ? ", " : "", list->items[i].name);
	say_error("there is no dataset \"%s\"; there are: %s", name, known.data);
	buffer_free(&known);
	return NULL;
}

ExitCode
command_datasets(const Options *options)
{
	DatasetList list;
	const Dataset *d;

	if (!datasets_read(&list, options->datasets))
		return EXIT_LAYOUT;
	if (options->argument_count == 0)
	{
		list_datasets(&list, options->format);
		return EXIT_OK;
	}
	d = dataset_wanted(&list, options->arguments[0]);
	if (d == NULL)
		return EXIT_USAGE;
	show_dataset(d, options->format);
	return EXIT_OK;
}
