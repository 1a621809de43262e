-- The type brinnummer.
\getenv abs_srcdir PG_ABS_SRCDIR
\set helper :abs_srcdir '/helpers/functions.sql'
\i :helper

-- valid
SELECT brinnummer '02QZ';
SELECT brinnummer '02QZ00';
SELECT brinnummer '02qz07';
SELECT brinnummer E' \t02QZ 00\n';
SELECT brinnummer '00AA';
SELECT brinnummer '99ZZ99';
SELECT NULL::brinnummer IS NULL;

-- errors, one for each way to be wrong
SELECT pg_temp.refusal('brinnummer', '');
SELECT pg_temp.refusal('brinnummer', '   ');
SELECT pg_temp.refusal('brinnummer', 'QZ02');
SELECT pg_temp.refusal('brinnummer', '2QZ');
SELECT pg_temp.refusal('brinnummer', '02');
SELECT pg_temp.refusal('brinnummer', '02Q');
SELECT pg_temp.refusal('brinnummer', '02Q1');
SELECT pg_temp.refusal('brinnummer', E'02Q\u00C9');
SELECT pg_temp.refusal('brinnummer', '02 QZ');
SELECT pg_temp.refusal('brinnummer', '02QZ0');
SELECT pg_temp.refusal('brinnummer', '02QZ0 0');
SELECT pg_temp.refusal('brinnummer', '02QZ000');
SELECT pg_temp.refusal('brinnummer', '02QZ-00');
SELECT pg_temp.refusal('brinnummer', '02QZ00 x');
SELECT pg_temp.refusal('brinnummer', '02QZ00 02QZ00');

-- order: an institution before its locations, then as text
SELECT string_agg(v::text, ' ' ORDER BY v)
FROM unnest('{02RA,02QZ99,02QZ,99AA,02QZ00,10AA,01ZZ}'::brinnummer[]) v;
SELECT min(v), max(v)
FROM unnest('{02RA,02QZ99,02QZ,99AA,02QZ00,10AA,01ZZ}'::brinnummer[]) v;
SELECT min(v) IS NULL AND max(v) IS NULL FROM unnest('{NULL}'::brinnummer[]) v;
CREATE TEMP TABLE sample AS
SELECT row_number() OVER (ORDER BY v COLLATE "C") AS nr, v::brinnummer AS value
FROM (SELECT lpad(number::text, 2, '0') || chr(65 + letters / 26) || chr(65 + letters % 26) || place AS v
	FROM generate_series(0, 99) number,
		(SELECT k * 17 % 676 FROM generate_series(1, 40) k) l (letters),
		unnest('{"",00,01,57,99}'::text[]) place) s
ORDER BY md5(v);
SELECT count(*) FROM sample;
SELECT * FROM pg_temp.check_type();
\set helper :abs_srcdir '/helpers/copy.sql'
\i :helper

-- the binary form is the code, an integer in network order
SELECT brinnummer_send('00AA'), brinnummer_send('00AA00'), brinnummer_send('99ZZ99');
CREATE TEMP TABLE code (value integer);
CREATE TEMP TABLE decoded (value brinnummer);
INSERT INTO code VALUES (0), (1), (101), (6827599);
\copy code to 'results/code.binary' (format binary)
\copy decoded from 'results/code.binary' (format binary)
SELECT string_agg(value::text, ' ' ORDER BY value) FROM decoded;
-- error: beyond 99ZZ99
TRUNCATE code;
INSERT INTO code VALUES (6827600);
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
INSERT INTO texts SELECT brinnummer '02QZ00';
SELECT t, t::brinnummer, brinnummer(t) FROM texts;
SELECT pg_temp.refusal('INSERT INTO decoded SELECT t FROM texts');

-- brinnummer(text, text)
SELECT brinnummer('06SV', '00');
SELECT brinnummer('06sv ', '0');
SELECT brinnummer('06SV', ' 7 ');
SELECT brinnummer('06SV', '06SV00');
SELECT brinnummer('06SV', '06sv 99');
SELECT brinnummer(vestigingscode => '12', instellingscode => '06SV');
SELECT brinnummer(NULL, '00') IS NULL, brinnummer('06SV', NULL) IS NULL;
-- errors
SELECT pg_temp.refusal($$SELECT brinnummer('6SV', '00')$$);
SELECT pg_temp.refusal($$SELECT brinnummer('06SV00', '00')$$);
SELECT pg_temp.refusal($$SELECT brinnummer('06SV', ' ')$$);
SELECT pg_temp.refusal($$SELECT brinnummer('06SV', '000')$$);
SELECT pg_temp.refusal($$SELECT brinnummer('06SV', '-1')$$);
SELECT pg_temp.refusal($$SELECT brinnummer('06SV', '06SV')$$);
SELECT pg_temp.refusal($$SELECT brinnummer('06SV', '06SW00')$$);

-- instelling, vestigingsnummer, is_vestiging
SELECT instelling('06SV00'), instelling('06SV99'), instelling('06SV'), instelling(nummer => '00AA00');
SELECT vestigingsnummer('06SV00'), vestigingsnummer('06SV99'), vestigingsnummer('06SV') IS NULL;
SELECT is_vestiging('06SV00'), is_vestiging('06SV');
SELECT count(*) FROM sample
WHERE is_vestiging(value) AND brinnummer(instelling(value)::text, vestigingsnummer(value)) = value;
