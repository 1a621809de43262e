/*
 * load_command.c
 *		passend load: from the command line to a run, and what came of it.
 */
#define _GNU_SOURCE
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

#include "load.h"
#include "show.h"

#define MOST_RETRIES 100

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

/* A whole number between bounds; NULL leaves it as it is. */
static bool
parse_number(const char *option, const char *text, int least, int most, int *number)
{
	int64_t		value;

	if (text == NULL)
		return true;
	if (integer_parse(text, strlen(text), most, &value) != NULL || value < least)
	{
		say_error("%s: \"%s\" is not a whole number from %d to %d", option, text, least, most);
		return false;
	}
	*number = (int) value;
	return true;
}

/* --mask token=count; nothing behind the = is a count of unknown size. */
static bool
parse_masks(Run *run, const TextList *list)
{
	run->masks = need((list->count + 1) * sizeof(MaskOverride));
	for (size_t i = 0; i < list->count; i++)
	{
		/* the last one: a token may be "<=5" */
		const char *equals = strrchr(list->items[i], '=');
		MaskOverride *mask = &run->masks[run->mask_count];
		const char *problem;
		Value		value;

		if (equals == NULL)
		{
			say_error("--mask: \"%s\" is not of the form TOKEN=COUNT", list->items[i]);
			return false;
		}
		*mask = (MaskOverride) {copy_bytes(list->items[i], (size_t) (equals - list->items[i])),
			equals[1] != '\0' ? equals + 1 : NULL};
		problem = mask->count ? value_encode(VALUE_TELLING, mask->count, strlen(mask->count), &value) : NULL;
		if (problem != NULL)
		{
			say_error("--mask: \"%s\" of \"%s\" is no count: %s", mask->count, mask->token, problem);
			return false;
		}
		for (size_t k = 0; k < run->mask_count; k++)
			if (strcmp(run->masks[k].token, mask->token) == 0)
			{
				say_error("--mask: \"%s\" is given twice", mask->token);
				return false;
			}
		run->mask_count++;
	}
	return true;
}

/* --set name=value; some dataset must know the name. */
static bool
parse_parameters(Run *run, const TextList *set)
{
	run->parameters = need((set->count + 1) * sizeof(Parameter));
	for (size_t i = 0; i < set->count; i++)
	{
		const char *equals = strchr(set->items[i], '=');
		Parameter  *parameter = &run->parameters[run->parameter_count];

		if (equals == NULL)
		{
			say_error("--set: \"%s\" is not of the form name=value", set->items[i]);
			return false;
		}
		*parameter = (Parameter) {copy_bytes(set->items[i], (size_t) (equals - set->items[i])), equals + 1};
		if (!check_parameter(&run->datasets, parameter))
			return false;
		run->parameter_count++;
	}
	return true;
}

static uint64_t
count_files(const Run *run)
{
	uint64_t	count = 0;

	for (int i = 0; i < OUTCOMES; i++)
		count += run->outcomes[i];
	return count;
}

