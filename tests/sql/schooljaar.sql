-- The type schooljaar.
\getenv abs_srcdir PG_ABS_SRCDIR
\set helper :abs_srcdir '/helpers/functions.sql'
\i :helper
SET datestyle = ISO;

-- valid
SELECT schooljaar '2023-2024';
SELECT schooljaar '2023/2024';
SELECT schooljaar '2023/24';
SELECT schooljaar '2023-24';
SELECT schooljaar '2023';
SELECT schooljaar E'2023\xE2\x80\x932024'; -- an en dash
SELECT schooljaar E' \t2023-2024\r\n';
SELECT schooljaar '1999/00';
SELECT schooljaar '2000/01';
SELECT schooljaar '1000';
SELECT schooljaar '9998-9999';
SELECT NULL::schooljaar IS NULL;

-- errors, one for each way to be wrong
SELECT pg_temp.refusal('schooljaar', '');
SELECT pg_temp.refusal('schooljaar', ' ');
SELECT pg_temp.refusal('schooljaar', '23-24');
SELECT pg_temp.refusal('schooljaar', 'schooljaar 2023');
SELECT pg_temp.refusal('schooljaar', '-2023');
SELECT pg_temp.refusal('schooljaar', '20 23');
SELECT pg_temp.refusal('schooljaar', '0999');
SELECT pg_temp.refusal('schooljaar', '9999');
SELECT pg_temp.refusal('schooljaar', '2023 2024');
SELECT pg_temp.refusal('schooljaar', '2023_2024');
SELECT pg_temp.refusal('schooljaar', '20232');
SELECT pg_temp.refusal('schooljaar', '2023-');
SELECT pg_temp.refusal('schooljaar', '2023-4');
SELECT pg_temp.refusal('schooljaar', '2023 - 2024');
SELECT pg_temp.refusal('schooljaar', '2023-20245');
SELECT pg_temp.refusal('schooljaar', '2023-2024-2025');
SELECT pg_temp.refusal('schooljaar', '2023-2023');
SELECT pg_temp.refusal('schooljaar', '2023-2025');
SELECT pg_temp.refusal('schooljaar', '2023-1924');
SELECT pg_temp.refusal('schooljaar', '2023/22');
SELECT pg_temp.refusal('schooljaar', '2023/25');
SELECT pg_temp.refusal('schooljaar', '1999/01');
-- a literal without its type never reaches schooljaar(date)
SELECT pg_temp.refusal($$SELECT schooljaar('2024-10-01')$$);
SELECT pg_temp.refusal('schooljaar', '20241001');

-- order
SELECT string_agg(v::text, ' ' ORDER BY v), min(v), max(v)
FROM unnest('{2023,1000,9998,2022,2024}'::schooljaar[]) v;
SELECT min(v) IS NULL AND max(v) IS NULL FROM unnest('{NULL}'::schooljaar[]) v;
CREATE TEMP TABLE sample AS
SELECT row_number() OVER (ORDER BY v COLLATE "C") AS nr, v::schooljaar AS value
FROM (SELECT format('%s-%s', year, year + 1) AS v FROM generate_series(1000, 9998) year) s
ORDER BY md5(v);
SELECT count(*) FROM sample;
SELECT * FROM pg_temp.check_type();
\set helper :abs_srcdir '/helpers/copy.sql'
\i :helper

-- min and max: from an index, and in parallel
CREATE TABLE regress_schooljaar AS SELECT value FROM sample;
ALTER TABLE regress_schooljaar SET (parallel_workers = 2);
SET parallel_setup_cost = 0;
SET parallel_tuple_cost = 0;
SET min_parallel_table_scan_size = 0;
SELECT pg_temp.planned('Partial Aggregate', '{}', 'SELECT max(value)::integer FROM regress_schooljaar');
SELECT pg_temp.planned('Partial Aggregate', '{}', 'SELECT min(value)::integer FROM regress_schooljaar');
RESET parallel_setup_cost;
RESET parallel_tuple_cost;
RESET min_parallel_table_scan_size;
CREATE INDEX regress_schooljaar_index ON regress_schooljaar (value);
SELECT pg_temp.planned('regress_schooljaar_index', '{seqscan}', 'SELECT max(value)::integer FROM regress_schooljaar');
SELECT pg_temp.planned('regress_schooljaar_index', '{seqscan}', 'SELECT min(value)::integer FROM regress_schooljaar');
DROP TABLE regress_schooljaar;

