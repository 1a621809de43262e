/*
 * convert.c
 *		Records of a file to rows of its target table.
 */
#define _GNU_SOURCE
#include "convert.h"

#include <endian.h>
#include <stdlib.h>
#include <string.h>

#include "suspects.h"

typedef struct ConvertState
{
	Converter  *c;
	const ConvertOrder *order;
	const Dataset *d;
	Cells		cells;
	int		   *prefix_columns; /* those of the row in front of the wide ones */
	size_t	   *prefix_places;	/* where the value of each stands */
	size_t		prefix_count;
	int			column_total;	/* columns that are sent of a row */
	Buffer		prefix;			/* the row up to the wide columns */
	bool		prefix_known;
	int		   *key_columns;
	size_t		key_count;
	int		   *count_columns;	/* counts of a long row */
	size_t		count_count;
	KeySet		keys;
	Key			group;			/* the key without its inner column, of the last row */
	bool		group_known;
	bool		put_off;		/* the current row is a suspect */
	bool		settling;		/* the doubles are known: suspects are read again */
	Suspects	suspects;
	Unit	   *unit;			/* of the last row */
	Batches		batches;
} ConvertState;

/* Columns that the wide cells fill. */
static bool
is_wide_column(const Dataset *d, int column)
{
	return d->is_wide && (dataset_is_label(d, column) || column == d->unpivot.value_column
						  || column == d->unpivot.mask_column);
}

/* Does each row begin with it? A new leaf is of one file and one year: they are its defaults. */
static bool
is_prefix_column(const Dataset *d, int column)
{
	return !is_wide_column(d, column) && !(d->by_leaf && column == d->partition_column);
}

static void
list_column(Buffer *list, const char *name)
{
	buffer_printf(list, "%s\"%s\"", list->len > 0 ? ", " : "", name);
}

char *
convert_column_list(const Dataset *d)
{
	const Unpivot *u = &d->unpivot;
	Buffer		list = {0};

	if (!d->by_leaf)
		list_column(&list, "bestand_id");
	for (size_t i = 0; i < d->column_count; i++)
		if (is_prefix_column(d, (int) i))
			list_column(&list, d->columns[i].name);
	for (int k = 0; d->is_wide && k < u->label_count; k++)
		list_column(&list, d->columns[u->label_columns[k]].name);
	if (d->is_wide)
		list_column(&list, d->columns[u->value_column].name);
	if (d->is_wide && u->mask_column >= 0)
		list_column(&list, d->columns[u->mask_column].name);
	return list.data;
}

static inline void
put_int32(Buffer *b, int32_t number)
{
	uint32_t	bytes = htobe32((uint32_t) number);

	memcpy(b->data + b->len, &bytes, sizeof(bytes));
	b->len += sizeof(bytes);
}

/* The caller has made sure of the room: 12 bytes more than a value of fixed length. */
static inline void
put_value(Buffer *b, const Value *value)
{
	put_int32(b, value->len);
	if (value->bytes == value->fixed)
		memcpy(b->data + b->len, value->fixed, sizeof(value->fixed));
	else if (value->len > 0)
		memcpy(b->data + b->len, value->bytes, (size_t) value->len);
	if (value->len > 0)
		b->len += (size_t) value->len;
}

#define VALUE_ROOM 16			/* of a value of fixed length, with its own length */

/* Puts new values in the place of the old ones; false where one has another length. */
static bool
patch_prefix(ConvertState *s)
{
	for (size_t i = 0; i < s->prefix_count; i++)
	{
		ColumnState *column = &s->cells.columns[s->prefix_columns[i]];
		const Value *value = &column->value;
		char	   *place = s->prefix.data + s->prefix_places[i];
		uint32_t	len = htobe32((uint32_t) value->len);

		if (!column->fresh)
			continue;
		if (memcmp(place, &len, sizeof(len)) != 0)
			return false;
		if (value->len > 0)
			memcpy(place + sizeof(len), value->bytes, (size_t) value->len);
		column->fresh = false;
	}
	return true;
}

