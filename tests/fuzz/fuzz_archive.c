/*
 * fuzz_archive.c
 *		Bytes as an archive, as they are; or as members that are packed here and
 *		then perhaps damaged. Undamaged, every table comes out in its own bytes;
 *		damaged, none is lost without a message; what is handed on is what it is
 *		said to be.
 *
 *		steering: the file's name, or how to pack; at which input the walk stops;
 *		damages. Packed: each member is a name's number, a size of two bytes, the bytes.
 */
#define _GNU_SOURCE
#include "fuzz.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <archive.h>
#include <archive_entry.h>

#include "source.h"

#define STEERING 8
#define UNPACKED_LIMIT (64 * 1024 * 1024)
#define MAX_MEMBERS 16
#define RAW_NAMES 6				/* the rest of the first byte says how to pack */

static char directory[64];

static const char *const raw_names[RAW_NAMES] = {"x.csv", "x.zip", "x.csv.gz", "x.tgz", "x.tar", "\xff\n.txt"};
static const char *const packed_names[] = {"p.zip", "p.zip", "p.tar", "p.tgz", "p.csv.gz", "p.tar", "p.csv"};
static const char *const member_names[] = {"a.csv", "b.CSV", "map/c.txt", "leesmij.pdf", ".d.csv", "caf\xc3\xa9.csv", "lang.csv", "../e.txt"};

typedef enum Pack
{
	PACK_ZIP,
	PACK_ZIP_STORED,
	PACK_TAR,
	PACK_TGZ,
	PACK_GZIP,
	PACK_TAR_SPARSE,			/* with a hole in large members, which no table has */
	PACK_NONE
} Pack;
#define PACKS (PACK_NONE + 1)

typedef struct Member
{
	const char *name;
	char	   *bytes;
	size_t		len;
} Member;

/* What a walk should give, and what it has given. */
typedef struct Walk
{
	Member		expected[MAX_MEMBERS];
	size_t		expected_count;
	bool		exact;			/* the archive is whole: just these come */
	size_t		seen;
	size_t		stop_at;
	uint64_t	unpacked;
} Walk;

/* A second opinion, character by character. */
static bool
is_utf8(const char *bytes, size_t len)
{
	size_t		size;

	for (size_t i = 0; i < len; i += size)
	{
		size = bytes[i] == '\0' ? 1 : utf8_size(bytes + i, len - i);
		if (size == 0)
			return false;
	}
	return true;
}

static void
check_name(const char *name)
{
	CHECK(strchr(name, '/') == NULL && is_utf8(name, strlen(name)), "a name that is none");
	for (const char *p = name; *p; p++)
		CHECK(!is_control(*p), "a name that steers terminals");
}

/* Reads the input twice; all that is said of it must be so. */
static bool
take_input(Input *input, void *context)
{
	Walk	   *walk = context;
	Buffer		bytes = {0};
	char		block[1000];
	char		hex[65];
	ptrdiff_t	got;

	check_name(input->name);
	if (input->archive != NULL)
		check_name(input->archive);
	for (int again = 0; again < 2; again++)
	{
		bytes.len = 0;
		input_rewind(input);
		while ((got = input_read(input, block, sizeof(block))) > 0)
			buffer_add(&bytes, block, (size_t) got);
		CHECK(got == 0, "an input cannot be read");
		CHECK(bytes.len == input->bytes, "%zu bytes of %lu", bytes.len, (unsigned long) input->bytes);
	}
	sha256_hex(bytes.data, bytes.len, hex);
	CHECK(strcmp(hex, input_sha256(input)) == 0, "another SHA-256");
	CHECK(input->utf8 == is_utf8(bytes.data, bytes.len), "UTF-8 or not");
	if (walk->exact)
	{
		CHECK(walk->seen < walk->expected_count, "an input too many");
		CHECK(walk->expected[walk->seen].len == bytes.len
			  && memcmp(walk->expected[walk->seen].bytes, bytes.data ? bytes.data : "", bytes.len) == 0, "member %zu is not its own bytes", walk->seen);
	}
	walk->unpacked += bytes.len;
	walk->seen++;
	buffer_free(&bytes);
	return walk->seen != walk->stop_at && walk->unpacked < UNPACKED_LIMIT;
}

