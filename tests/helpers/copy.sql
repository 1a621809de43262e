\set ECHO none
-- Copies the table sample (nr, value) out and in again, as text and as binary.
\getenv abs_builddir PG_ABS_BUILDDIR
\cd :abs_builddir
CREATE TEMP TABLE returned (LIKE sample);

\copy sample to 'results/sample.text'
\copy returned from 'results/sample.text'
SELECT 'copy as text', count(*) = (SELECT count(*) FROM sample)
FROM sample s JOIN returned r ON r.nr = s.nr AND r.value::text = s.value::text;

TRUNCATE returned;
\copy sample to 'results/sample.binary' (format binary)
\copy returned from 'results/sample.binary' (format binary)
SELECT 'copy as binary', count(*) = (SELECT count(*) FROM sample)
FROM sample s JOIN returned r ON r.nr = s.nr AND r.value::text = s.value::text;

DROP TABLE returned;
\set ECHO all
