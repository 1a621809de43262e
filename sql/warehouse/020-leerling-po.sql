-- Pupils in primary and special education: cluster and age, and the history per
-- location. The national layout of 2015-2016 goes to feit.leerling_po itself.

COMMENT ON COLUMN feit.leerling_po.pc4 IS
    'Viercijferige postcode van de leerling; 10 = België, 20 = Duitsland, 30 = ander land, 40 = onbekend; in het landelijke bestand van 2015-2016 ook -1 = BUITENLAND en -2 = ANDERS (codes van dit datawarehouse)';
COMMENT ON COLUMN feit.leerling_po_vervallen.pc4 IS
    'Viercijferige postcode van de leerling; 10 = België, 20 = Duitsland, 30 = ander land, 40 = onbekend; in het landelijke bestand van 2015-2016 ook -1 = BUITENLAND en -2 = ANDERS (codes van dit datawarehouse)';
SELECT laad.maak_per('feit.leerling_po');

CREATE TABLE feit.leerling_po_cluster (
    aantal        telling,
    vestiging     brinnummer NOT NULL,
    soort_po      onderwijssoort NOT NULL,
    teldatum      date NOT NULL,
    bestand_id    integer NOT NULL,
    schooljaar    schooljaar NOT NULL,
    gemeente      smallint,
    leeftijd      smallint NOT NULL,
    cluster       text,
    bevoegd_gezag text,
    masker        text
) PARTITION BY LIST (schooljaar);
COMMENT ON TABLE feit.leerling_po_cluster IS
    'Leerlingen bo, sbo, so en vso per vestiging, cluster en leeftijd (DUO, bestand 01). Een ontbrekende rij binnen een volledige eenheid van laad.eenheid betekent nul';
COMMENT ON COLUMN feit.leerling_po_cluster.aantal IS
    'Aantal leerlingen; <5 is gemaskeerd: 1, 2, 3 of 4; NULL: aantal onbekend, zie masker. Nullen worden niet opgeslagen';
COMMENT ON COLUMN feit.leerling_po_cluster.vestiging IS 'BRIN-nummer van de vestiging (6 tekens)';
COMMENT ON COLUMN feit.leerling_po_cluster.soort_po IS 'Onderwijssoort: bo, sbo, so of vso';
COMMENT ON COLUMN feit.leerling_po_cluster.teldatum IS 'Teldatum (peildatum) van de telling';
COMMENT ON COLUMN feit.leerling_po_cluster.bestand_id IS 'Bronbestand; status (voorlopig of definitief) staat in laad.bestand';
COMMENT ON COLUMN feit.leerling_po_cluster.schooljaar IS 'Schooljaar van de teldatum; partitiesleutel';
COMMENT ON COLUMN feit.leerling_po_cluster.gemeente IS 'CBS-gemeentenummer van de vestiging op de teldatum';
COMMENT ON COLUMN feit.leerling_po_cluster.leeftijd IS 'Leeftijd in jaren; 3 = jonger dan 4, 25 = ouder dan 24';
COMMENT ON COLUMN feit.leerling_po_cluster.cluster IS 'Cluster van so en vso zoals in de bron, zoals 3 of 3/4; NULL voor bo en sbo';
COMMENT ON COLUMN feit.leerling_po_cluster.bevoegd_gezag IS 'Nummer van het bevoegd gezag, 5 cijfers';
COMMENT ON COLUMN feit.leerling_po_cluster.masker IS
    'Teken dat in de bron in plaats van het aantal staat, zoals -1: kleine of onbekende telling (een lege tekst: de cel is leeg); NULL waar een getal staat';
SELECT laad.maak_tweeling('feit.leerling_po_cluster');

CREATE TABLE feit.leerling_po_historisch (
    aantal          telling,
    vestiging       brinnummer NOT NULL,
    bestand_id      integer NOT NULL,
    schooljaar      schooljaar NOT NULL,
    gemeentenummer  smallint,
    bron            text NOT NULL,
    naam            text,
    soort_vestiging text,
    denominatie     text,
    bevoegd_gezag   text,
    gemeente        text,
    masker          text
);
ALTER TABLE feit.leerling_po_historisch REPLICA IDENTITY FULL;
COMMENT ON TABLE feit.leerling_po_historisch IS
    'Leerlingen per vestiging door de jaren heen (DUO, bestand 06 en zijn tegenhanger op onderwijsdata.duo.nl). De twee bronnen zijn dezelfde geschiedenis: kies één bron, tel ze niet op';
COMMENT ON COLUMN feit.leerling_po_historisch.aantal IS
    'Aantal leerlingen; <5 is gemaskeerd: 1, 2, 3 of 4; NULL: aantal onbekend, zie masker. Nullen van het brede bestand worden niet opgeslagen';
COMMENT ON COLUMN feit.leerling_po_historisch.vestiging IS 'BRIN-nummer van de vestiging (6 tekens)';
COMMENT ON COLUMN feit.leerling_po_historisch.bestand_id IS 'Bronbestand; status (voorlopig of definitief) staat in laad.bestand';
COMMENT ON COLUMN feit.leerling_po_historisch.schooljaar IS
    'Schooljaar; van het brede bestand het schooljaar dat begint in het jaar van de kolomkop';
COMMENT ON COLUMN feit.leerling_po_historisch.gemeentenummer IS 'CBS-gemeentenummer van de vestiging';
COMMENT ON COLUMN feit.leerling_po_historisch.bron IS 'overzicht: het brede bestand 06; api: het lange bestand van onderwijsdata.duo.nl';
COMMENT ON COLUMN feit.leerling_po_historisch.naam IS 'Naam van de vestiging';
COMMENT ON COLUMN feit.leerling_po_historisch.soort_vestiging IS 'Soort vestiging zoals in de bron';
COMMENT ON COLUMN feit.leerling_po_historisch.denominatie IS 'Denominatie van de vestiging';
COMMENT ON COLUMN feit.leerling_po_historisch.bevoegd_gezag IS 'Nummer van het bevoegd gezag, 5 cijfers';
COMMENT ON COLUMN feit.leerling_po_historisch.gemeente IS 'Gemeente van de vestiging';
COMMENT ON COLUMN feit.leerling_po_historisch.masker IS
    'Teken dat in de bron in plaats van het aantal staat, zoals -1: kleine of onbekende telling (een lege tekst: de cel is leeg); NULL waar een getal staat';
SELECT laad.maak_tweeling('feit.leerling_po_historisch');
