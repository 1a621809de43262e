/*
 * value.c
 *		Texts of cells to values of the target's types, as binary COPY sends them.
 *
 * The extension's own types are read by the extension's own code (*_code.h), so
 * that a file and an SQL literal are understood alike.
 */
#define _GNU_SOURCE
#include "value.h"

#include <endian.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "brinnummer_code.h"
#include "schooljaar_code.h"
#include "swv_code.h"
#include "telling_code.h"

static const char *const type_names[] = {
	[VALUE_TEXT] = "text",
	[VALUE_SMALLINT] = "smallint",
	[VALUE_INTEGER] = "integer",
	[VALUE_DOUBLE] = "double precision",
	[VALUE_BOOLEAN] = "boolean",
	[VALUE_DATE] = "date",
	[VALUE_BRINNUMMER] = "brinnummer",
	[VALUE_SWV] = "swv",
	[VALUE_SCHOOLJAAR] = "schooljaar",
	[VALUE_TELLING] = "telling"
};

/* Days from 1970-01-01 to 2000-01-01, where PostgreSQL's dates begin. */
#define UNIX_EPOCH_OFFSET 10957

bool
value_type(const char *name, ValueType *type)
{
	for (size_t i = 0; i < sizeof(type_names) / sizeof(type_names[0]); i++)
	{
		if (strcmp(type_names[i], name) == 0)
		{
			*type = (ValueType) i;
			return true;
		}
	}
	return false;
}

const char *
value_type_name(ValueType type)
{
	return type_names[type];
}

/* Network byte order of the lowest len bytes of number; zeros behind them. */
static inline void
set_fixed(Value *value, uint64_t number, int len)
{
	uint64_t	bytes = htobe64(number << 8 * (8 - len));

	memcpy(value->fixed, &bytes, sizeof(bytes));
	value->bytes = value->fixed;
	value->len = len;
}

static int64_t
get_fixed(const Value *value)
{
	uint64_t	number = 0;

	for (int i = 0; i < value->len; i++)
		number = number << 8 | (unsigned char) value->bytes[i];
	if (value->len == 2)
		return (int16_t) number;
	if (value->len == 4)
		return (int32_t) number;
	return (int64_t) number;
}

/* A whole number; DUO writes some as 12.0 and pads others with zeros. */
const char *
integer_parse(const char *text, size_t len, int64_t limit, int64_t *number)
{
	bool		negative = len > 0 && text[0] == '-';
	size_t		i = negative;

	if (len > 2 && text[len - 1] == '0' && text[len - 2] == '.')
		len -= 2;
	if (i >= len)
		return "It is not a whole number.";
	*number = 0;
	for (; i < len; i++)
	{
		if (text[i] < '0' || text[i] > '9')
			return "It is not a whole number.";
		*number = *number * 10 + (text[i] - '0');
		if (*number > limit)
			return "The number is too large.";
	}
	if (negative)
		*number = -*number;
	return NULL;
}

/* Longer than any number that a person writes: 2^-1074 in full would not fit. */
#define NUMBER_SIZE 128

/* Copies digits to plain, without the group marks between threes; how many, or -1. */
static int
copy_groups(const char **text, const char *end, char group, char *plain)
{
	bool		grouped = false;
	int			run = 0;
	int			count = 0;

	for (; *text < end; (*text)++)
	{
		if (**text >= '0' && **text <= '9')
		{
			plain[count++] = **text;
			run++;
			continue;
		}
		if (group == '\0' || **text != group)
			break;
		/* 1.5 is not 15, whatever the groups are */
		if (grouped ? run != 3 : run < 1 || run > 3)
			return -1;
		grouped = true;
		run = 0;
	}
	return grouped && run != 3 ? -1 : count;
}

/*
 * Sign, digits and fraction as a number: exact where digits and power of ten both
 * are, as one division then rounds once. False: strtod has to be asked.
 */
static bool
plain_number(const char *plain, int places, double *number)
{
	static const double powers[] = {1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};
	uint64_t	whole = 0;
	int			count = 0;

	for (const char *p = plain; *p; p++)
	{
		if (*p < '0' || *p > '9')
			continue;
		whole = whole * 10 + (uint64_t) (*p - '0');
		count++;
	}
	if (count > 15 || places > 15)
		return false;
	*number = (double) whole / powers[places];
	if (plain[0] == '-')
		*number = -*number;
	return true;
}

