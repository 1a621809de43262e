/*
 * queue.c
 *		A bounded queue of parcels between threads, by school year.
 */
#include "queue.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#define QUEUE_ENOUGH 24			/* parcels that another lane must have, after some hundreds */

/* A place for a parcel; its buffer is used again. */
typedef struct Slot
{
	Parcel		parcel;
	struct Slot *next;
} Slot;

void
queue_begin(Queue *q, size_t parcels, size_t parcel_size, int givers)
{
	memset(q, 0, sizeof(Queue));
	q->room = (Amount) {parcels, parcels * parcel_size};
	q->parcel_size = parcel_size;
	q->givers = givers;
	q->slots = need(parcels * sizeof(Slot));
	for (size_t i = 0; i < parcels; i++)
		q->slots[i] = (Slot) {.next = i + 1 < parcels ? &q->slots[i + 1] : NULL};
	q->empty = q->slots;
	pthread_mutex_init(&q->lock, NULL);
	pthread_cond_init(&q->filled, NULL);
	pthread_cond_init(&q->drained, NULL);
}

void
queue_end(Queue *q)
{
	for (size_t i = 0; i < q->room.parcels; i++)
		buffer_free(&q->slots[i].parcel.bytes);
	free(q->slots);
	free(q->lanes);
	pthread_cond_destroy(&q->drained);
	pthread_cond_destroy(&q->filled);
	pthread_mutex_destroy(&q->lock);
}

static bool
is_full(const Queue *q)
{
	return q->held.parcels >= q->room.parcels || q->held.bytes >= q->room.bytes;
}

/* Is a quarter free? Of one that was full: the threads would change with each parcel else. */
static bool
is_drained(const Queue *q)
{
	return q->held.parcels <= q->room.parcels - (q->room.parcels + 3) / 4 && q->held.bytes <= q->room.bytes - q->room.bytes / 4;
}

static Lane *
find_lane(Queue *q, int year)
{
	for (size_t i = 0; i < q->lane_count; i++)
		if (q->lanes[i].year == year)
			return &q->lanes[i];
	return NULL;
}

static Lane *
need_lane(Queue *q, int year)
{
	Lane	   *lane = find_lane(q, year);

	if (lane != NULL)
		return lane;
	q->lanes = need_more(q->lanes, (q->lane_count + 1) * sizeof(Lane));
	q->lanes[q->lane_count] = (Lane) {.year = year};
	return &q->lanes[q->lane_count++];
}

static void
append(Queue *q, Parcel *parcel)
{
	Lane	   *lane = need_lane(q, parcel->year);
	Slot	   *slot = q->empty;
	Buffer		empty = slot->parcel.bytes;

	q->empty = slot->next;
	*slot = (Slot) {.parcel = *parcel};
	parcel->bytes = empty;
	parcel->bytes.len = 0;
	if (lane->count == 0)
		lane->first = slot;
	else
		lane->last->next = slot;
	lane->last = slot;
	lane->count++;
	q->held.parcels++;
	q->held.bytes += slot->parcel.bytes.len;
}

bool
queue_put(Queue *q, Parcel *parcel)
{
	bool		wanted;

	pthread_mutex_lock(&q->lock);
	if (is_full(q))
	{
		q->waiting++;
		pthread_cond_broadcast(&q->filled);
		while (!is_drained(q) && !q->stopped)
			pthread_cond_wait(&q->drained, &q->lock);
		q->waiting--;
	}
	wanted = !q->stopped;
	if (wanted)
	{
		append(q, parcel);
		/* all: not any taker is at its year */
		pthread_cond_broadcast(&q->filled);
	}
	pthread_mutex_unlock(&q->lock);
	return wanted;
}

static void
wake_all(Queue *q)
{
	pthread_cond_broadcast(&q->filled);
	pthread_cond_broadcast(&q->drained);
}

void
queue_finish(Queue *q)
{
	pthread_mutex_lock(&q->lock);
	q->givers--;
	wake_all(q);
	pthread_mutex_unlock(&q->lock);
}

void
queue_stop(Queue *q)
{
	pthread_mutex_lock(&q->lock);
	q->stopped = true;
	wake_all(q);
	pthread_mutex_unlock(&q->lock);
}

/* The lane with the most parcels; of all, or of those that nobody is at. */
static Lane *
fullest(const Queue *q, bool of_all)
{
	Lane	   *best = NULL;

	for (size_t i = 0; i < q->lane_count; i++)
	{
		Lane	   *lane = &q->lanes[i];

		if (lane->count > 0 && (of_all || lane->takers == 0) && (best == NULL || lane->count > best->count))
			best = lane;
	}
	return best;
}

/* The lane that the next parcel comes from; NULL: there is none yet that is worth it. */
static Lane *
choose_lane(Queue *q, int year)
{
	Lane	   *last = find_lane(q, year);
	Lane	   *lane;
	size_t		enough = q->taken / 16 < QUEUE_ENOUGH ? q->taken / 16 : QUEUE_ENOUGH;

	if (last != NULL && last->count > 0)
		return last;
	lane = fullest(q, false);
	if (lane == NULL || lane->count < enough)
		lane = fullest(q, true);
	/* where a giver waits for room, no more may come: others can be waiting for that one */
	if (lane == NULL || (lane->count < enough && q->givers > 0 && q->waiting == 0))
		return NULL;
	if (last != NULL)
		last->takers--;
	lane->takers++;
	return lane;
}

static void
take_out(Queue *q, Lane *lane, Parcel *parcel)
{
	Slot	   *slot;
	Buffer		empty;

	q->taken++;
	slot = lane->first;
	lane->first = slot->next;
	lane->count--;
	q->held.parcels--;
	q->held.bytes -= slot->parcel.bytes.len;
	empty = parcel->bytes;
	*parcel = slot->parcel;
	/* an unusual row is no reason to keep as much for every parcel */
	if (empty.size > 2 * q->parcel_size)
		buffer_free(&empty);
	empty.len = 0;
	slot->parcel.bytes = empty;
	slot->next = q->empty;
	q->empty = slot;
	if (is_drained(q))
		pthread_cond_broadcast(&q->drained);
}

QueueResult
queue_take(Queue *q, int year, Parcel *parcel)
{
	QueueResult result = QUEUE_TAKEN;
	struct timespec until;
	Lane	   *lane;

	clock_gettime(CLOCK_REALTIME, &until);
	until.tv_nsec += 100 * 1000 * 1000;
	if (until.tv_nsec >= 1000 * 1000 * 1000)
	{
		until.tv_sec++;
		until.tv_nsec -= 1000 * 1000 * 1000;
	}
	pthread_mutex_lock(&q->lock);
	while ((lane = choose_lane(q, year)) == NULL && q->givers > 0 && !q->stopped)
		if (pthread_cond_timedwait(&q->filled, &q->lock, &until) != 0)
			break;
	if (q->stopped || (lane == NULL && q->held.parcels == 0 && q->givers == 0))
		result = QUEUE_OVER;
	else if (lane == NULL)
		result = QUEUE_WAITING;
	else
		take_out(q, lane, parcel);
	pthread_mutex_unlock(&q->lock);
	return result;
}
