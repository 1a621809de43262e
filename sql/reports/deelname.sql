-- Participation per samenwerkingsverband (SWV) of residence, with exact bounds
-- for masked counts. Definitions A and B: docs/deelname.md.
CREATE OR REPLACE VIEW rapport.deelname_swv AS
WITH teldata AS (
    SELECT DISTINCT schooljaar(teldatum) AS schooljaar, teldatum
    FROM laad.eenheid
    WHERE doel = 'feit.leerling_po' AND vervangen_op IS NULL
), per_pc4 AS (
    SELECT schooljaar, teldatum, pc4, soort_po, sum(aantal) AS aantal
    FROM feit.leerling_po
    GROUP BY schooljaar, teldatum, pc4, soort_po
), indeling AS (
    -- The postcode table as it was in force on each reference date.
    SELECT DISTINCT ON (d.teldatum, t.pc4) d.teldatum, t.pc4, t.po_swv, t.vo_swv
    FROM teldata d
    JOIN ref.pc4_swv t ON coalesce(t.geldig_vanaf <= d.teldatum, true)
                      AND coalesce(d.teldatum < t.geldig_tot, true)
    ORDER BY d.teldatum, t.pc4, t.geldig_vanaf DESC NULLS LAST
), ingedeeld AS (
    SELECT p.schooljaar, p.teldatum, p.soort_po, p.aantal,
           CASE WHEN p.soort_po = 'vso' THEN 'vo' ELSE 'po' END AS sector,
           coalesce(CASE WHEN p.soort_po = 'vso' THEN i.vo_swv ELSE i.po_swv END::text, 'onbekend') AS swv
    FROM per_pc4 p
    LEFT JOIN indeling i USING (teldatum, pc4)
), raster AS (
    -- Every SWV of the postcode table gets its rows, also where a count is 0.
    SELECT d.schooljaar, d.teldatum, s.sector, s.swv
    FROM teldata d, LATERAL (
        SELECT 'po', po_swv::text FROM indeling i WHERE i.teldatum = d.teldatum AND po_swv IS NOT NULL
        UNION SELECT 'vo', vo_swv::text FROM indeling i WHERE i.teldatum = d.teldatum AND vo_swv IS NOT NULL
        UNION ALL VALUES ('po', 'onbekend'), ('vo', 'onbekend'), ('po', 'landelijk'), ('vo', 'landelijk')
    ) AS s (sector, swv)
), som AS (
    SELECT schooljaar, teldatum, sector, coalesce(swv, 'landelijk') AS swv,
           sum(aantal) FILTER (WHERE soort_po = 'bo') AS bo,
           sum(aantal) FILTER (WHERE soort_po = 'sbo') AS sbo,
           sum(aantal) FILTER (WHERE soort_po = 'so') AS so,
           sum(aantal) FILTER (WHERE soort_po = 'vso') AS vso
    FROM ingedeeld
    GROUP BY GROUPING SETS ((schooljaar, teldatum, sector, swv), (schooljaar, teldatum, sector))
), tel AS (
    SELECT schooljaar, teldatum, sector, swv,
           coalesce(bo, '0') AS bo, coalesce(sbo, '0') AS sbo, coalesce(so, '0') AS so, coalesce(vso, '0') AS vso
    FROM raster
    LEFT JOIN som USING (schooljaar, teldatum, sector, swv)
), onvolledig AS (
    SELECT teldatum, count(DISTINCT bestand_id) AS bestanden
    FROM laad.eenheid
    WHERE doel = 'feit.leerling_po' AND vervangen_op IS NULL AND NOT volledig
    GROUP BY teldatum
)
SELECT t.schooljaar::text AS schooljaar,
       t.teldatum,
       'woon'::text AS grondslag,
       m.definitie,
       t.swv,
       CASE t.swv WHEN 'landelijk' THEN 'Nederland'
                  WHEN 'onbekend' THEN 'postcode niet in de postcodetabel'
                  ELSE s.regio END AS regio,
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
           CASE WHEN o.bestanden IS NOT NULL
                THEN format('onvolledig: %s bestand(en) met afgekeurde rijen, de bovengrens is niet zeker', o.bestanden) END
       ), '') AS reden
FROM tel t
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
LEFT JOIN ref.swv s ON s.swv::text = t.swv
LEFT JOIN onvolledig o USING (teldatum)
WHERE m.sector = t.sector;
COMMENT ON VIEW rapport.deelname_swv IS
    'Deelname aan so, sbo en vso (en het aantal in bo) per samenwerkingsverband waar de leerling woont, met exacte onder- en bovengrens voor gemaskeerde tellingen. Samenwerkingsverbanden + onbekend = landelijk. Inclusief cluster 1 en 2. Bron: DUO, leerlingen po per postcode en leeftijd';
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
COMMENT ON COLUMN rapport.deelname_swv.reden IS 'Waarom een percentage ontbreekt of niet zeker is; leeg als het zeker tussen de grenzen ligt';
