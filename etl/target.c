/*
 * target.c
 *		Reads the "passend" object of a description: where the file goes.
 */
#define _GNU_SOURCE
#include "descriptor.h"

#include <stdlib.h>
#include <string.h>

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

/* Which of the ways to fill a column the description gives. */
static void
parse_column_source(Parsing *p, TargetColumn *column, const json_t *item)
{
	column->constant = get_text(p, item, "constant", false);
	if (p->problem == NULL && column->constant != NULL)
		check_text(p, column, column->constant);
	column->parameter = get_text(p, item, "parameter", false);
	column->parameter_required = json_is_true(json_object_get(item, "required"));
	if (column->parameter_required && column->parameter == NULL)
		fault(p, "column \"%s\": only a parameter can be required here; a field has it in its constraints", column->name);
	column->is_line = json_is_true(json_object_get(item, "line"));
	if (column->is_line && (column->type != VALUE_INTEGER || column->field_count > 0))
		fault(p, "column \"%s\": a line is an integer, and comes from no field", column->name);
}

/* What is done with the text of the cell before it is a value. */
static void
parse_column_change(Parsing *p, TargetColumn *column, const json_t *item)
{
	column->mark = get_text(p, item, "mark", false);
	column->append = get_text(p, item, "append", false);
	column->match_text = get_text(p, item, "match", false);
	if (column->match_text != NULL)
		column->match = get_regex(p, column->match_text, "\"match\"");
	column->is_mask = json_is_true(json_object_get(item, "mask"));
	if (column->is_mask && column->type != VALUE_TEXT)
		fault(p, "column \"%s\": the token of a mask is a text", column->name);
	if ((column->match || column->append || column->is_mask) && column->field_count != 1)
		fault(p, "column \"%s\": \"match\", \"append\" and \"mask\" take one field", column->name);
	parse_map(p, column, json_object_get(item, "map"));
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
	parse_column_source(p, column, item);
	parse_column_change(p, column, item);
}

/* A name that COPY's list of columns can have, once. */
static void
check_name(Parsing *p, size_t column)
{
	const char *name = p->dataset->columns[column].name;

	if (p->problem != NULL)
		return;
	if (name[0] == '\0' || strchr(name, '"') != NULL)
		fault(p, "\"%s\" is no name for a column", name);
	if (column_index(p->dataset, name) != (int) column)
		fault(p, "column \"%s\" is described twice", name);
}

/* A column that "unpivot" names; -1 after a fault, or where it may miss. */
static int
unpivot_column(Parsing *p, const json_t *unpivot, const char *key, bool required)
{
	char	   *name = get_text(p, unpivot, key, required);
	int			column = name ? column_index(p->dataset, name) : -1;

	if (name != NULL && column < 0)
		fault(p, "\"unpivot\" names \"%s\", which is not in \"columns\"", name);
	free(name);
	return column;
}

/* "label": a column, or a list of two. */
static void
parse_label_columns(Parsing *p, const json_t *unpivot)
{
	Unpivot    *u = &p->dataset->unpivot;
	size_t		count;
	int		   *columns;

	if (!json_is_array(json_object_get(unpivot, "label")))
	{
		u->label_columns[0] = unpivot_column(p, unpivot, "label", true);
		u->label_count = 1;
		return;
	}
	columns = get_indexes(p, unpivot, "label", column_index, &count);
	if (count < 1 || count > MAX_LABELS)
		fault(p, "\"unpivot\": \"label\" names one or two columns");
	for (size_t i = 0; i < count && i < MAX_LABELS; i++)
		u->label_columns[u->label_count++] = columns[i];
	free(columns);
}

/* The labels of one wide field: a string, or a list of as many as there are columns. */
static void
parse_labels(Parsing *p, const char *field, const json_t *given, char **labels)
{
	const Unpivot *u = &p->dataset->unpivot;

	for (int i = 0; i < u->label_count; i++)
	{
		const json_t *label = json_is_array(given) ? json_array_get(given, (size_t) i) : i == 0 ? given : NULL;

		if (!json_is_string(label))
		{
			fault(p, "\"unpivot\": \"%s\" has no label for column \"%s\"", field,
				  p->dataset->columns[u->label_columns[i]].name);
			return;
		}
		labels[i] = copy_text(json_string_value(label));
		check_text(p, &p->dataset->columns[u->label_columns[i]], labels[i]);
	}
}

