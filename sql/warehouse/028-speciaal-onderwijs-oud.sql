-- Pupils in special education in the years before passend onderwijs (2014).

CREATE TABLE feit.leerling_so_cluster_oud (
    aantal           telling,
    instelling       brinnummer NOT NULL,
    bestand_id       integer NOT NULL,
    regel            integer NOT NULL,
    schooljaar       schooljaar NOT NULL,
    gemeentenummer   smallint,
    cluster          smallint NOT NULL,
    wet              text,
    instellingssoort text,
    naam             text,
    bevoegd_gezag    text,
    masker           text
);
ALTER TABLE feit.leerling_so_cluster_oud REPLICA IDENTITY FULL;
COMMENT ON TABLE feit.leerling_so_cluster_oud IS
    'Leerlingen speciaal onderwijs naar cluster, voor passend onderwijs (DUO). Een rij per vestiging, maar zonder vestigingsnummer: alleen de instelling is bekend';
COMMENT ON COLUMN feit.leerling_so_cluster_oud.aantal IS
    'Aantal leerlingen; <5 is gemaskeerd: 1, 2, 3 of 4; NULL: aantal onbekend, zie masker. Nullen worden niet opgeslagen';
COMMENT ON COLUMN feit.leerling_so_cluster_oud.instelling IS 'BRIN-nummer van de instelling (4 tekens)';
COMMENT ON COLUMN feit.leerling_so_cluster_oud.bestand_id IS 'Bronbestand, zie laad.bestand';
COMMENT ON COLUMN feit.leerling_so_cluster_oud.regel IS 'Regel in het bronbestand; houdt vestigingen van een instelling uit elkaar';
COMMENT ON COLUMN feit.leerling_so_cluster_oud.schooljaar IS 'Schooljaar, bij het laden opgegeven';
COMMENT ON COLUMN feit.leerling_so_cluster_oud.gemeentenummer IS 'CBS-gemeentenummer';
COMMENT ON COLUMN feit.leerling_so_cluster_oud.cluster IS 'Cluster 1 tot en met 4';
COMMENT ON COLUMN feit.leerling_so_cluster_oud.wet IS 'Aanduiding van de wet';
COMMENT ON COLUMN feit.leerling_so_cluster_oud.instellingssoort IS 'Instellingssoort speciaal onderwijs';
COMMENT ON COLUMN feit.leerling_so_cluster_oud.naam IS 'Naam van de instelling';
COMMENT ON COLUMN feit.leerling_so_cluster_oud.bevoegd_gezag IS 'Nummer van het bevoegd gezag';
COMMENT ON COLUMN feit.leerling_so_cluster_oud.masker IS
    'Teken dat in de bron in plaats van het aantal staat, zoals -1: kleine of onbekende telling (een lege tekst: de cel is leeg); NULL waar een getal staat';
SELECT laad.maak_tweeling('feit.leerling_so_cluster_oud');

CREATE TABLE feit.leerling_so_geboortejaar_oud (
    aantal        telling,
    vestiging     brinnummer NOT NULL,
    bestand_id    integer NOT NULL,
    schooljaar    schooljaar NOT NULL,
    geboortejaar  smallint NOT NULL,
    wet           text,
    soort         text,
    cluster       text,
    bevoegd_gezag text,
    masker        text
);
ALTER TABLE feit.leerling_so_geboortejaar_oud REPLICA IDENTITY FULL;
COMMENT ON TABLE feit.leerling_so_geboortejaar_oud IS 'Leerlingen speciaal (basis)onderwijs naar geboortejaar, voor passend onderwijs (DUO)';
COMMENT ON COLUMN feit.leerling_so_geboortejaar_oud.aantal IS
    'Aantal leerlingen; <5 is gemaskeerd: 1, 2, 3 of 4; NULL: aantal onbekend, zie masker. Nullen worden niet opgeslagen';
COMMENT ON COLUMN feit.leerling_so_geboortejaar_oud.vestiging IS 'BRIN-nummer van de vestiging (6 tekens)';
COMMENT ON COLUMN feit.leerling_so_geboortejaar_oud.bestand_id IS 'Bronbestand, zie laad.bestand';
COMMENT ON COLUMN feit.leerling_so_geboortejaar_oud.schooljaar IS 'Schooljaar, bij het laden opgegeven';
COMMENT ON COLUMN feit.leerling_so_geboortejaar_oud.geboortejaar IS 'Geboortejaar, naar de kolomkop';
COMMENT ON COLUMN feit.leerling_so_geboortejaar_oud.wet IS 'Aanduiding van de wet';
COMMENT ON COLUMN feit.leerling_so_geboortejaar_oud.soort IS 'Soort primair onderwijs zoals in de bron; meer soorten met een schuine streep';
COMMENT ON COLUMN feit.leerling_so_geboortejaar_oud.cluster IS 'Cluster zoals in de bron';
COMMENT ON COLUMN feit.leerling_so_geboortejaar_oud.bevoegd_gezag IS 'Nummer van het bevoegd gezag';
COMMENT ON COLUMN feit.leerling_so_geboortejaar_oud.masker IS
    'Teken dat in de bron in plaats van het aantal staat, zoals -1: kleine of onbekende telling (een lege tekst: de cel is leeg); NULL waar een getal staat';
