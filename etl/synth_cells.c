/*
 * synth_cells.c
 *		The cells of a row: their texts, and how those are written in the file.
 */
#define _GNU_SOURCE
#include "synth.h"

#include <stdlib.h>
#include <string.h>

/* What a missing text is in DUO's address files. */
#define BLANK " "

/* Hash of what the field hangs on: the row, or what the rows are about. */
static uint64_t
field_hash(const Plan *p, const SynthField *f)
{
	uint64_t	hash = f->level == LEVEL_ROW ? p->now.row : f->level == 0 ? p->now.lead : mix2(p->now.lead, (uint64_t) p->now.year);

	return mix2(hash, f->salt);
}

static const Pc4 *
place_of(const Plan *p, const SynthField *f)
{
	int			place = f->pupil ? p->now.pupil_place : p->now.place;

	return place < p->country->place_count ? &p->country->places[place] : NULL;
}

static void
put_number(Buffer *text, uint64_t number, int width)
{
	char		digits[24];
	char	   *at = digits + sizeof(digits);

	do
	{
		*--at = (char) ('0' + number % 10);
		number /= 10;
		width--;
	} while (number > 0 || width > 0);
	buffer_add(text, at, (size_t) (digits + sizeof(digits) - at));
}

/* With marks between thousands where group is no NUL. */
static void
put_grouped(Buffer *text, uint64_t number, char group)
{
	if (number < 1000 || group == '\0')
	{
		put_number(text, number, 1);
		return;
	}
	put_grouped(text, number / 1000, group);
	buffer_add(text, &group, 1);
	put_number(text, number % 1000, 3);
}

/* --- names --- */

/* Some have characters that windows-1252 has at 0x80 to 0x9f. */
static void
put_school_name(const Plan *p, Buffer *text)
{
	static const char *const names[] = {
		"De Linde", "\xe2\x80\x99t Zonnetje", "Noord \xe2\x80\x93 Zuid", "De \xc5\x92" "cumene", "Sint J\xc3\xb6ris", "De Brug",
		"\xc5\xa0" "alom", "De Zevensprong", "De Regenboog", "Het Kompas", "De Wegwijzer", "St. Ren\xc3\xa9", "De Vlieger",
		"De Vuurtoren", "Het Anker", "De Horizon"
	};
	uint64_t	hash = mix2(p->now.lead, 11);

	buffer_text(text, "Synthetische school ");
	buffer_text(text, names[hash % 16]);
	buffer_text(text, " ");
	put_number(text, hash / 16 % 10000, 1);
}

static void
put_board_name(const Plan *p, Buffer *text)
{
	buffer_text(text, "Stichting Synthetisch Bestuur \xe2\x80\x93 ");
	put_number(text, (uint64_t) p->now.board, 4);
}

static void
put_street(const Plan *p, const SynthField *f, Buffer *text)
{
	static const char *const streets[] = {
		"Synthetische Dorpsstraat", "Synthetische Kerkweg", "Synthetische Schoollaan", "Synthetisch Caf\xc3\xa9plein",
		"Synthetische St. Ad\xc3\xa8lestraat", "Synthetische Rue \xe2\x80\x99t Noord", "Synthetische Molenweg", "Synthetische Beuklaan"
	};

	if (f->post)
		buffer_text(text, "Synthetische Postbus");
	else
		buffer_text(text, streets[mix2(p->now.lead, 12) % 8]);
}

static void
put_house(const Plan *p, const SynthField *f, Buffer *text)
{
	uint64_t	hash = mix2(p->now.lead, f->post ? 14 : 13);

	put_number(text, 1 + hash % (f->post ? 9000 : 250), 1);
	if (!f->post && hash % 11 == 0)
		buffer_text(text, "-a");
}

/* Letters that no postcode has: SA, SD and SS. */
static void
put_postcode(const Plan *p, const SynthField *f, Buffer *text)
{
	static const char *const letters[] = {"SA", "SD", "SS"};
	const Pc4  *place = place_of(p, f);

	put_number(text, place ? (uint64_t) place->pc4 : 1000, 4);
	if (strncmp(p->d->target, "ref.", 4) == 0)
		buffer_text(text, " ");
	buffer_text(text, letters[mix2(p->now.lead, 15) % 3]);
}