const char *
number_parse(const char *text, size_t len, char decimal, char group, double *number)
{
	static const char wrong[] = "It is not a number of the form that this file uses.";
	const char *end = text + len;
	char		plain[NUMBER_SIZE];
	size_t		n = 0;
	int			digits;
	int			more = 0;

	if (len >= sizeof(plain))
		return "The number has too many characters.";
	if (text < end && (*text == '-' || *text == '+'))
		plain[n++] = *text++;
	digits = copy_groups(&text, end, group, plain + n);
	if (digits < 0)
		return wrong;
	n += (size_t) digits;
	if (text < end && *text == decimal)
	{
		plain[n++] = '.';
		text++;
		more = copy_groups(&text, end, '\0', plain + n);
		n += (size_t) more;
	}
	if (digits + more == 0)
		return wrong;
	if (text == end)
	{
		plain[n] = '\0';
		if (plain_number(plain, more, number))
			return NULL;
	}
	if (text < end && (*text == 'e' || *text == 'E'))
	{
		plain[n++] = *text++;
		if (text < end && (*text == '-' || *text == '+'))
			plain[n++] = *text++;
		more = copy_groups(&text, end, '\0', plain + n);
		if (more == 0)
			return wrong;
		n += (size_t) more;
	}
	if (text != end)
		return wrong;
	plain[n] = '\0';
	*number = strtod(plain, NULL);
	return isinf(*number) ? "The number is too large." : NULL;
}

const char *
count_parse(const char *text, size_t len, char group, uint64_t *count)
{
	char		plain[NUMBER_SIZE];
	const char *p = text;
	int32_t		number = 0;
	size_t		n = 0;

	while (n < len && n < 9 && text[n] >= '0' && text[n] <= '9')
		number = number * 10 + (text[n++] - '0');
	if (n == len && n > 0)
	{
		*count = telling_make(number, number);
		return NULL;
	}
	if (len > 2 && memcmp(text + len - 2, ".0", 2) == 0)
		return telling_parse(text, len - 2, count);
	if (group != '\0' && len < sizeof(plain))
	{
		int			digits_found = copy_groups(&p, text + len, group, plain);

		if (digits_found > 0 && p == text + len)
			return telling_parse(plain, (size_t) digits_found, count);
	}
	return telling_parse(text, len, count);
}

void
value_from_count(uint64_t count, Value *value)
{
	set_fixed(value, count, 8);
}

void
value_from_number(double number, Value *value)
{
	uint64_t	bits;

	memcpy(&bits, &number, sizeof(bits));
	set_fixed(value, bits, 8);
}

void
value_from_integer(int32_t number, Value *value)
{
	set_fixed(value, (uint32_t) number, 4);
}

const char *
value_from_whole(ValueType type, double number, Value *value)
{
	if (type == VALUE_SMALLINT && (number < -INT16_MAX || number > INT16_MAX))
		return "The number is too large.";
	set_fixed(value, (uint64_t) (int64_t) number, type == VALUE_SMALLINT ? 2 : 4);
	return NULL;
}

