/*
 * synth_country.c
 *		A made-up country with the real table of postcodes: schools, boards, SWVs.
 *
 * Schools are numbered without end in blocks of 32 institutions: 25 bo, 1 sbo,
 * 1 so, 1 vso, 1 with so and vso, 3 vo, about the ratio of the real ones. The
 * BRIN numbers are of the valid form and made up; they begin with 50 or more, as
 * none of the real files in data/ does.
 */
#define _GNU_SOURCE
#include "synth.h"

#include <csv.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "swv_code.h"

#define BLOCK 32
#define BRIN_COUNT (50 * 26 * 26)	/* 50AA to 99ZZ */
#define BRIN_STEP 7919			/* has no divisor in common with BRIN_COUNT */

/* Institutions of each kind in a block, where they begin in it, and their usual locations. */
static const int kind_count[SOORTEN] = {25, 1, 1, 1, 1, 3};
static const int kind_begin[SOORTEN] = {0, 25, 26, 27, 28, 29};
static const int kind_locations[SOORTEN] = {1, 1, 1, 1, 1, 2};

/* --- the table of postcodes --- */

/* The table while it is read. */
typedef struct Reading
{
	Country    *c;
	char		cells[4][64];
	int			cell;
	uint64_t	row;
	const char *problem;
} Reading;

static void
take_cell(void *bytes, size_t len, void *context)
{
	Reading    *r = context;

	if (r->cell >= 4 || len >= sizeof(r->cells[0]))
		r->problem = "a row has too many or too long cells";
	else
	{
		memcpy(r->cells[r->cell], bytes, len);
		r->cells[r->cell][len] = '\0';
	}
	r->cell++;
}

/* The number of a municipality of the table. */
static int
find_town(Country *c, const char *name)
{
	for (int i = c->town_count - 1; i >= 0; i--)
		if (strcmp(c->towns[i], name) == 0)
			return i;
	c->towns = need_more(c->towns, (size_t) (c->town_count + 1) * sizeof(char *));
	c->towns[c->town_count] = copy_text(name);
	return c->town_count++;
}

/* The number of an SWV of the table; -1: no SWV is there (Europoort). */
static int
find_swv(Country *c, const char *text, bool vo)
{
	int16_t		value;
	char		code[SWV_TEXT_SIZE];

	if (swv_parse(text, strlen(text), &value) != NULL || (value >= SWV_VO) != vo)
		return -1;
	swv_format(value, code);
	for (int i = c->swv_count - 1; i >= 0; i--)
		if (strcmp(c->swvs[i].code, code) == 0)
			return i;
	c->swvs = need_more(c->swvs, (size_t) (c->swv_count + 1) * sizeof(Swv));
	c->swvs[c->swv_count] = (Swv) {.vo = vo, .home = c->place_count};
	memcpy(c->swvs[c->swv_count].code, code, sizeof(code));
	return c->swv_count++;
}

static void
take_row(int terminator, void *context)
{
	Reading    *r = context;
	Country    *c = r->c;
	Pc4		   *place;

	(void) terminator;
	if (r->cell != 4 && r->problem == NULL)
		r->problem = "a row has no four cells: pc4, gemeente, po_swv, vo_swv";
	if (r->row++ > 0 && r->problem == NULL)
	{
		c->places = need_more(c->places, (size_t) (c->place_count + 1) * sizeof(Pc4));
		place = &c->places[c->place_count];
		*place = (Pc4) {.pc4 = (int) strtol(r->cells[0], NULL, 10)};
		if (place->pc4 < 1000 || place->pc4 > 9999)
			r->problem = "a postcode has no four digits";
		place->town = find_town(c, r->cells[1]);
		place->swv[0] = find_swv(c, r->cells[2], false);
		place->swv[1] = find_swv(c, r->cells[3], true);
		c->place_count++;
	}
	r->cell = 0;
}

/* First those po and vo by turns, so that small files have both. */
static int
compare_swvs(const void *a, const void *b)
{
	const Swv  *x = a;
	const Swv  *y = b;
	int			order = strcmp(x->code + 2, y->code + 2);

	return order ? order : x->vo - y->vo;
}

