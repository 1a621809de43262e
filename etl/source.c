/*
 * source.c
 *		Where the bytes come from: files, directories, standard input, archives.
 *
 * Every input is read before it is used: to know its SHA-256 (has it been
 * loaded?), its size and whether it is UTF-8. A large file is hashed on a thread
 * of its own, as its size alone may say that it is new. What cannot be read twice
 * is kept in memory when small and in an unlinked temporary file when not.
 */
#define _GNU_SOURCE
#include "source.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <archive.h>
#include <archive_entry.h>
#include <zlib.h>

#define BLOCK_SIZE 65536
#ifndef HASH_LATER_BYTES
#define HASH_LATER_BYTES (8 * 1024 * 1024)	/* of a smaller file it is no work */
#endif
#ifndef MEMORY_LIMIT
#define MEMORY_LIMIT (8 * 1024 * 1024)	/* larger members go to a temporary file */
#endif

/* Incremental UTF-8 check: what the next continuation byte must lie between. */
typedef struct Utf8Check
{
	int			pending;
	unsigned char low;
	unsigned char high;
	bool		valid;
} Utf8Check;

static void
utf8_check(Utf8Check *u, const unsigned char *bytes, size_t len)
{
	for (size_t i = 0; i < len && u->valid; i++)
	{
		unsigned char c = bytes[i];
		uint64_t	eight;

		/* eight ASCII bytes at a time, as most text is */
		while (u->pending == 0 && i + 8 < len
			   && (memcpy(&eight, bytes + i, 8), (eight & 0x8080808080808080ULL) == 0))
			c = bytes[i += 8];

		if (u->pending > 0)
		{
			u->valid = c >= u->low && c <= u->high;
			u->low = 0x80;
			u->high = 0xbf;
			u->pending--;
			continue;
		}
		if (c < 0x80)
			continue;
		u->valid = c >= 0xc2 && c <= 0xf4;
		u->pending = c >= 0xf0 ? 3 : c >= 0xe0 ? 2 : 1;
		/* no overlong forms, no surrogates, nothing above U+10FFFF */
		u->low = c == 0xe0 ? 0xa0 : c == 0xf0 ? 0x90 : 0x80;
		u->high = c == 0xed ? 0x9f : c == 0xf4 ? 0x8f : 0xbf;
	}
}

/* Names go into the database, which wants UTF-8, and into lines for people. */
static char *
clean_name(const char *name)
{
	char	   *clean = copy_text(name);
	Utf8Check	u = {.valid = true};

	utf8_check(&u, (const unsigned char *) clean, strlen(clean));
	if (!u.valid || u.pending > 0)
		for (char *p = clean; *p; p++)
			if ((unsigned char) *p >= 0x80)
				*p = '?';
	for (char *p = clean; *p; p++)
		if (is_control(*p))
			*p = '?';
	return clean;
}

/* What is learned of an input while it is read for the first time. */
typedef struct FirstRead
{
	Hash	   *hash;			/* or NULL */
	Utf8Check	utf8;
} FirstRead;

bool		source_hashes = true;

static void
first_read_begin(FirstRead *f, Input *input, bool hashed)
{
	f->hash = hashed ? hash_begin() : NULL;
	f->utf8 = (Utf8Check) {.valid = true};
	input->bytes = 0;
}

static void
first_read_block(FirstRead *f, Input *input, const void *bytes, size_t len)
{
	if (f->hash != NULL)
		hash_add(f->hash, bytes, len);
	utf8_check(&f->utf8, bytes, len);
	input->bytes += len;
}

static void
first_read_end(FirstRead *f, Input *input)
{
	if (f->hash != NULL)
		hash_end(f->hash, input->sha256);
	input->utf8 = f->utf8.valid && f->utf8.pending == 0;
	input_rewind(input);
}

bool
input_is_hashed(const Input *input)
{
	return input->hashing == NULL;
}

bool
input_hash_is_done(const Input *input)
{
	return input->hashing == NULL || file_hash_is_done(input->hashing);
}

static void
say_changed(const Input *input, uint64_t size)
{
	say_error("\"%s\" was changed while it was being read: it had %s bytes and has %s; load it again when it is complete",
			  input->name, grouped(input->bytes), grouped(size));
}

