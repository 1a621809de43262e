/*
 * main.c
 *		The program passend: commands, options, help.
 */
#define _GNU_SOURCE
#include <getopt.h>
#include <locale.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "commands.h"
#include "load.h"

#define MAX_ARGUMENTS (-1)		/* any number */

/* One option: its long name, and which commands take it (letters of Command). */
typedef struct OptionRow
{
	const char *name;
	int			has_argument;
	int			letter;			/* short form, or a number above 255 */
	const char *commands;
	const char *help;
} OptionRow;

/* i init, l load, s status, r rejects, d datasets, p report, y synth */
static const OptionRow option_rows[] = {
	{"dbname", required_argument, 'd', "ilsrp", "CONNINFO  database, as for psql; or PGHOST, PGDATABASE, ..."},
	{"dry-run", no_argument, 256, "l", "  check the files without a database; load nothing"},
	{"max-rejects", required_argument, 257, "l", "N|P%  refuse a file with more rejected rows (default: no limit)"},
	{"status", required_argument, 258, "l", "STATUS  voorlopig or definitief (default: unknown)"},
	{"set", required_argument, 259, "l", "NAME=VALUE  a value that the file does not hold, see passend datasets NAME"},
	{"encoding", required_argument, 260, "l", "NAME  UTF-8 or windows-1252 (default: detected)"},
	{"delimiter", required_argument, 261, "l", "CHAR  one of ; , | tab (default: detected)"},
	{"datasets", required_argument, 262, "ldy", "DIR  more dataset descriptions; or PASSEND_DATASETS"},
	{"quiet", no_argument, 'q', "ly", "  only errors and the summary"},
	{"file", required_argument, 263, "sr", "NAME  files whose name holds NAME (\"\" for all)"},
	{"schooljaar", required_argument, 264, "py", "YEAR  such as 2024-2025"},
	{"swv", required_argument, 265, "p", "CODE[,CODE...]  such as PO2707,landelijk"},
	{"onderwijssoort", required_argument, 266, "p", "SOORT  bo, sbo, so or vso"},
	{"definitie", required_argument, 267, "p", "A|B  denominator: bo + sbo, or bo + sbo + so"},
	{"tabel", required_argument, 270, "p", "NUMBER  one table of report doelstellingenmonitor, such as 2.1"},
	{"format", required_argument, 268, "srdp", "table|csv|json  (default: table)"},
	{"json", no_argument, 269, "lsrdp", "  one JSON document instead of lines or a table"},
	{"all", no_argument, 280, "y", "  a file of every kind, in the directory of --output"},
	{"rows", required_argument, 281, "y", "N  rows of the file (default: 1000, or all there are)"},
	{"seed", required_argument, 282, "y", "N  another number gives another country (default: 1)"},
	{"years", required_argument, 283, "y", "FROM-TO  years of the counts (default: 2020-2024)"},
	{"bad", required_argument, 284, "y", "P%  of the rows get one fault each (default: none)"},
	{"bad-list", required_argument, 285, "y", "FILE  line, code and column of each bad row, as CSV"},
	{"output", required_argument, 286, "y", "PATH  file, directory or - (default: synthetisch-NAME.csv)"},
	{"pc4", required_argument, 287, "y", "FILE  table of postcodes and SWVs (default: that of 2015)"},
	{"help", no_argument, 'h', "ilsrdpy", "  this help"}
};
#define OPTION_COUNT (sizeof(option_rows) / sizeof(option_rows[0]))

typedef struct Command
{
	const char *name;
	char		letter;
	const char *arguments;
	int			max_arguments;
	const char *summary;
	const char *help;
	ExitCode	(*run) (const Options *options);
} Command;

static const Command commands[] = {
	{"init", 'i', "", 0, "create or update the warehouse in a database",
		"Creates the extension, schemas, tables, roles and reports; safe to repeat.", command_init},
	{"load", 'l', "PATH...", MAX_ARGUMENTS, "load CSV files, directories or archives (zip, gz, tar)",
		"A file is recognised by its header. Each file is one transaction; one that is\n"
		"loaded already is skipped, and a re-issued one replaces its predecessor.\n"
		"PATH - is standard input.", command_load},
	{"status", 's', "", 0, "what is loaded", "Per dataset; with --file per file.", command_status},
	{"rejects", 'r', "", 0, "rows that were rejected, with the reason",
		"Line, column, value, code and reason of every problem.", command_rejects},
	{"datasets", 'd', "[NAME]", 1, "kinds of files that are known",
		"With NAME: its columns, and where they go.", command_datasets},
	{"report", 'p', "[NAME]", 1, "stored reports", "Without NAME: which there are.", command_report},
	{"synth", 'y', "[NAME]", 1, "make synthetic files of a known kind",
		"Made up, and named so; the same options give the same bytes. Keys occur once,\n"
		"files of one seed have the same schools, SWV codes are real ones.", command_synth}
};
#define COMMAND_COUNT (sizeof(commands) / sizeof(commands[0]))

