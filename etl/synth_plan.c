/*
 * synth_plan.c
 *		How a file of a kind is made: its columns, what each is for, its masks.
 */
#define _GNU_SOURCE
#include "synth.h"

#include <stdlib.h>
#include <string.h>

#include "header.h"

#define TRIAL_ROWS 60

static SynthField *
add_field(Plan *p, const SourceField *f, const char *header)
{
	SynthField *field = &p->fields[p->field_count++];

	*field = (SynthField) {.f = f, .header = header, .dim = -1, .level = LEVEL_ROW, .wide = -1, .age = -1, .sector = -1};
	field->normal = header_normalise(header, strlen(header));
	buffer_reserve(&field->cell, 0);
	field->salt = mix(header_hash(field->normal));
	return field;
}

/* --- columns that the pattern of an unpivot takes --- */

/* Years are those of the file; years of birth those of its pupils. */
static bool
year_columns(Plan *p, const char *column, char ***names)
{
	bool		birth = strstr(column, "geboorte") != NULL;
	int			first = birth ? p->last_year - 20 : p->first_year;
	int			last = birth ? p->last_year - 3 : p->last_year;
	size_t		count = 0;

	if (strstr(column, "jaar") == NULL)
		return false;
	*names = need((size_t) (last - first + 2) * sizeof(char *));
	for (int year = first; year <= last; year++)
	{
		/* 2024, or with the text that the pattern has in front of the digits */
		const char *pattern = p->d->unpivot.pattern_text;
		size_t		len = strspn(pattern + (*pattern == '^'), "ABCDEFGHIJKLMNOPQRSTUVWXYZ_");

		(*names)[count++] = text_of("%.*s%d", (int) len, pattern + (*pattern == '^'), year);
	}
	(*names)[count] = NULL;
	return true;
}

/* Some texts of the pattern, with different labels. */
static void
pattern_columns(Plan *p, char ***names)
{
	size_t		count = 0;

	*names = need(5 * sizeof(char *));
	for (uint64_t try = 0; try < 400 && count < 4; try++)
	{
		Buffer		text = {0};
		bool		seen = false;

		pattern_text(p->d->unpivot.pattern_text, try, false, &text);
		for (size_t i = 0; text.data != NULL && i < count; i++)
			seen = seen || strstr((*names)[i], text.data) != NULL || strstr(text.data, (*names)[i]) != NULL;
		if (text.data != NULL && !seen && regexec(p->d->unpivot.pattern, text.data, 0, NULL, 0) == 0)
			(*names)[count++] = copy_text(text.data);
		buffer_free(&text);
	}
	(*names)[count] = NULL;
}

static char **
wide_names(Plan *p, const Hints *hints)
{
	const Unpivot *u = &p->d->unpivot;
	char	  **names;
	size_t		count = hints_list(hints, "*", "columns", &names);

	names[count] = NULL;
	if (count > 0)
		return names;
	free(names);
	if (!year_columns(p, p->d->columns[u->label_columns[0]].name, &names))
		pattern_columns(p, &names);
	return names;
}

/* --- wide columns --- */

/* 2024 of LEERLINGEN_2024 */
static int
last_number(const char *text)
{
	size_t		len = strlen(text);

	while (len > 0 && text[len - 1] >= '0' && text[len - 1] <= '9')
		len--;
	return (int) strtol(text + len, NULL, 10);
}

/* A wide column of counts, or of numbers; label: the first of its labels. */
static void
set_wide(Plan *p, SynthField *f, const char *label)
{
	const Unpivot *u = &p->d->unpivot;

	if (p->d->columns[u->value_column].type == VALUE_TELLING)
	{
		f->role = ROLE_WIDE;
		f->wide = (int) p->wide_count++;
		if (label != NULL && strcmp(p->d->columns[u->label_columns[0]].name, "leeftijd") == 0)
			f->age = (int) strtol(label, NULL, 10);
		if (p->d->columns[u->label_columns[0]].type == VALUE_SCHOOLJAAR)
			f->year = last_number(label ? label : f->header);
		return;
	}
	f->column = &p->d->columns[u->value_column];
	f->role = f->column->type == VALUE_TEXT ? ROLE_FREE : f->column->type == VALUE_INTEGER ? ROLE_INTEGER : ROLE_NUMBER;
	f->low = 0;
	f->high = 9;
	if (f->f != NULL && f->f->allowed != NULL)
	{
		f->role = ROLE_LIST;
		f->values = f->f->allowed;
		f->value_count = f->f->allowed_count;
	}
	f->may_miss = f->f == NULL || !f->f->required;
}

/* Place of a field in the unpivot; -1 */
static int
wide_index(const Dataset *d, size_t field)
{
	for (size_t i = 0; d->is_wide && i < d->unpivot.count; i++)
		if (d->unpivot.fields[i] == (int) field)
			return (int) i;
	return -1;
}

