/*
 * init.c
 *		passend init: the warehouse's migrations and report definitions.
 *
 * Migrations (warehouse/NNN-*.sql) run once, in name order, each in a
 * transaction with its record in laad.migratie; an applied one whose text has
 * changed is an error. Report definitions (those in reports/) replace themselves and
 * run again whenever their text has changed.
 */
#define _GNU_SOURCE
#include "commands.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "db.h"
#include "hash.h"

typedef struct Counts
{
	int			applied;
	int			unchanged;
} Counts;

/* What init itself needs before the first migration. */
static bool
prepare(Db *db)
{
	return db_exec(db, "wait for another passend init",
				   "SELECT pg_advisory_lock(hashtextextended('passend init', 0))")
		&& db_exec(db, "create the extension (an administrator may run CREATE EXTENSION passend)",
				   "CREATE EXTENSION IF NOT EXISTS passend")
		&& db_exec(db, "set up the session",
				   "SELECT set_config('search_path', quote_ident(n.nspname) || ', pg_temp', false)"
				   " FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace WHERE e.extname = 'passend'")
		&& db_exec(db, "create schema laad", "CREATE SCHEMA IF NOT EXISTS laad")
		&& db_exec(db, "create table laad.migratie",
				   "CREATE TABLE IF NOT EXISTS laad.migratie ("
				   " naam text PRIMARY KEY, sha256 text NOT NULL,"
				   " toegepast_op timestamptz NOT NULL DEFAULT now(),"
				   " toegepast_door text NOT NULL DEFAULT session_user,"
				   " programma text NOT NULL)")
		/* who else may do this (an administrator) makes objects of the same owner */
		&& db_exec(db, "act as the owner of the warehouse",
				   "SELECT set_config('role', pg_get_userbyid(nspowner), false) FROM pg_namespace WHERE nspname = 'laad'");
}

/* The recorded checksum of a file: copied text, NULL when not recorded. */
static bool
recorded(Db *db, const char *name, char **sha256)
{
	PGresult   *result = db_query(db, "read laad.migratie", "SELECT sha256 FROM laad.migratie WHERE naam = $1", 1, &name);

	if (result == NULL)
		return false;
	*sha256 = PQntuples(result) > 0 ? copy_text(PQgetvalue(result, 0, 0)) : NULL;
	PQclear(result);
	return true;
}

static bool
apply(Db *db, const char *name, const char *sql, const char *sha256)
{
	const char *parameters[] = {name, sha256, PASSEND_VERSION};
	char	   *doing = text_of("apply \"%s\"", name);
	PGresult   *result = NULL;
	bool		ok;

	ok = db_exec(db, doing, "BEGIN") && db_exec(db, doing, sql)
		&& (result = db_query(db, doing, "INSERT INTO laad.migratie (naam, sha256, programma) VALUES ($1, $2, $3)"
							  " ON CONFLICT (naam) DO UPDATE SET sha256 = excluded.sha256, toegepast_op = now(),"
							  " toegepast_door = session_user, programma = excluded.programma", 3, parameters)) != NULL
		&& db_exec(db, doing, "COMMIT");
	PQclear(result);
	if (!ok)
		db_rollback(db);
	free(doing);
	return ok;
}

/* One file of warehouse/ (repeatable false) or reports/ (true). */
static bool
run_file(Db *db, const char *directory, const char *file, bool repeatable, Counts *counts)
{
	char	   *name = text_of("%s/%s", directory, file);
	char	   *path = text_of("%s/%s", share_directory(), name);
	size_t		len;
	char	   *sql = read_whole_file(path, &len);
	char	   *before = NULL;
	char		sha256[HASH_TEXT_SIZE];
	bool		ok = sql != NULL;

	if (!ok)
		db->code = EXIT_INPUT;
	else
	{
		sha256_hex(sql, len, sha256);
		ok = recorded(db, name, &before);
	}
	if (ok && before != NULL && (!repeatable || strcmp(before, sha256) == 0))
		counts->unchanged++;
	else if (ok)
	{
		ok = apply(db, name, sql, sha256);
		if (ok)
		{
			printf("applied %s\n", name);
			counts->applied++;
		}
	}
	free(sql);
	free(before);
	free(path);
	free(name);
	return ok;
}

