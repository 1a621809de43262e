-- Everything about one samenwerkingsverband (SWV) in one call: a row for each figure of
-- ref.kencijfer, also where there is no value, with the reason why.
DROP FUNCTION IF EXISTS rapport.factsheet_json(text, timestamptz, boolean);
DROP FUNCTION IF EXISTS rapport.factsheet(text, timestamptz, boolean);
DROP TYPE IF EXISTS rapport.factsheet_rij;
CREATE TYPE rapport.factsheet_rij AS (
    swv                  text,
    regio                text,
    onderdeel            text,
    indicator            text,
    eenheid              text,
    waarde               text,
    ondergrens           double precision,
    bovengrens           double precision,
    landelijk            text,
    landelijk_ondergrens double precision,
    landelijk_bovengrens double precision,
    periode              text,
    definitie            text,
    bron                 text,
    reden                text,
    volgorde             integer
);
COMMENT ON TYPE rapport.factsheet_rij IS 'Rij van rapport.factsheet: een kencijfer van een samenwerkingsverband';
COMMENT ON COLUMN rapport.factsheet_rij.swv IS 'Code van het samenwerkingsverband';
COMMENT ON COLUMN rapport.factsheet_rij.regio IS 'Afgeleid label (grootste gemeenten naar aantal postcodes), geen officiële naam';
COMMENT ON COLUMN rapport.factsheet_rij.onderdeel IS 'Onderdeel: deelname, trend, bekostigingscategorieën, leerlingstromen, grensverkeer, verevening, tlv, thuiszitters, oordelen, financiën, wachtlijsten of ja/nee-monitor';
COMMENT ON COLUMN rapport.factsheet_rij.indicator IS 'Kencijfer in woorden';
COMMENT ON COLUMN rapport.factsheet_rij.eenheid IS 'Eenheid van waarde en grenzen';
COMMENT ON COLUMN rapport.factsheet_rij.waarde IS 'Waarde als tekst: een getal, grenzen (12..48), of een klasse, label of oordeel; leeg = onbekend, zie reden';
COMMENT ON COLUMN rapport.factsheet_rij.ondergrens IS 'Kleinst mogelijke waarde, als de waarde een getal is; niet afgerond';
COMMENT ON COLUMN rapport.factsheet_rij.bovengrens IS 'Grootst mogelijke waarde, als de waarde een getal is; leeg met een ondergrens = een deel is onbekend';
COMMENT ON COLUMN rapport.factsheet_rij.landelijk IS 'Landelijke waarde als tekst, van dezelfde sector; wat zij is, zegt definitie';
COMMENT ON COLUMN rapport.factsheet_rij.landelijk_ondergrens IS 'Kleinst mogelijke landelijke waarde';
COMMENT ON COLUMN rapport.factsheet_rij.landelijk_bovengrens IS 'Grootst mogelijke landelijke waarde';
COMMENT ON COLUMN rapport.factsheet_rij.periode IS 'Datum, schooljaar, jaar of ronde van de waarde';
COMMENT ON COLUMN rapport.factsheet_rij.definitie IS 'Hoe het kencijfer is bepaald';
COMMENT ON COLUMN rapport.factsheet_rij.bron IS 'Waar gegevens en definitie vandaan komen';
COMMENT ON COLUMN rapport.factsheet_rij.reden IS 'Waarom een waarde ontbreekt of niet zeker is; leeg = niets aan de hand';
COMMENT ON COLUMN rapport.factsheet_rij.volgorde IS 'Volgorde in het factsheet';

CREATE OR REPLACE FUNCTION laad.getal_met_komma(getal double precision, decimalen integer DEFAULT 2) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
RETURN replace(CASE WHEN getal = trunc(getal) THEN trunc(getal::numeric)::text ELSE round(getal::numeric, decimalen)::text END, '.', ',');
COMMENT ON FUNCTION laad.getal_met_komma(double precision, integer) IS 'Een getal als tekst met decimale komma; gehele getallen zonder decimalen';

-- "12", "0,92..4,82", "ten minste 12" or "ten hoogste 12".
CREATE OR REPLACE FUNCTION laad.grenzen_tekst(onder double precision, boven double precision) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
RETURN CASE WHEN onder IS NULL THEN 'ten hoogste ' || laad.getal_met_komma(boven)
            WHEN boven IS NULL THEN 'ten minste ' || laad.getal_met_komma(onder)
            WHEN onder = boven THEN laad.getal_met_komma(onder)
            ELSE laad.getal_met_komma(onder) || '..' || laad.getal_met_komma(boven) END;
COMMENT ON FUNCTION laad.grenzen_tekst(double precision, double precision) IS 'Grenzen als tekst: een getal, onder..boven, ten minste onder, of ten hoogste boven';

CREATE FUNCTION rapport.factsheet(swv text, per timestamptz DEFAULT rapport.moment(), publiek boolean DEFAULT false)
RETURNS SETOF rapport.factsheet_rij
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path FROM CURRENT SET datestyle = 'ISO' AS $$
DECLARE
    was   text := coalesce(current_setting('rapport.per', true), '');
    codes text[] := laad.swv_lijst(swv, '{}');
    code  swv;
