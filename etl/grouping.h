/*
 * grouping.h
 *		How the rows of a file follow each other.
 */
#ifndef PASSEND_GROUPING_H
#define PASSEND_GROUPING_H

#include "header.h"
#include "records.h"

/*
 * Files are mostly sorted: rows that have all of the key in common but one column
 * follow each other. Finds that column in the first records of a large file; -1
 * where there is none. A guess, for speed: rows may still come in any order.
 */
extern int	grouping_column(Input *input, const HeaderMatch *match);

#endif							/* PASSEND_GROUPING_H */