SELECT laad.maak_tweeling('feit.leerling_so_geboortejaar_oud');

CREATE TABLE feit.leerling_so_onderwijssoort_oud (
    aantal        telling,
    vestiging     brinnummer NOT NULL,
    bestand_id    integer NOT NULL,
    schooljaar    schooljaar NOT NULL,
    soort         text NOT NULL,
    indicatie     text,
    bevoegd_gezag text,
    masker        text
);
ALTER TABLE feit.leerling_so_onderwijssoort_oud REPLICA IDENTITY FULL;
COMMENT ON TABLE feit.leerling_so_onderwijssoort_oud IS
    'Leerlingen speciaal (basis)onderwijs naar onderwijssoort, voor passend onderwijs (DUO)';
COMMENT ON COLUMN feit.leerling_so_onderwijssoort_oud.aantal IS
    'Aantal leerlingen; <5 is gemaskeerd: 1, 2, 3 of 4; NULL: aantal onbekend, zie masker. Nullen worden niet opgeslagen';
COMMENT ON COLUMN feit.leerling_so_onderwijssoort_oud.vestiging IS 'BRIN-nummer van de vestiging (6 tekens)';
COMMENT ON COLUMN feit.leerling_so_onderwijssoort_oud.bestand_id IS 'Bronbestand, zie laad.bestand';
COMMENT ON COLUMN feit.leerling_so_onderwijssoort_oud.schooljaar IS 'Schooljaar, bij het laden opgegeven';
COMMENT ON COLUMN feit.leerling_so_onderwijssoort_oud.soort IS 'SBAO, SO, VSO of (V)SO, naar de kolomkop';
COMMENT ON COLUMN feit.leerling_so_onderwijssoort_oud.indicatie IS 'Indicatie speciaal (basis)onderwijs zoals in de bron';
COMMENT ON COLUMN feit.leerling_so_onderwijssoort_oud.bevoegd_gezag IS 'Nummer van het bevoegd gezag';
COMMENT ON COLUMN feit.leerling_so_onderwijssoort_oud.masker IS
    'Teken dat in de bron in plaats van het aantal staat, zoals -1: kleine of onbekende telling (een lege tekst: de cel is leeg); NULL waar een getal staat';
SELECT laad.maak_tweeling('feit.leerling_so_onderwijssoort_oud');

CREATE TABLE feit.leerling_po_bevoegd_gezag_oud (
    aantal        telling,
    bestand_id    integer NOT NULL,
    schooljaar    schooljaar NOT NULL,
    bevoegd_gezag text NOT NULL,
    denominatie   text,
    soort         text NOT NULL,
    masker        text
);
ALTER TABLE feit.leerling_po_bevoegd_gezag_oud REPLICA IDENTITY FULL;
COMMENT ON TABLE feit.leerling_po_bevoegd_gezag_oud IS 'Leerlingen po per bevoegd gezag naar denominatie en onderwijssoort (DUO)';
COMMENT ON COLUMN feit.leerling_po_bevoegd_gezag_oud.aantal IS
    'Aantal leerlingen; <5 is gemaskeerd: 1, 2, 3 of 4; NULL: aantal onbekend, zie masker. Nullen worden niet opgeslagen';
COMMENT ON COLUMN feit.leerling_po_bevoegd_gezag_oud.bestand_id IS 'Bronbestand, zie laad.bestand';
COMMENT ON COLUMN feit.leerling_po_bevoegd_gezag_oud.schooljaar IS 'Schooljaar, bij het laden opgegeven';
COMMENT ON COLUMN feit.leerling_po_bevoegd_gezag_oud.bevoegd_gezag IS 'Nummer van het bevoegd gezag';
COMMENT ON COLUMN feit.leerling_po_bevoegd_gezag_oud.denominatie IS 'Denominatie';
COMMENT ON COLUMN feit.leerling_po_bevoegd_gezag_oud.soort IS 'BAO, SBAO, SO, VSO of (V)SO, naar de kolomkop';
COMMENT ON COLUMN feit.leerling_po_bevoegd_gezag_oud.masker IS
    'Teken dat in de bron in plaats van het aantal staat, zoals -1: kleine of onbekende telling (een lege tekst: de cel is leeg); NULL waar een getal staat';
SELECT laad.maak_tweeling('feit.leerling_po_bevoegd_gezag_oud');
