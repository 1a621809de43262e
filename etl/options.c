/*
 * options.c
 *		The table of commands and options, and reading a command line by it.
 */
#define _GNU_SOURCE
#include "options.h"

#include <ctype.h>
#include <getopt.h>
#include <stdlib.h>
#include <string.h>

#define IN(member) offsetof(Options, member)

const Command commands[] = {
	{"init", 'i', "", 0, TAKES_TEXT, NULL, "create or update the warehouse in a database",
		"Creates the extension, schemas, tables, roles and reports; safe to repeat.", command_init},
	{"load", 'l', "PATH...", -1, TAKES_FILE, NULL, "load CSV files, directories or archives (zip, gz, tar)",
		"A file is recognised by its header. Each file is one transaction; one that is\n"
		"loaded already is skipped, and a re-issued one replaces its predecessor.\n"
		"PATH - is standard input.", command_load},
	{"status", 's', "", 0, TAKES_TEXT, NULL, "what is loaded", "Per dataset; with --file per file.", command_status},
	{"rejects", 'r', "", 0, TAKES_TEXT, NULL, "rows that were rejected, with the reason",
		"How many per file and code; with --file or --id every problem, with its line,\n"
		"column, value, code and reason. With --format csv the rows of that file as they\n"
		"were, with four columns behind them that say what is wrong: mend them and load\n"
		"them: they complete what is loaded. Or put them back in the file with passend\n"
		"mend, and load that.", command_rejects},
	{"mend", 'm', "FILE ROWS", 2, TAKES_FILE, NULL, "put mended rows back in the file they came from",
		"ROWS is what passend rejects --format csv gave, mended; each row takes the place\n"
		"of the line that its passend_regel names. Prints the whole file, which can be\n"
		"loaded and replaces the one with rejects. Needs no database; where the file is no\n"
		"longer at hand, ROWS can be loaded itself.", command_mend},
	{"prune", 'x', "", 0, TAKES_TEXT, NULL, "remove versions that were replaced",
		"Removes rows that a newer file has replaced. What is current stays, and so does\n"
		"the register of what was loaded. Only the owner of the warehouse may do this.", command_prune},
	{"datasets", 'd', "[NAME]", 1, TAKES_DATASET, NULL, "kinds of files that are known",
		"With NAME: its columns, and where they go.", command_datasets},
	{"report", 'p', "[NAME]", 1, TAKES_REPORT, NULL, "stored reports",
		"Without NAME: which there are. Each has parameters of its own, which --explain\n"
		"tells: --parameter VALUE, or --parameter alone for what is true or false.", command_report},
	{"synth", 'y', "[NAME]", 1, TAKES_DATASET, NULL, "make a synthetic file of a known kind",
		"All in it is made up, and its name says so; only the codes of SWVs are real. Keys\n"
		"occur once, files of one seed have the same schools, and the same options give\n"
		"the same bytes.", command_synth},
	{"completion", 'c', "SHELL", 1, TAKES_WORDS, "bash zsh", "completion of the command line for bash or zsh",
		"Prints a script for the shell to read; it is installed where shells look for it.", command_completion},
	{"help", 'h', "[COMMAND]", 1, TAKES_COMMAND, NULL, "this help, or that of a command",
		"The manual page and the tables of the documentation come from here too.", command_help},
	{0}
};