static const char *const abroad_names[ABROAD_CODES] = {"Belgie", "Duitsland", "Ander land", "Onbekend"};

static void
put_town(const Plan *p, const SynthField *f, Buffer *text)
{
	const Pc4  *place = place_of(p, f);

	if (place == NULL)
		buffer_text(text, abroad_names[p->now.pupil_place - p->country->place_count]);
	else
	{
		buffer_text(text, "Synthetisch ");
		buffer_text(text, p->country->towns[place->town]);
	}
}

/* Numbers from 5001: no municipality has one, so no real one is replaced. */
static void
put_town_number(const Plan *p, const SynthField *f, Buffer *text)
{
	const Pc4  *place = place_of(p, f);

	put_number(text, place ? (uint64_t) (5001 + place->town) : 9999, 4);
}

static void
put_swv_name(const Plan *p, Buffer *text)
{
	buffer_text(text, "Synthetisch samenwerkingsverband \xe2\x80\x93 ");
	if (p->now.swv >= 0)
		buffer_text(text, p->country->swvs[p->now.swv].code);
}

/* The SWV of the row, the other one, or that of the place in the sector of the column. */
static void
put_swv(const Plan *p, const SynthField *f, Buffer *text)
{
	const Context *now = &p->now;
	int			swv = f->second ? now->other_swv : now->swv;

	if (now->marker != NULL && !f->second && f->sector < 0)
	{
		buffer_text(text, now->marker);
		buffer_text(text, "_");
		buffer_text(text, now->school.brin);
		return;
	}
	if (f->sector >= 0 && (swv < 0 || p->country->swvs[swv].vo != f->sector))
		swv = p->country->places[now->place].swv[f->sector];
	if (swv >= 0)
		buffer_text(text, p->country->swvs[swv].code);
	else if (f->column != NULL && f->column->map_count > 0)
		buffer_text(text, f->column->map[0].from);
	else
		buffer_text(text, p->country->swvs[now->row % (uint64_t) p->country->swv_count].code);
}

static void
put_location(const Plan *p, const SynthField *f, Buffer *text)
{
	uint64_t	location = (uint64_t) p->now.school.location;

	if (f->form == LOCATION_FULL)
		buffer_text(text, p->now.school.brin);
	put_number(text, location, f->form == LOCATION_NUMBER ? 1 : 2);
}

/* The text of the closed list that stands for the kind of education. */
static void
put_soort(const Plan *p, const SynthField *f, Buffer *text)
{
	static const char *const plain[] = {"BO", "SBO", "SO", "VSO", "(V)SO", "VO", "SO"};
	unsigned	wanted = 1u << p->now.soort;

	if (f->level == LEVEL_ROW && f->value_count > 0)
	{
		/* one that the SWV of the row may have */
		bool		vo = p->now.swv >= 0 && p->country->swvs[p->now.swv].vo;
		unsigned	fits = vo ? 1u << SOORT_VSO | 1u << SOORT_VO : 1u << SOORT_BO | 1u << SOORT_SBO | 1u << SOORT_SO;
		uint64_t	hash = field_hash(p, f);

		for (size_t i = 0; i < f->value_count; i++)
			if (soorten_of_text(f->values[(hash + i) % f->value_count]) & fits)
			{
				buffer_text(text, f->values[(hash + i) % f->value_count]);
				return;
			}
		buffer_text(text, f->values[hash % f->value_count]);
		return;
	}
	for (int round = 0; round < 3 && f->value_count > 0; round++)
	{
		for (size_t i = 0; i < f->value_count; i++)
			if (soorten_of_text(f->values[i]) & wanted)
			{
				buffer_text(text, f->values[i]);
				return;
			}
		wanted = round == 0 ? 1u << SOORT_SO | 1u << SOORT_VSO : ~0u;
	}
	buffer_text(text, plain[p->now.soort]);
}

