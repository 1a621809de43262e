/*
 * synth_swv.c
 *		Files of the templates that samenwerkingsverbanden fill in: TLVs, pupils at
 *		home, waiting lists, annual accounts, judgements, streams, and so on.
 */
#define _GNU_SOURCE
#include "synth_national.h"

#include <stdlib.h>
#include <string.h>

/* A register keeps what was decided in the last three years, and this one. */
#define KEPT 3

static bool
is_vo(const Works *w, int swv)
{
	return w->country->swvs[swv].vo;
}

static const char *
code_of(const Works *w, int swv)
{
	return w->country->swvs[swv].code;
}

/* A number from 0 below most, of an SWV and whatever else. */
static int64_t
chance(const Works *w, int swv, uint64_t salt, uint64_t number, uint64_t most)
{
	return (int64_t) (mix2(model_hash(&w->model, swv, salt), number) % most);
}

/* A whole total over all SWVs of a sector (2: of both), by their pupils. */
static void
spread(const Works *w, int64_t total, int sector, uint64_t salt, int64_t *parts)
{
	size_t		count = (size_t) w->country->swv_count;
	int64_t    *weights = need_zeros(count * sizeof(int64_t));

	for (size_t i = 0; i < count; i++)
		if (sector == 2 || is_vo(w, (int) i) == sector)
			weights[i] = w->model.base[i] * (30 + chance(w, (int) i, salt, (uint64_t) w->model.year, 140));
	apportion(total, weights, NULL, count, parts);
	free(weights);
}

/* --- TLVs --- */

typedef struct Tlv
{
	const char *soort;
	int32_t		begin;
	int32_t		end;
	char		category;
} Tlv;

/* Ends with a school year, one to four years on; two in a hundred do not. */
static void
make_tlv(int year, uint64_t hash, bool sbo, int64_t category, Tlv *t)
{
	static const int years[] = {1, 1, 2, 2, 2, 3, 3, 4};
	static const char names[] = "LMH";

	t->begin = hash % 5 < 3 ? days_of_date(year, 8, 1) : days_of_date(year, 9, 1) + (int32_t) (hash / 5 % 240);
	t->end = hash / 1200 % 50 == 0 ? days_of_date(year + 1, 3, 1) + (int32_t) (hash % 90)
		: days_of_date(year + years[hash / 1200 / 50 % 8], 7, 31);
	if (t->end < t->begin)
		t->end = days_of_date(year + 1, 7, 31);
	t->category = sbo ? 'N' : names[category];
}

/* What a register says beyond the law: professions, placement, the pupil's pseudonym. */
static void
tlv_file_cells(Sheet *s, int year, int64_t number, const Tlv *t, uint64_t hash)
{
	static const char *const first[] = {"orthopedagoog", "psycholoog", "orthopedagoog"};
	static const char *const second[] = {"arts", "maatschappelijk werker", "kinderpsychiater", "psycholoog"};
	int32_t		placed = t->begin + (int32_t) (hash / 128 % 21);
	char		text[32];

	/* one in four is of a pupil who had one two years before */
	snprintf(text, sizeof(text), "p%d-%05lld", hash / 32 % 4 == 0 ? year - 2 : year, (long long) number);
	sheet_text(s, sheet_field(s, "LEERLING_SLEUTEL"), text);
	sheet_text(s, sheet_field(s, "DISCIPLINE_1"), hash / 2048 % 50 == 0 ? "pedagoog" : first[hash / 2048 % 3]);
	sheet_text(s, sheet_field(s, "DISCIPLINE_2"), hash / 4096 % 100 < 3 ? "" : second[hash / 8192 % 4]);
	sheet_date(s, sheet_field(s, "PLAATSINGSDATUM"), placed);
	sheet_date(s, sheet_field(s, "OPP_DATUM"), placed + (int32_t) (hash / 256 % 47));
	if (hash / 512 % 12 == 0)
		sheet_number(s, sheet_field(s, "SYMBIOSE_PERCENTAGE"), 10 + (int64_t) (hash / 6144 % 54));
	else
		sheet_text(s, sheet_field(s, "SYMBIOSE_PERCENTAGE"), "");
}

