/*
 * code.h
 *		The types whose value is one small integer code: all that follows from
 *		the parse, format and valid functions of their <type>_code.h.
 */
#ifndef PASSEND_CODE_H
#define PASSEND_CODE_H

#include "libpq/pqformat.h"

#include "comparison.h"
#include "compat.h"
#include "refuse.h"

static inline int
code_compare(int32 a, int32 b)
{
	return (a > b) - (a < b);
}

/* The input function. */
#define CODE_IN(type, ctype, RETURN) \
	PG_FUNCTION_INFO_V1(type##_in); \
	Datum \
	type##_in(PG_FUNCTION_ARGS) \
	{ \
		char	   *text = PG_GETARG_CSTRING(0); \
		ctype		value = 0; \
		const char *wrong = type##_parse(text, strlen(text), &value); \
		\
		if (wrong != NULL) \
			return invalid_text(#type, text, wrong, fcinfo->context); \
		RETURN(value); \
	}

/* The output function; text_size is that of the longest value. */
#define CODE_OUT(type, GETARG, text_size) \
	PG_FUNCTION_INFO_V1(type##_out); \
	Datum \
	type##_out(PG_FUNCTION_ARGS) \
	{ \
		char	   *text = palloc(text_size); \
		\
		type##_format(GETARG(0), text); \
		PG_RETURN_CSTRING(text); \
	}

/* recv and send: the code in network order, of so many bits. */
#define CODE_RECV_SEND(type, ctype, bits, GETARG, RETURN) \
	PG_FUNCTION_INFO_V1(type##_recv); \
	Datum \
	type##_recv(PG_FUNCTION_ARGS) \
	{ \
		StringInfo	buf = (StringInfo) PG_GETARG_POINTER(0); \
		ctype		value = (ctype) pq_getmsgint(buf, bits / 8); \
		\
		if (!type##_valid(value)) \
			ereport(ERROR, \
					(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION), \
					 errmsg("invalid code in external \"%s\" value: %d", \
							#type, (int) value))); \
		RETURN(value); \
	} \
	PG_FUNCTION_INFO_V1(type##_send); \
	Datum \
	type##_send(PG_FUNCTION_ARGS) \
	{ \
		StringInfoData buf; \
		\
		pq_begintypsend(&buf); \
		pq_sendint##bits(&buf, (uint##bits) GETARG(0)); \
		PG_RETURN_BYTEA_P(pq_endtypsend(&buf)); \
	}

/*
 * Comparison, extremes, sorting and hashing. Core's sort on int32 serves the
 * narrower codes too, and sorts without calls, as no code is negative: its
 * Datum is the same number at every width.
 */
#define CODE_ORDER(type, ctype, GETARG, RETURN) \
	COMPARISONS(type, ctype, GETARG, code_compare) \
	EXTREMES(type, ctype, GETARG, RETURN, code_compare) \
	SORTSUPPORT(type, ssup_datum_int32_cmp) \
	HASH_UINT32(type, ctype, GETARG)

#endif							/* PASSEND_CODE_H */