const OptionRow option_rows[] = {
	{"dbname", 'd', "ilsrxp", STORE_TEXT, IN(conninfo), "CONNINFO", TAKES_TEXT, NULL,
		"database, as for psql; or PGHOST, PGDATABASE, ..."},
	{"dry-run", 0, "l", STORE_FLAG, IN(dry_run), NULL, TAKES_TEXT, NULL,
		"check the files without a database; load nothing"},
	{"max-rejects", 0, "l", STORE_TEXT, IN(max_rejects), "N|P%", TAKES_TEXT, NULL,
		"refuse a file with more rejected rows (default: no limit)"},
	{"status", 0, "l", STORE_TEXT, IN(status), "STATUS", TAKES_WORDS, "voorlopig definitief",
		"voorlopig or definitief (default: unknown)"},
	{"set", 0, "l", STORE_LIST, IN(set), "NAME=VALUE", TAKES_TEXT, NULL,
		"a value that the file does not hold, see passend datasets NAME"},
	{"mask", 0, "l", STORE_LIST, IN(mask), "TOKEN=COUNT", TAKES_TEXT, NULL,
		"what TOKEN in a count cell stands for: 1..4, <5, 0; nothing: unknown"},
	{"dataset", 0, "l", STORE_TEXT, IN(dataset), "NAME", TAKES_DATASET, NULL,
		"the kind of the files, where their header fits several"},
	{"encoding", 0, "l", STORE_TEXT, IN(encoding), "NAME", TAKES_WORDS, "UTF-8 windows-1252",
		"UTF-8 or windows-1252 (default: detected)"},
	{"delimiter", 0, "l", STORE_TEXT, IN(delimiter), "CHAR", TAKES_WORDS, "; , | tab",
		"one of ; , | tab (default: detected)"},
	{"jobs", 0, "l", STORE_TEXT, IN(jobs), "N", TAKES_TEXT, NULL,
		"connections that load at the same time (default: 1)"},
	{"retries", 0, "l", STORE_TEXT, IN(retries), "N", TAKES_TEXT, NULL,
		"new attempts after a lost connection (default: 5)"},
	{"again", 0, "l", STORE_FLAG, IN(again), NULL, TAKES_TEXT, NULL,
		"make content that was replaced since current again"},
	{"datasets", 0, "ldy", STORE_TEXT, IN(datasets), "DIR", TAKES_DIRECTORY, NULL,
		"more dataset descriptions; or PASSEND_DATASETS"},
	{"quiet", 'q', "ly", STORE_FLAG, IN(quiet), NULL, TAKES_TEXT, NULL, "only errors and the summary"},
	{"file", 0, "sr", STORE_TEXT, IN(file), "NAME", TAKES_TEXT, NULL, "files whose name holds NAME (\"\" for all)"},
	{"id", 0, "r", STORE_TEXT, IN(id), "N", TAKES_TEXT, NULL, "the file with this number, see passend status --file"},
	{"summary", 0, "r", STORE_FLAG, IN(summary), NULL, TAKES_TEXT, NULL, "how many per file and code, also with --file"},
	{"before", 0, "x", STORE_TEXT, IN(before), "MOMENT", TAKES_TEXT, NULL,
		"what was replaced before it, 2024-12-31 or '2024-12-31 18:00' (default: now)"},
	{"dataset", 0, "x", STORE_TEXT, IN(dataset), "NAME", TAKES_DATASET, NULL, "of this kind of file only"},
	{"also-voorlopig", 0, "x", STORE_FLAG, IN(also_voorlopig), NULL, TAKES_TEXT, NULL,
		"also the last voorlopig version of what is definitief now"},
	{"dry-run", 0, "x", STORE_FLAG, IN(dry_run), NULL, TAKES_TEXT, NULL, "only tell what would be removed"},
	{"template", 0, "d", STORE_FLAG, IN(template), NULL, TAKES_TEXT, NULL, "a CSV file to fill in: header and example rows"},
	{"explain", 0, "p", STORE_FLAG, IN(explain), NULL, TAKES_TEXT, NULL, "what the report answers, takes and gives, instead of running it"},
	{"format", 0, "srx", STORE_FORMAT, IN(format), "table|csv|json", TAKES_WORDS, "table csv json", "form of the output (default: table)"},
	{"format", 0, "p", STORE_FORMAT, IN(format), "FORMAT", TAKES_WORDS, "table csv json markdown",
		"table, csv, json or markdown (default: table)"},
	{"format", 0, "d", STORE_FORMAT, IN(format), "FORMAT", TAKES_WORDS, "table csv json markdown",
		"table, csv, json or, with NAME, markdown (default: table)"},
	{"json", 0, "lsrxdp", STORE_JSON, IN(format), NULL, TAKES_TEXT, NULL, "one JSON document instead of lines or a table"},
	{"schooljaar", 0, "y", STORE_TEXT, IN(schooljaar), "YEAR", TAKES_TEXT, NULL, "such as 2024-2025"},
	{"all", 0, "y", STORE_FLAG, IN(all), NULL, TAKES_TEXT, NULL, "a file of every kind, in the directory of --output"},
	{"rows", 0, "y", STORE_TEXT, IN(rows), "N", TAKES_TEXT, NULL, "rows of the file (default: 1000, or all there are)"},
	{"seed", 0, "y", STORE_TEXT, IN(seed), "N", TAKES_TEXT, NULL, "another number gives another country (default: 1)"},
	{"years", 0, "y", STORE_TEXT, IN(years), "FROM-TO", TAKES_TEXT, NULL, "years that are counted (default: 2020-2024)"},
	{"bad", 0, "y", STORE_TEXT, IN(bad), "P%", TAKES_TEXT, NULL, "share of the rows that get one fault each (default: none)"},
	{"bad-list", 0, "y", STORE_TEXT, IN(bad_list), "FILE", TAKES_FILE, NULL, "line, code and column of each of them, as CSV"},
	{"output", 0, "y", STORE_TEXT, IN(output), "PATH", TAKES_FILE, NULL,
		"file, directory or - (default: synthetisch-NAME.csv)"},
	{"national", 0, "y", STORE_FLAG, IN(national), NULL, TAKES_TEXT, NULL,
		"the whole country, 2009-2024: files that add up to the published totals"},
	{"scale", 0, "y", STORE_TEXT, IN(scale), "N", TAKES_TEXT, NULL, "with --national: one Nth of its pupils (default: 1)"},
	{"pc4", 0, "y", STORE_TEXT, IN(pc4), "FILE", TAKES_FILE, NULL, "table of postcodes and SWVs (default: that of 2015)"},
	{"man", 0, "h", STORE_FLAG, IN(man), NULL, TAKES_TEXT, NULL, "the manual page passend(1), in roff"},
	{"markdown", 0, "h", STORE_FLAG, IN(markdown), NULL, TAKES_TEXT, NULL, "the tables of docs/loader.md"},
	{"help", 'h', "ilsrmxdpchy", STORE_HELP, 0, NULL, TAKES_TEXT, NULL, "this help"},
	{0}
};

