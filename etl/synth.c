/*
 * synth.c
 *		passend synth: writes synthetic files of the known kinds.
 */
#define _GNU_SOURCE
#include "synth.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "commands.h"
#include "schooljaar_code.h"
#include "synth_national.h"

#define MARK "synthetisch"
#define DEFAULT_ROWS 1000
#define DEFAULT_FIRST 2020
#define DEFAULT_LAST 2024
#define NATIONAL_FIRST 2009
#define MOST_SCALE 1000
#define BLOCK_SIZE (1024 * 1024)

/* What the options say. */
typedef struct Order
{
	const Options *o;
	DatasetList datasets;
	Country		country;
	uint64_t	rows;			/* 0: not given */
	uint64_t	seed;
	int			first_year;
	int			last_year;
	bool		years_given;
	uint64_t	scale;
	uint64_t	bad;			/* millionths */
	bool		to_stdout;
} Order;

/* --- options --- */

/* A whole number of at most limit. */
static bool
parse_whole(const char *option, const char *text, uint64_t least, uint64_t limit, uint64_t *number)
{
	char	   *end = NULL;

	if (text == NULL)
		return true;
	errno = 0;
	if (*text >= '0' && *text <= '9')
		*number = strtoull(text, &end, 10);
	if (end != NULL && *end == '\0' && errno == 0 && *number >= least && *number <= limit)
		return true;
	say_error("--%s: \"%s\" is no whole number from %s to %s", option, text, grouped(least), grouped(limit));
	return false;
}

/* "1%", "0.5%": in millionths, without floating point. */
static bool
parse_share(const char *text, uint64_t *millionths)
{
	const char *p = text;
	uint64_t	number = 0;
	int			digits = 0;
	int			decimals = -1;

	for (; p != NULL && ((*p >= '0' && *p <= '9') || (*p == '.' && decimals < 0)) && digits < 7 && decimals < 4; p++)
	{
		if (*p == '.')
		{
			decimals = 0;
			continue;
		}
		number = number * 10 + (uint64_t) (*p - '0');
		digits++;
		decimals += decimals >= 0;
	}
	for (int i = decimals < 0 ? 0 : decimals; i < 4; i++)
		number *= 10;
	*millionths = number;
	if (text == NULL || (digits > 0 && strcmp(p, "%") == 0 && number <= 1000000))
		return true;
	say_error("--bad: \"%s\" is no percentage such as 1%% or 0.5%%, of at most four decimals", text);
	return false;
}

/* --years 2010-2025, or --schooljaar 2024-2025 */
static bool
parse_years(Order *order)
{
	const Options *o = order->o;
	const char *text = o->years;
	int16_t		year;
	int			used = 0;

	order->first_year = o->national ? NATIONAL_FIRST : DEFAULT_FIRST;
	order->last_year = DEFAULT_LAST;
	order->years_given = o->years != NULL || o->schooljaar != NULL;
	if (o->years != NULL && o->schooljaar != NULL)
	{
		say_error("--years and --schooljaar do not go together");
		return false;
	}
	if (o->schooljaar != NULL)
	{
		const char *problem = schooljaar_parse(o->schooljaar, strlen(o->schooljaar), &year);

		if (problem != NULL)
			say_error("--schooljaar: \"%s\" is no school year: %s", o->schooljaar, problem);
		order->first_year = order->last_year = problem == NULL ? year : 0;
		return problem == NULL;
	}
	if (text == NULL)
		return true;
	if (strlen(text) == 4 && sscanf(text, "%4d%n", &order->first_year, &used) == 1 && used == 4)
		order->last_year = order->first_year;
	else if (strlen(text) != 9 || sscanf(text, "%4d-%4d%n", &order->first_year, &order->last_year, &used) != 2 || used != 9)
		used = 0;
	if (used > 0 && order->first_year >= 1990 && order->last_year <= 2099 && order->first_year <= order->last_year)
		return true;
	say_error("--years: \"%s\" is neither a year nor two as in 2010-2025, from 1990 to 2099", text);
	return false;
}

