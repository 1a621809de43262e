/*
 * header.c
 *		Header lines: recognising a file by its columns, never by its name.
 */
#define _GNU_SOURCE
#include "header.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "decode.h"

static const char delimiters[] = {';', ',', '\t', '|'};

char *
header_normalise(const char *text, size_t len)
{
	char	   *normal = need(len + 1);
	size_t		n = 0;

	for (size_t i = 0; i < len; i++)
	{
		char		c = text[i];

		if (c == ' ' || c == '_' || c == '\t')
		{
			if (n > 0 && normal[n - 1] != '_')
				normal[n++] = '_';
		}
		else
			normal[n++] = c >= 'a' && c <= 'z' ? (char) (c - 'a' + 'A') : c;
	}
	while (n > 0 && normal[n - 1] == '_')
		n--;
	normal[n] = '\0';
	return normal;
}

/* FNV-1a, so that most names are told apart by one comparison. */
uint32_t
header_hash(const char *normal)
{
	uint32_t	hash = 2166136261u;

	for (; *normal; normal++)
		hash = (hash ^ (unsigned char) *normal) * 16777619u;
	return hash;
}

/* The header as read with one delimiter. */
typedef struct Header
{
	char	  **names;			/* as in the file */
	char	  **normal;
	uint32_t   *hashes;
	size_t		count;
	Buffer		line;			/* its bytes */
	int			wrong;			/* first byte of a name that is no character; -1 */
} Header;

static void
header_free(Header *h)
{
	for (size_t i = 0; i < h->count; i++)
	{
		free(h->names[i]);
		free(h->normal[i]);
	}
	free(h->names);
	free(h->normal);
	free(h->hashes);
	buffer_free(&h->line);
	*h = (Header) {0};
}

/* The first line that is not blank; false where it is no row. */
static bool
header_read(Input *input, char delimiter, const char *encoding, size_t skip_bytes, Header *h)
{
	Reader		reader;
	Record		record;
	RecordKind	kind;
	Decoder		decoder;

	*h = (Header) {.wrong = -1};
	if (!decoder_begin(&decoder, input, encoding))
		return false;
	reader_open(&reader, input, delimiter, skip_bytes);
	do
		kind = reader_next(&reader, &record);
	while (kind == RECORD_BLANK);
	if (kind == RECORD_GOOD)
	{
		bool		decode = decoder_take(&decoder, &record);

		h->names = need(record.field_count * sizeof(char *));
		h->normal = need(record.field_count * sizeof(char *));
		h->hashes = need(record.field_count * sizeof(uint32_t));
		h->count = record.field_count;
		/* with the byte order mark, which stands in front of the first record */
		buffer_text(&h->line, skip_bytes > 0 && record.line == 1 ? "\xef\xbb\xbf" : "");
		buffer_add(&h->line, record.raw, record.raw_len);
		for (size_t i = 0; i < h->count; i++)
		{
			Field	   *name = &record.fields[i];
			int			wrong = decode ? decode_cell(&decoder, name) : -1;

			if (h->wrong < 0)
				h->wrong = wrong;
			h->names[i] = copy_bytes(name->text, name->len);
			h->normal[i] = header_normalise(name->text, name->len);
			h->hashes[i] = header_hash(h->normal[i]);
		}
	}
	reader_close(&reader);
	decoder_end(&decoder);
	return kind == RECORD_GOOD;
}

/* Position in the header of a field, under any of its names; -1 if not there. */
static int
find_field(const Header *h, const SourceField *field)
{
	for (size_t n = 0; n < field->name_count; n++)
		for (size_t i = 0; i < h->count; i++)
			if (h->hashes[i] == field->name_hashes[n] && strcmp(h->normal[i], field->names[n]) == 0)
				return (int) i;
	return -1;
}

const char *const mend_columns[MEND_COLUMNS] = {"passend_regel", "passend_kolom", "passend_code", "passend_reden"};

static bool
is_mend_column(const char *normal)
{
	for (size_t i = 0; i < MEND_COLUMNS; i++)
		if (strcasecmp(normal, mend_columns[i]) == 0)
			return true;
	return false;
}

