/*
 * convert.c
 *		Records of a file to rows of its target table.
 *
 * Open data repeats itself from row to row: date, municipality, school. So each
 * field and column remembers what it last saw, and is checked and encoded again
 * only when its text changes.
 */
#define _GNU_SOURCE
#include "convert.h"

#include <stdlib.h>
#include <string.h>

#include "decode.h"
#include "keys.h"

#define OPEN_BATCHES 8

/* What a field last held, when that was right. */
typedef struct FieldState
{
	Buffer		last;
	bool		known;			/* last is set and passed all checks */
	bool		changed;		/* the current row has another text */
	bool		missing;
	int32_t		days;			/* of a date */
	double		number;			/* of an integer or a number */
	Field		text;			/* of the current row */
} FieldState;

typedef struct ColumnState
{
	Value		value;
	Buffer		text;			/* what value points into, when it is a text */
	bool		known;
} ColumnState;

typedef struct State
{
	Converter  *c;
	const Dataset *d;
	FieldState *fields;
	ColumnState *columns;
	bool	   *checked;		/* fields with something to check or to use */
	Value	   *labels;			/* of the unpivot */
	Value	   *cells;
	Buffer		prefix;			/* the row up to the unpivoted columns */
	bool		prefix_known;
	KeySet		keys;
	Unit	   *unit;			/* of the last row */
	Batch		open[OPEN_BATCHES];
	size_t		open_count;
	Decoder		decoder;
	bool		rejected;		/* the current row has a problem */
	bool		failed;			/* cannot go on, message given */
} State;

static bool
is_unpivot_column(const Dataset *d, size_t column)
{
	return d->unpivot.count > 0
		&& ((int) column == d->unpivot.label_column || (int) column == d->unpivot.value_column);
}

char *
convert_column_list(const Dataset *d)
{
	Buffer		list = {0};

	buffer_text(&list, "bestand_id");
	for (size_t i = 0; i < d->column_count; i++)
		if (!is_unpivot_column(d, i))
			buffer_printf(&list, ", \"%s\"", d->columns[i].name);
	if (d->unpivot.count > 0)
		buffer_printf(&list, ", \"%s\", \"%s\"", d->columns[d->unpivot.label_column].name,
					  d->columns[d->unpivot.value_column].name);
	return list.data;
}

static void
reject(State *s, const Record *record, const char *column, const Field *value, const char *code, const char *reason)
{
	s->rejected = true;
	if (!reject_add(&s->c->rejects, record, column, value ? value->text : NULL, value ? value->len : 0, code, reason))
		s->failed = true;
}

/* Name of the field that stands in a cell; NULL for a cell of no field. */
static const char *
cell_name(const State *s, size_t cell)
{
	for (size_t i = 0; i < s->d->field_count; i++)
		if (s->c->match->positions[i] == (int) cell)
			return s->d->fields[i].name;
	return NULL;
}

/*
 * The cells in UTF-8. One that cannot be is rejected with its first wrong byte,
 * and stays as it is, so that the other problems of the row are found too.
 */
static void
decode_record(State *s, const Record *record)
{
	if (!decoder_take(&s->decoder, record))
		return;
	for (size_t i = 0; i < record->field_count; i++)
	{
		Field	   *cell = &record->fields[i];
		int			wrong = decode_cell(&s->decoder, cell);

		if (wrong >= 0)
		{
			char	   *reason = text_of("Byte 0x%02X is no character of %s.", (unsigned) wrong, s->c->match->encoding);

			reject(s, record, cell_name(s, i), cell, "codering", reason);
			free(reason);
		}
	}
}

static bool
is_missing(const Dataset *d, const Field *text)
{
	if (text->len == 0)
		return true;
	for (size_t i = 0; i < d->missing_count; i++)
		if (strlen(d->missing[i]) == text->len && memcmp(d->missing[i], text->text, text->len) == 0)
			return true;
	return false;
}

