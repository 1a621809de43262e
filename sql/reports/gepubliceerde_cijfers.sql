-- Figures as published in running text, each with its document and paragraph, and beside it
-- what the warehouse holds now about the same subject (ref.cijfer_kencijfer).
CREATE OR REPLACE FUNCTION laad.cijfer_rijen(publiek boolean)
RETURNS TABLE (document text, titel text, plaats text, onderwerp text, groep text, waarde double precision, eenheid text, periode text,
               toelichting text, kencijfer text, actueel text, actueel_onder double precision, actueel_boven double precision,
               actueel_eenheid text, actueel_periode text, actueel_definitie text, reden text, volgorde integer)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY
        SELECT c.document, d.titel, c.plaats, c.onderwerp, c.groep, c.waarde, c.eenheid, c.periode, c.toelichting,
               k.naam, coalesce(w.landelijk, laad.grenzen_tekst(w.landelijk_onder, w.landelijk_boven)), w.landelijk_onder, w.landelijk_boven,
               k.eenheid, w.periode, k.definitie,
               CASE WHEN k.kencijfer IS NULL THEN coalesce(z.reden, 'het datawarehouse heeft hiervoor geen kencijfer')
                    WHEN w.landelijk_onder IS NULL AND w.landelijk_boven IS NULL THEN coalesce(regexp_replace(w.reden, '^landelijk: ', ''), 'geen gegevens geladen')
                    ELSE regexp_replace(w.reden, '^landelijk: ', '') END,
               c.volgorde
        FROM ref.cijfer_gepubliceerd_per c
        LEFT JOIN ref.document d USING (document)
        LEFT JOIN ref.cijfer_kencijfer m ON m.document = c.document AND m.onderwerp = c.onderwerp
        LEFT JOIN ref.kencijfer k ON k.kencijfer = m.kencijfer
        LEFT JOIN ref.cijfer_zonder_kencijfer z ON z.document = c.document AND z.onderwerp = c.onderwerp
        LEFT JOIN laad.kencijfers(NULL, publiek) w ON w.kencijfer = m.kencijfer
        ORDER BY c.document COLLATE "C", c.volgorde, k.volgorde;
END $$;
COMMENT ON FUNCTION laad.cijfer_rijen(boolean) IS 'De rijen van rapport.gepubliceerde_cijfers; publiek schermt kleine actuele aantallen af';

CREATE OR REPLACE VIEW rapport.gepubliceerde_cijfers AS
SELECT * FROM laad.cijfer_rijen(false);
COMMENT ON VIEW rapport.gepubliceerde_cijfers IS
    'Cijfers zoals gepubliceerd in de lopende tekst van rapporten over passend onderwijs, met wat het datawarehouse nu over hetzelfde onderwerp heeft';
COMMENT ON COLUMN rapport.gepubliceerde_cijfers.document IS 'Nummer van het document, zie ref.document';
COMMENT ON COLUMN rapport.gepubliceerde_cijfers.titel IS 'Titel van het document';
COMMENT ON COLUMN rapport.gepubliceerde_cijfers.plaats IS 'Paragraaf of onderwerp in het document; leeg = niet opgegeven';
COMMENT ON COLUMN rapport.gepubliceerde_cijfers.onderwerp IS 'Waar het cijfer over gaat, met het voorbehoud van het document (ongeveer, ruim, bijna)';
COMMENT ON COLUMN rapport.gepubliceerde_cijfers.groep IS 'Van wie of waar het een cijfer is; leeg = niet opgegeven';
COMMENT ON COLUMN rapport.gepubliceerde_cijfers.waarde IS 'Gepubliceerde waarde';
COMMENT ON COLUMN rapport.gepubliceerde_cijfers.eenheid IS 'Eenheid van de gepubliceerde waarde';
COMMENT ON COLUMN rapport.gepubliceerde_cijfers.periode IS 'Periode van de gepubliceerde waarde; leeg = die van het document';
COMMENT ON COLUMN rapport.gepubliceerde_cijfers.toelichting IS 'Voorbehoud of toelichting bij de gepubliceerde waarde';
COMMENT ON COLUMN rapport.gepubliceerde_cijfers.kencijfer IS 'Kencijfer van het datawarehouse over hetzelfde onderwerp; leeg = er is geen';
COMMENT ON COLUMN rapport.gepubliceerde_cijfers.actueel IS 'Huidige waarde van het kencijfer als tekst: een getal of grenzen (12..48); leeg = onbekend, zie reden';
COMMENT ON COLUMN rapport.gepubliceerde_cijfers.actueel_onder IS 'Kleinst mogelijke huidige waarde; niet afgerond';
COMMENT ON COLUMN rapport.gepubliceerde_cijfers.actueel_boven IS 'Grootst mogelijke huidige waarde; leeg met een ondergrens = een deel is onbekend';
COMMENT ON COLUMN rapport.gepubliceerde_cijfers.actueel_eenheid IS 'Eenheid van de huidige waarde';
COMMENT ON COLUMN rapport.gepubliceerde_cijfers.actueel_periode IS 'Datum, schooljaar of jaren van de huidige waarde';
COMMENT ON COLUMN rapport.gepubliceerde_cijfers.actueel_definitie IS 'Hoe de huidige waarde is bepaald; niet noodzakelijk zoals de gepubliceerde';
COMMENT ON COLUMN rapport.gepubliceerde_cijfers.reden IS 'Waarom een huidige waarde ontbreekt of niet zeker is';
COMMENT ON COLUMN rapport.gepubliceerde_cijfers.volgorde IS 'Volgorde in het bestand, binnen een document';

