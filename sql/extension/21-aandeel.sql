
-- aandeel: a share with exact bounds, from 0 to 1.

CREATE TYPE aandeel;

CREATE FUNCTION aandeel_in(cstring) RETURNS aandeel
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION aandeel_out(aandeel) RETURNS cstring
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION aandeel_recv(internal) RETURNS aandeel
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION aandeel_send(aandeel) RETURNS bytea
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE TYPE aandeel (
	INPUT = aandeel_in,
	OUTPUT = aandeel_out,
	RECEIVE = aandeel_recv,
	SEND = aandeel_send,
	INTERNALLENGTH = 16,
	ALIGNMENT = double
);

COMMENT ON TYPE aandeel IS
	'share with exact bounds, 0 to 1: two float8; written 0.023 or 0.021..0.034';
COMMENT ON FUNCTION aandeel_in(cstring) IS
	'text to aandeel, each bound the nearest float8; wrong syntax is error 22P02, a bound that is outside 0 to 1 is 22003';
COMMENT ON FUNCTION aandeel_out(aandeel) IS
	'aandeel to text: the shortest that reads back as the same value, 0.023 when exact, else 0.021..0.034';
COMMENT ON FUNCTION aandeel_recv(internal) IS
	'binary to aandeel: two float8; impossible bounds are error 22P03';
COMMENT ON FUNCTION aandeel_send(aandeel) IS
	'aandeel to binary: two float8, the lower and the upper bound';

-- Constructors and bounds. There is no cast to float8: it would have to choose
-- a bound, or fail in the middle of a report; ondergrens() and bovengrens() say
-- which one is meant.

CREATE FUNCTION aandeel(deel telling, rest telling) RETURNS aandeel
	AS 'MODULE_PATHNAME', 'aandeel_from_tellingen'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION aandeel(onder float8, boven float8) RETURNS aandeel
	AS 'MODULE_PATHNAME', 'aandeel_from_bounds'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION aandeel(waarde float8) RETURNS aandeel
	AS 'MODULE_PATHNAME', 'aandeel_from_float8'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION ondergrens(waarde aandeel) RETURNS float8
	AS 'MODULE_PATHNAME', 'aandeel_ondergrens'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION bovengrens(waarde aandeel) RETURNS float8
	AS 'MODULE_PATHNAME', 'aandeel_bovengrens'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION is_exact(waarde aandeel) RETURNS boolean
	AS 'MODULE_PATHNAME', 'aandeel_is_exact'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE CAST (float8 AS aandeel) WITH FUNCTION aandeel(float8) AS ASSIGNMENT;
CREATE CAST (numeric AS aandeel) WITH INOUT AS ASSIGNMENT;

COMMENT ON FUNCTION aandeel(telling, telling) IS
	'the share of deel in deel + rest over all counts that both allow, exact bounds because deel is part of the whole; NULL when the whole is 0 for certain, never an error';
COMMENT ON FUNCTION aandeel(float8, float8) IS
	'the share from onder to boven; error 22003 when a bound is outside 0 to 1, 22023 when onder exceeds boven';
COMMENT ON FUNCTION aandeel(float8) IS
	'an exact share; error 22003 when it is outside 0 to 1';
COMMENT ON FUNCTION ondergrens(aandeel) IS 'the smallest share that is possible';
COMMENT ON FUNCTION bovengrens(aandeel) IS 'the largest share that is possible';
COMMENT ON FUNCTION is_exact(aandeel) IS 'whether one share only is possible';
COMMENT ON CAST (float8 AS aandeel) IS
	'an exact share; error 22003 when it is outside 0 to 1';
COMMENT ON CAST (numeric AS aandeel) IS
	'an exact share, the nearest float8; error 22003 when it is outside 0 to 1';

-- Comparison.

CREATE FUNCTION aandeel_lt(aandeel, aandeel) RETURNS boolean
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION aandeel_le(aandeel, aandeel) RETURNS boolean
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION aandeel_eq(aandeel, aandeel) RETURNS boolean
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION aandeel_ne(aandeel, aandeel) RETURNS boolean
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION aandeel_ge(aandeel, aandeel) RETURNS boolean
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION aandeel_gt(aandeel, aandeel) RETURNS boolean
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION aandeel_cmp(aandeel, aandeel) RETURNS integer
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION aandeel_sortsupport(internal) RETURNS void
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION aandeel_hash(aandeel) RETURNS integer
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION aandeel_hash_extended(aandeel, bigint) RETURNS bigint
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION aandeel_lt(aandeel, aandeel) IS 'implementation of the < operator';
COMMENT ON FUNCTION aandeel_le(aandeel, aandeel) IS 'implementation of the <= operator';
COMMENT ON FUNCTION aandeel_eq(aandeel, aandeel) IS 'implementation of the = operator';
COMMENT ON FUNCTION aandeel_ne(aandeel, aandeel) IS 'implementation of the <> operator';
COMMENT ON FUNCTION aandeel_ge(aandeel, aandeel) IS 'implementation of the >= operator';
COMMENT ON FUNCTION aandeel_gt(aandeel, aandeel) IS 'implementation of the > operator';
COMMENT ON FUNCTION aandeel_cmp(aandeel, aandeel) IS 'less than, equal or greater: -1, 0 or 1';
COMMENT ON FUNCTION aandeel_sortsupport(internal) IS 'sort support of aandeel';
COMMENT ON FUNCTION aandeel_hash(aandeel) IS 'hash of both bounds';
COMMENT ON FUNCTION aandeel_hash_extended(aandeel, bigint) IS 'hash of both bounds, seeded';

