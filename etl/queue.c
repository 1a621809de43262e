/*
 * queue.c
 *		A bounded ring of batches between the converting and the sending thread.
 */
#include "queue.h"

#include <time.h>

void
queue_begin(Queue *q)
{
	*q = (Queue) {0};
	pthread_mutex_init(&q->lock, NULL);
	pthread_cond_init(&q->changed, NULL);
}

void
queue_end(Queue *q)
{
	for (size_t i = 0; i < QUEUE_SLOTS; i++)
		buffer_free(&q->slots[i].rows);
	pthread_cond_destroy(&q->changed);
	pthread_mutex_destroy(&q->lock);
}

bool
queue_put(Queue *q, Batch *batch)
{
	bool		wanted;

	pthread_mutex_lock(&q->lock);
	while (q->count == QUEUE_SLOTS && !q->stopped)
		pthread_cond_wait(&q->changed, &q->lock);
	wanted = !q->stopped;
	if (wanted)
	{
		Batch	   *slot = &q->slots[(q->head + q->count) % QUEUE_SLOTS];
		Buffer		empty = slot->rows;

		slot->rows = batch->rows;
		slot->year = batch->year;
		batch->rows = empty;
		batch->rows.len = 0;
		q->count++;
		pthread_cond_broadcast(&q->changed);
	}
	pthread_mutex_unlock(&q->lock);
	return wanted;
}

static void
set_flag(Queue *q, bool *flag)
{
	pthread_mutex_lock(&q->lock);
	*flag = true;
	pthread_cond_broadcast(&q->changed);
	pthread_mutex_unlock(&q->lock);
}

void
queue_finish(Queue *q)
{
	set_flag(q, &q->finished);
}

void
queue_stop(Queue *q)
{
	set_flag(q, &q->stopped);
}

Batch *
queue_take(Queue *q, bool *finished)
{
	Batch	   *batch = NULL;
	struct timespec until;

	clock_gettime(CLOCK_REALTIME, &until);
	until.tv_nsec += 100 * 1000 * 1000;
	if (until.tv_nsec >= 1000 * 1000 * 1000)
	{
		until.tv_sec++;
		until.tv_nsec -= 1000 * 1000 * 1000;
	}
	pthread_mutex_lock(&q->lock);
	while (q->count == 0 && !q->finished)
		if (pthread_cond_timedwait(&q->changed, &q->lock, &until) != 0)
			break;
	if (q->count > 0)
		batch = &q->slots[q->head];
	*finished = q->count == 0 && q->finished;
	pthread_mutex_unlock(&q->lock);
	return batch;
}

void
queue_release(Queue *q)
{
	pthread_mutex_lock(&q->lock);
	q->head = (q->head + 1) % QUEUE_SLOTS;
	q->count--;
	pthread_cond_broadcast(&q->changed);
	pthread_mutex_unlock(&q->lock);
}
