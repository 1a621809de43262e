-- Parts of totals that are published elsewhere, in a table of their own: valid permits of
-- all permits, say. Whoever knows a total and a part knows the rest.
CREATE FUNCTION laad.afscherm_deel(namen text[], delen telling[], resten telling[], getoond text[]) RETURNS TABLE (naam text, aantal telling)
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY
        WITH tabel AS (
            SELECT a.rij, a.kolom, a.aantal
            FROM laad.afscherm(namen || namen, array_fill('deel'::text, ARRAY[cardinality(namen)]) || array_fill('rest'::text, ARRAY[cardinality(namen)]),
                               delen || resten) AS a
        ), rij AS (
            SELECT coalesce(d.rij, 'landelijk') AS naam, d.aantal, r.aantal AS rest, x.deel, x.rest AS hele_rest, coalesce(d.rij, 'landelijk') = ANY (getoond) AS getoond,
                   t.aantal IS NULL AND coalesce(d.rij, 'landelijk') = ANY (getoond) AS open
            FROM tabel d
            LEFT JOIN tabel r ON r.rij IS NOT DISTINCT FROM d.rij AND r.kolom = 'rest'
            LEFT JOIN tabel t ON t.rij IS NOT DISTINCT FROM d.rij AND t.kolom IS NULL
            LEFT JOIN unnest(namen, delen, resten) AS x (naam, deel, rest) ON x.naam = d.rij
            WHERE d.kolom = 'deel'
        ), ruil AS (
            -- A total that is hidden here and published there: its part is hidden in its place,
            -- with one other of which part and rest are large, so that their sum tells neither.
            SELECT (SELECT array_agg(r.naam) FROM rij r WHERE r.open) AS open,
                   (SELECT r.naam FROM rij r WHERE NOT r.open AND r.getoond AND r.naam <> 'landelijk' AND ondergrens(r.deel) >= 5 AND ondergrens(r.hele_rest) >= 5
                    ORDER BY r.aantal IS NOT NULL, ondergrens(r.deel), r.naam COLLATE "C" LIMIT 1) AS met
        )
        SELECT r.naam,
               CASE WHEN r.naam = ANY (u.open) OR (u.open IS NOT NULL AND (r.naam = u.met OR (u.met IS NULL AND r.naam = 'landelijk'))) THEN NULL ELSE r.aantal END
        FROM rij r CROSS JOIN ruil u;
END $$;
COMMENT ON FUNCTION laad.afscherm_deel(text[], telling[], telling[], text[]) IS
    'De delen van totalen zoals zij te publiceren zijn naast de totalen van namen in getoond (ook landelijk), zodat ook de rest niet volgt. aantal NULL = verborgen';
