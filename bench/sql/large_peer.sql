-- large_peer.sql: what the peers of bench/large.sh load into. The same tables, with
-- their partitions made beforehand; no peer has to fill in bestand_id. And the
-- all-text tables of whoever stages first.
SELECT count(laad.maak_partitie('feit.synthetic', jaar::text::schooljaar)) FROM generate_series(2021, 2024) AS jaar;
SELECT count(laad.maak_partitie('feit.leerling_vestiging_pc4', jaar::text::schooljaar)) FROM generate_series(2010, 2025) AS jaar;
DO $$
DECLARE
    tabel regclass;
BEGIN
    FOR tabel IN
        SELECT c.oid FROM pg_class c
        WHERE c.relnamespace = 'feit'::regnamespace AND c.relname ~ '^(synthetic|leerling_vestiging_pc4)($|_2)' AND c.relkind IN ('r', 'p')
    LOOP
        EXECUTE format('ALTER TABLE %s ALTER bestand_id SET DEFAULT 1', tabel);
    END LOOP;
END $$;

CREATE UNLOGGED TABLE ruw_mixed (
    schooljaar text, swv text, brin text, onderwijssoort text, categorie text, leeftijd text,
    gemeentenummer text, aantal text, bedrag text, naam text, peildatum text
);
CREATE UNLOGGED TABLE ruw_pc4 (
    instellingscode text, vestigingscode text, type_po text, peiljaar text, postcode4_deelnemer text, aantal_leerlingen text
);
