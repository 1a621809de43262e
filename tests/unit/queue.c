/*
 * queue.c
 *		Checks etl/queue.c: what one taker gets, and that many threads neither lose a
 *		parcel nor wait for each other for ever.
 */
#define _GNU_SOURCE
#include "queue.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define SIZE 64					/* of a parcel, about */

static void
check(bool good, const char *what)
{
	printf("%sok - %s\n", good ? "" : "not ", what);
}

/* A parcel of so many bytes whose first are its number. */
static bool
put(Queue *q, Parcel *parcel, int year, uint64_t number, size_t len)
{
	static const char zeros[1024];

	parcel->year = year;
	parcel->bytes.len = 0;
	buffer_add(&parcel->bytes, &number, sizeof(number));
	buffer_add(&parcel->bytes, zeros, len - sizeof(number));
	return queue_put(q, parcel);
}

static uint64_t
number_of(const Parcel *parcel)
{
	uint64_t	number;

	memcpy(&number, parcel->bytes.data, sizeof(number));
	return number;
}

/* Takes until nothing comes, as one that is at a year; the numbers, one after the other. */
static char *
take_all(Queue *q, int year)
{
	Parcel		parcel = {0};
	Buffer		text = {0};

	while (queue_take(q, year, &parcel) == QUEUE_TAKEN)
	{
		year = parcel.year;
		buffer_printf(&text, "%s%d", text.len > 0 ? " " : "", (int) number_of(&parcel));
	}
	buffer_free(&parcel.bytes);
	return text.data ? text.data : copy_text("");
}

/* --- one thread --- */

static void
check_order(void)
{
	Queue		q;
	Parcel		parcel = {0};
	Parcel		first = {0};
	Parcel		second = {0};
	char	   *order;

	queue_begin(&q, 16, SIZE, 1);
	for (int i = 1; i <= 9; i++)
		put(&q, &parcel, i <= 2 ? 2020 : i <= 5 ? 2021 : 2022, (uint64_t) i, SIZE);
	order = take_all(&q, 2020);
	check(strcmp(order, "1 2 6 7 8 9 3 4 5") == 0, "the rest of its year, then the year with the most, each in its order");
	free(order);
	queue_end(&q);

	queue_begin(&q, 16, SIZE, 1);
	for (int i = 1; i <= 6; i++)
		put(&q, &parcel, i <= 4 ? 2020 : 2021, (uint64_t) i, SIZE);
	check(queue_take(&q, -1, &first) == QUEUE_TAKEN && number_of(&first) == 1, "the first taker is at the fullest year");
	check(queue_take(&q, -1, &second) == QUEUE_TAKEN && number_of(&second) == 5, "the second at another");
	order = take_all(&q, 2021);
	check(strcmp(order, "6 2 3 4") == 0, "and helps the first when that has none left");
	free(order);
	queue_finish(&q);
	check(queue_take(&q, 2020, &first) == QUEUE_OVER, "over when nobody will put");
	queue_end(&q);
	buffer_free(&parcel.bytes);
	buffer_free(&first.bytes);
	buffer_free(&second.bytes);
}

static void
check_enough(void)
{
	Queue		q;
	Parcel		parcel = {0};
	Parcel		taken = {0};

	queue_begin(&q, 64, SIZE, 1);
	for (int i = 0; i < 200; i++)
	{
		put(&q, &parcel, 2020, 0, SIZE);
		queue_take(&q, 2020, &taken);
	}
	for (int i = 0; i < 11; i++)
		put(&q, &parcel, 2021, 0, SIZE);
	check(queue_take(&q, 2020, &taken) == QUEUE_WAITING, "after many parcels another year must have some of them");
	put(&q, &parcel, 2020, 7, SIZE);
	check(queue_take(&q, 2020, &taken) == QUEUE_TAKEN && number_of(&taken) == 7, "its own year need not");
	put(&q, &parcel, 2021, 0, SIZE);
	check(queue_take(&q, 2020, &taken) == QUEUE_TAKEN && taken.year == 2021, "as this one has now");
	put(&q, &parcel, 2022, 8, SIZE);
	free(take_all(&q, 2021));
	check(queue_take(&q, 2021, &taken) == QUEUE_WAITING, "one parcel is not enough");
	queue_finish(&q);
	check(queue_take(&q, 2021, &taken) == QUEUE_TAKEN && number_of(&taken) == 8, "but for the last ones");
	queue_end(&q);
	buffer_free(&parcel.bytes);
	buffer_free(&taken.bytes);
}

