/*
 * synth_dims.c
 *		What each row is about: an odometer whose places are the keys of the file.
 *
 * So keys are unique at any size without remembering any. The outermost wheel is
 * what the rows are about (a school, an SWV, a board, a postcode); then come the
 * years; the inner wheels part its pupils, so that the parts add up.
 */
#define _GNU_SOURCE
#include "synth.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define SERIAL_MOST 1000000000

/* --- making the wheels --- */

static Dim *
add_dim(Plan *p, DimKind kind, int field, uint64_t natural, uint64_t most)
{
	Dim		   *dim = &p->dims[p->dim_count];

	if (p->dim_count == MAX_DIMS)
		return NULL;
	*dim = (Dim) {.kind = kind, .field = field, .natural = natural < most ? natural : most, .most = most};
	if (field >= 0)
		p->fields[field].dim = (int) p->dim_count;
	p->dim_count++;
	return dim;
}

/* A field of the role that the rows may be about; -1. */
static int
find_role(const Plan *p, Role role)
{
	for (size_t i = 0; i < p->field_count; i++)
		if (p->fields[i].role == role && (p->fields[i].in_key || !p->keyed))
			return (int) i;
	return -1;
}

static void
school_lead(Plan *p)
{
	int			soort = p->soort_field;
	bool		split = soort >= 0 && (p->fields[soort].in_key || !p->keyed);

	p->institutions = find_role(p, ROLE_LOCATION) < 0 && find_role(p, ROLE_BRIN6) < 0 && find_role(p, ROLE_OVT) < 0;
	p->slots = need(SCHOOL_SLOTS * sizeof(Slot));
	p->slot_count = country_school_slots(p->soorten, split, p->slots);
	add_dim(p, DIM_SCHOOL, -1, 1, p->slot_count * COUNTRY_BLOCKS * (p->institutions ? 1 : COUNTRY_LOCATIONS));
}

/* Does the field also hold markers in place of an SWV, as SWV_BETALEND does? */
static bool
has_markers(const Plan *p, int field)
{
	for (size_t i = 0; i < p->d->column_count; i++)
		if (p->d->columns[i].field_count == 1 && p->d->columns[i].fields[0] == field
			&& p->d->columns[i].match_text != NULL && strstr(p->d->columns[i].match_text, "CL1") != NULL)
			return true;
	return false;
}

static void
add_slot(Plan *p, Soort soort, int swv, int turn)
{
	p->slots[p->slot_count++] = (Slot) {.soort = soort, .swv = swv, .turn = turn};
}

static void
swv_lead(Plan *p, int field)
{
	static const Soort soorten[2][3] = {{SOORT_BO, SOORT_SBO, SOORT_SO}, {SOORT_VSO, SOORT_VO, SOORT_NONE}};
	int			soort = p->soort_field;
	bool		split = soort >= 0 && (p->fields[soort].in_key || !p->keyed);

	p->slots = need(((size_t) p->country->swv_count * 3 + 3) * sizeof(Slot));
	for (int i = 0; i < p->country->swv_count; i++)
	{
		bool		vo = p->country->swvs[i].vo;

		if (p->fields[field].sector >= 0 && p->fields[field].sector != vo)
			continue;
		if (!split)
			add_slot(p, vo ? SOORT_VSO : SOORT_SO, i, 0);
		for (int k = 0; split && k < 3 && soorten[vo][k] != SOORT_NONE; k++)
			if (p->soorten & 1u << soorten[vo][k])
				add_slot(p, soorten[vo][k], i, 0);
	}
	for (int i = 0; has_markers(p, field) && i < 3; i++)
		add_slot(p, SOORT_SO, -1, i);
	add_dim(p, DIM_SWV, field, 1, p->slot_count);
}

