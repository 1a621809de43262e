/*
 * prune_command.c
 *		passend prune: removes versions that a newer file has replaced.
 */
#define _GNU_SOURCE
#include <regex.h>
#include <stdlib.h>
#include <string.h>

#include "show.h"
#include "value.h"

/* A day, or a day and a time, with a zone or without; false after a message. */
static bool
check_moment(const char *text)
{
	static const char form[] =
		"^[0-9]{4}-[0-9]{2}-[0-9]{2}([ T]([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\\.[0-9]{1,6})?)?"
		"(Z|[+-](0[0-9]|1[0-4])(:?[0-5][0-9])?)?)?$";
	regex_t		regex;
	int32_t		days;
	bool		fits;

	if (text == NULL)
		return true;
	if (regcomp(&regex, form, REG_EXTENDED | REG_NOSUB) != 0)
	{
		say_error("internal error: the form of a moment");
		return false;
	}
	fits = regexec(&regex, text, 0, NULL, 0) == 0;
	regfree(&regex);
	if (fits && date_parse(text, 10, "%Y-%m-%d", &days) == NULL)
		return true;
	say_error("--before: \"%s\" is no moment such as 2024-12-31 or \"2024-12-31 18:00\"", text);
	return false;
}

/*
 * May the role do it, and is there such a dataset? Else a message. Asked
 * beforehand, as the server would only say that a function may not be called.
 */
static ExitCode
check_prune(Db *db, const Options *o)
{
	static const char sql[] =
		"SELECT pg_get_userbyid(p.proowner), pg_has_role(p.proowner, 'USAGE'), current_user"
		" FROM pg_proc p WHERE p.proname = 'snoei' AND p.pronamespace = to_regnamespace('laad')";
	static const char known[] = "SELECT 1 FROM laad.bestand WHERE dataset = $1 LIMIT 1";
	PGresult   *result = db_query(db, "look for the warehouse", sql, 0, NULL);
	ExitCode	code = EXIT_OK;

	if (result == NULL)
		return db->code;
	if (PQntuples(result) == 0)
	{
		say_error("the warehouse is of an earlier version; run \"passend init\" first");
		code = EXIT_WAREHOUSE;
	}
	else if (*PQgetvalue(result, 0, 1) != 't')
	{
		say_error("only the owner of the warehouse, \"%s\", may remove versions; you are \"%s\"",
				  PQgetvalue(result, 0, 0), PQgetvalue(result, 0, 2));
		code = EXIT_RIGHTS;
	}
	PQclear(result);
	if (code != EXIT_OK || o->dataset == NULL)
		return code;
	result = db_query(db, "look for the dataset", known, 1, &o->dataset);
	if (result == NULL)
		return db->code;
	if (PQntuples(result) == 0)
	{
		say_error("--dataset: no file of \"%s\" is loaded; \"passend status\" shows what is", o->dataset);
		code = EXIT_USAGE;
	}
	PQclear(result);
	return code;
}

ExitCode
command_prune(const Options *o)
{
	static const char sql[] =
		"SELECT * FROM laad.snoei(coalesce($1::timestamptz, now()), $2, $3::boolean, $4::boolean)";
	const char *parameters[] = {o->before, o->dataset, o->also_voorlopig ? "t" : "f", o->dry_run ? "t" : "f"};
	ExitCode	code;
	Db			db;
	int			rows = 0;

	if (!check_moment(o->before))
		return EXIT_USAGE;
	if (!open_warehouse(&db, o))
		return db.code;
	code = check_prune(&db, o);
	if (code == EXIT_OK && !show_query(&db, o, "remove old versions", sql, 4, parameters, &rows))
		code = db.code;
	if (code == EXIT_OK && o->format == FORMAT_TABLE)
	{
		if (rows == 0)
			puts("nothing to remove");
		else if (o->dry_run)
			puts("\nNothing is removed: dry run.");
	}
	db_close(&db);
	return code;
}
