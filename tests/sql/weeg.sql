-- weeg: weights that make a sample add up to the margins of its population.
\getenv abs_srcdir PG_ABS_SRCDIR
\set helper :abs_srcdir '/helpers/functions.sql'
\i :helper
\pset null NULL

CREATE TEMP TABLE sample (respondent integer PRIMARY KEY, regio text, soort text, begin numeric);
INSERT INTO sample VALUES (1, 'noord', 'po', 1), (2, 'noord', 'po', 3), (3, 'noord', 'vo', 1),
	(4, 'zuid', 'po', 2), (5, 'zuid', 'vo', 1), (6, 'zuid', 'vo', 1), (7, 'zuid', 'vo', 0.5),
	(8, 'zuid', 'vo', 0.5);
CREATE TEMP TABLE margins (variabele text, categorie text, aantal integer);
INSERT INTO margins VALUES ('regio', 'noord', 30), ('regio', 'zuid', 70);

-- One variable: the margin divided by the rows, or shared out by first weight.
SELECT respondent, gewicht FROM weeg('sample', 'margins');
SELECT respondent, gewicht FROM weeg('sample', 'margins', begingewicht => 'begin');
SELECT * FROM weeg_verslag('sample', 'margins');
SELECT kleinste_gewicht, grootste_gewicht, abs(ontwerpeffect - 1.336) < 1e-12
FROM weeg_verslag('sample', 'margins', 'respondent', 'begin');

-- Two variables in a sample where each pair is there as often as chance has it:
-- the product of the shares.
CREATE TEMP TABLE crossed AS
SELECT 10 * a + b AS respondent, a, b = 1 AS b FROM generate_series(1, 3) a, generate_series(1, 2) b;
CREATE TEMP TABLE crossed_margins AS
SELECT * FROM (VALUES ('a', '1', 20.0), ('a', '2', 30), ('a', '3', 50), ('b', 'true', 25), ('b', 'false', 75))
	v (variabele, categorie, aantal);
SELECT respondent, gewicht FROM weeg('crossed', 'crossed_margins');
SELECT iteraties, grootste_afwijking, convergent FROM weeg_verslag('crossed', 'crossed_margins');

-- Two variables in general: the weights add up to both margins, and the odds
-- between the cells are those of the sample, 2 * 4 : 1 * 1.
INSERT INTO margins VALUES ('soort', 'po', 55), ('soort', 'vo', 45);
CREATE TEMP VIEW weighted AS
SELECT s.*, gewicht FROM sample s JOIN weeg('sample', 'margins', tolerantie => 1e-14) w ON w.respondent = s.respondent::text;
SELECT regio, round(sum(gewicht)::numeric, 9) FROM weighted GROUP BY regio ORDER BY regio;
SELECT soort, round(sum(gewicht)::numeric, 9) FROM weighted GROUP BY soort ORDER BY soort;
SELECT round((po * vo / (vo_noord * po_zuid))::numeric, 9) FROM (SELECT
	sum(gewicht) FILTER (WHERE regio = 'noord' AND soort = 'po') po,
	sum(gewicht) FILTER (WHERE regio = 'zuid' AND soort = 'vo') vo,
	sum(gewicht) FILTER (WHERE regio = 'noord' AND soort = 'vo') vo_noord,
	sum(gewicht) FILTER (WHERE regio = 'zuid' AND soort = 'po') po_zuid FROM weighted) s;
SELECT rijen, variabelen, totaal, iteraties > 1, grootste_afwijking <= 1e-10, convergent, lege_cellen, bezwaren,
	kleinste_gewicht = min, grootste_gewicht = max, abs(ontwerpeffect - kish) < 1e-12
FROM weeg_verslag('sample', 'margins'), (SELECT min(gewicht), max(gewicht),
	count(*) * sum(gewicht ^ 2) / sum(gewicht) ^ 2 AS kish FROM weeg('sample', 'margins')) w;
-- The larger the tolerance, the fewer iterations; weights that fit need none.
SELECT a.iteraties < b.iteraties, a.grootste_afwijking <= 0.1, b.grootste_afwijking <= 1e-12
FROM weeg_verslag('sample', 'margins', tolerantie => 0.1) a, weeg_verslag('sample', 'margins', tolerantie => 1e-12) b;
CREATE TEMP TABLE fitting AS SELECT * FROM weighted;
SELECT iteraties, convergent FROM weeg_verslag('fitting', 'margins', begingewicht => 'gewicht');
DROP TABLE fitting;

