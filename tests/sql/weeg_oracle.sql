-- weeg against raking in 50 digits (tests/oracle/weeg.py) and against R's survey
-- (tests/oracle/weeg.R), on the same sets.
\pset tuples_only on
\pset format unaligned
\getenv abs_srcdir PG_ABS_SRCDIR
\cd :abs_srcdir
CREATE TEMP TABLE sample (set integer, respondent integer, a text, b text, c text, begin float8);
CREATE TEMP TABLE margins (set integer, variabele text, categorie text, aantal float8);
CREATE TEMP TABLE exact (set integer, respondent integer, gewicht float8);
CREATE TEMP TABLE survey (LIKE exact);
\copy sample from 'oracle/weeg_sample.csv' (format csv)
\copy margins from 'oracle/weeg_margins.csv' (format csv)
\copy exact from 'oracle/weeg_exact.csv' (format csv)
\copy survey from 'oracle/weeg_survey.csv' (format csv)
SELECT count(DISTINCT set), count(*) FROM sample;

-- The weights of each set in turn.
CREATE TEMP TABLE weights (set integer, respondent text, gewicht float8);
DO $$
BEGIN
	FOR i IN 1..(SELECT max(set) FROM sample) LOOP
		CREATE TEMP TABLE one AS SELECT * FROM sample WHERE set = i;
		CREATE TEMP TABLE one_margins AS SELECT * FROM margins WHERE set = i;
		INSERT INTO weights SELECT i, * FROM weeg('one', 'one_margins', begingewicht => 'begin', tolerantie => 1e-13);
		DROP TABLE one, one_margins;
	END LOOP;
END $$;

-- compared, wrong
SELECT 'exact', count(*), count(*) FILTER (WHERE w.gewicht IS NULL OR abs(w.gewicht - e.gewicht) > 1e-10 * e.gewicht)
FROM exact e LEFT JOIN weights w ON w.set = e.set AND w.respondent = e.respondent::text;
SELECT 'survey', count(*), count(*) FILTER (WHERE w.gewicht IS NULL OR abs(w.gewicht - e.gewicht) > 1e-10 * e.gewicht)
FROM survey e LEFT JOIN weights w ON w.set = e.set AND w.respondent = e.respondent::text;
SELECT 'margins', count(*), count(*) FILTER (WHERE abs(gewicht - aantal) > 1e-12 * aantal)
FROM margins m, LATERAL (SELECT sum(gewicht) AS gewicht FROM sample s JOIN weights w ON w.set = s.set AND w.respondent = s.respondent::text
	WHERE s.set = m.set AND to_jsonb(s) ->> variabele = categorie) w;
