-- Institutions, school boards and samenwerkingsverbanden (SWV), from DUO's address
-- files. Locations of secondary schools go to ref.vestiging too, under a register of
-- their own.

ALTER TABLE ref.vestiging ADD COLUMN peildatum date;
COMMENT ON COLUMN ref.vestiging.peildatum IS 'Dag van de stand, bij het laden opgegeven; NULL = niet opgegeven';
ALTER TABLE ref.vestiging_vervallen ADD COLUMN peildatum date;
COMMENT ON COLUMN ref.vestiging_vervallen.peildatum IS 'Dag van de stand, bij het laden opgegeven; NULL = niet opgegeven';
COMMENT ON COLUMN ref.vestiging.register IS
    'Adresbestand waaruit de vestiging komt: bo, vo, of sbo, so en vso';
COMMENT ON COLUMN ref.vestiging.soort IS
    'Soort primair onderwijs zoals in de bron: SBAO, SO, VSO of (V)SO; NULL in de registers bo en vo';
COMMENT ON COLUMN ref.vestiging.onderwijs IS
    'Onderwijssoorten, gescheiden door " + "; RP = residentiële plaats; zie bekostigingscategorie(text). In het register vo: de onderwijsstructuur, gescheiden door "/"; PRO = praktijkonderwijs';
COMMENT ON COLUMN ref.vestiging.vakantieregio IS
    'Vakantieregio; NULL in oudere indelingen';
COMMENT ON COLUMN ref.vestiging_vervallen.register IS
    'Adresbestand waaruit de vestiging komt: bo, vo, of sbo, so en vso';
COMMENT ON COLUMN ref.vestiging_vervallen.soort IS
    'Soort primair onderwijs zoals in de bron: SBAO, SO, VSO of (V)SO; NULL in de registers bo en vo';
COMMENT ON COLUMN ref.vestiging_vervallen.onderwijs IS
    'Onderwijssoorten, gescheiden door " + "; RP = residentiële plaats; zie bekostigingscategorie(text). In het register vo: de onderwijsstructuur, gescheiden door "/"; PRO = praktijkonderwijs';
COMMENT ON COLUMN ref.vestiging_vervallen.vakantieregio IS
    'Vakantieregio; NULL in oudere indelingen';
SELECT laad.maak_per('ref.vestiging');

