/*
 * descriptor.c
 *		Reads the description of a file kind.
 *
 * A descriptor that is wrong is refused with its path and the place in it: it is
 * written by users too.
 */
#define _GNU_SOURCE
#include "descriptor.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "header.h"

void
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

char *
get_text(Parsing *p, const json_t *object, const char *key, bool required)
{
	const json_t *value = json_object_get(object, key);

	if (value == NULL && required)
		fault(p, "\"%s\" is missing", key);
	else if (value != NULL && !json_is_string(value))
		fault(p, "\"%s\" is not a string", key);
	return value && json_is_string(value) ? copy_text(json_string_value(value)) : NULL;
}

/* One of these words, in any case; the first where nothing is said. */
static char *
get_word(Parsing *p, const json_t *object, const char *key, const char *const *words)
{
	char	   *text = get_text(p, object, key, false);

	for (size_t i = 0; text != NULL && words[i] != NULL; i++)
	{
		if (strcasecmp(words[i], text) == 0)
		{
			free(text);
			return copy_text(words[i]);
		}
	}
	if (text != NULL)
		fault(p, "\"%s\": \"%s\" is not known", key, text);
	free(text);
	return copy_text(words[0]);
}

/* An array of strings, or nothing. */
char **
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

int
field_index(const Dataset *d, const char *name)
{
	for (size_t i = 0; i < d->field_count; i++)
		if (strcmp(d->fields[i].name, name) == 0)
			return (int) i;
	return -1;
}

int
column_index(const Dataset *d, const char *name)
{
	for (size_t i = 0; i < d->column_count; i++)
		if (strcmp(d->columns[i].name, name) == 0)
			return (int) i;
	return -1;
}

/* A regular expression; NULL after a fault. */
regex_t *
get_regex(Parsing *p, const char *text, const char *where)
{
	regex_t    *regex = need(sizeof(regex_t));

	if (regcomp(regex, text, REG_EXTENDED) == 0)
		return regex;
	fault(p, "%s: \"%s\" is not a regular expression", where, text);
	free(regex);
	return NULL;
}

/* A list of names of fields (or columns), as their indexes. */
int *
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

		char	   *where = text_of("field \"%s\"", field->name);

		field->pattern = get_regex(p, whole, where);
		free(where);
		free(whole);
	}
}

static void
add_field_name(SourceField *field, const char *name)
{
	char	   *normal = header_normalise(name, strlen(name));

	field->name_hashes[field->name_count] = header_hash(normal);
	field->names[field->name_count++] = normal;
}

/* Its own name and the aliases of earlier generations of the file, normalised. */
static void
parse_names(SourceField *field, const json_t *aliases)
{
	const json_t *list = json_object_get(aliases, field->name);

	field->names = need((1 + json_array_size(list)) * sizeof(char *));
	field->name_hashes = need((1 + json_array_size(list)) * sizeof(uint32_t));
	add_field_name(field, field->name);
	for (size_t i = 0; i < json_array_size(list); i++)
	{
		const char *alias = json_string_value(json_array_get(list, i));

		if (alias != NULL)
			add_field_name(field, alias);
	}
}

/* How many texts a boolean has for true, and for false, where none are given. */
#define BOOLEAN_TEXTS 4

char
get_mark(Parsing *p, const char *where, const json_t *item, const char *key, char otherwise)
{
	char	   *text = get_text(p, item, key, false);
	char		mark = text ? text[0] : otherwise;

	if (text != NULL && (strlen(text) != 1 || strchr("0123456789+-eE", mark) != NULL || (mark & 0x80)))
		fault(p, "%s: \"%s\" is not one character that may stand in a number", where, key);
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
		for (type = 0; type < FIELD_TYPES && strcmp(name, field_type_name((FieldType) type)) != 0; type++)
			;
	if (type == FIELD_TYPES)
		fault(p, "field \"%s\": type \"%s\" is not supported (string, integer, number, boolean, date)",
			  field->name, name);
	free(name);
	return (FieldType) type;
}

