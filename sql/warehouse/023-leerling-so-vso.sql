-- Pupils in special education per samenwerkingsverband (SWV). The SWV that pays, the
-- one of the home and the one of the school are columns of their own, and so are the
-- markers that DUO writes in place of an SWV.

CREATE TABLE feit.leerling_so_vso_residentieel (
    aantal       telling,
    soort_po     onderwijssoort NOT NULL,
    teldatum     date NOT NULL,
    bestand_id   integer NOT NULL,
    marker_brin  brinnummer,
    swv          swv,
    schooljaar   schooljaar NOT NULL,
    swv_bron     text NOT NULL,
    markering    text,
    residentieel text NOT NULL,
    masker       text
) PARTITION BY LIST (schooljaar);
COMMENT ON TABLE feit.leerling_so_vso_residentieel IS
    'Leerlingen so en vso per betalend samenwerkingsverband naar residentiële plaats (DUO). Rijen TOTAAL staan niet in deze tabel maar in laad.controle';
COMMENT ON COLUMN feit.leerling_so_vso_residentieel.aantal IS
    'Aantal leerlingen; <5 is gemaskeerd: 1, 2, 3 of 4; NULL: aantal onbekend, zie masker';
COMMENT ON COLUMN feit.leerling_so_vso_residentieel.soort_po IS 'Onderwijssoort: bo, sbo, so of vso';
COMMENT ON COLUMN feit.leerling_so_vso_residentieel.teldatum IS 'Teldatum (peildatum): 1 oktober van het peiljaar';
COMMENT ON COLUMN feit.leerling_so_vso_residentieel.bestand_id IS 'Bronbestand; status (voorlopig of definitief) staat in laad.bestand';
COMMENT ON COLUMN feit.leerling_so_vso_residentieel.marker_brin IS
    'BRIN-nummer dat in plaats van (of bij de markering naast) een samenwerkingsverband staat';
COMMENT ON COLUMN feit.leerling_so_vso_residentieel.swv IS
    'Samenwerkingsverband dat betaalt, waar de bron een code als PO2707 heeft; anders NULL, zie swv_bron';
COMMENT ON COLUMN feit.leerling_so_vso_residentieel.schooljaar IS 'Schooljaar van de teldatum; partitiesleutel';
COMMENT ON COLUMN feit.leerling_so_vso_residentieel.swv_bron IS 'Code van het samenwerkingsverband dat betaalt zoals in de bron';
COMMENT ON COLUMN feit.leerling_so_vso_residentieel.markering IS
    'CL1, CL2 of GJIJJI waar de bron een markering in plaats van een samenwerkingsverband heeft: cluster 1, cluster 2, gesloten of justitiële inrichting';
COMMENT ON COLUMN feit.leerling_so_vso_residentieel.residentieel IS 'wel: op een residentiële plaats; niet: andere leerlingen';
COMMENT ON COLUMN feit.leerling_so_vso_residentieel.masker IS
    'Teken dat in de bron in plaats van het aantal staat, zoals -1: kleine of onbekende telling (een lege tekst: de cel is leeg); NULL waar een getal staat';
SELECT laad.maak_tweeling('feit.leerling_so_vso_residentieel', true);

CREATE TABLE feit.leerling_so_vso_uitstroomprofiel (
    aantal           telling,
    soort_po         onderwijssoort NOT NULL,
    teldatum         date NOT NULL,
    bestand_id       integer NOT NULL,
    marker_brin      brinnummer,
    swv              swv,
    schooljaar       schooljaar NOT NULL,
    swv_bron         text NOT NULL,
    markering        text,
    uitstroomprofiel text NOT NULL,
    masker           text
) PARTITION BY LIST (schooljaar);
COMMENT ON TABLE feit.leerling_so_vso_uitstroomprofiel IS
    'Leerlingen vso per betalend samenwerkingsverband naar uitstroomprofiel (DUO). Rijen TOTAAL staan niet in deze tabel maar in laad.controle';
COMMENT ON COLUMN feit.leerling_so_vso_uitstroomprofiel.aantal IS
    'Aantal leerlingen; <5 is gemaskeerd: 1, 2, 3 of 4; NULL: aantal onbekend, zie masker';
COMMENT ON COLUMN feit.leerling_so_vso_uitstroomprofiel.soort_po IS 'Onderwijssoort: bo, sbo, so of vso';
COMMENT ON COLUMN feit.leerling_so_vso_uitstroomprofiel.teldatum IS 'Teldatum (peildatum): 1 oktober van het peiljaar';
COMMENT ON COLUMN feit.leerling_so_vso_uitstroomprofiel.bestand_id IS 'Bronbestand; status (voorlopig of definitief) staat in laad.bestand';
COMMENT ON COLUMN feit.leerling_so_vso_uitstroomprofiel.marker_brin IS
    'BRIN-nummer dat in plaats van (of bij de markering naast) een samenwerkingsverband staat';