const char *
input_sha256(Input *input)
{
	char		text[HASH_TEXT_SIZE];
	int64_t		size;

	if (!source_hashes || input->sha256[0] != '\0')
		return input->sha256;
	if (input->hashing == NULL)
		return NULL;			/* as was said before */
	size = file_hash_end(input->hashing, text);
	input->hashing = NULL;
	if (size < 0)
		say_error("cannot read \"%s\": %s", input->name, strerror(errno));
	else if ((uint64_t) size != input->bytes)
		say_changed(input, (uint64_t) size);
	else
		memcpy(input->sha256, text, sizeof(text));
	return size >= 0 && (uint64_t) size == input->bytes ? input->sha256 : NULL;
}

/* Keeps a block of an input that cannot be read twice. */
static bool
keep_block(Input *input, const void *bytes, size_t len)
{
	if (input->file == NULL && input->memory.len + len <= MEMORY_LIMIT)
	{
		buffer_add(&input->memory, bytes, len);
		return true;
	}
	if (input->file == NULL)
	{
		input->file = temporary_file();
		if (input->file == NULL)
		{
			say_error("cannot make a temporary file for \"%s\": %s", input->name, strerror(errno));
			return false;
		}
		if (input->memory.len > 0
			&& fwrite(input->memory.data, 1, input->memory.len, input->file) != input->memory.len)
			goto failed;
		buffer_free(&input->memory);
	}
	if (fwrite(bytes, 1, len, input->file) == len)
		return true;
failed:
	say_error("cannot write a temporary file for \"%s\": %s", input->name, strerror(errno));
	return false;
}

/* The last bytes too are in the temporary file. */
static bool
kept_whole(Input *input)
{
	if (input->file == NULL || fflush(input->file) == 0)
		return true;
	say_error("cannot write a temporary file for \"%s\": %s", input->name, strerror(errno));
	return false;
}

ptrdiff_t
input_read(Input *input, char *bytes, size_t size)
{
	size_t		got;

	if (input->file == NULL)
	{
		got = input->memory.len - input->position;
		if (got > size)
			got = size;
		if (got > 0)
			memcpy(bytes, input->memory.data + input->position, got);
		input->position += got;
		return (ptrdiff_t) got;
	}
	/* what is behind was not there when it was read for the first time */
	if (size > input->bytes - input->position)
		size = input->bytes - input->position;
	got = fread(bytes, 1, size, input->file);
	input->position += got;
	if (got > 0 || size == 0)
		return (ptrdiff_t) got;
	if (ferror(input->file))
		say_error("cannot read \"%s\": %s", input->name, strerror(errno));
	else
		say_changed(input, input->position);
	return -1;
}

void
input_rewind(Input *input)
{
	input->position = 0;
	if (input->file != NULL)
		rewind(input->file);
}

static void
input_close(Input *input)
{
	if (input->hashing != NULL)
		file_hash_drop(input->hashing);
	if (input->file != NULL)
		fclose(input->file);
	buffer_free(&input->memory);
}

void
input_move(Input *to, Input *from)
{
	*to = *from;
	to->name = copy_text(from->name);
	to->archive = copy_text(from->archive);
	from->file = NULL;
	from->hashing = NULL;
	from->memory = (Buffer) {0};
}

void
input_release(Input *input)
{
	input_close(input);
	free((char *) input->name);
	free((char *) input->archive);
}

/*
 * A file; standard input and pipes have no status, and are kept, as they cannot
 * rewind. Of a large file nothing is read here behind what is no UTF-8.
 */
static ExitCode
walk_file(FILE *file, const char *path, const struct stat *status, InputHandler handler, void *context, bool *stopped)
{
	Input		input = {.name = clean_name(base_name(path))};
	bool		keep = status == NULL;
	bool		later = !keep && status->st_size >= HASH_LATER_BYTES;
	FirstRead	first;
	bool		ok = true;
	char		block[BLOCK_SIZE];
	size_t		got;

	if (!keep)
		input.file = file;
	first_read_begin(&first, &input, source_hashes && !later);
	if (source_hashes && later)
		input.hashing = file_hash_begin(fileno(file));
	while (ok && (!later || first.utf8.valid) && (got = fread(block, 1, sizeof(block), file)) > 0)
	{
		first_read_block(&first, &input, block, got);
		if (keep)
			ok = keep_block(&input, block, got);
	}
	if (ok && ferror(file))
	{
		/* a signal: who asked for it gives the message */
		if (errno != EINTR)
			say_error("cannot read \"%s\": %s", path, strerror(errno));
		ok = false;
	}
	ok = ok && (!keep || kept_whole(&input));
	first_read_end(&first, &input);
	if (later)
		input.bytes = (uint64_t) status->st_size;
	input.consumed = input.bytes;
	if (ok && !handler(&input, context))
		*stopped = true;
	input_close(&input);
	if (keep && file != stdin)
		fclose(file);
	free((char *) input.name);
	return ok ? EXIT_OK : EXIT_INPUT;
}

