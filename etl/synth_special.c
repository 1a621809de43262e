/*
 * synth_special.c
 *		Files of special education by the SWV that pays: by funding category, by
 *		residential place, by leaving profile, and the classic ones.
 */
#define _GNU_SOURCE
#include "synth_national.h"

#include <stdlib.h>
#include <string.h>

/* From when on SWVs pay, by category. */
#define FIRST_PAYMENTS 2014

#define LABELS 4

/* Pupils of one payer: an SWV, or a school of which none pays. */
typedef struct Payer
{
	char		code[16];
	int			swv;			/* -1: a marker */
	const Unit *unit;			/* of a marker */
	int64_t		count;
} Payer;

static const char *
soort_name(bool vso)
{
	return vso ? "VSO" : "SO";
}

/* The payers of so or vso in the present year; markers where wanted. */
static size_t
list_payers(const Model *m, bool vso, bool markers, Payer **payers)
{
	Kind		kind = vso ? KIND_VSO : KIND_SO;
	Kind		other = vso ? KIND_VSO12 : KIND_SO12;
	Payment    *payments;
	size_t		count = model_payments(m, kind, &payments);
	size_t		n = 0;

	*payers = need_zeros((count + m->unit_counts[other] + 1) * sizeof(Payer));
	for (size_t i = 0; i < count; i++)
	{
		if (n == 0 || (*payers)[n - 1].swv != payments[i].payer)
		{
			(*payers)[n] = (Payer) {.swv = payments[i].payer};
			snprintf((*payers)[n++].code, sizeof((*payers)[0].code), "%s", m->country->swvs[payments[i].payer].code);
		}
		(*payers)[n - 1].count += payments[i].count;
	}
	free(payments);
	for (size_t i = 0; markers && i < m->unit_counts[other]; i++)
	{
		const Unit *u = &m->units[other][i];

		/* one row for each institution: it has one location */
		if (u->pupils == 0 || u->school.location > 0)
			continue;
		(*payers)[n] = (Payer) {.swv = -1, .unit = u, .count = u->pupils};
		snprintf((*payers)[n++].code, sizeof((*payers)[0].code), "%s_%s", u->closed ? "GJIJJI" : u->cluster == 1 ? "CL1" : "CL2",
				 u->school.brin);
	}
	return n;
}

static void
about_payer(Sheet *s, const Payer *p, bool vso)
{
	if (p->swv >= 0)
		sheet_swv(s, p->swv, vso ? SOORT_VSO : SOORT_SO);
	else
		sheet_school(s, &p->unit->school, vso ? SOORT_VSO : SOORT_SO);
	sheet_text(s, sheet_field(s, "SWV_BETALEND"), p->code);
}

/* A long file that parts the pupils of each payer, with a row of their total. */
static void
label_file(Works *w, const char *dataset, const char *field, const char *const *names, const int64_t *weights, int count,
		   bool so)
{
	Model	   *m = &w->model;
	Sheet		s;

	if (!sheet_open(&s, w, dataset, "", ""))
		return;
	for (int year = w->first_year; year <= w->last_year && !w->failed; year++)
	{
		model_year(m, year);
		sheet_year(&s, year);
		for (int vso = so ? 0 : 1; vso < 2 && year >= FIRST_PAYMENTS; vso++)
		{
			Payer	   *payers;
			size_t		n = list_payers(m, vso, true, &payers);

			for (size_t i = 0; i < n; i++)
			{
				int64_t		parts[LABELS];

				apportion(payers[i].count, weights, NULL, (size_t) count, parts);
				for (int k = 0; k <= count; k++)
				{
					about_payer(&s, &payers[i], vso);
					sheet_text(&s, sheet_field(&s, "TYPE_PO"), soort_name(vso));
					sheet_text(&s, sheet_field(&s, field), k < count ? names[k] : "TOTAAL");
					sheet_count(&s, sheet_field(&s, "AANTAL_LEERLINGEN"), k < count ? parts[k] : payers[i].count);
					sheet_row(&s);
				}
			}
			free(payers);
		}
	}
	sheet_close(&s);
}

/* --- by funding category --- */

/* Pupils of one payer, inside and outside it, by category. */
typedef struct Sides
{
	int64_t		count[2];		/* J, N */
	int64_t		category[2][CATEGORIES];
} Sides;

