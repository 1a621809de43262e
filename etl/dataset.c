/*
 * dataset.c
 *		Reads the descriptions of file kinds.
 *
 * A descriptor that is wrong is refused with its path and the place in it: it is
 * written by users too.
 */
#define _GNU_SOURCE
#include "dataset.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "header.h"

/* The descriptor that is being read; problem is set once, at the first fault. */
typedef struct Parsing
{
	Dataset    *dataset;
	char	   *problem;
} Parsing;

static void
fault(Parsing *p, const char *format,...)
{
	va_list		args;

	if (p->problem != NULL)
		return;
	va_start(args, format);
	if (vasprintf(&p->problem, format, args) < 0)
		exit(EXIT_INTERNAL);
	va_end(args);
}

static char *
get_text(Parsing *p, const json_t *object, const char *key, bool required)
{
	const json_t *value = json_object_get(object, key);

	if (value == NULL && required)
		fault(p, "\"%s\" is missing", key);
	else if (value != NULL && !json_is_string(value))
		fault(p, "\"%s\" is not a string", key);
	return value && json_is_string(value) ? copy_text(json_string_value(value)) : NULL;
}

/* An array of strings, or nothing. */
static char **
get_texts(Parsing *p, const json_t *object, const char *key, size_t *count)
{
	const json_t *array = json_object_get(object, key);
	char	  **texts;

	*count = 0;
	if (array == NULL)
		return NULL;
	if (!json_is_array(array))
	{
		fault(p, "\"%s\" is not a list", key);
		return NULL;
	}
	texts = need(json_array_size(array) * sizeof(char *));
	for (size_t i = 0; i < json_array_size(array); i++)
	{
		const json_t *item = json_array_get(array, i);

		if (!json_is_string(item))
			fault(p, "\"%s\" holds something that is not a string", key);
		else
			texts[(*count)++] = copy_text(json_string_value(item));
	}
	return texts;
}

static int
field_index(const Dataset *d, const char *name)
{
	for (size_t i = 0; i < d->field_count; i++)
		if (strcmp(d->fields[i].name, name) == 0)
			return (int) i;
	return -1;
}

static int
column_index(const Dataset *d, const char *name)
{
	for (size_t i = 0; i < d->column_count; i++)
		if (strcmp(d->columns[i].name, name) == 0)
			return (int) i;
	return -1;
}

/* A list of names of fields (or columns), as their indexes. */
static int *
get_indexes(Parsing *p, const json_t *object, const char *key,
			int (*find) (const Dataset *, const char *), size_t *count)
{
	char	  **names = get_texts(p, object, key, count);
	int		   *indexes = need(*count * sizeof(int));

	for (size_t i = 0; i < *count; i++)
	{
		indexes[i] = find(p->dataset, names[i]);
		if (indexes[i] < 0)
			fault(p, "\"%s\" names \"%s\", which is not there", key, names[i]);
		free(names[i]);
	}
	free(names);
	return indexes;
}

/* constraints of a field: required, pattern, enum, minimum, maximum. */
static void
parse_constraints(Parsing *p, SourceField *field, const json_t *constraints)
{
	static const char *const known[] = {"required", "pattern", "enum", "minimum", "maximum"};
	const char *key;
	json_t	   *value;

	field->minimum = -INFINITY;
	field->maximum = INFINITY;
	if (constraints == NULL)
		return;
	json_object_foreach((json_t *) constraints, key, value)
	{
		bool		found = false;

		for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++)
			found = found || strcmp(key, known[i]) == 0;
		if (!found)
			fault(p, "field \"%s\": constraint \"%s\" is not supported", field->name, key);
	}
	field->required = json_is_true(json_object_get(constraints, "required"));
	field->allowed = get_texts(p, constraints, "enum", &field->allowed_count);
	value = json_object_get(constraints, "minimum");
	if (json_is_number(value))
		field->minimum = json_number_value(value);
	value = json_object_get(constraints, "maximum");
	if (json_is_number(value))
		field->maximum = json_number_value(value);
	field->pattern_text = get_text(p, constraints, "pattern", false);
	if (field->pattern_text != NULL)
	{
		char	   *whole = text_of("^(%s)$", field->pattern_text);

		field->pattern = need(sizeof(regex_t));
		if (regcomp(field->pattern, whole, REG_EXTENDED | REG_NOSUB) != 0)
			fault(p, "field \"%s\": \"%s\" is not a regular expression", field->name, field->pattern_text);
		free(whole);
	}
}

