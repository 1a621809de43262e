
-- telling: a count that may be masked, as an interval of whole numbers.

CREATE TYPE telling;

CREATE FUNCTION telling_in(cstring) RETURNS telling
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION telling_out(telling) RETURNS cstring
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION telling_recv(internal) RETURNS telling
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION telling_send(telling) RETURNS bytea
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE TYPE telling (
	INPUT = telling_in,
	OUTPUT = telling_out,
	RECEIVE = telling_recv,
	SEND = telling_send,
	LIKE = pg_catalog.int8
);

COMMENT ON TYPE telling IS
	'count that may be masked: every whole number from a lower to an upper bound, 0 to 2147483647; written 17, <5 (1 to 4) or 12..48';
COMMENT ON FUNCTION telling_in(cstring) IS
	'text to telling; wrong syntax is error 22P02, a number above 2147483647 is 22003';
COMMENT ON FUNCTION telling_out(telling) IS
	'telling to text: 17 when exact, <5 for 1 to 4, else 12..48';
COMMENT ON FUNCTION telling_recv(internal) IS
	'binary to telling: two int4; bounds that are no interval of counts are error 22P03';
COMMENT ON FUNCTION telling_send(telling) IS
	'telling to binary: two int4, the lower and the upper bound';

-- Constructor, bounds and casts. A masked count never becomes a plain number
-- by itself: that is the mistake this type is here to stop.

CREATE FUNCTION telling(onder integer, boven integer) RETURNS telling
	AS 'MODULE_PATHNAME', 'telling_from_bounds'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION telling(aantal integer) RETURNS telling
	AS 'MODULE_PATHNAME', 'telling_from_int4'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION telling(aantal bigint) RETURNS telling
	AS 'MODULE_PATHNAME', 'telling_from_int8'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION int4(aantal telling) RETURNS integer
	AS 'MODULE_PATHNAME', 'telling_to_int4'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION int8(aantal telling) RETURNS bigint
	AS 'MODULE_PATHNAME', 'telling_to_int8'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION ondergrens(aantal telling) RETURNS integer
	AS 'MODULE_PATHNAME', 'telling_ondergrens'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION bovengrens(aantal telling) RETURNS integer
	AS 'MODULE_PATHNAME', 'telling_bovengrens'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION is_exact(aantal telling) RETURNS boolean
	AS 'MODULE_PATHNAME', 'telling_is_exact'
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE CAST (integer AS telling) WITH FUNCTION telling(integer) AS ASSIGNMENT;
CREATE CAST (bigint AS telling) WITH FUNCTION telling(bigint) AS ASSIGNMENT;
CREATE CAST (telling AS integer) WITH FUNCTION int4(telling);
CREATE CAST (telling AS bigint) WITH FUNCTION int8(telling);

COMMENT ON FUNCTION telling(integer, integer) IS
	'the count from onder to boven; error 22003 when a bound is negative, 22023 when onder exceeds boven';
COMMENT ON FUNCTION telling(integer) IS
	'an exact count; error 22003 when negative';
COMMENT ON FUNCTION telling(bigint) IS
	'an exact count; error 22003 outside 0 to 2147483647';
COMMENT ON FUNCTION int4(telling) IS
	'the number of an exact count; error 22000 when more than one number is possible';
COMMENT ON FUNCTION int8(telling) IS
	'the number of an exact count; error 22000 when more than one number is possible';
COMMENT ON FUNCTION ondergrens(telling) IS 'the smallest count that is possible';
COMMENT ON FUNCTION bovengrens(telling) IS 'the largest count that is possible';
COMMENT ON FUNCTION is_exact(telling) IS 'whether one count only is possible';
COMMENT ON CAST (integer AS telling) IS
	'an exact count; error 22003 when negative';
COMMENT ON CAST (bigint AS telling) IS
	'an exact count; error 22003 outside 0 to 2147483647';
COMMENT ON CAST (telling AS integer) IS
	'the number of an exact count; error 22000 when more than one number is possible';
