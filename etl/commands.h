/*
 * commands.h
 *		The commands of the program and the options they share.
 */
#ifndef PASSEND_COMMANDS_H
#define PASSEND_COMMANDS_H

#include "output.h"

/* The values of an option that may be given more than once. */
typedef struct TextList
{
	const char **items;
	size_t		count;
} TextList;

/* All options of all commands; which command takes which: options.c. */
typedef struct Options
{
	const char *conninfo;		/* -d */
	const char *datasets;		/* --datasets DIR, or PASSEND_DATASETS */
	const char *dataset;		/* of load and prune */
	Format		format;
	bool		quiet;
	bool		dry_run;

	/* load */
	const char *encoding;
	const char *delimiter;
	const char *status;
	const char *max_rejects;
	const char *jobs;
	const char *retries;
	bool		again;
	TextList	set;			/* name=value */
	TextList	mask;			/* token=count */

	/* status, rejects */
	const char *file;
	const char *id;
	bool		summary;

	/* prune */
	const char *before;
	bool		also_voorlopig;

	/* datasets */
	bool		template;

	/* report */
	bool		explain;
	TextList	given;			/* name=value: parameters of the report */

	/* synth */
	const char *schooljaar;
	bool		all;
	const char *rows;
	const char *seed;
	const char *years;
	const char *bad;
	const char *bad_list;
	const char *output;
	const char *pc4;
	bool		national;
	const char *scale;

	/* help */
	bool		man;
	bool		markdown;

	/* what is left of the command line */
	char	  **arguments;
	int			argument_count;
} Options;

extern ExitCode command_init(const Options *options);
extern ExitCode command_load(const Options *options);
extern ExitCode command_status(const Options *options);
extern ExitCode command_rejects(const Options *options);
extern ExitCode command_mend(const Options *options);
extern ExitCode command_prune(const Options *options);
extern ExitCode command_datasets(const Options *options);
extern ExitCode command_report(const Options *options);
extern ExitCode command_synth(const Options *options);
extern ExitCode command_completion(const Options *options);
extern ExitCode command_help(const Options *options);

#endif							/* PASSEND_COMMANDS_H */
