-- Opening and closing a file, with leaves, and with what is provisional.

-- Is the current version of a unit from a file that was called final?
CREATE FUNCTION laad.is_definitief(doel text, sleutel jsonb) RETURNS boolean
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
RETURN EXISTS (SELECT FROM laad.eenheid e JOIN laad.bestand b ON b.bestand_id = e.bestand_id
               WHERE e.doel = is_definitief.doel AND e.sleutel = is_definitief.sleutel
                 AND e.vervangen_op IS NULL AND b.status = 'definitief');
COMMENT ON FUNCTION laad.is_definitief(text, jsonb) IS 'Is de actuele versie van een eenheid definitief?';

-- As before; but a provisional version that a final one keeps from being current
-- is up to date: to load it again would change nothing. And content that has been
-- replaced since is loaded again only if that is asked for: a folder that holds
-- both versions would else change places with itself at every run. A loader that has
-- a number already keeps it.
DROP FUNCTION laad.open_bestand(text, text, text, jsonb);
CREATE FUNCTION laad.open_bestand(sha256 text, naam text, status text, instellingen jsonb, opnieuw boolean DEFAULT false,
                                  nummer integer DEFAULT NULL) RETURNS integer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    actueel boolean;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('passend ' || sha256, 0));
    SELECT bool_or(b.toestand = 'leeg'
                   OR NOT EXISTS (SELECT FROM laad.eenheid e
                                  WHERE e.bestand_id = b.bestand_id AND e.vervangen_op IS NOT NULL
                                    AND (b.status = 'voorlopig' AND laad.is_definitief(e.doel, e.sleutel)) IS NOT TRUE))
    INTO actueel
    FROM laad.bestand b
    WHERE b.sha256 = open_bestand.sha256
      AND CASE b.toestand
          WHEN 'leeg' THEN b.naam = open_bestand.naam
          ELSE (b.status = open_bestand.status OR open_bestand.status IS NULL) AND b.instellingen @> open_bestand.instellingen
          END;
    IF actueel THEN
        RETURN NULL;
    ELSIF NOT actueel AND NOT opnieuw THEN
        RETURN 0;
    END IF;
    RETURN coalesce(nummer, nextval(pg_get_serial_sequence('laad.bestand', 'bestand_id')));
END $$;
COMMENT ON FUNCTION laad.open_bestand(text, text, text, jsonb, boolean, integer) IS
    'Geeft een nieuw bestandsnummer, of het gegeven nummer; NULL als de inhoud al zo geladen en actueel is (of voorlopig, naast een definitieve versie); 0 als zij geladen was maar sindsdien is vervangen, tenzij opnieuw. Vergrendelt de inhoud tot het eind van de transactie';

-- A large file need not be hashed to know that it is new, where no other has its size.
-- It gets its number here, and is looked up with open_bestand before it is closed.
CREATE FUNCTION laad.nummer_bestand(bytes bigint) RETURNS integer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT FROM laad.bestand b WHERE b.bytes = nummer_bestand.bytes) THEN
        RETURN NULL;
    END IF;
    RETURN nextval(pg_get_serial_sequence('laad.bestand', 'bestand_id'));
END $$;
COMMENT ON FUNCTION laad.nummer_bestand(bigint) IS
    'Geeft een nieuw bestandsnummer als er geen geladen bestand van zoveel bytes is, en het dus nieuw is; anders NULL: dan moet laad.open_bestand de inhoud opzoeken';

-- The register row of a file.
CREATE FUNCTION laad.schrijf_bestand(nieuw laad.bestand) RETURNS void
LANGUAGE sql VOLATILE SET search_path = pg_catalog, pg_temp
BEGIN ATOMIC
    INSERT INTO laad.bestand (bestand_id, toestand, dataset, naam, archief, sha256, bytes, codering, scheidingsteken, status,
        instellingen, regels, regels_kop, regels_leeg, regels_geladen, regels_afgekeurd, rijen_geladen, rijen_afgekeurd,
        feiten, cellen, cellen_gemaskeerd, geladen_op, geladen_door, programma)
    VALUES (nieuw.bestand_id, nieuw.toestand, nieuw.dataset, nieuw.naam, nieuw.archief, nieuw.sha256, nieuw.bytes, nieuw.codering,
        nieuw.scheidingsteken, nieuw.status, nieuw.instellingen, nieuw.regels, nieuw.regels_kop, nieuw.regels_leeg,
        nieuw.regels_geladen, nieuw.regels_afgekeurd, nieuw.rijen_geladen, nieuw.rijen_afgekeurd, nieuw.feiten, nieuw.cellen,
        nieuw.cellen_gemaskeerd, nieuw.geladen_op, nieuw.geladen_door, nieuw.programma);
END;
COMMENT ON FUNCTION laad.schrijf_bestand(laad.bestand) IS 'Schrijft de registerrij van een bestand';