static void
sort_swvs(Country *c)
{
	char	  (*old)[8] = need((size_t) c->swv_count * 8 + 1);
	int		   *to = need((size_t) c->swv_count * sizeof(int) + 1);

	for (int i = 0; i < c->swv_count; i++)
		memcpy(old[i], c->swvs[i].code, 8);
	qsort(c->swvs, (size_t) c->swv_count, sizeof(Swv), compare_swvs);
	for (int i = 0; i < c->swv_count; i++)
		for (int k = 0; k < c->swv_count; k++)
			if (strcmp(old[i], c->swvs[k].code) == 0)
				to[i] = k;
	for (int i = 0; i < c->place_count; i++)
		for (int s = 0; s < 2; s++)
			if (c->places[i].swv[s] >= 0)
				c->places[i].swv[s] = to[c->places[i].swv[s]];
	free(old);
	free(to);
}

static const char *
read_table(Country *c, gzFile file)
{
	Reading		r = {.c = c};
	struct csv_parser parser;
	char		block[16384];
	int			got;

	csv_init(&parser, CSV_STRICT);
	while (r.problem == NULL && (got = gzread(file, block, sizeof(block))) > 0)
		if (csv_parse(&parser, block, (size_t) got, take_cell, take_row, &r) != (size_t) got)
			r.problem = "it is no CSV with commas";
	if (r.problem == NULL && got < 0)
		r.problem = "it cannot be read";
	csv_fini(&parser, take_cell, take_row, &r);
	csv_free(&parser);
	if (r.problem == NULL && c->swv_count == 0)
		r.problem = "there is no samenwerkingsverband in it";
	return r.problem;
}

bool
country_begin(Country *c, uint64_t seed, const char *path)
{
	char	   *installed = text_of("%s/pc4-swv-2015.csv.gz", share_directory());
	const char *used = path ? path : installed;
	gzFile		file = gzopen(used, "rb");
	const char *problem;

	*c = (Country) {.seed = seed};
	problem = file == NULL ? strerror(errno) : read_table(c, file);
	if (file != NULL)
		gzclose(file);
	if (problem != NULL)
		say_error("table of postcodes \"%s\": %s; --pc4 FILE names another", used, problem);
	else
		sort_swvs(c);
	free(installed);
	return problem == NULL;
}

void
country_free(Country *c)
{
	for (int i = 0; i < c->town_count; i++)
		free(c->towns[i]);
	free(c->towns);
	free(c->swvs);
	free(c->places);
	*c = (Country) {0};
}

int
country_place(const Country *c, uint64_t hash)
{
	int			place = (int) (mix(hash) % (uint64_t) c->place_count);

	for (int i = 0; i < c->place_count; i++, place = (place + 1) % c->place_count)
		if (c->places[place].swv[0] >= 0 && c->places[place].swv[1] >= 0)
			break;
	return place;
}

/* A place in this SWV that has one of both sectors. */
static int
place_in_swv(const Country *c, int swv, uint64_t hash)
{
	int			count = 0;
	int			wanted;

	for (int i = 0; i < c->place_count; i++)
		count += c->places[i].swv[c->swvs[swv].vo] == swv && c->places[i].swv[!c->swvs[swv].vo] >= 0;
	wanted = count > 0 ? (int) (mix(hash) % (uint64_t) count) : 0;
	for (int i = 0; i < c->place_count; i++)
		if (c->places[i].swv[c->swvs[swv].vo] == swv && c->places[i].swv[!c->swvs[swv].vo] >= 0 && wanted-- == 0)
			return i;
	return country_place(c, hash);
}

/* The first two digits of an SWV's code are its province, from 20 Groningen on. */
const char *
country_province(const Country *c, int place)
{
	static const char *const provinces[] = {
		"Groningen", "Friesland", "Drenthe", "Overijssel", "Flevoland", "Gelderland",
		"Utrecht", "Noord-Holland", "Zuid-Holland", "Zeeland", "Noord-Brabant", "Limburg"
	};
	int			swv = c->places[place].swv[0];
	int			number = swv >= 0 ? (c->swvs[swv].code[2] - '0') * 10 + c->swvs[swv].code[3] - '0' : 28;

	return provinces[number >= 20 && number <= 31 ? number - 20 : 8];
}

