-- The type swv.
\getenv abs_srcdir PG_ABS_SRCDIR
\set helper :abs_srcdir '/helpers/functions.sql'
\i :helper

-- valid
SELECT swv 'PO2707';
SELECT swv 'vo2708';
SELECT swv 'PO-27-07';
SELECT swv 'PO 27 07';
SELECT swv E'\tPo2707\r\n';
SELECT swv 'PO0000';
SELECT swv 'VO9999';
SELECT NULL::swv IS NULL;

-- errors, one for each way to be wrong
SELECT pg_temp.refusal('swv', '');
SELECT pg_temp.refusal('swv', ' ');
SELECT pg_temp.refusal('swv', '2707');
SELECT pg_temp.refusal('swv', 'SO2707');
SELECT pg_temp.refusal('swv', 'P');
SELECT pg_temp.refusal('swv', 'Europoort');
SELECT pg_temp.refusal('swv', 'CL1_16UV');
SELECT pg_temp.refusal('swv', 'PO');
SELECT pg_temp.refusal('swv', 'PO270');
SELECT pg_temp.refusal('swv', 'PO27070');
SELECT pg_temp.refusal('swv', 'PO27O7');
SELECT pg_temp.refusal('swv', 'PO--27-07');
SELECT pg_temp.refusal('swv', 'PO - 2707');
SELECT pg_temp.refusal('swv', 'PO2-707');
SELECT pg_temp.refusal('swv', 'PO-27/07');
SELECT pg_temp.refusal('swv', 'PO2707-');
SELECT pg_temp.refusal('swv', 'PO2707 VO2708');

-- order: po before vo, then as text
SELECT string_agg(v::text, ' ' ORDER BY v), min(v), max(v)
FROM unnest('{VO0001,PO9999,PO0000,VO2708,PO2707}'::swv[]) v;
SELECT min(v) IS NULL AND max(v) IS NULL FROM unnest('{NULL}'::swv[]) v;
CREATE TEMP TABLE sample AS
SELECT row_number() OVER (ORDER BY v COLLATE "C") AS nr, v::swv AS value
FROM (SELECT sector || lpad(number::text, 4, '0') AS v
	FROM unnest('{PO,VO}'::text[]) sector, generate_series(0, 9999) number) s
ORDER BY md5(v);
SELECT count(*) FROM sample;
SELECT * FROM pg_temp.check_type();
\set helper :abs_srcdir '/helpers/copy.sql'
\i :helper

-- the binary form is the code, an integer in network order
SELECT swv_send('PO0001'), swv_send('VO9999');
CREATE TEMP TABLE code (value smallint);
CREATE TEMP TABLE decoded (value swv);
INSERT INTO code VALUES (0), (2707), (10000), (19999);
\copy code to 'results/code.binary' (format binary)
\copy decoded from 'results/code.binary' (format binary)
SELECT string_agg(value::text, ' ' ORDER BY value) FROM decoded;
-- error: beyond VO9999
TRUNCATE code;
INSERT INTO code VALUES (20000);
\copy code to 'results/code.binary' (format binary)
\copy decoded from 'results/code.binary' (format binary)
\set VERBOSITY sqlstate
-- error: negative
UPDATE code SET value = -1;
\copy code to 'results/code.binary' (format binary)
\copy decoded from 'results/code.binary' (format binary)
\set VERBOSITY default

-- casts: to text in an assignment, from text only when asked
CREATE TEMP TABLE texts (t text);
INSERT INTO texts SELECT swv 'PO-27-07';
SELECT t, t::swv, swv(t) FROM texts;
SELECT pg_temp.refusal('INSERT INTO decoded SELECT t FROM texts');

-- sector
SELECT sector('PO2707'), sector('VO2708'), sector(verband => 'PO9999'), sector('VO0000');
SELECT sector(NULL) IS NULL;
SELECT sector(value), count(*) FROM sample GROUP BY 1 ORDER BY sector(value) COLLATE "C";
