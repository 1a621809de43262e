-- Published figures of the Doelstellingenmonitor passend onderwijs, per
-- measurement. What they mean, and what is not known of them:
-- docs/doelstellingenmonitor.md.

CREATE TABLE ref.schaalscore_gepubliceerd (
    score           double precision NOT NULL,
    meting          schooljaar NOT NULL,
    doelstelling    smallint NOT NULL CHECK (doelstelling BETWEEN 1 AND 7),
    puntsschaal     smallint NOT NULL CHECK (puntsschaal IN (3, 5)),
    volgorde        integer NOT NULL,
    bestand_id      integer NOT NULL,
    onzeker         boolean NOT NULL,
    omgedraaid      boolean NOT NULL,
    tabel           text NOT NULL,
    onderwijstype   text NOT NULL,
    indicator       text NOT NULL,
    schaal          text NOT NULL,
    respondentgroep text NOT NULL,
    CHECK (score BETWEEN 1 AND puntsschaal),
    UNIQUE (meting, tabel, indicator, schaal, respondentgroep) DEFERRABLE INITIALLY DEFERRED
);
ALTER TABLE ref.schaalscore_gepubliceerd REPLICA IDENTITY FULL;
COMMENT ON TABLE ref.schaalscore_gepubliceerd IS
    'Schaalscores zoals gepubliceerd in de tabellen 2.1 tot en met 8.4 van de Doelstellingenmonitor passend onderwijs';
COMMENT ON COLUMN ref.schaalscore_gepubliceerd.score IS
    'Gepubliceerde score, afgerond op 1 decimaal, van 1 tot en met puntsschaal';
COMMENT ON COLUMN ref.schaalscore_gepubliceerd.meting IS 'Schooljaar van de meting; 2023-2024 is de tweede';
COMMENT ON COLUMN ref.schaalscore_gepubliceerd.doelstelling IS 'Nummer van de doelstelling, 1 tot en met 7';
COMMENT ON COLUMN ref.schaalscore_gepubliceerd.puntsschaal IS 'Aantal antwoordmogelijkheden van de schaal: 3 of 5';
COMMENT ON COLUMN ref.schaalscore_gepubliceerd.volgorde IS 'Regel in het bronbestand, dat de volgorde van de publicatie heeft';
COMMENT ON COLUMN ref.schaalscore_gepubliceerd.bestand_id IS 'Bronbestand, zie laad.bestand';
COMMENT ON COLUMN ref.schaalscore_gepubliceerd.onzeker IS
    'Gepubliceerd met *: het betrouwbaarheidsinterval is tussen 0,5 en 1,0 breed';
COMMENT ON COLUMN ref.schaalscore_gepubliceerd.omgedraaid IS
    'Gepubliceerd met **: hoog betekent weinig belasting. De publicatie zet de ** niet bij elke tabel met dezelfde schaal';
COMMENT ON COLUMN ref.schaalscore_gepubliceerd.tabel IS 'Nummer van de tabel in de publicatie, zoals 2.1';
COMMENT ON COLUMN ref.schaalscore_gepubliceerd.onderwijstype IS 'bao, sbo, vo, (v)so, of beleidsambtenaren (tabel 6.5)';
COMMENT ON COLUMN ref.schaalscore_gepubliceerd.indicator IS 'Indicator met nummer, zoals in de publicatie';
COMMENT ON COLUMN ref.schaalscore_gepubliceerd.schaal IS 'Naam van de schaal, zoals in de publicatie';
COMMENT ON COLUMN ref.schaalscore_gepubliceerd.respondentgroep IS 'Wie de vragen van de schaal beantwoordden';
CREATE TABLE ref.schaalscore_gepubliceerd_vervallen (LIKE ref.schaalscore_gepubliceerd INCLUDING COMMENTS);
COMMENT ON TABLE ref.schaalscore_gepubliceerd_vervallen IS 'Vervangen versies van ref.schaalscore_gepubliceerd';

