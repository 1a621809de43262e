-- All rights in one place, as in 003; with what versions, leaves and checks add. A
-- leaf that is being built has the right that laad.maak_blad gave, and no other;
-- the leaves of a twin have none.
CREATE OR REPLACE FUNCTION laad.verleen_rechten() RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    feiten  text := (SELECT string_agg(oid::regclass::text, ', ') FROM pg_class
                     WHERE relnamespace = 'feit'::regnamespace AND relkind IN ('r', 'p', 'v') AND NOT relispartition
                       AND oid::regclass::text NOT IN (SELECT tabel FROM laad.blad));
    doelen  text := (SELECT string_agg(c.oid::regclass::text, ', ')
                     FROM pg_class c LEFT JOIN pg_inherits i ON i.inhrelid = c.oid LEFT JOIN pg_class ouder ON ouder.oid = i.inhparent
                     WHERE c.relnamespace IN ('feit'::regnamespace, 'ref'::regnamespace)
                       AND c.relkind IN ('r', 'p') AND coalesce(ouder.relname, c.relname) !~ '_vervallen$'
                       AND c.oid::regclass::text NOT IN (SELECT tabel FROM laad.blad));
    typen   text := (SELECT n.nspname FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace
                     WHERE e.extname = 'passend');
    recht   text;
    rol     text;
BEGIN
    REVOKE ALL ON ALL FUNCTIONS IN SCHEMA laad, rapport FROM PUBLIC;
    FOR rol, recht IN VALUES
        ('passend_lader', 'USAGE ON SCHEMA ref, feit, laad, rapport'),
        ('passend_lader', 'SELECT ON ALL TABLES IN SCHEMA ref, laad, rapport'),
        ('passend_lader', 'SELECT ON ' || feiten),
        ('passend_lader', 'INSERT ON laad.afkeuring, laad.controle, ' || doelen),
        ('passend_lader', 'EXECUTE ON FUNCTION laad.open_bestand, laad.sluit_bestand, laad.maak_partitie, laad.onderhoud'),
        ('passend_lader', 'EXECUTE ON FUNCTION laad.maak_blad, laad.rond_blad_af, laad.ruim_bladen_op, laad.vul_aan'),
        -- what a view calls is called by its reader
        ('passend_lader', 'EXECUTE ON FUNCTION rapport.moment'),
        ('passend_analist', 'USAGE ON SCHEMA ref, feit, laad, rapport'),
        ('passend_analist', 'SELECT ON ALL TABLES IN SCHEMA ref, laad, rapport'),
        ('passend_analist', 'SELECT ON ' || feiten),
        ('passend_analist', 'EXECUTE ON ALL FUNCTIONS IN SCHEMA rapport'),
        ('passend_inspecteur', 'USAGE ON SCHEMA ref, laad, rapport'),
        ('passend_inspecteur', 'SELECT ON ALL TABLES IN SCHEMA ref, laad, rapport'),
        ('passend_inspecteur', 'EXECUTE ON ALL FUNCTIONS IN SCHEMA rapport'),
        ('passend_dashboard', 'USAGE ON SCHEMA rapport'),
        ('passend_dashboard', 'SELECT ON ALL TABLES IN SCHEMA rapport'),
        ('passend_dashboard', 'EXECUTE ON ALL FUNCTIONS IN SCHEMA rapport')
    LOOP
        IF EXISTS (SELECT FROM pg_roles WHERE rolname = rol) THEN
            EXECUTE format('GRANT %s TO %I', recht, rol);
        END IF;
    END LOOP;
    -- The extension may live in a schema that is not open to everyone.
    FOR rol IN
        SELECT rolname FROM pg_roles
        WHERE rolname IN ('passend_lader', 'passend_analist', 'passend_inspecteur')
          AND NOT has_schema_privilege(oid, typen, 'USAGE')
    LOOP
        IF has_schema_privilege(typen, 'USAGE WITH GRANT OPTION') THEN
            EXECUTE format('GRANT USAGE ON SCHEMA %I TO %I', typen, rol);
        ELSE
            RAISE NOTICE 'role "%" may not use schema "%", where the extension passend is', rol, typen
                USING HINT = format('Ask its owner for: GRANT USAGE ON SCHEMA %I TO %I;', typen, rol);
        END IF;
    END LOOP;
END $$;