/* One member: its bytes are kept first, so that a broken archive loads no part of it. */
static ExitCode
walk_member(struct archive *a, const char *path, const char *name, bool in_archive,
			InputHandler handler, void *context, bool *stopped)
{
	Input		input = {.name = clean_name(base_name(name))};
	char	   *archive = clean_name(base_name(path));
	FirstRead	first;
	ExitCode	code = EXIT_OK;
	const void *block;
	size_t		len;
	int64_t		offset = 0;
	int			result;

	if (in_archive)
		input.archive = archive;
	first_read_begin(&first, &input, source_hashes);
	while ((result = archive_read_data_block(a, &block, &len, &offset)) == ARCHIVE_OK)
	{
		if (offset > (int64_t) input.bytes)
			break;				/* a hole: bytes that the archive does not hold */
		first_read_block(&first, &input, block, len);
		if (!keep_block(&input, block, len))
		{
			code = EXIT_INPUT;
			break;
		}
	}
	if (code == EXIT_OK && !kept_whole(&input))
		code = EXIT_INPUT;
	if (code == EXIT_OK && result != ARCHIVE_EOF && result != ARCHIVE_OK)
	{
		say_error("archive \"%s\" is broken at \"%s\": %s; fetch it again", path, name,
				  archive_error_string(a) ? archive_error_string(a) : "unknown error");
		code = EXIT_ARCHIVE;
	}
	if (code == EXIT_OK && offset > (int64_t) input.bytes)
	{
		say_error("archive \"%s\" holds \"%s\" as a sparse file, with holes in it; pack it without", path, name);
		code = EXIT_ARCHIVE;
	}
	first_read_end(&first, &input);
	input.consumed = (uint64_t) archive_filter_bytes(a, -1);
	if (code == EXIT_OK && !handler(&input, context))
		*stopped = true;
	input_close(&input);
	free((char *) input.name);
	free(archive);
	return code;
}

/* Only what can be a table; an archive often holds a note or a licence too. */
static bool
is_table_name(const char *name)
{
	const char *base = base_name(name);

	return base[0] != '.' && (ends_with(base, ".csv") || ends_with(base, ".txt"));
}

/*
 * A ZIP that was cut off has lost its directory, which is at its end. libarchive
 * would read it from the front until it breaks; we refuse it before the first
 * member. The end record is 22 bytes plus a comment of at most 65535.
 */
static bool
zip_is_whole(FILE *file)
{
	char		tail[22 + 65535];
	const char *end;
	long		size;
	size_t		got;

	if (fseek(file, 0, SEEK_END) != 0 || (size = ftell(file)) < 0)
		return false;
	if (fseek(file, size > (long) sizeof(tail) ? size - (long) sizeof(tail) : 0, SEEK_SET) != 0)
		return false;
	got = fread(tail, 1, sizeof(tail), file);
	end = memmem(tail, got, "PK\5\6", 4);
	return end != NULL && tail + got - end >= 22;
}

/* libarchive does not look at gzip's checksum, so zlib does; NULL or what is wrong. */
static const char *
gzip_problem(const char *path)
{
	gzFile		file = gzopen(path, "rb");
	char		block[BLOCK_SIZE];
	int			got;
	int			end;

	if (file == NULL)
		return "it cannot be opened";
	gzbuffer(file, BLOCK_SIZE);
	while ((got = gzread(file, block, sizeof(block))) > 0)
		;
	end = gzclose(file);
	if (got == 0 && end == Z_OK)
		return NULL;
	return end == Z_BUF_ERROR ? "it is cut off" : "its content does not fit its checksum";
}

