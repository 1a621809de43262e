-- alfa: the reliability of a scale, Cronbach's alpha, as a state that merges.

@io alfa@
CREATE TYPE alfa (
	INPUT = alfa_in, OUTPUT = alfa_out,
	RECEIVE = alfa_recv, SEND = alfa_send,
	INTERNALLENGTH = VARIABLE, ALIGNMENT = double, STORAGE = extended
);
COMMENT ON TYPE alfa IS
'sums over the answers to a scale of at most 200 items, for Cronbach''s alpha with and without each item; states merge with samen()';

-- What a state tells.

CREATE FUNCTION alpha(schaal alfa) RETURNS float8
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE
	AS 'MODULE_PATHNAME', 'alfa_alpha_of';
COMMENT ON FUNCTION alpha(alfa) IS
'Cronbach''s alpha; NULL for fewer than two items or respondents, or where their totals do not differ';

CREATE FUNCTION alpha_zonder(schaal alfa, item integer) RETURNS float8
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE
	AS 'MODULE_PATHNAME', 'alfa_zonder';
COMMENT ON FUNCTION alpha_zonder(alfa, integer) IS
'Cronbach''s alpha of the scale without an item, the first being 1; NULL as alpha(); raises 22023 where there is no such item';

CREATE FUNCTION item_rest(schaal alfa, item integer) RETURNS float8
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE
	AS 'MODULE_PATHNAME', 'alfa_item_rest_of';
COMMENT ON FUNCTION item_rest(alfa, integer) IS
'correlation of an item, the first being 1, with the sum of the others; NULL where either does not vary; raises 22023 where there is no such item';

CREATE FUNCTION ondergrens(schaal alfa, niveau float8 DEFAULT 0.95) RETURNS float8
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE
	AS 'MODULE_PATHNAME', 'alfa_ondergrens';
COMMENT ON FUNCTION ondergrens(alfa, float8) IS
'lower bound of Feldt''s confidence interval of alpha; NULL as alpha(); raises 22023 for a level not between 0 and 1';

CREATE FUNCTION bovengrens(schaal alfa, niveau float8 DEFAULT 0.95) RETURNS float8
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE
	AS 'MODULE_PATHNAME', 'alfa_bovengrens';
COMMENT ON FUNCTION bovengrens(alfa, float8) IS
'upper bound of Feldt''s confidence interval of alpha; NULL as alpha(); raises 22023 for a level not between 0 and 1';

CREATE FUNCTION n(schaal alfa) RETURNS bigint
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE
	AS 'MODULE_PATHNAME', 'alfa_n';
COMMENT ON FUNCTION n(alfa) IS
'respondents who answered every item or, pairwise, any item';

CREATE FUNCTION items(schaal alfa) RETURNS integer
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE
	AS 'MODULE_PATHNAME', 'alfa_items';
COMMENT ON FUNCTION items(alfa) IS 'items of the scale';

CREATE FUNCTION betrouwbaarheid(alpha float8) RETURNS text
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION betrouwbaarheid(float8) IS
'rule of thumb for alpha: below 0.70 onvoldoende, from 0.70 voldoende, from 0.80 goed; NULL above 1; raises 22003 for NaN and infinity';

CREATE FUNCTION betrouwbaarheid(schaal alfa) RETURNS text
	LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE
	RETURN betrouwbaarheid(alpha(schaal));
COMMENT ON FUNCTION betrouwbaarheid(alfa) IS
'rule of thumb for the alpha of a state; NULL as alpha()';

-- Making states.

CREATE FUNCTION alfa_combine(alfa, alfa) RETURNS alfa
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION alfa_combine(alfa, alfa) IS 'merges two states';

CREATE AGGREGATE samen(alfa) (
	SFUNC = alfa_combine, STYPE = alfa, SSPACE = 500,
	COMBINEFUNC = alfa_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE samen(alfa) IS
'state of all respondents of separate states together; NULLs are skipped, no rows give NULL; raises 22023 for scales of different lengths, or listwise with pairwise states';

@answers smallint@
@answers float8@
