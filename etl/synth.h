/*
 * synth.h
 *		Synthetic files of the known kinds: a made-up country, and rows from it.
 *
 * All of it is a function of the seed, in whole numbers: no clock, no locale, no
 * floating point, so that the same seed gives the same bytes everywhere. A row
 * is computed from its number; nothing is kept, and so nothing grows.
 */
#ifndef PASSEND_SYNTH_H
#define PASSEND_SYNTH_H

#include "dataset.h"

/* --- chance --- */

/* Scatters 64 bits (the finish of splitmix64). */
static inline uint64_t
mix(uint64_t x)
{
	x += UINT64_C(0x9e3779b97f4a7c15);
	x = (x ^ x >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
	x = (x ^ x >> 27) * UINT64_C(0x94d049bb133111eb);
	return x ^ x >> 31;
}

static inline uint64_t
mix2(uint64_t a, uint64_t b)
{
	return mix(mix(a) ^ b);
}

/* The whole number at or below (above) a bound; libm is not asked. */
static inline int64_t
whole_below(double bound)
{
	int64_t		whole = (int64_t) bound;

	return (double) whole > bound ? whole - 1 : whole;
}

static inline int64_t
whole_above(double bound)
{
	return -whole_below(-bound);
}

/* --- the country (synth_country.c) --- */

/* A kind of education, as rows of files have it. */
typedef enum Soort
{
	SOORT_BO,
	SOORT_SBO,
	SOORT_SO,
	SOORT_VSO,
	SOORT_SOVSO,				/* of a location that has both */
	SOORT_VO,
	SOORT_NONE
} Soort;
#define SOORTEN SOORT_NONE

/* A line of the table of postcodes, the one real thing here. */
typedef struct Pc4
{
	int			pc4;
	int			town;			/* in towns */
	int			swv[2];			/* in swvs: po, vo; -1: none */
} Pc4;

typedef struct Swv
{
	char		code[8];
	bool		vo;
	int			home;			/* in places: the first of its postcodes */
} Swv;

typedef struct Country
{
	uint64_t	seed;
	Pc4		   *places;
	int			place_count;
	char	  **towns;			/* municipalities of the table */
	int			town_count;
	Swv		   *swvs;			/* po and vo by turns */
	int			swv_count;
	bool		every_swv;		/* has schools of every kind: of the national set */
} Country;

/* A school location, or an institution (location -1). */
typedef struct School
{
	uint64_t	hash;			/* of the location, for all that belongs to it */
	Soort		kind;			/* of the location; its rows may be so and vso */
	char		brin[5];
	int			location;
	int			place;			/* in places */
	int			board;
} School;

/* What a school, an SWV or a board has rows for, and in which turn. */
typedef struct Slot
{
	Soort		kind;			/* of the location */
	Soort		soort;			/* of the row */
	int			turn;			/* which of its kind in a block of institutions */
	int			swv;			/* of slots of SWVs; -1: a marker */
} Slot;

#define COUNTRY_BLOCKS 1056		/* of 32 institutions: BRIN numbers 50AA to 99ZZ */
#define COUNTRY_LOCATIONS 100
#define COUNTRY_BOARDS 1100		/* that schools have */

/* Reads the table of postcodes (path NULL: the installed one); false after a message. */
extern bool country_begin(Country *c, uint64_t seed, const char *path);
extern void country_free(Country *c);

/* Slots of schools for these kinds of education (a set of bits); their number. */
extern size_t country_school_slots(unsigned soorten, bool split, Slot *slots);
#define SCHOOL_SLOTS 40

/* The school of a slot in a block. */
extern void country_school(const Country *c, const Slot *slot, uint64_t block, bool institutions, School *school);

/* Pupils of whom this is the hash, in a year. */
extern int64_t country_pupils(uint64_t hash, Soort soort, bool is_swv, int year);

/* Place of a thing with this hash, one that has an SWV. */
extern int	country_place(const Country *c, uint64_t hash);
extern const char *country_province(const Country *c, int place);

/* --- a text that a regular expression takes (synth_pattern.c) --- */

/*
 * Adds a text of the pattern; other numbers give other texts, and the numbers
 * below pattern_capacity all give different ones where counting is set.
 */
extern void pattern_text(const char *pattern, uint64_t number, bool counting, Buffer *text);
extern uint64_t pattern_capacity(const char *pattern);

/* --- the plan of a file (synth_plan.c) --- */

typedef enum Role
{
	ROLE_FREE,
	ROLE_LIST,
	ROLE_PATTERN,
	ROLE_INTEGER,
	ROLE_NUMBER,
	ROLE_DATE,
	ROLE_YEAR,
	ROLE_SCHOOLYEAR,
	ROLE_COUNT,
	ROLE_TOTAL,					/* of the other counts of the row */
	ROLE_WIDE,					/* a column of the unpivot */
	ROLE_SOORT,
	ROLE_BRIN4,
	ROLE_LOCATION,
	ROLE_BRIN6,
	ROLE_OVT,
	ROLE_SCHOOL_NAME,
	ROLE_BOARD,
	ROLE_BOARD_NAME,
	ROLE_SWV,
	ROLE_SWV_NAME,
	ROLE_INSIDE,
	ROLE_PC4,
	ROLE_POSTCODE,
	ROLE_STREET,
	ROLE_HOUSE,
	ROLE_ADDRESS,
	ROLE_PLACE_NAME,
	ROLE_TOWN,
	ROLE_TOWN_NUMBER,
	ROLE_PROVINCE,
	ROLE_PHONE,
	ROLE_WEB,
	ROLE_AREA_CODE,
	ROLE_AREA_NAME,
	ROLE_HOLIDAY,
	ROLE_KVK,
	ROLE_OFFICE,
	ROLE_SERIAL
} Role;

/* How a location is written. */
typedef enum LocationForm
{
	LOCATION_SUFFIX,			/* 00 */
	LOCATION_FULL,				/* 06SV00 */
	LOCATION_NUMBER				/* 0: the zero is lost */
} LocationForm;

/* One column of the file. */
typedef struct SynthField
{
	const SourceField *f;		/* NULL: a column that the pattern takes */
	const char *header;
	char	   *normal;			/* header, normalised */
	const TargetColumn *column; /* the most particular one it goes to, or NULL */
	Role		role;
	LocationForm form;
	char	  **values;			/* of a list */
	size_t		value_count;
	bool		pupil;			/* of the pupil, not of the school */
	bool		post;			/* of the postal address */
	int			sector;			/* of an SWV: 0 po, 1 vo, -1 that of the row */
	bool		second;			/* an SWV beside the one of the row */
	int64_t		low;			/* of numbers */
	int64_t		high;
	bool		bounded;		/* a hint gives the bounds */
	bool		in_key;
	bool		may_miss;		/* empty now and then */
	bool		plain;			/* known by its type alone */
	bool		unmasked;
	int			dim;			/* that gives it; -1 */
	int			level;			/* changes with this dim and those outside it */
	int			wide;			/* number of a wide column; -1 */
	int			age;			/* of its pupils; -1 */
	int			year;			/* of its count; 0 */
	uint64_t	salt;
	Buffer		cell;			/* as it is in the file */
} SynthField;

typedef enum DimKind
{
	DIM_SCHOOL,
	DIM_BOARD,
	DIM_SWV,
	DIM_PLACE,
	DIM_SERIAL,
	DIM_YEAR,
	DIM_LIST,
	DIM_RANGE,
	DIM_PC4,
	DIM_PATTERN
} DimKind;

/* The keys of a file are the places of an odometer: each dim is a wheel. */
typedef struct Dim
{
	DimKind		kind;
	int			field;			/* in fields; -1 */
	uint64_t	natural;		/* as files usually have it */
	uint64_t	most;
	uint64_t	size;			/* as this file has it */
	uint64_t	at;
} Dim;

#define MAX_DIMS 16

/* What the current row is about. */
typedef struct Context
{
	School		school;
	Soort		soort;
	int			swv;			/* in swvs; -1 */
	int			other_swv;
	const char *marker;			/* in place of an SWV */
	int			board;
	int			place;
	int			pupil_place;	/* place_count and up: abroad, unknown */
	int			year;
	uint64_t	lead;			/* hash of what the row is about */
	uint64_t	row;			/* hash of the row */
	int64_t		whole;			/* pupils, of which the row counts a part */
	uint64_t	whole_hash;
	int64_t		count;
	int64_t		sum;			/* of counts of the row so far */
} Context;

typedef struct Plan
{
	const Dataset *d;
	const Country *country;
	uint64_t	seed;
	uint64_t	salt;			/* of the dataset */
	int			first_year;
	int			last_year;
	bool		years_given;
	SynthField *fields;
	size_t		field_count;
	Dim			dims[MAX_DIMS];
	size_t		dim_count;		/* at least 1; the first is what the rows are about */
	bool		keyed;
	bool		institutions;	/* not their locations */
	unsigned	soorten;		/* set of bits */
	int			soort_field;	/* -1 */
	Slot	   *slots;
	size_t		slot_count;
	uint64_t	capacity;		/* most rows that there are keys for */
	int			abroad;			/* codes that stand for no postcode */
	int			inner;			/* first dim that parts a count */
	int			year_dim;		/* -1 */
	int			total_field;	/* rows of totals: its last value; -1 */
	const char *total_value;
	const char *mask;			/* token of 1 to 4; NULL: not masked */
	bool		masks_vary;		/* other tokens too, and empty cells */
	bool		zero_is_empty;
	bool		counts_may_be_empty;
	int64_t    *wide_counts;	/* of the row */
	size_t		wide_count;
	bool		on_total;		/* the row is a total */
	int64_t		group_sum;
	Context		now;
	Buffer		text;			/* room */
	Buffer		cell;
} Plan;

/* Years as --years gives them; given: false where these are the default. */
extern bool plan_begin(Plan *p, const Dataset *d, const Country *country, int first_year, int last_year, bool given);
extern void plan_free(Plan *p);

/* Chooses the wheels for so many rows; false after a message. */
extern bool plan_size(Plan *p, uint64_t rows);

/* --- rows (synth_dims.c) --- */

#define LEVEL_ROW MAX_DIMS		/* changes with each row */

/* Makes the wheels of the keys, and says with which of them each field changes. */
extern void dims_make(Plan *p);

/* Sets what row number (from 0) is about, the wheels from changed on having turned. */
extern void dims_read(Plan *p, uint64_t number, int changed, bool is_last);

#define ABROAD_CODES 4

/* The age of the youngest pupils. */
extern int	soort_first_age(Soort soort);

/* Turns to the next row; the outermost wheel that turned. */
extern int	dims_turn(Plan *p);

/* --- what a field is for (synth_role.c) --- */

typedef struct Hints Hints;

extern bool hints_read(Hints **hints, const Dataset *d);
extern void hints_free(Hints *hints);
extern const char *hints_text(const Hints *hints, const char *field, const char *member);
extern bool hints_false(const Hints *hints, const char *field, const char *member);
extern size_t hints_list(const Hints *hints, const char *field, const char *member, char ***texts);
extern bool hints_number(const Hints *hints, const char *field, const char *member, int64_t *number);

/* Sets role and what belongs to it; plain: by its type alone. */
extern void role_choose(const Plan *p, SynthField *f, const Hints *hints, bool plain);

/* The kinds of education that a text of a file stands for, as bits. */
extern unsigned soorten_of_text(const char *text);

/* --- cells (synth_cells.c) --- */

/* The text of a field in the current row, in UTF-8. */
extern void cell_text(Plan *p, SynthField *f, Buffer *text);

/* A count, or the token that stands for it. */
extern void cell_count(const Plan *p, const SynthField *f, int64_t count, Buffer *text);

/* Does the text fit what the Table Schema says of the field? */
extern bool cell_fits(const Plan *p, const SynthField *f, const char *text);

/* --- writing (synth_write.c) --- */

/* Adds the text as it is in the file: in its encoding, quoted where it must. */
extern void cell_write(const Plan *p, const SynthField *f, const char *text, size_t len, Buffer *out);

/* --- damage (synth_bad.c) --- */

typedef struct Bad
{
	uint64_t	millionths;		/* of the rows */
	uint64_t	row;			/* the next to damage */
	uint64_t	number;			/* of how many so far */
	FILE	   *list;
	Buffer		last;			/* the last good row */
} Bad;

extern void bad_begin(Bad *bad, const Plan *p);

/* Adds the row, damaged, and lists it. */
extern bool bad_row(Bad *bad, Plan *p, uint64_t line, Buffer *out);
extern void bad_next(Bad *bad, const Plan *p);

#endif							/* PASSEND_SYNTH_H */