/* --- schools --- */

size_t
country_school_slots(unsigned soorten, bool split, Slot *slots)
{
	/* special schools come early, so that small files have them */
	static const Soort order[] = {SOORT_BO, SOORT_SO, SOORT_VSO, SOORT_SBO, SOORT_SOVSO, SOORT_VO, SOORT_VO, SOORT_VO};
	int			turns[SOORTEN] = {0};
	size_t		count = 0;

	for (int i = 0; i < (int) (sizeof(order) / sizeof(order[0])) + kind_count[SOORT_BO] - 1; i++)
	{
		Soort		kind = i < (int) (sizeof(order) / sizeof(order[0])) ? order[i] : SOORT_BO;
		int			turn = turns[kind]++;

		if (kind != SOORT_SOVSO || !split)
		{
			if (soorten & (kind == SOORT_SOVSO ? 1u << SOORT_SOVSO | 1u << SOORT_SO | 1u << SOORT_VSO : 1u << kind))
				slots[count++] = (Slot) {.kind = kind, .soort = kind, .turn = turn};
			continue;
		}
		for (Soort soort = SOORT_SO; soort <= SOORT_VSO; soort++)
			if (soorten & 1u << soort)
				slots[count++] = (Slot) {.kind = kind, .soort = soort, .turn = turn};
	}
	return count;
}

void
country_school(const Country *c, const Slot *slot, uint64_t block, bool institutions, School *school)
{
	uint64_t	all = (uint64_t) COUNTRY_BLOCKS * (uint64_t) kind_count[slot->kind];
	uint64_t	usual = (uint64_t) kind_locations[slot->kind];
	uint64_t	number = block * (uint64_t) kind_count[slot->kind] + (uint64_t) slot->turn;
	uint64_t	institution = number;
	uint64_t	location = 0;
	uint64_t	place;

	if (!institutions && number < all * usual)
	{
		institution = number / usual;
		location = number % usual;
	}
	else if (!institutions)
	{
		/* all institutions have been there: further locations of each */
		institution = number % all;
		location = usual + (number - all * usual) / all;
	}
	place = institution / (uint64_t) kind_count[slot->kind] * BLOCK + (uint64_t) kind_begin[slot->kind]
		+ institution % (uint64_t) kind_count[slot->kind];
	place = (place * BRIN_STEP + mix(c->seed) % BRIN_COUNT) % BRIN_COUNT;
	snprintf(school->brin, sizeof(school->brin), "%02u%c%c", (unsigned) (50 + place / 676) % 100,
			 (char) ('A' + place % 676 / 26), (char) ('A' + place % 26));
	school->kind = slot->kind;
	school->location = (int) location;
	school->hash = mix2(c->seed, place * COUNTRY_LOCATIONS + location);
	school->place = c->every_swv && institution < (uint64_t) c->swv_count
		? place_in_swv(c, (int) institution, school->hash) : country_place(c, school->hash);
	school->board = (int) (mix2(c->seed, place + (UINT64_C(1) << 40)) % COUNTRY_BOARDS);
}

/* Mean and spread are near those of the real ones; a few are very small. */
int64_t
country_pupils(uint64_t hash, Soort soort, bool is_swv, int year)
{
	static const int64_t least[2][SOORTEN + 1] = {
		{20, 40, 20, 20, 40, 100, 20}, {6000, 150, 150, 100, 300, 5000, 300}
	};
	static const int64_t spread[2][SOORTEN + 1] = {
		{400, 180, 140, 160, 250, 1100, 600}, {25000, 800, 700, 900, 1300, 15000, 3000}
	};
	uint64_t	h = mix2(hash, (uint64_t) soort);
	uint64_t	change = mix2(h, (uint64_t) year) % 21;
	int64_t		pupils = least[is_swv][soort] + (int64_t) (h % (uint64_t) spread[is_swv][soort]);

	if (!is_swv && mix(h) % 24 == 0)
		pupils = (int64_t) (mix2(h, (uint64_t) year) % 7);
	return pupils * (int64_t) (90 + change) / 100;
}
