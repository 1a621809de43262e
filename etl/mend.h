/*
 * mend.h
 *		The rejected rows of one file in its own layout, with the reason behind
 *		them.
 */
#ifndef PASSEND_MEND_H
#define PASSEND_MEND_H

#include "db.h"
#include "header.h"

/*
 * Writes to stdout what was rejected of the one file that has file in its name
 * (in any case) or the number id; either may be NULL. A message where there is
 * none, or more than one.
 */
extern ExitCode mend_write(Db *db, const char *file, const char *id);

/* Bytes of a well-formed row in front of our columns, which are its last cells. */
extern size_t mend_row_length(const char *raw, size_t len, char delimiter);

#endif							/* PASSEND_MEND_H */
