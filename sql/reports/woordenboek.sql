-- The data dictionary: what is there, in the words of the catalog's own comments. What a
-- table has beside it (replaced versions, the view as of a moment, leaves) is left out.
CREATE OR REPLACE VIEW rapport.woordenboek AS
SELECT n.nspname::text AS schema,
       c.relname::text AS naam,
       CASE c.relkind WHEN 'v' THEN 'view' WHEN 'p' THEN 'tabel per schooljaar' WHEN 'c' THEN 'rijen van een rapport' ELSE 'tabel' END AS soort,
       coalesce(obj_description(c.oid, 'pg_class'), obj_description(c.reltype, 'pg_type')) AS omschrijving,
       a.attnum::integer AS volgorde,
       a.attname::text AS kolom,
       format_type(a.atttypid, a.atttypmod) AS gegevenstype,
       NOT a.attnotnull AND c.relkind IN ('r', 'p') AS mag_leeg,
       col_description(c.oid, a.attnum) AS betekenis
FROM pg_class c
JOIN pg_namespace n ON n.oid = c.relnamespace
JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
WHERE n.nspname IN ('rapport', 'ref', 'feit', 'laad')
  AND c.relkind IN ('r', 'p', 'v', 'c') AND NOT c.relispartition
  AND c.relname !~ '_(vervallen|per)$' AND c.relname !~ '_b[0-9]+$';
COMMENT ON VIEW rapport.woordenboek IS 'Gegevenswoordenboek: elke tabel en view met haar kolommen en wat zij betekenen';
COMMENT ON COLUMN rapport.woordenboek.schema IS 'rapport (views en rapporten), ref (naslag), feit (feiten) of laad (laadregister)';
COMMENT ON COLUMN rapport.woordenboek.naam IS 'Naam van de tabel of view';
COMMENT ON COLUMN rapport.woordenboek.soort IS 'view, tabel, tabel per schooljaar (gepartitioneerd) of rijen van een rapport (samengesteld type)';
COMMENT ON COLUMN rapport.woordenboek.omschrijving IS 'Wat zij bevat';
COMMENT ON COLUMN rapport.woordenboek.volgorde IS 'Plaats van de kolom';
COMMENT ON COLUMN rapport.woordenboek.kolom IS 'Naam van de kolom';
COMMENT ON COLUMN rapport.woordenboek.gegevenstype IS 'Gegevenstype';
COMMENT ON COLUMN rapport.woordenboek.mag_leeg IS 'Waar: de kolom van een tabel mag NULL zijn';
COMMENT ON COLUMN rapport.woordenboek.betekenis IS 'Wat de kolom betekent, in welke eenheid';

CREATE OR REPLACE FUNCTION rapport.woordenboek(schema text DEFAULT NULL, naam text DEFAULT NULL)
RETURNS SETOF rapport.woordenboek
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
    PERFORM laad.eis_waarde('woordenboek', 'schema', schema);
    RETURN QUERY
        SELECT w.* FROM rapport.woordenboek w
        WHERE (woordenboek.schema IS NULL OR w.schema = woordenboek.schema)
          AND (woordenboek.naam IS NULL OR w.naam = woordenboek.naam)
        ORDER BY array_position(ARRAY['rapport', 'ref', 'feit', 'laad'], w.schema), w.naam COLLATE "C", w.volgorde;
END $$;

SELECT laad.beschrijf_rapport('woordenboek',
    titel => 'Gegevenswoordenboek',
    vraag => 'Wat staat er in het magazijn, en wat betekent elke kolom?',
    definitie => 'De beschrijvingen die bij de tabellen en views zelf horen. Naast elke feittabel staan <naam>_vervallen (vervangen versies) en <naam>_per (zoals op een tijdstip), met dezelfde kolommen.',
    bron => 'De systeemcatalogus (COMMENT).',
    tabellen => '{}',
    parameters => '{"schema": {"uitleg": "Alleen dit schema", "waarden": ["rapport", "ref", "feit", "laad"]}, "naam": "Alleen deze tabel of view"}',
    voorbeeld => 'naam => ''bestanden''',
    kop => $$format('%s.%s (%s): %s', r.schema, r.naam, r.soort, r.omschrijving)$$,
    kolommen => 'r.kolom, r.gegevenstype, r.betekenis');
