/*
 * synth_bad.c
 *		Rows with one known fault each, and the list of them.
 */
#define _GNU_SOURCE
#include "synth.h"

#include <math.h>
#include <string.h>

#define MILLION 1000000

/* A byte that is no character in UTF-8, nor in windows-1252. */
#define BAD_BYTE "\x81"

/* A way to damage a row. */
typedef enum Fault
{
	FAULT_TYPE,
	FAULT_CODE,
	FAULT_REQUIRED,
	FAULT_CELLS,
	FAULT_QUOTE,
	FAULT_DATE,
	FAULT_BRIN,
	FAULT_DOUBLE,
	FAULT_BYTE,
	FAULT_PATTERN,
	FAULT_RANGE,
	FAULT_COUNT
} Fault;
#define FAULTS (FAULT_COUNT + 1)

/* The fault, where it is, and the code that the loader gives it. */
typedef struct Damage
{
	Fault		fault;
	const SynthField *field;	/* NULL: the row as a whole */
	const char *code;
	char		text[64];
} Damage;

void
bad_begin(Bad *bad, const Plan *p)
{
	bad->row = UINT64_MAX;
	bad->number = UINT64_MAX;
	bad_next(bad, p);
}

/* One row in each stretch of as many as make one bad row, at a place left to chance. */
void
bad_next(Bad *bad, const Plan *p)
{
	uint64_t	from;
	uint64_t	to;

	if (bad->millionths == 0)
		return;
	bad->number++;
	from = bad->number * MILLION / bad->millionths;
	to = (bad->number + 1) * MILLION / bad->millionths;
	bad->row = from + mix2(p->seed ^ p->salt, bad->number ^ (UINT64_C(1) << 50)) % (to > from ? to - from : 1);
}

/* Is it a wide column, of which the loader checks the value only? */
static bool
is_wide(const Plan *p, const SynthField *f)
{
	return f->wide >= 0 || (p->d->is_wide && f->column == &p->d->columns[p->d->unpivot.value_column]);
}

/* Must the cell be a BRIN number, and nothing before that? */
static bool
is_brin(const SynthField *f)
{
	return (f->role == ROLE_BRIN4 || f->role == ROLE_BRIN6) && f->f->pattern == NULL && f->f->allowed == NULL
		&& f->column != NULL && f->column->type == VALUE_BRINNUMMER && f->column->match == NULL;
}

/* Can the field have the fault? Sets its text and code. */
static bool
damage_field(const Plan *p, const SynthField *f, Damage *damage)
{
	const SourceField *s = f->f;
	const char *text = "";
	const char *code = NULL;

	if (is_wide(p, f) && damage->fault != FAULT_COUNT && damage->fault != FAULT_BYTE)
		return false;
	switch (damage->fault)
	{
		case FAULT_TYPE:
			text = "drie";
			code = s != NULL && (s->type == FIELD_INTEGER || s->type == FIELD_NUMBER) ? "getal" : NULL;
			break;
		case FAULT_CODE:
			text = "ONBEKENDE CODE";
			code = s != NULL && s->allowed != NULL ? "codelijst" : NULL;
			break;
		case FAULT_REQUIRED:
			code = s != NULL && s->required ? "verplicht" : NULL;
			break;
		case FAULT_DATE:
			text = "20240231";
			code = s != NULL && s->type == FIELD_DATE ? "datum" : NULL;
			break;
		case FAULT_BRIN:
			text = "9X9Z";
			code = is_brin(f) ? "waarde" : NULL;
			break;
		case FAULT_BYTE:
			/* in a text that nothing else is wanted of, where there is one */
			code = s != NULL && s->type == FIELD_STRING ? "codering" : NULL;
			break;
		case FAULT_PATTERN:
			text = "~?~";
			code = s != NULL && s->pattern != NULL && s->type == FIELD_STRING && s->allowed == NULL
				&& regexec(s->pattern, text, 0, NULL, 0) != 0 ? "patroon" : NULL;
			break;
		case FAULT_RANGE:
			if (s == NULL || s->type != FIELD_INTEGER || isinf(s->maximum) || s->maximum >= 1e9)
				return false;
			snprintf(damage->text, sizeof(damage->text), "%lld", (long long) whole_below(s->maximum) + 1);
			damage->code = "bereik";
			return true;
		case FAULT_COUNT:
			text = "veel";
			code = f->role == ROLE_COUNT || f->role == ROLE_WIDE ? "telling" : NULL;
			break;
		default:
			break;
	}
	snprintf(damage->text, sizeof(damage->text), "%s", text);
	damage->code = code;
	return code != NULL;
}