static const char exit_codes[] =
	"Exit codes: 0 done, also when there was nothing new; 1 internal error; 2 wrong\n"
	"usage; 3 input missing or unreadable; 4 archive broken; 5 unknown layout;\n"
	"6 loaded, but some rows were rejected; 7 refused for its rejects; 8 no\n"
	"connection; 9 no rights; 10 no warehouse, or not of this version; 11 other error\n"
	"of the server; 130 interrupted.\n";

static void
print_help(void)
{
	printf("passend %s loads Dutch open data on passend onderwijs into PostgreSQL.\n\n"
		   "Usage: passend COMMAND [OPTION...] [ARGUMENT...]\n\n", PASSEND_VERSION);
	for (size_t i = 0; i < COMMAND_COUNT; i++)
		printf("  %-9s %-9s %s\n", commands[i].name, commands[i].arguments, commands[i].summary);
	printf("\n\"passend COMMAND --help\" lists the options of a command.\n%s", exit_codes);
}

static void
print_command_help(const Command *command)
{
	printf("Usage: passend %s [OPTION...]%s%s\n\n%s\n\nOptions:\n", command->name,
		   *command->arguments ? " " : "", command->arguments, command->help);
	for (size_t i = 0; i < OPTION_COUNT; i++)
	{
		const OptionRow *row = &option_rows[i];
		const char *text = strstr(row->help, "  ");
		char	   *left;

		if (strchr(row->commands, command->letter) == NULL)
			continue;
		left = text_of("%c%c --%s %.*s", row->letter < 256 ? '-' : ' ', row->letter < 256 ? row->letter : ' ',
					   row->name, (int) (text - row->help), row->help);
		printf("  %-34s%s\n", left, text);
		free(left);
	}
	printf("\n%s", exit_codes);
}

/* The nearest of our words, when it is near. */
static const char *
nearest_command(const char *word)
{
	const char *best = NULL;
	size_t		least = 3;

	for (size_t i = 0; i < COMMAND_COUNT; i++)
	{
		size_t		distance = edit_distance(word, commands[i].name);

		if (distance < least)
		{
			least = distance;
			best = commands[i].name;
		}
	}
	return best;
}

/* Sets one option; false after a message. */
static bool
set_option(Options *o, int letter, const char *value)
{
	switch (letter)
	{
		case 'd':
			o->conninfo = value;
			return true;
		case 'q':
			return o->quiet = true;
		case 256:
			return o->dry_run = true;
		case 257:
			o->max_rejects = value;
			return true;
		case 258:
			o->status = value;
			return true;
		case 259:
			o->set = need_more(o->set, (o->set_count + 1) * sizeof(char *));
			o->set[o->set_count++] = value;
			return true;
		case 260:
			o->encoding = value;
			return true;
		case 261:
			o->delimiter = value;
			return true;
		case 262:
			o->datasets = value;
			return true;
		case 263:
			o->file = value;
			return true;
		case 264:
			o->schooljaar = value;
			return true;
		case 265:
			o->swv = value;
			return true;
		case 266:
			o->onderwijssoort = value;
			return true;
		case 267:
			o->definitie = value;
			return true;
		case 268:
			return format_parse(value, &o->format);
		case 269:
			o->format = FORMAT_JSON;
			return true;
		case 270:
			o->tabel = value;
			return true;
		case 280:
			return o->all = true;
		case 281:
			o->rows = value;
			return true;
		case 282:
			o->seed = value;
			return true;
		case 283:
			o->years = value;
			return true;
		case 284:
			o->bad = value;
			return true;
		case 285:
			o->bad_list = value;
			return true;
		case 286:
			o->output = value;
			return true;
		case 287:
			o->pc4 = value;
			return true;
		default:
			return false;
	}
}

