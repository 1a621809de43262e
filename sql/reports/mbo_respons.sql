-- The survey of mbo institutions of 2013 as published: docs/monitor_ja_nee.md.
CREATE OR REPLACE VIEW rapport.mbo_respons AS
WITH cijfer AS (
    SELECT c.groep, c.waarde::integer AS respons, substring(c.eenheid FROM '^van ([0-9]+)$')::integer AS instellingen, c.volgorde
    FROM ref.cijfer_gepubliceerd_per c
    WHERE c.document = '003' AND c.onderwerp = 'mbo-instellingen respons'
), totaal AS (
    SELECT max(respons) FILTER (WHERE groep = 'totaal') AS respons, sum(respons) FILTER (WHERE groep <> 'totaal') AS delen FROM cijfer
)
SELECT c.groep AS soort, c.respons, c.instellingen,
       100.0::double precision * c.respons / c.instellingen AS percentage,
       100.0::double precision * c.respons / t.respons AS aandeel,
       nullif(concat_ws('; ', CASE WHEN c.instellingen IS NULL THEN 'hoeveel instellingen van deze soort er waren is niet gepubliceerd' END,
           CASE WHEN c.groep = 'totaal' AND t.delen <> t.respons THEN 'de soorten tellen op tot ' || t.delen END), '') AS reden,
       c.volgorde
FROM cijfer c CROSS JOIN totaal t;
COMMENT ON VIEW rapport.mbo_respons IS 'Respons op de enquête onder mbo-instellingen (oktober 2013), zoals gepubliceerd';
COMMENT ON COLUMN rapport.mbo_respons.soort IS 'Soort instelling: roc, agrarisch of vakinstelling; of totaal';
COMMENT ON COLUMN rapport.mbo_respons.respons IS 'Instellingen die de enquête invulden';
COMMENT ON COLUMN rapport.mbo_respons.instellingen IS 'Instellingen die er waren; leeg = niet gepubliceerd';
COMMENT ON COLUMN rapport.mbo_respons.percentage IS 'Respons als percentage van de instellingen (niet afgerond)';
COMMENT ON COLUMN rapport.mbo_respons.aandeel IS 'Aandeel in de respons, in procent (niet afgerond)';
COMMENT ON COLUMN rapport.mbo_respons.reden IS 'Waarom iets ontbreekt';
COMMENT ON COLUMN rapport.mbo_respons.volgorde IS 'Volgorde in de publicatie';

CREATE OR REPLACE FUNCTION rapport.mbo_respons(per timestamptz DEFAULT rapport.moment())
RETURNS SETOF rapport.mbo_respons
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET datestyle = 'ISO' AS $$
DECLARE
    was text := coalesce(current_setting('rapport.per', true), '');
BEGIN
    PERFORM set_config('rapport.per', coalesce(per::text, ''), true);
    RETURN QUERY SELECT r.* FROM rapport.mbo_respons r ORDER BY r.volgorde;
    PERFORM set_config('rapport.per', was, true);
END $$;

SELECT laad.beschrijf_rapport('mbo_respons',
    titel => 'Enquête onder mbo-instellingen: respons',
    vraag => 'Hoeveel mbo-instellingen vulden de ja/nee-enquête in, en van welke soort?',
    definitie => 'Zoals gepubliceerd. Hoeveel instellingen van elke soort er waren is niet gepubliceerd, dus alleen het totaal heeft een responspercentage.',
    bron => 'Derde voortgangsrapportage passend onderwijs (2013), 3.1.',
    tabellen => '{ref.cijfer_gepubliceerd}',
    kolommen => $$r.soort, r.respons, r.instellingen, replace(round(r.percentage::numeric, 1)::text, '.', ',') AS "% respons",
        replace(round(r.aandeel::numeric, 1)::text, '.', ',') AS "% van de respons", r.reden$$);
