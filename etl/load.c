/*
 * load.c
 *		One run of "passend load": the inputs, one after the other or several at once.
 *
 * Commits are asynchronous until the end of the run, where one synchronous commit
 * makes all of them durable: a crash before that loses whole files, never parts.
 */
#define _GNU_SOURCE
#include "load.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "crew.h"
#include "file.h"
#include "tell.h"

bool
load_begin(Run *run)
{
	PGresult   *result;

	pthread_mutex_init(&run->lock, NULL);
	for (int i = 0; i < run->jobs; i++)
		run->workers[i] = (Worker) {.run = run, .db = &run->db};
	if (run->dry_run)
		return true;
	run->db.on_connect = "SET synchronous_commit = off";
	if (!db_exec(&run->db, "set up the session", run->db.on_connect))
		return false;
	/* what a run that was killed has left behind */
	result = db_query(&run->db, "clean up after an interrupted load", "SELECT laad.ruim_bladen_op()", 0, NULL);
	PQclear(result);
	return result != NULL;
}

Loaded *
load_lost(Run *run, const char *sha256)
{
	for (size_t i = 0; i < run->loaded_count; i++)
		if (run->loaded[i].lost && strcmp(run->loaded[i].sha256, sha256) == 0)
			return &run->loaded[i];
	return NULL;
}

/* The number that a lost file had; false when it is none. */
static bool
find_number(Run *run, Input *input, size_t *number)
{
	const char *sha256 = input_sha256(input);
	const Loaded *lost;

	pthread_mutex_lock(&run->lock);
	lost = sha256 != NULL ? load_lost(run, sha256) : NULL;
	if (lost != NULL)
		*number = lost->number;
	pthread_mutex_unlock(&run->lock);
	return lost != NULL;
}

/* Where several files are loaded at once a free worker takes it, else it is loaded here. */
static bool
load_input(Input *input, void *context)
{
	Run		   *run = context;
	size_t		number = run->inputs++;
	HeaderMatch match = {0};
	bool		known = input->bytes > 0;
	bool		go_on;

	if (db_interrupted() || run->stopped)
		return false;
	if (run->repeats > 0 && !find_number(run, input, &number))
		return true;
	if (known && !header_match(&run->datasets, input, run->encoding, run->delimiter, run->dataset_name, &match))
	{
		tell_unknown(run, input, number);
		return true;
	}
	/* one that completes another waits until that is there */
	if (crew_wanted(run) && !match.completes && !parallel_wanted(run, input, &match))
		return crew_give(run, input, known ? &match : NULL, number);
	crew_wait(run);
	go_on = file_load(&run->workers[0], input, known ? &match : NULL, number);
	header_match_free(&match);
	run->stopped = run->stopped || !go_on;
	return go_on;
}

void
load_path(Run *run, const char *path)
{
	struct stat status;
	bool		there = stat(path, &status) == 0;
	bool		stopped = false;
	size_t		number = run->inputs;
	ExitCode	code;

	/* a pipe cannot be read once more */
	if (run->repeats > 0 && (!there || !(S_ISREG(status.st_mode) || S_ISDIR(status.st_mode))))
		return;
	code = source_walk(path, load_input, run, &stopped);
	/* a broken archive comes behind the members that were whole */
	remember_code(run, code, run->inputs > number ? run->inputs - 1 : number);
	if (there)
		run->paths_done += (uint64_t) status.st_size;
}

static void
join_objects(Run *run)
{
	for (size_t i = 0; i < run->object_count; i++)
		if (run->objects[i] != NULL)
			buffer_printf(&run->files, "%s%s", run->files.len ? ",\n  " : "", run->objects[i]);
}

/* Statistics and indexes; each in a transaction that waits for the disk. */
static bool
maintain(Run *run)
{
	bool		ok = db_exec(&run->db, "finish", "SET synchronous_commit = on");

	for (size_t i = 0; ok && i < run->touched_count; i++)
	{
		const char *table = run->touched[i];
		PGresult   *result = db_query(&run->db, "update statistics", "SELECT laad.onderhoud($1)", 1, &table);

		ok = result != NULL;
		PQclear(result);
	}
	return ok;
}

/* The server went away: are all files still there that it had taken? */
static bool
find_lost(Run *run)
{
	Buffer		ids = {0};
	Buffer		sums = {0};
	const char *parameters[2];
	PGresult   *result;

	for (size_t i = 0; i < run->loaded_count; i++)
	{
		buffer_printf(&ids, "%s%d", i ? "," : "{", (int) run->loaded[i].file_id);
		buffer_printf(&sums, "%s%s", i ? "," : "{", run->loaded[i].sha256);
	}
	buffer_text(&ids, "}");
	buffer_text(&sums, "}");
	parameters[0] = ids.data;
	parameters[1] = sums.data;
	/* a number that was lost with its file is given out again */
	result = db_query(&run->db, "look for what was loaded",
					  "SELECT n - 1 FROM unnest($1::integer[], $2::text[]) WITH ORDINALITY AS u (id, sha, n)"
					  " WHERE NOT EXISTS (SELECT FROM laad.bestand WHERE bestand_id = id AND sha256 = sha)", 2, parameters);
	run->lost = result ? (size_t) PQntuples(result) : 0;
	for (size_t i = 0; i < run->lost; i++)
		run->loaded[strtoll(PQgetvalue(result, (int) i, 0), NULL, 10)].lost = true;
	PQclear(result);
	buffer_free(&ids);
	buffer_free(&sums);
	return result != NULL;
}

/* The last of a run, again where the connection is lost. */
static bool
finish(Run *run)
{
	Db		   *db = &run->db;
	bool		ok;

	/* of a run that was stopped the message has been given */
	db->hold = run->stopped;
	for (int attempt = 0;; attempt++)
	{
		db->may_retry = attempt < run->retries && !run->stopped;
		db->passing = false;
		ok = (db_usable(db) || db_reconnect(db)) && maintain(run)
			&& (db->reconnects == 0 || run->loaded_count == 0 || find_lost(run));
		if (ok || !db->passing || !db->may_retry || db_interrupted())
			break;
		tell_retry(run, db, attempt + 1, attempt + 1);
		db_sleep(attempt + 1);
	}
	db->hold = db->may_retry = false;
	if (!ok && !db_interrupted() && !run->stopped)
		db_say_message(db);
	return ok;
}

bool
load_finish(Run *run)
{
	crew_end(run);
	run->db.subject = NULL;
	if (!run->dry_run && (run->touched_count > 0 || run->db.reconnects > 0)
		&& (!run->stopped || db_usable(&run->db)) && !finish(run))
		remember_code(run, run->db.code, run->inputs);
	if (run->lost > 0 && run->repeats < run->retries && !db_interrupted() && !run->stopped)
	{
		run->repeats++;
		return true;
	}
	if (run->lost > 0)
	{
		say_error("a crash of the server has undone %s file%s that had been loaded; run the command again",
				  grouped(run->lost), run->lost > 1 ? "s" : "");
		remember_code(run, EXIT_CONNECT, 0);
	}
	join_objects(run);
	return false;
}