static void
make_fields(Plan *p, const Hints *hints)
{
	const Dataset *d = p->d;
	char	  **names = d->is_wide && d->unpivot.pattern != NULL ? wide_names(p, hints) : NULL;
	size_t		extra = 0;

	while (names != NULL && names[extra] != NULL)
		extra++;
	p->fields = need((d->field_count + extra) * sizeof(SynthField));
	for (size_t i = 0; i < d->field_count; i++)
		add_field(p, &d->fields[i], d->fields[i].name);
	for (size_t i = 0; i < extra; i++)
		add_field(p, NULL, names[i]);
	free(names);
}

/* Empty now and then: what nothing needs. */
static bool
can_miss(const SynthField *f)
{
	static const Role roles[] = {
		ROLE_FREE, ROLE_LIST, ROLE_PHONE, ROLE_WEB, ROLE_DATE, ROLE_NUMBER, ROLE_INTEGER, ROLE_PATTERN, ROLE_HOUSE
	};

	for (size_t i = 0; i < sizeof(roles) / sizeof(roles[0]); i++)
		if (f->role == roles[i])
			return f->f != NULL && !f->f->required && !f->in_key;
	return false;
}

/* Is the field one that says where the row belongs, or when? */
static bool
is_of_unit(const Dataset *d, size_t field)
{
	for (size_t i = 0; i < d->column_count; i++)
		for (int k = 0; k < d->columns[i].field_count; k++)
		{
			bool		in_unit = (int) i == d->partition_column || (int) i == d->date_column;

			for (size_t u = 0; u < d->unit_count; u++)
				in_unit = in_unit || d->unit[u] == (int) i;
			if (in_unit && d->columns[i].fields[k] == (int) field)
				return true;
		}
	return false;
}

static void
choose_roles(Plan *p, const Hints *hints)
{
	const Dataset *d = p->d;

	p->wide_count = 0;
	for (size_t i = 0; i < p->field_count; i++)
	{
		SynthField *f = &p->fields[i];
		int			wide = i < d->field_count ? wide_index(d, i) : -1;

		f->in_key = false;
		for (size_t k = 0; k < d->key_count; k++)
			f->in_key = f->in_key || (f->f != NULL && d->key[k] == (int) i);
		f->unmasked = hints_false(hints, f->header, "mask") || hints_false(hints, "*", "mask");
		if (wide >= 0 || f->f == NULL)
			set_wide(p, f, wide >= 0 ? d->unpivot.labels[wide][0] : NULL);
		else
		{
			role_choose(p, f, hints, f->plain);
			f->may_miss = can_miss(f) && !is_of_unit(d, i);
		}
	}
	for (size_t i = 0; i < d->total_count; i++)
	{
		if (d->totals[i].value == NULL)
		{
			p->fields[d->totals[i].field].role = ROLE_TOTAL;
			p->fields[d->totals[i].field].may_miss = false;
		}
		else if (p->total_field < 0)
		{
			p->total_field = d->totals[i].field;
			p->total_value = d->totals[i].value;
		}
	}
}

/* The tokens of the kind: -1 alone, or <5 with the others now and then. */
static void
choose_masks(Plan *p, const Hints *hints)
{
	const Dataset *d = p->d;
	const char *token = hints_text(hints, "*", "mask");

	p->mask = "<5";
	for (size_t i = 0; i < d->mask_count; i++)
	{
		const Mask *mask = &d->masks[i];

		if (*mask->token == '\0')
		{
			p->counts_may_be_empty = true;
			p->zero_is_empty = mask->count != NULL && strcmp(mask->count, "0") == 0;
		}
		else if (strcmp(mask->token, "-1") != 0)
			p->masks_vary = true;
	}
	if (d->mask_count > 0 && !p->masks_vary && strcmp(d->masks[0].token, "-1") == 0)
		p->mask = "-1";
	if (token != NULL)
	{
		p->mask = copy_text(token);
		p->masks_vary = false;
	}
}

/* The kinds of education by the words of a name: duo-vestigingen-sbo-so-vso. */
static unsigned
soorten_of_name(const char *name)
{
	char	   *copy = copy_text(name);
	char	   *rest = copy;
	char	   *word;
	unsigned	soorten = 0;

	while ((word = strsep(&rest, "-._")) != NULL)
	{
		unsigned	more = soorten_of_text(word);

		if (strcmp(word, "po") == 0)
			more |= 1u << SOORT_SO | 1u << SOORT_VSO;
		if (more & 1u << SOORT_SO)
			more |= 1u << SOORT_VSO;
		soorten |= more;
	}
	free(copy);
	return soorten;
}

