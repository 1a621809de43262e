/*
 * swv_code.h
 *		Text and code of a samenwerkingsverband, in plain C, for extension and
 *		loader: the sector times 10000 plus the four digits.
 */
#ifndef PASSEND_SWV_CODE_H
#define PASSEND_SWV_CODE_H

#include <stdint.h>

#include "scan.h"

/* Where the sector vo begins; po begins at 0. */
#define SWV_VO			10000
/* PO or VO + 4 digits + NUL */
#define SWV_TEXT_SIZE	(2 + 4 + 1)

/* Is the code that of a samenwerkingsverband? */
static inline bool
swv_valid(int16_t value)
{
	return value >= 0 && value < 2 * SWV_VO;
}

/* Reads the two digits of one part, with a hyphen or blanks before them. */
static inline bool
swv_part(Scan *scan, int *number)
{
	if (!scan_char(scan, '-'))
		scan_blanks(scan);
	return scan_digits(scan, 2, number);
}

/* Reads PO2707, PO-27-07 or PO 27 07; returns NULL, or what is wrong. */
static inline const char *
swv_parse(const char *s, size_t len, int16_t *value)
{
	Scan		scan = scan_text(s, len);
	bool		vo = scan_word(&scan, "VO");
	int			region;
	int			number;

	if (!vo && !scan_word(&scan, "PO"))
		return "A samenwerkingsverband begins with PO or VO, as in PO2707; the markers CL1, CL2 and GJIJJI stand for none.";
	if (!swv_part(&scan, &region) || !swv_part(&scan, &number) ||
		!scan_done(&scan))
		return "Exactly four digits must follow PO or VO, as in PO2707 or PO-27-07.";

	*value = (int16_t) ((vo ? SWV_VO : 0) + region * 100 + number);
	return NULL;
}

/* Writes PO2707; returns the length. */
static inline size_t
swv_format(int16_t value, char *buf)
{
	char	   *at;

	buf[0] = value >= SWV_VO ? 'V' : 'P';
	buf[1] = 'O';
	at = put_digits(buf + 2, 4, value % SWV_VO);
	*at = '\0';
	return (size_t) (at - buf);
}

#endif							/* PASSEND_SWV_CODE_H */
