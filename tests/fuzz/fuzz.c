/*
 * fuzz.c
 *		What the fuzz harnesses share.
 */
#define _GNU_SOURCE
#include "fuzz.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "passend.h"

unsigned	fuzz_errors;

void
fuzz_fail(const char *format,...)
{
	va_list		args;

	va_start(args, format);
	fputs("fuzz: ", stderr);
	vfprintf(stderr, format, args);
	fputc('\n', stderr);
	va_end(args);
	abort();
}

void
fuzz_begin(void)
{
	fuzz_errors = 0;
}

/* The linker puts these in the place of say_error and say_note. */
extern void __wrap_say_error(const char *format,...) __attribute__((format(printf, 1, 2)));
extern void __wrap_say_note(const char *format,...) __attribute__((format(printf, 1, 2)));

/* Made in full, as the program would: a %s may point anywhere. */
static void
swallow(const char *format, va_list args)
{
	static bool loud;
	static bool asked;
	char	   *text;

	if (!asked)
		loud = getenv("FUZZ_LOUD") != NULL;
	asked = true;
	if (vasprintf(&text, format, args) < 0)
		abort();
	if (loud)
		fprintf(stderr, "message: %s\n", text);
	free(text);
}

void
__wrap_say_error(const char *format,...)
{
	va_list		args;

	va_start(args, format);
	swallow(format, args);
	va_end(args);
	fuzz_errors++;
}

void
__wrap_say_note(const char *format,...)
{
	va_list		args;

	va_start(args, format);
	swallow(format, args);
	va_end(args);
}

/* The upper half of a 64-bit linear congruential generator. */
uint32_t
random_below(Random *random, uint32_t limit)
{
	*random = *random * 6364136223846793005ULL + 1442695040888963407ULL;
	return limit ? (uint32_t) (*random >> 33) % limit : 0;
}

uint8_t
steer(Steering *steering)
{
	return steering->next < steering->count ? steering->bytes[steering->next++] : 0;
}
