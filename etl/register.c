/*
 * register.c
 *		What a load writes into the register: schema laad.
 */
#define _GNU_SOURCE
#include "register.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <jansson.h>

#include "schooljaar_code.h"

/* What the user gave with --set and --mask for this kind of file. */
static json_t *
settings(const Job *job)
{
	const Run  *run = job->run;
	const Dataset *d = job->match ? job->match->dataset : NULL;
	json_t	   *object = json_object();

	for (size_t i = 0; d != NULL && i < d->column_count; i++)
	{
		const char *name = d->columns[i].parameter;

		for (size_t k = 0; name != NULL && k < run->parameter_count; k++)
			if (strcmp(run->parameters[k].name, name) == 0)
				json_object_set_new(object, name, json_string(run->parameters[k].value));
	}
	for (size_t k = 0; k < run->mask_count; k++)
		for (size_t i = 0; d != NULL && i < d->mask_count; i++)
			if (strcmp(d->masks[i].token, run->masks[k].token) == 0)
			{
				char	   *name = text_of("masker %s", run->masks[k].token);

				json_object_set_new(object, name, json_string(run->masks[k].count));
				free(name);
			}
	return object;
}

/* Bytes as PostgreSQL reads a bytea. */
static json_t *
hex_text(const char *bytes, size_t len)
{
	Buffer		hex = {0};
	json_t	   *text;

	buffer_text(&hex, "\\x");
	for (size_t i = 0; i < len; i++)
		buffer_printf(&hex, "%02x", (unsigned char) bytes[i]);
	text = json_string(hex.data);
	buffer_free(&hex);
	return text;
}

/* The register row as laad.sluit_bestand wants it. */
static json_t *
register_row(const Job *job)
{
	const Input *input = job->input;
	const HeaderMatch *match = job->match;
	const Tally *t = &job->converter.tally;
	char		delimiter[2] = {match ? match->delimiter : '\0', '\0'};
	json_t	   *completes = job->completes > 0 ? json_integer(job->completes) : NULL;

	return json_pack("{s:i, s:s, s:s*, s:s, s:s*, s:s, s:I, s:s*, s:s*, s:s*, s:o, s:o*,"
					 " s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:o*, s:s}",
					 "bestand_id", (int) job->order.file_id, "toestand", match ? "geladen" : "leeg",
					 "dataset", match ? match->dataset->name : NULL, "naam", input->name,
					 "archief", input->archive, "sha256", input_sha256(job->input), "bytes", (json_int_t) input->bytes,
					 "codering", match ? match->encoding : NULL, "scheidingsteken", match ? delimiter : NULL,
					 "status", job->status ? job->status : job->run->status, "instellingen", settings(job),
					 "kop", match ? hex_text(match->line.data, match->line.len) : NULL,
					 "regels", (json_int_t) t->lines, "regels_kop", (json_int_t) t->header_lines,
					 "regels_leeg", (json_int_t) t->blank_lines, "regels_geladen", (json_int_t) t->loaded_lines,
					 "regels_afgekeurd", (json_int_t) t->rejected_lines, "rijen_geladen", (json_int_t) t->loaded_rows,
					 "rijen_afgekeurd", (json_int_t) t->rejected_rows, "feiten", (json_int_t) (t->facts + job->kept),
					 "cellen", (json_int_t) t->cells, "cellen_gemaskeerd", (json_int_t) t->masked,
					 "vult_aan", completes, "programma", PASSEND_VERSION);
}

static json_t *
unit_list(const Job *job)
{
	const Dataset *d = job->match ? job->match->dataset : NULL;
	const Converter *c = &job->converter;
	json_t	   *list = json_array();

	for (size_t u = 0; d != NULL && u < c->unit_count; u++)
	{
		const Unit *unit = &c->units[u];
		json_t	   *key = json_object();

		for (size_t i = 0; i < d->unit_count; i++)
			json_object_set_new(key, d->columns[d->unit[i]].name,
								unit->values[i] ? json_string(unit->values[i]) : json_null());
		json_array_append_new(list, json_pack("{s:o, s:s*, s:I}", "sleutel", key, "teldatum", unit->date,
											  "feiten", (json_int_t) unit->facts));
	}
	return list;
}

static json_t *
leaf_list(const Job *job)
{
	json_t	   *list = json_array();
	char		year[SCHOOLJAAR_TEXT_SIZE];

	for (size_t i = 0; i < job->leaves.count; i++)
	{
		schooljaar_format((int16_t) job->leaves.items[i].year, year);
		json_array_append_new(list, json_pack("{s:s, s:s}", "schooljaar", year, "tabel", job->leaves.items[i].name));
	}
	return list;
}