/* Options and arguments of a command. *done: help was printed. */
static bool
parse_options(const Command *command, int argc, char **argv, Options *o, bool *done)
{
	struct option longs[OPTION_COUNT + 1] = {0};
	size_t		count = 0;
	int			letter;

	for (size_t i = 0; i < OPTION_COUNT; i++)
		if (strchr(option_rows[i].commands, command->letter) != NULL)
			longs[count++] = (struct option)
	{
		option_rows[i].name, option_rows[i].has_argument, NULL, option_rows[i].letter
	};
	opterr = 0;
	while ((letter = getopt_long(argc, argv, ":d:qh", longs, NULL)) != -1)
	{
		bool		taken = letter > 255;

		for (size_t i = 0; i < OPTION_COUNT; i++)
			taken = taken || (option_rows[i].letter == letter && strchr(option_rows[i].commands, command->letter));
		if (letter == ':')
			say_error("option \"%s\" needs a value; see \"passend %s --help\"", argv[optind - 1], command->name);
		else if (letter == '?' || !taken)
			say_error("unknown option \"%s\"; see \"passend %s --help\"", argv[optind - 1], command->name);
		if (letter == ':' || letter == '?' || !taken)
			return false;
		if (letter == 'h')
		{
			print_command_help(command);
			*done = true;
			return true;
		}
		if (!set_option(o, letter, optarg))
			return false;
	}
	o->arguments = argv + optind;
	o->argument_count = argc - optind;
	if (command->max_arguments >= 0 && o->argument_count > command->max_arguments)
	{
		say_error("unexpected argument \"%s\"; see \"passend %s --help\"",
				  o->arguments[command->max_arguments], command->name);
		return false;
	}
	return true;
}

/* --- passend load --- */

static bool
parse_limit(const char *text, RejectLimit *limit)
{
	char	   *end;
	double		number;

	*limit = (RejectLimit) {.rows = -1, .percent = -1};
	if (text == NULL)
		return true;
	number = strtod(text, &end);
	if (end != text && number >= 0 && strcmp(end, "%") == 0 && number <= 100)
		limit->percent = number;
	else if (end != text && number >= 0 && *end == '\0' && number <= 1e15 && (double) (int64_t) number == number)
		limit->rows = (int64_t) number;
	else
	{
		say_error("--max-rejects: \"%s\" is neither a number of rows nor a percentage such as 1%%", text);
		return false;
	}
	return true;
}

static bool
parse_delimiter(const char *text, char *delimiter)
{
	if (text == NULL)
		return true;
	if (strcmp(text, "tab") == 0 || strcmp(text, "\\t") == 0)
		*delimiter = '\t';
	else if (strlen(text) == 1 && strchr(";,|\t", text[0]) != NULL)
		*delimiter = text[0];
	else
	{
		say_error("--delimiter: \"%s\" is none of ; , | tab", text);
		return false;
	}
	return true;
}

static bool
parse_encoding(const char *text, const char **encoding)
{
	if (text == NULL)
		return true;
	if (strcasecmp(text, "utf-8") == 0 || strcasecmp(text, "utf8") == 0)
		*encoding = "UTF-8";
	else if (strcasecmp(text, "windows-1252") == 0 || strcasecmp(text, "cp1252") == 0)
		*encoding = "windows-1252";
	else
	{
		say_error("--encoding: \"%s\" is neither UTF-8 nor windows-1252", text);
		return false;
	}
	return true;
}

/* Is the value of --set right for each column that takes it, and is there one? */
static bool
check_parameter(const DatasetList *datasets, const Parameter *parameter)
{
	bool		known = false;

	for (size_t d = 0; d < datasets->count; d++)
		for (size_t c = 0; c < datasets->items[d].column_count; c++)
		{
			const TargetColumn *column = &datasets->items[d].columns[c];
			const char *problem;
			Value		value;

			if (column->parameter == NULL || strcmp(column->parameter, parameter->name) != 0)
				continue;
			known = true;
			problem = value_encode(column->type, parameter->value, strlen(parameter->value), &value);
			if (problem != NULL)
			{
				say_error("--set: \"%s\" of \"%s\" is no %s: %s", parameter->value, parameter->name,
						  value_type_name(column->type), problem);
				return false;
			}
		}
	if (!known)
		say_error("--set: no dataset has an option \"%s\"; \"passend datasets NAME\" shows those it has", parameter->name);
	return known;
}