CREATE TABLE ref.respons_gepubliceerd (
    meting         schooljaar NOT NULL,
    volgorde       integer NOT NULL,
    bestand_id     integer NOT NULL,
    po             integer CHECK (po >= 0),
    vo_swv         integer CHECK (vo_swv >= 0),
    bao            integer CHECK (bao >= 0),
    sbo            integer CHECK (sbo >= 0),
    vo             integer CHECK (vo >= 0),
    vso            integer CHECK (vso >= 0),
    totaal         integer NOT NULL CHECK (totaal >= 0),
    po_te_laag     boolean,
    vo_swv_te_laag boolean,
    bao_te_laag    boolean,
    sbo_te_laag    boolean,
    vo_te_laag     boolean,
    vso_te_laag    boolean,
    actor          text NOT NULL,
    CHECK (num_nulls(po, vo_swv, bao, sbo, vo, vso)
           = num_nulls(po_te_laag, vo_swv_te_laag, bao_te_laag, sbo_te_laag, vo_te_laag, vso_te_laag)),
    UNIQUE (meting, actor) DEFERRABLE INITIALLY DEFERRED
);
ALTER TABLE ref.respons_gepubliceerd REPLICA IDENTITY FULL;
COMMENT ON TABLE ref.respons_gepubliceerd IS
    'Respons per actor zoals gepubliceerd in tabel A.1 van de Doelstellingenmonitor passend onderwijs';
COMMENT ON COLUMN ref.respons_gepubliceerd.meting IS 'Schooljaar van de meting; 2023-2024 is de tweede';
COMMENT ON COLUMN ref.respons_gepubliceerd.volgorde IS 'Regel in het bronbestand, dat de volgorde van de publicatie heeft';
COMMENT ON COLUMN ref.respons_gepubliceerd.bestand_id IS 'Bronbestand, zie laad.bestand';
COMMENT ON COLUMN ref.respons_gepubliceerd.po IS 'Aantal in de sector po, van actoren zonder onderwijstype';
COMMENT ON COLUMN ref.respons_gepubliceerd.vo_swv IS 'Aantal in de sector vo, van actoren zonder onderwijstype';
COMMENT ON COLUMN ref.respons_gepubliceerd.bao IS 'Aantal in het basisonderwijs';
COMMENT ON COLUMN ref.respons_gepubliceerd.sbo IS 'Aantal in het speciaal basisonderwijs';
COMMENT ON COLUMN ref.respons_gepubliceerd.vo IS 'Aantal in het voortgezet onderwijs';
COMMENT ON COLUMN ref.respons_gepubliceerd.vso IS 'Aantal in het (voortgezet) speciaal onderwijs';
COMMENT ON COLUMN ref.respons_gepubliceerd.totaal IS 'Totaal zoals gepubliceerd';
COMMENT ON COLUMN ref.respons_gepubliceerd.po_te_laag IS 'Gepubliceerd met *: resultaten niet weergegeven vanwege te lage respons; NULL zonder aantal';
COMMENT ON COLUMN ref.respons_gepubliceerd.vo_swv_te_laag IS 'Als po_te_laag, voor vo_swv';
COMMENT ON COLUMN ref.respons_gepubliceerd.bao_te_laag IS 'Als po_te_laag, voor bao';
COMMENT ON COLUMN ref.respons_gepubliceerd.sbo_te_laag IS 'Als po_te_laag, voor sbo';
COMMENT ON COLUMN ref.respons_gepubliceerd.vo_te_laag IS 'Als po_te_laag, voor vo';
COMMENT ON COLUMN ref.respons_gepubliceerd.vso_te_laag IS 'Als po_te_laag, voor vso';
COMMENT ON COLUMN ref.respons_gepubliceerd.actor IS 'Wie is bevraagd, zoals in de publicatie';
CREATE TABLE ref.respons_gepubliceerd_vervallen (LIKE ref.respons_gepubliceerd INCLUDING COMMENTS);
COMMENT ON TABLE ref.respons_gepubliceerd_vervallen IS 'Vervangen versies van ref.respons_gepubliceerd';