/* ZIP, tar (plain or compressed) and single gzip files, through libarchive. */
static ExitCode
walk_archive(const char *path, InputHandler handler, void *context, bool *stopped)
{
	struct archive *a = archive_read_new();
	struct archive_entry *entry;
	ExitCode	code = EXIT_OK;
	int			result;
	int			members = 0;

	archive_read_support_filter_gzip(a);
	archive_read_support_format_zip(a);
	archive_read_support_format_tar(a);
	archive_read_support_format_raw(a);
	archive_read_support_format_empty(a);
	result = archive_read_open_filename(a, path, BLOCK_SIZE);
	while (result == ARCHIVE_OK && code == EXIT_OK && !*stopped)
	{
		const char *name;
		bool		raw;

		result = archive_read_next_header(a, &entry);
		if (result == ARCHIVE_WARN)
			result = ARCHIVE_OK;	/* such as an odd character set of a name */
		if (result != ARCHIVE_OK)
			break;
		raw = archive_format(a) == ARCHIVE_FORMAT_RAW;
		if (raw)
		{
			/* x.csv.gz holds x.csv; the name within is often missing */
			char	   *inner = copy_bytes(path, strlen(path) - (ends_with(path, ".gz") ? 3 : 0));

			members++;
			code = walk_member(a, path, inner, true, handler, context, stopped);
			free(inner);
			continue;
		}
		name = archive_entry_pathname_utf8(entry);
		if (name == NULL)
			name = archive_entry_pathname(entry);
		if (name == NULL || archive_entry_filetype(entry) != AE_IFREG)
			continue;
		if (!is_table_name(name))
		{
			say_note("%s: \"%s\" is not a .csv or .txt file: skipped", base_name(path), name);
			continue;
		}
		members++;
		code = walk_member(a, path, name, true, handler, context, stopped);
	}
	if (code == EXIT_OK && result != ARCHIVE_OK && result != ARCHIVE_EOF)
	{
		say_error("archive \"%s\" cannot be read: %s; fetch it again", path,
				  archive_error_string(a) ? archive_error_string(a) : "unknown error");
		code = EXIT_ARCHIVE;
	}
	else if (code == EXIT_OK && members == 0)
	{
		say_error("archive \"%s\" holds no .csv or .txt file", path);
		code = EXIT_ARCHIVE;
	}
	archive_read_free(a);
	return code;
}

static ExitCode
walk_directory(const char *path, InputHandler handler, void *context, bool *stopped)
{
	size_t		count;
	char	  **names = list_directory(path, "", &count);
	ExitCode	code = EXIT_OK;
	size_t		tables = 0;

	if (names == NULL)
		return EXIT_INPUT;
	for (size_t i = 0; i < count; i++)
	{
		char	   *inner = text_of("%s/%s", path, names[i]);
		bool		wanted = is_table_name(names[i]) || ends_with(names[i], ".zip")
			|| ends_with(names[i], ".gz") || ends_with(names[i], ".tgz") || ends_with(names[i], ".tar");

		tables += wanted;
		if (wanted && !*stopped)
		{
			ExitCode	inner_code = source_walk(inner, handler, context, stopped);

			if (code == EXIT_OK)
				code = inner_code;
		}
		free(inner);
		free(names[i]);
	}
	free(names);
	if (tables == 0)
	{
		say_error("directory \"%s\" holds no .csv, .txt, .zip, .gz or .tar file", path);
		return EXIT_INPUT;
	}
	return code;
}

ExitCode
source_walk(const char *path, InputHandler handler, void *context, bool *stopped)
{
	/* enough for the magic bytes of tar, which stand at 257 */
	unsigned char magic[262] = {0};
	struct stat status;
	FILE	   *file;
	size_t		got;
	bool		zip;
	bool		gzip;
	const char *problem = NULL;

	if (strcmp(path, "-") == 0)
		return walk_file(stdin, "stdin", NULL, handler, context, stopped);
	if (stat(path, &status) != 0)
	{
		say_error("cannot open \"%s\": %s", path, strerror(errno));
		return EXIT_INPUT;
	}
	if (S_ISDIR(status.st_mode))
		return walk_directory(path, handler, context, stopped);
	file = fopen(path, "rb");
	if (file == NULL)
	{
		say_error("cannot open \"%s\": %s", path, strerror(errno));
		return EXIT_INPUT;
	}
	if (!S_ISREG(status.st_mode))
		return walk_file(file, path, NULL, handler, context, stopped);
	got = fread(magic, 1, sizeof(magic), file);
	zip = got >= 4 && memcmp(magic, "PK", 2) == 0 && magic[2] < 8 && magic[3] < 9;
	gzip = got >= 2 && magic[0] == 0x1f && magic[1] == 0x8b;
	if (zip || ends_with(path, ".zip"))
		problem = !zip ? "it is not a ZIP file" : zip_is_whole(file) ? NULL
			: "its directory, at the end of the file, is missing";
	else if (gzip || ends_with(path, ".gz") || ends_with(path, ".tgz"))
		problem = gzip ? gzip_problem(path) : "it is not a gzip file";
	else if (memcmp(magic + 257, "ustar", 5) != 0)
	{
		rewind(file);
		return walk_file(file, path, &status, handler, context, stopped);
	}
	fclose(file);
	if (problem != NULL)
	{
		say_error("archive \"%s\" is broken: %s; fetch it again", path, problem);
		return EXIT_ARCHIVE;
	}
	return walk_archive(path, handler, context, stopped);
}