/* The files of a directory of ours; NULL after a message when there are none. */
static char **
list_scripts(const char *directory, size_t *count)
{
	char	   *path = text_of("%s/%s", share_directory(), directory);
	char	  **files;

	*count = 0;
	files = list_directory(path, ".sql", count);
	if (files != NULL && *count == 0)
	{
		say_error("no .sql files in \"%s\"; set PASSEND_SHARE or install passend again", path);
		free(files);
		files = NULL;
	}
	free(path);
	return files;
}

static void
free_scripts(char **files, size_t count)
{
	for (size_t i = 0; i < count; i++)
		free(files[i]);
	free(files);
}

static bool
run_directory(Db *db, const char *directory, bool repeatable, Counts *counts)
{
	size_t		count;
	char	  **files = list_scripts(directory, &count);
	bool		ok = files != NULL;

	if (!ok)
		db->code = EXIT_INPUT;
	for (size_t i = 0; i < count; i++)
		ok = ok && run_file(db, directory, files[i], repeatable, counts);
	free_scripts(files, count);
	return ok;
}

/* Are our own files there? Else every applied one would seem to be unknown. */
static bool
check_share(void)
{
	size_t		count;
	char	  **files = list_scripts("warehouse", &count);
	bool		ok = files != NULL;

	free_scripts(files, count);
	return ok;
}

/* An applied migration must still be there, and be the same. */
static bool
check_migration(Db *db, const char *name, const char *applied_by, const char *applied)
{
	char	   *path = text_of("%s/%s", share_directory(), name);
	bool		there = access(path, F_OK) == 0;
	size_t		len;
	char	   *sql = there ? read_whole_file(path, &len) : NULL;
	char		sha256[HASH_TEXT_SIZE];
	bool		ok = sql != NULL;

	if (!there)
		say_error("the warehouse holds \"%s\", applied by passend %s, which this passend %s does not have;"
				  " use the newer program", name, applied_by, PASSEND_VERSION);
	else if (ok)
	{
		sha256_hex(sql, len, sha256);
		ok = strcmp(applied, sha256) == 0;
		if (!ok)
			say_error("migration \"%s\" has been applied with another text (SHA-256 %.12s... then, %.12s... now);"
					  " restore the file and put the change in a new migration", name, applied, sha256);
	}
	if (!ok)
		db->code = EXIT_WAREHOUSE;
	free(sql);
	free(path);
	return ok;
}

/* Before anything is changed: does this program go with this warehouse? */
static bool
check_applied(Db *db)
{
	const char *version = PASSEND_VERSION;
	PGresult   *result = db_query(db, "read laad.migratie",
								  "SELECT naam, programma, sha256, naam LIKE 'warehouse/%',"
								  " string_to_array(programma, '.')::int[] > string_to_array($1, '.')::int[]"
								  " FROM laad.migratie ORDER BY naam", 1, &version);
	bool		ok = result != NULL;

	for (int i = 0; ok && i < PQntuples(result); i++)
	{
		const char *name = PQgetvalue(result, i, 0);
		const char *applied_by = PQgetvalue(result, i, 1);

		if (strcmp(PQgetvalue(result, i, 3), "t") == 0)
			ok = check_migration(db, name, applied_by, PQgetvalue(result, i, 2));
		if (ok && strcmp(PQgetvalue(result, i, 4), "t") == 0)
		{
			say_error("the warehouse holds \"%s\", applied by passend %s; this is passend %s, use the newer program",
					  name, applied_by, PASSEND_VERSION);
			db->code = EXIT_WAREHOUSE;
			ok = false;
		}
	}
	PQclear(result);
	return ok;
}

ExitCode
command_init(const Options *options)
{
	Db			db;
	Counts		counts = {0};
	bool		ok;

	if (!check_share())
		return EXIT_INPUT;
	if (!db_connect(&db, options->conninfo))
		return db.code;
	ok = prepare(&db) && check_applied(&db)
		&& run_directory(&db, "warehouse", false, &counts)
		&& run_directory(&db, "reports", true, &counts)
		&& db_exec(&db, "grant the rights of the group roles", "SELECT laad.verleen_rechten()");
	if (ok)
		printf("warehouse ready in database \"%s\": %d applied, %d unchanged\n",
			   PQdb(db.conn), counts.applied, counts.unchanged);
	db_close(&db);
	return ok ? EXIT_OK : db.code;
}
