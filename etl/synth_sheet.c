/*
 * synth_sheet.c
 *		A file of a known kind, written row by row by who knows its figures.
 *
 * The plan of the kind gives layout, masks and all cells that nobody sets: names,
 * addresses, codes. So such files look as those of passend synth NAME do.
 */
#define _GNU_SOURCE
#include "synth_national.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define BLOCK_SIZE (1024 * 1024)

static bool
fail(Works *w, const char *path)
{
	say_error("cannot write \"%s\": %s", path, strerror(errno));
	w->failed = true;
	return false;
}

static void
flush(Sheet *s)
{
	size_t		done = 0;

	while (done < s->block.len && !s->works->failed)
	{
		ssize_t		wrote = write(s->fd, s->block.data + done, s->block.len - done);

		if (wrote < 0 && errno != EINTR)
			fail(s->works, s->path);
		else if (wrote > 0)
			done += (size_t) wrote;
	}
	s->bytes += s->block.len;
	s->block.len = 0;
}

/* OUTPUT/DIRECTORY/synthetisch-DATASET-SUFFIX.csv, and its directory. */
static bool
make_path(Sheet *s, const char *dataset, const char *directory, const char *suffix)
{
	Works	   *w = s->works;
	char	   *folder = text_of("%s%s%s", w->output, *directory ? "/" : "", directory);
	bool		ok = mkdir(folder, 0777) == 0 || errno == EEXIST;

	if (!ok)
		fail(w, folder);
	s->path = text_of("%s/synthetisch-%s%s%s.csv", folder, dataset, *suffix ? "-" : "", suffix);
	free(folder);
	return ok;
}

