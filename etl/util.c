/*
 * util.c
 *		Messages, memory, buffers and files, for every part of the loader.
 */
#define _GNU_SOURCE
#include "passend.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

bool
is_control(char c)
{
	return (unsigned char) c < 0x20 || c == 0x7f;
}

/* Always one line: what is quoted from a file may hold line ends. */
static void
say(const char *prefix, const char *format, va_list args)
{
	char	   *line;

	if (vasprintf(&line, format, args) < 0)
		return;
	for (char *p = line; *p; p++)
		if (is_control(*p))
			*p = ' ';
	fprintf(stderr, "%s%s\n", prefix, line);
	free(line);
}

void
say_error(const char *format,...)
{
	va_list		args;

	va_start(args, format);
	say("passend: error: ", format, args);
	va_end(args);
}

void
say_note(const char *format,...)
{
	va_list		args;

	va_start(args, format);
	say("passend: ", format, args);
	va_end(args);
}

void *
need(size_t size)
{
	return need_more(NULL, size);
}

void *
need_more(void *old, size_t size)
{
	void	   *p = realloc(old, size ? size : 1);

	if (p == NULL)
	{
		say_error("out of memory (%zu bytes asked)", size);
		exit(EXIT_INTERNAL);
	}
	return p;
}

char *
copy_bytes(const char *bytes, size_t len)
{
	char	   *copy = need(len + 1);

	if (len > 0)
		memcpy(copy, bytes, len);
	copy[len] = '\0';
	return copy;
}

char *
copy_text(const char *text)
{
	return text ? copy_bytes(text, strlen(text)) : NULL;
}

char *
text_of(const char *format,...)
{
	va_list		args;
	char	   *text;

	va_start(args, format);
	if (vasprintf(&text, format, args) < 0)
	{
		say_error("out of memory");
		exit(EXIT_INTERNAL);
	}
	va_end(args);
	return text;
}

void
need_thread(pthread_t *thread, void *(*run) (void *), void *argument)
{
	if (pthread_create(thread, NULL, run, argument) == 0)
		return;
	say_error("cannot start a thread");
	exit(EXIT_INTERNAL);
}

void
buffer_grow(Buffer *b, size_t wanted)
{
	size_t		size = b->size ? b->size : 256;

	while (size < wanted)
		size *= 2;
	b->data = need_more(b->data, size);
	b->size = size;
}

void
buffer_add(Buffer *b, const void *bytes, size_t len)
{
	buffer_reserve(b, len);
	if (len > 0)
		memcpy(b->data + b->len, bytes, len);
	b->len += len;
	b->data[b->len] = '\0';
}

void
buffer_text(Buffer *b, const char *text)
{
	buffer_add(b, text, strlen(text));
}

void
buffer_printf(Buffer *b, const char *format,...)
{
	va_list		args;
	va_list		again;
	int			len;

	va_start(args, format);
	va_copy(again, args);
	len = vsnprintf(NULL, 0, format, args);
	va_end(args);
	buffer_reserve(b, (size_t) len);
	vsnprintf(b->data + b->len, (size_t) len + 1, format, again);
	va_end(again);
	b->len += (size_t) len;
}

size_t
utf8_size(const char *text, size_t len)
{
	const unsigned char *c = (const unsigned char *) text;
	size_t		size;

	if (len == 0 || c[0] == 0 || (c[0] >= 0x80 && c[0] < 0xc2) || c[0] > 0xf4)
		return 0;
	size = c[0] < 0x80 ? 1 : c[0] >= 0xf0 ? 4 : c[0] >= 0xe0 ? 3 : 2;
	if (size > len)
		return 0;
	for (size_t i = 1; i < size; i++)
		if ((c[i] & 0xc0) != 0x80)
			return 0;
	/* overlong forms, surrogates, above U+10FFFF */
	if ((c[0] == 0xe0 && c[1] < 0xa0) || (c[0] == 0xed && c[1] > 0x9f)
		|| (c[0] == 0xf0 && c[1] < 0x90) || (c[0] == 0xf4 && c[1] > 0x8f))
		return 0;
	return size;
}

void
buffer_free(Buffer *b)
{
	free(b->data);
	*b = (Buffer) {0};
}

void
buffer_int16(Buffer *b, int16_t value)
{
	uint16_t	v = (uint16_t) value;
	unsigned char bytes[2] = {v >> 8, v & 0xff};

	buffer_add(b, bytes, sizeof(bytes));
}

