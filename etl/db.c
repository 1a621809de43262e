/*
 * db.c
 *		The only part of the loader that talks to libpq.
 */
#define _GNU_SOURCE
#include "db.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define MAX_WATCHED 256
#define REFUSED_STATE "PA001"	/* of a function of ours that refuses what a file asks */

static volatile sig_atomic_t interrupted;

/* One per connection; what is in use is never freed, as a signal may come at any time. */
static PGcancel *volatile cancel_handles[MAX_WATCHED];
static _Atomic int watched_count;

/* Libpq's text may have several lines; we give one. */
static char *
one_line(const char *text)
{
	char	   *line = copy_text(text);
	size_t		len = strlen(line);

	while (len > 0 && (line[len - 1] == '\n' || line[len - 1] == ' '))
		line[--len] = '\0';
	len = 0;
	for (char *p = line; *p; p++)
	{
		bool		blank = *p == '\n' || *p == '\t' || *p == ' ';

		/* several blanks become one */
		if (!blank || (len > 0 && line[len - 1] != ' '))
			line[len++] = blank ? ' ' : *p;
	}
	line[len] = '\0';
	return line;
}

static ExitCode
code_of_sqlstate(const char *state)
{
	if (state == NULL || strncmp(state, "08", 2) == 0 || strncmp(state, "57P", 3) == 0)
		return EXIT_CONNECT;
	if (strcmp(state, "42501") == 0)
		return EXIT_RIGHTS;
	if (strcmp(state, REFUSED_STATE) == 0)
		return EXIT_REFUSED;
	/* a value that one of our functions does not know */
	if (strcmp(state, "22023") == 0)
		return EXIT_USAGE;
	/* a function of ours; a table that misses is that of a user's own dataset */
	if (strcmp(state, "42883") == 0)
		return EXIT_WAREHOUSE;
	return EXIT_DATABASE;
}

/* A fault that is over when the same is tried again a little later. */
static bool
is_passing(const char *state)
{
	static const char *const states[] = {"40P01", "40001", "53300"};

	if (state == NULL || strncmp(state, "08", 2) == 0 || strncmp(state, "57P", 3) == 0)
		return true;
	for (size_t i = 0; i < sizeof(states) / sizeof(states[0]); i++)
		if (strcmp(state, states[i]) == 0)
			return true;
	return false;
}

void
db_say_message(Db *db)
{
	if (db->message != NULL)
		say_error("%s", db->message);
	free(db->message);
	db->message = NULL;
}

void
db_take_message(Db *db, Db *from)
{
	if (from->message == NULL)
		return;
	free(db->message);
	db->message = from->message;
	from->message = NULL;
}

/* What becomes of the file when the connection is lost. */
static const char *
what_to_do(const Db *db)
{
	if (db->may_retry)
		return "";
	if (db->committing)
		return "It may be loaded or not; run the command again, which finds out.";
	return db->subject ? "Nothing of this file was kept; run the command again." : "Run the command again.";
}

static void
add_failure(Buffer *message, const char *doing, const char *primary, const char *detail, const char *state, const char *more)
{
	buffer_printf(message, "could not %s: %s", doing, primary);
	if (detail)
		buffer_printf(message, "; %s", detail);
	if (state)
		buffer_printf(message, " [%s]", state);
	if (*more)
		buffer_printf(message, " %s", more);
}

/* One message for whatever went wrong with result (or with the connection). */
static void
say_failure(Db *db, const char *doing, const PGresult *result)
{
	const char *state = result ? PQresultErrorField(result, PG_DIAG_SQLSTATE) : NULL;
	const char *primary = result ? PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY) : NULL;
	const char *detail = result ? PQresultErrorField(result, PG_DIAG_MESSAGE_DETAIL) : NULL;
	const char *hint = result ? PQresultErrorField(result, PG_DIAG_MESSAGE_HINT) : NULL;
	const char *more = hint ? hint : "";
	Buffer		message = {0};
	char	   *line;

	db->code = interrupted ? EXIT_INTERRUPT : code_of_sqlstate(state);
	if (interrupted)
		return;
	if (primary == NULL || db->code == EXIT_CONNECT || PQstatus(db->conn) == CONNECTION_BAD)
	{
		db->code = EXIT_CONNECT;
		db->broken = true;
		if (primary == NULL)
			primary = PQerrorMessage(db->conn);
		if (!*primary)
			primary = "the connection to the server was lost";
		more = what_to_do(db);
		detail = NULL;
		state = NULL;
	}
	else if (db->code == EXIT_RIGHTS && hint == NULL)
		more = "Loading needs role passend_lader, reading and reports passend_inspecteur or passend_analist, rejected rows as they were passend_onderzoeker, passend init the owner of the database.";
	else if (db->code == EXIT_WAREHOUSE && hint == NULL)
		more = "Run \"passend init\" first.";
	if (db->subject)
		buffer_printf(&message, "%s: ", db->subject);
	if (db->code == EXIT_REFUSED)
		buffer_printf(&message, "refused: %s; %s", primary, more);
	else
		add_failure(&message, doing, primary, detail, state, more);
	line = one_line(message.data);
	db->passing = is_passing(state);
	free(db->message);
	db->message = line;
	if (!db->hold && (!db->passing || !db->may_retry))
		db_say_message(db);
	buffer_free(&message);
}

