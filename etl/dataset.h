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

/* A field of the file, as the Table Schema describes it. */
typedef struct SourceField
{
	char	   *name;
	char	   *description;
	char	  **names;			/* normalised: its own name and its aliases */
	size_t		name_count;
	FieldType	type;
	char		decimal_char;	/* of a number */
	char		group_char;		/* between its thousands; NUL: none */
	char	   *date_format;	/* of %Y, %m, %d and other characters */
	bool		required;
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
	char	   *mark;			/* behind a value; a boolean: whether it is there */
	bool		is_line;		/* the number of the line in the file */
	bool		in_key;			/* made of a field of the primary key */
} TargetColumn;

/* Wide columns that become rows: column = label, value = the cell. */
typedef struct Unpivot
{
	int			label_column;	/* index in columns */
	int			value_column;
	int		   *fields;
	char	  **labels;
	size_t		count;
} Unpivot;

typedef struct Dataset
{
	char	   *name;
	char	   *title;
	char	   *description;
	char	   *source;
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
	Unpivot		unpivot;		/* count 0: one file row is one table row */
	int			partition_column;	/* of type schooljaar, or -1 */
	int			date_column;	/* reference date, or -1 */
	int		   *unit;			/* columns that name what a file replaces */
	size_t		unit_count;
} Dataset;

typedef struct DatasetList
{
	Dataset    *items;
	size_t		count;
} DatasetList;

/* The header of a file, mapped to a dataset. */
typedef struct HeaderMatch
{
	const Dataset *dataset;
	int		   *positions;		/* cell of each field in the file */
	size_t		width;			/* cells in the header */
	char		delimiter;
	size_t		skip_bytes;		/* byte order mark */
	const char *encoding;		/* "UTF-8" or "windows-1252" */
} HeaderMatch;

/* All descriptors of the share directory and of extra (may be NULL). */
extern bool datasets_read(DatasetList *list, const char *extra);
extern const Dataset *dataset_find(const DatasetList *list, const char *name);

/* "integer", as a descriptor has it. */
extern const char *field_type_name(FieldType type);

/* "1..9999"; empty where there are no bounds. Allocated. */
extern char *field_range(const SourceField *field);

/*
 * Finds the dataset whose fields are the columns of the file, in any order.
 * False after a message that names the nearest dataset and what differs.
 * encoding: NULL to detect it.
 */
extern bool header_match(const DatasetList *list, Input *input, const char *encoding,
						 char delimiter, HeaderMatch *match);

#endif							/* PASSEND_DATASET_H */
