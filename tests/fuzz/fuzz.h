/*
 * fuzz.h
 *		What the fuzz harnesses share. Each is built with libFuzzer, and with
 *		replay.c for the tests.
 */
#ifndef PASSEND_FUZZ_H
#define PASSEND_FUZZ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* libFuzzer's interface; its headers are C++ only in some packages. */
extern int	LLVMFuzzerInitialize(int *argc, char ***argv);
extern int	LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
extern size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t max_size);
extern size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max_size, unsigned seed);

/* Says what is wrong, and ends the program in a way that the fuzzer sees. */
extern void fuzz_fail(const char *format,...) __attribute__((format(printf, 1, 2), noreturn));

#define CHECK(condition, ...) \
	do { \
		if (!(condition)) \
			fuzz_fail(__VA_ARGS__); \
	} while (0)

/* Messages of the loader since the last fuzz_begin: they are counted, not printed. */
extern unsigned fuzz_errors;
extern void fuzz_begin(void);

/* A generator that gives the same numbers everywhere. */
typedef uint64_t Random;
extern uint32_t random_below(Random *random, uint32_t limit);

/* The first bytes of an input steer; the rest is what is read. */
typedef struct Steering
{
	const uint8_t *bytes;
	size_t		count;
	size_t		next;
} Steering;

/* The next byte; 0 when there is none left. */
extern uint8_t steer(Steering *steering);

/*
 * Changes a text of cells and lines as CSV is damaged in reality. What stands
 * before begin is left to the bit flips.
 */
extern size_t mutate_csv(uint8_t *data, size_t size, size_t max_size, size_t begin, unsigned seed);

#endif							/* PASSEND_FUZZ_H */
