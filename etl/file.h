/*
 * file.h
 *		Loading one file: over one connection, or over several.
 */
#ifndef PASSEND_FILE_H
#define PASSEND_FILE_H

#include "load.h"
#include "queue.h"

typedef enum FileResult
{
	FILE_LOADED,				/* or, in a dry run, checked */
	FILE_KNOWN,
	FILE_AGAIN,				/* to be read again: rows have the key of an earlier one, or somebody else is loading it */
	FILE_REFUSED,				/* message given */
	FILE_FAILED					/* the server, the input or the machine; message given or kept */
} FileResult;

/* A file that is being loaded. */
typedef struct Job
{
	Run		   *run;
	Worker	   *worker;
	Db		   *db;				/* of the transaction that registers it */
	Input	   *input;
	size_t		number;			/* of the input, for the order of messages */
	const HeaderMatch *match;	/* NULL: an empty file */
	ConvertOrder order;
	Converter	converter;
	Doubles		doubles;
	KeySpill	spill;
	_Atomic uint64_t rejected;
	Leaves		leaves;			/* made for this file, not attached yet */
	Leaves		filled;			/* that were there before, and ask for maintenance */
	int64_t		replaced;
	int32_t		completes;		/* number of the file whose rejected rows these are; 0: none */
	char	   *completes_name;
	char	   *status;			/* of that file */
	uint64_t	kept;			/* facts that were current, taken over */
	bool		unseen;			/* its content was not looked up yet, as its size is new */
	bool		outdated;		/* known, but a later file has taken its place */
	int32_t		closed_id;		/* number under which its commit was sent: it may be loaded although the connection broke */
	ExitCode	code;
} Job;

/* Loads the file, again where a fault passes; tells what came of it. False: the run cannot go on. */
extern bool file_load(Worker *worker, Input *input, const HeaderMatch *match, size_t number);

/* --- shared by file.c and parallel.c --- */

/* Is it large, and does it replace whole leaves, so that several connections can fill them? */
extern bool parallel_wanted(const Run *run, const Input *input, const HeaderMatch *match);

/* Loads it over all connections of the run. */
extern FileResult parallel_read(Job *job);

/* Starts and ends a COPY into a leaf. frozen: the leaf was made in this transaction. */
extern bool leaf_copy_begin(Db *db, const Dataset *dataset, const char *leaf, bool frozen);
extern bool leaf_copy_end(Db *db);

/* The leaf of a year in the list; NULL when it is not there. */
extern const char *leaf_find(const Leaves *leaves, int year);
extern void leaf_add(Leaves *leaves, int year, const char *name);
extern void leaves_free(Leaves *leaves);

/* A new leaf for this file, not attached: its name, or NULL after a message. */
extern const char *leaf_make(Job *job, Db *db, int year);

/* Index, constraint and statistics of a leaf that is full. */
extern bool leaf_finish(Db *db, const char *leaf);

/* Why a conversion did not come to its end. */
extern FileResult file_explain(Job *job, ConvertResult result);

/* A fresh start: nothing of an earlier reading is left. */
extern void file_begin_reading(Job *job);

/* Do rows have the key of an earlier row, as far as that could not be seen at once? */
extern FileResult file_check_doubles(Job *job);

/* What opening a file, or confirming that it is new, has come to. */
extern FileResult file_opened(int32_t number);

/* Rejects, checks, register row, units and leaves, and the commit. */
extern bool file_close(Job *job);

#endif							/* PASSEND_FILE_H */
