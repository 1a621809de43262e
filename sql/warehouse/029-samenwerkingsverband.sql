-- What only users hold: figures of and about samenwerkingsverbanden (SWV), loaded from
-- templates (passend datasets NAME --template).

CREATE TABLE feit.tlv (
    peildatum           date NOT NULL,
    begindatum          date NOT NULL,
    einddatum           date,
    aanvraagdatum       date,
    adviesdatum_1       date,
    adviesdatum_2       date,
    besluitdatum        date,
    plaatsingsdatum     date,
    opp_datum           date,
    symbiose_percentage double precision,
    bestand_id          integer NOT NULL,
    swv                 swv NOT NULL,
    schooljaar          schooljaar NOT NULL,
    volgnummer          text NOT NULL,
    categorie           text NOT NULL,
    soort               text,
    discipline_1        text,
    discipline_2        text,
    leerling_sleutel    text
) PARTITION BY LIST (schooljaar);
COMMENT ON TABLE feit.tlv IS
    'Toelaatbaarheidsverklaringen (TLV) uit het register van een samenwerkingsverband, zonder leerlinggegevens. Alleen analisten lezen rijen';
COMMENT ON COLUMN feit.tlv.peildatum IS 'Dag waarop het uittreksel is gemaakt';
COMMENT ON COLUMN feit.tlv.begindatum IS 'Eerste dag waarop de TLV geldt';
COMMENT ON COLUMN feit.tlv.einddatum IS 'Laatste dag waarop de TLV geldt; NULL = onbekend';
COMMENT ON COLUMN feit.tlv.aanvraagdatum IS 'Dag van de aanvraag';
COMMENT ON COLUMN feit.tlv.adviesdatum_1 IS 'Dag van het eerste deskundigenadvies';
COMMENT ON COLUMN feit.tlv.adviesdatum_2 IS 'Dag van het tweede deskundigenadvies';
COMMENT ON COLUMN feit.tlv.besluitdatum IS 'Dag van het besluit';
COMMENT ON COLUMN feit.tlv.plaatsingsdatum IS 'Dag waarop de leerling op de school instroomde; NULL = onbekend';
COMMENT ON COLUMN feit.tlv.opp_datum IS 'Dag waarop het ontwikkelingsperspectief (OPP) is opgesteld; NULL = onbekend';
COMMENT ON COLUMN feit.tlv.symbiose_percentage IS 'Deel van de onderwijstijd per week op een andere school, 0 tot en met 100; NULL = onbekend';
COMMENT ON COLUMN feit.tlv.bestand_id IS 'Bronbestand, zie laad.bestand';
COMMENT ON COLUMN feit.tlv.swv IS 'Samenwerkingsverband dat de TLV afgaf';
COMMENT ON COLUMN feit.tlv.schooljaar IS 'Schooljaar van de begindatum; partitiesleutel';
COMMENT ON COLUMN feit.tlv.volgnummer IS 'Volgnummer binnen het samenwerkingsverband';
COMMENT ON COLUMN feit.tlv.categorie IS 'Bekostigingscategorie: laag, midden, hoog, of nvt (sbo)';
COMMENT ON COLUMN feit.tlv.soort IS 'Waarvoor de TLV geldt: sbo, so of vso; NULL = niet opgegeven';
COMMENT ON COLUMN feit.tlv.discipline_1 IS 'Beroep van wie het eerste advies gaf; NULL = niet opgegeven';
COMMENT ON COLUMN feit.tlv.discipline_2 IS 'Beroep van wie het tweede advies gaf; NULL = niet opgegeven';
COMMENT ON COLUMN feit.tlv.leerling_sleutel IS
    'Pseudoniem van de leerling binnen het samenwerkingsverband, geen leerlingnummer; NULL = niet opgegeven';
-- Rows about individual pupils are for members of passend_analist only, as in
-- 007-enquete.sql. The twin and the view take the rule over.
ALTER TABLE feit.tlv ENABLE ROW LEVEL SECURITY;
CREATE POLICY analisten_lezen ON feit.tlv FOR SELECT
    USING (EXISTS (SELECT FROM pg_catalog.pg_roles AS r
                   WHERE r.rolname = 'passend_analist' AND pg_catalog.pg_has_role(r.oid, 'USAGE')));
