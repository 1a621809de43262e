/*
 * cells.c
 *		The cells of a row: checked as the dataset says, and made values.
 *
 * Open data repeats itself from row to row: date, municipality, school. So each
 * field and column remembers what it last saw, and is checked and encoded again
 * only when its text changes.
 */
#define _GNU_SOURCE
#include "cells.h"

#include <stdlib.h>
#include <string.h>

/* A field that changed so many times on end is not compared any more. */
#define RESTLESS 64

/* A regular expression costs a microsecond: most texts come more than once. */
#define MEMO_SLOTS 512
#define MEMO_TEXT 27			/* longer texts are searched each time */

typedef struct MemoSlot
{
	char		text[MEMO_TEXT];
	uint8_t		len;			/* plus 1; 0: free */
	int16_t		begin;			/* of what was found; -1: nothing */
	int16_t		end;
} MemoSlot;

struct RegexMemo
{
	const regex_t *regex;
	MemoSlot	slots[MEMO_SLOTS];
};

static RegexMemo *
memo_begin(const regex_t *regex)
{
	RegexMemo  *memo;

	if (regex == NULL)
		return NULL;
	memo = need(sizeof(RegexMemo));
	memset(memo, 0, sizeof(RegexMemo));
	memo->regex = regex;
	return memo;
}

/* The first group that is not empty, or the whole where there is no group. */
static void
search(const regex_t *regex, const Field *text, int16_t *begin, int16_t *end)
{
	regmatch_t	groups[8];
	char		room[MEMO_TEXT + 1];
	char	   *copy = text->len <= MEMO_TEXT ? room : need(text->len + 1);
	int			i = 0;
	bool		found;

	memcpy(copy, text->text, text->len);
	copy[text->len] = '\0';
	found = text->len <= INT16_MAX && regexec(regex, copy, 8, groups, 0) == 0;
	if (copy != room)
		free(copy);
	*begin = -1;
	if (!found)
		return;
	for (size_t g = 1; g <= regex->re_nsub && g < 8 && i == 0; g++)
		if (groups[g].rm_so >= 0 && groups[g].rm_eo > groups[g].rm_so)
			i = (int) g;
	*begin = (int16_t) groups[i].rm_so;
	*end = (int16_t) groups[i].rm_eo;
}

/* Searches a text; false where nothing fits, else what was found. */
static bool
memo_search(RegexMemo *memo, const Field *text, Field *found)
{
	uint32_t	hash = 2166136261u;
	MemoSlot   *slot;
	MemoSlot	once;

	for (size_t i = 0; i < text->len && i < MEMO_TEXT; i++)
		hash = (hash ^ (unsigned char) text->text[i]) * 16777619u;
	slot = text->len <= MEMO_TEXT ? &memo->slots[(hash ^ hash >> 16) % MEMO_SLOTS] : &once;
	if (slot == &once || slot->len != text->len + 1 || memcmp(slot->text, text->text, text->len) != 0)
	{
		search(memo->regex, text, &slot->begin, &slot->end);
		if (slot != &once)
		{
			memcpy(slot->text, text->text, text->len);
			slot->len = (uint8_t) (text->len + 1);
		}
	}
	if (slot->begin < 0)
		return false;
	*found = (Field) {text->text + slot->begin, (size_t) (slot->end - slot->begin)};
	return true;
}

void
cells_reject(Cells *cells, const Record *record, const char *column, const Field *value, const char *code,
			 const char *reason)
{
	cells->rejected = true;
	if (!reject_add(cells->rejects, record, column, value ? value->text : NULL, value ? value->len : 0, code, reason))
		cells->failed = true;
}

/* Name of the field that stands in a cell; NULL for a cell of no field. */
static const char *
cell_name(const Cells *cells, size_t cell)
{
	for (size_t i = 0; i < cells->d->field_count; i++)
		if (cells->match->positions[i] == (int) cell)
			return cells->d->fields[i].name;
	return NULL;
}

/*
 * The cells in UTF-8. One that cannot be is rejected with its first wrong byte,
 * and stays as it is, so that the other problems of the row are found too.
 */
