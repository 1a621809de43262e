-- Pupils in primary and special education per samenwerkingsverband (SWV) and per school
-- board, from DUO's long files with all years. Whether the SWV is that of the school is
-- not said.

CREATE TABLE feit.leerling_swv_totaal (
    aantal     telling,
    soort_po   onderwijssoort NOT NULL,
    teldatum   date NOT NULL,
    bestand_id integer NOT NULL,
    swv        swv,
    schooljaar schooljaar NOT NULL,
    swv_bron   text NOT NULL,
    masker     text
) PARTITION BY LIST (schooljaar);
COMMENT ON TABLE feit.leerling_swv_totaal IS
    'Leerlingen po per samenwerkingsverband (DUO, onderwijsdata.duo.nl). Lang bestand met alle jaren; een nieuwe uitgave vervangt hele schooljaren';
COMMENT ON COLUMN feit.leerling_swv_totaal.aantal IS 'Aantal leerlingen; <5 is gemaskeerd: 1, 2, 3 of 4; NULL: aantal onbekend, zie masker';
COMMENT ON COLUMN feit.leerling_swv_totaal.soort_po IS 'Onderwijssoort: bo, sbo, so of vso';
COMMENT ON COLUMN feit.leerling_swv_totaal.teldatum IS 'Teldatum (peildatum): 1 oktober van het peiljaar';
COMMENT ON COLUMN feit.leerling_swv_totaal.bestand_id IS 'Bronbestand; status (voorlopig of definitief) staat in laad.bestand';
COMMENT ON COLUMN feit.leerling_swv_totaal.swv IS 'Samenwerkingsverband, waar de bron een code als PO2707 heeft; anders NULL, zie swv_bron';
COMMENT ON COLUMN feit.leerling_swv_totaal.schooljaar IS 'Schooljaar van de teldatum; partitiesleutel';
COMMENT ON COLUMN feit.leerling_swv_totaal.swv_bron IS 'Code van het samenwerkingsverband zoals in de bron';
COMMENT ON COLUMN feit.leerling_swv_totaal.masker IS
    'Teken dat in de bron in plaats van het aantal staat, zoals -1: kleine of onbekende telling (een lege tekst: de cel is leeg); NULL waar een getal staat';
SELECT laad.maak_tweeling('feit.leerling_swv_totaal', true);

CREATE TABLE feit.leerling_swv_geslacht (
    aantal     telling,
    soort_po   onderwijssoort NOT NULL,
    teldatum   date NOT NULL,
    bestand_id integer NOT NULL,
    swv        swv,
    schooljaar schooljaar NOT NULL,
    swv_bron   text NOT NULL,
    geslacht   text NOT NULL,
    masker     text
) PARTITION BY LIST (schooljaar);
COMMENT ON TABLE feit.leerling_swv_geslacht IS
    'Leerlingen po per samenwerkingsverband naar geslacht (DUO, onderwijsdata.duo.nl). Lang bestand met alle jaren; een nieuwe uitgave vervangt hele schooljaren';
COMMENT ON COLUMN feit.leerling_swv_geslacht.aantal IS
    'Aantal leerlingen; <5 is gemaskeerd: 1, 2, 3 of 4; NULL: aantal onbekend, zie masker';
COMMENT ON COLUMN feit.leerling_swv_geslacht.soort_po IS 'Onderwijssoort: bo, sbo, so of vso';
COMMENT ON COLUMN feit.leerling_swv_geslacht.teldatum IS 'Teldatum (peildatum): 1 oktober van het peiljaar';
COMMENT ON COLUMN feit.leerling_swv_geslacht.bestand_id IS 'Bronbestand; status (voorlopig of definitief) staat in laad.bestand';
COMMENT ON COLUMN feit.leerling_swv_geslacht.swv IS
    'Samenwerkingsverband, waar de bron een code als PO2707 heeft; anders NULL, zie swv_bron';
COMMENT ON COLUMN feit.leerling_swv_geslacht.schooljaar IS 'Schooljaar van de teldatum; partitiesleutel';
COMMENT ON COLUMN feit.leerling_swv_geslacht.swv_bron IS 'Code van het samenwerkingsverband zoals in de bron';
COMMENT ON COLUMN feit.leerling_swv_geslacht.geslacht IS 'Geslacht zoals in de bron: M, V of O';
COMMENT ON COLUMN feit.leerling_swv_geslacht.masker IS
    'Teken dat in de bron in plaats van het aantal staat, zoals -1: kleine of onbekende telling (een lege tekst: de cel is leeg); NULL waar een getal staat';
