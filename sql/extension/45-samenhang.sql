-- samenhang: the association of two series (Pearson), as a mergeable state.

@io samenhang@
CREATE TYPE samenhang (
	INPUT = samenhang_in, OUTPUT = samenhang_out,
	RECEIVE = samenhang_recv, SEND = samenhang_send,
	INTERNALLENGTH = 88, ALIGNMENT = double
);
COMMENT ON TYPE samenhang IS
'association of two series: number of pairs, means, sums of squares and products about the means, each in two float8; text that is no such state raises 22P02';

-- The aggregates. Not STRICT: the state starts as NULL, a pair with a NULL is
-- skipped.

CREATE FUNCTION samenhang_accum(samenhang, float8, float8) RETURNS samenhang
	LANGUAGE C IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION samenhang_accum(samenhang, float8, float8) IS
'implementation of samenhang';
CREATE FUNCTION samenhang_combine(samenhang, samenhang) RETURNS samenhang
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION samenhang_combine(samenhang, samenhang) IS
'implementation of samenhang and samen';

CREATE AGGREGATE samenhang(x float8, y float8) (
	SFUNC = samenhang_accum, STYPE = samenhang, COMBINEFUNC = samenhang_combine,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE samenhang(float8, float8) IS
'association of x and y over the pairs without NULL; NULL where there are none; raises 22003 for NaN, infinities and values too large to be squared';

CREATE AGGREGATE samen(deel samenhang) (
	SFUNC = samenhang_combine, STYPE = samenhang, COMBINEFUNC = samenhang_combine,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE samen(samenhang) IS
'the association over all pairs behind the states; NULLs are skipped; NULL where there are none; raises 22003 on overflow';

-- What is read from a state.

CREATE FUNCTION n(waarde samenhang) RETURNS bigint
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE
	AS 'MODULE_PATHNAME', 'samenhang_n';
COMMENT ON FUNCTION n(samenhang) IS 'number of pairs';

CREATE FUNCTION r(waarde samenhang) RETURNS float8
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE
	AS 'MODULE_PATHNAME', 'samenhang_r';
COMMENT ON FUNCTION r(samenhang) IS
'Pearson correlation, -1 to 1, exactly 1 or -1 for points on a line; NULL for fewer than 2 pairs and where x or y does not vary';

CREATE FUNCTION t(waarde samenhang) RETURNS float8
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE
	AS 'MODULE_PATHNAME', 'samenhang_t';
COMMENT ON FUNCTION t(samenhang) IS
'Student t of r, with n - 2 degrees of freedom; NULL where r is NULL, for fewer than 3 pairs, and where r is 1 or -1';

CREATE FUNCTION p(waarde samenhang) RETURNS float8
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE
	AS 'MODULE_PATHNAME', 'samenhang_p';
COMMENT ON FUNCTION p(samenhang) IS
'two-sided p-value of t, for no association between normally distributed series; 0 where r is 1 or -1; NULL where r is NULL and for fewer than 3 pairs';

CREATE FUNCTION ondergrens(waarde samenhang, niveau float8 DEFAULT 0.95) RETURNS float8
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE
	AS 'MODULE_PATHNAME', 'samenhang_ondergrens';
COMMENT ON FUNCTION ondergrens(samenhang, float8) IS
'lower bound of the confidence interval of r (Fisher z); NULL where r is NULL and for fewer than 4 pairs; raises 22023 for a niveau outside 0 to 1';

CREATE FUNCTION bovengrens(waarde samenhang, niveau float8 DEFAULT 0.95) RETURNS float8
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE
	AS 'MODULE_PATHNAME', 'samenhang_bovengrens';
COMMENT ON FUNCTION bovengrens(samenhang, float8) IS
'upper bound of the confidence interval of r (Fisher z); NULL where r is NULL and for fewer than 4 pairs; raises 22023 for a niveau outside 0 to 1';
