/*
 * file.c
 *		Loading one file: all of it in one transaction, again where a fault passes.
 *
 * One thread converts, the worker's own sends. The facts go straight into the
 * leaf of their school year by binary COPY, with the rejects, the checks and the
 * register row behind them in the same transaction. A file that replaces whole
 * leaves fills new ones, which the register's last call puts in the place of
 * the old.
 */
#define _GNU_SOURCE
#include "file.h"

#include <stdlib.h>
#include <string.h>

#include "grouping.h"
#include "register.h"
#include "tell.h"

#define FIRST_WAIT 1.0			/* seconds before a second try; doubles each time */
#define LAST_WAIT 30.0

/* --- leaves --- */

const char *
leaf_find(const Leaves *leaves, int year)
{
	for (size_t i = 0; i < leaves->count; i++)
		if (leaves->items[i].year == year)
			return leaves->items[i].name;
	return NULL;
}

void
leaf_add(Leaves *leaves, int year, const char *name)
{
	leaves->items = need_more(leaves->items, (leaves->count + 1) * sizeof(Leaf));
	leaves->items[leaves->count++] = (Leaf) {year, copy_text(name)};
}

void
leaves_free(Leaves *leaves)
{
	for (size_t i = 0; i < leaves->count; i++)
		free(leaves->items[i].name);
	free(leaves->items);
	*leaves = (Leaves) {0};
}

/* Calls a function that gives the name of a leaf; adds it to the list. */
static const char *
ask_leaf(Db *db, const char *sql, int count, const char *const *parameters, Leaves *leaves, int year)
{
	PGresult   *result = db_query(db, "make a partition", sql, count, parameters);

	if (result == NULL)
		return NULL;
	leaf_add(leaves, year, PQgetvalue(result, 0, 0));
	PQclear(result);
	return leaves->items[leaves->count - 1].name;
}

const char *
leaf_make(Job *job, Db *db, int year)
{
	char		year_text[16];
	char		file_text[16];
	const char *parameters[] = {job->match->dataset->target, year_text, file_text};

	snprintf(year_text, sizeof(year_text), "%d", year);
	snprintf(file_text, sizeof(file_text), "%d", (int) job->order.file_id);
	return ask_leaf(db, "SELECT laad.maak_blad($1, $2::schooljaar, $3::integer)", 3, parameters, &job->leaves, year);
}

bool
leaf_finish(Db *db, const char *leaf)
{
	PGresult   *result = db_query(db, "finish a partition", "SELECT laad.rond_blad_af($1)", 1, &leaf);

	PQclear(result);
	return result != NULL;
}

bool
leaf_copy_begin(Db *db, const Dataset *dataset, const char *leaf, bool frozen)
{
	char	   *columns = convert_column_list(dataset);
	char	   *sql = text_of("COPY %s (%s) FROM STDIN (FORMAT binary%s)", leaf, columns, frozen ? ", FREEZE" : "");
	bool		ok = db_copy_begin(db, "start loading rows", sql)
		&& db_copy_data(db, copy_header, sizeof(copy_header));

	free(columns);
	free(sql);
	return ok;
}

bool
leaf_copy_end(Db *db)
{
	return db_copy_data(db, copy_trailer, sizeof(copy_trailer)) && db_copy_end(db, "load rows");
}

/* The table that rows of a school year go to, made where it misses. */
static const char *
find_leaf(Job *job, int year)
{
	Worker	   *w = job->worker;
	const Dataset *d = job->match->dataset;
	const char *name;
	char		text[16];
	const char *parameters[] = {d->target, text};

	if (year <= 0)
		return d->target;		/* not partitioned, or the server says that there is no year */
	if (d->by_leaf)
	{
		name = leaf_find(&job->leaves, year);
		return name ? name : leaf_make(job, job->db, year);
	}
	if (w->leaves_of != d)
		leaves_free(&w->leaves);
	w->leaves_of = d;
	name = leaf_find(&w->leaves, year);
	snprintf(text, sizeof(text), "%d", year);
	if (name == NULL)
		name = ask_leaf(job->db, "SELECT laad.maak_partitie($1, $2::schooljaar)", 2, parameters, &w->leaves, year);
	return name;
}

/* --- one connection --- */

/* What the converting thread works with. */
typedef struct Line
{
	Job		   *job;
	Queue		queue;
	ConvertResult result;		/* set by the converting thread, read after join */
} Line;

static bool
put_batch(void *context, Parcel *batch)
{
	return queue_put(context, batch);
}

