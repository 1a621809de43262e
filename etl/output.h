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
	FORMAT_JSON,
	FORMAT_MARKDOWN				/* a page; made by the command itself */
} Format;

/* One of the allowed words, separated by blanks; message and false for another. */
extern bool format_parse(const char *word, const char *allowed, Format *format);

/* Prints the rows; numbers right-aligned in tables, unquoted in JSON. */
extern void print_result(const PGresult *result, Format format);

/* A text that stands as it is, also in a table of Markdown. */
extern void print_markdown_text(const char *text);

#endif							/* PASSEND_OUTPUT_H */
