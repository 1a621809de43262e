-- Participation per samenwerkingsverband (SWV) of residence, with exact bounds
-- for masked counts. Definitions A and B: docs/deelname.md.
CREATE OR REPLACE VIEW rapport.deelname_swv AS
SELECT t.schooljaar::text AS schooljaar,
       t.teldatum,
       'woon'::text AS grondslag,
       m.definitie,
       t.swv,
       coalesce(w.regio, CASE t.swv WHEN 'onbekend' THEN 'postcode niet in de postcodetabel' WHEN 'landelijk' THEN 'Nederland' END) AS regio,
       t.sector,
       m.soort::text AS onderwijssoort,
       ondergrens(m.teller)::bigint AS teller_onder,
       bovengrens(m.teller)::bigint AS teller_boven,
       ondergrens(m.noemer)::bigint AS noemer_onder,
       bovengrens(m.noemer)::bigint AS noemer_boven,
       100 * m.onder AS percentage_onder,
       100 * m.boven AS percentage_boven,
       nullif(concat_ws('; ',
           CASE WHEN m.definitie IS NULL THEN m.reden
                WHEN m.onder IS NULL THEN 'de noemer is 0' END,
           CASE WHEN t.onvolledig > 0
                THEN format('onvolledig: %s bestand(en) met afgekeurde rijen, alleen de ondergrens van tellingen is zeker',
                            t.onvolledig) END,
           CASE WHEN t.gesnoeid > 0
                THEN format('gesnoeid: van %s eenheid/eenheden zijn de rijen van toen verwijderd, tellingen zijn te laag', t.gesnoeid) END,
           CASE WHEN t.swv <> 'landelijk' AND NOT t.volledig
                THEN 'onvolledige postcodetabel: leerlingen kunnen ten onrechte bij onbekend staan' END
       ), '') AS reden
