/*
 * refuse.h
 *		How the input functions refuse a text, in the server's own words.
 */
#ifndef PASSEND_REFUSE_H
#define PASSEND_REFUSE_H

#include "compat.h"

/* Reports text that is no value of a type; detail says what is wrong. */
static inline Datum
invalid_text(const char *type, const char *text, const char *detail,
			 struct Node *escontext)
{
	ereturn(escontext, (Datum) 0,
			errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
			errmsg("invalid input syntax for type %s: \"%s\"", type, text),
			errdetail_internal("%s", detail));
}

/* Reports a value, as text, beyond the limits of a type; detail has those. */
static inline Datum
out_of_range(const char *type, const char *text, const char *detail,
			 struct Node *escontext)
{
	ereturn(escontext, (Datum) 0,
			errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
			errmsg("value \"%s\" is out of range for type %s", text, type),
			errdetail_internal("%s", detail));
}

#endif							/* PASSEND_REFUSE_H */
