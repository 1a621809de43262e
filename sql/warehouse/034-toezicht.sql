-- What the reports of supervision read beside the loaded tables: pupils per
-- samenwerkingsverband (SWV) as a denominator, the rules of a TLV as checks, and
-- thresholds and standards as data. What no source names has no row or no value.

-- Pupils per SWV and reference date, on both bases that are loaded. Per date, so that
-- a report over one year reads one partition.
CREATE VIEW feit.leerling_naar_swv AS
SELECT d.schooljaar, d.teldatum, 'woon'::text AS grondslag, r.swv,
       sum(r.bo) AS bo, sum(r.sbo) AS sbo, sum(r.so) AS so, sum(r.vso) AS vso, sum(r.vo) AS vo, bool_or(r.onbekend) AS onvolledig
FROM (
    SELECT DISTINCT schooljaar(teldatum) AS schooljaar, teldatum FROM laad.eenheid_per WHERE doel = 'feit.leerling_po'
) AS d
CROSS JOIN LATERAL (
    WITH tabel AS (
        -- The postcode table in force on the reference date: one file.
        SELECT e.bestand_id
        FROM laad.eenheid_per e
        CROSS JOIN LATERAL (SELECT geldig_vanaf, geldig_tot FROM ref.pc4_swv_per p WHERE p.bestand_id = e.bestand_id LIMIT 1) AS p
        WHERE e.doel = 'ref.pc4_swv'
          AND (p.geldig_vanaf <= d.teldatum) IS NOT FALSE AND (d.teldatum < p.geldig_tot) IS NOT FALSE
        ORDER BY p.geldig_vanaf DESC NULLS LAST
        LIMIT 1
    ), po AS (
        SELECT pc4,
               sum(aantal) FILTER (WHERE soort_po = 'bo') AS bo,
               sum(aantal) FILTER (WHERE soort_po = 'sbo') AS sbo,
               sum(aantal) FILTER (WHERE soort_po = 'so') AS so,
               sum(aantal) FILTER (WHERE soort_po = 'vso') AS vso
        FROM feit.leerling_po_pc4
        WHERE schooljaar = d.schooljaar AND teldatum = d.teldatum
        GROUP BY pc4
    ), vo AS (
        SELECT pc4, sum(aantal) AS vo, bool_or(aantal IS NULL) AS onbekend
        FROM feit.leerling_vo_pc4_per
        WHERE schooljaar = d.schooljaar
        GROUP BY pc4
    ), lid AS (
        SELECT pc4, po_swv, vo_swv FROM ref.pc4_swv_per WHERE bestand_id = (SELECT bestand_id FROM tabel)
    )
    SELECT l.po_swv AS swv, po.bo, po.sbo, po.so, NULL::telling AS vso, NULL::telling AS vo, false AS onbekend FROM po JOIN lid l USING (pc4)
    UNION ALL SELECT l.vo_swv, NULL, NULL, NULL, po.vso, NULL, false FROM po JOIN lid l USING (pc4)
    UNION ALL SELECT l.vo_swv, NULL, NULL, NULL, NULL, vo.vo, vo.onbekend FROM vo JOIN lid l USING (pc4)
) AS r
WHERE r.swv IS NOT NULL
GROUP BY d.schooljaar, d.teldatum, r.swv
UNION ALL
SELECT t.schooljaar, t.teldatum, 'bron', t.swv,
       sum(t.aantal) FILTER (WHERE t.soort_po = 'bo'),
       sum(t.aantal) FILTER (WHERE t.soort_po = 'sbo'),
       sum(t.aantal) FILTER (WHERE t.soort_po = 'so'),
       sum(t.aantal) FILTER (WHERE t.soort_po = 'vso'),
       NULL::telling,
       bool_or(t.aantal IS NULL)
FROM feit.leerling_swv_totaal_per t
WHERE t.swv IS NOT NULL
GROUP BY t.schooljaar, t.teldatum, t.swv;
COMMENT ON VIEW feit.leerling_naar_swv IS
    'Leerlingen per samenwerkingsverband en teldatum, uit de bestanden waaruit ook de deelname komt. NULL = geen rij geladen';
