/*
 * mend.c
 *		The rejected rows of one file in its own layout, with the reason behind
 *		them.
 *
 * The bytes of a row go out as they came in; only its line end moves behind the
 * four columns. Rows that are no CSV (a quote left open, a NUL byte, too long)
 * or that have too many or too few cells come last, so that a spreadsheet shows
 * all others in their columns.
 */
#define _GNU_SOURCE
#include "mend.h"

#include <errno.h>
#include <iconv.h>
#include <stdlib.h>
#include <string.h>

#define FETCH_ROWS "64"			/* of at most 256 kB, and twice that as they are sent */

/* A piece of bytes that is not ours. */
typedef struct Bytes
{
	const char *data;
	size_t		len;
} Bytes;

/* How the file is written, as its header shows. */
typedef struct Layout
{
	char		delimiter;
	bool		quoted;			/* the header's cells are */
	bool		mended;			/* the header ends in our four columns already */
	size_t		cells;			/* of the header */
	const char *line_end;
	iconv_t		converter;		/* from UTF-8; NULL: it is UTF-8 */
} Layout;

/* The line end of a record: "\r\n", "\n", "\r" or "". */
static const char *
line_end(Bytes raw)
{
	if (raw.len > 1 && memcmp(raw.data + raw.len - 2, "\r\n", 2) == 0)
		return "\r\n";
	if (raw.len > 0 && raw.data[raw.len - 1] == '\n')
		return "\n";
	if (raw.len > 0 && raw.data[raw.len - 1] == '\r')
		return "\r";
	return "";
}

/*
 * Where each cell of a well-formed record begins: the last count of them in
 * starts. Returns the number of cells.
 */
static size_t
find_cells(Bytes row, char delimiter, size_t *starts, size_t count)
{
	size_t		cells = 1;
	bool		in_quotes = false;

	starts[0] = 0;
	for (size_t i = 0; i < row.len; i++)
	{
		if (row.data[i] == '"')
			in_quotes = !in_quotes;
		else if (row.data[i] == delimiter && !in_quotes)
			starts[cells++ % count] = i + 1;
	}
	return cells;
}

size_t
mend_row_length(const char *raw, size_t len, char delimiter)
{
	size_t		starts[MEND_COLUMNS] = {0};
	size_t		cells = find_cells((Bytes) {raw, len}, delimiter, starts, MEND_COLUMNS);

	return cells > MEND_COLUMNS ? starts[cells % MEND_COLUMNS] - 1 : 0;
}

/* Is the cell that begins at start our column's name, in quotes or not? */
static bool
is_our_column(Bytes row, size_t start, const char *name)
{
	size_t		len = strlen(name);

	while (start < row.len && (row.data[start] == '"' || row.data[start] == ' '))
		start++;
	return row.len - start >= len && strncasecmp(row.data + start, name, len) == 0;
}

