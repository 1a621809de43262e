/*
 * synth_pupils.c
 *		Files of pupils per school, board and SWV, and of their addresses.
 */
#define _GNU_SOURCE
#include "synth_national.h"

#include <stdlib.h>
#include <string.h>

#define AGES 32

/* The kinds of the primary sector's files, in the order of their rows. */
static const Kind primary[] = {KIND_BO, KIND_SBO, KIND_SO, KIND_SO12, KIND_VSO, KIND_VSO12};
#define PRIMARY (sizeof(primary) / sizeof(primary[0]))

/* Goes through the units of the primary files that have pupils, in all years. */
typedef void (*UnitRows) (Sheet *s, Kind kind, const Unit *u);

static void
each_unit(Sheet *s, int first_year, int last_year, UnitRows rows)
{
	Model	   *m = &s->works->model;

	for (int year = first_year; year <= last_year && !s->works->failed; year++)
	{
		model_year(m, year);
		sheet_year(s, year);
		for (size_t k = 0; k < PRIMARY; k++)
			for (size_t i = 0; i < m->unit_counts[primary[k]]; i++)
			{
				const Unit *u = &m->units[primary[k]][i];

				sheet_school(s, &u->school, u->soort);
				if (u->pupils > 0)
					rows(s, primary[k], u);
			}
	}
}

static void
unit_file(Works *w, const char *dataset, UnitRows rows)
{
	Sheet		s;

	if (!sheet_open(&s, w, dataset, "", ""))
		return;
	each_unit(&s, w->first_year, w->last_year, rows);
	sheet_close(&s);
}

/* --- per location: brin6 --- */

static void
total_rows(Sheet *s, Kind kind, const Unit *u)
{
	(void) kind;
	sheet_count(s, sheet_field(s, "AANTAL_LEERLINGEN"), u->pupils);
	sheet_row(s);
}

/* Pupils by sex. */
static void
count_sexes(const Model *m, Kind kind, const Unit *u, int64_t sexes[3])
{
	for (int64_t n = 0; n < u->pupils; n++)
	{
		char		sex = pupil_sex(m, kind, u, n);

		sexes[sex == 'M' ? 0 : sex == 'V' ? 1 : 2]++;
	}
}

static void
count_ages(const Model *m, Kind kind, const Unit *u, int64_t begin, int64_t count, int64_t ages[AGES])
{
	for (int64_t n = begin; n < begin + count; n++)
		ages[pupil_age(m, kind, u, n)]++;
}

static void
sex_rows(Sheet *s, Kind kind, const Unit *u)
{
	static const char *const names[] = {"M", "V", "O"};
	int64_t		sexes[3] = {0};

	count_sexes(&s->works->model, kind, u, sexes);
	for (int i = 0; i < 3; i++)
		if (sexes[i] > 0)
		{
			sheet_text(s, sheet_field(s, "GESLACHT"), names[i]);
			sheet_count(s, sheet_field(s, "AANTAL_LEERLINGEN"), sexes[i]);
			sheet_row(s);
		}
}

static void
age_rows(Sheet *s, Kind kind, const Unit *u)
{
	int64_t		ages[AGES] = {0};

	count_ages(&s->works->model, kind, u, 0, u->pupils, ages);
	for (int i = 0; i < AGES; i++)
		if (ages[i] > 0)
		{
			sheet_number(s, sheet_field(s, "LEEFTIJD"), i);
			sheet_count(s, sheet_field(s, "AANTAL_LEERLINGEN"), ages[i]);
			sheet_row(s);
		}
}

static void
place_rows(Sheet *s, Kind kind, const Unit *u)
{
	Part		parts[MAX_PARTS];
	size_t		count = model_parts(&s->works->model, kind, u, parts);

	for (size_t i = 0; i < count; i++)
	{
		sheet_number(s, sheet_field(s, "POSTCODE4_DEELNEMER"), s->works->country->places[parts[i].place].pc4);
		sheet_count(s, sheet_field(s, "AANTAL_LEERLINGEN"), parts[i].count);
		sheet_row(s);
	}
}

static void
cluster_rows(Sheet *s, Kind kind, const Unit *u)
{
	(void) kind;
	if (u->cluster == 0)
		return;
	sheet_number(s, sheet_field(s, "CLUSTER"), u->cluster);
	sheet_count(s, sheet_field(s, "AANTAL_LEERLINGEN"), u->pupils);
	sheet_row(s);
}

