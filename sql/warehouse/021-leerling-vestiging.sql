-- Pupils per school location, from DUO's long files with all years. Each has a table
-- of its own: a new edition replaces whole school years, leaf by leaf.

CREATE TABLE feit.leerling_vestiging_totaal (
    aantal     telling,
    vestiging  brinnummer NOT NULL,
    soort_po   onderwijssoort NOT NULL,
    teldatum   date NOT NULL,
    bestand_id integer NOT NULL,
    schooljaar schooljaar NOT NULL,
    masker     text
) PARTITION BY LIST (schooljaar);
COMMENT ON TABLE feit.leerling_vestiging_totaal IS
    'Leerlingen po per vestiging (DUO, onderwijsdata.duo.nl). Lang bestand met alle jaren; een nieuwe uitgave vervangt hele schooljaren';
COMMENT ON COLUMN feit.leerling_vestiging_totaal.aantal IS
    'Aantal leerlingen; <5 is gemaskeerd: 1, 2, 3 of 4; NULL: aantal onbekend, zie masker';
COMMENT ON COLUMN feit.leerling_vestiging_totaal.vestiging IS 'BRIN-nummer van de vestiging (6 tekens)';
COMMENT ON COLUMN feit.leerling_vestiging_totaal.soort_po IS 'Onderwijssoort: bo, sbo, so of vso';
COMMENT ON COLUMN feit.leerling_vestiging_totaal.teldatum IS 'Teldatum (peildatum): 1 oktober van het peiljaar';
COMMENT ON COLUMN feit.leerling_vestiging_totaal.bestand_id IS 'Bronbestand; status (voorlopig of definitief) staat in laad.bestand';
COMMENT ON COLUMN feit.leerling_vestiging_totaal.schooljaar IS 'Schooljaar van de teldatum; partitiesleutel';
COMMENT ON COLUMN feit.leerling_vestiging_totaal.masker IS
    'Teken dat in de bron in plaats van het aantal staat, zoals -1: kleine of onbekende telling (een lege tekst: de cel is leeg); NULL waar een getal staat';
SELECT laad.maak_tweeling('feit.leerling_vestiging_totaal', true);

CREATE TABLE feit.leerling_vestiging_geslacht (
    aantal     telling,
    vestiging  brinnummer NOT NULL,
    soort_po   onderwijssoort NOT NULL,
    teldatum   date NOT NULL,
    bestand_id integer NOT NULL,
    schooljaar schooljaar NOT NULL,
    geslacht   text NOT NULL,
    masker     text
) PARTITION BY LIST (schooljaar);
COMMENT ON TABLE feit.leerling_vestiging_geslacht IS
    'Leerlingen po per vestiging naar geslacht (DUO, onderwijsdata.duo.nl). Lang bestand met alle jaren; een nieuwe uitgave vervangt hele schooljaren';
COMMENT ON COLUMN feit.leerling_vestiging_geslacht.aantal IS
    'Aantal leerlingen; <5 is gemaskeerd: 1, 2, 3 of 4; NULL: aantal onbekend, zie masker';
COMMENT ON COLUMN feit.leerling_vestiging_geslacht.vestiging IS 'BRIN-nummer van de vestiging (6 tekens)';
COMMENT ON COLUMN feit.leerling_vestiging_geslacht.soort_po IS 'Onderwijssoort: bo, sbo, so of vso';
COMMENT ON COLUMN feit.leerling_vestiging_geslacht.teldatum IS 'Teldatum (peildatum): 1 oktober van het peiljaar';
COMMENT ON COLUMN feit.leerling_vestiging_geslacht.bestand_id IS 'Bronbestand; status (voorlopig of definitief) staat in laad.bestand';
COMMENT ON COLUMN feit.leerling_vestiging_geslacht.schooljaar IS 'Schooljaar van de teldatum; partitiesleutel';
COMMENT ON COLUMN feit.leerling_vestiging_geslacht.geslacht IS 'Geslacht zoals in de bron: M, V of O';
COMMENT ON COLUMN feit.leerling_vestiging_geslacht.masker IS
    'Teken dat in de bron in plaats van het aantal staat, zoals -1: kleine of onbekende telling (een lege tekst: de cel is leeg); NULL waar een getal staat';
SELECT laad.maak_tweeling('feit.leerling_vestiging_geslacht', true);

