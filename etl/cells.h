/*
 * cells.h
 *		The cells of a row: checked as the dataset says, and made values.
 */
#ifndef PASSEND_CELLS_H
#define PASSEND_CELLS_H

#include "dataset.h"
#include "decode.h"
#include "rejects.h"

/* What --set gives. */
typedef struct Parameter
{
	const char *name;
	const char *value;
} Parameter;

/* What --mask gives, which goes before the dataset's own. */
typedef struct MaskOverride
{
	const char *token;
	const char *count;
} MaskOverride;

/* What a regular expression found in texts seen before. */
typedef struct RegexMemo RegexMemo;

/* What a field last held, when that was right. */
typedef struct FieldState
{
	int			position;		/* of its cell; -1: the file lacks it */
	bool		checked;		/* there is something to check or to use */
	bool		known;			/* last is set and passed all checks */
	bool		changed;		/* the current row has another text */
	bool		missing;
	int32_t		days;			/* of a date */
	double		number;			/* of an integer or a number */
	Field		text;			/* of the current row */
	Buffer		last;
	int			restless;		/* rows on end in which it changed */
	RegexMemo  *pattern;
	const char *problem;		/* of the last text that was refused */
	Buffer		reason;			/* it, in words */
} FieldState;

typedef struct ColumnState
{
	Value		value;
	Buffer		text;			/* what value points into, when it is a text */
	bool		known;
	bool		fresh;			/* encoded since the last row was written */
	uint64_t	field_bits;		/* of the fields it is made of */
	RegexMemo  *match;
} ColumnState;

/* What the cell of a wide column holds. */
typedef struct WideValue
{
	Value		label[MAX_LABELS];
	Value		value;
	const Mask *mask;			/* the cell is this token */
	bool		absent;			/* no row comes of it: zero, or nothing */
} WideValue;

typedef struct Cells
{
	const HeaderMatch *match;
	const Dataset *d;
	FieldState *fields;
	ColumnState *columns;
	WideValue  *wide;
	Mask	   *masks;			/* of --mask, then of the dataset */
	size_t		mask_count;
	Decoder		decoder;
	Rejects    *rejects;
	uint64_t	changed_bits;	/* of the fields that changed with the current row */
	bool		all_known;		/* no field of it is wrong */
	bool		rejected;		/* the current row has a problem */
	bool		failed;			/* cannot go on, message given */
	bool		changed;		/* a column has another value than before */
} Cells;

/* False after a message. */
extern bool cells_begin(Cells *cells, const HeaderMatch *match, const Input *input, Rejects *rejects,
						const Parameter *parameters, size_t parameter_count,
						const MaskOverride *masks, size_t mask_count);
extern void cells_end(Cells *cells);

/* Takes a row: its columns are set, or it is rejected for each of its problems. */
extern void cells_take(Cells *cells, const Record *record);

/* A count; *mask is the token that stands for it, or NULL. NULL, or what is wrong. */
extern const char *cells_count(const Cells *cells, Field text, Value *value, const Mask **mask);

/* One problem of the current row; column and value are NULL when it is the whole row. */
extern void cells_reject(Cells *cells, const Record *record, const char *column, const Field *value,
						 const char *code, const char *reason);

#endif							/* PASSEND_CELLS_H */
