-- kleur: the colour of a scale score.
\getenv abs_srcdir PG_ABS_SRCDIR
\set helper :abs_srcdir '/helpers/functions.sql'
\i :helper
\pset null NULL

-- Each bound belongs to the lower colour; scores outside the scale, such as
-- the bounds of an interval, take the colour at the end.
SELECT punten, score, kleur(score, punten), kleur_rang(score, punten)
FROM (VALUES (5, 1.0::float8), (5, 3), (5, 3.0000000000000004), (5, 3.5), (5, 3.6), (5, 4.25), (5, 4.26), (5, 5), (5, 0.4), (5, 5.1),
	(3, 1), (3, 2), (3, 2.1), (3, 2.5), (3, 2.6), (3, 2.75), (3, 2.8), (3, 3)) t (punten, score);
SELECT kleur(3.7, 5), kleur(4::smallint, 5), kleur(score => 2.6, punten => 3);
SELECT kleur(NULL, 5), kleur(3.7, NULL), kleur(NULL::float8, 4);
SELECT 'rood'::kleur < 'geel', 'geel'::kleur < 'lichtgroen', 'lichtgroen'::kleur < 'donkergroen';

-- error
SELECT statement, pg_temp.refusal('SELECT ' || statement)
FROM (VALUES ('kleur(3, 4)'), ('kleur(3, 10)'), ('kleur(3, 0)'), ('kleur(3, -5)'),
	($$kleur('NaN', 5)$$), ($$kleur('Infinity', 3)$$), ($$kleur('-Infinity', 5)$$),
	($$kleur('blauw')$$), ($$'Rood'::kleur$$)) t (statement);
