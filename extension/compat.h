/*
 * compat.h
 *		Differences between PostgreSQL 15 and later, named after the newer API.
 */
#ifndef PASSEND_COMPAT_H
#define PASSEND_COMPAT_H

#if PG_VERSION_NUM < 150000
#error "passend needs PostgreSQL 15 or later"
#endif

#if PG_VERSION_NUM >= 160000
#include "nodes/miscnodes.h"
#include "varatt.h"
#else

/* Soft errors arrived in 16; before, every input error is a hard one. */
#define ereturn(context, dummy_value, ...) \
	do { \
		(void) (context); \
		ereport(ERROR, __VA_ARGS__); \
		return dummy_value; \
	} while (0)
#define errsave(context, ...) \
	do { \
		(void) (context); \
		ereport(ERROR, __VA_ARGS__); \
	} while (0)
#define SOFT_ERROR_OCCURRED(context) ((void) (context), false)

#endif							/* PG_VERSION_NUM >= 160000 */

/* 18 lets a module tell its name and version. */
#ifndef PG_MODULE_MAGIC_EXT
#define PG_MODULE_MAGIC_EXT(...) PG_MODULE_MAGIC
#endif

#endif							/* PASSEND_COMPAT_H */