/* --- several threads --- */

#define GIVERS 4
#define TAKERS 3
#define PARCELS 100000			/* of each giver */
#define YEARS 60

typedef struct Hand
{
	Queue	   *q;
	uint64_t	number;			/* of this giver */
	uint64_t	count;
	uint64_t	bytes;
	uint64_t	seen[GIVERS][YEARS];	/* by a taker: what came last */
	bool		in_order;
} Hand;

/* Sizes and years by turns; parcels of a year in the order of their numbers. */
static void *
give(void *argument)
{
	Hand	   *hand = argument;
	Parcel		parcel = {0};
	uint64_t	state = hand->number + 1;

	for (uint64_t i = 1; i <= PARCELS; i++)
	{
		size_t		len;

		state = state * 6364136223846793005ULL + 1442695040888963407ULL;
		len = 8 + (state >> 33) % (i % 1000 == 0 ? 1000 : SIZE);
		hand->bytes += len;
		if (!put(hand->q, &parcel, (int) (state >> 50) % YEARS, hand->number << 32 | i, len))
			break;
		hand->count++;
	}
	queue_finish(hand->q);
	buffer_free(&parcel.bytes);
	return NULL;
}

static void *
take(void *argument)
{
	Hand	   *hand = argument;
	Parcel		parcel = {0};
	QueueResult result;
	int			year = -1;

	hand->in_order = true;
	while ((result = queue_take(hand->q, year, &parcel)) != QUEUE_OVER)
	{
		uint64_t	number;
		uint64_t   *last;

		if (result == QUEUE_WAITING)
			continue;
		year = parcel.year;
		number = number_of(&parcel);
		last = &hand->seen[number >> 32][year];
		hand->in_order = hand->in_order && (uint32_t) number > *last;
		*last = (uint32_t) number;
		hand->count++;
		hand->bytes += parcel.bytes.len;
	}
	buffer_free(&parcel.bytes);
	return NULL;
}

static void
check_threads(void)
{
	static Hand givers[GIVERS];
	static Hand takers[TAKERS];
	pthread_t	threads[GIVERS + TAKERS];
	uint64_t	count = 0;
	uint64_t	bytes = 0;
	bool		in_order = true;
	Queue		q;

	queue_begin(&q, 100, SIZE, GIVERS);
	for (int i = 0; i < GIVERS; i++)
	{
		givers[i] = (Hand) {.q = &q, .number = (uint64_t) i};
		need_thread(&threads[i], give, &givers[i]);
	}
	for (int i = 0; i < TAKERS; i++)
	{
		takers[i] = (Hand) {.q = &q};
		need_thread(&threads[GIVERS + i], take, &takers[i]);
	}
	for (int i = 0; i < GIVERS + TAKERS; i++)
		pthread_join(threads[i], NULL);
	for (int i = 0; i < TAKERS; i++)
	{
		count += takers[i].count;
		bytes += takers[i].bytes;
		in_order = in_order && takers[i].in_order;
	}
	for (int i = 0; i < GIVERS; i++)
		bytes -= givers[i].bytes;
	check(count == GIVERS * PARCELS, "many threads: every parcel comes, once");
	check(bytes == 0, "whole");
	check(in_order, "and those of a year in their order");
	queue_end(&q);
}

/*
 * A giver that waits for another that waits for room, as converting threads do when
 * they compare keys: here the one that never comes. No year has enough.
 */
static void
check_no_deadlock(void)
{
	static Hand giver;
	Parcel		parcel = {0};
	pthread_t	thread;
	uint64_t	count = 0;
	Queue		q;

	queue_begin(&q, 100, SIZE, 2);
	giver = (Hand) {.q = &q};
	need_thread(&thread, give, &giver);
	for (int waits = 0; count < PARCELS && waits < 50;)
	{
		if (queue_take(&q, -1, &parcel) == QUEUE_TAKEN)
		{
			count++;
			waits = 0;
		}
		else
			waits++;
		if (count == PARCELS - 100)
			break;				/* the last hundred fit, and may be too few of each year */
	}
	check(count == PARCELS - 100, "where one giver waits for room what there is goes, though another may put");
	queue_stop(&q);
	pthread_join(thread, NULL);
	check(!put(&q, &parcel, 1, 1, SIZE), "nothing is wanted any more");
	queue_end(&q);
	buffer_free(&parcel.bytes);
}

int
main(void)
{
	alarm(120);					/* a deadlock is a failure */
	check_order();
	check_enough();
	check_threads();
	check_no_deadlock();
	return 0;
}
