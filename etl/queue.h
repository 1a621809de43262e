/*
 * queue.h
 *		A bounded queue of parcels between threads, by school year.
 */
#ifndef PASSEND_QUEUE_H
#define PASSEND_QUEUE_H

#include <pthread.h>

#include "passend.h"

/* Parcels of one school year, oldest first. */
typedef struct Lane
{
	int			year;
	struct Slot *first;
	struct Slot *last;
	size_t		count;
	int			takers;			/* who took their last parcel from it */
} Lane;

typedef struct Amount
{
	size_t		parcels;
	size_t		bytes;
} Amount;

typedef struct Queue
{
	pthread_mutex_t lock;
	pthread_cond_t filled;
	pthread_cond_t drained;
	struct Slot *slots;			/* room.parcels of them */
	struct Slot *empty;			/* those in no lane */
	Lane	   *lanes;
	size_t		lane_count;
	Amount		room;
	Amount		held;			/* but for the last parcel, in neither more than the room */
	size_t		taken;			/* parcels, so far */
	size_t		parcel_size;
	int			givers;			/* threads that still put */
	int			waiting;		/* those of them that wait for room */
	bool		stopped;		/* no more is wanted */
} Queue;

/* Room for so many parcels of about parcel_size bytes. */
extern void queue_begin(Queue *q, size_t parcels, size_t parcel_size, int givers);
extern void queue_end(Queue *q);

/*
 * Takes the content and gives an empty buffer. Waits where there is no room, until a
 * quarter of it is free. False: no more is wanted.
 */
extern bool queue_put(Queue *q, Parcel *parcel);

/* A giver has no more. */
extern void queue_finish(Queue *q);
extern void queue_stop(Queue *q);

typedef enum QueueResult
{
	QUEUE_TAKEN,
	QUEUE_WAITING,				/* nothing, or not enough, came within a tenth of a second */
	QUEUE_OVER					/* nothing will come, or is wanted */
} QueueResult;

/*
 * The oldest parcel of year, which the taker took its last one of (-1: it took none
 * yet). Where there is none, of the year with the most, of one that no other taker is at
 * where that has enough. To change is worth it only for some parcels, the more have been
 * taken before; the first goes at once. What parcel held before is an empty buffer for
 * those who put.
 */
extern QueueResult queue_take(Queue *q, int year, Parcel *parcel);

#endif							/* PASSEND_QUEUE_H */
