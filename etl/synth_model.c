/*
 * synth_model.c
 *		Pupils of every school in every year, from the national totals down.
 *
 * The country's total goes to the SWVs where the pupils live, theirs to the SWVs of
 * the schools, and those to the schools: each step parts whole numbers, so that all
 * adds up. An SWV's share of a kind lies in the published range, and moves with the
 * years. A pupil is a number within a school; home, age and sex follow from it.
 */
#define _GNU_SOURCE
#include "synth_national.h"

#include <stdlib.h>
#include <string.h>

#define MILLION 1000000
#define BLOCKS 240				/* of 32 institutions: about the size of the country */
#define MIDDLE_YEAR 2016

/* Where an SWV's pupils go to school: its own schools, and two neighbours'. */
#define DESTINATIONS 3

bool
kind_is_vo(Kind kind)
{
	return kind >= KIND_VSO;
}

int64_t
model_total(const Model *m, Kind kind, int year)
{
	return national_pupils(kind, year) / (int64_t) m->scale;
}

uint64_t
model_hash(const Model *m, int swv, uint64_t salt)
{
	return mix2(mix2(m->country->seed, salt + 1000), (uint64_t) swv);
}

void *
need_zeros(size_t size)
{
	void	   *room = need(size);

	memset(room, 0, size);
	return room;
}

/* --- parting a total --- */

void
apportion(int64_t total, const int64_t *weights, const int64_t *most, size_t count, int64_t *parts)
{
	int64_t		all = 0;
	int64_t		left = 0;
	int64_t		so_far = 0;
	int64_t		given = 0;

	for (size_t i = 0; i < count; i++)
	{
		all += weights[i];
		parts[i] = 0;
	}
	if (all == 0)
		return;
	for (size_t i = 0; i < count; i++)
	{
		int64_t		wanted;

		so_far += weights[i];
		wanted = (int64_t) ((__int128) total * so_far / all) - given;
		given += wanted;
		wanted += left;
		parts[i] = most != NULL && wanted > most[i] ? most[i] : wanted;
		left = wanted - parts[i];
	}
	/* what the bounds left over goes to the first that have room */
	for (size_t i = 0; i < count && left > 0; i++)
	{
		int64_t		room = most != NULL ? most[i] - parts[i] : left;
		int64_t		more = room < left ? room : left;

		parts[i] += more;
		left -= more;
	}
}

/* --- places and units --- */

static void
list_places(Model *m)
{
	const Country *c = m->country;

	m->places = need_zeros((size_t) c->swv_count * sizeof(int *));
	m->place_counts = need_zeros((size_t) c->swv_count * sizeof(int));
	for (int s = 0; s < c->swv_count; s++)
	{
		m->places[s] = need_zeros((size_t) c->place_count * sizeof(int));
		m->place_counts[s] = 0;
	}
	for (int i = 0; i < c->place_count; i++)
		for (int k = 0; k < 2; k++)
			if (c->places[i].swv[k] >= 0)
				m->places[c->places[i].swv[k]][m->place_counts[c->places[i].swv[k]]++] = i;
}

/* Clusters 1 and 2 have a part of the special schools; closed ones are of vso. */
static void
set_cluster(Unit *u, uint64_t number)
{
	if (number % 60 == 30)
		u->cluster = 1;
	else if (number % 9 == 8)
		u->cluster = 2;
	else
		u->cluster = number % 2 == 0 ? 3 : 4;
	u->closed = u->soort == SOORT_VSO && number % 40 == 20;
}

static Unit *
add_unit(Model *m, Kind kind, const Unit *u)
{
	size_t		count = m->unit_counts[kind];

	if ((count & (count - 1)) == 0)
		m->units[kind] = need_more(m->units[kind], (count ? count * 2 : 1) * sizeof(Unit));
	m->units[kind][count] = *u;
	m->unit_counts[kind]++;
	return &m->units[kind][count];
}