/* Advice goes to the oldest of primary schools, about one in eight. */
static void
advice_rows(Sheet *s, Kind kind, const Unit *u)
{
	static const char *const names[] = {"PRO", "VMBO_BL", "VMBO_KL", "VMBO_GT", "HAVO", "VWO"};
	static const int64_t weights[] = {2, 10, 14, 24, 26, 24};
	int64_t		parts[6];

	if (kind != KIND_BO)
		return;
	apportion(u->pupils / 8, weights, NULL, 6, parts);
	for (int i = 0; i < 6; i++)
		if (parts[i] > 0)
		{
			sheet_text(s, sheet_field(s, "ADVIES"), names[i]);
			sheet_count(s, sheet_field(s, "AANTAL_LEERLINGEN"), parts[i]);
			sheet_row(s);
		}
}

static void
history_rows(Sheet *s, Kind kind, const Unit *u)
{
	static const char *const names[SOORTEN] = {"Bo", "Sbo", "So", "Vso"};

	(void) kind;
	sheet_text(s, sheet_field(s, "SOORT_VESTIGING"), names[u->soort]);
	sheet_count(s, sheet_field(s, "AANTAL_LEERLINGEN"), u->pupils);
	sheet_row(s);
}

/* --- files with a column per age --- */

/* Sets the columns of the ages; the first and the last take what is beyond. */
static void
set_ages(Sheet *s, const int64_t ages[AGES])
{
	const Plan *p = &s->plan;

	for (size_t i = 0; i < p->field_count; i++)
		if (p->fields[i].wide >= 0)
			sheet_count(s, (int) i, p->fields[i].age >= 0 && p->fields[i].age < AGES ? ages[p->fields[i].age] : 0);
}

static void
home_age_rows(Sheet *s, Kind kind, const Unit *u)
{
	Part		parts[MAX_PARTS];
	size_t		count = model_parts(&s->works->model, kind, u, parts);

	for (size_t i = 0; i < count; i++)
	{
		int64_t		ages[AGES] = {0};

		count_ages(&s->works->model, kind, u, parts[i].begin, parts[i].count, ages);
		s->plan.now.pupil_place = parts[i].place;
		sheet_number(s, sheet_field(s, "POSTCODE_LEERLING"), s->works->country->places[parts[i].place].pc4);
		set_ages(s, ages);
		sheet_row(s);
	}
}

static void
cluster_age_rows(Sheet *s, Kind kind, const Unit *u)
{
	static const char *const names[] = {"", "1", "2", "3", "4"};
	int64_t		ages[AGES] = {0};

	count_ages(&s->works->model, kind, u, 0, u->pupils, ages);
	sheet_text(s, sheet_field(s, "CLUSTER"), names[u->cluster]);
	set_ages(s, ages);
	s->plan.now.sum = u->pupils;
	sheet_row(s);
}

/* A file of each year, as DUO has them. */
static void
year_files(Works *w, const char *dataset, UnitRows rows)
{
	for (int year = w->first_year; year <= w->last_year; year++)
	{
		Sheet		s;
		char		suffix[16];

		snprintf(suffix, sizeof(suffix), "%d", year);
		if (!sheet_open(&s, w, dataset, "", suffix))
			return;
		each_unit(&s, year, year, rows);
		sheet_close(&s);
	}
}

/* --- per board and per SWV: sums over schools --- */

typedef struct Group
{
	int			owner;			/* a board, or in swvs */
	Soort		soort;
	int			label;
	int64_t		count;
} Group;

typedef struct Groups
{
	Group	   *items;
	size_t		count;
} Groups;

static void
add_group(Groups *g, int owner, Soort soort, int label, int64_t count)
{
	if (count == 0)
		return;
	if ((g->count & (g->count - 1)) == 0)
		g->items = need_more(g->items, (g->count ? g->count * 2 : 1) * sizeof(Group));
	g->items[g->count++] = (Group) {owner, soort, label, count};
}

static int
compare_groups(const void *a, const void *b)
{
	const Group *x = a;
	const Group *y = b;

	return x->owner != y->owner ? x->owner - y->owner
		: x->soort != y->soort ? (int) x->soort - (int) y->soort : x->label - y->label;
}

/* What the pupils are told apart by. */
typedef enum Label
{
	LABEL_NONE,
	LABEL_SEX,
	LABEL_AGE,
	LABEL_PLACE
} Label;

