/*
 * fuzz_file.c
 *		Bytes as a file: recognised by its header among all descriptions of the
 *		loader and of tests/fuzz/datasets, and converted in several ways.
 *
 *		steering: encoding, masks and limit; converters; bytes of a chunk; how far
 *		the line numbers are. A first line "@NAME" becomes the header of that dataset.
 */
#define _GNU_SOURCE
#include "fuzz.h"

#include <stdlib.h>
#include <string.h>

#include "conversion.h"

#define STEERING 4

static DatasetList datasets;

int
LLVMFuzzerInitialize(int *argc, char ***argv)
{
	(void) argc;
	(void) argv;
	CHECK(datasets_read(&datasets, FUZZ_DATASETS), "the descriptions cannot be read");
	return 0;
}

/* The file, with a header in the place of "@NAME". */
static void
make_file(Buffer *file, const char *bytes, size_t len)
{
	const char *end = memchr(bytes, '\n', len);
	size_t		name = end ? (size_t) (end - bytes) : len;
	const Dataset *d = NULL;
	char	   *header;

	for (size_t i = 0; name > 1 && bytes[0] == '@' && i < datasets.count && d == NULL; i++)
		if (strlen(datasets.items[i].name) == name - 1 && memcmp(datasets.items[i].name, bytes + 1, name - 1) == 0)
			d = &datasets.items[i];
	if (d == NULL)
	{
		buffer_add(file, bytes, len);
		return;
	}
	header = header_of(d);
	buffer_text(file, header);
	free(header);
	if (name < len)
		buffer_add(file, bytes + name + 1, len - name - 1);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const encodings[] = {NULL, NULL, "UTF-8", "windows-1252"};
	static const uint64_t far[] = {0, 1000, INT32_MAX - 3, INT32_MAX, UINT32_MAX - 3, UINT32_MAX, 1ULL << 40};
	Steering	s = {data, size < STEERING ? size : STEERING, 0};
	uint8_t		first = steer(&s);
	Manner		manner = {.encoding = encodings[first % 4], .masks = (first & 4) != 0, .limit = first >> 5};
	Buffer		file = {0};

	manner.hands = 1 + steer(&s) % 4;
	manner.chunk = 1 + steer(&s) * (size_t) 8;
	manner.first_line = far[steer(&s) % (sizeof(far) / sizeof(far[0]))];
	make_file(&file, (const char *) data + s.count, size - s.count);
	check_conversion(&datasets, file.data, file.len, &manner);
	buffer_free(&file);
	return 0;
}

/* Mostly the rows; now and then the dataset. */
size_t
LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max_size, unsigned seed)
{
	const uint8_t *end = size > STEERING ? memchr(data + STEERING, '\n', size - STEERING) : NULL;
	Random		random = seed;

	if (end != NULL && random_below(&random, 50) == 0)
	{
		const char *name = datasets.items[random_below(&random, (uint32_t) datasets.count)].name;
		size_t		len = strlen(name);
		size_t		rest = size - (size_t) (end - data);

		if (STEERING + 1 + len + rest > max_size)
			return size;
		memmove(data + STEERING + 1 + len, end, rest);
		data[STEERING] = '@';
		memcpy(data + STEERING + 1, name, len);
		return STEERING + 1 + len + rest;
	}
	if (end != NULL && data[STEERING] == '@' && random_below(&random, 20) != 0)
		return mutate_csv(data, size, max_size, (size_t) (end - data) + 1, seed);
	return mutate_csv(data, size, max_size, STEERING, seed);
}
