-- Who may do what, once more and for good: as a table of rights that follows from the
-- catalog (laad.recht), and a function that makes the grants equal to it.
-- Rows about one person are nobody's but the owner's, whose reports count them,
-- and passend_onderzoeker's, a role that is to be given on purpose.

DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'passend_onderzoeker') THEN
        CREATE ROLE passend_onderzoeker NOLOGIN;
    END IF;
EXCEPTION
    WHEN insufficient_privilege THEN
        RAISE NOTICE 'role "%" may not create roles; ask an administrator for: CREATE ROLE passend_onderzoeker NOLOGIN;', current_user
            USING HINT = 'Needed only where somebody is to read answers and permits of persons. Then run "passend init" again: it grants the rights.';
    WHEN duplicate_object OR unique_violation THEN
        NULL;       -- made just now, for another database
END $$;

-- An analyst reads facts, but no answers of a person and no permit of a pupil.
DO $$
DECLARE
    regel record;
BEGIN
    FOR regel IN SELECT polname, polrelid::regclass AS tabel FROM pg_policy WHERE polname = 'analisten_lezen' LOOP
        EXECUTE format('DROP POLICY %I ON %s', regel.polname, regel.tabel);
        EXECUTE format($sql$
            CREATE POLICY onderzoekers_lezen ON %s FOR SELECT
            USING (EXISTS (SELECT FROM pg_catalog.pg_roles AS r
                           WHERE r.rolname = 'passend_onderzoeker' AND pg_catalog.pg_has_role(r.oid, 'USAGE')))$sql$, regel.tabel);
        EXECUTE format('COMMENT ON POLICY onderzoekers_lezen ON %s IS %L', regel.tabel, 'Alleen leden van passend_onderzoeker lezen rijen');
    END LOOP;
END $$;
COMMENT ON TABLE feit.respondent IS
    'Wie een vragenlijst beantwoordde, onder een betekenisloze code; alleen onderzoekers (passend_onderzoeker) lezen rijen';
COMMENT ON TABLE feit.antwoord IS
    'Ruwe antwoorden, een rij per respondent en item; alleen onderzoekers (passend_onderzoeker) lezen rijen';
COMMENT ON TABLE feit.tlv IS
    'Toelaatbaarheidsverklaringen (TLV) uit het register van een samenwerkingsverband, zonder leerlinggegevens. Alleen onderzoekers (passend_onderzoeker) lezen rijen';

DO $$
BEGIN
    IF to_regclass('feit.tlv_toets') IS NOT NULL THEN
        COMMENT ON VIEW feit.tlv_toets IS
            'De regels voor toelaatbaarheidsverklaringen, per TLV getoetst; zie ref.tlv_regel. Alleen onderzoekers lezen rijen; rapport.tlv_controles telt ze';
    END IF;
END $$;

-- Relations with rows about one person: those with row security, and the views that
-- read one of them, directly or through another view.
CREATE VIEW laad.persoonlijk AS
WITH RECURSIVE lezer AS (
    SELECT DISTINCT r.ev_class AS lezer, d.refobjid AS gelezen
    FROM pg_rewrite r JOIN pg_depend d ON d.classid = 'pg_rewrite'::regclass AND d.objid = r.oid AND d.refclassid = 'pg_class'::regclass
    WHERE r.ev_class <> d.refobjid
), persoonlijk AS (
    SELECT c.oid FROM pg_class c
    WHERE c.relrowsecurity AND c.relnamespace IN ('feit'::regnamespace, 'ref'::regnamespace)
    UNION
    SELECT l.lezer FROM persoonlijk p JOIN lezer l ON l.gelezen = p.oid
)
SELECT oid::regclass::text AS tabel FROM persoonlijk;
COMMENT ON VIEW laad.persoonlijk IS
    'Tabellen met rijen over een persoon (daar geldt row-level security), en de views die een daarvan lezen';
COMMENT ON COLUMN laad.persoonlijk.tabel IS 'Tabel of view, met schema';