COMMENT ON COLUMN feit.leerling_naar_swv.schooljaar IS 'Schooljaar van de teldatum';
COMMENT ON COLUMN feit.leerling_naar_swv.teldatum IS 'Teldatum; die van vo is 1 oktober van hetzelfde schooljaar';
COMMENT ON COLUMN feit.leerling_naar_swv.grondslag IS
    'woon: samenwerkingsverband van de postcode van de leerling; bron: zoals het DUO-bestand per samenwerkingsverband, dat de grondslag niet noemt';
COMMENT ON COLUMN feit.leerling_naar_swv.swv IS 'Samenwerkingsverband';
COMMENT ON COLUMN feit.leerling_naar_swv.bo IS 'Leerlingen in het basisonderwijs';
COMMENT ON COLUMN feit.leerling_naar_swv.sbo IS 'Leerlingen in het speciaal basisonderwijs';
COMMENT ON COLUMN feit.leerling_naar_swv.so IS 'Leerlingen in het speciaal onderwijs';
COMMENT ON COLUMN feit.leerling_naar_swv.vso IS 'Leerlingen in het voortgezet speciaal onderwijs';
COMMENT ON COLUMN feit.leerling_naar_swv.vo IS 'Leerlingen in vo en pro; alleen met grondslag woon';
COMMENT ON COLUMN feit.leerling_naar_swv.onvolledig IS 'Waar: een deel van de aantallen is onbekend, en telt niet mee';

-- Each rule on each TLV. uitkomst: true, false, or NULL: it cannot be told. A rule that
-- does not concern a TLV has no row. With its reader's rights, as it is about pupils.
CREATE VIEW feit.tlv_toets WITH (security_invoker = true) AS
SELECT t.swv, t.volgnummer, t.schooljaar, coalesce(t.soort, 'onbekend') AS soort, r.regel, r.uitkomst,
       CASE WHEN r.uitkomst IS NULL THEN r.reden END AS reden