/* "Bo", "Sbo", "So" or "Vso" */
static char *
list_allowed(const SourceField *f)
{
	Buffer		list = {0};

	for (size_t i = 0; i < f->allowed_count; i++)
		buffer_printf(&list, "%s\"%s\"", i == 0 ? "" : i + 1 == f->allowed_count ? " or " : ", ", f->allowed[i]);
	return list.data;
}

/* Place of a text in the closed list; allowed_count when it is not there. */
static size_t
find_allowed(const SourceField *f, const Field *text)
{
	size_t		i = 0;

	while (i < f->allowed_count
		   && (strlen(f->allowed[i]) != text->len || memcmp(f->allowed[i], text->text, text->len) != 0))
		i++;
	return i;
}

static bool
matches_pattern(const SourceField *f, const Field *text)
{
	char	   *copy = copy_bytes(text->text, text->len);
	bool		ok = regexec(f->pattern, copy, 0, NULL, 0) == 0;

	free(copy);
	return ok;
}

/* Reads a date or a number; NULL, or what is wrong with it, with its code. Allocated. */
static char *
check_type(const SourceField *f, const Field *text, FieldState *state, const char **code)
{
	const char *problem;
	int64_t		whole = 0;
	char	   *range;
	char	   *reason = NULL;

	if (f->type == FIELD_DATE)
	{
		problem = date_parse(text->text, text->len, f->date_format, &state->days);
		*code = problem ? "datum" : NULL;
		return problem ? text_of("%s The form is %s.", problem, f->date_format) : NULL;
	}
	if (f->type != FIELD_INTEGER && f->type != FIELD_NUMBER)
		return NULL;
	problem = f->type == FIELD_INTEGER
		? integer_parse(text->text, text->len, INT32_MAX, &whole)
		: number_parse(text->text, text->len, f->decimal_char, f->group_char, &state->number);
	if (problem != NULL)
	{
		*code = "getal";
		return copy_text(problem);
	}
	if (f->type == FIELD_INTEGER)
		state->number = (double) whole;
	if (state->number < f->minimum || state->number > f->maximum)
	{
		range = field_range(f);
		*code = "bereik";
		reason = text_of("The number is not in the range %s.", range);
		free(range);
	}
	return reason;
}

/* Checks what the Table Schema says of a field; true when there is no problem. */
static bool
check_field(State *s, const Record *record, const SourceField *f, FieldState *state)
{
	const Field *text = &state->text;
	char	   *reason;
	const char *code = NULL;

	if (is_missing(s->d, text))
	{
		state->missing = true;
		if (f->required)
			reject(s, record, f->name, text, "verplicht", "The cell is empty, and this column is required.");
		return !f->required;
	}
	state->missing = false;
	reason = check_type(f, text, state, &code);
	if (code == NULL && f->allowed != NULL && find_allowed(f, text) == f->allowed_count)
	{
		char	   *list = list_allowed(f);

		code = "codelijst";
		reason = text_of("Only %s may stand here.", list);
		free(list);
	}
	if (code == NULL && f->pattern != NULL && !matches_pattern(f, text))
	{
		code = "patroon";
		reason = text_of("The value does not have the form %s.", f->pattern_text);
	}
	if (code != NULL)
		reject(s, record, f->name, text, code, reason);
	free(reason);
	return code == NULL;
}

/* Takes each checked field of the row; those that changed are checked again. */
static void
take_fields(State *s, const Record *record)
{
	for (size_t i = 0; i < s->d->field_count; i++)
	{
		FieldState *state = &s->fields[i];

		state->text = record->fields[s->c->match->positions[i]];
		if (!s->checked[i])
			continue;
		state->changed = !state->known || state->text.len != state->last.len
			|| memcmp(state->text.text, state->last.data, state->last.len) != 0;
		if (!state->changed)
			continue;
		state->known = check_field(s, record, &s->d->fields[i], state);
		state->last.len = 0;
		buffer_add(&state->last, state->text.text, state->text.len);
	}
}

static void
set_null(Value *value)
{
	value->len = -1;
	value->bytes = NULL;
}

