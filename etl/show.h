/*
 * show.h
 *		What the commands that print rows share.
 */
#ifndef PASSEND_SHOW_H
#define PASSEND_SHOW_H

#include "commands.h"
#include "dataset.h"
#include "db.h"

/* Connects to a database with a warehouse; false after a message. */
extern bool open_warehouse(Db *db, const Options *options);

/* Runs a query and prints it; rows is how many there were. */
extern bool show_query(Db *db, const Options *options, const char *doing, const char *sql,
					   int count, const char *const *parameters, int *rows);

/* A result made here, so that it prints like one of the server. */
extern PGresult *make_result(const char *const *names, int columns);
extern void add_row(PGresult *result, const char *const *values, int columns);

/* An empty result with the columns of another, without its first skip ones. */
extern PGresult *make_part(const PGresult *result, int skip);

/* The dataset of that name; NULL after a message that lists those that there are. */
extern const Dataset *dataset_wanted(const DatasetList *list, const char *name);

#endif							/* PASSEND_SHOW_H */