static void
add_location(Model *m, const School *school, Soort soort, uint64_t number)
{
	static const Kind kinds[SOORTEN] = {
		[SOORT_BO] = KIND_BO, [SOORT_SBO] = KIND_SBO, [SOORT_SO] = KIND_SO, [SOORT_VSO] = KIND_VSO, [SOORT_VO] = KIND_VO
	};
	Kind		kind = kinds[soort];
	Unit		u = {.school = *school, .soort = soort};

	u.swv = m->country->places[school->place].swv[soort == SOORT_VSO || soort == SOORT_VO];
	u.weight = 50 + mix2(school->hash, 71) % 250;
	if (soort == SOORT_SO || soort == SOORT_VSO)
	{
		set_cluster(&u, number);
		if (u.cluster < 3 || u.closed)
			kind = kind == KIND_SO ? KIND_SO12 : KIND_VSO12;
	}
	add_unit(m, kind, &u);
	if (soort == SOORT_VO && number % 3 == 0)
	{
		m->units[KIND_VO][m->unit_counts[KIND_VO] - 1].twin = m->unit_counts[KIND_PRO] + 1;
		add_unit(m, KIND_PRO, &u);
	}
}

static void
list_units(Model *m)
{
	Slot		slots[SCHOOL_SLOTS];
	size_t		count = country_school_slots((1u << SOORTEN) - 1, false, slots);
	uint64_t	numbers[SOORTEN] = {0};
	uint64_t	blocks = (BLOCKS + m->scale - 1) / m->scale;

	for (uint64_t block = 0; block < blocks * 2; block++)
		for (size_t i = 0; i < count; i++)
		{
			School		school;
			Soort		kind = slots[i].kind;

			/* vo has two locations of each institution */
			if (block >= blocks && kind != SOORT_VO)
				continue;
			country_school(m->country, &slots[i], block, false, &school);
			if (kind == SOORT_SOVSO)
			{
				add_location(m, &school, SOORT_SO, numbers[SOORT_SO]++);
				add_location(m, &school, SOORT_VSO, numbers[SOORT_VSO]++);
			}
			else
				add_location(m, &school, kind, numbers[kind]++);
		}
}

void
model_begin(Model *m, const Country *c, uint64_t scale)
{
	*m = (Model) {.country = c, .scale = scale};
	list_places(m);
	list_units(m);
	m->base = need_zeros((size_t) c->swv_count * sizeof(int64_t));
	for (int k = 0; k < KINDS; k++)
		m->home[k] = need_zeros((size_t) c->swv_count * sizeof(int64_t));
}

void
model_free(Model *m)
{
	for (int s = 0; m->places != NULL && s < m->country->swv_count; s++)
		free(m->places[s]);
	free(m->places);
	free(m->place_counts);
	free(m->base);
	for (int k = 0; k < KINDS; k++)
	{
		free(m->units[k]);
		free(m->atoms[k]);
		free(m->home[k]);
	}
}

/* --- pupils at home in each SWV --- */

/* The SWVs of a sector, in the order of their codes; their number. */
static size_t
sector_swvs(const Model *m, bool vo, int *swvs)
{
	size_t		count = 0;

	for (int i = 0; i < m->country->swv_count; i++)
		if (m->country->swvs[i].vo == vo)
			swvs[count++] = i;
	return count;
}