static void
put_area(const Plan *p, const SynthField *f, Buffer *text)
{
	uint64_t	number = (uint64_t) p->country->places[p->now.place].town / 10 + 1;

	if (f->role == ROLE_AREA_NAME)
		buffer_text(text, "Synthetisch gebied ");
	put_number(text, number, 2);
}

/* --- dates and numbers --- */

/* The day that a name stands for, in or near the school year. */
static void
day_of_name(const Plan *p, const SynthField *f, int *year, int *month, int *day)
{
	static const struct
	{
		const char *name;
		int			years;
		int			month;
		int			day;		/* 0: any */
	}			days[] = {
		{"PEILDATUM", 0, 10, 1}, {"BEGIN", 0, 8, 1}, {"EIND", 1, 7, 31}, {"AANVRAAG", 0, 4, 0}, {"ADVIES", 0, 5, 0},
		{"BESLUIT", 0, 6, 0}, {"VASTGESTELD", 0, 9, 0}, {"VASTSTELLING", 0, 9, 0}, {"PUBLICATIE", 0, 11, 0}, {"GEPUBLICEERD", 0, 11, 0}
	};
	uint64_t	hash = field_hash(p, f);

	*year = p->now.year;
	*month = 9 + (int) (hash % 4);
	*day = 0;
	for (size_t i = 0; i < sizeof(days) / sizeof(days[0]); i++)
		if (strncmp(f->normal, days[i].name, strlen(days[i].name)) == 0)
		{
			*year += days[i].years + (days[i].years > 0 ? (int) (mix2(p->now.row, 16) % 3) : 0);
			*month = days[i].month;
			*day = days[i].day;
			break;
		}
	if (*day == 0)
		*day = 1 + (int) (mix(hash) % 28);
}

static void
put_date(const Plan *p, const SynthField *f, Buffer *text)
{
	const char *format = f->f != NULL && f->f->date_format_count > 0 ? f->f->date_formats[0]
		: f->column != NULL && f->column->type == VALUE_DATE ? "%Y-%m-%d" : "%Y%m%d";
	int			year;
	int			month;
	int			day;

	day_of_name(p, f, &year, &month, &day);
	for (; *format; format++)
	{
		if (*format != '%' || format[1] == '\0')
		{
			buffer_add(text, format, 1);
			continue;
		}
		format++;
		if (*format == 'Y')
			put_number(text, (uint64_t) year, 4);
		else if (*format == 'm' || *format == 'd')
			put_number(text, (uint64_t) (*format == 'm' ? month : day), 2);
		else
			buffer_text(text, "00");
	}
}

static void
put_integer(const Plan *p, const SynthField *f, Buffer *text)
{
	uint64_t	span = f->high > f->low ? (uint64_t) (f->high - f->low) + 1 : 1;
	uint64_t	step = f->dim < 0 ? field_hash(p, f) % span : p->dims[f->dim].at;
	int64_t		number;

	/* ages begin with that of the youngest pupils */
	if (f->dim >= 0 && strstr(f->normal, "LEEFTIJD") != NULL && p->dims[f->dim].most == span)
		step = (step + (uint64_t) (soort_first_age(p->now.soort) - f->low)) % span;
	number = f->low + (int64_t) step;
	if (number < 0)
		buffer_text(text, "-");
	put_number(text, (uint64_t) (number < 0 ? -number : number), 1);
}

/* Two decimals, by the marks of the column. */
static void
put_decimal(const Plan *p, const SynthField *f, Buffer *text)
{
	bool		is_number = f->f != NULL && f->f->type == FIELD_NUMBER;
	bool		is_wide = p->d->is_wide && f->column == &p->d->columns[p->d->unpivot.value_column];
	char		decimal = is_number ? f->f->decimal_char : is_wide ? p->d->unpivot.decimal_char : '.';
	char		group = is_number ? f->f->group_char : is_wide ? p->d->unpivot.group_char : '\0';
	uint64_t	span = f->high > f->low ? (uint64_t) (f->high - f->low) * 100 : 1;
	int64_t		hundredths = f->low * 100 + (int64_t) (field_hash(p, f) % span);
	uint64_t	size = (uint64_t) (hundredths < 0 ? -hundredths : hundredths);

	if (f->dim >= 0)
	{
		put_integer(p, f, text);
		return;
	}
	if (hundredths < 0)
		buffer_text(text, "-");
	put_grouped(text, size / 100, group);
	buffer_add(text, &decimal, 1);
	put_number(text, size % 100, 2);
}