-- the binary form is the code, an integer in network order
SELECT schooljaar_send('1000'), schooljaar_send('9998');
CREATE TEMP TABLE code (value smallint);
CREATE TEMP TABLE decoded (value schooljaar);
INSERT INTO code VALUES (1000), (2023), (9998);
\copy code to 'results/code.binary' (format binary)
\copy decoded from 'results/code.binary' (format binary)
SELECT string_agg(value::text, ' ' ORDER BY value) FROM decoded;
-- error: before the first
TRUNCATE code;
INSERT INTO code VALUES (999);
\copy code to 'results/code.binary' (format binary)
\copy decoded from 'results/code.binary' (format binary)
\set VERBOSITY sqlstate
-- error: after the last
UPDATE code SET value = 9999;
\copy code to 'results/code.binary' (format binary)
\copy decoded from 'results/code.binary' (format binary)
\set VERBOSITY default

-- casts: to text in an assignment, the others only when asked
CREATE TEMP TABLE texts (t text);
INSERT INTO texts SELECT schooljaar '2023';
SELECT t, t::schooljaar, schooljaar(t) FROM texts;
SELECT pg_temp.refusal('INSERT INTO decoded SELECT t FROM texts');
SELECT pg_temp.refusal('INSERT INTO decoded SELECT 2023');
SELECT pg_temp.refusal($$INSERT INTO decoded SELECT date '2023-10-01'$$);
SELECT pg_temp.refusal($$INSERT INTO code SELECT schooljaar '2023'$$);
SELECT 2023::schooljaar, schooljaar(2023), schooljaar(beginjaar => 1000), 9998::schooljaar;
SELECT schooljaar '2023'::integer, (schooljaar '9998')::integer;
SELECT pg_temp.refusal('SELECT 999::schooljaar');
SELECT pg_temp.refusal('SELECT 9999::schooljaar');
SELECT pg_temp.refusal('SELECT (-2147483648)::schooljaar');
SELECT pg_temp.refusal('SELECT 2147483647::schooljaar');

-- schooljaar(date)
SELECT schooljaar(date '2023-07-31'), schooljaar(date '2023-08-01');
SELECT date '2024-02-29'::schooljaar, schooljaar(datum => '2024-12-31');
SELECT schooljaar(date '1000-08-01'), schooljaar(date '9999-07-31');
SELECT schooljaar(NULL::date) IS NULL;
SELECT pg_temp.refusal($$SELECT schooljaar(date '1000-07-31')$$);
SELECT pg_temp.refusal($$SELECT schooljaar(date '9999-08-01')$$);
SELECT pg_temp.refusal($$SELECT schooljaar(date '4713-01-01 BC')$$);
SELECT pg_temp.refusal($$SELECT schooljaar(date '5874897-12-31')$$);
SELECT pg_temp.refusal($$SELECT schooljaar(date 'infinity')$$);
SELECT pg_temp.refusal($$SELECT schooljaar(date '-infinity')$$);

-- begin, eind, daterange
SELECT begin('2023'), eind('2023'), begin(jaar => '1000'), eind(jaar => '9998');
SELECT (schooljaar '2023')::daterange, daterange(jaar => schooljaar '9998');
SELECT NULL::schooljaar::daterange IS NULL, begin(NULL) IS NULL, eind(NULL) IS NULL;
SELECT count(*) FROM sample
WHERE begin(value) = make_date(value::integer, 8, 1) AND eind(value) = make_date(value::integer + 1, 7, 31)
	AND schooljaar(begin(value)) = value AND schooljaar(eind(value)) = value
	AND value::daterange = daterange(begin(value), (begin(value) + interval '1 year')::date);

-- teldatum
SELECT teldatum('2023'), teldatum('2023', 2), teldatum(jaar => '2023', maand => 8), teldatum('2023', 7);
SELECT bool_and(schooljaar(teldatum('2023', m)) = '2023' AND extract(month FROM teldatum('2023', m)) = m
	AND extract(day FROM teldatum('2023', m)) = 1), count(*) FROM generate_series(1, 12) m;
SELECT teldatum('2023', NULL) IS NULL;
SELECT pg_temp.refusal($$SELECT teldatum('2023', 0)$$);
SELECT pg_temp.refusal($$SELECT teldatum('2023', 13)$$);
SELECT pg_temp.refusal($$SELECT teldatum('2023', -2147483648)$$);

-- arithmetic
SELECT schooljaar '2023' + 1, 1 + schooljaar '2023', schooljaar '2023' - 1, schooljaar '2023' + -23;
SELECT schooljaar '2023' - schooljaar '2019', schooljaar '1000' - schooljaar '9998';
SELECT schooljaar '2023' - '2019'; -- an untyped literal is a schooljaar too
SELECT pg_temp.refusal($$SELECT schooljaar '9998' + 1$$);
SELECT pg_temp.refusal($$SELECT 2147483647 + schooljaar '2023'$$);
SELECT pg_temp.refusal($$SELECT schooljaar '1000' - 1$$);
SELECT pg_temp.refusal($$SELECT schooljaar '2023' - (-2147483648)$$);
SELECT count(*) FROM sample WHERE value - schooljaar '1000' = nr - 1 AND schooljaar '1000' + (nr - 1)::integer = value;