/* A JSON document as an SQL literal; takes it over. */
static char *
json_literal(Db *db, json_t *document)
{
	char	   *text = json_dumps(document, 0);
	char	   *literal;

	if (text == NULL)
	{
		say_error("could not write the register row");
		exit(EXIT_INTERNAL);
	}
	literal = db_literal(db, text);
	free(text);
	json_decref(document);
	return literal;
}

/*
 * Runs sql that gives a number of a file: it, 0 where there is none, -1 on an error.
 * Sets whether the content was replaced since it was loaded.
 */
static int32_t
ask_number(Job *job, const char *sql)
{
	PGresult   *result = NULL;
	int32_t		number = -1;

	if (db_run(job->db, "look up the file", sql, &result) && result != NULL)
	{
		/* 0 says that it was loaded, and NULL that it still is */
		number = (int32_t) strtol(PQgetvalue(result, 0, 0), NULL, 10);
		job->outdated = number == 0 && !PQgetisnull(result, 0, 0);
	}
	PQclear(result);
	return number;
}

/* Locks the content and looks it up: number, or a new one, where it is to be loaded. */
static int32_t
look_up(Job *job, const char *before, int32_t number)
{
	json_t	   *given = settings(job);
	char	   *given_text = json_dumps(given, 0);
	const char *texts[] = {input_sha256(job->input), job->input->name, job->run->status, given_text};
	Buffer		sql = {0};
	int32_t		found;

	buffer_printf(&sql, "%sSELECT laad.open_bestand(", before);
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
	{
		char	   *literal = texts[i] ? db_literal(job->db, texts[i]) : copy_text("NULL");

		buffer_printf(&sql, "%s%s", i ? ", " : "", literal);
		free(literal);
	}
	buffer_printf(&sql, ", %s", job->run->again ? "true" : "false");
	if (number > 0)
		buffer_printf(&sql, ", %d", (int) number);
	buffer_text(&sql, ")");
	found = ask_number(job, sql.data);
	buffer_free(&sql);
	free(given_text);
	json_decref(given);
	return found;
}

/* Waits for the hash of the file; false when it was interrupted, or after a message. */
static bool
wait_for_hash(const Job *job)
{
	while (!input_hash_is_done(job->input))
	{
		if (db_interrupted())
			return false;
		usleep(2000);
	}
	return input_sha256(job->input) != NULL;
}

/* The key of the lock on its content. */
static char *
content_lock(const Job *job)
{
	return text_of("hashtextextended('passend %s', 0)", input_sha256(job->input));
}

int32_t
register_open(Job *job, bool by_session)
{
	const char *begin = "BEGIN ISOLATION LEVEL READ COMMITTED; ";
	char	   *before;
	char	   *key;
	int32_t		number;

	job->unseen = !input_is_hashed(job->input) && !job->match->completes;
	if (job->unseen)
	{
		char	   *sql = text_of("%sSELECT laad.nummer_bestand(%" PRIu64 ")", begin, job->input->bytes);

		number = ask_number(job, sql);
		free(sql);
		if (number != 0)
			return number;
		job->unseen = false;
		db_rollback(job->db);	/* hashing may take a while */
	}
	if (!wait_for_hash(job))
		return -1;
	key = content_lock(job);
	before = by_session ? text_of("%sSELECT pg_advisory_lock(%s); ", begin, key) : copy_text(begin);
	number = look_up(job, before, 0);
	free(key);
	free(before);
	return number;
}

FileResult
register_confirm(Job *job, bool wait)
{
	char	   *key;
	char	   *sql;
	int32_t		got;

	if (!job->unseen)
		return FILE_LOADED;
	if (!wait_for_hash(job))
		return FILE_FAILED;
	key = content_lock(job);
	sql = text_of("SELECT pg_try_advisory_xact_lock(%s)::integer", key);
	got = wait ? 1 : ask_number(job, sql);
	free(key);
	free(sql);
	if (got == 0)
		return FILE_AGAIN;
	return got < 0 ? FILE_FAILED : file_opened(look_up(job, "", job->order.file_id));
}

/* The columns that hold the key of a row, as an array of the server. */
static char *
key_columns(const Job *job)
{
	const Dataset *d = job->match->dataset;
	json_t	   *list = json_array();
	char	   *literal;
	char	   *array;

	for (size_t i = 0; i < d->column_count; i++)
		if (d->columns[i].in_key)
			json_array_append_new(list, json_string(d->columns[i].name));
	literal = json_literal(job->db, list);
	array = text_of("ARRAY(SELECT jsonb_array_elements_text(%s))", literal);
	free(literal);
	return array;
}

