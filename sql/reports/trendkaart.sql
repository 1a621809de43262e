-- The trend map: does the participation of an SWV rise or fall over some school years,
-- and is it above or below the national mean? docs/trendkaart.md. Series are in
-- percentages; a ratio above 100 is no aandeel, so they are made as text.
CREATE OR REPLACE FUNCTION laad.trendkaart(jaren integer DEFAULT 5, laatste schooljaar DEFAULT NULL, definitie text DEFAULT 'B', grondslag text DEFAULT NULL,
                                           gemiddelde text DEFAULT 'gepoold', regel text DEFAULT 'ols', band double precision DEFAULT 0,
                                           publiek boolean DEFAULT false)
RETURNS TABLE (grondslag_van text, onderwijssoort text, definitie_van text, swv text, regio text, van text, tot text, aantal_jaren integer,
               klasse text, klasse_zeker boolean, eens boolean, helling_onder double precision, helling_boven double precision,
               eerste_laatste double precision, mann_kendall integer, gemiddelde_onder double precision, gemiddelde_boven double precision,
               landelijk_onder double precision, landelijk_boven double precision, reden text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path FROM CURRENT SET jit = off SET enable_nestloop = off AS $$
#variable_conflict use_column
DECLARE
    eind schooljaar := coalesce(laatste, (SELECT max(e.jaar) FROM laad.eenheid_jaren('{feit.leerling_po, feit.leerling_vestiging_totaal,
        feit.leerling_swv_totaal, feit.leerling_so_vso_residentieel, feit.leerling_so_vso_categorie, feit.leerling_so_vso_klassiek,
        feit.leerling_vo_onderwijstype, feit.leerling_vo_leerjaar}') e));
    eerste schooljaar := eind - (jaren - 1);
BEGIN
    RETURN QUERY
        WITH rij AS MATERIALIZED (
            -- One reference date a year: the first.
            SELECT DISTINCT ON (d.schooljaar, d.grondslag, d.onderwijssoort, d.swv)
                   d.schooljaar, d.teldatum, d.grondslag, d.onderwijssoort, d.definitie, d.swv, d.regio, d.teller_onder, d.teller_boven, d.noemer_onder, d.noemer_boven,
                   d.percentage_onder AS onder, d.percentage_boven AS boven, d.teldatum_noemer, d.bron
            FROM laad.deelname_rijen(CASE WHEN trendkaart.grondslag IS NULL THEN '{woon,betalend,vestiging}' ELSE ARRAY[trendkaart.grondslag] END::text[], eerste, eind, publiek) d
            WHERE d.definitie = trendkaart.definitie AND d.swv ~ '^(PO|VO)[0-9]{4}$'
            ORDER BY d.schooljaar, d.grondslag, d.onderwijssoort, d.swv, d.teldatum
        ), jaar_landelijk AS (
            SELECT r.grondslag, r.onderwijssoort, r.schooljaar,
                   sum(r.teller_onder) AS teller_onder, sum(r.teller_boven) AS teller_boven, sum(r.noemer_onder) AS noemer_onder, sum(r.noemer_boven) AS noemer_boven,
                   bool_and(r.onder IS NOT NULL AND r.boven IS NOT NULL) AS bekend
            FROM rij r GROUP BY 1, 2, 3
        ), som AS (
            SELECT j.grondslag, j.onderwijssoort, NULL::text AS schooljaar, sum(j.teller_onder) AS teller_onder, sum(j.teller_boven) AS teller_boven,
                   sum(j.noemer_onder) AS noemer_onder, sum(j.noemer_boven) AS noemer_boven, bool_and(j.bekend) AS bekend
            FROM jaar_landelijk j GROUP BY 1, 2
            UNION ALL SELECT * FROM jaar_landelijk
        ), deel AS (
            -- Where the numerator is part of the denominator both move together.
            SELECT s.grondslag, s.onderwijssoort, s.schooljaar, s.bekend,
                   CASE WHEN apart.ja THEN 100.0 * s.teller_onder / nullif(s.noemer_boven, 0)
                        ELSE 100.0 * s.teller_onder / nullif(s.teller_onder + s.noemer_boven - s.teller_boven, 0) END AS onder,
                   CASE WHEN apart.ja THEN 100.0 * s.teller_boven / nullif(s.noemer_onder, 0)
                        ELSE 100.0 * s.teller_boven / nullif(s.teller_boven + s.noemer_onder - s.teller_onder, 0) END AS boven
            FROM som s CROSS JOIN LATERAL (SELECT trendkaart.definitie = 'A' AND s.onderwijssoort IN ('so', 'vso')) AS apart (ja)
        ), landelijk AS (
            SELECT d.grondslag, d.onderwijssoort, bool_and(d.bekend) AS bekend,
                   CASE trendkaart.gemiddelde WHEN 'gepoold' THEN max(d.onder) FILTER (WHERE d.schooljaar IS NULL)
                        WHEN 'jaargemiddelde' THEN avg(d.onder) FILTER (WHERE d.schooljaar IS NOT NULL)
                        ELSE (SELECT avg(r.onder::numeric) FROM rij r WHERE r.grondslag = d.grondslag AND r.onderwijssoort = d.onderwijssoort) END::double precision AS onder,
                   CASE trendkaart.gemiddelde WHEN 'gepoold' THEN max(d.boven) FILTER (WHERE d.schooljaar IS NULL)
                        WHEN 'jaargemiddelde' THEN avg(d.boven) FILTER (WHERE d.schooljaar IS NOT NULL)
                        ELSE (SELECT avg(r.boven::numeric) FROM rij r WHERE r.grondslag = d.grondslag AND r.onderwijssoort = d.onderwijssoort) END::double precision AS boven
            FROM deel d GROUP BY d.grondslag, d.onderwijssoort
        ), reeks AS (
            SELECT r.grondslag, r.onderwijssoort, r.swv, min(r.regio) AS regio,
                   min(r.schooljaar) FILTER (WHERE r.onder IS NOT NULL AND r.boven IS NOT NULL) AS van,
                   max(r.schooljaar) FILTER (WHERE r.onder IS NOT NULL AND r.boven IS NOT NULL) AS tot,
                   samen((r.schooljaar || ':' || r.onder || '..' || r.boven)::trend) AS t,
                   avg(r.onder) FILTER (WHERE r.boven IS NOT NULL) AS onder, avg(r.boven) FILTER (WHERE r.onder IS NOT NULL) AS boven,
                   count(DISTINCT to_char(r.teldatum, 'MM-DD')) AS dagen, count(DISTINCT r.bron) AS bronnen,
                   bool_or(r.teldatum_noemer <> r.teldatum) AS gemengd
            FROM rij r GROUP BY 1, 2, 3
        )
        SELECT r.grondslag, r.onderwijssoort, trendkaart.definitie, r.swv, r.regio, r.van, r.tot, coalesce(n(r.t), 0),
               CASE WHEN k.zeker THEN k.klasse ELSE 'onbepaald' END,
               CASE WHEN n(r.t) >= 3 THEN k.zeker END,
               regels_eens(r.t, band),
               helling_onder(r.t), helling_boven(r.t), eerste_laatste(r.t), mann_kendall_s(r.t), r.onder, r.boven, l.onder, l.boven,
               nullif(concat_ws('; ',
                   CASE WHEN coalesce(n(r.t), 0) < 3 THEN format('te weinig jaren: %s, nodig zijn er drie', coalesce(n(r.t), 0))
                        WHEN NOT l.bekend THEN 'het landelijk gemiddelde is niet zeker: tellingen zijn onbekend of afgeschermd'
                        WHEN k.zeker IS NOT TRUE THEN 'door gemaskeerde tellingen is meer dan een klasse mogelijk' END,
                   CASE WHEN n(r.t) BETWEEN 3 AND jaren - 1 THEN format('%s van %s jaren', n(r.t), jaren) END,
                   CASE WHEN regels_eens(r.t, band) IS FALSE THEN 'de regels zijn het niet eens' END,
                   CASE WHEN r.dagen > 1 THEN 'reeksbreuk: teldatums op verschillende dagen van het jaar' END,
                   CASE WHEN r.bronnen > 1 THEN 'reeksbreuk: verschillende bronnen' END,
                   CASE WHEN r.gemengd THEN 'teller en noemer hebben verschillende teldatums' END), '')
        FROM reeks r
        JOIN landelijk l USING (grondslag, onderwijssoort)
        CROSS JOIN LATERAL (
            SELECT trendklasse(r.t, l.onder, trendkaart.regel, band)::text AS klasse,
                   l.bekend AND trendklasse_zeker(r.t, l.onder, trendkaart.regel, band) AND trendklasse_zeker(r.t, l.boven, trendkaart.regel, band)
                   AND trendklasse(r.t, l.onder, trendkaart.regel, band) = trendklasse(r.t, l.boven, trendkaart.regel, band) AS zeker
        ) AS k;
END $$;
COMMENT ON FUNCTION laad.trendkaart(integer, schooljaar, text, text, text, text, double precision, boolean) IS 'De rijen van rapport.trendkaart';

CREATE OR REPLACE VIEW rapport.trendkaart AS
SELECT grondslag_van AS grondslag, onderwijssoort, definitie_van AS definitie, swv, regio, van, tot, aantal_jaren AS jaren, klasse, klasse_zeker, eens AS regels_eens,
       helling_onder, helling_boven, eerste_laatste, mann_kendall AS mann_kendall_s, gemiddelde_onder, gemiddelde_boven, landelijk_onder, landelijk_boven, reden
FROM laad.trendkaart();
COMMENT ON VIEW rapport.trendkaart IS
    'Trend van deelnamepercentages per samenwerkingsverband over vijf schooljaren tegen het landelijk gemiddelde, met kleinste kwadraten en een gepoold gemiddelde; andere keuzes: de functie rapport.trendkaart';
COMMENT ON COLUMN rapport.trendkaart.grondslag IS 'woon, betalend of vestiging, zie rapport.deelname';
COMMENT ON COLUMN rapport.trendkaart.onderwijssoort IS 'so, sbo, vso of pro';
COMMENT ON COLUMN rapport.trendkaart.definitie IS 'A of B, zie rapport.deelname';
COMMENT ON COLUMN rapport.trendkaart.swv IS 'Samenwerkingsverband';
COMMENT ON COLUMN rapport.trendkaart.regio IS 'Afgeleid label, geen officiële naam';
COMMENT ON COLUMN rapport.trendkaart.van IS 'Eerste schooljaar van de reeks';
COMMENT ON COLUMN rapport.trendkaart.tot IS 'Laatste schooljaar van de reeks';
COMMENT ON COLUMN rapport.trendkaart.jaren IS 'Aantal jaren met een percentage';
COMMENT ON COLUMN rapport.trendkaart.klasse IS 'stijgend, dalend of vlak, en boven (of op) of onder het landelijk gemiddelde; onbepaald = zie reden';
COMMENT ON COLUMN rapport.trendkaart.klasse_zeker IS 'Waar: elk aantal dat de maskering toelaat geeft deze klasse; leeg bij minder dan drie jaren';
COMMENT ON COLUMN rapport.trendkaart.regels_eens IS 'Of kleinste kwadraten, eerste-laatste en Mann-Kendall dezelfde richting geven; leeg = niet zeker';
COMMENT ON COLUMN rapport.trendkaart.helling_onder IS 'Kleinste helling (kleinste kwadraten), procentpunt per jaar';
COMMENT ON COLUMN rapport.trendkaart.helling_boven IS 'Grootste helling, procentpunt per jaar';
COMMENT ON COLUMN rapport.trendkaart.eerste_laatste IS 'Laatste jaar min eerste, procentpunt; leeg bij gemaskeerde tellingen';
COMMENT ON COLUMN rapport.trendkaart.mann_kendall_s IS 'Mann-Kendall S; leeg bij gemaskeerde tellingen';
COMMENT ON COLUMN rapport.trendkaart.gemiddelde_onder IS 'Gemiddelde van de jaren, ondergrens';
COMMENT ON COLUMN rapport.trendkaart.gemiddelde_boven IS 'Gemiddelde van de jaren, bovengrens';
COMMENT ON COLUMN rapport.trendkaart.landelijk_onder IS 'Landelijk gemiddelde (alle samenwerkingsverbanden), ondergrens';
COMMENT ON COLUMN rapport.trendkaart.landelijk_boven IS 'Landelijk gemiddelde, bovengrens';
COMMENT ON COLUMN rapport.trendkaart.reden IS 'Waarom een klasse onbepaald is, en wat de reeks onderbreekt';

CREATE OR REPLACE FUNCTION rapport.trendkaart(laatste_jaar text DEFAULT NULL, jaren integer DEFAULT 5, onderwijssoort text DEFAULT NULL, swv text DEFAULT NULL,
                                              definitie text DEFAULT 'B', grondslag text DEFAULT NULL, gemiddelde text DEFAULT 'gepoold',
                                              regel text DEFAULT 'ols', band double precision DEFAULT 0,
                                              per timestamptz DEFAULT rapport.moment(), publiek boolean DEFAULT false)
RETURNS SETOF rapport.trendkaart
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path FROM CURRENT SET datestyle = 'ISO' AS $$
#variable_conflict use_column
DECLARE
    was   text := coalesce(current_setting('rapport.per', true), '');
    codes text[] := laad.swv_lijst(swv, '{}');
    eind  schooljaar := laad.schooljaar_tekst('laatste_jaar', laatste_jaar)::schooljaar;
BEGIN
    PERFORM laad.eis_waarde('trendkaart', 'onderwijssoort', trendkaart.onderwijssoort);
    PERFORM laad.eis_waarde('trendkaart', 'definitie', trendkaart.definitie);
    PERFORM laad.eis_waarde('trendkaart', 'grondslag', trendkaart.grondslag);
    PERFORM laad.eis_waarde('trendkaart', 'gemiddelde', trendkaart.gemiddelde);
    PERFORM laad.eis_waarde('trendkaart', 'regel', trendkaart.regel);
    IF jaren IS NULL OR jaren NOT BETWEEN 1 AND 64 THEN
        RAISE EXCEPTION 'jaren: % is not in the range 1..64', coalesce(jaren::text, 'NULL') USING ERRCODE = 'invalid_parameter_value';
    END IF;
    PERFORM set_config('rapport.per', coalesce(per::text, ''), true);
    RETURN QUERY
        SELECT t.* FROM laad.trendkaart(jaren, eind, coalesce(trendkaart.definitie, 'B'), trendkaart.grondslag, coalesce(trendkaart.gemiddelde, 'gepoold'),
                                        coalesce(trendkaart.regel, 'ols'), coalesce(band, 0), coalesce(publiek, false)) t
        WHERE (trendkaart.onderwijssoort IS NULL OR t.onderwijssoort = trendkaart.onderwijssoort) AND (codes IS NULL OR t.swv = ANY (codes))
        ORDER BY t.grondslag_van COLLATE "C", array_position('{so,sbo,vso,pro}', t.onderwijssoort), t.swv COLLATE "C";
    PERFORM set_config('rapport.per', was, true);
END $$;

CREATE OR REPLACE VIEW rapport.trendkaart_klassen AS
SELECT t.grondslag, t.onderwijssoort, t.definitie, k.klasse::text AS klasse, count(*) FILTER (WHERE t.klasse = k.klasse::text)::integer AS samenwerkingsverbanden,
       count(*)::integer AS totaal
FROM rapport.trendkaart t CROSS JOIN unnest(enum_range(NULL::trendklasse)) AS k (klasse)
GROUP BY t.grondslag, t.onderwijssoort, t.definitie, k.klasse;
COMMENT ON VIEW rapport.trendkaart_klassen IS 'Aantal samenwerkingsverbanden per trendklasse, zie rapport.trendkaart';
COMMENT ON COLUMN rapport.trendkaart_klassen.grondslag IS 'woon, betalend of vestiging';
COMMENT ON COLUMN rapport.trendkaart_klassen.onderwijssoort IS 'so, sbo, vso of pro';
COMMENT ON COLUMN rapport.trendkaart_klassen.definitie IS 'A of B';
COMMENT ON COLUMN rapport.trendkaart_klassen.klasse IS 'Trendklasse; elke klasse heeft een rij, ook met 0';
COMMENT ON COLUMN rapport.trendkaart_klassen.samenwerkingsverbanden IS 'Aantal samenwerkingsverbanden in de klasse';
COMMENT ON COLUMN rapport.trendkaart_klassen.totaal IS 'Samenwerkingsverbanden van deze grondslag en onderwijssoort';

CREATE OR REPLACE FUNCTION rapport.trendkaart_klassen(laatste_jaar text DEFAULT NULL, jaren integer DEFAULT 5, definitie text DEFAULT 'B', grondslag text DEFAULT NULL,
                                                      gemiddelde text DEFAULT 'gepoold', regel text DEFAULT 'ols', band double precision DEFAULT 0,
                                                      per timestamptz DEFAULT rapport.moment(), publiek boolean DEFAULT false)
RETURNS SETOF rapport.trendkaart_klassen
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path FROM CURRENT SET datestyle = 'ISO' AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY
        SELECT t.grondslag, t.onderwijssoort, t.definitie, k.klasse::text, count(*) FILTER (WHERE t.klasse = k.klasse::text)::integer, count(*)::integer
        FROM rapport.trendkaart(laatste_jaar, jaren, NULL, NULL, trendkaart_klassen.definitie, trendkaart_klassen.grondslag, gemiddelde, regel, band, per, publiek) t
        CROSS JOIN unnest(enum_range(NULL::trendklasse)) AS k (klasse)
        GROUP BY t.grondslag, t.onderwijssoort, t.definitie, k.klasse
        ORDER BY t.grondslag COLLATE "C", array_position('{so,sbo,vso,pro}', t.onderwijssoort), k.klasse;
END $$;

DO $$
DECLARE
    parameters CONSTANT jsonb := '{"laatste_jaar": "Laatste schooljaar; leeg = het laatste dat is geladen",
        "jaren": "Aantal schooljaren, 1 tot en met 64",
        "definitie": {"uitleg": "Noemer, zie rapport deelname", "waarden": ["A", "B"]},
        "grondslag": {"uitleg": "Zie rapport deelname; leeg = alle", "waarden": ["woon", "betalend", "vestiging"]},
        "gemiddelde": {"uitleg": "Landelijk gemiddelde: alle tellingen samen, gemiddelde van de landelijke jaarpercentages, of gemiddelde van samenwerkingsverbanden en jaren",
                       "waarden": ["gepoold", "jaargemiddelde", "ongewogen"]},
        "regel": {"uitleg": "Wanneer een reeks stijgt of daalt", "waarden": ["ols", "eerste_laatste", "mann_kendall"]},
        "band": "Verandering in procentpunt per jaar die nog vlak heet"}';
    tabellen   CONSTANT text[] := '{feit.leerling_po, feit.leerling_vestiging_totaal, feit.leerling_swv_totaal, feit.leerling_so_vso_residentieel, feit.leerling_so_vso_categorie, feit.leerling_so_vso_klassiek, feit.leerling_vo_onderwijstype, feit.leerling_vo_leerjaar, feit.leerling_vo_pc4, ref.pc4_swv}';
    definitie  CONSTANT text := 'Welke regel en welk gemiddelde de Inspectie gebruikt, is niet bekend: het zijn parameters. Landelijk = alle samenwerkingsverbanden samen, over dezelfde jaren. Boven = op of boven. Bij minder dan drie jaren, of als maskering meer dan een klasse toelaat: onbepaald.';
BEGIN
    PERFORM laad.beschrijf_rapport('trendkaart',
        titel => 'Trendkaart: deelname per samenwerkingsverband over vijf schooljaren',
        vraag => 'Stijgt of daalt de deelname van een samenwerkingsverband, en ligt zij boven of onder het landelijk gemiddelde?',
        definitie => definitie,
        bron => 'De Staat van het Onderwijs 2025, factsheet samenwerkingsverbanden (kaart); als rapport deelname.',
        tabellen => tabellen,
        parameters => parameters || '{"onderwijssoort": {"uitleg": "Onderwijssoort", "waarden": ["so", "sbo", "vso", "pro"]}, "swv": "Samenwerkingsverbanden, met komma ertussen"}',
        voorbeeld => 'onderwijssoort => ''so'', grondslag => ''woon''',
        kolommen => $k$r.grondslag, r.onderwijssoort AS soort, r.swv, r.regio, r.jaren, r.klasse,
            CASE WHEN r.klasse_zeker THEN 'ja' WHEN NOT r.klasse_zeker THEN 'nee' ELSE '' END AS zeker,
            CASE WHEN r.regels_eens THEN 'ja' WHEN NOT r.regels_eens THEN 'nee' ELSE '' END AS eens,
            replace(concat_ws(' - ', round(r.helling_onder::numeric, 3), nullif(round(r.helling_boven::numeric, 3), round(r.helling_onder::numeric, 3))), '.', ',') AS helling,
            coalesce(r.reden, '') AS reden$k$);
    PERFORM laad.beschrijf_rapport('trendkaart_klassen',
        titel => 'Trendkaart: aantal samenwerkingsverbanden per klasse',
        vraag => 'Bij hoeveel samenwerkingsverbanden stijgt of daalt de deelname, boven of onder het landelijk gemiddelde?',
        definitie => definitie,
        bron => 'De Staat van het Onderwijs 2025, factsheet samenwerkingsverbanden (kaart); als rapport deelname.',
        tabellen => tabellen, parameters => parameters);
END $$;