FROM (
    SELECT p.*,
           -- the first day of a whole school year in the period
           make_date(extract(year FROM p.begindatum)::integer
                     + CASE WHEN (extract(month FROM p.begindatum), extract(day FROM p.begindatum)) > (8, 1) THEN 1 ELSE 0 END, 8, 1) AS eerste_1_augustus,
           max(p.einddatum) OVER eerder AS laatste_einde,
           count(*) FILTER (WHERE p.einddatum IS NULL) OVER eerder AS zonder_einde
    FROM feit.tlv_per p
    WINDOW eerder AS (PARTITION BY p.swv, p.leerling_sleutel ORDER BY p.begindatum, p.volgnummer COLLATE "C"
                      ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
) AS t
CROSS JOIN LATERAL (
    SELECT ARRAY['orthopedagoog', 'psycholoog'] AS eerste,
           ARRAY['arts', 'kinderpsychiater', 'psycholoog', 'pedagoog', 'orthopedagoog', 'maatschappelijk werker'] AS tweede,
           lower(t.discipline_1) AS een, lower(t.discipline_2) AS twee
) AS d
CROSS JOIN LATERAL (VALUES
    ('volgorde', t.einddatum >= t.begindatum, 'de einddatum is onbekend'),
    ('einde schooljaar', extract(month FROM t.einddatum) = 7 AND extract(day FROM t.einddatum) = 31, 'de einddatum is onbekend'),
    ('heel schooljaar', t.einddatum >= t.eerste_1_augustus + interval '1 year' - interval '1 day', 'de einddatum is onbekend'),
    ('categorie', CASE WHEN t.soort = 'sbo' THEN t.categorie = 'nvt' WHEN t.soort IN ('so', 'vso') THEN t.categorie <> 'nvt' END,
     'de soort is onbekend'),
    ('twee adviezen', CASE WHEN t.adviesdatum_1 IS NOT NULL AND t.adviesdatum_2 IS NOT NULL THEN true END,
     'een adviesdatum ontbreekt: geen advies, of niet geregistreerd'),
    ('orthopedagoog of psycholoog',
     CASE WHEN d.een = ANY (d.eerste) OR d.twee = ANY (d.eerste) THEN true WHEN d.een IS NOT NULL AND d.twee IS NOT NULL THEN false END,
     'het beroep van een deskundige is onbekend'),
    ('tweede deskundige',
     CASE WHEN d.een IS NULL OR d.twee IS NULL THEN NULL
          ELSE (d.een = ANY (d.eerste) AND d.twee = ANY (d.tweede)) OR (d.twee = ANY (d.eerste) AND d.een = ANY (d.tweede)) END,
     'het beroep van een deskundige is onbekend'),
    ('opp binnen zes weken', t.opp_datum <= t.plaatsingsdatum + 42, 'de plaatsingsdatum of de datum van het opp is onbekend'),
    ('symbiose', t.symbiose_percentage <= 60, 'het percentage symbiose is onbekend'),
    ('geen overlap', CASE WHEN t.leerling_sleutel IS NULL THEN NULL
                          WHEN t.laatste_einde >= t.begindatum THEN false
                          WHEN t.zonder_einde = 0 THEN true END,
     'de leerlingsleutel of een einddatum is onbekend')
) AS r (regel, uitkomst, reden)
WHERE t.soort IS DISTINCT FROM 'sbo' OR r.regel NOT IN ('einde schooljaar', 'heel schooljaar', 'opp binnen zes weken');
COMMENT ON VIEW feit.tlv_toets IS
    'De regels voor toelaatbaarheidsverklaringen, per TLV getoetst; zie ref.tlv_regel. Alleen onderzoekers lezen rijen; rapport.tlv_controles telt ze';
COMMENT ON COLUMN feit.tlv_toets.swv IS 'Samenwerkingsverband dat de TLV afgaf';
COMMENT ON COLUMN feit.tlv_toets.volgnummer IS 'Volgnummer binnen het samenwerkingsverband';
COMMENT ON COLUMN feit.tlv_toets.schooljaar IS 'Schooljaar van de begindatum';
COMMENT ON COLUMN feit.tlv_toets.soort IS 'sbo, so, vso of onbekend';
COMMENT ON COLUMN feit.tlv_toets.regel IS 'Regel, zie ref.tlv_regel';
COMMENT ON COLUMN feit.tlv_toets.uitkomst IS 'Waar: voldoet; onwaar: voldoet niet; NULL: niet te bepalen, zie reden';
COMMENT ON COLUMN feit.tlv_toets.reden IS 'Waarom niet te bepalen';

CREATE TABLE ref.tlv_regel (
    regel    text PRIMARY KEY,
    volgorde integer NOT NULL,
    uitleg   text NOT NULL,
    bron     text NOT NULL
);
COMMENT ON TABLE ref.tlv_regel IS 'Regels waaraan een toelaatbaarheidsverklaring (TLV) wordt getoetst, zie feit.tlv_toets';
COMMENT ON COLUMN ref.tlv_regel.regel IS 'Naam van de regel';
COMMENT ON COLUMN ref.tlv_regel.volgorde IS 'Volgorde in rapporten';
COMMENT ON COLUMN ref.tlv_regel.uitleg IS 'Wat wordt getoetst';
COMMENT ON COLUMN ref.tlv_regel.bron IS 'Waar de regel vandaan komt';
INSERT INTO ref.tlv_regel (volgorde, regel, uitleg, bron) VALUES
    (1, 'volgorde', 'De einddatum ligt niet voor de begindatum', 'eigen controle'),
    (2, 'einde schooljaar', 'De TLV eindigt op 31 juli; niet voor sbo, waarover de bron niet gaat', 'WEC (2015) artikel 40, vijftiende lid'),
    (3, 'heel schooljaar', 'De TLV beslaat ten minste een heel schooljaar; de rest van een lopend schooljaar komt daar bij; niet voor sbo', 'WEC (2015) artikel 40, vijftiende lid'),
    (4, 'categorie', 'so en vso hebben een bekostigingscategorie, sbo heeft er geen', 'Sectorrapport speciaal onderwijs, hoofdstuk 3'),
    (5, 'twee adviezen', 'Er zijn twee deskundigenadviezen', 'Sectorrapport speciaal onderwijs, 5.2'),
    (6, 'orthopedagoog of psycholoog', 'Een van de deskundigen is orthopedagoog of psycholoog', 'Sectorrapport speciaal onderwijs, 5.2'),
    (7, 'tweede deskundige', 'De andere deskundige is arts, kinderpsychiater, psycholoog, (ortho)pedagoog of maatschappelijk werker', 'Sectorrapport speciaal onderwijs, 5.2'),
    (8, 'opp binnen zes weken', 'Het ontwikkelingsperspectief is er binnen zes weken (42 dagen) na de plaatsing; niet voor sbo', 'Sectorrapport speciaal onderwijs, 6.3'),
    (9, 'symbiose', 'Ten hoogste 60% van de onderwijstijd per week op een andere school', 'Sectorrapport speciaal onderwijs, 8.3.1'),
    (10, 'geen overlap', 'Geen eerdere TLV van dezelfde leerling loopt nog', 'eigen controle');

CREATE TABLE ref.signaleringswaarde (
    kengetal        text NOT NULL,
    instelling      text NOT NULL CHECK (instelling IN ('alle', 'samenwerkingsverband', 'schoolbestuur')),
    baten_vanaf     double precision,
    baten_vanaf_mee boolean CHECK ((baten_vanaf IS NULL) = (baten_vanaf_mee IS NULL)),
    baten_tot       double precision,
    baten_tot_mee   boolean CHECK ((baten_tot IS NULL) = (baten_tot_mee IS NULL)),
    waarde          double precision NOT NULL,
    waarde_mee      boolean NOT NULL,
    geldig_vanaf    smallint,
    geldig_tot      smallint,
    mogelijk_vanaf  smallint,
    mogelijk_tot    smallint,
    bron            text NOT NULL,
    toelichting     text
);
COMMENT ON TABLE ref.signaleringswaarde IS
    'Financiële signaleringswaarden (signalen, geen normen) naar soort instelling, baten en verslagjaar. Een onbekend jaar is NULL';
COMMENT ON COLUMN ref.signaleringswaarde.kengetal IS 'solvabiliteit_ii, liquiditeit, rentabiliteit, liquide_middelen of solvabiliteit (I of II: niet gezegd)';
COMMENT ON COLUMN ref.signaleringswaarde.instelling IS 'alle, samenwerkingsverband of schoolbestuur';
COMMENT ON COLUMN ref.signaleringswaarde.baten_vanaf IS 'Geldt bij totale baten vanaf dit bedrag, in euro; NULL = geen ondergrens';
COMMENT ON COLUMN ref.signaleringswaarde.baten_vanaf_mee IS 'Waar: ook bij precies dat bedrag; onwaar: alleen erboven';
COMMENT ON COLUMN ref.signaleringswaarde.baten_tot IS 'Geldt bij totale baten tot dit bedrag, in euro; NULL = geen bovengrens';
COMMENT ON COLUMN ref.signaleringswaarde.baten_tot_mee IS 'Waar: ook bij precies dat bedrag; onwaar: alleen eronder';
COMMENT ON COLUMN ref.signaleringswaarde.waarde IS 'Onder deze waarde is er een signaal';
COMMENT ON COLUMN ref.signaleringswaarde.waarde_mee IS 'Waar: ook bij precies de waarde; onwaar: alleen eronder';
COMMENT ON COLUMN ref.signaleringswaarde.geldig_vanaf IS 'Eerste verslagjaar waarvoor zeker is dat zij geldt; NULL = niet bekend';
COMMENT ON COLUMN ref.signaleringswaarde.geldig_tot IS 'Laatste verslagjaar waarvoor zeker is dat zij geldt; NULL met geldig_vanaf = tot nu';
COMMENT ON COLUMN ref.signaleringswaarde.mogelijk_vanaf IS 'Eerste verslagjaar waarvoor zij kan gelden; NULL = niet bekend: elk jaar kan';
COMMENT ON COLUMN ref.signaleringswaarde.mogelijk_tot IS 'Laatste verslagjaar waarvoor zij kan gelden; NULL = niet bekend: elk jaar kan';
COMMENT ON COLUMN ref.signaleringswaarde.bron IS 'Waar de waarde vandaan komt';
COMMENT ON COLUMN ref.signaleringswaarde.toelichting IS 'Wat de bron niet zegt';
INSERT INTO ref.signaleringswaarde (kengetal, instelling, baten_vanaf, baten_vanaf_mee, baten_tot, baten_tot_mee, waarde, waarde_mee,
                                    geldig_vanaf, geldig_tot, mogelijk_vanaf, mogelijk_tot, bron, toelichting) VALUES
    ('solvabiliteit_ii', 'samenwerkingsverband', NULL, NULL, NULL, NULL, 0.30, false, 2021, NULL, 2018, NULL,
     'herziening 2020/2021 van de signaleringswaarden (vanreeaccountants.nl, infinitebv.nl)',
     'Of zij voor 2018-2020 gold is niet bekend; voor 2017 was er geen'),
    ('solvabiliteit_ii', 'schoolbestuur', NULL, NULL, NULL, NULL, 0.30, false, 2021, NULL, NULL, NULL,
     'herziening 2020/2021 van de signaleringswaarden (vanreeaccountants.nl, infinitebv.nl)', 'Gehandhaafd bij de herziening; sinds wanneer is niet bekend'),
    ('liquiditeit', 'alle', NULL, NULL, 3000000, false, 1.5, false, 2021, NULL, 2020, NULL,
     'signaleringswaarden voor de verslagjaren 2020/2021', 'Of samenwerkingsverbanden er alle onder vallen zegt de bron niet met zoveel woorden'),
    ('liquiditeit', 'alle', 3000000, true, 12000000, true, 1, false, 2021, NULL, 2020, NULL,
     'signaleringswaarden voor de verslagjaren 2020/2021', 'Of precies 3 of 12 miljoen hierbij hoort zegt de bron niet'),
    ('liquiditeit', 'alle', 12000000, false, NULL, NULL, 0.75, false, 2021, NULL, 2020, NULL,
     'signaleringswaarden voor de verslagjaren 2020/2021', NULL),
    ('liquiditeit', 'alle', 25000000, false, NULL, NULL, 0.5, false, NULL, NULL, 2021, NULL,
     'vosabb.nl', 'Latere wijziging; sinds welk verslagjaar is niet bekend'),
    ('liquide_middelen', 'schoolbestuur', NULL, NULL, NULL, NULL, 100000, false, 2021, NULL, NULL, NULL,
     'signaleringswaarden 2021 (po en vo)', 'Of zij ook voor samenwerkingsverbanden geldt is niet bekend'),
    ('rentabiliteit', 'schoolbestuur', NULL, NULL, NULL, NULL, -0.10, false, NULL, NULL, NULL, 2020,
     'vervallen bij de herziening 2020/2021', 'Over een jaar; over twee jaar -5% en over drie jaar 0% staan hier niet: een kengetal per jaar'),
    ('solvabiliteit', 'schoolbestuur', NULL, NULL, NULL, NULL, 0.2, true, NULL, NULL, NULL, 2020, 'Onderwijsverslag 2011-2012', 'I of II is niet gezegd'),
    ('liquiditeit', 'schoolbestuur', NULL, NULL, NULL, NULL, 0.5, true, NULL, NULL, NULL, 2020, 'Onderwijsverslag 2011-2012', NULL);

CREATE TABLE ref.kaderstandaard (
    kader     text NOT NULL,
    gebied    text,
    standaard text,
    code      text,
    bron      text NOT NULL,
    CHECK (num_nonnulls(gebied, standaard) > 0),
    UNIQUE NULLS NOT DISTINCT (kader, gebied, standaard)
);
COMMENT ON TABLE ref.kaderstandaard IS
    'Kwaliteitsgebieden en standaarden voor samenwerkingsverbanden per versie van het onderzoekskader, voor zover de bronnen ze noemen. Vul aan wat bekend wordt';
COMMENT ON COLUMN ref.kaderstandaard.kader IS 'Versie van het onderzoekskader, zoals in feit.eindoordeel';
COMMENT ON COLUMN ref.kaderstandaard.gebied IS 'Kwaliteitsgebied; NULL = niet genoemd';
COMMENT ON COLUMN ref.kaderstandaard.standaard IS 'Standaard; NULL = het hele gebied';
COMMENT ON COLUMN ref.kaderstandaard.code IS 'Code van de standaard; NULL = onbekend';
COMMENT ON COLUMN ref.kaderstandaard.bron IS 'Waar de naam vandaan komt';
INSERT INTO ref.kaderstandaard (kader, gebied, standaard, code, bron) VALUES
    ('2021', 'besturing, kwaliteitszorg en verantwoording', NULL, NULL, 'De Staat van het Onderwijs 2025, samenwerkingsverbanden'),
    ('2021', NULL, 'dekkend netwerk', NULL, 'De Staat van het Onderwijs 2025, samenwerkingsverbanden'),
    ('2021', NULL, 'sturing', NULL, 'De Staat van het Onderwijs 2025, samenwerkingsverbanden'),
    ('2021', NULL, 'kwaliteitszorg en verantwoording', NULL, 'De Staat van het Onderwijs 2025, samenwerkingsverbanden');

CREATE TABLE ref.normbedrag (
    bedrag          double precision,
    vastgesteld_op  date,
    gepubliceerd_op date,
    bestand_id      integer NOT NULL,
    soort           text NOT NULL,
    periode         text NOT NULL,
    groep           text NOT NULL,
    categorie       text,
    bron            text NOT NULL,
    UNIQUE NULLS NOT DISTINCT (soort, periode, groep, categorie, vastgesteld_op) DEFERRABLE INITIALLY DEFERRED
);
ALTER TABLE ref.normbedrag REPLICA IDENTITY FULL;
COMMENT ON TABLE ref.normbedrag IS
    'Normbedragen per leerling uit de regelingen, met de periode waarvoor zij gelden en de dag waarop zij zijn vastgesteld. Latere jaren zijn onbekend';
COMMENT ON COLUMN ref.normbedrag.bedrag IS 'Bedrag in euro; NULL = vastgesteld, maar het bedrag is onbekend';
COMMENT ON COLUMN ref.normbedrag.vastgesteld_op IS 'Dag van de regeling; NULL = onbekend';
COMMENT ON COLUMN ref.normbedrag.gepubliceerd_op IS 'Dag van de Staatscourant; NULL = onbekend';
COMMENT ON COLUMN ref.normbedrag.bestand_id IS 'Bronbestand, zie laad.bestand';
COMMENT ON COLUMN ref.normbedrag.soort IS 'Waarvoor het bedrag is, zoals ondersteuning personeel';
COMMENT ON COLUMN ref.normbedrag.periode IS 'Schooljaar (2015-2016), kalenderjaar (2015) of jaar van de telling (verevening)';
COMMENT ON COLUMN ref.normbedrag.groep IS 'Leerlingen waarvoor het bedrag geldt';
COMMENT ON COLUMN ref.normbedrag.categorie IS 'Bekostigingscategorie: laag, midden of hoog; NULL = een bedrag per leerling';
COMMENT ON COLUMN ref.normbedrag.bron IS 'Regeling en artikel';
SELECT laad.maak_tweeling('ref.normbedrag');