static void
tlv_row(Sheet *s, int swv, int year, int64_t number, const Tlv *t)
{
	uint64_t	hash = mix2(model_hash(&s->works->model, swv, 30), (uint64_t) (year * 100000 + number));
	int32_t		asked = t->begin - 60 - (int32_t) (hash % 60);
	int32_t		advised = asked + 10 + (int32_t) (hash / 60 % 25);
	char		text[32];

	snprintf(text, sizeof(text), "%d-%05lld", year, (long long) number);
	sheet_text(s, sheet_field(s, "SWV"), s->works->country->swvs[swv].code);
	sheet_text(s, sheet_field(s, "VOLGNUMMER"), text);
	sheet_date(s, sheet_field(s, "PEILDATUM"), days_of_date(s->works->last_year + 1, 2, 1));
	sheet_date(s, sheet_field(s, "BEGINDATUM"), t->begin);
	sheet_date(s, sheet_field(s, "EINDDATUM"), t->end);
	text[0] = t->category;
	text[1] = '\0';
	sheet_text(s, sheet_field(s, "BEKOSTIGINGSCATEGORIE"), t->category == 'N' ? "Nvt" : text);
	sheet_text(s, sheet_field(s, "SOORT"), t->soort);
	sheet_date(s, sheet_field(s, "AANVRAAGDATUM"), asked);
	sheet_date(s, sheet_field(s, "ADVIESDATUM_1"), advised);
	/* three in a hundred lack the second advice */
	if (hash / 4096 % 100 < 3)
		sheet_text(s, sheet_field(s, "ADVIESDATUM_2"), "");
	else
		sheet_date(s, sheet_field(s, "ADVIESDATUM_2"), advised + 1 + (int32_t) (hash / 512 % 14));
	sheet_date(s, sheet_field(s, "BESLUITDATUM"), advised + 15 + (int32_t) (hash / 64 % 20));
	tlv_file_cells(s, year, number, t, hash);
	sheet_row(s);
}

/* As many new ones in a year as a third of the pupils who need one. */
static void
tlv_rows(Sheet *s, int swv, int year)
{
	static const int64_t weights[2][CATEGORIES] = {{81, 9, 10}, {88, 5, 7}};
	const Model *m = &s->works->model;
	bool		vo = m->country->swvs[swv].vo;
	int64_t		special = m->home[vo ? KIND_VSO : KIND_SO][swv] / 3;
	int64_t		sbo = vo ? 0 : m->home[KIND_SBO][swv] / 3;
	int64_t		parts[CATEGORIES];
	int64_t		number = 0;

	apportion(special, weights[vo], NULL, CATEGORIES, parts);
	for (int c = 0; c <= CATEGORIES; c++)
		for (int64_t i = 0; i < (c < CATEGORIES ? parts[c] : sbo); i++)
		{
			uint64_t	hash = mix2(model_hash(m, swv, 31), (uint64_t) (year * 100000 + ++number));
			Tlv			t = {.soort = c == CATEGORIES ? "sbo" : vo ? "vso" : "so"};

			make_tlv(year, hash, c == CATEGORIES, c, &t);
			if (t.begin <= days_of_date(s->works->last_year + 1, 2, 1))
				tlv_row(s, swv, year, number, &t);
		}
}

static void
tlv_file(Works *w)
{
	Sheet		s;

	if (!sheet_open(&s, w, "swv-tlv-register", "", ""))
		return;
	for (int year = w->last_year - KEPT < w->first_year ? w->first_year : w->last_year - KEPT; year <= w->last_year; year++)
	{
		model_year(&w->model, year);
		for (int swv = 0; swv < w->country->swv_count; swv++)
		{
			sheet_swv(&s, swv, is_vo(w, swv) ? SOORT_VSO : SOORT_SO);
			tlv_rows(&s, swv, year);
		}
	}
	sheet_close(&s);
}

/* --- pupils at home: about the 4,000 that were at home for over three months --- */