COMMENT ON POLICY analisten_lezen ON feit.tlv IS 'Alleen leden van passend_analist lezen rijen';
SELECT laad.maak_tweeling('feit.tlv');

CREATE TABLE feit.thuiszitter (
    absoluut        telling,
    relatief        telling,
    drie_maanden    telling,
    vrijstelling_5a telling,
    peildatum       date NOT NULL,
    bestand_id      integer NOT NULL,
    swv             swv NOT NULL,
    definitie       text NOT NULL
);
ALTER TABLE feit.thuiszitter REPLICA IDENTITY FULL;
COMMENT ON TABLE feit.thuiszitter IS
    'Thuiszitters per samenwerkingsverband, peildatum en definitie. Een reeks over verschillende definities is geen reeks';
COMMENT ON COLUMN feit.thuiszitter.absoluut IS 'Absoluut verzuim: op geen school ingeschreven; NULL = onbekend of niet geteld';
COMMENT ON COLUMN feit.thuiszitter.relatief IS
    'Langdurig relatief verzuim: ingeschreven, meer dan vier weken ongeoorloofd afwezig; NULL = onbekend of niet geteld';
COMMENT ON COLUMN feit.thuiszitter.drie_maanden IS 'Van beide: langer dan drie maanden; NULL = onbekend of niet geteld';
COMMENT ON COLUMN feit.thuiszitter.vrijstelling_5a IS
    'Vrijstellingen (artikel 5 onder a); geen thuiszitters; NULL = onbekend of niet geteld';
COMMENT ON COLUMN feit.thuiszitter.peildatum IS 'Peildatum';
COMMENT ON COLUMN feit.thuiszitter.bestand_id IS 'Bronbestand, zie laad.bestand';
COMMENT ON COLUMN feit.thuiszitter.swv IS 'Samenwerkingsverband';
COMMENT ON COLUMN feit.thuiszitter.definitie IS 'Versie van de definitie, zoals 2016 (brief van 3 februari 2016) of voor 2016';
SELECT laad.maak_tweeling('feit.thuiszitter');

CREATE TABLE feit.wachtlijst (
    wachtenden telling,
    peildatum  date NOT NULL,
    school     brinnummer,
    bestand_id integer NOT NULL,
    swv        swv NOT NULL,
    soort      text NOT NULL,
    masker     text
);
ALTER TABLE feit.wachtlijst REPLICA IDENTITY FULL;
COMMENT ON TABLE feit.wachtlijst IS 'Wachtlijsten per samenwerkingsverband en onderwijssoort, en per school waar die bekend is';
COMMENT ON COLUMN feit.wachtlijst.wachtenden IS 'Leerlingen op de wachtlijst; NULL = onbekend, zie masker';
COMMENT ON COLUMN feit.wachtlijst.peildatum IS 'Peildatum';
COMMENT ON COLUMN feit.wachtlijst.school IS 'School met de wachtlijst (instelling of vestiging); NULL = het hele samenwerkingsverband';
COMMENT ON COLUMN feit.wachtlijst.bestand_id IS 'Bronbestand, zie laad.bestand';
COMMENT ON COLUMN feit.wachtlijst.swv IS 'Samenwerkingsverband';
COMMENT ON COLUMN feit.wachtlijst.soort IS 'sbo, so, vso of pro';
COMMENT ON COLUMN feit.wachtlijst.masker IS
    'Teken dat in de bron in plaats van het aantal staat, zoals -1: kleine of onbekende telling (een lege tekst: de cel is leeg); NULL waar een getal staat';
SELECT laad.maak_tweeling('feit.wachtlijst');