/* All pupils of a sector, by the postcodes of its SWVs. */
static void
part_base(Model *m, bool vo, const int *swvs, size_t count)
{
	int64_t	   *weights = need_zeros(count * sizeof(int64_t));
	int64_t    *parts = need_zeros(count * sizeof(int64_t));
	int64_t		total = 0;

	for (int k = 0; k < KINDS; k++)
		total += kind_is_vo((Kind) k) == vo ? model_total(m, (Kind) k, m->year) : 0;
	for (size_t i = 0; i < count; i++)
	{
		int64_t		drift = (int64_t) (model_hash(m, swvs[i], 1) % 21) - 10;

		weights[i] = 0;
		for (int k = 0; k < m->place_counts[swvs[i]]; k++)
			weights[i] += 20 + (int64_t) (mix2(m->country->seed, (uint64_t) m->places[swvs[i]][k]) % 480);
		weights[i] *= 1000 + drift * (m->year - MIDDLE_YEAR);
	}
	apportion(total, weights, NULL, count, parts);
	for (size_t i = 0; i < count; i++)
		m->base[swvs[i]] = parts[i];
	free(weights);
	free(parts);
}

/* How far an SWV is from the low end of the range to the high one, in millionths. */
static int64_t
position(const Model *m, Kind kind, int swv)
{
	uint64_t	salt = 100 + (uint64_t) kind * 10;
	int64_t		at = 0;
	int64_t		slope = (int64_t) (model_hash(m, swv, salt + 4) % 40001) - 20000;
	int64_t		noise = (int64_t) (mix2(model_hash(m, swv, salt + 5), (uint64_t) m->year) % 30001) - 15000;

	for (uint64_t i = 0; i < 3; i++)
		at += (int64_t) (model_hash(m, swv, salt + i) % MILLION) / 3;
	at += slope * (m->year - MIDDLE_YEAR) + noise;
	return at < 20000 ? 20000 : at > 980000 ? 980000 : at;
}

/* The shares that positions mean where they are stretched by factor, and the pupils. */
static int64_t
stretch(const Model *m, Kind kind, const int *swvs, const int64_t *at, size_t count, int64_t factor, int64_t *parts)
{
	int64_t		low;
	int64_t		high;
	int64_t		sum = 0;

	national_range(kind, &low, &high);
	for (size_t i = 0; i < count; i++)
	{
		int64_t		above = at[i] * factor / MILLION;

		/* the extremes are where they were published */
		if (at[i] == 0 || at[i] == MILLION || above > MILLION)
			above = at[i] == 0 ? 0 : MILLION;
		parts[i] = (m->base[swvs[i]] * (low + (high - low) * above / MILLION) + MILLION / 2) / MILLION;
		sum += parts[i];
	}
	return sum;
}

/* A kind with a published range: the national total, and each share within it. */
static void
part_in_range(Model *m, Kind kind, const int *swvs, size_t count)
{
	int64_t	   *at = need_zeros(count * sizeof(int64_t));
	int64_t    *parts = need_zeros(count * sizeof(int64_t));
	int64_t		total = model_total(m, kind, m->year);
	int64_t		least = 0;
	int64_t		most = 20 * MILLION;
	size_t		lowest = (size_t) (model_hash(m, (int) kind, 2) % count);
	size_t		highest = (lowest + 1 + (size_t) (model_hash(m, (int) kind, 3) % (count - 1))) % count;
	int64_t		left;

	for (size_t i = 0; i < count; i++)
		at[i] = i == lowest ? 0 : i == highest ? MILLION : position(m, kind, swvs[i]);
	while (most - least > 1)
	{
		int64_t		middle = (least + most) / 2;

		if (stretch(m, kind, swvs, at, count, middle, parts) <= total)
			least = middle;
		else
			most = middle;
	}
	left = total - stretch(m, kind, swvs, at, count, least, parts);
	for (size_t i = 0; left != 0; i = (i + 1) % count)
		if (i != lowest && i != highest && (left > 0 || parts[i] > 0))
		{
			parts[i] += left > 0 ? 1 : -1;
			left += left > 0 ? -1 : 1;
		}
	for (size_t i = 0; i < count; i++)
		m->home[kind][swvs[i]] = parts[i];
	free(at);
	free(parts);
}

