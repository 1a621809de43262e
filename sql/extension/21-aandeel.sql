-- aandeel: a share with exact bounds, from 0 to 1.

@io aandeel@
@bounds aandeel@
COMMENT ON TYPE aandeel IS
'share with exact bounds, 0 to 1, written 0.023 or 0.021..0.034; other text raises 22P02, a value outside 0 to 1 raises 22003';

@comparison aandeel@
@interval aandeel@

CREATE FUNCTION aandeel(deel telling, rest telling) RETURNS aandeel
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE
	AS 'MODULE_PATHNAME', 'aandeel_from_tellingen';
COMMENT ON FUNCTION aandeel(telling, telling) IS
'share of deel in deel + rest over all counts that both allow, exact bounds because deel is part of the whole; NULL where the whole is 0 for certain; raises nothing';