static Layout
read_layout(Bytes header, char delimiter, const char *encoding)
{
	Layout		layout = {.delimiter = delimiter, .line_end = line_end(header)};
	size_t		starts[MEND_COLUMNS] = {0};
	size_t		skip = header.len >= 3 && memcmp(header.data, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;

	header.len -= strlen(layout.line_end);
	while (skip < header.len && (header.data[skip] == ' ' || header.data[skip] == '\n' || header.data[skip] == '\r'))
		skip++;
	layout.quoted = skip < header.len && header.data[skip] == '"';
	layout.cells = find_cells(header, delimiter, starts, MEND_COLUMNS);
	layout.mended = layout.cells > MEND_COLUMNS;
	for (size_t i = 0; i < MEND_COLUMNS; i++)
		layout.mended = layout.mended
			&& is_our_column(header, starts[(layout.cells - MEND_COLUMNS + i) % MEND_COLUMNS], mend_columns[i]);
	if (*layout.line_end == '\0')
		layout.line_end = "\n";
	if (strcmp(encoding, "UTF-8") != 0)
		layout.converter = iconv_open(encoding, "UTF-8");
	if (layout.converter == (iconv_t) -1)
		layout.converter = NULL;
	return layout;
}

/* Text in the file's encoding; "?" for what that does not have. */
static void
add_encoded(Buffer *out, const Layout *layout, const char *text)
{
	size_t		left = strlen(text);
	char	   *in = (char *) text;

	if (layout->converter == NULL)
	{
		buffer_text(out, text);
		return;
	}
	while (left > 0)
	{
		char		block[256];
		char	   *end = block;
		size_t		room = sizeof(block);
		size_t		result = iconv(layout->converter, &in, &left, &end, &room);

		buffer_add(out, block, sizeof(block) - room);
		if (result == (size_t) -1 && errno != E2BIG)
		{
			size_t		size = utf8_size(in, left);

			in += size > 0 ? size : 1;
			left -= size > 0 ? size : 1;
			buffer_text(out, "?");
		}
	}
}

/* One cell of ours, behind a delimiter. */
static void
add_cell(Buffer *out, const Layout *layout, const char *text, bool quoted)
{
	char		special[] = {layout->delimiter, '"', '\r', '\n', '\0'};
	Buffer		encoded = {0};

	quoted = quoted || layout->quoted || strpbrk(text, special) != NULL;
	buffer_text(&encoded, "");
	add_encoded(&encoded, layout, text);
	buffer_add(out, &layout->delimiter, 1);
	buffer_text(out, quoted ? "\"" : "");
	for (size_t i = 0; i < encoded.len; i++)
		buffer_add(out, encoded.data[i] == '"' ? "\"\"" : encoded.data + i, encoded.data[i] == '"' ? 2 : 1);
	buffer_text(out, quoted ? "\"" : "");
	buffer_free(&encoded);
}

/*
 * Writes a record with cells of ours in front of its line end. In a file that
 * was mended before, they take the place of those it has; a broken record of
 * such a file keeps what it has.
 */
static void
write_record(const Layout *layout, Bytes raw, const char *const *cells, bool broken)
{
	const char *end = line_end(raw);
	size_t		starts[MEND_COLUMNS] = {0};
	Buffer		out = {0};

	raw.len -= strlen(end);
	if (layout->mended && !broken && find_cells(raw, layout->delimiter, starts, MEND_COLUMNS) == layout->cells)
		raw.len = starts[layout->cells % MEND_COLUMNS] - 1;
	buffer_add(&out, raw.data, raw.len);
	if (!layout->mended || !broken)
		for (size_t i = 0; i < MEND_COLUMNS; i++)
			add_cell(&out, layout, cells[i], broken);
	buffer_text(&out, *end ? end : layout->line_end);
	fwrite(out.data, 1, out.len, stdout);
	buffer_free(&out);
}

/* The bytes of a column that is sent as "\x0aff"; to be freed with PQfreemem. */
static Bytes
get_bytes(const PGresult *result, int row, int column)
{
	size_t		len = 0;
	unsigned char *data = PQunescapeBytea((const unsigned char *) PQgetvalue(result, row, column), &len);

	if (data == NULL)
	{
		say_error("out of memory");
		exit(EXIT_INTERNAL);
	}
	return (Bytes) {(char *) data, len};
}

/* Each row once, with its problems in one cell each: "a | b". */
static char *
rows_query(const char *id, bool broken)
{
	return text_of("DECLARE afgekeurd NO SCROLL CURSOR FOR"
				   " SELECT regel, string_agg(coalesce(kolom, ''), ' | ' ORDER BY kolom, code) AS kolommen,"
				   " string_agg(code, ' | ' ORDER BY kolom, code) AS codes, string_agg(reden, ' | ' ORDER BY kolom, code) AS redenen,"
				   " (SELECT a.ruw FROM laad.afkeuring a WHERE a.bestand_id = %s AND a.regel = r.regel LIMIT 1) AS ruw"
				   " FROM laad.afkeuring r WHERE bestand_id = %s"
				   " AND %s code IN ('aanhaling', 'nul_byte', 'te_lang', 'aantal_cellen')"
				   " GROUP BY regel ORDER BY regel", id, id, broken ? "" : "NOT");
}

/* The rows that are whole, or those that are broken. */
static bool
write_rows(Db *db, const Layout *layout, const char *id, bool broken)
{
	char	   *sql = rows_query(id, broken);
	bool		ok = db_exec(db, "read the rejected rows", sql);
	bool		more = ok;

	free(sql);
	while (more)
	{
		PGresult   *result = db_query(db, "read the rejected rows", "FETCH " FETCH_ROWS " FROM afgekeurd", 0, NULL);

		ok = result != NULL;
		more = ok && PQntuples(result) > 0;
		for (int r = 0; ok && r < PQntuples(result); r++)
		{
			const char *cells[MEND_COLUMNS];
			Bytes		raw = get_bytes(result, r, MEND_COLUMNS);

			for (int c = 0; c < MEND_COLUMNS; c++)
				cells[c] = PQgetvalue(result, r, c);
			write_record(layout, raw, cells, broken);
			PQfreemem((void *) raw.data);
		}
		PQclear(result);
	}
	return ok && db_exec(db, "read the rejected rows", "CLOSE afgekeurd");
}

/* One file, whose header is in the first row of found. */
static ExitCode
write_file(Db *db, const PGresult *found)
{
	const char *id = PQgetvalue(found, 0, 0);
	Bytes		header = get_bytes(found, 0, 2);
	Layout		layout = read_layout(header, *PQgetvalue(found, 0, 3), PQgetvalue(found, 0, 4));
	bool		ok;

	/* the names of our columns are no row of the file that was mended */
	if (layout.mended)
		fwrite(header.data, 1, header.len, stdout);
	else
		write_record(&layout, header, mend_columns, false);
	/* one transaction, as cursors need it: a load in between changes nothing */
	ok = db_exec(db, "read the rejected rows", "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
		&& write_rows(db, &layout, id, false) && write_rows(db, &layout, id, true)
		&& db_exec(db, "read the rejected rows", "COMMIT");
	if (layout.converter != NULL)
		iconv_close(layout.converter);
	PQfreemem((void *) header.data);
	return ok ? EXIT_OK : db->code;
}

/* The message for none or several files; names them as far as a line goes. */
static ExitCode
say_not_one(const PGresult *found, const char *file, const char *id)
{
	Buffer		names = {0};
	int			count = PQntuples(found);

	if (count == 0 && id != NULL)
		say_error("no file with number %s%s%s%s is loaded", id, file ? " and \"" : "", file ? file : "", file ? "\" in its name" : "");
	else if (count == 0)
		say_error("no file with \"%s\" in its name is loaded", file);
	else
	{
		for (int i = 0; i < count && i < 5; i++)
			buffer_printf(&names, "%s%s (%s)", i ? ", " : "", PQgetvalue(found, i, 1), PQgetvalue(found, i, 0));
		say_error("%d files with rejected rows have \"%s\" in their name: %s%s; give more of the name, or --id with the number",
				  count, file, names.data, count > 5 ? ", ..." : "");
		buffer_free(&names);
	}
	return EXIT_USAGE;
}

ExitCode
mend_write(Db *db, const char *file, const char *id)
{
	/* of several, those with rejects; of several of those, those of that very name */
	static const char sql[] =
		"WITH gevonden AS (SELECT bestand_id, naam, kop, scheidingsteken, codering,"
		"  regels_afgekeurd > 0 AS afgekeurd, lower(naam) = lower($1) AS precies"
		"  FROM laad.bestand WHERE ($1::text IS NULL OR strpos(lower(naam), lower($1)) > 0) AND ($2::integer IS NULL OR bestand_id = $2))"
		" SELECT bestand_id, naam, kop, scheidingsteken, codering, afgekeurd FROM gevonden g"
		" WHERE (afgekeurd OR NOT EXISTS (SELECT FROM gevonden WHERE afgekeurd))"
		" AND (precies OR NOT EXISTS (SELECT FROM gevonden p WHERE p.precies AND p.afgekeurd = g.afgekeurd)) ORDER BY bestand_id";
	const char *parameters[] = {file, id};
	PGresult   *found = db_query(db, "look for the file", sql, 2, parameters);
	ExitCode	code;

	if (found == NULL)
		return db->code;
	if (PQntuples(found) > 0 && *PQgetvalue(found, 0, 5) != 't')
	{
		say_note("no rejected rows in such a file");
		code = EXIT_OK;
	}
	else if (PQntuples(found) != 1)
		code = say_not_one(found, file, id);
	else if (PQgetisnull(found, 0, 2))
	{
		say_error("%s was loaded by an earlier version, which did not keep its header; without --format csv its rejects are listed",
				  PQgetvalue(found, 0, 1));
		code = EXIT_WAREHOUSE;
	}
	else
		code = write_file(db, found);
	PQclear(found);
	return code;
}