static void
group_unit(const Model *m, Kind kind, const Unit *u, int owner, Label label, Groups *g)
{
	Part		parts[MAX_PARTS];
	int64_t		sexes[3] = {0};
	int64_t		ages[AGES] = {0};
	size_t		count;

	switch (label)
	{
		case LABEL_NONE:
			add_group(g, owner, u->soort, 0, u->pupils);
			break;
		case LABEL_SEX:
			count_sexes(m, kind, u, sexes);
			for (int i = 0; i < 3; i++)
				add_group(g, owner, u->soort, i, sexes[i]);
			break;
		case LABEL_AGE:
			count_ages(m, kind, u, 0, u->pupils, ages);
			for (int i = 0; i < AGES; i++)
				add_group(g, owner, u->soort, i, ages[i]);
			break;
		case LABEL_PLACE:
			count = model_parts(m, kind, u, parts);
			for (size_t i = 0; i < count; i++)
				add_group(g, owner, u->soort, m->country->places[parts[i].place].pc4, parts[i].count);
			break;
	}
}

static void
group_rows(Sheet *s, bool boards, Label label, Groups *g)
{
	static const char *const sexes[] = {"M", "V", "O"};
	static const char *const fields[] = {NULL, "GESLACHT", "LEEFTIJD", "POSTCODE4_DEELNEMER"};
	int			count_field = sheet_field(s, "AANTAL_LEERLINGEN");

	qsort(g->items, g->count, sizeof(Group), compare_groups);
	for (size_t i = 0; i < g->count; i++)
	{
		const Group *first = &g->items[i];
		int64_t		count = first->count;

		while (i + 1 < g->count && compare_groups(first, &g->items[i + 1]) == 0)
			count += g->items[++i].count;
		if (boards)
			sheet_board(s, first->owner);
		else
			sheet_swv(s, first->owner, first->soort);
		s->plan.now.soort = first->soort;
		if (s->plan.soort_field >= 0)
		{
			static const char *const soorten[SOORTEN] = {"BO", "SBO", "SO", "VSO"};

			sheet_text(s, s->plan.soort_field, soorten[first->soort]);
		}
		if (label == LABEL_SEX)
			sheet_text(s, sheet_field(s, fields[label]), sexes[first->label]);
		else if (label != LABEL_NONE)
			sheet_number(s, sheet_field(s, fields[label]), first->label);
		sheet_count(s, count_field, count);
		sheet_row(s);
	}
}

static void
group_file(Works *w, const char *dataset, bool boards, Label label)
{
	Model	   *m = &w->model;
	Groups		g = {0};
	Sheet		s;

	if (!sheet_open(&s, w, dataset, "", ""))
		return;
	for (int year = w->first_year; year <= w->last_year && !w->failed; year++)
	{
		model_year(m, year);
		sheet_year(&s, year);
		g.count = 0;
		for (size_t k = 0; k < PRIMARY; k++)
			for (size_t i = 0; i < m->unit_counts[primary[k]]; i++)
			{
				const Unit *u = &m->units[primary[k]][i];

				group_unit(m, primary[k], u, boards ? u->school.board : u->swv, label, &g);
			}
		group_rows(&s, boards, label, &g);
	}
	free(g.items);
	sheet_close(&s);
}

/* --- secondary education --- */

/* Types of education and the years they have. */
static const struct
{
	const char *name;
	int			first;
	int			last;
}			types[] = {
	{"Brugjaar 1-2", 1, 2}, {"VMBO BL lj 3-4", 3, 4}, {"VMBO KL lj 3-4", 3, 4}, {"VMBO TL lj 3-4", 3, 4},
	{"HAVO lj 4-5", 4, 5}, {"VWO lj 4-6", 4, 6}, {"HAVO/VWO lj 3", 3, 3}, {"Praktijkonderwijs alle vj", 1, 6}
};
#define TYPES 8
#define TYPE_PRO 7
#define YEARS 7

/* Schools for all, for havo and vwo, for vmbo. */
static const int64_t type_weights[3][TYPES] = {
	{38, 7, 8, 12, 13, 12, 10, 0}, {40, 0, 0, 0, 22, 24, 14, 0}, {42, 17, 18, 23, 0, 0, 0, 0}
};

/* Pupils of a unit by type, year and sex (M, V). */
typedef struct Classes
{
	int64_t		counts[TYPES][YEARS][2];
} Classes;

