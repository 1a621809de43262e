-- Pupils in primary and special education by home postcode and age.
-- Layout, size and the choice of indexes: docs/warehouse.md.

CREATE TABLE feit.leerling_po (
    aantal     telling NOT NULL,
    vestiging  brinnummer NOT NULL,
    soort_po   onderwijssoort NOT NULL,
    teldatum   date NOT NULL,
    bestand_id integer NOT NULL,
    schooljaar schooljaar NOT NULL,
    gemeente   smallint NOT NULL,
    pc4        smallint NOT NULL,
    leeftijd   smallint NOT NULL,
    CHECK (schooljaar = schooljaar(teldatum))
) PARTITION BY LIST (schooljaar);
COMMENT ON TABLE feit.leerling_po IS
    'Leerlingen bo, sbo, so en vso per vestiging, postcode van de leerling en leeftijd (DUO). Alleen actuele versies; een ontbrekende rij binnen een volledige eenheid van laad.eenheid betekent nul';
COMMENT ON COLUMN feit.leerling_po.aantal IS 'Aantal leerlingen; <5 is gemaskeerd: 1, 2, 3 of 4. Nooit nul: nullen worden niet opgeslagen';
COMMENT ON COLUMN feit.leerling_po.vestiging IS 'BRIN-nummer van de vestiging (6 tekens)';
COMMENT ON COLUMN feit.leerling_po.soort_po IS 'Onderwijssoort: bo, sbo, so of vso. Eén vestiging kan so en vso hebben';
COMMENT ON COLUMN feit.leerling_po.teldatum IS 'Teldatum (peildatum) van de telling';
COMMENT ON COLUMN feit.leerling_po.bestand_id IS 'Bronbestand; status (voorlopig of definitief) staat in laad.bestand';
COMMENT ON COLUMN feit.leerling_po.schooljaar IS 'Schooljaar van de teldatum; partitiesleutel';
COMMENT ON COLUMN feit.leerling_po.gemeente IS 'CBS-gemeentenummer van de vestiging op de teldatum';
COMMENT ON COLUMN feit.leerling_po.pc4 IS 'Viercijferige postcode van de leerling; 10 = België, 20 = Duitsland, 30 = ander land, 40 = onbekend';
COMMENT ON COLUMN feit.leerling_po.leeftijd IS 'Leeftijd in jaren; 3 = jonger dan 4, 25 = ouder dan 24';
CREATE TABLE feit.leerling_po_vervallen (LIKE feit.leerling_po INCLUDING COMMENTS);
CREATE INDEX ON feit.leerling_po_vervallen USING brin (bestand_id);
COMMENT ON TABLE feit.leerling_po_vervallen IS 'Vervangen versies van feit.leerling_po; wanneer en waardoor staat in laad.eenheid';