CREATE TABLE ref.instelling (
    peildatum            date,
    instelling           brinnummer NOT NULL,
    bestand_id           integer NOT NULL,
    gemeentenummer       smallint,
    register             text NOT NULL,
    naam                 text NOT NULL,
    straat               text,
    huisnummer           text,
    postcode             text,
    plaats               text,
    gemeente             text,
    provincie            text,
    bevoegd_gezag        text,
    onderwijs            text,
    denominatie          text,
    telefoon             text,
    internet             text,
    post_straat          text,
    post_huisnummer      text,
    post_postcode        text,
    post_plaats          text,
    nodaal_gebied_code   text,
    nodaal_gebied        text,
    rpa_gebied_code      text,
    rpa_gebied           text,
    wgr_gebied_code      text,
    wgr_gebied           text,
    corop_gebied_code    text,
    corop_gebied         text,
    onderwijsgebied_code text,
    onderwijsgebied      text,
    rmc_regio_code       text,
    rmc_regio            text,
    vakantieregio        text
);
ALTER TABLE ref.instelling REPLICA IDENTITY FULL;
COMMENT ON TABLE ref.instelling IS 'Instellingen (hoofdvestigingen) uit de adresbestanden van DUO, de laatst geladen stand per register';
COMMENT ON COLUMN ref.instelling.peildatum IS 'Dag van de stand, bij het laden opgegeven; NULL = niet opgegeven';
COMMENT ON COLUMN ref.instelling.instelling IS 'BRIN-nummer van de instelling (4 tekens)';
COMMENT ON COLUMN ref.instelling.bestand_id IS 'Bronbestand, zie laad.bestand';
COMMENT ON COLUMN ref.instelling.gemeentenummer IS 'CBS-gemeentenummer';
COMMENT ON COLUMN ref.instelling.register IS 'Adresbestand waaruit de instelling komt: vo';
COMMENT ON COLUMN ref.instelling.naam IS 'Naam';
COMMENT ON COLUMN ref.instelling.straat IS 'Straatnaam';
COMMENT ON COLUMN ref.instelling.huisnummer IS 'Huisnummer met toevoeging';
COMMENT ON COLUMN ref.instelling.postcode IS 'Postcode met spatie, zoals in de bron';
COMMENT ON COLUMN ref.instelling.plaats IS 'Plaatsnaam';
COMMENT ON COLUMN ref.instelling.gemeente IS 'Gemeentenaam, hoofdletters zonder diakrieten zoals in de bron';
COMMENT ON COLUMN ref.instelling.provincie IS 'Provincie';
COMMENT ON COLUMN ref.instelling.bevoegd_gezag IS 'Nummer van het bevoegd gezag, 5 cijfers';
COMMENT ON COLUMN ref.instelling.onderwijs IS 'Onderwijsstructuur, gescheiden door /; PRO = praktijkonderwijs';
COMMENT ON COLUMN ref.instelling.denominatie IS 'Denominatie';
COMMENT ON COLUMN ref.instelling.telefoon IS 'Telefoonnummer';
COMMENT ON COLUMN ref.instelling.internet IS 'Internetadres zoals in de bron';
COMMENT ON COLUMN ref.instelling.post_straat IS 'Correspondentieadres: straatnaam';
COMMENT ON COLUMN ref.instelling.post_huisnummer IS 'Correspondentieadres: huisnummer met toevoeging';
COMMENT ON COLUMN ref.instelling.post_postcode IS 'Correspondentieadres: postcode';
COMMENT ON COLUMN ref.instelling.post_plaats IS 'Correspondentieadres: plaatsnaam';
COMMENT ON COLUMN ref.instelling.nodaal_gebied_code IS 'Nodaal gebied, code';
COMMENT ON COLUMN ref.instelling.nodaal_gebied IS 'Nodaal gebied, naam';
COMMENT ON COLUMN ref.instelling.rpa_gebied_code IS 'RPA-gebied, code';
COMMENT ON COLUMN ref.instelling.rpa_gebied IS 'RPA-gebied, naam';
COMMENT ON COLUMN ref.instelling.wgr_gebied_code IS 'WGR-gebied, code';
COMMENT ON COLUMN ref.instelling.wgr_gebied IS 'WGR-gebied, naam';
COMMENT ON COLUMN ref.instelling.corop_gebied_code IS 'COROP-gebied, code';
COMMENT ON COLUMN ref.instelling.corop_gebied IS 'COROP-gebied, naam';
COMMENT ON COLUMN ref.instelling.onderwijsgebied_code IS 'Onderwijsgebied, code';
COMMENT ON COLUMN ref.instelling.onderwijsgebied IS 'Onderwijsgebied, naam';
COMMENT ON COLUMN ref.instelling.rmc_regio_code IS 'RMC-regio, code';
COMMENT ON COLUMN ref.instelling.rmc_regio IS 'RMC-regio, naam';
COMMENT ON COLUMN ref.instelling.vakantieregio IS 'Vakantieregio; NULL in oudere indelingen';
SELECT laad.maak_tweeling('ref.instelling');