/* A kind without one: as many everywhere, more or less. */
static void
part_evenly(Model *m, Kind kind, const int *swvs, size_t count)
{
	int64_t	   *weights = need_zeros(count * sizeof(int64_t));
	int64_t    *parts = need_zeros(count * sizeof(int64_t));

	for (size_t i = 0; i < count; i++)
		weights[i] = m->base[swvs[i]] * (int64_t) (80 + model_hash(m, swvs[i], 40 + (uint64_t) kind) % 41);
	apportion(model_total(m, kind, m->year), weights, NULL, count, parts);
	for (size_t i = 0; i < count; i++)
		m->home[kind][swvs[i]] = parts[i];
	free(weights);
	free(parts);
}

static void
part_sector(Model *m, bool vo)
{
	int		   *swvs = need_zeros((size_t) m->country->swv_count * sizeof(int));
	size_t		count = sector_swvs(m, vo, swvs);
	Kind		rest = vo ? KIND_VO : KIND_BO;

	part_base(m, vo, swvs, count);
	part_in_range(m, vo ? KIND_PRO : KIND_SBO, swvs, count);
	part_in_range(m, vo ? KIND_VSO : KIND_SO, swvs, count);
	part_evenly(m, vo ? KIND_VSO12 : KIND_SO12, swvs, count);
	for (size_t i = 0; i < count; i++)
	{
		m->home[rest][swvs[i]] = m->base[swvs[i]];
		for (int k = 0; k < KINDS; k++)
			if (kind_is_vo((Kind) k) == vo && (Kind) k != rest)
				m->home[rest][swvs[i]] -= m->home[k][swvs[i]];
	}
	free(swvs);
}

/* --- and at school --- */

/* The SWVs nearest to number i of the sector that have such schools; their number. */
static size_t
find_schools(const int64_t *weights, size_t count, size_t i, size_t found[DESTINATIONS])
{
	size_t		n = 0;

	for (size_t step = 0; step <= count / 2 && n < DESTINATIONS; step++)
		for (int side = 0; side < (step == 0 || step * 2 == count ? 1 : 2) && n < DESTINATIONS; side++)
		{
			size_t		other = side == 0 ? (i + step) % count : (i + count - step) % count;

			if (weights[other] > 0)
				found[n++] = other;
		}
	return n;
}

/* The weight of a school moves with the years. */
static int64_t
weight_now(const Unit *u, int year)
{
	int64_t		drift = (int64_t) (mix2(u->school.hash, 72) % 61) - 30;
	int64_t		noise = (int64_t) (mix2(u->school.hash, (uint64_t) year) % 41) - 20;

	return (int64_t) u->weight * (1000 + drift * (year - MIDDLE_YEAR) / 2 + noise);
}

/* Pupils who live in one SWV, to the schools of another. */
static void
fill_schools(Model *m, Kind kind, int home, int swv, int64_t count)
{
	size_t		unit_count = m->unit_counts[kind];
	int64_t    *weights = need_zeros(unit_count * sizeof(int64_t));
	int64_t    *parts = need_zeros(unit_count * sizeof(int64_t));

	for (size_t i = 0; i < unit_count; i++)
		weights[i] = m->units[kind][i].swv == swv ? weight_now(&m->units[kind][i], m->year) : 0;
	apportion(count, weights, NULL, unit_count, parts);
	for (size_t i = 0; i < unit_count; i++)
		if (parts[i] > 0)
		{
			size_t		n = m->atom_counts[kind]++;

			if ((n & (n - 1)) == 0)
				m->atoms[kind] = need_more(m->atoms[kind], (n ? n * 2 : 1) * sizeof(Atom));
			/* the paying SWV mostly stays that of the home */
			m->atoms[kind][n] = (Atom) {
				.unit = (uint32_t) i, .home = home, .count = parts[i], .moved = home == swv ? 0 : parts[i] / 10
			};
		}
	free(weights);
	free(parts);
}

