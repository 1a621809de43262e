-- Leaf mode: a file that replaces whole years is loaded into new leaves, which no
-- reader sees; laad.sluit_bestand then swaps them for those of the older version.

CREATE TABLE laad.blad (
    tabel      text PRIMARY KEY,
    doel       text NOT NULL,
    schooljaar schooljaar NOT NULL,
    bestand_id integer NOT NULL,
    gemaakt_op timestamptz NOT NULL DEFAULT clock_timestamp()
);
COMMENT ON TABLE laad.blad IS
    'Bladen in aanbouw: partities van een bestand dat nog wordt geladen. Leeg als niemand laadt; wat van een afgebroken lading over is, ruimt laad.ruim_bladen_op op';
COMMENT ON COLUMN laad.blad.tabel IS 'Naam van het blad, met schema';
COMMENT ON COLUMN laad.blad.doel IS 'Tabel waarvan het een partitie wordt';
COMMENT ON COLUMN laad.blad.schooljaar IS 'Waarde van de partitiesleutel';
COMMENT ON COLUMN laad.blad.bestand_id IS 'Nummer van het bestand; het komt pas bij het sluiten in laad.bestand';
COMMENT ON COLUMN laad.blad.gemaakt_op IS 'Tijdstip waarop het blad is gemaakt';

-- The CHECKs from which PostgreSQL proves that all rows of a leaf are of this year
-- and this file: no scan when it is attached. The operator by its full name: that of
-- a type, or of what a domain is of, stands in its schema.
CREATE FUNCTION laad.begrens_blad(blad regclass, ouder regclass, jaar text, bestand_id integer) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    jaarkolom text := laad.partitiekolom(ouder);
    regels    text;
BEGIN
    SELECT string_agg(format('ADD CONSTRAINT %s CHECK (%s%I OPERATOR(%s.=) %L::%s)', v.naam,
                             CASE WHEN NOT k.attnotnull THEN format('%I IS NOT NULL AND ', v.kolom) END,
                             v.kolom, t.typnamespace::regnamespace, v.waarde, t.oid::regtype), ', ')
    INTO regels
    FROM (VALUES ('blad_jaar', jaarkolom, jaar), ('blad_bestand', 'bestand_id', bestand_id::text)) AS v (naam, kolom, waarde)
    JOIN pg_attribute k ON k.attrelid = blad AND k.attname = v.kolom
    JOIN pg_type d ON d.oid = k.atttypid
    JOIN pg_type t ON t.oid = CASE d.typtype WHEN 'd' THEN d.typbasetype ELSE d.oid END
    WHERE NOT EXISTS (SELECT FROM pg_constraint WHERE conrelid = blad AND conname = v.naam);
    IF regels IS NOT NULL THEN
        EXECUTE format('ALTER TABLE %s %s', blad, regels);
    END IF;
END $$;
COMMENT ON FUNCTION laad.begrens_blad(regclass, regclass, text, integer) IS
    'Geeft een blad de beperkingen waaruit volgt dat al zijn rijen van een schooljaar en een bestand zijn';

-- A leaf for one year of one file, not attached to anything yet. Without indexes:
-- they are made when it is full. No block with EXCEPTION here: COPY ... FREEZE wants
-- the table made in its own transaction, not in one within it.
CREATE FUNCTION laad.maak_blad(doel text, jaar schooljaar, bestand_id integer) RETURNS text
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    ouder regclass := laad.doeltabel(doel);
    kolom text := laad.partitiekolom(ouder);
    naam  text := laad.naam_naast(ouder, format('_%s_b%s', replace(jaar::text, '-', '_'), bestand_id));
