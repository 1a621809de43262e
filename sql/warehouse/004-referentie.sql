-- Reference tables that are loaded from files. A superseded version moves to
-- the table's twin <name>_vervallen; the table itself holds what is current. A
-- deferrable key is no replica identity: logical replication gets the whole row.

CREATE TABLE ref.pc4_swv (
    pc4          smallint NOT NULL CHECK (pc4 BETWEEN 1000 AND 9999),
    po_swv       swv CHECK (sector(po_swv) = 'po'),
    vo_swv       swv CHECK (sector(vo_swv) = 'vo'),
    gemeente     text NOT NULL,
    geldig_vanaf date,
    geldig_tot   date,
    bestand_id   integer NOT NULL,
    CHECK (geldig_vanaf < geldig_tot),
    UNIQUE NULLS NOT DISTINCT (pc4, geldig_vanaf) DEFERRABLE INITIALLY DEFERRED
);
ALTER TABLE ref.pc4_swv REPLICA IDENTITY FULL;
COMMENT ON TABLE ref.pc4_swv IS
    'Viercijferige postcode naar samenwerkingsverband po en vo (Regeling regio-indeling samenwerkingsverbanden)';
COMMENT ON COLUMN ref.pc4_swv.pc4 IS 'Viercijferige postcode';
COMMENT ON COLUMN ref.pc4_swv.po_swv IS 'Samenwerkingsverband primair onderwijs; NULL = geen (havengebied Europoort)';
COMMENT ON COLUMN ref.pc4_swv.vo_swv IS 'Samenwerkingsverband voortgezet onderwijs; NULL = geen';
COMMENT ON COLUMN ref.pc4_swv.gemeente IS 'Gemeente van de postcode ten tijde van de regeling';
COMMENT ON COLUMN ref.pc4_swv.geldig_vanaf IS 'Eerste dag waarop de indeling geldt; NULL = onbekend, geldt dan onbegrensd';
COMMENT ON COLUMN ref.pc4_swv.geldig_tot IS 'Eerste dag waarop de indeling niet meer geldt; NULL = onbekend of nog geldig';
COMMENT ON COLUMN ref.pc4_swv.bestand_id IS 'Bronbestand, zie laad.bestand';
CREATE TABLE ref.pc4_swv_vervallen (LIKE ref.pc4_swv INCLUDING COMMENTS);
COMMENT ON TABLE ref.pc4_swv_vervallen IS 'Vervangen versies van ref.pc4_swv';

CREATE TABLE ref.vestiging (
    vestiging            brinnummer NOT NULL CHECK (is_vestiging(vestiging)),
    register             text NOT NULL,
    soort                text,
    naam                 text NOT NULL,
    straat               text,
    huisnummer           text,
    postcode             text,
    plaats               text,
    gemeentenummer       smallint,
    gemeente             text,
    provincie            text,
    denominatie          text,
    bevoegd_gezag        text,
    telefoon             text,
    internet             text,
    cluster              text,
    onderwijs            text,
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
    vakantieregio        text,
    bestand_id           integer NOT NULL,
    UNIQUE (vestiging, register) DEFERRABLE INITIALLY DEFERRED
);
ALTER TABLE ref.vestiging REPLICA IDENTITY FULL;
COMMENT ON TABLE ref.vestiging IS
    'Schoolvestigingen uit de adresbestanden van DUO, de laatst geladen stand per register. De bestanden noemen geen peildatum';
