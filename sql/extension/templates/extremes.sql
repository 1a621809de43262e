-- The aggregates min and max of @type@.

CREATE FUNCTION @type@_smaller(@type@, @type@) RETURNS @type@
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION @type@_smaller(@type@, @type@) IS 'smaller of two';
CREATE AGGREGATE min(@type@) (
	SFUNC = @type@_smaller, STYPE = @type@, COMBINEFUNC = @type@_smaller,
	SORTOP = <, PARALLEL = SAFE
);
COMMENT ON AGGREGATE min(@type@) IS 'smallest @type@ of all input values';

CREATE FUNCTION @type@_larger(@type@, @type@) RETURNS @type@
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION @type@_larger(@type@, @type@) IS 'larger of two';
CREATE AGGREGATE max(@type@) (
	SFUNC = @type@_larger, STYPE = @type@, COMBINEFUNC = @type@_larger,
	SORTOP = >, PARALLEL = SAFE
);
COMMENT ON AGGREGATE max(@type@) IS 'largest @type@ of all input values';