static void
build_prefix(ConvertState *s)
{
	size_t		room = (s->prefix_count + 2) * VALUE_ROOM;

	if (s->prefix_known && patch_prefix(s))
		return;
	for (size_t i = 0; i < s->prefix_count; i++)
	{
		const Value *value = &s->cells.columns[s->prefix_columns[i]].value;

		if (value->len > 8)
			room += (size_t) value->len;
	}
	s->prefix.len = 0;
	buffer_reserve(&s->prefix, room);
	buffer_int16(&s->prefix, (int16_t) s->column_total);
	if (!s->d->by_leaf)
	{
		put_int32(&s->prefix, 4);
		put_int32(&s->prefix, s->order->file_id);
	}
	for (size_t i = 0; i < s->prefix_count; i++)
	{
		s->prefix_places[i] = s->prefix.len;
		put_value(&s->prefix, &s->cells.columns[s->prefix_columns[i]].value);
		s->cells.columns[s->prefix_columns[i]].fresh = false;
	}
	s->prefix_known = true;
}

static void
reject_double(ConvertState *s, const Record *record, uint32_t first)
{
	char	   *reason = text_of("The row has the same key as line %s.", grouped(first));

	cells_reject(&s->cells, record, NULL, NULL, "dubbel", reason);
	free(reason);
}

static Key
key_of_row(const ConvertState *s)
{
	Key			key = key_start();

	for (size_t i = 0; i < s->key_count; i++)
		key_add(&key, &s->cells.columns[s->key_columns[i]].value);
	return key;
}

/* Did a cell of the column change with this row? */
static inline bool
column_changed(const ConvertState *s, int number)
{
	const TargetColumn *column = &s->d->columns[number];

	for (int k = 0; k < column->field_count; k++)
		if (s->cells.fields[column->fields[k]].changed)
			return true;
	return false;
}

/* What the row before left behind is not to be compared with. */
static void
forget_row(ConvertState *s)
{
	s->unit = NULL;
	s->group_known = false;
}

static KeyFound
add_grouped_key(ConvertState *s, uint64_t line)
{
	Key			key;

	for (size_t i = 0; i + 1 < s->key_count && s->group_known; i++)
		s->group_known = !column_changed(s, s->key_columns[i]);
	if (!s->group_known)
	{
		s->group = key_start();
		for (size_t i = 0; i + 1 < s->key_count; i++)
			key_add(&s->group, &s->cells.columns[s->key_columns[i]].value);
		s->group_known = true;
	}
	key = s->group;
	key_add(&key, &s->cells.columns[s->order->inner].value);
	return keys_add_grouped(&s->keys, &s->group, key, line);
}

/*
 * Rejects a row whose key an earlier one has, and puts off one of which that is not
 * sure; values, not texts: location "0" is "00".
 */
static void
check_key(ConvertState *s, const Record *record)
{
	const ConvertOrder *order = s->order;
	uint32_t	first = 0;

	if (s->key_count == 0)
		return;
	if (record->line >= UINT32_MAX)
	{
		say_error("%s: line %s: of so many lines keys cannot be compared; split the file",
				  order->input->name, grouped(record->line));
		s->cells.failed = true;
		return;
	}
	if (s->settling || order->known_doubles)
	{
		first = doubles_find(order->doubles, record->line);
		order->spill->settled += first != 0;
	}
	else if (order->inner >= 0)
		s->put_off = add_grouped_key(s, record->line) == KEY_SUSPECT;
	else
		s->put_off = keys_add(&s->keys, key_of_row(s), record->line, &first) == KEY_SUSPECT;
	if (first != 0)
		reject_double(s, record, first);
}

static Unit *
new_unit(Converter *c, const Key *key)
{
	if ((c->unit_count & (c->unit_count + 1)) == 0)
		c->units = need_more(c->units, 2 * (c->unit_count + 1) * sizeof(Unit));
	c->units[c->unit_count] = (Unit) {.key = *key};
	return &c->units[c->unit_count++];
}

/* The unit that the row belongs to. */
static void
find_unit(ConvertState *s)
{
	Converter  *c = s->c;
	Key			key = key_start();
	uint32_t	number;

	for (size_t i = 0; i < s->d->unit_count; i++)
	{
		const Value *value = &s->cells.columns[s->d->unit[i]].value;

		key_add(&key, value);
	}
	key.line = (uint32_t) c->unit_count + 1;
	number = table_add(&c->unit_table, &key);
	if (number > 0)
	{
		s->unit = &c->units[number - 1];
		return;
	}
	s->unit = new_unit(c, &key);
	s->unit->values = need((s->d->unit_count + 1) * sizeof(char *));
	for (size_t i = 0; i < s->d->unit_count; i++)
		s->unit->values[i] = value_text(s->d->columns[s->d->unit[i]].type, &s->cells.columns[s->d->unit[i]].value);
	if (s->d->date_column >= 0)
		s->unit->date = value_text(VALUE_DATE, &s->cells.columns[s->d->date_column].value);
}

