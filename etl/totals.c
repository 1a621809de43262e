/*
 * totals.c
 *		Totals in a file, compared with their parts: rows of laad.controle.
 *
 * A publisher's total is never added to its parts, and never stored as a fact.
 * Of a total that is a row of its own, the parts are the rows that have the same
 * key but for the field that says TOTAAL; of a column of totals, they are the
 * wide cells of the row.
 */
#define _GNU_SOURCE
#include "totals.h"

#include <stdlib.h>
#include <string.h>

#include "telling_code.h"

#ifndef GROUPS_LIMIT
#define GROUPS_LIMIT 100000		/* some 12 MB */
#endif

static const char *const verdict_texts[] = {
	[VERDICT_EQUAL] = "klopt",
	[VERDICT_WITHIN] = "klopt binnen grenzen",
	[VERDICT_DIFFERS] = "wijkt af",
	[VERDICT_UNKNOWN] = "niet te bepalen"
};

void
totals_begin(Totals *totals, const Dataset *d, int32_t file_id)
{
	*totals = (Totals) {.d = d, .file_id = file_id};
	totals->checks = need((d->total_count + 1) * sizeof(TotalCheck));
	memset(totals->checks, 0, (d->total_count + 1) * sizeof(TotalCheck));
}

void
totals_free(Totals *totals)
{
	for (size_t i = 0; totals->d != NULL && i < totals->d->total_count; i++)
	{
		TotalCheck *check = &totals->checks[i];

		for (size_t g = 0; g < check->group_count; g++)
			free(check->groups[g].key);
		free(check->groups);
		free(check->keys);
		table_free(&check->table);
		buffer_free(&check->rows);
	}
	free(totals->checks);
	*totals = (Totals) {0};
}

/* A count, or NULL (of unknown size) where value has none. */
static void
add_count(Sum *sum, const Value *value)
{
	uint64_t	count = 0;

	if (value->len < 0)
	{
		sum->open = true;
		return;
	}
	for (int i = 0; i < 8; i++)
		count = count << 8 | (unsigned char) value->bytes[i];
	sum->low += telling_onder(count);
	sum->high += telling_boven(count);
}

static Verdict
judge(const Sum *parts, const Sum *total)
{
	if ((!parts->open && total->low > parts->high) || (!total->open && parts->low > total->high))
		return VERDICT_DIFFERS;
	if (parts->open || total->open)
		return VERDICT_UNKNOWN;
	if (parts->low == parts->high && total->low == total->high)
		return VERDICT_EQUAL;
	return VERDICT_WITHIN;
}

/* A sum as a telling; NULL where it has no upper bound that a telling can hold. */
static void
add_sum(Buffer *rows, const Sum *sum)
{
	if (sum->open || sum->high > TELLING_MAX)
	{
		buffer_int32(rows, -1);
		return;
	}
	buffer_int32(rows, 8);
	buffer_int64(rows, (int64_t) telling_make((int32_t) sum->low, (int32_t) sum->high));
}

static void
add_text(Buffer *rows, const char *text)
{
	buffer_int32(rows, text ? (int32_t) strlen(text) : -1);
	if (text != NULL)
		buffer_text(rows, text);
}

static void
add_number(Buffer *rows, uint64_t number)
{
	buffer_int32(rows, 8);
	buffer_int64(rows, (int64_t) number);
}

/* One row of laad.controle; line 0, key NULL and sums NULL: a summary of many. */
static void
add_row(const Totals *totals, const Total *total, Buffer *rows, uint64_t line, const char *key,
		const Sum *parts, const Sum *whole, Verdict verdict, uint64_t count)
{
	const char *field = totals->d->fields[total->field].name;
	char	   *name = total->value ? text_of("%s = %s", field, total->value) : text_of("kolom %s", field);

	buffer_int16(rows, 8);
	buffer_int32(rows, 4);
	buffer_int32(rows, totals->file_id);
	add_text(rows, name);
	if (line > 0)
		add_number(rows, line);
	else
		buffer_int32(rows, -1);
	add_text(rows, key);
	if (parts != NULL)
		add_sum(rows, parts);
	else
		buffer_int32(rows, -1);
	if (whole != NULL)
		add_sum(rows, whole);
	else
		buffer_int32(rows, -1);
	add_text(rows, verdict_texts[verdict]);
	add_number(rows, count);
	free(name);
}

