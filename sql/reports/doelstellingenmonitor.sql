-- The tables of the Doelstellingenmonitor as published: scores 2.1 to 8.4, and
-- the response, A.1.
CREATE OR REPLACE VIEW rapport.doelstellingenmonitor AS
SELECT s.meting::text AS meting,
       s.tabel,
       format('Doelstelling %s: %s (%s)', s.doelstelling, d.naam, s.onderwijstype) AS titel,
       s.doelstelling::integer AS doelstelling,
       s.onderwijstype,
       s.indicator,
       s.schaal,
       s.respondentgroep,
       s.score,
       CASE WHEN s.onzeker THEN '*' ELSE '' END AS ster,
       kleur(s.score, s.puntsschaal)::text AS kleur,
       k.laagst = k.hoogst AS kleur_zeker,
       s.puntsschaal::integer AS puntsschaal,
       s.omgedraaid,
       s.volgorde
FROM ref.schaalscore_gepubliceerd_per s
-- The colours of the lowest and the highest score that round to this one. In
-- decimals: in binary 4.2 + 0.05 need not be 4.25.
CROSS JOIN LATERAL (
    SELECT kleur(greatest(s.score::numeric - 0.05, 1)::double precision, s.puntsschaal) AS laagst,
           kleur(least(s.score::numeric + 0.05, s.puntsschaal)::double precision, s.puntsschaal) AS hoogst
) AS k
LEFT JOIN ref.doelstelling d ON d.doelstelling = s.doelstelling;
COMMENT ON VIEW rapport.doelstellingenmonitor IS
    'De tabellen 2.1 tot en met 8.4 van de Doelstellingenmonitor passend onderwijs: elke gepubliceerde schaalscore met ster en kleur. Sorteer op meting en volgorde voor de volgorde van de publicatie. De kleur is berekend uit de op 1 decimaal afgeronde score en kan op een grens afwijken van de gepubliceerde, zie kleur_zeker';
COMMENT ON COLUMN rapport.doelstellingenmonitor.meting IS 'Schooljaar van de meting; 2023-2024 is de tweede';
COMMENT ON COLUMN rapport.doelstellingenmonitor.tabel IS 'Nummer van de tabel in de publicatie';
COMMENT ON COLUMN rapport.doelstellingenmonitor.titel IS 'Titel van de tabel: doelstelling en onderwijstype';
COMMENT ON COLUMN rapport.doelstellingenmonitor.doelstelling IS 'Nummer van de doelstelling, 1 tot en met 7';
COMMENT ON COLUMN rapport.doelstellingenmonitor.onderwijstype IS 'bao, sbo, vo, (v)so, of beleidsambtenaren (tabel 6.5)';
COMMENT ON COLUMN rapport.doelstellingenmonitor.indicator IS 'Indicator met nummer';
COMMENT ON COLUMN rapport.doelstellingenmonitor.schaal IS 'Naam van de schaal';
COMMENT ON COLUMN rapport.doelstellingenmonitor.respondentgroep IS 'Wie de vragen van de schaal beantwoordden';
COMMENT ON COLUMN rapport.doelstellingenmonitor.score IS 'Gepubliceerde schaalscore, afgerond op 1 decimaal';
COMMENT ON COLUMN rapport.doelstellingenmonitor.ster IS
    '* = onzeker: het betrouwbaarheidsinterval is volgens de publicatie tussen 0,5 en 1,0 breed; anders leeg';
COMMENT ON COLUMN rapport.doelstellingenmonitor.kleur IS
    'rood, geel, lichtgroen of donkergroen: de kleur van de afgeronde score, berekend met kleur(score, puntsschaal)';
COMMENT ON COLUMN rapport.doelstellingenmonitor.kleur_zeker IS
    'Waar als elke score die op deze afrondt dezelfde kleur heeft; onwaar op een grens (zoals 3,0), waar de gepubliceerde kleur anders kan zijn';
COMMENT ON COLUMN rapport.doelstellingenmonitor.puntsschaal IS 'Aantal antwoordmogelijkheden: 3 of 5';
COMMENT ON COLUMN rapport.doelstellingenmonitor.omgedraaid IS 'Gepubliceerd met **: hoog betekent weinig belasting';
COMMENT ON COLUMN rapport.doelstellingenmonitor.volgorde IS 'Volgorde in de publicatie, binnen een meting';

