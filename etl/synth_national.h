/*
 * synth_national.h
 *		The synthetic country at its real size: pupils of every school in every year,
 *		which add up to the published national totals, and the files about them.
 */
#ifndef PASSEND_SYNTH_NATIONAL_H
#define PASSEND_SYNTH_NATIONAL_H

#include "synth.h"

/* --- national totals (synth_totals.c) --- */

/* Pupils as the model has them: special education with a funding category, and without. */
typedef enum Kind
{
	KIND_BO,
	KIND_SBO,
	KIND_SO,					/* clusters 3 and 4 */
	KIND_SO12,					/* clusters 1 and 2: no SWV pays */
	KIND_VSO,
	KIND_VSO12,					/* and closed and judicial institutions */
	KIND_VO,					/* without pro */
	KIND_PRO
} Kind;
#define KINDS 8

/* Funding categories 1 to 3. */
#define CATEGORIES 3

/* Pupils of the kind in the year that begins then, in the whole country. */
extern int64_t national_pupils(Kind kind, int year);

/* Pupils of so or vso with a funding category, in the whole country. */
extern int64_t national_category(Kind kind, int year, int category);

/* The least and the largest share of the kind that an SWV has, in millionths. */
extern void national_range(Kind kind, int64_t *low, int64_t *high);

/* --- the model (synth_model.c) --- */

/* Some pupils of a school: those who live in one SWV. */
typedef struct Atom
{
	uint32_t	unit;			/* in units of the kind */
	int			home;			/* in swvs */
	int64_t		count;
	int64_t		moved;			/* of them, those the school's SWV pays for */
} Atom;

/* A location and one kind of its pupils. */
typedef struct Unit
{
	School		school;
	Soort		soort;
	int			swv;			/* where it is */
	int			cluster;		/* of special education: 1 to 4; 0 */
	bool		closed;			/* a closed or judicial institution */
	uint64_t	weight;
	uint64_t	twin;			/* vo: its unit of pro, plus one; 0 */
	size_t		first_atom;		/* in this year */
	size_t		atom_count;
	int64_t		pupils;			/* in this year */
} Unit;

/* Pupils of a unit at one postcode, numbered within the unit. */
typedef struct Part
{
	int			place;
	int64_t		begin;
	int64_t		count;
} Part;
#define MAX_PARTS 1024

/* Pupils in special education whom one SWV pays for, by home and school. */
typedef struct Payment
{
	int			payer;
	int			home;
	int			school;			/* the SWV of the school */
	int64_t		count;
	int64_t		category[CATEGORIES];
} Payment;

typedef struct Model
{
	const Country *country;
	uint64_t	scale;			/* one scale-th of the country */
	int		  **places;			/* of each SWV, in places */
	int		   *place_counts;
	Unit	   *units[KINDS];
	size_t		unit_counts[KINDS];
	/* of the present year */
	int			year;
	Atom	   *atoms[KINDS];
	size_t		atom_counts[KINDS];
	int64_t    *base;			/* pupils at home in each SWV, in its sector */
	int64_t    *home[KINDS];	/* of the kind */
} Model;

extern void model_begin(Model *m, const Country *c, uint64_t scale);
extern void model_free(Model *m);

/* Makes the pupils of a year. */
extern void model_year(Model *m, int year);

/* Room that is 0. */
extern void *need_zeros(size_t size);

/* The kind's total at this scale. */
extern int64_t model_total(const Model *m, Kind kind, int year);

/* Where the pupils of a unit live; the number of parts. */
extern size_t model_parts(const Model *m, Kind kind, const Unit *u, Part parts[MAX_PARTS]);

/* Who pays for so or vso: allocated, by payer; the number of them. */
extern size_t model_payments(const Model *m, Kind kind, Payment **payments);

/* What pupil number n of a unit is. */
extern int	pupil_age(const Model *m, Kind kind, const Unit *u, int64_t n);
extern char pupil_sex(const Model *m, Kind kind, const Unit *u, int64_t n);

/* An SWV's own number, of things that have no school. */
extern uint64_t model_hash(const Model *m, int swv, uint64_t salt);

extern bool kind_is_vo(Kind kind);	/* of the sector vo */

/*
 * Parts a total by weights, none more than its most (NULL: no bound); what they
 * get is the total, or the sum of all bounds where that is less.
 */
extern void apportion(int64_t total, const int64_t *weights, const int64_t *most, size_t count, int64_t *parts);

/* --- a file that is written row by row (synth_sheet.c) --- */

/* What the files of one run share. */
typedef struct Works
{
	const DatasetList *datasets;
	const Country *country;
	Model		model;
	const char *output;
	const char *only;			/* one kind of file; NULL: all */
	int			first_year;
	int			last_year;
	bool		quiet;
	bool		failed;
	uint64_t	files;
	uint64_t	rows;
	uint64_t	bytes;
} Works;

typedef struct Sheet
{
	Works	   *works;
	Plan		plan;
	bool		open;
	bool	   *given;			/* the cell of the field is set for this row */
	bool		changed;		/* the row is about something else */
	int			fd;
	char	   *path;
	Buffer		block;
	uint64_t	rows;
	uint64_t	bytes;
} Sheet;

/*
 * Begins a file, in the subdirectory that tells what load must be told; suffix
 * tells files of one kind there apart. False: not wanted, or after a message.
 */
extern bool sheet_open(Sheet *s, Works *w, const char *dataset, const char *directory, const char *suffix);
extern void sheet_close(Sheet *s);

/* What the rows are about from now on. */
extern void sheet_school(Sheet *s, const School *school, Soort soort);
extern void sheet_swv(Sheet *s, int swv, Soort soort);
extern void sheet_board(Sheet *s, int board);
extern void sheet_year(Sheet *s, int year);

/* The field of a name; it must be there. */
extern int	sheet_field(const Sheet *s, const char *name);

/* Cells of the next row; those that nothing is said of are made as for any file. */
extern void sheet_text(Sheet *s, int field, const char *text);
extern void sheet_number(Sheet *s, int field, int64_t number);
extern void sheet_date(Sheet *s, int field, int32_t days);
extern void sheet_money(Sheet *s, int field, int64_t cents);
extern void sheet_count(Sheet *s, int field, int64_t count);
extern void sheet_row(Sheet *s);

/* --- the files --- */

extern void national_pupil_files(Works *w); /* synth_pupils.c */
extern void national_special_files(Works *w);	/* synth_special.c */
extern void national_swv_files(Works *w);	/* synth_swv.c */
extern void national_survey_files(Works *w);	/* synth_survey.c */

#endif							/* PASSEND_SYNTH_NATIONAL_H */
