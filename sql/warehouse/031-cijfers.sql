-- Published figures about participation and funding categories, as they were printed:
-- docs/deelname.md and docs/bekostigingscategorieen.md.

CREATE TABLE ref.deelname_gepubliceerd (
    percentage     double precision NOT NULL CHECK (percentage BETWEEN 0 AND 100),
    leerlingen     integer CHECK (leerlingen >= 0),
    volgorde       integer NOT NULL,
    bestand_id     integer NOT NULL,
    teljaar        smallint NOT NULL,
    bron           text NOT NULL,
    onderwijssoort text NOT NULL,
    UNIQUE (bron, teljaar, onderwijssoort) DEFERRABLE INITIALLY DEFERRED
);
ALTER TABLE ref.deelname_gepubliceerd REPLICA IDENTITY FULL;
COMMENT ON TABLE ref.deelname_gepubliceerd IS
    'Landelijke aantallen en aandelen per onderwijssoort zoals gepubliceerd door OCW in cijfers en in De Staat van het Onderwijs 2020';
COMMENT ON COLUMN ref.deelname_gepubliceerd.percentage IS
    'Gepubliceerd aandeel binnen het primair of voortgezet onderwijs, in procenten, afgerond op 1 decimaal';
COMMENT ON COLUMN ref.deelname_gepubliceerd.leerlingen IS 'Gepubliceerd aantal leerlingen; NULL = niet gepubliceerd';
COMMENT ON COLUMN ref.deelname_gepubliceerd.volgorde IS 'Regel in het bronbestand';
COMMENT ON COLUMN ref.deelname_gepubliceerd.bestand_id IS 'Bronbestand, zie laad.bestand';
COMMENT ON COLUMN ref.deelname_gepubliceerd.teljaar IS 'Jaar waarin het schooljaar begint; de teldatum zelf staat niet in de publicatie';
COMMENT ON COLUMN ref.deelname_gepubliceerd.bron IS 'Publicatie';
COMMENT ON COLUMN ref.deelname_gepubliceerd.onderwijssoort IS 'bao, sbo, so, vo, pro of vso, zoals in de publicatie';
SELECT laad.maak_tweeling('ref.deelname_gepubliceerd');

CREATE TABLE ref.bekostigingscategorie_gepubliceerd (
    leerlingen            integer NOT NULL CHECK (leerlingen >= 0),
    volgorde              integer NOT NULL,
    bestand_id            integer NOT NULL,
    teljaar               smallint NOT NULL,
    onderwijssoort        text NOT NULL,
    bekostigingscategorie text NOT NULL,
    UNIQUE (teljaar, onderwijssoort, bekostigingscategorie) DEFERRABLE INITIALLY DEFERRED
);
ALTER TABLE ref.bekostigingscategorie_gepubliceerd REPLICA IDENTITY FULL;
COMMENT ON TABLE ref.bekostigingscategorie_gepubliceerd IS
    'Leerlingen so en vso per bekostigingscategorie zoals gepubliceerd in tabel 1 van het sectorrapport speciaal onderwijs (evaluatie passend onderwijs), uit Trends in passend onderwijs 2011-2018 van DUO';
COMMENT ON COLUMN ref.bekostigingscategorie_gepubliceerd.leerlingen IS 'Gepubliceerd aantal leerlingen';
COMMENT ON COLUMN ref.bekostigingscategorie_gepubliceerd.volgorde IS 'Regel in het bronbestand';
COMMENT ON COLUMN ref.bekostigingscategorie_gepubliceerd.bestand_id IS 'Bronbestand, zie laad.bestand';
COMMENT ON COLUMN ref.bekostigingscategorie_gepubliceerd.teljaar IS 'Jaar zoals in de publicatie; de teldatum staat er niet bij';
COMMENT ON COLUMN ref.bekostigingscategorie_gepubliceerd.onderwijssoort IS 'so of vso';
COMMENT ON COLUMN ref.bekostigingscategorie_gepubliceerd.bekostigingscategorie IS 'laag, midden, hoog, of totaal zoals gepubliceerd';
SELECT laad.maak_tweeling('ref.bekostigingscategorie_gepubliceerd');