void
buffer_int32(Buffer *b, int32_t value)
{
	uint32_t	v = (uint32_t) value;
	unsigned char bytes[4] = {v >> 24, (v >> 16) & 0xff, (v >> 8) & 0xff, v & 0xff};

	buffer_add(b, bytes, sizeof(bytes));
}

void
buffer_int64(Buffer *b, int64_t value)
{
	buffer_int32(b, (int32_t) ((uint64_t) value >> 32));
	buffer_int32(b, (int32_t) ((uint64_t) value & 0xffffffff));
}

char *
read_whole_file(const char *path, size_t *len)
{
	FILE	   *file = fopen(path, "rb");
	Buffer		text = {0};
	char		block[65536];
	size_t		got;

	if (file == NULL)
	{
		say_error("cannot open \"%s\": %s", path, strerror(errno));
		return NULL;
	}
	while ((got = fread(block, 1, sizeof(block), file)) > 0)
		buffer_add(&text, block, got);
	if (ferror(file))
	{
		say_error("cannot read \"%s\": %s", path, strerror(errno));
		fclose(file);
		buffer_free(&text);
		return NULL;
	}
	fclose(file);
	buffer_add(&text, "", 0);
	if (len)
		*len = text.len;
	return text.data;
}

static int
compare_names(const void *a, const void *b)
{
	return strcmp(*(char *const *) a, *(char *const *) b);
}

char **
list_directory(const char *path, const char *suffix, size_t *count)
{
	DIR		   *dir = opendir(path);
	struct dirent *entry;
	char	  **names = NULL;
	size_t		n = 0;

	if (dir == NULL)
	{
		say_error("cannot open directory \"%s\": %s", path, strerror(errno));
		return NULL;
	}
	names = need(sizeof(char *));
	while ((entry = readdir(dir)) != NULL)
	{
		if (entry->d_name[0] == '.' || !ends_with(entry->d_name, suffix))
			continue;
		names = need_more(names, (n + 1) * sizeof(char *));
		names[n++] = copy_text(entry->d_name);
	}
	closedir(dir);
	qsort(names, n, sizeof(char *), compare_names);
	*count = n;
	return names;
}

/* ASCII case does not matter: DUO's own archives hold .CSV as well as .csv. */
bool
ends_with(const char *text, const char *suffix)
{
	size_t		n = strlen(text);
	size_t		m = strlen(suffix);

	return n >= m && strcasecmp(text + n - m, suffix) == 0;
}

const char *
base_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

FILE *
temporary_file(void)
{
	const char *directory = getenv("TMPDIR");
	char	   *path = text_of("%s/passend.XXXXXX", directory && *directory ? directory : "/tmp");
	int			fd = mkstemp(path);
	FILE	   *file = fd < 0 ? NULL : fdopen(fd, "w+");

	if (fd >= 0)
		unlink(path);
	if (fd >= 0 && file == NULL)
		close(fd);
	free(path);
	return file;
}

const char *
share_directory(void)
{
	const char *path = getenv("PASSEND_SHARE");

	return path && *path ? path : PASSEND_SHARE;
}

/* Levenshtein, with one row of the matrix kept. */
size_t
edit_distance(const char *a, const char *b)
{
	size_t		n = strlen(b);
	size_t	   *row = need((n + 1) * sizeof(size_t));
	size_t		distance;

	for (size_t j = 0; j <= n; j++)
		row[j] = j;
	for (size_t i = 1; a[i - 1] != '\0'; i++)
	{
		size_t		diagonal = row[0];

		row[0] = i;
		for (size_t j = 1; j <= n; j++)
		{
			size_t		best = diagonal + (a[i - 1] != b[j - 1]);

			if (row[j] + 1 < best)
				best = row[j] + 1;
			if (row[j - 1] + 1 < best)
				best = row[j - 1] + 1;
			diagonal = row[j];
			row[j] = best;
		}
	}
	distance = row[n];
	free(row);
	return distance;
}

const char *
grouped(uint64_t number)
{
	/* 20 digits, 6 separators, NUL; each thread has its own */
	static _Thread_local char ring[8][27];
	static _Thread_local unsigned next;
	char	   *end = ring[next++ % 8] + 26;
	int			digits = 0;

	*end = '\0';
	do
	{
		if (digits > 0 && digits % 3 == 0)
			*--end = ',';
		*--end = (char) ('0' + number % 10);
		digits++;
		number /= 10;
	} while (number > 0);
	return end;
}
