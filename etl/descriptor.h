/*
 * descriptor.h
 *		What the files that read a description share; see dataset.h for what it
 *		becomes.
 */
#ifndef PASSEND_DESCRIPTOR_H
#define PASSEND_DESCRIPTOR_H

#include <jansson.h>

#include "dataset.h"

/* The descriptor that is being read; problem is set once, at the first fault. */
typedef struct Parsing
{
	Dataset    *dataset;
	char	   *problem;
} Parsing;

extern void fault(Parsing *p, const char *format,...) __attribute__((format(printf, 2, 3)));

/* A string member; NULL where it misses, which is a fault if it is required. */
extern char *get_text(Parsing *p, const json_t *object, const char *key, bool required);

/* An array of strings, or nothing. */
extern char **get_texts(Parsing *p, const json_t *object, const char *key, size_t *count);

/* A regular expression; NULL after a fault. */
extern regex_t *get_regex(Parsing *p, const char *text, const char *where);

/* A mark inside numbers: one character that cannot be a part of a number itself. */
extern char get_mark(Parsing *p, const char *where, const json_t *item, const char *key, char otherwise);

/* A list of names of fields (or columns), as their indexes; -1: not there. */
extern int *get_indexes(Parsing *p, const json_t *object, const char *key,
						int (*find) (const Dataset *, const char *), size_t *count);
extern int	field_index(const Dataset *d, const char *name);
extern int	column_index(const Dataset *d, const char *name);

/* The "passend" object: where the file goes (target.c). */
extern void parse_target(Parsing *p, const json_t *passend);

#endif							/* PASSEND_DESCRIPTOR_H */