static void
absence_file(Works *w)
{
	static const int64_t totals[] = {5400, 4500, 4100, 5800};
	static const char *const fields[] = {
		"ABSOLUUT_VERZUIM", "LANGDURIG_RELATIEF_VERZUIM", "LANGER_DAN_DRIE_MAANDEN", "VRIJSTELLING_5A"
	};
	size_t		count = (size_t) w->country->swv_count;
	int64_t    *parts[4];
	Sheet		s;

	if (!sheet_open(&s, w, "swv-thuiszitters", "", ""))
		return;
	for (int k = 0; k < 4; k++)
		parts[k] = need_zeros(count * sizeof(int64_t));
	for (int year = w->first_year < 2013 ? 2013 : w->first_year; year <= w->last_year; year++)
	{
		model_year(&w->model, year);
		/* the same salt: an SWV with many of the one has many of the other */
		for (int k = 0; k < 4; k++)
			spread(w, totals[k] / (int64_t) w->model.scale, 2, 32, parts[k]);
		for (int swv = 0; swv < w->country->swv_count; swv++)
		{
			sheet_swv(&s, swv, is_vo(w, swv) ? SOORT_VSO : SOORT_SO);
			sheet_text(&s, sheet_field(&s, "SWV"), code_of(w, swv));
			sheet_date(&s, sheet_field(&s, "PEILDATUM"), days_of_date(year, 12, 31));
			sheet_text(&s, sheet_field(&s, "DEFINITIE"), year < 2016 ? "voor 2016" : "2016");
			for (int k = 0; k < 4; k++)
			{
				/* until 2016 absolute absence was no part of it, and not counted */
				if (year < 2016 && k == 0)
					sheet_text(&s, sheet_field(&s, fields[k]), "");
				else
					sheet_count(&s, sheet_field(&s, fields[k]), parts[k][swv]);
			}
			sheet_row(&s);
		}
	}
	for (int k = 0; k < 4; k++)
		free(parts[k]);
	sheet_close(&s);
}

/* --- waiting lists: three in ten special schools have one, of about eight pupils --- */

static void
waiting_file(Works *w)
{
	static const Kind kinds[] = {KIND_SO, KIND_VSO};
	Model	   *m = &w->model;
	Sheet		s;

	if (!sheet_open(&s, w, "swv-wachtlijst", "", ""))
		return;
	for (int year = w->last_year - 2 < w->first_year ? w->first_year : w->last_year - 2; year <= w->last_year; year++)
		for (int k = 0; k < 2; k++)
			for (size_t i = 0; i < m->unit_counts[kinds[k]]; i++)
			{
				const Unit *u = &m->units[kinds[k]][i];
				uint64_t	hash = mix2(u->school.hash, (uint64_t) (year * 2 + k));
				char		brin[8];

				/* BRIN has six characters */
				snprintf(brin, sizeof(brin), "%s%02d", u->school.brin, u->school.location);
				sheet_school(&s, &u->school, u->soort);
				sheet_date(&s, sheet_field(&s, "PEILDATUM"), days_of_date(year, 10, 1));
				sheet_text(&s, sheet_field(&s, "SWV"), code_of(w, u->swv));
				sheet_text(&s, sheet_field(&s, "SOORT"), k == 0 ? "so" : "vso");
				sheet_text(&s, sheet_field(&s, "BRIN"), brin);
				sheet_count(&s, sheet_field(&s, "WACHTENDEN"), hash % 10 < 3 ? 1 + (int64_t) (hash / 10 % 15) : 0);
				sheet_row(&s);
			}
	sheet_close(&s);
}

/* --- annual accounts: the balance sheet balances, equity grows by the result --- */

typedef struct Accounts
{
	int64_t		income;
	int64_t		result;
	int64_t		equity;
	int64_t		provisions;
	int64_t		debts;
} Accounts;

