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
	bool		stopped = false;
	size_t		number = run->inputs;
	ExitCode	code = source_walk(path, load_input, run, &stopped);

	/* a broken archive comes behind the members that were whole */
	remember_code(run, code, run->inputs > number ? run->inputs - 1 : number);
	if (stat(path, &status) == 0)
		run->paths_done += (uint64_t) status.st_size;
}

static void
join_objects(Run *run)
{
	for (size_t i = 0; i < run->object_count; i++)
		if (run->objects[i] != NULL)
			buffer_printf(&run->files, "%s%s", run->files.len ? ",\n  " : "", run->objects[i]);
}

void
load_finish(Run *run)
{
	bool		ok;

	crew_end(run);
	join_objects(run);
	run->db.subject = NULL;
	if (run->dry_run || run->touched_count == 0 || run->db.conn == NULL || PQstatus(run->db.conn) != CONNECTION_OK)
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
		remember_code(run, run->db.code, run->inputs);
}
