/*
 * comparison.h
 *		The comparison and hash functions of a fixed-length type, all made from
 *		one internal comparison, so that they cannot disagree.
 */
#ifndef PASSEND_COMPARISON_H
#define PASSEND_COMPARISON_H

#include "common/hashfn.h"
#include "fmgr.h"
#include "utils/sortsupport.h"

/* One thin SQL-callable wrapper: <type>_<name>(a, b) is <cmp>(a, b) <op> 0. */
#define COMPARISON(type, name, op, ctype, GETARG, cmp) \
	PG_FUNCTION_INFO_V1(type##_##name); \
	Datum \
	type##_##name(PG_FUNCTION_ARGS) \
	{ \
		ctype		a = GETARG(0); \
		ctype		b = GETARG(1); \
		\
		PG_RETURN_BOOL(cmp(a, b) op 0); \
	}

/* lt, le, eq, ne, ge, gt and the three-way cmp of a type. */
#define COMPARISONS(type, ctype, GETARG, compare) \
	COMPARISON(type, lt, <, ctype, GETARG, compare) \
	COMPARISON(type, le, <=, ctype, GETARG, compare) \
	COMPARISON(type, eq, ==, ctype, GETARG, compare) \
	COMPARISON(type, ne, !=, ctype, GETARG, compare) \
	COMPARISON(type, ge, >=, ctype, GETARG, compare) \
	COMPARISON(type, gt, >, ctype, GETARG, compare) \
	PG_FUNCTION_INFO_V1(type##_cmp); \
	Datum \
	type##_cmp(PG_FUNCTION_ARGS) \
	{ \
		ctype		a = GETARG(0); \
		ctype		b = GETARG(1); \
		\
		PG_RETURN_INT32(compare(a, b)); \
	}

/* One step of min or max: <type>_<name>(a, b) is a if a <op> b, else b. */
#define EXTREME(type, name, op, ctype, GETARG, RETURN, compare) \
	PG_FUNCTION_INFO_V1(type##_##name); \
	Datum \
	type##_##name(PG_FUNCTION_ARGS) \
	{ \
		ctype		a = GETARG(0); \
		ctype		b = GETARG(1); \
		\
		RETURN(compare(a, b) op 0 ? a : b); \
	}

/* smaller and larger, the steps of the aggregates min and max. */
#define EXTREMES(type, ctype, GETARG, RETURN, compare) \
	EXTREME(type, smaller, <, ctype, GETARG, RETURN, compare) \
	EXTREME(type, larger, >, ctype, GETARG, RETURN, compare)

/* Sort support with a comparator that works on Datums directly. */
#define SORTSUPPORT(type, datum_comparator) \
	PG_FUNCTION_INFO_V1(type##_sortsupport); \
	Datum \
	type##_sortsupport(PG_FUNCTION_ARGS) \
	{ \
		SortSupport ssup = (SortSupport) PG_GETARG_POINTER(0); \
		\
		ssup->comparator = datum_comparator; \
		PG_RETURN_VOID(); \
	}

/* hash and hash_extended of a value that fits in 32 bits. */
#define HASH_UINT32(type, ctype, GETARG) \
	PG_FUNCTION_INFO_V1(type##_hash); \
	Datum \
	type##_hash(PG_FUNCTION_ARGS) \
	{ \
		ctype		value = GETARG(0); \
		\
		return hash_uint32((uint32) value); \
	} \
	PG_FUNCTION_INFO_V1(type##_hash_extended); \
	Datum \
	type##_hash_extended(PG_FUNCTION_ARGS) \
	{ \
		ctype		value = GETARG(0); \
		\
		return hash_uint32_extended((uint32) value, PG_GETARG_INT64(1)); \
	}

/* hash and hash_extended of a value of any size without padding. */
#define HASH_BYTES(type, ctype, GETARG) \
	PG_FUNCTION_INFO_V1(type##_hash); \
	Datum \
	type##_hash(PG_FUNCTION_ARGS) \
	{ \
		ctype		value = GETARG(0); \
		\
		return hash_any((unsigned char *) &value, sizeof(value)); \
	} \
	PG_FUNCTION_INFO_V1(type##_hash_extended); \
	Datum \
	type##_hash_extended(PG_FUNCTION_ARGS) \
	{ \
		ctype		value = GETARG(0); \
		\
		return hash_any_extended((unsigned char *) &value, sizeof(value), \
								 PG_GETARG_INT64(1)); \
	}

#endif							/* PASSEND_COMPARISON_H */