/* What laad.vul_aan says, a row per unit. */
static void
note_completed(Job *job, const PGresult *result)
{
	for (int i = 0; i < PQntuples(result); i++)
	{
		uint64_t	kept = strtoull(PQgetvalue(result, i, 3), NULL, 10);

		job->converter.units[i].facts += kept;
		job->kept += kept;
	}
	if (PQntuples(result) == 0)
		return;
	job->completes = (int32_t) strtol(PQgetvalue(result, 0, 0), NULL, 10);
	job->completes_name = copy_text(PQgetvalue(result, 0, 1));
	job->status = PQgetisnull(result, 0, 2) ? NULL : copy_text(PQgetvalue(result, 0, 2));
}

bool
register_complete(Job *job)
{
	Db		   *db = job->db;
	char	   *row = json_literal(db, register_row(job));
	char	   *target = db_literal(db, job->match->dataset->target);
	char	   *units = json_literal(db, unit_list(job));
	char	   *leaves = json_literal(db, leaf_list(job));
	char	   *key = key_columns(job);
	char	   *sql = text_of("SELECT * FROM laad.vul_aan(%s, %s, %s, %s, %s)", row, target, units, leaves, key);
	PGresult   *result = NULL;
	bool		ok = db_run(db, "complete the file", sql, &result) && result != NULL;

	if (ok)
		note_completed(job, result);
	PQclear(result);
	free(row);
	free(target);
	free(units);
	free(leaves);
	free(key);
	free(sql);
	return ok;
}

bool
register_close(Job *job, const char *and_then)
{
	Db		   *db = job->db;
	char	   *row = json_literal(db, register_row(job));
	char	   *target = db_literal(db, job->match ? job->match->dataset->target : "");
	char	   *units = json_literal(db, unit_list(job));
	char	   *leaves = json_literal(db, leaf_list(job));
	char	   *sql = text_of("SELECT laad.sluit_bestand(%s, %s, %s, %s)%s", row, target, units, leaves, and_then);
	PGresult   *result = NULL;
	bool		ok;

	job->closed_id = job->order.file_id;
	db->committing = true;
	ok = db_run(db, "write the register row", sql, &result) && result != NULL;
	db->committing = false;
	if (ok)
		job->replaced = strtoll(PQgetvalue(result, 0, 0), NULL, 10);
	PQclear(result);
	free(row);
	free(target);
	free(units);
	free(leaves);
	free(sql);
	return ok;
}

int
register_has(Db *db, int32_t file_id, const char *sha256)
{
	char		text[16];
	const char *parameters[] = {text, sha256};
	PGresult   *result;
	int			found = -1;

	snprintf(text, sizeof(text), "%d", (int) file_id);
	result = db_query(db, "look up the file",
					  "SELECT count(*) FROM laad.bestand WHERE bestand_id = $1 AND sha256 = $2", 2, parameters);
	if (result != NULL)
		found = PQgetvalue(result, 0, 0)[0] != '0';
	PQclear(result);
	return found;
}

static bool
send_block(void *context, const char *bytes, size_t len)
{
	return db_copy_data(context, bytes, len);
}

bool
register_rejects(Job *job)
{
	if (job->converter.rejects.problems == 0)
		return true;
	return db_copy_begin(job->db, "store rejected rows",
						 "COPY laad.afkeuring (bestand_id, regel, kolom, waarde, code, reden, ruw)"
						 " FROM STDIN (FORMAT binary)")
		&& rejects_send(&job->converter.rejects, send_block, job->db)
		&& db_copy_end(job->db, "store rejected rows");
}

bool
register_totals(Job *job)
{
	Buffer		rows = {0};
	bool		ok = true;

	totals_rows(&job->converter.totals, &rows);
	if (rows.len > 0)
		ok = db_copy_begin(job->db, "store checks",
						   "COPY laad.controle (bestand_id, controle, regel, sleutel, delen, totaal, oordeel, aantal)"
						   " FROM STDIN (FORMAT binary)")
			&& db_copy_data(job->db, copy_header, sizeof(copy_header))
			&& db_copy_data(job->db, rows.data, rows.len)
			&& db_copy_data(job->db, copy_trailer, sizeof(copy_trailer))
			&& db_copy_end(job->db, "store checks");
	buffer_free(&rows);
	return ok;
}
