-- verevening: the statutory correction and its name in the field.

CREATE FUNCTION verevening_correctie(sector text, zware_ondersteuning numeric,
		veertien_plus numeric, lgf numeric, normbedrag numeric, leerlingen bigint,
		percentage numeric)
	RETURNS numeric
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION verevening_correctie(text, numeric, numeric, numeric, numeric, bigint, numeric) IS
'correction of a budget by law (Wet passend onderwijs, articles XIII to XVI), sector po or vo: positive is a top-up, negative a deduction; not rounded; NULL while any argument is unknown; raises 22023 for an argument that cannot be';

CREATE FUNCTION verevening_label(correctie numeric) RETURNS text
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION verevening_label(numeric) IS
'what the field calls a correction by law: negatief where it is positive (support above the norm, the top-up disappears), positief where it is negative, neutraal for 0; raises 22003 for NaN and infinities';
