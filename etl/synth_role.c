/*
 * synth_role.c
 *		What the columns of a file are for: by a hint of the description, by where
 *		they go, by their name, and else by their type.
 */
#define _GNU_SOURCE
#include "synth.h"

#include <jansson.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "header.h"

/* --- names --- */

typedef struct NamedRole
{
	const char *name;			/* normalised */
	const char *word;			/* as a hint has it */
	Role		role;
} NamedRole;

static const NamedRole named_roles[] = {
	{"INSTELLINGSCODE", "brin4", ROLE_BRIN4}, {"BRIN_NUMMER", NULL, ROLE_BRIN4}, {"BRINNUMMER", NULL, ROLE_BRIN4},
	{"BRIN", NULL, ROLE_BRIN4}, {"BRINVESTIGINGSNUMMER", "brin6", ROLE_BRIN6},
	{"VESTIGINGSCODE", "location", ROLE_LOCATION}, {"VESTIGINGSNUMMER", NULL, ROLE_LOCATION},
	{"VESTIGING", NULL, ROLE_LOCATION}, {"VESTNR", NULL, ROLE_LOCATION}, {"OVT", "ovt", ROLE_OVT},
	{"VESTIGINGSNAAM", "school", ROLE_SCHOOL_NAME}, {"INSTELLINGSNAAM", NULL, ROLE_SCHOOL_NAME},
	{"NAAM", NULL, ROLE_SCHOOL_NAME}, {"OVTNAAM", NULL, ROLE_SCHOOL_NAME}, {"SCHOOLNAAM", NULL, ROLE_SCHOOL_NAME},
	{"BEVOEGD_GEZAG_NUMMER", "board", ROLE_BOARD}, {"BEVOEGD_GEZAG", NULL, ROLE_BOARD},
	{"BEVOEGD_GEZAGNUMMER", NULL, ROLE_BOARD}, {"BESTUURSNUMMER", NULL, ROLE_BOARD},
	{"BEVOEGD_GEZAG_NAAM", "board-name", ROLE_BOARD_NAME}, {"NAAM_BEVOEGD_GEZAG", NULL, ROLE_BOARD_NAME},
	{"NAAMBESTUUR", NULL, ROLE_BOARD_NAME}, {"SWV", "swv", ROLE_SWV}, {"SWV_BETALEND", NULL, ROLE_SWV},
	{"SAMENWERKINGSVERBANDNUMMER", NULL, ROLE_SWV}, {"SWV_NAAM", "swv-name", ROLE_SWV_NAME},
	{"SAMENWERKINGSVERBAND", NULL, ROLE_SWV_NAME}, {"BINNEN_SWV", "inside", ROLE_INSIDE},
	{"POSTCODE4_DEELNEMER", "pc4", ROLE_PC4}, {"POSTCODE_LEERLING", NULL, ROLE_PC4}, {"PC4", NULL, ROLE_PC4},
	{"POSTCODE", "postcode", ROLE_POSTCODE}, {"STRAATNAAM", "street", ROLE_STREET}, {"STRAAT", NULL, ROLE_STREET},
	{"HUISNUMMER-TOEVOEGING", "house", ROLE_HOUSE}, {"HUISNUMMER", NULL, ROLE_HOUSE},
	{"ADRES", "address", ROLE_ADDRESS}, {"BEZOEKADRES", NULL, ROLE_ADDRESS}, {"CORRESPONDENTIEADRES", NULL, ROLE_ADDRESS},
	{"PLAATSNAAM", "place", ROLE_PLACE_NAME}, {"PLAATS", NULL, ROLE_PLACE_NAME},
	{"GEMEENTENAAM", "town", ROLE_TOWN}, {"GEMEENTE", NULL, ROLE_TOWN},
	{"GEMEENTENUMMER", "town-number", ROLE_TOWN_NUMBER}, {"GEMEENTECODE", NULL, ROLE_TOWN_NUMBER},
	{"PROVINCIE", "province", ROLE_PROVINCE}, {"TELEFOONNUMMER", "phone", ROLE_PHONE}, {"TELEFOON", NULL, ROLE_PHONE},
	{"INTERNETADRES", "web", ROLE_WEB}, {"INTERNET", NULL, ROLE_WEB}, {"VAKANTIEREGIO", "holiday", ROLE_HOLIDAY},
	{"KVK-NUMMER", "kvk", ROLE_KVK}, {"KVK", NULL, ROLE_KVK}, {"ADMINISTRATIEKANTOORNUMMER", "office", ROLE_OFFICE},
	{"TYPE_PO", "soort", ROLE_SOORT}, {"SOORT_PO", NULL, ROLE_SOORT}, {"SOORT_PRIMAIR_ONDERWIJS", NULL, ROLE_SOORT},
	{"SOORT", NULL, ROLE_SOORT}, {"SECTOR", NULL, ROLE_SOORT}, {"PEILJAAR", "year", ROLE_YEAR}, {"JAAR", NULL, ROLE_YEAR},
	{"SCHOOLJAAR", "schoolyear", ROLE_SCHOOLYEAR}, {"PEILDATUM", "date", ROLE_DATE}, {NULL, "serial", ROLE_SERIAL},
	{NULL, "free", ROLE_FREE}, {NULL, "pattern", ROLE_PATTERN}
};