static int
compare_atoms(const void *a, const void *b)
{
	const Atom *x = a;
	const Atom *y = b;

	return x->unit != y->unit ? (x->unit < y->unit ? -1 : 1) : x->home - y->home;
}

static void
part_schools(Model *m, Kind kind)
{
	static const int64_t own[KINDS] = {980, 920, 900, 500, 900, 500, 960, 930};
	int		   *swvs = need_zeros((size_t) m->country->swv_count * sizeof(int));
	size_t		count = sector_swvs(m, kind_is_vo(kind), swvs);
	int64_t    *weights = need_zeros(count * sizeof(int64_t));

	m->atom_counts[kind] = 0;
	for (size_t i = 0; i < count; i++)
		for (size_t k = 0; k < m->unit_counts[kind]; k++)
			weights[i] += m->units[kind][k].swv == swvs[i];
	for (size_t i = 0; i < count; i++)
	{
		size_t		to[DESTINATIONS];
		size_t		n = find_schools(weights, count, i, to);
		int64_t		all = m->home[kind][swvs[i]];
		int64_t		far = n == 3 ? all * (1000 - own[kind]) / 2000 : 0;

		if (n == 0)
			continue;
		fill_schools(m, kind, swvs[i], swvs[to[0]], all - far * 2);
		for (size_t k = 1; k < n && far > 0; k++)
			fill_schools(m, kind, swvs[i], swvs[to[k]], far);
	}
	qsort(m->atoms[kind], m->atom_counts[kind], sizeof(Atom), compare_atoms);
	for (size_t i = 0; i < m->unit_counts[kind]; i++)
		m->units[kind][i].first_atom = m->units[kind][i].atom_count = (size_t) (m->units[kind][i].pupils = 0);
	for (size_t i = 0; i < m->atom_counts[kind]; i++)
	{
		Unit	   *u = &m->units[kind][m->atoms[kind][i].unit];

		if (u->atom_count++ == 0)
			u->first_atom = i;
		u->pupils += m->atoms[kind][i].count;
	}
	free(weights);
	free(swvs);
}

void
model_year(Model *m, int year)
{
	if (m->year == year)
		return;
	m->year = year;
	part_sector(m, false);
	part_sector(m, true);
	for (int k = 0; k < KINDS; k++)
		part_schools(m, (Kind) k);
}

/* --- where they live --- */

/* Part at of parts that become smaller: postcodes farther from school. */
static int64_t
declining(int64_t whole, int64_t at, int64_t size)
{
	return whole * (at + 1) * (size + 3) / (size * (at + 4)) - whole * at * (size + 3) / (size * (at + 3));
}

size_t
model_parts(const Model *m, Kind kind, const Unit *u, Part parts[MAX_PARTS])
{
	static const int64_t most[KINDS] = {5, 8, 8, 8, 8, 8, 10, 8};
	size_t		count = 0;
	int64_t		begin = 0;

	for (size_t i = u->first_atom; i < u->first_atom + u->atom_count; i++)
	{
		const Atom *a = &m->atoms[kind][i];
		int			all = m->place_counts[a->home];
		int64_t		size = a->count / 12;
		int			from = (int) (mix2(u->school.hash, (uint64_t) a->home) % (uint64_t) all);

		size = size < 1 ? 1 : size > most[kind] ? most[kind] : size;
		size = size > all ? all : size;
		for (int k = 0; a->home == u->swv && k < all; k++)
			if (m->places[a->home][k] == u->school.place)
				from = k;
		for (int64_t k = 0; k < size && count < MAX_PARTS; k++)
		{
			int64_t		n = declining(a->count, k, size);

			if (n == 0)
				continue;
			/* what finds no room lives at the last */
			if (count + 1 == MAX_PARTS)
				n = u->pupils - begin;
			parts[count++] = (Part) {.place = m->places[a->home][(from + k) % all], .begin = begin, .count = n};
			begin += n;
		}
	}
	return count;
}

/* --- who pays --- */

