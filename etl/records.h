/*
 * records.h
 *		CSV records with exact line accounting.
 */
#ifndef PASSEND_RECORDS_H
#define PASSEND_RECORDS_H

#include <csv.h>

#include "source.h"

typedef struct Field
{
	const char *text;			/* not NUL-terminated; blanks around it trimmed */
	size_t		len;
} Field;

typedef enum RecordKind
{
	RECORD_GOOD,				/* fields are set */
	RECORD_BAD,					/* code and reason are set */
	RECORD_BLANK,
	RECORD_END,
	RECORD_FAILED				/* the input could not be read (message given) */
} RecordKind;

typedef struct Record
{
	uint64_t	line;			/* number of its first line, from 1 */
	unsigned	lines;			/* physical lines it takes */
	const char *raw;			/* its bytes, with the line end */
	size_t		raw_len;		/* at most RECORD_RAW_LIMIT */
	Field	   *fields;
	size_t		field_count;
	const char *code;
	char		reason[256];
} Record;

/*
 * A record is one line, or more where a quoted cell holds a line end. Both
 * limits exist so that one open quote cannot swallow the file: DUO's rows are
 * under 1 kB and hold no line ends.
 */
#ifndef RECORD_MAX_LINES
#define RECORD_MAX_LINES 20
#endif
#ifndef RECORD_MAX_BYTES
#define RECORD_MAX_BYTES (256 * 1024)
#endif
#define RECORD_RAW_LIMIT RECORD_MAX_BYTES

#define WINDOW_SLACK 16			/* bytes behind the window that may be read, 16 at a time */

typedef struct Reader
{
	Input	   *input;			/* NULL: the window is all there is */
	struct csv_parser parser;
	char		delimiter;
	char		line_end;		/* '\n', or '\r' for old Mac files */
	size_t		expected_fields;	/* 0 while the header is read */
	bool		at_end;

	/* window of the input; start is where the next record begins */
	char	   *window;
	size_t		window_size;
	size_t		start;
	size_t		filled;
	uint64_t	line;			/* line number at start */
	uint64_t	bytes_done;

	/* fields of the current record */
	Buffer		arena;
	size_t	   *offsets;
	Field	   *fields;
	size_t		field_count;
	size_t		field_room;
	unsigned	rows_ended;
	bool		plain;			/* split plain lines here; else all by libcsv */
} Reader;

typedef enum ChunkKind
{
	CHUNK_MORE,					/* the chunk is full */
	CHUNK_BAD,					/* record is a bad one that no chunk may hold; go on */
	CHUNK_END,
	CHUNK_FAILED				/* message given */
} ChunkKind;

extern void reader_open(Reader *reader, Input *input, char delimiter, size_t skip_bytes);
extern RecordKind reader_next(Reader *reader, Record *record);

/*
 * Passes the header line, which has width cells, and the blank ones before it;
 * counts their lines. False after a message.
 */
extern bool reader_skip_header(Reader *reader, size_t width, uint64_t *blank_lines, uint64_t *header_lines);

/*
 * Adds whole records to the chunk until it has size bytes. What takes more
 * lines than one to judge, and is wrong, is given as a record instead.
 */
extern ChunkKind reader_take_chunk(Reader *reader, size_t size, Parcel *chunk, Record *record);

/* Goes on with the records of a chunk, as a reader of the same file would. */
extern void reader_open_chunk(Reader *reader, const Reader *file);
extern void reader_set_chunk(Reader *reader, Parcel *chunk);

/* Lets libcsv split plain lines too: for tests that compare the two. */
extern bool reader_never_plain;
extern void reader_close(Reader *reader);

#endif							/* PASSEND_RECORDS_H */