/* Takes the payments of one payer from i on; the next one's. */
static size_t
take_payer(const Payment *p, size_t count, size_t i, bool by_school, Sides *sides)
{
	int			payer = p[i].payer;

	*sides = (Sides) {0};
	for (; i < count && p[i].payer == payer; i++)
	{
		int			outside = (by_school ? p[i].school : p[i].home) != payer;

		sides->count[outside] += p[i].count;
		for (int c = 0; c < CATEGORIES; c++)
			sides->category[outside][c] += p[i].category[c];
	}
	return i;
}

static const char *const category_names[] = {"LAAG", "MIDDEN", "HOOG", "TOTAAL"};

static void
category_file(Works *w)
{
	Model	   *m = &w->model;
	Sheet		s;

	if (!sheet_open(&s, w, "duo-so-vso-bekostigingscategorie", "", ""))
		return;
	for (int year = w->first_year; year <= w->last_year && !w->failed; year++)
	{
		model_year(m, year);
		sheet_year(&s, year);
		for (int vso = 0; vso < 2 && year >= FIRST_PAYMENTS; vso++)
		{
			Payment    *p;
			size_t		count = model_payments(m, vso ? KIND_VSO : KIND_SO, &p);
			Sides		sides;

			for (size_t i = 0; i < count;)
			{
				int			payer = p[i].payer;

				i = take_payer(p, count, i, false, &sides);
				for (int outside = 0; outside < 2; outside++)
					for (int c = 0; c <= CATEGORIES && sides.count[outside] > 0; c++)
					{
						sheet_swv(&s, payer, vso ? SOORT_VSO : SOORT_SO);
						sheet_text(&s, sheet_field(&s, "SWV_BETALEND"), w->country->swvs[payer].code);
						sheet_text(&s, sheet_field(&s, "TYPE_PO"), soort_name(vso));
						sheet_text(&s, sheet_field(&s, "BEKOSTIGINGSCATEGORIE"), category_names[c]);
						sheet_text(&s, sheet_field(&s, "BINNEN_SWV"), outside ? "N" : "J");
						sheet_count(&s, sheet_field(&s, "AANTAL_LEERLINGEN"),
									c < CATEGORIES ? sides.category[outside][c] : sides.count[outside]);
						sheet_row(&s);
					}
			}
			free(p);
		}
	}
	sheet_close(&s);
}

/* --- the classic files --- */

/* A row of them: what is not of the kind is no field of it. */
static void
classic_row(Sheet *s, bool vso, const char *payer, const char *other_field, const char *other, const char *inside,
			const int64_t category[CATEGORIES], int64_t none)
{
	Plan	   *p = &s->plan;
	int64_t		counts[] = {category[0], category[1], category[2], none};
	int			k = 0;

	p->now.sum = category[0] + category[1] + category[2] + none;
	sheet_text(s, sheet_field(s, "SWV_BETALEND"), payer);
	if (other_field != NULL)
		sheet_text(s, sheet_field(s, other_field), other);
	if (inside != NULL)
		sheet_text(s, sheet_field(s, "BINNEN_SWV"), inside);
	sheet_text(s, sheet_field(s, "SOORT_PO"), soort_name(vso));
	sheet_text(s, sheet_field(s, "RESIDENTIELE_PLAATS"), "");
	sheet_text(s, sheet_field(s, "CLUSTER"), "");
	for (size_t i = 0; i < p->field_count; i++)
		if (p->fields[i].wide >= 0 && k < CATEGORIES + 1)
			sheet_count(s, (int) i, counts[k++]);
	sheet_row(s);
}

static void
classic_payer_file(Works *w, bool vso, const char *directory)
{
	static const int64_t nothing[CATEGORIES] = {0};
	Payment    *p;
	Payer	   *payers;
	size_t		count;
	Sides		sides;
	Sheet		s;

	if (!sheet_open(&s, w, "duo-so-vso-betalend", directory, ""))
		return;
	sheet_year(&s, w->model.year);
	count = model_payments(&w->model, vso ? KIND_VSO : KIND_SO, &p);
	for (size_t i = 0; i < count;)
	{
		int			payer = p[i].payer;
		int64_t		category[CATEGORIES];

		i = take_payer(p, count, i, false, &sides);
		for (int c = 0; c < CATEGORIES; c++)
			category[c] = sides.category[0][c] + sides.category[1][c];
		sheet_swv(&s, payer, vso ? SOORT_VSO : SOORT_SO);
		classic_row(&s, vso, w->country->swvs[payer].code, NULL, NULL, NULL, category, 0);
	}
	free(p);
	count = list_payers(&w->model, vso, true, &payers);
	for (size_t i = 0; i < count; i++)
		if (payers[i].swv < 0)
		{
			sheet_school(&s, &payers[i].unit->school, vso ? SOORT_VSO : SOORT_SO);
			classic_row(&s, vso, payers[i].code, NULL, NULL, NULL, nothing, payers[i].count);
		}
	free(payers);
	sheet_close(&s);
}