static void
on_notice(void *context, const PGresult *result)
{
	const char *severity = PQresultErrorField(result, PG_DIAG_SEVERITY_NONLOCALIZED);
	const char *primary = PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
	const char *hint = PQresultErrorField(result, PG_DIAG_MESSAGE_HINT);
	const char *state = PQresultErrorField(result, PG_DIAG_SQLSTATE);

	(void) context;
	/* the server goes down: the error that follows says so too */
	if (state && strncmp(state, "57P", 3) == 0)
		return;
	if (severity && primary && (strcmp(severity, "WARNING") == 0 || hint != NULL))
		say_note("%s%s%s", primary, hint ? " " : "", hint ? hint : "");
}

/* Opens the connection and sets it up; *problem is the server's message, allocated. */
static bool
open_connection(Db *db, char **problem)
{
	const char *keywords[] = {"dbname", "fallback_application_name", "client_encoding", NULL};
	const char *values[] = {db->conninfo, "passend", "UTF8", NULL};

	*problem = NULL;
	/* the parameter "dbname" may hold a whole connection string */
	db->conn = PQconnectdbParams(keywords, values, 1);
	db->broken = false;
	if (PQstatus(db->conn) == CONNECTION_OK)
	{
		PQsetNoticeReceiver(db->conn, on_notice, NULL);
		return true;
	}
	*problem = one_line(PQerrorMessage(db->conn));
	db->code = EXIT_CONNECT;
	PQfinish(db->conn);
	db->conn = NULL;
	return false;
}

static bool
set_up_session(Db *db)
{
	PGresult   *result = db_query(db, "set up the session",
								  "SELECT set_config('search_path', coalesce((SELECT quote_ident(n.nspname) FROM pg_extension e"
								  " JOIN pg_namespace n ON n.oid = e.extnamespace WHERE e.extname = 'passend'), 'public')"
								  " || ', pg_temp', false), set_config('datestyle', 'ISO', false)", 0, NULL);

	PQclear(result);
	return result != NULL && (db->on_connect == NULL || db_exec(db, "set up the session", db->on_connect));
}

bool
db_connect(Db *db, const char *conninfo)
{
	char	   *problem;

	*db = (Db) {.conninfo = conninfo};
	if (!open_connection(db, &problem))
	{
		say_error("no connection: %s (give -d \"host=... port=... dbname=...\", or PGHOST, PGPORT, PGDATABASE, PGUSER)", problem);
		free(problem);
		return false;
	}
	if (set_up_session(db))
		return true;
	db_close(db);
	return false;
}

/* Lets go of the connection; a handle that a signal may be using stays allocated. */
static void
drop_connection(Db *db)
{
	if (db->watched > 0)
		cancel_handles[db->watched - 1] = NULL;
	PQfinish(db->conn);
	db->conn = NULL;
}

void
db_prepare(Db *db, const char *conninfo, const char *on_connect)
{
	*db = (Db) {.conninfo = conninfo, .on_connect = on_connect};
}

bool
db_usable(const Db *db)
{
	return db->conn != NULL && !db->broken && PQstatus(db->conn) == CONNECTION_OK;
}

bool
db_reconnect(Db *db)
{
	char	   *problem;

	drop_connection(db);
	db->reconnects++;
	if (!open_connection(db, &problem))
	{
		free(db->message);
		db->message = text_of("%s%sno connection: %s", db->subject ? db->subject : "", db->subject ? ": " : "", problem);
		db->passing = true;
		free(problem);
		return false;
	}
	db_watch_interrupt(db);
	if (set_up_session(db))
		return true;
	/* a session that is set up by half is no use */
	drop_connection(db);
	return false;
}

void
db_close(Db *db)
{
	drop_connection(db);
	free(db->message);
	db->message = NULL;
}

bool
db_check_warehouse(Db *db)
{
	/* not to_regclass(), which fails without rights on the schema */
	PGresult   *result = db_query(db, "look for the warehouse",
								  "SELECT EXISTS (SELECT FROM pg_class WHERE relname = 'bestanden'"
								  " AND relnamespace = to_regnamespace('rapport')), current_database()", 0, NULL);
	bool		there;

	if (result == NULL)
		return false;
	there = strcmp(PQgetvalue(result, 0, 0), "t") == 0;
	if (!there)
	{
		say_error("database \"%s\" has no warehouse yet; run \"passend init\" first", PQgetvalue(result, 0, 1));
		db->code = EXIT_WAREHOUSE;
	}
	PQclear(result);
	return there;
}

static bool
check_result(Db *db, const char *doing, PGresult *result, ExecStatusType wanted)
{
	ExecStatusType status = PQresultStatus(result);

	if (status == wanted || (wanted == PGRES_TUPLES_OK && status == PGRES_COMMAND_OK))
		return true;
	say_failure(db, doing, result);
	return false;
}

