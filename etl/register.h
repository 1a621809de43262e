/*
 * register.h
 *		What a load writes into the register: schema laad.
 */
#ifndef PASSEND_REGISTER_H
#define PASSEND_REGISTER_H

#include "load.h"

/*
 * Begins the transaction and opens the file in the register: its number, 0 when
 * the content is loaded and current, -1 on an error. Read committed whatever the
 * role's default is: who waited for a lock must see what was committed meanwhile.
 */
extern int32_t register_open(Run *run, const Input *input, const HeaderMatch *match);

/*
 * Register row and units, and with the same round trip what follows in sql.
 * Returns how many units were replaced, or -1. No match and converter: an empty file.
 */
extern int64_t register_close(Run *run, const Input *input, const HeaderMatch *match, int32_t file_id,
							  const Converter *c, const char *and_then);

/* The rejected rows; they refer to the register row, so they come behind it. */
extern bool register_rejects(Run *run, Converter *c);

#endif							/* PASSEND_REGISTER_H */