SELECT laad.maak_tweeling('feit.leerling_swv_geslacht', true);

CREATE TABLE feit.leerling_swv_leeftijd (
    aantal     telling,
    soort_po   onderwijssoort NOT NULL,
    teldatum   date NOT NULL,
    bestand_id integer NOT NULL,
    swv        swv,
    schooljaar schooljaar NOT NULL,
    leeftijd   smallint NOT NULL,
    swv_bron   text NOT NULL,
    masker     text
) PARTITION BY LIST (schooljaar);
COMMENT ON TABLE feit.leerling_swv_leeftijd IS
    'Leerlingen po per samenwerkingsverband naar leeftijd (DUO, onderwijsdata.duo.nl). Lang bestand met alle jaren; een nieuwe uitgave vervangt hele schooljaren';
COMMENT ON COLUMN feit.leerling_swv_leeftijd.aantal IS
    'Aantal leerlingen; <5 is gemaskeerd: 1, 2, 3 of 4; NULL: aantal onbekend, zie masker';
COMMENT ON COLUMN feit.leerling_swv_leeftijd.soort_po IS 'Onderwijssoort: bo, sbo, so of vso';
COMMENT ON COLUMN feit.leerling_swv_leeftijd.teldatum IS 'Teldatum (peildatum): 1 oktober van het peiljaar';
COMMENT ON COLUMN feit.leerling_swv_leeftijd.bestand_id IS 'Bronbestand; status (voorlopig of definitief) staat in laad.bestand';
COMMENT ON COLUMN feit.leerling_swv_leeftijd.swv IS
    'Samenwerkingsverband, waar de bron een code als PO2707 heeft; anders NULL, zie swv_bron';
COMMENT ON COLUMN feit.leerling_swv_leeftijd.schooljaar IS 'Schooljaar van de teldatum; partitiesleutel';
COMMENT ON COLUMN feit.leerling_swv_leeftijd.leeftijd IS 'Leeftijd in jaren';
COMMENT ON COLUMN feit.leerling_swv_leeftijd.swv_bron IS 'Code van het samenwerkingsverband zoals in de bron';
COMMENT ON COLUMN feit.leerling_swv_leeftijd.masker IS
    'Teken dat in de bron in plaats van het aantal staat, zoals -1: kleine of onbekende telling (een lege tekst: de cel is leeg); NULL waar een getal staat';
SELECT laad.maak_tweeling('feit.leerling_swv_leeftijd', true);

CREATE TABLE feit.leerling_swv_pc4 (
    aantal     telling,
    soort_po   onderwijssoort NOT NULL,
    teldatum   date NOT NULL,
    bestand_id integer NOT NULL,
    swv        swv,
    schooljaar schooljaar NOT NULL,
    pc4        smallint,
    swv_bron   text NOT NULL,
    masker     text
) PARTITION BY LIST (schooljaar);
COMMENT ON TABLE feit.leerling_swv_pc4 IS
    'Leerlingen po per samenwerkingsverband naar postcode van de leerling (DUO, onderwijsdata.duo.nl). Lang bestand met alle jaren; een nieuwe uitgave vervangt hele schooljaren';
COMMENT ON COLUMN feit.leerling_swv_pc4.aantal IS 'Aantal leerlingen; <5 is gemaskeerd: 1, 2, 3 of 4; NULL: aantal onbekend, zie masker';
COMMENT ON COLUMN feit.leerling_swv_pc4.soort_po IS 'Onderwijssoort: bo, sbo, so of vso';
COMMENT ON COLUMN feit.leerling_swv_pc4.teldatum IS 'Teldatum (peildatum): 1 oktober van het peiljaar';
COMMENT ON COLUMN feit.leerling_swv_pc4.bestand_id IS 'Bronbestand; status (voorlopig of definitief) staat in laad.bestand';
COMMENT ON COLUMN feit.leerling_swv_pc4.swv IS 'Samenwerkingsverband, waar de bron een code als PO2707 heeft; anders NULL, zie swv_bron';
COMMENT ON COLUMN feit.leerling_swv_pc4.schooljaar IS 'Schooljaar van de teldatum; partitiesleutel';
COMMENT ON COLUMN feit.leerling_swv_pc4.pc4 IS
    'Viercijferige postcode van de leerling, of een code van DUO voor buitenland of onbekend; NULL waar de bron leeg is';
