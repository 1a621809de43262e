/*
 * header.h
 *		Header lines: recognising a file by its columns.
 */
#ifndef PASSEND_HEADER_H
#define PASSEND_HEADER_H

#include "dataset.h"

/* Trimmed, upper case, each run of blanks and underscores one underscore. */
extern char *header_normalise(const char *text, size_t len);

/*
 * The columns that "passend rejects" puts behind a file's own. They are no data; to
 * the loader they say that the file completes another.
 */
#define MEND_COLUMNS 4
extern const char *const mend_columns[MEND_COLUMNS];

/* A hash of a normalised name. */
extern uint32_t header_hash(const char *normal);

#endif							/* PASSEND_HEADER_H */