/* --- hints: "passend": {"synth": {"FIELD": {...}}} --- */

struct Hints
{
	json_t	   *root;
	const json_t *synth;
};

/* The role that a hint names; false: there is none. */
static bool
role_of_word(const char *word, Role *role)
{
	for (size_t i = 0; i < sizeof(named_roles) / sizeof(named_roles[0]); i++)
		if (named_roles[i].word != NULL && strcmp(named_roles[i].word, word) == 0)
		{
			*role = named_roles[i].role;
			return true;
		}
	return false;
}

static bool
form_of_word(const char *word, LocationForm *form)
{
	static const char *const words[] = {"suffix", "full", "number"};

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (strcmp(words[i], word) == 0)
		{
			*form = (LocationForm) i;
			return true;
		}
	return false;
}

/* Names and words of all hints must be known; false after a message. */
static bool
check_hints(const Hints *hints, const Dataset *d)
{
	const char *name;
	json_t	   *members;

	json_object_foreach((json_t *) hints->synth, name, members)
	{
		const char *as = json_string_value(json_object_get(members, "as"));
		const char *form = json_string_value(json_object_get(members, "form"));
		bool		known = strcmp(name, "*") == 0;
		Role		role;
		LocationForm location;

		for (size_t i = 0; i < d->field_count; i++)
			known = known || strcmp(d->fields[i].name, name) == 0;
		if (known && (as == NULL || role_of_word(as, &role)) && (form == NULL || form_of_word(form, &location)))
			continue;
		say_error("dataset description \"%s\": \"synth\": \"%s\" is not known", d->path,
				  !known ? name : as != NULL && !role_of_word(as, &role) ? as : form);
		return false;
	}
	return true;
}

bool
hints_read(Hints **hints, const Dataset *d)
{
	json_error_t error;

	*hints = need(sizeof(Hints));
	(*hints)->root = json_load_file(d->path, 0, &error);
	(*hints)->synth = json_object_get(json_object_get((*hints)->root, "passend"), "synth");
	if ((*hints)->root == NULL)
		say_error("dataset description \"%s\": %s", d->path, error.text);
	return (*hints)->root != NULL && check_hints(*hints, d);
}

void
hints_free(Hints *hints)
{
	json_decref(hints->root);
	free(hints);
}

static const json_t *
hint(const Hints *hints, const char *field, const char *member)
{
	return json_object_get(json_object_get(hints->synth, field), member);
}

const char *
hints_text(const Hints *hints, const char *field, const char *member)
{
	return json_string_value(hint(hints, field, member));
}

bool
hints_false(const Hints *hints, const char *field, const char *member)
{
	return json_is_false(hint(hints, field, member));
}

bool
hints_number(const Hints *hints, const char *field, const char *member, int64_t *number)
{
	const json_t *value = hint(hints, field, member);

	if (json_is_integer(value))
		*number = json_integer_value(value);
	return json_is_integer(value);
}

