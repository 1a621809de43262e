-- Scale scores of a measurement from its raw answers: docs/enquete.md.
-- With the owner's rights, as its readers may not see the answers. Its body is
-- parsed here and now, so it depends on no search_path. The arguments change
-- the interval, and which version of the answers; not who of it counts, nor what is
-- shown, so that nobody can subtract one result from another and find a person.
DROP FUNCTION IF EXISTS rapport.schaalscores(schooljaar, double precision, text);
DROP FUNCTION IF EXISTS rapport.schaalscores(schooljaar, double precision, text, timestamptz);
DROP FUNCTION IF EXISTS rapport.schaalscores(text, double precision, text, timestamptz, boolean);
DROP FUNCTION IF EXISTS laad.schaalscores(schooljaar, double precision, text);
DROP FUNCTION IF EXISTS laad.schaalscores(text, double precision, text);
DROP TYPE IF EXISTS rapport.schaalscores_rij;
CREATE TYPE rapport.schaalscores_rij AS (
    tabel           text,
    doelstelling    integer,
    onderwijstype   text,
    indicator       text,
    schaal          text,
    respondentgroep text,
    vragenlijst     text,
    n               integer,
    score           double precision,
    ondergrens      double precision,
    bovengrens      double precision,
    ster            text,
    kleur           text,
    alpha           double precision,
    betrouwbaarheid text,
    items           integer,
    punten          integer,
    buiten_bereik   integer,
    reden           text,
    volgorde        integer
);
COMMENT ON TYPE rapport.schaalscores_rij IS 'Rij van rapport.schaalscores: een schaal bij een respondentgroep';
COMMENT ON COLUMN rapport.schaalscores_rij.tabel IS 'Nummer van de tabel zoals de Doelstellingenmonitor nummert: doelstelling 1 van bao is 2.1; leeg zonder doelstelling';
COMMENT ON COLUMN rapport.schaalscores_rij.doelstelling IS 'Nummer van de doelstelling, 1 tot en met 7; leeg = de items noemen er geen';
COMMENT ON COLUMN rapport.schaalscores_rij.onderwijstype IS 'bao, vo, sbo, (v)so of beleidsambtenaren';
COMMENT ON COLUMN rapport.schaalscores_rij.indicator IS 'Indicator met nummer, zoals bij de items';
COMMENT ON COLUMN rapport.schaalscores_rij.schaal IS 'Naam van de schaal';
COMMENT ON COLUMN rapport.schaalscores_rij.respondentgroep IS 'Wie de vragen van de schaal beantwoordden';
COMMENT ON COLUMN rapport.schaalscores_rij.vragenlijst IS 'Naam van de vragenlijst';
COMMENT ON COLUMN rapport.schaalscores_rij.n IS
    'Respondenten die ten minste een item van de schaal beantwoordden; met publiek leeg als het er 1 tot en met 4 zijn';
COMMENT ON COLUMN rapport.schaalscores_rij.score IS 'Gewogen gemiddelde van de schaalgemiddelden van de respondenten; leeg als reden iets zegt';
COMMENT ON COLUMN rapport.schaalscores_rij.ondergrens IS 'Ondergrens van het interval, bij niveau en verdeling';
COMMENT ON COLUMN rapport.schaalscores_rij.bovengrens IS 'Bovengrens van het interval, bij niveau en verdeling';
COMMENT ON COLUMN rapport.schaalscores_rij.ster IS '* = het 95%-interval volgens t is breder dan 0,5; anders een lege tekst';
COMMENT ON COLUMN rapport.schaalscores_rij.kleur IS
    'rood, geel, lichtgroen of donkergroen: kleur(score, punten) van de niet afgeronde score; leeg als de items niet alle van 1 tot 3 of alle van 1 tot 5 gaan';
COMMENT ON COLUMN rapport.schaalscores_rij.alpha IS 'Cronbachs alfa, gewogen, van wie elk item beantwoordde; leeg bij een item';
COMMENT ON COLUMN rapport.schaalscores_rij.betrouwbaarheid IS 'onvoldoende (alfa onder 0,70), voldoende (vanaf 0,70) of goed (vanaf 0,80)';
COMMENT ON COLUMN rapport.schaalscores_rij.items IS 'Aantal items van de schaal';
COMMENT ON COLUMN rapport.schaalscores_rij.punten IS 'Hoogste antwoord, als alle items van 1 tot dezelfde hoogste waarde gaan';
COMMENT ON COLUMN rapport.schaalscores_rij.buiten_bereik IS
    'Antwoorden buiten de grenzen van hun item, die niet meetellen; met publiek leeg als het er 1 tot en met 4 zijn';
