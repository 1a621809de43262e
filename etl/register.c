/*
 * register.c
 *		What a load writes into the register: schema laad.
 */
#define _GNU_SOURCE
#include "register.h"

#include <stdlib.h>
#include <string.h>

#include <jansson.h>

/* What the user gave with --set for this kind of file. */
static json_t *
settings(const Run *run, const HeaderMatch *match)
{
	json_t	   *object = json_object();

	for (size_t i = 0; match != NULL && i < match->dataset->column_count; i++)
	{
		const char *name = match->dataset->columns[i].parameter;

		for (size_t k = 0; name != NULL && k < run->parameter_count; k++)
			if (strcmp(run->parameters[k].name, name) == 0)
				json_object_set_new(object, name, json_string(run->parameters[k].value));
	}
	return object;
}

/* The register row as laad.sluit_bestand wants it. */
static json_t *
register_row(const Run *run, const Input *input, const HeaderMatch *match, int32_t file_id, const Tally *t)
{
	char		delimiter[2] = {match ? match->delimiter : '\0', '\0'};

	return json_pack("{s:i, s:s, s:s*, s:s, s:s*, s:s, s:I, s:s*, s:s*, s:s*, s:o,"
					 " s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:s}",
					 "bestand_id", (int) file_id, "toestand", match ? "geladen" : "leeg",
					 "dataset", match ? match->dataset->name : NULL, "naam", input->name,
					 "archief", input->archive, "sha256", input->sha256, "bytes", (json_int_t) input->bytes,
					 "codering", match ? match->encoding : NULL, "scheidingsteken", match ? delimiter : NULL,
					 "status", run->status, "instellingen", settings(run, match),
					 "regels", (json_int_t) t->lines, "regels_kop", (json_int_t) t->header_lines,
					 "regels_leeg", (json_int_t) t->blank_lines, "regels_geladen", (json_int_t) t->loaded_lines,
					 "regels_afgekeurd", (json_int_t) t->rejected_lines, "rijen_geladen", (json_int_t) t->loaded_rows,
					 "rijen_afgekeurd", (json_int_t) t->rejected_rows, "feiten", (json_int_t) t->facts,
					 "cellen", (json_int_t) t->cells, "cellen_gemaskeerd", (json_int_t) t->masked,
					 "programma", PASSEND_VERSION);
}

static json_t *
unit_list(const Converter *c)
{
	json_t	   *list = json_array();

	for (size_t u = 0; c != NULL && u < c->unit_count; u++)
	{
		const Unit *unit = &c->units[u];
		json_t	   *key = json_object();

		for (size_t i = 0; i < c->order->match->dataset->unit_count; i++)
			json_object_set_new(key, c->order->match->dataset->columns[c->order->match->dataset->unit[i]].name,
								unit->values[i] ? json_string(unit->values[i]) : json_null());
		json_array_append_new(list, json_pack("{s:o, s:s*, s:I}", "sleutel", key, "teldatum", unit->date,
											  "feiten", (json_int_t) unit->facts));
	}
	return list;
}

int32_t
register_open(Run *run, const Input *input, const HeaderMatch *match)
{
	json_t	   *given = settings(run, match);
	char	   *given_text = json_dumps(given, 0);
	const char *texts[] = {input->sha256, input->name, run->status, given_text};
	Buffer		sql = {0};
	PGresult   *result = NULL;
	int32_t		file_id = -1;

	buffer_text(&sql, "BEGIN ISOLATION LEVEL READ COMMITTED; SELECT laad.open_bestand(");
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++)
	{
		char	   *literal = texts[i] ? db_literal(&run->db, texts[i]) : copy_text("NULL");

		buffer_printf(&sql, "%s%s", i ? ", " : "", literal);
		free(literal);
	}
	buffer_text(&sql, ")");
	if (db_run(&run->db, "look up the file", sql.data, &result) && result != NULL)
		file_id = PQgetisnull(result, 0, 0) ? 0 : (int32_t) strtol(PQgetvalue(result, 0, 0), NULL, 10);
	PQclear(result);
	buffer_free(&sql);
	free(given_text);
	json_decref(given);
	return file_id;
}

int64_t
register_close(Run *run, const Input *input, const HeaderMatch *match, int32_t file_id, const Converter *c,
		   const char *and_then)
{
	const Tally none = {0};
	json_t	   *row = register_row(run, input, match, file_id, c ? &c->tally : &none);
	json_t	   *units = unit_list(c);
	char	   *row_text = json_dumps(row, 0);
	char	   *units_text = json_dumps(units, 0);
	PGresult   *result = NULL;
	int64_t		replaced = -1;

	if (row_text == NULL || units_text == NULL)
		say_error("%s: could not write the register row", input->name);
	else
	{
		char	   *row_literal = db_literal(&run->db, row_text);
		char	   *target_literal = db_literal(&run->db, match ? match->dataset->target : "");
		char	   *units_literal = db_literal(&run->db, units_text);
		char	   *sql = text_of("SELECT laad.sluit_bestand(%s, %s, %s)%s", row_literal, target_literal,
								  units_literal, and_then);

		if (db_run(&run->db, "write the register row", sql, &result) && result != NULL)
			replaced = strtoll(PQgetvalue(result, 0, 0), NULL, 10);
		free(row_literal);
		free(target_literal);
		free(units_literal);
		free(sql);
	}
	PQclear(result);
	free(row_text);
	free(units_text);
	json_decref(row);
	json_decref(units);
	return replaced;
}

static bool
send_reject_block(void *context, const char *bytes, size_t len)
{
	return db_copy_data(context, bytes, len);
}

bool
register_rejects(Run *run, Converter *c)
{
	return db_copy_begin(&run->db, "store rejected rows",
						 "COPY laad.afkeuring (bestand_id, regel, kolom, waarde, code, reden, ruw)"
						 " FROM STDIN (FORMAT binary)")
		&& rejects_send(&c->rejects, send_reject_block, &run->db)
		&& db_copy_end(&run->db, "store rejected rows");
}
