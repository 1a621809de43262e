/*
 * tell.c
 *		What people and programs are told of the files of a run.
 *
 * Several threads may load files: everything here is done under the run's lock.
 */
#define _GNU_SOURCE
#include "tell.h"

#include <stdlib.h>
#include <string.h>

#include <jansson.h>

/* The worst code first by input, and a file with rejects only where nothing is worse. */
static void
remember(Run *run, ExitCode code, size_t number)
{
	bool		worse = run->code == EXIT_OK || (run->code == EXIT_REJECTS && code != EXIT_REJECTS);
	bool		earlier = number < run->code_input && (code != EXIT_REJECTS || run->code == EXIT_REJECTS);

	if (code == EXIT_OK || (!worse && !earlier))
		return;
	run->code = code;
	run->code_input = number;
}

void
remember_code(Run *run, ExitCode code, size_t number)
{
	pthread_mutex_lock(&run->lock);
	remember(run, code, number);
	pthread_mutex_unlock(&run->lock);
}

void
tell_progress(Run *run, const Worker *worker, const Input *input)
{
	uint64_t	files = 0;
	uint64_t	reading = 0;
	uint64_t	done;

	if (!run->progress.shown || pthread_mutex_trylock(&run->lock) != 0)
		return;
	for (int i = 0; i < OUTCOMES; i++)
		files += run->outcomes[i];
	for (int i = 0; i < run->jobs; i++)
		reading += run->workers[i].reading;
	/* the part of a packed path that is behind us is only known per member */
	done = run->paths_done + (input->archive ? input->consumed : worker->reading);
	progress_draw(&run->progress, done, files, run->tally.loaded_rows + run->tally.rejected_rows, run->bytes + reading);
	pthread_mutex_unlock(&run->lock);
}

void
tell_rejects(Run *run, const Input *input, const Rejects *rejects, bool kept)
{
	pthread_mutex_lock(&run->lock);
	progress_clear(&run->progress);
	for (size_t i = 0; i < REJECTS_SHOWN && i < rejects->problems; i++)
		say_note("%s: %s", input->name, rejects->shown[i]);
	if (rejects->problems > REJECTS_SHOWN)
		say_note("%s: and %s more problem%s%s", input->name, grouped(rejects->problems - REJECTS_SHOWN),
				 rejects->problems - REJECTS_SHOWN > 1 ? "s" : "", !kept ? "" : "; \"passend rejects\" lists them");
	pthread_mutex_unlock(&run->lock);
}

void
tell_retry(Run *run, Db *db, int attempt, double seconds)
{
	pthread_mutex_lock(&run->lock);
	progress_clear(&run->progress);
	say_note("%s; trying again in %.0f s (%d of %d)", db->message ? db->message : "no connection", seconds, attempt,
			 run->retries);
	pthread_mutex_unlock(&run->lock);
}

/* The object of a file for --json. */
static char *
json_object_of(Input *input, const char *outcome, ExitCode code, const Job *job, const Tally *t, uint64_t differing)
{
	const HeaderMatch *match = job ? job->match : NULL;
	const char *sha256 = db_interrupted() && !input_is_hashed(input) ? NULL : input_sha256(input);
	json_t	   *object =
		json_pack("{s:s, s:s*, s:s, s:i, s:s*, s:s*, s:I, s:s*, s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:I}",
				  "file", input->name, "archive", input->archive, "outcome", outcome, "exit_code", (int) code,
				  "dataset", match ? match->dataset->name : NULL,
				  "sha256", sha256 && *sha256 ? sha256 : NULL, "bytes", (json_int_t) input->bytes,
				  "encoding", match ? match->encoding : NULL,
				  "lines", (json_int_t) t->lines, "header_lines", (json_int_t) t->header_lines,
				  "blank_lines", (json_int_t) t->blank_lines, "loaded_lines", (json_int_t) t->loaded_lines,
				  "rejected_lines", (json_int_t) t->rejected_lines, "loaded_rows", (json_int_t) t->loaded_rows,
				  "rejected_rows", (json_int_t) t->rejected_rows, "facts", (json_int_t) t->facts,
				  "cells", (json_int_t) t->cells, "masked_cells", (json_int_t) t->masked,
				  "differing_totals", (json_int_t) differing);
	char	   *text;

	if (job != NULL && job->completes > 0)
		json_object_update_new(object, json_pack("{s:s, s:I, s:I}", "completes", job->completes_name, "completes_id",
												 (json_int_t) job->completes, "kept_facts", (json_int_t) job->kept));
	text = json_dumps(object, JSON_COMPACT);
	json_decref(object);
	return text ? text : copy_text("null");
}