DROP FUNCTION IF EXISTS rapport.gepubliceerde_cijfers(text, text, timestamptz, boolean);
CREATE FUNCTION rapport.gepubliceerde_cijfers(document text DEFAULT NULL, onderwerp text DEFAULT NULL,
                                              per timestamptz DEFAULT rapport.moment(), publiek boolean DEFAULT false)
RETURNS SETOF rapport.gepubliceerde_cijfers
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET datestyle = 'ISO' AS $$
DECLARE
    was text := coalesce(current_setting('rapport.per', true), '');
BEGIN
    PERFORM laad.eis_waarde('gepubliceerde_cijfers', 'document', document);
    PERFORM set_config('rapport.per', coalesce(per::text, ''), true);
    RETURN QUERY
        SELECT g.* FROM laad.cijfer_rijen(publiek) g
        WHERE (gepubliceerde_cijfers.document IS NULL OR g.document = gepubliceerde_cijfers.document)
          AND (gepubliceerde_cijfers.onderwerp IS NULL OR strpos(lower(concat_ws(' ', g.onderwerp, g.groep)), lower(gepubliceerde_cijfers.onderwerp)) > 0);
    PERFORM set_config('rapport.per', was, true);
END $$;

SELECT laad.beschrijf_rapport('gepubliceerde_cijfers',
    titel => 'Gepubliceerde cijfers, met wat het datawarehouse nu heeft',
    vraag => 'Welke cijfers noemen de rapporten over passend onderwijs, waar staan zij, en hoe staat het nu?',
    definitie => 'Waarde, eenheid en voorbehoud zoals gepubliceerd. actueel gaat over hetzelfde onderwerp, niet noodzakelijk volgens dezelfde definitie of in hetzelfde jaar. Leeg: het datawarehouse heeft er geen kencijfer voor, of geen gegevens (reden).',
    bron => (SELECT string_agg(format('%s: %s', d.document, d.titel), '; ' ORDER BY d.document) || '.' FROM ref.document d),
    tabellen => ARRAY(SELECT 'ref.cijfer_gepubliceerd' UNION
                      SELECT unnest(k.tabellen) FROM ref.kencijfer k JOIN ref.cijfer_kencijfer c USING (kencijfer) ORDER BY 1),
    parameters => jsonb_build_object('onderwerp', 'Alleen cijfers met dit woord in onderwerp of groep',
        'document', jsonb_build_object('uitleg', 'Nummer van het document', 'waarden', (SELECT jsonb_agg(d.document ORDER BY d.document) FROM ref.document d))),
    voorbeeld => 'document => ''002''',
    kop => $$format('%s %s', r.document, r.titel)$$,
    kolommen => $$r.plaats, r.onderwerp, r.groep, replace(r.waarde::text, '.', ',') AS waarde, r.eenheid, r.periode, r.actueel, r.actueel_periode AS "van"$$,
    geen_rijen => $$'documents: ' || (SELECT string_agg(DISTINCT document, ', ') FROM rapport.gepubliceerde_cijfers)$$);
DROP FUNCTION IF EXISTS laad.gepubliceerde_cijfers(boolean);
