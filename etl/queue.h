/*
 * queue.h
 *		A bounded ring of batches between the converting and the sending thread.
 */
#ifndef PASSEND_QUEUE_H
#define PASSEND_QUEUE_H

#include <pthread.h>

#include "convert.h"

#define QUEUE_SLOTS 4			/* of 32 kB: more gains nothing, see bench/ */

typedef struct Queue
{
	pthread_mutex_t lock;
	pthread_cond_t changed;
	Batch		slots[QUEUE_SLOTS];
	size_t		head;			/* next to take */
	size_t		count;
	bool		finished;		/* no more will come */
	bool		stopped;		/* no more is wanted */
} Queue;

extern void queue_begin(Queue *q);
extern void queue_end(Queue *q);

/* Swaps the batch for an empty one; waits for room. False: no more is wanted. */
extern bool queue_put(Queue *q, Batch *batch);
extern void queue_finish(Queue *q);
extern void queue_stop(Queue *q);

/*
 * The oldest batch, which stays in its slot until queue_release. NULL when
 * nothing comes within a tenth of a second (*finished false) or ever (true).
 */
extern Batch *queue_take(Queue *q, bool *finished);
extern void queue_release(Queue *q);

#endif							/* PASSEND_QUEUE_H */