/* What the rows are about, where no name says so. */
static void
other_lead(Plan *p)
{
	int			free_field = find_role(p, ROLE_FREE);
	int			pattern = find_role(p, ROLE_PATTERN);

	p->slots = need(SCHOOL_SLOTS * sizeof(Slot));
	p->slot_count = country_school_slots(p->soorten, false, p->slots);
	if (!p->keyed)
		add_dim(p, DIM_SERIAL, -1, 1, SERIAL_MOST);
	else if (free_field >= 0)
		add_dim(p, DIM_SERIAL, free_field, 1, SERIAL_MOST);
	else if (find_role(p, ROLE_SERIAL) >= 0)
		add_dim(p, DIM_SERIAL, find_role(p, ROLE_SERIAL), 1, SERIAL_MOST);
	else if (pattern >= 0)
		add_dim(p, DIM_PATTERN, pattern, 1, pattern_capacity(p->fields[pattern].f->pattern_text));
	else
		add_dim(p, DIM_SERIAL, -1, 1, 1);
}

static void
make_lead(Plan *p)
{
	int			board = find_role(p, ROLE_BOARD);
	int			swv = find_role(p, ROLE_SWV);

	free(p->slots);
	p->slots = NULL;
	p->slot_count = 0;
	p->institutions = false;
	if (find_role(p, ROLE_BRIN4) >= 0 || find_role(p, ROLE_BRIN6) >= 0 || find_role(p, ROLE_OVT) >= 0)
		school_lead(p);
	else if (board >= 0 && (p->keyed || swv < 0))
		add_dim(p, DIM_BOARD, board, 1, 100000);
	else if (swv >= 0)
		swv_lead(p, swv);
	else if (p->keyed && find_role(p, ROLE_PC4) >= 0)
		add_dim(p, DIM_PLACE, find_role(p, ROLE_PC4), 1, (uint64_t) p->country->place_count);
	else
		other_lead(p);
	if (!p->keyed)
	{
		p->dims[0].most = SERIAL_MOST;
		add_dim(p, DIM_RANGE, -1, 6, 6);
	}
}

/* Numbers that a key may have. */
static uint64_t
range_size(const SynthField *f)
{
	if (f->f != NULL && isinf(f->f->maximum) && !f->bounded)
		return SERIAL_MOST;
	return f->high >= f->low ? (uint64_t) (f->high - f->low) + 1 : 1;
}

/* The values of a list without those that come twice, and without the total. */
static void
clean_list(Plan *p, SynthField *f, int field)
{
	char	  **values = need((f->value_count + 1) * sizeof(char *));
	size_t		count = 0;

	for (size_t i = 0; i < f->value_count; i++)
	{
		bool		seen = field == p->total_field && strcmp(f->values[i], p->total_value) == 0;

		for (size_t k = 0; k < count; k++)
			seen = seen || strcmp(values[k], f->values[i]) == 0;
		if (!seen)
			values[count++] = f->values[i];
	}
	f->values = values;
	f->value_count = count;
}

static void
list_dim(Plan *p, SynthField *f, int field)
{
	static char *soorten[] = {"BO", "SBO", "SO", "VSO"};
	uint64_t	size;

	if (f->values == NULL)
	{
		f->values = soorten;
		f->value_count = 4;
	}
	clean_list(p, f, field);
	size = f->value_count + (field == p->total_field);
	/* a school has one cluster or two */
	add_dim(p, DIM_LIST, field, strcmp(f->normal, "CLUSTER") == 0 && size > 2 && field != p->total_field ? 2 : size, size);
}

/* May the field hold 10, 20, 30 and 40 for pupils from abroad and of unknown address? */
static bool
takes_abroad(const SynthField *f)
{
	return f->f->minimum <= 10 && (f->f->pattern == NULL || regexec(f->f->pattern, "40", 0, NULL, 0) == 0);
}

/* A wheel for a field of the key that the others do not give. */
static void
make_dim(Plan *p, int field)
{
	static char *inside[] = {"J", "N"};
	SynthField *f = &p->fields[field];
	bool		by_slot = p->dims[0].kind == DIM_SCHOOL || p->dims[0].kind == DIM_SWV;

	if (f->dim >= 0)
		return;
	switch (f->role)
	{
		case ROLE_LIST:
			list_dim(p, f, field);
			break;
		case ROLE_SOORT:
			if (!by_slot)
				list_dim(p, f, field);
			break;
		case ROLE_INSIDE:
			f->role = ROLE_LIST;
			f->values = inside;
			f->value_count = 2;
			list_dim(p, f, field);
			break;
		case ROLE_INTEGER:
		case ROLE_NUMBER:
			add_dim(p, DIM_RANGE, field, 9, range_size(f));
			break;
		case ROLE_PC4:
			p->abroad = takes_abroad(f) ? ABROAD_CODES : 0;
			add_dim(p, DIM_PC4, field, 16, (uint64_t) (p->country->place_count + p->abroad));
			break;
		case ROLE_FREE:
		case ROLE_SERIAL:
			add_dim(p, DIM_SERIAL, field, 10, SERIAL_MOST);
			break;
		default:
			break;
	}
}