-- What was rejected of a file about persons has the person's answer in it. That a
-- kind of file is not about persons shows in where its rows went.
CREATE VIEW laad.afkeuring_leesbaar AS
SELECT a.bestand_id, a.regel, a.kolom, CASE WHEN v.vrij THEN a.waarde END AS waarde, a.code, a.reden, CASE WHEN v.vrij THEN a.ruw END AS ruw
FROM laad.afkeuring a
LEFT JOIN laad.bestand b USING (bestand_id)
CROSS JOIN LATERAL (
    SELECT has_table_privilege('laad.afkeuring', 'SELECT')
           OR b.dataset IN (SELECT e.dataset FROM laad.eenheid e WHERE e.doel NOT IN (SELECT p.tabel FROM laad.persoonlijk p)) AS vrij
) AS v;
COMMENT ON VIEW laad.afkeuring_leesbaar IS
    'Afgekeurde rijen (laad.afkeuring). Zonder waarde en ruwe tekst waar de bestandssoort over personen gaat, of zo nieuw is dat dat niet blijkt; met alles voor wie laad.afkeuring mag lezen';
COMMENT ON COLUMN laad.afkeuring_leesbaar.bestand_id IS 'Bestand, zie laad.bestand';
COMMENT ON COLUMN laad.afkeuring_leesbaar.regel IS 'Regel in het bestand';
COMMENT ON COLUMN laad.afkeuring_leesbaar.kolom IS 'Kolom met de fout; leeg als de hele rij niet deugt';
COMMENT ON COLUMN laad.afkeuring_leesbaar.waarde IS 'Waarde waar het om gaat; leeg als die er niet is of afgeschermd is';
COMMENT ON COLUMN laad.afkeuring_leesbaar.code IS 'Soort fout';
COMMENT ON COLUMN laad.afkeuring_leesbaar.reden IS 'Wat er mis is';
COMMENT ON COLUMN laad.afkeuring_leesbaar.ruw IS 'De rij zoals aangeleverd; leeg als die afgeschermd is';

-- The functions that a reader of these views must be able to call: a view's functions
-- are called by its reader, also those of the views below it, and what a function
-- with its caller's rights calls.
CREATE FUNCTION laad.nodige_functies(views regclass[]) RETURNS SETOF regprocedure
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    WITH RECURSIVE stap AS (
        SELECT 'pg_class'::regclass AS soort, v::oid AS oid FROM unnest(views) AS v
        UNION
        SELECT d.refclassid::regclass, d.refobjid
        FROM stap s
        LEFT JOIN pg_rewrite r ON s.soort = 'pg_class'::regclass AND r.ev_class = s.oid
        LEFT JOIN pg_proc p ON s.soort = 'pg_proc'::regclass AND p.oid = s.oid AND NOT p.prosecdef
        JOIN pg_depend d ON (d.classid = 'pg_rewrite'::regclass AND d.objid = r.oid)
                         OR (d.classid = 'pg_proc'::regclass AND d.objid = p.oid)
        WHERE d.refclassid IN ('pg_class'::regclass, 'pg_proc'::regclass)
    )
    SELECT s.oid::regprocedure FROM stap s JOIN pg_proc p ON p.oid = s.oid
    WHERE s.soort = 'pg_proc'::regclass
      AND p.pronamespace IN ('ref'::regnamespace, 'feit'::regnamespace, 'laad'::regnamespace, 'rapport'::regnamespace);
END;
COMMENT ON FUNCTION laad.nodige_functies(regclass[]) IS
    'De functies van het warehouse die een lezer van deze views moet mogen uitvoeren: wat een view aanroept, roept zijn lezer aan';

