/*
 * rejects_command.c
 *		passend rejects: what was refused and why, as a list, as a summary, or as
 *		a file of those rows that can be mended and loaded again.
 */
#define _GNU_SOURCE
#include <stdlib.h>
#include <string.h>

#include "mend.h"
#include "show.h"
#include "value.h"

/* The number of --id, as the server gets it; false after a message. */
static bool
check_id(const Options *o)
{
	int64_t		id;

	if (o->id == NULL)
		return true;
	if (integer_parse(o->id, strlen(o->id), INT32_MAX, &id) == NULL && id > 0)
		return true;
	say_error("--id: \"%s\" is not the number of a file", o->id);
	return false;
}

/* Rows of the files that --file or --id names, or of all. */
static ExitCode
list_rejects(Db *db, const Options *o, const char *sql)
{
	const char *parameters[] = {o->file, o->id};
	int			rows = 0;

	if (!show_query(db, o, "read the rejected rows", sql, 2, parameters, &rows))
		return db->code;
	if (rows == 0 && o->format == FORMAT_TABLE)
		puts(o->file || o->id ? "no rejected rows in such a file" : "no rejected rows");
	return EXIT_OK;
}

ExitCode
command_rejects(const Options *o)
{
	static const char problems[] =
		"SELECT b.naam AS bestand, a.regel, a.kolom, a.waarde, a.code, a.reden"
		" FROM laad.afkeuring_leesbaar a JOIN laad.bestand b USING (bestand_id)"
		" WHERE ($1::text IS NULL OR strpos(lower(b.naam), lower($1)) > 0) AND ($2::integer IS NULL OR b.bestand_id = $2)"
		" ORDER BY a.bestand_id, a.regel, a.kolom";
	static const char per_code[] =
		"SELECT b.bestand_id, b.dataset, b.naam AS bestand, a.code, count(DISTINCT a.regel) AS rijen,"
		" count(*) AS fouten, min(a.regel) AS eerste_regel"
		" FROM laad.afkeuring_leesbaar a JOIN laad.bestand b USING (bestand_id)"
		" WHERE ($1::text IS NULL OR strpos(lower(b.naam), lower($1)) > 0) AND ($2::integer IS NULL OR b.bestand_id = $2)"
		" GROUP BY b.bestand_id, a.code ORDER BY b.bestand_id, rijen DESC, a.code";
	bool		some = o->file != NULL || o->id != NULL;
	Db			db;
	ExitCode	code;

	if (!check_id(o))
		return EXIT_USAGE;
	if (!open_warehouse(&db, o))
		return db.code;
	if (o->summary || !some)
		code = list_rejects(&db, o, per_code);
	else if (o->format == FORMAT_CSV)
		code = mend_write(&db, o->file, o->id);
	else
		code = list_rejects(&db, o, problems);
	db_close(&db);
	return code;
}