bool
sheet_open(Sheet *s, Works *w, const char *dataset, const char *directory, const char *suffix)
{
	const Dataset *d = dataset_find(w->datasets, dataset);
	char	   *part;

	*s = (Sheet) {.works = w, .fd = -1, .changed = true};
	if (w->failed || (w->only != NULL && strcmp(w->only, dataset) != 0))
		return false;
	if (d == NULL)
	{
		say_error("there is no dataset \"%s\", which the national set has", dataset);
		w->failed = true;
		return false;
	}
	w->failed = !plan_begin(&s->plan, d, w->country, w->first_year, w->last_year, true);
	s->open = true;
	s->given = need_zeros(s->plan.field_count * sizeof(bool));
	buffer_reserve(&s->plan.text, 1);
	if (!w->failed && make_path(s, dataset, directory, suffix))
	{
		part = text_of("%s.part", s->path);
		s->fd = open(part, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
		if (s->fd < 0)
			fail(w, part);
		free(part);
	}
	for (size_t i = 0; !w->failed && i < s->plan.field_count; i++)
	{
		if (i > 0)
			buffer_add(&s->block, &d->dialect.delimiter, 1);
		else if (d->dialect.bom)
			buffer_text(&s->block, "\xef\xbb\xbf");
		cell_write(&s->plan, NULL, s->plan.fields[i].header, strlen(s->plan.fields[i].header), &s->block);
	}
	buffer_text(&s->block, d->dialect.line_end);
	s->plan.now.swv = s->plan.now.other_swv = -1;
	if (w->failed)
		sheet_close(s);
	return !w->failed;
}

void
sheet_close(Sheet *s)
{
	Works	   *w = s->works;
	char	   *part;

	if (!s->open)
		return;
	flush(s);
	if (s->fd >= 0)
	{
		part = text_of("%s.part", s->path);
		if (close(s->fd) != 0 || (!w->failed && rename(part, s->path) != 0))
			fail(w, s->path);
		if (w->failed)
			unlink(part);
		free(part);
	}
	if (!w->failed && !w->quiet)
		printf("%s: %s rows, %s bytes\n", s->path, grouped(s->rows), grouped(s->bytes));
	w->files++;
	w->rows += s->rows;
	w->bytes += s->bytes;
	plan_free(&s->plan);
	buffer_free(&s->block);
	free(s->given);
	free(s->path);
	s->open = false;
}

/* --- what the rows are about --- */

void
sheet_school(Sheet *s, const School *school, Soort soort)
{
	Context    *now = &s->plan.now;

	now->school = *school;
	now->soort = soort;
	now->place = now->pupil_place = school->place;
	now->board = school->board;
	now->lead = school->hash;
	now->swv = s->works->country->places[school->place].swv[soort == SOORT_VSO || soort == SOORT_VO];
	now->other_swv = now->swv;
	s->changed = true;
}

void
sheet_swv(Sheet *s, int swv, Soort soort)
{
	Context    *now = &s->plan.now;

	now->swv = now->other_swv = swv;
	now->soort = soort;
	now->place = now->pupil_place = s->works->country->swvs[swv].home;
	now->board = (int) (model_hash(&s->works->model, swv, 5) % COUNTRY_BOARDS);
	now->lead = model_hash(&s->works->model, swv, 6);
	s->changed = true;
}

void
sheet_board(Sheet *s, int board)
{
	Context    *now = &s->plan.now;

	now->board = board;
	now->lead = mix2(s->plan.seed, (uint64_t) board + (UINT64_C(3) << 56));
	now->place = now->pupil_place = country_place(s->works->country, now->lead);
	s->changed = true;
}

void
sheet_year(Sheet *s, int year)
{
	s->plan.now.year = year;
	s->changed = true;
}

/* --- cells --- */

int
sheet_field(const Sheet *s, const char *name)
{
	for (size_t i = 0; i < s->plan.field_count; i++)
		if (strcmp(s->plan.fields[i].header, name) == 0)
			return (int) i;
	say_error("dataset \"%s\" has no field \"%s\", which the national set has", s->plan.d->name, name);
	s->works->failed = true;
	return 0;
}

/* A cell that was written into text. */
static void
take(Sheet *s, int field)
{
	SynthField *f = &s->plan.fields[field];

	f->cell.len = 0;
	cell_write(&s->plan, f, s->plan.text.data, s->plan.text.len, &f->cell);
	s->given[field] = true;
}

void
sheet_text(Sheet *s, int field, const char *text)
{
	s->plan.text.len = 0;
	buffer_text(&s->plan.text, text);
	take(s, field);
}

void
sheet_number(Sheet *s, int field, int64_t number)
{
	s->plan.text.len = 0;
	buffer_printf(&s->plan.text, "%lld", (long long) number);
	take(s, field);
}

void
sheet_date(Sheet *s, int field, int32_t days)
{
	int			year;
	int			month;
	int			day;

	date_of_days(days, &year, &month, &day);
	s->plan.text.len = 0;
	buffer_printf(&s->plan.text, "%04d-%02d-%02d", year, month, day);
	take(s, field);
}

/* With a decimal comma; 1.234,56 is read as well, and needs no more room here. */
void
sheet_money(Sheet *s, int field, int64_t cents)
{
	uint64_t	size = (uint64_t) (cents < 0 ? -cents : cents);

	s->plan.text.len = 0;
	buffer_printf(&s->plan.text, "%s%llu,%02llu", cents < 0 ? "-" : "", (unsigned long long) (size / 100),
				  (unsigned long long) (size % 100));
	take(s, field);
}

void
sheet_count(Sheet *s, int field, int64_t count)
{
	s->plan.text.len = 0;
	cell_count(&s->plan, &s->plan.fields[field], count, &s->plan.text);
	take(s, field);
}

void
sheet_row(Sheet *s)
{
	Plan	   *p = &s->plan;

	for (size_t i = 0; i < p->field_count; i++)
	{
		SynthField *f = &p->fields[i];

		if (!s->given[i] && (s->changed || f->level > 0))
		{
			p->text.len = f->cell.len = 0;
			cell_text(p, f, &p->text);
			cell_write(p, f, p->text.data, p->text.len, &f->cell);
		}
		s->given[i] = false;
		if (i > 0)
			buffer_add(&s->block, &p->d->dialect.delimiter, 1);
		buffer_add(&s->block, f->cell.data, f->cell.len);
	}
	buffer_text(&s->block, p->d->dialect.line_end);
	s->changed = false;
	s->rows++;
	/* the hash of the next row */
	p->now.row = mix2(p->seed ^ p->salt, s->rows);
	if (s->block.len >= BLOCK_SIZE)
		flush(s);
}
