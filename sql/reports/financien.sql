-- Ratios of annual accounts against dated signals: docs/financien.md.
CREATE OR REPLACE VIEW rapport.financien AS
WITH waarde AS (
    SELECT 'samenwerkingsverband' AS soort, j.swv::text AS instelling, sector(j.swv) AS sector, j.jaar, k.kengetal, k.waarde, j.totale_baten AS baten, NULL AS drempel,
           k.mist
    FROM feit.jaarrekening_per j
    CROSS JOIN LATERAL (VALUES
        ('rentabiliteit', j.resultaat / nullif(j.totale_baten, 0), 'resultaat of totale baten'),
        ('solvabiliteit_ii', (j.eigen_vermogen + j.voorzieningen) / nullif(j.totale_passiva, 0), 'eigen vermogen, voorzieningen of totale passiva'),
        ('liquiditeit', j.vlottende_activa / nullif(j.kortlopende_schulden, 0), 'vlottende activa of kortlopende schulden')
    ) AS k (kengetal, waarde, mist)
    UNION ALL
    SELECT 'samenwerkingsverband', j.swv::text, sector(j.swv), j.jaar, 'publiek_eigen_vermogen', j.publiek_eigen_vermogen, j.totale_baten,
           CASE WHEN j.bruto_baten IS NOT NULL THEN greatest(j.bruto_baten::numeric * 0.035, 250000)::double precision END,
           CASE WHEN j.publiek_eigen_vermogen IS NULL THEN 'publiek eigen vermogen' END
    FROM feit.jaarrekening_per j
    UNION ALL
    SELECT 'schoolbestuur', k.bevoegd_gezag, k.sector, k.jaar,
           CASE k.kengetal WHEN 'solvabiliteit 2' THEN 'solvabiliteit_ii' WHEN 'liquiditeit (current ratio)' THEN 'liquiditeit' ELSE k.kengetal END,
           k.waarde, NULL, NULL, NULL
    FROM feit.kengetal_per k
    WHERE k.kengetal IN ('rentabiliteit', 'solvabiliteit 2', 'liquiditeit (current ratio)')
), getoetst AS (
    -- zeker: signals whose year is known and whose size may be that of the institution;
    -- mogelijk: also those that may have been in force.
    SELECT w.*, s.*
    FROM waarde w
    CROSS JOIN LATERAL (
        SELECT count(*) FILTER (WHERE r.zeker) AS zeker, count(*) AS mogelijk,
               bool_or(r.onder) AS een, bool_and(r.onder) AS elk,
               CASE WHEN min(r.waarde) = max(r.waarde) THEN min(r.waarde) END AS signaal_waarde,
               string_agg(DISTINCT CASE WHEN r.waarde_mee THEN 'hoogstens ' ELSE 'onder ' END || replace(r.waarde::text, '.', ','), ' of ') AS grens,
               bool_or(r.op_grens) AS op_grens
        FROM (
            SELECT v.waarde, v.waarde_mee, w.waarde < v.waarde OR (v.waarde_mee AND w.waarde = v.waarde) AS onder,
                   coalesce(w.jaar BETWEEN v.geldig_vanaf AND coalesce(v.geldig_tot, 32767), false) AS zeker,
                   coalesce(w.baten IN (v.baten_vanaf, v.baten_tot), false) AS op_grens
            FROM ref.signaleringswaarde v
            WHERE v.kengetal = w.kengetal AND v.instelling IN ('alle', w.soort)
              AND (w.jaar BETWEEN v.geldig_vanaf AND coalesce(v.geldig_tot, 32767)
                   OR w.jaar BETWEEN coalesce(v.mogelijk_vanaf, 0) AND coalesce(v.mogelijk_tot, 32767))
              AND (v.baten_vanaf IS NULL OR (w.baten > v.baten_vanaf OR (v.baten_vanaf_mee AND w.baten = v.baten_vanaf)) IS NOT FALSE)
              AND (v.baten_tot IS NULL OR (w.baten < v.baten_tot OR (v.baten_tot_mee AND w.baten = v.baten_tot)) IS NOT FALSE)
        ) AS r
    ) AS s
)
SELECT g.soort, g.instelling, g.sector, g.jaar::integer AS jaar, g.kengetal, g.waarde, g.baten,
       CASE WHEN g.kengetal = 'publiek_eigen_vermogen' THEN 'boven'
            WHEN g.mogelijk > 0 THEN g.grens END AS grens,
       CASE WHEN g.kengetal = 'publiek_eigen_vermogen' THEN g.drempel ELSE g.signaal_waarde END AS signaleringswaarde,
       CASE WHEN g.kengetal = 'publiek_eigen_vermogen' THEN g.waarde > g.drempel
            WHEN g.waarde IS NOT NULL AND g.zeker > 0 AND g.een = g.elk THEN g.een END AS signaal,
       CASE WHEN g.waarde > g.drempel THEN (g.waarde::numeric - g.drempel::numeric)::double precision WHEN g.waarde <= g.drempel THEN 0 END AS bovenmatig,
       nullif(concat_ws('; ',
           CASE WHEN g.waarde IS NULL THEN coalesce(g.mist, 'de waarde') || ' onbekend of 0' END,
           CASE WHEN g.kengetal = 'publiek_eigen_vermogen' THEN CASE WHEN g.drempel IS NULL THEN 'bruto baten onbekend' END
                WHEN g.mogelijk = 0 THEN 'geen signaleringswaarde bekend voor dit kengetal en jaar'
                WHEN g.zeker = 0 THEN 'of de signaleringswaarde in dit jaar gold is onbekend'
                WHEN g.een <> g.elk THEN 'welke signaleringswaarde geldt is onbekend: ' || CASE WHEN g.baten IS NULL THEN 'de baten' ELSE 'de ingangsdatum' END END,
           CASE WHEN g.op_grens THEN 'de baten zijn precies een grens' END), '') AS reden
