/*
 * parallel.c
 *		Loading one large file over several connections, all of it or nothing.
 *
 *		reading thread -> chunks of whole lines -> converting threads
 *		-> batches of rows of one school year -> sending threads, a connection each
 *
 * The rows go into new leaves that no table has yet. Those are made and committed
 * first, so that all connections see them; the connections' own transactions
 * commit when every row is in. Then one short transaction attaches the leaves and
 * writes the register row. A crash before it leaves leaves that nobody sees: the
 * next run removes them, as the session lock on the file is gone.
 */
#define _GNU_SOURCE
#include "file.h"

#include <stdlib.h>
#include <string.h>

#include "crew.h"
#include "register.h"
#include "tell.h"

#define PARALLEL_BYTES (8 * 1024 * 1024)	/* a smaller file is in before it pays */
#define CHUNK_BYTES (512 * 1024)

typedef struct Hands Hands;

/* A thread that converts chunks. */
typedef struct ConvertHand
{
	Hands	   *hands;
	Converter	converter;
	ConvertResult result;
} ConvertHand;

/* A thread that sends batches. */
typedef struct SendHand
{
	Hands	   *hands;
	Db		   *db;
	bool		ok;
} SendHand;

/* All threads on a file. */
struct Hands
{
	Job		   *job;
	int			count;
	Queue		chunks;
	Queue		batches;
	Reader		reader;			/* of the file */
	Converter	front;			/* the header, and records that no chunk may hold */
	ConvertResult read_result;
	pthread_barrier_t settle;	/* all converting threads have seen all of their keys */
	_Atomic uint64_t suspects;
	bool		settled;		/* the doubles are known */
	ConvertHand converts[MAX_JOBS];
	SendHand	sends[MAX_JOBS];
	pthread_mutex_t leaf_lock;	/* of job->leaves, and of the connection that makes them */
	size_t		next_leaf;		/* to finish */
};

bool
parallel_wanted(const Run *run, const Input *input, const HeaderMatch *match)
{
	return run->jobs > 1 && !run->dry_run && match->dataset != NULL && match->dataset->by_leaf && !match->completes
		&& input->bytes >= PARALLEL_BYTES;
}

/* --- reading --- */

/* Cuts the records behind the header into chunks. */
static ConvertResult
read_chunks(Hands *h)
{
	Parcel		chunk = {0};
	Record		record;
	ConvertResult result = CONVERT_DONE;
	bool		over = false;

	while (!over && result == CONVERT_DONE)
	{
		ChunkKind	kind = reader_take_chunk(&h->reader, CHUNK_BYTES, &chunk, &record);

		h->job->worker->reading = h->reader.bytes_done;
		over = kind == CHUNK_END;
		if (kind == CHUNK_FAILED || (kind == CHUNK_BAD && !converter_reject(&h->front, &record)))
			result = CONVERT_FAILED;
		else if (chunk.bytes.len > 0 && !queue_put(&h->chunks, &chunk))
			result = CONVERT_STOPPED;
	}
	buffer_free(&chunk.bytes);
	return result;
}

static void *
read_thread(void *argument)
{
	Hands	   *h = argument;

	h->read_result = read_chunks(h);
	if (h->read_result != CONVERT_DONE)
		queue_stop(&h->chunks);
	queue_finish(&h->chunks);
	return NULL;
}

/* --- converting --- */

static bool
put_batch(void *context, Parcel *batch)
{
	return queue_put(context, batch);
}

static ConvertResult
convert_chunks(ConvertHand *hand)
{
	Hands	   *h = hand->hands;
	Parcel		chunk = {0};
	Reader		reader;
	QueueResult taken;
	ConvertResult result = CONVERT_DONE;

	reader_open_chunk(&reader, &h->reader);
	while (result == CONVERT_DONE && (taken = queue_take(&h->chunks, 0, &chunk)) != QUEUE_OVER)
	{
		if (taken == QUEUE_WAITING)
			continue;
		reader_set_chunk(&reader, &chunk);
		result = converter_records(&hand->converter, &reader);
	}
	reader_close(&reader);
	buffer_free(&chunk.bytes);
	return result;
}