CREATE TABLE feit.leerling_vestiging_leeftijd (
    aantal     telling,
    vestiging  brinnummer NOT NULL,
    soort_po   onderwijssoort NOT NULL,
    teldatum   date NOT NULL,
    bestand_id integer NOT NULL,
    schooljaar schooljaar NOT NULL,
    leeftijd   smallint NOT NULL,
    masker     text
) PARTITION BY LIST (schooljaar);
COMMENT ON TABLE feit.leerling_vestiging_leeftijd IS
    'Leerlingen po per vestiging naar leeftijd (DUO, onderwijsdata.duo.nl). Lang bestand met alle jaren; een nieuwe uitgave vervangt hele schooljaren';
COMMENT ON COLUMN feit.leerling_vestiging_leeftijd.aantal IS
    'Aantal leerlingen; <5 is gemaskeerd: 1, 2, 3 of 4; NULL: aantal onbekend, zie masker';
COMMENT ON COLUMN feit.leerling_vestiging_leeftijd.vestiging IS 'BRIN-nummer van de vestiging (6 tekens)';
COMMENT ON COLUMN feit.leerling_vestiging_leeftijd.soort_po IS 'Onderwijssoort: bo, sbo, so of vso';
COMMENT ON COLUMN feit.leerling_vestiging_leeftijd.teldatum IS 'Teldatum (peildatum): 1 oktober van het peiljaar';
COMMENT ON COLUMN feit.leerling_vestiging_leeftijd.bestand_id IS 'Bronbestand; status (voorlopig of definitief) staat in laad.bestand';
COMMENT ON COLUMN feit.leerling_vestiging_leeftijd.schooljaar IS 'Schooljaar van de teldatum; partitiesleutel';
COMMENT ON COLUMN feit.leerling_vestiging_leeftijd.leeftijd IS 'Leeftijd in jaren';
COMMENT ON COLUMN feit.leerling_vestiging_leeftijd.masker IS
    'Teken dat in de bron in plaats van het aantal staat, zoals -1: kleine of onbekende telling (een lege tekst: de cel is leeg); NULL waar een getal staat';
SELECT laad.maak_tweeling('feit.leerling_vestiging_leeftijd', true);

CREATE TABLE feit.leerling_vestiging_pc4 (
    aantal     telling,
    vestiging  brinnummer NOT NULL,
    soort_po   onderwijssoort NOT NULL,
    teldatum   date NOT NULL,
    bestand_id integer NOT NULL,
    schooljaar schooljaar NOT NULL,
    pc4        smallint,
    masker     text
) PARTITION BY LIST (schooljaar);
COMMENT ON TABLE feit.leerling_vestiging_pc4 IS
    'Leerlingen po per vestiging naar postcode van de leerling (DUO, onderwijsdata.duo.nl). Lang bestand met alle jaren; een nieuwe uitgave vervangt hele schooljaren';
COMMENT ON COLUMN feit.leerling_vestiging_pc4.aantal IS
    'Aantal leerlingen; <5 is gemaskeerd: 1, 2, 3 of 4; NULL: aantal onbekend, zie masker';
COMMENT ON COLUMN feit.leerling_vestiging_pc4.vestiging IS 'BRIN-nummer van de vestiging (6 tekens)';
COMMENT ON COLUMN feit.leerling_vestiging_pc4.soort_po IS 'Onderwijssoort: bo, sbo, so of vso';
COMMENT ON COLUMN feit.leerling_vestiging_pc4.teldatum IS 'Teldatum (peildatum): 1 oktober van het peiljaar';
COMMENT ON COLUMN feit.leerling_vestiging_pc4.bestand_id IS 'Bronbestand; status (voorlopig of definitief) staat in laad.bestand';
COMMENT ON COLUMN feit.leerling_vestiging_pc4.schooljaar IS 'Schooljaar van de teldatum; partitiesleutel';
COMMENT ON COLUMN feit.leerling_vestiging_pc4.pc4 IS
    'Viercijferige postcode van de leerling, of een code van DUO voor buitenland of onbekend; NULL waar de bron leeg is';
COMMENT ON COLUMN feit.leerling_vestiging_pc4.masker IS
    'Teken dat in de bron in plaats van het aantal staat, zoals -1: kleine of onbekende telling (een lege tekst: de cel is leeg); NULL waar een getal staat';
SELECT laad.maak_tweeling('feit.leerling_vestiging_pc4', true);