const ExitRow exit_rows[] = {
	{EXIT_OK, "done", "done; load: something new was loaded"},
	{EXIT_INTERNAL, "internal error", "internal error, such as out of memory"},
	{EXIT_USAGE, "wrong usage", "wrong usage: unknown command, option or value"},
	{EXIT_INPUT, "input missing or unreadable", "input missing or unreadable"},
	{EXIT_ARCHIVE, "archive broken", "archive broken or truncated"},
	{EXIT_LAYOUT, "unknown layout", "unknown layout: no dataset has this header"},
	{EXIT_REJECTS, "loaded, but some rows were rejected", "loaded, but some rows were rejected"},
	{EXIT_REFUSED, "refused for its rejects", "refused whole: more rejects than allowed, or no file that it can complete"},
	{EXIT_CONNECT, "no connection", "no connection to the server, or lost"},
	{EXIT_RIGHTS, "no rights", "the role may not do this"},
	{EXIT_WAREHOUSE, "no warehouse, or not of this version",
		"no warehouse in the database, or not of this version; a changed migration"},
	{EXIT_DATABASE, "other error of the server", "any other error of the server"},
	{EXIT_NOTHING_NEW, "nothing new", "nothing new: all files were loaded already"},
	{EXIT_INTERRUPT, "interrupted", "interrupted by Ctrl-C or SIGTERM; nothing half loaded"},
	{0}
};