FROM (
    SELECT d.schooljaar, d.teldatum, d.onvolledig, d.gesnoeid, i.volledig, r.sector, r.swv,
           coalesce(sum(r.aantal) FILTER (WHERE r.soort_po = 'bo'), '0') AS bo,
           coalesce(sum(r.aantal) FILTER (WHERE r.soort_po = 'sbo'), '0') AS sbo,
           coalesce(sum(r.aantal) FILTER (WHERE r.soort_po = 'so'), '0') AS so,
           coalesce(sum(r.aantal) FILTER (WHERE r.soort_po = 'vso'), '0') AS vso
    FROM (
        SELECT schooljaar(teldatum) AS schooljaar, teldatum,
               count(DISTINCT bestand_id) FILTER (WHERE NOT volledig) AS onvolledig,
               count(gesnoeid_op) AS gesnoeid
        FROM laad.eenheid_per
        WHERE doel = 'feit.leerling_po'
        GROUP BY teldatum
    ) AS d
    -- The postcode table in force on the reference date, whole: one file.
    LEFT JOIN LATERAL (
        SELECT e.bestand_id, e.volledig
        FROM laad.eenheid_per e
        CROSS JOIN LATERAL (SELECT geldig_vanaf, geldig_tot FROM ref.pc4_swv_per p
                            WHERE p.bestand_id = e.bestand_id LIMIT 1) AS p
        WHERE e.doel = 'ref.pc4_swv'
          AND (p.geldig_vanaf <= d.teldatum) IS NOT FALSE AND (d.teldatum < p.geldig_tot) IS NOT FALSE
        ORDER BY p.geldig_vanaf DESC NULLS LAST
        LIMIT 1
    ) AS i ON true
    -- Per reference date, so that a report over one year reads one partition.
    CROSS JOIN LATERAL (
        WITH per_swv AS (
            SELECT s.soort_po, CASE s.soort_po WHEN 'vso' THEN p.vo_swv ELSE p.po_swv END AS swv, sum(s.aantal) AS aantal
            FROM feit.leerling_po_pc4 s LEFT JOIN ref.pc4_swv_per p ON p.bestand_id = i.bestand_id AND p.pc4 = s.pc4
            WHERE s.schooljaar = d.schooljaar AND s.teldatum = d.teldatum
            GROUP BY 1, 2
        ), rij AS (
            SELECT CASE soort_po WHEN 'vso' THEN 'vo' ELSE 'po' END AS sector, coalesce(swv::text, 'onbekend') AS swv, soort_po, aantal FROM per_swv
        )
        SELECT sector, swv, soort_po, aantal FROM rij
        UNION ALL SELECT sector, 'landelijk', soort_po, aantal FROM rij
        -- Every SWV of the postcode table gets its rows, also where a count is 0.
        UNION ALL SELECT 'po', l.swv::text, NULL, NULL FROM (SELECT DISTINCT po_swv AS swv FROM ref.pc4_swv_per WHERE bestand_id = i.bestand_id) l WHERE l.swv IS NOT NULL
        UNION ALL SELECT 'vo', l.swv::text, NULL, NULL FROM (SELECT DISTINCT vo_swv AS swv FROM ref.pc4_swv_per WHERE bestand_id = i.bestand_id) l WHERE l.swv IS NOT NULL
        UNION ALL SELECT sector, swv, NULL, NULL FROM unnest(ARRAY['po', 'vo']) AS sector, unnest(ARRAY['onbekend', 'landelijk']) AS swv
    ) AS r
    -- A group is a wall: whatever the report is joined with, this is computed once.
    GROUP BY d.schooljaar, d.teldatum, d.onvolledig, d.gesnoeid, i.volledig, r.sector, r.swv
) AS t
LEFT JOIN (SELECT swv::text AS swv, regio FROM ref.swv) AS w ON w.swv = t.swv
CROSS JOIN LATERAL (VALUES
    ('po', 'so'::onderwijssoort, 'A', t.so, t.bo + t.sbo,
     ondergrens(verhouding(t.so, t.bo + t.sbo)), bovengrens(verhouding(t.so, t.bo + t.sbo)), NULL),
    ('po', 'so', 'B', t.so, t.bo + t.sbo + t.so,
     ondergrens(aandeel(t.so, t.bo + t.sbo)), bovengrens(aandeel(t.so, t.bo + t.sbo)), NULL),
    ('po', 'sbo', 'A', t.sbo, t.bo + t.sbo,
     ondergrens(aandeel(t.sbo, t.bo)), bovengrens(aandeel(t.sbo, t.bo)), NULL),
    ('po', 'sbo', 'B', t.sbo, t.bo + t.sbo + t.so,
     ondergrens(aandeel(t.sbo, t.bo + t.so)), bovengrens(aandeel(t.sbo, t.bo + t.so)), NULL),
    ('po', 'bo', NULL, t.bo, NULL, NULL, NULL, 'alleen telling: deelname is voor bo niet gedefinieerd'),
    ('vo', 'vso', NULL, t.vso, NULL, NULL, NULL, 'alleen telling: de noemer (leerlingen vo en pro) is niet geladen')
) AS m (sector, soort, definitie, teller, noemer, onder, boven, reden)
WHERE m.sector = t.sector;
COMMENT ON VIEW rapport.deelname_swv IS
    'Deelname aan so, sbo en vso (en het aantal in bo) per samenwerkingsverband waar de leerling woont, met exacte onder- en bovengrens voor gemaskeerde tellingen. Samenwerkingsverbanden + onbekend = landelijk. Inclusief cluster 1 en 2. Een leeg aangeleverd bestand (rapport.bestanden) ontbreekt in elke telling. Bron: DUO, leerlingen po per postcode en leeftijd';
COMMENT ON COLUMN rapport.deelname_swv.schooljaar IS 'Schooljaar, zoals 2024-2025';
COMMENT ON COLUMN rapport.deelname_swv.teldatum IS 'Teldatum van de tellingen';
COMMENT ON COLUMN rapport.deelname_swv.grondslag IS 'woon: het samenwerkingsverband van de postcode waar de leerling woont';
COMMENT ON COLUMN rapport.deelname_swv.definitie IS
    'A (bekostigingsbasis): gedeeld door bo + sbo. B (aandeel van alle leerlingen): gedeeld door bo + sbo + so. Leeg: alleen een telling, zie reden';
COMMENT ON COLUMN rapport.deelname_swv.swv IS
    'Code van het samenwerkingsverband; onbekend = postcode niet in de postcodetabel (of zonder samenwerkingsverband); landelijk = totaal';
COMMENT ON COLUMN rapport.deelname_swv.regio IS 'Afgeleid label (grootste gemeenten naar aantal postcodes), geen officiële naam';
COMMENT ON COLUMN rapport.deelname_swv.sector IS 'po (so, sbo, bo) of vo (vso)';
COMMENT ON COLUMN rapport.deelname_swv.onderwijssoort IS 'Onderwijssoort van de teller: so, sbo, vso of bo';
COMMENT ON COLUMN rapport.deelname_swv.teller_onder IS 'Kleinst mogelijke aantal leerlingen (elke <5 als 1)';
COMMENT ON COLUMN rapport.deelname_swv.teller_boven IS 'Grootst mogelijke aantal leerlingen (elke <5 als 4)';
COMMENT ON COLUMN rapport.deelname_swv.noemer_onder IS 'Kleinst mogelijke noemer; leeg zonder noemer';
COMMENT ON COLUMN rapport.deelname_swv.noemer_boven IS 'Grootst mogelijke noemer; leeg zonder noemer';
COMMENT ON COLUMN rapport.deelname_swv.percentage_onder IS
    'Kleinst mogelijke percentage (0-100, niet afgerond). Niet teller_onder / noemer_boven waar de teller deel is van de noemer';
