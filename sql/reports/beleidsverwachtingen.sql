-- What was expected of passend onderwijs, what was found, on which studies, and what the
-- warehouse holds of it now (ref.beleidsverwachting_kencijfer).
CREATE OR REPLACE FUNCTION laad.verwachting_rijen(publiek boolean)
RETURNS TABLE (verwachting integer, schakel text, thema text, omschrijving text, bevinding text, bronnen text, bron text,
               kencijfer text, actueel text, actueel_onder double precision, actueel_boven double precision, eenheid text,
               periode text, definitie text, reden text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY
        SELECT v.verwachting::integer, t.schakel, t.thema, v.omschrijving, v.bevinding, l.letters, v.bron,
               k.naam, coalesce(w.landelijk, laad.grenzen_tekst(w.landelijk_onder, w.landelijk_boven)), w.landelijk_onder, w.landelijk_boven, k.eenheid,
               w.periode, k.definitie,
               CASE WHEN k.kencijfer IS NULL THEN 'het datawarehouse heeft hiervoor geen kencijfer'
                    WHEN w.landelijk_onder IS NULL THEN coalesce(regexp_replace(w.reden, '^landelijk: ', ''), 'geen gegevens geladen')
                    ELSE regexp_replace(w.reden, '^landelijk: ', '') END
        FROM ref.beleidsverwachting v
        JOIN ref.beleidsthema t USING (thema)
        LEFT JOIN (
            SELECT p.verwachting, string_agg(format('%s: %s', p.paragraaf, p.letters), '; ' ORDER BY p.paragraaf COLLATE "C") AS letters
            FROM (SELECT b.verwachting, b.paragraaf, string_agg(b.letter, ', ' ORDER BY b.letter COLLATE "C") AS letters
                  FROM ref.beleidsverwachting_bron b GROUP BY b.verwachting, b.paragraaf) AS p
            GROUP BY p.verwachting
        ) AS l ON l.verwachting = v.verwachting
        LEFT JOIN ref.beleidsverwachting_kencijfer m ON m.verwachting = v.verwachting
        LEFT JOIN ref.kencijfer k ON k.kencijfer = m.kencijfer
        LEFT JOIN laad.kencijfers(NULL, publiek) w ON w.kencijfer = m.kencijfer
        ORDER BY v.verwachting, k.volgorde;
END $$;
COMMENT ON FUNCTION laad.verwachting_rijen(boolean) IS 'De rijen van rapport.beleidsverwachtingen; publiek schermt kleine actuele aantallen af';

CREATE OR REPLACE VIEW rapport.beleidsverwachtingen AS
SELECT * FROM laad.verwachting_rijen(false);
COMMENT ON VIEW rapport.beleidsverwachtingen IS
    'Wat vooraf van passend onderwijs werd verwacht voor het (v)so en sbo, wat het sectorrapport vond, en wat het datawarehouse er nu van weet. Een rij per verwachting en kencijfer; een verwachting zonder kencijfer heeft een rij';
COMMENT ON COLUMN rapport.beleidsverwachtingen.verwachting IS 'Nummer van de verwachting, in de volgorde van bijlage 2';
COMMENT ON COLUMN rapport.beleidsverwachtingen.schakel IS 'Schakel van het input-proces-resultaatmodel: input, proces, resultaat of omgeving';
COMMENT ON COLUMN rapport.beleidsverwachtingen.thema IS 'Thema';
COMMENT ON COLUMN rapport.beleidsverwachtingen.omschrijving IS 'De verwachting, in eigen woorden';
COMMENT ON COLUMN rapport.beleidsverwachtingen.bevinding IS 'De bevinding van het sectorrapport, in eigen woorden';
COMMENT ON COLUMN rapport.beleidsverwachtingen.bronnen IS 'Paragrafen van het sectorrapport met de letters van de onderzoeken die zij aanhalen, zie ref.bronletter';
COMMENT ON COLUMN rapport.beleidsverwachtingen.bron IS 'Document en plaats van verwachting en bevinding';
COMMENT ON COLUMN rapport.beleidsverwachtingen.kencijfer IS 'Kencijfer van het datawarehouse dat erbij hoort; leeg = er is geen';
COMMENT ON COLUMN rapport.beleidsverwachtingen.actueel IS 'Huidige landelijke waarde van het kencijfer als tekst; leeg = onbekend, zie reden';
COMMENT ON COLUMN rapport.beleidsverwachtingen.actueel_onder IS 'Kleinst mogelijke huidige waarde; niet afgerond';
COMMENT ON COLUMN rapport.beleidsverwachtingen.actueel_boven IS 'Grootst mogelijke huidige waarde; leeg met een ondergrens = een deel is onbekend';
COMMENT ON COLUMN rapport.beleidsverwachtingen.eenheid IS 'Eenheid van het kencijfer';
COMMENT ON COLUMN rapport.beleidsverwachtingen.periode IS 'Datum, schooljaar of jaren van de huidige waarde';
COMMENT ON COLUMN rapport.beleidsverwachtingen.definitie IS 'Hoe het kencijfer is bepaald';
COMMENT ON COLUMN rapport.beleidsverwachtingen.reden IS 'Waarom een huidige waarde ontbreekt of niet zeker is';

DROP FUNCTION IF EXISTS rapport.beleidsverwachtingen(text, timestamptz, boolean);
CREATE FUNCTION rapport.beleidsverwachtingen(schakel text DEFAULT NULL, per timestamptz DEFAULT rapport.moment(), publiek boolean DEFAULT false)
RETURNS SETOF rapport.beleidsverwachtingen
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET datestyle = 'ISO' AS $$
DECLARE
    was text := coalesce(current_setting('rapport.per', true), '');
BEGIN
    PERFORM laad.eis_waarde('beleidsverwachtingen', 'schakel', schakel);
    PERFORM set_config('rapport.per', coalesce(per::text, ''), true);
    RETURN QUERY
        SELECT b.* FROM laad.verwachting_rijen(publiek) b
        WHERE beleidsverwachtingen.schakel IS NULL OR b.schakel = beleidsverwachtingen.schakel;
    PERFORM set_config('rapport.per', was, true);
END $$;

SELECT laad.beschrijf_rapport('beleidsverwachtingen',
    titel => 'Beleidsverwachtingen van passend onderwijs voor het (v)so en sbo, met bevinding en stand',
    vraag => 'Wat werd vooraf verwacht, wat vond het sectorrapport, op welke onderzoeken, en wat is de stand nu?',
    definitie => 'Verwachting en bevinding in eigen woorden. De landelijke stand nu is van een kencijfer dat bij de verwachting hoort; of zij uitkomt, zegt het niet. Een oordeel per verwachting geeft het sectorrapport niet. Leeg: geen kencijfer, of geen gegevens (reden).',
    bron => 'Sectorrapport speciaal onderwijs, hoofdstuk 3, 5 tot en met 8 en bijlagen 1 en 2.',
    tabellen => ARRAY(SELECT DISTINCT unnest(k.tabellen) FROM ref.kencijfer k JOIN ref.beleidsverwachting_kencijfer c USING (kencijfer) ORDER BY 1),
    parameters => '{"schakel": {"uitleg": "Schakel van het input-proces-resultaatmodel", "waarden": ["input", "proces", "resultaat", "omgeving"]}}',
    voorbeeld => 'schakel => ''resultaat''',
    kop => $$format('%s. %s (%s, %s)%sBevinding: %s.%sOnderzoeken: %s', r.verwachting, r.omschrijving, r.thema, r.schakel, E'\n', r.bevinding, E'\n', r.bronnen)$$,
    kolommen => $$coalesce(r.kencijfer, '-') AS kencijfer, r.actueel, r.eenheid, r.periode, r.reden$$);
