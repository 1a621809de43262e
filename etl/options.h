/*
 * options.h
 *		Commands, options, exit codes, environment and examples of the program:
 *		the one table that --help, the manual page, the shell completion and the
 *		tables of docs/loader.md are made of.
 */
#ifndef PASSEND_OPTIONS_H
#define PASSEND_OPTIONS_H

#include "commands.h"

/* What the value of an option or an argument is, for completion. */
typedef enum Takes
{
	TAKES_TEXT,					/* nothing that a shell could know */
	TAKES_WORDS,				/* one of the words of its row */
	TAKES_FILE,
	TAKES_DIRECTORY,
	TAKES_DATASET,
	TAKES_REPORT,
	TAKES_COMMAND
} Takes;

/* Where the value of an option goes. */
typedef enum Store
{
	STORE_FLAG,					/* a bool */
	STORE_TEXT,					/* a const char * */
	STORE_LIST,					/* a TextList: may be given again */
	STORE_FORMAT,				/* a Format, from one of words */
	STORE_JSON,					/* a Format: FORMAT_JSON */
	STORE_HELP					/* prints help; no value is kept */
} Store;

/* One option of some commands; the same name may have another row for others. */
typedef struct OptionRow
{
	const char *name;			/* long form */
	char		letter;			/* short form, or NUL */
	const char *commands;		/* letters of the commands that take it */
	Store		store;
	size_t		offset;			/* in Options */
	const char *value;			/* what it is called in help; NULL: takes none */
	Takes		takes;
	const char *words;			/* separated by blanks */
	const char *help;
} OptionRow;

typedef struct Command
{
	const char *name;
	char		letter;
	const char *arguments;		/* as in the usage line; "" for none */
	int			max_arguments;	/* -1: any number */
	Takes		takes;			/* each argument */
	const char *words;
	const char *summary;		/* a phrase */
	const char *help;			/* sentences, in lines of at most 79 characters */
	ExitCode	(*run) (const Options *options);
} Command;

typedef struct ExitRow
{
	ExitCode	code;
	const char *brief;			/* for the foot of --help */
	const char *meaning;
} ExitRow;

typedef struct NamedText
{
	const char *name;
	const char *text;
} NamedText;

typedef struct Example
{
	char		command;		/* letter */
	const char *line;
	const char *text;
} Example;

/* Each ends with a row whose first member is 0; exit_rows with a brief of NULL. */
extern const Command commands[];
extern const OptionRow option_rows[];
extern const ExitRow exit_rows[];
extern const NamedText environment[];
extern const NamedText files[];
extern const Example examples[];

extern const Command *command_find(const char *name);

/* The message for a word that is no command, with the one that is near it. */
extern void say_unknown_command(const char *word);

/* "init, load, ..." Allocated. */
extern char *command_names(const char *separator);
extern bool option_belongs(const OptionRow *row, const Command *command);

/*
 * Options and arguments of a command; argv[0] is its name. False after a
 * message. *done: help was printed.
 */
extern bool options_parse(const Command *command, int argc, char **argv, Options *o, bool *done);

/* Help for people: of the program, of a command. */
extern void print_help(void);
extern void print_command_help(const Command *command);

#endif							/* PASSEND_OPTIONS_H */