/* Did a column of the unit change with this row? */
static bool
unit_changed(const ConvertState *s)
{
	if (s->unit == NULL)
		return true;
	for (size_t i = 0; i < s->d->unit_count; i++)
		if (column_changed(s, s->d->unit[i]))
			return true;
	return false;
}

/* The school year that says which leaf the row goes to. */
static int
year_of_row(const ConvertState *s)
{
	const Value *v;

	if (s->d->partition_column < 0)
		return 0;
	v = &s->cells.columns[s->d->partition_column].value;
	/* without a school year the server says that no partition takes the row */
	return v->len < 0 ? 0 : (unsigned char) v->bytes[0] << 8 | (unsigned char) v->bytes[1];
}

/* Is it a count that is not one number? */
static bool
is_masked(const Value *count)
{
	return count->len < 0 || memcmp(count->bytes, count->bytes + 4, 4) != 0;
}

/* The row of one wide cell. */
static void
emit_wide(ConvertState *s, Parcel *batch, const WideValue *w)
{
	const Unpivot *u = &s->d->unpivot;
	Value		token = {.len = -1};

	buffer_reserve(&batch->bytes, s->prefix.len + (MAX_LABELS + 2) * VALUE_ROOM);
	memcpy(batch->bytes.data + batch->bytes.len, s->prefix.data, s->prefix.len);
	batch->bytes.len += s->prefix.len;
	for (int k = 0; k < u->label_count; k++)
	{
		if (w->label[k].len > 8)
			buffer_reserve(&batch->bytes, (size_t) w->label[k].len + 4 * VALUE_ROOM);
		put_value(&batch->bytes, &w->label[k]);
	}
	if (w->value.len > 8)
		buffer_reserve(&batch->bytes, (size_t) w->value.len + 4 * VALUE_ROOM);
	put_value(&batch->bytes, &w->value);
	if (u->mask_column < 0)
		return;
	if (w->mask != NULL)
		value_encode(VALUE_TEXT, w->mask->token, strlen(w->mask->token), &token);
	if (token.len > 0)
		buffer_reserve(&batch->bytes, (size_t) token.len + 4 * VALUE_ROOM);
	put_value(&batch->bytes, &token);
}

/* Writes the rows of a good record; false when the sink wants no more. */
static bool
emit(ConvertState *s)
{
	Parcel	   *batch = batches_find(&s->batches, year_of_row(s));
	Tally	   *t = &s->c->tally;
	uint64_t	facts = 0;

	if (batch == NULL)
		return false;
	if (!s->prefix_known || s->cells.changed)
		build_prefix(s);
	s->cells.changed = false;
	if (!s->d->is_wide)
	{
		buffer_reserve(&batch->bytes, s->prefix.len);
		memcpy(batch->bytes.data + batch->bytes.len, s->prefix.data, s->prefix.len);
		batch->bytes.len += s->prefix.len;
		facts = 1;
		t->cells += s->count_count;
		for (size_t i = 0; i < s->count_count; i++)
			t->masked += is_masked(&s->cells.columns[s->count_columns[i]].value);
	}
	else
	{
		bool		counts = s->d->columns[s->d->unpivot.value_column].type == VALUE_TELLING;

		for (size_t i = 0; i < s->order->match->wide_count; i++)
		{
			const WideValue *w = &s->cells.wide[i];

			if (w->absent)
				continue;
			facts++;
			t->masked += counts && is_masked(&w->value);
			emit_wide(s, batch, w);
		}
		t->cells += counts ? s->order->match->wide_count : 0;
	}
	t->facts += facts;
	s->unit->facts += facts;
	return true;
}

/* One data record: all its problems, or its rows. */
static bool
convert_record(ConvertState *s, const Record *record)
{
	cells_take(&s->cells, record);
	if (!s->cells.rejected)
		check_key(s, record);
	if (s->cells.rejected || s->cells.failed)
		return true;
	if (s->put_off)
	{
		s->cells.failed = !suspects_add(&s->suspects, record);
		return true;
	}
	if (s->d->total_count > 0 && totals_take(&s->c->totals, &s->cells, record))
	{
		forget_row(s);
		return true;
	}
	if (s->d->by_leaf && year_of_row(s) == 0)
	{
		cells_reject(&s->cells, record, NULL, NULL, "verplicht", "The row has no school year, which says where it goes.");
		return true;
	}
	if (unit_changed(s))
		find_unit(s);
	return emit(s);
}