/* Of one SWV, in euros; 26 of them are below a solvency of 30%. */
static void
next_accounts(const Works *w, int swv, int year, int rank, Accounts *a)
{
	int64_t		pupils = w->model.base[swv];

	a->income = pupils * (is_vo(w, swv) ? 690 : 620) + chance(w, swv, 33, (uint64_t) year, 200000);
	a->result = a->income * (chance(w, swv, 34, (uint64_t) year, 61) - 28) / 1000;
	if (a->equity == 0)
		a->equity = a->income * (60 + chance(w, swv, 35, 0, 90)) / 1000;
	if (a->equity + a->result < a->income / 50)
		a->result = a->income / 100;
	a->equity += a->result;
	a->provisions = a->income * chance(w, swv, 36, (uint64_t) year, 12) / 1000;
	/* debts so that the solvency is above the signal, or below it */
	a->debts = (a->equity + a->provisions) * (rank < 26 ? 280 + chance(w, swv, 37, (uint64_t) year, 150)
											   : 30 + chance(w, swv, 37, (uint64_t) year, 150)) / 100;
	if (rank >= 26)
		a->debts = a->debts > a->equity + a->provisions ? a->equity + a->provisions : a->debts;
}

static void
accounts_row(Sheet *s, int swv, int year, const Accounts *a)
{
	int64_t		all = a->equity + a->provisions + a->debts;

	sheet_text(s, sheet_field(s, "SWV"), s->works->country->swvs[swv].code);
	sheet_number(s, sheet_field(s, "JAAR"), year);
	sheet_money(s, sheet_field(s, "TOTALE_BATEN"), a->income * 100);
	/* gross: with what is paid to special schools directly */
	sheet_money(s, sheet_field(s, "BRUTO_BATEN"), a->income * 135);
	sheet_money(s, sheet_field(s, "TOTALE_LASTEN"), (a->income - a->result) * 100);
	sheet_money(s, sheet_field(s, "RESULTAAT"), a->result * 100);
	sheet_money(s, sheet_field(s, "EIGEN_VERMOGEN"), a->equity * 100);
	sheet_money(s, sheet_field(s, "PUBLIEK_EIGEN_VERMOGEN"), a->equity * 100);
	sheet_money(s, sheet_field(s, "VOORZIENINGEN"), a->provisions * 100);
	sheet_money(s, sheet_field(s, "TOTALE_PASSIVA"), all * 100);
	sheet_money(s, sheet_field(s, "VLOTTENDE_ACTIVA"), all * 96);
	sheet_money(s, sheet_field(s, "KORTLOPENDE_SCHULDEN"), a->debts * 100);
	sheet_money(s, sheet_field(s, "LIQUIDE_MIDDELEN"), all * 88);
	sheet_row(s);
}

static void
accounts_file(Works *w)
{
	Accounts   *a = need_zeros((size_t) w->country->swv_count * sizeof(Accounts));
	Sheet		s;

	if (sheet_open(&s, w, "swv-jaarrekening", "", ""))
	{
		for (int year = w->first_year < 2014 ? 2014 : w->first_year; year < w->last_year; year++)
		{
			model_year(&w->model, year);
			for (int swv = 0; swv < w->country->swv_count; swv++)
			{
				/* another 26 each year, most of them the same */
				int			rank = (swv * 37 + year) % w->country->swv_count;

				sheet_swv(&s, swv, is_vo(w, swv) ? SOORT_VSO : SOORT_SO);
				next_accounts(w, swv, year, rank, &a[swv]);
				accounts_row(&s, swv, year, &a[swv]);
			}
		}
		sheet_close(&s);
	}
	free(a);
}

/* --- judgements: each SWV about once in four years; 28 in 2024, of which 7 onvoldoende --- */