/* --- packing --- */

static bool
is_table(const char *name)
{
	const char *base = base_name(name);

	return base[0] != '.' && (ends_with(base, ".csv") || ends_with(base, ".txt"));
}

/* The members that the bytes describe; how many. */
static size_t
read_members(const uint8_t *data, size_t size, Pack pack, Member *members)
{
	size_t		count = 0;

	while (size >= 3 && count < MAX_MEMBERS && (count == 0 || pack < PACK_GZIP || pack == PACK_TAR_SPARSE))
	{
		size_t		len = data[1] | (size_t) data[2] << 8;

		if (len > size - 3)
			len = size - 3;
		members[count].name = member_names[data[0] % (sizeof(member_names) / sizeof(member_names[0]))];
		members[count].bytes = copy_bytes((const char *) data + 3, len);
		members[count++].len = len;
		data += 3 + len;
		size -= 3 + len;
	}
	return count;
}

static bool
has_hole(const Member *m, Pack pack)
{
	return pack == PACK_TAR_SPARSE && m->len >= 3 * 512;
}

/* Punches a hole of zeros in the middle. */
static void
add_hole(struct archive_entry *entry, Member *m)
{
	memset(m->bytes + 512, 0, 512);
	archive_entry_sparse_add_entry(entry, 0, 512);
	archive_entry_sparse_add_entry(entry, 1024, (int64_t) m->len - 1024);
}

static void
add_member(struct archive *a, Member *m, Pack pack)
{
	struct archive_entry *entry = archive_entry_new();

	archive_entry_set_pathname(entry, m->name);
	archive_entry_set_size(entry, (int64_t) m->len);
	archive_entry_set_filetype(entry, AE_IFREG);
	archive_entry_set_perm(entry, 0644);
	if (has_hole(m, pack))
		add_hole(entry, m);
	CHECK(archive_write_header(a, entry) >= ARCHIVE_WARN, "cannot pack: %s", archive_error_string(a));
	CHECK(archive_write_data(a, m->bytes, m->len) == (la_ssize_t) m->len, "cannot pack: %s", archive_error_string(a));
	archive_entry_free(entry);
}

static void
pack_members(Member *members, size_t count, Pack pack, Buffer *packed)
{
	struct archive *a = archive_write_new();
	size_t		room = 64 * 1024;
	size_t		used = 0;

	for (size_t i = 0; i < count; i++)
		room += 4096 + 2 * members[i].len;
	buffer_reserve(packed, room);
	if (pack == PACK_ZIP || pack == PACK_ZIP_STORED)
		archive_write_set_format_zip(a);
	else if (pack == PACK_GZIP)
		archive_write_set_format_raw(a);
	else
		archive_write_set_format_pax_restricted(a);
	if (pack == PACK_ZIP_STORED)
		archive_write_zip_set_compression_store(a);
	if (pack == PACK_TGZ || pack == PACK_GZIP)
		archive_write_add_filter_gzip(a);
	CHECK(archive_write_open_memory(a, packed->data, room, &used) == ARCHIVE_OK, "cannot pack: %s", archive_error_string(a));
	for (size_t i = 0; i < count; i++)
		add_member(a, &members[i], pack);
	CHECK(archive_write_close(a) == ARCHIVE_OK, "cannot pack: %s", archive_error_string(a));
	archive_write_free(a);
	packed->len = used;
}

/* --- a walk --- */

/* Changes single bytes, or cuts the end off; false where nothing is to be changed. */
static bool
damage(Steering *s, Buffer *file)
{
	uint8_t		kind = steer(s);
	size_t		at = steer(s) | (size_t) steer(s) << 8;

	if (kind == 0 || file->len == 0)
		return false;
	if (kind < 128)
		file->data[at % file->len] ^= (char) kind;
	else if (kind < 192)
		file->data[file->len - 1 - at % file->len] ^= (char) (kind - 127);
	else
		file->len -= at % file->len;
	return true;
}

