/*
 * passend.c
 *		The module itself: magic block only, there is nothing to initialize.
 */
#include "postgres.h"

#include "fmgr.h"

#include "compat.h"

PG_MODULE_MAGIC_EXT(
	.name = "passend",
	.version = PASSEND_VERSION
);