COMMENT ON CAST (telling AS bigint) IS
	'the number of an exact count; error 22000 when more than one number is possible';

-- Comparison. Both bounds of a count are below 2^31 and share one int8, so the
-- server's own comparisons of int8 order by (lower bound, upper bound). Its
-- hash does not serve: it folds equal halves, so every exact count, to 0.

CREATE FUNCTION telling_lt(telling, telling) RETURNS boolean
	AS 'int8lt' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION telling_le(telling, telling) RETURNS boolean
	AS 'int8le' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION telling_eq(telling, telling) RETURNS boolean
	AS 'int8eq' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION telling_ne(telling, telling) RETURNS boolean
	AS 'int8ne' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION telling_ge(telling, telling) RETURNS boolean
	AS 'int8ge' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION telling_gt(telling, telling) RETURNS boolean
	AS 'int8gt' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION telling_cmp(telling, telling) RETURNS integer
	AS 'btint8cmp' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION telling_sortsupport(internal) RETURNS void
	AS 'btint8sortsupport' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION telling_hash(telling) RETURNS integer
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION telling_hash_extended(telling, bigint) RETURNS bigint
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION telling_lt(telling, telling) IS 'implementation of the < operator';
COMMENT ON FUNCTION telling_le(telling, telling) IS 'implementation of the <= operator';
COMMENT ON FUNCTION telling_eq(telling, telling) IS 'implementation of the = operator';
COMMENT ON FUNCTION telling_ne(telling, telling) IS 'implementation of the <> operator';
COMMENT ON FUNCTION telling_ge(telling, telling) IS 'implementation of the >= operator';
COMMENT ON FUNCTION telling_gt(telling, telling) IS 'implementation of the > operator';
COMMENT ON FUNCTION telling_cmp(telling, telling) IS 'less than, equal or greater: -1, 0 or 1';
COMMENT ON FUNCTION telling_sortsupport(internal) IS 'sort support of telling';
COMMENT ON FUNCTION telling_hash(telling) IS 'hash of both bounds';
COMMENT ON FUNCTION telling_hash_extended(telling, bigint) IS 'hash of both bounds, seeded';

CREATE OPERATOR < (
	LEFTARG = telling, RIGHTARG = telling, FUNCTION = telling_lt,
	COMMUTATOR = >, NEGATOR = >=,
	RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);

CREATE OPERATOR <= (
	LEFTARG = telling, RIGHTARG = telling, FUNCTION = telling_le,
	COMMUTATOR = >=, NEGATOR = >,
	RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);

CREATE OPERATOR = (
	LEFTARG = telling, RIGHTARG = telling, FUNCTION = telling_eq,
	COMMUTATOR = =, NEGATOR = <>,
	RESTRICT = eqsel, JOIN = eqjoinsel,
	HASHES, MERGES
);

CREATE OPERATOR <> (
	LEFTARG = telling, RIGHTARG = telling, FUNCTION = telling_ne,
	COMMUTATOR = <>, NEGATOR = =,
	RESTRICT = neqsel, JOIN = neqjoinsel
);

CREATE OPERATOR >= (
	LEFTARG = telling, RIGHTARG = telling, FUNCTION = telling_ge,
	COMMUTATOR = <=, NEGATOR = <,
	RESTRICT = scalargesel, JOIN = scalargejoinsel
);

CREATE OPERATOR > (
	LEFTARG = telling, RIGHTARG = telling, FUNCTION = telling_gt,
	COMMUTATOR = <, NEGATOR = <=,
	RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);

COMMENT ON OPERATOR < (telling, telling) IS
	'less than: by lower bound, then by upper bound; says nothing about the counts behind them';
COMMENT ON OPERATOR <= (telling, telling) IS
	'less than or equal: by lower bound, then by upper bound; says nothing about the counts behind them';
COMMENT ON OPERATOR = (telling, telling) IS
	'the same bounds; the counts behind them may differ';
COMMENT ON OPERATOR <> (telling, telling) IS
	'other bounds; the counts behind them may be equal';
