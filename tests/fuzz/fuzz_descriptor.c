/*
 * fuzz_descriptor.c
 *		Bytes as the description of a dataset. What is accepted must convert a small
 *		file of its own columns, as every description does.
 */
#define _GNU_SOURCE
#include "fuzz.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include <jansson.h>

#include "conversion.h"

#define MAX_FIELDS 100
#define MAX_DEPTH 10

/*
 * glibc's regular expressions take time and memory without bound: counted
 * repetitions, back references and deep nesting are not tried.
 */
static bool
is_heavy(const char *bytes, size_t len)
{
	int			brackets = 0;
	int			repeats = 0;
	int			depth = 0;

	for (size_t i = 0; i < len; i++)
	{
		char		after = i + 1 < len ? bytes[i + 1] : '\0';

		if (bytes[i] == '{' && ((after >= '0' && after <= '9') || after == ','))
			repeats++;
		if (bytes[i] == '\\' && ((after >= '1' && after <= '9') || after == 'u'))
			return true;
		brackets += bytes[i] == '(';
		repeats += bytes[i] == '*' || bytes[i] == '+';
		depth = bytes[i] == '(' ? depth + 1 : bytes[i] == ')' && depth > 0 ? depth - 1 : depth;
		if (depth > MAX_DEPTH)
			return true;
	}
	return brackets > 40 || repeats > 60;
}

/* Rows of cells of all kinds, so that each column sees each cell. */
static char *
make_file(const Dataset *d)
{
	static const char *const cells[] = {
		"1", "2024-10-01", "x", "PO2707", "<5", "00AA", "", "2023-2024", "TOTAAL", "true", "1,5", "-1", "00", "1.234", "n.v.t.",
		"een veel langere tekst dan de andere", "20241001", "2024", "0", "caf\xc3\xa9*"
	};
	Buffer		file = {0};
	char	   *header = header_of(d);
	size_t		width = d->field_count + (d->is_wide && d->unpivot.pattern != NULL);
	char		mark[2] = {d->dialect.delimiter, '\0'};

	buffer_text(&file, header);
	for (size_t row = 0; row < sizeof(cells) / sizeof(cells[0]); row++)
	{
		for (size_t i = 0; i < width; i++)
			buffer_printf(&file, "%s\"%s\"", i ? mark : "", cells[(row + i * (1 + row % 3)) % (sizeof(cells) / sizeof(cells[0]))]);
		buffer_text(&file, "\n");
	}
	free(header);
	return file.data;
}

/* The file must be recognised, unless its header is no line or names a column twice. */
static void
convert(const Dataset *d)
{
	DatasetList list = {(Dataset *) d, 1};
	Manner		manner = {.hands = 2, .chunk = 64, .limit = 2};
	char	   *file;

	if (d->field_count > MAX_FIELDS || d->column_count > MAX_FIELDS)
		return;
	file = make_file(d);
	check_conversion(&list, file, strlen(file), &manner);
	free(file);
}

int
LLVMFuzzerInitialize(int *argc, char ***argv)
{
	(void) argc;
	(void) argv;
	return 0;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	int			fd;
	char		path[64];
	Dataset		d;
	bool		accepted;

	if (is_heavy((const char *) data, size))
		return 0;
	fd = memfd_create("fuzz.json", 0);
	CHECK(fd >= 0 && write(fd, data, size) == (ssize_t) size, "cannot write the description");
	snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
	fuzz_begin();
	accepted = dataset_parse(&d, path);
	CHECK(fuzz_errors == !accepted, "%u messages", fuzz_errors);
	close(fd);
	if (accepted)
		convert(&d);
	return 0;
}

/* --- changing JSON as JSON --- */

/* All values in a tree, in the order of a walk; at most limit. */
static size_t
list_values(json_t *value, json_t **list, size_t count, size_t limit)
{
	const char *key;
	json_t	   *member;
	size_t		i;

	if (count < limit)
		list[count++] = value;
	json_object_foreach(value, key, member)
		count = list_values(member, list, count, limit);
	json_array_foreach(value, i, member)
		count = list_values(member, list, count, limit);
	return count;
}