COMMENT ON COLUMN rapport.deelname_swv.percentage_boven IS 'Grootst mogelijke percentage (0-100, niet afgerond; A kan boven 100 komen)';
COMMENT ON COLUMN rapport.deelname_swv.reden IS 'Waarom een percentage ontbreekt of niet zeker is; leeg als het voor de geladen bestanden zeker tussen de grenzen ligt';

-- As of a moment, and of what is asked for only. Planned with the arguments, so
-- that one year reads one partition.
CREATE OR REPLACE FUNCTION rapport.deelname(schooljaar text DEFAULT NULL, swv text DEFAULT NULL, onderwijssoort text DEFAULT NULL,
                                            definitie text DEFAULT NULL, per timestamptz DEFAULT rapport.moment())
RETURNS SETOF rapport.deelname_swv
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET datestyle = 'ISO' SET plan_cache_mode = force_custom_plan AS $$
DECLARE
    was   text := coalesce(current_setting('rapport.per', true), '');
    codes text[] := laad.swv_lijst(swv);
BEGIN
    PERFORM laad.eis_waarde('deelname', 'onderwijssoort', onderwijssoort);
    PERFORM laad.eis_waarde('deelname', 'definitie', definitie);
    schooljaar := laad.schooljaar_tekst('schooljaar', schooljaar);
    PERFORM set_config('rapport.per', coalesce(per::text, ''), true);
    RETURN QUERY
        SELECT d.* FROM rapport.deelname_swv d
        WHERE (deelname.schooljaar IS NULL OR d.schooljaar = deelname.schooljaar)
          AND (codes IS NULL OR d.swv = ANY (codes))
          AND (deelname.onderwijssoort IS NULL OR d.onderwijssoort = deelname.onderwijssoort)
          AND (deelname.definitie IS NULL OR d.definitie = deelname.definitie OR d.definitie IS NULL)
        ORDER BY d.schooljaar, d.teldatum, d.sector, d.swv <> 'landelijk', d.swv = 'onbekend', d.swv, d.onderwijssoort, d.definitie;
    PERFORM set_config('rapport.per', was, true);
END $$;

SELECT laad.beschrijf_rapport('deelname',
    titel => 'Deelname aan so, sbo en vso per samenwerkingsverband, met grenzen',
    vraag => 'Welk deel van de leerlingen van een samenwerkingsverband gaat naar so, sbo of vso?',
    definitie => 'A = gedeeld door bo + sbo; B = gedeeld door bo + sbo + so. Grondslag: postcode waar de leerling woont. Percentages liggen zeker tussen de grenzen, voor wat is aangeleverd: elke <5 is 1, 2, 3 of 4. Regio is afgeleid, geen officiële naam.',
    bron => 'DUO, leerlingen po per postcode en leeftijd; postcodetabel van de regio-indeling.',
    tabellen => '{feit.leerling_po, ref.pc4_swv}',
    parameters => '{"schooljaar": "Schooljaar, zoals 2024-2025",
                    "swv": "Samenwerkingsverbanden, met komma ertussen; ook landelijk en onbekend",
                    "onderwijssoort": {"uitleg": "Onderwijssoort van de teller", "waarden": ["bo", "sbo", "so", "vso"]},
                    "definitie": {"uitleg": "Noemer: A (bo + sbo) of B (bo + sbo + so); rijen met alleen een telling blijven", "waarden": ["A", "B"]}}',
    voorbeeld => 'schooljaar => ''2024-2025'', swv => ''landelijk,PO2707''',
    kolommen => $$r.schooljaar, r.swv, r.regio, r.onderwijssoort AS soort, coalesce(r.definitie, '') AS def,
        concat_ws('..', r.teller_onder, nullif(r.teller_boven, r.teller_onder)) AS leerlingen,
        concat_ws('..', r.noemer_onder, nullif(r.noemer_boven, r.noemer_onder)) AS noemer,
        replace(concat_ws(' - ', round(r.percentage_onder::numeric, 2),
            nullif(round(r.percentage_boven::numeric, 2), round(r.percentage_onder::numeric, 2))), '.', ',') AS percentage$$,
    geen_rijen => $$'loaded school years: ' || (SELECT string_agg(DISTINCT schooljaar, ', ' ORDER BY schooljaar) FROM rapport.deelname_swv)$$);