/* One wheel for all that tells the year. */
static void
make_years(Plan *p)
{
	int			first = -1;
	uint64_t	years = (uint64_t) (p->last_year - p->first_year) + 1;

	p->year_dim = -1;
	for (size_t i = 0; i < p->field_count; i++)
		if (p->fields[i].in_key && (p->fields[i].role == ROLE_YEAR || p->fields[i].role == ROLE_SCHOOLYEAR
									|| p->fields[i].role == ROLE_DATE))
			first = first < 0 ? (int) i : first;
	if (first < 0)
		return;
	/* a file names one date, unless several years are asked for */
	if (p->fields[first].role == ROLE_DATE && !p->years_given)
		years = 1;
	p->year_dim = (int) p->dim_count;
	add_dim(p, DIM_YEAR, -1, years, years);
}

/* --- when fields change --- */

static int
field_level(const Plan *p, const SynthField *f)
{
	bool		about_school = p->dims[0].kind == DIM_SCHOOL || p->dims[0].kind == DIM_BOARD || p->dims[0].kind == DIM_SWV;

	if (f->dim >= 0)
		return f->dim;
	switch (f->role)
	{
		case ROLE_YEAR:
		case ROLE_SCHOOLYEAR:
		case ROLE_DATE:
			return p->year_dim >= 0 && !f->may_miss ? p->year_dim : LEVEL_ROW;
		case ROLE_LIST:
			if (about_school && p->keyed
				&& (strncmp(f->normal, "DENOMINATIE", 11) == 0 || strncmp(f->normal, "ONDERWIJS", 9) == 0
					|| strcmp(f->normal, "CLUSTER") == 0))
				return 0;
			return LEVEL_ROW;
		case ROLE_SOORT:
			return p->dims[0].kind == DIM_SCHOOL || (p->dims[0].kind == DIM_SWV && f->in_key) ? 0 : LEVEL_ROW;
		case ROLE_FREE:
		case ROLE_PATTERN:
		case ROLE_INTEGER:
		case ROLE_NUMBER:
		case ROLE_COUNT:
		case ROLE_TOTAL:
		case ROLE_WIDE:
		case ROLE_SERIAL:
		case ROLE_INSIDE:
		case ROLE_PC4:
			return LEVEL_ROW;
		default:
			return f->pupil || f->second ? LEVEL_ROW : 0;
	}
}

void
dims_make(Plan *p)
{
	p->keyed = p->d->key_count > 0;
	p->dim_count = 0;
	for (size_t i = 0; i < p->field_count; i++)
		p->fields[i].dim = -1;
	make_lead(p);
	make_years(p);
	p->inner = (int) p->dim_count;
	for (size_t i = 0; p->keyed && i < p->field_count; i++)
		if (p->fields[i].in_key && (int) i != p->total_field)
			make_dim(p, (int) i);
	if (p->total_field >= 0 && p->keyed)
		make_dim(p, p->total_field);
	for (size_t i = 0; i < p->field_count; i++)
		p->fields[i].level = field_level(p, &p->fields[i]);
}

/* --- reading the wheels --- */

static void
read_school(Plan *p, const Slot *slot, uint64_t block)
{
	Context    *now = &p->now;

	country_school(p->country, slot, block, p->institutions, &now->school);
	now->soort = slot->soort;
	now->place = now->school.place;
	now->board = now->school.board;
	now->lead = now->school.hash;
}