static void
part_years(const Model *m, Kind kind, const Unit *u, int type, int64_t begin, int64_t count, Classes *c)
{
	int64_t		years = types[type].last - types[type].first + 1;

	for (int64_t n = 0; n < count; n++)
	{
		char		sex = pupil_sex(m, kind, u, begin + n);

		c->counts[type][types[type].first + (int) (n * years / count)][sex == 'V']++;
	}
}

static void
make_classes(const Model *m, Kind kind, const Unit *u, Classes *c)
{
	int64_t		parts[TYPES];
	int64_t		begin = 0;

	*c = (Classes) {0};
	if (kind == KIND_PRO)
	{
		part_years(m, kind, u, TYPE_PRO, 0, u->pupils, c);
		return;
	}
	apportion(u->pupils, type_weights[u->school.hash % 3], NULL, TYPES, parts);
	for (int t = 0; t < TYPES; begin += parts[t], t++)
		part_years(m, kind, u, t, begin, parts[t], c);
}

typedef void (*ClassRows) (Sheet *s, const Unit *u, const Classes *c);

static void
each_class(Sheet *s, int first_year, int last_year, ClassRows rows)
{
	Model	   *m = &s->works->model;
	static const Kind kinds[] = {KIND_VO, KIND_PRO};

	for (int year = first_year; year <= last_year && !s->works->failed; year++)
	{
		model_year(m, year);
		sheet_year(s, year);
		for (int k = 0; k < 2; k++)
			for (size_t i = 0; i < m->unit_counts[kinds[k]]; i++)
			{
				const Unit *u = &m->units[kinds[k]][i];
				Classes		c;

				make_classes(m, kinds[k], u, &c);
				sheet_school(s, &u->school, SOORT_VO);
				rows(s, u, &c);
			}
	}
}

/* File 01: a row per type and year. */
static void
class_rows(Sheet *s, const Unit *u, const Classes *c)
{
	(void) u;
	for (int t = 0; t < TYPES; t++)
		for (int y = 1; y < YEARS; y++)
		{
			int64_t		count = c->counts[t][y][0] + c->counts[t][y][1];

			if (count == 0)
				continue;
			sheet_text(s, sheet_field(s, "INDICATIE VO-VAVO"), "VO regulier");
			sheet_text(s, sheet_field(s, "ONDERWIJSTYPE VO EN LEER- OF VERBLIJFSJAAR"), types[t].name);
			sheet_text(s, sheet_field(s, "VMBO SECTOR"), "");
			sheet_text(s, sheet_field(s, "AFDELING"), "");
			sheet_number(s, sheet_field(s, "LEERJAAR"), y);
			sheet_count(s, sheet_field(s, "AANTAL LEERLINGEN"), count);
			sheet_row(s);
		}
}

/* The classic file: a row per type, a column per year and sex. */
static void
wide_class_rows(Sheet *s, const Unit *u, const Classes *c)
{
	(void) u;
	for (int t = 0; t < TYPES; t++)
	{
		int64_t		sum = 0;

		for (int y = 1; y < YEARS; y++)
			sum += c->counts[t][y][0] + c->counts[t][y][1];
		if (sum == 0)
			continue;
		sheet_text(s, sheet_field(s, "ONDERWIJSTYPE VO EN LEER- OF VERBLIJFSJAAR"), types[t].name);
		sheet_text(s, sheet_field(s, "VMBO SECTOR"), "");
		sheet_text(s, sheet_field(s, "AFDELING"), "");
		sheet_text(s, sheet_field(s, "ERKENDE OPLEIDINGSCODE"), "");
		sheet_text(s, sheet_field(s, "OPLEIDINGSNAAM"), "");
		for (int y = 1; y < YEARS; y++)
			for (int v = 0; v < 2; v++)
			{
				char		name[64];

				snprintf(name, sizeof(name), "LEER- OF VERBLIJFSJAAR %d - %s", y, v ? "VROUW" : "MAN");
				sheet_count(s, sheet_field(s, name), c->counts[t][y][v]);
			}
		sheet_row(s);
	}
}

