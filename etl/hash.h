/*
 * hash.h
 *		SHA-256: of bytes at hand, of bytes as they pass, of a file beside other work.
 */
#ifndef PASSEND_HASH_H
#define PASSEND_HASH_H

#include "passend.h"

#define HASH_TEXT_SIZE 65		/* hexadecimal, with its NUL */

extern void sha256_hex(const void *bytes, size_t len, char text[HASH_TEXT_SIZE]);

/* Of bytes as they pass; the end frees it. */
typedef struct Hash Hash;
extern Hash *hash_begin(void);
extern void hash_add(Hash *hash, const void *bytes, size_t len);
extern void hash_end(Hash *hash, char text[HASH_TEXT_SIZE]);

/*
 * Of an open file, on a thread of its own; that others read it meanwhile makes no
 * difference.
 */
typedef struct FileHash FileHash;
extern FileHash *file_hash_begin(int fd);

extern bool file_hash_is_done(const FileHash *hash);

/* Waits for it; how many bytes the file had, or -1 with errno set. Frees it. */
extern int64_t file_hash_end(FileHash *hash, char text[HASH_TEXT_SIZE]);

/* Stops it, as nobody will ask. */
extern void file_hash_drop(FileHash *hash);

#endif							/* PASSEND_HASH_H */