static bool
check_options(Order *order)
{
	const Options *o = order->o;

	if (o->all == (o->argument_count > 0))
	{
		say_error(o->all ? "--all makes a file of every kind; it goes without a name"
				  : "a file of which kind? Give the name of a dataset, or --all; \"passend datasets\" lists them");
		return false;
	}
	if (o->all && (o->output == NULL || strcmp(o->output, "-") == 0))
	{
		say_error("--all needs a directory: --output DIR");
		return false;
	}
	if (o->bad_list != NULL && (o->all || o->bad == NULL))
	{
		say_error("--bad-list goes with one dataset and --bad");
		return false;
	}
	if (o->national && (o->rows != NULL || o->bad != NULL || o->output == NULL || strcmp(o->output, "-") == 0))
	{
		say_error("--national needs a directory, --output DIR, and goes without --rows and --bad");
		return false;
	}
	if (o->scale != NULL && !o->national)
	{
		say_error("--scale goes with --national");
		return false;
	}
	order->to_stdout = o->output != NULL && strcmp(o->output, "-") == 0;
	order->seed = 1;
	order->scale = 1;
	return parse_whole("rows", o->rows, 1, UINT64_C(1000000000000), &order->rows)
		&& parse_whole("scale", o->scale, 1, MOST_SCALE, &order->scale)
		&& parse_whole("seed", o->seed, 0, UINT64_MAX - 1, &order->seed)
		&& parse_share(o->bad, &order->bad) && parse_years(order);
}

/* --- writing --- */

static bool
flush_block(int fd, Buffer *block, const char *path)
{
	size_t		done = 0;

	while (done < block->len)
	{
		ssize_t		wrote = write(fd, block->data + done, block->len - done);

		if (wrote < 0 && errno == EINTR)
			continue;
		if (wrote < 0)
		{
			say_error("cannot write \"%s\": %s", path, strerror(errno));
			return false;
		}
		done += (size_t) wrote;
	}
	block->len = 0;
	return true;
}

static void
add_header(const Plan *p, Buffer *block)
{
	if (p->d->dialect.bom)
		buffer_text(block, "\xef\xbb\xbf");
	for (size_t i = 0; i < p->field_count; i++)
	{
		if (i > 0)
			buffer_add(block, &p->d->dialect.delimiter, 1);
		cell_write(p, NULL, p->fields[i].header, strlen(p->fields[i].header), block);
	}
	buffer_text(block, p->d->dialect.line_end);
}

/* Makes the cells of fields again that hang on the wheels from changed on. */
static size_t
refresh(Plan *p, int changed)
{
	size_t		size = 0;

	for (size_t i = 0; i < p->field_count; i++)
	{
		SynthField *f = &p->fields[i];

		if (f->level >= changed)
		{
			p->text.len = f->cell.len = 0;
			cell_text(p, f, &p->text);
			cell_write(p, f, p->text.data, p->text.len, &f->cell);
		}
		size += f->cell.len + 1;
	}
	return size;
}

static void
add_row(const Plan *p, size_t size, Buffer *block)
{
	char	   *at;

	buffer_reserve(block, size + 4);
	at = block->data + block->len;
	for (size_t i = 0; i < p->field_count; i++)
	{
		const Buffer *cell = &p->fields[i].cell;

		if (i > 0)
			*at++ = p->d->dialect.delimiter;
		memcpy(at, cell->data, cell->len);
		at += cell->len;
	}
	for (const char *c = p->d->dialect.line_end; *c; c++)
		*at++ = *c;
	block->len = (size_t) (at - block->data);
}

