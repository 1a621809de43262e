/*
 * report_command.c
 *		passend report: the stored reports.
 */
#define _GNU_SOURCE
#include <stdlib.h>
#include <string.h>

#include "schooljaar_code.h"
#include "show.h"
#include "swv_code.h"

typedef struct Report
{
	const char *name;
	const char *title;			/* Dutch, as it is shown to readers of reports */
	ExitCode	(*run) (Db *db, const Options *options);
} Report;

/* "po2707,landelijk" to "PO2707,landelijk"; NULL after a message. */
static char *
canonical_swvs(const char *list)
{
	Buffer		out = {0};
	char	   *copy = copy_text(list);
	char	   *rest = copy;
	char	   *word;

	while ((word = strsep(&rest, ",")) != NULL)
	{
		char		text[SWV_TEXT_SIZE];
		int16_t		swv = 0;
		const char *problem = swv_parse(word, strlen(word), &swv);

		if (strcmp(word, "landelijk") != 0 && strcmp(word, "onbekend") != 0)
		{
			if (problem != NULL)
			{
				say_error("--swv: \"%s\" is no samenwerkingsverband: %s (or \"landelijk\", \"onbekend\")", word, problem);
				free(copy);
				buffer_free(&out);
				return NULL;
			}
			swv_format(swv, text);
			word = text;
		}
		buffer_printf(&out, "%s%s", out.len ? "," : "", word);
	}
	free(copy);
	return out.data;
}

/* "2024" to "2024-2025"; false after a message. */
static bool
canonical_year(const char *text, char *year)
{
	int16_t		start = 0;
	const char *problem = schooljaar_parse(text, strlen(text), &start);

	if (problem != NULL)
		say_error("--schooljaar: \"%s\" is no school year: %s", text, problem);
	else
		schooljaar_format(start, year);
	return problem == NULL;
}

static bool
one_of(const char *option, const char *value, const char *const *allowed)
{
	Buffer		list = {0};

	for (size_t i = 0; value != NULL && allowed[i] != NULL; i++)
	{
		if (strcmp(value, allowed[i]) == 0)
		{
			buffer_free(&list);
			return true;
		}
		buffer_printf(&list, "%s%s", i ? ", " : "", allowed[i]);
	}
	if (value != NULL)
		say_error("%s: \"%s\" is none of %s", option, value, list.data);
	buffer_free(&list);
	return value == NULL;
}

/* No row: say which school years there are. */
static ExitCode
say_no_rows(Db *db)
{
	PGresult   *result = db_query(db, "look for school years",
								  "SELECT string_agg(DISTINCT schooljaar, ', ' ORDER BY schooljaar) FROM rapport.deelname_swv",
								  0, NULL);

	if (result == NULL)
		return db->code;
	if (PQgetisnull(result, 0, 0))
		say_error("no rows: no pupil counts are loaded; \"passend load\" loads them");
	else
		say_error("no rows for these options; loaded school years: %s", PQgetvalue(result, 0, 0));
	PQclear(result);
	return EXIT_USAGE;
}

/* The lines under the table: what the figures are and where they come from. */
static bool
deelname_footer(Db *db, const char *schooljaar)
{
	static const char sql[] =
		"SELECT 'Teldatum ' || string_agg(DISTINCT teldatum::text, ', ') || '; grondslag: postcode waar de leerling woont.'"
		" || E'\\nPercentages liggen zeker tussen de grenzen, voor wat is aangeleverd: elke <5 is 1, 2, 3 of 4.'"
		" || E'\\nA = gedeeld door bo + sbo; B = gedeeld door bo + sbo + so. Regio is afgeleid, geen officiële naam.'"
		" || E'\\nBron: DUO, ' || count(*) FILTER (WHERE toestand = 'geladen') || ' bestanden, '"
		" || sum(rijen_geladen) || ' rijen, ' || sum(cellen_gemaskeerd) || ' gemaskeerde cellen, '"
		" || sum(rijen_open) || ' rijen afgekeurd.'"
		" || coalesce(E'\\nLeeg aangeleverd: ' || string_agg(bestand, ', ') FILTER (WHERE toestand = 'leeg') || '.', '')"
		" FROM rapport.bestanden WHERE toestand = 'leeg'"
		/* also where its rows were taken over by a file that completes it */
		" OR (dataset = 'duo-leerlingen-po-postcode-leeftijd' AND coalesce(vult_aan, bestand_id) IN"
		" (SELECT coalesce(vult_aan, bestand_id) FROM rapport.bestanden WHERE eenheden_vervangen < eenheden)"
		" AND ($1::text IS NULL OR schooljaar(teldatum)::text = $1))";
	PGresult   *result = db_query(db, "read the register", sql, 1, &schooljaar);

	if (result == NULL)
		return false;
	printf("\n%s\n", PQgetvalue(result, 0, 0));
	PQclear(result);
	return true;
}

