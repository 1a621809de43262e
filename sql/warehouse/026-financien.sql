-- Financial ratios of school boards, long: one row per board, year and ratio.

CREATE TABLE feit.kengetal (
    waarde        double precision NOT NULL,
    bestand_id    integer NOT NULL,
    jaar          smallint NOT NULL,
    sector        text NOT NULL,
    bevoegd_gezag text NOT NULL,
    naam          text,
    groepering    text,
    kengetal      text NOT NULL
);
ALTER TABLE feit.kengetal REPLICA IDENTITY FULL;
COMMENT ON TABLE feit.kengetal IS 'Financiële kengetallen van schoolbesturen (DUO, oude CSV), een rij per bestuur, jaar en kengetal';
COMMENT ON COLUMN feit.kengetal.waarde IS 'Waarde van het kengetal, als verhouding of bedrag zoals in de bron';
COMMENT ON COLUMN feit.kengetal.bestand_id IS 'Bronbestand, zie laad.bestand';
COMMENT ON COLUMN feit.kengetal.jaar IS 'Verslagjaar';
COMMENT ON COLUMN feit.kengetal.sector IS 'po of vo, bij het laden opgegeven';
COMMENT ON COLUMN feit.kengetal.bevoegd_gezag IS 'Nummer van het bevoegd gezag';
COMMENT ON COLUMN feit.kengetal.naam IS 'Naam van het bevoegd gezag';
COMMENT ON COLUMN feit.kengetal.groepering IS 'Groepering zoals in de bron';
COMMENT ON COLUMN feit.kengetal.kengetal IS 'Kengetal: de kolomkop van de bron in kleine letters';
SELECT laad.maak_tweeling('feit.kengetal');