/* All rows to an open file. *bytes: how many. */
static bool
write_rows(Plan *p, Bad *bad, uint64_t rows, int fd, const char *path, uint64_t *bytes)
{
	Buffer		block = {0};
	bool		ok = true;
	int			changed = 0;

	*bytes = 0;
	buffer_reserve(&p->text, 1);
	add_header(p, &block);
	for (uint64_t row = 0; ok && row < rows; row++)
	{
		size_t		begin = block.len;
		size_t		size;

		dims_read(p, row, changed, row + 1 == rows);
		size = refresh(p, changed);
		if (row == bad->row)
		{
			ok = bad_row(bad, p, row + 2, &block);
			bad_next(bad, p);
		}
		else
		{
			add_row(p, size, &block);
			if (bad->millionths > 0)
			{
				bad->last.len = 0;
				buffer_add(&bad->last, block.data + begin, block.len - begin);
			}
		}
		changed = dims_turn(p);
		if (block.len >= BLOCK_SIZE || row + 1 == rows)
		{
			*bytes += block.len;
			ok = ok && flush_block(fd, &block, path);
		}
	}
	buffer_free(&block);
	return ok;
}

/* Where the file of a kind goes; NULL after a message. Allocated. */
static char *
output_path(const Order *order, const Dataset *d)
{
	const char *output = order->o->output;
	struct stat status;

	if (output == NULL)
		return text_of(MARK "-%s.csv", d->name);
	if (order->o->all || ends_with(output, "/") || (stat(output, &status) == 0 && S_ISDIR(status.st_mode)))
		return text_of("%s%s" MARK "-%s.csv", output, ends_with(output, "/") ? "" : "/", d->name);
	if (!order->to_stdout && strstr(base_name(output), MARK) == NULL)
	{
		say_error("--output: the name of a synthetic file must hold \"" MARK "\"; \"%s\" does not", base_name(output));
		return NULL;
	}
	return copy_text(output);
}

