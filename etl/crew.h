/*
 * crew.h
 *		Several files at once, each over a connection of its own.
 */
#ifndef PASSEND_CREW_H
#define PASSEND_CREW_H

#include "load.h"

/* Are files to be loaded several at once? */
extern bool crew_wanted(const Run *run);

/*
 * Gives a file to the first worker that is free; waits for one. Takes over the
 * input and the match (NULL: an empty file). False: no more is wanted.
 */
extern bool crew_give(Run *run, Input *input, HeaderMatch *match, size_t number);

/* Waits until no worker has a file. */
extern void crew_wait(Run *run);

/* Waits, ends the workers' threads and closes their connections. */
extern void crew_end(Run *run);

/* Opens the workers' connections where they are not open; the message of a failure goes to run->db. */
extern bool crew_connect(Run *run);

#endif							/* PASSEND_CREW_H */
