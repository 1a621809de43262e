/*
 * rejects.h
 *		Refused rows, kept until the file's facts are sent.
 */
#ifndef PASSEND_REJECTS_H
#define PASSEND_REJECTS_H

#include "records.h"

#define REJECTS_SHOWN 5			/* problems of a file that are shown at once */

/* Rows for COPY BINARY into laad.afkeuring; in a temporary file when many. */
typedef struct Rejects
{
	int32_t		file_id;		/* bestand_id; 0: the rows are not kept, as in a dry run */
	Buffer		memory;
	FILE	   *file;
	uint64_t	problems;
	char	   *shown[REJECTS_SHOWN];	/* by line */
	uint64_t	shown_lines[REJECTS_SHOWN];
	Buffer		row;			/* room that is used again and again */
	Buffer		clean;
	struct Rejects *next;		/* of another thread */
} Rejects;

/* One problem of a record; column and value are NULL when it is the whole row. */
extern bool reject_add(Rejects *rejects, const Record *record, const char *column,
					   const char *value, size_t value_len, const char *code, const char *reason);

/* Takes over what another thread has refused. */
extern void rejects_merge(Rejects *into, Rejects *from);

/* Calls send for each block, with the header and the trailer of COPY BINARY. */
extern bool rejects_send(Rejects *rejects, bool (*send) (void *context, const char *bytes, size_t len), void *context);
extern void rejects_free(Rejects *rejects);

/* What every COPY BINARY begins and ends with. */
extern const char copy_header[19];
extern const char copy_trailer[2];

#endif							/* PASSEND_REJECTS_H */
