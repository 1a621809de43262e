/*
 * dataset.c
 *		The kinds of files that are known, and how their fields are told.
 */
#define _GNU_SOURCE
#include "dataset.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const char *const field_types[] = {
	[FIELD_STRING] = "string",
	[FIELD_INTEGER] = "integer",
	[FIELD_NUMBER] = "number",
	[FIELD_BOOLEAN] = "boolean",
	[FIELD_DATE] = "date"
};

const char *
field_type_name(FieldType type)
{
	return field_types[type];
}

char *
field_range(const SourceField *field)
{
	Buffer		range = {0};

	buffer_text(&range, "");
	if (isinf(field->minimum) && isinf(field->maximum))
		return range.data;
	if (!isinf(field->minimum))
		buffer_printf(&range, "%.15g", field->minimum);
	buffer_text(&range, "..");
	if (!isinf(field->maximum))
		buffer_printf(&range, "%.15g", field->maximum);
	return range.data;
}

bool
dataset_is_label(const Dataset *d, int column)
{
	for (int i = 0; d->is_wide && i < d->unpivot.label_count; i++)
		if (d->unpivot.label_columns[i] == column)
			return true;
	return false;
}

int
dataset_count_column(const Dataset *d)
{
	for (size_t i = 0; i < d->column_count; i++)
		if (d->columns[i].type == VALUE_TELLING && d->columns[i].field_count == 1)
			return (int) i;
	return -1;
}

static bool
read_directory(DatasetList *list, const char *directory)
{
	size_t		count;
	char	  **names = list_directory(directory, ".json", &count);
	bool		ok = names != NULL;

	for (size_t i = 0; ok && i < count; i++)
	{
		char	   *path = text_of("%s/%s", directory, names[i]);
		const Dataset *same;

		list->items = need_more(list->items, (list->count + 1) * sizeof(Dataset));
		ok = dataset_parse(&list->items[list->count], path);
		same = ok ? dataset_find(list, list->items[list->count].name) : NULL;
		if (same != NULL)
		{
			say_error("dataset \"%s\" is described twice: \"%s\" and \"%s\"", same->name, same->path, path);
			ok = false;
		}
		list->count += ok;
		free(path);
		free(names[i]);
	}
	free(names);
	return ok;
}

bool
datasets_read(DatasetList *list, const char *extra)
{
	char	   *shared = text_of("%s/datasets", share_directory());
	bool		ok;

	*list = (DatasetList) {0};
	ok = read_directory(list, shared) && (extra == NULL || read_directory(list, extra));
	free(shared);
	if (ok && list->count == 0)
	{
		say_error("no dataset descriptions in \"%s/datasets\"; set PASSEND_SHARE or install passend again",
				  share_directory());
		ok = false;
	}
	return ok;
}

const Dataset *
dataset_find(const DatasetList *list, const char *name)
{
	for (size_t i = 0; i < list->count; i++)
		if (strcmp(list->items[i].name, name) == 0)
			return &list->items[i];
	return NULL;
}