/* "format": one form of a date, or a list of them. */
static void
parse_formats(Parsing *p, SourceField *field, const json_t *item)
{
	if (json_is_array(json_object_get(item, "format")))
		field->date_formats = get_texts(p, item, "format", &field->date_format_count);
	else
	{
		char	   *format = get_text(p, item, "format", false);

		field->date_formats = need(sizeof(char *));
		field->date_formats[0] = format ? format : copy_text("%Y-%m-%d");
		field->date_format_count = 1;
	}
	if (field->date_format_count == 0)
		fault(p, "field \"%s\": \"format\" is an empty list", field->name);
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
	field->type = parse_type(p, field, item);
	if (field->type == FIELD_DATE)
		parse_formats(p, field, item);
	if (field->type == FIELD_NUMBER)
	{
		char	   *where = text_of("field \"%s\"", field->name);

		field->decimal_char = get_mark(p, where, item, "decimalChar", '.');
		field->group_char = get_mark(p, where, item, "groupChar", '\0');
		if (field->decimal_char == field->group_char)
			fault(p, "%s: \"decimalChar\" and \"groupChar\" are the same", where);
		free(where);
	}
	if (field->type == FIELD_BOOLEAN)
		parse_boolean(p, field, item);
}

/* "optional": fields whose column a file may lack. */
static void
parse_optional(Parsing *p, const json_t *passend)
{
	size_t		count;
	int		   *fields = get_indexes(p, passend, "optional", field_index, &count);

	for (size_t i = 0; i < count && p->problem == NULL; i++)
		p->dataset->fields[fields[i]].optional = true;
	free(fields);
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
	parse_optional(p, passend);
}

/* "dialect": how the publisher writes the file. */
static void
parse_dialect(Parsing *p, const json_t *dialect)
{
	static const char *const quotes[] = {"all", "text", "none", NULL};
	static const char *const ends[] = {"\r\n", "\n", "\r", NULL};
	static const char *const encodings[] = {"UTF-8", "windows-1252", NULL};
	Dialect    *d = &p->dataset->dialect;
	char	   *delimiter = get_text(p, dialect, "delimiter", false);

	d->delimiter = delimiter ? delimiter[0] : ';';
	if (delimiter != NULL && (strlen(delimiter) != 1 || strchr(";,|\t", delimiter[0]) == NULL))
		fault(p, "\"dialect\": \"delimiter\" is none of ; , | and a tab");
	free(delimiter);
	d->quote = get_word(p, dialect, "quote", quotes);
	d->line_end = get_word(p, dialect, "lineTerminator", ends);
	d->encoding = get_word(p, dialect, "encoding", encodings);
	d->bom = json_is_true(json_object_get(dialect, "bom"));
}

/* "example": rows of a template, each with a cell per field. */
static void
parse_example(Parsing *p, const json_t *example)
{
	Dataset    *d = p->dataset;

	d->example = need((json_array_size(example) + 1) * sizeof(char **));
	for (size_t i = 0; i < json_array_size(example) && p->problem == NULL; i++)
	{
		const json_t *row = json_array_get(example, i);

		if (json_array_size(row) != d->field_count)
		{
			fault(p, "\"example\": row %zu has %zu cells, and there are %zu fields", i + 1, json_array_size(row), d->field_count);
			break;
		}
		d->example[d->example_count] = need(d->field_count * sizeof(char *));
		for (size_t k = 0; k < d->field_count; k++)
		{
			const char *cell = json_string_value(json_array_get(row, k));

			if (cell == NULL)
				fault(p, "\"example\": row %zu holds something that is not a string", i + 1);
			d->example[d->example_count][k] = copy_text(cell ? cell : "");
		}
		d->example_count++;
	}
}

bool
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
	if (p.problem == NULL)
	{
		parse_dialect(&p, json_object_get(root, "dialect"));
		d->evidence = get_text(&p, passend, "evidence", false);
		d->quirks = get_texts(&p, passend, "quirks", &d->quirk_count);
		parse_example(&p, json_object_get(passend, "example"));
	}
	json_decref(root);
	if (p.problem != NULL)
	{
		say_error("dataset description \"%s\": %s", path, p.problem);
		free(p.problem);
		return false;
	}
	return true;
}