/* Is the column made of the field that says which rows are totals? */
static bool
is_made_of(const TargetColumn *column, int field)
{
	for (int k = 0; k < column->field_count; k++)
		if (column->fields[k] == field)
			return true;
	return false;
}

static Key
group_key(const Cells *cells, const Total *total)
{
	Key			key = key_start();

	for (size_t i = 0; i < cells->d->column_count; i++)
	{
		const Value *value = &cells->columns[i].value;

		if (cells->d->columns[i].in_key && !is_made_of(&cells->d->columns[i], total->field))
			key_add(&key, value);
	}
	return key;
}

/* "swv_bron=PO2707, schooljaar=2021-2022" */
static char *
key_text(const Cells *cells, const Total *total)
{
	Buffer		text = {0};

	buffer_text(&text, "");
	for (size_t i = 0; i < cells->d->column_count; i++)
	{
		const TargetColumn *column = &cells->d->columns[i];
		char	   *value;

		if (!column->in_key || is_made_of(column, total->field))
			continue;
		value = value_text(column->type, &cells->columns[i].value);
		buffer_printf(&text, "%s%s=%s", text.len ? ", " : "", column->name, value ? value : "");
		free(value);
	}
	return text.data;
}

/* The group of a key, made where it misses; NULL when there are too many. */
static Group *
find_group(TotalCheck *check, Key key)
{
	uint32_t	number;

	if (check->full)
		return NULL;
	key.line = (uint32_t) check->group_count + 1;
	number = table_add(&check->table, &key);
	if (number > 0)
		return &check->groups[number - 1];
	if (check->group_count == GROUPS_LIMIT)
	{
		check->full = true;
		return NULL;
	}
	if ((check->group_count & (check->group_count + 1)) == 0)
	{
		check->groups = need_more(check->groups, 2 * (check->group_count + 1) * sizeof(Group));
		check->keys = need_more(check->keys, 2 * (check->group_count + 1) * sizeof(Key));
	}
	check->keys[check->group_count] = key;
	check->groups[check->group_count] = (Group) {0};
	return &check->groups[check->group_count++];
}

/* A row that is a total of this kind, or a part of one. */
static bool
take_row(const Total *total, TotalCheck *check, const Cells *cells, const Record *record)
{
	const Field *text = &cells->fields[total->field].text;
	bool		is_total = strlen(total->value) == text->len && memcmp(total->value, text->text, text->len) == 0;
	Group	   *group = find_group(check, group_key(cells, total));
	const Value *count = &cells->columns[dataset_count_column(cells->d)].value;

	check->unseen += group == NULL && is_total;
	if (group == NULL)
		return is_total;
	if (!is_total)
	{
		add_count(&group->parts, count);
		group->part_count++;
		return false;
	}
	add_count(&group->total, count);
	group->line = record->line;
	free(group->key);
	group->key = key_text(cells, total);
	return true;
}

/* A row whose wide cells add up to a column of its own. */
static void
take_column(const Totals *totals, const Total *total, TotalCheck *check, const Cells *cells, const Record *record)
{
	const FieldState *field = &cells->fields[total->field];
	Sum			parts = {0};
	Sum			whole = {0};
	Value		value;
	const Mask *mask;
	Verdict		verdict;

	if (field->position < 0)
		return;
	for (size_t i = 0; i < cells->match->wide_count; i++)
		if (!cells->wide[i].absent)
			add_count(&parts, &cells->wide[i].value);
	if (cells_count(cells, field->text, &value, &mask) != NULL)
		value.len = -1;			/* no count at all */
	add_count(&whole, &value);
	verdict = judge(&parts, &whole);
	check->verdicts[verdict]++;
	if (verdict == VERDICT_DIFFERS && check->verdicts[verdict] > GROUPS_LIMIT)
		check->unseen++;
	else if (verdict == VERDICT_DIFFERS)
	{
		char	   *key = key_text(cells, total);

		add_row(totals, total, &check->rows, record->line, key, &parts, &whole, verdict, 1);
		free(key);
	}
}

