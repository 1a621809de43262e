/*
 * pattern_sample.h
 *		A text that a regular expression matches, for templates.
 */
#ifndef PASSEND_PATTERN_SAMPLE_H
#define PASSEND_PATTERN_SAMPLE_H

#include <regex.h>

/*
 * For the plain forms that names of columns have: letters, classes, groups,
 * alternatives, repetition. NULL where the text made would not match.
 * Allocated.
 */
extern char *pattern_sample(const char *pattern, const regex_t *regex);

#endif							/* PASSEND_PATTERN_SAMPLE_H */
