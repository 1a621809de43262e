/*
 * progress.h
 *		A progress bar on a terminal, nothing elsewhere.
 */
#ifndef PASSEND_PROGRESS_H
#define PASSEND_PROGRESS_H

#include <time.h>

#include "passend.h"

typedef struct Progress
{
	bool		shown;			/* stderr is a terminal, and nobody asked for quiet */
	uint64_t	total;			/* bytes of all paths, as they are on disk */
	double		begun;
	double		drawn;
} Progress;

/* Seconds of a clock that only goes forward. */
extern double clock_seconds(void);

extern void progress_begin(Progress *p, uint64_t total, bool quiet);

/* done: bytes of the paths; read: unpacked bytes. Draws ten times a second at most. */
extern void progress_draw(Progress *p, uint64_t done, uint64_t files, uint64_t rows, uint64_t read);

/* Takes the bar away, so that a line can be printed. */
extern void progress_clear(Progress *p);

#endif							/* PASSEND_PROGRESS_H */
