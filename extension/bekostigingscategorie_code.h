/*
 * bekostigingscategorie_code.h
 *		Text and code of a bekostigingscategorie, in plain C, for extension and
 *		loader: 1 laag, 2 midden, 3 hoog.
 */
#ifndef PASSEND_BEKOSTIGINGSCATEGORIE_CODE_H
#define PASSEND_BEKOSTIGINGSCATEGORIE_CODE_H

#include <stdint.h>
#include <string.h>

#include "scan.h"

/* midden + NUL */
#define BEKOSTIGINGSCATEGORIE_TEXT_SIZE (6 + 1)

/* Results of reading that are no category. */
#define CATEGORY_NONE		0	/* a code known to have none */
#define CATEGORY_MIXED		(-1)	/* codes of different categories */
#define CATEGORY_UNKNOWN	(-2)	/* a code of unknown category, or no code */

/* A word and the category it stands for. */
typedef struct CategoryWord
{
	const char *word;
	int			category;
} CategoryWord;

/* Is the code that of a category? */
static inline bool
bekostigingscategorie_valid(int8_t value)
{
	return value >= 1 && value <= 3;
}

/* The category of the first word of the list that stands here. */
static inline int
category_word(Scan *scan, const CategoryWord *words, size_t count)
{
	for (size_t i = 0; i < count; i++)
	{
		Scan		rest = *scan;

		/* LG must not be read from the start of LGX, nor LZ from LZ/P. */
		if (scan_word(&rest, words[i].word) &&
			(scan_done(&rest) || is_blank(*rest.at) ||
			 *rest.at == ',' || *rest.at == '+'))
		{
			*scan = rest;
			return words[i].category;
		}
	}
	return CATEGORY_UNKNOWN;
}

/* Reads 1, laag, L, cat. 1, categorie laag. */
static inline int
category_level(Scan scan)
{
	static const CategoryWord levels[] = {
		{"1", 1}, {"2", 2}, {"3", 3},
		{"LAAG", 1}, {"MIDDEN", 2}, {"HOOG", 3},
		{"L", 1}, {"M", 2}, {"H", 3}
	};
	int			category;

	if (!scan_word(&scan, "CATEGORIE") && scan_word(&scan, "CAT"))
		scan_char(&scan, '.');
	scan_blanks(&scan);
	category = category_word(&scan, levels, sizeof(levels) / sizeof(levels[0]));
	return scan_done(&scan) ? category : CATEGORY_UNKNOWN;
}

/* Skips the school type before a code, as in RP-VSO ZMOK. */
static inline void
category_school_type(Scan *scan)
{
	Scan		rest = *scan;

	scan_word(&rest, "RP-");
	scan_word(&rest, "V");
	if (scan_word(&rest, "SO") && !scan_done(&rest) && is_blank(*rest.at))
	{
		scan_blanks(&rest);
		*scan = rest;
	}
}

/*
 * Reads one onderwijssoort code. BWBR0035617, annex 5, gives category 1 to
 * cluster 4 (ZMOK, LZ/P and PI: BWBR0037118), ZMLK and LZ, 2 to LG and 3 to
 * MG. Cluster 2 and sbo have none. MGF is missing: no source has its category.
 */
static inline int
category_code(Scan *scan)
{
	static const CategoryWord codes[] = {
		{"ZMLK", 1}, {"ZMOK", 1}, {"PI", 1},
		{"LZ", 1}, {"LZ/P", 1}, {"LZ/S", 1},
		{"LG", 2},
		{"MG", 3},
		{"DOBLN", CATEGORY_NONE}, {"DOVN", CATEGORY_NONE},
		{"ESM", CATEGORY_NONE}, {"MGA", CATEGORY_NONE},
		{"MGB", CATEGORY_NONE}, {"SH", CATEGORY_NONE},
		{"SBAO", CATEGORY_NONE}, {"NVT", CATEGORY_NONE}
	};

	category_school_type(scan);
	return category_word(scan, codes, sizeof(codes) / sizeof(codes[0]));
}

/* Reads codes with commas or plus signs between them: SO LG,MG + VSO LG. */
static inline int
category_codes(Scan scan)
{
	int			category = category_code(&scan);

	while (category != CATEGORY_UNKNOWN && !scan_done(&scan))
	{
		int			next;

		scan_blanks(&scan);
		if (!scan_char(&scan, ',') && !scan_char(&scan, '+'))
			return CATEGORY_UNKNOWN;
		scan_blanks(&scan);
		next = category_code(&scan);
		if (next == CATEGORY_UNKNOWN)
			return CATEGORY_UNKNOWN;
		if (next != category)
			category = CATEGORY_MIXED;
	}
	return category;
}

/* Reads a level or onderwijssoort codes; returns NULL, or what is wrong. */
static inline const char *
bekostigingscategorie_parse(const char *s, size_t len, int8_t *value)
{
	Scan		scan = scan_text(s, len);
	int			category = category_level(scan);

	if (category == CATEGORY_UNKNOWN)
		category = category_codes(scan);
	if (scan_done(&scan))
		return "A blank is not a bekostigingscategorie; use NULL.";
	if (category == CATEGORY_UNKNOWN)
		return "Expected laag, midden, hoog, L, M, H, 1, 2, 3 or onderwijssoort codes whose category is known, such as ZMLK.";
	if (category == CATEGORY_MIXED)
		return "These onderwijssoort codes do not all have the same category.";
	if (category == CATEGORY_NONE)
		return "Nvt, SBAO and the onderwijssoort codes of cluster 2 have no bekostigingscategorie; use NULL.";

	*value = (int8_t) category;
	return NULL;
}

/* Writes laag, midden or hoog; returns the length. */
static inline size_t
bekostigingscategorie_format(int8_t value, char *buf)
{
	static const char *const names[] = {"laag", "midden", "hoog"};
	const char *name = names[value - 1];
	size_t		len = strlen(name);

	memcpy(buf, name, len + 1);
	return len;
}

#endif							/* PASSEND_BEKOSTIGINGSCATEGORIE_CODE_H */
