/*
 * header.c
 *		Header lines: recognising a file by its columns, never by its name.
 */
#define _GNU_SOURCE
#include "header.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

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

/* The header as read with one delimiter. */
typedef struct Header
{
	char	  **names;			/* as in the file */
	char	  **normal;
	size_t		count;
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
	*h = (Header) {0};
}

static bool
header_read(Input *input, char delimiter, size_t skip_bytes, Header *h)
{
	Reader		reader;
	Record		record;
	RecordKind	kind;

	*h = (Header) {0};
	reader_open(&reader, input, delimiter, skip_bytes);
	do
		kind = reader_next(&reader, &record);
	while (kind == RECORD_BLANK);
	if (kind == RECORD_GOOD)
	{
		h->names = need(record.field_count * sizeof(char *));
		h->normal = need(record.field_count * sizeof(char *));
		h->count = record.field_count;
		for (size_t i = 0; i < h->count; i++)
		{
			h->names[i] = copy_bytes(record.fields[i].text, record.fields[i].len);
			h->normal[i] = header_normalise(record.fields[i].text, record.fields[i].len);
		}
	}
	reader_close(&reader);
	return kind == RECORD_GOOD;
}

/* Position in the header of a field, under any of its names; -1 if not there. */
static int
find_field(const Header *h, const SourceField *field)
{
	for (size_t n = 0; n < field->name_count; n++)
		for (size_t i = 0; i < h->count; i++)
			if (strcmp(h->normal[i], field->names[n]) == 0)
				return (int) i;
	return -1;
}

/* No column in common: then the widest reading of the header is the best one. */
#define NOTHING_FOUND (SIZE_MAX / 2)

/* How far a header is from a dataset: columns missing and columns unknown. */
static size_t
distance(const Dataset *d, const Header *h, int *positions, bool *known)
{
	size_t		found = 0;

	memset(known, 0, h->count);
	for (size_t i = 0; i < d->field_count; i++)
	{
		positions[i] = find_field(h, &d->fields[i]);
		if (positions[i] >= 0 && !known[positions[i]])
		{
			known[positions[i]] = true;
			found++;
		}
	}
	if (found == 0)
		return SIZE_MAX - h->count;
	return (d->field_count - found) + (h->count - found);
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
	size_t		far = distance(d, h, positions, known);

	buffer_text(&missing.text, "");
	buffer_text(&unknown.text, "");
	buffer_text(&repeated.text, "");
	for (size_t i = 0; i < d->field_count; i++)
		if (positions[i] < 0)
			add_name(&missing, d->fields[i].name);
	for (size_t i = 0; i < h->count; i++)
		if (!known[i])
			add_name(is_repeated(d, h->normal[i]) ? &repeated : &unknown, h->names[i]);
	if (far >= NOTHING_FOUND)
		say_error("%s: unknown layout: no column of its header (%zu columns, first \"%.*s\") is of a known dataset; "
				  "\"passend datasets\" lists them", input->name, h->count, NAME_SHOWN, h->names[0]);
	else
		say_error("%s: unknown layout; nearest is dataset \"%s\"%s%s%s; \"passend datasets %s\" shows its columns",
				  input->name, d->name, missing.text.data, unknown.text.data, repeated.text.data, d->name);
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

bool
header_match(const DatasetList *list, Input *input, const char *encoding, char delimiter, HeaderMatch *match)
{
	const Dataset *nearest = NULL;
	Header		nearest_header = {0};
	size_t		nearest_distance = SIZE_MAX;

	*match = (HeaderMatch) {0};
	if (!check_front(input, &match->skip_bytes))
		return false;
	match->encoding = encoding ? encoding : match->skip_bytes > 0 || input->utf8 ? "UTF-8" : "windows-1252";
	for (size_t s = 0; s < sizeof(delimiters) && nearest_distance > 0; s++)
	{
		Header		h;

		if (delimiter != '\0' && delimiters[s] != delimiter)
			continue;
		if (!header_read(input, delimiters[s], match->skip_bytes, &h))
			continue;
		for (size_t i = 0; i < list->count && nearest_distance > 0; i++)
		{
			const Dataset *d = &list->items[i];
			int		   *positions = need(d->field_count * sizeof(int));
			bool	   *known = need(h.count + 1);
			size_t		far = distance(d, &h, positions, known);

			if (far < nearest_distance || nearest == NULL)
			{
				free(match->positions);
				match->positions = positions;
				match->dataset = d;
				match->width = h.count;
				match->delimiter = delimiters[s];
				nearest_distance = far;
				nearest = d;
				positions = NULL;
			}
			free(positions);
			free(known);
		}
		if (nearest != NULL && match->delimiter == delimiters[s])
		{
			header_free(&nearest_header);
			nearest_header = h;
		}
		else
			header_free(&h);
	}
	if (nearest == NULL)
		say_error("%s: there is no header line that can be read", input->name);
	else if (nearest_distance > 0)
		say_no_match(input, nearest, &nearest_header);
	header_free(&nearest_header);
	if (nearest_distance > 0)
		free(match->positions);
	return nearest != NULL && nearest_distance == 0;
}
