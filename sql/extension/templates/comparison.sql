-- Order, equality and hash of @type@, and its operator classes.

CREATE FUNCTION @type@_lt(@type@, @type@) RETURNS boolean
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION @type@_lt(@type@, @type@) IS 'implementation of < operator';
CREATE FUNCTION @type@_le(@type@, @type@) RETURNS boolean
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION @type@_le(@type@, @type@) IS 'implementation of <= operator';
CREATE FUNCTION @type@_eq(@type@, @type@) RETURNS boolean
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION @type@_eq(@type@, @type@) IS 'implementation of = operator';
CREATE FUNCTION @type@_ne(@type@, @type@) RETURNS boolean
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION @type@_ne(@type@, @type@) IS 'implementation of <> operator';
CREATE FUNCTION @type@_ge(@type@, @type@) RETURNS boolean
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION @type@_ge(@type@, @type@) IS 'implementation of >= operator';
CREATE FUNCTION @type@_gt(@type@, @type@) RETURNS boolean
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION @type@_gt(@type@, @type@) IS 'implementation of > operator';

CREATE FUNCTION @type@_cmp(@type@, @type@) RETURNS integer
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION @type@_cmp(@type@, @type@) IS 'less-equal-greater';
CREATE FUNCTION @type@_sortsupport(internal) RETURNS void
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION @type@_sortsupport(internal) IS 'sort support';
CREATE FUNCTION @type@_hash(@type@) RETURNS integer
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION @type@_hash(@type@) IS 'hash';
CREATE FUNCTION @type@_hash_extended(@type@, bigint) RETURNS bigint
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION @type@_hash_extended(@type@, bigint) IS 'hash with a seed';

CREATE OPERATOR < (
	LEFTARG = @type@, RIGHTARG = @type@, FUNCTION = @type@_lt,
	COMMUTATOR = >, NEGATOR = >=,
	RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
COMMENT ON OPERATOR < (@type@, @type@) IS 'less than';

CREATE OPERATOR <= (
	LEFTARG = @type@, RIGHTARG = @type@, FUNCTION = @type@_le,
	COMMUTATOR = >=, NEGATOR = >,
	RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
COMMENT ON OPERATOR <= (@type@, @type@) IS 'less than or equal';

CREATE OPERATOR = (
	LEFTARG = @type@, RIGHTARG = @type@, FUNCTION = @type@_eq,
	COMMUTATOR = =, NEGATOR = <>,
	RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES
);
COMMENT ON OPERATOR = (@type@, @type@) IS 'equal';

CREATE OPERATOR <> (
	LEFTARG = @type@, RIGHTARG = @type@, FUNCTION = @type@_ne,
	COMMUTATOR = <>, NEGATOR = =,
	RESTRICT = neqsel, JOIN = neqjoinsel
);
COMMENT ON OPERATOR <> (@type@, @type@) IS 'not equal';

CREATE OPERATOR >= (
	LEFTARG = @type@, RIGHTARG = @type@, FUNCTION = @type@_ge,
	COMMUTATOR = <=, NEGATOR = <,
	RESTRICT = scalargesel, JOIN = scalargejoinsel
);
COMMENT ON OPERATOR >= (@type@, @type@) IS 'greater than or equal';

CREATE OPERATOR > (
	LEFTARG = @type@, RIGHTARG = @type@, FUNCTION = @type@_gt,
	COMMUTATOR = <, NEGATOR = <=,
	RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
COMMENT ON OPERATOR > (@type@, @type@) IS 'greater than';

CREATE OPERATOR CLASS @type@_ops DEFAULT FOR TYPE @type@ USING btree AS
	OPERATOR 1 <,
	OPERATOR 2 <=,
	OPERATOR 3 =,
	OPERATOR 4 >=,
	OPERATOR 5 >,
	FUNCTION 1 @type@_cmp(@type@, @type@),
	FUNCTION 2 @type@_sortsupport(internal),
	FUNCTION 4 btequalimage(oid);
COMMENT ON OPERATOR CLASS @type@_ops USING btree IS 'order of @type@';
COMMENT ON OPERATOR FAMILY @type@_ops USING btree IS 'order of @type@';

CREATE OPERATOR CLASS @type@_ops DEFAULT FOR TYPE @type@ USING hash AS
	OPERATOR 1 =,
	FUNCTION 1 @type@_hash(@type@),
	FUNCTION 2 @type@_hash_extended(@type@, bigint);
COMMENT ON OPERATOR CLASS @type@_ops USING hash IS 'equality of @type@';
COMMENT ON OPERATOR FAMILY @type@_ops USING hash IS 'equality of @type@';

CREATE OPERATOR CLASS @type@_minmax_ops DEFAULT FOR TYPE @type@ USING brin AS
	OPERATOR 1 <,
	OPERATOR 2 <=,
	OPERATOR 3 =,
	OPERATOR 4 >=,
	OPERATOR 5 >,
	FUNCTION 1 brin_minmax_opcinfo(internal),
	FUNCTION 2 brin_minmax_add_value(internal, internal, internal, internal),
	FUNCTION 3 brin_minmax_consistent(internal, internal, internal),
	FUNCTION 4 brin_minmax_union(internal, internal, internal);
COMMENT ON OPERATOR CLASS @type@_minmax_ops USING brin IS 'range of @type@ per block range';
COMMENT ON OPERATOR FAMILY @type@_minmax_ops USING brin IS 'range of @type@ per block range';
