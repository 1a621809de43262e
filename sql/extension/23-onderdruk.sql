-- Disclosure control: counts as they can be published with their totals, and
-- what can be derived of counts that were.

CREATE FUNCTION onderdruk(cellen telling[], drempel integer DEFAULT 5, met_totalen boolean DEFAULT false) RETURNS telling[]
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION onderdruk(telling[], integer, boolean) IS
'counts as they can be published with their total (a list) or their totals per row and column (a table): 1 to drempel - 1 masked, and others hidden (NULL) until the totals tell no more of these; met_totalen: the last element, or row and column, are the totals; raises 22023 for a threshold below 2, totals that do not fit or more than two dimensions, 54000 for a table that is too large';

CREATE FUNCTION verscherp(tabel telling[]) RETURNS telling[]
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME', 'verscherp_tabel';
COMMENT ON FUNCTION verscherp(telling[]) IS
'the counts of a table whose last row and column are its totals (of a list: the last element), and the totals, with the tightest bounds that follow from all of them, a NULL being an unknown count; raises 22023 where they cannot add up, 54000 for a table that is too large';
