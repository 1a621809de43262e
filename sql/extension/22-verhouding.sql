
-- verhouding: a ratio of two separate counts with exact bounds, from 0 upwards.
-- It is an aandeel without the limit of 1 and shares its C functions; a type of
-- its own, so that a value above 1 cannot slip in where a share is meant.

CREATE TYPE verhouding;

CREATE FUNCTION verhouding_in(cstring) RETURNS verhouding
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION verhouding_out(verhouding) RETURNS cstring
	AS 'MODULE_PATHNAME', 'aandeel_out'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION verhouding_recv(internal) RETURNS verhouding
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION verhouding_send(verhouding) RETURNS bytea
	AS 'MODULE_PATHNAME', 'aandeel_send'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE TYPE verhouding (
	INPUT = verhouding_in,
	OUTPUT = verhouding_out,
	RECEIVE = verhouding_recv,
	SEND = verhouding_send,
	INTERNALLENGTH = 16,
	ALIGNMENT = double
);

COMMENT ON TYPE verhouding IS
	'ratio with exact bounds, 0 or more and finite: two float8; written 1.5 or 0.8..2.5';
COMMENT ON FUNCTION verhouding_in(cstring) IS
	'text to verhouding, each bound the nearest float8; wrong syntax is error 22P02, a bound that is negative or infinite is 22003';
COMMENT ON FUNCTION verhouding_out(verhouding) IS
	'verhouding to text: the shortest that reads back as the same value, 0.023 when exact, else 0.021..0.034';
COMMENT ON FUNCTION verhouding_recv(internal) IS
	'binary to verhouding: two float8; impossible bounds are error 22P03';
COMMENT ON FUNCTION verhouding_send(verhouding) IS
	'verhouding to binary: two float8, the lower and the upper bound';

-- Constructors and bounds; no cast to float8, as with aandeel.

CREATE FUNCTION verhouding(teller telling, noemer telling) RETURNS verhouding
	AS 'MODULE_PATHNAME', 'verhouding_from_tellingen'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION verhouding(onder float8, boven float8) RETURNS verhouding
	AS 'MODULE_PATHNAME', 'verhouding_from_bounds'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION verhouding(waarde float8) RETURNS verhouding
	AS 'MODULE_PATHNAME', 'verhouding_from_float8'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION ondergrens(waarde verhouding) RETURNS float8
	AS 'MODULE_PATHNAME', 'aandeel_ondergrens'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION bovengrens(waarde verhouding) RETURNS float8
	AS 'MODULE_PATHNAME', 'aandeel_bovengrens'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION is_exact(waarde verhouding) RETURNS boolean
	AS 'MODULE_PATHNAME', 'aandeel_is_exact'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE CAST (float8 AS verhouding) WITH FUNCTION verhouding(float8) AS ASSIGNMENT;
CREATE CAST (numeric AS verhouding) WITH INOUT AS ASSIGNMENT;

COMMENT ON FUNCTION verhouding(telling, telling) IS
	'the ratio teller / noemer of two separate counts over all that both allow with noemer at least 1, exact bounds; NULL when noemer is 0 for certain, never infinite, never an error';
COMMENT ON FUNCTION verhouding(float8, float8) IS
	'the ratio from onder to boven; error 22003 when a bound is negative or infinite, 22023 when onder exceeds boven';
COMMENT ON FUNCTION verhouding(float8) IS
	'an exact ratio; error 22003 when it is negative or infinite';
COMMENT ON FUNCTION ondergrens(verhouding) IS 'the smallest ratio that is possible';
COMMENT ON FUNCTION bovengrens(verhouding) IS 'the largest ratio that is possible';
COMMENT ON FUNCTION is_exact(verhouding) IS 'whether one ratio only is possible';
COMMENT ON CAST (float8 AS verhouding) IS
	'an exact ratio; error 22003 when it is negative or infinite';
COMMENT ON CAST (numeric AS verhouding) IS
	'an exact ratio, the nearest float8; error 22003 when it is negative or infinite';

