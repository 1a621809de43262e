/*
 * report_command.c
 *		passend report: lists, explains and runs the stored reports. What there is
 *		and what it takes stands in the warehouse: rapport.catalogus.
 */
#define _GNU_SOURCE
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "show.h"

/* Type json, as in pg_type.dat. */
#define JSON_OID 114

/* The call of a report: SQL with a placeholder for each value. */
typedef struct Call
{
	Buffer		arguments;		/* "swv => $1::text, ..." */
	const char **values;
	int			count;
	const char *schooljaar;		/* its value, or NULL */
} Call;

static void
call_free(Call *call)
{
	free(call->arguments.data);
	for (int i = 0; i < call->count; i++)
		free((char *) call->values[i]);
	free(call->values);
}

/* "name=value" of the command line; the name as in SQL. Allocated. Without a value NULL. */
static void
split_argument(const char *argument, char **name, const char **value)
{
	const char *equals = strchr(argument, '=');

	*name = equals ? copy_bytes(argument, (size_t) (equals - argument)) : copy_text(argument);
	for (char *p = *name; *p; p++)
		if (*p == '-')
			*p = '_';
	*value = equals ? equals + 1 : NULL;
}

/* Adds an argument; parameters are those of the report. False after a message. */
static bool
add_argument(Db *db, Call *call, const PGresult *parameters, const char *argument, ExitCode *code)
{
	char	   *name;
	const char *value;
	int			row = 0;
	bool		ok = true;

	split_argument(argument, &name, &value);
	while (row < PQntuples(parameters) && strcmp(PQgetvalue(parameters, row, 0), name) != 0)
		row++;
	if (row == PQntuples(parameters))
	{
		Buffer		names = {0};

		for (int i = 0; i < row; i++)
			buffer_printf(&names, "%s--%s", i ? ", " : "", PQgetvalue(parameters, i, 0));
		say_error("this report has no parameter --%s; it has %s", name, names.len ? names.data : "none");
		buffer_free(&names);
		*code = EXIT_USAGE;
		ok = false;
	}
	else if (value == NULL && strcmp(PQgetvalue(parameters, row, 1), "boolean") != 0)
	{
		say_error("--%s needs a value: %s", name, PQgetvalue(parameters, row, 4));
		*code = EXIT_USAGE;
		ok = false;
	}
	else
	{
		/* by itself first, so that a message can name the parameter */
		const char *type = PQgetvalue(parameters, row, 1);
		char	   *check = text_of("SELECT $1::%s", type);
		char	   *doing = text_of("read --%s", name);
		PGresult   *result;

		if (value == NULL)
			value = "true";
		result = db_query(db, doing, check, 1, &value);
		ok = result != NULL;
		*code = ok ? EXIT_OK : db->code == EXIT_DATABASE ? EXIT_USAGE : db->code;
		PQclear(result);
		free(doing);
		free(check);
		if (ok)
		{
			call->values[call->count++] = copy_text(value);
			buffer_printf(&call->arguments, "%s\"%s\" => $%d::%s", call->count > 1 ? ", " : "", name, call->count, type);
			if (strcmp(name, "schooljaar") == 0)
				call->schooljaar = call->values[call->count - 1];
		}
	}
	free(name);
	return ok;
}

/* What has no default must be given. */
static bool
all_given(const char *report, const PGresult *parameters, const Call *call)
{
	for (int i = 0; i < PQntuples(parameters); i++)
	{
		char	   *given = text_of("\"%s\" =>", PQgetvalue(parameters, i, 0));
		bool		missing = PQgetisnull(parameters, i, 2)
			&& (call->arguments.data == NULL || strstr(call->arguments.data, given) == NULL);

		free(given);
		if (missing)
		{
			say_error("report %s needs --%s: %s", report, PQgetvalue(parameters, i, 0), PQgetvalue(parameters, i, 4));
			return false;
		}
	}
	return true;
}

/* Is it for people to read: the short columns, headings, and what the figures are? */
static bool
for_people(const Options *options)
{
	return options->format == FORMAT_TABLE || options->format == FORMAT_MARKDOWN;
}

/* Prints rows that follow each other and have the same first column under it. */
static void
print_under_headings(const PGresult *result, Format format)
{
	const char *mark = format == FORMAT_MARKDOWN ? "### " : "";
	const char *gap = format == FORMAT_MARKDOWN ? "\n" : "";

	int			rows = PQntuples(result);
	int			columns = PQnfields(result);

	for (int from = 0, to; from < rows; from = to)
	{
		PGresult   *part = make_part(result, 1);

		for (to = from; to < rows && strcmp(PQgetvalue(result, to, 0), PQgetvalue(result, from, 0)) == 0; to++)
			for (int c = 1; c < columns; c++)
				PQsetvalue(part, to - from, c - 1, PQgetvalue(result, to, c),
						   PQgetisnull(result, to, c) ? -1 : PQgetlength(result, to, c));
		printf("%s%s%s\n%s", from ? "\n" : "", mark, PQgetvalue(result, from, 0), gap);
		print_result(part, format);
		PQclear(part);
	}
}