static ExitCode
walk_bytes(const char *name, const char *bytes, size_t len, Walk *walk, bool *stopped)
{
	char	   *path = text_of("%s/%s", directory, name);
	FILE	   *file = fopen(path, "wb");
	ExitCode	code;

	CHECK(file != NULL && fwrite(bytes, 1, len, file) == len && fclose(file) == 0, "cannot write %s", path);
	*stopped = false;
	code = source_walk(path, take_input, walk, stopped);
	unlink(path);
	free(path);
	return code;
}

/* What holds of every walk. */
static void
check_walk(const Walk *walk, ExitCode code, bool stopped)
{
	CHECK(code == EXIT_OK || code == EXIT_INPUT || code == EXIT_ARCHIVE, "exit code %d", (int) code);
	CHECK((code != EXIT_OK) == (fuzz_errors > 0), "exit code %d with %u messages", (int) code, fuzz_errors);
	CHECK(stopped == (walk->seen > 0 && (walk->seen == walk->stop_at || walk->unpacked >= UNPACKED_LIMIT)), "stopped or not");
}

static void
walk_packed(Steering *s, const uint8_t *data, size_t size, Pack pack)
{
	Walk		walk = {.exact = true, .stop_at = steer(s) % 8};
	Member		members[MAX_MEMBERS];
	size_t		count = read_members(data, size, pack, members);
	Buffer		packed = {0};
	size_t		holes = 0;
	bool		damaged = false;
	bool		stopped;
	ExitCode	code;

	if (count == 0)
		return;
	if (pack == PACK_NONE)
		buffer_add(&packed, members[0].bytes, members[0].len);
	else
		pack_members(members, count, pack, &packed);
	for (size_t i = 0; i < count; i++)
		if (pack == PACK_GZIP || pack == PACK_NONE || is_table(members[i].name))
			walk.expected[walk.expected_count++] = members[i];
	/* a gzip of a tar, or a plain file that is one, is another archive */
	walk.exact = pack != PACK_GZIP && pack != PACK_NONE;
	for (size_t i = 0; i < walk.expected_count; i++)
		holes += has_hole(&walk.expected[i], pack);
	walk.exact = walk.exact && holes == 0;
	for (int i = 0; i < 2; i++)
		damaged = damage(s, &packed) || damaged;
	walk.exact = walk.exact && !damaged;
	code = walk_bytes(packed_names[pack], packed.data, packed.len, &walk, &stopped);
	check_walk(&walk, code, stopped);
	if (holes > 0 && walk.stop_at == 0 && !damaged)
		CHECK(code != EXIT_OK, "a hole is not seen");
	if (walk.exact && walk.expected_count > 0)
		CHECK(code == EXIT_OK && (stopped || walk.seen == walk.expected_count), "%zu members of %zu, exit code %d",
			  walk.seen, walk.expected_count, (int) code);
	for (size_t i = 0; i < count; i++)
		free(members[i].bytes);
	buffer_free(&packed);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	Steering	s = {data, size < STEERING ? size : STEERING, 0};
	uint8_t		first = steer(&s);
	Walk		walk = {0};
	bool		stopped;
	ExitCode	code;

	fuzz_begin();
	if (first % 16 >= RAW_NAMES)
	{
		walk_packed(&s, data + s.count, size - s.count, (Pack) (first / 16 % PACKS));
		return 0;
	}
	walk.stop_at = steer(&s) % 8;
	code = walk_bytes(raw_names[first % 16], (const char *) data + s.count, size - s.count, &walk, &stopped);
	check_walk(&walk, code, stopped);
	return 0;
}

static void
remove_directory(void)
{
	rmdir(directory);
}

int
LLVMFuzzerInitialize(int *argc, char ***argv)
{
	const char *tmp = getenv("TMPDIR");

	(void) argc;
	(void) argv;
	snprintf(directory, sizeof(directory), "%s/passend-fuzz.XXXXXX", tmp && strlen(tmp) < 30 ? tmp : "/tmp");
	CHECK(mkdtemp(directory) != NULL, "cannot make a directory");
	atexit(remove_directory);
	return 0;
}

size_t
LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max_size, unsigned seed)
{
	Random		random = seed;

	size = LLVMFuzzerMutate(data, size, max_size);
	/* half of the packed ones stay undamaged */
	if (size >= STEERING && data[0] % 16 >= RAW_NAMES && random_below(&random, 2))
		data[2] = data[5] = 0;
	return size;
}
