/*
 * commands.h
 *		The commands of the program and the options they share.
 */
#ifndef PASSEND_COMMANDS_H
#define PASSEND_COMMANDS_H

#include "output.h"

/* All options of all commands; which command takes which: main.c. */
typedef struct Options
{
	const char *conninfo;		/* -d */
	const char *datasets;		/* --datasets DIR, or PASSEND_DATASETS */
	Format		format;
	bool		quiet;

	/* load */
	bool		dry_run;
	const char *encoding;
	const char *delimiter;
	const char *status;
	const char *max_rejects;
	const char **set;			/* name=value */
	size_t		set_count;

	/* rejects, report */
	const char *file;
	const char *schooljaar;
	const char *swv;
	const char *onderwijssoort;
	const char *definitie;
	const char *tabel;

	/* synth; schooljaar too */
	bool		all;
	const char *rows;
	const char *seed;
	const char *years;
	const char *bad;
	const char *bad_list;
	const char *output;
	const char *pc4;

	/* what is left of the command line */
	char	  **arguments;
	int			argument_count;
} Options;

extern ExitCode command_init(const Options *options);
extern ExitCode command_load(const Options *options);
extern ExitCode command_status(const Options *options);
extern ExitCode command_rejects(const Options *options);
extern ExitCode command_datasets(const Options *options);
extern ExitCode command_report(const Options *options);
extern ExitCode command_synth(const Options *options);

#endif							/* PASSEND_COMMANDS_H */