BEGIN
    PERFORM laad.tweeling(ouder);
    IF bestand_id IS NULL OR EXISTS (SELECT FROM laad.bestand b WHERE b.bestand_id = maak_blad.bestand_id) THEN
        RAISE EXCEPTION 'file % is not being loaded', bestand_id USING ERRCODE = 'object_not_in_prerequisite_state';
    END IF;
    EXECUTE format('CREATE TABLE %s (LIKE %s INCLUDING ALL EXCLUDING INDEXES)', naam, ouder);
    -- Its loader does not send these two with each row.
    EXECUTE format('ALTER TABLE %s REPLICA IDENTITY FULL, ALTER bestand_id SET DEFAULT %s, ALTER %I SET DEFAULT %L', naam, bestand_id, kolom, jaar);
    EXECUTE format('COMMENT ON TABLE %s IS %L', naam, format('%s van %s, %s %s, uit bestand %s', 'Blad', ouder, kolom, jaar, bestand_id));
    IF to_regrole('passend_lader') IS NOT NULL THEN
        EXECUTE format('GRANT INSERT ON %s TO passend_lader', naam);
    END IF;
    -- Before the rows come: checking them one by one costs half of what reading them again does.
    PERFORM laad.begrens_blad(naam::regclass, ouder, jaar::text, bestand_id);
    INSERT INTO laad.blad (tabel, doel, schooljaar, bestand_id) VALUES (naam, ouder::text, jaar, bestand_id);
    RETURN naam;
END $$;
COMMENT ON FUNCTION laad.maak_blad(text, schooljaar, integer) IS
    'Maakt een los blad voor een schooljaar van een bestand dat hele schooljaren vervangt, en geeft zijn naam';

-- The indexes and unique constraints that a leaf of this table must have. Not the
-- BRIN index of other leaves: it would say of every block what blad_bestand says.
CREATE FUNCTION laad.indexeer_blad(blad regclass, ouder regclass) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    i record;
BEGIN
    IF EXISTS (SELECT FROM pg_index WHERE indrelid = blad) THEN
        RETURN;
    END IF;
    FOR i IN
        SELECT x.indisunique, c.contype, pg_get_constraintdef(c.oid) AS beperking,
               split_part(pg_get_indexdef(x.indexrelid), format(' ON ONLY %s USING ', ouder), 2) AS rest
        FROM pg_index x LEFT JOIN pg_constraint c ON c.conindid = x.indexrelid AND c.contype IN ('p', 'u', 'x') AND c.conrelid = ouder
        WHERE x.indrelid = ouder
        ORDER BY x.indexrelid
    LOOP
        IF i.contype IS NOT NULL THEN
            EXECUTE format('ALTER TABLE %s ADD %s', blad, i.beperking);
        ELSE
            EXECUTE format('CREATE %s INDEX ON %s USING %s', CASE WHEN i.indisunique THEN 'UNIQUE' END, blad, i.rest);
        END IF;
    END LOOP;
END $$;
COMMENT ON FUNCTION laad.indexeer_blad(regclass, regclass) IS 'Maakt de indexen van een blad: die van zijn tabel';

-- A leaf that is being built, by its name; an error for anything else.
CREATE FUNCTION laad.blad_in_aanbouw(tabel text) RETURNS laad.blad
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    blad laad.blad;
BEGIN
    SELECT * INTO blad FROM laad.blad b WHERE b.tabel = blad_in_aanbouw.tabel;
    IF NOT FOUND THEN
        RAISE EXCEPTION '"%" is not a leaf that is being built', tabel USING ERRCODE = 'wrong_object_type';
    END IF;
    RETURN blad;
END $$;
COMMENT ON FUNCTION laad.blad_in_aanbouw(text) IS 'De rij van laad.blad bij een naam; een fout voor elke andere tabel';

-- What a full leaf still needs: indexes, statistics; and no defaults any more. Again
-- is no harm.
CREATE FUNCTION laad.rond_blad_af(tabel text) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET default_statistics_target = 10 AS $$
DECLARE
    blad laad.blad := laad.blad_in_aanbouw(tabel);