size_t
hints_list(const Hints *hints, const char *field, const char *member, char ***texts)
{
	const json_t *list = hint(hints, field, member);
	size_t		count = 0;

	*texts = need((json_array_size(list) + 1) * sizeof(char *));
	for (size_t i = 0; i < json_array_size(list); i++)
		if (json_is_string(json_array_get(list, i)))
			(*texts)[count++] = copy_text(json_string_value(json_array_get(list, i)));
	return count;
}

/* --- names of lists and bounds --- */

/* Texts of columns whose lists are not in the descriptions; most are made up. */
static const char *const named_lists[][2] = {
	{"DENOMINATIE", "Openbaar|Protestants-Christelijk|Rooms-Katholiek|Algemeen bijzonder|Hindoe\xc3\xafstisch|Reformatorisch"},
	{"DENOMINATIEINSTELLING", "Openbaar|Rooms-Katholiek|Algemeen bijzonder"}, {"DENOMINATIE_BG", "Openbaar|Bijzonder|Overige"},
	{"ADVIES", "PRO|VMBO_BL|VMBO_KL|VMBO_GT|HAVO|VWO"}, {"RESIDENTIELE_PLAATS", "NIET_RP|WEL_RP"},
	{"BEKOSTIGINGSCATEGORIE", "LAAG|MIDDEN|HOOG|NVT"}, {"CLUSTER", "1|2|3|4"}, {"LEERJAAR", "1|2|3|4|5|6"},
	{"LEER-_OF_VERBLIJFSJAAR", "1|2|3|4|5|6"}, {"VMBO_SECTOR", "n.v.t.|techniek|zorg en welzijn|economie|landbouw"},
	{"ONDERWIJSTYPE_VO_EN_LEER-_OF_VERBLIJFSJAAR",
	"Praktijkonderwijs alle vj|VMBO BL lj 3-4|VMBO KL lj 3-4|VMBO TL lj 3-4|HAVO lj 4-5|VWO lj 4-6|HAVO/VWO lj 3|Brugjaar 1-2"},
	{"AFDELING", "n.v.t.|synthetische afdeling A|synthetische afdeling B"},
	{"ONDERWIJS", "SBAO|SO ZMLK|SO DOVN,ESM|SO LG,MGF|VSO ZMLK|VSO ZMOK + RP-VSO ZMOK|SO ZMLK + VSO ZMLK|SO LZ/P + VSO LZ/P + RP-SO LZ/P"},
	{"ONDERWIJSSTRUCTUUR", "VBO/MAVO/HAVO/VWO|HAVO/VWO|PRO|VWO|MAVO/HAVO/BRUGJAAR"}, {"AANDUIDING_WET", "WEC|WPO"},
	{"INDICATIE_SPECIAL_BASIS_ONDERWIJS", "J|N"}, {"GROEPERING", "synthetische groep A|synthetische groep B"},
	{"INSTELLINGSSOORT_SPECIAAL_ONDERWIJS", "SPEC"}, {"VRAGENLIJST", "ib bao|leraren bao|ib sbo|zorgco\xc3\xb6rdinator vo"},
	{"GROEP", "ib|leraar|directeur"}, {"ELEMENTTYPE", "CLR|ODS|OKE"}, {"TYPEONDERZOEKCODE", "4JOBST|KOPO|VO_KO|HERSTELOVT"},
	{"DUOINSTELLINGSTYPE", "BAS|SBAS|SPEC|VOS|PROS"}, {"LAND", "Nederland"}, {"KADER", "2017|2021"}, {"DEFINITIE", "2013|2016"},
	{"VAN", "bo|sbo|so|vso|vo"}, {"NAAR", "sbo|so|vso|bo|vo"}, {"RONDE", "2012-11|2013-11"}, {"LAAGSTE", "1"}, {"HOOGSTE", "5"},
	{"ANTWOORD", "1|2|3|3|4|4|5|weet niet|ja|nee"}, 
	{"INDICATOR", "Synthetische indicator 1|Synthetische indicator 2|Synthetische indicator 3|Synthetische indicator 4"},
	{"SCHAAL", "Synthetische schaal 1|Synthetische schaal 2|Synthetische schaal 3|Synthetische schaal 4|Synthetische schaal 5"}
};

