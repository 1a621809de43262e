-- Group roles (NOLOGIN): give a person or a program one of them.
DO $$
DECLARE
    rol  text;
    mist text[] := '{}';
    mag  boolean := (SELECT rolsuper OR rolcreaterole FROM pg_roles WHERE rolname = current_user);
BEGIN
    FOREACH rol IN ARRAY ARRAY['passend_lader', 'passend_analist', 'passend_dashboard', 'passend_inspecteur']
    LOOP
        IF EXISTS (SELECT FROM pg_roles WHERE rolname = rol) THEN
            CONTINUE;
        ELSIF mag THEN
            EXECUTE format('CREATE ROLE %I NOLOGIN', rol);
        ELSE
            mist := mist || rol;
        END IF;
    END LOOP;
    IF mist <> '{}' THEN
        RAISE NOTICE 'role "%" may not create roles; ask an administrator for: %', current_user,
            (SELECT string_agg(format('CREATE ROLE %I NOLOGIN;', r), ' ') FROM unnest(mist) AS r)
            USING HINT = 'Then run "passend init" again: it grants the rights.';
    END IF;
END $$;

-- All rights in one place; `passend init` calls it at every run. Roles that do
-- not exist are skipped. (A partition's INSERT right: laad.maak_partitie.)
CREATE FUNCTION laad.verleen_rechten() RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE
    recht text;
    rol   text;
BEGIN
    REVOKE ALL ON ALL FUNCTIONS IN SCHEMA laad FROM PUBLIC;
    FOR rol, recht IN VALUES
        ('passend_lader', 'USAGE ON SCHEMA ref, feit, laad, rapport'),
        ('passend_lader', 'SELECT, INSERT, DELETE ON ALL TABLES IN SCHEMA ref, feit'),
        ('passend_lader', 'SELECT ON ALL TABLES IN SCHEMA laad, rapport'),
        ('passend_lader', 'INSERT ON laad.bestand, laad.eenheid, laad.afkeuring'),
        ('passend_lader', 'UPDATE (vervangen_op, vervangen_door) ON laad.eenheid'),
        ('passend_lader', 'USAGE ON ALL SEQUENCES IN SCHEMA laad'),
        ('passend_lader', 'EXECUTE ON FUNCTION laad.open_bestand(text, text), laad.sluit_bestand(jsonb, text, jsonb), '
                          'laad.maak_partitie(text, schooljaar), laad.onderhoud(text)'),
        ('passend_analist', 'USAGE ON SCHEMA ref, feit, laad, rapport'),
        ('passend_analist', 'SELECT ON ALL TABLES IN SCHEMA ref, feit, laad, rapport'),
        ('passend_inspecteur', 'USAGE ON SCHEMA ref, laad, rapport'),
        ('passend_inspecteur', 'SELECT ON ALL TABLES IN SCHEMA ref, laad, rapport'),
        ('passend_inspecteur', 'EXECUTE ON ALL FUNCTIONS IN SCHEMA rapport'),
        ('passend_analist', 'EXECUTE ON ALL FUNCTIONS IN SCHEMA rapport'),
        ('passend_dashboard', 'USAGE ON SCHEMA rapport'),
        ('passend_dashboard', 'SELECT ON ALL TABLES IN SCHEMA rapport')
    LOOP
        IF EXISTS (SELECT FROM pg_roles WHERE rolname = rol) THEN
            EXECUTE format('GRANT %s TO %I', recht, rol);
        END IF;
    END LOOP;
END $$;
COMMENT ON FUNCTION laad.verleen_rechten() IS
    'Verleent de groepsrollen hun rechten: lader schrijft, analist leest alles, inspecteur leest rapporten en bronnen, dashboard leest alleen rapporten';
