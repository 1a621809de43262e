-- swv: a samenwerkingsverband.

@io swv@
CREATE TYPE swv (
	INPUT = swv_in, OUTPUT = swv_out,
	RECEIVE = swv_recv, SEND = swv_send,
	LIKE = smallint
);
COMMENT ON TYPE swv IS
'samenwerkingsverband, PO0000 to VO9999, in the spelling of the Regeling regio-indeling (BWBR0032324); anything else raises 22P02';

@comparison swv@
@extremes swv@

CREATE FUNCTION sector(verband swv) RETURNS text
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE
	AS 'MODULE_PATHNAME', 'swv_sector';
COMMENT ON FUNCTION sector(swv) IS 'the sector of a samenwerkingsverband: po or vo';