/*
 * Rows that were put off, as an earlier one may have their key: the threads wait
 * for each other, one looks for doubles, and each reads its own rows again.
 */
static void
settle(ConvertHand *hand)
{
	Hands	   *h = hand->hands;
	const ConvertOrder *order = hand->converter.order;

	h->suspects += converter_suspects(&hand->converter);
	if (pthread_barrier_wait(&h->settle) == PTHREAD_BARRIER_SERIAL_THREAD)
		h->settled = h->suspects == 0 || spill_check(order->spill, order->doubles);
	pthread_barrier_wait(&h->settle);
	if (hand->result != CONVERT_DONE)
		return;
	if (h->settled)
		hand->result = converter_settle(&hand->converter, &h->reader);
	else
		hand->result = order->spill->failed ? CONVERT_FAILED : CONVERT_TOO_MANY_DOUBLES;
}

static void *
convert_thread(void *argument)
{
	ConvertHand *hand = argument;
	Hands	   *h = hand->hands;

	hand->result = CONVERT_FAILED;
	if (converter_begin(&hand->converter))
		hand->result = convert_chunks(hand);
	settle(hand);
	hand->result = converter_end(&hand->converter, hand->result);
	if (hand->result != CONVERT_DONE)
		queue_stop(&h->chunks);
	queue_finish(&h->batches);
	return NULL;
}

/* --- sending --- */

/* The leaf of a year, made by whoever needs it first. */
static char *
shared_leaf(Hands *h, int year)
{
	const char *leaf;
	char	   *copy;

	pthread_mutex_lock(&h->leaf_lock);
	leaf = leaf_find(&h->job->leaves, year);
	if (leaf == NULL)
		leaf = leaf_make(h->job, h->job->db, year);
	copy = copy_text(leaf);		/* the list may move */
	pthread_mutex_unlock(&h->leaf_lock);
	return copy;
}

static bool
change_leaf(SendHand *hand, bool copying, int year)
{
	const Dataset *d = hand->hands->job->match->dataset;
	char	   *leaf;
	bool		ok;

	if (copying && !leaf_copy_end(hand->db))
		return false;
	leaf = shared_leaf(hand->hands, year);
	ok = leaf != NULL && leaf_copy_begin(hand->db, d, leaf, false);
	free(leaf);
	return ok;
}

/* All batches that this connection takes, the leaf it has first. */
static bool
send_batches(SendHand *hand)
{
	Hands	   *h = hand->hands;
	Parcel		batch = {0};
	QueueResult taken;
	bool		copying = false;
	int			year = -1;
	bool		ok = db_exec(hand->db, "begin", "BEGIN ISOLATION LEVEL READ COMMITTED");

	while (ok && (taken = queue_take(&h->batches, year, &batch)) != QUEUE_OVER)
	{
		tell_progress(h->job->run, h->job->worker, h->job->input);
		ok = !db_interrupted();
		if (!ok || taken == QUEUE_WAITING)
			continue;
		if (batch.year != year)
		{
			ok = change_leaf(hand, copying, batch.year);
			copying = ok;
			year = batch.year;
		}
		ok = ok && db_copy_data(hand->db, batch.bytes.data, batch.bytes.len);
	}
	buffer_free(&batch.bytes);
	if (!ok && copying)
		db_copy_abort(hand->db, "interrupted");
	return ok && (!copying || leaf_copy_end(hand->db));
}

static void *
send_thread(void *argument)
{
	SendHand   *hand = argument;
	Hands	   *h = hand->hands;

	hand->ok = send_batches(hand);
	if (!hand->ok)
	{
		queue_stop(&h->batches);
		queue_stop(&h->chunks);
	}
	return NULL;
}