/* Will a byte that is none make the good rows wrong as well, read as windows-1252? */
static bool
byte_is_safe(const Plan *p)
{
	for (size_t i = 0; i < p->field_count; i++)
		for (size_t k = 0; k < p->fields[i].value_count; k++)
			for (const char *c = p->fields[i].values[k]; *c; c++)
				if ((*c & 0x80) && p->fields[i].f->allowed != NULL && !p->d->dialect.bom
					&& strcmp(p->d->dialect.encoding, "UTF-8") == 0)
					return false;
	return true;
}

/* Finds a place for the fault; false: rows of this kind cannot have it. */
static bool
find_damage(const Bad *bad, const Plan *p, Damage *damage)
{
	size_t		first = (size_t) (mix2(p->seed, bad->number) % p->field_count);

	damage->field = NULL;
	damage->text[0] = '\0';
	damage->code = damage->fault == FAULT_CELLS ? "aantal_cellen" : damage->fault == FAULT_QUOTE ? "aanhaling" : "dubbel";
	if (damage->fault == FAULT_CELLS || damage->fault == FAULT_QUOTE)
		return true;
	if (damage->fault == FAULT_DOUBLE)
		return p->d->key_count > 0 && bad->last.len > 0;
	if (damage->fault == FAULT_BYTE && !byte_is_safe(p))
		return false;
	for (size_t i = 0; i < p->field_count; i++)
	{
		const SynthField *f = &p->fields[(first + i) % p->field_count];

		if (damage_field(p, f, damage))
		{
			damage->field = f;
			return true;
		}
	}
	return false;
}

/* The cell in place of the field's own. */
static void
add_bad_cell(const Plan *p, const SynthField *f, const Damage *damage, Buffer *out)
{
	if (damage->fault == FAULT_BYTE)
	{
		bool		quoted = f->cell.len > 0 && f->cell.data[0] == '"';

		buffer_text(out, quoted ? "\"" : "");
		buffer_text(out, "synthetisch" BAD_BYTE);
		buffer_text(out, quoted ? "\"" : "");
	}
	else
		cell_write(p, f, damage->text, strlen(damage->text), out);
}

static void
add_bad_row(const Bad *bad, const Plan *p, const Damage *damage, Buffer *out)
{
	if (damage->fault == FAULT_DOUBLE)
	{
		buffer_add(out, bad->last.data, bad->last.len);
		return;
	}
	for (size_t i = 0; i < p->field_count; i++)
	{
		const SynthField *f = &p->fields[i];

		if (i > 0)
			buffer_add(out, &p->d->dialect.delimiter, 1);
		if (f == damage->field)
			add_bad_cell(p, f, damage, out);
		else if (i == 0 && damage->fault == FAULT_QUOTE)
			buffer_text(out, "\"syn\"thetisch");
		else
			buffer_add(out, f->cell.data, f->cell.len);
	}
	if (damage->fault == FAULT_CELLS)
	{
		buffer_add(out, &p->d->dialect.delimiter, 1);
		buffer_text(out, "te veel");
	}
	buffer_text(out, p->d->dialect.line_end);
}

bool
bad_row(Bad *bad, Plan *p, uint64_t line, Buffer *out)
{
	Damage		damage = {.fault = FAULT_TYPE};

	for (uint64_t i = 0; i < FAULTS; i++)
	{
		damage.fault = (Fault) ((bad->number + i) % FAULTS);
		if (find_damage(bad, p, &damage))
			break;
	}
	add_bad_row(bad, p, &damage, out);
	return bad->list == NULL
		|| fprintf(bad->list, "%llu,%s,\"%s\"\n", (unsigned long long) line, damage.code, damage.field ? damage.field->header : "") > 0;
}
