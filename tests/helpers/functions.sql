\set ECHO none
-- Functions for the tests of a type, in pg_temp. Include with:
--   \getenv abs_srcdir PG_ABS_SRCDIR
--   \set helper :abs_srcdir '/helpers/functions.sql'
--   \i :helper

\pset tuples_only on
\pset format unaligned

-- How a statement is refused: state, message and detail; NULL if it is not.
CREATE FUNCTION pg_temp.refusal(statement text) RETURNS text
LANGUAGE plpgsql AS $$
DECLARE
	state text;
	message text;
	detail text;
BEGIN
	EXECUTE statement;
	RETURN NULL;
EXCEPTION WHEN OTHERS THEN
	GET STACKED DIAGNOSTICS state = RETURNED_SQLSTATE,
		message = MESSAGE_TEXT, detail = PG_EXCEPTION_DETAIL;
	RETURN concat_ws(E'\n      ', state || ' ' || message, nullif(detail, ''));
END $$;

-- How a type refuses a text.
CREATE FUNCTION pg_temp.refusal(type regtype, input text) RETURNS text
LANGUAGE sql AS $$
	SELECT pg_temp.refusal(format('SELECT %L::%s', input, type))
$$;

-- The number that a query gives; NULL unless its plan has this node. The
-- planner's methods named in off are not used.
CREATE FUNCTION pg_temp.planned(node text, off text[], query text) RETURNS bigint
LANGUAGE plpgsql AS $$
DECLARE
	line text;
	found boolean := false;
	result bigint;
BEGIN
	PERFORM set_config('enable_' || method, 'off', false) FROM unnest(off) method;
	FOR line IN EXECUTE 'EXPLAIN (COSTS OFF) ' || query LOOP
		found := found OR line LIKE '%' || node || '%';
	END LOOP;
	EXECUTE query INTO result;
	PERFORM set_config('enable_' || method, 'on', false) FROM unnest(off) method;
	RETURN CASE WHEN found THEN result END;
END $$;

-- The checks of order, indexes and hashes that every type must pass, on a
-- table sample (nr, value) of different values, numbered in their order.
CREATE FUNCTION pg_temp.check_type(OUT what text, OUT ok boolean) RETURNS SETOF record
LANGUAGE plpgsql AS $$
DECLARE
	in_order CONSTANT text := 'SELECT count(*) FILTER (WHERE nr = place) FROM
		(SELECT nr, row_number() OVER (ORDER BY value) AS place FROM sample) s';
	joined CONSTANT text := 'SELECT count(*) FROM sample a JOIN sample b USING (value)';
	n bigint := (SELECT count(*) FROM sample);
	type regtype := (SELECT pg_typeof(value) FROM sample LIMIT 1);
	pivot record;
	method text;
	operator text;
	counted bigint;
	hash regproc;
	hash_extended regproc;
BEGIN
	ANALYZE sample;
	SELECT * INTO pivot FROM sample WHERE nr = (n + 2) / 3;

	what := 'values'; ok := n > 2 AND n = (SELECT count(DISTINCT nr) FROM sample);
	RETURN NEXT;
	what := 'operators';
	ok := (SELECT bool_and((a.value < b.value) = (a.nr < b.nr)
			AND (a.value <= b.value) = (a.nr <= b.nr)
			AND (a.value = b.value) = (a.nr = b.nr)
			AND (a.value <> b.value) = (a.nr <> b.nr)
			AND (a.value >= b.value) = (a.nr >= b.nr)
			AND (a.value > b.value) = (a.nr > b.nr))
		FROM sample a, sample b WHERE a.nr % (1 + n / 200) = 0 AND b.nr % (1 + n / 200) = 0);
	RETURN NEXT;
	what := 'sort'; ok := pg_temp.planned('Sort', '{}', in_order) = n;
	RETURN NEXT;
	what := 'merge join';
	ok := pg_temp.planned('Merge Join', '{nestloop,hashjoin}', joined) = n;
	RETURN NEXT;
	what := 'hash join';
	ok := pg_temp.planned('Hash Join', '{nestloop,mergejoin}', joined) = n;
	RETURN NEXT;
	what := 'hash aggregate';
	ok := pg_temp.planned('HashAggregate', '{sort}',
		'SELECT count(*) FROM (SELECT value FROM sample GROUP BY value) s') = n;
	RETURN NEXT;

	CREATE INDEX sample_btree ON sample USING btree (value);
	what := 'btree index order';
	ok := pg_temp.planned('using sample_btree', '{seqscan,sort}', in_order) = n;
	RETURN NEXT;

	-- In order, so that BRIN can skip blocks, rightly or wrongly.
	CLUSTER sample USING sample_btree;
	DROP INDEX sample_btree;

	FOREACH method IN ARRAY '{btree,hash,brin}'::text[] LOOP
		EXECUTE format('CREATE INDEX sample_index ON sample USING %s (value) %s',
			method, CASE WHEN method = 'brin' THEN 'WITH (pages_per_range = 1)' END);
		FOREACH operator IN ARRAY
			CASE WHEN method = 'hash' THEN '{=}' ELSE '{<,<=,=,>=,>}'::text[] END
		LOOP
			EXECUTE format('SELECT count(*) FROM sample WHERE nr %s $1', operator)
				INTO counted USING pivot.nr;
			what := method || ' index ' || operator;
			ok := pg_temp.planned('sample_index', '{seqscan}',
				format('SELECT count(*) FROM sample WHERE value %s %L', operator, pivot.value)) = counted;
			RETURN NEXT;
		END LOOP;
		IF method <> 'brin' THEN
			what := method || ' index join';
			ok := pg_temp.planned('sample_index', '{seqscan,mergejoin,hashjoin}', joined) = n;
			RETURN NEXT;
		END IF;
		DROP INDEX sample_index;
	END LOOP;

	SELECT max(amproc) FILTER (WHERE amprocnum = 1), max(amproc) FILTER (WHERE amprocnum = 2)
		INTO hash, hash_extended
		FROM (SELECT amproc::oid, amprocnum FROM pg_amproc
			JOIN pg_opfamily f ON f.oid = amprocfamily
			JOIN pg_am a ON a.oid = opfmethod AND amname = 'hash'
			WHERE amproclefttype = type) s;
	what := 'hash of equal values';
	EXECUTE format('SELECT bool_and(%1$s(value) = %1$s(value::text::%2$s)) FROM sample', hash, type)
		INTO ok;
	RETURN NEXT;
	what := 'hash is the low half of the extended hash';
	EXECUTE format('SELECT bool_and(%s(value) = (%s(value, 0) << 32 >> 32)) FROM sample',
		hash, hash_extended) INTO ok;
	RETURN NEXT;
	what := '99% different hashes';
	EXECUTE format('SELECT count(DISTINCT %s(value)) >= 0.99 * $1 FROM sample', hash)
		INTO ok USING n;
	RETURN NEXT;
	what := '99% different extended hashes, also between seeds';
	EXECUTE format('SELECT count(DISTINCT %s(value, seed)) >= 0.99 * 2 * $1
		FROM sample, (VALUES (0::bigint), (20251001)) s (seed)', hash_extended)
		INTO ok USING n;
	RETURN NEXT;
END $$;
\set ECHO all