/* The lines under a table: what the figures are, and from which files. */
static bool
print_footer(Db *db, const char *report, const char *schooljaar, Format format)
{
	static const char sql[] =
		"SELECT replace('Definitie: ' || r.definitie || E'\\nBron: ' || r.bron"
		" || coalesce(E'\\n' || string_agg(format('Herkomst: %s, %s bestand(en), %s rijen, %s gemaskeerde cellen, %s rijen afgekeurd%s; %s.%s',"
		"  h.dataset, h.bestanden, h.rijen, h.cellen_gemaskeerd, h.rijen_open,"
		"  '; teldatum ' || nullif(concat_ws(' tot en met ', h.teldatum_van, nullif(h.teldatum_tot, h.teldatum_van)), ''), h.status,"
		"  E'\\nLeeg aangeleverd: ' || h.leeg || '.'), E'\\n') FILTER (WHERE h.bestanden IS NOT NULL), '')"
		" || CASE WHEN bool_or(h.synthetisch) THEN E'\\nLet op: er zijn verzonnen (SYNTHETISCHE) gegevens bij.' ELSE '' END, E'\\n', $3)"
		" FROM ref.rapport r LEFT JOIN rapport.herkomst($1, schooljaar => $2) h ON true"
		" WHERE r.rapport = $1 GROUP BY r.definitie, r.bron";
	/* lines of their own in Markdown too */
	const char *parameters[] = {report, schooljaar, format == FORMAT_MARKDOWN ? "\n\n" : "\n"};
	PGresult   *result = db_query(db, "read the origin of the rows", sql, 3, parameters);

	if (result == NULL)
		return false;
	printf("\n%s\n", PQgetvalue(result, 0, 0));
	PQclear(result);
	return true;
}

/* No row: say what there is. */
static ExitCode
say_no_rows(Db *db, const char *report, const char *expression)
{
	char	   *sql = text_of("SELECT (SELECT sum(bestanden) FROM rapport.herkomst($1)) > 0"
							  " OR (SELECT tabellen = '{}' FROM ref.rapport WHERE rapport = $1), (%s)::text",
							  expression ? expression : "NULL");
	PGresult   *result = db_query(db, "look for what is loaded", sql, 1, &report);
	ExitCode	code = EXIT_USAGE;

	free(sql);
	if (result == NULL)
		code = db->code;
	else if (PQgetvalue(result, 0, 0)[0] != 't')
		say_error("no rows: nothing that report %s reads is loaded; \"passend load\" loads it", report);
	else if (PQgetisnull(result, 0, 1))
		say_error("no rows for these options; \"passend report %s --explain\" explains them", report);
	else
		say_error("no rows for these options; %s", PQgetvalue(result, 0, 1));
	PQclear(result);
	return code;
}

/* about is one row: kolommen, kop, geen_rijen. */
static ExitCode
run_report(Db *db, const Options *options, const char *report, const PGresult *about, const Call *call)
{
	bool		table = for_people(options);
	bool		headings = table && !PQgetisnull(about, 0, 1);
	char	   *sql = text_of("SELECT %s%s%s%s FROM rapport.\"%s\"(%s) AS r", headings ? "(" : "", headings ? PQgetvalue(about, 0, 1) : "",
							  headings ? ")::text AS kop, " : "", table ? PQgetvalue(about, 0, 0) : "r.*", report,
							  call->arguments.data ? call->arguments.data : "");
	char	   *doing = text_of("run report %s", report);
	PGresult   *result = db_query(db, doing, sql, call->count, call->values);
	ExitCode	code = EXIT_OK;

	free(doing);
	free(sql);
	if (result == NULL)
		return db->code;
	/* a report that is one JSON document, which is not packed into another */
	if (PQftype(result, 0) == JSON_OID && options->format != FORMAT_CSV && options->format != FORMAT_MARKDOWN)
		for (int i = 0; i < PQntuples(result); i++)
			puts(PQgetvalue(result, i, 0));
	else if (headings)
		print_under_headings(result, options->format);
	else if (PQntuples(result) > 0 || !table)
		print_result(result, options->format);
	if (PQntuples(result) == 0)
		code = say_no_rows(db, report, PQgetisnull(about, 0, 2) ? NULL : PQgetvalue(about, 0, 2));
	else if (table && !print_footer(db, report, call->schooljaar, options->format))
		code = db->code;
	PQclear(result);
	return code;
}