static void
print_summary(const Run *run, double seconds)
{
	const Tally *t = &run->tally;
	const uint64_t *n = run->outcomes;
	uint64_t	count = count_files(run);

	if (count == 0)
		return;
	printf("files   %s: %s %s, %s already loaded, %s empty, %s refused\n", grouped(count),
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

/* The end of a run in one word or a few, for schedulers. */
static const char *
outcome_word(const Run *run)
{
	switch (run->code)
	{
		case EXIT_OK:
			return run->dry_run ? "checked" : "loaded";
		case EXIT_NOTHING_NEW:
			return "nothing new";
		case EXIT_REJECTS:
			return run->dry_run ? "checked with rejects" : "loaded with rejects";
		case EXIT_LAYOUT:
		case EXIT_REFUSED:
			return "refused";
		case EXIT_INTERRUPT:
			return "interrupted";
		default:
			return "failed";
	}
}

static void
print_json_summary(const Run *run, double seconds)
{
	const Tally *t = &run->tally;
	const uint64_t *n = run->outcomes;

	printf("{\"files\": [\n  %s\n],\n\"summary\": {\"exit_code\": %d, \"outcome\": \"%s\", \"files\": %llu, \"loaded\": %llu, \"already_loaded\": %llu, "
		   "\"empty\": %llu, \"checked\": %llu, \"refused\": %llu, \"lines\": %llu, \"header_lines\": %llu, "
		   "\"blank_lines\": %llu, \"loaded_lines\": %llu, \"rejected_lines\": %llu, \"loaded_rows\": %llu, "
		   "\"rejected_rows\": %llu, \"facts\": %llu, \"cells\": %llu, \"masked_cells\": %llu, "
		   "\"units_replaced\": %llu, \"bytes\": %llu, \"seconds\": %.3f}}\n",
		   run->files.len ? run->files.data : "", run->code, outcome_word(run),
		   (unsigned long long) count_files(run), (unsigned long long) n[OUTCOME_LOADED], (unsigned long long) n[OUTCOME_KNOWN],
		   (unsigned long long) n[OUTCOME_EMPTY], (unsigned long long) n[OUTCOME_CHECKED],
		   (unsigned long long) n[OUTCOME_REFUSED], (unsigned long long) t->lines,
		   (unsigned long long) t->header_lines, (unsigned long long) t->blank_lines,
		   (unsigned long long) t->loaded_lines, (unsigned long long) t->rejected_lines,
		   (unsigned long long) t->loaded_rows, (unsigned long long) t->rejected_rows,
		   (unsigned long long) t->facts, (unsigned long long) t->cells, (unsigned long long) t->masked,
		   (unsigned long long) run->replaced, (unsigned long long) run->bytes, seconds);
}

/* The words of --status and the kind of the files; some dataset must have it. */
static bool
check_words(const Run *run, const Options *o)
{
	if (o->status != NULL && strcmp(o->status, "voorlopig") != 0 && strcmp(o->status, "definitief") != 0)
	{
		say_error("--status: \"%s\" is neither voorlopig nor definitief", o->status);
		return false;
	}
	return o->dataset == NULL || dataset_wanted(&run->datasets, o->dataset) != NULL;
}

/* Options of load into the run; the code of what is wrong after a message. */
static ExitCode
prepare_run(Run *run, const Options *o)
{
	*run = (Run) {
		.status = o->status, .dry_run = o->dry_run, .quiet = o->quiet, .json = o->format == FORMAT_JSON,
		.dataset_name = o->dataset, .again = o->again, .jobs = 1, .retries = 5
	};
	if (o->argument_count == 0)
	{
		say_error("load what? Give a file, a directory, an archive or \"-\"; see \"passend load --help\"");
		return EXIT_USAGE;
	}
	if (!datasets_read(&run->datasets, o->datasets))
		return EXIT_LAYOUT;
	return check_words(run, o) && parse_limit(o->max_rejects, &run->limit)
		&& parse_delimiter(o->delimiter, &run->delimiter) && parse_encoding(o->encoding, &run->encoding)
		&& parse_number("--jobs", o->jobs, 1, MAX_JOBS, &run->jobs)
		&& parse_number("--retries", o->retries, 0, MOST_RETRIES, &run->retries)
		&& parse_parameters(run, &o->set) && parse_masks(run, &o->mask) ? EXIT_OK : EXIT_USAGE;
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

/* Connects; a dry run needs no server. */
static bool
connect_run(Run *run, const Options *o)
{
	if ((run->dry_run || (db_connect(&run->db, o->conninfo) && db_check_warehouse(&run->db))) && load_begin(run))
		return true;
	run->code = run->db.code;
	return false;
}

/* Each path in turn, until there is no use in going on. */
static void
load_paths(Run *run, const Options *o)
{
	source_hashes = !run->dry_run || run->json;
	db_watch_interrupt(run->dry_run ? NULL : &run->db);
	progress_begin(&run->progress, total_size(o), o->quiet || run->json);
	do
	{
		for (int i = 0; i < o->argument_count; i++)
			if (!db_interrupted() && !run->stopped)
				load_path(run, o->arguments[i]);
	} while (load_finish(run));
	if (db_interrupted())
		run->code = EXIT_INTERRUPT;
	progress_clear(&run->progress);
}

/* Was there nothing to do, as all that was found is loaded already? */
static bool
nothing_new(const Run *run)
{
	return run->code == EXIT_OK && !run->dry_run && run->fresh == 0 && count_files(run) > 0;
}

ExitCode
command_load(const Options *o)
{
	Run		   *run = need(sizeof(Run));
	double		begun = clock_seconds();
	ExitCode	code = prepare_run(run, o);

	if (code != EXIT_OK)
		return code;
	if (connect_run(run, o))
		load_paths(run, o);
	if (nothing_new(run))
		run->code = EXIT_NOTHING_NEW;
	if (run->json)
		print_json_summary(run, clock_seconds() - begun);
	else
		print_summary(run, clock_seconds() - begun);
	if (run->code == EXIT_INTERRUPT)
		say_error("interrupted; the file that was being loaded has been rolled back, run the same command to go on");
	if (!run->dry_run)
		db_close(&run->db);
	return run->code;
}