static ExitCode
report_deelname(Db *db, const Options *options)
{
	static const char *const soorten[] = {"bo", "sbo", "so", "vso", NULL};
	static const char *const definities[] = {"A", "B", NULL};
	static const char where[] =
		" FROM rapport.deelname_swv"
		" WHERE ($1::text IS NULL OR schooljaar = $1) AND ($2::text IS NULL OR swv = ANY (string_to_array($2, ',')))"
		" AND ($3::text IS NULL OR onderwijssoort = $3) AND ($4::text IS NULL OR definitie = $4 OR definitie IS NULL)"
		" ORDER BY schooljaar, teldatum, sector, swv <> 'landelijk', swv = 'onbekend', swv, onderwijssoort, definitie";
	static const char pretty[] =
		"SELECT schooljaar, swv, regio, onderwijssoort AS soort, coalesce(definitie, '') AS def,"
		" concat_ws('..', teller_onder, nullif(teller_boven, teller_onder)) AS leerlingen,"
		" concat_ws('..', noemer_onder, nullif(noemer_boven, noemer_onder)) AS noemer,"
		" replace(concat_ws(' - ', round(percentage_onder::numeric, 2),"
		" nullif(round(percentage_boven::numeric, 2), round(percentage_onder::numeric, 2))), '.', ',') AS percentage";
	const char *parameters[4] = {NULL, NULL, options->onderwijssoort, options->definitie};
	char		year[SCHOOLJAAR_TEXT_SIZE];
	char	   *swvs = NULL;
	char	   *sql;
	int			rows = 0;
	bool		ok;

	if (!one_of("--onderwijssoort", options->onderwijssoort, soorten)
		|| !one_of("--definitie", options->definitie, definities))
		return EXIT_USAGE;
	if (options->schooljaar != NULL)
	{
		if (!canonical_year(options->schooljaar, year))
			return EXIT_USAGE;
		parameters[0] = year;
	}
	if (options->swv != NULL && (parameters[1] = swvs = canonical_swvs(options->swv)) == NULL)
		return EXIT_USAGE;
	sql = text_of("%s%s", options->format == FORMAT_TABLE ? pretty : "SELECT *", where);
	ok = show_query(db, options, "run report deelname", sql, 4, parameters, &rows);
	free(sql);
	free(swvs);
	if (!ok)
		return db->code;
	if (rows == 0)
		return say_no_rows(db);
	if (options->format == FORMAT_TABLE && !deelname_footer(db, parameters[0]))
		return db->code;
	return EXIT_OK;
}

static ExitCode
report_bestanden(Db *db, const Options *options)
{
	int			rows;

	return show_query(db, options, "run report bestanden", "SELECT * FROM rapport.bestanden ORDER BY bestand_id",
					  0, NULL, &rows) ? EXIT_OK : db->code;
}

/* Prints each table of the Doelstellingenmonitor under its title. */
static bool
print_monitor(Db *db, const Options *options, const PGresult *tables)
{
	static const char sql[] =
		"SELECT CASE WHEN lag(indicator) OVER w = indicator THEN '' ELSE indicator END AS indicator,"
		" CASE WHEN lag((indicator, schaal)) OVER w = (indicator, schaal) THEN '' ELSE schaal END AS schaal,"
		" respondentgroep AS groep, replace(to_char(score, 'FM0.0'), '.', ',') || ster AS score,"
		" kleur || CASE WHEN kleur_zeker THEN '' ELSE ' ?' END AS kleur"
		" FROM rapport.doelstellingenmonitor WHERE meting = $1 AND tabel = $2"
		" WINDOW w AS (ORDER BY volgorde) ORDER BY volgorde";
	int			rows;

	for (int i = 0; i < PQntuples(tables); i++)
	{
		const char *parameters[] = {PQgetvalue(tables, i, 0), PQgetvalue(tables, i, 1)};

		printf("%sTabel %s %s, meting %s\n", i ? "\n" : "", parameters[1], PQgetvalue(tables, i, 2), parameters[0]);
		if (!show_query(db, options, "run report doelstellingenmonitor", sql, 2, parameters, &rows))
			return false;
	}
	puts("\n* = het betrouwbaarheidsinterval is tussen 0,5 en 1,0 breed.\n"
		 "Kleur van de afgeronde score; bij ? kan de gepubliceerde kleur anders zijn.\n"
		 "Bron: Doelstellingenmonitor passend onderwijs.");
	return true;
}

static ExitCode
report_doelstellingenmonitor(Db *db, const Options *options)
{
	static const char where[] = " FROM rapport.doelstellingenmonitor WHERE $1::text IS NULL OR tabel = $1";
	const char *parameters[] = {options->tabel};
	bool		pretty = options->format == FORMAT_TABLE;
	char	   *sql = pretty ? text_of("SELECT meting, tabel, titel%s GROUP BY 1, 2, 3 ORDER BY 1, min(volgorde)", where)
		: text_of("SELECT *%s ORDER BY meting, volgorde", where);
	PGresult   *result = db_query(db, "run report doelstellingenmonitor", sql, 1, parameters);
	bool		ok = result != NULL;

	free(sql);
	if (ok && PQntuples(result) == 0)
	{
		if (options->tabel != NULL)
			say_error("no rows: table \"%s\" is not loaded; they are 2.1 to 8.4", options->tabel);
		else
			say_error("no rows: no published scores are loaded; \"passend load\" loads them");
		db->code = EXIT_USAGE;
		ok = false;
	}
	else if (ok && pretty)
		ok = print_monitor(db, options, result);
	else if (ok)
		print_result(result, options->format);
	PQclear(result);
	return ok ? EXIT_OK : db->code;
}

