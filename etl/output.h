/*
 * output.h
 *		Tables for people, CSV and JSON for programs.
 */
#ifndef PASSEND_OUTPUT_H
#define PASSEND_OUTPUT_H

#include <libpq-fe.h>

#include "passend.h"

typedef enum Format
{
	FORMAT_TABLE,
	FORMAT_CSV,
	FORMAT_JSON
} Format;

/* "table", "csv" or "json"; message and false for another word. */
extern bool format_parse(const char *word, Format *format);

/* Prints the rows; numbers right-aligned in tables, unquoted in JSON. */
extern void print_result(const PGresult *result, Format format);

#endif							/* PASSEND_OUTPUT_H */
