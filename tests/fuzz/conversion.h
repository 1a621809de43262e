/*
 * conversion.h
 *		Converts a file in several ways, and checks all that comes out.
 */
#ifndef PASSEND_FUZZ_CONVERSION_H
#define PASSEND_FUZZ_CONVERSION_H

#include "dataset.h"

/* How a file is to be converted. */
typedef struct Manner
{
	const char *encoding;		/* NULL: detect */
	size_t		hands;			/* converters that share the file in the second reading */
	size_t		chunk;			/* bytes */
	uint64_t	first_line;		/* of the shared reading; files with many lines are long */
	int64_t		limit;			/* rejects of the third reading */
	bool		masks;			/* some are given */
} Manner;

/* The header must fit a dataset of the list; what does not is left. True where it fits. */
extern bool check_conversion(const DatasetList *list, const char *bytes, size_t len, const Manner *manner);

/* The header of a dataset as a line. Allocated; NULL where the pattern of its columns has no example. */
extern char *header_of(const Dataset *dataset);

#endif							/* PASSEND_FUZZ_CONVERSION_H */