-- How many of the rejected rows of a file no other file has put in yet.
CREATE FUNCTION laad.rijen_open(bestand_id integer) RETURNS bigint
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
RETURN (SELECT b.rijen_afgekeurd - coalesce((SELECT sum(a.rijen_geladen) FROM laad.bestand a WHERE a.vult_aan = b.bestand_id), 0)::bigint
        FROM laad.bestand b WHERE b.bestand_id = rijen_open.bestand_id);
COMMENT ON FUNCTION laad.rijen_open(integer) IS 'Hoeveel afgekeurde rijen van een bestand nog geen ander bestand heeft aangevuld';

-- The leaves that a loader hands over: each must be of this file and this table.
CREATE FUNCTION laad.aangeboden_bladen(bladen jsonb, tabel regclass, bestand_id integer) RETURNS laad.blad[]
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    element jsonb;
    blad    laad.blad;
    lijst   laad.blad[] := '{}';
BEGIN
    FOR element IN SELECT * FROM jsonb_array_elements(bladen)
    LOOP
        blad := laad.blad_in_aanbouw(element ->> 'tabel');
        IF (blad.doel, blad.bestand_id, blad.schooljaar::text) IS DISTINCT FROM (tabel::text, bestand_id, element ->> 'schooljaar') THEN
            RAISE EXCEPTION 'leaf % is of % in file %, not of % in file %', blad.tabel, blad.schooljaar, blad.bestand_id,
                element ->> 'schooljaar', bestand_id USING ERRCODE = 'invalid_parameter_value';
        END IF;
        lijst := lijst || blad;
    END LOOP;
    RETURN lijst;
END $$;
COMMENT ON FUNCTION laad.aangeboden_bladen(jsonb, regclass, integer) IS
    'De bladen die een lader aanbiedt; een fout als er een niet van dit bestand en deze tabel is';

-- Waits for other loaders of the same units, in the order of the keys, so that two
-- cannot wait for each other; before anything else is locked.
CREATE FUNCTION laad.vergrendel_eenheden(tabel regclass, eenheden jsonb) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    sleutel jsonb;
BEGIN
    FOR sleutel IN SELECT e -> 'sleutel' FROM jsonb_array_elements(eenheden) AS e ORDER BY 1
    LOOP
        PERFORM pg_advisory_xact_lock(hashtextextended(format('passend %s%s', tabel, sleutel), 0));
    END LOOP;
END $$;
COMMENT ON FUNCTION laad.vergrendel_eenheden(regclass, jsonb) IS 'Wacht op andere laders van dezelfde eenheden';

-- All locks that swapping these leaves takes. That against readers of the table is
-- needed only where an older leaf goes.
CREATE FUNCTION laad.vergrendel_bladen(ouder regclass, kolom text, bladen laad.blad[], status text) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    nieuwe regclass[] := ARRAY(SELECT b.tabel::regclass FROM unnest(bladen) AS b ORDER BY b.tabel);
    oude   regclass[];
BEGIN
    EXECUTE format('LOCK TABLE ONLY %s, ONLY %s IN SHARE UPDATE EXCLUSIVE MODE', ouder, laad.tweeling(ouder));
    oude := ARRAY(SELECT laad.blad_van(ouder, b.schooljaar::text) FROM unnest(bladen) AS b
                  WHERE laad.blad_van(ouder, b.schooljaar::text) IS NOT NULL
                    AND NOT (status IS NOT DISTINCT FROM 'voorlopig'
                             AND laad.is_definitief(ouder::text, jsonb_build_object(kolom, b.schooljaar::text))));
    IF oude <> '{}' THEN
        oude := ouder || oude;
    END IF;
    PERFORM laad.vergrendel(nieuwe || oude);
END $$;
COMMENT ON FUNCTION laad.vergrendel_bladen(regclass, text, laad.blad[], text) IS
    'Neemt alle vergrendelingen die het wisselen van bladen vraagt';

-- Puts one unit in place: the older version moves to the twin, or, where that is
-- final and this one provisional, this one does. True where it replaced one.
CREATE FUNCTION laad.sluit_eenheid(nieuw laad.bestand, tabel regclass, eenheid laad.eenheid, blad laad.blad) RETURNS boolean
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    oud   laad.eenheid;
    opzij boolean := nieuw.status IS NOT DISTINCT FROM 'voorlopig' AND laad.is_definitief(tabel::text, eenheid.sleutel);
