-- bekostigingscategorie: the funding category of a pupil in so or vso.

@io bekostigingscategorie@
CREATE TYPE bekostigingscategorie (
	INPUT = bekostigingscategorie_in, OUTPUT = bekostigingscategorie_out,
	RECEIVE = bekostigingscategorie_recv, SEND = bekostigingscategorie_send,
	INTERNALLENGTH = 1, PASSEDBYVALUE, ALIGNMENT = char
);
COMMENT ON TYPE bekostigingscategorie IS
'funding category: laag (1) < midden (2) < hoog (3); Nvt is no value but NULL; anything else raises 22P02';

@comparison bekostigingscategorie@
@extremes bekostigingscategorie@

-- One function for each kind of text: with only text, a call with another kind
-- would be taken as a cast to the type, which raises instead.

CREATE FUNCTION bekostigingscategorie(code text) RETURNS bekostigingscategorie
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE
	AS 'MODULE_PATHNAME', 'bekostigingscategorie_from_text';
COMMENT ON FUNCTION bekostigingscategorie(text) IS
'category of a level or of onderwijssoort codes (BWBR0035617, annex 5); NULL where there is none, none is known or the codes differ; never raises';
CREATE FUNCTION bekostigingscategorie(code varchar) RETURNS bekostigingscategorie
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE
	AS 'MODULE_PATHNAME', 'bekostigingscategorie_from_text';
COMMENT ON FUNCTION bekostigingscategorie(varchar) IS
'the same as bekostigingscategorie(text)';
CREATE FUNCTION bekostigingscategorie(code bpchar) RETURNS bekostigingscategorie
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE
	AS 'MODULE_PATHNAME', 'bekostigingscategorie_from_text';
COMMENT ON FUNCTION bekostigingscategorie(bpchar) IS
'the same as bekostigingscategorie(text)';

CREATE FUNCTION bekostigingscategorie(nummer integer) RETURNS bekostigingscategorie
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE
	AS 'MODULE_PATHNAME', 'bekostigingscategorie_from_int4';
COMMENT ON FUNCTION bekostigingscategorie(integer) IS
'category of a number; raises 22003 for any but 1, 2 and 3';
CREATE CAST (integer AS bekostigingscategorie)
	WITH FUNCTION bekostigingscategorie(integer);
COMMENT ON CAST (integer AS bekostigingscategorie) IS 'category of 1, 2 or 3';

CREATE FUNCTION int4(categorie bekostigingscategorie) RETURNS integer
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE
	AS 'MODULE_PATHNAME', 'bekostigingscategorie_to_int4';
COMMENT ON FUNCTION int4(bekostigingscategorie) IS 'number of a category: 1, 2 or 3';
CREATE CAST (bekostigingscategorie AS integer)
	WITH FUNCTION int4(bekostigingscategorie);
COMMENT ON CAST (bekostigingscategorie AS integer) IS 'number of a category: 1, 2 or 3';
