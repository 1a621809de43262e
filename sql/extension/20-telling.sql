-- telling: a count that may be masked, as an interval of whole numbers.

@io telling@
CREATE TYPE telling (
	INPUT = telling_in, OUTPUT = telling_out,
	RECEIVE = telling_recv, SEND = telling_send,
	LIKE = bigint
);
COMMENT ON TYPE telling IS
'count that may be masked: all whole numbers from one bound to another, 0 to 2147483647, written 17, <5 (1 to 4) or 12..48; other text raises 22P02, a larger number 22003';

@comparison telling@
@interval telling@

-- Constructors, bounds and casts. A masked count never becomes a plain number
-- by itself: that is the mistake this type is here to stop.

CREATE FUNCTION telling(onder integer, boven integer) RETURNS telling
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE
	AS 'MODULE_PATHNAME', 'telling_from_bounds';
COMMENT ON FUNCTION telling(integer, integer) IS
'count from onder to boven; raises 22003 for a negative bound, 22023 for onder above boven';

CREATE FUNCTION telling(aantal integer) RETURNS telling
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE
	AS 'MODULE_PATHNAME', 'telling_from_int4';
COMMENT ON FUNCTION telling(integer) IS 'exact count; raises 22003 for a negative number';
CREATE CAST (integer AS telling) WITH FUNCTION telling(integer) AS IMPLICIT;
COMMENT ON CAST (integer AS telling) IS 'exact count; raises 22003 for a negative number';

CREATE FUNCTION telling(aantal bigint) RETURNS telling
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE
	AS 'MODULE_PATHNAME', 'telling_from_int8';
COMMENT ON FUNCTION telling(bigint) IS 'exact count; raises 22003 outside 0 to 2147483647';
CREATE CAST (bigint AS telling) WITH FUNCTION telling(bigint) AS ASSIGNMENT;
COMMENT ON CAST (bigint AS telling) IS 'exact count; raises 22003 outside 0 to 2147483647';

CREATE FUNCTION int4(aantal telling) RETURNS integer
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE
	AS 'MODULE_PATHNAME', 'telling_to_int4';
COMMENT ON FUNCTION int4(telling) IS
'number of an exact count; raises 22000 where more than one number is possible';
CREATE CAST (telling AS integer) WITH FUNCTION int4(telling);
COMMENT ON CAST (telling AS integer) IS
'number of an exact count; raises 22000 where more than one number is possible';

CREATE FUNCTION int8(aantal telling) RETURNS bigint
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE
	AS 'MODULE_PATHNAME', 'telling_to_int8';
COMMENT ON FUNCTION int8(telling) IS
'number of an exact count; raises 22000 where more than one number is possible';
CREATE CAST (telling AS bigint) WITH FUNCTION int8(telling);
COMMENT ON CAST (telling AS bigint) IS
'number of an exact count; raises 22000 where more than one number is possible';

CREATE FUNCTION ondergrens(aantal telling) RETURNS integer
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE
	AS 'MODULE_PATHNAME', 'telling_ondergrens';
COMMENT ON FUNCTION ondergrens(telling) IS 'smallest count that is possible';

CREATE FUNCTION bovengrens(aantal telling) RETURNS integer
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE
	AS 'MODULE_PATHNAME', 'telling_bovengrens';
COMMENT ON FUNCTION bovengrens(telling) IS 'largest count that is possible';

CREATE FUNCTION is_exact(aantal telling) RETURNS boolean
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE
	AS 'MODULE_PATHNAME', 'telling_is_exact';
COMMENT ON FUNCTION is_exact(telling) IS 'whether one count only is possible';

-- Arithmetic and totals.

CREATE FUNCTION telling_pl(telling, telling) RETURNS telling
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION telling_pl(telling, telling) IS 'implementation of + operator';
CREATE FUNCTION telling_mi(telling, telling) RETURNS telling
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION telling_mi(telling, telling) IS 'implementation of - operator';

CREATE OPERATOR + (
	LEFTARG = telling, RIGHTARG = telling, FUNCTION = telling_pl,
	COMMUTATOR = +
);
COMMENT ON OPERATOR + (telling, telling) IS
'sum of two separate counts, exact bounds; raises 22003 above 2147483647';
CREATE OPERATOR - (
	LEFTARG = telling, RIGHTARG = telling, FUNCTION = telling_mi
);
COMMENT ON OPERATOR - (telling, telling) IS
'difference of two separate counts as far as it is 0 or more, exact bounds; raises 22003 where it is below 0 for certain';

-- Strict without a start value: NULLs are skipped, no rows give NULL. There is
-- no inverse for moving windows: (a + b) - b is wider than a unless b is exact,
-- so PostgreSQL sums each window frame afresh.
CREATE AGGREGATE sum(telling) (
	SFUNC = telling_pl, STYPE = telling, COMBINEFUNC = telling_pl,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE sum(telling) IS
'sum of separate counts, exact bounds; NULLs are skipped, no rows give NULL; raises 22003 above 2147483647';

CREATE FUNCTION verscherp(tellingen telling[], totaal telling) RETURNS telling[]
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION verscherp(telling[], telling) IS
'the same counts with the tightest bounds that follow from their total, a NULL being an unknown count; raises 22023 where they cannot add up to it';