static void
decode_record(Cells *cells, const Record *record)
{
	if (!decoder_take(&cells->decoder, record))
		return;
	for (size_t i = 0; i < record->field_count; i++)
	{
		Field	   *cell = &record->fields[i];
		int			wrong = decode_cell(&cells->decoder, cell);

		if (wrong >= 0)
		{
			char	   *reason = text_of("Byte 0x%02X is no character of %s.", (unsigned) wrong, cells->match->encoding);

			cells_reject(cells, record, cell_name(cells, i), cell, "codering", reason);
			free(reason);
		}
	}
}

/* Most texts that differ do so at an end, and most that are equal are short. */
static inline bool
same_bytes(const Field *text, const char *other, size_t len)
{
	if (text->len != len)
		return false;
	if (len == 0)
		return true;
	return text->text[len - 1] == other[len - 1] && text->text[0] == other[0]
		&& (len <= 2 || memcmp(text->text, other, len) == 0);
}

static inline bool
same_text(const Field *text, const char *other)
{
	return text->len > 0 && text->text[0] == other[0] ? same_bytes(text, other, strlen(other))
		: text->len == 0 && other[0] == '\0';
}

static inline bool
is_missing(const Dataset *d, const Field *text)
{
	if (text->len == 0)
		return true;
	for (size_t i = 0; i < d->missing_count; i++)
		if (same_text(text, d->missing[i]))
			return true;
	return false;
}

/*
 * Is the field's reason already that of a problem, which is a constant text? In a
 * file of bad rows the same one comes again and again; else its words are to be made.
 */
static bool
same_reason(FieldState *state, const char *problem)
{
	if (state->problem == problem)
		return true;
	state->problem = problem;
	state->reason.len = 0;
	return false;
}

/* Only "Bo", "Sbo", "So" or "Vso" may stand here. */
static const char *
not_allowed(const SourceField *f, FieldState *state, const char *code)
{
	if (!same_reason(state, code))
	{
		for (size_t i = 0; i < f->allowed_count; i++)
			buffer_printf(&state->reason, "%s\"%s\"", i == 0 ? "Only " : i + 1 == f->allowed_count ? " or " : ", ", f->allowed[i]);
		buffer_text(&state->reason, " may stand here.");
	}
	return state->reason.data;
}

static const char *
no_match(const SourceField *f, FieldState *state, const char *code)
{
	if (!same_reason(state, code))
		buffer_printf(&state->reason, "The value does not have the form %s.", f->pattern_text);
	return state->reason.data;
}

static const char *
out_of_range(const SourceField *f, FieldState *state, const char *code)
{
	if (!same_reason(state, code))
	{
		char	   *range = field_range(f);

		buffer_printf(&state->reason, "The number is not in the range %s.", range);
		free(range);
	}
	return state->reason.data;
}

static const char *
no_date(const SourceField *f, FieldState *state, const char *problem)
{
	if (!same_reason(state, problem))
	{
		buffer_printf(&state->reason, "%s The form is ", problem);
		for (size_t i = 0; i < f->date_format_count; i++)
			buffer_printf(&state->reason, "%s%s", i ? " or " : "", f->date_formats[i]);
		buffer_text(&state->reason, ".");
	}
	return state->reason.data;
}

/* Place of a text in the closed list; allowed_count when it is not there. */
static size_t
find_allowed(const SourceField *f, const Field *text)
{
	size_t		i = 0;

	while (i < f->allowed_count && !same_text(text, f->allowed[i]))
		i++;
	return i;
}

/* Reads a date by any of its forms; NULL, or what is wrong. */
static const char *
check_date(const SourceField *f, const Field *text, FieldState *state)
{
	const char *problem = NULL;

	for (size_t i = 0; i < f->date_format_count; i++)
	{
		problem = date_parse(text->text, text->len, f->date_formats[i], &state->days);
		if (problem == NULL)
			return NULL;
	}
	return no_date(f, state, problem);
}