/* --set name=value; some dataset must know the name. */
static bool
parse_parameters(Run *run, const Options *o)
{
	run->parameters = need((o->set_count + 1) * sizeof(Parameter));
	for (size_t i = 0; i < o->set_count; i++)
	{
		const char *equals = strchr(o->set[i], '=');
		Parameter  *parameter = &run->parameters[run->parameter_count];

		if (equals == NULL)
		{
			say_error("--set: \"%s\" is not of the form name=value", o->set[i]);
			return false;
		}
		*parameter = (Parameter) {copy_bytes(o->set[i], (size_t) (equals - o->set[i])), equals + 1};
		if (!check_parameter(&run->datasets, parameter))
			return false;
		run->parameter_count++;
	}
	return true;
}

static void
print_summary(const Run *run, double seconds)
{
	const Tally *t = &run->tally;
	const uint64_t *n = run->outcomes;
	uint64_t	files = 0;

	for (int i = 0; i < OUTCOMES; i++)
		files += n[i];
	if (files == 0)
		return;
	printf("files   %s: %s %s, %s already loaded, %s empty, %s refused\n", grouped(files),
		   grouped(run->dry_run ? n[OUTCOME_CHECKED] : n[OUTCOME_LOADED]), run->dry_run ? "checked" : "loaded",
		   grouped(n[OUTCOME_KNOWN]), grouped(n[OUTCOME_EMPTY]), grouped(n[OUTCOME_REFUSED]));
	printf("lines   %s = %s header + %s blank + %s %s + %s rejected\n", grouped(t->lines), grouped(t->header_lines),
		   grouped(t->blank_lines), grouped(t->loaded_lines), run->dry_run ? "good" : "loaded", grouped(t->rejected_lines));
	printf("rows    %s %s, %s rejected\n", grouped(t->loaded_rows), run->dry_run ? "good" : "loaded", grouped(t->rejected_rows));
	if (t->cells > 0)
		printf("cells   %s, of which %s masked\n", grouped(t->cells), grouped(t->masked));
	printf("facts   %s%s\n", grouped(t->facts), run->dry_run ? " (nothing stored: dry run)" : "");
	if (run->replaced > 0)
		printf("units   %s replaced\n", grouped(run->replaced));
	printf("time    %.2f s, %.1f MB, %.1f MB/s\n", seconds, (double) run->bytes / 1e6,
		   seconds > 0 ? (double) run->bytes / 1e6 / seconds : 0);
}

static void
print_json_summary(const Run *run, double seconds)
{
	const Tally *t = &run->tally;
	const uint64_t *n = run->outcomes;

	printf("{\"files\": [\n  %s\n],\n\"summary\": {\"exit_code\": %d, \"loaded\": %llu, \"already_loaded\": %llu, "
		   "\"empty\": %llu, \"checked\": %llu, \"refused\": %llu, \"lines\": %llu, \"header_lines\": %llu, "
		   "\"blank_lines\": %llu, \"loaded_lines\": %llu, \"rejected_lines\": %llu, \"loaded_rows\": %llu, "
		   "\"rejected_rows\": %llu, \"facts\": %llu, \"cells\": %llu, \"masked_cells\": %llu, "
		   "\"units_replaced\": %llu, \"bytes\": %llu, \"seconds\": %.3f}}\n",
		   run->files.len ? run->files.data : "", run->code,
		   (unsigned long long) n[OUTCOME_LOADED], (unsigned long long) n[OUTCOME_KNOWN],
		   (unsigned long long) n[OUTCOME_EMPTY], (unsigned long long) n[OUTCOME_CHECKED],
		   (unsigned long long) n[OUTCOME_REFUSED], (unsigned long long) t->lines,
		   (unsigned long long) t->header_lines, (unsigned long long) t->blank_lines,
		   (unsigned long long) t->loaded_lines, (unsigned long long) t->rejected_lines,
		   (unsigned long long) t->loaded_rows, (unsigned long long) t->rejected_rows,
		   (unsigned long long) t->facts, (unsigned long long) t->cells, (unsigned long long) t->masked,
		   (unsigned long long) run->replaced, (unsigned long long) run->bytes, seconds);
}