/* "pattern": header names that are wide columns too, whatever their number. */
static void
parse_pattern(Parsing *p, const json_t *unpivot)
{
	Unpivot    *u = &p->dataset->unpivot;

	u->decimal_char = get_mark(p, "\"unpivot\"", unpivot, "decimalChar", '.');
	u->group_char = get_mark(p, "\"unpivot\"", unpivot, "groupChar", '\0');
	u->pattern_text = get_text(p, unpivot, "pattern", false);
	if (u->pattern_text == NULL)
		return;
	u->pattern = get_regex(p, u->pattern_text, "\"unpivot\"");
	if (u->label_count != 1)
		fault(p, "\"unpivot\": a pattern gives one label");
}

/* What the unpivot fills is a column each. */
static void
check_unpivot_columns(Parsing *p)
{
	const Unpivot *u = &p->dataset->unpivot;
	int			filled[MAX_LABELS + 2];
	int			count = 0;

	if (p->problem != NULL)
		return;
	for (int i = 0; i < u->label_count; i++)
		filled[count++] = u->label_columns[i];
	filled[count++] = u->value_column;
	if (u->mask_column >= 0)
		filled[count++] = u->mask_column;
	if (u->mask_column >= 0 && p->dataset->columns[u->mask_column].type != VALUE_TEXT)
		fault(p, "\"unpivot\": the token of a mask is a text");
	for (int i = 0; i < count; i++)
	{
		const TargetColumn *column = &p->dataset->columns[filled[i]];

		for (int k = 0; k < i; k++)
			if (filled[k] == filled[i])
				fault(p, "\"unpivot\" names column \"%s\" twice", column->name);
	}
}

/* "unpivot": {"label": column, "value": column, "fields": {"LEEFTIJD_4": "4", ...}} */
static void
parse_unpivot(Parsing *p, const json_t *unpivot)
{
	Dataset    *d = p->dataset;
	Unpivot    *u = &d->unpivot;
	const json_t *fields = json_object_get(unpivot, "fields");
	const char *name;
	json_t	   *given;

	d->is_wide = true;
	parse_label_columns(p, unpivot);
	u->value_column = unpivot_column(p, unpivot, "value", true);
	u->mask_column = unpivot_column(p, unpivot, "mask", false);
	check_unpivot_columns(p);
	if (p->problem != NULL)
		return;
	switch (d->columns[u->value_column].type)
	{
		case VALUE_TELLING:
		case VALUE_DOUBLE:
		case VALUE_INTEGER:
		case VALUE_TEXT:
			break;
		default:
			fault(p, "\"unpivot\": the value column is no telling, double precision, integer or text");
	}
	u->fields = need((json_object_size(fields) + 1) * sizeof(int));
	u->labels = need((json_object_size(fields) + 1) * sizeof(u->labels[0]));
	json_object_foreach((json_t *) fields, name, given)
	{
		u->fields[u->count] = field_index(d, name);
		if (u->fields[u->count] < 0)
			fault(p, "\"unpivot\" names \"%s\", which is not a field", name);
		if (p->problem != NULL)
			return;
		parse_labels(p, name, given, u->labels[u->count++]);
	}
	parse_pattern(p, unpivot);
	if (u->count == 0 && u->pattern == NULL)
		fault(p, "\"unpivot\" has no fields and no pattern");
}

/* "masks": {"-1": null, "": "0"} */
static void
parse_masks(Parsing *p, const json_t *masks)
{
	Dataset    *d = p->dataset;
	const char *token;
	json_t	   *count;
	Value		value;

	d->masks = need((json_object_size(masks) + 1) * sizeof(Mask));
	json_object_foreach((json_t *) masks, token, count)
	{
		const char *text = json_string_value(count);

		if (*token >= '0' && *token <= '9')
			fault(p, "\"masks\": \"%s\" begins with a digit, as a count does", token);
		else if (text == NULL && !json_is_null(count))
			fault(p, "\"masks\": \"%s\" stands for a count, or null", token);
		else if (text != NULL && value_encode(VALUE_TELLING, text, strlen(text), &value) != NULL)
			fault(p, "\"masks\": \"%s\" is no count", text);
		d->masks[d->mask_count++] = (Mask) {copy_text(token), copy_text(text)};
	}
}