/* What the map says instead of a text; false: it says SQL NULL. */
static bool
apply_map(const TargetColumn *column, Field *text)
{
	for (size_t i = 0; i < column->map_count; i++)
	{
		const ValueMap *map = &column->map[i];

		if (strlen(map->from) != text->len || memcmp(map->from, text->text, text->len) != 0)
			continue;
		if (map->to == NULL)
			return false;
		*text = (Field) {map->to, strlen(map->to)};
		return true;
	}
	return true;
}

static Field
truth_text(bool truth)
{
	return truth ? (Field) {"true", 4} : (Field) {"false", 5};
}

/* Takes the column's mark, as the * of 12*, from the end; was it there? */
static bool
remove_mark(const TargetColumn *column, Field *text)
{
	size_t		len = strlen(column->mark);

	if (text->len < len || memcmp(text->text + text->len - len, column->mark, len) != 0)
		return false;
	text->len -= len;
	return true;
}

/* The value of a column; NULL, or what is wrong and in which of its fields. */
static const char *
encode_value(const State *s, const TargetColumn *column, ColumnState *state, int *wrong)
{
	const FieldState *field = &s->fields[column->fields[0]];
	const SourceField *source = &s->d->fields[column->fields[0]];
	Field		text = field->text;

	*wrong = 0;
	if (field->missing || !apply_map(column, &text))
	{
		set_null(&state->value);
		return NULL;
	}
	if (source->type == FIELD_DATE && (column->type == VALUE_DATE || column->type == VALUE_SCHOOLJAAR))
		return value_from_date(column->type, field->days, &state->value);
	if (source->type == FIELD_NUMBER && column->type == VALUE_DOUBLE)
	{
		value_from_number(field->number, &state->value);
		return NULL;
	}
	if (source->type == FIELD_BOOLEAN && column->type == VALUE_BOOLEAN)
		text = truth_text(find_allowed(source, &field->text) < source->true_count);
	else if (column->mark != NULL)
	{
		bool		marked = remove_mark(column, &text);

		if (column->type == VALUE_BOOLEAN)
			text = truth_text(marked);
	}
	if (column->field_count == 2)
	{
		const Field *second = &s->fields[column->fields[1]].text;

		return value_join(text.text, text.len, second->text, second->len, &state->value, wrong);
	}
	if (column->type == VALUE_TEXT)
	{
		/* the text must outlive the record */
		state->text.len = 0;
		buffer_add(&state->text, text.text, text.len);
		text.text = state->text.data;
	}
	return value_encode(column->type, text.text, text.len, &state->value);
}

static void
encode_column(State *s, const Record *record, const TargetColumn *column, ColumnState *state)
{
	int			wrong;
	const char *problem = encode_value(s, column, state, &wrong);
	int			field = column->fields[wrong];

	state->known = problem == NULL;
	if (problem != NULL)
		reject(s, record, s->d->fields[field].name, &s->fields[field].text, "waarde", problem);
}

/* Columns whose fields changed are encoded again. */
static void
encode_columns(State *s, const Record *record)
{
	for (size_t i = 0; i < s->d->column_count; i++)
	{
		const TargetColumn *column = &s->d->columns[i];
		bool		changed = !s->columns[i].known;
		bool		usable = true;

		if (column->is_line)
		{
			value_from_integer((int32_t) record->line, &s->columns[i].value);
			s->prefix_known = false;
		}
		if (column->field_count == 0)
			continue;
		for (int k = 0; k < column->field_count; k++)
		{
			changed = changed || s->fields[column->fields[k]].changed;
			usable = usable && s->fields[column->fields[k]].known;
		}
		if (!usable)
		{
			/* its field has been rejected */
			s->columns[i].known = false;
			s->prefix_known = false;
			continue;
		}
		if (changed)
		{
			encode_column(s, record, column, &s->columns[i]);
			s->prefix_known = false;
		}
	}
}

static void
add_value(Buffer *row, const Value *value)
{
	buffer_int32(row, value->len);
	if (value->len > 0)
		buffer_add(row, value->bytes, (size_t) value->len);
}