bool
db_exec(Db *db, const char *doing, const char *sql)
{
	PGresult   *result = PQexec(db->conn, sql);
	ExecStatusType status = PQresultStatus(result);
	bool		ok = status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK;

	if (!ok)
		say_failure(db, doing, result);
	PQclear(result);
	return ok;
}

PGresult *
db_query(Db *db, const char *doing, const char *sql, int count, const char *const *parameters)
{
	PGresult   *result = PQexecParams(db->conn, sql, count, NULL, parameters, NULL, NULL, 0);

	if (!check_result(db, doing, result, PGRES_TUPLES_OK))
	{
		PQclear(result);
		return NULL;
	}
	return result;
}

/* A signal that came between two statements has cancelled nothing: the next one is not begun. */
static bool
is_cancelled(Db *db)
{
	if (interrupted)
		db->code = EXIT_INTERRUPT;
	return interrupted;
}

bool
db_run(Db *db, const char *doing, const char *sql, PGresult **rows)
{
	PGresult   *result;
	bool		ok = true;

	*rows = NULL;
	if (is_cancelled(db))
		return false;
	if (PQsendQuery(db->conn, sql) != 1)
	{
		say_failure(db, doing, NULL);
		return false;
	}
	while ((result = PQgetResult(db->conn)) != NULL)
	{
		if (PQresultStatus(result) == PGRES_TUPLES_OK)
		{
			PQclear(*rows);
			*rows = result;
			continue;
		}
		if (ok && PQresultStatus(result) != PGRES_COMMAND_OK)
		{
			say_failure(db, doing, result);
			ok = false;
		}
		PQclear(result);
	}
	return ok;
}

char *
db_literal(Db *db, const char *text)
{
	char	   *quoted = PQescapeLiteral(db->conn, text, strlen(text));
	char	   *copy;

	if (quoted == NULL)
	{
		/* only for what is no text in the client's encoding, which we exclude */
		say_error("cannot quote a text: %s", PQerrorMessage(db->conn));
		exit(EXIT_INTERNAL);
	}
	copy = copy_text(quoted);
	PQfreemem(quoted);
	return copy;
}

bool
db_copy_begin(Db *db, const char *doing, const char *sql)
{
	PGresult   *result;
	bool		ok;

	if (is_cancelled(db))
		return false;
	result = PQexec(db->conn, sql);
	ok = check_result(db, doing, result, PGRES_COPY_IN);
	PQclear(result);
	return ok;
}

bool
db_copy_data(Db *db, const char *bytes, size_t len)
{
	if (PQputCopyData(db->conn, bytes, (int) len) == 1)
		return true;
	say_failure(db, "send rows", NULL);
	return false;
}

/* Reads the results of a COPY that has ended; the first error counts. */
static bool
copy_results(Db *db, const char *doing, bool report)
{
	PGresult   *result;
	bool		ok = true;

	while ((result = PQgetResult(db->conn)) != NULL)
	{
		if (PQresultStatus(result) != PGRES_COMMAND_OK)
		{
			if (ok && report)
				say_failure(db, doing, result);
			ok = false;
		}
		PQclear(result);
	}
	return ok;
}

bool
db_copy_end(Db *db, const char *doing)
{
	if (PQputCopyEnd(db->conn, NULL) != 1)
	{
		say_failure(db, doing, NULL);
		return false;
	}
	return copy_results(db, doing, true);
}

void
db_copy_abort(Db *db, const char *reason)
{
	if (PQputCopyEnd(db->conn, reason) == 1)
		copy_results(db, "", false);
}

void
db_rollback(Db *db)
{
	if (db_usable(db) && PQtransactionStatus(db->conn) != PQTRANS_IDLE)
		PQclear(PQexec(db->conn, "ROLLBACK"));
}

/* PQcancel may be called from a signal handler. */
static void
on_interrupt(int signal_number)
{
	char		error[256];

	(void) signal_number;
	interrupted = 1;
	for (int i = 0; i < watched_count && i < MAX_WATCHED; i++)
	{
		PGcancel   *handle = cancel_handles[i];

		if (handle != NULL)
			PQcancel(handle, error, sizeof(error));
	}
}

void
db_watch_interrupt(Db *db)
{
	struct sigaction action = {.sa_handler = on_interrupt};

	if (db != NULL && db->watched == 0 && watched_count < MAX_WATCHED)
		db->watched = ++watched_count;
	if (db != NULL && db->watched > 0)
		cancel_handles[db->watched - 1] = PQgetCancel(db->conn);
	sigemptyset(&action.sa_mask);
	sigaction(SIGINT, &action, NULL);
	sigaction(SIGTERM, &action, NULL);
}

void
db_sleep(double seconds)
{
	struct timespec step = {.tv_nsec = 50 * 1000 * 1000};

	for (; seconds > 0 && !interrupted; seconds -= 0.05)
		nanosleep(&step, NULL);
}

bool
db_interrupted(void)
{
	return interrupted != 0;
}