/* Options of load into the run; false after a message. */
static bool
prepare_run(Run *run, const Options *o)
{
	if (o->argument_count == 0)
	{
		say_error("load what? Give a file, a directory, an archive or \"-\"; see \"passend load --help\"");
		return false;
	}
	if (o->status != NULL && strcmp(o->status, "voorlopig") != 0 && strcmp(o->status, "definitief") != 0)
	{
		say_error("--status: \"%s\" is neither voorlopig nor definitief", o->status);
		return false;
	}
	run->status = o->status;
	run->dry_run = o->dry_run;
	run->quiet = o->quiet;
	run->json = o->format == FORMAT_JSON;
	run->jobs = 1;
	run->retries = 5;
	return parse_limit(o->max_rejects, &run->limit) && parse_delimiter(o->delimiter, &run->delimiter)
		&& parse_encoding(o->encoding, &run->encoding);
}

/* Bytes on disk of all paths, for the progress bar. */
static uint64_t
total_size(const Options *o)
{
	uint64_t	total = 0;
	struct stat status;

	for (int i = 0; i < o->argument_count; i++)
		if (stat(o->arguments[i], &status) == 0)
			total += (uint64_t) status.st_size;
	return total;
}

ExitCode
command_load(const Options *o)
{
	Run		   *run = need(sizeof(Run));
	double		begun = clock_seconds();
	ExitCode	code;

	memset(run, 0, sizeof(Run));
	if (!prepare_run(run, o))
		return EXIT_USAGE;
	if (!datasets_read(&run->datasets, o->datasets))
		return EXIT_LAYOUT;
	if (!parse_parameters(run, o))
		return EXIT_USAGE;
	if (!run->dry_run)
	{
		if (!db_connect(&run->db, o->conninfo))
			return run->db.code;
		if (!db_check_warehouse(&run->db))
			return run->db.code;
	}
	if (!load_begin(run))
		return run->db.code;
	db_watch_interrupt(run->dry_run ? NULL : &run->db);
	progress_begin(&run->progress, total_size(o), o->quiet || run->json);
	for (int i = 0; i < o->argument_count; i++)
		if (!db_interrupted() && !run->stopped)
			load_path(run, o->arguments[i]);
	load_finish(run);
	if (db_interrupted())
		run->code = EXIT_INTERRUPT;
	progress_clear(&run->progress);
	if (run->json)
		print_json_summary(run, clock_seconds() - begun);
	else
		print_summary(run, clock_seconds() - begun);
	code = run->code;
	if (code == EXIT_INTERRUPT)
		say_error("interrupted; the file that was being loaded has been rolled back, run the same command to go on");
	if (!run->dry_run)
		db_close(&run->db);
	return code;
}

int
main(int argc, char **argv)
{
	const char *word = argc > 1 ? argv[1] : NULL;
	Options		options = {.datasets = getenv("PASSEND_DATASETS")};
	bool		done = false;

	/* names in archives are UTF-8 whatever the terminal's locale is */
	setlocale(LC_CTYPE, "C.UTF-8");
	signal(SIGPIPE, SIG_IGN);
	if (word == NULL)
	{
		say_error("which command? init, load, status, rejects, datasets, report, synth; see \"passend --help\"");
		return EXIT_USAGE;
	}
	if (strcmp(word, "--help") == 0 || strcmp(word, "-h") == 0 || (strcmp(word, "help") == 0 && argc == 2))
	{
		print_help();
		return EXIT_OK;
	}
	if (strcmp(word, "--version") == 0 || strcmp(word, "-V") == 0)
	{
		printf("passend %s\n", PASSEND_VERSION);
		return EXIT_OK;
	}
	if (strcmp(word, "help") == 0)
		word = argv[2];
	for (size_t i = 0; i < COMMAND_COUNT; i++)
	{
		const Command *command = &commands[i];
		ExitCode	code;

		if (strcmp(command->name, word) != 0)
			continue;
		if (strcmp(argv[1], "help") == 0)
		{
			print_command_help(command);
			return EXIT_OK;
		}
		if (!parse_options(command, argc - 1, argv + 1, &options, &done))
			return EXIT_USAGE;
		code = done ? EXIT_OK : command->run(&options);
		if (fflush(stdout) != 0 && code == EXIT_OK)
		{
			say_error("could not write all output");
			code = EXIT_INTERNAL;
		}
		return code;
	}
	if (nearest_command(word) != NULL)
		say_error("unknown command \"%s\"; did you mean \"%s\"? See \"passend --help\"", word, nearest_command(word));
	else
		say_error("unknown command \"%s\"; see \"passend --help\"", word);
	return EXIT_USAGE;
}
