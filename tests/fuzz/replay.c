/*
 * replay.c
 *		A main program for a harness without libFuzzer: reads files and directories,
 *		runs each file and so many damaged copies of it, the same ones each time.
 *
 *		usage: HARNESS COPIES FILE|DIRECTORY...
 */
#define _GNU_SOURCE
#include "fuzz.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MAX_SIZE (16 * 1024)

static Random bit_flips = 1;
static unsigned long runs;

/* In the place of libFuzzer's: changes, adds or removes a few bytes. */
size_t
LLVMFuzzerMutate(uint8_t *data, size_t size, size_t max_size)
{
	uint32_t	kind = random_below(&bit_flips, 4);
	size_t		at = random_below(&bit_flips, (uint32_t) size + 1);

	if (kind == 0 && size < max_size)
	{
		memmove(data + at + 1, data + at, size - at);
		data[at] = (uint8_t) random_below(&bit_flips, 256);
		return size + 1;
	}
	if (at == size)
		return size;
	if (kind == 1)
	{
		memmove(data + at, data + at + 1, size - at - 1);
		return size - 1;
	}
	data[at] = kind == 2 ? (uint8_t) random_below(&bit_flips, 256) : data[at] ^ (uint8_t) (1 << random_below(&bit_flips, 8));
	return size;
}

/* A copy of its own size, so that a byte too far is seen. */
static void
run(const uint8_t *data, size_t size)
{
	uint8_t    *copy = malloc(size ? size : 1);

	memcpy(copy, data, size);
	LLVMFuzzerTestOneInput(copy, size);
	free(copy);
	runs++;
}

/* Keeps what is running, for who wants to see it after a crash. */
static void
keep(const uint8_t *data, size_t size)
{
	const char *path = getenv("FUZZ_KEEP");
	FILE	   *file = path ? fopen(path, "wb") : NULL;

	if (file == NULL)
		return;
	fwrite(data, 1, size, file);
	fclose(file);
}

static void
run_file(const char *path, unsigned long copies)
{
	static uint8_t original[MAX_SIZE];
	static uint8_t damaged[MAX_SIZE];
	FILE	   *file = fopen(path, "rb");
	size_t		size;

	if (file == NULL)
	{
		perror(path);
		exit(2);
	}
	size = fread(original, 1, MAX_SIZE, file);
	fclose(file);
	keep(original, size);
	run(original, size);
	for (unsigned long i = 0; i < copies; i++)
	{
		size_t		len = size;

		memcpy(damaged, original, size);
		for (unsigned long k = 0; k <= i % 4; k++)
			len = LLVMFuzzerCustomMutator(damaged, len, MAX_SIZE, (unsigned) (i * 4 + k));
		keep(damaged, len);
		run(damaged, len);
	}
}

static int
by_name(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*a)->d_name, (*b)->d_name);
}

static void
run_path(const char *path, unsigned long copies)
{
	struct dirent **names;
	int			count = scandir(path, &names, NULL, by_name);

	if (count < 0)
	{
		run_file(path, copies);
		return;
	}
	for (int i = 0; i < count; i++)
	{
		char	   *inner;

		if (names[i]->d_name[0] != '.' && asprintf(&inner, "%s/%s", path, names[i]->d_name) > 0)
		{
			run_file(inner, copies);
			free(inner);
		}
		free(names[i]);
	}
	free(names);
}

int
main(int argc, char **argv)
{
	unsigned long copies = argc > 1 ? strtoul(argv[1], NULL, 10) : 0;

	LLVMFuzzerInitialize(&argc, &argv);
	for (int i = 2; i < argc; i++)
		run_path(argv[i], copies);
	printf("%lu runs\n", runs);
	return runs == 0;
}
