/*
 * load.h
 *		One run of "passend load": what was asked, where it is, what came of it.
 */
#ifndef PASSEND_LOAD_H
#define PASSEND_LOAD_H

#include <pthread.h>

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

#define MAX_JOBS 64

/* A file that was committed, until a crash of the server undoes that. */
typedef struct Loaded
{
	int32_t		file_id;
	size_t		number;			/* of the input */
	bool		lost;
	char		sha256[HASH_TEXT_SIZE];
} Loaded;

/* A leaf of the target table that rows are sent to. */
typedef struct Leaf
{
	int			year;			/* start of its school year */
	char	   *name;
} Leaf;

typedef struct Leaves
{
	Leaf	   *items;
	size_t		count;
} Leaves;

/* A connection that loads, and what it remembers between files. */
typedef struct Worker
{
	struct Run *run;
	Db		   *db;
	Leaves		leaves;			/* that are attached and known to be there */
	const Dataset *leaves_of;
	_Atomic uint64_t reading;	/* bytes of the current input */
	pthread_t	thread;			/* where several files are loaded at once */
	bool		started;
} Worker;

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
	int			jobs;			/* connections */
	int			retries;		/* of a file, after a fault that passes */
	MaskOverride *masks;
	size_t		mask_count;
	const char *dataset_name;	/* NULL: whatever the header says */
	bool		again;			/* content that has been replaced becomes current again */

	/* where it is */
	Db			db;				/* of a single worker; with several, of who leads them */
	Worker		workers[MAX_JOBS];
	struct Crew *crew;			/* where several files are loaded at once */
	Progress	progress;
	uint64_t	paths_done;		/* bytes of the paths that are behind us */
	size_t		inputs;			/* how many were begun */
	pthread_mutex_t lock;		/* of all below, and of what is printed */

	/* what came of it */
	ExitCode	code;			/* of the first input that failed */
	size_t		code_input;
	uint64_t	outcomes[OUTCOMES];
	uint64_t	fresh;			/* files that were loaded or registered now */
	uint64_t	bytes;
	uint64_t	replaced;		/* units */
	uint64_t	differing;		/* totals that differ from their parts */
	Tally		tally;
	char	  **touched;		/* tables that were filled and ask for maintenance */
	size_t		touched_count;
	char	  **objects;		/* of --json, by input */
	size_t		object_count;
	_Atomic bool stopped;		/* no other file can be loaded either */
	Loaded	   *loaded;
	size_t		loaded_count;
	size_t		lost;			/* of them, not loaded again yet */
	int			repeats;		/* how often the paths were walked for those */
	Buffer		files;			/* JSON objects of the inputs, in their order */
} Run;

/* What the program starts a run with; the connection is open unless it is a dry run. */
extern bool load_begin(Run *run);

/* Loads what a path holds. */
extern void load_path(Run *run, const char *path);

/*
 * Statistics of what was filled; makes all commits of the run durable. True when
 * a crash of the server has undone some of them: the paths are to be walked once
 * more, for those files alone.
 */
extern bool load_finish(Run *run);

/* The entry of a file that is lost, by its content, or NULL. */
extern Loaded *load_lost(Run *run, const char *sha256);

#endif							/* PASSEND_LOAD_H */
