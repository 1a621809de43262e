/*
 * passend.h
 *		What every part of the loader uses: exit codes, messages, buffers.
 */
#ifndef PASSEND_H
#define PASSEND_H

#include <pthread.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

/*
 * Exit codes, part of the interface (docs/loader.md lists them). A run over
 * several files ends with the code of the first file that failed.
 */
typedef enum ExitCode
{
	EXIT_OK = 0,				/* done */
	EXIT_INTERNAL = 1,			/* out of memory, a defect */
	EXIT_USAGE = 2,				/* unknown command, option or argument */
	EXIT_INPUT = 3,				/* file missing or unreadable */
	EXIT_ARCHIVE = 4,			/* archive broken or truncated */
	EXIT_LAYOUT = 5,			/* no dataset has this header */
	EXIT_REJECTS = 6,			/* loaded, but some rows were rejected */
	EXIT_REFUSED = 7,			/* refused whole: too many rejects */
	EXIT_CONNECT = 8,			/* no connection to the server */
	EXIT_RIGHTS = 9,			/* the role may not do this */
	EXIT_WAREHOUSE = 10,		/* warehouse missing, or not of this version */
	EXIT_DATABASE = 11,			/* any other error of the server */
	EXIT_NOTHING_NEW = 12,		/* all of it was loaded before */
	EXIT_INTERRUPT = 130		/* Ctrl-C or SIGTERM; nothing half loaded */
} ExitCode;

/* A growable byte buffer. */
typedef struct Buffer
{
	char	   *data;
	size_t		len;
	size_t		size;
} Buffer;

/* Bytes that go from thread to thread: rows of one school year, or lines. */
typedef struct Parcel
{
	Buffer		bytes;
	int			year;			/* start of the school year of rows; 0: not partitioned */
	uint64_t	line;			/* number of the first of lines */
} Parcel;

/* Characters that would break a line or steer a terminal. */
extern bool is_control(char c);

/* Messages to stderr, one line each, "passend: " in front. */
extern void say_error(const char *format,...) __attribute__((format(printf, 1, 2)));
extern void say_note(const char *format,...) __attribute__((format(printf, 1, 2)));

/* Allocation that ends the program when memory runs out; never returns NULL. */
extern void *need(size_t size);
extern void *need_more(void *old, size_t size);
extern char *copy_text(const char *text);
extern char *copy_bytes(const char *bytes, size_t len);
extern char *text_of(const char *format,...) __attribute__((format(printf, 1, 2)));

/* Starts a thread, or ends the program as the machine has no more of them. */
extern void need_thread(pthread_t *thread, void *(*run) (void *), void *argument);

extern void buffer_grow(Buffer *b, size_t wanted);
extern void buffer_add(Buffer *b, const void *bytes, size_t len);
extern void buffer_text(Buffer *b, const char *text);
extern void buffer_printf(Buffer *b, const char *format,...) __attribute__((format(printf, 2, 3)));
extern void buffer_free(Buffer *b);

/* Room for len more bytes, and one for a NUL that is not counted. */
static inline void
buffer_reserve(Buffer *b, size_t len)
{
	if (b->len + len + 1 > b->size)
		buffer_grow(b, b->len + len + 1);
}

/* Network byte order, as binary COPY wants it. */
extern void buffer_int16(Buffer *b, int16_t value);
extern void buffer_int32(Buffer *b, int32_t value);
extern void buffer_int64(Buffer *b, int64_t value);

/* Bytes of the UTF-8 character at the front, which is no NUL; 0 when there is none. */
extern size_t utf8_size(const char *text, size_t len);

/* Whole file as text with a NUL behind it; NULL after an error message. */
extern char *read_whole_file(const char *path, size_t *len);

/* A file without a name, in TMPDIR or /tmp; NULL when there can be none. */
extern FILE *temporary_file(void);

/* Names in a directory that end in suffix, sorted; NULL after an error message. */
extern char **list_directory(const char *path, const char *suffix, size_t *count);
extern bool ends_with(const char *text, const char *suffix);
extern const char *base_name(const char *path);

/* Directory of datasets/, warehouse/ and reports/: PASSEND_SHARE or the installed one. */
extern const char *share_directory(void);

/* Edit distance, for "did you mean". */
extern size_t edit_distance(const char *a, const char *b);

/* 1234567 as "1,234,567" into one of eight rotating buffers of the thread. */
extern const char *grouped(uint64_t number);

#endif							/* PASSEND_H */
