/*
 * convert.h
 *		Records of a file to rows of its target table.
 */
#ifndef PASSEND_CONVERT_H
#define PASSEND_CONVERT_H

#include "dataset.h"
#include "rejects.h"

/*
 * A batch leaves when it is full. Small, as most published files are: one that
 * fits in a batch is converted whole before the server gets its first row.
 */
#define BATCH_SIZE (32 * 1024)

/* Rows of one partition, ready for COPY BINARY (without header and trailer). */
typedef struct Batch
{
	int			year;			/* start of the school year; 0: not partitioned */
	Buffer		rows;
} Batch;

/* What --set gives. */
typedef struct Parameter
{
	const char *name;
	const char *value;
} Parameter;

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

/* Takes over batch->rows and gives room for more; false: stop converting. */
typedef bool (*BatchSink) (void *context, Batch *batch);

typedef enum ConvertResult
{
	CONVERT_DONE,
	CONVERT_TOO_MANY_REJECTS,
	CONVERT_NOTHING_FIT,		/* there were rows, and none could be loaded */
	CONVERT_FAILED,				/* input or temporary file (message given) */
	CONVERT_STOPPED				/* by the sink */
} ConvertResult;

typedef struct Converter
{
	/* set by the caller */
	const HeaderMatch *match;
	Input	   *input;
	int32_t		file_id;		/* bestand_id */
	const Parameter *parameters;
	size_t		parameter_count;
	RejectLimit limit;
	BatchSink	sink;
	void	   *sink_context;
	_Atomic uint64_t *progress; /* bytes read, for the progress bar; may be NULL */

	/* results */
	Tally		tally;
	Rejects		rejects;
	Unit	   *units;
	size_t		unit_count;
	bool		keys_unchecked; /* too many rows to keep all keys in memory */
} Converter;

/* Columns of the target in the order of the rows, for COPY's column list. */
extern char *convert_column_list(const Dataset *dataset);

extern ConvertResult convert_file(Converter *c);
extern void converter_free(Converter *c);

#endif							/* PASSEND_CONVERT_H */
