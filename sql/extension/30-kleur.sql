-- kleur: the colour that stands for a scale score in the Doelstellingenmonitor.

CREATE TYPE kleur AS ENUM ('rood', 'geel', 'lichtgroen', 'donkergroen');
COMMENT ON TYPE kleur IS
'colour of a scale score, from lowest to highest: rood, geel, lichtgroen, donkergroen';

CREATE FUNCTION kleur_rang(score float8, punten integer) RETURNS integer
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION kleur_rang(float8, integer) IS
'place of kleur(score, punten) in the enum: 1 to 4';

-- Not STRICT, so that it is inlined.
CREATE FUNCTION kleur(score float8, punten integer) RETURNS kleur
	LANGUAGE sql IMMUTABLE PARALLEL SAFE
	RETURN ('{rood,geel,lichtgroen,donkergroen}'::kleur[])[kleur_rang(score, punten)];
COMMENT ON FUNCTION kleur(float8, integer) IS
'colour of a score on a scale of 5 points (rood up to 3, geel up to 3.5, lichtgroen up to 4.25) or 3 points (2, 2.5, 2.75); raises 22023 for other scales, 22003 for NaN and infinity';
