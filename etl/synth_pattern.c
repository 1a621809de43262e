/*
 * synth_pattern.c
 *		Texts that a POSIX extended regular expression takes.
 *
 * Knows literals, ., brackets, groups, alternatives and repeats; not back
 * references. What it makes is checked against the expression by the caller.
 */
#define _GNU_SOURCE
#include "synth.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#define MAX_DEPTH 32

/* Where the choices come from. */
typedef struct Chooser
{
	uint64_t	number;
	bool		counting;		/* each choice takes its part of the number */
	uint64_t	capacity;		/* how many numbers differ */
	Buffer	   *text;			/* NULL: only counts */
	int			depth;
} Chooser;

static uint64_t
choose(Chooser *c, uint64_t count)
{
	uint64_t	choice = c->number % count;

	if (c->counting)
		c->number /= count;
	else
		c->number = mix(c->number);
	c->capacity = c->capacity > UINT64_MAX / count ? UINT64_MAX : c->capacity * count;
	return choice;
}

/* The end of the bracket, group or character that begins at s. */
static const char *
atom_end(const char *s, const char *end)
{
	int			depth = 0;

	if (*s == '\\')
		return s + (s + 1 < end ? 2 : 1);
	if (*s == '[')
	{
		const char *p = s + 1;

		p += *p == '^';
		p += *p == ']';
		while (p < end && *p != ']')
		{
			if (*p == '[' && p + 1 < end && p[1] == ':')
				p = strstr(p, ":]") ? strstr(p, ":]") + 1 : p;
			p++;
		}
		return p < end ? p + 1 : end;
	}
	if (*s != '(')
		return s + 1;
	while (s < end)
	{
		const char *next = *s == '(' || *s == ')' ? s + 1 : atom_end(s, end);

		depth += (*s == '(') - (*s == ')');
		s = next;
		if (depth == 0)
			break;
	}
	return s;
}

/* Characters of a bracket; those of a negated one are letters and digits. */
static size_t
bracket_set(const char *s, const char *end, char set[256])
{
	static const struct
	{
		const char *name;
		int			(*is) (int);
	}			classes[] = {
		{"[:digit:]", isdigit}, {"[:alpha:]", isalpha}, {"[:upper:]", isupper}, {"[:lower:]", islower}, {"[:alnum:]", isalnum}
	};
	bool		in[128] = {false};
	bool		negated = *s == '^';
	size_t		count = 0;

	for (s += negated; s < end; s++)
	{
		int			last = (unsigned char) *s;
		bool		is_class = false;

		for (size_t i = 0; i < sizeof(classes) / sizeof(classes[0]); i++)
			if (strncmp(s, classes[i].name, 9) == 0)
			{
				for (int k = 0; k < 128; k++)
					in[k] = in[k] || classes[i].is(k);
				s += 8;
				is_class = true;
				break;
			}
		if (is_class)
			continue;
		if (s + 2 < end && s[1] == '-')
			last = (unsigned char) s[2];
		for (int k = (unsigned char) *s; k <= last && k < 128; k++)
			in[k] = true;
		if (s + 2 < end && s[1] == '-')
			s += 2;
	}
	for (int k = 0; k < 128; k++)
		if (negated ? isalnum(k) && !in[k] : in[k])
			set[count++] = (char) k;
	return count;
}

static void make_alternatives(Chooser *c, const char *s, const char *end);

/* A bracket, a group or one character. */
static void
make_atom(Chooser *c, const char *s, const char *end)
{
	char		set[256];
	size_t		count = 1;

	if (*s == '(')
	{
		make_alternatives(c, s + 1, end - 1);
		return;
	}
	if (*s == '[')
		count = bracket_set(s + 1, end - 1, set);
	else if (*s == '.')
		count = bracket_set("a-z", "a-z" + 3, set);
	else
		set[0] = *s == '\\' && s + 1 < end ? s[1] : *s;
	if (count > 0 && c->text != NULL)
		buffer_add(c->text, &set[choose(c, count)], 1);
	else if (count > 0)
		choose(c, count);
}

/* How often the atom in front of s comes; moves s behind the sign. */
static void
repeats(const char **s, const char *end, uint64_t *least, uint64_t *most)
{
	char	   *after;

	*least = *most = 1;
	if (*s == end)
		return;
	if (**s == '?' || **s == '*')
		*least = 0;
	if (**s == '*' || **s == '+')
		*most = 3;
	if (strchr("?*+", **s) != NULL)
		(*s)++;
	else if (**s == '{')
	{
		*least = *most = strtoull(*s + 1, &after, 10);
		if (*after == ',')
			*most = after[1] == '}' ? *least + 3 : strtoull(after + 1, &after, 10);
		*s = strchr(*s, '}') ? strchr(*s, '}') + 1 : end;
	}
	if (*most < *least)
		*most = *least;
}

static void
make_sequence(Chooser *c, const char *s, const char *end)
{
	while (s < end)
	{
		const char *atom = s;
		const char *behind = atom_end(s, end);
		uint64_t	least;
		uint64_t	most;

		s = behind;
		if (*atom == '^' || *atom == '$')
			continue;
		repeats(&s, end, &least, &most);
		/* counting texts have one length each, so that no two are the same */
		if (c->counting)
			least = most == 3 && least < 2 ? 6 : most;
		else
			least += choose(c, most - least + 1);
		for (uint64_t i = 0; i < least && i < 64; i++)
			make_atom(c, atom, behind);
	}
}

/* Numbers that differ whatever the alternative: as the poorest of them has. */
static void
count_alternatives(Chooser *c, const char *const *begins, size_t count)
{
	uint64_t	least = UINT64_MAX;

	for (size_t i = 0; i < count; i++)
	{
		Chooser		branch = {.counting = true, .capacity = 1, .depth = c->depth};

		make_sequence(&branch, begins[i], begins[i + 1] - 1);
		if (branch.capacity < least)
			least = branch.capacity;
	}
	choose(c, count);
	c->capacity = c->capacity > UINT64_MAX / least ? UINT64_MAX : c->capacity * least;
}

static void
make_alternatives(Chooser *c, const char *s, const char *end)
{
	const char *begins[64];
	size_t		count = 1;
	uint64_t	choice;

	if (c->depth >= MAX_DEPTH)
		return;
	c->depth++;
	begins[0] = s;
	for (const char *p = s; p < end; p = atom_end(p, end))
		if (*p == '|' && count < 63)
			begins[count++] = p + 1;
	begins[count] = end + 1;
	if (c->text == NULL)
		count_alternatives(c, begins, count);
	else
	{
		choice = choose(c, count);
		make_sequence(c, begins[choice], begins[choice + 1] - 1);
	}
	c->depth--;
}

void
pattern_text(const char *pattern, uint64_t number, bool counting, Buffer *text)
{
	Chooser		c = {.number = counting ? number : mix(number), .counting = counting, .capacity = 1, .text = text};

	make_alternatives(&c, pattern, pattern + strlen(pattern));
}

uint64_t
pattern_capacity(const char *pattern)
{
	Chooser		c = {.counting = true, .capacity = 1};

	make_alternatives(&c, pattern, pattern + strlen(pattern));
	return c.capacity;
}