COMMENT ON COLUMN feit.leerling_so_vso_uitstroomprofiel.swv IS
    'Samenwerkingsverband dat betaalt, waar de bron een code als PO2707 heeft; anders NULL, zie swv_bron';
COMMENT ON COLUMN feit.leerling_so_vso_uitstroomprofiel.schooljaar IS 'Schooljaar van de teldatum; partitiesleutel';
COMMENT ON COLUMN feit.leerling_so_vso_uitstroomprofiel.swv_bron IS 'Code van het samenwerkingsverband dat betaalt zoals in de bron';
COMMENT ON COLUMN feit.leerling_so_vso_uitstroomprofiel.markering IS
    'CL1, CL2 of GJIJJI waar de bron een markering in plaats van een samenwerkingsverband heeft: cluster 1, cluster 2, gesloten of justitiële inrichting';
COMMENT ON COLUMN feit.leerling_so_vso_uitstroomprofiel.uitstroomprofiel IS
    'Uitstroomprofiel: arbeidsmarkt, dagbesteding, vervolgonderwijs of onbekend';
COMMENT ON COLUMN feit.leerling_so_vso_uitstroomprofiel.masker IS
    'Teken dat in de bron in plaats van het aantal staat, zoals -1: kleine of onbekende telling (een lege tekst: de cel is leeg); NULL waar een getal staat';
SELECT laad.maak_tweeling('feit.leerling_so_vso_uitstroomprofiel', true);

CREATE TABLE feit.leerling_so_vso_categorie (
    aantal                telling,
    soort_po              onderwijssoort NOT NULL,
    teldatum              date NOT NULL,
    bestand_id            integer NOT NULL,
    marker_brin           brinnummer,
    swv                   swv,
    schooljaar            schooljaar NOT NULL,
    swv_bron              text NOT NULL,
    markering             text,
    bekostigingscategorie text NOT NULL,
    binnen_swv            text,
    masker                text
) PARTITION BY LIST (schooljaar);
COMMENT ON TABLE feit.leerling_so_vso_categorie IS
    'Leerlingen so en vso per betalend samenwerkingsverband naar bekostigingscategorie (DUO). Rijen TOTAAL staan niet in deze tabel maar in laad.controle';
COMMENT ON COLUMN feit.leerling_so_vso_categorie.aantal IS
    'Aantal leerlingen; <5 is gemaskeerd: 1, 2, 3 of 4; NULL: aantal onbekend, zie masker';
COMMENT ON COLUMN feit.leerling_so_vso_categorie.soort_po IS 'Onderwijssoort: bo, sbo, so of vso';
COMMENT ON COLUMN feit.leerling_so_vso_categorie.teldatum IS 'Teldatum (peildatum): 1 oktober van het peiljaar';
COMMENT ON COLUMN feit.leerling_so_vso_categorie.bestand_id IS 'Bronbestand; status (voorlopig of definitief) staat in laad.bestand';
COMMENT ON COLUMN feit.leerling_so_vso_categorie.marker_brin IS
    'BRIN-nummer dat in plaats van (of bij de markering naast) een samenwerkingsverband staat';
COMMENT ON COLUMN feit.leerling_so_vso_categorie.swv IS
    'Samenwerkingsverband dat betaalt, waar de bron een code als PO2707 heeft; anders NULL, zie swv_bron';
COMMENT ON COLUMN feit.leerling_so_vso_categorie.schooljaar IS 'Schooljaar van de teldatum; partitiesleutel';
COMMENT ON COLUMN feit.leerling_so_vso_categorie.swv_bron IS 'Code van het samenwerkingsverband dat betaalt zoals in de bron';
COMMENT ON COLUMN feit.leerling_so_vso_categorie.markering IS
    'CL1, CL2 of GJIJJI waar de bron een markering in plaats van een samenwerkingsverband heeft: cluster 1, cluster 2, gesloten of justitiële inrichting';
COMMENT ON COLUMN feit.leerling_so_vso_categorie.bekostigingscategorie IS
    'Bekostigingscategorie zoals in de bron; bekostigingscategorie(text) leest haar';
COMMENT ON COLUMN feit.leerling_so_vso_categorie.binnen_swv IS
    'Of het betalende samenwerkingsverband ook dat van de leerling is, zoals in de bron';
COMMENT ON COLUMN feit.leerling_so_vso_categorie.masker IS
    'Teken dat in de bron in plaats van het aantal staat, zoals -1: kleine of onbekende telling (een lege tekst: de cel is leeg); NULL waar een getal staat';
SELECT laad.maak_tweeling('feit.leerling_so_vso_categorie', true);