static void
build_prefix(State *s)
{
	s->prefix.len = 0;
	buffer_int16(&s->prefix, (int16_t) (1 + s->d->column_count));
	buffer_int32(&s->prefix, 4);
	buffer_int32(&s->prefix, s->c->file_id);
	for (size_t i = 0; i < s->d->column_count; i++)
		if (!is_unpivot_column(s->d, i))
			add_value(&s->prefix, &s->columns[i].value);
	s->prefix_known = true;
}

/* The counts of a row; false when one of them is none. */
static bool
read_cells(State *s, const Record *record)
{
	const Unpivot *u = &s->d->unpivot;

	for (size_t i = 0; i < u->count; i++)
	{
		const Field *cell = &s->fields[u->fields[i]].text;
		const char *problem;

		if (cell->len == 1 && cell->text[0] == '0')
		{
			s->cells[i].len = 0;	/* a zero is not stored */
			continue;
		}
		problem = value_encode(VALUE_TELLING, cell->text, cell->len, &s->cells[i]);
		if (problem != NULL)
			reject(s, record, s->d->fields[u->fields[i]].name, cell, "telling", problem);
	}
	return !s->rejected;
}

static void
check_key(State *s, const Record *record)
{
	KeyHash		hash = key_hash_start();
	uint32_t	first;

	if (s->d->key_count == 0)
		return;
	/* values, not texts: location "0" is location "00" */
	for (size_t i = 0; i < s->d->column_count; i++)
	{
		const Value *value = &s->columns[i].value;

		if (s->d->columns[i].in_key)
			hash = key_hash_add(hash, value->bytes, value->len > 0 ? (size_t) value->len : 0);
	}
	first = keys_add(&s->keys, hash, record->line);
	if (first != 0)
	{
		char	   *reason = text_of("The row has the same key as line %s.", grouped(first));

		reject(s, record, NULL, NULL, "dubbel", reason);
		free(reason);
	}
}