-- All rights, as what is in the warehouse now makes them. Files go to tables with a
-- twin, through a leaf where there are leaves; a leaf that is being built has
-- the right that laad.maak_blad gave, and is left alone here.
CREATE VIEW laad.recht AS
WITH tabel AS (
    SELECT c.oid, c.relnamespace::regnamespace::text AS schema, c.relkind, c.relispartition,
           coalesce(ouder.oid, c.oid) AS stam, c.oid::regclass::text IN (SELECT p.tabel FROM laad.persoonlijk p) AS persoonlijk
    FROM pg_class c
    LEFT JOIN pg_inherits i ON i.inhrelid = c.oid AND c.relispartition
    LEFT JOIN pg_class ouder ON ouder.oid = i.inhparent
    WHERE c.relnamespace::regnamespace::text IN ('ref', 'feit', 'laad', 'rapport') AND c.relkind IN ('r', 'p', 'v', 'm')
      AND c.oid::regclass::text NOT IN (SELECT b.tabel FROM laad.blad b)
), doel AS (
    SELECT t.oid FROM tabel t
    WHERE t.relkind IN ('r', 'p') AND t.schema IN ('ref', 'feit')
      AND EXISTS (SELECT FROM pg_class s JOIN pg_class v ON v.relnamespace = s.relnamespace AND v.relname = s.relname || '_vervallen'
                  WHERE s.oid = t.stam)
), leest (rol, schema) AS (
    VALUES ('passend_dashboard', 'rapport'),
           ('passend_inspecteur', 'rapport'), ('passend_inspecteur', 'ref'), ('passend_inspecteur', 'laad'),
           ('passend_analist', 'rapport'), ('passend_analist', 'ref'), ('passend_analist', 'laad'), ('passend_analist', 'feit'),
           ('passend_onderzoeker', 'rapport'), ('passend_onderzoeker', 'ref'), ('passend_onderzoeker', 'laad'), ('passend_onderzoeker', 'feit'),
           ('passend_lader', 'rapport'), ('passend_lader', 'ref'), ('passend_lader', 'laad'), ('passend_lader', 'feit')
), gelezen AS (
    -- No leaf by itself; rows about persons for researchers, and in reports, which
    -- count them. Rejected rows have such rows in them.
    SELECT l.rol, t.oid, t.relkind
    FROM leest l JOIN tabel t USING (schema)
    WHERE NOT t.relispartition
      AND (l.rol <> 'passend_dashboard' OR t.relkind IN ('v', 'm'))
      AND (l.rol = 'passend_onderzoeker' OR t.schema = 'rapport' OR NOT t.persoonlijk)
      AND (l.rol IN ('passend_onderzoeker', 'passend_lader') OR t.oid <> 'laad.afkeuring'::regclass)
)
SELECT rol, 'SCHEMA'::text AS soort, quote_ident(schema) AS naam, 'USAGE'::text AS recht FROM leest
UNION SELECT rol, 'TABLE', oid::regclass::text, 'SELECT' FROM gelezen
UNION SELECT 'passend_lader', 'TABLE', oid::regclass::text, 'INSERT' FROM doel
UNION SELECT 'passend_lader', 'TABLE', tabel, 'INSERT' FROM (VALUES ('laad.afkeuring'), ('laad.controle')) AS ook (tabel)
UNION SELECT g.rol, 'FUNCTION', f::text, 'EXECUTE'
      FROM (SELECT rol, array_agg(oid::regclass) AS views FROM gelezen WHERE relkind = 'v' GROUP BY rol) AS g, laad.nodige_functies(g.views) AS f
UNION SELECT rol, 'FUNCTION', p.oid::regprocedure::text, 'EXECUTE'
      FROM pg_proc p, unnest(ARRAY['passend_inspecteur', 'passend_analist', 'passend_onderzoeker']) AS rol
      WHERE p.pronamespace = 'rapport'::regnamespace
UNION SELECT 'passend_lader', 'FUNCTION', p.oid::regprocedure::text, 'EXECUTE'
      FROM pg_proc p
      WHERE p.pronamespace = 'laad'::regnamespace
        AND p.proname IN ('nummer_bestand', 'open_bestand', 'sluit_bestand', 'maak_partitie', 'onderhoud', 'maak_blad', 'rond_blad_af', 'ruim_bladen_op', 'vul_aan');
COMMENT ON VIEW laad.recht IS
    'De rechten van de groepsrollen, zoals laad.verleen_rechten ze verleent: dashboard leest views van rapport, inspecteur leest die met ref en laad en draait rapporten, analist leest ook feiten maar geen rijen over personen, onderzoeker ook die, lader voegt toe';
