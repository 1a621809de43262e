/*
 * load.c
 *		Loading: each input in a transaction of its own.
 *
 * One thread converts, this one sends. The facts go straight into the leaf of
 * their school year by binary COPY; behind them, in the same transaction, the
 * register row, the units and the rejects. Commits are asynchronous until the
 * end of the run, where one synchronous commit makes all of them durable: a
 * crash before that loses whole files, never parts.
 */
#define _GNU_SOURCE
#include "load.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <jansson.h>

#include "queue.h"
#include "register.h"

static void
remember_code(Run *run, ExitCode code)
{
	if (run->code == EXIT_OK || run->code == EXIT_REJECTS)
		if (code != EXIT_OK)
			run->code = code;
}

/* A line on stdout for people, an object for --json. */
static void
tell(Run *run, const Input *input, Outcome outcome, const HeaderMatch *match, const Tally *t, const char *text)
{
	static const char *const words[] = {"loaded", "empty", "already loaded", "checked", "refused"};
	json_t	   *object;
	char	   *encoded;

	run->outcomes[outcome]++;
	progress_clear(&run->progress);
	if (!run->json)
	{
		if (!run->quiet)
			printf("%s: %s%s%s\n", input->name, words[outcome], text ? ": " : "", text ? text : "");
		fflush(stdout);
		return;
	}
	object = json_pack("{s:s, s:s*, s:s, s:s*, s:s, s:I, s:s*, s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:I}",
					   "file", input->name, "archive", input->archive, "outcome", words[outcome],
					   "dataset", match ? match->dataset->name : NULL,
					   "sha256", input->sha256, "bytes", (json_int_t) input->bytes,
					   "encoding", match ? match->encoding : NULL,
					   "lines", (json_int_t) t->lines, "header_lines", (json_int_t) t->header_lines,
					   "blank_lines", (json_int_t) t->blank_lines, "loaded_lines", (json_int_t) t->loaded_lines,
					   "rejected_lines", (json_int_t) t->rejected_lines, "loaded_rows", (json_int_t) t->loaded_rows,
					   "rejected_rows", (json_int_t) t->rejected_rows, "facts", (json_int_t) t->facts,
					   "cells", (json_int_t) t->cells, "masked_cells", (json_int_t) t->masked);
	encoded = json_dumps(object, JSON_COMPACT);
	buffer_printf(&run->files, "%s%s", run->files.len ? ",\n  " : "", encoded ? encoded : "null");
	free(encoded);
	json_decref(object);
}

static void
draw(Run *run, const Input *input)
{
	uint64_t	files = 0;
	uint64_t	reading = run->reading;

	for (int i = 0; i < OUTCOMES; i++)
		files += run->outcomes[i];
	/* the part of a packed path that is behind us is only known per member */
	progress_draw(&run->progress, run->paths_done + (input->archive ? input->consumed : reading),
				  files, run->tally.loaded_rows + run->tally.rejected_rows, run->bytes + reading);
}

static void
forget_leaves(Run *run)
{
	for (size_t i = 0; i < sizeof(run->leaves) / sizeof(run->leaves[0]); i++)
	{
		free(run->leaves[i]);
		run->leaves[i] = NULL;
	}
}

static void
touch(Run *run, const char *table)
{
	for (size_t i = 0; i < run->touched_count; i++)
		if (strcmp(run->touched[i], table) == 0)
			return;
	run->touched = need_more(run->touched, (run->touched_count + 1) * sizeof(char *));
	run->touched[run->touched_count++] = copy_text(table);
}

/* The leaf of a file that was rolled back may not be there. */
static void
untouch(Run *run)
{
	while (run->touched_count > run->committed_count)
		free(run->touched[--run->touched_count]);
}

/* The table that rows of a school year go to, made where it misses. */
static const char *
find_leaf(Run *run, const Dataset *dataset, int year)
{
	char		text[16];
	const char *parameters[] = {dataset->target, text};
	PGresult   *result;

	if (year <= 0 || year > 9999)
		return dataset->target;
	if (run->leaves_target != dataset->target)
	{
		forget_leaves(run);
		run->leaves_target = dataset->target;
	}
	if (run->leaves[year] == NULL)
	{
		snprintf(text, sizeof(text), "%d", year);
		result = db_query(&run->db, "make a partition", "SELECT laad.maak_partitie($1, $2::schooljaar)", 2, parameters);
		if (result == NULL)
			return NULL;
		run->leaves[year] = copy_text(PQgetvalue(result, 0, 0));
		PQclear(result);
	}
	return run->leaves[year];
}

/* The file that is being loaded, as both threads know it. */
typedef struct Job
{
	Run		   *run;
	Queue		queue;
	ConvertOrder order;
	Converter	converter;
	ConvertResult result;		/* set by the converting thread, read after join */
} Job;

static bool
put_batch(void *context, Batch *batch)
{
	return queue_put(context, batch);
}

static void *
convert_thread(void *argument)
{
	Job		   *job = argument;

	job->result = convert_file(&job->converter);
	queue_finish(&job->queue);
	return NULL;
}