-- A margin of 0 gives weight 0; it needs no rows.
CREATE TEMP TABLE zero AS SELECT * FROM (VALUES ('regio', 'noord', 0), ('regio', 'zuid', 10), ('regio', 'west', 0))
	v (variabele, categorie, aantal);
SELECT respondent, gewicht FROM weeg('sample', 'zero');
-- but then nothing is left of a category of which all rows have it
CREATE TEMP TABLE zero_po AS SELECT * FROM zero UNION ALL VALUES ('soort', 'po', 6), ('soort', 'vo', 4);
SELECT respondent, gewicht FROM weeg('sample', 'zero_po');
UPDATE sample SET soort = 'vo' WHERE respondent = 4;
SELECT pg_temp.refusal($$SELECT weeg('sample', 'zero_po', max_iteraties => 7)$$);
UPDATE sample SET soort = 'po' WHERE respondent = 4;

-- Names that need quotes, in a schema that is not on the search path.
CREATE SCHEMA "regress weeg";
CREATE TABLE "regress weeg"."sample; DROP TABLE sample" ("the ""key"")" text, "Regio ""N""; --" varchar(5), "select" float4);
INSERT INTO "regress weeg"."sample; DROP TABLE sample" VALUES ('a', 'n', 1), ('b', 'z''', 2), ('"c"', 'z''', 4);
CREATE TABLE "regress weeg"."Margins" (variabele varchar, categorie varchar, aantal numeric);
INSERT INTO "regress weeg"."Margins" VALUES ('Regio "N"; --', 'n', 1.5), ('Regio "N"; --', 'z''', 3);
SELECT * FROM weeg('"regress weeg"."sample; DROP TABLE sample"', '"regress weeg"."Margins"', 'the "key")', 'select');

-- error: what cannot be satisfied, and in the report of the same
CREATE TEMP TABLE bad (nr serial, statement text);
INSERT INTO bad (statement) VALUES
	('DELETE FROM margins'),
	($$UPDATE margins SET aantal = 50 WHERE categorie = 'zuid'$$),
	('UPDATE margins SET aantal = 0'),
	($$UPDATE margins SET aantal = -30 WHERE categorie = 'noord'$$),
	($$ALTER TABLE margins ALTER aantal TYPE float8; UPDATE margins SET aantal = 'NaN' WHERE categorie = 'po'$$),
	($$ALTER TABLE margins ALTER aantal TYPE float8; UPDATE margins SET aantal = 'Infinity' WHERE categorie = 'po'$$),
	('ALTER TABLE margins ALTER aantal TYPE float8; UPDATE margins SET aantal = 1.7e308'),
	($$INSERT INTO margins VALUES ('soort', 'po', 1)$$),
	($$INSERT INTO margins VALUES (NULL, 'x', 1), ('soort', NULL, 1), ('soort', 'x', NULL)$$),
	($$UPDATE margins SET aantal = 60 WHERE categorie = 'zuid'; INSERT INTO margins VALUES ('regio', 'west', 10), ('soort', 'pro', 0)$$),
	($$DELETE FROM margins WHERE categorie = 'zuid'; UPDATE margins SET aantal = 100 WHERE categorie = 'noord'$$),
	('UPDATE sample SET soort = NULL WHERE respondent > 6'),
	('DELETE FROM sample'),
	('ALTER TABLE sample DROP CONSTRAINT sample_pkey; UPDATE sample SET respondent = 7 WHERE respondent IN (2, 8)'),
	('ALTER TABLE sample DROP CONSTRAINT sample_pkey, ALTER respondent DROP NOT NULL; UPDATE sample SET respondent = NULL WHERE respondent > 6'),
	('UPDATE sample SET begin = 0 WHERE respondent = 2'),
	('UPDATE sample SET begin = -1 WHERE respondent = 2'),
	('UPDATE sample SET begin = NULL WHERE respondent = 2'),
	($$UPDATE sample SET begin = 'NaN' WHERE respondent = 2$$),
	($$UPDATE sample SET begin = 'Infinity' WHERE respondent > 2$$),
	($$DELETE FROM sample WHERE (regio = 'noord') <> (soort = 'po')$$);