/* A count: 1 to 4 as a token, where the kind of file has them masked. */
void
cell_count(const Plan *p, const SynthField *f, int64_t count, Buffer *text)
{
	uint64_t	hash = mix2(p->now.row, f->salt);
	bool		may_be_empty = p->counts_may_be_empty && (f->f == NULL || !f->f->required);

	if (count == 0)
	{
		if (!may_be_empty || !p->zero_is_empty || hash % 4 != 0)
			buffer_text(text, "0");
	}
	else if (count >= 5 || f->unmasked)
		put_grouped(text, (uint64_t) count, p->d->group_char);
	else if (p->masks_vary && hash % 8 == 0)
	{
		const Mask *mask = &p->d->masks[hash / 8 % p->d->mask_count];

		if (*mask->token != '\0' || (may_be_empty && !p->zero_is_empty))
			buffer_text(text, mask->token);
		else
			buffer_text(text, p->mask);
	}
	else
		buffer_text(text, p->mask);
}

static void
put_counted(Plan *p, const SynthField *f, Buffer *text)
{
	Context    *now = &p->now;
	int64_t		count = now->count;

	if (f->bounded && !p->on_total)
		count = f->low + (int64_t) (field_hash(p, f) % (uint64_t) (f->high - f->low + 1));
	now->sum += count;
	cell_count(p, f, count, text);
}

/* --- the rest --- */

/* Is the list of kinds of special education one that a location of this kind has? */
static bool
fits_kind(const char *text, Soort kind)
{
	bool		has_so = strncmp(text, "SO ", 3) == 0;
	bool		has_vso = strstr(text, "VSO ") != NULL;

	switch (kind)
	{
		case SOORT_SO:
			return has_so && !has_vso;
		case SOORT_VSO:
			return has_vso && !has_so;
		case SOORT_SOVSO:
			return has_so && has_vso;
		default:
			return !has_so && !has_vso;
	}
}

static void
put_list(const Plan *p, const SynthField *f, Buffer *text)
{
	if (f->dim >= 0 && p->on_total && f == &p->fields[p->total_field])
		buffer_text(text, p->total_value);
	else if (f->value_count > 0)
	{
		uint64_t	number = f->dim >= 0 ? p->dims[f->dim].at : field_hash(p, f);

		for (size_t i = 0; strcmp(f->normal, "ONDERWIJS") == 0 && i < f->value_count; i++, number++)
			if (fits_kind(f->values[number % f->value_count], p->now.school.kind))
				break;
		buffer_text(text, f->values[number % f->value_count]);
	}
}

static void
put_serial(const Plan *p, const SynthField *f, Buffer *text)
{
	uint64_t	number = f->dim >= 0 ? p->dims[f->dim].at + 1 : field_hash(p, f) % 1000 + 1;

	if (strcmp(f->normal, "RESPONDENT") == 0)
		buffer_text(text, "r");
	else if (strcmp(f->normal, "ITEM") == 0)
		buffer_text(text, "q");
	else if (strcmp(f->normal, "VOLGNUMMER") == 0)
		buffer_text(text, "S");
	else
	{
		buffer_text(text, "Synthetisch ");
		for (const char *c = f->normal; *c; c++)
		{
			char		low = *c >= 'A' && *c <= 'Z' ? (char) (*c + 'a' - 'A') : *c == '_' ? ' ' : *c;

			buffer_add(text, &low, 1);
		}
		buffer_text(text, " ");
	}
	put_number(text, number, 2);
}

static void
put_pattern(const Plan *p, const SynthField *f, Buffer *text)
{
	const char *pattern = f->f->pattern_text ? f->f->pattern_text : f->column->match_text;

	pattern_text(pattern, f->dim >= 0 ? p->dims[f->dim].at : field_hash(p, f), f->dim >= 0, text);
}