CREATE TABLE feit.leerling_so_vso_klassiek (
    aantal              telling,
    teldatum            date,
    bestand_id          integer NOT NULL,
    marker_brin         brinnummer,
    schooljaar          schooljaar NOT NULL,
    betalend            swv,
    woonachtig          swv,
    van_vestiging       swv,
    markering           text,
    indeling            text NOT NULL,
    soort               text NOT NULL,
    betalend_bron       text,
    woonachtig_bron     text,
    van_vestiging_bron  text,
    binnen_swv          text,
    soort_po_bron       text,
    peildatum_bron      text,
    residentiele_plaats text,
    cluster             text,
    swv_naam            text,
    kolom               text NOT NULL,
    masker              text
) PARTITION BY LIST (schooljaar);
COMMENT ON TABLE feit.leerling_so_vso_klassiek IS
    'Leerlingen so en vso uit de bestanden so-vso-1 tot en met 5 van duo.nl. De indelingen zijn doorsneden van dezelfde leerlingen: kies er één, tel ze niet op';
COMMENT ON COLUMN feit.leerling_so_vso_klassiek.aantal IS
    'Aantal leerlingen; <5 is gemaskeerd: 1, 2, 3 of 4; NULL: aantal onbekend, zie masker. Nullen worden niet opgeslagen';
COMMENT ON COLUMN feit.leerling_so_vso_klassiek.teldatum IS 'Teldatum, bij het laden opgegeven; NULL = niet opgegeven';
COMMENT ON COLUMN feit.leerling_so_vso_klassiek.bestand_id IS 'Bronbestand; status (voorlopig of definitief) staat in laad.bestand';
COMMENT ON COLUMN feit.leerling_so_vso_klassiek.marker_brin IS
    'BRIN-nummer dat in plaats van (of bij de markering naast) een samenwerkingsverband staat';
COMMENT ON COLUMN feit.leerling_so_vso_klassiek.schooljaar IS 'Schooljaar, bij het laden opgegeven; partitiesleutel';
COMMENT ON COLUMN feit.leerling_so_vso_klassiek.betalend IS 'Samenwerkingsverband dat betaalt, waar de bron een code als PO2707 heeft';
COMMENT ON COLUMN feit.leerling_so_vso_klassiek.woonachtig IS 'Samenwerkingsverband waar de leerling woont';
COMMENT ON COLUMN feit.leerling_so_vso_klassiek.van_vestiging IS 'Samenwerkingsverband waarin de schoolvestiging ligt';
COMMENT ON COLUMN feit.leerling_so_vso_klassiek.markering IS
    'CL1, CL2 of GJIJJI waar de bron een markering in plaats van een samenwerkingsverband heeft: cluster 1, cluster 2, gesloten of justitiële inrichting';
COMMENT ON COLUMN feit.leerling_so_vso_klassiek.indeling IS
    'Doorsnede van het bestand: betalend; betalend, binnen en buiten; betalend en woonachtig; vestiging';
COMMENT ON COLUMN feit.leerling_so_vso_klassiek.soort IS 'so, vso, of so en vso: bij het laden opgegeven';
COMMENT ON COLUMN feit.leerling_so_vso_klassiek.betalend_bron IS 'SWV_BETALEND zoals in de bron';
COMMENT ON COLUMN feit.leerling_so_vso_klassiek.woonachtig_bron IS 'Samenwerkingsverband van de woonplaats zoals in de bron';
COMMENT ON COLUMN feit.leerling_so_vso_klassiek.van_vestiging_bron IS 'Samenwerkingsverband van de vestiging zoals in de bron';
COMMENT ON COLUMN feit.leerling_so_vso_klassiek.binnen_swv IS
    'BINNEN_SWV zoals in de bron; in de indeling vestiging gaat het om de vestiging, anders om de woonplaats';
COMMENT ON COLUMN feit.leerling_so_vso_klassiek.soort_po_bron IS 'Onderwijssoort zoals in de bron';
COMMENT ON COLUMN feit.leerling_so_vso_klassiek.peildatum_bron IS 'Peildatum of schooljaar zoals in de bron';
COMMENT ON COLUMN feit.leerling_so_vso_klassiek.residentiele_plaats IS 'Residentiële plaats zoals in de bron';
COMMENT ON COLUMN feit.leerling_so_vso_klassiek.cluster IS 'Cluster zoals in de bron';
COMMENT ON COLUMN feit.leerling_so_vso_klassiek.swv_naam IS 'Naam van het samenwerkingsverband';
COMMENT ON COLUMN feit.leerling_so_vso_klassiek.kolom IS 'Welke telling: categorie, cluster of uitstroomprofiel uit de kolomkop';
COMMENT ON COLUMN feit.leerling_so_vso_klassiek.masker IS
    'Teken dat in de bron in plaats van het aantal staat, zoals -1: kleine of onbekende telling (een lege tekst: de cel is leeg); NULL waar een getal staat';
SELECT laad.maak_tweeling('feit.leerling_so_vso_klassiek');
