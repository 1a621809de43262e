-- verevening: the statutory correction and its name in the field.
\getenv abs_srcdir PG_ABS_SRCDIR
\set helper :abs_srcdir '/helpers/functions.sql'
\i :helper
\pset null NULL

-- By hand: 5,000,000.25 -+ 200,000.10 + 1,500,000 - 276.93 * 20,000 = -5,538,600
-- is 761,400.15 for po and 1,161,400.35 for vo.
SELECT sector, verevening_correctie(sector, zware_ondersteuning => 5000000.25, veertien_plus => 200000.10,
	lgf => 1500000, normbedrag => 276.93, leerlingen => 20000, percentage => 100)
FROM unnest('{po,vo}'::text[]) sector;
-- A part of it, exactly; nothing at 0.
SELECT percentage, verevening_correctie('po', 5000000.25, 200000.10, 1500000, 276.93, 20000, percentage)
FROM unnest('{100,87.5,33.333333,0.0001,0,100.00}'::numeric[]) percentage;
-- Both signs, and none, with the labels.
SELECT leerlingen, correctie, verevening_label(correctie)
FROM unnest('{23000,24000,25000}'::bigint[]) leerlingen,
	verevening_correctie('vo', 6000000, 240000, 240000, 270, leerlingen, 50) correctie;
SELECT verevening_correctie(sector(swv), 100, 10, 5, 1, 50, 100) FROM unnest('{PO2707,VO2708}'::swv[]) swv;
-- Larger than a float8 tells apart.
SELECT verevening_correctie('vo', 12345678901234567890.12, 0, 0, 0.01, 9223372036854775807, 100);
-- What is not known stays unknown.
SELECT verevening_correctie(NULL, 1, 1, 1, 1, 1, 1), verevening_correctie('po', NULL, 1, 1, 1, 1, 1),
	verevening_correctie('po', 1, NULL, 1, 1, 1, 1), verevening_correctie('po', 1, 1, NULL, 1, 1, 1),
	verevening_correctie('po', 1, 1, 1, NULL, 1, 1), verevening_correctie('po', 1, 1, 1, 1, NULL, 1),
	verevening_correctie('po', 1, 1, 1, 1, 1, NULL), verevening_label(NULL);
SELECT pg_typeof(verevening_correctie('po', 1, 1, 1, 1, 1, 1));
-- There is no default for anything, least of all for the percentage.
SELECT pronargs, pronargdefaults FROM pg_proc WHERE proname = 'verevening_correctie';

SELECT correctie, verevening_label(correctie) FROM unnest('{0.01,-0.01,0,0.00,-0,1e-30,-1e30}'::numeric[]) correctie;

-- error
SELECT arguments, pg_temp.refusal(format('SELECT verevening_correctie(%s)', arguments))
FROM (VALUES ($$'so', 1, 1, 1, 1, 1, 1$$), ($$'PO', 1, 1, 1, 1, 1, 1$$), ($$'', 1, 1, 1, 1, 1, 1$$),
	($$'po', -1, 1, 1, 1, 1, 1$$), ($$'po', 1, -0.01, 1, 1, 1, 1$$), ($$'po', 1, 1, -1, 1, 1, 1$$),
	($$'po', 1, 1, 1, -1, 1, 1$$), ($$'po', 1, 1, 1, 1, -1, 1$$), ($$'po', 1, 1, 1, 1, 1, -1$$),
	($$'po', 1, 1, 1, 1, 1, 100.01$$), ($$'po', 'NaN', 1, 1, 1, 1, 1$$), ($$'vo', 1, 1, 'Infinity', 1, 1, 1$$),
	($$'vo', 1, 1, 1, '-Infinity', 1, 1$$), ($$'vo', 1, 1, 1, 1, 1, 'NaN'$$)) t (arguments);
SELECT correctie, pg_temp.refusal(format('SELECT verevening_label(%L)', correctie))
FROM unnest('{NaN,Infinity,-Infinity}'::numeric[]) correctie;