/* Commits the rows, and finishes leaves as long as there are any. */
static void *
finish_thread(void *argument)
{
	SendHand   *hand = argument;
	Hands	   *h = hand->hands;

	for (;;)
	{
		char	   *leaf = NULL;

		pthread_mutex_lock(&h->leaf_lock);
		if (h->next_leaf < h->job->leaves.count)
			leaf = copy_text(h->job->leaves.items[h->next_leaf++].name);
		pthread_mutex_unlock(&h->leaf_lock);
		if (leaf == NULL || db_interrupted())
		{
			free(leaf);
			return NULL;
		}
		hand->ok = leaf_finish(hand->db, leaf);
		free(leaf);
		if (!hand->ok)
			return NULL;
	}
}

/* --- together --- */

/* Runs a function in a thread for each connection; true when all went well. */
static bool
with_all(Hands *h, void *(*run) (void *))
{
	pthread_t	threads[MAX_JOBS];
	bool		ok = true;

	for (int i = 0; i < h->count; i++)
		need_thread(&threads[i], run, &h->sends[i]);
	for (int i = 0; i < h->count; i++)
	{
		pthread_join(threads[i], NULL);
		ok = ok && h->sends[i].ok;
	}
	return ok;
}

/* Reads, converts and sends: false when a connection failed. */
static bool
run_hands(Hands *h)
{
	pthread_t	reading;
	pthread_t	converting[MAX_JOBS];
	bool		sent;

	need_thread(&reading, read_thread, h);
	for (int i = 0; i < h->count; i++)
		need_thread(&converting[i], convert_thread, &h->converts[i]);
	sent = with_all(h, send_thread);
	for (int i = 0; i < h->count; i++)
		pthread_join(converting[i], NULL);
	pthread_join(reading, NULL);
	return sent;
}

/* The first result that is not well, that of reading before that of converting. */
static ConvertResult
worst_result(const Hands *h)
{
	ConvertResult worst = h->read_result;

	for (int i = 0; i < h->count; i++)
	{
		ConvertResult result = h->converts[i].result;

		if (result != CONVERT_DONE && (worst == CONVERT_DONE || worst == CONVERT_STOPPED))
			worst = result;
	}
	return worst;
}

/* What went wrong on a connection becomes that of the file. */
static FileResult
failed(Hands *h)
{
	Db		   *db = h->job->db;

	for (int i = 0; i < h->count; i++)
	{
		Db		   *other = h->sends[i].db;

		if (h->sends[i].ok || other->code == EXIT_OK)
			continue;
		db->code = other->code;
		db->passing = other->passing;
		db_take_message(db, other);
		break;
	}
	return FILE_FAILED;
}

static FileResult
read_all(Hands *h)
{
	Job		   *job = h->job;
	bool		sent = run_hands(h);
	ConvertResult result = worst_result(h);

	for (int i = 0; i < h->count; i++)
		converter_merge(&h->front, &h->converts[i].converter);
	job->converter = h->front;
	if (db_interrupted())
		return FILE_FAILED;
	if (result == CONVERT_DONE && sent)
		result = convert_verdict(&job->converter.tally, &job->order.limit);
	if (result != CONVERT_DONE && result != CONVERT_STOPPED)
		return file_explain(job, result);
	if (!sent || result == CONVERT_STOPPED)
		return failed(h);
	return file_check_doubles(job);
}

/* Every row is sent: now all of it is committed, and attached. */
static FileResult
close_all(Hands *h)
{
	Job		   *job = h->job;
	FileResult	result = FILE_FAILED;

	for (int i = 0; i < h->count; i++)
		if (!(h->sends[i].ok = db_exec(h->sends[i].db, "commit rows", "COMMIT")))
			return failed(h);
	if (!with_all(h, finish_thread) || db_interrupted())
		return failed(h);
	if (db_exec(job->db, "begin", "BEGIN ISOLATION LEVEL READ COMMITTED"))
		result = register_confirm(job, true);
	if (result == FILE_LOADED && !file_close(job))
		result = FILE_FAILED;
	if (result != FILE_LOADED)
		db_rollback(job->db);
	return result;
}

