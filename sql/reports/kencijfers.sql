-- The figures of ref.kencijfer: of one samenwerkingsverband (SWV) with the national value
-- beside it, or with swv NULL the national ones alone. For reports of this schema, not for people.
-- With an SWV, national means: of its sector. Names of types and functions are those of the extension.

DROP FUNCTION IF EXISTS laad.kencijfers(text, boolean);
CREATE FUNCTION laad.kencijfers(verband text, publiek boolean)
RETURNS TABLE (kencijfer text, waarde text, onder double precision, boven double precision, landelijk text,
               landelijk_onder double precision, landelijk_boven double precision, periode text, reden text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path FROM CURRENT SET plan_cache_mode = force_custom_plan AS $$
#variable_conflict use_column
DECLARE
    eigen      CONSTANT swv := verband;
    van_sector CONSTANT text := sector(eigen);
    -- A count of 1 to 4 that is told to everybody is <5.
    masker     CONSTANT boolean := coalesce(publiek, false);
    dag        date;
    jaar       schooljaar;
    tabel      integer;
    codes      smallint[];
    gebrek     text;
    soorten    text[];
    leerlingen_jaar schooljaar;
    leerlingen_dag  date;
    leerlingen_publiek rapport.deelname[];
    leerlingen_klein   boolean := false;
    delen      telling[];
    allen      telling[];
    -- Whether a count of pupils in secondary education is unknown: of the SWV, of all.
    vo_onbekend      boolean;
    vo_alle_onbekend boolean;
    -- The large tables are read as they are where nobody asks about another moment: their
    -- views of a moment have three branches, and rows pass through each.
    stand      CONSTANT text := CASE WHEN rapport.moment() IS NULL THEN '' ELSE '_per' END;
BEGIN
    -- Participation, by residence: one pass over the last reference date.
    SELECT e.teldatum, nullif(concat_ws('; ',
               CASE WHEN count(*) FILTER (WHERE NOT e.volledig) > 0 THEN 'onvolledig: bestanden met afgekeurde rijen, alleen de ondergrens van tellingen is zeker' END,
               CASE WHEN count(e.gesnoeid_op) > 0 THEN 'gesnoeid: rijen van toen zijn verwijderd, tellingen zijn te laag' END), '')
    INTO dag, gebrek
    FROM laad.eenheid_per e WHERE e.doel = 'feit.leerling_po' GROUP BY e.teldatum ORDER BY e.teldatum DESC LIMIT 1;
    IF dag IS NOT NULL THEN
        jaar := schooljaar(dag);
        SELECT e.bestand_id INTO tabel
        FROM laad.eenheid_per e
        CROSS JOIN LATERAL (SELECT p.geldig_vanaf, p.geldig_tot FROM ref.pc4_swv_per p WHERE p.bestand_id = e.bestand_id LIMIT 1) AS p
        WHERE e.doel = 'ref.pc4_swv' AND (p.geldig_vanaf <= dag) IS NOT FALSE AND (dag < p.geldig_tot) IS NOT FALSE
        ORDER BY p.geldig_vanaf DESC NULLS LAST LIMIT 1;
        codes := ARRAY(SELECT p.pc4 FROM ref.pc4_swv_per p WHERE p.bestand_id = tabel AND eigen IN (p.po_swv, p.vo_swv));
        EXECUTE format($q$
            WITH gesplitst AS (
                SELECT l.soort_po::text AS soort, l.pc4 = ANY ($4) AS van_eigen, sum(l.aantal) AS aantal, false AS onbekend
                FROM feit.leerling_po_pc4 l
                WHERE l.schooljaar = $1 AND l.teldatum = $2
                  AND ($3 IS NULL OR ($3 = 'po' AND l.soort_po < 'vso') OR ($3 = 'vo' AND l.soort_po = 'vso'))
                GROUP BY l.soort_po, l.pc4 = ANY ($4)
                UNION ALL
                SELECT 'vo', v.pc4 = ANY ($4), sum(v.aantal), bool_or(v.aantal IS NULL)
                FROM feit.leerling_vo_pc4%1$s v WHERE $3 IS DISTINCT FROM 'po' AND v.schooljaar = $1
                GROUP BY v.pc4 = ANY ($4)
            ), per_soort AS (
                SELECT g.soort, sum(g.aantal) FILTER (WHERE g.van_eigen) AS deel, sum(g.aantal) AS alle,
                       bool_or(g.onbekend) FILTER (WHERE g.van_eigen) AS onbekend, bool_or(g.onbekend) AS alle_onbekend
                FROM gesplitst g GROUP BY g.soort
            )
            SELECT array_agg(p.soort), array_agg(p.deel), array_agg(p.alle), coalesce(bool_or(p.onbekend), false), coalesce(bool_or(p.alle_onbekend), false)
            FROM per_soort p$q$, stand)
        INTO soorten, delen, allen, vo_onbekend, vo_alle_onbekend USING jaar, dag, van_sector, codes;
        leerlingen_jaar := jaar;
        leerlingen_dag := dag;
        RETURN QUERY
            WITH per_soort AS (
                SELECT u.soort, u.deel, u.alle FROM unnest(soorten, delen, allen) AS u (soort, deel, alle)
            ), wie AS (
                SELECT w.wie, sum(t.aantal) FILTER (WHERE p.soort = 'bo') AS bo, sum(t.aantal) FILTER (WHERE p.soort = 'sbo') AS sbo,
                       sum(t.aantal) FILTER (WHERE p.soort = 'so') AS so, sum(t.aantal) FILTER (WHERE p.soort = 'vso') AS vso,
                       sum(t.aantal) FILTER (WHERE p.soort = 'vo') AS vo, bool_or(p.soort = 'vo') AS vo_geladen
                FROM per_soort p, (VALUES ('eigen'), ('alle')) AS w (wie),
                LATERAL (SELECT CASE WHEN w.wie = 'eigen' THEN p.deel ELSE p.alle END AS ruw) AS r,
                LATERAL (SELECT CASE WHEN masker AND ondergrens(r.ruw) > 0 AND bovengrens(r.ruw) < 5 THEN '<5' ELSE coalesce(r.ruw, '0') END AS aantal) AS t
                GROUP BY w.wie
            ), heel AS (
                SELECT w.wie, coalesce(w.bo, '0') AS bo, coalesce(w.sbo, '0') AS sbo, coalesce(w.so, '0') AS so, coalesce(w.vso, '0') AS vso, w.vo
                FROM wie w
            ), cijfer AS (
                SELECT h.wie, c.kencijfer, CASE WHEN NOT o.onbekend THEN c.onder END AS onder, c.boven, c.ontbreekt, o.onbekend,
                       coalesce(masker AND c.kencijfer LIKE 'deelname.%'
                                AND (CASE split_part(c.kencijfer, '.', 2) WHEN 'so' THEN h.so WHEN 'sbo' THEN h.sbo ELSE h.vso END) = '<5', false) AS klein
                FROM heel h
                CROSS JOIN LATERAL (VALUES
                    ('leerlingen.so', ondergrens(h.so)::double precision, bovengrens(h.so)::double precision, NULL),
                    ('leerlingen.sbo', ondergrens(h.sbo), bovengrens(h.sbo), NULL),
                    ('leerlingen.vso', ondergrens(h.vso), bovengrens(h.vso), NULL),
                    ('leerlingen.svo', ondergrens(h.so + h.vso), bovengrens(h.so + h.vso), NULL),
                    ('deelname.so.A', 100 * ondergrens(verhouding(h.so, h.bo + h.sbo)), 100 * bovengrens(verhouding(h.so, h.bo + h.sbo)), 'de noemer is 0'),
                    ('deelname.so.B', 100 * ondergrens(aandeel(h.so, h.bo + h.sbo)), 100 * bovengrens(aandeel(h.so, h.bo + h.sbo)), 'de noemer is 0'),
                    ('deelname.sbo.A', 100 * ondergrens(aandeel(h.sbo, h.bo)), 100 * bovengrens(aandeel(h.sbo, h.bo)), 'de noemer is 0'),
                    ('deelname.sbo.B', 100 * ondergrens(aandeel(h.sbo, h.bo + h.so)), 100 * bovengrens(aandeel(h.sbo, h.bo + h.so)), 'de noemer is 0'),
                    ('deelname.vso.A', 100 * ondergrens(verhouding(h.vso, h.vo)), 100 * bovengrens(verhouding(h.vso, h.vo)),
                     'de noemer (leerlingen vo van hetzelfde schooljaar) is 0 of niet geladen'),
                    ('deelname.vso.B', 100 * ondergrens(aandeel(h.vso, h.vo)), 100 * bovengrens(aandeel(h.vso, h.vo)),
                     'de noemer (leerlingen vo van hetzelfde schooljaar) is 0 of niet geladen')
                ) AS c (kencijfer, onder, boven, ontbreekt)
                -- More pupils in the denominator than are known make the share smaller.
                CROSS JOIN LATERAL (SELECT c.kencijfer LIKE 'deelname.vso.%' AND CASE h.wie WHEN 'eigen' THEN vo_onbekend ELSE vo_alle_onbekend END AS onbekend) AS o
            )
            SELECT a.kencijfer, NULL::text, CASE WHEN NOT e.klein THEN e.onder END, CASE WHEN NOT e.klein THEN e.boven END, NULL::text, a.onder, a.boven, dag::text,
                   nullif(concat_ws('; ', CASE WHEN e.klein THEN 'afgeschermd: de teller is 1 tot en met 4' WHEN eigen IS NOT NULL AND cardinality(codes) = 0 THEN 'geen postcode van dit samenwerkingsverband in de geldende postcodetabel'
                                               WHEN e.onbekend THEN 'in de noemer zijn tellingen onbekend: alleen de bovengrens is zeker'
                                               WHEN coalesce(e.boven, a.boven) IS NULL OR (eigen IS NOT NULL AND e.boven IS NULL) THEN a.ontbreekt
                                               WHEN a.onbekend THEN 'landelijk: in de noemer zijn tellingen onbekend, alleen de bovengrens is zeker' END, gebrek), '')
            FROM cijfer a
            LEFT JOIN cijfer e ON e.kencijfer = a.kencijfer AND e.wie = 'eigen' AND cardinality(codes) > 0
            WHERE a.wie = 'alle'
              AND NOT masker
              AND (van_sector IS NULL OR a.kencijfer IN (SELECT k.kencijfer FROM ref.kencijfer k WHERE k.sector = van_sector AND k.per_swv));
    END IF;

    -- For publication these are taken from report deelname, which knows what the count of one
    -- SWV tells of another's.
    IF masker AND leerlingen_dag IS NOT NULL THEN
        SELECT array_agg(ROW(d.*)::rapport.deelname), coalesce(bool_or(d.teller_onder IS NULL OR (d.teller_onder = 1 AND d.teller_boven = 4)) FILTER (WHERE d.swv = verband), false)
        INTO leerlingen_publiek, leerlingen_klein
        FROM laad.deelname_rijen('{woon}', ARRAY[leerlingen_jaar], true) AS d
        WHERE d.teldatum = leerlingen_dag AND d.swv <> 'onbekend' AND (eigen IS NULL OR d.swv IN (eigen::text, 'landelijk'));
        RETURN QUERY
            WITH rij AS (
                SELECT d.swv, d.onderwijssoort AS soort, d.definitie, d.teller_onder AS onder, d.teller_boven AS boven, d.percentage_onder AS deel_onder, d.percentage_boven AS deel_boven, d.reden
                FROM unnest(leerlingen_publiek) AS d WHERE d.onderwijssoort IN ('so', 'sbo', 'vso')
            ), telling AS (
                SELECT r.soort, r.swv, max(r.onder)::double precision AS onder, max(r.boven)::double precision AS boven, max(r.onder) = 1 AND max(r.boven) = 4 AS klein
                FROM rij r GROUP BY r.soort, r.swv
            ), cijfer AS (
                SELECT 'leerlingen.' || t.soort AS kencijfer, t.swv, t.onder, t.boven, CASE WHEN t.onder IS NULL THEN 'afgeschermd' END AS reden FROM telling t
                UNION ALL
                SELECT 'leerlingen.svo', t.swv, CASE WHEN count(t.onder) = 2 THEN sum(t.onder) END, CASE WHEN count(t.boven) = 2 THEN sum(t.boven) END,
                       CASE WHEN count(t.onder) < count(*) THEN 'afgeschermd' END
                FROM telling t WHERE t.swv = 'landelijk' AND t.soort IN ('so', 'vso') GROUP BY t.swv
                UNION ALL
                SELECT format('deelname.%s.%s', r.soort, r.definitie), r.swv, CASE WHEN NOT w.klein THEN r.deel_onder END, CASE WHEN NOT w.klein THEN r.deel_boven END,
                       CASE WHEN w.klein THEN 'afgeschermd: de teller is 1 tot en met 4' ELSE r.reden END
                FROM rij r JOIN telling t USING (soort, swv) CROSS JOIN LATERAL (SELECT coalesce(t.klein AND t.swv <> 'landelijk', false) AS klein) AS w
                WHERE r.definitie IS NOT NULL
                UNION ALL
                -- What is hidden may be lower than the lowest that is shown, or higher than the highest.
                SELECT format('deelname.%s.%s.%s', r.soort, r.definitie, u.uiterste), 'landelijk',
                       CASE WHEN u.uiterste = 'hoogste' THEN max(r.deel_onder) WHEN count(r.deel_onder) = count(*) THEN min(r.deel_onder) ELSE 0 END,
                       CASE WHEN u.uiterste = 'laagste' THEN min(r.deel_boven) WHEN count(r.deel_boven) = count(*) THEN max(r.deel_boven) END,
                       CASE WHEN count(r.deel_onder) < count(*) THEN format('van %s samenwerkingsverband(en) is het percentage afgeschermd of onbekend', count(*) - count(r.deel_onder)) END
                FROM rij r, (VALUES ('laagste'), ('hoogste')) AS u (uiterste)
                WHERE r.definitie IS NOT NULL AND r.soort IN ('so', 'sbo') AND r.swv <> 'landelijk'
                GROUP BY r.soort, r.definitie, u.uiterste
            )
            SELECT k.kencijfer, NULL::text, e.onder, e.boven, NULL::text, a.onder, a.boven, leerlingen_dag::text,
                   CASE WHEN eigen IS NOT NULL AND cardinality(codes) = 0 THEN 'geen postcode van dit samenwerkingsverband in de geldende postcodetabel'
                        WHEN eigen IS NOT NULL AND e.kencijfer IS NULL OR a.kencijfer IS NULL THEN 'de noemer (leerlingen vo van hetzelfde schooljaar) is 0 of niet geladen'
                        ELSE coalesce(e.reden, 'landelijk: ' || a.reden) END
            FROM ref.kencijfer k
            LEFT JOIN cijfer e ON e.kencijfer = k.kencijfer AND e.swv = eigen::text
            LEFT JOIN cijfer a ON a.kencijfer = k.kencijfer AND a.swv = 'landelijk'
            WHERE k.kencijfer ~ '^(leerlingen\.(so|sbo|vso|svo)|deelname\.((so|sbo|vso)\.[AB]|(so|sbo)\.[AB]\.(laagste|hoogste)))$' AND (eigen IS NULL OR (k.per_swv AND k.sector = van_sector));
    END IF;

    -- Trend over five school years: of the trend map, with its default rule.
    IF van_sector IS NOT NULL THEN
        RETURN QUERY
            SELECT 'trend.' || t.onderwijssoort, CASE WHEN t.schooljaren = 5 THEN t.klasse END, NULL::double precision, NULL::double precision,
                   laad.getal_met_komma((t.landelijk_onder + t.landelijk_boven) / 2) || ' procent (gemiddeld)', t.landelijk_onder, t.landelijk_boven,
                   t.van || ' tot en met ' || t.tot_en_met, t.reden
            FROM laad.trendkaart(CASE van_sector WHEN 'po' THEN '{so,sbo}' ELSE '{vso}' END::text[], publiek => masker, codes => ARRAY[eigen::text]) AS t
            WHERE t.definitie = 'B';
        -- That of pro adds up five years of schools: more than all the rest.
        IF van_sector = 'vo' THEN
            RETURN QUERY SELECT 'trend.pro', NULL::text, NULL::double precision, NULL::double precision, NULL::text, NULL::double precision,
                                NULL::double precision, NULL::text, 'niet in de factsheet berekend: zie rapport trendkaart';
        END IF;
    END IF;

    -- Shares of the funding categories, by paying SWV.
    dag := (SELECT max(e.teldatum) FROM laad.eenheid_per e WHERE e.doel = 'feit.leerling_so_vso_categorie');
    jaar := schooljaar(dag);
    RETURN QUERY
        WITH rij AS (
            SELECT c.soort_po::text AS soort, g.categorie, c.swv = eigen AS van_eigen, c.aantal
            FROM feit.leerling_so_vso_categorie_per c
            CROSS JOIN LATERAL (
                SELECT CASE WHEN lower(trim(c.bekostigingscategorie)) ~ '^(laag|l|(cat(egorie)? ?)?1)$' THEN 'laag'
                            WHEN lower(trim(c.bekostigingscategorie)) ~ '^(midden|m|(cat(egorie)? ?)?2)$' THEN 'midden'
                            WHEN lower(trim(c.bekostigingscategorie)) ~ '^(hoog|h|(cat(egorie)? ?)?3)$' THEN 'hoog' END AS categorie
            ) AS g
            WHERE c.schooljaar = jaar AND c.teldatum = dag AND c.swv IS NOT NULL AND c.soort_po IN ('so', 'vso') AND g.categorie IS NOT NULL
        ), som AS (
            SELECT r.soort, r.categorie, sum(r.aantal) FILTER (WHERE r.van_eigen) AS deel, sum(r.aantal) AS alle,
                   coalesce(bool_or(r.aantal IS NULL AND r.van_eigen), false) AS onbekend, bool_or(r.aantal IS NULL) AS alle_onbekend
            FROM rij r GROUP BY r.soort, r.categorie
        ), groep AS (
            SELECT s.soort, c.categorie,
                   coalesce(sum(s.deel) FILTER (WHERE s.categorie = c.categorie), '0') AS deel,
                   coalesce(sum(s.deel) FILTER (WHERE s.categorie <> c.categorie), '0') AS rest,
                   masker AND eigen IS NOT NULL AS klein,
                   coalesce(sum(s.alle) FILTER (WHERE s.categorie = c.categorie), '0') AS alle,
                   coalesce(sum(s.alle) FILTER (WHERE s.categorie <> c.categorie), '0') AS alle_rest,
                   bool_or(s.onbekend) AS onbekend, bool_or(s.alle_onbekend) AS alle_onbekend, bool_or(s.deel IS NOT NULL) AS er_is
            FROM som s, (VALUES ('laag'), ('midden'), ('hoog')) AS c (categorie)
            GROUP BY s.soort, c.categorie
        )
        SELECT format('categorie.%s.%s', g.soort, g.categorie), NULL::text,
               CASE WHEN g.er_is AND NOT g.onbekend AND NOT g.klein THEN 100 * ondergrens(aandeel(g.deel, g.rest)) END,
               CASE WHEN g.er_is AND NOT g.onbekend AND NOT g.klein THEN 100 * bovengrens(aandeel(g.deel, g.rest)) END, NULL::text,
               CASE WHEN NOT g.alle_onbekend AND NOT masker THEN 100 * ondergrens(aandeel(g.alle, g.alle_rest)) END,
               CASE WHEN NOT g.alle_onbekend AND NOT masker THEN 100 * bovengrens(aandeel(g.alle, g.alle_rest)) END,
               dag::text,
               CASE WHEN eigen IS NOT NULL AND NOT g.er_is THEN 'geen aantallen van dit samenwerkingsverband'
                    WHEN masker THEN 'afgeschermd: het rapport erover geeft met publiek de aantallen die te publiceren zijn'
                    WHEN eigen IS NOT NULL AND g.onbekend THEN 'een deel van de aantallen is onbekend'
                    WHEN g.alle_onbekend THEN 'landelijk: een deel van de aantallen is onbekend' END
        FROM groep g;

    -- Back to regular education, of all who went elsewhere.
    jaar := (SELECT max(s.schooljaar) FROM feit.leerlingstroom_per s WHERE eigen IS NULL OR s.swv = eigen);
    RETURN QUERY
        WITH som AS (
            SELECT s.van, terug.ja AS terug, sum(s.aantal) FILTER (WHERE s.swv = eigen) AS deel, sum(s.aantal) AS alle,
                   coalesce(bool_or(s.aantal IS NULL AND s.swv = eigen), false) AS onbekend, bool_or(s.aantal IS NULL) AS alle_onbekend
            FROM feit.leerlingstroom_per s
            CROSS JOIN LATERAL (SELECT (s.van IN ('so', 'sbo') AND s.naar = 'bo') OR (s.van = 'vso' AND s.naar IN ('vo', 'pro')) AS ja) AS terug
            WHERE s.schooljaar = jaar AND s.van IN ('so', 'sbo', 'vso') AND s.naar <> s.van AND (van_sector IS NULL OR sector(s.swv) = van_sector)
            GROUP BY s.van, terug.ja
        ), groep AS (
            SELECT s.van,
                   coalesce(sum(s.deel) FILTER (WHERE s.terug), '0') AS deel, coalesce(sum(s.deel) FILTER (WHERE NOT s.terug), '0') AS rest,
                   masker AND eigen IS NOT NULL AS klein,
                   coalesce(sum(s.alle) FILTER (WHERE s.terug), '0') AS alle, coalesce(sum(s.alle) FILTER (WHERE NOT s.terug), '0') AS alle_rest,
                   bool_or(s.onbekend) AS onbekend, bool_or(s.alle_onbekend) AS alle_onbekend, bool_or(s.deel IS NOT NULL) AS er_is
            FROM som s GROUP BY s.van
        )
        SELECT 'stroom.terug.' || g.van, NULL::text,
               CASE WHEN g.er_is AND NOT g.onbekend AND NOT g.klein THEN 100 * ondergrens(aandeel(g.deel, g.rest)) END,
               CASE WHEN g.er_is AND NOT g.onbekend AND NOT g.klein THEN 100 * bovengrens(aandeel(g.deel, g.rest)) END, NULL::text,
               CASE WHEN NOT g.alle_onbekend AND NOT masker THEN 100 * ondergrens(aandeel(g.alle, g.alle_rest)) END,
               CASE WHEN NOT g.alle_onbekend AND NOT masker THEN 100 * bovengrens(aandeel(g.alle, g.alle_rest)) END,
               jaar::text,
               CASE WHEN eigen IS NOT NULL AND NOT g.er_is THEN 'niemand ging uit deze soort ergens anders heen'
                    -- also the national sum: beside the tables per SWV it could give counts away
                    WHEN masker THEN 'afgeschermd: het rapport erover geeft met publiek de aantallen die te publiceren zijn'
                    WHEN eigen IS NOT NULL AND g.onbekend THEN 'een deel van de aantallen is onbekend'
                    WHEN g.alle_onbekend THEN 'landelijk: een deel van de aantallen is onbekend' END
        FROM groep g;

    -- Pupils across the border, by residence, as report grensverkeer has them. All who leave one SWV enter another.
    jaar := (SELECT max((e.sleutel ->> 'schooljaar')::schooljaar) FROM laad.eenheid_per e
             WHERE e.doel = 'feit.leerling_so_vso_klassiek' AND e.sleutel ->> 'indeling' = 'betalend en woonachtig');
    IF eigen IS NOT NULL AND jaar IS NOT NULL THEN
        RETURN QUERY
            WITH rij AS (
                SELECT * FROM laad.grensverkeer_rijen(jaar::text, 'woon', masker) g
                WHERE g.onderwijssoort = CASE van_sector WHEN 'po' THEN 'so' ELSE 'vso' END AND g.regel IN ('uit', 'in')
            )
            SELECT format('grens.%s.%s', r.regel, r.onderwijssoort), NULL::text, r.percentage_onder, r.percentage_boven,
                   NULL::text, l.percentage_onder, l.percentage_boven, jaar::text, r.reden
            FROM rij r LEFT JOIN rij l ON l.betalend = 'landelijk'
            WHERE eigen::text = CASE r.regel WHEN 'uit' THEN r.betalend ELSE r.ander END;
    END IF;

    -- Verevening: the correction on the figures of 2011, as report verevening has it.
    RETURN QUERY
        WITH bedrag AS (
            SELECT v.soort, v.swv, v.basis AS correctie, v.negatief
            FROM feit.verevening_basis v
            WHERE v.soort IN ('personeel', 'materieel') AND (van_sector IS NULL OR v.sector = van_sector)
        )
        SELECT 'verevening.' || b.soort, NULL::text, max(b.correctie) FILTER (WHERE b.swv = eigen), max(b.correctie) FILTER (WHERE b.swv = eigen), NULL::text,
               sum(b.correctie), sum(b.correctie), '2011-10-01',
               CASE WHEN bool_or(b.swv = eigen AND b.negatief) THEN 'een gegeven van de formule is negatief'
                    WHEN bool_or(b.swv = eigen AND b.correctie IS NULL) THEN 'een gegeven van de formule ontbreekt'
                    WHEN count(*) > count(b.correctie)
                    THEN format('landelijk: zonder %s samenwerkingsverband(en) waarvan een gegeven ontbreekt', count(*) - count(b.correctie)) END
        FROM bedrag b GROUP BY b.soort
        UNION ALL
        SELECT 'verevening.label', CASE WHEN count(b.correctie) = 2 THEN verevening_label(sum(b.correctie::numeric)) END, NULL, NULL, NULL, NULL, NULL, '2011-10-01',
               CASE WHEN count(b.correctie) < 2 THEN 'van personeel en materieel is er een, of ontbreekt een gegeven' END
        FROM bedrag b WHERE b.swv = eigen HAVING count(*) > 0;

    -- Valid TLVs on the date of the register.
    RETURN QUERY EXECUTE format($q$
        WITH per_swv AS (
            SELECT t.swv, t.swv = $1 AS van_eigen, t.categorie, count(*) AS alle, count(t.einddatum) AS zeker,
                   sum(t.einddatum - t.begindatum + 1) AS dagen, max(t.peildatum) AS peildatum
            FROM feit.tlv%s t
            WHERE t.begindatum <= t.peildatum AND (t.einddatum >= t.peildatum OR t.einddatum IS NULL) AND ($2 IS NULL OR (t.swv < 'VO0000') = ($2 = 'po'))
            GROUP BY t.swv, t.categorie
        ), som AS (
            SELECT p.categorie, (sum(m.zeker) FILTER (WHERE p.van_eigen))::double precision AS zeker, (sum(m.alle) FILTER (WHERE p.van_eigen))::double precision AS alle,
                   sum(m.zeker)::double precision AS l_zeker, sum(m.alle)::double precision AS l_alle, bool_or(p.van_eigen AND p.zeker < p.alle) AS open
            FROM per_swv p
            CROSS JOIN LATERAL (SELECT CASE WHEN $3 AND p.alle < 5 THEN 1 ELSE p.zeker END AS zeker,
                                       CASE WHEN $3 AND p.alle < 5 THEN 4 ELSE p.alle END AS alle) AS m
            GROUP BY p.categorie
        ), soort AS (
            SELECT unnest(ARRAY['laag', 'midden', 'hoog', 'nvt']) AS categorie
        ), heeft AS (
            SELECT bool_or(e.sleutel ->> 'swv' = $1::text) AS eigen, count(*) > 0 AS iets, max(e.teldatum) FILTER (WHERE $1 IS NULL OR e.sleutel ->> 'swv' = $1::text) AS dag
            FROM laad.eenheid_per e WHERE e.doel = 'feit.tlv'
        )
        SELECT 'tlv.' || c.categorie, NULL::text,
               CASE WHEN h.eigen AND NOT $3 THEN coalesce(s.zeker, 0) END, CASE WHEN h.eigen AND NOT $3 THEN coalesce(s.alle, 0) END,
               NULL::text, coalesce(s.l_zeker, 0), coalesce(s.l_alle, 0), h.dag::text,
               CASE WHEN $1 IS NOT NULL AND h.eigen IS NOT TRUE THEN 'geen register van dit samenwerkingsverband'
                    WHEN $1 IS NOT NULL AND $3 THEN 'afgeschermd: het rapport erover geeft met publiek de aantallen die te publiceren zijn'
                    WHEN s.open THEN 'van een deel is de einddatum onbekend' END
        FROM soort c CROSS JOIN heeft h LEFT JOIN som s USING (categorie) WHERE h.iets
        UNION ALL
        SELECT 'tlv.duur', NULL, CASE WHEN NOT d.klein THEN d.eigen_duur END, CASE WHEN NOT d.klein THEN d.eigen_duur END, NULL, d.duur, d.duur, d.peildatum,
               CASE WHEN d.klein THEN 'afgeschermd: minder dan 5 verklaringen'
                    WHEN $1 IS NOT NULL AND d.eigen_duur IS NULL THEN 'geen geldige verklaring met einddatum van dit samenwerkingsverband geladen' END
        FROM (
            SELECT (sum(p.dagen) FILTER (WHERE p.van_eigen) / 365.25 / nullif(sum(p.zeker) FILTER (WHERE p.van_eigen), 0))::double precision AS eigen_duur,
                   (sum(p.dagen) / 365.25 / nullif(sum(p.zeker), 0))::double precision AS duur,
                   coalesce($3 AND sum(p.zeker) FILTER (WHERE p.van_eigen) BETWEEN 1 AND 4, false) AS klein,
                   max(p.peildatum) FILTER (WHERE p.van_eigen OR $1 IS NULL)::text AS peildatum
            FROM per_swv p HAVING count(*) > 0
        ) AS d$q$, stand)
        USING eigen, van_sector, masker;

    -- Thuiszitters, on the last date and by the definition of the SWV. What can be published of
    -- one SWV depends on the others: the report on them knows.
    IF masker AND eigen IS NULL THEN
        RETURN QUERY
            WITH rij AS (
                SELECT * FROM rapport.thuiszitters('landelijk', publiek => true)
            ), laatste AS (
                SELECT r.peildatum, r.definitie FROM rij r ORDER BY r.peildatum DESC, r.definitie COLLATE "C" DESC LIMIT 1
            )
            SELECT c.kencijfer, NULL::text, NULL::double precision, NULL::double precision, NULL::text,
                   CASE WHEN count(c.onder) = count(*) THEN sum(c.onder)::double precision END, CASE WHEN count(c.boven) = count(*) THEN sum(c.boven)::double precision END,
                   format('%s, definitie %s', l.peildatum, l.definitie),
                   CASE WHEN count(c.onder) < count(*) THEN 'afgeschermd of onbekend'
                        WHEN count(c.boven) < count(*) THEN 'van een deel van de samenwerkingsverbanden is het aantal onbekend, alleen de ondergrens is zeker' END
            FROM laatste l
            JOIN rij r ON r.peildatum = l.peildatum AND r.definitie = l.definitie
            CROSS JOIN LATERAL (VALUES ('thuiszitters.totaal', r.thuiszitters_onder, r.thuiszitters_boven),
                                       ('thuiszitters.drie_maanden', r.drie_maanden_onder, r.drie_maanden_boven)) AS c (kencijfer, onder, boven)
            GROUP BY c.kencijfer, l.peildatum, l.definitie;
    ELSIF masker THEN
        RETURN QUERY
            WITH rij AS (
                SELECT * FROM rapport.thuiszitters(eigen::text || ',landelijk', (SELECT schooljaar(max(t.peildatum))::text FROM feit.thuiszitter_per t WHERE t.swv = eigen),
                                                   publiek => true)
            ), mijn AS (
                SELECT m.* FROM rij m WHERE m.swv = eigen::text ORDER BY m.peildatum DESC, m.definitie COLLATE "C" DESC LIMIT 1
            )
            SELECT c.kencijfer, NULL::text, CASE WHEN NOT w.gedekt THEN c.onder END, CASE WHEN NOT w.gedekt THEN c.boven END, NULL::text, c.l_onder, c.l_boven,
                   format('%s, definitie %s', m.peildatum, m.definitie), CASE WHEN w.gedekt THEN 'afgeschermd: het aantal leerlingen zou eruit volgen' ELSE m.reden END
            FROM mijn m
            LEFT JOIN rij l ON l.swv = 'landelijk' AND l.sector = m.sector AND l.peildatum = m.peildatum AND l.definitie = m.definitie
            CROSS JOIN LATERAL (VALUES
                ('thuiszitters.totaal', m.thuiszitters_onder::double precision, m.thuiszitters_boven::double precision,
                 l.thuiszitters_onder::double precision, l.thuiszitters_boven::double precision),
                ('thuiszitters.drie_maanden', m.drie_maanden_onder, m.drie_maanden_boven, l.drie_maanden_onder, l.drie_maanden_boven),
                ('thuiszitters.per_1000', m.per_1000_onder, m.per_1000_boven, l.per_1000_onder, l.per_1000_boven)
            ) AS c (kencijfer, onder, boven, l_onder, l_boven)
            CROSS JOIN LATERAL (SELECT leerlingen_klein AND c.kencijfer = 'thuiszitters.per_1000' AS gedekt) AS w;
    ELSE
        RETURN QUERY
            WITH laatste AS (
                SELECT t.peildatum, t.definitie FROM feit.thuiszitter_per t WHERE eigen IS NULL OR t.swv = eigen
                ORDER BY t.peildatum DESC, t.definitie COLLATE "C" DESC LIMIT 1
            ), rij AS (
                SELECT t.swv = eigen AS van_eigen, t.definitie, t.absoluut, t.relatief, t.drie_maanden
                FROM laatste l JOIN feit.thuiszitter_per t USING (peildatum, definitie)
                WHERE van_sector IS NULL OR sector(t.swv) = van_sector
            ), cijfer AS (
                SELECT c.kencijfer, sum(c.aantal) FILTER (WHERE r.van_eigen) AS deel, sum(c.aantal) AS alle,
                       bool_or(r.van_eigen AND c.aantal IS NULL) AS onbekend, bool_or(c.aantal IS NULL) AS alle_onbekend
                FROM rij r CROSS JOIN LATERAL (
                    SELECT k.kencijfer, CASE WHEN masker AND ondergrens(k.aantal) > 0 AND bovengrens(k.aantal) < 5 THEN '<5' ELSE k.aantal END AS aantal
                    FROM (VALUES ('thuiszitters.totaal', CASE WHEN r.definitie IN ('2016', 'voor 2016') THEN r.relatief END, true),
                                 ('thuiszitters.totaal', r.absoluut, r.definitie = '2016'),
                                 ('thuiszitters.drie_maanden', r.drie_maanden, true)) AS k (kencijfer, aantal, telt)
                    WHERE k.telt) AS c
                GROUP BY c.kencijfer
            )
            SELECT c.kencijfer, NULL::text, ondergrens(c.deel)::double precision, CASE WHEN NOT c.onbekend THEN bovengrens(c.deel)::double precision END, NULL::text,
                   ondergrens(c.alle)::double precision, CASE WHEN NOT c.alle_onbekend THEN bovengrens(c.alle)::double precision END,
                   format('%s, definitie %s', l.peildatum, l.definitie),
                   CASE WHEN l.definitie NOT IN ('2016', 'voor 2016') AND c.kencijfer = 'thuiszitters.totaal'
                        THEN 'de definitie is niet 2016 of voor 2016: wat thuiszitters zijn is onbekend'
                        WHEN eigen IS NOT NULL AND c.deel IS NULL THEN 'het aantal is onbekend of niet geteld'
                        WHEN eigen IS NOT NULL AND c.onbekend THEN 'een deel is onbekend of niet geteld: alleen de ondergrens is zeker'
                        WHEN c.alle_onbekend THEN 'landelijk: van een deel van de samenwerkingsverbanden is het aantal onbekend, alleen de ondergrens is zeker' END
            FROM cijfer c, laatste l
            UNION ALL
            -- Per 1,000 pupils who live in the SWV, where they were counted in the same school year.
            SELECT 'thuiszitters.per_1000', NULL, CASE WHEN g.telbaar THEN 1000.0 * ondergrens(c.deel) / nullif(bovengrens(g.leerlingen), 0) END,
                   CASE WHEN g.telbaar AND NOT c.onbekend THEN 1000.0 * bovengrens(c.deel) / nullif(ondergrens(g.leerlingen), 0) END,
                   NULL, NULL, NULL, format('%s, definitie %s', l.peildatum, l.definitie),
                   CASE WHEN NOT g.telbaar THEN 'leerlingen van hetzelfde schooljaar zijn niet (volledig) geladen' WHEN c.deel IS NULL THEN 'het aantal is onbekend of niet geteld'
                        WHEN c.onbekend THEN 'een deel is onbekend of niet geteld: alleen de ondergrens is zeker' END
            FROM laatste l
            JOIN cijfer c ON c.kencijfer = 'thuiszitters.totaal'
            CROSS JOIN LATERAL (
                SELECT sum(u.deel) AS leerlingen,
                       coalesce(schooljaar(l.peildatum) = leerlingen_jaar AND (van_sector = 'po' OR bool_or(u.soort = 'vo') AND NOT vo_onbekend), false) AS telbaar
                FROM unnest(soorten, delen) AS u (soort, deel)
            ) AS g
            WHERE eigen IS NOT NULL;
    END IF;

    -- Final judgements.
    RETURN QUERY
        WITH oordeel AS (
            SELECT o.swv, o.vastgesteld_op, o.eindoordeel, o.kader, row_number() OVER (PARTITION BY o.swv ORDER BY o.vastgesteld_op DESC) AS plaats
            FROM feit.eindoordeel_per o WHERE van_sector IS NULL OR sector(o.swv) = van_sector
        ), samen AS (
            SELECT max(o.eindoordeel) FILTER (WHERE o.plaats = 1 AND o.swv = eigen) AS eigen_oordeel,
                   max(o.vastgesteld_op) FILTER (WHERE o.swv = eigen) AS eigen_dag, max(o.kader) FILTER (WHERE o.plaats = 1 AND o.swv = eigen) AS kader,
                   count(*) FILTER (WHERE o.plaats = 1) AS n, count(*) FILTER (WHERE o.plaats = 1 AND o.eindoordeel IN ('voldoende', 'goed')) AS goed,
                   extract(year FROM max(o.vastgesteld_op))::integer AS jaar
            FROM oordeel o
        )
        SELECT 'eindoordeel.laatste', s.eigen_oordeel, NULL::double precision, NULL::double precision,
               laad.getal_met_komma(100.0 * s.goed / s.n) || ' procent voldoende of goed', 100.0::double precision * s.goed / s.n, 100.0::double precision * s.goed / s.n,
               format('%s, kader %s', s.eigen_dag, s.kader), CASE WHEN eigen IS NOT NULL AND s.eigen_oordeel IS NULL THEN 'geen eindoordeel geladen van dit samenwerkingsverband' END
        FROM samen s WHERE s.n > 0 AND eigen IS NOT NULL
        UNION ALL
        SELECT c.kencijfer, NULL, NULL, NULL, NULL, c.aantal, c.aantal, c.periode, NULL
        FROM (SELECT 'eindoordeel.voldoende_of_goed' AS kencijfer,
                     100.0::double precision * count(*) FILTER (WHERE o.eindoordeel IN ('voldoende', 'goed')) / nullif(count(*), 0) AS aantal,
                     min(s.jaar) - 2 || ' tot en met ' || min(s.jaar) AS periode
              FROM oordeel o, samen s WHERE extract(year FROM o.vastgesteld_op) BETWEEN s.jaar - 2 AND s.jaar
              UNION ALL
              SELECT 'eindoordeel.voldoende_of_goed.swv', 100.0::double precision * count(*) FILTER (WHERE l.eindoordeel IN ('voldoende', 'goed')) / nullif(count(*), 0),
                     min(s.jaar) - 2 || ' tot en met ' || min(s.jaar)
              FROM oordeel l, samen s WHERE l.plaats = 1 AND extract(year FROM l.vastgesteld_op) BETWEEN s.jaar - 2 AND s.jaar
              UNION ALL
              SELECT 'eindoordeel.onderzocht', count(DISTINCT o.swv), min(s.jaar)::text
              FROM oordeel o, samen s WHERE extract(year FROM o.vastgesteld_op) = s.jaar
              UNION ALL
              SELECT 'eindoordeel.onvoldoende', count(*) FILTER (WHERE o.eindoordeel = 'onvoldoende'), min(s.jaar)::text
              FROM oordeel o, samen s WHERE extract(year FROM o.vastgesteld_op) = s.jaar) AS c
        WHERE eigen IS NULL AND c.periode IS NOT NULL;

    -- Ratios of the annual accounts.
    RETURN QUERY
        WITH rij AS (
            SELECT j.swv, j.jaar, k.kencijfer, k.waarde
            FROM feit.jaarrekening_per j
            CROSS JOIN LATERAL (VALUES
                ('financien.solvabiliteit', 100 * (j.eigen_vermogen + j.voorzieningen) / nullif(j.totale_passiva, 0)),
                ('financien.liquiditeit', j.vlottende_activa / nullif(j.kortlopende_schulden, 0)),
                ('financien.rentabiliteit', 100 * j.resultaat / nullif(j.totale_baten, 0)),
                ('financien.bovenmatig', CASE WHEN j.bruto_baten IS NOT NULL
                                              THEN greatest(0, j.publiek_eigen_vermogen - greatest(0.035 * j.bruto_baten, 250000)) END)
            ) AS k (kencijfer, waarde)
            WHERE j.jaar = (SELECT max(m.jaar) FROM feit.jaarrekening_per m WHERE eigen IS NULL OR m.swv = eigen)
              AND (van_sector IS NULL OR sector(j.swv) = van_sector)
        )
        SELECT r.kencijfer, NULL::text, max(r.waarde) FILTER (WHERE r.swv = eigen), max(r.waarde) FILTER (WHERE r.swv = eigen), NULL::text,
               w.landelijk, w.landelijk, max(r.jaar)::text,
               CASE WHEN eigen IS NOT NULL AND max(r.waarde) FILTER (WHERE r.swv = eigen) IS NULL THEN 'een bedrag ontbreekt, of de noemer is 0' END
        FROM rij r
        CROSS JOIN LATERAL (SELECT CASE WHEN r.kencijfer = 'financien.bovenmatig' THEN sum(a.waarde)
                                        ELSE percentile_cont(0.5) WITHIN GROUP (ORDER BY a.waarde) END AS landelijk
                            FROM rij a WHERE a.kencijfer = r.kencijfer) AS w
        GROUP BY r.kencijfer, w.landelijk
        UNION ALL
        SELECT 'financien.onder_30', NULL, NULL, NULL, NULL, count(*) FILTER (WHERE r.waarde < 30), count(*) FILTER (WHERE r.waarde < 30), max(r.jaar)::text,
               CASE WHEN count(*) > count(r.waarde) THEN format('van %s samenwerkingsverband(en) is de solvabiliteit onbekend', count(*) - count(r.waarde)) END
        FROM rij r WHERE r.kencijfer = 'financien.solvabiliteit' AND eigen IS NULL HAVING count(*) > 0;

    -- Waiting lists: the statement of the whole SWV, or else the sum of its schools.
    IF masker AND eigen IS NULL THEN
        RETURN QUERY
            SELECT DISTINCT ON (r.soort) 'wachtlijst.' || r.soort, NULL::text, NULL::double precision, NULL::double precision, NULL::text,
                   r.wachtenden_onder::double precision, r.wachtenden_boven::double precision, r.peildatum::text, r.reden
            FROM rapport.wachtlijsten('landelijk', publiek => true) AS r
            WHERE r.herkomst = 'opgaven' AND r.soort IN ('sbo', 'so', 'vso', 'pro')
            ORDER BY r.soort, r.peildatum DESC;
    ELSIF masker THEN
        RETURN QUERY
            WITH rij AS (
                SELECT * FROM rapport.wachtlijsten(eigen::text || ',landelijk', publiek => true)
            )
            SELECT DISTINCT ON (m.soort) 'wachtlijst.' || m.soort, NULL::text, m.wachtenden_onder::double precision, m.wachtenden_boven::double precision, NULL::text,
                   l.wachtenden_onder::double precision, l.wachtenden_boven::double precision, m.peildatum::text, m.reden
            FROM rij m LEFT JOIN rij l ON l.swv = 'landelijk' AND l.soort = m.soort AND l.peildatum = m.peildatum
            WHERE m.swv = eigen::text AND m.soort IN ('sbo', 'so', 'vso', 'pro')
            ORDER BY m.soort, m.peildatum DESC;
    ELSE
        RETURN QUERY
            WITH per_swv AS (
                SELECT w.swv, w.soort, w.peildatum, sum(w.wachtenden) AS wachtenden, bool_or(w.wachtenden IS NULL) AS onbekend
                FROM (SELECT f.*, f.school IS NULL OR NOT bool_or(f.school IS NULL AND f.wachtenden IS NOT NULL) OVER (PARTITION BY f.swv, f.peildatum, f.soort) AS telt
                      FROM feit.wachtlijst_per f) AS w
                WHERE w.telt AND (van_sector IS NULL OR sector(w.swv) = van_sector)
                GROUP BY w.swv, w.soort, w.peildatum
            ), een AS (
                SELECT p.swv, p.soort, p.peildatum, p.onbekend,
                       CASE WHEN masker AND ondergrens(p.wachtenden) > 0 AND bovengrens(p.wachtenden) < 5 THEN '<5' ELSE p.wachtenden END AS wachtenden
                FROM per_swv p
            ), laatste AS (
                SELECT e.soort, max(e.peildatum) AS peildatum FROM een e WHERE eigen IS NULL OR e.swv = eigen GROUP BY e.soort
            )
            SELECT 'wachtlijst.' || l.soort, NULL::text,
                   CASE WHEN bool_or(e.swv = eigen) THEN coalesce(ondergrens(sum(e.wachtenden) FILTER (WHERE e.swv = eigen)), 0)::double precision END,
                   CASE WHEN NOT coalesce(bool_or(e.onbekend AND e.swv = eigen), false) THEN bovengrens(sum(e.wachtenden) FILTER (WHERE e.swv = eigen))::double precision END,
                   NULL::text, coalesce(ondergrens(sum(e.wachtenden)), 0)::double precision, CASE WHEN NOT bool_or(e.onbekend) THEN bovengrens(sum(e.wachtenden))::double precision END,
                   l.peildatum::text,
                   CASE WHEN eigen IS NOT NULL AND bool_or(e.onbekend AND e.swv = eigen) THEN 'een deel van de aantallen is onbekend: alleen de ondergrens is zeker'
                        WHEN bool_or(e.onbekend) THEN 'landelijk: een deel van de aantallen is onbekend, alleen de ondergrens is zeker' END
            FROM laatste l JOIN een e ON e.soort = l.soort AND e.peildatum = l.peildatum
            GROUP BY l.soort, l.peildatum;
    END IF;

    -- Yes of yes and no, per theme.
    RETURN QUERY
        WITH laatste AS (
            SELECT max(m.ronde COLLATE "C") AS ronde FROM feit.ja_nee_monitor_per m WHERE eigen IS NULL OR m.swv = eigen
        )
        SELECT 'ja_nee.' || t.volgorde, NULL::text,
               d.eigen_deel, d.eigen_deel, NULL::text, d.alle_deel, d.alle_deel, d.ronde,
               CASE WHEN eigen IS NOT NULL AND d.eigen_deel IS NULL THEN 'geen vraag van het thema is met ja of nee beantwoord' END
        FROM ref.monitorthema t
        JOIN (
            SELECT m.thema, l.ronde,
                   100.0::double precision * count(*) FILTER (WHERE m.ja AND m.swv = eigen) / nullif(count(m.ja) FILTER (WHERE m.swv = eigen), 0) AS eigen_deel,
                   100.0::double precision * count(*) FILTER (WHERE m.ja) / nullif(count(m.ja), 0) AS alle_deel
            FROM laatste l JOIN feit.ja_nee_monitor_per m ON m.ronde = l.ronde
            WHERE van_sector IS NULL OR sector(m.swv) = van_sector
            GROUP BY m.thema, l.ronde
        ) AS d USING (thema);

    IF eigen IS NULL THEN
        RETURN QUERY
            SELECT 'swv.aantal', NULL::text, NULL::double precision, NULL::double precision, NULL::text, count(*)::double precision, count(*)::double precision,
                   (SELECT coalesce(to_char(max(p.geldig_vanaf), 'YYYY-MM-DD'), 'begindatum van de tabel onbekend') FROM ref.pc4_swv_per p), NULL::text
            FROM ref.swv HAVING count(*) > 0;
        RETURN QUERY
            WITH per_pc4 AS (
                SELECT l.pc4, l.soort_po, l.aantal FROM feit.leerling_po_pc4 l
                WHERE l.schooljaar = leerlingen_jaar AND l.teldatum = leerlingen_dag AND l.soort_po < 'vso'
            ), per_swv AS (
                SELECT p.po_swv, coalesce(sum(a.aantal) FILTER (WHERE a.soort_po = 'bo'), '0') AS bo,
                       coalesce(sum(a.aantal) FILTER (WHERE a.soort_po = 'sbo'), '0') AS sbo, coalesce(sum(a.aantal) FILTER (WHERE a.soort_po = 'so'), '0') AS so
                FROM ref.pc4_swv_per p LEFT JOIN per_pc4 a USING (pc4)
                WHERE p.bestand_id = tabel AND p.po_swv IS NOT NULL GROUP BY p.po_swv
            ), deelname AS (
                SELECT d.soort, d.definitie, d.onder, d.boven
                FROM per_swv s
                CROSS JOIN LATERAL (VALUES
                    ('so', 'A', ondergrens(verhouding(s.so, s.bo + s.sbo)), bovengrens(verhouding(s.so, s.bo + s.sbo))),
                    ('so', 'B', ondergrens(aandeel(s.so, s.bo + s.sbo)), bovengrens(aandeel(s.so, s.bo + s.sbo))),
                    ('sbo', 'A', ondergrens(aandeel(s.sbo, s.bo)), bovengrens(aandeel(s.sbo, s.bo))),
                    ('sbo', 'B', ondergrens(aandeel(s.sbo, s.bo + s.so)), bovengrens(aandeel(s.sbo, s.bo + s.so)))) AS d (soort, definitie, onder, boven)
            )
            SELECT format('deelname.%s.%s.%s', d.soort, d.definitie, u.uiterste), NULL::text, NULL::double precision, NULL::double precision, NULL::text,
                   100 * CASE u.uiterste WHEN 'laagste' THEN min(d.onder) ELSE max(d.onder) END,
                   100 * CASE u.uiterste WHEN 'laagste' THEN min(d.boven) ELSE max(d.boven) END, leerlingen_dag::text, NULL::text
            FROM deelname d, (VALUES ('laagste'), ('hoogste')) AS u (uiterste)
            WHERE NOT masker
            GROUP BY d.soort, d.definitie, u.uiterste;
        -- In secondary education, of the last year with pupils: as the report on the spread.
        jaar := (SELECT max(j.jaar) FROM laad.eenheid_jaren('{feit.leerling_vo_onderwijstype, feit.leerling_vo_leerjaar}') j);
        RETURN QUERY
            SELECT format('deelname.%s.%s.%s', s.onderwijssoort, s.definitie, u.uiterste), NULL::text, NULL::double precision, NULL::double precision, NULL::text,
                   CASE u.uiterste WHEN 'laagste' THEN s.laagste_onder ELSE s.hoogste_onder END,
                   CASE u.uiterste WHEN 'laagste' THEN s.laagste_boven ELSE s.hoogste_boven END, coalesce(s.teldatum::text, s.schooljaar), s.reden
            FROM (SELECT w.* FROM laad.deelname_spreiding((SELECT max(j.jaar) FROM laad.eenheid_jaren('{feit.leerling_vo_pc4}') j
                                                           WHERE j.jaar IN (SELECT p.jaar FROM laad.eenheid_jaren('{feit.leerling_po}') p)), 'woon', masker) w
                  WHERE w.onderwijssoort = 'vso'
                  UNION ALL
                  SELECT v.* FROM laad.deelname_spreiding(jaar, 'vestiging', masker) v WHERE v.onderwijssoort = 'pro') AS s,
                 (VALUES ('laagste'), ('hoogste')) AS u (uiterste);
        RETURN QUERY
            SELECT DISTINCT 'leerlingen.pro', NULL::text, NULL::double precision, NULL::double precision, NULL::text,
                   d.teller_onder::double precision, d.teller_boven::double precision, d.schooljaar,
                   CASE WHEN d.teller_boven IS NULL THEN 'een deel van de aantallen is onbekend: alleen de ondergrens is zeker' END
            FROM laad.deelname_rijen('{vestiging}', ARRAY[jaar], masker, true) d
            WHERE jaar IS NOT NULL AND d.onderwijssoort = 'pro' AND d.swv = 'landelijk';
        RETURN QUERY
            SELECT 'samenhang.verevening', NULL::text, NULL::double precision, NULL::double precision, NULL::text, v.r, v.r, v.van || ' tot ' || v.tot,
                   concat_ws('; ', format('n = %s', v.n), v.reden)
            FROM laad.samenhang_verevening_rijen('hoog', '2014-2015', '2018-2019', 'so', 'samen', 'euro', 0.95) v WHERE v.herkomst = 'berekend';
        RETURN QUERY
            SELECT 'wachtlijst.scholen', NULL::text, NULL::double precision, NULL::double precision, NULL::text, w.percentage_onder, w.percentage_boven,
                   w.peildatum::text, w.reden
            FROM rapport.wachtlijsten w WHERE w.swv = 'landelijk' AND w.soort = '(v)so' AND w.herkomst = 'opgaven' ORDER BY w.peildatum DESC LIMIT 1;
        RETURN QUERY
            WITH score AS (
                SELECT s.* FROM ref.schaalscore_gepubliceerd_per s WHERE s.meting = (SELECT max(m.meting) FROM ref.schaalscore_gepubliceerd_per m)
            )
            SELECT 'monitor.' || v.naam, NULL::text, NULL::double precision, NULL::double precision, NULL::text, min(s.score), max(s.score), max(s.meting)::text, NULL::text
            FROM score s
            JOIN (VALUES ('ondersteuning', 1, 2), ('deskundigheid', 3, 2), ('dekkend_netwerk', 5, 1), ('samenwerking', 5, 3), ('jeugdhulp', 5, 4),
                         ('bureaucratie', 7, 1)) AS v (naam, doelstelling, indicator)
              ON s.doelstelling = v.doelstelling AND s.indicator LIKE format('Indicator %s:%%', v.indicator)
            WHERE s.puntsschaal = 5 AND s.onderwijstype IN ('sbo', '(v)so')
            GROUP BY v.naam
            UNION ALL
            SELECT 'monitor.schalen', NULL, NULL, NULL, NULL, count(DISTINCT (s.doelstelling, s.indicator, s.schaal)),
                   count(DISTINCT (s.doelstelling, s.indicator, s.schaal)), max(s.meting)::text, NULL
            FROM score s HAVING count(*) > 0
            UNION ALL
            SELECT 'monitor.vragenlijsten', NULL, NULL, NULL, NULL, count(DISTINCT i.vragenlijst), count(DISTINCT i.vragenlijst), max(i.meting)::text, NULL
            FROM ref.item_per i WHERE i.meting = (SELECT max(m.meting) FROM ref.item_per m) HAVING count(*) > 0;
    END IF;
END $$;
COMMENT ON FUNCTION laad.kencijfers(text, boolean) IS
    'De waarden van ref.kencijfer voor een samenwerkingsverband, met de landelijke ernaast; NULL = alleen de landelijke. Voor rapporten; publiek schermt kleine aantallen af';