COMMENT ON COLUMN feit.leerling_swv_pc4.swv_bron IS 'Code van het samenwerkingsverband zoals in de bron';
COMMENT ON COLUMN feit.leerling_swv_pc4.masker IS
    'Teken dat in de bron in plaats van het aantal staat, zoals -1: kleine of onbekende telling (een lege tekst: de cel is leeg); NULL waar een getal staat';
SELECT laad.maak_tweeling('feit.leerling_swv_pc4', true);

CREATE TABLE feit.leerling_bestuur_totaal (
    aantal        telling,
    soort_po      onderwijssoort NOT NULL,
    teldatum      date NOT NULL,
    bestand_id    integer NOT NULL,
    schooljaar    schooljaar NOT NULL,
    bevoegd_gezag text NOT NULL,
    masker        text
) PARTITION BY LIST (schooljaar);
COMMENT ON TABLE feit.leerling_bestuur_totaal IS
    'Leerlingen po per bevoegd gezag (DUO, onderwijsdata.duo.nl). Lang bestand met alle jaren; een nieuwe uitgave vervangt hele schooljaren';
COMMENT ON COLUMN feit.leerling_bestuur_totaal.aantal IS
    'Aantal leerlingen; <5 is gemaskeerd: 1, 2, 3 of 4; NULL: aantal onbekend, zie masker';
COMMENT ON COLUMN feit.leerling_bestuur_totaal.soort_po IS 'Onderwijssoort: bo, sbo, so of vso';
COMMENT ON COLUMN feit.leerling_bestuur_totaal.teldatum IS 'Teldatum (peildatum): 1 oktober van het peiljaar';
COMMENT ON COLUMN feit.leerling_bestuur_totaal.bestand_id IS 'Bronbestand; status (voorlopig of definitief) staat in laad.bestand';
COMMENT ON COLUMN feit.leerling_bestuur_totaal.schooljaar IS 'Schooljaar van de teldatum; partitiesleutel';
COMMENT ON COLUMN feit.leerling_bestuur_totaal.bevoegd_gezag IS 'Nummer van het bevoegd gezag, 5 cijfers';
COMMENT ON COLUMN feit.leerling_bestuur_totaal.masker IS
    'Teken dat in de bron in plaats van het aantal staat, zoals -1: kleine of onbekende telling (een lege tekst: de cel is leeg); NULL waar een getal staat';
SELECT laad.maak_tweeling('feit.leerling_bestuur_totaal', true);

CREATE TABLE feit.leerling_bestuur_geslacht (
    aantal        telling,
    soort_po      onderwijssoort NOT NULL,
    teldatum      date NOT NULL,
    bestand_id    integer NOT NULL,
    schooljaar    schooljaar NOT NULL,
    geslacht      text NOT NULL,
    bevoegd_gezag text NOT NULL,
    masker        text
) PARTITION BY LIST (schooljaar);
COMMENT ON TABLE feit.leerling_bestuur_geslacht IS
    'Leerlingen po per bevoegd gezag naar geslacht (DUO, onderwijsdata.duo.nl). Lang bestand met alle jaren; een nieuwe uitgave vervangt hele schooljaren';
COMMENT ON COLUMN feit.leerling_bestuur_geslacht.aantal IS
    'Aantal leerlingen; <5 is gemaskeerd: 1, 2, 3 of 4; NULL: aantal onbekend, zie masker';
COMMENT ON COLUMN feit.leerling_bestuur_geslacht.soort_po IS 'Onderwijssoort: bo, sbo, so of vso';
COMMENT ON COLUMN feit.leerling_bestuur_geslacht.teldatum IS 'Teldatum (peildatum): 1 oktober van het peiljaar';
COMMENT ON COLUMN feit.leerling_bestuur_geslacht.bestand_id IS 'Bronbestand; status (voorlopig of definitief) staat in laad.bestand';
COMMENT ON COLUMN feit.leerling_bestuur_geslacht.schooljaar IS 'Schooljaar van de teldatum; partitiesleutel';
COMMENT ON COLUMN feit.leerling_bestuur_geslacht.geslacht IS 'Geslacht zoals in de bron: M, V of O';
COMMENT ON COLUMN feit.leerling_bestuur_geslacht.bevoegd_gezag IS 'Nummer van het bevoegd gezag, 5 cijfers';
COMMENT ON COLUMN feit.leerling_bestuur_geslacht.masker IS
    'Teken dat in de bron in plaats van het aantal staat, zoals -1: kleine of onbekende telling (een lege tekst: de cel is leeg); NULL waar een getal staat';
SELECT laad.maak_tweeling('feit.leerling_bestuur_geslacht', true);