CREATE OPERATOR < (
	LEFTARG = aandeel, RIGHTARG = aandeel, FUNCTION = aandeel_lt,
	COMMUTATOR = >, NEGATOR = >=,
	RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);

CREATE OPERATOR <= (
	LEFTARG = aandeel, RIGHTARG = aandeel, FUNCTION = aandeel_le,
	COMMUTATOR = >=, NEGATOR = >,
	RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);

CREATE OPERATOR = (
	LEFTARG = aandeel, RIGHTARG = aandeel, FUNCTION = aandeel_eq,
	COMMUTATOR = =, NEGATOR = <>,
	RESTRICT = eqsel, JOIN = eqjoinsel,
	HASHES, MERGES
);

CREATE OPERATOR <> (
	LEFTARG = aandeel, RIGHTARG = aandeel, FUNCTION = aandeel_ne,
	COMMUTATOR = <>, NEGATOR = =,
	RESTRICT = neqsel, JOIN = neqjoinsel
);

CREATE OPERATOR >= (
	LEFTARG = aandeel, RIGHTARG = aandeel, FUNCTION = aandeel_ge,
	COMMUTATOR = <=, NEGATOR = <,
	RESTRICT = scalargesel, JOIN = scalargejoinsel
);

CREATE OPERATOR > (
	LEFTARG = aandeel, RIGHTARG = aandeel, FUNCTION = aandeel_gt,
	COMMUTATOR = <, NEGATOR = <=,
	RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);

COMMENT ON OPERATOR < (aandeel, aandeel) IS
	'less than: by lower bound, then by upper bound; says nothing about the shares behind them';
COMMENT ON OPERATOR <= (aandeel, aandeel) IS
	'less than or equal: by lower bound, then by upper bound; says nothing about the shares behind them';
COMMENT ON OPERATOR = (aandeel, aandeel) IS
	'the same bounds; the shares behind them may differ';
COMMENT ON OPERATOR <> (aandeel, aandeel) IS
	'other bounds; the shares behind them may be equal';
COMMENT ON OPERATOR >= (aandeel, aandeel) IS
	'greater than or equal: by lower bound, then by upper bound; says nothing about the shares behind them';
COMMENT ON OPERATOR > (aandeel, aandeel) IS
	'greater than: by lower bound, then by upper bound; says nothing about the shares behind them';

CREATE OPERATOR CLASS aandeel_ops DEFAULT FOR TYPE aandeel USING btree AS
	OPERATOR 1 <,
	OPERATOR 2 <=,
	OPERATOR 3 =,
	OPERATOR 4 >=,
	OPERATOR 5 >,
	FUNCTION 1 aandeel_cmp(aandeel, aandeel),
	FUNCTION 2 aandeel_sortsupport(internal),
	FUNCTION 4 btequalimage(oid);

CREATE OPERATOR CLASS aandeel_ops DEFAULT FOR TYPE aandeel USING hash AS
	OPERATOR 1 =,
	FUNCTION 1 aandeel_hash(aandeel),
	FUNCTION 2 aandeel_hash_extended(aandeel, bigint);

CREATE OPERATOR CLASS aandeel_minmax_ops DEFAULT FOR TYPE aandeel USING brin AS
	OPERATOR 1 <,
	OPERATOR 2 <=,
	OPERATOR 3 =,
	OPERATOR 4 >=,
	OPERATOR 5 >,
	FUNCTION 1 brin_minmax_opcinfo(internal),
	FUNCTION 2 brin_minmax_add_value(internal, internal, internal, internal),
	FUNCTION 3 brin_minmax_consistent(internal, internal, internal),
	FUNCTION 4 brin_minmax_union(internal, internal, internal);

COMMENT ON OPERATOR FAMILY aandeel_ops USING btree IS
	'order by lower bound, then by upper bound';
COMMENT ON OPERATOR FAMILY aandeel_ops USING hash IS
	'equality of both bounds';
COMMENT ON OPERATOR FAMILY aandeel_minmax_ops USING brin IS
	'smallest and largest value per block range';
COMMENT ON OPERATOR CLASS aandeel_ops USING btree IS
	'order by lower bound, then by upper bound';
COMMENT ON OPERATOR CLASS aandeel_ops USING hash IS
	'equality of both bounds';
COMMENT ON OPERATOR CLASS aandeel_minmax_ops USING brin IS
	'smallest and largest value per block range';