/* An SWV, or a marker in place of one. */
static void
read_swv(Plan *p, const Slot *slot)
{
	static const char *const markers[] = {"CL1", "CL2", "GJIJJI"};
	static const Slot special = {.kind = SOORT_SO, .soort = SOORT_SO};
	Context    *now = &p->now;

	read_school(p, &special, (uint64_t) (slot->swv < 0 ? slot->turn : slot->swv));
	now->soort = slot->soort;
	now->swv = slot->swv;
	now->marker = slot->swv < 0 ? markers[slot->turn] : NULL;
	if (slot->swv < 0)
		return;
	now->place = p->country->swvs[slot->swv].home;
	now->lead = mix(p->seed);
	for (const char *c = p->country->swvs[slot->swv].code; *c; c++)
		now->lead = mix2(now->lead, (unsigned char) *c);
}

static void
read_lead(Plan *p)
{
	Context    *now = &p->now;
	const Dim  *dim = &p->dims[0];
	uint64_t	at = dim->at;

	now->marker = NULL;
	now->swv = -1;
	if (dim->kind == DIM_SCHOOL)
		read_school(p, &p->slots[at % p->slot_count], at / p->slot_count % (COUNTRY_BLOCKS * COUNTRY_LOCATIONS));
	else if (dim->kind == DIM_SWV)
		read_swv(p, &p->slots[at % p->slot_count]);
	else
	{
		/* a school all the same, for columns that name one */
		Slot		slot = {.kind = (Soort) (at % SOORT_SOVSO), .soort = (Soort) (at % SOORT_SOVSO)};

		if (p->slot_count > 0)
			slot = p->slots[at % p->slot_count];
		now->lead = mix2(p->seed, at + ((uint64_t) dim->kind << 56));
		read_school(p, &slot, now->lead % 200);
		now->lead = mix2(p->seed, at + ((uint64_t) dim->kind << 56));
		if (dim->kind == DIM_BOARD)
			now->board = (int) at;
		now->place = dim->kind == DIM_PLACE ? (int) at : country_place(p->country, now->lead);
	}
	if (now->swv < 0 && now->marker == NULL)
		now->swv = p->country->places[now->place].swv[now->soort == SOORT_VSO || now->soort == SOORT_VO];
	now->other_swv = now->swv;
}

/* Another SWV of the same sector, or more often the same one. */
static int
neighbour(const Plan *p, int swv, uint64_t hash)
{
	int			count = p->country->swv_count;

	if (swv < 0 || hash % 4 != 0)
		return swv;
	for (int i = 1; i < count; i++)
	{
		int			other = (swv + i + (int) (hash / 4 % 8)) % count;

		if (other != swv && p->country->swvs[other].vo == p->country->swvs[swv].vo)
			return other;
	}
	return swv;
}

/* --- counts: a number is parted, and the parts add up to it --- */

/* Part at of size nearly equal ones. */
static int64_t
part_even(int64_t whole, uint64_t at, uint64_t size, uint64_t hash)
{
	int64_t		unit = 1024;
	int64_t		all = (int64_t) size * unit;
	int64_t		from = at == 0 ? 0 : (int64_t) at * unit + (int64_t) (mix2(hash, at) % 900) - 450;
	int64_t		to = at + 1 == size ? all : (int64_t) (at + 1) * unit + (int64_t) (mix2(hash, at + 1) % 900) - 450;

	return whole * to / all - whole * from / all;
}

/* Part at of parts that become smaller: postcodes farther from school. */
static int64_t
part_declining(int64_t whole, uint64_t at, uint64_t size)
{
	int64_t		n = (int64_t) size;
	int64_t		k = (int64_t) at;

	return whole * (k + 1) * (n + 3) / (n * (k + 4)) - whole * k * (n + 3) / (n * (k + 3));
}

/* All pupils of what the rows are about, in the year. */
static void
read_whole(Plan *p)
{
	Context    *now = &p->now;
	DimKind		kind = p->dims[0].kind;

	now->whole_hash = mix2(now->lead, (uint64_t) now->year);
	now->whole = country_pupils(now->lead, kind == DIM_BOARD || kind == DIM_PLACE ? SOORT_NONE : now->soort,
								kind == DIM_BOARD || (kind == DIM_SWV && now->marker == NULL), now->year);
}