COMMENT ON COLUMN rapport.schaalscores_rij.reden IS 'Waarom een score ontbreekt; leeg = hij is er';
COMMENT ON COLUMN rapport.schaalscores_rij.volgorde IS 'Plaats van het eerste item van de schaal in het bestand met items';

CREATE FUNCTION laad.schaalscores(meting text, niveau double precision, verdeling text)
RETURNS SETOF rapport.schaalscores_rij
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    WITH persoon AS (
        -- The answers of a respondent to the items of a scale, all in one direction.
        SELECT r.groep, r.onderwijstype, r.vragenlijst, coalesce(r.gewicht, 1) AS gewicht,
               i.doelstelling, i.indicator, i.schaal,
               array_agg(CASE WHEN a.antwoord NOT BETWEEN i.laagste AND i.hoogste THEN NULL
                              WHEN i.omgekeerd THEN i.laagste + i.hoogste - a.antwoord
                              ELSE a.antwoord END ORDER BY i.volgorde) AS antwoorden,
               count(*) FILTER (WHERE a.antwoord NOT BETWEEN i.laagste AND i.hoogste) AS buiten_bereik,
               min(i.laagste) AS laagste, max(i.hoogste) AS hoogste,
               min(i.laagste) = max(i.laagste) AND min(i.hoogste) = max(i.hoogste) AS een_schaal,
               min(i.volgorde) AS volgorde
        FROM feit.respondent_per AS r
        JOIN ref.item_per AS i ON i.meting = r.meting AND i.vragenlijst = r.vragenlijst AND i.schaal IS NOT NULL
        LEFT JOIN feit.antwoord_per AS a ON a.meting = schaalscores.meting::schooljaar AND a.vragenlijst = r.vragenlijst
                                    AND a.respondent = r.respondent AND a.item = i.item
        WHERE r.meting = schaalscores.meting::schooljaar
        GROUP BY r.groep, r.onderwijstype, r.vragenlijst, r.respondent, r.gewicht, i.doelstelling, i.indicator, i.schaal
    ), cel AS (
        SELECT p.groep, p.onderwijstype, p.vragenlijst, p.doelstelling, p.indicator, p.schaal,
               schaalscore(schaalgemiddelde(p.antwoorden::double precision[], '{}', p.laagste, p.hoogste), p.gewicht) AS s,
               alfa(p.antwoorden, p.gewicht) AS a,
               min(cardinality(p.antwoorden)) AS items,
               sum(p.buiten_bereik)::integer AS buiten_bereik,
               CASE WHEN bool_and(p.een_schaal AND p.laagste = 1) THEN max(p.hoogste)::integer END AS punten,
               min(p.volgorde) AS volgorde
        FROM persoon AS p
        GROUP BY p.groep, p.onderwijstype, p.vragenlijst, p.doelstelling, p.indicator, p.schaal
    )
    SELECT (c.doelstelling + 1) || '.' || t.plaats,
           c.doelstelling::integer,
           c.onderwijstype,
           c.indicator,
           c.schaal,
           c.groep,
           c.vragenlijst,
           coalesce(n(c.s), 0)::integer,
           CASE WHEN w.reden IS NULL THEN gemiddelde(c.s) END,
           CASE WHEN w.reden IS NULL THEN ondergrens(c.s, schaalscores.niveau, schaalscores.verdeling) END,
           CASE WHEN w.reden IS NULL THEN bovengrens(c.s, schaalscores.niveau, schaalscores.verdeling) END,
           CASE WHEN w.reden IS NULL THEN CASE WHEN ster(c.s) THEN '*' ELSE '' END END,
           CASE WHEN w.reden IS NULL AND c.punten IN (3, 5) THEN kleur(gemiddelde(c.s), c.punten)::text END,
           CASE WHEN w.reden IS NULL THEN alpha(c.a) END,
           CASE WHEN w.reden IS NULL THEN betrouwbaarheid(c.a) END,
           c.items,
           c.punten,
           c.buiten_bereik,
           w.reden,
           c.volgorde
    FROM cel AS c
    CROSS JOIN LATERAL (
        SELECT array_position(ARRAY['bao', 'vo', 'sbo', '(v)so', 'beleidsambtenaren'], c.onderwijstype) AS plaats
    ) AS t
    CROSS JOIN LATERAL (
        SELECT CASE WHEN coalesce(n(c.s), 0) < 5 THEN 'minder dan 5 respondenten'
                    WHEN toonbaar(c.s) IS NOT TRUE THEN 'betrouwbaarheidsinterval breder dan 1,0' END AS reden
    ) AS w
    ORDER BY c.doelstelling, t.plaats, c.volgorde, c.groep, c.vragenlijst;
