/*
 * convert.h
 *		Records of a file to rows of its target table.
 */
#ifndef PASSEND_CONVERT_H
#define PASSEND_CONVERT_H

#include "batches.h"
#include "cells.h"
#include "keys.h"
#include "totals.h"

/* The lines of a file, and what became of them. */
typedef struct Tally
{
	uint64_t	lines;
	uint64_t	header_lines;
	uint64_t	blank_lines;
	uint64_t	loaded_lines;
	uint64_t	rejected_lines;
	uint64_t	loaded_rows;
	uint64_t	rejected_rows;
	uint64_t	facts;			/* rows of the target table */
	uint64_t	cells;			/* counts in loaded rows, zeros too */
	uint64_t	masked;
} Tally;

/* A part of the data that this file holds, and that it replaces. */
typedef struct Unit
{
	Key			key;
	char	  **values;			/* text of each unit column; NULL for SQL NULL */
	char	   *date;			/* reference date, NULL when there is none */
	uint64_t	facts;
} Unit;

/* How many rows may be rejected before the file is refused; -1: any number. */
typedef struct RejectLimit
{
	int64_t		rows;
	double		percent;		/* of the data rows; negative: no such limit */
} RejectLimit;

typedef enum ConvertResult
{
	CONVERT_DONE,
	CONVERT_TOO_MANY_REJECTS,
	CONVERT_NOTHING_FIT,		/* there were rows, and none could be loaded */
	CONVERT_TOO_MANY_DOUBLES,	/* more than are kept (message given) */
	CONVERT_FAILED,				/* input or temporary file (message given) */
	CONVERT_STOPPED				/* by the sink */
} ConvertResult;

/* How a file is to be converted: the same for all threads that do. */
typedef struct ConvertOrder
{
	const HeaderMatch *match;
	Input	   *input;
	int32_t		file_id;		/* bestand_id */
	const Parameter *parameters;
	size_t		parameter_count;
	const MaskOverride *masks;
	size_t		mask_count;
	RejectLimit limit;
	Doubles    *doubles;		/* lines with the key of an earlier one, once they are known */
	bool		known_doubles;	/* from a first reading */
	KeySpill   *spill;
	bool		shared;			/* several threads convert the file */
	int			inner;			/* column of the key that the rows of a group differ in; -1: no groups */
	_Atomic uint64_t *rejected; /* rows rejected by all of them */
	_Atomic uint64_t *progress; /* bytes read, for the progress bar */
} ConvertOrder;

/* One thread's work on a file, and what came of it. */
typedef struct Converter
{
	const ConvertOrder *order;
	BatchSink	sink;
	void	   *sink_context;
	struct ConvertState *state; /* while it works */

	Tally		tally;
	Rejects		rejects;
	Unit	   *units;
	size_t		unit_count;
	KeyTable	unit_table;		/* unit number + 1 */
	Totals		totals;
} Converter;

/* Columns of the target in the order of the rows, for COPY's column list. */
extern char *convert_column_list(const Dataset *dataset);

/* Converts a whole file: header, records, verdict. */
extern ConvertResult convert_file(Converter *c);

/* The same in parts, for several threads: records that are behind the header. */
extern bool converter_begin(Converter *c);
extern ConvertResult converter_records(Converter *c, Reader *reader);

/* How many records were put off, as an earlier one may have their key; call before spill_check. */
extern uint64_t converter_suspects(Converter *c);

/* Converts those, now that the doubles are known. */
extern ConvertResult converter_settle(Converter *c, const Reader *file);
extern ConvertResult converter_end(Converter *c, ConvertResult result);
extern bool converter_reject(Converter *c, const Record *record);

/* What a whole file comes to by its rejects. */
extern ConvertResult convert_verdict(const Tally *tally, const RejectLimit *limit);

extern void tally_add(Tally *sum, const Tally *tally);

/* Adds what another thread has come to, and empties it. */
extern void converter_merge(Converter *into, Converter *from);
extern void converter_free(Converter *c);

#endif							/* PASSEND_CONVERT_H */
