/*
 * dataset.h
 *		Descriptions of file kinds: Frictionless Table Schema plus a "passend"
 *		object. docs/datasets.md says how to write one.
 */
#ifndef PASSEND_DATASET_H
#define PASSEND_DATASET_H

#include <regex.h>

#include "records.h"
#include "value.h"

typedef enum FieldType
{
	FIELD_STRING,
	FIELD_INTEGER,
	FIELD_NUMBER,
	FIELD_BOOLEAN,
	FIELD_DATE
} FieldType;
#define FIELD_TYPES (FIELD_DATE + 1)

/* A field of the file, as the Table Schema describes it. */
typedef struct SourceField
{
	char	   *name;
	char	   *description;
	char	  **names;			/* normalised: its own name and its aliases */
	uint32_t   *name_hashes;
	size_t		name_count;
	FieldType	type;
	char		decimal_char;	/* of a number */
	char		group_char;		/* between its thousands; NUL: none */
	char	  **date_formats;	/* of %Y %m %d %H %M %S and other characters; any of them */
	size_t		date_format_count;
	bool		required;
	bool		optional;		/* the file may lack the column */
	double		minimum;		/* -INFINITY, INFINITY: no bound */
	double		maximum;
	char	   *pattern_text;
	regex_t	   *pattern;
	char	  **allowed;		/* closed list, NULL when open */
	size_t		allowed_count;
	size_t		true_count;		/* of a boolean: as many, in front, mean true */
} SourceField;

/* What a cell says, and what is stored for it; NULL stores an SQL NULL. */
typedef struct ValueMap
{
	char	   *from;
	char	   *to;
} ValueMap;

/* A column of the target table. */
typedef struct TargetColumn
{
	char	   *name;
	ValueType	type;
	int			fields[2];		/* one field, or two that make one value */
	int			field_count;
	ValueMap   *map;
	size_t		map_count;
	char	   *constant;
	char	   *parameter;		/* filled by --set parameter=value */
	bool		parameter_required;
	char	   *match_text;		/* takes its first group that is not empty */
	regex_t    *match;
	char	   *append;			/* put behind the text of the cell */
	bool		is_mask;		/* the token of a masked count */
	char	   *mark;			/* behind a value; a boolean: whether it is there */
	bool		is_line;		/* the number of the line in the file */
	bool		in_key;			/* made of a field of the primary key */
} TargetColumn;

/* What a token in a cell of counts means. */
typedef struct Mask
{
	char	   *token;			/* "": an empty cell */
	char	   *count;			/* as a telling; NULL: of unknown size, stored as NULL */
} Mask;

/* A total in the file, to be compared with its parts and never added to them. */
typedef struct Total
{
	int			field;
	char	   *value;			/* rows where the field says so; NULL: the field is a column of totals */
} Total;

#define MAX_LABELS 2

/* Wide columns that become rows: columns = labels, value = the cell. */
typedef struct Unpivot
{
	int			label_columns[MAX_LABELS];	/* indexes in columns */
	int			label_count;
	int			value_column;
	int			mask_column;	/* takes the token of a masked cell; -1: none */
	int		   *fields;
	char	 *(*labels)[MAX_LABELS];
	size_t		count;
	char	   *pattern_text;	/* of normalised header names that are wide columns too */
	regex_t    *pattern;
	char		decimal_char;	/* of those, where the value is a number */
	char		group_char;
} Unpivot;

/* How the publisher writes the file; detected when loading, used when writing. */
typedef struct Dialect
{
	char		delimiter;
	char	   *quote;			/* "all", "text" (all but numbers) or "none" */
	char	   *line_end;
	char	   *encoding;		/* "UTF-8" or "windows-1252" */
	bool		bom;
} Dialect;

typedef struct Dataset
{
	char	   *name;
	char	   *title;
	char	   *description;
	char	   *source;
	char	   *evidence;		/* how its columns are known */
	char	  **quirks;			/* what to know of the file, in sentences */
	size_t		quirk_count;
	char	 ***example;		/* rows of a template, a cell per field */
	size_t		example_count;
	Dialect		dialect;
	char	   *path;			/* of the descriptor */
	SourceField *fields;
	size_t		field_count;
	char	  **missing;		/* texts that mean: no value */
	size_t		missing_count;
	int		   *key;			/* fields that together occur once in a file */
	size_t		key_count;
	char	   *target;
	TargetColumn *columns;
	size_t		column_count;
	bool		is_wide;		/* unpivot says how a row becomes rows */
	Unpivot		unpivot;
	Mask	   *masks;
	size_t		mask_count;
	char		group_char;		/* between thousands in cells of counts; NUL: none */
	Total	   *totals;
	size_t		total_count;
	int			partition_column;	/* of type schooljaar, or -1 */
	int			date_column;	/* reference date, or -1 */
	int		   *unit;			/* columns that name what a file replaces */
	size_t		unit_count;
	bool		by_leaf;		/* the unit is the school year: a file replaces whole leaves */
} Dataset;

typedef struct DatasetList
{
	Dataset    *items;
	size_t		count;
} DatasetList;

/* A wide column of a file. */
typedef struct WideCell
{
	int			position;		/* cell of the row */
	int			field;			/* -1: known by the pattern */
	char	   *name;			/* as in the header */
	char	   *labels[MAX_LABELS];
} WideCell;

/* The header of a file, mapped to a dataset. */
typedef struct HeaderMatch
{
	const Dataset *dataset;
	int		   *positions;		/* cell of each field in the file; -1: the file lacks it */
	WideCell   *wide;
	size_t		wide_count;
	size_t		width;			/* cells in the header */
	char		delimiter;
	size_t		skip_bytes;		/* byte order mark */
	const char *encoding;		/* "UTF-8" or "windows-1252" */
	Buffer		line;			/* the header's own bytes */
	bool		completes;		/* its rows are mended ones, of a file that is loaded */
	size_t		line_cell;		/* with the line that each had there */
} HeaderMatch;

/* All descriptors of the share directory and of extra (may be NULL). */
extern bool datasets_read(DatasetList *list, const char *extra);
extern const Dataset *dataset_find(const DatasetList *list, const char *name);

/* Reads one description; false after a message (descriptor.c). */
extern bool dataset_parse(Dataset *d, const char *path);

/* Does the unpivot fill the column with its labels? */
extern bool dataset_is_label(const Dataset *d, int column);

/* The count of a long dataset: its first telling that comes from a field; -1. */
extern int	dataset_count_column(const Dataset *d);

/* "integer", as a descriptor has it. */
extern const char *field_type_name(FieldType type);

/* "1..9999"; empty where there are no bounds. Allocated. */
extern char *field_range(const SourceField *field);

/*
 * Finds the dataset whose fields are the columns of the file, in any order.
 * False after a message that names the nearest dataset and what differs.
 * encoding: NULL to detect it; only: the name of the dataset it must be, or NULL.
 */
extern bool header_match(const DatasetList *list, Input *input, const char *encoding,
						 char delimiter, const char *only, HeaderMatch *match);
extern void header_match_free(HeaderMatch *match);

#endif							/* PASSEND_DATASET_H */
