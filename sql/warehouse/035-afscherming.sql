-- Counts of a table as they can be published with the totals of its rows and columns.
CREATE FUNCTION laad.afscherm(rijen text[], kolommen text[], aantallen telling[]) RETURNS TABLE (rij text, kolom text, aantal telling)
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT AS $$
#variable_conflict use_column
DECLARE
    r     text[] := ARRAY(SELECT DISTINCT x FROM unnest(rijen) AS x ORDER BY x);
    k     text[] := ARRAY(SELECT DISTINCT x FROM unnest(kolommen) AS x ORDER BY x);
    tabel telling[];
BEGIN
    IF array_position(aantallen, NULL) IS NOT NULL THEN
        -- What is unknown has no total. Without totals of columns each row is by itself: a
        -- list with its total where that is known.
        RETURN QUERY
            WITH regel AS (
                SELECT c.rij, array_agg(c.kolom ORDER BY c.kolom) AS kolommen, array_agg(c.aantal ORDER BY c.kolom) AS aantallen, sum(c.aantal) AS totaal,
                       bool_and(c.aantal IS NOT NULL) AS bekend
                FROM unnest(rijen, kolommen, aantallen) AS c (rij, kolom, aantal)
                GROUP BY c.rij
            )
            SELECT g.rij, v.kolom, v.aantal
            FROM regel g
            CROSS JOIN LATERAL unnest(g.kolommen || NULL::text, onderdruk(g.aantallen || g.totaal, 5, true)) AS v (kolom, aantal)
            WHERE g.bekend AND cardinality(g.kolommen) > 1
            UNION ALL
            SELECT g.rij, v.kolom, (onderdruk(ARRAY[v.aantal]))[1]
            FROM regel g
            CROSS JOIN LATERAL unnest(g.kolommen || NULL::text, g.aantallen || CASE WHEN g.bekend THEN g.totaal END) AS v (kolom, aantal)
            WHERE NOT (g.bekend AND cardinality(g.kolommen) > 1) AND v.aantal IS NOT NULL;
        RETURN;
    END IF;
    -- A table of one column is a list: its row totals are its counts.
    IF cardinality(k) = 1 THEN
        tabel := ARRAY(SELECT sum(c.aantal) FROM unnest(rijen, aantallen) AS c (rij, aantal) GROUP BY c.rij ORDER BY c.rij);
        tabel := onderdruk(tabel || (SELECT sum(a) FROM unnest(tabel) AS a), 5, true);
        RETURN QUERY
            SELECT r[i], v.kolom, tabel[i] FROM generate_series(1, cardinality(tabel)) AS i, (VALUES (k[1]), (NULL)) AS v (kolom);
        RETURN;
    END IF;
    SELECT array_agg(m.regel ORDER BY m.i) INTO tabel
    FROM (
        SELECT t.i, array_agg(t.aantal ORDER BY t.j) AS regel
        FROM (
            SELECT coalesce(i, cardinality(r) + 1) AS i, coalesce(j, cardinality(k) + 1) AS j, coalesce(sum(c.aantal), '0') AS aantal
            FROM generate_series(1, cardinality(r)) AS i
            CROSS JOIN generate_series(1, cardinality(k)) AS j
            LEFT JOIN unnest(rijen, kolommen, aantallen) AS c (rij, kolom, aantal) ON c.rij = r[i] AND c.kolom = k[j]
            GROUP BY GROUPING SETS ((i, j), (i), (j), ())
        ) AS t
        GROUP BY t.i
    ) AS m;
    tabel := onderdruk(tabel, 5, true);
    RETURN QUERY
        SELECT r[i], k[j], tabel[i][j] FROM generate_series(1, cardinality(r) + 1) AS i, generate_series(1, cardinality(k) + 1) AS j;
END $$;
COMMENT ON FUNCTION laad.afscherm(text[], text[], telling[]) IS
    'De cellen van een tabel zoals zij met de totalen van rijen en kolommen te publiceren zijn; een totaal heeft rij of kolom NULL. aantal NULL = verborgen. Cellen die er niet zijn tellen als 0; is een aantal onbekend (NULL), dan heeft alleen een rij waarin alles bekend is een totaal';