/* Its own name and the aliases of earlier generations of the file, normalised. */
static void
parse_names(SourceField *field, const json_t *aliases)
{
	const json_t *list = json_object_get(aliases, field->name);

	field->names = need((1 + json_array_size(list)) * sizeof(char *));
	field->names[field->name_count++] = header_normalise(field->name, strlen(field->name));
	for (size_t i = 0; i < json_array_size(list); i++)
	{
		const char *alias = json_string_value(json_array_get(list, i));

		if (alias != NULL)
			field->names[field->name_count++] = header_normalise(alias, strlen(alias));
	}
}

static const char *const field_types[] = {
	[FIELD_STRING] = "string",
	[FIELD_INTEGER] = "integer",
	[FIELD_NUMBER] = "number",
	[FIELD_BOOLEAN] = "boolean",
	[FIELD_DATE] = "date"
};
#define FIELD_TYPES (sizeof(field_types) / sizeof(field_types[0]))

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

/* How many texts a boolean has for true, and for false, where none are given. */
#define BOOLEAN_TEXTS 4

/* A mark inside numbers: one character that cannot be a part of a number itself. */
static char
get_mark(Parsing *p, const SourceField *field, const json_t *item, const char *key, char otherwise)
{
	char	   *text = get_text(p, item, key, false);
	char		mark = text ? text[0] : otherwise;

	if (text != NULL && (strlen(text) != 1 || strchr("0123456789+-eE", mark) != NULL || (mark & 0x80)))
		fault(p, "field \"%s\": \"%s\" is not one character that may stand in a number", field->name, key);
	free(text);
	return mark;
}

/* The texts of a list, or these where it is not given. */
static char **
get_texts_or(Parsing *p, const json_t *object, const char *key, const char *const *otherwise, size_t *count)
{
	char	  **texts = get_texts(p, object, key, count);

	if (texts != NULL)
		return texts;
	texts = need(BOOLEAN_TEXTS * sizeof(char *));
	for (*count = 0; *count < BOOLEAN_TEXTS; (*count)++)
		texts[*count] = copy_text(otherwise[*count]);
	return texts;
}

/* The texts of a boolean become its closed list, those for true in front. */
static void
parse_boolean(Parsing *p, SourceField *field, const json_t *item)
{
	static const char *const yes[BOOLEAN_TEXTS] = {"true", "True", "TRUE", "1"};
	static const char *const no[BOOLEAN_TEXTS] = {"false", "False", "FALSE", "0"};
	size_t		false_count;
	char	  **more;

	if (field->allowed != NULL)
		fault(p, "field \"%s\": a boolean has \"trueValues\" and \"falseValues\" for an \"enum\"", field->name);
	field->allowed = get_texts_or(p, item, "trueValues", yes, &field->true_count);
	more = get_texts_or(p, item, "falseValues", no, &false_count);
	field->allowed_count = field->true_count + false_count;
	field->allowed = need_more(field->allowed, (field->allowed_count + 1) * sizeof(char *));
	for (size_t i = 0; i < false_count; i++)
	{
		for (size_t k = 0; k < field->true_count; k++)
			if (strcmp(more[i], field->allowed[k]) == 0)
				fault(p, "field \"%s\": \"%s\" is both true and false", field->name, more[i]);
		field->allowed[field->true_count + i] = more[i];
	}
	free(more);
}

static FieldType
parse_type(Parsing *p, const SourceField *field, const json_t *item)
{
	char	   *name = get_text(p, item, "type", false);
	size_t		type = FIELD_STRING;

	if (name != NULL)
		for (type = 0; type < FIELD_TYPES && strcmp(name, field_types[type]) != 0; type++)
			;
	if (type == FIELD_TYPES)
		fault(p, "field \"%s\": type \"%s\" is not supported (string, integer, number, boolean, date)",
			  field->name, name);
	free(name);
	return (FieldType) type;
}

static void
parse_field(Parsing *p, SourceField *field, const json_t *item, const json_t *aliases)
{
	field->name = get_text(p, item, "name", true);
	if (field->name == NULL)
		return;
	field->description = get_text(p, item, "description", false);
	parse_names(field, aliases);
	parse_constraints(p, field, json_object_get(item, "constraints"));
	field->date_format = get_text(p, item, "format", false);
	field->type = parse_type(p, field, item);
	if (field->type == FIELD_DATE && field->date_format == NULL)
		field->date_format = copy_text("%Y-%m-%d");
	if (field->type == FIELD_NUMBER)
	{
		field->decimal_char = get_mark(p, field, item, "decimalChar", '.');
		field->group_char = get_mark(p, field, item, "groupChar", '\0');
		if (field->decimal_char == field->group_char)
			fault(p, "field \"%s\": \"decimalChar\" and \"groupChar\" are the same", field->name);
	}
	if (field->type == FIELD_BOOLEAN)
		parse_boolean(p, field, item);
}

