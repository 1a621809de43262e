-- The aggregates over answers of type @type@[]. Their steps are not strict,
-- because the first one makes the state from the length of the array.

CREATE FUNCTION alfa_accum(alfa, @type@[]) RETURNS alfa
	LANGUAGE C IMMUTABLE PARALLEL SAFE
	AS 'MODULE_PATHNAME', 'alfa_accum_@type@';
COMMENT ON FUNCTION alfa_accum(alfa, @type@[]) IS 'adds a respondent, listwise';
CREATE FUNCTION alfa_accum(alfa, @type@[], float8) RETURNS alfa
	LANGUAGE C IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME', 'alfa_accum';
COMMENT ON FUNCTION alfa_accum(alfa, @type@[], float8) IS
'adds a weighted respondent, listwise';
CREATE FUNCTION alfa_paarsgewijs_accum(alfa, @type@[]) RETURNS alfa
	LANGUAGE C IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION alfa_paarsgewijs_accum(alfa, @type@[]) IS
'adds a respondent, pairwise';
CREATE FUNCTION alfa_paarsgewijs_accum(alfa, @type@[], float8) RETURNS alfa
	LANGUAGE C IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION alfa_paarsgewijs_accum(alfa, @type@[], float8) IS
'adds a weighted respondent, pairwise';

CREATE AGGREGATE alfa(items @type@[]) (
	SFUNC = alfa_accum, STYPE = alfa, SSPACE = 500,
	COMBINEFUNC = alfa_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE alfa(@type@[]) IS
'state of the answers of all respondents who answered every item; NULL arrays are skipped, no rows give NULL; raises 22023 for arrays of different lengths, 54000 above 200 items, 22003 for NaN and infinity';

CREATE AGGREGATE alfa(items @type@[], gewicht float8) (
	SFUNC = alfa_accum, STYPE = alfa, SSPACE = 500,
	COMBINEFUNC = alfa_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE alfa(@type@[], float8) IS
'the same, weighted; a weight of NULL or 0 leaves a respondent out; raises 22003 for a negative weight';

CREATE AGGREGATE alfa_paarsgewijs(items @type@[]) (
	SFUNC = alfa_paarsgewijs_accum, STYPE = alfa, SSPACE = 4000,
	COMBINEFUNC = alfa_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE alfa_paarsgewijs(@type@[]) IS
'state in which a respondent counts for every two items answered; otherwise as alfa()';

CREATE AGGREGATE alfa_paarsgewijs(items @type@[], gewicht float8) (
	SFUNC = alfa_paarsgewijs_accum, STYPE = alfa, SSPACE = 4000,
	COMBINEFUNC = alfa_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE alfa_paarsgewijs(@type@[], float8) IS
'the same, weighted; a weight of NULL or 0 leaves a respondent out; raises 22003 for a negative weight';

CREATE AGGREGATE cronbach_alpha(items @type@[]) (
	SFUNC = alfa_accum, STYPE = alfa, SSPACE = 500, FINALFUNC = alpha,
	COMBINEFUNC = alfa_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE cronbach_alpha(@type@[]) IS
'Cronbach''s alpha of the respondents who answered every item: alpha(alfa(items))';