/* The key of a member of an object, by its place. */
static const char *
any_key(json_t *object, Random *random)
{
	size_t		at = random_below(random, (uint32_t) json_object_size(object));
	const char *key;
	json_t	   *value;

	json_object_foreach(object, key, value)
		if (at-- == 0)
			return key;
	return NULL;
}

/* A word that a description may hold, or another one of this description. */
static json_t *
any_value(json_t **list, size_t count, Random *random)
{
	static const char *const words[] = {
		"", "text", "smallint", "integer", "double precision", "boolean", "date", "brinnummer", "swv", "schooljaar", "telling", "string",
		"number", "%Y-%m-%d", "%Y%m%d", "%", "^J_([0-9]*)$", "^(a|b)?(.*)$", "[0-9]*", "(", "*", "1..4", "<5", "TOTAAL", "-10-01", ";", ".", "\t", "2023-2024", "1"
	};

	switch (random_below(random, 6))
	{
		case 0:
			return json_null();
		case 1:
			return json_boolean(random_below(random, 2));
		case 2:
			return json_integer((json_int_t) random_below(random, 4) * 1000000000 - 1);
		case 3:
			return json_string(words[random_below(random, sizeof(words) / sizeof(words[0]))]);
		default:
			return json_deep_copy(list[random_below(random, (uint32_t) count)]);
	}
}

/* Members that descriptions know, to be put where they may not be expected. */
static const char *const keys[] = {
	"name", "title", "schema", "fields", "type", "format", "constraints", "required", "pattern", "enum", "minimum", "maximum", "missingValues",
	"primaryKey", "trueValues", "falseValues", "decimalChar", "groupChar", "passend", "target", "columns", "optional", "aliases", "masks",
	"totals", "field", "column", "value", "partition", "date", "unit", "match", "append", "mask", "mark", "map", "constant", "parameter",
	"line", "unpivot", "label", "dialect", "delimiter", "quote", "encoding", "example", "quirks"
};

static void
change_tree(json_t *root, Random *random)
{
	json_t	   *list[2000];
	size_t		count = list_values(root, list, 0, 2000);
	json_t	   *at = list[random_below(random, (uint32_t) count)];
	uint32_t	kind = random_below(random, 4);
	const char *key;

	if (json_is_object(at) && kind == 0)
		json_object_set_new(at, keys[random_below(random, sizeof(keys) / sizeof(keys[0]))], any_value(list, count, random));
	else if (json_is_object(at) && json_object_size(at) > 0)
	{
		key = any_key(at, random);
		if (kind == 1)
			json_object_del(at, key);
		else
			json_object_set_new(at, key, any_value(list, count, random));
	}
	else if (json_is_array(at) && kind == 0)
		json_array_append_new(at, any_value(list, count, random));
	else if (json_is_array(at) && json_array_size(at) > 0)
	{
		size_t		i = random_below(random, (uint32_t) json_array_size(at));

		if (kind == 1)
			json_array_remove(at, i);
		else
			json_array_set_new(at, i, any_value(list, count, random));
	}
	else if (json_is_string(at))
	{
		json_t	   *other = list[random_below(random, (uint32_t) count)];

		if (json_is_string(other))
			json_string_set(at, json_string_value(other));
	}
}

size_t
LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max_size, unsigned seed)
{
	Random		random = seed;
	json_t	   *root = json_loadb((const char *) data, size, 0, NULL);
	size_t		len;

	if (root == NULL || random_below(&random, 8) == 0)
	{
		json_decref(root);
		return LLVMFuzzerMutate(data, size, max_size);
	}
	do
		change_tree(root, &random);
	while (random_below(&random, 2));
	len = json_dumpb(root, (char *) data, max_size, JSON_COMPACT);
	json_decref(root);
	return len > 0 && len <= max_size ? len : LLVMFuzzerMutate(data, size < max_size ? size : max_size, max_size);
}
