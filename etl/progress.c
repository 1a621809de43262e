/*
 * progress.c
 *		A progress bar on a terminal, nothing elsewhere.
 */
#include "progress.h"

#include <unistd.h>

#define BAR_WIDTH 24

double
clock_seconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double) now.tv_sec + 1e-9 * (double) now.tv_nsec;
}

void
progress_begin(Progress *p, uint64_t total, bool quiet)
{
	*p = (Progress) {.shown = !quiet && isatty(STDERR_FILENO), .total = total, .begun = clock_seconds()};
}

void
progress_draw(Progress *p, uint64_t done, uint64_t files, uint64_t rows, uint64_t read)
{
	double		now = clock_seconds();
	double		seconds = now - p->begun;
	double		part = p->total ? (double) done / (double) p->total : 0;
	char		bar[BAR_WIDTH + 1];

	if (!p->shown || now - p->drawn < 0.1 || seconds <= 0)
		return;
	p->drawn = now;
	if (part > 1)
		part = 1;
	for (int i = 0; i < BAR_WIDTH; i++)
		bar[i] = i < (int) (part * BAR_WIDTH) ? '#' : '.';
	bar[BAR_WIDTH] = '\0';
	fprintf(stderr, "\r[%s] %3.0f%%  %s files  %s rows/s  %.1f MB/s  ", bar, 100 * part, grouped(files),
			grouped((uint64_t) ((double) rows / seconds)), (double) read / 1e6 / seconds);
	if (part > 0.02)
		fprintf(stderr, "%.0f s left  ", seconds * (1 - part) / part);
	fputs("\033[K", stderr);
	fflush(stderr);
}

void
progress_clear(Progress *p)
{
	if (p->shown && p->drawn > 0)
	{
		fputs("\r\033[K", stderr);
		fflush(stderr);
	}
}