BEGIN
    EXECUTE format('ALTER TABLE %s ALTER bestand_id DROP DEFAULT, ALTER %I DROP DEFAULT', blad.tabel, laad.partitiekolom(blad.doel::regclass));
    PERFORM laad.indexeer_blad(blad.tabel::regclass, blad.doel::regclass);
    -- A small sample: it is part of every load. Autovacuum takes the usual one later.
    EXECUTE format('ANALYZE %s', blad.tabel);
END $$;
COMMENT ON FUNCTION laad.rond_blad_af(text) IS
    'Maakt een gevuld blad klaar om partitie te worden: indexen, statistieken, en geen standaardwaarden meer';

-- The lock that says that the loader of a file is alive; its session holds it.
CREATE FUNCTION laad.slot_van_bestand(bestand_id integer) RETURNS bigint
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp
RETURN hashtextextended('passend bestand ' || bestand_id, 0);
COMMENT ON FUNCTION laad.slot_van_bestand(integer) IS
    'Sleutel van de sessievergrendeling die een lader vasthoudt zolang hij dit bestand per blad laadt';

-- Drops leaves whose loader is gone, and those of the session itself: a loader that
-- gives up a file calls this too.
CREATE FUNCTION laad.ruim_bladen_op() RETURNS integer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    wees laad.blad;
    weg  integer := 0;
BEGIN
    FOR wees IN SELECT * FROM laad.blad ORDER BY tabel FOR UPDATE SKIP LOCKED
    LOOP
        IF pg_try_advisory_xact_lock(laad.slot_van_bestand(wees.bestand_id)) THEN
            EXECUTE format('DROP TABLE IF EXISTS %s', wees.tabel);
            DELETE FROM laad.blad WHERE tabel = wees.tabel;
            weg := weg + 1;
        END IF;
    END LOOP;
    RETURN weg;
END $$;
COMMENT ON FUNCTION laad.ruim_bladen_op() IS 'Verwijdert bladen in aanbouw waarvan de lader er niet meer is; geeft hun aantal';

-- The leaf of a table for a year, or NULL.
CREATE FUNCTION laad.blad_van(tabel regclass, jaar text) RETURNS regclass
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
RETURN (SELECT c.oid::regclass FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
        WHERE i.inhparent = tabel AND pg_get_expr(c.relpartbound, c.oid) = format('FOR VALUES IN (%L)', jaar));
COMMENT ON FUNCTION laad.blad_van(regclass, text) IS 'De partitie van een tabel voor een schooljaar; NULL als zij er niet is';

-- Locks tables against readers too, without making others queue behind a long
-- report: waits a tenth of a second, lets everyone pass, and tries again. One try in
-- ten is long enough for a deadlock to be seen, and for a vacuum to give way. The
-- session's own lock_timeout, where it has one, says when to give up.
CREATE FUNCTION laad.vergrendel(tabellen regclass[]) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    geduld text := current_setting('lock_timeout');
    ms     integer := (SELECT setting FROM pg_settings WHERE name = 'lock_timeout');
    lang   integer := (SELECT setting::integer + 100 FROM pg_settings WHERE name = 'deadlock_timeout');
    sinds  timestamptz := clock_timestamp();
    tabel  regclass;
BEGIN
    FOR poging IN 1 .. 2147483647
    LOOP
        PERFORM set_config('lock_timeout', CASE WHEN poging % 10 = 0 THEN lang ELSE 100 END::text, true);
        BEGIN
            FOREACH tabel IN ARRAY tabellen
            LOOP
                EXECUTE format('LOCK TABLE ONLY %s IN ACCESS EXCLUSIVE MODE', tabel);
            END LOOP;
            PERFORM set_config('lock_timeout', geduld, true);
            RETURN;
        EXCEPTION WHEN lock_not_available THEN
            IF ms > 0 AND clock_timestamp() >= sinds + ms * interval '1 millisecond' THEN
                RAISE;
            END IF;
        END;
        PERFORM pg_sleep(least(0.05 * poging, 1) * (0.5 + random() / 2));
    END LOOP;