/* Bounds of counts and amounts of one kind; of the counts of others: pupils. */
static const struct
{
	const char *name;
	int64_t		low;
	int64_t		high;
}			named_bounds[] = {
	{"ABSOLUUT_VERZUIM", 0, 25}, {"LANGDURIG_RELATIEF_VERZUIM", 0, 60}, {"LANGER_DAN_DRIE_MAANDEN", 0, 30},
	{"VRIJSTELLING_5A", 0, 50}, {"WACHTENDEN", 0, 25}, {"AANTAL", 0, 90},
	{"AANTAL_VO_LEERLINGEN_UITBESTEED_AAN_VAVO", 0, 20}, {"LEERLINGEN", 2000, 40000}, {"NORMBEDRAG", 100, 500},
	{"GEWICHT", 1, 3}, {"RESULTAAT", -400000, 600000}
};

unsigned
soorten_of_text(const char *text)
{
	static const struct
	{
		const char *text;
		unsigned	soorten;
	}			known[] = {
		{"bo", 1u << SOORT_BO}, {"bao", 1u << SOORT_BO}, {"sbo", 1u << SOORT_SBO}, {"sbao", 1u << SOORT_SBO},
		{"so", 1u << SOORT_SO}, {"vso", 1u << SOORT_VSO}, {"(v)so", 1u << SOORT_SOVSO}, {"vo", 1u << SOORT_VO},
		{"pro", 1u << SOORT_VO}, {"po", 1u << SOORT_BO | 1u << SOORT_SBO}
	};

	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++)
		if (strcasecmp(text, known[i].text) == 0)
			return known[i].soorten;
	return 0;
}

/* --- choosing --- */

static bool
cut_suffix(char *name, const char *suffix)
{
	if (!ends_with(name, suffix) || strlen(name) == strlen(suffix))
		return false;
	name[strlen(name) - strlen(suffix)] = '\0';
	return true;
}

/* The name without what says whose address it is. Allocated. */
static char *
bare_name(SynthField *f)
{
	char	   *name = copy_text(f->normal);

	f->post = cut_suffix(name, "_CORRESPONDENTIEADRES");
	if (strcmp(name, "POSTCODE_LEERLING") != 0)
		f->pupil = cut_suffix(name, "_LEERLING");
	cut_suffix(name, "_VESTIGING");
	return name;
}

static void
set_list(SynthField *f, Role role, char **values, size_t count)
{
	f->role = role;
	f->values = values;
	f->value_count = count;
}

/* Splits at bars; of a closed list only what is in it. */
static bool
take_named_list(SynthField *f, const char *text)
{
	char	   *copy = copy_text(text);
	char	   *rest = copy;
	char	   *word;

	f->values = need((strlen(text) / 2 + 2) * sizeof(char *));
	f->value_count = 0;
	while ((word = strsep(&rest, "|")) != NULL)
	{
		bool		allowed = f->f->allowed == NULL;

		for (size_t i = 0; i < f->f->allowed_count; i++)
			allowed = allowed || strcmp(f->f->allowed[i], word) == 0;
		if (allowed)
			f->values[f->value_count++] = copy_text(word);
	}
	free(copy);
	if (f->value_count > 0)
		f->role = ROLE_LIST;
	return f->value_count > 0;
}

static bool
by_hint(SynthField *f, const Hints *hints)
{
	const char *word = hints_text(hints, f->header, "as");
	const char *form = hints_text(hints, f->header, "form");
	char	  **values;
	size_t		count = hints_list(hints, f->header, "values", &values);
	bool		low = hints_number(hints, f->header, "minimum", &f->low);
	bool		high = hints_number(hints, f->header, "maximum", &f->high);

	f->bounded = low || high;
	if (form != NULL)
		form_of_word(form, &f->form);
	if (word != NULL)
		role_of_word(word, &f->role);
	if (count > 0)
		set_list(f, f->role == ROLE_SOORT ? ROLE_SOORT : ROLE_LIST, values, count);
	else
		free(values);
	if (count > 0 && word == NULL && soorten_of_text(f->values[0]) != 0)
		f->role = ROLE_SOORT;
	return word != NULL || count > 0;
}