/* "totals": [{"field": "UITSTROOMPROFIEL", "value": "TOTAAL"}, {"column": "TOTAAL"}] */
static void
parse_totals(Parsing *p, const json_t *totals)
{
	Dataset    *d = p->dataset;

	d->totals = need((json_array_size(totals) + 1) * sizeof(Total));
	for (size_t i = 0; i < json_array_size(totals); i++)
	{
		const json_t *item = json_array_get(totals, i);
		bool		column = json_object_get(item, "column") != NULL;
		char	   *name = get_text(p, item, column ? "column" : "field", true);
		Total		total = {.field = name ? field_index(d, name) : -1, .value = column ? NULL : get_text(p, item, "value", true)};

		if (name != NULL && total.field < 0)
			fault(p, "\"totals\" names \"%s\", which is not a field", name);
		if (column && !d->is_wide)
			fault(p, "\"totals\": a column of totals goes with an \"unpivot\"");
		if (!column && d->is_wide)
			fault(p, "\"totals\": rows of totals do not go with an \"unpivot\"");
		free(name);
		d->totals[d->total_count++] = total;
	}
	if (d->total_count > 0 && (d->is_wide ? d->columns[d->unpivot.value_column].type != VALUE_TELLING
							   : dataset_count_column(d) < 0))
		fault(p, "\"totals\": there is no telling to add up");
}

/* Is the column the text of its fields and no part of it? */
static bool
is_whole(const TargetColumn *column)
{
	return column->match == NULL && !column->is_mask;
}

/*
 * Marks the columns that hold the key: of each of its fields one that is made of
 * the whole cell, or all where there is none.
 */
static void
mark_key(Parsing *p)
{
	Dataset    *d = p->dataset;

	for (size_t k = 0; k < d->key_count; k++)
	{
		bool		stored = false;

		for (int whole = 1; whole >= 0 && !stored; whole--)
			for (size_t i = 0; i < d->column_count && !(whole && stored); i++)
				for (int f = 0; f < d->columns[i].field_count; f++)
					if (d->columns[i].fields[f] == d->key[k] && is_whole(&d->columns[i]) == whole)
						stored = d->columns[i].in_key = true;
		if (!stored)
			fault(p, "\"primaryKey\" names \"%s\", which goes to no column", d->fields[d->key[k]].name);
	}
}

/* A member that names one column of this type; -1 where it is not given. */
static int
typed_column(Parsing *p, const json_t *passend, const char *key, ValueType type)
{
	char	   *name = get_text(p, passend, key, false);
	int			column = name ? column_index(p->dataset, name) : -1;

	if (name != NULL && (column < 0 || p->dataset->columns[column].type != type))
		fault(p, "\"%s\" names no column of type %s", key, value_type_name(type));
	free(name);
	return column;
}

/* A row says where it belongs before its wide cells become rows. */
static void
check_whole_file_columns(Parsing *p)
{
	const Dataset *d = p->dataset;

	for (size_t i = 0; p->problem == NULL && i < d->column_count; i++)
	{
		bool		wide = d->is_wide && (dataset_is_label(d, (int) i) || d->unpivot.value_column == (int) i
										  || d->unpivot.mask_column == (int) i);
		bool		asked = d->partition_column == (int) i || d->date_column == (int) i;

		for (size_t k = 0; k < d->unit_count; k++)
			asked = asked || d->unit[k] == (int) i;
		if (wide && asked)
			fault(p, "\"unpivot\" fills column \"%s\", so it is no \"unit\", \"partition\" or \"date\"", d->columns[i].name);
	}
}

/* What a file replaces, and the columns that say where and when it belongs. */
static void
parse_unit(Parsing *p, const json_t *passend)
{
	Dataset    *d = p->dataset;

	d->unit = get_indexes(p, passend, "unit", column_index, &d->unit_count);
	for (size_t i = 0; i < d->unit_count && p->problem == NULL; i++)
		if (d->columns[d->unit[i]].type == VALUE_DOUBLE)
			fault(p, "\"unit\" names \"%s\", a double precision, which names nothing exactly",
				  d->columns[d->unit[i]].name);
	d->partition_column = typed_column(p, passend, "partition", VALUE_SCHOOLJAAR);
	d->date_column = typed_column(p, passend, "date", VALUE_DATE);
	check_whole_file_columns(p);
	/* of which rows have more than that year to send */
	d->by_leaf = d->partition_column >= 0 && d->unit_count == 1 && d->unit[0] == d->partition_column && d->column_count > 1;
}

void
parse_target(Parsing *p, const json_t *passend)
{
	Dataset    *d = p->dataset;
	const json_t *columns = json_object_get(passend, "columns");
	const json_t *unpivot = json_object_get(passend, "unpivot");

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
	{
		parse_column(p, &d->columns[i], json_array_get(columns, i));
		check_name(p, i);
	}
	if (p->problem != NULL)
		return;
	mark_key(p);
	if (unpivot != NULL)
		parse_unpivot(p, unpivot);
	if (p->problem != NULL)
		return;
	d->group_char = get_mark(p, "\"passend\"", passend, "groupChar", '\0');
	parse_masks(p, json_object_get(passend, "masks"));
	parse_totals(p, json_object_get(passend, "totals"));
	parse_unit(p, passend);
}