FROM getoetst g;
COMMENT ON VIEW rapport.financien IS
    'Rentabiliteit, solvabiliteit II, liquiditeit en publiek eigen vermogen uit jaarrekeningen, tegen gedateerde signaleringswaarden. Een signaal is geen norm';
COMMENT ON COLUMN rapport.financien.soort IS 'samenwerkingsverband of schoolbestuur';
COMMENT ON COLUMN rapport.financien.instelling IS 'Code van het samenwerkingsverband, of nummer van het bevoegd gezag';
COMMENT ON COLUMN rapport.financien.sector IS 'po of vo';
COMMENT ON COLUMN rapport.financien.jaar IS 'Verslagjaar (kalenderjaar)';
COMMENT ON COLUMN rapport.financien.kengetal IS 'rentabiliteit, solvabiliteit_ii, liquiditeit of publiek_eigen_vermogen';
COMMENT ON COLUMN rapport.financien.waarde IS 'Waarde: een verhouding (niet afgerond), of euro bij publiek_eigen_vermogen';
COMMENT ON COLUMN rapport.financien.baten IS 'Totale baten in euro, die de grootteklasse bepalen; leeg = onbekend';
COMMENT ON COLUMN rapport.financien.grens IS 'Wanneer er een signaal is: onder (precies de waarde is er geen), hoogstens (precies de waarde is er een) of boven de signaleringswaarde';
COMMENT ON COLUMN rapport.financien.signaleringswaarde IS 'Signaleringswaarde, in de eenheid van waarde; leeg = geen, of meer dan een mogelijk';
COMMENT ON COLUMN rapport.financien.signaal IS 'Waar: er is een signaal; onwaar: geen; leeg: niet te bepalen, zie reden';
COMMENT ON COLUMN rapport.financien.bovenmatig IS 'Mogelijk bovenmatig publiek eigen vermogen in euro: wat er is boven de signaleringswaarde, ten minste 0';
COMMENT ON COLUMN rapport.financien.reden IS 'Waarom iets ontbreekt of onzeker is';

CREATE OR REPLACE FUNCTION rapport.financien(jaar integer DEFAULT NULL, instelling text DEFAULT NULL, kengetal text DEFAULT NULL,
                                             soort text DEFAULT 'samenwerkingsverband', per timestamptz DEFAULT rapport.moment())