/* The columns that a field goes to: one of a type that says what it is. */
static const TargetColumn *
particular_column(const Dataset *d, int field)
{
	static const ValueType order[] = {
		VALUE_SWV, VALUE_BRINNUMMER, VALUE_TELLING, VALUE_SCHOOLJAAR, VALUE_DATE, VALUE_BOOLEAN,
		VALUE_SMALLINT, VALUE_INTEGER, VALUE_DOUBLE, VALUE_TEXT
	};

	for (size_t t = 0; t < sizeof(order) / sizeof(order[0]); t++)
		for (size_t i = 0; i < d->column_count; i++)
			for (int k = 0; k < d->columns[i].field_count; k++)
				if (d->columns[i].fields[k] == field && d->columns[i].type == order[t] && !d->columns[i].is_mask)
					return &d->columns[i];
	return NULL;
}

static bool
by_target(const Plan *p, SynthField *f)
{
	const TargetColumn *c = f->column;
	int			index = (int) (f->f - p->d->fields);

	if (c == NULL || c->mark != NULL)
		return false;
	switch (c->type)
	{
		case VALUE_TELLING:
			f->role = strncmp(f->normal, "TOTAAL", 6) == 0 ? ROLE_TOTAL : ROLE_COUNT;
			return true;
		case VALUE_SWV:
			f->role = ROLE_SWV;
			return true;
		case VALUE_BRINNUMMER:
			f->role = c->field_count == 2 ? (c->fields[0] == index ? ROLE_BRIN4 : ROLE_LOCATION)
				: strstr(c->name, "instelling") ? ROLE_BRIN4 : ROLE_BRIN6;
			return true;
		case VALUE_SCHOOLJAAR:
			f->role = f->f->type == FIELD_DATE ? ROLE_DATE : f->f->type == FIELD_STRING ? ROLE_SCHOOLYEAR : ROLE_YEAR;
			return true;
		case VALUE_DATE:
			f->role = f->f->type == FIELD_DATE ? ROLE_DATE : ROLE_YEAR;
			return f->f->type == FIELD_DATE || c->append != NULL;
		default:
			return false;
	}
}

/* Are all the texts of a closed list kinds of education (or a total)? */
static bool
lists_soorten(const Plan *p, const SourceField *f)
{
	for (size_t i = 0; i < f->allowed_count; i++)
		if (soorten_of_text(f->allowed[i]) == 0)
			return false;
	return f->allowed_count > 0 && p->d->field_count > 0;
}

static bool
by_name(const Plan *p, SynthField *f, const char *name)
{
	for (size_t i = 0; i < sizeof(named_lists) / sizeof(named_lists[0]); i++)
		if (strcmp(named_lists[i][0], name) == 0 && f->f->type != FIELD_NUMBER
			&& (f->f->type != FIELD_INTEGER || strcmp(name, "CLUSTER") != 0) && take_named_list(f, named_lists[i][1]))
			return true;
	for (size_t i = 0; i < sizeof(named_roles) / sizeof(named_roles[0]); i++)
	{
		Role		role = named_roles[i].role;

		if (named_roles[i].name == NULL || strcmp(named_roles[i].name, name) != 0)
			continue;
		if (role == ROLE_SOORT && f->f->allowed != NULL && !lists_soorten(p, f->f))
			continue;
		if (role != ROLE_SOORT && f->f->allowed != NULL)
			continue;
		/* address files spell the kinds in their own way */
		if (strcmp(name, "SOORT_PRIMAIR_ONDERWIJS") == 0)
			take_named_list(f, "(V)SO|SBAO|SO|VSO");
		f->role = role;
		return true;
	}
	if (f->f->type == FIELD_STRING && f->f->allowed == NULL && strstr(name, "GEBIED") != NULL)
		f->role = ends_with(name, "CODE") ? ROLE_AREA_CODE : ROLE_AREA_NAME;
	else if (f->f->type == FIELD_STRING && f->f->allowed == NULL && strncmp(name, "RMC-REGIO", 9) == 0)
		f->role = ends_with(name, "CODE") ? ROLE_AREA_CODE : ROLE_AREA_NAME;
	else if (lists_soorten(p, f->f))
		f->role = ROLE_SOORT;
	else
		return false;
	return true;
}