/* Reads a date or a number; NULL, or what is wrong with it, with its code. */
static const char *
check_type(const SourceField *f, const Field *text, FieldState *state, const char **code)
{
	const char *problem;
	int64_t		whole = 0;

	if (f->type == FIELD_DATE)
	{
		problem = check_date(f, text, state);
		*code = problem ? "datum" : NULL;
		return problem;
	}
	if (f->type != FIELD_INTEGER && f->type != FIELD_NUMBER)
		return NULL;
	problem = f->type == FIELD_INTEGER
		? integer_parse(text->text, text->len, INT32_MAX, &whole)
		: number_parse(text->text, text->len, f->decimal_char, f->group_char, &state->number);
	if (problem != NULL)
	{
		*code = "getal";
		return problem;
	}
	if (f->type == FIELD_INTEGER)
		state->number = (double) whole;
	if (state->number >= f->minimum && state->number <= f->maximum)
		return NULL;
	*code = "bereik";
	return out_of_range(f, state, *code);
}

/* Checks what the Table Schema says of a field; true when there is no problem. */
static bool
check_field(Cells *cells, const Record *record, const SourceField *f, FieldState *state)
{
	const Field *text = &state->text;
	Field		found;
	const char *reason;
	const char *code = NULL;

	if (is_missing(cells->d, text))
	{
		state->missing = true;
		if (f->required)
			cells_reject(cells, record, f->name, text, "verplicht", "The cell is empty, and this column is required.");
		return !f->required;
	}
	state->missing = false;
	reason = check_type(f, text, state, &code);
	if (code == NULL && f->allowed != NULL && find_allowed(f, text) == f->allowed_count)
	{
		code = "codelijst";
		reason = not_allowed(f, state, code);
	}
	if (code == NULL && state->pattern != NULL && !memo_search(state->pattern, text, &found))
	{
		code = "patroon";
		reason = no_match(f, state, code);
	}
	if (code != NULL)
		cells_reject(cells, record, f->name, text, code, reason);
	return code == NULL;
}

static inline void
remember(Buffer *last, const Field *text)
{
	last->len = 0;
	buffer_reserve(last, text->len);
	memcpy(last->data, text->text, text->len);
	last->len = text->len;
}

/* A field's place among the bits of those that changed; with over 64 some share one. */
static inline uint64_t
field_bit(int field)
{
	return 1ULL << (field & 63);
}

/* Takes each checked field of the row; those that changed are checked again. */
static void
take_fields(Cells *cells, const Record *record)
{
	cells->changed_bits = 0;
	cells->all_known = true;
	for (size_t i = 0; i < cells->d->field_count; i++)
	{
		FieldState *state = &cells->fields[i];

		if (state->position < 0)
			continue;
		state->text = record->fields[state->position];
		state->changed = false;
		if (!state->checked)
			continue;
		state->changed = state->restless > RESTLESS || !state->known
			|| !same_bytes(&state->text, state->last.data, state->last.len);
		if (!state->changed)
		{
			state->restless = 0;
			continue;
		}
		cells->changed_bits |= field_bit((int) i);
		state->known = check_field(cells, record, &cells->d->fields[i], state);
		cells->all_known = cells->all_known && state->known;
		if (state->restless > RESTLESS)
			continue;
		state->restless++;
		remember(&state->last, &state->text);
	}
}

static inline void
set_null(Value *value)
{
	value->len = -1;
	value->bytes = NULL;
}

/* What a token stands for; NULL when the cell is no token. */
static const Mask *
find_mask(const Cells *cells, const Field *text)
{
	for (size_t i = 0; i < cells->mask_count; i++)
		if (same_text(text, cells->masks[i].token))
			return &cells->masks[i];
	return NULL;
}

/* No token begins with a digit. */
static inline bool
is_number_like(const Field *text)
{
	return text->len > 0 && text->text[0] >= '0' && text->text[0] <= '9';
}