END $$;
COMMENT ON FUNCTION laad.vergrendel(regclass[]) IS
    'Vergrendelt tabellen, ook tegen lezen, in korte pogingen: wie leest wacht niet op een lopend rapport';

-- The leaf for the older version of one year of one file in a twin per leaf, for
-- rows that come one by one.
CREATE FUNCTION laad.maak_tweelingblad(tabel regclass, jaar text, bestand_id integer) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    tweeling regclass := laad.tweeling(tabel);
    naam     text := laad.naam_naast(tabel, format('_%s_b%s', replace(jaar, '-', '_'), bestand_id));
BEGIN
    IF to_regclass(naam) IS NULL THEN
        EXECUTE format('CREATE TABLE %s (LIKE %s INCLUDING COMMENTS)', naam, tweeling);
        EXECUTE format('ALTER TABLE %s REPLICA IDENTITY FULL', naam);
        EXECUTE format('ALTER TABLE %s ATTACH PARTITION %s FOR VALUES FROM (%L, %s) TO (%L, %s)',
                       tweeling, naam, jaar, bestand_id, jaar, bestand_id + 1);
    END IF;
END $$;
COMMENT ON FUNCTION laad.maak_tweelingblad(regclass, text, integer) IS
    'Maakt de partitie van een tweeling voor rijen van een schooljaar en een bestand, als zij er nog niet is';

-- The SQL that puts rows into the twin. A twin of one's own, from before versions
-- had a moment, gets the rows alone.
CREATE FUNCTION laad.vul_tweeling(tabel regclass, bron text, op timestamptz) RETURNS text
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    tweeling regclass := laad.tweeling(tabel);
    kolommen text := laad.kolommen(tabel);
BEGIN
    IF EXISTS (SELECT FROM pg_attribute WHERE attrelid = tweeling AND attname = 'vervallen_op' AND NOT attisdropped) THEN
        RETURN format('INSERT INTO %s (%s, vervallen_op) SELECT %2$s, %L FROM %s', tweeling, kolommen, op, bron);
    END IF;
    RETURN format('INSERT INTO %s (%s) SELECT %2$s FROM %s', tweeling, kolommen, bron);
END $$;
COMMENT ON FUNCTION laad.vul_tweeling(regclass, text, timestamptz) IS
    'SQL die rijen uit een bron toevoegt aan de tabel met vervangen versies';

-- Moves the rows of a unit to the twin one by one.
CREATE FUNCTION laad.verplaats_rijen(tabel regclass, bestand_id integer, sleutel jsonb, op timestamptz) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    eenheid text := format('(SELECT %s AS bestand_id, %L::jsonb AS sleutel) e WHERE %s',
                           bestand_id, sleutel, laad.van_eenheid(laad.sleutelkolommen(sleutel)));
    jaar    text;
BEGIN
    IF (SELECT relkind = 'p' FROM pg_class WHERE oid = laad.tweeling(tabel)) THEN
        FOR jaar IN EXECUTE format('SELECT DISTINCT t.%I::text FROM %s t, %s', laad.partitiekolom(tabel), tabel, eenheid)
        LOOP
            PERFORM laad.maak_tweelingblad(tabel, jaar, bestand_id);
        END LOOP;
    END IF;
    EXECUTE format('WITH oud AS (DELETE FROM %s t USING %s RETURNING t.*) %s', tabel, eenheid, laad.vul_tweeling(tabel, 'oud', op));
END $$;
COMMENT ON FUNCTION laad.verplaats_rijen(regclass, integer, jsonb, timestamptz) IS
    'Verplaatst de rijen van een eenheid van een bestand naar de tabel met vervangen versies';

-- A detached leaf that holds one year of one file becomes a leaf of the twin.
CREATE FUNCTION laad.blad_naar_tweeling(blad regclass, tabel regclass, jaar text, bestand_id integer, op timestamptz) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    tweeling regclass := laad.tweeling(tabel);
    naam     text := laad.naam_naast(tabel, format('_%s_b%s', replace(jaar, '-', '_'), bestand_id));