CREATE TABLE feit.leerling_vestiging_cluster (
    aantal     telling,
    vestiging  brinnummer NOT NULL,
    soort_po   onderwijssoort NOT NULL,
    teldatum   date NOT NULL,
    bestand_id integer NOT NULL,
    schooljaar schooljaar NOT NULL,
    cluster    smallint NOT NULL,
    masker     text
) PARTITION BY LIST (schooljaar);
COMMENT ON TABLE feit.leerling_vestiging_cluster IS
    'Leerlingen so en vso per vestiging naar cluster (DUO, onderwijsdata.duo.nl). Lang bestand met alle jaren; een nieuwe uitgave vervangt hele schooljaren';
COMMENT ON COLUMN feit.leerling_vestiging_cluster.aantal IS
    'Aantal leerlingen; <5 is gemaskeerd: 1, 2, 3 of 4; NULL: aantal onbekend, zie masker';
COMMENT ON COLUMN feit.leerling_vestiging_cluster.vestiging IS 'BRIN-nummer van de vestiging (6 tekens)';
COMMENT ON COLUMN feit.leerling_vestiging_cluster.soort_po IS 'Onderwijssoort: bo, sbo, so of vso';
COMMENT ON COLUMN feit.leerling_vestiging_cluster.teldatum IS 'Teldatum (peildatum): 1 oktober van het peiljaar';
COMMENT ON COLUMN feit.leerling_vestiging_cluster.bestand_id IS 'Bronbestand; status (voorlopig of definitief) staat in laad.bestand';
COMMENT ON COLUMN feit.leerling_vestiging_cluster.schooljaar IS 'Schooljaar van de teldatum; partitiesleutel';
COMMENT ON COLUMN feit.leerling_vestiging_cluster.cluster IS 'Cluster 1, 2, 3 of 4; 0 komt voor en is in de bron niet toegelicht';
COMMENT ON COLUMN feit.leerling_vestiging_cluster.masker IS
    'Teken dat in de bron in plaats van het aantal staat, zoals -1: kleine of onbekende telling (een lege tekst: de cel is leeg); NULL waar een getal staat';
SELECT laad.maak_tweeling('feit.leerling_vestiging_cluster', true);

CREATE TABLE feit.leerling_vestiging_advies (
    aantal     telling,
    vestiging  brinnummer NOT NULL,
    soort_po   onderwijssoort NOT NULL,
    teldatum   date NOT NULL,
    bestand_id integer NOT NULL,
    schooljaar schooljaar NOT NULL,
    advies     text NOT NULL,
    masker     text
) PARTITION BY LIST (schooljaar);
COMMENT ON TABLE feit.leerling_vestiging_advies IS
    'Leerlingen bo en sbo per vestiging naar schooladvies (DUO, onderwijsdata.duo.nl). Lang bestand met alle jaren; een nieuwe uitgave vervangt hele schooljaren';
COMMENT ON COLUMN feit.leerling_vestiging_advies.aantal IS
    'Aantal leerlingen; <5 is gemaskeerd: 1, 2, 3 of 4; NULL: aantal onbekend, zie masker';
COMMENT ON COLUMN feit.leerling_vestiging_advies.vestiging IS 'BRIN-nummer van de vestiging (6 tekens)';
COMMENT ON COLUMN feit.leerling_vestiging_advies.soort_po IS 'Onderwijssoort: bo, sbo, so of vso';
COMMENT ON COLUMN feit.leerling_vestiging_advies.teldatum IS 'Teldatum (peildatum): 1 oktober van het peiljaar';
COMMENT ON COLUMN feit.leerling_vestiging_advies.bestand_id IS 'Bronbestand; status (voorlopig of definitief) staat in laad.bestand';
COMMENT ON COLUMN feit.leerling_vestiging_advies.schooljaar IS 'Schooljaar van de teldatum; partitiesleutel';
COMMENT ON COLUMN feit.leerling_vestiging_advies.advies IS 'Schooladvies zoals in de bron';
COMMENT ON COLUMN feit.leerling_vestiging_advies.masker IS
    'Teken dat in de bron in plaats van het aantal staat, zoals -1: kleine of onbekende telling (een lege tekst: de cel is leeg); NULL waar een getal staat';
SELECT laad.maak_tweeling('feit.leerling_vestiging_advies', true);