COMMENT ON COLUMN laad.recht.rol IS 'Groepsrol';
COMMENT ON COLUMN laad.recht.soort IS 'SCHEMA, TABLE (ook een view) of FUNCTION';
COMMENT ON COLUMN laad.recht.naam IS 'Waarop, met schema';
COMMENT ON COLUMN laad.recht.recht IS 'Het recht';

-- Makes the grants equal to laad.recht; `passend init` calls it at every run. Roles that
-- are missing are made where that is allowed, else skipped. Nobody gets UPDATE, DELETE or TRUNCATE on anything.
CREATE OR REPLACE FUNCTION laad.verleen_rechten() RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    typen text := (SELECT n.nspname FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace
                   WHERE e.extname = 'passend');
    rol   text;
    r     record;
BEGIN
    PERFORM laad.volg_extensie();
    -- Also in a cluster that a warehouse without its roles was restored into.
    IF (SELECT rolsuper OR rolcreaterole FROM pg_roles WHERE rolname = current_user) THEN
        FOR rol IN
            SELECT DISTINCT w.rol FROM laad.recht w WHERE w.rol NOT IN (SELECT rolname FROM pg_roles) ORDER BY 1
        LOOP
            BEGIN
                EXECUTE format('CREATE ROLE %I NOLOGIN', rol);
            EXCEPTION WHEN duplicate_object OR unique_violation THEN
                NULL;       -- made just now, for another database
            END;
        END LOOP;
    END IF;
    REVOKE ALL ON ALL FUNCTIONS IN SCHEMA ref, feit, laad, rapport FROM PUBLIC;
    FOR r IN
        WITH nu AS (
            SELECT g.rolname::text AS rol, o.soort, o.naam, a.privilege_type AS recht
            FROM (SELECT 'SCHEMA' AS soort, quote_ident(nspname) AS naam, nspacl AS acl FROM pg_namespace
                  WHERE nspname IN ('ref', 'feit', 'laad', 'rapport')
                  UNION ALL
                  SELECT 'TABLE', oid::regclass::text, relacl FROM pg_class
                  WHERE relnamespace::regnamespace::text IN ('ref', 'feit', 'laad', 'rapport') AND relkind IN ('r', 'p', 'v', 'm')
                    AND oid::regclass::text NOT IN (SELECT b.tabel FROM laad.blad b)
                  UNION ALL
                  SELECT 'FUNCTION', oid::regprocedure::text, proacl FROM pg_proc
                  WHERE pronamespace::regnamespace::text IN ('ref', 'feit', 'laad', 'rapport') AND prokind IN ('f', 'a', 'w')
                 ) AS o,
                 aclexplode(o.acl) AS a JOIN pg_roles g ON g.oid = a.grantee
            WHERE g.rolname IN ('passend_lader', 'passend_analist', 'passend_onderzoeker', 'passend_inspecteur', 'passend_dashboard')
        ), straks AS (
            SELECT w.rol, w.soort, w.naam, w.recht FROM laad.recht w WHERE w.rol IN (SELECT rolname FROM pg_roles)
        )
        SELECT 'REVOKE %s ON %s %s FROM %I' AS opdracht, * FROM (SELECT * FROM nu EXCEPT SELECT * FROM straks) AS x
        UNION ALL
        SELECT 'GRANT %s ON %s %s TO %I', * FROM (SELECT * FROM straks EXCEPT SELECT * FROM nu) AS y
        ORDER BY rol, soort, naam, recht
    LOOP
        EXECUTE format(r.opdracht, r.recht, r.soort, r.naam, r.rol);
    END LOOP;
    -- The extension may live in a schema that is not open to everyone.
    FOR rol IN
        SELECT rolname FROM pg_roles
        WHERE rolname IN ('passend_lader', 'passend_analist', 'passend_onderzoeker', 'passend_inspecteur')
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
COMMENT ON FUNCTION laad.verleen_rechten() IS 'Maakt de rechten van de groepsrollen gelijk aan laad.recht: verleent wat ontbreekt en neemt terug wat te veel is; maakt rollen die ontbreken, als dat mag';