COMMENT ON OPERATOR >= (telling, telling) IS
	'greater than or equal: by lower bound, then by upper bound; says nothing about the counts behind them';
COMMENT ON OPERATOR > (telling, telling) IS
	'greater than: by lower bound, then by upper bound; says nothing about the counts behind them';

CREATE OPERATOR CLASS telling_ops DEFAULT FOR TYPE telling USING btree AS
	OPERATOR 1 <,
	OPERATOR 2 <=,
	OPERATOR 3 =,
	OPERATOR 4 >=,
	OPERATOR 5 >,
	FUNCTION 1 telling_cmp(telling, telling),
	FUNCTION 2 telling_sortsupport(internal),
	FUNCTION 4 btequalimage(oid);

CREATE OPERATOR CLASS telling_ops DEFAULT FOR TYPE telling USING hash AS
	OPERATOR 1 =,
	FUNCTION 1 telling_hash(telling),
	FUNCTION 2 telling_hash_extended(telling, bigint);

CREATE OPERATOR CLASS telling_minmax_ops DEFAULT FOR TYPE telling USING brin AS
	OPERATOR 1 <,
	OPERATOR 2 <=,
	OPERATOR 3 =,
	OPERATOR 4 >=,
	OPERATOR 5 >,
	FUNCTION 1 brin_minmax_opcinfo(internal),
	FUNCTION 2 brin_minmax_add_value(internal, internal, internal, internal),
	FUNCTION 3 brin_minmax_consistent(internal, internal, internal),
	FUNCTION 4 brin_minmax_union(internal, internal, internal);

COMMENT ON OPERATOR FAMILY telling_ops USING btree IS
	'order by lower bound, then by upper bound';
COMMENT ON OPERATOR FAMILY telling_ops USING hash IS
	'equality of both bounds';
COMMENT ON OPERATOR FAMILY telling_minmax_ops USING brin IS
	'smallest and largest value per block range';
COMMENT ON OPERATOR CLASS telling_ops USING btree IS
	'order by lower bound, then by upper bound';
COMMENT ON OPERATOR CLASS telling_ops USING hash IS
	'equality of both bounds';
COMMENT ON OPERATOR CLASS telling_minmax_ops USING brin IS
	'smallest and largest value per block range';

-- Arithmetic and totals.

CREATE FUNCTION telling_pl(telling, telling) RETURNS telling
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE FUNCTION telling_mi(telling, telling) RETURNS telling
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

CREATE OPERATOR + (
	LEFTARG = telling, RIGHTARG = telling, FUNCTION = telling_pl,
	COMMUTATOR = +
);

CREATE OPERATOR - (
	LEFTARG = telling, RIGHTARG = telling, FUNCTION = telling_mi
);

-- Strict without a start value: NULLs are skipped, no rows give NULL. There is
-- no inverse for moving windows: (a + b) - b is wider than a unless b is exact,
-- so PostgreSQL sums each window frame afresh.
CREATE AGGREGATE sum(telling) (
	SFUNC = telling_pl,
	STYPE = telling,
	COMBINEFUNC = telling_pl,
	PARALLEL = SAFE
);

CREATE FUNCTION verscherp(tellingen telling[], totaal telling) RETURNS telling[]
	AS 'MODULE_PATHNAME' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;

COMMENT ON FUNCTION telling_pl(telling, telling) IS
	'implementation of the + operator';
COMMENT ON FUNCTION telling_mi(telling, telling) IS
	'implementation of the - operator';
COMMENT ON OPERATOR + (telling, telling) IS
	'sum of two counts, exact bounds; error 22003 above 2147483647';
COMMENT ON OPERATOR - (telling, telling) IS
	'difference of two separate counts where it is 0 or more, exact bounds; error 22003 where it is below 0 for certain';
COMMENT ON AGGREGATE sum(telling) IS
	'sum of counts, exact bounds; NULLs are skipped, no rows give NULL; error 22003 above 2147483647';
COMMENT ON FUNCTION verscherp(telling[], telling) IS
	'the same counts with the tightest bounds that follow from their total, NULL being an unknown count; error 22023 when they cannot add up to it';
