-- verhouding: a ratio of two separate counts with exact bounds, from 0 upwards.
-- An aandeel without the limit of 1, but a type of its own, so that a value
-- above 1 cannot slip in where a share is meant.

@io verhouding@
@bounds verhouding@
COMMENT ON TYPE verhouding IS
'ratio with exact bounds, 0 or more and finite, written 1.5 or 0.8..2.5; other text raises 22P02, a negative or infinite value 22003';

@comparison verhouding@
@interval verhouding@

CREATE FUNCTION verhouding(teller telling, noemer telling) RETURNS verhouding
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE
	AS 'MODULE_PATHNAME', 'verhouding_from_tellingen';
COMMENT ON FUNCTION verhouding(telling, telling) IS
'ratio of two separate counts over all that they allow with noemer at least 1, exact bounds; NULL where noemer is 0 for certain; never infinite, raises nothing';

-- Every aandeel is a verhouding, byte for byte; the way back is checked.

CREATE CAST (aandeel AS verhouding) WITHOUT FUNCTION AS ASSIGNMENT;
COMMENT ON CAST (aandeel AS verhouding) IS 'the same bounds as a ratio';

CREATE FUNCTION aandeel(waarde verhouding) RETURNS aandeel
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE
	AS 'MODULE_PATHNAME', 'aandeel_from_verhouding';
COMMENT ON FUNCTION aandeel(verhouding) IS
'the same bounds as a share; raises 22003 where the ratio may exceed 1';
CREATE CAST (verhouding AS aandeel) WITH FUNCTION aandeel(verhouding) AS ASSIGNMENT;
COMMENT ON CAST (verhouding AS aandeel) IS
'the same bounds as a share; raises 22003 where the ratio may exceed 1';