static bool
begin_copy(Run *run, const Dataset *dataset, int year)
{
	const char *leaf = find_leaf(run, dataset, year);
	char	   *columns;
	char	   *sql;
	bool		ok;

	if (leaf == NULL)
		return false;
	touch(run, leaf);
	columns = convert_column_list(dataset);
	sql = text_of("COPY %s (%s) FROM STDIN (FORMAT binary)", leaf, columns);
	ok = db_copy_begin(&run->db, "start loading rows", sql)
		&& db_copy_data(&run->db, copy_header, sizeof(copy_header));
	free(columns);
	free(sql);
	return ok;
}

static bool
end_copy(Run *run)
{
	return db_copy_data(&run->db, copy_trailer, sizeof(copy_trailer)) && db_copy_end(&run->db, "load rows");
}

/* Sends the batches while the other thread makes them. */
static bool
send_batches(Job *job, const Input *input)
{
	Run		   *run = job->run;
	const Dataset *dataset = job->order.match->dataset;
	bool		finished = false;
	bool		copying = false;
	int			year = 0;
	bool		ok = true;

	while (ok && !finished)
	{
		Batch	   *batch = queue_take(&job->queue, &finished);

		draw(run, input);
		ok = !db_interrupted();
		if (!ok || batch == NULL)
			continue;
		if (!run->dry_run && (!copying || batch->year != year))
		{
			ok = (!copying || end_copy(run)) && begin_copy(run, dataset, batch->year);
			copying = ok;
			year = batch->year;
		}
		if (ok && !run->dry_run)
			ok = db_copy_data(&run->db, batch->rows.data, batch->rows.len);
		queue_release(&job->queue);
	}
	if (!ok)
		queue_stop(&job->queue);
	if (!ok && copying)
		db_copy_abort(&run->db, "interrupted");
	return ok && (!copying || end_copy(run));
}

/* The first problems of a file; kept: the others are in laad.afkeuring. */
static void
show_rejects(Run *run, const Input *input, const Rejects *rejects, bool kept)
{
	progress_clear(&run->progress);
	for (size_t i = 0; i < REJECTS_SHOWN && i < rejects->problems; i++)
		say_note("%s: %s", input->name, rejects->shown[i]);
	if (rejects->problems > REJECTS_SHOWN)
		say_note("%s: and %s more problem%s%s", input->name, grouped(rejects->problems - REJECTS_SHOWN),
				 rejects->problems - REJECTS_SHOWN > 1 ? "s" : "", !kept ? "" : "; \"passend rejects\" lists them");
}

/* Why a conversion did not come to its end. */
static ExitCode
explain(Run *run, const Input *input, const Converter *c, ConvertResult result)
{
	switch (result)
	{
		case CONVERT_TOO_MANY_REJECTS:
			show_rejects(run, input, &c->rejects, false);
			say_error("%s: refused: %s rows rejected, more than --max-rejects allows; nothing of it is loaded",
					  input->name, grouped(c->tally.rejected_rows));
			return EXIT_REFUSED;
		case CONVERT_NOTHING_FIT:
			show_rejects(run, input, &c->rejects, false);
			say_error("%s: refused: all %s rows were rejected; nothing of it is loaded",
					  input->name, grouped(c->tally.rejected_rows));
			return EXIT_REFUSED;
		case CONVERT_FAILED:
			return EXIT_INPUT;
		case CONVERT_DONE:
		case CONVERT_STOPPED:
			break;
	}
	return run->db.code;		/* it is the server that refused */
}

static void
tell_loaded(Run *run, const Input *input, const Converter *c, int64_t replaced)
{
	const Tally *t = &c->tally;
	Buffer		text = {0};

	buffer_printf(&text, "%s rows", grouped(t->loaded_rows));
	if (c->order->match->dataset->is_wide)
		buffer_printf(&text, ", %s facts, %s of %s cells masked", grouped(t->facts), grouped(t->masked), grouped(t->cells));
	if (replaced > 0)
		buffer_printf(&text, ", replaces %s earlier version%s", grouped((uint64_t) replaced), replaced > 1 ? "s" : "");
	if (t->rejected_rows > 0)
		buffer_printf(&text, ", %s rows REJECTED", grouped(t->rejected_rows));
	buffer_printf(&text, " (%s)", c->order->match->dataset->name);
	tell(run, input, run->dry_run ? OUTCOME_CHECKED : OUTCOME_LOADED, c->order->match, t, text.data);
	buffer_free(&text);
}

/* Converts and sends within the open transaction; true when all of it is in. */
static bool
transfer(Run *run, Job *job, Input *input)
{
	pthread_t	thread;
	bool		sent;

	queue_begin(&job->queue);
	if (pthread_create(&thread, NULL, convert_thread, job) != 0)
	{
		say_error("cannot start a thread");
		queue_end(&job->queue);
		remember_code(run, EXIT_INTERNAL);
		return false;
	}
	sent = send_batches(job, input);
	pthread_join(thread, NULL);
	queue_end(&job->queue);
	if (db_interrupted())
		return false;
	if (sent && job->result == CONVERT_DONE)
		return true;
	remember_code(run, explain(run, input, &job->converter, job->result));
	return false;
}