-- Comparison.

CREATE FUNCTION verhouding_lt(verhouding, verhouding) RETURNS boolean
	AS 'MODULE_PATHNAME', 'aandeel_lt'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION verhouding_le(verhouding, verhouding) RETURNS boolean
	AS 'MODULE_PATHNAME', 'aandeel_le'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION verhouding_eq(verhouding, verhouding) RETURNS boolean
	AS 'MODULE_PATHNAME', 'aandeel_eq'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION verhouding_ne(verhouding, verhouding) RETURNS boolean
	AS 'MODULE_PATHNAME', 'aandeel_ne'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION verhouding_ge(verhouding, verhouding) RETURNS boolean
	AS 'MODULE_PATHNAME', 'aandeel_ge'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION verhouding_gt(verhouding, verhouding) RETURNS boolean
	AS 'MODULE_PATHNAME', 'aandeel_gt'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION verhouding_cmp(verhouding, verhouding) RETURNS integer
	AS 'MODULE_PATHNAME', 'aandeel_cmp'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION verhouding_sortsupport(internal) RETURNS void
	AS 'MODULE_PATHNAME', 'aandeel_sortsupport'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION verhouding_hash(verhouding) RETURNS integer
	AS 'MODULE_PATHNAME', 'aandeel_hash'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION verhouding_hash_extended(verhouding, bigint) RETURNS bigint
	AS 'MODULE_PATHNAME', 'aandeel_hash_extended'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION verhouding_lt(verhouding, verhouding) IS 'implementation of the < operator';
COMMENT ON FUNCTION verhouding_le(verhouding, verhouding) IS 'implementation of the <= operator';
COMMENT ON FUNCTION verhouding_eq(verhouding, verhouding) IS 'implementation of the = operator';
COMMENT ON FUNCTION verhouding_ne(verhouding, verhouding) IS 'implementation of the <> operator';
COMMENT ON FUNCTION verhouding_ge(verhouding, verhouding) IS 'implementation of the >= operator';
COMMENT ON FUNCTION verhouding_gt(verhouding, verhouding) IS 'implementation of the > operator';
COMMENT ON FUNCTION verhouding_cmp(verhouding, verhouding) IS 'less than, equal or greater: -1, 0 or 1';
COMMENT ON FUNCTION verhouding_sortsupport(internal) IS 'sort support of verhouding';
COMMENT ON FUNCTION verhouding_hash(verhouding) IS 'hash of both bounds';
COMMENT ON FUNCTION verhouding_hash_extended(verhouding, bigint) IS 'hash of both bounds, seeded';

CREATE OPERATOR < (
	LEFTARG = verhouding, RIGHTARG = verhouding, FUNCTION = verhouding_lt,
	COMMUTATOR = >, NEGATOR = >=,
	RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);

CREATE OPERATOR <= (
	LEFTARG = verhouding, RIGHTARG = verhouding, FUNCTION = verhouding_le,
	COMMUTATOR = >=, NEGATOR = >,
	RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);

CREATE OPERATOR = (
	LEFTARG = verhouding, RIGHTARG = verhouding, FUNCTION = verhouding_eq,
	COMMUTATOR = =, NEGATOR = <>,
	RESTRICT = eqsel, JOIN = eqjoinsel,
	HASHES, MERGES
);

CREATE OPERATOR <> (
	LEFTARG = verhouding, RIGHTARG = verhouding, FUNCTION = verhouding_ne,
	COMMUTATOR = <>, NEGATOR = =,
	RESTRICT = neqsel, JOIN = neqjoinsel
);

CREATE OPERATOR >= (
	LEFTARG = verhouding, RIGHTARG = verhouding, FUNCTION = verhouding_ge,
	COMMUTATOR = <=, NEGATOR = <,
	RESTRICT = scalargesel, JOIN = scalargejoinsel
);