CREATE TABLE feit.leerling_bestuur_leeftijd (
    aantal        telling,
    soort_po      onderwijssoort NOT NULL,
    teldatum      date NOT NULL,
    bestand_id    integer NOT NULL,
    schooljaar    schooljaar NOT NULL,
    leeftijd      smallint NOT NULL,
    bevoegd_gezag text NOT NULL,
    masker        text
) PARTITION BY LIST (schooljaar);
COMMENT ON TABLE feit.leerling_bestuur_leeftijd IS
    'Leerlingen po per bevoegd gezag naar leeftijd (DUO, onderwijsdata.duo.nl). Lang bestand met alle jaren; een nieuwe uitgave vervangt hele schooljaren';
COMMENT ON COLUMN feit.leerling_bestuur_leeftijd.aantal IS
    'Aantal leerlingen; <5 is gemaskeerd: 1, 2, 3 of 4; NULL: aantal onbekend, zie masker';
COMMENT ON COLUMN feit.leerling_bestuur_leeftijd.soort_po IS 'Onderwijssoort: bo, sbo, so of vso';
COMMENT ON COLUMN feit.leerling_bestuur_leeftijd.teldatum IS 'Teldatum (peildatum): 1 oktober van het peiljaar';
COMMENT ON COLUMN feit.leerling_bestuur_leeftijd.bestand_id IS 'Bronbestand; status (voorlopig of definitief) staat in laad.bestand';
COMMENT ON COLUMN feit.leerling_bestuur_leeftijd.schooljaar IS 'Schooljaar van de teldatum; partitiesleutel';
COMMENT ON COLUMN feit.leerling_bestuur_leeftijd.leeftijd IS 'Leeftijd in jaren';
COMMENT ON COLUMN feit.leerling_bestuur_leeftijd.bevoegd_gezag IS 'Nummer van het bevoegd gezag, 5 cijfers';
COMMENT ON COLUMN feit.leerling_bestuur_leeftijd.masker IS
    'Teken dat in de bron in plaats van het aantal staat, zoals -1: kleine of onbekende telling (een lege tekst: de cel is leeg); NULL waar een getal staat';
SELECT laad.maak_tweeling('feit.leerling_bestuur_leeftijd', true);

CREATE TABLE feit.leerling_bestuur_pc4 (
    aantal        telling,
    soort_po      onderwijssoort NOT NULL,
    teldatum      date NOT NULL,
    bestand_id    integer NOT NULL,
    schooljaar    schooljaar NOT NULL,
    pc4           smallint,
    bevoegd_gezag text NOT NULL,
    masker        text
) PARTITION BY LIST (schooljaar);
COMMENT ON TABLE feit.leerling_bestuur_pc4 IS
    'Leerlingen po per bevoegd gezag naar postcode van de leerling (DUO, onderwijsdata.duo.nl). Lang bestand met alle jaren; een nieuwe uitgave vervangt hele schooljaren';
COMMENT ON COLUMN feit.leerling_bestuur_pc4.aantal IS 'Aantal leerlingen; <5 is gemaskeerd: 1, 2, 3 of 4; NULL: aantal onbekend, zie masker';
COMMENT ON COLUMN feit.leerling_bestuur_pc4.soort_po IS 'Onderwijssoort: bo, sbo, so of vso';
COMMENT ON COLUMN feit.leerling_bestuur_pc4.teldatum IS 'Teldatum (peildatum): 1 oktober van het peiljaar';
COMMENT ON COLUMN feit.leerling_bestuur_pc4.bestand_id IS 'Bronbestand; status (voorlopig of definitief) staat in laad.bestand';
COMMENT ON COLUMN feit.leerling_bestuur_pc4.schooljaar IS 'Schooljaar van de teldatum; partitiesleutel';
COMMENT ON COLUMN feit.leerling_bestuur_pc4.pc4 IS
    'Viercijferige postcode van de leerling, of een code van DUO voor buitenland of onbekend; NULL waar de bron leeg is';
COMMENT ON COLUMN feit.leerling_bestuur_pc4.bevoegd_gezag IS 'Nummer van het bevoegd gezag, 5 cijfers';
COMMENT ON COLUMN feit.leerling_bestuur_pc4.masker IS
    'Teken dat in de bron in plaats van het aantal staat, zoals -1: kleine of onbekende telling (een lege tekst: de cel is leeg); NULL waar een getal staat';
SELECT laad.maak_tweeling('feit.leerling_bestuur_pc4', true);