CREATE TABLE feit.jaarrekening (
    totale_baten           double precision,
    bruto_baten            double precision,
    totale_lasten          double precision,
    resultaat              double precision,
    eigen_vermogen         double precision,
    publiek_eigen_vermogen double precision,
    voorzieningen          double precision,
    totale_passiva         double precision,
    vlottende_activa       double precision,
    kortlopende_schulden   double precision,
    liquide_middelen       double precision,
    bestand_id             integer NOT NULL,
    swv                    swv NOT NULL,
    jaar                   smallint NOT NULL
);
ALTER TABLE feit.jaarrekening REPLICA IDENTITY FULL;
COMMENT ON TABLE feit.jaarrekening IS 'Cijfers uit de jaarrekening van samenwerkingsverbanden, in euro; NULL = onbekend';
COMMENT ON COLUMN feit.jaarrekening.totale_baten IS 'In euro: totale baten';
COMMENT ON COLUMN feit.jaarrekening.bruto_baten IS 'In euro: totale bruto baten, met wat DUO rechtstreeks aan scholen betaalt';
COMMENT ON COLUMN feit.jaarrekening.totale_lasten IS 'In euro: totale lasten';
COMMENT ON COLUMN feit.jaarrekening.resultaat IS 'In euro: resultaat';
COMMENT ON COLUMN feit.jaarrekening.eigen_vermogen IS 'In euro: eigen vermogen';
COMMENT ON COLUMN feit.jaarrekening.publiek_eigen_vermogen IS 'In euro: publiek eigen vermogen';
COMMENT ON COLUMN feit.jaarrekening.voorzieningen IS 'In euro: voorzieningen';
COMMENT ON COLUMN feit.jaarrekening.totale_passiva IS 'In euro: totale passiva';
COMMENT ON COLUMN feit.jaarrekening.vlottende_activa IS 'In euro: vlottende activa';
COMMENT ON COLUMN feit.jaarrekening.kortlopende_schulden IS 'In euro: kortlopende schulden';
COMMENT ON COLUMN feit.jaarrekening.liquide_middelen IS 'In euro: liquide middelen';
COMMENT ON COLUMN feit.jaarrekening.bestand_id IS 'Bronbestand, zie laad.bestand';
COMMENT ON COLUMN feit.jaarrekening.swv IS 'Samenwerkingsverband';
COMMENT ON COLUMN feit.jaarrekening.jaar IS 'Verslagjaar (kalenderjaar)';
SELECT laad.maak_tweeling('feit.jaarrekening');

CREATE TABLE feit.eindoordeel (
    vastgesteld_op  date NOT NULL,
    gepubliceerd_op date,
    bestand_id      integer NOT NULL,
    swv             swv NOT NULL,
    eindoordeel     text NOT NULL,
    kader           text NOT NULL,
    toelichting     text
);
ALTER TABLE feit.eindoordeel REPLICA IDENTITY FULL;
COMMENT ON TABLE feit.eindoordeel IS 'Eindoordelen van de Inspectie van het Onderwijs over samenwerkingsverbanden';
COMMENT ON COLUMN feit.eindoordeel.vastgesteld_op IS 'Dag waarop het oordeel is vastgesteld';
COMMENT ON COLUMN feit.eindoordeel.gepubliceerd_op IS 'Dag van publicatie';
COMMENT ON COLUMN feit.eindoordeel.bestand_id IS 'Bronbestand, zie laad.bestand';
COMMENT ON COLUMN feit.eindoordeel.swv IS 'Samenwerkingsverband';
COMMENT ON COLUMN feit.eindoordeel.eindoordeel IS 'onvoldoende, voldoende (oordelen) of goed (waardering)';
COMMENT ON COLUMN feit.eindoordeel.kader IS 'Versie van het onderzoekskader, zoals 2017 of 2021';
COMMENT ON COLUMN feit.eindoordeel.toelichting IS 'Toelichting, zoals de standaarden die tekortschoten';
SELECT laad.maak_tweeling('feit.eindoordeel');

CREATE TABLE feit.ja_nee_monitor (
    bestand_id integer NOT NULL,
    swv        swv NOT NULL,
    ja         boolean,
    ronde      text NOT NULL,
    thema      text NOT NULL,
    vraag      text NOT NULL,
    antwoord   text
);
ALTER TABLE feit.ja_nee_monitor REPLICA IDENTITY FULL;
COMMENT ON TABLE feit.ja_nee_monitor IS
    'Antwoorden van samenwerkingsverbanden op ja/nee-vragen van de monitor passend onderwijs, per ronde en thema';
