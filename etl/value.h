/*
 * value.h
 *		Texts of cells to values of the target's types, as binary COPY sends them.
 */
#ifndef PASSEND_VALUE_H
#define PASSEND_VALUE_H

#include "passend.h"

typedef enum ValueType
{
	VALUE_TEXT,					/* also enums, which travel as their label */
	VALUE_SMALLINT,
	VALUE_INTEGER,
	VALUE_DOUBLE,
	VALUE_BOOLEAN,
	VALUE_DATE,
	VALUE_BRINNUMMER,
	VALUE_SWV,
	VALUE_SCHOOLJAAR,
	VALUE_TELLING
} ValueType;

/* A value: len bytes as binary COPY wants them; len -1 is NULL. */
typedef struct Value
{
	int32_t		len;
	const char *bytes;			/* fixed, or the text itself */
	char		fixed[8];
} Value;

/* Type by its name in a descriptor; false when there is no such type. */
extern bool value_type(const char *name, ValueType *type);
extern const char *value_type_name(ValueType type);

/* NULL when text is a value of the type, otherwise what is wrong with it. */
extern const char *value_encode(ValueType type, const char *text, size_t len, Value *value);

/*
 * An institution and its location, from two cells, as one brinnummer. *wrong is
 * the cell (0 or 1) that the problem is about.
 */
extern const char *value_join(const char *institution, size_t institution_len,
							  const char *location, size_t location_len, Value *value, int *wrong);

/*
 * The value in PostgreSQL's own text form, of a double precision with all its
 * digits; NULL for an SQL NULL. Allocated.
 */
extern char *value_text(ValueType type, const Value *value);

/* A whole number of at most limit; NULL or what is wrong. */
extern const char *integer_parse(const char *text, size_t len, int64_t limit, int64_t *number);

/*
 * A number with its decimal mark, and groups of three digits where group is no
 * NUL; NULL or what is wrong. Infinity and NaN are no numbers here.
 */
extern const char *number_parse(const char *text, size_t len, char decimal, char group, double *number);

/*
 * A telling from a cell: what the type reads, also 12.0, and groups of three digits
 * where group is no NUL; NULL or what is wrong.
 */
extern const char *count_parse(const char *text, size_t len, char group, uint64_t *count);

extern void value_from_count(uint64_t count, Value *value);
extern void value_from_number(double number, Value *value);
extern void value_from_integer(int32_t number, Value *value);

/* A smallint or an integer from a whole number; NULL or what is wrong. */
extern const char *value_from_whole(ValueType type, double number, Value *value);

/* Days since 2000-01-01 of a valid date, and the inverse. */
extern int32_t days_of_date(int year, int month, int day);
extern void date_of_days(int32_t days, int *year, int *month, int *day);

/* Days since 2000-01-01 by a format of %Y %m %d, and %H %M %S; NULL or what is wrong. */
extern const char *date_parse(const char *text, size_t len, const char *format, int32_t *days);

/* A date, or its school year; NULL or what is wrong. */
extern const char *value_from_date(ValueType type, int32_t days, Value *value);

#endif							/* PASSEND_VALUE_H */