CREATE OR REPLACE VIEW rapport.respons AS
SELECT meting::text AS meting,
       actor,
       po,
       vo_swv,
       bao,
       sbo,
       vo,
       vso,
       totaal,
       nullif(concat_ws(', ',
           CASE WHEN po_te_laag THEN 'po' END,
           CASE WHEN vo_swv_te_laag THEN 'vo_swv' END,
           CASE WHEN bao_te_laag THEN 'bao' END,
           CASE WHEN sbo_te_laag THEN 'sbo' END,
           CASE WHEN vo_te_laag THEN 'vo' END,
           CASE WHEN vso_te_laag THEN 'vso' END), '') AS niet_weergegeven,
       volgorde
FROM ref.respons_gepubliceerd_per;
COMMENT ON VIEW rapport.respons IS
    'Tabel A.1 van de Doelstellingenmonitor passend onderwijs: aantal respondenten per actor. Sorteer op meting en volgorde voor de volgorde van de publicatie';
COMMENT ON COLUMN rapport.respons.meting IS 'Schooljaar van de meting; 2023-2024 is de tweede';
COMMENT ON COLUMN rapport.respons.actor IS 'Wie is bevraagd';
COMMENT ON COLUMN rapport.respons.po IS 'Aantal in de sector po, van actoren zonder onderwijstype';
COMMENT ON COLUMN rapport.respons.vo_swv IS 'Aantal in de sector vo, van actoren zonder onderwijstype';
COMMENT ON COLUMN rapport.respons.bao IS 'Aantal in het basisonderwijs';
COMMENT ON COLUMN rapport.respons.sbo IS 'Aantal in het speciaal basisonderwijs';
COMMENT ON COLUMN rapport.respons.vo IS 'Aantal in het voortgezet onderwijs';
COMMENT ON COLUMN rapport.respons.vso IS 'Aantal in het (voortgezet) speciaal onderwijs';
COMMENT ON COLUMN rapport.respons.totaal IS 'Totaal zoals gepubliceerd';
COMMENT ON COLUMN rapport.respons.niet_weergegeven IS
    'Kolommen waarvan de publicatie de resultaten niet weergeeft vanwege te lage respons (* in de bron); leeg = geen';
COMMENT ON COLUMN rapport.respons.volgorde IS 'Volgorde in de publicatie, binnen een meting';

-- What there is to choose from.
CREATE OR REPLACE VIEW rapport.metingen AS
SELECT DISTINCT e.sleutel ->> 'meting' AS meting,
       o.onderdeel
FROM laad.eenheid_per e
JOIN (VALUES ('ref.schaalscore_gepubliceerd', 'schaalscores'),
             ('ref.respons_gepubliceerd', 'respons'),
             ('ref.vorm_van_ondersteuning', 'vormen van ondersteuning'),
             ('feit.antwoord', 'antwoorden')) AS o (doel, onderdeel) ON o.doel = e.doel;
COMMENT ON VIEW rapport.metingen IS 'De metingen van de Doelstellingenmonitor waarvan iets is geladen';
COMMENT ON COLUMN rapport.metingen.meting IS 'Schooljaar van de meting';
COMMENT ON COLUMN rapport.metingen.onderdeel IS
    'Wat is geladen: schaalscores, respons of vormen van ondersteuning (gepubliceerd), of antwoorden (ruw)';

-- Both as of a moment.
CREATE OR REPLACE FUNCTION rapport.doelstellingenmonitor(meting text DEFAULT NULL, tabel text DEFAULT NULL,
                                                         per timestamptz DEFAULT rapport.moment())
RETURNS SETOF rapport.doelstellingenmonitor
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET datestyle = 'ISO' AS $$
DECLARE
    was text := coalesce(current_setting('rapport.per', true), '');
BEGIN
    meting := laad.schooljaar_tekst('meting', meting);
    PERFORM set_config('rapport.per', coalesce(per::text, ''), true);
    RETURN QUERY
        SELECT d.* FROM rapport.doelstellingenmonitor d
        WHERE (doelstellingenmonitor.meting IS NULL OR d.meting = doelstellingenmonitor.meting)
          AND (doelstellingenmonitor.tabel IS NULL OR d.tabel = doelstellingenmonitor.tabel)
        ORDER BY d.meting, d.volgorde;
    PERFORM set_config('rapport.per', was, true);
