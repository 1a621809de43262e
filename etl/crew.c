/*
 * crew.c
 *		Several files at once, each over a connection of its own.
 *
 * The thread that walks the paths reads each file for the first time (is it UTF-8,
 * its header; its hash) and hands it over; a worker's thread converts and loads it.
 */
#define _GNU_SOURCE
#include "crew.h"

#include <stdlib.h>
#include <string.h>

#include "file.h"
#include "tell.h"

/* A file for a worker. */
typedef struct Task
{
	Input		input;
	HeaderMatch match;
	bool		known;			/* the match is set: not an empty file */
	bool		wanted;			/* no other worker has lost the server since */
	size_t		number;
} Task;

typedef struct Crew
{
	pthread_mutex_t lock;
	pthread_cond_t changed;
	Task	   *next;			/* waits for a worker */
	int			busy;
	bool		over;			/* no more files will come */
} Crew;

bool
crew_wanted(const Run *run)
{
	return run->jobs > 1;
}

/* Each worker has a connection of its own; it is opened when there is a file. */
static void
prepare_workers(Run *run)
{
	for (int i = 0; i < run->jobs; i++)
	{
		Worker	   *w = &run->workers[i];

		if (w->db != &run->db)
			continue;
		w->db = need(sizeof(Db));
		db_prepare(w->db, run->db.conninfo, run->db.on_connect);
	}
}

bool
crew_connect(Run *run)
{
	prepare_workers(run);
	for (int i = 0; i < run->jobs; i++)
	{
		Db		   *db = run->workers[i].db;

		db->subject = run->db.subject;
		db->hold = true;
		if (db_usable(db) || db_reconnect(db))
			continue;
		run->db.code = EXIT_CONNECT;
		run->db.passing = true;
		db_take_message(&run->db, db);
		return false;
	}
	return true;
}

/* The next file, or NULL when there will be none. */
static Task *
take_task(Run *run)
{
	Crew	   *crew = run->crew;
	Task	   *task;

	pthread_mutex_lock(&crew->lock);
	while (crew->next == NULL && !crew->over)
		pthread_cond_wait(&crew->changed, &crew->lock);
	task = crew->next;
	crew->next = NULL;
	crew->busy += task != NULL;
	if (task != NULL)
		task->wanted = !run->stopped;
	pthread_cond_broadcast(&crew->changed);
	pthread_mutex_unlock(&crew->lock);
	return task;
}

static void *
work(void *argument)
{
	Worker	   *w = argument;
	Run		   *run = w->run;
	Task	   *task;

	while ((task = take_task(run)) != NULL)
	{
		bool		go_on = task->wanted && file_load(w, &task->input, task->known ? &task->match : NULL, task->number);

		header_match_free(&task->match);
		input_release(&task->input);
		free(task);
		pthread_mutex_lock(&run->crew->lock);
		run->crew->busy--;
		run->stopped = run->stopped || !go_on;
		pthread_cond_broadcast(&run->crew->changed);
		pthread_mutex_unlock(&run->crew->lock);
	}
	return NULL;
}

/* Starts the workers. */
static void
crew_begin(Run *run)
{
	if (run->crew != NULL)
		return;
	prepare_workers(run);
	run->crew = need(sizeof(Crew));
	*run->crew = (Crew) {0};
	pthread_mutex_init(&run->crew->lock, NULL);
	pthread_cond_init(&run->crew->changed, NULL);
	for (int i = 0; i < run->jobs; i++)
	{
		Worker	   *w = &run->workers[i];

		need_thread(&w->thread, work, w);
		w->started = true;
	}
}

bool
crew_give(Run *run, Input *input, HeaderMatch *match, size_t number)
{
	Crew	   *crew;
	Task	   *task;
	bool		stopped;

	crew_begin(run);
	crew = run->crew;
	task = need(sizeof(Task));
	*task = (Task) {.known = match != NULL, .number = number};
	input_move(&task->input, input);
	if (match != NULL)
		task->match = *match;
	pthread_mutex_lock(&crew->lock);
	while (crew->next != NULL && !run->stopped)
		pthread_cond_wait(&crew->changed, &crew->lock);
	stopped = run->stopped;
	if (!stopped)
		crew->next = task;
	pthread_cond_broadcast(&crew->changed);
	pthread_mutex_unlock(&crew->lock);
	if (!stopped)
		return true;
	header_match_free(&task->match);
	input_release(&task->input);
	free(task);
	return false;
}

void
crew_wait(Run *run)
{
	if (run->crew == NULL)
		return;
	pthread_mutex_lock(&run->crew->lock);
	while (run->crew->busy > 0 || run->crew->next != NULL)
		pthread_cond_wait(&run->crew->changed, &run->crew->lock);
	pthread_mutex_unlock(&run->crew->lock);
}

void
crew_end(Run *run)
{
	if (run->crew != NULL)
	{
		pthread_mutex_lock(&run->crew->lock);
		run->crew->over = true;
		pthread_cond_broadcast(&run->crew->changed);
		pthread_mutex_unlock(&run->crew->lock);
	}
	for (int i = 0; i < run->jobs; i++)
	{
		Worker	   *w = &run->workers[i];

		if (w->started)
			pthread_join(w->thread, NULL);
		w->started = false;
		leaves_free(&w->leaves);
		if (w->db == NULL || w->db == &run->db)
			continue;
		db_close(w->db);
		free(w->db);
		w->db = &run->db;
	}
	free(run->crew);
	run->crew = NULL;
}