COMMENT ON COLUMN feit.ja_nee_monitor.bestand_id IS 'Bronbestand, zie laad.bestand';
COMMENT ON COLUMN feit.ja_nee_monitor.swv IS 'Samenwerkingsverband';
COMMENT ON COLUMN feit.ja_nee_monitor.ja IS 'Waar = ja, onwaar = nee; NULL = weet niet of niet beantwoord, zie antwoord';
COMMENT ON COLUMN feit.ja_nee_monitor.ronde IS 'Ronde, zoals 2013-11';
COMMENT ON COLUMN feit.ja_nee_monitor.thema IS
    'Thema: ondersteuningsplan, overleg met de gemeente, overleg medezeggenschap, overige overlegpartners, financiële en operationele afspraken, leraren en schoolleiders, ouders';
COMMENT ON COLUMN feit.ja_nee_monitor.vraag IS 'Vraag';
COMMENT ON COLUMN feit.ja_nee_monitor.antwoord IS 'ja, nee of weet niet; NULL = niet beantwoord';
SELECT laad.maak_tweeling('feit.ja_nee_monitor');

CREATE TABLE feit.leerlingstroom (
    aantal     telling,
    bestand_id integer NOT NULL,
    swv        swv NOT NULL,
    schooljaar schooljaar NOT NULL,
    van        text NOT NULL,
    naar       text NOT NULL,
    masker     text
);
ALTER TABLE feit.leerlingstroom REPLICA IDENTITY FULL;
COMMENT ON TABLE feit.leerlingstroom IS 'Leerlingstromen tussen onderwijssoorten per samenwerkingsverband';
COMMENT ON COLUMN feit.leerlingstroom.aantal IS 'Aantal leerlingen; <5 is gemaskeerd: 1, 2, 3 of 4; NULL: aantal onbekend, zie masker';
COMMENT ON COLUMN feit.leerlingstroom.bestand_id IS 'Bronbestand, zie laad.bestand';
COMMENT ON COLUMN feit.leerlingstroom.swv IS 'Samenwerkingsverband';
COMMENT ON COLUMN feit.leerlingstroom.schooljaar IS 'Schooljaar van aankomst: het jaar ervoor was de leerling in van';
COMMENT ON COLUMN feit.leerlingstroom.van IS 'Onderwijssoort van herkomst';
COMMENT ON COLUMN feit.leerlingstroom.naar IS 'Onderwijssoort of bestemming';
COMMENT ON COLUMN feit.leerlingstroom.masker IS
    'Teken dat in de bron in plaats van het aantal staat, zoals -1: kleine of onbekende telling (een lege tekst: de cel is leeg); NULL waar een getal staat';
SELECT laad.maak_tweeling('feit.leerlingstroom');

CREATE TABLE feit.verevening_2011 (
    zware_ondersteuning double precision,
    veertien_plus       double precision,
    lgf                 double precision,
    normbedrag          double precision,
    correctie           double precision,
    leerlingen          integer,
    bestand_id          integer NOT NULL,
    swv                 swv NOT NULL,
    soort               text NOT NULL
);
ALTER TABLE feit.verevening_2011 REPLICA IDENTITY FULL;
COMMENT ON TABLE feit.verevening_2011 IS
    'Gegevens van 1 oktober 2011 voor de verevening, per samenwerkingsverband en soort bedrag; de argumenten van verevening_correctie()';
COMMENT ON COLUMN feit.verevening_2011.zware_ondersteuning IS 'Bedrag voor leerlingen in so (po) of vso (vo), in euro';
COMMENT ON COLUMN feit.verevening_2011.veertien_plus IS 'Bedrag voor leerlingen in so van 14 jaar of ouder op 31 juli 2011, in euro';
COMMENT ON COLUMN feit.verevening_2011.lgf IS 'Bedrag van het leerlinggebonden budget, in euro';
COMMENT ON COLUMN feit.verevening_2011.normbedrag IS 'Normbedrag per leerling, in euro';
COMMENT ON COLUMN feit.verevening_2011.correctie IS 'Correctie zoals vastgesteld, in euro; positief = een aanvulling. NULL = onbekend';
COMMENT ON COLUMN feit.verevening_2011.leerlingen IS 'Leerlingen op de scholen van het samenwerkingsverband';
COMMENT ON COLUMN feit.verevening_2011.bestand_id IS 'Bronbestand, zie laad.bestand';
COMMENT ON COLUMN feit.verevening_2011.swv IS 'Samenwerkingsverband';
COMMENT ON COLUMN feit.verevening_2011.soort IS 'personeel of materieel';
SELECT laad.maak_tweeling('feit.verevening_2011');