static void
judgement_file(Works *w)
{
	static const struct
	{
		int			year;
		int			count;
		int			bad;
		const char *frame;
	}			rounds[] = {
		{2018, 38, 9, "2017"}, {2019, 40, 10, "2017"}, {2020, 30, 8, "2017"}, {2021, 34, 9, "2021"},
		{2022, 25, 9, "2021"}, {2023, 30, 10, "2021"}, {2024, 28, 7, "2021"}
	};
	int			next = 0;
	Sheet		s;

	if (!sheet_open(&s, w, "swv-eindoordeel", "", ""))
		return;
	for (size_t r = 0; r < sizeof(rounds) / sizeof(rounds[0]); r++)
		for (int i = 0; i < rounds[r].count && rounds[r].year <= w->last_year; i++, next++)
		{
			int			swv = next * 41 % w->country->swv_count;
			int			day = (int) chance(w, swv, 38, (uint64_t) rounds[r].year, 300);

			sheet_swv(&s, swv, is_vo(w, swv) ? SOORT_VSO : SOORT_SO);
			sheet_text(&s, sheet_field(&s, "SWV"), code_of(w, swv));
			sheet_date(&s, sheet_field(&s, "VASTGESTELD_OP"), days_of_date(rounds[r].year, 1, 10) + day);
			sheet_text(&s, sheet_field(&s, "EINDOORDEEL"), i < rounds[r].bad ? "onvoldoende" : i % 9 == 8 ? "goed" : "voldoende");
			sheet_text(&s, sheet_field(&s, "KADER"), rounds[r].frame);
			sheet_date(&s, sheet_field(&s, "GEPUBLICEERD_OP"), days_of_date(rounds[r].year, 1, 10) + day + 35);
			sheet_text(&s, sheet_field(&s, "TOELICHTING"), "synthetisch oordeel");
			sheet_row(&s);
		}
	sheet_close(&s);
}

/* --- the yes/no monitor --- */

static void
monitor_file(Works *w)
{
	static const char *const rounds[] = {"2012-11", "2013-05", "2013-11"};
	static const char *const themes[] = {
		"ondersteuningsplan", "overleg met de gemeente", "overleg medezeggenschap", "overige overlegpartners",
		"financi\xc3\xable en operationele afspraken", "leraren en schoolleiders", "ouders"
	};
	Sheet		s;

	if (!sheet_open(&s, w, "swv-ja-nee-monitor", "", ""))
		return;
	for (int r = 0; r < 3; r++)
		for (int swv = 0; swv < w->country->swv_count; swv++)
			for (int t = 0; t < 7; t++)
				for (int q = 1; q <= 4; q++)
				{
					/* yes more often in each round, by a measure of the question's own */
					int64_t		yes = 20 + (int64_t) (mix2(w->country->seed, (uint64_t) (t * 10 + q)) % 50) + r * 12;
					int64_t		at = chance(w, swv, 50 + (uint64_t) t * 8 + (uint64_t) q, 0, 100);
					int64_t		other = chance(w, swv, 39, (uint64_t) (r * 1000 + t * 10 + q), 100);
					char	   *question = text_of("Synthetische vraag %d over %s", q, themes[t]);

					sheet_swv(&s, swv, is_vo(w, swv) ? SOORT_VSO : SOORT_SO);
					sheet_text(&s, sheet_field(&s, "RONDE"), rounds[r]);
					sheet_text(&s, sheet_field(&s, "SWV"), code_of(w, swv));
					sheet_text(&s, sheet_field(&s, "THEMA"), themes[t]);
					sheet_text(&s, sheet_field(&s, "VRAAG"), question);
					sheet_text(&s, sheet_field(&s, "ANTWOORD"), other < 3 ? "" : other < 7 ? "weet niet" : at < yes ? "ja" : "nee");
					sheet_row(&s);
					free(question);
				}
	sheet_close(&s);
}

/* --- streams: stock of last year + in - out = stock of this year --- */

static void
stream_row(Sheet *s, int swv, int year, const char *from, const char *to, int64_t count)
{
	if (count == 0)
		return;
	sheet_swv(s, swv, s->works->country->swvs[swv].vo ? SOORT_VSO : SOORT_SO);
	sheet_year(s, year);
	sheet_text(s, sheet_field(s, "SCHOOLJAAR"), text_of("%d-%d", year, year + 1));
	sheet_text(s, sheet_field(s, "SWV"), s->works->country->swvs[swv].code);
	sheet_text(s, sheet_field(s, "VAN"), from);
	sheet_text(s, sheet_field(s, "NAAR"), to);
	sheet_count(s, sheet_field(s, "AANTAL"), count);
	sheet_row(s);
}