/* Opens the file under another name, so that a half one has not its own. */
static int
open_output(const Order *order, const char *path, char **part)
{
	int			fd;

	*part = order->to_stdout ? NULL : text_of("%s.part", path);
	if (order->to_stdout)
		return STDOUT_FILENO;
	fd = open(*part, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
	if (fd < 0)
		say_error("cannot write \"%s\": %s", path, strerror(errno));
	return fd;
}

/* Gives the file its name, or removes it. */
static bool
close_output(bool ok, int fd, char *part, const char *path)
{
	if (part == NULL)
		return ok;
	if (ok && (close(fd) != 0 || rename(part, path) != 0))
	{
		say_error("cannot write \"%s\": %s", path, strerror(errno));
		ok = false;
	}
	else if (!ok)
		close(fd);
	if (!ok)
		unlink(part);
	free(part);
	return ok;
}

/* What load must be told: --set register=... */
static void
say_parameters(const Dataset *d, Buffer *text)
{
	for (size_t i = 0; i < d->column_count; i++)
		if (d->columns[i].parameter_required)
			buffer_printf(text, "%s --set %s=...", text->len ? "" : "; load it with", d->columns[i].parameter);
}

static void
report(const Order *order, const Plan *p, const char *path, uint64_t rows, uint64_t bytes, uint64_t damaged)
{
	Buffer		text = {0};

	buffer_text(&text, "");
	say_parameters(p->d, &text);
	if (order->o->quiet)
		;
	else if (order->to_stdout)
		say_note("%s: %s synthetic rows%s; standard output has no name to tell that they are", p->d->name, grouped(rows), text.data);
	else if (damaged > 0)
		printf("%s: %s rows, %s of them bad, %s bytes%s\n", path, grouped(rows), grouped(damaged), grouped(bytes), text.data);
	else
		printf("%s: %s rows, %s bytes%s\n", path, grouped(rows), grouped(bytes), text.data);
	buffer_free(&text);
}

static bool
open_list(const Order *order, Bad *bad)
{
	const char *path = order->o->bad_list;

	if (path == NULL)
		return true;
	bad->list = fopen(path, "w");
	if (bad->list == NULL || fputs("line,code,column\n", bad->list) < 0)
	{
		say_error("cannot write \"%s\": %s", path, strerror(errno));
		return false;
	}
	return true;
}

static bool
close_list(const Order *order, Bad *bad)
{
	if (bad->list == NULL || fclose(bad->list) == 0)
		return true;
	say_error("cannot write \"%s\": %s", order->o->bad_list, strerror(errno));
	return false;
}

/* One file, from a plan of the right size. */
static ExitCode
write_file(const Order *order, Plan *p, uint64_t rows)
{
	Bad			bad = {.millionths = order->bad};
	char	   *path = output_path(order, p->d);
	char	   *part;
	uint64_t	bytes = 0;
	int			fd;
	bool		ok;

	if (path == NULL)
		return EXIT_USAGE;
	fd = open_output(order, path, &part);
	ok = fd >= 0 && open_list(order, &bad);
	bad_begin(&bad, p);
	ok = ok && write_rows(p, &bad, rows, fd, path, &bytes);
	ok = close_list(order, &bad) && ok;
	ok = fd >= 0 && close_output(ok, fd, part, path);
	if (ok)
		report(order, p, path, rows, bytes, bad.millionths ? bad.number : 0);
	buffer_free(&bad.last);
	free(path);
	return ok ? EXIT_OK : EXIT_INPUT;
}

static ExitCode
make_file(const Order *order, const Dataset *d)
{
	Plan		plan;
	uint64_t	rows = order->rows ? order->rows : DEFAULT_ROWS;
	ExitCode	code = EXIT_LAYOUT;

	if (plan_begin(&plan, d, &order->country, order->first_year, order->last_year, order->years_given))
	{
		/* of a kind that is small by nature, and not asked for by name: all there is */
		if ((order->rows == 0 || order->o->all) && rows > plan.capacity)
			rows = plan.capacity;
		code = plan_size(&plan, rows) ? write_file(order, &plan, rows) : EXIT_USAGE;
	}
	plan_free(&plan);
	return code;
}

static ExitCode
make_all(const Order *order)
{
	ExitCode	code = EXIT_OK;

	if (mkdir(order->o->output, 0777) != 0 && errno != EEXIST)
	{
		say_error("cannot make directory \"%s\": %s", order->o->output, strerror(errno));
		return EXIT_INPUT;
	}
	for (size_t i = 0; i < order->datasets.count; i++)
	{
		ExitCode	one = make_file(order, &order->datasets.items[i]);

		if (code == EXIT_OK)
			code = one;
	}
	return code;
}

/* The files of the whole country, or one kind of them. */
static ExitCode
make_national(Order *order, const Dataset *d)
{
	Works		w = {
		.datasets = &order->datasets, .country = &order->country, .output = order->o->output, .only = d ? d->name : NULL,
		.first_year = order->first_year, .last_year = order->last_year, .quiet = order->o->quiet
	};

	if (mkdir(w.output, 0777) != 0 && errno != EEXIST)
	{
		say_error("cannot make directory \"%s\": %s", w.output, strerror(errno));
		return EXIT_INPUT;
	}
	order->country.every_swv = true;
	model_begin(&w.model, &order->country, order->scale);
	national_pupil_files(&w);
	national_special_files(&w);
	national_swv_files(&w);
	national_survey_files(&w);
	model_free(&w.model);
	if (!w.failed && w.files == 0)
	{
		say_error("the national set has no file of the kind \"%s\" in those years", d->name);
		return EXIT_USAGE;
	}
	if (!w.failed && !w.quiet)
		printf("%s files, %s rows, %s bytes\n", grouped(w.files), grouped(w.rows), grouped(w.bytes));
	return w.failed ? EXIT_INPUT : EXIT_OK;
}

ExitCode
command_synth(const Options *o)
{
	Order		order = {.o = o};
	const Dataset *d = NULL;
	ExitCode	code;

	if (!check_options(&order))
		return EXIT_USAGE;
	if (!datasets_read(&order.datasets, o->datasets))
		return EXIT_LAYOUT;
	if (!o->all)
	{
		d = dataset_find(&order.datasets, o->arguments[0]);
		if (d == NULL)
		{
			say_error("there is no dataset \"%s\"; \"passend datasets\" lists those there are", o->arguments[0]);
			return EXIT_USAGE;
		}
	}
	if (!country_begin(&order.country, order.seed, o->pc4))
		return EXIT_INPUT;
	code = o->national ? make_national(&order, d) : o->all ? make_all(&order) : make_file(&order, d);
	country_free(&order.country);
	return code;
}