/* What a report is, what it takes and what it gives. */
static ExitCode
explain_report(Db *db, const Options *options, const char *report)
{
	static const char about[] =
		"SELECT titel, vraag, definitie, bron, voorbeeld FROM rapport.catalogus WHERE rapport = $1 LIMIT 1";
	static const char parameters[] =
		"SELECT parameter, soort, coalesce(standaard, 'moet worden opgegeven') AS standaard, coalesce(waarden, '') AS waarden, uitleg"
		" FROM rapport.catalogus WHERE rapport = $1 AND parameter IS NOT NULL ORDER BY volgorde";
	static const char columns[] =
		"SELECT a.attname AS kolom, format_type(a.atttypid, a.atttypmod) AS soort, col_description(a.attrelid, a.attnum) AS uitleg"
		" FROM pg_proc p JOIN pg_type t ON t.oid = p.prorettype JOIN pg_attribute a ON a.attrelid = t.typrelid AND a.attnum > 0 AND NOT a.attisdropped"
		" WHERE p.pronamespace = 'rapport'::regnamespace AND p.proname = $1 ORDER BY a.attnum";
	static const char both[] =
		"SELECT 'parameter' AS deel, * FROM (%s) p UNION ALL SELECT 'kolom', kolom, soort, NULL, NULL, uitleg FROM (%s) k";
	bool		page = options->format == FORMAT_MARKDOWN;
	PGresult   *result;
	int			rows;
	bool		ok;

	if (!for_people(options))
	{
		char	   *sql = text_of(both, parameters, columns);

		ok = show_query(db, options, "explain the report", sql, 1, &report, &rows);
		free(sql);
		return ok ? EXIT_OK : db->code;
	}
	if ((result = db_query(db, "explain the report", about, 1, &report)) == NULL)
		return db->code;
	printf(page ? "# %s: %s\n\n%s\n\n**Definitie.** %s\n\n**Bron.** %s\n\n## Parameters\n\n"
		   : "%s: %s\n%s\n\nDefinitie: %s\nBron: %s\n\nParameters (--naam waarde):\n", report, PQgetvalue(result, 0, 0),
		   PQgetvalue(result, 0, 1), PQgetvalue(result, 0, 2), PQgetvalue(result, 0, 3));
	ok = show_query(db, options, "explain the report", parameters, 1, &report, &rows);
	if (ok)
	{
		puts(page ? "\n## Kolommen\n" : "\nKolommen:");
		ok = show_query(db, options, "explain the report", columns, 1, &report, &rows);
		if (ok && rows == 0 && !page)
			puts("geen: een JSON-document");
	}
	if (ok)
		printf(page ? "\n## Voorbeeld\n\n```sql\n%s\n```\n" : "\nVoorbeeld in SQL: %s\n", PQgetvalue(result, 0, 4));
	PQclear(result);
	return ok ? EXIT_OK : db->code;
}

static ExitCode
list_reports(Db *db, const Options *options)
{
	int			rows;

	return show_query(db, options, "list the reports", "SELECT rapport, titel FROM ref.rapport ORDER BY rapport", 0, NULL, &rows)
		? EXIT_OK : db->code;
}

/* One report by name: explained or run. */
static ExitCode
one_report(Db *db, const Options *options, const char *report)
{
	static const char about_sql[] = "SELECT kolommen, kop, geen_rijen FROM ref.rapport WHERE rapport = $1";
	static const char parameter_sql[] =
		"SELECT parameter, soort, standaard, waarden, uitleg FROM rapport.catalogus WHERE rapport = $1 AND parameter IS NOT NULL ORDER BY volgorde";
	PGresult   *about = db_query(db, "look for the report", about_sql, 1, &report);
	PGresult   *parameters = about ? db_query(db, "look for its parameters", parameter_sql, 1, &report) : NULL;
	Call		call = {.values = need((options->given.count + 1) * sizeof(char *))};
	ExitCode	code = parameters ? EXIT_OK : db->code;

	if (code == EXIT_OK && PQntuples(about) == 0)
	{
		say_error("there is no report \"%s\"; \"passend report\" lists them", report);
		code = EXIT_USAGE;
	}
	else if (code == EXIT_OK && options->explain)
		code = explain_report(db, options, report);
	else if (code == EXIT_OK)
	{
		for (size_t i = 0; code == EXIT_OK && i < options->given.count; i++)
			add_argument(db, &call, parameters, options->given.items[i], &code);
		if (code == EXIT_OK && !all_given(report, parameters, &call))
			code = EXIT_USAGE;
		if (code == EXIT_OK)
			code = run_report(db, options, report, about, &call);
	}
	call_free(&call);
	PQclear(parameters);
	PQclear(about);
	return code;
}

ExitCode
command_report(const Options *options)
{
	Db			db;
	ExitCode	code;

	if (options->argument_count == 0 && options->given.count > 0)
	{
		say_error("which report? \"passend report\" lists them");
		return EXIT_USAGE;
	}
	if (!open_warehouse(&db, options))
		return db.code;
	code = options->argument_count == 0 ? list_reports(&db, options) : one_report(&db, options, options->arguments[0]);
	db_close(&db);
	return code;
}