/* Keeps the object in the place of its input. */
static void
keep_object(Run *run, size_t number, char *object)
{
	while (run->object_count <= number)
	{
		run->objects = need_more(run->objects, (run->object_count + 1) * sizeof(char *));
		run->objects[run->object_count++] = NULL;
	}
	free(run->objects[number]);
	run->objects[number] = object;
}

/* A line on stdout for people, an object for --json. The run is locked. */
static void
tell(Run *run, Input *input, size_t number, Outcome outcome, ExitCode code, const Job *job,
	 const Tally *t, uint64_t differing, const char *text)
{
	static const char *const words[] = {"loaded", "empty", "already loaded", "checked", "refused"};

	run->outcomes[outcome]++;
	run->bytes += input->bytes;
	progress_clear(&run->progress);
	if (run->json)
		keep_object(run, number, json_object_of(input, words[outcome], code, job, t, differing));
	else if (!run->quiet)
		printf("%s: %s%s%s\n", input->name, words[outcome], text ? ": " : "", text ? text : "");
	fflush(stdout);
}

void
tell_unknown(Run *run, Input *input, size_t number)
{
	const Tally none = {0};

	pthread_mutex_lock(&run->lock);
	remember(run, EXIT_LAYOUT, number);
	tell(run, input, number, OUTCOME_REFUSED, EXIT_LAYOUT, NULL, &none, 0, NULL);
	pthread_mutex_unlock(&run->lock);
}

/* Tables that ask for maintenance after this file. */
static void
touch(Run *run, const Job *job)
{
	for (size_t i = 0; i < job->filled.count; i++)
	{
		const char *table = job->filled.items[i].name;
		bool		there = false;

		for (size_t k = 0; k < run->touched_count; k++)
			there = there || strcmp(run->touched[k], table) == 0;
		if (there)
			continue;
		run->touched = need_more(run->touched, (run->touched_count + 1) * sizeof(char *));
		run->touched[run->touched_count++] = copy_text(table);
	}
}

static char *
loaded_text(const Job *job, uint64_t differing)
{
	const Tally *t = &job->converter.tally;
	Buffer		text = {0};

	if (job->completes > 0)
		buffer_printf(&text, "completes %s: ", job->completes_name);
	buffer_printf(&text, "%s rows", grouped(t->loaded_rows));
	if (job->match->dataset->is_wide)
		buffer_printf(&text, ", %s facts, %s of %s cells masked", grouped(t->facts), grouped(t->masked), grouped(t->cells));
	if (job->completes > 0)
		buffer_printf(&text, ", %s %s kept", grouped(job->kept), job->match->dataset->is_wide ? "facts" : "rows");
	if (job->replaced > 0)
		buffer_printf(&text, ", replaces %s earlier version%s", grouped((uint64_t) job->replaced), job->replaced > 1 ? "s" : "");
	if (differing > 0)
		buffer_printf(&text, ", %s total%s DIFFER%s from %s parts", grouped(differing), differing > 1 ? "s" : "",
					  differing > 1 ? "" : "S", differing > 1 ? "their" : "its");
	if (t->rejected_rows > 0)
		buffer_printf(&text, ", %s rows REJECTED", grouped(t->rejected_rows));
	buffer_printf(&text, " (%s)", job->match->dataset->name);
	return text.data;
}