CREATE FUNCTION pg_temp.after(statement text, OUT refusal text, OUT report text)
LANGUAGE plpgsql AS $$
BEGIN
	EXECUTE statement;
	refusal := pg_temp.refusal($q$SELECT weeg('sample', 'margins', begingewicht => 'begin')$q$);
	SELECT v::text INTO report FROM weeg_verslag('sample', 'margins', begingewicht => 'begin') v;
	RAISE SQLSTATE 'UNDO0';
EXCEPTION WHEN SQLSTATE 'UNDO0' THEN
	NULL;
END $$;
SELECT statement, E'\n    ' || refusal, E'\n    ' || report FROM bad, pg_temp.after(statement) ORDER BY nr;
SELECT count(*) FROM weeg('sample', 'margins');

-- Totals that agree within the tolerance will do.
UPDATE margins SET aantal = 71 WHERE categorie = 'zuid';
SELECT convergent FROM weeg_verslag('sample', 'margins', tolerantie => 0.05);
UPDATE margins SET aantal = 70 WHERE categorie = 'zuid';

-- error: arguments that cannot be
SELECT statement, pg_temp.refusal('SELECT * FROM ' || statement)
FROM (VALUES ($$weeg(NULL, 'margins')$$), ($$weeg('sample', NULL)$$), ($$weeg('sample', 'margins', NULL)$$),
	($$weeg_verslag('sample', 'margins', tolerantie => NULL)$$), ($$weeg_verslag('sample', 'margins', max_iteraties => NULL)$$),
	($$weeg('sample', 'margins', tolerantie => 0)$$), ($$weeg('sample', 'margins', tolerantie => 1)$$),
	($$weeg('sample', 'margins', tolerantie => 'NaN')$$), ($$weeg('sample', 'margins', max_iteraties => 0)$$),
	($$weeg('nosuch', 'margins')$$), ($$weeg(1::oid, 'margins')$$), ($$weeg('sample', 1::oid)$$),
	($$weeg('sample', 'sample')$$), ($$weeg('sample', 'margins', 'Respondent')$$),
	($$weeg('sample', 'margins', begingewicht => 'begin; --')$$), ($$weeg('sample', 'margins', begingewicht => 'regio')$$),
	($$weeg('crossed', 'margins')$$), ($$weeg('sample_pkey', 'margins')$$)) t (statement);

-- With the rights of the caller, who must be able to read both tables.
CREATE ROLE regress_weeg;
GRANT USAGE ON SCHEMA "regress weeg" TO regress_weeg;
GRANT SELECT ON "regress weeg"."Margins" TO regress_weeg;
SET ROLE regress_weeg;
SELECT pg_temp.refusal($$SELECT weeg('"regress weeg"."sample; DROP TABLE sample"', '"regress weeg"."Margins"', 'the "key")')$$);
RESET ROLE;
GRANT SELECT ON "regress weeg"."sample; DROP TABLE sample" TO regress_weeg;
SET ROLE regress_weeg;
SELECT count(*) FROM weeg('"regress weeg"."sample; DROP TABLE sample"', '"regress weeg"."Margins"', 'the "key")');
RESET ROLE;
DROP SCHEMA "regress weeg" CASCADE;
DROP ROLE regress_weeg;

-- Far more rows than are read at a time; and called from a query on the weights.
CREATE TEMP TABLE many AS SELECT i AS respondent, i % 3 AS a, i % 7 % 2 AS b FROM generate_series(1, 50000) i;
CREATE TEMP TABLE many_margins AS
SELECT * FROM (VALUES ('a', '0', 500000), ('a', '1', 300000), ('a', '2', 200000), ('b', '0', 600000), ('b', '1', 400000))
	v (variabele, categorie, aantal);
SELECT count(*), count(DISTINCT respondent), round(sum(gewicht)::numeric, 3) FROM weeg('many', 'many_margins');
SELECT round(sum(gewicht) FILTER (WHERE a = 1)::numeric, 3), round(sum(gewicht) FILTER (WHERE b = 0)::numeric, 3)
FROM many m JOIN weeg('many', 'many_margins') w ON w.respondent::integer = m.respondent;
SELECT convergent FROM (VALUES ('sample', 'margins'), ('many', 'many_margins')) v (s, m), weeg_verslag(s::regclass, m::regclass);