/* Is the column one of those that the unpivot knows by their pattern? */
static bool
fits_pattern(const Dataset *d, const char *normal)
{
	return d->is_wide && d->unpivot.pattern != NULL && regexec(d->unpivot.pattern, normal, 0, NULL, 0) == 0;
}

/* No column in common: then the widest reading of the header is the best one. */
#define NOTHING_FOUND (SIZE_MAX / 2)

/* How a header compares with a dataset. */
typedef struct Fit
{
	size_t		distance;		/* columns missing and columns unknown */
	size_t		found;
	size_t		absent;			/* columns that may miss, and do */
	bool		lacks_wide;		/* no column of the pattern that it lives by */
} Fit;

static Fit
compare(const Dataset *d, const Header *h, int *positions, bool *known)
{
	Fit			fit = {0};
	size_t		wide = 0;

	memset(known, 0, h->count);
	for (size_t i = 0; i < d->field_count; i++)
	{
		positions[i] = find_field(h, &d->fields[i]);
		if (positions[i] >= 0 && !known[positions[i]])
		{
			known[positions[i]] = true;
			fit.found++;
		}
		else if (d->fields[i].optional && positions[i] < 0)
			fit.absent++;
		else
			fit.distance++;
	}
	if (fit.found == 0)
	{
		fit.distance = SIZE_MAX - h->count;
		return fit;
	}
	for (size_t i = 0; i < h->count; i++)
	{
		if (known[i])
			continue;
		known[i] = fits_pattern(d, h->normal[i]);
		wide += known[i];
		known[i] = known[i] || is_mend_column(h->normal[i]);
		fit.distance += !known[i];
	}
	fit.lacks_wide = d->is_wide && d->unpivot.count == 0 && wide == 0;
	fit.distance += fit.lacks_wide;
	return fit;
}

#define NAMES_SHOWN 12
#define NAME_SHOWN 60			/* bytes of a name; DUO's longest has 43 */

/* Names of columns after a word: ", missing: "A", "B"". */
typedef struct NameList
{
	const char *label;
	Buffer		text;
	size_t		count;
} NameList;

/* A damaged header may have thousands of names, or one of 100 kB. */
static void
add_name(NameList *list, const char *name)
{
	if (++list->count <= NAMES_SHOWN)
		buffer_printf(&list->text, "%s\"%.*s%s\"", list->count > 1 ? ", " : list->label, NAME_SHOWN, name,
					  strlen(name) > NAME_SHOWN ? "..." : "");
	else if (list->count == NAMES_SHOWN + 1)
		buffer_text(&list->text, ", ...");
}

/* A column of the dataset under one of its names, so its second one here. */
static bool
is_repeated(const Dataset *d, const char *normal)
{
	for (size_t i = 0; i < d->field_count; i++)
		for (size_t n = 0; n < d->fields[i].name_count; n++)
			if (strcmp(d->fields[i].names[n], normal) == 0)
				return true;
	return false;
}

/* One line: the nearest dataset and the columns that differ. */
static void
say_no_match(const Input *input, const Dataset *d, const Header *h)
{
	NameList	missing = {.label = ", missing: "};
	NameList	unknown = {.label = ", not in it: "};
	NameList	repeated = {.label = ", more than once: "};
	int		   *positions = need(d->field_count * sizeof(int));
	bool	   *known = need(h->count + 1);
	Fit			fit = compare(d, h, positions, known);
	char	   *wide = fit.lacks_wide ? text_of(", missing: any column of the form %s", d->unpivot.pattern_text) : copy_text("");

	buffer_text(&missing.text, "");
	buffer_text(&unknown.text, "");
	buffer_text(&repeated.text, "");
	for (size_t i = 0; i < d->field_count; i++)
		if (positions[i] < 0 && !d->fields[i].optional)
			add_name(&missing, d->fields[i].name);
	for (size_t i = 0; i < h->count; i++)
		if (!known[i])
			add_name(is_repeated(d, h->normal[i]) ? &repeated : &unknown, h->names[i]);
	if (fit.distance >= NOTHING_FOUND)
		say_error("%s: unknown layout: no column of its header (%zu columns, first \"%.*s\") is of a known dataset; "
				  "\"passend datasets\" lists them", input->name, h->count, NAME_SHOWN, h->names[0]);
	else
		say_error("%s: unknown layout; nearest is dataset \"%s\"%s%s%s%s; \"passend datasets %s\" shows its columns",
				  input->name, d->name, missing.text.data, wide, unknown.text.data, repeated.text.data, d->name);
	free(wide);
	buffer_free(&missing.text);
	buffer_free(&unknown.text);
	buffer_free(&repeated.text);
	free(positions);
	free(known);
}

