-- The counts behind a series of participation per samenwerkingsverband (SWV): the one place that
-- says which source a school year has. For reports of this schema, not for people. docs/trendkaart.md.
-- Right after a load the planner knows too little of these tables to choose nested loops.
CREATE OR REPLACE FUNCTION laad.deelname_reeks(van schooljaar, tot schooljaar, soorten text[] DEFAULT '{so,sbo,vso,pro}')
RETURNS TABLE (sector text, swv text, onderwijssoort text, schooljaar schooljaar, teldatum date, teller telling, rest_a telling, rest_b telling,
               bron text, reden text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path FROM CURRENT SET plan_cache_mode = force_custom_plan SET jit = off SET enable_nestloop = off AS $$
#variable_conflict use_column
DECLARE
    -- The large tables are read as they are where nobody asks about another moment.
    stand   CONSTANT text := CASE WHEN rapport.moment() IS NULL THEN '' ELSE '_per' END;
    totaal  schooljaar[];
    woon    schooljaar[];
    pro     schooljaar[];
    vo_woon schooljaar[];
    met_swv schooljaar[];
BEGIN
    WITH eenheid AS (
        SELECT DISTINCT e.doel, coalesce((e.sleutel ->> 'schooljaar')::schooljaar, schooljaar(e.teldatum)) AS jaar
        FROM laad.eenheid_per e
        WHERE e.doel IN ('feit.leerling_swv_totaal', 'feit.leerling_po', 'feit.leerling_vo_pc4', 'feit.leerling_vo_onderwijstype', 'feit.leerling_vo_leerjaar')
    )
    SELECT array_agg(e.jaar) FILTER (WHERE e.doel = 'feit.leerling_swv_totaal'),
           array_agg(e.jaar) FILTER (WHERE e.doel = 'feit.leerling_po' AND NOT EXISTS (SELECT FROM eenheid t WHERE t.doel = 'feit.leerling_swv_totaal' AND t.jaar = e.jaar)),
           array_agg(e.jaar) FILTER (WHERE e.doel = 'feit.leerling_vo_pc4' AND 'vso' = ANY (soorten)),
           array_agg(DISTINCT e.jaar) FILTER (WHERE e.doel IN ('feit.leerling_vo_onderwijstype', 'feit.leerling_vo_leerjaar') AND 'pro' = ANY (soorten)),
           array_agg(e.jaar) FILTER (WHERE e.doel = 'feit.leerling_vo_onderwijstype' AND 'pro' = ANY (soorten))
    INTO totaal, woon, vo_woon, pro, met_swv
    FROM eenheid e WHERE e.jaar BETWEEN van AND tot;
    RETURN QUERY EXECUTE format($q$
        WITH dag AS MATERIALIZED (
            -- Of the reference dates in a school year the first; of vo, 1 October.
            SELECT j.jaar, true AS po, min(e.teldatum) AS dag
            FROM unnest($2) AS j (jaar) JOIN laad.eenheid_per e ON e.doel = 'feit.leerling_po' AND schooljaar(e.teldatum) = j.jaar
            GROUP BY j.jaar
            UNION ALL
            SELECT j.jaar, false, teldatum(j.jaar) FROM (SELECT unnest($3) UNION SELECT unnest($4)) AS j (jaar)
        ), kaart AS MATERIALIZED (
            -- The postcode table in force on that date: one file.
            SELECT d.jaar, d.po, d.dag, i.bestand_id
            FROM dag d
            CROSS JOIN LATERAL (
                SELECT e.bestand_id
                FROM laad.eenheid_per e
                CROSS JOIN LATERAL (SELECT p.geldig_vanaf, p.geldig_tot FROM ref.pc4_swv_per p WHERE p.bestand_id = e.bestand_id LIMIT 1) AS p
                WHERE e.doel = 'ref.pc4_swv' AND (p.geldig_vanaf <= d.dag) IS NOT FALSE AND (d.dag < p.geldig_tot) IS NOT FALSE
                ORDER BY p.geldig_vanaf DESC NULLS LAST LIMIT 1
            ) AS i
        ), lid AS MATERIALIZED (
            SELECT p.bestand_id, p.pc4, p.po_swv, p.vo_swv FROM ref.pc4_swv_per p WHERE p.bestand_id IN (SELECT bestand_id FROM kaart)
        ), woon AS MATERIALIZED (
            SELECT l.teldatum, l.pc4, l.soort_po, l.aantal
            FROM dag d CROSS JOIN LATERAL (SELECT * FROM feit.leerling_po_pc4 n WHERE n.schooljaar = d.jaar AND n.teldatum = d.dag) AS l
            WHERE d.po
        ), po AS MATERIALIZED (
            SELECT t.schooljaar, t.teldatum, t.swv, 'feit.leerling_swv_totaal' AS bron,
                   sum(t.aantal) FILTER (WHERE t.soort_po = 'bo') AS bo, sum(t.aantal) FILTER (WHERE t.soort_po = 'sbo') AS sbo,
                   sum(t.aantal) FILTER (WHERE t.soort_po = 'so') AS so, sum(t.aantal) FILTER (WHERE t.soort_po = 'vso') AS vso,
                   bool_or(t.aantal IS NULL AND t.soort_po < 'vso') AS onbekend, bool_or(t.aantal IS NULL AND t.soort_po = 'vso') AS vso_onbekend
            FROM feit.leerling_swv_totaal_per t
            WHERE t.schooljaar = ANY ($1) AND t.swv IS NOT NULL
            GROUP BY t.schooljaar, t.teldatum, t.swv
            UNION ALL
            SELECT k.jaar, k.dag, w.swv, 'feit.leerling_po',
                   sum(n.aantal) FILTER (WHERE n.soort_po = 'bo'), sum(n.aantal) FILTER (WHERE n.soort_po = 'sbo'),
                   sum(n.aantal) FILTER (WHERE n.soort_po = 'so'), sum(n.aantal) FILTER (WHERE n.soort_po = 'vso'), false, false
            FROM kaart k
            JOIN woon n ON n.teldatum = k.dag
            JOIN lid p ON p.bestand_id = k.bestand_id AND p.pc4 = n.pc4
            CROSS JOIN LATERAL (SELECT CASE WHEN n.soort_po = 'vso' THEN p.vo_swv ELSE p.po_swv END AS swv) AS w
            WHERE k.po AND w.swv IS NOT NULL
            GROUP BY k.jaar, k.dag, w.swv
        ), vo_woon AS MATERIALIZED (
            SELECT p.schooljaar AS jaar, p.pc4, sum(p.aantal) AS aantal, bool_or(p.aantal IS NULL) AS onbekend
            FROM feit.leerling_vo_pc4%1$s p WHERE p.schooljaar = ANY ($3)
            GROUP BY p.schooljaar, p.pc4
        ), vo AS MATERIALIZED (
            SELECT v.jaar, l.vo_swv AS swv, sum(v.aantal) AS vo, bool_or(v.onbekend) AS onbekend
            FROM vo_woon v
            JOIN kaart k ON k.jaar = v.jaar AND NOT k.po
            JOIN lid l ON l.bestand_id = k.bestand_id AND l.pc4 = v.pc4
            WHERE l.vo_swv IS NOT NULL
            GROUP BY v.jaar, l.vo_swv
        ), school AS MATERIALIZED (
            -- File 01 names the SWV of the school; 01voins does not, there it is that of its address.
            SELECT p.schooljaar AS jaar, 'feit.leerling_vo_onderwijstype' AS bron, p.vestiging, p.swv, p.onderwijstype ~* '^praktijkonderwijs' AS pro,
                   sum(p.aantal) AS aantal, bool_or(p.aantal IS NULL) AS onbekend
            FROM feit.leerling_vo_onderwijstype%1$s p
            WHERE p.schooljaar = ANY ($6)
            GROUP BY p.schooljaar, p.vestiging, p.swv, p.onderwijstype
            UNION ALL
            SELECT p.schooljaar, 'feit.leerling_vo_leerjaar', p.vestiging, NULL, p.onderwijstype ~* '^praktijkonderwijs',
                   sum(p.aantal), bool_or(p.aantal IS NULL)
            FROM feit.leerling_vo_leerjaar%1$s p
            WHERE p.schooljaar = ANY ($4) AND (p.schooljaar = ANY ($6)) IS NOT TRUE
            GROUP BY p.schooljaar, p.vestiging, p.onderwijstype
        ), adres AS MATERIALIZED (
            SELECT DISTINCT ON (v.vestiging, k.jaar) v.vestiging, k.jaar, p.vo_swv
            FROM kaart k
            JOIN lid p ON p.bestand_id = k.bestand_id
            JOIN ref.vestiging_per v ON v.postcode ~ '^[1-9][0-9]{3}' AND left(v.postcode, 4) = p.pc4::text
            WHERE NOT k.po AND k.jaar = ANY ($4) AND p.vo_swv IS NOT NULL
            ORDER BY v.vestiging, k.jaar, v.register COLLATE "C"
        ), pro AS MATERIALIZED (
            SELECT s.jaar, coalesce(s.swv, a.vo_swv) AS swv, s.bron,
                   coalesce(sum(s.aantal) FILTER (WHERE s.pro), '0') AS pro,
                   coalesce(sum(s.aantal) FILTER (WHERE NOT s.pro), '0') AS overig,
                   bool_or(s.onbekend) AS onbekend
            FROM school s LEFT JOIN adres a USING (vestiging, jaar)
            WHERE coalesce(s.swv, a.vo_swv) IS NOT NULL
            GROUP BY s.jaar, coalesce(s.swv, a.vo_swv), s.bron
        ), dekking AS (
            SELECT schooljaar AS jaar, min(bron) AS bron FROM po GROUP BY schooljaar
        ), rij AS (
            SELECT 'po' AS sector, p.swv, c.soort, p.schooljaar, p.teldatum, c.teller, c.rest_a, c.rest_b, p.bron,
                   CASE WHEN p.onbekend THEN 'een deel van de aantallen is onbekend' END AS reden
            FROM po p
            CROSS JOIN LATERAL (SELECT coalesce(p.bo, '0') AS bo, coalesce(p.sbo, '0') AS sbo, coalesce(p.so, '0') AS so) AS n
            CROSS JOIN LATERAL (VALUES ('so', n.so, n.bo + n.sbo, n.bo + n.sbo), ('sbo', n.sbo, n.bo, n.bo + n.so)) AS c (soort, teller, rest_a, rest_b)
            WHERE sector(p.swv) = 'po'
            UNION ALL
            -- An SWV without a row in a year that is loaded has no pupils there.
            SELECT 'vo', l.swv, 'vso', l.jaar, coalesce(p.teldatum, teldatum(l.jaar)), CASE WHEN p.vso_onbekend IS NOT TRUE THEN coalesce(p.vso, '0') END,
                   CASE WHEN NOT v.onbekend THEN v.vo END, CASE WHEN NOT v.onbekend THEN v.vo END,
                   concat_ws(', ', d.bron, CASE WHEN v.swv IS NOT NULL THEN 'feit.leerling_vo_pc4' END),
                   CASE WHEN p.vso_onbekend OR v.onbekend THEN 'een deel van de aantallen is onbekend' END
            FROM (SELECT jaar, swv FROM vo UNION SELECT schooljaar, swv FROM po WHERE sector(swv) = 'vo') AS l (jaar, swv)
            JOIN dekking d USING (jaar)
            LEFT JOIN po p ON p.schooljaar = l.jaar AND p.swv = l.swv
            LEFT JOIN vo v ON v.jaar = l.jaar AND v.swv = l.swv
            UNION ALL
            SELECT 'vo', s.swv, 'pro', s.jaar, teldatum(s.jaar), s.pro, s.overig, CASE WHEN d.jaar IS NOT NULL AND p.vso_onbekend IS NOT TRUE THEN s.overig + coalesce(p.vso, '0') END,
                   concat_ws(', ', s.bron, d.bron), CASE WHEN s.onbekend THEN 'een deel van de aantallen is onbekend' END
            FROM pro s
            LEFT JOIN dekking d USING (jaar)
            LEFT JOIN po p ON p.schooljaar = s.jaar AND p.swv = s.swv
        )
        SELECT r.sector, r.swv::text, r.soort, r.schooljaar, r.teldatum, r.teller, r.rest_a,
               r.rest_b, r.bron, r.reden
        FROM rij r
        WHERE r.soort = ANY ($5)$q$, stand)
        USING totaal, woon, vo_woon, pro, soorten, met_swv;
END $$;
COMMENT ON FUNCTION laad.deelname_reeks(schooljaar, schooljaar, text[]) IS
    'Per samenwerkingsverband, onderwijssoort en schooljaar de teller van de deelname en wat er in de noemer bij komt: rest_b (definitie B: aandeel(teller, rest_b)), rest_a (definitie A: voor so en vso verhouding(teller, rest_a), voor sbo en pro aandeel(teller, rest_a)). bron = de gelezen tabellen; rest NULL = niet geladen of onbekend; reden = waarom de rij niet te gebruiken is';