/* What makes the stocks fit: into the kind, or else out of it. */
static void
residual_row(Sheet *s, int swv, int year, const char *other, const char *kind, int64_t out, int64_t residual)
{
	stream_row(s, swv, year, other, kind, residual > 0 ? residual : 0);
	stream_row(s, swv, year, kind, other, out + (residual < 0 ? -residual : 0));
}

static void
primary_streams(Sheet *s, int swv, int year, int64_t sbo_then, int64_t so_then)
{
	const Model *m = &s->works->model;
	int64_t		sbo = m->home[KIND_SBO][swv];
	int64_t		so = m->home[KIND_SO][swv] + m->home[KIND_SO12][swv];
	int64_t		bo = m->home[KIND_BO][swv];
	int64_t		sbo_out[] = {sbo_then * 12 / 100, sbo_then * 8 / 100, sbo_then * 2 / 100};
	int64_t		so_out[] = {so_then * 9 / 100, so_then * 3 / 100};
	int64_t		sbo_so = sbo_then * 15 / 1000;
	int64_t		so_sbo = so_then * 2 / 100;
	int64_t		sbo_bo = sbo_then * 12 / 1000;
	int64_t		so_bo = so_then * 15 / 1000;
	int64_t		new_so = so_then * 6 / 100;

	stream_row(s, swv, year, "sbo", "so", sbo_so);
	stream_row(s, swv, year, "so", "sbo", so_sbo);
	stream_row(s, swv, year, "sbo", "vo", sbo_out[0]);
	stream_row(s, swv, year, "sbo", "pro", sbo_out[1]);
	stream_row(s, swv, year, "sbo", "vso", sbo_out[2]);
	stream_row(s, swv, year, "so", "vso", so_out[0]);
	stream_row(s, swv, year, "so", "vo", so_out[1]);
	stream_row(s, swv, year, "buiten onderwijs", "so", new_so);
	stream_row(s, swv, year, "bo", "vo", bo * 12 / 100);
	stream_row(s, swv, year, "bo", "pro", bo * 15 / 10000);
	stream_row(s, swv, year, "bo", "vso", bo * 5 / 10000);
	residual_row(s, swv, year, "bo", "sbo", sbo_bo,
				 sbo - sbo_then + sbo_out[0] + sbo_out[1] + sbo_out[2] + sbo_so + sbo_bo - so_sbo);
	residual_row(s, swv, year, "bo", "so", so_bo, so - so_then + so_out[0] + so_out[1] + so_sbo + so_bo - sbo_so - new_so);
}

/* What came from the primary sector stands at the SWVs there; came: this SWV's part of it. */
static void
secondary_streams(Sheet *s, int swv, int year, int64_t vso_then, int64_t came)
{
	const Model *m = &s->works->model;
	int64_t		vso = m->home[KIND_VSO][swv] + m->home[KIND_VSO12][swv];
	int64_t		pro = m->home[KIND_PRO][swv];
	int64_t		mbo = vso_then * 8 / 100;
	int64_t		work = vso_then * 5 / 100;
	int64_t		day = vso_then * 5 / 100;
	int64_t		back = vso_then * 2 / 100;

	stream_row(s, swv, year, "vso", "mbo", mbo);
	stream_row(s, swv, year, "vso", "arbeid", work);
	stream_row(s, swv, year, "vso", "dagbesteding", day);
	stream_row(s, swv, year, "pro", "mbo", pro * 9 / 100);
	stream_row(s, swv, year, "pro", "arbeid", pro * 7 / 100);
	residual_row(s, swv, year, "vo", "vso", back, vso - vso_then + mbo + work + day + back - came);
}