static void *
convert_thread(void *argument)
{
	Line	   *line = argument;

	line->result = convert_file(&line->job->converter);
	queue_finish(&line->queue);
	return NULL;
}

/* Changes to the leaf of another year. */
static bool
change_leaf(Job *job, bool copying, int year)
{
	const char *leaf;

	if (copying && !leaf_copy_end(job->db))
		return false;
	leaf = find_leaf(job, year);
	if (leaf == NULL)
		return false;
	if (!job->match->dataset->by_leaf && leaf_find(&job->filled, year) == NULL)
		leaf_add(&job->filled, year, leaf);
	return leaf_copy_begin(job->db, job->match->dataset, leaf, job->match->dataset->by_leaf && year > 0);
}

/* Sends the batches while the other thread makes them. */
static bool
send_batches(Line *line)
{
	Job		   *job = line->job;
	Parcel		batch = {0};
	QueueResult taken;
	bool		copying = false;
	int			year = -1;
	bool		ok = true;

	while (ok && (taken = queue_take(&line->queue, year, &batch)) != QUEUE_OVER)
	{
		tell_progress(job->run, job->worker, job->input);
		ok = !db_interrupted();
		if (!ok || taken == QUEUE_WAITING)
			continue;
		if (batch.year != year)
		{
			ok = change_leaf(job, copying, batch.year);
			copying = ok;
			year = batch.year;
		}
		ok = ok && db_copy_data(job->db, batch.bytes.data, batch.bytes.len);
	}
	if (!ok)
		queue_stop(&line->queue);
	if (!ok && copying)
		db_copy_abort(job->db, "interrupted");
	buffer_free(&batch.bytes);
	return ok && (!copying || leaf_copy_end(job->db));
}

FileResult
file_explain(Job *job, ConvertResult result)
{
	const Converter *c = &job->converter;

	switch (result)
	{
		case CONVERT_TOO_MANY_REJECTS:
			tell_rejects(job->run, job->input, &c->rejects, false);
			say_error("%s: refused: %s rows rejected, more than --max-rejects allows; nothing of it is loaded",
					  job->input->name, grouped(c->tally.rejected_rows));
			job->code = EXIT_REFUSED;
			return FILE_REFUSED;
		case CONVERT_NOTHING_FIT:
			tell_rejects(job->run, job->input, &c->rejects, false);
			say_error("%s: refused: all %s rows were rejected; nothing of it is loaded",
					  job->input->name, grouped(c->tally.rejected_rows));
			job->code = EXIT_REFUSED;
			return FILE_REFUSED;
		case CONVERT_TOO_MANY_DOUBLES:
			job->code = EXIT_REFUSED;
			return FILE_REFUSED;
		case CONVERT_FAILED:
			job->code = EXIT_INPUT;
			return FILE_REFUSED;
		case CONVERT_DONE:
		case CONVERT_STOPPED:
			break;
	}
	return FILE_FAILED;			/* it is the server that refused */
}

/* What the two threads have come to together. */
static FileResult
conclude(Job *job, ConvertResult converted, bool sent)
{
	if (db_interrupted())
		return FILE_FAILED;
	if (sent && converted == CONVERT_DONE)
		return FILE_LOADED;
	return file_explain(job, converted);
}

/* Nothing is sent: one thread does all, and drops what it makes. */
static bool
drop_batch(void *context, Parcel *batch)
{
	Job		   *job = context;

	batch->bytes.len = 0;
	tell_progress(job->run, job->worker, job->input);
	return !db_interrupted();
}

/* Converts and, but for a dry run, sends within the open transaction. */
static FileResult
transfer(Job *job)
{
	Line		line = {.job = job};
	pthread_t	thread;
	bool		sent;

	if (job->run->dry_run)
	{
		job->converter.sink = drop_batch;
		job->converter.sink_context = job;
		return conclude(job, convert_file(&job->converter), true);
	}
	/* as many files at once share the memory */
	queue_begin(&line.queue, (size_t) (BATCHES_WAITING / job->run->jobs), BATCH_SIZE, 1);
	job->converter.sink = put_batch;
	job->converter.sink_context = &line.queue;
	need_thread(&thread, convert_thread, &line);
	sent = send_batches(&line);
	pthread_join(thread, NULL);
	queue_end(&line.queue);
	return conclude(job, line.result, sent);
}