static void
hands_begin(Hands *h, Job *job)
{
	h->job = job;
	h->count = job->run->jobs;
	pthread_mutex_init(&h->leaf_lock, NULL);
	pthread_barrier_init(&h->settle, NULL, (unsigned) h->count);
	queue_begin(&h->chunks, (size_t) h->count * 2, CHUNK_BYTES, 1);
	queue_begin(&h->batches, BATCHES_WAITING, BATCH_SIZE, h->count);
	file_begin_reading(job);
	h->front = job->converter;
	job->converter = (Converter) {.order = &job->order};
	h->front.rejects.file_id = job->order.file_id;
	totals_begin(&h->front.totals, job->match->dataset, job->order.file_id);
	for (int i = 0; i < h->count; i++)
	{
		h->converts[i] = (ConvertHand) {.hands = h};
		h->converts[i].converter = (Converter) {.order = &job->order, .sink = put_batch, .sink_context = &h->batches};
		h->sends[i] = (SendHand) {.hands = h, .db = job->run->workers[i].db};
		h->sends[i].db->code = EXIT_OK;
		h->sends[i].db->subject = job->input->name;
		h->sends[i].db->may_retry = job->db->may_retry;
	}
	reader_open(&h->reader, job->input, job->match->delimiter, job->match->skip_bytes);
}

static void
hands_end(Hands *h)
{
	for (int i = 0; i < h->count; i++)
	{
		db_rollback(h->sends[i].db);
		h->sends[i].db->hold = h->sends[i].db->may_retry = false;
	}
	reader_close(&h->reader);
	queue_end(&h->chunks);
	queue_end(&h->batches);
	pthread_mutex_destroy(&h->leaf_lock);
	pthread_barrier_destroy(&h->settle);
}

/* The file's number, under locks of the session: 0 known, -1 failed. */
static int32_t
open_locked(Job *job)
{
	int32_t		file_id = register_open(job, true);
	char	   *sql;

	if (file_id <= 0)
	{
		db_rollback(job->db);
		return file_id;
	}
	sql = text_of("COMMIT; SELECT pg_advisory_lock(hashtextextended('passend bestand %d', 0))", (int) file_id);
	if (!db_exec(job->db, "mark the file as being loaded", sql))
		file_id = -1;
	free(sql);
	return file_id;
}

/* Leaves of a file that did not come in go, and the locks; what was said of it stays. */
static void
tidy_up(Job *job, bool failed)
{
	Db		   *db = job->db;
	Db			before = *db;

	db->message = NULL;
	if (failed)
		db_exec(db, "remove its partitions", "SELECT laad.ruim_bladen_op()");
	db_exec(db, "unlock the file", "SELECT pg_advisory_unlock_all()");
	free(db->message);
	db->message = before.message;
	db->code = before.code;
	db->passing = before.passing;
}

FileResult
parallel_read(Job *job)
{
	Hands	   *h;
	FileResult	result;

	/* one message, whichever connection it is of */
	job->db->hold = true;
	if (!crew_connect(job->run))
		return FILE_FAILED;
	job->order.file_id = open_locked(job);
	if (job->order.file_id > 0)
	{
		h = need(sizeof(Hands));
		memset(h, 0, sizeof(Hands));
		hands_begin(h, job);
		result = FILE_REFUSED;
		if (reader_skip_header(&h->reader, job->match->width, &h->front.tally.blank_lines, &h->front.tally.header_lines))
		{
			h->front.tally.lines = h->front.tally.blank_lines + h->front.tally.header_lines;
			result = read_all(h);
		}
		if (result == FILE_LOADED)
			result = close_all(h);
		hands_end(h);
		free(h);
	}
	else
		result = file_opened(job->order.file_id);
	if (db_usable(job->db))
		tidy_up(job, result != FILE_LOADED && job->order.file_id > 0);
	return result;
}