static void
secondary_pc4_rows(Sheet *s, Kind kind, const Unit *u)
{
	Part		parts[MAX_PARTS];
	size_t		count = model_parts(&s->works->model, kind, u, parts);

	for (size_t i = 0; i < count; i++)
	{
		s->plan.now.pupil_place = parts[i].place;
		sheet_number(s, sheet_field(s, "POSTCODE LEERLING"), s->works->country->places[parts[i].place].pc4);
		sheet_text(s, sheet_field(s, "LEER- OF VERBLIJFSJAAR"), kind == KIND_PRO ? "praktijkonderwijs" : "");
		sheet_count(s, sheet_field(s, "AANTAL LEERLINGEN"), parts[i].count);
		sheet_row(s);
	}
}

static void
secondary_board_rows(Sheet *s)
{
	const Model *m = &s->works->model;

	for (size_t i = 0; i < m->unit_counts[KIND_VO]; i++)
	{
		const Unit *u = &m->units[KIND_VO][i];
		int64_t		count = u->pupils + (u->twin ? m->units[KIND_PRO][u->twin - 1].pupils : 0);

		sheet_school(s, &u->school, SOORT_VO);
		sheet_count(s, sheet_field(s, "AANTAL LEERLINGEN"), count);
		sheet_count(s, sheet_field(s, "AANTAL VO LEERLINGEN UITBESTEED AAN VAVO"), 0);
		sheet_count(s, sheet_field(s, "TOTAAL AANTAL LEERLINGEN"), count);
		sheet_row(s);
	}
}

static void
secondary_files(Works *w)
{
	static const Kind kinds[] = {KIND_VO, KIND_PRO};
	Model	   *m = &w->model;
	Sheet		s;

	if (sheet_open(&s, w, "duo-01voins", "", ""))
	{
		each_class(&s, w->first_year, w->last_year, class_rows);
		sheet_close(&s);
	}
	if (sheet_open(&s, w, "duo-02voins", "", ""))
	{
		for (int year = w->first_year; year <= w->last_year; year++)
		{
			model_year(m, year);
			sheet_year(&s, year);
			for (int k = 0; k < 2; k++)
				for (size_t i = 0; i < m->unit_counts[kinds[k]]; i++)
				{
					sheet_school(&s, &m->units[kinds[k]][i].school, SOORT_VO);
					secondary_pc4_rows(&s, kinds[k], &m->units[kinds[k]][i]);
				}
		}
		sheet_close(&s);
	}
	for (int year = w->first_year; year <= w->last_year && !w->failed; year++)
	{
		char	   *directory = text_of("schooljaar=%d-%d", year, year + 1);

		if (sheet_open(&s, w, "duo-leerlingen-vo-bestuur", directory, ""))
		{
			model_year(m, year);
			sheet_year(&s, year);
			secondary_board_rows(&s);
			sheet_close(&s);
		}
		if (sheet_open(&s, w, "duo-leerlingen-vo-onderwijstype", directory, ""))
		{
			each_class(&s, year, year, wide_class_rows);
			sheet_close(&s);
		}
		free(directory);
	}
}

/* --- addresses --- */

static int
compare_schools(const void *a, const void *b)
{
	const Unit *const *x = a;
	const Unit *const *y = b;
	int			order = strcmp((*x)->school.brin, (*y)->school.brin);

	return order ? order : (*x)->school.location - (*y)->school.location;
}

/* The locations of some kinds, each once. */
static size_t
list_locations(const Model *m, const Kind *kinds, size_t kind_count, const Unit ***list)
{
	size_t		count = 0;
	size_t		kept = 0;

	for (size_t k = 0; k < kind_count; k++)
		count += m->unit_counts[kinds[k]];
	*list = need_zeros((count + 1) * sizeof(Unit *));
	count = 0;
	for (size_t k = 0; k < kind_count; k++)
		for (size_t i = 0; i < m->unit_counts[kinds[k]]; i++)
			(*list)[count++] = &m->units[kinds[k]][i];
	qsort(*list, count, sizeof(Unit *), compare_schools);
	for (size_t i = 0; i < count; i++)
		if (kept == 0 || compare_schools(&(*list)[kept - 1], &(*list)[i]) != 0)
			(*list)[kept++] = (*list)[i];
	return kept;
}

