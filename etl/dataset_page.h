/*
 * dataset_page.h
 *		What a dataset description says, in words: for a terminal, as a page of
 *		documentation, as a CSV file to fill in.
 */
#ifndef PASSEND_DATASET_PAGE_H
#define PASSEND_DATASET_PAGE_H

#include <libpq-fe.h>

#include "dataset.h"

/* The columns of the file, one row each: name, aliases, required, form, where it goes, what it means. */
extern PGresult *dataset_columns(const Dataset *d, bool meaning);

/* "the same teldatum and gemeente"; "the whole table". Allocated. */
extern char *dataset_replaces(const Dataset *d);

/* A page in Markdown. */
extern void print_dataset_page(const Dataset *d);

/* A file with its header and the example rows, as its publisher writes it. */
extern ExitCode print_template(const Dataset *d);

#endif							/* PASSEND_DATASET_PAGE_H */