BEGIN
    IF (SELECT relkind <> 'p' FROM pg_class WHERE oid = tweeling) THEN
        EXECUTE laad.vul_tweeling(tabel, blad::text, op);
        EXECUTE format('DROP TABLE %s', blad);
        RETURN;
    END IF;
    PERFORM laad.begrens_blad(blad, tabel, jaar, bestand_id);
    -- A constant default: PostgreSQL notes it, and writes no row.
    EXECUTE format('ALTER TABLE %s ADD COLUMN vervallen_op timestamptz DEFAULT %L', blad, op);
    EXECUTE format('ALTER TABLE %s ALTER COLUMN vervallen_op DROP DEFAULT', blad);
    IF to_regrole('passend_lader') IS NOT NULL THEN
        EXECUTE format('REVOKE ALL ON %s FROM passend_lader', blad);
    END IF;
    IF blad::text <> naam THEN
        EXECUTE format('ALTER TABLE %s RENAME TO %I', blad, (parse_ident(naam))[2]);
    END IF;
    EXECUTE format('ALTER TABLE %s ATTACH PARTITION %s FOR VALUES FROM (%L, %s) TO (%L, %s)',
                   tweeling, blad, jaar, bestand_id, jaar, bestand_id + 1);
END $$;
COMMENT ON FUNCTION laad.blad_naar_tweeling(regclass, regclass, text, integer, timestamptz) IS
    'Maakt een losse partitie van een schooljaar van een bestand tot partitie van de tabel met vervangen versies';

-- Has a leaf rows of other files than this one (NULL: of any)? From the CHECK on
-- bestand_id, where it has one, PostgreSQL knows without reading it.
CREATE FUNCTION laad.is_gemengd(blad regclass, bestand_id integer) RETURNS boolean
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp SET constraint_exclusion = on AS $$
DECLARE
    gemengd boolean;
BEGIN
    EXECUTE format('SELECT EXISTS (SELECT FROM %s%s)', blad, ' WHERE bestand_id <> ' || bestand_id) INTO gemengd;
    RETURN gemengd;
END $$;
COMMENT ON FUNCTION laad.is_gemengd(regclass, integer) IS 'Heeft een partitie ook rijen van een ander bestand dan dit?';

-- Puts a finished leaf in the place of the present one of its year, which goes to
-- the twin, or away where it is empty. A leaf that other files have rows in
-- stays: only rows move then. The caller has the locks.
CREATE FUNCTION laad.wissel_blad(nieuw laad.blad, sleutel jsonb, oud_bestand integer, op timestamptz) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    tabel regclass := nieuw.doel::regclass;
    jaar  text := nieuw.schooljaar::text;
    oud   regclass := laad.blad_van(tabel, jaar);
    naam  text := laad.naam_naast(tabel, '_' || replace(jaar, '-', '_'));
BEGIN
    IF oud IS NOT NULL AND laad.is_gemengd(oud, oud_bestand) THEN
        IF oud_bestand IS NOT NULL THEN
            PERFORM laad.verplaats_rijen(tabel, oud_bestand, sleutel, op);
        END IF;
        EXECUTE format('ALTER TABLE %s DROP CONSTRAINT IF EXISTS blad_bestand', oud);
        EXECUTE format('INSERT INTO %s (%s) SELECT %2$s FROM %s', oud, laad.kolommen(tabel), nieuw.tabel);
        EXECUTE format('DROP TABLE %s', nieuw.tabel);
        RETURN;
    END IF;
    IF oud IS NOT NULL THEN
        EXECUTE format('ALTER TABLE %s DETACH PARTITION %s', tabel, oud);
        IF laad.is_gemengd(oud, NULL) THEN
            PERFORM laad.blad_naar_tweeling(oud, tabel, jaar, oud_bestand, op);
        ELSE
            EXECUTE format('DROP TABLE %s', oud);
        END IF;
    END IF;
    EXECUTE format('ALTER TABLE %s RENAME TO %I', nieuw.tabel, (parse_ident(naam))[2]);
    EXECUTE format('ALTER TABLE %s ATTACH PARTITION %s FOR VALUES IN (%L)', tabel, naam, jaar);