/* No value: not where something needs one. */
static bool
is_missing(const Plan *p, const SynthField *f, Buffer *text)
{
	uint64_t	hash = mix2(field_hash(p, f), 17);
	bool		no_cluster = f->level == 0 && strcmp(f->normal, "CLUSTER") == 0
		&& (p->now.school.kind == SOORT_BO || p->now.school.kind == SOORT_SBO || p->now.school.kind == SOORT_VO);

	/* special schools always say what they are for */
	if (!f->may_miss || (f->level == 0 && strcmp(f->normal, "ONDERWIJS") == 0) || (hash % 16 != 0 && !no_cluster))
		return false;
	if (p->d->missing_count > 0 && hash / 16 % 2 == 0)
		buffer_text(text, p->d->missing[0]);
	else if (strncmp(p->d->target, "ref.", 4) == 0 && strcmp(p->d->dialect.encoding, "windows-1252") == 0)
		buffer_text(text, BLANK);
	return true;
}

static void
put_place(Plan *p, SynthField *f, Buffer *text)
{
	static const char *const holidays[] = {"Noord", "Midden", "Zuid"};
	uint64_t	hash = field_hash(p, f);

	switch (f->role)
	{
		case ROLE_PC4:
			if (p->dims[0].kind == DIM_PLACE)
				put_number(text, (uint64_t) p->country->places[p->now.place].pc4, 4);
			else if (p->now.pupil_place < p->country->place_count)
				put_number(text, (uint64_t) p->country->places[p->now.pupil_place].pc4, 4);
			else
				put_number(text, (uint64_t) (p->now.pupil_place - p->country->place_count + 1) * 10, 1);
			break;
		case ROLE_POSTCODE:
			put_postcode(p, f, text);
			break;
		case ROLE_STREET:
			put_street(p, f, text);
			break;
		case ROLE_HOUSE:
			put_house(p, f, text);
			break;
		case ROLE_ADDRESS:
			put_street(p, f, text);
			buffer_text(text, " ");
			put_house(p, f, text);
			break;
		case ROLE_PLACE_NAME:
		case ROLE_TOWN:
			put_town(p, f, text);
			break;
		case ROLE_TOWN_NUMBER:
			put_town_number(p, f, text);
			break;
		case ROLE_PROVINCE:
			buffer_text(text, country_province(p->country, p->now.place));
			break;
		case ROLE_PHONE:
			buffer_text(text, "0000");
			put_number(text, hash % 1000000, 6);
			break;
		case ROLE_WEB:
			buffer_text(text, "www.synthetisch-");
			put_number(text, hash % 1000000, 1);
			buffer_text(text, ".example");
			break;
		case ROLE_HOLIDAY:
			buffer_text(text, holidays[p->country->places[p->now.place].pc4 % 3]);
			break;
		default:
			put_area(p, f, text);
	}
}

/* What says which school, board or SWV it is. */
static void
put_identity(Plan *p, SynthField *f, Buffer *text)
{
	const Context *now = &p->now;

	switch (f->role)
	{
		case ROLE_BRIN4:
			buffer_text(text, now->school.brin);
			break;
		case ROLE_LOCATION:
			put_location(p, f, text);
			break;
		case ROLE_BRIN6:
			buffer_text(text, now->school.brin);
			put_number(text, (uint64_t) now->school.location, 2);
			break;
		case ROLE_OVT:
			buffer_text(text, now->school.brin);
			buffer_text(text, "|C");
			put_number(text, (uint64_t) now->school.location + 1, 1);
			break;
		case ROLE_SCHOOL_NAME:
			put_school_name(p, text);
			break;
		case ROLE_BOARD:
			/* from 90000 on, where no real one was seen */
			put_number(text, (90000 + (uint64_t) now->board) % 100000, 5);
			break;
		case ROLE_BOARD_NAME:
			put_board_name(p, text);
			break;
		case ROLE_SWV:
			put_swv(p, f, text);
			break;
		case ROLE_SWV_NAME:
			put_swv_name(p, text);
			break;
		case ROLE_INSIDE:
			buffer_text(text, now->swv == now->other_swv ? "J" : "N");
			break;
		case ROLE_KVK:
			buffer_text(text, "00");
			put_number(text, field_hash(p, f) % 1000000, 6);
			break;
		case ROLE_OFFICE:
			put_number(text, field_hash(p, f) % 900 + 100, 3);
			break;
		default:
			put_place(p, f, text);
	}
}