static ExitCode
report_respons(Db *db, const Options *options)
{
	/* as printed: a number with a * has no results in the publication */
	static const char pretty[] =
		"SELECT meting, actor, po || m.ster[1] AS po, vo_swv || m.ster[2] AS vo, bao || m.ster[3] AS bao,"
		" sbo || m.ster[4] AS sbo, vo || m.ster[5] AS vo, vso || m.ster[6] AS \"(v)so\", totaal"
		" FROM rapport.respons CROSS JOIN LATERAL (SELECT array_agg("
		"  CASE WHEN k = ANY (string_to_array(niet_weergegeven, ', ')) THEN '*' ELSE '' END ORDER BY i) AS ster"
		"  FROM unnest(ARRAY['po', 'vo_swv', 'bao', 'sbo', 'vo', 'vso']) WITH ORDINALITY AS u (k, i)) AS m"
		" ORDER BY meting, volgorde";
	bool		table = options->format == FORMAT_TABLE;
	int			rows = 0;

	if (!show_query(db, options, "run report respons",
					table ? pretty : "SELECT * FROM rapport.respons ORDER BY meting, volgorde", 0, NULL, &rows))
		return db->code;
	if (rows == 0)
	{
		say_error("no rows: no response is loaded; \"passend load\" loads it");
		return EXIT_USAGE;
	}
	if (table)
		puts("\n* = resultaten niet weergegeven vanwege te lage respons.\n"
			 "Bron: Doelstellingenmonitor passend onderwijs, tabel A.1.");
	return EXIT_OK;
}

/* Scale scores from raw answers; what may not be shown has a reason instead. */
static ExitCode
report_schaalscores(Db *db, const Options *options)
{
	static const char pretty[] =
		"SELECT tabel, schaal, respondentgroep AS groep, n, replace(round(score::numeric, 2)::text, '.', ',') || ster AS score,"
		" replace(round(ondergrens::numeric, 2) || ' - ' || round(bovengrens::numeric, 2), '.', ',') AS interval,"
		" kleur, replace(round(alpha::numeric, 2)::text, '.', ',') AS alpha, betrouwbaarheid, reden"
		" FROM rapport.schaalscores($1)";
	bool		table = options->format == FORMAT_TABLE;
	char		year[SCHOOLJAAR_TEXT_SIZE];
	const char *parameters[] = {year};
	int			rows = 0;

	if (options->schooljaar == NULL)
	{
		say_error("report schaalscores needs --schooljaar, that of the measurement");
		return EXIT_USAGE;
	}
	if (!canonical_year(options->schooljaar, year))
		return EXIT_USAGE;
	if (!show_query(db, options, "run report schaalscores", table ? pretty : "SELECT * FROM rapport.schaalscores($1)",
					1, parameters, &rows))
		return db->code;
	if (rows == 0)
	{
		say_error("no rows: no raw answers are loaded for %s", year);
		return EXIT_USAGE;
	}
	if (table)
		puts("\n* = het 95%-interval is breder dan 0,5; breder dan 1,0 wordt niet getoond.");
	return EXIT_OK;
}

static const Report reports[] = {
	{"deelname", "Deelname aan so, sbo en vso per samenwerkingsverband, met grenzen", report_deelname},
	{"doelstellingenmonitor", "Doelstellingenmonitor: gepubliceerde schaalscores met ster en kleur", report_doelstellingenmonitor},
	{"respons", "Doelstellingenmonitor: respons per actor (tabel A.1)", report_respons},
	{"schaalscores", "Schaalscores uit ruwe antwoorden, met interval, kleur en alfa", report_schaalscores},
	{"bestanden", "Geladen bestanden met herkomst, aantallen en maskering", report_bestanden}
};
#define REPORT_COUNT (sizeof(reports) / sizeof(reports[0]))

static ExitCode
list_reports(Format format)
{
	static const char *const names[] = {"report", "title"};
	PGresult   *result = make_result(names, 2);

	for (size_t i = 0; i < REPORT_COUNT; i++)
	{
		const char *row[] = {reports[i].name, reports[i].title};

		add_row(result, row, 2);
	}
	print_result(result, format);
	PQclear(result);
	return EXIT_OK;
}

ExitCode
command_report(const Options *options)
{
	Db			db;
	ExitCode	code;

	if (options->argument_count == 0)
		return list_reports(options->format);
	for (size_t i = 0; i < REPORT_COUNT; i++)
	{
		if (strcmp(reports[i].name, options->arguments[0]) != 0)
			continue;
		if (!open_warehouse(&db, options))
			return db.code;
		code = reports[i].run(&db, options);
		db_close(&db);
		return code;
	}
	say_error("there is no report \"%s\"; \"passend report\" lists them", options->arguments[0]);
	return EXIT_USAGE;
}