/* The part of them that the row counts. */
static void
read_count(Plan *p)
{
	Context    *now = &p->now;
	uint64_t	hash = now->whole_hash;
	int64_t		count = now->whole;

	for (size_t i = (size_t) p->inner; i < p->dim_count; i++)
	{
		const Dim  *dim = &p->dims[i];
		uint64_t	size = dim->size - (dim->field >= 0 && dim->field == p->total_field);

		if (dim->at >= size)
			break;
		if (dim->kind == DIM_PC4)
			count = part_declining(count, dim->at, size);
		else if (dim->field >= 0 && strcmp(p->fields[dim->field].normal, "GESLACHT") == 0 && size == 3)
			count = dim->at == 2 ? count / 2000 : part_even(count - count / 2000, dim->at, 2, hash);
		else
			count = part_even(count, dim->at, size, hash);
		if (i + 1 < p->dim_count)
			hash = mix2(hash, dim->at);
	}
	now->count = count;
	now->sum = 0;
}

int
soort_first_age(Soort soort)
{
	static const int least[SOORTEN + 1] = {4, 5, 4, 12, 4, 12, 4};

	return least[soort];
}

/* Is a pupil of this age in this kind of education? */
static bool
has_age(Soort soort, int age)
{
	static const int most[SOORTEN + 1] = {12, 13, 14, 20, 20, 19, 20};

	return age < 0 || (age >= soort_first_age(soort) && age <= most[soort]);
}

/* The counts of the wide columns, which are the count of the row together. */
static void
read_wide(Plan *p)
{
	uint64_t	hash = mix2(p->now.row, 7);
	uint64_t	size = 0;
	uint64_t	at = 0;

	for (size_t i = 0; i < p->field_count; i++)
		size += p->fields[i].wide >= 0 && has_age(p->now.soort, p->fields[i].age);
	for (size_t i = 0; i < p->field_count; i++)
		if (p->fields[i].wide >= 0)
			p->wide_counts[p->fields[i].wide] = has_age(p->now.soort, p->fields[i].age)
				? part_even(p->now.count, at++, size, hash) : 0;
	/* columns of years are no parts of anything */
	for (size_t i = 0; i < p->field_count; i++)
		if (p->fields[i].wide >= 0 && p->fields[i].year > 0)
			p->wide_counts[p->fields[i].wide] = country_pupils(p->now.lead, p->now.soort, false, p->fields[i].year);
	p->now.sum = size > 0 ? p->now.count : 0;
}

void
dims_read(Plan *p, uint64_t number, int changed, bool is_last)
{
	Context    *now = &p->now;
	int			places = p->country->place_count;
	const Dim  *last = &p->dims[p->dim_count - 1];

	now->row = mix2(p->seed ^ p->salt, number);
	if (changed == 0)
		read_lead(p);
	if (p->year_dim < 0)
		now->year = p->first_year + (int) (now->row % (uint64_t) (p->last_year - p->first_year + 1));
	else if (changed <= p->year_dim)
		now->year = p->dims[p->year_dim].size == 1 ? p->last_year : p->first_year + (int) p->dims[p->year_dim].at;
	now->pupil_place = (now->place + (int) (now->row >> 8) % 12 + 12) % places;
	for (size_t i = 1; i < p->dim_count; i++)
		if (p->dims[i].kind == DIM_PC4)
			now->pupil_place = (int) (((uint64_t) now->place + p->dims[i].at) % (uint64_t) (places + p->abroad));
	if (p->dims[0].kind == DIM_SWV)
		now->other_swv = neighbour(p, now->swv, now->row >> 16);
	if (changed < p->inner || p->year_dim < 0)
		read_whole(p);
	read_count(p);
	p->on_total = false;
	if (p->total_field >= 0 && p->keyed)
	{
		p->on_total = last->at > 0 && (last->at + 1 == last->size || is_last);
		p->group_sum = (last->at == 0 ? 0 : p->group_sum) + (p->on_total ? 0 : now->count);
		if (p->on_total)
			now->count = p->group_sum;
	}
	if (p->wide_count > 0)
		read_wide(p);
}

int
dims_turn(Plan *p)
{
	for (size_t i = p->dim_count; i-- > 0;)
	{
		if (++p->dims[i].at < p->dims[i].size)
			return (int) i;
		p->dims[i].at = 0;
	}
	return 0;
}