static void
stream_file(Works *w)
{
	Model	   *m = &w->model;
	size_t		count = (size_t) w->country->swv_count;
	int64_t    *then[2] = {need_zeros(count * sizeof(int64_t)), need_zeros(count * sizeof(int64_t))};
	int64_t    *came = need_zeros(count * sizeof(int64_t));
	Sheet		s;

	if (!sheet_open(&s, w, "swv-leerlingstromen", "", ""))
		return;
	for (int year = w->first_year + 1; year <= w->last_year && !w->failed; year++)
	{
		int64_t		to_vso = 0;

		model_year(m, year - 1);
		for (size_t i = 0; i < count; i++)
		{
			bool		vo = is_vo(w, (int) i);

			then[0][i] = vo ? m->home[KIND_VSO][i] + m->home[KIND_VSO12][i] : m->home[KIND_SBO][i];
			then[1][i] = vo ? 0 : m->home[KIND_SO][i] + m->home[KIND_SO12][i];
		}
		model_year(m, year);
		for (size_t i = 0; i < count; i++)
			to_vso += is_vo(w, (int) i) ? 0 : then[0][i] * 2 / 100 + then[1][i] * 9 / 100 + m->home[KIND_BO][i] * 5 / 10000;
		spread(w, to_vso, 1, 41, came);
		for (size_t i = 0; i < count; i++)
		{
			if (is_vo(w, (int) i))
				secondary_streams(&s, (int) i, year, then[0][i], came[i]);
			else
				primary_streams(&s, (int) i, year, then[0][i], then[1][i]);
		}
	}
	free(then[0]);
	free(then[1]);
	free(came);
	sheet_close(&s);
}

/* --- verevening: by the statutory formula, amounts of 2011 in cents --- */

static void
levelling_row(Sheet *s, int swv, bool material)
{
	const Model *m = &s->works->model;
	bool		vo = m->country->swvs[swv].vo;
	int64_t		special = vo ? m->home[KIND_VSO][swv] + m->home[KIND_VSO12][swv] : m->home[KIND_SO][swv] + m->home[KIND_SO12][swv];
	int64_t		pupils = vo ? m->home[KIND_VO][swv] + m->home[KIND_PRO][swv] : m->home[KIND_BO][swv] + m->home[KIND_SBO][swv];
	int64_t		norm = material ? (vo ? 2650 : 2932) : vo ? 46601 : 27693;
	int64_t		heavy = special * (material ? 70000 : vo ? 1000000 : 960000);
	int64_t		older = special * (material ? 2000 : 25000);
	int64_t		lgf = pupils * (material ? 900 : vo ? 7600 : 8000) * (85 + chance(s->works, swv, 42, material, 31)) / 100;

	sheet_swv(s, swv, vo ? SOORT_VSO : SOORT_SO);
	sheet_text(s, sheet_field(s, "SWV"), m->country->swvs[swv].code);
	sheet_text(s, sheet_field(s, "SOORT"), material ? "materieel" : "personeel");
	sheet_money(s, sheet_field(s, "ZWARE_ONDERSTEUNING"), heavy);
	sheet_money(s, sheet_field(s, "VEERTIEN_PLUS"), older);
	sheet_money(s, sheet_field(s, "LGF"), lgf);
	sheet_money(s, sheet_field(s, "NORMBEDRAG"), norm);
	sheet_number(s, sheet_field(s, "LEERLINGEN"), pupils);
	sheet_money(s, sheet_field(s, "CORRECTIE"), heavy + (vo ? older : -older) + lgf - norm * pupils);
	sheet_row(s);
}

static void
levelling_file(Works *w)
{
	Sheet		s;

	if (!sheet_open(&s, w, "swv-verevening-2011", "", ""))
		return;
	model_year(&w->model, 2011);
	for (int swv = 0; swv < w->country->swv_count; swv++)
		for (int material = 0; material < 2; material++)
			levelling_row(&s, swv, material);
	sheet_close(&s);
}

void
national_swv_files(Works *w)
{
	tlv_file(w);
	absence_file(w);
	waiting_file(w);
	accounts_file(w);
	judgement_file(w);
	monitor_file(w);
	stream_file(w);
	levelling_file(w);
}