static void
parse_schema(Parsing *p, const json_t *root, const json_t *passend)
{
	Dataset    *d = p->dataset;
	const json_t *schema = json_object_get(root, "schema");
	const json_t *fields = json_object_get(schema, "fields");

	if (!json_is_array(fields) || json_array_size(fields) == 0)
	{
		fault(p, "\"schema\" has no \"fields\"");
		return;
	}
	d->field_count = json_array_size(fields);
	d->fields = need(d->field_count * sizeof(SourceField));
	memset(d->fields, 0, d->field_count * sizeof(SourceField));
	for (size_t i = 0; i < d->field_count && p->problem == NULL; i++)
		parse_field(p, &d->fields[i], json_array_get(fields, i), json_object_get(passend, "aliases"));
	if (p->problem != NULL)
		return;
	d->missing = get_texts(p, schema, "missingValues", &d->missing_count);
	d->key = get_indexes(p, schema, "primaryKey", field_index, &d->key_count);
}

/* "map": {"Bo": "bo", "Europoort": null} */
static void
parse_map(Parsing *p, TargetColumn *column, const json_t *map)
{
	const char *from;
	json_t	   *to;

	if (map == NULL)
		return;
	column->map = need(json_object_size(map) * sizeof(ValueMap));
	json_object_foreach((json_t *) map, from, to)
	{
		if (!json_is_string(to) && !json_is_null(to))
			fault(p, "column \"%s\": the map gives a string or null for each text", column->name);
		column->map[column->map_count++] = (ValueMap)
		{
			copy_text(from), json_is_string(to) ? copy_text(json_string_value(to)) : NULL
		};
	}
}

/* A text of the descriptor itself must be a value of its column's type. */
static void
check_text(Parsing *p, const TargetColumn *column, const char *text)
{
	Value		value;
	const char *problem = value_encode(column->type, text, strlen(text), &value);

	if (problem != NULL)
		fault(p, "column \"%s\": \"%s\" is no %s: %s", column->name, text, value_type_name(column->type), problem);
}

static void
parse_column(Parsing *p, TargetColumn *column, const json_t *item)
{
	char	   *type = get_text(p, item, "type", true);
	size_t		count;
	int		   *fields;

	column->name = get_text(p, item, "name", true);
	if (type != NULL && !value_type(type, &column->type))
		fault(p, "column \"%s\": type \"%s\" is not known to the loader", column->name, type);
	free(type);
	fields = get_indexes(p, item, "fields", field_index, &count);
	if (count > 2)
		fault(p, "column \"%s\" is made of more than two fields", column->name);
	else if (count == 2 && column->type != VALUE_BRINNUMMER)
		fault(p, "column \"%s\": only a brinnummer is made of two fields", column->name);
	for (size_t i = 0; i < count && i < 2; i++)
		column->fields[column->field_count++] = fields[i];
	free(fields);
	column->constant = get_text(p, item, "constant", false);
	if (p->problem == NULL && column->constant != NULL)
		check_text(p, column, column->constant);
	column->parameter = get_text(p, item, "parameter", false);
	column->mark = get_text(p, item, "mark", false);
	column->is_line = json_is_true(json_object_get(item, "line"));
	if (column->is_line && (column->type != VALUE_INTEGER || column->field_count > 0))
		fault(p, "column \"%s\": a line is an integer, and comes from no field", column->name);
	parse_map(p, column, json_object_get(item, "map"));
}

/* "unpivot": {"label": column, "value": column, "fields": {"LEEFTIJD_4": "4", ...}} */
static void
parse_unpivot(Parsing *p, const json_t *unpivot)
{
	Dataset    *d = p->dataset;
	Unpivot    *u = &d->unpivot;
	const json_t *fields = json_object_get(unpivot, "fields");
	char	   *label = get_text(p, unpivot, "label", true);
	char	   *value = get_text(p, unpivot, "value", true);
	const char *name;
	json_t	   *text;

	if (p->problem == NULL)
	{
		u->label_column = column_index(d, label);
		u->value_column = column_index(d, value);
		if (u->label_column < 0 || u->value_column < 0)
			fault(p, "\"unpivot\" names a column that is not in \"columns\"");
		else if (d->columns[u->value_column].type != VALUE_TELLING)
			fault(p, "\"unpivot\": the value column is not a telling");
	}
	u->fields = need(json_object_size(fields) * sizeof(int));
	u->labels = need(json_object_size(fields) * sizeof(char *));
	json_object_foreach((json_t *) fields, name, text)
	{
		int			field = field_index(d, name);

		if (field < 0 || !json_is_string(text))
			fault(p, "\"unpivot\" names \"%s\", which is not a field, or has no label for it", name);
		else
		{
			u->fields[u->count] = field;
			u->labels[u->count++] = copy_text(json_string_value(text));
			if (p->problem == NULL)
				check_text(p, &d->columns[u->label_column], json_string_value(text));
		}
	}
	if (u->count == 0)
		fault(p, "\"unpivot\" has no fields");
	free(label);
	free(value);
}

