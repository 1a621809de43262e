/*
 * queue.h
 *		A bounded queue of parcels between threads.
 */
#ifndef PASSEND_QUEUE_H
#define PASSEND_QUEUE_H

#include <pthread.h>

#include "passend.h"

/* Eight of 192 kB at most for a connection: more gains nothing, see bench/. */
#define QUEUE_SLOTS 8
#define QUEUE_MAX_SLOTS 64

typedef struct Queue
{
	pthread_mutex_t lock;
	pthread_cond_t changed;
	Parcel		slots[QUEUE_MAX_SLOTS];	/* oldest first; behind count: empty buffers */
	size_t		room;
	size_t		count;
	int			givers;			/* threads that still put */
	bool		stopped;		/* no more is wanted */
} Queue;

extern void queue_begin(Queue *q, size_t room, int givers);
extern void queue_end(Queue *q);

/* Takes the content and gives an empty buffer; waits for room. False: no more is wanted. */
extern bool queue_put(Queue *q, Parcel *parcel);

/* A giver has no more. */
extern void queue_finish(Queue *q);
extern void queue_stop(Queue *q);

typedef enum QueueResult
{
	QUEUE_TAKEN,
	QUEUE_WAITING,				/* nothing came within a tenth of a second */
	QUEUE_OVER					/* nothing will come, or is wanted */
} QueueResult;

/*
 * The oldest parcel of this year, or of any where there is none (or year is -1).
 * What parcel held before is an empty buffer for those who put.
 */
extern QueueResult queue_take(Queue *q, int year, Parcel *parcel);

#endif							/* PASSEND_QUEUE_H */
