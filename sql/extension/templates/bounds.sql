-- What aandeel and verhouding have in common, for @type@.

CREATE TYPE @type@ (
	INPUT = @type@_in, OUTPUT = @type@_out,
	RECEIVE = @type@_recv, SEND = @type@_send,
	INTERNALLENGTH = 16, ALIGNMENT = double
);

-- Not an overload of @type@(): two bare literals must mean two counts.
CREATE FUNCTION @type@_tussen(onder float8, boven float8) RETURNS @type@
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE
	AS 'MODULE_PATHNAME', '@type@_from_bounds';
COMMENT ON FUNCTION @type@_tussen(float8, float8) IS
'from onder to boven; raises 22003 for a bound that the type does not allow, 22023 for onder above boven';

CREATE FUNCTION @type@(waarde float8) RETURNS @type@
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE
	AS 'MODULE_PATHNAME', '@type@_from_float8';
COMMENT ON FUNCTION @type@(float8) IS
'exactly one value; raises 22003 where the type does not allow it';
CREATE CAST (float8 AS @type@) WITH FUNCTION @type@(float8) AS ASSIGNMENT;
COMMENT ON CAST (float8 AS @type@) IS
'exactly one value; raises 22003 where the type does not allow it';
CREATE CAST (numeric AS @type@) WITH INOUT AS ASSIGNMENT;
COMMENT ON CAST (numeric AS @type@) IS
'exactly one value, the nearest float8; raises 22003 where the type does not allow it';

-- There is no cast to float8: it would have to choose a bound, or fail in the
-- middle of a report. These say which bound is meant.

CREATE FUNCTION ondergrens(waarde @type@) RETURNS float8
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE
	AS 'MODULE_PATHNAME', '@type@_ondergrens';
COMMENT ON FUNCTION ondergrens(@type@) IS 'smallest value that is possible';

CREATE FUNCTION bovengrens(waarde @type@) RETURNS float8
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE
	AS 'MODULE_PATHNAME', '@type@_bovengrens';
COMMENT ON FUNCTION bovengrens(@type@) IS 'largest value that is possible';

CREATE FUNCTION is_exact(waarde @type@) RETURNS boolean
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE
	AS 'MODULE_PATHNAME', '@type@_is_exact';
COMMENT ON FUNCTION is_exact(@type@) IS 'whether one value only is possible';