const NamedText environment[] = {
	{"PGHOST", "server, or directory of its socket"},
	{"PGPORT", "port"},
	{"PGDATABASE", "database"},
	{"PGUSER", "role"},
	{"PGSERVICE", "entry of the connection service file; these and the others of libpq are read as psql reads them"},
	{"PGPASSFILE", "password file, ~/.pgpass where it is not set; passwords do not belong on a command line"},
	{"PASSEND_DATASETS", "directory with more dataset descriptions, where --datasets is not given"},
	{"TMPDIR", "directory for temporary files, where it is not /tmp"},
	{"PASSEND_SHARE", "directory of the descriptions, migrations and reports, instead of the installed one"},
	{0}
};

const NamedText files[] = {
	{PASSEND_SHARE "/datasets", "the dataset descriptions that come with the program"},
	{PASSEND_SHARE "/warehouse", "the migrations that init runs"},
	{PASSEND_SHARE "/reports", "the stored reports"},
	{0}
};

const Example examples[] = {
	{'i', "passend init -d dbname=onderwijs", "make a warehouse in the database onderwijs"},
	{'l', "passend load --dry-run download.zip", "check a download; no database is needed"},
	{'l', "passend load -d dbname=onderwijs --status definitief deliveries/", "load a drop folder; what is known is skipped"},
	{'l', "passend load --json --max-rejects 1% deliveries/ > load.json", "from a scheduler"},
	{'l', "passend load --set geldig_vanaf=2014-08-01 pc4-swv-2015.csv.gz", "tell what the file does not say"},
	{'s', "passend status --file leerlingen", "files with leerlingen in their name"},
	{'r', "passend rejects", "how many rows were rejected, and why"},
	{'r', "passend rejects --file leerlingen.csv --format csv > mend.csv", "get the rejected rows back, to be mended"},
	{'l', "passend load mend.csv", "load them, mended: they join what is loaded of that file"},
	{'m', "passend mend leerlingen.csv mend.csv > leerlingen-2.csv", "put them back, to load the file again"},
	{'x', "passend prune --before 2024-01-01 --dry-run", "what there is to remove"},
	{'d', "passend datasets pc4-swv", "the columns of a kind of file"},
	{'d', "passend datasets pc4-swv --template > new.csv", "an example file"},
	{'p', "passend report deelname --swv PO2707 --schooljaar 2024-2025", "participation in one region"},
	{'p', "passend report trendkaart --explain", "what a report answers, and its parameters"},
	{'p', "passend report bestanden --format csv > bestanden.csv", "the register as CSV"},
	{'y', "passend synth duo-brin6-pc4 --rows 1000000 --years 2010-2025", "a large file to try things with"},
	{'y', "passend synth --all --output files/", "a file of every kind"},
	{'y', "passend synth --all --national --output country/", "a country of 2.4 million pupils, in sixteen years"},
	{'c', "source <(passend completion bash)", "completion in this shell"},
	{'h', "passend help load", "the options of load"},
	{0}
};

const Command *
command_find(const char *name)
{
	for (const Command *c = commands; c->name != NULL; c++)
		if (strcmp(c->name, name) == 0)
			return c;
	return NULL;
}

/* The nearest of our words, when it is near; or NULL. */
static const char *
command_nearest(const char *word)
{
	const char *best = NULL;
	size_t		least = 3;

	for (const Command *c = commands; c->name != NULL; c++)
	{
		size_t		distance = edit_distance(word, c->name);

		if (distance < least)
		{
			least = distance;
			best = c->name;
		}
	}
	return best;
}

void
say_unknown_command(const char *word)
{
	const char *nearest = command_nearest(word);

	if (nearest != NULL)
		say_error("unknown command \"%s\"; did you mean \"%s\"? See \"passend --help\"", word, nearest);
	else
		say_error("unknown command \"%s\"; see \"passend --help\"", word);
}