END $$;
CREATE OR REPLACE FUNCTION rapport.respons(meting text DEFAULT NULL, per timestamptz DEFAULT rapport.moment())
RETURNS SETOF rapport.respons
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET datestyle = 'ISO' AS $$
DECLARE
    was text := coalesce(current_setting('rapport.per', true), '');
BEGIN
    meting := laad.schooljaar_tekst('meting', meting);
    PERFORM set_config('rapport.per', coalesce(per::text, ''), true);
    RETURN QUERY
        SELECT r.* FROM rapport.respons r
        WHERE respons.meting IS NULL OR r.meting = respons.meting
        ORDER BY r.meting, r.volgorde;
    PERFORM set_config('rapport.per', was, true);
END $$;

SELECT laad.beschrijf_rapport('doelstellingenmonitor',
    titel => 'Doelstellingenmonitor: gepubliceerde schaalscores met ster en kleur',
    vraag => 'Hoe staat het met de zeven doelstellingen van passend onderwijs, volgens wie er is bevraagd?',
    definitie => '* = het betrouwbaarheidsinterval is tussen 0,5 en 1,0 breed. Kleur van de afgeronde score; bij ? kan de gepubliceerde kleur anders zijn. De schalen met ** (omgedraaid) noemt de publicatie niet in elke tabel; verschillen tussen metingen toetst zij niet.',
    bron => 'Doelstellingenmonitor passend onderwijs, tabellen 2.1 tot en met 8.4.',
    tabellen => '{ref.schaalscore_gepubliceerd}',
    parameters => '{"meting": "Schooljaar van de meting, zoals 2023-2024", "tabel": "Nummer van een tabel, 2.1 tot en met 8.4"}',
    voorbeeld => 'tabel => ''2.1''',
    kop => $$format('Tabel %s %s, meting %s', r.tabel, r.titel, r.meting)$$,
    kolommen => $$CASE WHEN lag((r.meting, r.tabel, r.indicator)) OVER (ORDER BY r.meting, r.volgorde) = (r.meting, r.tabel, r.indicator)
            THEN '' ELSE r.indicator END AS indicator,
        CASE WHEN lag((r.meting, r.tabel, r.indicator, r.schaal)) OVER (ORDER BY r.meting, r.volgorde)
            = (r.meting, r.tabel, r.indicator, r.schaal) THEN '' ELSE r.schaal END AS schaal,
        r.respondentgroep AS groep, replace(to_char(r.score, 'FM0.0'), '.', ',') || r.ster AS score,
        r.kleur || CASE WHEN r.kleur_zeker THEN '' ELSE ' ?' END AS kleur$$,
    geen_rijen => $$'tables are 2.1 to 8.4; measurements: ' || (SELECT string_agg(DISTINCT meting, ', ') FROM rapport.doelstellingenmonitor)$$);

SELECT laad.beschrijf_rapport('respons',
    titel => 'Doelstellingenmonitor: respons per actor',
    vraag => 'Hoeveel respondenten van elke soort deden mee?',
    definitie => '* = resultaten niet weergegeven vanwege te lage respons.',
    bron => 'Doelstellingenmonitor passend onderwijs, tabel A.1.',
    tabellen => '{ref.respons_gepubliceerd}',
    parameters => '{"meting": "Schooljaar van de meting, zoals 2023-2024"}',
    kolommen => $$r.meting, r.actor, r.po || CASE WHEN 'po' = ANY (string_to_array(r.niet_weergegeven, ', ')) THEN '*' ELSE '' END AS po,
        r.vo_swv || CASE WHEN 'vo_swv' = ANY (string_to_array(r.niet_weergegeven, ', ')) THEN '*' ELSE '' END AS vo,
        r.bao || CASE WHEN 'bao' = ANY (string_to_array(r.niet_weergegeven, ', ')) THEN '*' ELSE '' END AS bao,
        r.sbo || CASE WHEN 'sbo' = ANY (string_to_array(r.niet_weergegeven, ', ')) THEN '*' ELSE '' END AS sbo,
        r.vo || CASE WHEN 'vo' = ANY (string_to_array(r.niet_weergegeven, ', ')) THEN '*' ELSE '' END AS vo,
        r.vso || CASE WHEN 'vso' = ANY (string_to_array(r.niet_weergegeven, ', ')) THEN '*' ELSE '' END AS "(v)so", r.totaal$$);
