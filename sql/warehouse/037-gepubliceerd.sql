-- Figures as published in running text and in tables that are no scale scores: per
-- document, with the paragraph. What they are figures of: ref.document.

CREATE TABLE ref.cijfer_gepubliceerd (
    waarde      double precision NOT NULL,
    volgorde    integer NOT NULL,
    bestand_id  integer NOT NULL,
    document    text NOT NULL,
    plaats      text,
    onderwerp   text NOT NULL,
    groep       text,
    eenheid     text NOT NULL,
    periode     text,
    toelichting text,
    UNIQUE NULLS NOT DISTINCT (document, plaats, onderwerp, groep) DEFERRABLE INITIALLY DEFERRED
);
ALTER TABLE ref.cijfer_gepubliceerd REPLICA IDENTITY FULL;
COMMENT ON TABLE ref.cijfer_gepubliceerd IS 'Cijfers zoals gepubliceerd in de lopende tekst van rapporten over passend onderwijs, een rij per cijfer';
COMMENT ON COLUMN ref.cijfer_gepubliceerd.waarde IS 'Gepubliceerde waarde, afgerond zoals gepubliceerd';
COMMENT ON COLUMN ref.cijfer_gepubliceerd.volgorde IS 'Regel in het bronbestand, dat de volgorde van de publicatie heeft';
COMMENT ON COLUMN ref.cijfer_gepubliceerd.bestand_id IS 'Bronbestand, zie laad.bestand';
COMMENT ON COLUMN ref.cijfer_gepubliceerd.document IS 'Nummer van het document, zoals 003';
COMMENT ON COLUMN ref.cijfer_gepubliceerd.plaats IS 'Paragraaf of onderwerp in het document; NULL = niet opgegeven';
COMMENT ON COLUMN ref.cijfer_gepubliceerd.onderwerp IS 'Waar het cijfer over gaat';
COMMENT ON COLUMN ref.cijfer_gepubliceerd.groep IS 'Van wie of waar het een cijfer is; NULL = niet opgegeven';
COMMENT ON COLUMN ref.cijfer_gepubliceerd.eenheid IS 'Eenheid van de waarde, zoals procent, swv of leerlingen';
COMMENT ON COLUMN ref.cijfer_gepubliceerd.periode IS 'Schooljaar, jaar of jaren waar het cijfer bij hoort; NULL = die van het document';
COMMENT ON COLUMN ref.cijfer_gepubliceerd.toelichting IS 'Voorbehoud, zoals schatting of ongeveer; NULL = geen';
SELECT laad.maak_tweeling('ref.cijfer_gepubliceerd');

CREATE TABLE ref.vorm_van_ondersteuning (
    bao_ja     double precision NOT NULL CHECK (bao_ja BETWEEN 0 AND 100),
    bao_nee    double precision NOT NULL CHECK (bao_nee BETWEEN 0 AND 100),
    vo_ja      double precision NOT NULL CHECK (vo_ja BETWEEN 0 AND 100),
    vo_nee     double precision NOT NULL CHECK (vo_nee BETWEEN 0 AND 100),
    meting     schooljaar NOT NULL,
    bao_n      integer NOT NULL CHECK (bao_n > 0),
    vo_n       integer NOT NULL CHECK (vo_n > 0),
    volgorde   integer NOT NULL,
    bestand_id integer NOT NULL,
    vorm       text NOT NULL,
    UNIQUE (meting, vorm) DEFERRABLE INITIALLY DEFERRED
);
ALTER TABLE ref.vorm_van_ondersteuning REPLICA IDENTITY FULL;
COMMENT ON TABLE ref.vorm_van_ondersteuning IS
    'Vormen van ondersteuning die samenwerkingsverbanden scholen bieden: percentages ja en nee zoals gepubliceerd in tabel 4.5 van de Doelstellingenmonitor passend onderwijs';
COMMENT ON COLUMN ref.vorm_van_ondersteuning.bao_ja IS 'Percentage ja bij samenwerkingsverbanden primair onderwijs';
COMMENT ON COLUMN ref.vorm_van_ondersteuning.bao_nee IS 'Percentage nee bij samenwerkingsverbanden primair onderwijs';
COMMENT ON COLUMN ref.vorm_van_ondersteuning.vo_ja IS 'Percentage ja bij samenwerkingsverbanden voortgezet onderwijs';
COMMENT ON COLUMN ref.vorm_van_ondersteuning.vo_nee IS 'Percentage nee bij samenwerkingsverbanden voortgezet onderwijs';
COMMENT ON COLUMN ref.vorm_van_ondersteuning.meting IS 'Schooljaar van de meting; 2023-2024 is de tweede';
COMMENT ON COLUMN ref.vorm_van_ondersteuning.bao_n IS 'Aantal samenwerkingsverbanden boven de kolommen bao in de publicatie';
COMMENT ON COLUMN ref.vorm_van_ondersteuning.vo_n IS 'Aantal samenwerkingsverbanden boven de kolommen vo in de publicatie';
COMMENT ON COLUMN ref.vorm_van_ondersteuning.volgorde IS 'Regel in het bronbestand, dat de volgorde van de publicatie heeft';
COMMENT ON COLUMN ref.vorm_van_ondersteuning.bestand_id IS 'Bronbestand, zie laad.bestand';
COMMENT ON COLUMN ref.vorm_van_ondersteuning.vorm IS 'Vorm van ondersteuning, zoals in de publicatie';
SELECT laad.maak_tweeling('ref.vorm_van_ondersteuning');