const char *
cells_count(const Cells *cells, Field text, Value *value, const Mask **mask)
{
	const char *problem;
	uint64_t	count = 0;

	*mask = NULL;
	if (cells->mask_count > 0 && !is_number_like(&text))
		*mask = find_mask(cells, &text);
	if (*mask != NULL && (*mask)->count == NULL)
	{
		set_null(value);
		return NULL;
	}
	if (*mask != NULL)
		text = (Field) {(*mask)->count, strlen((*mask)->count)};
	problem = count_parse(text.text, text.len, cells->d->group_char, &count);
	value_from_count(count, value);
	return problem;
}

/* What the map says instead of a text; false: it says SQL NULL. */
static bool
apply_map(const TargetColumn *column, Field *text)
{
	for (size_t i = 0; i < column->map_count; i++)
	{
		const ValueMap *map = &column->map[i];

		if (!same_text(text, map->from))
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

/* The text in the column's own room, where it outlives the record. */
static Field
keep_text(ColumnState *state, const Field *text, const char *append)
{
	remember(&state->text, text);
	if (append != NULL)
		buffer_text(&state->text, append);
	return (Field) {state->text.data, state->text.len};
}

/* Some columns hold the token of a count's cell, and nothing for a number. */
static void
encode_token(const Cells *cells, ColumnState *state, const Field *text)
{
	const Mask *mask = is_number_like(text) ? NULL : find_mask(cells, text);

	set_null(&state->value);
	if (mask != NULL)
		value_encode(VALUE_TEXT, mask->token, strlen(mask->token), &state->value);
}

/* What the column makes of the text; NULL, or what is wrong. */
static const char *
encode_text(const SourceField *source, const TargetColumn *column, ColumnState *state, Field text)
{
	if (source->type == FIELD_BOOLEAN && column->type == VALUE_BOOLEAN)
		text = truth_text(find_allowed(source, &text) < source->true_count);
	else if (column->mark != NULL)
	{
		bool		marked = remove_mark(column, &text);

		if (column->type == VALUE_BOOLEAN)
			text = truth_text(marked);
	}
	if (column->type == VALUE_TEXT || column->append != NULL)
		text = keep_text(state, &text, column->append);
	return value_encode(column->type, text.text, text.len, &state->value);
}

/* The value of a column; NULL, or what is wrong and in which of its fields. */
static const char *
encode_value(const Cells *cells, const TargetColumn *column, ColumnState *state, int *wrong)
{
	const FieldState *field = &cells->fields[column->fields[0]];
	const SourceField *source = &cells->d->fields[column->fields[0]];
	const Mask *mask;
	Field		text = field->text;

	*wrong = 0;
	if (column->is_mask)
	{
		encode_token(cells, state, &text);
		return NULL;
	}
	if (column->type == VALUE_TELLING && (!field->missing || find_mask(cells, &text) != NULL))
		return cells_count(cells, text, &state->value, &mask);
	if (field->missing || !apply_map(column, &text)
		|| (state->match != NULL && !memo_search(state->match, &text, &text)))
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
	if (source->type == FIELD_INTEGER && text.text == field->text.text && text.len == field->text.len && column->append == NULL
		&& column->mark == NULL && (column->type == VALUE_SMALLINT || column->type == VALUE_INTEGER))
		return value_from_whole(column->type, field->number, &state->value);
	if (column->field_count == 2)
	{
		const Field *second = &cells->fields[column->fields[1]].text;

		return value_join(text.text, text.len, second->text, second->len, &state->value, wrong);
	}
	return encode_text(source, column, state, text);
}

static void
encode_column(Cells *cells, const Record *record, const TargetColumn *column, ColumnState *state)
{
	int			wrong;
	const char *problem = encode_value(cells, column, state, &wrong);
	int			field = column->fields[wrong];

	state->known = problem == NULL;
	if (problem != NULL)
		cells_reject(cells, record, cells->d->fields[field].name, &cells->fields[field].text,
					 column->type == VALUE_TELLING ? "telling" : "waarde", problem);
}

/* Are all fields of the column right in this row? */
static bool
is_usable(const Cells *cells, const TargetColumn *column)
{
	for (int k = 0; k < column->field_count; k++)
		if (!cells->fields[column->fields[k]].known)
			return false;
	return true;
}

/*
 * The number of the line, as long as an integer can hold it; of a mended row that
 * in the file which refused it.
 */
static void
encode_line(Cells *cells, const Record *record, ColumnState *state)
{
	const Field *text = &record->fields[cells->match->line_cell];
	int64_t		line = (int64_t) record->line;

	if (cells->match->completes && (integer_parse(text->text, text->len, INT32_MAX, &line) != NULL || line < 1))
		cells_reject(cells, record, "passend_regel", text, "getal", "It is not the number of a line.");
	else if (line <= INT32_MAX)
		value_from_integer((int32_t) line, &state->value);
	else
		cells_reject(cells, record, NULL, NULL, "waarde", "The number of the line is larger than an integer can be.");
}

/* Columns whose fields changed are encoded again. */
static void
encode_columns(Cells *cells, const Record *record)
{
	for (size_t i = 0; i < cells->d->column_count; i++)
	{
		const TargetColumn *column = &cells->d->columns[i];
		ColumnState *state = &cells->columns[i];

		if (state->known && (state->field_bits & cells->changed_bits) == 0)
			continue;
		if (column->is_line)
			encode_line(cells, record, state);
		state->fresh = true;
		cells->changed = cells->changed || column->is_line || column->field_count > 0;
		if (column->field_count == 0)
			continue;
		if (cells->all_known || is_usable(cells, column))
			encode_column(cells, record, column, state);
		else
			state->known = false;	/* its field has been rejected */
	}
}

/* The value of a wide cell that is no count; NULL, or what is wrong with it. */
static const char *
read_wide_value(const Cells *cells, const WideCell *wide, const Field *text, WideValue *w)
{
	const Unpivot *u = &cells->d->unpivot;
	const SourceField *f = wide->field >= 0 ? &cells->d->fields[wide->field] : NULL;
	ValueType	type = cells->d->columns[u->value_column].type;
	double		number = 0;
	const char *problem;

	w->absent = is_missing(cells->d, text);
	if (w->absent)
		return NULL;
	if (type != VALUE_DOUBLE)
		return value_encode(type, text->text, text->len, &w->value);
	problem = number_parse(text->text, text->len, f && f->type == FIELD_NUMBER ? f->decimal_char : u->decimal_char,
						   f && f->type == FIELD_NUMBER ? f->group_char : u->group_char, &number);
	value_from_number(number, &w->value);
	return problem;
}

/* The wide cells of a row; a zero count is not stored. */
static void
read_wide(Cells *cells, const Record *record)
{
	bool		counts = cells->d->columns[cells->d->unpivot.value_column].type == VALUE_TELLING;

	for (size_t i = 0; i < cells->match->wide_count; i++)
	{
		const WideCell *wide = &cells->match->wide[i];
		const Field *text = &record->fields[wide->position];
		WideValue  *w = &cells->wide[i];
		const char *problem;

		w->mask = NULL;
		w->absent = counts && text->len == 1 && text->text[0] == '0';
		if (w->absent)
			continue;
		problem = counts ? cells_count(cells, *text, &w->value, &w->mask) : read_wide_value(cells, wide, text, w);
		if (problem != NULL)
			cells_reject(cells, record, wide->name, text, counts ? "telling" : "waarde", problem);
		else if (counts && w->value.len > 0)
			w->absent = memcmp(w->value.fixed, (char[8]) {0}, 8) == 0;
	}
}

void
cells_take(Cells *cells, const Record *record)
{
	cells->rejected = false;
	decode_record(cells, record);
	take_fields(cells, record);
	encode_columns(cells, record);
	if (cells->d->is_wide)
		read_wide(cells, record);
}

/* Columns that are the same for the whole file; their texts have been checked. */
static void
set_constants(Cells *cells, const Parameter *parameters, size_t parameter_count)
{
	for (size_t i = 0; i < cells->d->column_count; i++)
	{
		const TargetColumn *column = &cells->d->columns[i];
		const char *text = column->constant;

		for (size_t k = 0; column->parameter != NULL && k < parameter_count; k++)
			if (strcmp(parameters[k].name, column->parameter) == 0)
				text = parameters[k].value;
		set_null(&cells->columns[i].value);
		if (text != NULL && column->field_count == 0)
			value_encode(column->type, text, strlen(text), &cells->columns[i].value);
		cells->columns[i].match = memo_begin(column->match);
		cells->columns[i].known = column->field_count == 0 && !column->is_line;
		for (int k = 0; k < column->field_count; k++)
			cells->columns[i].field_bits |= field_bit(column->fields[k]);
	}
}

static void
set_fields(Cells *cells)
{
	for (size_t i = 0; i < cells->d->field_count; i++)
	{
		const SourceField *f = &cells->d->fields[i];
		FieldState *state = &cells->fields[i];

		state->position = cells->match->positions[i];
		state->checked = f->required || f->type != FIELD_STRING || f->allowed || f->pattern;
		state->pattern = memo_begin(f->pattern);
		state->text = (Field) {"", 0};
		state->known = state->missing = state->position < 0;
	}
	/* read_wide reads them all; those that fill a column too are watched */
	for (size_t i = 0; i < cells->match->wide_count; i++)
		if (cells->match->wide[i].field >= 0)
			cells->fields[cells->match->wide[i].field].checked = false;
	for (size_t i = 0; i < cells->d->column_count; i++)
		for (int k = 0; k < cells->d->columns[i].field_count; k++)
			cells->fields[cells->d->columns[i].fields[k]].checked = true;
	for (size_t i = 0; i < cells->d->total_count; i++)
		if (cells->d->totals[i].value != NULL)
			cells->fields[cells->d->totals[i].field].checked = true;
}

/* What the user says of a token goes before what the dataset says. */
static void
set_masks(Cells *cells, const MaskOverride *masks, size_t mask_count)
{
	cells->masks = need((mask_count + cells->d->mask_count + 1) * sizeof(Mask));
	for (size_t i = 0; i < mask_count; i++)
		cells->masks[cells->mask_count++] = (Mask) {(char *) masks[i].token, (char *) masks[i].count};
	for (size_t i = 0; i < cells->d->mask_count; i++)
		cells->masks[cells->mask_count++] = cells->d->masks[i];
}

static void
set_labels(Cells *cells)
{
	const Unpivot *u = &cells->d->unpivot;

	for (size_t i = 0; i < cells->match->wide_count; i++)
		for (int k = 0; k < u->label_count; k++)
		{
			const char *label = cells->match->wide[i].labels[k];

			value_encode(cells->d->columns[u->label_columns[k]].type, label, strlen(label), &cells->wide[i].label[k]);
		}
}

bool
cells_begin(Cells *cells, const HeaderMatch *match, const Input *input, Rejects *rejects,
			const Parameter *parameters, size_t parameter_count, const MaskOverride *masks, size_t mask_count)
{
	const Dataset *d = match->dataset;

	*cells = (Cells) {.match = match, .d = d, .rejects = rejects};
	cells->fields = need(d->field_count * sizeof(FieldState));
	memset(cells->fields, 0, d->field_count * sizeof(FieldState));
	cells->columns = need(d->column_count * sizeof(ColumnState));
	memset(cells->columns, 0, d->column_count * sizeof(ColumnState));
	cells->wide = need((match->wide_count + 1) * sizeof(WideValue));
	memset(cells->wide, 0, (match->wide_count + 1) * sizeof(WideValue));
	set_fields(cells);
	set_constants(cells, parameters, parameter_count);
	set_masks(cells, masks, mask_count);
	set_labels(cells);
	return decoder_begin(&cells->decoder, input, match->encoding);
}

void
cells_end(Cells *cells)
{
	for (size_t i = 0; i < cells->d->field_count; i++)
	{
		buffer_free(&cells->fields[i].last);
		buffer_free(&cells->fields[i].reason);
		free(cells->fields[i].pattern);
	}
	for (size_t i = 0; i < cells->d->column_count; i++)
	{
		buffer_free(&cells->columns[i].text);
		free(cells->columns[i].match);
	}
	decoder_end(&cells->decoder);
	free(cells->fields);
	free(cells->columns);
	free(cells->wide);
	free(cells->masks);
}
