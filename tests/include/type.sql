-- What holds for every type with the usual operator classes.  Wants :type, and
-- in :rows a table (nr integer, value :type) of 20,000 different values,
-- numbered from 0 in their order, stored in another and analyzed.

-- Casts to text and back and COPY in both formats lose nothing.
SELECT count(*), count(DISTINCT value),
	count(*) FILTER (WHERE value::text:::type IS DISTINCT FROM value)
FROM :rows;
\getenv builddir PG_ABS_BUILDDIR
\cd :builddir
CREATE TABLE copied (LIKE :rows);
INSERT INTO :rows VALUES (-1, NULL);
COPY :rows TO STDOUT \g results/copied.txt
\copy copied from 'results/copied.txt'
SELECT count(*), count(*) FILTER (WHERE r.value IS DISTINCT FROM c.value)
FROM :rows r FULL JOIN copied c USING (nr);
TRUNCATE copied;
COPY :rows TO STDOUT (FORMAT binary) \g results/copied.bin
\copy copied from 'results/copied.bin' (format binary)
SELECT count(*), count(*) FILTER (WHERE r.value IS DISTINCT FROM c.value)
FROM :rows r FULL JOIN copied c USING (nr);
DROP TABLE copied;
DELETE FROM :rows WHERE nr = -1;

-- The operator classes are complete.
SELECT amname, opcname, opcdefault, amvalidate(c.oid)
FROM pg_opclass c JOIN pg_am a ON a.oid = opcmethod
WHERE opcintype = :'type'::regtype
ORDER BY amname;

-- The hash spreads over 99% of the values, with and without a seed, and the
-- unseeded ones agree.
\set hash :type _hash
\set hash_extended :type _hash_extended
SELECT count(DISTINCT :hash(value)) >= 19800,
	count(DISTINCT :hash_extended(value, 0)) >= 19800,
	count(*) FILTER (WHERE :hash_extended(value, 1) = :hash_extended(value, 0)),
	count(*) FILTER (WHERE (:hash(value) # :hash_extended(value, 0)) & 4294967295 <> 0)
FROM :rows;

-- Sorting gives the order of nr, up and down; both kinds of join find a match
-- for every row.
SELECT bool_and(nr = place - 1) FROM
	(SELECT nr, row_number() OVER (ORDER BY value) AS place FROM :rows) t;
SELECT bool_and(nr = 20000 - place) FROM
	(SELECT nr, row_number() OVER (ORDER BY value DESC) AS place FROM :rows) t;
SET enable_mergejoin = off;
EXPLAIN (costs off) SELECT * FROM :rows a JOIN :rows b USING (value);
SELECT count(*), sum(abs(a.nr - b.nr)) FROM :rows a JOIN :rows b USING (value);
RESET enable_mergejoin;
SET enable_hashjoin = off;
EXPLAIN (costs off) SELECT * FROM :rows a JOIN :rows b USING (value);
SELECT count(*), sum(abs(a.nr - b.nr)) FROM :rows a JOIN :rows b USING (value);
RESET enable_hashjoin;

-- Every index finds the rows that a sequential scan finds.
SELECT value AS low FROM :rows WHERE nr = 5000 \gset
SELECT value AS high FROM :rows WHERE nr = 5999 \gset
PREPARE range AS SELECT count(*), min(nr), max(nr) FROM :rows
	WHERE value >= :'low' AND value < :'high';
PREPARE outside AS SELECT count(*), min(nr), max(nr) FROM :rows
	WHERE value <= :'low' OR value > :'high';
PREPARE one AS SELECT count(*), min(nr), max(nr) FROM :rows
	WHERE value = :'low';
EXPLAIN (costs off) EXECUTE range;
EXECUTE range;
EXECUTE outside;
EXECUTE one;
SET enable_seqscan = off;
SET enable_bitmapscan = off;
CREATE INDEX one_index ON :rows USING btree (value);
EXPLAIN (costs off) EXECUTE range;
EXECUTE range;
EXECUTE outside;
EXECUTE one;
SET enable_sort = off;
EXPLAIN (costs off) SELECT nr FROM :rows ORDER BY value;
SELECT bool_and(nr = place - 1) FROM
	(SELECT nr, row_number() OVER () AS place
	FROM (SELECT nr FROM :rows ORDER BY value) t) t;
RESET enable_sort;
RESET enable_bitmapscan;
DROP INDEX one_index;
CREATE INDEX one_index ON :rows USING hash (value);
EXPLAIN (costs off) EXECUTE one;
EXECUTE one;
DROP INDEX one_index;
CREATE INDEX one_index ON :rows USING brin (value) WITH (pages_per_range = 1);
EXPLAIN (costs off) EXECUTE range;
EXECUTE range;
EXECUTE outside;
EXECUTE one;
DROP INDEX one_index;
RESET enable_seqscan;
DEALLOCATE ALL;
