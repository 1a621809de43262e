-- Group roles (NOLOGIN): give a person or a program one of them.
DO $$
DECLARE
    rol  text;
    mist text[] := '{}';
BEGIN
    FOREACH rol IN ARRAY ARRAY['passend_lader', 'passend_analist', 'passend_dashboard', 'passend_inspecteur']
    LOOP
        CONTINUE WHEN EXISTS (SELECT FROM pg_roles WHERE rolname = rol);
        BEGIN
            EXECUTE format('CREATE ROLE %I NOLOGIN', rol);
        EXCEPTION
            WHEN insufficient_privilege THEN
                mist := mist || rol;
            WHEN duplicate_object OR unique_violation THEN
                NULL;       -- made just now, for another database
        END;
    END LOOP;
    IF mist <> '{}' THEN
        RAISE NOTICE 'role "%" may not create roles; ask an administrator for: %', current_user,
            (SELECT string_agg(format('CREATE ROLE %I NOLOGIN;', r), ' ') FROM unnest(mist) AS r)
            USING HINT = 'Then run "passend init" again: it grants the rights.';
    END IF;
END $$;

-- All rights in one place; `passend init` calls it at every run. Roles that do
-- not exist are skipped. Nobody gets UPDATE, DELETE or TRUNCATE on anything.
-- Facts are read through the parent; a leaf of its own has only the right that
-- laad.maak_partitie gives: the loader's COPY goes straight to it.
CREATE FUNCTION laad.verleen_rechten() RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    feiten  text := (SELECT string_agg(oid::regclass::text, ', ') FROM pg_class
                     WHERE relnamespace = 'feit'::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition);
    doelen  text := (SELECT string_agg(oid::regclass::text, ', ') FROM pg_class
                     WHERE relnamespace IN ('feit'::regnamespace, 'ref'::regnamespace)
                       AND relkind IN ('r', 'p') AND relname !~ '_vervallen$');
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
        ('passend_lader', 'INSERT ON laad.afkeuring, ' || doelen),
        ('passend_lader', 'EXECUTE ON FUNCTION laad.open_bestand, laad.sluit_bestand, laad.maak_partitie, laad.onderhoud'),
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
COMMENT ON FUNCTION laad.verleen_rechten() IS
    'Verleent de groepsrollen hun rechten: lader voegt toe, analist leest alles, inspecteur leest rapporten en bronnen, dashboard leest alleen rapporten';
