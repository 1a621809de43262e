/*
 * hash.c
 *		SHA-256: of bytes at hand, of bytes as they pass, of a file beside other work.
 */
#define _GNU_SOURCE
#include "hash.h"

#include <errno.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <unistd.h>

#include <openssl/evp.h>

#define HASH_BLOCK (256 * 1024)

struct Hash
{
	EVP_MD_CTX *context;
};

Hash *
hash_begin(void)
{
	Hash	   *hash = need(sizeof(Hash));

	hash->context = EVP_MD_CTX_new();
	if (hash->context != NULL && EVP_DigestInit_ex(hash->context, EVP_sha256(), NULL) == 1)
		return hash;
	say_error("cannot start SHA-256");
	exit(EXIT_INTERNAL);
}

void
hash_add(Hash *hash, const void *bytes, size_t len)
{
	EVP_DigestUpdate(hash->context, bytes, len);
}

void
hash_end(Hash *hash, char text[HASH_TEXT_SIZE])
{
	unsigned char digest[EVP_MAX_MD_SIZE];
	unsigned	len = 0;

	EVP_DigestFinal_ex(hash->context, digest, &len);
	for (unsigned i = 0; i < len; i++)
		snprintf(text + 2 * i, 3, "%02x", digest[i]);
	EVP_MD_CTX_free(hash->context);
	free(hash);
}

void
sha256_hex(const void *bytes, size_t len, char text[HASH_TEXT_SIZE])
{
	Hash	   *hash = hash_begin();

	hash_add(hash, bytes, len);
	hash_end(hash, text);
}

struct FileHash
{
	pthread_t	thread;
	Hash	   *hash;
	int			fd;
	int64_t		size;			/* read so far */
	int			error;			/* 0, or what read said */
	_Atomic bool stopped;
	_Atomic bool done;
};

static void *
hash_thread(void *argument)
{
	FileHash   *f = argument;
	char	   *block = need(HASH_BLOCK);
	ssize_t		got = 1;

	while (got > 0 && !f->stopped)
	{
		do
			got = pread(f->fd, block, HASH_BLOCK, f->size);
		while (got < 0 && errno == EINTR);
		if (got < 0)
			f->error = errno;
		else
		{
			hash_add(f->hash, block, (size_t) got);
			f->size += got;
		}
	}
	free(block);
	f->done = true;
	return NULL;
}

FileHash *
file_hash_begin(int fd)
{
	FileHash   *f = need(sizeof(FileHash));

	*f = (FileHash) {.hash = hash_begin(), .fd = fd};
	need_thread(&f->thread, hash_thread, f);
	return f;
}

bool
file_hash_is_done(const FileHash *f)
{
	return f->done;
}

int64_t
file_hash_end(FileHash *f, char text[HASH_TEXT_SIZE])
{
	int64_t		size;

	pthread_join(f->thread, NULL);
	hash_end(f->hash, text);
	size = f->error == 0 ? f->size : -1;
	errno = f->error;
	free(f);
	return size;
}

void
file_hash_drop(FileHash *f)
{
	char		text[HASH_TEXT_SIZE];

	f->stopped = true;
	file_hash_end(f, text);
}