/* A file with a known layout. False when the run cannot go on. */
static bool
load_file(Run *run, Input *input, const HeaderMatch *match)
{
	Job			job = {.run = run};
	Doubles		doubles = {0};
	KeySpill	spill;
	_Atomic uint64_t rejected = 0;
	Converter  *c = &job.converter;
	int64_t		replaced = 0;
	bool		ok;

	job.order = (ConvertOrder) {
		.match = match, .input = input, .parameters = run->parameters, .parameter_count = run->parameter_count,
		.limit = run->limit, .doubles = &doubles, .spill = &spill, .rejected = &rejected, .progress = &run->reading
	};
	*c = (Converter) {.order = &job.order, .sink = put_batch, .sink_context = &job.queue};
	spill_begin(&spill);
	run->db.code = EXIT_OK;
	if (!run->dry_run)
	{
		job.order.file_id = register_open(run, input, match);
		if (job.order.file_id <= 0)
		{
			db_rollback(&run->db);
			if (job.order.file_id == 0)
				tell(run, input, OUTCOME_KNOWN, match, &c->tally, NULL);
			remember_code(run, run->db.code);
			return job.order.file_id == 0;
		}
	}
	ok = transfer(run, &job, input);
	if (ok && !run->dry_run)
	{
		bool		rejects = c->rejects.problems > 0;

		ok = (replaced = register_close(run, input, match, job.order.file_id, c, rejects ? "" : "; COMMIT")) >= 0
			&& (!rejects || (register_rejects(run, c) && db_exec(&run->db, "commit", "COMMIT")));
		if (!ok)
			remember_code(run, run->db.code);
	}
	if (ok)
	{
		run->committed_count = run->touched_count;
		tally_add(&run->tally, &c->tally);
		run->replaced += (uint64_t) replaced;
		show_rejects(run, input, &c->rejects, !run->dry_run);
		tell_loaded(run, input, c, replaced);
		if (c->tally.rejected_rows > 0)
			remember_code(run, EXIT_REJECTS);
	}
	else
	{
		if (!run->dry_run)
			db_rollback(&run->db);
		forget_leaves(run);
		untouch(run);
		tell(run, input, OUTCOME_REFUSED, match, &c->tally, NULL);
	}
	converter_free(c);
	/* without a connection the next file cannot be loaded either */
	return !db_interrupted() && run->db.code != EXIT_CONNECT && run->db.code != EXIT_RIGHTS
		&& run->db.code != EXIT_WAREHOUSE;
}

/* A file of 0 bytes is registered, so that its absence is on record. */
static bool
load_empty(Run *run, Input *input)
{
	const Tally none = {0};
	int32_t		file_id;
	bool		ok;

	if (run->dry_run)
	{
		tell(run, input, OUTCOME_EMPTY, NULL, &none, "0 bytes");
		return true;
	}
	file_id = register_open(run, input, NULL);
	ok = file_id >= 0;
	if (file_id > 0)
		ok = register_close(run, input, NULL, file_id, NULL, "; SET LOCAL synchronous_commit = on; COMMIT") >= 0;
	if (file_id <= 0 || !ok)
		db_rollback(&run->db);
	if (!ok)
		remember_code(run, run->db.code);
	else
		tell(run, input, OUTCOME_EMPTY, NULL, &none,
			 file_id > 0 ? "0 bytes, registered as empty" : "0 bytes, already registered as empty");
	return ok;
}

static bool
load_input(Input *input, void *context)
{
	Run		   *run = context;
	const Tally none = {0};
	HeaderMatch match;
	bool		go_on;

	if (db_interrupted())
		return false;
	run->reading = 0;
	run->db.subject = input->name;
	if (input->bytes == 0)
		return load_empty(run, input);
	progress_clear(&run->progress);
	if (!header_match(&run->datasets, input, run->encoding, run->delimiter, NULL, &match))
	{
		remember_code(run, EXIT_LAYOUT);
		tell(run, input, OUTCOME_REFUSED, NULL, &none, NULL);
		return true;
	}
	go_on = load_file(run, input, &match);
	header_match_free(&match);
	run->bytes += input->bytes;
	run->reading = 0;
	return go_on;
}

void
load_path(Run *run, const char *path)
{
	struct stat status;
	bool		stopped = false;

	remember_code(run, source_walk(path, load_input, run, &stopped));
	if (stat(path, &status) == 0)
		run->paths_done += (uint64_t) status.st_size;
}

void
load_finish(Run *run)
{
	bool		ok;

	forget_leaves(run);
	run->db.subject = NULL;
	if (run->dry_run || run->touched_count == 0 || PQstatus(run->db.conn) != CONNECTION_OK)
		return;
	ok = db_exec(&run->db, "finish", "SET synchronous_commit = on");
	for (size_t i = 0; ok && i < run->touched_count; i++)
	{
		const char *table = run->touched[i];
		PGresult   *result = db_query(&run->db, "update statistics", "SELECT laad.onderhoud($1)", 1, &table);

		ok = result != NULL;
		PQclear(result);
	}
	if (!ok)
		remember_code(run, run->db.code);
}