/* By payer, inside and outside it. */
static void
classic_side_file(Works *w, bool vso, const char *directory)
{
	Payment    *p;
	size_t		count;
	Sides		sides;
	Sheet		s;

	if (!sheet_open(&s, w, "duo-so-vso-betalend-binnen", directory, ""))
		return;
	sheet_year(&s, w->model.year);
	count = model_payments(&w->model, vso ? KIND_VSO : KIND_SO, &p);
	for (size_t i = 0; i < count;)
	{
		int			payer = p[i].payer;

		i = take_payer(p, count, i, false, &sides);
		for (int outside = 0; outside < 2; outside++)
			if (sides.count[outside] > 0)
			{
				sheet_swv(&s, payer, vso ? SOORT_VSO : SOORT_SO);
				classic_row(&s, vso, w->country->swvs[payer].code, NULL, NULL, outside ? "N" : "J", sides.category[outside], 0);
			}
	}
	free(p);
	sheet_close(&s);
}

/* By payer and the SWV of the home, or of the school. */
static void
classic_pair_file(Works *w, bool vso, const char *dataset, const char *field, bool by_school, const char *directory)
{
	const Country *c = w->country;
	Payment    *p;
	size_t		count;
	Sheet		s;

	if (!sheet_open(&s, w, dataset, directory, ""))
		return;
	sheet_year(&s, w->model.year);
	count = model_payments(&w->model, vso ? KIND_VSO : KIND_SO, &p);
	for (size_t i = 0; i < count; i++)
	{
		int			other = by_school ? p[i].school : p[i].home;
		int64_t		category[CATEGORIES] = {0};
		bool		seen = false;

		/* those of the same two are one row */
		for (size_t k = 0; k < count; k++)
			if (p[k].payer == p[i].payer && (by_school ? p[k].school : p[k].home) == other)
			{
				seen = seen || k < i;
				for (int n = 0; n < CATEGORIES; n++)
					category[n] += p[k].category[n];
			}
		if (seen)
			continue;
		sheet_swv(&s, p[i].payer, vso ? SOORT_VSO : SOORT_SO);
		classic_row(&s, vso, c->swvs[p[i].payer].code, field, c->swvs[other].code, other == p[i].payer ? "J" : "N", category, 0);
	}
	free(p);
	sheet_close(&s);
}

void
national_special_files(Works *w)
{
	static const char *const places[] = {"NIET_RP", "WEL_RP"};
	static const int64_t place_weights[] = {94, 6};
	static const char *const profiles[] = {"ARBEIDSMARKT", "DAGBESTEDING", "VERVOLGONDERWIJS", "ONBEKEND"};
	static const int64_t profile_weights[] = {26, 22, 42, 10};

	label_file(w, "duo-so-vso-rp", "RESIDENTIELE_PLAATS", places, place_weights, 2, true);
	label_file(w, "duo-so-vso-uitstroom", "UITSTROOMPROFIEL", profiles, profile_weights, 4, false);
	category_file(w);
	for (int year = w->first_year < FIRST_PAYMENTS ? FIRST_PAYMENTS : w->first_year; year <= w->last_year && !w->failed; year++)
		for (int vso = 0; vso < 2; vso++)
		{
			char	   *directory = text_of("soort=%s,schooljaar=%d-%d", vso ? "vso" : "so", year, year + 1);

			model_year(&w->model, year);
			classic_payer_file(w, vso, directory);
			classic_side_file(w, vso, directory);
			classic_pair_file(w, vso, "duo-so-vso-betalend-woonachtig", "SWV_WOONACHTIG", false, directory);
			classic_pair_file(w, vso, "duo-so-vso-vestiging", "SWV_VESTIGING", true, directory);
			free(directory);
		}
}