static bool
same_text(const char *a, const char *b)
{
	return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

/* The unit that the row belongs to. */
static void
find_unit(State *s)
{
	Converter  *c = s->c;
	size_t		n = s->d->unit_count;
	char	  **values = need((n + 1) * sizeof(char *));

	for (size_t i = 0; i < n; i++)
	{
		int			column = s->d->unit[i];

		values[i] = value_text(s->d->columns[column].type, &s->columns[column].value);
	}
	for (size_t u = 0; u < c->unit_count; u++)
	{
		bool		same = true;

		for (size_t i = 0; i < n; i++)
			same = same && same_text(values[i], c->units[u].values[i]);
		if (same)
		{
			for (size_t i = 0; i < n; i++)
				free(values[i]);
			free(values);
			s->unit = &c->units[u];
			return;
		}
	}
	c->units = need_more(c->units, (c->unit_count + 1) * sizeof(Unit));
	s->unit = &c->units[c->unit_count++];
	*s->unit = (Unit) {.values = values};
	if (s->d->date_column >= 0)
		s->unit->date = value_text(VALUE_DATE, &s->columns[s->d->date_column].value);
}

/* Did a column of the unit change with this row? */
static bool
unit_changed(const State *s)
{
	if (s->unit == NULL)
		return true;
	for (size_t i = 0; i < s->d->unit_count; i++)
	{
		const TargetColumn *column = &s->d->columns[s->d->unit[i]];

		for (int k = 0; k < column->field_count; k++)
			if (s->fields[column->fields[k]].changed)
				return true;
	}
	return false;
}

static bool
flush_batch(State *s, Batch *batch)
{
	if (batch->rows.len == 0)
		return true;
	return s->c->sink(s->c->sink_context, batch);
}

/* The batch of the row's partition, with room for one more row. */
static Batch *
find_batch(State *s)
{
	int			year = 0;
	size_t		fullest = 0;

	if (s->d->partition_column >= 0)
	{
		const Value *v = &s->columns[s->d->partition_column].value;

		/* without a school year the server says that no partition takes the row */
		year = v->len < 0 ? 0 : (unsigned char) v->bytes[0] << 8 | (unsigned char) v->bytes[1];
	}
	for (size_t i = 0; i < s->open_count; i++)
	{
		if (s->open[i].year == year)
			return s->open[i].rows.len < BATCH_SIZE || flush_batch(s, &s->open[i]) ? &s->open[i] : NULL;
		if (s->open[i].rows.len > s->open[fullest].rows.len)
			fullest = i;
	}
	if (s->open_count < OPEN_BATCHES)
		fullest = s->open_count++;
	else if (!flush_batch(s, &s->open[fullest]))
		return NULL;
	s->open[fullest].year = year;
	return &s->open[fullest];
}

/* Writes the rows of a good record; false when the sink wants no more. */
static bool
emit(State *s)
{
	const Unpivot *u = &s->d->unpivot;
	Batch	   *batch = find_batch(s);
	uint64_t	facts = 0;

	if (batch == NULL)
		return false;
	if (!s->prefix_known)
		build_prefix(s);
	if (u->count == 0)
	{
		buffer_add(&batch->rows, s->prefix.data, s->prefix.len);
		facts = 1;
	}
	for (size_t i = 0; i < u->count; i++)
	{
		const Value *cell = &s->cells[i];

		if (cell->len == 0)
			continue;
		facts++;
		s->c->tally.masked += memcmp(cell->bytes, cell->bytes + 4, 4) != 0;
		buffer_add(&batch->rows, s->prefix.data, s->prefix.len);
		add_value(&batch->rows, &s->labels[i]);
		add_value(&batch->rows, cell);
	}
	s->c->tally.cells += u->count;
	s->c->tally.facts += facts;
	s->unit->facts += facts;
	return true;
}

/* One data record: all its problems, or its rows. */
static bool
convert_record(State *s, const Record *record)
{
	s->rejected = false;
	decode_record(s, record);
	take_fields(s, record);
	encode_columns(s, record);
	if (s->d->unpivot.count > 0)
		read_cells(s, record);
	if (!s->rejected)
		check_key(s, record);
	if (s->rejected)
		return true;
	if (unit_changed(s))
		find_unit(s);
	return emit(s);
}

static bool
too_many(const Converter *c)
{
	return c->limit.rows >= 0 && c->tally.rejected_rows > (uint64_t) c->limit.rows;
}

static ConvertResult
convert_records(State *s, Reader *reader)
{
	Converter  *c = s->c;
	Tally	   *t = &c->tally;
	Record		record;
	bool		header_seen = false;

	for (;;)
	{
		RecordKind	kind = reader_next(reader, &record);

		if (c->progress != NULL)
			*c->progress = reader->bytes_done;
		if (kind == RECORD_END)
			return CONVERT_DONE;
		if (kind == RECORD_FAILED)
			return CONVERT_FAILED;
		t->lines += record.lines;
		if (kind == RECORD_BLANK)
		{
			t->blank_lines += record.lines;
			continue;
		}
		if (!header_seen)
		{
			t->header_lines = record.lines;
			header_seen = true;
			reader->expected_fields = c->match->width;
			continue;
		}
		if (kind == RECORD_BAD)
		{
			s->rejected = true;
			if (!reject_add(&c->rejects, &record, NULL, NULL, 0, record.code, record.reason))
				return CONVERT_FAILED;
		}
		else if (!convert_record(s, &record))
			return CONVERT_STOPPED;
		if (s->failed)
			return CONVERT_FAILED;
		if (s->rejected)
		{
			/* what this row left behind is not to be compared with */
			s->unit = NULL;
			t->rejected_lines += record.lines;
			t->rejected_rows++;
			if (too_many(c))
				return CONVERT_TOO_MANY_REJECTS;
		}
		else
		{
			t->loaded_lines += record.lines;
			t->loaded_rows++;
		}
	}
}

/* Columns that are the same for the whole file; their texts have been checked. */
static void
set_constants(State *s)
{
	for (size_t i = 0; i < s->d->column_count; i++)
	{
		const TargetColumn *column = &s->d->columns[i];
		const char *text = column->constant;

		for (size_t k = 0; column->parameter != NULL && k < s->c->parameter_count; k++)
			if (strcmp(s->c->parameters[k].name, column->parameter) == 0)
				text = s->c->parameters[k].value;
		set_null(&s->columns[i].value);
		if (text != NULL && column->field_count == 0)
			value_encode(column->type, text, strlen(text), &s->columns[i].value);
	}
}

static bool
state_begin(State *s, Converter *c)
{
	const Dataset *d = c->match->dataset;
	const Unpivot *u = &d->unpivot;

	*s = (State) {.c = c, .d = d};
	s->fields = need(d->field_count * sizeof(FieldState));
	memset(s->fields, 0, d->field_count * sizeof(FieldState));
	s->columns = need(d->column_count * sizeof(ColumnState));
	memset(s->columns, 0, d->column_count * sizeof(ColumnState));
	s->checked = need(d->field_count);
	for (size_t i = 0; i < d->field_count; i++)
	{
		const SourceField *f = &d->fields[i];

		s->checked[i] = f->required || f->type != FIELD_STRING || f->allowed || f->pattern;
	}
	for (size_t i = 0; i < d->column_count; i++)
		for (int k = 0; k < d->columns[i].field_count; k++)
			s->checked[d->columns[i].fields[k]] = true;
	s->labels = need((u->count + 1) * sizeof(Value));
	s->cells = need((u->count + 1) * sizeof(Value));
	for (size_t i = 0; i < u->count; i++)
	{
		value_encode(d->columns[u->label_column].type, u->labels[i], strlen(u->labels[i]), &s->labels[i]);
		s->checked[u->fields[i]] = false;	/* read_cells reads them all */
	}
	set_constants(s);
	return decoder_begin(&s->decoder, c->input, c->match->encoding);
}

static void
state_end(State *s)
{
	for (size_t i = 0; i < s->d->field_count; i++)
		buffer_free(&s->fields[i].last);
	for (size_t i = 0; i < s->d->column_count; i++)
		buffer_free(&s->columns[i].text);
	for (size_t i = 0; i < s->open_count; i++)
		buffer_free(&s->open[i].rows);
	decoder_end(&s->decoder);
	keys_free(&s->keys);
	buffer_free(&s->prefix);
	free(s->fields);
	free(s->columns);
	free(s->checked);
	free(s->labels);
	free(s->cells);
}

ConvertResult
convert_file(Converter *c)
{
	State		s;
	Reader		reader;
	ConvertResult result = CONVERT_FAILED;
	uint64_t	rows;

	c->rejects.file_id = c->file_id;
	if (state_begin(&s, c))
	{
		reader_open(&reader, c->input, c->match->delimiter, c->match->skip_bytes);
		result = convert_records(&s, &reader);
		reader_close(&reader);
	}
	rows = c->tally.loaded_rows + c->tally.rejected_rows;
	if (result == CONVERT_DONE && c->limit.percent >= 0 && rows > 0
		&& 100.0 * (double) c->tally.rejected_rows > c->limit.percent * (double) rows)
		result = CONVERT_TOO_MANY_REJECTS;
	if (result == CONVERT_DONE && c->tally.loaded_rows == 0 && c->tally.rejected_rows > 0)
		result = CONVERT_NOTHING_FIT;
	for (size_t i = 0; i < s.open_count && result == CONVERT_DONE; i++)
		if (!flush_batch(&s, &s.open[i]))
			result = CONVERT_STOPPED;
	c->keys_unchecked = s.keys.full;
	state_end(&s);
	return result;
}

void
converter_free(Converter *c)
{
	rejects_free(&c->rejects);
	for (size_t u = 0; u < c->unit_count; u++)
	{
		for (size_t i = 0; i < c->match->dataset->unit_count; i++)
			free(c->units[u].values[i]);
		free(c->units[u].values);
		free(c->units[u].date);
	}
	free(c->units);
	c->units = NULL;
	c->unit_count = 0;
}