/* Counts a rejected record; false when there are too many. */
static bool
count_rejected(const ConvertOrder *order, Tally *t, const Record *record)
{
	t->rejected_lines += record->lines;
	t->rejected_rows++;
	return ++*order->rejected <= (uint64_t) order->limit.rows || order->limit.rows < 0;
}

bool
converter_reject(Converter *c, const Record *record)
{
	c->tally.lines += record->lines;
	c->tally.rejected_lines += record->lines;
	c->tally.rejected_rows++;
	++*c->order->rejected;
	return reject_add(&c->rejects, record, NULL, NULL, 0, record->code, record->reason);
}

ConvertResult
converter_records(Converter *c, Reader *reader)
{
	ConvertState *s = c->state;
	Tally	   *t = &c->tally;
	Record		record;

	/* between two chunks another thread may have read rows of the group */
	s->keys.group_open = false;
	for (;;)
	{
		RecordKind	kind = reader_next(reader, &record);

		if (!c->order->shared)
			*c->order->progress = reader->bytes_done;
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
		s->cells.rejected = kind == RECORD_BAD;
		s->put_off = false;
		if (kind == RECORD_BAD)
			cells_reject(&s->cells, &record, NULL, NULL, record.code, record.reason);
		else if (!convert_record(s, &record))
			return CONVERT_STOPPED;
		if (s->cells.failed)
			return CONVERT_FAILED;
		if (s->put_off)
		{
			t->lines -= record.lines;	/* it comes again */
			s->unit = NULL;
			continue;
		}
		if (!s->cells.rejected)
		{
			t->loaded_lines += record.lines;
			t->loaded_rows++;
			continue;
		}
		forget_row(s);
		if (!count_rejected(c->order, t, &record))
			return CONVERT_TOO_MANY_REJECTS;
	}
}

/* The columns that each row looks at, once and for all. */
static void
choose_columns(ConvertState *s)
{
	const Dataset *d = s->d;

	s->prefix_columns = need((d->column_count + 1) * sizeof(int));
	s->prefix_places = need((d->column_count + 1) * sizeof(size_t));
	s->key_columns = need((d->column_count + 1) * sizeof(int));
	s->count_columns = need((d->column_count + 1) * sizeof(int));
	s->column_total = d->by_leaf ? (int) d->column_count - 1 : (int) d->column_count + 1;
	for (size_t i = 0; i < d->column_count; i++)
	{
		if (is_prefix_column(d, (int) i))
			s->prefix_columns[s->prefix_count++] = (int) i;
		if (d->columns[i].in_key && (int) i != s->order->inner)
			s->key_columns[s->key_count++] = (int) i;
		if (d->columns[i].type == VALUE_TELLING && d->columns[i].field_count > 0
			&& s->order->match->positions[d->columns[i].fields[0]] >= 0)
			s->count_columns[s->count_count++] = (int) i;
	}
	if (s->order->inner >= 0)
		s->key_columns[s->key_count++] = s->order->inner;	/* the last one */
}

bool
converter_begin(Converter *c)
{
	const ConvertOrder *order = c->order;
	const Dataset *d = order->match->dataset;
	ConvertState *s = need(sizeof(ConvertState));

	*s = (ConvertState) {.c = c, .order = order, .d = d};
	c->state = s;
	c->rejects.file_id = order->file_id;
	s->keys = (KeySet) {.deferred = order->shared, .spill = order->spill};
	batches_begin(&s->batches, c->sink, c->sink_context);
	choose_columns(s);
	totals_begin(&c->totals, d, order->file_id);
	c->totals.partial = order->match->completes;
	return cells_begin(&s->cells, order->match, order->input, &c->rejects, order->parameters, order->parameter_count,
					   order->masks, order->mask_count);
}

uint64_t
converter_suspects(Converter *c)
{
	keys_flush(&c->state->keys);
	return c->state->suspects.count;
}

ConvertResult
converter_settle(Converter *c, const Reader *file)
{
	ConvertState *s = c->state;
	ConvertResult result = CONVERT_DONE;
	SuspectFound found;
	Parcel		chunk = {0};
	Reader		reader;

	s->settling = true;
	reader_open_chunk(&reader, file);
	while (result == CONVERT_DONE && (found = suspects_take(&s->suspects, &chunk)) != SUSPECT_NONE)
	{
		if (found == SUSPECT_FAILED)
			result = CONVERT_FAILED;
		else
		{
			reader_set_chunk(&reader, &chunk);
			result = converter_records(c, &reader);
		}
	}
	reader_close(&reader);
	buffer_free(&chunk.bytes);
	return result;
}

