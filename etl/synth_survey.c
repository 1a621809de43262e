/*
 * synth_survey.c
 *		Questionnaires as the Doelstellingenmonitor of 2023-2024 had them: as many
 *		respondents of each kind as it published, with made-up scales and answers.
 */
#define _GNU_SOURCE
#include "synth_national.h"

#include <string.h>

#define MEASUREMENT 2023
#define SCALES 6
#define ITEMS 4					/* of a scale */
#define LOOSE 2					/* of no scale */

/* One questionnaire; people: how many answered. */
typedef struct Questionnaire
{
	const char *group;
	const char *education;
	int			people;
} Questionnaire;

/* Table A.1 of the second measurement; 1,780 together. */
static const Questionnaire questionnaires[] = {
	{"swv", "bao", 49}, {"swv", "vo", 41}, {"ondersteuners", "bao", 44}, {"ondersteuners", "vo", 38},
	{"schoolbesturen", "bao", 66}, {"schoolbesturen", "vo", 20}, {"beleidsambtenaren", "beleidsambtenaren", 76},
	{"leerplichtambtenaren", "beleidsambtenaren", 147}, {"schoolleiders", "bao", 87}, {"schoolleiders", "sbo", 19},
	{"schoolleiders", "vo", 57}, {"schoolleiders", "(v)so", 46}, {"ib", "bao", 66}, {"ib", "sbo", 12}, {"oco", "vo", 50},
	{"ib", "(v)so", 35}, {"leraren", "bao", 115}, {"groepsmentoren", "sbo", 24}, {"mentoren", "vo", 80},
	{"groepsmentoren", "(v)so", 71}, {"ouders", "bao", 109}, {"ouders", "sbo", 66}, {"ouders", "vo", 88},
	{"ouders", "(v)so", 266}, {"leerlingen", "bao", 20}, {"leerlingen", "sbo", 8}, {"leerlingen", "vo", 29},
	{"leerlingen", "(v)so", 51}
};
#define QUESTIONNAIRES (sizeof(questionnaires) / sizeof(questionnaires[0]))

/* Three points for the young, five for the others. */
static int
points(const Questionnaire *q)
{
	return strcmp(q->group, "leerlingen") == 0 ? 3 : 5;
}

static uint64_t
chance(const Works *w, size_t questionnaire, uint64_t a, uint64_t b, uint64_t c)
{
	return mix2(mix2(mix2(mix2(w->country->seed, 8000 + questionnaire), a), b), c);
}

static void
questionnaire_cells(Sheet *s, const Questionnaire *q)
{
	char		name[64];

	snprintf(name, sizeof(name), "%s %s", q->group, q->education);
	sheet_text(s, sheet_field(s, "METING"), "2023-2024");
	sheet_text(s, sheet_field(s, "VRAGENLIJST"), name);
}

static void
item_cell(Sheet *s, int item)
{
	char		text[16];

	snprintf(text, sizeof(text), "q%02d", item + 1);
	sheet_text(s, sheet_field(s, "ITEM"), text);
}

/* The second item of each scale is put the other way round. */
static bool
is_reversed(int item)
{
	return item < SCALES * ITEMS && item % ITEMS == 1;
}

static void
item_file(Works *w)
{
	Sheet		s;

	if (!sheet_open(&s, w, "enquete-items", "", ""))
		return;
	for (size_t q = 0; q < QUESTIONNAIRES; q++)
		for (int item = 0; item < SCALES * ITEMS + LOOSE; item++)
		{
			int			scale = item / ITEMS;
			int			goal = 1 + (int) ((q + (size_t) scale) % 7);
			char		text[96];

			questionnaire_cells(&s, &questionnaires[q]);
			item_cell(&s, item);
			snprintf(text, sizeof(text), "Synthetische vraag %d", item + 1);
			sheet_text(&s, sheet_field(&s, "VRAAG"), text);
			if (scale < SCALES)
			{
				sheet_number(&s, sheet_field(&s, "DOELSTELLING"), goal);
				snprintf(text, sizeof(text), "Synthetische indicator %d.%d", goal, 1 + scale % 2);
				sheet_text(&s, sheet_field(&s, "INDICATOR"), text);
				snprintf(text, sizeof(text), "Synthetische schaal %d.%d", goal, scale + 1);
				sheet_text(&s, sheet_field(&s, "SCHAAL"), text);
			}
			else
			{
				sheet_text(&s, sheet_field(&s, "DOELSTELLING"), "");
				sheet_text(&s, sheet_field(&s, "INDICATOR"), "");
				sheet_text(&s, sheet_field(&s, "SCHAAL"), "");
			}
			sheet_text(&s, sheet_field(&s, "OMGEKEERD"), is_reversed(item) ? "ja" : "nee");
			sheet_number(&s, sheet_field(&s, "LAAGSTE"), 1);
			sheet_number(&s, sheet_field(&s, "HOOGSTE"), points(&questionnaires[q]));
			sheet_row(&s);
		}
	sheet_close(&s);
}