/* Marks the columns that hold the key; each of its fields must be in one. */
static void
mark_key(Parsing *p)
{
	Dataset    *d = p->dataset;

	for (size_t k = 0; k < d->key_count; k++)
	{
		bool		stored = false;

		for (size_t i = 0; i < d->column_count; i++)
			for (int f = 0; f < d->columns[i].field_count; f++)
				if (d->columns[i].fields[f] == d->key[k])
					stored = d->columns[i].in_key = true;
		if (!stored)
			fault(p, "\"primaryKey\" names \"%s\", which goes to no column", d->fields[d->key[k]].name);
	}
}

static void
parse_target(Parsing *p, const json_t *passend)
{
	Dataset    *d = p->dataset;
	const json_t *columns = json_object_get(passend, "columns");
	const json_t *unpivot = json_object_get(passend, "unpivot");
	char	   *name;

	d->target = get_text(p, passend, "target", true);
	if (!json_is_array(columns) || json_array_size(columns) == 0)
	{
		fault(p, "\"passend\" has no \"columns\"");
		return;
	}
	d->column_count = json_array_size(columns);
	d->columns = need(d->column_count * sizeof(TargetColumn));
	memset(d->columns, 0, d->column_count * sizeof(TargetColumn));
	for (size_t i = 0; i < d->column_count && p->problem == NULL; i++)
		parse_column(p, &d->columns[i], json_array_get(columns, i));
	if (p->problem != NULL)
		return;
	mark_key(p);
	if (unpivot != NULL)
		parse_unpivot(p, unpivot);
	d->unit = get_indexes(p, passend, "unit", column_index, &d->unit_count);
	for (size_t i = 0; i < d->unit_count && p->problem == NULL; i++)
		if (d->columns[d->unit[i]].type == VALUE_DOUBLE)
			fault(p, "\"unit\" names \"%s\", a double precision, which names nothing exactly",
				  d->columns[d->unit[i]].name);
	d->partition_column = -1;
	d->date_column = -1;
	name = get_text(p, passend, "partition", false);
	if (name != NULL && ((d->partition_column = column_index(d, name)) < 0
						 || d->columns[d->partition_column].type != VALUE_SCHOOLJAAR))
		fault(p, "\"partition\" names no column of type schooljaar");
	free(name);
	name = get_text(p, passend, "date", false);
	if (name != NULL && ((d->date_column = column_index(d, name)) < 0
						 || d->columns[d->date_column].type != VALUE_DATE))
		fault(p, "\"date\" names no column of type date");
	free(name);
}

static bool
dataset_parse(Dataset *d, const char *path)
{
	Parsing		p = {.dataset = d};
	json_error_t error;
	json_t	   *root;
	const json_t *passend;
	const json_t *source;

	*d = (Dataset) {.path = copy_text(path)};
	root = json_load_file(path, JSON_REJECT_DUPLICATES, &error);
	if (root == NULL)
	{
		say_error("dataset description \"%s\", line %d: %s", path, error.line, error.text);
		return false;
	}
	passend = json_object_get(root, "passend");
	source = json_array_get(json_object_get(root, "sources"), 0);
	d->name = get_text(&p, root, "name", true);
	d->title = get_text(&p, root, "title", true);
	d->description = get_text(&p, root, "description", false);
	d->source = get_text(&p, source, "title", false);
	if (!json_is_object(passend))
		fault(&p, "\"passend\" is missing");
	if (p.problem == NULL)
		parse_schema(&p, root, passend);
	if (p.problem == NULL)
		parse_target(&p, passend);
	json_decref(root);
	if (p.problem != NULL)
	{
		say_error("dataset description \"%s\": %s", path, p.problem);
		free(p.problem);
		return false;
	}
	return true;
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