END;
COMMENT ON FUNCTION laad.schaalscores(text, double precision, text) IS
    'De berekening van rapport.schaalscores, met de antwoorden zoals op het tijdstip rapport.moment()';

CREATE FUNCTION rapport.schaalscores(meting text, niveau double precision DEFAULT 0.95, verdeling text DEFAULT 't',
                                     per timestamptz DEFAULT rapport.moment(), publiek boolean DEFAULT false)
RETURNS SETOF rapport.schaalscores_rij
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET datestyle = 'ISO' AS $$
DECLARE
    was text := coalesce(current_setting('rapport.per', true), '');
BEGIN
    meting := laad.schooljaar_tekst('meting', meting);
    PERFORM laad.eis_waarde('schaalscores', 'verdeling', verdeling);
    IF niveau <= 0 OR niveau >= 1 THEN
        RAISE EXCEPTION 'niveau: % is not between 0 and 1', niveau
            USING ERRCODE = 'invalid_parameter_value', HINT = 'The interval of 95% has level 0.95.';
    END IF;
    PERFORM set_config('rapport.per', coalesce(per::text, ''), true);
    RETURN QUERY
        SELECT s.tabel, s.doelstelling, s.onderwijstype, s.indicator, s.schaal, s.respondentgroep, s.vragenlijst,
               CASE WHEN publiek AND s.n BETWEEN 1 AND 4 THEN NULL ELSE s.n END,
               s.score, s.ondergrens, s.bovengrens, s.ster, s.kleur, s.alpha, s.betrouwbaarheid, s.items, s.punten,
               CASE WHEN publiek AND s.buiten_bereik BETWEEN 1 AND 4 THEN NULL ELSE s.buiten_bereik END,
               CASE WHEN publiek AND s.n BETWEEN 1 AND 4 THEN 'afgeschermd: ' || s.reden ELSE s.reden END,
               s.volgorde
        FROM laad.schaalscores(meting, niveau, coalesce(verdeling, 't')) s;
    PERFORM set_config('rapport.per', was, true);
END $$;

SELECT laad.beschrijf_rapport('schaalscores',
    titel => 'Schaalscores uit ruwe antwoorden, met interval, kleur en alfa',
    vraag => 'Hoe scoren de schalen van de Doelstellingenmonitor volgens de geladen antwoorden?',
    definitie => 'niveau en verdeling gelden het interval; ster, kleur en wat getoond wordt volgen steeds 95% en t. * = het 95%-interval is breder dan 0,5. Niet getoond (reden): minder dan 5 respondenten, of een interval breder dan 1,0. Onbekend: hoe de monitor weegt, hoeveel items iemand moet hebben beantwoord (hier: een) en welke formule zijn intervallen hebben.',
    bron => 'Geladen antwoorden (enquete-antwoorden) in de indeling van de Doelstellingenmonitor passend onderwijs, hoofdstuk 1 en bijlage A.',
    tabellen => '{feit.antwoord, feit.respondent, ref.item}',
    parameters => '{"meting": "Schooljaar van de meting, zoals 2023-2024", "niveau": "Betrouwbaarheid van het interval, tussen 0 en 1",
                    "verdeling": {"uitleg": "Verdeling van het interval", "waarden": ["t", "z"]}}',
    voorbeeld => 'meting => ''2023-2024''',
    kolommen => $$r.tabel, r.schaal, r.respondentgroep AS groep, r.n, replace(round(r.score::numeric, 2)::text, '.', ',') || r.ster AS score,
        replace(round(r.ondergrens::numeric, 2) || ' - ' || round(r.bovengrens::numeric, 2), '.', ',') AS interval,
        r.kleur, replace(round(r.alpha::numeric, 2)::text, '.', ',') AS alpha, r.betrouwbaarheid, r.reden$$,
    geen_rijen => $$coalesce('measurements with raw answers: ' || (SELECT string_agg(DISTINCT m.meting, ', ' ORDER BY m.meting) FROM rapport.metingen m
        WHERE m.onderdeel = 'antwoorden'), 'no raw answers are loaded')$$);
