/*
 * db.h
 *		The only part of the loader that talks to libpq.
 */
#ifndef PASSEND_DB_H
#define PASSEND_DB_H

#include <libpq-fe.h>

#include "passend.h"

typedef struct Db
{
	PGconn	   *conn;
	const char *conninfo;
	const char *on_connect;		/* a statement for each new connection, or NULL */
	ExitCode	code;			/* of the last error */
	const char *subject;		/* file that messages name, or NULL */
	bool		may_retry;		/* keep the message of a fault that passes by itself */
	bool		hold;			/* keep every message: it becomes that of another connection */
	bool		committing;		/* a commit is on its way: it may come through although the connection breaks */
	bool		broken;			/* libpq may need another call to see that the connection is lost */
	int			reconnects;		/* how often the connection was lost and opened again */
	bool		passing;		/* the last error is such a fault: connection, deadlock */
	char	   *message;		/* its message, not given yet */
	int			watched;		/* place among the connections that Ctrl-C cancels; 0: none */
} Db;

/*
 * Connects, with the extension's schema as search path. On failure gives the
 * message, sets db->code and returns false.
 */
extern bool db_connect(Db *db, const char *conninfo);
extern void db_close(Db *db);

/* Makes a connection ready that db_reconnect will open. */
extern void db_prepare(Db *db, const char *conninfo, const char *on_connect);

/* Is there a connection, as far as is known? */
extern bool db_usable(const Db *db);

/* A new connection in the place of one that was lost, which Ctrl-C cancels; keeps the message on failure. */
extern bool db_reconnect(Db *db);

/* Gives the message that was kept, or takes over that of another connection. */
extern void db_say_message(Db *db);
extern void db_take_message(Db *db, Db *from);

/* Is there a warehouse of this version? Message and db->code when not. */
extern bool db_check_warehouse(Db *db);

/*
 * All these give one message ("could not <doing>: ...") and set db->code when
 * the server refuses; db_query then returns NULL.
 */
extern bool db_exec(Db *db, const char *doing, const char *sql);
extern PGresult *db_query(Db *db, const char *doing, const char *sql, int count, const char *const *parameters);

/*
 * Several statements in one round trip. *rows is the last result with rows, or
 * NULL. Literals in sql must come from db_literal.
 */
extern bool db_run(Db *db, const char *doing, const char *sql, PGresult **rows);
extern char *db_literal(Db *db, const char *text);

extern bool db_copy_begin(Db *db, const char *doing, const char *sql);
extern bool db_copy_data(Db *db, const char *bytes, size_t len);
extern bool db_copy_end(Db *db, const char *doing);

/* Ends a COPY that cannot be completed; the server forgets its rows. */
extern void db_copy_abort(Db *db, const char *reason);
extern void db_rollback(Db *db);

/* From here on Ctrl-C and SIGTERM cancel what the server does; NULL: they are only noted. */
extern void db_watch_interrupt(Db *db);

/* Waits, but no longer than until an interrupt. */
extern void db_sleep(double seconds);
extern bool db_interrupted(void);

#endif							/* PASSEND_DB_H */