/* The bounds of a number: a part of what is allowed. */
static void
set_bounds(SynthField *f, int64_t low, int64_t high)
{
	if (f->bounded)
		return;
	f->low = f->f == NULL || isinf(f->f->minimum) ? low : whole_above(f->f->minimum);
	f->high = f->f == NULL || isinf(f->f->maximum) ? f->low + high - low : whole_below(f->f->maximum);
	if (f->f != NULL && isinf(f->f->minimum) && f->low > f->high)
		f->low = f->high - (high - low);
}

static void
by_type(SynthField *f)
{
	const TargetColumn *c = f->column;

	if (f->f->allowed != NULL)
		set_list(f, ROLE_LIST, f->f->allowed, f->f->allowed_count);
	else if (f->f->type == FIELD_DATE || (c != NULL && c->type == VALUE_DATE))
		f->role = ROLE_DATE;
	else if (f->f->type == FIELD_INTEGER)
		f->role = ROLE_INTEGER;
	else if (f->f->type == FIELD_NUMBER)
		f->role = ROLE_NUMBER;
	else if (f->f->pattern != NULL || (c != NULL && c->match != NULL))
		f->role = ROLE_PATTERN;
	else if (c != NULL && c->map_count > 0)
	{
		set_list(f, ROLE_LIST, need(c->map_count * sizeof(char *)), c->map_count);
		for (size_t i = 0; i < c->map_count; i++)
			f->values[i] = c->map[i].from;
	}
	else if (c != NULL && c->type == VALUE_BOOLEAN)
		take_named_list(f, "true|false");
	else if (c != NULL && (c->type == VALUE_SMALLINT || c->type == VALUE_INTEGER))
		f->role = ROLE_INTEGER;
	else if (c != NULL && c->type == VALUE_DOUBLE)
		f->role = ROLE_NUMBER;
	else
		f->role = ROLE_FREE;
}

/* How a location is written: in full in address files, without its zero in some others. */
static LocationForm
location_form(const Plan *p, const SynthField *f)
{
	if (strncmp(p->d->target, "ref.", 4) == 0)
		return LOCATION_FULL;
	if (strcmp(f->normal, "VESTNR") == 0 || strcmp(f->normal, "VESTIGING") == 0
		|| (p->d->dialect.delimiter == ',' && strcmp(f->normal, "VESTIGINGSNUMMER") == 0))
		return LOCATION_NUMBER;
	return LOCATION_SUFFIX;
}

/* po or vo, where the name of the column says so. */
static int
sector_of_name(const char *normal)
{
	if (strncmp(normal, "PO_", 3) == 0 || ends_with(normal, "_PO"))
		return 0;
	return strncmp(normal, "VO_", 3) == 0 || ends_with(normal, "_VO") ? 1 : -1;
}

void
role_choose(const Plan *p, SynthField *f, const Hints *hints, bool plain)
{
	char	   *name = bare_name(f);

	f->column = particular_column(p->d, (int) (f->f - p->d->fields));
	f->form = location_form(p, f);
	f->sector = sector_of_name(f->normal);
	f->second = strstr(f->normal, "WOONACHTIG") != NULL;
	f->salt = mix(header_hash(name));
	if (plain || (!by_hint(f, hints) && !by_target(p, f) && !by_name(p, f, name)))
		by_type(f);
	for (size_t i = 0; i < sizeof(named_bounds) / sizeof(named_bounds[0]); i++)
		if (strcmp(named_bounds[i].name, name) == 0 && !f->bounded)
		{
			f->low = named_bounds[i].low;
			f->high = named_bounds[i].high;
			f->bounded = true;
		}
	if (f->role == ROLE_INTEGER)
		set_bounds(f, 0, 9);
	if (f->role == ROLE_NUMBER)
		set_bounds(f, 0, f->f->group_char ? 5000000 : 9);
	free(name);
}