RETURNS SETOF rapport.financien
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET datestyle = 'ISO' SET plan_cache_mode = force_custom_plan AS $$
DECLARE
    was   text := coalesce(current_setting('rapport.per', true), '');
    codes text[];
BEGIN
    PERFORM laad.eis_waarde('financien', 'kengetal', kengetal), laad.eis_waarde('financien', 'soort', soort);
    codes := CASE WHEN soort = 'samenwerkingsverband' THEN laad.swv_lijst(instelling, '{}') ELSE string_to_array(instelling, ',') END;
    PERFORM set_config('rapport.per', coalesce(per::text, ''), true);
    RETURN QUERY
        SELECT r.* FROM rapport.financien r
        WHERE (financien.jaar IS NULL OR r.jaar = financien.jaar)
          AND (codes IS NULL OR r.instelling = ANY (codes))
          AND (financien.kengetal IS NULL OR r.kengetal = financien.kengetal)
          AND (financien.soort IS NULL OR r.soort = financien.soort)
        ORDER BY r.soort COLLATE "C", r.jaar, r.instelling COLLATE "C", array_position('{rentabiliteit,solvabiliteit_ii,liquiditeit,publiek_eigen_vermogen}', r.kengetal);
    PERFORM set_config('rapport.per', was, true);
END $$;

SELECT laad.beschrijf_rapport('financien',
    titel => 'Financiële kengetallen en signaleringswaarden',
    vraag => 'Hoe staat een samenwerkingsverband er financieel voor, en is er een signaal?',
    definitie => 'Rentabiliteit = resultaat / totale baten; solvabiliteit II = (eigen vermogen + voorzieningen) / totale passiva; liquiditeit = vlottende activa / kortlopende schulden. Mogelijk bovenmatig publiek eigen vermogen = boven het hoogste van 3,5% van de bruto baten en 250.000 euro; sinds wanneer is niet bekend, hier voor elk jaar berekend. Signaleringswaarden staan gedateerd in ref.signaleringswaarde; een signaal is geen norm. Van schoolbesturen zijn de baten, en dus de grootteklasse, niet geladen. Verhoudingen zijn fracties (0,3 = 30 procent); eigen vermogen en bovenmatig in euro.',
    bron => 'Jaarrekeningen (swv-jaarrekening); DUO, kengetallen per bestuur; jaarverslag OCW 2017 bijlage 4; ref.signaleringswaarde noemt de bron van elke waarde.',
    tabellen => '{feit.jaarrekening, feit.kengetal}',
    parameters => '{"jaar": "Verslagjaar", "instelling": "Samenwerkingsverbanden (of nummers van besturen, bij soort schoolbestuur), met komma ertussen",
                    "kengetal": {"uitleg": "Alleen dit kengetal", "waarden": ["rentabiliteit", "solvabiliteit_ii", "liquiditeit", "publiek_eigen_vermogen"]},
                    "soort": {"uitleg": "Soort instelling; leeg = beide", "waarden": ["samenwerkingsverband", "schoolbestuur"]}}',
    voorbeeld => 'jaar => 2023',
    kolommen => $$r.jaar, r.instelling, r.kengetal,
        replace(CASE r.kengetal WHEN 'publiek_eigen_vermogen' THEN round(r.waarde::numeric, 2)::text ELSE round(r.waarde::numeric, 4)::text END, '.', ',') AS waarde,
        r.grens || CASE r.kengetal WHEN 'publiek_eigen_vermogen' THEN ' ' || replace(round(r.signaleringswaarde::numeric, 2)::text, '.', ',') ELSE '' END AS signaleringswaarde,
        CASE WHEN r.signaal THEN 'ja' WHEN NOT r.signaal THEN 'nee' ELSE '' END AS signaal,
        replace(round(r.bovenmatig::numeric, 2)::text, '.', ',') AS bovenmatig, r.reden$$,
    geen_rijen => $$'years loaded: ' || coalesce((SELECT string_agg(DISTINCT r.jaar::text, ', ') FROM rapport.financien r), 'none')$$);