END $$;
COMMENT ON FUNCTION laad.wissel_blad(laad.blad, jsonb, integer, timestamptz) IS
    'Zet een gevuld blad in de plaats van de partitie van zijn schooljaar; die gaat naar de tabel met vervangen versies';

-- As before; and a leaf that was put in whole gets rows of other files too.
CREATE OR REPLACE FUNCTION laad.maak_partitie(doel text, jaar schooljaar) RETURNS text
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    ouder  regclass := laad.doeltabel(doel);
    blad   regclass;
    naam   text;
BEGIN
    IF (SELECT relkind <> 'p' FROM pg_class WHERE oid = ouder) THEN
        RAISE EXCEPTION '"%" is not a partitioned table', doel USING ERRCODE = 'wrong_object_type';
    END IF;
    naam := laad.naam_naast(ouder, '_' || replace(jaar::text, '-', '_'));
    IF laad.blad_van(ouder, jaar::text) IS NULL THEN
        -- One lock for all years: two loaders that each make several would else
        -- wait for each other.
        PERFORM pg_advisory_xact_lock(hashtextextended('passend partitie ' || ouder::text, 0));
    END IF;
    -- Again, as another loader may have made it while we waited.
    blad := laad.blad_van(ouder, jaar::text);
    IF blad IS NULL THEN
        EXECUTE format('CREATE TABLE %s (LIKE %s INCLUDING ALL)', naam, ouder);
        -- Without a primary key; a publication would refuse to let rows be replaced.
        EXECUTE format('ALTER TABLE %s REPLICA IDENTITY FULL', naam);
        EXECUTE format('ALTER TABLE %s ATTACH PARTITION %s FOR VALUES IN (%L)', ouder, naam, jaar);
        IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'passend_lader') THEN
            EXECUTE format('GRANT INSERT ON %s TO passend_lader', naam);
        END IF;
        RETURN naam;
    END IF;
    IF EXISTS (SELECT FROM pg_constraint WHERE conrelid = blad AND conname = 'blad_bestand') THEN
        PERFORM laad.vergrendel(ARRAY[blad]);
        EXECUTE format('ALTER TABLE %s DROP CONSTRAINT IF EXISTS blad_bestand', blad);
    END IF;
    RETURN blad::text;
END $$;

-- As before; but a leaf that was put in whole needs nothing more. Other files' rows
-- take its bound on bestand_id away, and then it gets the index too.
CREATE OR REPLACE FUNCTION laad.onderhoud(doel text) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    tabel regclass := laad.doeltabel(doel);
    idx   regclass;
BEGIN
    IF EXISTS (SELECT FROM pg_constraint WHERE conrelid = tabel AND conname = 'blad_bestand') THEN
        ANALYZE laad.bestand, laad.eenheid;
        RETURN;
    END IF;
    -- Two loaders at once would both find no index.
    PERFORM pg_advisory_xact_lock(hashtextextended('passend onderhoud ' || tabel::text, 0));
    SELECT i.indexrelid INTO idx
    FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_am a ON a.oid = c.relam
    WHERE i.indrelid = tabel AND a.amname = 'brin';
    IF idx IS NOT NULL THEN
        PERFORM brin_summarize_new_values(idx);
    ELSIF (SELECT relispartition FROM pg_class WHERE oid = tabel) THEN
        EXECUTE format('CREATE INDEX ON %s USING brin (bestand_id)', tabel);
    END IF;
    EXECUTE format('ANALYZE %s', tabel);
    ANALYZE laad.bestand, laad.eenheid;
END $$;
