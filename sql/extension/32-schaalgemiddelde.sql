-- schaalgemiddelde: a respondent's mean over the items of a scale.

CREATE FUNCTION schaalgemiddelde(antwoorden float8[], omgekeerd boolean[],
	laagste float8, hoogste float8, minimaal integer DEFAULT 1) RETURNS float8
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION schaalgemiddelde(float8[], boolean[], float8, float8, integer) IS
'mean of the answers that are not NULL, those to reversed items mirrored on the bounds of the scale; NULL below minimaal answers; raises 22003 for an answer outside the bounds, 22023 for arrays of different lengths, 22004 for a direction that is NULL';
