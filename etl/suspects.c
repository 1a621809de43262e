/*
 * suspects.c
 *		Records that are put off, as an earlier one may have their key.
 */
#define _GNU_SOURCE
#include "suspects.h"

#include <errno.h>
#include <string.h>

#ifndef SUSPECTS_MEMORY
#define SUSPECTS_MEMORY (2 * 1024 * 1024)
#endif

/* What stands before the bytes of each. */
typedef struct Suspect
{
	uint64_t	line;
	uint64_t	len;
} Suspect;

bool
suspects_add(Suspects *s, const Record *record)
{
	Suspect		suspect = {record->line, record->raw_len};

	s->count++;
	if (s->file == NULL && s->memory.len + record->raw_len <= SUSPECTS_MEMORY)
	{
		buffer_add(&s->memory, &suspect, sizeof(suspect));
		buffer_add(&s->memory, record->raw, record->raw_len);
		return true;
	}
	if (s->file == NULL)
		s->file = temporary_file();
	if (s->file != NULL && fwrite(&suspect, sizeof(suspect), 1, s->file) == 1
		&& fwrite(record->raw, 1, record->raw_len, s->file) == record->raw_len)
		return true;
	say_error("cannot write a temporary file of rows: %s", strerror(errno));
	return false;
}

static void
take_from_memory(Suspects *s, Parcel *chunk)
{
	Suspect		suspect;

	memcpy(&suspect, s->memory.data + s->at, sizeof(suspect));
	s->at += sizeof(suspect);
	chunk->line = suspect.line;
	buffer_add(&chunk->bytes, s->memory.data + s->at, suspect.len);
	s->at += suspect.len;
}

static SuspectFound
take_from_file(Suspects *s, Parcel *chunk)
{
	Suspect		suspect;
	bool		whole = s->rewound || fflush(s->file) == 0;

	if (!s->rewound)
		rewind(s->file);
	s->rewound = true;
	if (whole && fread(&suspect, sizeof(suspect), 1, s->file) != 1)
	{
		whole = !ferror(s->file);
		if (whole)
			return SUSPECT_NONE;
	}
	if (whole)
	{
		chunk->line = suspect.line;
		buffer_reserve(&chunk->bytes, suspect.len);
		whole = fread(chunk->bytes.data, 1, suspect.len, s->file) == suspect.len;
		chunk->bytes.len = suspect.len;
	}
	if (whole)
		return SUSPECT_TAKEN;
	say_error("cannot read the temporary file of rows: %s", strerror(errno));
	return SUSPECT_FAILED;
}

SuspectFound
suspects_take(Suspects *s, Parcel *chunk)
{
	chunk->bytes.len = 0;
	if (s->at < s->memory.len)
	{
		take_from_memory(s, chunk);
		return SUSPECT_TAKEN;
	}
	return s->file != NULL ? take_from_file(s, chunk) : SUSPECT_NONE;
}

void
suspects_free(Suspects *s)
{
	buffer_free(&s->memory);
	if (s->file != NULL)
		fclose(s->file);
	*s = (Suspects) {0};
}
