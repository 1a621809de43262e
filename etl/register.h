/*
 * register.h
 *		What a load writes into the register: schema laad.
 */
#ifndef PASSEND_REGISTER_H
#define PASSEND_REGISTER_H

#include "file.h"

/*
 * Begins the transaction and opens the file in the register: its number, 0 when
 * the content is loaded and current, -1 on an error. Its content stays locked until
 * the transaction ends, or the session. Read committed whatever the role's default
 * is: who waited for a lock must see what was committed meanwhile.
 *
 * A large file of a size that no registered one has is new. It gets its number, and
 * is hashed while it is loaded; nothing is locked yet.
 */
extern int32_t register_open(Job *job, bool by_session);

/*
 * At the end of that: FILE_LOADED where the file is new indeed, and its content is
 * locked until the transaction ends; FILE_KNOWN where somebody else has loaded it
 * meanwhile. Where somebody else is at it: waits, or says FILE_AGAIN, for a caller
 * that has locked tables which that one may need.
 */
extern FileResult register_confirm(Job *job, bool wait);

/*
 * Takes the rows of the current versions over, for a file that completes another;
 * or refuses it. Sets which file, and how many rows.
 */
extern bool register_complete(Job *job);

/*
 * Register row, units and leaves, and with the same round trip what follows in
 * sql. Sets how many units were replaced.
 */
extern bool register_close(Job *job, const char *and_then);

/* The rejected rows, and the totals compared with their parts. */
extern bool register_rejects(Job *job);
extern bool register_totals(Job *job);

/* Is this content registered under this number? -1 when the server does not say. */
extern int register_has(Db *db, int32_t file_id, const char *sha256);

#endif							/* PASSEND_REGISTER_H */