/* What stands at the front says what is surely not a CSV. */
static bool
check_front(Input *input, size_t *skip_bytes)
{
	unsigned char front[64] = {0};
	ptrdiff_t	got;
	size_t		i = 0;

	input_rewind(input);
	got = input_read(input, (char *) front, sizeof(front));
	if (got < 0)
		return false;
	*skip_bytes = got >= 3 && memcmp(front, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
	if (got >= 2 && (memcmp(front, "\xff\xfe", 2) == 0 || memcmp(front, "\xfe\xff", 2) == 0))
	{
		say_error("%s: the file is UTF-16; save it as CSV in UTF-8", input->name);
		return false;
	}
	if (got >= 2 && (memcmp(front, "PK", 2) == 0 || memcmp(front, "\x1f\x8b", 2) == 0))
	{
		say_error("%s: this is an archive, not a CSV file; give it as a file by its name", input->name);
		return false;
	}
	for (i = *skip_bytes; i < sizeof(front) && (front[i] == ' ' || front[i] == '\n' || front[i] == '\r');)
		i++;
	if (i < sizeof(front) && front[i] == '<')
	{
		say_error("%s: this is a web page, not a CSV file; the download has failed", input->name);
		return false;
	}
	return true;
}

/* The dataset that a header fits best so far. */
typedef struct Nearest
{
	const Dataset *dataset;
	const Dataset *equal;		/* another that fits as well */
	Fit			fit;
	char		delimiter;
	Header		header;
} Nearest;

/* A header that fits is judged by what may miss, another by what is there. */
static bool
is_nearer(const Fit *a, const Fit *b)
{
	if (a->distance != b->distance)
		return a->distance < b->distance;
	return a->distance == 0 ? a->absent < b->absent : a->found > b->found;
}

/* Compares a header with all datasets; takes the header over where one is nearer. */
static void
compare_all(const DatasetList *list, const char *only, Header *h, char delimiter, Nearest *nearest)
{
	bool	   *known = need(h->count + 1);
	bool		taken = false;

	for (size_t i = 0; i < list->count; i++)
	{
		const Dataset *d = &list->items[i];
		int		   *positions = need(d->field_count * sizeof(int));
		Fit			fit = compare(d, h, positions, known);

		free(positions);
		if (only != NULL && strcmp(only, d->name) != 0)
			continue;
		if (nearest->dataset == NULL || is_nearer(&fit, &nearest->fit))
		{
			nearest->dataset = d;
			nearest->equal = NULL;
			nearest->fit = fit;
			nearest->delimiter = delimiter;
			taken = true;
		}
		else if (fit.distance == 0 && !is_nearer(&nearest->fit, &fit))
			nearest->equal = d;
	}
	free(known);
	if (taken)
	{
		header_free(&nearest->header);
		nearest->header = *h;
		*h = (Header) {0};
	}
}

/* The label of a column that is known by its pattern: its last group that is not empty. */
static char *
pattern_label(const Unpivot *u, const char *normal)
{
	regmatch_t	groups[8];
	int			last = 0;

	if (regexec(u->pattern, normal, 8, groups, 0) != 0)
		return NULL;
	for (int i = 1; i < 8; i++)
		if (groups[i].rm_so >= 0 && groups[i].rm_eo > groups[i].rm_so)
			last = i;
	return copy_bytes(normal + groups[last].rm_so, (size_t) (groups[last].rm_eo - groups[last].rm_so));
}

/* The wide columns of the file: those that are fields, and those of the pattern. */
static bool
match_wide(const Header *h, const bool *known, const char *file, HeaderMatch *match)
{
	const Dataset *d = match->dataset;
	const Unpivot *u = &d->unpivot;

	match->wide = need((u->count + h->count) * sizeof(WideCell));
	for (size_t i = 0; i < u->count; i++)
	{
		WideCell	cell = {.position = match->positions[u->fields[i]], .field = u->fields[i]};

		if (cell.position < 0)
			continue;
		cell.name = copy_text(h->names[cell.position]);
		for (int k = 0; k < u->label_count; k++)
			cell.labels[k] = copy_text(u->labels[i][k]);
		match->wide[match->wide_count++] = cell;
	}
	for (size_t i = 0; u->pattern != NULL && i < h->count; i++)
	{
		WideCell	cell = {.position = (int) i, .field = -1, .name = copy_text(h->names[i])};
		Value		value;
		const char *problem = NULL;

		if (!known[i])
			cell.labels[0] = pattern_label(u, h->normal[i]);
		if (cell.labels[0] != NULL)
			problem = value_encode(d->columns[u->label_columns[0]].type, cell.labels[0], strlen(cell.labels[0]), &value);
		if (problem != NULL)
		{
			say_error("%s: column \"%s\": \"%s\" is no %s: %s", file, cell.name, cell.labels[0],
					  value_type_name(d->columns[u->label_columns[0]].type), problem);
			return false;
		}
		if (cell.labels[0] == NULL)
			free(cell.name);
		else
			match->wide[match->wide_count++] = cell;
	}
	return true;
}

/* What the nearest dataset, which fits, makes of the header. */
static bool
match_columns(Nearest *nearest, const char *file, HeaderMatch *match)
{
	const Dataset *d = nearest->dataset;
	Header	   *h = &nearest->header;
	bool	   *known = need(h->count + 1);
	bool		ok = true;

	match->dataset = d;
	match->width = h->count;
	match->delimiter = nearest->delimiter;
	match->positions = need(d->field_count * sizeof(int));
	memset(known, 0, h->count + 1);
	for (size_t i = 0; i < d->field_count; i++)
	{
		match->positions[i] = find_field(h, &d->fields[i]);
		if (match->positions[i] >= 0)
			known[match->positions[i]] = true;
	}
	if (d->is_wide)
		ok = match_wide(h, known, file, match);
	for (size_t i = 0; i < h->count && !match->completes; i++)
	{
		match->completes = !known[i] && strcasecmp(h->normal[i], mend_columns[0]) == 0;
		match->line_cell = i;
	}
	match->line = h->line;
	h->line = (Buffer) {0};
	free(known);
	return ok;
}

void
header_match_free(HeaderMatch *match)
{
	for (size_t i = 0; i < match->wide_count; i++)
	{
		free(match->wide[i].name);
		for (int k = 0; k < MAX_LABELS; k++)
			free(match->wide[i].labels[k]);
	}
	free(match->wide);
	free(match->positions);
	buffer_free(&match->line);
	*match = (HeaderMatch) {0};
}

bool
header_match(const DatasetList *list, Input *input, const char *encoding, char delimiter, const char *only,
			 HeaderMatch *match)
{
	Nearest		nearest = {.fit.distance = SIZE_MAX};
	bool		ok = false;

	*match = (HeaderMatch) {0};
	if (!check_front(input, &match->skip_bytes))
		return false;
	match->encoding = encoding ? encoding : match->skip_bytes > 0 || input->utf8 ? "UTF-8" : "windows-1252";
	for (size_t s = 0; s < sizeof(delimiters) && nearest.fit.distance > 0; s++)
	{
		Header		h;

		if (delimiter != '\0' && delimiters[s] != delimiter)
			continue;
		if (header_read(input, delimiters[s], match->encoding, match->skip_bytes, &h))
			compare_all(list, only, &h, delimiters[s], &nearest);
		header_free(&h);
	}
	if (nearest.dataset == NULL)
		say_error("%s: there is no header line that can be read", input->name);
	else if (nearest.fit.distance > 0)
		say_no_match(input, nearest.dataset, &nearest.header);
	else if (nearest.equal != NULL)
		say_error("%s: its header is that of dataset \"%s\" and of \"%s\"; say which with --dataset NAME",
				  input->name, nearest.dataset->name, nearest.equal->name);
	else if (nearest.header.wrong >= 0)
		/* the name of a column that is known by its pattern can become a value */
		say_error("%s: byte 0x%02X in its header is no character of %s; say with --encoding what it is",
				  input->name, (unsigned) nearest.header.wrong, match->encoding);
	else
		ok = match_columns(&nearest, input->name, match);
	header_free(&nearest.header);
	return ok;
}
