/*
 * datasets_command.c
 *		passend datasets: the kinds of files that are known.
 */
#define _GNU_SOURCE
#include <stdlib.h>
#include <string.h>

#include "dataset_page.h"
#include "show.h"

static void
list_datasets(const DatasetList *list, Format format)
{
	static const char *const names[] = {"dataset", "target", "title"};
	PGresult   *result = make_result(names, 3);

	for (size_t i = 0; i < list->count; i++)
	{
		const Dataset *d = &list->items[i];
		char	   *link = text_of("[%s](%s.md)", d->name, d->name);

		add_row(result, (const char *[]) {format == FORMAT_MARKDOWN ? link : d->name, d->target, d->title}, 3);
		free(link);
	}
	print_result(result, format);
	PQclear(result);
}

/* What stands above the table of columns on a terminal. */
static void
print_head(const Dataset *d)
{
	char	   *replaces = dataset_replaces(d);

	printf("%s: %s\n", d->name, d->title);
	if (d->source)
		printf("source: %s\n", d->source);
	if (d->description)
		printf("%s\n", d->description);
	printf("loads into %s; a file replaces: %s\n", d->target, replaces);
	for (size_t i = 0; i < d->column_count; i++)
		if (d->columns[i].parameter)
			printf("option: --set %s=... (%s%s) fills column %s\n", d->columns[i].parameter,
				   value_type_name(d->columns[i].type), d->columns[i].parameter_required ? ", required" : "",
				   d->columns[i].name);
	for (size_t i = 0; i < d->column_count; i++)
		if (d->columns[i].is_line)
			printf("column %s holds the line of the row in the file\n", d->columns[i].name);
	if (d->is_wide && d->unpivot.pattern_text)
		printf("and every column named %s goes to %s\n", d->unpivot.pattern_text,
			   d->columns[d->unpivot.value_column].name);
	for (size_t i = 0; i < d->mask_count; i++)
		printf("a count \"%s\" means %s\n", d->masks[i].token, d->masks[i].count ? d->masks[i].count : "unknown");
	for (size_t i = 0; i < d->quirk_count; i++)
		printf("note: %s\n", d->quirks[i]);
	printf("description: %s\n\n", d->path);
	free(replaces);
}

static void
show_dataset(const Dataset *d, Format format)
{
	PGresult   *columns = dataset_columns(d, false);

	if (format == FORMAT_TABLE)
		print_head(d);
	print_result(columns, format);
	PQclear(columns);
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
command_datasets(const Options *o)
{
	DatasetList list;
	const Dataset *d;

	if (o->template && o->argument_count == 0)
	{
		say_error("a template of which dataset? \"passend datasets\" lists them");
		return EXIT_USAGE;
	}
	if (!datasets_read(&list, o->datasets))
		return EXIT_LAYOUT;
	if (o->argument_count == 0)
	{
		list_datasets(&list, o->format);
		return EXIT_OK;
	}
	d = dataset_wanted(&list, o->arguments[0]);
	if (d == NULL)
		return EXIT_USAGE;
	if (o->template)
		return print_template(d);
	if (o->format == FORMAT_MARKDOWN)
		print_dataset_page(d);
	else
		show_dataset(d, o->format);
	return EXIT_OK;
}
