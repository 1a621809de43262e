/*
 * load.h
 *		Loading: each input in a transaction of its own.
 */
#ifndef PASSEND_LOAD_H
#define PASSEND_LOAD_H

#include "convert.h"
#include "db.h"
#include "progress.h"

typedef enum Outcome
{
	OUTCOME_LOADED,
	OUTCOME_EMPTY,				/* 0 bytes */
	OUTCOME_KNOWN,				/* this content is loaded and current */
	OUTCOME_CHECKED,			/* dry run */
	OUTCOME_REFUSED
} Outcome;
#define OUTCOMES (OUTCOME_REFUSED + 1)

/* Everything of one run of "passend load". */
typedef struct Run
{
	/* what was asked */
	DatasetList datasets;
	const char *encoding;		/* NULL: detect */
	char		delimiter;		/* NUL: detect */
	const char *status;			/* voorlopig, definitief or NULL */
	Parameter  *parameters;
	size_t		parameter_count;
	RejectLimit limit;
	bool		dry_run;
	bool		quiet;
	bool		json;
	int			jobs;			/* connections that load at once, from 1 */
	int			retries;		/* after a lost connection */
	MaskOverride *masks;
	size_t		mask_count;
	const char *dataset_name;	/* the kind of all files, or NULL */

	/* where it is */
	Db			db;
	Progress	progress;
	uint64_t	paths_done;		/* bytes of the paths that are behind us */
	_Atomic uint64_t reading;	/* bytes of the current input */
	char	   *leaves[10000];	/* partition of each school year, by start year */
	const char *leaves_target;

	/* what came of it */
	ExitCode	code;			/* of the first input that failed */
	uint64_t	outcomes[OUTCOMES];
	uint64_t	bytes;
	uint64_t	replaced;		/* units */
	Tally		tally;
	char	  **touched;		/* tables that were filled: first those of committed */
	size_t		touched_count;	/* files, then those of the current one */
	size_t		committed_count;
	Buffer		files;			/* JSON objects of the inputs */
} Run;

/* Loads what a path holds. */
extern void load_path(Run *run, const char *path);

/* Statistics of what was filled; makes all commits of the run durable. */
extern void load_finish(Run *run);

#endif							/* PASSEND_LOAD_H */
