-- schaalscore: a weighted mean with its standard error, that can be merged.

@io schaalscore@
CREATE TYPE schaalscore (
	INPUT = schaalscore_in, OUTPUT = schaalscore_out,
	RECEIVE = schaalscore_recv, SEND = schaalscore_send,
	INTERNALLENGTH = 96, ALIGNMENT = double
);
COMMENT ON TYPE schaalscore IS
'scale score of one or more respondents, to be merged with others: (n, pivot, sum of w, of w^2, of w d, of w^2 d, of w^2 d^2), d being score - pivot; other text raises 22P02';

@comparison schaalscore@
COMMENT ON OPERATOR = (schaalscore, schaalscore) IS 'the same sums, to the last bit';
COMMENT ON OPERATOR < (schaalscore, schaalscore) IS
'less than, by mean, then by number of respondents, then by the sums';

-- The aggregates. Not STRICT: the state starts as NULL, and NULLs are skipped.

CREATE FUNCTION schaalscore_accum(schaalscore, float8) RETURNS schaalscore
	LANGUAGE C IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION schaalscore_accum(schaalscore, float8) IS 'one respondent more';
CREATE FUNCTION schaalscore_accum(schaalscore, smallint) RETURNS schaalscore
	LANGUAGE C IMMUTABLE PARALLEL SAFE
	AS 'MODULE_PATHNAME', 'schaalscore_accum_int2';
COMMENT ON FUNCTION schaalscore_accum(schaalscore, smallint) IS 'one respondent more';
CREATE FUNCTION schaalscore_accum(schaalscore, float8, float8) RETURNS schaalscore
	LANGUAGE C IMMUTABLE PARALLEL SAFE
	AS 'MODULE_PATHNAME', 'schaalscore_accum_weighted';
COMMENT ON FUNCTION schaalscore_accum(schaalscore, float8, float8) IS 'one weighted respondent more';
CREATE FUNCTION schaalscore_combine(schaalscore, schaalscore) RETURNS schaalscore
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION schaalscore_combine(schaalscore, schaalscore) IS 'the respondents of both';
CREATE FUNCTION schaalscore_final(schaalscore) RETURNS schaalscore
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION schaalscore_final(schaalscore) IS 'the same sums about the mean';

CREATE AGGREGATE schaalscore(score float8) (
	SFUNC = schaalscore_accum, STYPE = schaalscore,
	FINALFUNC = schaalscore_final, COMBINEFUNC = schaalscore_combine,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE schaalscore(float8) IS
'scale score of all respondents whose score is not NULL; NULL where there are none; raises 22003 for NaN and infinity';
-- Without a cast on every row.
CREATE AGGREGATE schaalscore(score smallint) (
	SFUNC = schaalscore_accum, STYPE = schaalscore,
	FINALFUNC = schaalscore_final, COMBINEFUNC = schaalscore_combine,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE schaalscore(smallint) IS 'the same as schaalscore(float8)';
CREATE AGGREGATE schaalscore(score float8, gewicht float8) (
	SFUNC = schaalscore_accum, STYPE = schaalscore,
	FINALFUNC = schaalscore_final, COMBINEFUNC = schaalscore_combine,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE schaalscore(float8, float8) IS
'weighted scale score of all respondents whose score and weight are not NULL and whose weight is not 0; NULL where there are none; raises 22003 for NaN, infinity and negative weights';

CREATE AGGREGATE samen(score schaalscore) (
	SFUNC = schaalscore_combine, STYPE = schaalscore,
	FINALFUNC = schaalscore_final, COMBINEFUNC = schaalscore_combine,
	PARALLEL = SAFE
);
COMMENT ON AGGREGATE samen(schaalscore) IS
'scale score of the respondents of all scores together; NULLs are skipped, no rows give NULL';

-- What follows from a score. Those with populatie are not STRICT: NULL there
-- is an endless population. Any other NULL gives NULL.

CREATE FUNCTION n(score schaalscore) RETURNS bigint
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE
	AS 'MODULE_PATHNAME', 'schaalscore_n';
COMMENT ON FUNCTION n(schaalscore) IS 'number of respondents';
CREATE FUNCTION gemiddelde(score schaalscore) RETURNS float8
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE
	AS 'MODULE_PATHNAME', 'schaalscore_gemiddelde';
COMMENT ON FUNCTION gemiddelde(schaalscore) IS 'weighted mean';
CREATE FUNCTION standaardfout(score schaalscore, populatie float8 DEFAULT NULL) RETURNS float8
	LANGUAGE C IMMUTABLE PARALLEL SAFE
	AS 'MODULE_PATHNAME', 'schaalscore_standaardfout';
COMMENT ON FUNCTION standaardfout(schaalscore, float8) IS
'linearised standard error of the mean, with finite population correction where populatie is given; NULL for one respondent; raises 22023 for a population smaller than the sample';

CREATE FUNCTION ondergrens(score schaalscore, niveau float8 DEFAULT 0.95,
	verdeling text DEFAULT 't', populatie float8 DEFAULT NULL) RETURNS float8
	LANGUAGE C IMMUTABLE PARALLEL SAFE
	AS 'MODULE_PATHNAME', 'schaalscore_ondergrens';
COMMENT ON FUNCTION ondergrens(schaalscore, float8, text, float8) IS
'lower bound of the confidence interval of the mean: level niveau, distribution t (n - 1 degrees of freedom) or z, finite population correction where populatie is given; NULL for one respondent; raises 22023 for another level or distribution, or a population smaller than the sample';
CREATE FUNCTION bovengrens(score schaalscore, niveau float8 DEFAULT 0.95,
	verdeling text DEFAULT 't', populatie float8 DEFAULT NULL) RETURNS float8
	LANGUAGE C IMMUTABLE PARALLEL SAFE
	AS 'MODULE_PATHNAME', 'schaalscore_bovengrens';
COMMENT ON FUNCTION bovengrens(schaalscore, float8, text, float8) IS
'upper bound of the confidence interval of the mean; see ondergrens';
CREATE FUNCTION halfbreedte(score schaalscore, niveau float8 DEFAULT 0.95,
	verdeling text DEFAULT 't', populatie float8 DEFAULT NULL) RETURNS float8
	LANGUAGE C IMMUTABLE PARALLEL SAFE
	AS 'MODULE_PATHNAME', 'schaalscore_halfbreedte';
COMMENT ON FUNCTION halfbreedte(schaalscore, float8, text, float8) IS
'half the width of the confidence interval of the mean; see ondergrens';
CREATE FUNCTION ster(score schaalscore, niveau float8 DEFAULT 0.95,
	verdeling text DEFAULT 't', populatie float8 DEFAULT NULL) RETURNS boolean
	LANGUAGE C IMMUTABLE PARALLEL SAFE
	AS 'MODULE_PATHNAME', 'schaalscore_ster';
COMMENT ON FUNCTION ster(schaalscore, float8, text, float8) IS
'whether the score is uncertain and gets a star: half-width above 0.25; NULL for one respondent; arguments as for ondergrens';
CREATE FUNCTION toonbaar(score schaalscore, niveau float8 DEFAULT 0.95,
	verdeling text DEFAULT 't', populatie float8 DEFAULT NULL) RETURNS boolean
	LANGUAGE C IMMUTABLE PARALLEL SAFE
	AS 'MODULE_PATHNAME', 'schaalscore_toonbaar';
COMMENT ON FUNCTION toonbaar(schaalscore, float8, text, float8) IS
'whether the score may be shown: half-width at most 0.5; NULL for one respondent; arguments as for ondergrens';