CREATE OR REPLACE VIEW rapport.financien_samenvatting AS
SELECT f.soort, coalesce(f.sector, 'po en vo') AS sector, f.jaar, f.kengetal,
       count(*) AS instellingen,
       count(f.waarde) AS met_waarde,
       CASE WHEN count(f.grens) > 0 THEN count(*) FILTER (WHERE f.signaal) END AS signaal_onder,
       CASE WHEN count(f.grens) > 0 THEN count(*) FILTER (WHERE f.signaal IS NOT FALSE) END AS signaal_boven,
       CASE WHEN count(f.grens) > 0 THEN 100.0::double precision * count(*) FILTER (WHERE f.signaal) / count(*) END AS percentage_onder,
       CASE WHEN count(f.grens) > 0 THEN 100.0::double precision * count(*) FILTER (WHERE f.signaal IS NOT FALSE) / count(*) END AS percentage_boven,
       percentile_cont(0.5) WITHIN GROUP (ORDER BY f.waarde) AS mediaan,
       sum(f.bovenmatig::numeric)::double precision AS bovenmatig,
       CASE WHEN count(f.grens) = 0 THEN 'geen signaleringswaarde bekend voor dit kengetal en jaar'
            WHEN count(*) FILTER (WHERE f.signaal IS NULL) > 0
            THEN format('van %s is niet te bepalen of er een signaal is', count(*) FILTER (WHERE f.signaal IS NULL)) END AS reden,
       CASE WHEN f.soort = 'samenwerkingsverband' AND f.kengetal = 'solvabiliteit_ii' AND GROUPING(f.sector) = 1
            THEN (SELECT c.waarde::bigint FROM ref.cijfer_gepubliceerd_per c
                  WHERE c.document = '002' AND c.onderwerp = 'swv solvabiliteit onder signaleringswaarde' AND c.periode = f.jaar::text) END AS gepubliceerd
FROM rapport.financien f
GROUP BY f.soort, f.jaar, f.kengetal, GROUPING SETS ((f.sector), ());
COMMENT ON VIEW rapport.financien_samenvatting IS 'Hoeveel instellingen per jaar een financieel signaal hebben, per kengetal en sector';
COMMENT ON COLUMN rapport.financien_samenvatting.soort IS 'samenwerkingsverband of schoolbestuur';
COMMENT ON COLUMN rapport.financien_samenvatting.sector IS 'po, vo of po en vo';
COMMENT ON COLUMN rapport.financien_samenvatting.jaar IS 'Verslagjaar (kalenderjaar)';
COMMENT ON COLUMN rapport.financien_samenvatting.kengetal IS 'rentabiliteit, solvabiliteit_ii, liquiditeit of publiek_eigen_vermogen';
COMMENT ON COLUMN rapport.financien_samenvatting.instellingen IS 'Instellingen met een geladen jaarrekening: de noemer';
COMMENT ON COLUMN rapport.financien_samenvatting.met_waarde IS 'Daarvan met een bekende waarde';
COMMENT ON COLUMN rapport.financien_samenvatting.signaal_onder IS 'Instellingen met een signaal: kleinst mogelijke aantal; leeg = er is geen signaleringswaarde';
COMMENT ON COLUMN rapport.financien_samenvatting.signaal_boven IS 'Instellingen met een signaal: grootst mogelijke aantal (ook die waarvan het niet te bepalen is)';
COMMENT ON COLUMN rapport.financien_samenvatting.percentage_onder IS 'Als percentage van de instellingen: kleinst mogelijke waarde';
COMMENT ON COLUMN rapport.financien_samenvatting.percentage_boven IS 'Als percentage van de instellingen: grootst mogelijke waarde';
COMMENT ON COLUMN rapport.financien_samenvatting.mediaan IS 'Mediaan van de bekende waarden: een verhouding, of euro bij publiek_eigen_vermogen';
COMMENT ON COLUMN rapport.financien_samenvatting.bovenmatig IS 'Mogelijk bovenmatig publiek eigen vermogen samen, in euro';
COMMENT ON COLUMN rapport.financien_samenvatting.reden IS 'Waarom de aantallen onzeker zijn';
COMMENT ON COLUMN rapport.financien_samenvatting.gepubliceerd IS 'Samenwerkingsverbanden met een signaal zoals gepubliceerd, voor zover geladen; welke signaleringswaarde dat was is niet genoemd';