BEGIN
    IF cardinality(codes) IS DISTINCT FROM 1 THEN
        RAISE EXCEPTION 'swv: a factsheet is about one samenwerkingsverband, not %', coalesce(cardinality(codes), 0)
            USING ERRCODE = 'invalid_parameter_value', HINT = 'A code as PO2707.';
    END IF;
    code := codes[1];
    PERFORM set_config('rapport.per', coalesce(per::text, ''), true);
    RETURN QUERY
        SELECT code::text, (SELECT s.regio FROM ref.swv s WHERE s.swv = code),
               k.onderdeel, k.naam, k.eenheid,
               coalesce(w.waarde, laad.grenzen_tekst(w.onder, w.boven)), w.onder, w.boven,
               coalesce(w.landelijk, laad.grenzen_tekst(w.landelijk_onder, w.landelijk_boven)), w.landelijk_onder, w.landelijk_boven,
               w.periode, k.definitie, k.bron,
               CASE WHEN w.waarde IS NULL AND w.onder IS NULL AND w.boven IS NULL AND k.sector <> sector(code) THEN format('niet van toepassing: alleen samenwerkingsverbanden %s', k.sector)
                    WHEN w.kencijfer IS NULL THEN 'geen gegevens geladen'
                    ELSE coalesce(w.reden, CASE WHEN w.waarde IS NULL AND w.onder IS NULL AND w.boven IS NULL THEN 'geen gegevens geladen van dit samenwerkingsverband' END) END,
               k.volgorde::integer
        FROM ref.kencijfer k
        LEFT JOIN laad.kencijfers(code::text, publiek) w USING (kencijfer)
        WHERE k.per_swv
        ORDER BY k.volgorde;
    PERFORM set_config('rapport.per', was, true);
END $$;

CREATE FUNCTION rapport.factsheet_json(swv text, per timestamptz DEFAULT rapport.moment(), publiek boolean DEFAULT false)
RETURNS json
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path FROM CURRENT SET datestyle = 'ISO' AS $$
DECLARE
    blad json;
BEGIN
    SELECT json_build_object('swv', min(f.swv), 'sector', min(sector(f.swv::swv)), 'regio', min(f.regio), 'per', per, 'publiek', publiek,
                             'onderdelen', json_agg(f.onderdeel_json ORDER BY f.plaats))
    INTO blad
    FROM (
        SELECT r.swv, r.regio, min(r.volgorde) AS plaats,
               json_build_object('onderdeel', r.onderdeel, 'indicatoren', json_agg(json_build_object(
                   'indicator', r.indicator, 'eenheid', r.eenheid, 'waarde', r.waarde, 'ondergrens', r.ondergrens, 'bovengrens', r.bovengrens,
                   'landelijk', r.landelijk, 'landelijk_ondergrens', r.landelijk_ondergrens, 'landelijk_bovengrens', r.landelijk_bovengrens,
                   'periode', r.periode, 'definitie', r.definitie, 'bron', r.bron, 'reden', r.reden) ORDER BY r.volgorde)) AS onderdeel_json
        FROM rapport.factsheet(factsheet_json.swv, factsheet_json.per, factsheet_json.publiek) r
        GROUP BY r.swv, r.regio, r.onderdeel
    ) AS f;
    RETURN blad;
END $$;

SELECT laad.beschrijf_rapport(f.rapport,
    titel => 'Factsheet van een samenwerkingsverband' || f.vorm,
    vraag => 'Hoe staat een samenwerkingsverband ervoor, naast het landelijke beeld?',
    definitie => 'Een rij per kencijfer, ook zonder waarde: reden zegt dan waarom. Definitie, periode en bron staan bij elk kencijfer; landelijk gaat over de eigen sector. Getallen liggen zeker tussen de grenzen. Onbekend: met welke definitie van deelname en welke trendregel de Inspectie haar factsheet maakt.',
    bron => 'De geladen bestanden; indeling naar De Staat van het Onderwijs 2025, samenwerkingsverbanden passend onderwijs.',
    tabellen => ARRAY(SELECT DISTINCT t FROM ref.kencijfer k, unnest(k.tabellen) AS t WHERE k.per_swv ORDER BY t),
    parameters => '{"swv": "Code van een samenwerkingsverband, zoals PO2707"}',
    voorbeeld => 'swv => ''PO2707''',
    kolommen => f.kolommen)
FROM (VALUES ('factsheet', '', $$CASE WHEN lag(r.onderdeel) OVER (ORDER BY r.volgorde) = r.onderdeel THEN '' ELSE r.onderdeel END AS onderdeel,
        r.indicator, r.waarde, r.eenheid, r.landelijk, r.periode, r.reden$$),
             ('factsheet_json', ', als JSON', 'r AS factsheet')) AS f (rapport, vorm, kolommen);