static void
respondent_cell(Sheet *s, int person)
{
	char		text[16];

	snprintf(text, sizeof(text), "r%04d", person + 1);
	sheet_text(s, sheet_field(s, "RESPONDENT"), text);
}

static void
respondent_file(Works *w)
{
	Sheet		s;

	if (!sheet_open(&s, w, "enquete-respondenten", "", ""))
		return;
	for (size_t q = 0; q < QUESTIONNAIRES; q++)
		for (int person = 0; person < questionnaires[q].people; person++)
		{
			uint64_t	weight = 60 + chance(w, q, 1, (uint64_t) person, 0) % 90;
			char		text[16];

			questionnaire_cells(&s, &questionnaires[q]);
			respondent_cell(&s, person);
			sheet_text(&s, sheet_field(&s, "GROEP"), questionnaires[q].group);
			sheet_text(&s, sheet_field(&s, "ONDERWIJSTYPE"), questionnaires[q].education);
			snprintf(text, sizeof(text), "%d,%02d", (int) (weight / 100), (int) (weight % 100));
			sheet_text(&s, sheet_field(&s, "GEWICHT"), text);
			sheet_row(&s);
		}
	sheet_close(&s);
}

/*
 * An answer hangs on the scale, the person and the item, so that the items of a
 * scale go together. In hundredths of the way from lowest to highest.
 */
static int
answer(const Works *w, size_t q, int person, int item)
{
	uint64_t	scale = (uint64_t) (item / ITEMS);
	int			highest = points(&questionnaires[q]);
	int			level = 35 + (int) (chance(w, q, 2, scale, 0) % 45);
	int			own = (int) (chance(w, q, 3, scale, (uint64_t) person) % 61) - 30;
	int			noise = (int) (chance(w, q, 4, (uint64_t) item, (uint64_t) person) % 41) - 20;
	int			at = level + own + noise;

	at = at < 0 ? 0 : at > 99 ? 99 : at;
	if (is_reversed(item))
		at = 99 - at;
	return 1 + at * highest / 100;
}

static void
answer_file(Works *w)
{
	static const char *const none[] = {"weet niet", "nvt", "geen zicht op", "doe dit niet", ""};
	Sheet		s;

	if (!sheet_open(&s, w, "enquete-antwoorden", "", ""))
		return;
	for (size_t q = 0; q < QUESTIONNAIRES; q++)
		for (int person = 0; person < questionnaires[q].people; person++)
			for (int item = 0; item < SCALES * ITEMS + LOOSE; item++)
			{
				uint64_t	other = chance(w, q, 5, (uint64_t) item, (uint64_t) person) % 100;

				questionnaire_cells(&s, &questionnaires[q]);
				respondent_cell(&s, person);
				item_cell(&s, item);
				if (other < 5)
					sheet_text(&s, sheet_field(&s, "ANTWOORD"), none[other]);
				else
					sheet_number(&s, sheet_field(&s, "ANTWOORD"), answer(w, q, person, item));
				sheet_row(&s);
			}
	sheet_close(&s);
}

void
national_survey_files(Works *w)
{
	if (w->last_year < MEASUREMENT)
		return;
	item_file(w);
	respondent_file(w);
	answer_file(w);
}
