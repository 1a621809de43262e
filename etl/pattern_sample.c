/*
 * pattern_sample.c
 *		A text that a regular expression matches, for templates: of alternatives
 *		the first, of a class its first character, of what may miss nothing.
 */
#define _GNU_SOURCE
#include "pattern_sample.h"

#include <stdlib.h>
#include <string.h>

#include "passend.h"

#define MOST_REPEATS 64

static const char *add_branch(const char *p, Buffer *out);

/* Behind the group whose first alternative ends at p. */
static const char *
skip_group(const char *p)
{
	for (int depth = 1; *p != '\0' && depth > 0; p++)
		if (*p == '\\' && p[1] != '\0')
			p++;
		else
			depth += (*p == '(') - (*p == ')');
	return p;
}

/* One character, class or group. */
static const char *
add_atom(const char *p, Buffer *out)
{
	switch (*p)
	{
		case '^':
		case '$':
			return p + 1;
		case '(':
			return skip_group(add_branch(p + 1, out));
		case '[':
			buffer_add(out, p + 1, 1);
			p = strchr(p + 2, ']');
			return p ? p + 1 : "";
		case '.':
			buffer_text(out, "X");
			return p + 1;
		case '\\':
			p += p[1] != '\0';
			break;
		default:
			break;
	}
	buffer_add(out, p, 1);
	return p + 1;
}

/* How often the atom before p must be there. */
static const char *
read_repeat(const char *p, size_t *times)
{
	*times = *p == '?' || *p == '*' ? 0 : 1;
	if (*p == '?' || *p == '*' || *p == '+')
		return p + 1;
	if (*p != '{')
		return p;
	*times = strtoul(p + 1, NULL, 10);
	if (*times > MOST_REPEATS)
		*times = MOST_REPEATS;
	p = strchr(p, '}');
	return p ? p + 1 : "";
}

/* One alternative: up to "|", ")" or the end. Four digits are a year. */
static const char *
add_branch(const char *p, Buffer *out)
{
	while (*p != '\0' && *p != '|' && *p != ')')
	{
		Buffer		atom = {0};
		size_t		times;

		buffer_text(&atom, "");
		p = read_repeat(add_atom(p, &atom), &times);
		if (times == 4 && strcmp(atom.data, "0") == 0)
			buffer_text(out, "2024");
		else
			for (size_t i = 0; i < times; i++)
				buffer_add(out, atom.data, atom.len);
		buffer_free(&atom);
	}
	return p;
}

char *
pattern_sample(const char *pattern, const regex_t *regex)
{
	Buffer		out = {0};

	buffer_text(&out, "");
	add_branch(pattern, &out);
	if (out.len > 0 && regexec(regex, out.data, 0, NULL, 0) == 0)
		return out.data;
	buffer_free(&out);
	return NULL;
}