char *
command_names(const char *separator)
{
	Buffer		names = {0};

	for (const Command *c = commands; c->name != NULL; c++)
		buffer_printf(&names, "%s%s", c == commands ? "" : separator, c->name);
	return names.data;
}

bool
option_belongs(const OptionRow *row, const Command *command)
{
	return strchr(row->commands, command->letter) != NULL;
}

/* What getopt_long returns for a row: its letter, or a number above 255. */
static int
option_value(const OptionRow *row)
{
	return row->letter ? row->letter : 256 + (int) (row - option_rows);
}

/* The row of a command for what getopt_long returned; NULL: there is none. */
static const OptionRow *
option_find(const Command *command, int value)
{
	for (const OptionRow *row = option_rows; row->name != NULL; row++)
		if (option_belongs(row, command) && option_value(row) == value)
			return row;
	return NULL;
}

/* Stores the value of an option; false after a message. */
static bool
store(Options *o, const OptionRow *row, const char *value)
{
	char	   *place = (char *) o + row->offset;
	TextList   *list;

	switch (row->store)
	{
		case STORE_FLAG:
			*(bool *) place = true;
			break;
		case STORE_TEXT:
			*(const char **) place = value;
			break;
		case STORE_LIST:
			list = (TextList *) place;
			list->items = need_more(list->items, (list->count + 1) * sizeof(char *));
			list->items[list->count++] = value;
			break;
		case STORE_FORMAT:
			return format_parse(value, row->words, (Format *) place);
		case STORE_JSON:
			*(Format *) place = FORMAT_JSON;
			break;
		case STORE_HELP:
			break;
	}
	return true;
}

/* The table as getopt_long wants it, for one command. Allocated. */
static struct option *
long_options(const Command *command)
{
	struct option *longs = need((sizeof(option_rows) / sizeof(option_rows[0])) * sizeof(struct option));
	size_t		count = 0;

	for (const OptionRow *row = option_rows; row->name != NULL; row++)
		if (option_belongs(row, command))
			longs[count++] = (struct option) {
				row->name, row->value ? required_argument : no_argument, NULL, option_value(row)
			};
	longs[count] = (struct option) {0};
	return longs;
}

/*
 * A parameter of a report, which the database knows: --name=value, --name value
 * or --name alone, which has no "=". A value may be negative. True.
 */
static bool
add_given(TextList *list, int argc, char **argv)
{
	const char *name = argv[optind - 1] + 2;
	const char *value = NULL;

	if (strchr(name, '=') == NULL)
		value = optind < argc && (argv[optind][0] != '-' || isdigit((unsigned char) argv[optind][1])) ? argv[optind++] : NULL;
	list->items = need_more(list->items, (list->count + 1) * sizeof(char *));
	list->items[list->count++] = value ? text_of("%s=%s", name, value) : copy_text(name);
	return true;
}

bool
options_parse(const Command *command, int argc, char **argv, Options *o, bool *done)
{
	struct option *longs = long_options(command);
	bool		ok = true;
	int			value;

	opterr = 0;
	while (ok && !*done && (value = getopt_long(argc, argv, ":d:qh", longs, NULL)) != -1)
	{
		const OptionRow *row = option_find(command, value);

		ok = row != NULL;
		if (value == ':')
			say_error("option \"%s\" needs a value; see \"passend %s --help\"", argv[optind - 1], command->name);
		else if (row == NULL && command->run == command_report && strncmp(argv[optind - 1], "--", 2) == 0)
			ok = add_given(&o->given, argc, argv);
		else if (row == NULL)
			say_error("unknown option \"%s\"; see \"passend %s --help\"", argv[optind - 1], command->name);
		else if (row->store == STORE_HELP)
			*done = true;
		else
			ok = store(o, row, optarg);
	}
	free(longs);
	if (ok && *done)
		print_command_help(command);
	if (!ok || *done)
		return ok;
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