void
file_begin_reading(Job *job)
{
	converter_free(&job->converter);
	job->converter = (Converter) {.order = &job->order};
	leaves_free(&job->leaves);
	leaves_free(&job->filled);
	free(job->completes_name);
	free(job->status);
	job->completes_name = job->status = NULL;
	/* those of a try that failed are found again */
	if (!job->order.known_doubles)
		job->doubles.count = 0;
	job->completes = 0;
	job->kept = 0;
	job->rejected = 0;
	job->code = EXIT_OK;
}

FileResult
file_check_doubles(Job *job)
{
	/* of two rows on different threads the earlier may have been the suspect */
	if (job->order.known_doubles || job->spill.settled >= job->doubles.count)
		return FILE_LOADED;
	job->order.known_doubles = true;
	return FILE_AGAIN;
}

FileResult
file_opened(int32_t number)
{
	return number > 0 ? FILE_LOADED : number == 0 ? FILE_KNOWN : FILE_FAILED;
}

bool
file_close(Job *job)
{
	return register_rejects(job) && register_totals(job)
		&& register_close(job, job->leaves.count > 0 ? "; SET LOCAL synchronous_commit = on; COMMIT" : "; COMMIT");
}

/* What is current joins the mended rows, in a leaf also where none of them is a fact. */
static bool
complete(Job *job)
{
	const Converter *c = &job->converter;

	for (size_t u = 0; job->match->dataset->by_leaf && u < c->unit_count; u++)
	{
		/* "2024-2025": the unit is the school year */
		int			year = c->units[u].values[0] ? (int) strtol(c->units[u].values[0], NULL, 10) : 0;

		if (year > 0 && leaf_find(&job->leaves, year) == NULL && leaf_make(job, job->db, year) == NULL)
			return false;
	}
	return register_complete(job);
}

/* Converts, sends and registers within the open transaction. */
static FileResult
read_and_close(Job *job)
{
	FileResult	result;

	file_begin_reading(job);
	result = transfer(job);
	if (job->run->dry_run && result == FILE_LOADED && input_sha256(job->input) == NULL)
	{
		job->code = EXIT_INPUT;
		return FILE_REFUSED;
	}
	if (job->run->dry_run)
		return result;
	if (result == FILE_LOADED)
		result = register_confirm(job, false);
	if (result == FILE_LOADED && job->match->completes && !complete(job))
		result = FILE_FAILED;
	for (size_t i = 0; result == FILE_LOADED && i < job->leaves.count; i++)
		if (!leaf_finish(job->db, job->leaves.items[i].name))
			result = FILE_FAILED;
	if (result == FILE_LOADED && !file_close(job))
		result = FILE_FAILED;
	if (result != FILE_LOADED)
	{
		db_rollback(job->db);
		/* leaves that were made for it are gone too */
		leaves_free(&job->worker->leaves);
	}
	return result;
}

/* Reads the file once, over the worker's connection. */
static FileResult
read_single(Job *job)
{
	if (!job->run->dry_run)
	{
		job->order.file_id = register_open(job, false);
		if (job->order.file_id <= 0)
		{
			db_rollback(job->db);
			return file_opened(job->order.file_id);
		}
	}
	return read_and_close(job);
}

/* A file of 0 bytes is registered, so that its absence is on record. */
static FileResult
register_empty(Job *job)
{
	if (job->run->dry_run)
		return FILE_LOADED;
	job->order.file_id = register_open(job, false);
	if (job->order.file_id > 0 && register_close(job, "; SET LOCAL synchronous_commit = on; COMMIT"))
		return FILE_LOADED;
	db_rollback(job->db);
	return job->order.file_id == 0 ? FILE_KNOWN : FILE_FAILED;
}

/* A parameter that the file needs as it does not say so itself. */
static bool
has_parameters(Job *job)
{
	const Dataset *d = job->match->dataset;

	for (size_t i = 0; i < d->column_count; i++)
	{
		const TargetColumn *column = &d->columns[i];
		bool		given = !column->parameter_required;

		for (size_t k = 0; k < job->run->parameter_count; k++)
			given = given || strcmp(job->run->parameters[k].name, column->parameter) == 0;
		if (given)
			continue;
		say_error("%s: refused: a file of dataset \"%s\" does not say its %s; give it with --set %s=VALUE (%s)",
				  job->input->name, d->name, column->parameter, column->parameter, value_type_name(column->type));
		job->code = EXIT_REFUSED;
		return false;
	}
	return true;
}

