/*
 * decode.h
 *		Cells of a file to UTF-8, which is what the database holds.
 */
#ifndef PASSEND_DECODE_H
#define PASSEND_DECODE_H

#include "records.h"

typedef struct Decoder
{
	bool		needed;			/* not all of the file is known to be UTF-8 */
	bool		by_table;		/* else the file should be UTF-8, and is only checked */
	char		table[128][3];	/* UTF-8 of the bytes from 0x80 */
	uint8_t		sizes[128];		/* 0: the byte is no character */
	Buffer		decoded;		/* cells of the current record */
} Decoder;

/* False after a message, where the machine does not know the encoding. */
extern bool decoder_begin(Decoder *decoder, const Input *input, const char *encoding);
extern void decoder_end(Decoder *decoder);

/* Must the record be decoded at all? If so, forgets the record before it. */
extern bool decoder_take(Decoder *decoder, const Record *record);

/*
 * Decodes a cell in place; what it points to lasts until the next record.
 * Returns -1, or the first byte that is no character, and leaves the cell.
 */
extern int	decode_cell(Decoder *decoder, Field *cell);

#endif							/* PASSEND_DECODE_H */
