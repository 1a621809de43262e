/*
 * queue.c
 *		A bounded queue of parcels between threads.
 */
#include "queue.h"

#include <string.h>
#include <time.h>

void
queue_begin(Queue *q, size_t room, int givers)
{
	memset(q, 0, sizeof(Queue));
	q->room = room < QUEUE_MAX_SLOTS ? room : QUEUE_MAX_SLOTS;
	q->givers = givers;
	pthread_mutex_init(&q->lock, NULL);
	pthread_cond_init(&q->changed, NULL);
}

void
queue_end(Queue *q)
{
	for (size_t i = 0; i < q->room; i++)
		buffer_free(&q->slots[i].bytes);
	pthread_cond_destroy(&q->changed);
	pthread_mutex_destroy(&q->lock);
}

/* Changes places; an empty buffer goes one way, a full one the other. */
static void
swap(Parcel *a, Parcel *b)
{
	Parcel		c = *a;

	*a = *b;
	*b = c;
}

bool
queue_put(Queue *q, Parcel *parcel)
{
	bool		wanted;

	pthread_mutex_lock(&q->lock);
	while (q->count == q->room && !q->stopped)
		pthread_cond_wait(&q->changed, &q->lock);
	wanted = !q->stopped;
	if (wanted)
	{
		Parcel	   *slot = &q->slots[q->count++];
		Buffer		empty = slot->bytes;

		*slot = *parcel;
		parcel->bytes = empty;
		parcel->bytes.len = 0;
		pthread_cond_broadcast(&q->changed);
	}
	pthread_mutex_unlock(&q->lock);
	return wanted;
}

void
queue_finish(Queue *q)
{
	pthread_mutex_lock(&q->lock);
	q->givers--;
	pthread_cond_broadcast(&q->changed);
	pthread_mutex_unlock(&q->lock);
}

void
queue_stop(Queue *q)
{
	pthread_mutex_lock(&q->lock);
	q->stopped = true;
	pthread_cond_broadcast(&q->changed);
	pthread_mutex_unlock(&q->lock);
}

/* Takes one out; the others close up. */
static void
take_out(Queue *q, int year, Parcel *parcel)
{
	size_t		at = 0;

	while (at < q->count && year >= 0 && q->slots[at].year != year)
		at++;
	if (at == q->count)
		at = 0;
	parcel->bytes.len = 0;
	swap(&q->slots[at], parcel);
	for (q->count--; at < q->count; at++)
		swap(&q->slots[at], &q->slots[at + 1]);
}

QueueResult
queue_take(Queue *q, int year, Parcel *parcel)
{
	QueueResult result = QUEUE_TAKEN;
	struct timespec until;

	clock_gettime(CLOCK_REALTIME, &until);
	until.tv_nsec += 100 * 1000 * 1000;
	if (until.tv_nsec >= 1000 * 1000 * 1000)
	{
		until.tv_sec++;
		until.tv_nsec -= 1000 * 1000 * 1000;
	}
	pthread_mutex_lock(&q->lock);
	while (q->count == 0 && q->givers > 0 && !q->stopped)
		if (pthread_cond_timedwait(&q->changed, &q->lock, &until) != 0)
			break;
	if (q->stopped || (q->count == 0 && q->givers == 0))
		result = QUEUE_OVER;
	else if (q->count == 0)
		result = QUEUE_WAITING;
	else
	{
		take_out(q, year, parcel);
		pthread_cond_broadcast(&q->changed);
	}
	pthread_mutex_unlock(&q->lock);
	return result;
}