bool
totals_take(Totals *totals, const Cells *cells, const Record *record)
{
	bool		is_total = false;

	for (size_t i = 0; i < totals->d->total_count; i++)
	{
		const Total *total = &totals->d->totals[i];

		if (total->value == NULL)
			take_column(totals, total, &totals->checks[i], cells, record);
		else if (take_row(total, &totals->checks[i], cells, record))
			is_total = true;
	}
	return is_total;
}

static void
add_sums(Sum *sum, const Sum *other)
{
	sum->low += other->low;
	sum->high += other->high;
	sum->open = sum->open || other->open;
}

static void
merge_check(TotalCheck *check, const TotalCheck *other)
{
	check->full = check->full || other->full;
	check->unseen += other->unseen;
	for (size_t g = 0; g < other->group_count; g++)
	{
		const Group *from = &other->groups[g];
		Group	   *group = find_group(check, other->keys[g]);

		if (group == NULL)
		{
			check->unseen += from->line > 0;
			continue;
		}
		add_sums(&group->parts, &from->parts);
		add_sums(&group->total, &from->total);
		group->part_count += from->part_count;
		if (from->line > 0)
		{
			group->line = from->line;
			free(group->key);
			group->key = copy_text(from->key);
		}
	}
	for (int v = 0; v < VERDICTS; v++)
		check->verdicts[v] += other->verdicts[v];
	buffer_add(&check->rows, other->rows.data, other->rows.len);
}

void
totals_merge(Totals *totals, const Totals *other)
{
	for (size_t i = 0; i < totals->d->total_count; i++)
		merge_check(&totals->checks[i], &other->checks[i]);
}

/* Each total that is a row of the file, with its parts. */
static void
judge_groups(const Totals *totals, const Total *total, TotalCheck *check, Buffer *rows)
{
	for (size_t g = 0; g < check->group_count; g++)
	{
		const Group *group = &check->groups[g];
		Verdict		verdict;
		bool		known;

		if (group->line == 0)
			continue;
		known = group->part_count > 0 && !totals->partial;
		verdict = check->full || !known ? VERDICT_UNKNOWN : judge(&group->parts, &group->total);
		check->verdicts[verdict]++;
		add_row(totals, total, rows, group->line, group->key, known ? &group->parts : NULL, &group->total, verdict, 1);
	}
}

void
totals_rows(Totals *totals, Buffer *rows)
{
	for (size_t i = 0; i < totals->d->total_count; i++)
	{
		const Total *total = &totals->d->totals[i];
		TotalCheck *check = &totals->checks[i];

		if (total->value != NULL)
		{
			judge_groups(totals, total, check, rows);
			if (check->unseen > 0)
				add_row(totals, total, rows, 0, NULL, NULL, NULL, VERDICT_UNKNOWN, check->unseen);
			continue;
		}
		buffer_add(rows, check->rows.data, check->rows.len);
		if (check->unseen > 0)
			add_row(totals, total, rows, 0, NULL, NULL, NULL, VERDICT_DIFFERS, check->unseen);
		for (int v = 0; v < VERDICTS; v++)
			if (check->verdicts[v] > 0 && v != VERDICT_DIFFERS)
				add_row(totals, total, rows, 0, NULL, NULL, NULL, (Verdict) v, check->verdicts[v]);
	}
}

uint64_t
totals_differing(const Totals *totals)
{
	uint64_t	count = 0;

	for (size_t i = 0; i < totals->d->total_count; i++)
		count += totals->checks[i].verdicts[VERDICT_DIFFERS];
	return count;
}