void
cell_text(Plan *p, SynthField *f, Buffer *text)
{
	const Context *now = &p->now;
	uint64_t	hash;

	if (is_missing(p, f, text))
		return;
	switch (f->role)
	{
		case ROLE_WIDE:
			cell_count(p, f, p->wide_counts[f->wide], text);
			break;
		case ROLE_COUNT:
			put_counted(p, f, text);
			break;
		case ROLE_TOTAL:
			cell_count(p, f, now->sum, text);
			break;
		case ROLE_LIST:
			put_list(p, f, text);
			break;
		case ROLE_SOORT:
			if (f->dim > 0)
				put_list(p, f, text);
			else
				put_soort(p, f, text);
			break;
		case ROLE_PATTERN:
			put_pattern(p, f, text);
			break;
		case ROLE_INTEGER:
			put_integer(p, f, text);
			break;
		case ROLE_NUMBER:
			put_decimal(p, f, text);
			break;
		case ROLE_DATE:
			put_date(p, f, text);
			break;
		case ROLE_YEAR:
			put_number(text, (uint64_t) now->year, 4);
			break;
		case ROLE_SCHOOLYEAR:
			put_number(text, (uint64_t) now->year, 4);
			buffer_text(text, "-");
			put_number(text, (uint64_t) now->year + 1, 4);
			break;
		case ROLE_SERIAL:
			put_serial(p, f, text);
			break;
		case ROLE_FREE:
			hash = field_hash(p, f);
			if (f->dim >= 0)
				put_serial(p, f, text);
			else
			{
				buffer_text(text, hash % 8 == 0 ? "synthetisch \xe2\x80\x99s " : "synthetisch ");
				put_number(text, hash / 8 % 1000, 1);
			}
			break;
		default:
			put_identity(p, f, text);
	}
}

bool
cell_fits(const Plan *p, const SynthField *f, const char *text)
{
	const SourceField *s = f->f;
	bool		missing = *text == '\0' || strcmp(text, BLANK) == 0;
	int64_t		whole = 0;
	double		number = 0;
	int32_t		days;
	Value		value;

	for (size_t i = 0; i < p->d->missing_count; i++)
		missing = missing || strcmp(text, p->d->missing[i]) == 0;
	if (s == NULL || missing)
		return s == NULL || !s->required;
	if (s->type == FIELD_INTEGER && integer_parse(text, strlen(text), INT32_MAX, &whole) != NULL)
		return false;
	if (s->type == FIELD_INTEGER)
		number = (double) whole;
	if (s->type == FIELD_NUMBER && number_parse(text, strlen(text), s->decimal_char, s->group_char, &number) != NULL)
		return false;
	if ((s->type == FIELD_INTEGER || s->type == FIELD_NUMBER) && (number < s->minimum || number > s->maximum))
		return false;
	if (s->type == FIELD_DATE && date_parse(text, strlen(text), s->date_formats[0], &days) != NULL)
		return false;
	if (s->pattern != NULL && regexec(s->pattern, text, 0, NULL, 0) != 0)
		return false;
	if (s->allowed != NULL && f->role != ROLE_WIDE)
	{
		bool		found = false;

		for (size_t i = 0; i < s->allowed_count; i++)
			found = found || strcmp(s->allowed[i], text) == 0;
		return found;
	}
	if (f->column != NULL && f->column->field_count == 1 && f->column->mark == NULL && f->column->match == NULL
		&& f->column->append == NULL && f->column->map_count == 0 && s->type == FIELD_STRING
		&& f->column->type != VALUE_TELLING)
		return value_encode(f->column->type, text, strlen(text), &value) == NULL;
	return true;
}
