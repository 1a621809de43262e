/*
 * source.h
 *		Where the bytes come from: files, directories, standard input, archives.
 */
#ifndef PASSEND_SOURCE_H
#define PASSEND_SOURCE_H

#include "hash.h"

/* One CSV to load: a file, or a member of an archive. Can be read many times. */
typedef struct Input
{
	const char *name;			/* file or member name, without directory */
	const char *archive;		/* archive's file name, NULL when not in one */
	uint64_t	bytes;			/* size, unpacked */
	bool		utf8;			/* every byte of it is valid UTF-8 */
	uint64_t	consumed;		/* bytes of the path read up to its end, for progress */

	/* private to source.c: either a file or the bytes themselves */
	FILE	   *file;
	Buffer		memory;
	size_t		position;
	char		sha256[HASH_TEXT_SIZE];	/* or empty */
	FileHash   *hashing;		/* at work on it */
} Input;

/* Are inputs hashed? Not where nobody asks for it: a dry run that prints no JSON. */
extern bool source_hashes;

/* Called for each input; returns false to stop the walk. */
typedef bool (*InputHandler) (Input *input, void *context);

/*
 * Calls the handler for each input under path: a CSV file, "-", a directory
 * (its .csv, .txt and archive files in name order, not its subdirectories), a
 * ZIP, tar or gzip file. *stopped tells that the handler stopped the walk.
 * Returns EXIT_OK, EXIT_INPUT or EXIT_ARCHIVE; the message has been given.
 */
extern ExitCode source_walk(const char *path, InputHandler handler, void *context, bool *stopped);

/* Up to size bytes; 0 at the end, -1 after a read error (message given). */
extern ptrdiff_t input_read(Input *input, char *bytes, size_t size);
extern void input_rewind(Input *input);

/*
 * SHA-256 of the unpacked bytes, hexadecimal. A large file is hashed beside other
 * work, which is waited for here. Empty where nothing is hashed; NULL after a message
 * where the file cannot be read, or was changed since its first reading.
 */
extern const char *input_sha256(Input *input);

/* Is no thread at work on it any more? And where one is: will input_sha256 not wait for it? */
extern bool input_is_hashed(const Input *input);
extern bool input_hash_is_done(const Input *input);

/* Takes an input over from the walk; who does must release it. */
extern void input_move(Input *to, Input *from);
extern void input_release(Input *input);

#endif							/* PASSEND_SOURCE_H */