static int
compare_payments(const void *a, const void *b)
{
	const Payment *x = a;
	const Payment *y = b;

	return x->payer != y->payer ? x->payer - y->payer : x->home != y->home ? x->home - y->home : x->school - y->school;
}

/* Joins those of the same three SWVs. */
static size_t
join_payments(Payment *p, size_t count)
{
	size_t		kept = 0;

	qsort(p, count, sizeof(Payment), compare_payments);
	for (size_t i = 0; i < count; i++)
	{
		if (kept > 0 && compare_payments(&p[kept - 1], &p[i]) == 0)
			p[kept - 1].count += p[i].count;
		else
			p[kept++] = p[i];
	}
	return kept;
}

static void
part_categories(const Model *m, Kind kind, Payment *p, size_t count)
{
	int64_t	   *weights = need_zeros((count + 1) * sizeof(int64_t));
	int64_t    *room = need_zeros((count + 1) * sizeof(int64_t));
	int64_t    *parts = need_zeros((count + 1) * sizeof(int64_t));

	for (size_t i = 0; i < count; i++)
		room[i] = p[i].count;
	for (int c = CATEGORIES - 1; c >= 0; c--)
	{
		for (size_t i = 0; i < count; i++)
			weights[i] = p[i].count * (int64_t) (60 + model_hash(m, p[i].payer, 60 + (uint64_t) c) % 81);
		if (c > 0)
			apportion(national_category(kind, m->year, c) / (int64_t) m->scale, weights, room, count, parts);
		for (size_t i = 0; i < count; i++)
		{
			p[i].category[c] = c > 0 ? parts[i] : room[i];
			room[i] -= p[i].category[c];
		}
	}
	free(weights);
	free(room);
	free(parts);
}

size_t
model_payments(const Model *m, Kind kind, Payment **payments)
{
	size_t		count = 0;

	*payments = need_zeros((m->atom_counts[kind] * 2 + 1) * sizeof(Payment));
	for (size_t i = 0; i < m->atom_counts[kind]; i++)
	{
		const Atom *a = &m->atoms[kind][i];
		int			school = m->units[kind][a->unit].swv;

		(*payments)[count++] = (Payment) {.payer = a->home, .home = a->home, .school = school, .count = a->count - a->moved};
		if (a->moved > 0)
			(*payments)[count++] = (Payment) {.payer = school, .home = a->home, .school = school, .count = a->moved};
	}
	count = join_payments(*payments, count);
	part_categories(m, kind, *payments, count);
	return count;
}

/* --- a pupil --- */

/* Ages in an order in which any stretch has about the usual mixture. */
static const char *const age_orders[] = {
	/* a is 0; bo 4..12, sbo 5..13, so 4..13, vso 12..19, vo 12..18, pro 12..18 */
	"ehkfgjieklhfigjkhlefijgk", "hkilgjmkiljfhkilmjgkhijl", "ejhkigfljimhkjgielhkmfji",
	"moqnspmroqntponqmsrpoqnr", "mpnqomprnqmopnrqomqpnsor", "npmqonpmqrnompqnopmqnors"
};

int
pupil_age(const Model *m, Kind kind, const Unit *u, int64_t n)
{
	static const int orders[KINDS] = {0, 1, 2, 2, 3, 3, 4, 5};
	uint64_t	from = mix2(u->school.hash, (uint64_t) m->year);

	return age_orders[orders[kind]][(from + (uint64_t) n) % 24] - 'a';
}

char
pupil_sex(const Model *m, Kind kind, const Unit *u, int64_t n)
{
	static const uint64_t boys[KINDS] = {51, 67, 71, 65, 69, 65, 50, 59};
	uint64_t	from = mix2(u->school.hash, (uint64_t) m->year + 5000) + (uint64_t) n;

	return from % 4000 == 3999 ? 'O' : from * 37 % 100 < boys[kind] ? 'M' : 'V';
}