CREATE OR REPLACE FUNCTION rapport.financien_samenvatting(jaar integer DEFAULT NULL, kengetal text DEFAULT NULL, soort text DEFAULT 'samenwerkingsverband',
                                                          per timestamptz DEFAULT rapport.moment())
RETURNS SETOF rapport.financien_samenvatting
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET datestyle = 'ISO' AS $$
DECLARE
    was text := coalesce(current_setting('rapport.per', true), '');
BEGIN
    PERFORM laad.eis_waarde('financien_samenvatting', 'kengetal', kengetal), laad.eis_waarde('financien_samenvatting', 'soort', soort);
    PERFORM set_config('rapport.per', coalesce(per::text, ''), true);
    RETURN QUERY
        SELECT r.* FROM rapport.financien_samenvatting r
        WHERE (financien_samenvatting.jaar IS NULL OR r.jaar = financien_samenvatting.jaar)
          AND (financien_samenvatting.kengetal IS NULL OR r.kengetal = financien_samenvatting.kengetal)
          AND (financien_samenvatting.soort IS NULL OR r.soort = financien_samenvatting.soort)
        ORDER BY r.soort COLLATE "C", r.jaar, array_position('{rentabiliteit,solvabiliteit_ii,liquiditeit,publiek_eigen_vermogen}', r.kengetal),
                 array_position('{po,vo,po en vo}', r.sector);
    PERFORM set_config('rapport.per', was, true);
END $$;

SELECT laad.beschrijf_rapport('financien_samenvatting',
    titel => 'Financiële signalen per jaar',
    vraag => 'Hoeveel samenwerkingsverbanden hebben een financieel signaal?',
    definitie => 'Zoals rapport financien, geteld; mediaan van verhoudingen (fracties) of van euro, bovenmatig in euro. Waar niet te bepalen is of er een signaal is, zijn er twee grenzen. Bij welke signaleringswaarde het gepubliceerde aantal hoort, zegt de publicatie niet. In 2018 hadden 133 van 152 samenwerkingsverbanden een mogelijk bovenmatig eigen vermogen, samen 179 miljoen euro.',
    bron => 'Jaarrekeningen (swv-jaarrekening); DUO, kengetallen per bestuur; De Staat van het Onderwijs 2025, samenwerkingsverbanden; infinitebv.nl.',
    tabellen => '{feit.jaarrekening, feit.kengetal, ref.cijfer_gepubliceerd}',
    parameters => '{"jaar": "Verslagjaar",
                    "kengetal": {"uitleg": "Alleen dit kengetal", "waarden": ["rentabiliteit", "solvabiliteit_ii", "liquiditeit", "publiek_eigen_vermogen"]},
                    "soort": {"uitleg": "Soort instelling; leeg = beide", "waarden": ["samenwerkingsverband", "schoolbestuur"]}}',
    voorbeeld => 'jaar => 2023',
    kolommen => $$r.jaar, r.sector, r.kengetal, r.instellingen, concat_ws('..', r.signaal_onder, nullif(r.signaal_boven, r.signaal_onder)) AS signaal,
        r.gepubliceerd, replace(concat_ws(' - ', round(r.percentage_onder::numeric, 1), nullif(round(r.percentage_boven::numeric, 1), round(r.percentage_onder::numeric, 1))), '.', ',') AS percentage,
        replace(round(r.mediaan::numeric, 4)::text, '.', ',') AS mediaan, replace(round(r.bovenmatig::numeric, 2)::text, '.', ',') AS bovenmatig, r.reden$$,
    geen_rijen => $$'years loaded: ' || coalesce((SELECT string_agg(DISTINCT r.jaar::text, ', ') FROM rapport.financien_samenvatting r), 'none')$$);