/* All readings of one try. */
static FileResult
try_once(Job *job)
{
	bool		parallel;
	FileResult	result;

	if (job->match == NULL)
		return register_empty(job);
	if (!has_parameters(job))
		return FILE_REFUSED;
	parallel = parallel_wanted(job->run, job->input, job->match);
	job->order.inner = grouping_column(job->input, job->match);
	do
	{
		spill_end(&job->spill);
		spill_begin(&job->spill);
		job->order.shared = parallel;
		result = parallel ? parallel_read(job) : read_single(job);
	} while (result == FILE_AGAIN);
	return result;
}

/* Waits before another try, longer each time. */
static void
back_off(Job *job, int attempt)
{
	double		seconds = FIRST_WAIT;

	for (int i = 1; i < attempt && seconds < LAST_WAIT; i++)
		seconds *= 2;
	if (seconds > LAST_WAIT)
		seconds = LAST_WAIT;
	tell_retry(job->run, job->db, attempt, seconds);
	db_sleep(seconds);
	leaves_free(&job->worker->leaves);
}

/* Leaves that the lost connection had made. */
static bool
remove_orphans(Db *db)
{
	return db_exec(db, "clean up after a lost connection", "SELECT laad.ruim_bladen_op()");
}

/* One try, over a connection that is open or is opened again. */
static FileResult
try_connected(Job *job)
{
	Db		   *db = job->db;
	bool		ready = job->run->dry_run || db_usable(db)
		|| (db_reconnect(db) && (job->run->jobs == 1 || remove_orphans(db)));
	FileResult	result;
	int			found;

	if (!ready)
	{
		db->code = EXIT_CONNECT;
		return FILE_FAILED;
	}
	db->code = EXIT_OK;
	db->passing = false;
	result = try_once(job);
	if (result != FILE_KNOWN || job->closed_id == 0)
		return result;
	/* an earlier try had sent its commit: did that come through after all? */
	job->order.file_id = job->closed_id;
	found = register_has(db, job->closed_id, input_sha256(job->input));
	return found < 0 ? FILE_FAILED : found ? FILE_LOADED : FILE_KNOWN;
}

/* Tries until it succeeds, or fails for a reason that stays. */
static FileResult
try_often(Job *job)
{
	Db		   *db = job->db;
	int			retries = job->run->dry_run ? 0 : job->run->retries;
	FileResult	result = FILE_FAILED;

	for (int attempt = 0;; attempt++)
	{
		db->may_retry = attempt < retries;
		result = try_connected(job);
		if (result != FILE_FAILED || !db->passing || attempt >= retries || db_interrupted())
			break;
		back_off(job, attempt + 1);
	}
	db->hold = db->may_retry = false;
	if (result == FILE_FAILED && !db_interrupted())
		db_say_message(db);
	/* it was not the server: the message has been given */
	if (result == FILE_FAILED && !job->run->dry_run && db->code == EXIT_OK)
		job->code = EXIT_INPUT;
	return result;
}

static void
job_free(Job *job)
{
	if (job->match != NULL)
		converter_free(&job->converter);
	leaves_free(&job->leaves);
	leaves_free(&job->filled);
	free(job->completes_name);
	free(job->status);
	free(job->doubles.items);
	spill_end(&job->spill);
}

bool
file_load(Worker *worker, Input *input, const HeaderMatch *match, size_t number)
{
	Run		   *run = worker->run;
	Job			job = {.run = run, .worker = worker, .db = worker->db, .input = input, .number = number, .match = match};
	FileResult	result;

	job.order = (ConvertOrder) {
		.match = match, .input = input, .parameters = run->parameters, .parameter_count = run->parameter_count,
		.masks = run->masks, .mask_count = run->mask_count, .limit = run->limit, .doubles = &job.doubles,
		.spill = &job.spill, .rejected = &job.rejected, .progress = &worker->reading
	};
	job.converter.order = &job.order;
	spill_begin(&job.spill);
	/* over all connections: the leading one is none of the workers' */
	if (match != NULL && parallel_wanted(run, input, match))
		job.db = &run->db;
	job.db->subject = input->name;
	worker->reading = 0;
	result = try_often(&job);
	tell_result(&job, result);
	worker->reading = 0;
	job_free(&job);
	/* without a connection the next file cannot be loaded either */
	return !db_interrupted() && (run->dry_run || result != FILE_FAILED
								 || (job.db->code != EXIT_CONNECT && job.db->code != EXIT_RIGHTS
									 && job.db->code != EXIT_WAREHOUSE));
}