ConvertResult
converter_end(Converter *c, ConvertResult result)
{
	ConvertState *s = c->state;

	if (!batches_end(&s->batches, result == CONVERT_DONE) && result == CONVERT_DONE)
		result = CONVERT_STOPPED;
	cells_end(&s->cells);
	keys_free(&s->keys);
	suspects_free(&s->suspects);
	buffer_free(&s->prefix);
	free(s->prefix_columns);
	free(s->prefix_places);
	free(s->key_columns);
	free(s->count_columns);
	free(s);
	c->state = NULL;
	return result;
}

ConvertResult
convert_verdict(const Tally *tally, const RejectLimit *limit)
{
	uint64_t	rows = tally->loaded_rows + tally->rejected_rows;

	if (limit->percent >= 0 && rows > 0 && 100.0 * (double) tally->rejected_rows > limit->percent * (double) rows)
		return CONVERT_TOO_MANY_REJECTS;
	if (limit->rows >= 0 && tally->rejected_rows > (uint64_t) limit->rows)
		return CONVERT_TOO_MANY_REJECTS;
	if (tally->loaded_rows == 0 && tally->rejected_rows > 0)
		return CONVERT_NOTHING_FIT;
	return CONVERT_DONE;
}

/* The rows that were put off, where one thread has seen all keys. */
static ConvertResult
settle(Converter *c, const Reader *reader)
{
	if (converter_suspects(c) == 0)
		return CONVERT_DONE;
	if (!spill_check(c->order->spill, c->order->doubles))
		return c->order->spill->failed ? CONVERT_FAILED : CONVERT_TOO_MANY_DOUBLES;
	return converter_settle(c, reader);
}

ConvertResult
convert_file(Converter *c)
{
	ConvertResult result = CONVERT_FAILED;
	Reader		reader;

	if (converter_begin(c))
	{
		reader_open(&reader, c->order->input, c->order->match->delimiter, c->order->match->skip_bytes);
		if (reader_skip_header(&reader, c->order->match->width, &c->tally.blank_lines, &c->tally.header_lines))
		{
			c->tally.lines = c->tally.blank_lines + c->tally.header_lines;
			result = converter_records(c, &reader);
			if (result == CONVERT_DONE)
				result = settle(c, &reader);
		}
		reader_close(&reader);
	}
	if (result == CONVERT_DONE)
		result = convert_verdict(&c->tally, &c->order->limit);
	return converter_end(c, result);
}

void
tally_add(Tally *sum, const Tally *t)
{
	sum->lines += t->lines;
	sum->header_lines += t->header_lines;
	sum->blank_lines += t->blank_lines;
	sum->loaded_lines += t->loaded_lines;
	sum->rejected_lines += t->rejected_lines;
	sum->loaded_rows += t->loaded_rows;
	sum->rejected_rows += t->rejected_rows;
	sum->facts += t->facts;
	sum->cells += t->cells;
	sum->masked += t->masked;
}

static void
unit_free(const Dataset *d, Unit *unit)
{
	for (size_t i = 0; i < d->unit_count; i++)
		free(unit->values[i]);
	free(unit->values);
	free(unit->date);
}

void
converter_merge(Converter *into, Converter *from)
{
	const Dataset *d = into->order->match->dataset;

	tally_add(&into->tally, &from->tally);
	rejects_merge(&into->rejects, &from->rejects);
	totals_merge(&into->totals, &from->totals);
	for (size_t u = 0; u < from->unit_count; u++)
	{
		Unit	   *unit = &from->units[u];
		Key			key = unit->key;
		uint32_t	number;

		key.line = (uint32_t) into->unit_count + 1;
		number = table_add(&into->unit_table, &key);
		if (number > 0)
		{
			into->units[number - 1].facts += unit->facts;
			unit_free(d, unit);
		}
		else
			*new_unit(into, &key) = *unit;
	}
	from->unit_count = 0;
	converter_free(from);
}

void
converter_free(Converter *c)
{
	rejects_free(&c->rejects);
	totals_free(&c->totals);
	for (size_t u = 0; u < c->unit_count; u++)
		unit_free(c->order->match->dataset, &c->units[u]);
	free(c->units);
	table_free(&c->unit_table);
	c->units = NULL;
	c->unit_count = 0;
}
