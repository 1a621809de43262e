/*
 * show.c
 *		What the commands that print rows share; passend status.
 */
#define _GNU_SOURCE
#include "show.h"

#include <stdlib.h>
#include <string.h>

bool
open_warehouse(Db *db, const Options *options)
{
	if (!db_connect(db, options->conninfo))
		return false;
	if (db_check_warehouse(db))
		return true;
	db_close(db);
	return false;
}

bool
show_query(Db *db, const Options *options, const char *doing, const char *sql,
		   int count, const char *const *parameters, int *rows)
{
	PGresult   *result = db_query(db, doing, sql, count, parameters);

	if (result == NULL)
		return false;
	*rows = PQntuples(result);
	if (*rows > 0 || options->format != FORMAT_TABLE)
		print_result(result, options->format);
	PQclear(result);
	return true;
}

/* An empty result of these columns. */
static PGresult *
empty_result(PGresAttDesc *attributes, int columns)
{
	PGresult   *result = PQmakeEmptyPGresult(NULL, PGRES_TUPLES_OK);

	if (result == NULL || !PQsetResultAttrs(result, columns, attributes))
	{
		say_error("out of memory");
		exit(EXIT_INTERNAL);
	}
	free(attributes);
	return result;
}

PGresult *
make_result(const char *const *names, int columns)
{
	PGresAttDesc *attributes = need((size_t) columns * sizeof(PGresAttDesc));

	memset(attributes, 0, (size_t) columns * sizeof(PGresAttDesc));
	for (int i = 0; i < columns; i++)
	{
		attributes[i].name = (char *) names[i];
		attributes[i].typid = 25;	/* text */
	}
	return empty_result(attributes, columns);
}

PGresult *
make_part(const PGresult *result, int skip)
{
	int			columns = PQnfields(result) - skip;
	PGresAttDesc *attributes = need((size_t) columns * sizeof(PGresAttDesc));

	memset(attributes, 0, (size_t) columns * sizeof(PGresAttDesc));
	for (int i = 0; i < columns; i++)
	{
		attributes[i].name = PQfname(result, skip + i);
		attributes[i].typid = PQftype(result, skip + i);
	}
	return empty_result(attributes, columns);
}

void
add_row(PGresult *result, const char *const *values, int columns)
{
	int			row = PQntuples(result);

	for (int i = 0; i < columns; i++)
		PQsetvalue(result, row, i, (char *) (values[i] ? values[i] : ""), values[i] ? (int) strlen(values[i]) : -1);
}

ExitCode
command_status(const Options *options)
{
	static const char per_dataset[] =
		"SELECT coalesce(dataset, '(leeg bestand)') AS dataset, teldatum, count(*) AS bestanden,"
		" count(*) FILTER (WHERE eenheden_vervangen > 0) AS vervangen,"
		" sum(rijen_geladen)::bigint AS rijen, sum(rijen_afgekeurd)::bigint AS afgekeurd, sum(feiten)::bigint AS feiten,"
		" sum(cellen_gemaskeerd)::bigint AS gemaskeerd, max(geladen_op) AS laatst_geladen"
		" FROM rapport.bestanden b GROUP BY b.dataset, teldatum ORDER BY b.dataset NULLS LAST, teldatum";
	static const char per_file[] =
		"SELECT bestand_id, bestand, archief, dataset, toestand, teldatum, rijen_geladen AS rijen,"
		" rijen_afgekeurd AS afgekeurd, rijen_open AS open, feiten, cellen_gemaskeerd AS gemaskeerd, eenheden_vervangen AS vervangen,"
		" vult_aan, geladen_op, geladen_door, left(sha256, 12) AS sha256"
		" FROM rapport.bestanden WHERE strpos(lower(bestand), lower($1)) > 0 ORDER BY bestand_id";
	const char *parameters[] = {options->file};
	Db			db;
	bool		ok;
	int			rows;

	if (!open_warehouse(&db, options))
		return db.code;
	ok = options->file != NULL
		? show_query(&db, options, "read the register", per_file, 1, parameters, &rows)
		: show_query(&db, options, "read the register", per_dataset, 0, NULL, &rows);
	if (ok && rows == 0 && options->format == FORMAT_TABLE)
		puts(options->file ? "no such file is loaded" : "nothing is loaded yet");
	db_close(&db);
	return ok ? EXIT_OK : db.code;
}