CREATE TABLE ref.bevoegd_gezag (
    peildatum            date,
    bestand_id           integer NOT NULL,
    gemeentenummer       smallint,
    bevoegd_gezag        text NOT NULL,
    register             text NOT NULL,
    soort                text,
    naam                 text NOT NULL,
    straat               text,
    huisnummer           text,
    postcode             text,
    plaats               text,
    gemeente             text,
    denominatie          text,
    telefoon             text,
    internet             text,
    post_straat          text,
    post_huisnummer      text,
    post_postcode        text,
    post_plaats          text,
    administratiekantoor text,
    kvk                  text
);
ALTER TABLE ref.bevoegd_gezag REPLICA IDENTITY FULL;
COMMENT ON TABLE ref.bevoegd_gezag IS 'Bevoegde gezagen (schoolbesturen) uit de bestanden van DUO, de laatst geladen stand per register';
COMMENT ON COLUMN ref.bevoegd_gezag.peildatum IS 'Dag van de stand, bij het laden opgegeven; NULL = niet opgegeven';
COMMENT ON COLUMN ref.bevoegd_gezag.bestand_id IS 'Bronbestand, zie laad.bestand';
COMMENT ON COLUMN ref.bevoegd_gezag.gemeentenummer IS 'CBS-gemeentenummer';
COMMENT ON COLUMN ref.bevoegd_gezag.bevoegd_gezag IS 'Nummer van het bevoegd gezag, 5 cijfers';
COMMENT ON COLUMN ref.bevoegd_gezag.register IS 'bo, vo (bij het laden opgegeven) of sbo-so-vso';
COMMENT ON COLUMN ref.bevoegd_gezag.soort IS 'Soort primair onderwijs zoals in de bron; NULL in de registers bo en vo';
COMMENT ON COLUMN ref.bevoegd_gezag.naam IS 'Naam';
COMMENT ON COLUMN ref.bevoegd_gezag.straat IS 'Straatnaam';
COMMENT ON COLUMN ref.bevoegd_gezag.huisnummer IS 'Huisnummer met toevoeging';
COMMENT ON COLUMN ref.bevoegd_gezag.postcode IS 'Postcode met spatie, zoals in de bron';
COMMENT ON COLUMN ref.bevoegd_gezag.plaats IS 'Plaatsnaam';
COMMENT ON COLUMN ref.bevoegd_gezag.gemeente IS 'Gemeentenaam, hoofdletters zonder diakrieten zoals in de bron';
COMMENT ON COLUMN ref.bevoegd_gezag.denominatie IS 'Denominatie';
COMMENT ON COLUMN ref.bevoegd_gezag.telefoon IS 'Telefoonnummer';
COMMENT ON COLUMN ref.bevoegd_gezag.internet IS 'Internetadres zoals in de bron';
COMMENT ON COLUMN ref.bevoegd_gezag.post_straat IS 'Correspondentieadres: straatnaam';
COMMENT ON COLUMN ref.bevoegd_gezag.post_huisnummer IS 'Correspondentieadres: huisnummer met toevoeging';
COMMENT ON COLUMN ref.bevoegd_gezag.post_postcode IS 'Correspondentieadres: postcode';
COMMENT ON COLUMN ref.bevoegd_gezag.post_plaats IS 'Correspondentieadres: plaatsnaam';
COMMENT ON COLUMN ref.bevoegd_gezag.administratiekantoor IS 'Nummer van het administratiekantoor';
COMMENT ON COLUMN ref.bevoegd_gezag.kvk IS 'Nummer in het handelsregister (KVK), 7 of 8 cijfers zoals in de bron';
SELECT laad.maak_tweeling('ref.bevoegd_gezag');

