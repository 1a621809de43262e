-- brinnummer: an institution or one of its locations.

@io brinnummer@
CREATE TYPE brinnummer (
	INPUT = brinnummer_in, OUTPUT = brinnummer_out,
	RECEIVE = brinnummer_recv, SEND = brinnummer_send,
	LIKE = integer
);
COMMENT ON TYPE brinnummer IS
'institution (02QZ) or location (02QZ00) of the Basisregister Instellingen; anything else raises 22P02';

@comparison brinnummer@
@extremes brinnummer@

CREATE FUNCTION brinnummer(instellingscode text, vestigingscode text) RETURNS brinnummer
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE
	AS 'MODULE_PATHNAME', 'brinnummer_from_parts';
COMMENT ON FUNCTION brinnummer(text, text) IS
'location from an institution and a location number (00, 0 or the full 02QZ00); raises 22P02 where they do not belong together';

CREATE FUNCTION instelling(nummer brinnummer) RETURNS brinnummer
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE
	AS 'MODULE_PATHNAME', 'brinnummer_instelling';
COMMENT ON FUNCTION instelling(brinnummer) IS
'the institution of a location; an institution as it is';

CREATE FUNCTION vestigingsnummer(nummer brinnummer) RETURNS text
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE
	AS 'MODULE_PATHNAME', 'brinnummer_vestigingsnummer';
COMMENT ON FUNCTION vestigingsnummer(brinnummer) IS
'the two digits of a location; NULL for an institution';

CREATE FUNCTION is_vestiging(nummer brinnummer) RETURNS boolean
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE
	AS 'MODULE_PATHNAME', 'brinnummer_is_vestiging';
COMMENT ON FUNCTION is_vestiging(brinnummer) IS
'true for a location, false for an institution';