BEGIN
    SELECT * INTO oud FROM laad.eenheid e WHERE e.doel = tabel::text AND e.sleutel = eenheid.sleutel AND e.vervangen_op IS NULL;
    IF opzij AND blad.tabel IS NOT NULL THEN
        PERFORM laad.blad_naar_tweeling(blad.tabel::regclass, tabel, blad.schooljaar::text, nieuw.bestand_id, nieuw.geladen_op);
    ELSIF opzij THEN
        PERFORM laad.verplaats_rijen(tabel, nieuw.bestand_id, eenheid.sleutel, nieuw.geladen_op);
    ELSIF blad.tabel IS NOT NULL THEN
        PERFORM laad.wissel_blad(blad, eenheid.sleutel, oud.bestand_id, nieuw.geladen_op);
    ELSIF oud.eenheid_id IS NOT NULL THEN
        PERFORM laad.verplaats_rijen(tabel, oud.bestand_id, eenheid.sleutel, nieuw.geladen_op);
    END IF;
    DELETE FROM laad.blad b WHERE b.tabel = blad.tabel;
    IF NOT opzij THEN
        UPDATE laad.eenheid SET vervangen_op = nieuw.geladen_op, vervangen_door = nieuw.bestand_id WHERE eenheid_id = oud.eenheid_id;
    END IF;
    INSERT INTO laad.eenheid (bestand_id, dataset, doel, sleutel, teldatum, volledig, feiten, vervangen_op, vervangen_door)
    VALUES (nieuw.bestand_id, nieuw.dataset, tabel::text, eenheid.sleutel, eenheid.teldatum,
            nieuw.rijen_afgekeurd = 0 AND (nieuw.vult_aan IS NULL OR laad.rijen_open(nieuw.vult_aan) = 0), eenheid.feiten,
            CASE WHEN opzij THEN nieuw.geladen_op END, CASE WHEN opzij THEN oud.bestand_id END);
    RETURN oud.eenheid_id IS NOT NULL AND NOT opzij;
END $$;
COMMENT ON FUNCTION laad.sluit_eenheid(laad.bestand, regclass, laad.eenheid, laad.blad) IS
    'Maakt een eenheid actueel, of legt haar als voorlopige naast een definitieve; waar als zij een oudere versie verving';

-- Closes a file: its register row, its units, and the older versions of those
-- units moved out of the target table into <target>_vervallen. All locks first.
-- Where it puts in the last rejected row of another file, all units of that are whole.
DROP FUNCTION laad.sluit_bestand(jsonb, text, jsonb);
CREATE FUNCTION laad.sluit_bestand(bestand jsonb, doel text, eenheden jsonb, bladen jsonb DEFAULT '[]') RETURNS integer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET datestyle = 'ISO' AS $$
DECLARE
    nieuw     laad.bestand := jsonb_populate_record(NULL::laad.bestand, bestand);
    tabel     regclass := CASE WHEN jsonb_array_length(eenheden) + jsonb_array_length(bladen) > 0 THEN laad.doeltabel(doel) END;
    lijst     laad.blad[] := laad.aangeboden_bladen(bladen, tabel, nieuw.bestand_id);
    kolom     text := CASE WHEN lijst <> '{}' THEN laad.partitiekolom(tabel) END;
    eenheid   laad.eenheid;
    blad      laad.blad;
    gewisseld integer := 0;
    vervangen integer := 0;
BEGIN
    PERFORM laad.vergrendel_eenheden(tabel, eenheden);
    IF lijst <> '{}' THEN
        PERFORM laad.vergrendel_bladen(tabel, kolom, lijst, nieuw.status);
    END IF;
    nieuw.geladen_op := clock_timestamp();
    nieuw.geladen_door := session_user;
    PERFORM laad.schrijf_bestand(nieuw);
    FOR eenheid IN
        SELECT e.* FROM jsonb_populate_recordset(NULL::laad.eenheid, eenheden) AS e ORDER BY e.sleutel
    LOOP
        blad := NULL;
        SELECT b.* INTO blad FROM unnest(lijst) AS b WHERE jsonb_build_object(kolom, b.schooljaar::text) = eenheid.sleutel;
        gewisseld := gewisseld + (blad.tabel IS NOT NULL)::integer;
        vervangen := vervangen + laad.sluit_eenheid(nieuw, tabel, eenheid, blad)::integer;
    END LOOP;
    IF gewisseld <> cardinality(lijst) THEN
        RAISE EXCEPTION '% leaves for % units', cardinality(lijst), gewisseld USING ERRCODE = 'invalid_parameter_value',
            HINT = format('A leaf belongs to the unit {"%s": year} of its year.', kolom);
    END IF;
    IF nieuw.vult_aan IS NOT NULL AND laad.rijen_open(nieuw.vult_aan) = 0 THEN
        UPDATE laad.eenheid e SET volledig_op = nieuw.geladen_op
        FROM laad.bestand b
        WHERE b.bestand_id = e.bestand_id AND nieuw.vult_aan IN (b.bestand_id, b.vult_aan)
          AND NOT e.volledig AND e.vervangen_op IS NULL;
    END IF;
    RETURN vervangen;
END $$;
COMMENT ON FUNCTION laad.sluit_bestand(jsonb, text, jsonb, jsonb) IS
    'Schrijft de registerrij en de eenheden van een bestand, zet zijn bladen op hun plaats en verplaatst vervangen eenheden naar <doel>_vervallen; geeft het aantal vervangen eenheden';