static void
address_file(Works *w, const char *dataset, const Kind *kinds, size_t kind_count)
{
	const Unit **list;
	size_t		count;
	Sheet		s;

	if (!sheet_open(&s, w, dataset, "", ""))
		return;
	count = list_locations(&w->model, kinds, kind_count, &list);
	sheet_year(&s, w->last_year);
	for (size_t i = 0; i < count; i++)
	{
		static const char *const clusters[] = {" ", "1", "2", "3", "4"};

		sheet_school(&s, &list[i]->school, list[i]->school.kind);
		if (strcmp(dataset, "duo-vestigingen-sbo-so-vso") == 0)
			sheet_text(&s, sheet_field(&s, "CLUSTER"), clusters[list[i]->cluster]);
		sheet_row(&s);
	}
	free(list);
	sheet_close(&s);
}

/* The schools of each SWV. */
static void
swv_school_file(Works *w, const char *sector, const Kind *kinds, size_t kind_count)
{
	char	   *directory = text_of("sector=%s", sector);
	const Unit **list;
	size_t		count;
	Sheet		s;

	if (sheet_open(&s, w, "duo-swv-scholen", directory, ""))
	{
		count = list_locations(&w->model, kinds, kind_count, &list);
		sheet_year(&s, w->last_year);
		for (int swv = 0; swv < w->country->swv_count; swv++)
			for (size_t i = 0; i < count; i++)
			{
				if (w->country->places[list[i]->school.place].swv[*sector == 'v'] != swv)
					continue;
				sheet_school(&s, &list[i]->school, list[i]->school.kind);
				s.plan.now.swv = s.plan.now.other_swv = swv;
				sheet_row(&s);
			}
		free(list);
		sheet_close(&s);
	}
	if (sheet_open(&s, w, "duo-swv-adressen", directory, ""))
	{
		sheet_year(&s, w->last_year);
		for (int swv = 0; swv < w->country->swv_count; swv++)
			if (w->country->swvs[swv].vo == (*sector == 'v'))
			{
				sheet_swv(&s, swv, *sector == 'v' ? SOORT_VSO : SOORT_SO);
				sheet_row(&s);
			}
		sheet_close(&s);
	}
	free(directory);
}

static void
board_file(Works *w)
{
	Sheet		s;

	if (!sheet_open(&s, w, "duo-besturen", "register=bo", ""))
		return;
	for (int board = 0; board < COUNTRY_BOARDS; board++)
	{
		sheet_board(&s, board);
		sheet_row(&s);
	}
	sheet_close(&s);
}

void
national_pupil_files(Works *w)
{
	static const Kind bo[] = {KIND_BO};
	static const Kind special[] = {KIND_SBO, KIND_SO, KIND_SO12, KIND_VSO, KIND_VSO12};
	static const Kind vo[] = {KIND_VO};
	static const Kind po_sector[] = {KIND_BO, KIND_SBO, KIND_SO, KIND_SO12};
	static const Kind vo_sector[] = {KIND_VO, KIND_VSO, KIND_VSO12};

	address_file(w, "duo-vestigingen-bo", bo, 1);
	address_file(w, "duo-vestigingen-sbo-so-vso", special, 5);
	address_file(w, "duo-vestigingen-vo", vo, 1);
	board_file(w);
	swv_school_file(w, "po", po_sector, 4);
	swv_school_file(w, "vo", vo_sector, 3);
	unit_file(w, "duo-brin6-totaal", total_rows);
	unit_file(w, "duo-brin6-geslacht", sex_rows);
	unit_file(w, "duo-brin6-leeftijd", age_rows);
	unit_file(w, "duo-brin6-pc4", place_rows);
	unit_file(w, "duo-brin6-cluster", cluster_rows);
	unit_file(w, "duo-brin6-advies", advice_rows);
	unit_file(w, "duo-leerlingen-po-historisch-lang", history_rows);
	group_file(w, "duo-swv-totaal", false, LABEL_NONE);
	group_file(w, "duo-swv-geslacht", false, LABEL_SEX);
	group_file(w, "duo-swv-leeftijd", false, LABEL_AGE);
	group_file(w, "duo-swv-pc4", false, LABEL_PLACE);
	group_file(w, "duo-bestuur-totaal", true, LABEL_NONE);
	group_file(w, "duo-bestuur-geslacht", true, LABEL_SEX);
	group_file(w, "duo-bestuur-leeftijd", true, LABEL_AGE);
	group_file(w, "duo-bestuur-pc4", true, LABEL_PLACE);
	secondary_files(w);
	year_files(w, "duo-leerlingen-po-postcode-leeftijd", home_age_rows);
	year_files(w, "duo-leerlingen-po-cluster-leeftijd", cluster_age_rows);
}
