-- schooljaar: the school year from 1 August to 31 July.

@io schooljaar@
CREATE TYPE schooljaar (
	INPUT = schooljaar_in, OUTPUT = schooljaar_out,
	RECEIVE = schooljaar_recv, SEND = schooljaar_send,
	LIKE = smallint
);
COMMENT ON TYPE schooljaar IS
'school year from 1 August to 31 July, 1000-1001 to 9998-9999; anything else raises 22P02';

@comparison schooljaar@
@extremes schooljaar@

-- Days of a school year.

CREATE FUNCTION begin(jaar schooljaar) RETURNS date
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE
	AS 'MODULE_PATHNAME', 'schooljaar_begin';
COMMENT ON FUNCTION begin(schooljaar) IS 'first day: 1 August';

CREATE FUNCTION eind(jaar schooljaar) RETURNS date
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE
	AS 'MODULE_PATHNAME', 'schooljaar_eind';
COMMENT ON FUNCTION eind(schooljaar) IS 'last day: 31 July of the next year';

CREATE FUNCTION teldatum(jaar schooljaar, maand integer DEFAULT 10) RETURNS date
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE
	AS 'MODULE_PATHNAME', 'schooljaar_teldatum';
COMMENT ON FUNCTION teldatum(schooljaar, integer) IS
'first day of a month within the school year, by default 1 October; raises 22023 for a month that is not 1 to 12';

-- Casts. Each function has the name of its result, so that schooljaar(2023)
-- and schooljaar(date '2023-10-01') are calls as well as casts.

CREATE FUNCTION schooljaar(datum date) RETURNS schooljaar
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE
	AS 'MODULE_PATHNAME', 'schooljaar_from_date';
COMMENT ON FUNCTION schooljaar(date) IS
'school year in which a day falls; raises 22008 for infinity and 22003 outside 1000-1001 to 9998-9999';
CREATE CAST (date AS schooljaar) WITH FUNCTION schooljaar(date);
COMMENT ON CAST (date AS schooljaar) IS 'school year in which a day falls';

CREATE FUNCTION schooljaar(beginjaar integer) RETURNS schooljaar
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE
	AS 'MODULE_PATHNAME', 'schooljaar_from_int4';
COMMENT ON FUNCTION schooljaar(integer) IS
'school year that begins in a year; raises 22003 outside 1000 to 9998';
CREATE CAST (integer AS schooljaar) WITH FUNCTION schooljaar(integer);
COMMENT ON CAST (integer AS schooljaar) IS 'school year that begins in a year';

CREATE FUNCTION int4(jaar schooljaar) RETURNS integer
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE
	AS 'MODULE_PATHNAME', 'schooljaar_to_int4';
COMMENT ON FUNCTION int4(schooljaar) IS 'year in which a school year begins';
CREATE CAST (schooljaar AS integer) WITH FUNCTION int4(schooljaar);
COMMENT ON CAST (schooljaar AS integer) IS 'year in which a school year begins';

-- Not STRICT, so that it is inlined: four times as fast.
CREATE FUNCTION daterange(jaar schooljaar) RETURNS daterange
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	RETURN CASE WHEN jaar IS NOT NULL
		THEN pg_catalog.daterange(begin(jaar), eind(jaar), '[]') END;
COMMENT ON FUNCTION daterange(schooljaar) IS
'all days of a school year: [1 August, 1 August of the next year)';
CREATE CAST (schooljaar AS daterange) WITH FUNCTION daterange(schooljaar);
COMMENT ON CAST (schooljaar AS daterange) IS 'all days of a school year';

-- Years later, earlier and between; 22003 where no school year results.

CREATE FUNCTION schooljaar_plus_int4(schooljaar, integer) RETURNS schooljaar
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION schooljaar_plus_int4(schooljaar, integer) IS 'implementation of + operator';
CREATE FUNCTION int4_plus_schooljaar(integer, schooljaar) RETURNS schooljaar
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION int4_plus_schooljaar(integer, schooljaar) IS 'implementation of + operator';
CREATE FUNCTION schooljaar_minus_int4(schooljaar, integer) RETURNS schooljaar
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION schooljaar_minus_int4(schooljaar, integer) IS 'implementation of - operator';
CREATE FUNCTION schooljaar_minus_schooljaar(schooljaar, schooljaar) RETURNS integer
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION schooljaar_minus_schooljaar(schooljaar, schooljaar) IS 'implementation of - operator';

CREATE OPERATOR + (
	LEFTARG = schooljaar, RIGHTARG = integer, FUNCTION = schooljaar_plus_int4,
	COMMUTATOR = +
);
COMMENT ON OPERATOR + (schooljaar, integer) IS 'school year so many years later';
CREATE OPERATOR + (
	LEFTARG = integer, RIGHTARG = schooljaar, FUNCTION = int4_plus_schooljaar,
	COMMUTATOR = +
);
COMMENT ON OPERATOR + (integer, schooljaar) IS 'school year so many years later';
CREATE OPERATOR - (
	LEFTARG = schooljaar, RIGHTARG = integer, FUNCTION = schooljaar_minus_int4
);
COMMENT ON OPERATOR - (schooljaar, integer) IS 'school year so many years before';
CREATE OPERATOR - (
	LEFTARG = schooljaar, RIGHTARG = schooljaar, FUNCTION = schooljaar_minus_schooljaar
);
COMMENT ON OPERATOR - (schooljaar, schooljaar) IS 'years between two school years';