CREATE TABLE ref.swv_adres (
    peildatum          date,
    bestand_id         integer NOT NULL,
    swv                swv,
    sector             text NOT NULL,
    swv_bron           text NOT NULL,
    naam               text NOT NULL,
    adres              text,
    postcode           text,
    plaats             text,
    post_adres         text,
    post_postcode      text,
    post_plaats        text,
    bevoegd_gezag      text,
    bevoegd_gezag_naam text,
    internet           text,
    telefoon           text
);
ALTER TABLE ref.swv_adres REPLICA IDENTITY FULL;
COMMENT ON TABLE ref.swv_adres IS 'Adressen van samenwerkingsverbanden passend onderwijs (DUO), de laatst geladen stand per sector';
COMMENT ON COLUMN ref.swv_adres.peildatum IS 'Dag van de stand, bij het laden opgegeven; NULL = niet opgegeven';
COMMENT ON COLUMN ref.swv_adres.bestand_id IS 'Bronbestand, zie laad.bestand';
COMMENT ON COLUMN ref.swv_adres.swv IS 'Samenwerkingsverband, waar het administratienummer een code als PO2707 is';
COMMENT ON COLUMN ref.swv_adres.sector IS 'po of vo, bij het laden opgegeven';
COMMENT ON COLUMN ref.swv_adres.swv_bron IS 'Administratienummer van het samenwerkingsverband zoals in de bron';
COMMENT ON COLUMN ref.swv_adres.naam IS 'Naam van het samenwerkingsverband';
COMMENT ON COLUMN ref.swv_adres.adres IS 'Straat en huisnummer';
COMMENT ON COLUMN ref.swv_adres.postcode IS 'Postcode met spatie';
COMMENT ON COLUMN ref.swv_adres.plaats IS 'Plaatsnaam';
COMMENT ON COLUMN ref.swv_adres.post_adres IS 'Correspondentieadres: straat en huisnummer';
COMMENT ON COLUMN ref.swv_adres.post_postcode IS 'Correspondentieadres: postcode';
COMMENT ON COLUMN ref.swv_adres.post_plaats IS 'Correspondentieadres: plaats';
COMMENT ON COLUMN ref.swv_adres.bevoegd_gezag IS 'Nummer van het bevoegd gezag zoals in de bron';
COMMENT ON COLUMN ref.swv_adres.bevoegd_gezag_naam IS 'Naam van het bevoegd gezag';
COMMENT ON COLUMN ref.swv_adres.internet IS 'Internetadres';
COMMENT ON COLUMN ref.swv_adres.telefoon IS 'Telefoonnummer';
SELECT laad.maak_tweeling('ref.swv_adres');

CREATE TABLE ref.swv_school (
    peildatum      date,
    instelling     brinnummer NOT NULL,
    bestand_id     integer NOT NULL,
    swv            swv,
    sector         text NOT NULL,
    swv_bron       text NOT NULL,
    vestiging_bron text,
    naam           text,
    plaats         text,
    bevoegd_gezag  text
);
ALTER TABLE ref.swv_school REPLICA IDENTITY FULL;
COMMENT ON TABLE ref.swv_school IS
    'Scholen per samenwerkingsverband passend onderwijs (DUO), de laatst geladen stand per sector. Een school kan in meer dan één samenwerkingsverband zitten';
COMMENT ON COLUMN ref.swv_school.peildatum IS 'Dag van de stand, bij het laden opgegeven; NULL = niet opgegeven';
COMMENT ON COLUMN ref.swv_school.instelling IS 'BRIN-nummer van de instelling (4 tekens)';
COMMENT ON COLUMN ref.swv_school.bestand_id IS 'Bronbestand, zie laad.bestand';
COMMENT ON COLUMN ref.swv_school.swv IS 'Samenwerkingsverband, waar het administratienummer een code als PO2707 is';
COMMENT ON COLUMN ref.swv_school.sector IS 'po of vo, bij het laden opgegeven';
COMMENT ON COLUMN ref.swv_school.swv_bron IS 'Administratienummer van het samenwerkingsverband zoals in de bron';
COMMENT ON COLUMN ref.swv_school.vestiging_bron IS
    'Vestigingsnummer zoals in de bron: de laatste twee cijfers tellen; NULL waar de bron er geen heeft';
COMMENT ON COLUMN ref.swv_school.naam IS 'Naam van de school';
COMMENT ON COLUMN ref.swv_school.plaats IS 'Plaatsnaam';
COMMENT ON COLUMN ref.swv_school.bevoegd_gezag IS 'Nummer van het bevoegd gezag zoals in de bron';
SELECT laad.maak_tweeling('ref.swv_school');