COMMENT ON COLUMN ref.vestiging.vestiging IS 'BRIN-nummer van de vestiging (6 tekens)';
COMMENT ON COLUMN ref.vestiging.register IS 'Adresbestand waaruit de vestiging komt: bo, of sbo, so en vso';
COMMENT ON COLUMN ref.vestiging.soort IS 'Soort primair onderwijs zoals in de bron: SBAO, SO, VSO of (V)SO; NULL in het register bo';
COMMENT ON COLUMN ref.vestiging.naam IS 'Naam van de vestiging';
COMMENT ON COLUMN ref.vestiging.straat IS 'Straatnaam';
COMMENT ON COLUMN ref.vestiging.huisnummer IS 'Huisnummer met toevoeging';
COMMENT ON COLUMN ref.vestiging.postcode IS 'Postcode met spatie, zoals in de bron';
COMMENT ON COLUMN ref.vestiging.plaats IS 'Plaatsnaam';
COMMENT ON COLUMN ref.vestiging.gemeentenummer IS 'CBS-gemeentenummer';
COMMENT ON COLUMN ref.vestiging.gemeente IS 'Gemeentenaam, hoofdletters zonder diakrieten zoals in de bron';
COMMENT ON COLUMN ref.vestiging.provincie IS 'Provincie';
COMMENT ON COLUMN ref.vestiging.denominatie IS 'Denominatie';
COMMENT ON COLUMN ref.vestiging.bevoegd_gezag IS 'Nummer van het bevoegd gezag, 5 cijfers';
COMMENT ON COLUMN ref.vestiging.telefoon IS 'Telefoonnummer';
COMMENT ON COLUMN ref.vestiging.internet IS 'Internetadres zoals in de bron';
COMMENT ON COLUMN ref.vestiging.cluster IS 'Cluster: 1, 2, 3, 4 of 3/4; NULL voor bo en sbo';
COMMENT ON COLUMN ref.vestiging.onderwijs IS 'Onderwijssoorten, gescheiden door " + "; RP = residentiële plaats; zie bekostigingscategorie(text)';
COMMENT ON COLUMN ref.vestiging.post_straat IS 'Correspondentieadres: straatnaam';
COMMENT ON COLUMN ref.vestiging.post_huisnummer IS 'Correspondentieadres: huisnummer met toevoeging';
COMMENT ON COLUMN ref.vestiging.post_postcode IS 'Correspondentieadres: postcode';
COMMENT ON COLUMN ref.vestiging.post_plaats IS 'Correspondentieadres: plaatsnaam';
COMMENT ON COLUMN ref.vestiging.nodaal_gebied_code IS 'Nodaal gebied, code';
COMMENT ON COLUMN ref.vestiging.nodaal_gebied IS 'Nodaal gebied, naam';
COMMENT ON COLUMN ref.vestiging.rpa_gebied_code IS 'RPA-gebied, code';
COMMENT ON COLUMN ref.vestiging.rpa_gebied IS 'RPA-gebied, naam';
COMMENT ON COLUMN ref.vestiging.wgr_gebied_code IS 'WGR-gebied, code';
COMMENT ON COLUMN ref.vestiging.wgr_gebied IS 'WGR-gebied, naam';
COMMENT ON COLUMN ref.vestiging.corop_gebied_code IS 'COROP-gebied, code';
COMMENT ON COLUMN ref.vestiging.corop_gebied IS 'COROP-gebied, naam';
COMMENT ON COLUMN ref.vestiging.onderwijsgebied_code IS 'Onderwijsgebied, code';
COMMENT ON COLUMN ref.vestiging.onderwijsgebied IS 'Onderwijsgebied, naam';
COMMENT ON COLUMN ref.vestiging.rmc_regio_code IS 'RMC-regio, code';
COMMENT ON COLUMN ref.vestiging.rmc_regio IS 'RMC-regio, naam';
COMMENT ON COLUMN ref.vestiging.vakantieregio IS 'Vakantieregio; NULL in de indeling van 2013';
COMMENT ON COLUMN ref.vestiging.bestand_id IS 'Bronbestand, zie laad.bestand';
CREATE TABLE ref.vestiging_vervallen (LIKE ref.vestiging INCLUDING COMMENTS);
COMMENT ON TABLE ref.vestiging_vervallen IS 'Vervangen versies van ref.vestiging';

-- The official names of the SWVs are in no file that is loaded; the label
-- names the three municipalities with most postcodes, and is called derived.
-- An SWV that no longer exists keeps the label of the last table that had it.
CREATE VIEW ref.swv AS
WITH rij AS (
    SELECT s.swv, t.gemeente, rank() OVER (PARTITION BY s.swv ORDER BY t.geldig_vanaf DESC NULLS LAST) AS versie
    FROM ref.pc4_swv t, LATERAL (VALUES (t.po_swv), (t.vo_swv)) AS s (swv)
    WHERE s.swv IS NOT NULL
), lid AS (
    SELECT swv, gemeente, count(*) AS postcodes,
           row_number() OVER (PARTITION BY swv ORDER BY count(*) DESC, gemeente COLLATE "C") AS plaats
    FROM rij
    WHERE versie = 1
    GROUP BY swv, gemeente
)
SELECT swv,
       sector(swv) AS sector,
       string_agg(gemeente, ', ' ORDER BY plaats) FILTER (WHERE plaats <= 3)
           || CASE WHEN count(*) > 3 THEN ' e.o.' ELSE '' END AS regio,
       'afgeleid: gemeenten met de meeste postcodes'::text AS regio_herkomst,
       count(*)::integer AS gemeenten,
       sum(postcodes)::integer AS postcodes
FROM lid
GROUP BY swv;
COMMENT ON VIEW ref.swv IS
    'Samenwerkingsverbanden, elk volgens de laatste postcodetabel waarin het voorkomt. Officiële namen staan niet in de geladen bestanden';
COMMENT ON COLUMN ref.swv.swv IS 'Code van het samenwerkingsverband';
COMMENT ON COLUMN ref.swv.sector IS 'po of vo';
COMMENT ON COLUMN ref.swv.regio IS 'Afgeleid herkenningslabel: de (hoogstens drie) gemeenten met de meeste postcodes; geen officiële naam';
COMMENT ON COLUMN ref.swv.regio_herkomst IS 'Hoe het label is afgeleid';
COMMENT ON COLUMN ref.swv.gemeenten IS 'Aantal gemeenten met een postcode in het samenwerkingsverband';
COMMENT ON COLUMN ref.swv.postcodes IS 'Aantal postcodes in het samenwerkingsverband';