static bool
is_leap_year(int year)
{
	return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

/* Days since 2000-01-01 of a valid date, by counting from a March-based year. */
int32_t
days_of_date(int year, int month, int day)
{
	int			y = month > 2 ? year : year - 1;
	int			era = y / 400;
	int			year_of_era = y - era * 400;
	int			day_of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
	int			day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;

	return era * 146097 + day_of_era - 719468 - UNIX_EPOCH_OFFSET;
}

/* The inverse of days_of_date. */
void
date_of_days(int32_t days, int *year, int *month, int *day)
{
	int			z = days + UNIX_EPOCH_OFFSET + 719468;
	int			era = z / 146097;
	int			day_of_era = z - era * 146097;
	int			year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
	int			day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
	int			m = (5 * day_of_year + 2) / 153;

	*day = day_of_year - (153 * m + 2) / 5 + 1;
	*month = m < 10 ? m + 3 : m - 9;
	*year = year_of_era + era * 400 + (*month <= 2);
}

/* Exactly count digits; -1 when they are not there. */
static int
digits(const char **text, const char *end, int count)
{
	int			number = 0;

	for (; count > 0; count--, (*text)++)
	{
		if (*text >= end || **text < '0' || **text > '9')
			return -1;
		number = number * 10 + (**text - '0');
	}
	return number;
}

const char *
date_parse(const char *text, size_t len, const char *format, int32_t *days)
{
	static const int month_days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
	const char *end = text + len;
	int			year = 0;
	int			month = 1;
	int			day = 1;
	bool		in_time = true;

	for (const char *f = format; *f; f++)
	{
		if (*f == '%' && f[1] == 'Y')
			year = digits(&text, end, 4);
		else if (*f == '%' && f[1] == 'm')
			month = digits(&text, end, 2);
		else if (*f == '%' && f[1] == 'd')
			day = digits(&text, end, 2);
		else if (*f == '%' && (f[1] == 'H' || f[1] == 'M' || f[1] == 'S'))
			in_time = in_time && (unsigned) digits(&text, end, 2) < (f[1] == 'H' ? 24 : 60);
		else if (text < end && *text == *f)
		{
			text++;
			continue;
		}
		else
			return "It is not a date of the form that this file uses.";
		f++;
	}
	if (text != end || year < 0 || month < 0 || day < 0 || !in_time)
		return "It is not a date of the form that this file uses.";
	if (year < 1000 || month < 1 || month > 12 || day < 1
		|| day > month_days[month - 1] + (month == 2 && is_leap_year(year)))
		return "There is no such day.";
	*days = days_of_date(year, month, day);
	return NULL;
}

const char *
value_from_date(ValueType type, int32_t days, Value *value)
{
	int			year;
	int			month;
	int			day;

	if (type != VALUE_SCHOOLJAAR)
	{
		set_fixed(value, (uint64_t) (uint32_t) days, 4);
		return NULL;
	}
	date_of_days(days, &year, &month, &day);
	if (month < 8)
		year--;
	set_fixed(value, (uint64_t) year, 2);
	return schooljaar_exists(year) ? NULL : "The day is in no school year from 1000-1001 to 9998-9999.";
}

const char *
value_encode(ValueType type, const char *text, size_t len, Value *value)
{
	const char *problem = NULL;
	int64_t		number = 0;
	double		real = 0;
	bool		truth;
	int32_t		code32 = 0;
	int16_t		code16 = 0;
	uint64_t	interval = 0;

	switch (type)
	{
		case VALUE_TEXT:
			value->bytes = text;
			value->len = (int32_t) len;
			break;
		case VALUE_SMALLINT:
			problem = integer_parse(text, len, INT16_MAX, &number);
			set_fixed(value, (uint64_t) number, 2);
			break;
		case VALUE_INTEGER:
			problem = integer_parse(text, len, INT32_MAX, &number);
			set_fixed(value, (uint64_t) number, 4);
			break;
		case VALUE_DOUBLE:
			problem = number_parse(text, len, '.', '\0', &real);
			value_from_number(real, value);
			break;
		case VALUE_BOOLEAN:
			truth = len == 4 && memcmp(text, "true", 4) == 0;
			if (!truth && (len != 5 || memcmp(text, "false", 5) != 0))
				problem = "It is neither true nor false.";
			set_fixed(value, truth, 1);
			break;
		case VALUE_DATE:
			if (date_parse(text, len, "%Y-%m-%d", &code32) != NULL)
				problem = "It is not a day written as YYYY-MM-DD.";
			set_fixed(value, (uint32_t) code32, 4);
			break;
		case VALUE_BRINNUMMER:
			problem = brinnummer_parse(text, len, &code32);
			set_fixed(value, (uint32_t) code32, 4);
			break;
		case VALUE_SWV:
			problem = swv_parse(text, len, &code16);
			set_fixed(value, (uint16_t) code16, 2);
			break;
		case VALUE_SCHOOLJAAR:
			problem = schooljaar_parse(text, len, &code16);
			set_fixed(value, (uint16_t) code16, 2);
			break;
		case VALUE_TELLING:
			problem = telling_parse(text, len, &interval);
			set_fixed(value, interval, 8);
			break;
	}
	return problem;
}

const char *
value_join(const char *institution, size_t institution_len,
		   const char *location, size_t location_len, Value *value, int *wrong)
{
	int32_t		code = 0;
	const char *problem = brinnummer_parse(institution, institution_len, &code);

	*wrong = problem == NULL && brinnummer_location(code) < 0;
	problem = brinnummer_join(institution, institution_len, location, location_len, &code);
	set_fixed(value, (uint32_t) code, 4);
	return problem;
}

char *
value_text(ValueType type, const Value *value)
{
	char		text[64];
	uint64_t	bits;
	double		number;
	int			year;
	int			month;
	int			day;

	if (value->len < 0)
		return NULL;
	switch (type)
	{
		case VALUE_TEXT:
			return copy_bytes(value->bytes, (size_t) value->len);
		case VALUE_SMALLINT:
		case VALUE_INTEGER:
			return text_of("%lld", (long long) get_fixed(value));
		case VALUE_DOUBLE:
			bits = (uint64_t) get_fixed(value);
			memcpy(&number, &bits, sizeof(number));
			return text_of("%.17g", number);
		case VALUE_BOOLEAN:
			return copy_text(get_fixed(value) ? "true" : "false");
		case VALUE_DATE:
			date_of_days((int32_t) get_fixed(value), &year, &month, &day);
			return text_of("%04d-%02d-%02d", year, month, day);
		case VALUE_BRINNUMMER:
			brinnummer_format((int32_t) get_fixed(value), text);
			break;
		case VALUE_SWV:
			swv_format((int16_t) get_fixed(value), text);
			break;
		case VALUE_SCHOOLJAAR:
			schooljaar_format((int16_t) get_fixed(value), text);
			break;
		case VALUE_TELLING:
			telling_format((uint64_t) get_fixed(value), text);
			break;
	}
	return copy_text(text);
}
