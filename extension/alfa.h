/*
 * alfa.h
 *		The SQL type alfa: what is kept of the answers to a scale, enough for
 *		Cronbach's alpha with and without each item.
 *
 * Pure C without server headers, as alfa_math.c is.
 */
#ifndef PASSEND_ALFA_H
#define PASSEND_ALFA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* All pairs of so many items take 1.3 MB, which a value may well be. */
#define ALFA_MAX_ITEMS 200

/*
 * With answers, weights and counts in these bounds no sum of squares overflows:
 * 2^50 respondents * 1e100 * (200 items * 2 * 1e75)^2 < ALFA_MAX_SUM.
 */
#define ALFA_MAX_ANSWER 1e75
#define ALFA_MAX_WEIGHT 1e100
#define ALFA_MIN_WEIGHT 1e-100
#define ALFA_MAX_N ((int64_t) 1 << 50)
#define ALFA_MAX_SUM 1e300

#define ALFA_VERSION 1

/* How a state counts. */
typedef enum AlfaKind
{
	ALFA_GEHELE,				/* listwise, whole numbers: exact sums */
	ALFA_REELE,					/* listwise, float8: centred moments */
	ALFA_PAREN					/* pairwise: centred moments of every pair */
} AlfaKind;

#define ALFA_KINDS 3

/*
 * The columns of each kind, one row per item (GEHELE, REELE) or per pair of
 * items i <= j, ordered by i, then j (PAREN).  What a mean loses to rounding is
 * kept beside it, so that an offset costs no digits.
 */
enum
{
	GEHELE_SUM,					/* of the answers */
	GEHELE_SQUARES,				/* sum of answer^2 */
	GEHELE_WITH_TOTAL,			/* sum of answer * the respondent's total */
	GEHELE_COLUMNS
};
enum
{
	REELE_MEAN,
	REELE_MEAN_REST,			/* what rounding took from the mean */
	REELE_ITEM,					/* squared deviations of the item */
	REELE_REST,					/* squared deviations of the other items' sum */
	REELE_COLUMNS
};
enum
{
	PAREN_N,					/* respondents who answered both, an int64 */
	PAREN_WEIGHT,				/* sum of their weights */
	PAREN_SQUARES,				/* sum of weight^2 */
	PAREN_I,					/* mean of item i among them */
	PAREN_I_REST,
	PAREN_J,					/* mean of item j among them */
	PAREN_J_REST,
	PAREN_TOGETHER,				/* products of the deviations of i and j */
	PAREN_COLUMNS
};

/* What goes before the columns of REELE. */
enum
{
	HEAD_WEIGHT,				/* sum of the weights */
	HEAD_SQUARES,				/* sum of weight^2 */
	HEAD_TOTAL,					/* squared deviations of the sum of all items */
	HEAD_CELLS
};

typedef union AlfaCell
{
	int64_t		whole;			/* every cell of GEHELE, and PAREN_N */
	double		real;			/* any other */
} AlfaCell;

typedef struct Alfa
{
	int32_t		vl_len_;		/* varlena header (do not touch directly!) */
	uint8_t		version;		/* ALFA_VERSION */
	uint8_t		kind;			/* AlfaKind */
	int16_t		items;			/* 0 to ALFA_MAX_ITEMS */
	int64_t		n;				/* respondents that count */
	AlfaCell	cells[];		/* head, then column by column */
} Alfa;

/* The cells that go before the columns. */
static inline int
alfa_head(AlfaKind kind)
{
	return kind == ALFA_REELE ? HEAD_CELLS : 0;
}

/* The columns of a kind. */
static inline int
alfa_columns(AlfaKind kind)
{
	return kind == ALFA_GEHELE ? GEHELE_COLUMNS :
		kind == ALFA_REELE ? REELE_COLUMNS : PAREN_COLUMNS;
}

/* The rows of a column. */
static inline int
alfa_rows(AlfaKind kind, int items)
{
	return kind == ALFA_PAREN ? items * (items + 1) / 2 : items;
}

/* The cells of a state. */
static inline int
alfa_cells(AlfaKind kind, int items)
{
	return alfa_head(kind) + alfa_columns(kind) * alfa_rows(kind, items);
}

/* The bytes of a state. */
static inline size_t
alfa_size(AlfaKind kind, int items)
{
	return offsetof(Alfa, cells) + alfa_cells(kind, items) * sizeof(AlfaCell);
}

/* The first cell of a column. */
static inline AlfaCell *
alfa_column(const Alfa *state, int column)
{
	return (AlfaCell *) state->cells + alfa_head(state->kind) +
		column * alfa_rows(state->kind, state->items);
}

/* Whether a column holds whole numbers. */
static inline bool
alfa_is_whole(AlfaKind kind, int column)
{
	return kind == ALFA_GEHELE || (kind == ALFA_PAREN && column == PAREN_N);
}

/* alfa_math.c */
extern int64_t alfa_max_gehele(int items);
extern void alfa_add_gehele(Alfa *state, const char *answers);
extern void alfa_add_reele(Alfa *state, const double *answers, double weight);
extern void alfa_add_paren(Alfa *state, const double *answers, double weight);
extern void alfa_to_reele(const Alfa *from, Alfa *to);
extern void alfa_merge(Alfa *a, const Alfa *b);
extern const char *alfa_check(const Alfa *state);
extern bool alfa_alpha(const Alfa *state, int without, double *alpha);
extern bool alfa_item_rest(const Alfa *state, int item, double *r);
extern bool alfa_feldt(const Alfa *state, double p, double *bound);

/* alfa_text.c */
extern const char *alfa_parse_shape(const char *text, AlfaKind *kind,
									int *items);
extern const char *alfa_parse_cells(const char *text, Alfa *state);
extern size_t alfa_text_size(const Alfa *state);
extern void alfa_format(const Alfa *state, char *text);

#endif							/* PASSEND_ALFA_H */
