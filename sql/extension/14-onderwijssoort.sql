-- onderwijssoort: the kinds of school that passend onderwijs distinguishes.

CREATE TYPE onderwijssoort AS ENUM ('bo', 'sbo', 'so', 'vso', 'vo', 'pro');
COMMENT ON TYPE onderwijssoort IS
'kind of school: bo, sbo, so (sector po), vso, vo, pro (sector vo)';

-- Not named onderwijssoort: onderwijssoort('Bo') is a cast to the type, which
-- knows its own six labels only. Not STRICT, so that it is inlined: seven times
-- as fast.
CREATE FUNCTION onderwijssoort_van(code text) RETURNS onderwijssoort
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	RETURN CASE pg_catalog.upper(pg_catalog.btrim(code) COLLATE "C")
		WHEN 'BO' THEN 'bo'::onderwijssoort
		WHEN 'BAO' THEN 'bo'
		WHEN 'SBO' THEN 'sbo'
		WHEN 'SBAO' THEN 'sbo'
		WHEN 'SO' THEN 'so'
		WHEN 'VSO' THEN 'vso'
		WHEN 'VO' THEN 'vo'
		WHEN 'PRO' THEN 'pro'
	END;
COMMENT ON FUNCTION onderwijssoort_van(text) IS
'kind of school from the codes in DUO files (Bo, BAO, Sbo, SBAO, So, Vso, VO, PRO, any case); NULL for any other, such as (V)SO, which is two kinds';