/* A file whose rows are in, or are found to be right. */
static void
tell_loaded(Job *job)
{
	Run		   *run = job->run;
	const Tally *t = &job->converter.tally;
	uint64_t	differing = totals_differing(&job->converter.totals);
	ExitCode	code = t->rejected_rows > 0 ? EXIT_REJECTS : EXIT_OK;
	char	   *text = loaded_text(job, differing);

	tally_add(&run->tally, t);
	run->replaced += (uint64_t) job->replaced;
	run->differing += differing;
	touch(run, job);
	remember(run, code, job->number);
	tell(run, job->input, job->number, run->dry_run ? OUTCOME_CHECKED : OUTCOME_LOADED, code, job, t, differing, text);
	free(text);
}

/* Notes that the file is loaded, for when the server crashes. */
static void
keep_loaded(Run *run, const Job *job)
{
	Loaded	   *entry = load_lost(run, input_sha256(job->input));

	if (entry != NULL)
	{
		say_note("%s: loaded again, as a crash of the server had undone it", job->input->name);
		entry->file_id = job->order.file_id;
		entry->lost = false;
		run->lost--;
		return;
	}
	run->loaded = need_more(run->loaded, (run->loaded_count + 1) * sizeof(Loaded));
	entry = &run->loaded[run->loaded_count++];
	*entry = (Loaded) {.file_id = job->order.file_id, .number = job->number};
	snprintf(entry->sha256, sizeof(entry->sha256), "%s", input_sha256(job->input));
}

/* A file that is loaded for the second time in a run has been counted. */
static bool
told_before(Job *job, FileResult result)
{
	Run		   *run = job->run;
	bool		again = run->repeats > 0;

	pthread_mutex_lock(&run->lock);
	if (result == FILE_LOADED && !run->dry_run)
		keep_loaded(run, job);
	else if (again && result == FILE_KNOWN)
	{
		/* somebody else has loaded it since, or another file of this run with the same content */
		Loaded	   *entry = load_lost(run, input_sha256(job->input));

		if (entry != NULL)
		{
			entry->lost = false;
			run->lost--;
		}
	}
	if (again && result == FILE_LOADED && job->match != NULL)
		touch(run, job);
	if (again && (result == FILE_REFUSED || result == FILE_FAILED))
		run->outcomes[OUTCOME_LOADED]--;
	pthread_mutex_unlock(&run->lock);
	return again && (result == FILE_LOADED || result == FILE_KNOWN);
}

void
tell_result(Job *job, FileResult result)
{
	Run		   *run = job->run;
	const Tally none = {0};
	ExitCode	code = job->code != EXIT_OK ? job->code : db_interrupted() ? EXIT_INTERRUPT
		: run->dry_run ? EXIT_INTERNAL : job->db->code;

	if (told_before(job, result))
		return;
	if (result == FILE_LOADED && job->match != NULL)
		tell_rejects(run, job->input, &job->converter.rejects, !run->dry_run);
	pthread_mutex_lock(&run->lock);
	run->fresh += result == FILE_LOADED && !run->dry_run;
	if (result == FILE_LOADED && job->match != NULL)
		tell_loaded(job);
	else if (result == FILE_LOADED)
		tell(run, job->input, job->number, OUTCOME_EMPTY, EXIT_OK, job, &none, 0,
			 run->dry_run ? "0 bytes" : "0 bytes, registered as empty");
	else if (result == FILE_KNOWN && job->match == NULL)
		tell(run, job->input, job->number, OUTCOME_EMPTY, EXIT_OK, job, &none, 0, "0 bytes, already registered as empty");
	else if (result == FILE_KNOWN)
		tell(run, job->input, job->number, OUTCOME_KNOWN, EXIT_OK, job, &none, 0,
			 job->outdated ? "and replaced since; --again makes it current" : NULL);
	else
	{
		remember(run, code, job->number);
		tell(run, job->input, job->number, OUTCOME_REFUSED, code, job, &job->converter.tally, 0, NULL);
	}
	pthread_mutex_unlock(&run->lock);
}