CREATE OPERATOR > (
	LEFTARG = verhouding, RIGHTARG = verhouding, FUNCTION = verhouding_gt,
	COMMUTATOR = <, NEGATOR = <=,
	RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);

COMMENT ON OPERATOR < (verhouding, verhouding) IS
	'less than: by lower bound, then by upper bound; says nothing about the ratios behind them';
COMMENT ON OPERATOR <= (verhouding, verhouding) IS
	'less than or equal: by lower bound, then by upper bound; says nothing about the ratios behind them';
COMMENT ON OPERATOR = (verhouding, verhouding) IS
	'the same bounds; the ratios behind them may differ';
COMMENT ON OPERATOR <> (verhouding, verhouding) IS
	'other bounds; the ratios behind them may be equal';
COMMENT ON OPERATOR >= (verhouding, verhouding) IS
	'greater than or equal: by lower bound, then by upper bound; says nothing about the ratios behind them';
COMMENT ON OPERATOR > (verhouding, verhouding) IS
	'greater than: by lower bound, then by upper bound; says nothing about the ratios behind them';

CREATE OPERATOR CLASS verhouding_ops DEFAULT FOR TYPE verhouding USING btree AS
	OPERATOR 1 <,
	OPERATOR 2 <=,
	OPERATOR 3 =,
	OPERATOR 4 >=,
	OPERATOR 5 >,
	FUNCTION 1 verhouding_cmp(verhouding, verhouding),
	FUNCTION 2 verhouding_sortsupport(internal),
	FUNCTION 4 btequalimage(oid);

CREATE OPERATOR CLASS verhouding_ops DEFAULT FOR TYPE verhouding USING hash AS
	OPERATOR 1 =,
	FUNCTION 1 verhouding_hash(verhouding),
	FUNCTION 2 verhouding_hash_extended(verhouding, bigint);

CREATE OPERATOR CLASS verhouding_minmax_ops DEFAULT FOR TYPE verhouding USING brin AS
	OPERATOR 1 <,
	OPERATOR 2 <=,
	OPERATOR 3 =,
	OPERATOR 4 >=,
	OPERATOR 5 >,
	FUNCTION 1 brin_minmax_opcinfo(internal),
	FUNCTION 2 brin_minmax_add_value(internal, internal, internal, internal),
	FUNCTION 3 brin_minmax_consistent(internal, internal, internal),
	FUNCTION 4 brin_minmax_union(internal, internal, internal);

COMMENT ON OPERATOR FAMILY verhouding_ops USING btree IS
	'order by lower bound, then by upper bound';
COMMENT ON OPERATOR FAMILY verhouding_ops USING hash IS
	'equality of both bounds';
COMMENT ON OPERATOR FAMILY verhouding_minmax_ops USING brin IS
	'smallest and largest value per block range';
COMMENT ON OPERATOR CLASS verhouding_ops USING btree IS
	'order by lower bound, then by upper bound';
COMMENT ON OPERATOR CLASS verhouding_ops USING hash IS
	'equality of both bounds';
COMMENT ON OPERATOR CLASS verhouding_minmax_ops USING brin IS
	'smallest and largest value per block range';

-- Between the two types. Every aandeel is a verhouding, byte for byte.

CREATE FUNCTION aandeel(waarde verhouding) RETURNS aandeel
	AS 'MODULE_PATHNAME', 'aandeel_from_verhouding'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE CAST (aandeel AS verhouding) WITHOUT FUNCTION AS ASSIGNMENT;
CREATE CAST (verhouding AS aandeel) WITH FUNCTION aandeel(verhouding) AS ASSIGNMENT;

COMMENT ON FUNCTION aandeel(verhouding) IS
	'the same bounds as a share; error 22003 when the ratio may exceed 1';
COMMENT ON CAST (aandeel AS verhouding) IS
	'the same bounds as a ratio';
COMMENT ON CAST (verhouding AS aandeel) IS
	'the same bounds as a share; error 22003 when the ratio may exceed 1';