static void
choose_soorten(Plan *p)
{
	static const unsigned po = 1u << SOORT_BO | 1u << SOORT_SBO | 1u << SOORT_SO | 1u << SOORT_VSO;

	p->soorten = 0;
	p->soort_field = -1;
	for (size_t i = 0; i < p->field_count && p->soort_field < 0; i++)
		if (p->fields[i].role == ROLE_SOORT)
			p->soort_field = (int) i;
	if (p->soort_field >= 0)
	{
		SynthField *f = &p->fields[p->soort_field];

		if (f->values == NULL && f->f->allowed != NULL)
		{
			f->values = f->f->allowed;
			f->value_count = f->f->allowed_count;
		}
		for (size_t i = 0; i < f->value_count; i++)
			p->soorten |= soorten_of_text(f->values[i]);
	}
	if (p->soorten == 0)
		p->soorten = soorten_of_name(p->d->name) | soorten_of_name(p->d->target);
	if (p->soorten == 0)
		p->soorten = po;
}

/* Makes some rows and looks whether each cell is right; what is not is plain from then on. */
static SynthField *
find_misfit(Plan *p)
{
	SynthField *misfit = NULL;
	int			changed = 0;

	for (uint64_t row = 0; row < TRIAL_ROWS; row++)
	{
		dims_read(p, row, changed, false);
		for (size_t i = 0; i < p->field_count; i++)
		{
			SynthField *f = &p->fields[i];

			p->text.len = 0;
			cell_text(p, f, &p->text);
			buffer_add(&p->text, "", 0);
			if (cell_fits(p, f, p->text.data))
				continue;
			misfit = f;
			if (f->plain)
				return f;
			f->plain = true;
		}
		changed = dims_turn(p);
	}
	return misfit;
}

static void
dims_zero(Plan *p)
{
	for (size_t i = 0; i < p->dim_count; i++)
		p->dims[i].at = 0;
}

/* Fits roles to fields until all cells are right; false after a message. */
static bool
settle(Plan *p, const Hints *hints)
{
	const SynthField *misfit = NULL;

	for (int round = 0; round < 4; round++)
	{
		choose_roles(p, hints);
		choose_soorten(p);
		dims_make(p);
		p->wide_counts = need_more(p->wide_counts, (p->wide_count + 1) * sizeof(int64_t));
		if (!plan_size(p, 1))
			return false;
		misfit = find_misfit(p);
		dims_zero(p);
		if (misfit == NULL)
			return true;
	}
	say_error("dataset \"%s\": no value could be made for \"%s\"; a hint in \"synth\" may help, see docs/synth.md",
			  p->d->name, misfit->header);
	return false;
}

bool
plan_begin(Plan *p, const Dataset *d, const Country *country, int first_year, int last_year, bool given)
{
	Hints	   *hints;
	bool		ok;

	*p = (Plan) {
		.d = d, .country = country, .seed = country->seed, .first_year = first_year, .last_year = last_year,
		.years_given = given, .total_field = -1, .soort_field = -1
	};
	for (const char *c = d->name; *c; c++)
		p->salt = mix2(p->salt, (unsigned char) *c);
	ok = hints_read(&hints, d);
	if (ok)
	{
		make_fields(p, hints);
		choose_masks(p, hints);
		ok = settle(p, hints);
	}
	hints_free(hints);
	return ok;
}

void
plan_free(Plan *p)
{
	for (size_t i = 0; i < p->field_count; i++)
	{
		buffer_free(&p->fields[i].cell);
		free(p->fields[i].normal);
	}
	free(p->fields);
	free(p->slots);
	free(p->wide_counts);
	buffer_free(&p->text);
	buffer_free(&p->cell);
}

/* Rows of all wheels together; UINT64_MAX where there are more than that. */
static uint64_t
product(const Plan *p, bool most)
{
	uint64_t	all = 1;

	for (size_t i = 0; i < p->dim_count; i++)
	{
		uint64_t	size = i == 0 || most ? p->dims[i].most : p->dims[i].size;

		all = all > UINT64_MAX / size ? UINT64_MAX : all * size;
	}
	return all;
}

bool
plan_size(Plan *p, uint64_t rows)
{
	p->capacity = product(p, true);
	if (rows > p->capacity)
	{
		say_error("dataset \"%s\" has keys for %s rows, not for %s%s", p->d->name, grouped(p->capacity), grouped(rows),
				  p->year_dim >= 0 ? "; more --years give more" : "");
		return false;
	}
	for (size_t i = 0; i < p->dim_count; i++)
		p->dims[i].size = i == 0 ? p->dims[i].most : p->dims[i].natural;
	/* the innermost wheels grow first: more postcodes of each school */
	for (size_t i = p->dim_count - 1; i > 0 && product(p, false) < rows; i--)
	{
		uint64_t	others;

		p->dims[i].size = 1;
		others = product(p, false);
		p->dims[i].size = rows / others + 1 < p->dims[i].most ? rows / others + 1 : p->dims[i].most;
		if (p->dims[i].size < p->dims[i].natural)
			p->dims[i].size = p->dims[i].natural;
	}
	return true;
}
