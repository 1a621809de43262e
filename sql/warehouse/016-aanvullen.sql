-- Completing a file: rows that were rejected come back, mended, in a file of their
-- own. The new version of each unit has these rows and those of the version that is
-- current. What cannot be is refused with SQLSTATE PA001, and its way out as hint.

-- The file that this one completes: that of the current version of its units, or
-- where that is a completion itself the file that it completes. Other completions of
-- the same file wait, as each counts which rejected rows are left.
CREATE FUNCTION laad.bron_van_aanvulling(nieuw laad.bestand, tabel regclass, eenheden jsonb) RETURNS laad.bestand
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    bronnen integer[];
    bron    laad.bestand;
BEGIN
    SELECT array_agg(DISTINCT coalesce(b.vult_aan, b.bestand_id)) INTO bronnen
    FROM jsonb_array_elements(eenheden) AS n
    JOIN laad.eenheid e ON e.doel = tabel::text AND e.sleutel = n -> 'sleutel' AND e.vervangen_op IS NULL
    JOIN laad.bestand b ON b.bestand_id = e.bestand_id;
    IF bronnen IS NULL THEN
        RAISE EXCEPTION 'there is nothing to complete, as no unit of its rows has a current version'
            USING ERRCODE = 'PA001', HINT = 'load the whole file, or these rows without the column passend_regel as a file of their own';
    ELSIF cardinality(bronnen) > 1 THEN
        RAISE EXCEPTION 'its rows are of several files: %',
            (SELECT string_agg(format('"%s" (%s)', b.naam, b.bestand_id), ', ' ORDER BY b.bestand_id)
             FROM laad.bestand b WHERE b.bestand_id = ANY (bronnen))
            USING ERRCODE = 'PA001', HINT = 'put the rows of each in a file of their own';
    END IF;
    PERFORM pg_advisory_xact_lock(hashtextextended('passend aanvulling ' || bronnen[1], 0));
    SELECT b.* INTO bron FROM laad.bestand b WHERE b.bestand_id = bronnen[1];
    RETURN bron;
END $$;
COMMENT ON FUNCTION laad.bron_van_aanvulling(laad.bestand, regclass, jsonb) IS
    'Het bestand dat een aanvulling aanvult; een fout (PA001) als er geen is, of meer dan een';

-- Is it the same kind of file, loaded in the same way, and has it rejected rows left?
CREATE FUNCTION laad.toets_aanvulling(nieuw laad.bestand, bron laad.bestand) RETURNS void
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    naam  text := format('"%s" (%s)', bron.naam, bron.bestand_id);
    rijen bigint := nieuw.rijen_geladen + nieuw.rijen_afgekeurd;
    over  bigint := laad.rijen_open(bron.bestand_id);
BEGIN
    IF nieuw.dataset <> bron.dataset THEN
        RAISE EXCEPTION 'it is of dataset "%", and the current version, from %, of "%"', nieuw.dataset, naam, bron.dataset
            USING ERRCODE = 'PA001', HINT = 'complete a file with rows of its own kind (--dataset)';
    ELSIF nieuw.status <> coalesce(bron.status, '') THEN
        RAISE EXCEPTION '--status is %, and that of % is %', nieuw.status, naam, coalesce(bron.status, 'unknown')
            USING ERRCODE = 'PA001', HINT = 'leave --status out: it has that of the file that it completes';
    ELSIF nieuw.instellingen <> bron.instellingen THEN
        RAISE EXCEPTION '--set and --mask are %, and those of % are %', nieuw.instellingen, naam, bron.instellingen
            USING ERRCODE = 'PA001', HINT = 'give the same';
    ELSIF over = 0 THEN
        RAISE EXCEPTION 'the current version, from %, has no rejected rows%', naam, CASE WHEN bron.rijen_afgekeurd > 0 THEN ' left' ELSE '' END
            USING ERRCODE = 'PA001', HINT = 'the rows were loaded before, or the file was issued again; "passend rejects" tells what is left';
    ELSIF rijen > over THEN
        RAISE EXCEPTION 'it has % rows, and of the rejected rows of % there are % left', rijen, naam, over
            USING ERRCODE = 'PA001', HINT = '"passend rejects" of the file that was loaded last gives those';
    END IF;
END $$;
COMMENT ON FUNCTION laad.toets_aanvulling(laad.bestand, laad.bestand) IS
    'Een fout (PA001) als een aanvulling niet past bij het bestand dat zij aanvult';

-- A key that a new row and a row of the current version of a unit have both; NULL: there
-- is none. As text, and as arrays, which say that NULL is NULL and can be hashed.
CREATE FUNCTION laad.dubbele_sleutel(tabel regclass, blad regclass, bestand_id integer, oud_bestand integer, eenheid jsonb, kolommen text[])
RETURNS text
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    rij    text := (SELECT format('SELECT ARRAY[%s] AS k FROM', string_agg(format('t.%I::text', k), ', ')) FROM unnest(kolommen) AS k);
    dubbel text[];
BEGIN
    EXECUTE format('SELECT k FROM (%s %s t WHERE t.bestand_id = %s) n '
                   'JOIN (%1$s %4$s t, (SELECT %5$s AS bestand_id, %6$L::jsonb AS sleutel) e WHERE %7$s) o USING (k) '
                   'ORDER BY k COLLATE "C" LIMIT 1',
                   rij, blad, bestand_id, tabel, oud_bestand, eenheid, laad.van_eenheid(laad.sleutelkolommen(eenheid)))
    INTO dubbel;
    RETURN (SELECT string_agg(format('%s %s', k, coalesce(waarde, 'NULL')), ', ' ORDER BY nr)
            FROM unnest(kolommen, dubbel) WITH ORDINALITY AS d (k, waarde, nr)
            WHERE dubbel IS NOT NULL);
END $$;
COMMENT ON FUNCTION laad.dubbele_sleutel(regclass, regclass, integer, integer, jsonb, text[]) IS
    'De eerste sleutel die zowel een nieuwe rij heeft als een rij van de actuele versie van de eenheid; NULL als er geen is';

-- Copies the rows of the current version of a unit into the new one.
CREATE FUNCTION laad.neem_rijen_over(tabel regclass, blad regclass, bestand_id integer, oud_bestand integer, eenheid jsonb) RETURNS bigint
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    waarden text := (SELECT string_agg(CASE attname WHEN 'bestand_id' THEN neem_rijen_over.bestand_id::text ELSE 't.' || quote_ident(attname) END,
                                       ', ' ORDER BY attnum)
                     FROM pg_attribute WHERE attrelid = tabel AND attnum > 0 AND NOT attisdropped);
    aantal  bigint;
BEGIN
    EXECUTE format('INSERT INTO %s (%s) SELECT %s FROM %s t, (SELECT %s AS bestand_id, %L::jsonb AS sleutel) e WHERE %s',
                   blad, laad.kolommen(tabel), waarden, tabel, oud_bestand, eenheid, laad.van_eenheid(laad.sleutelkolommen(eenheid)));
    GET DIAGNOSTICS aantal = ROW_COUNT;
    RETURN aantal;
END $$;
COMMENT ON FUNCTION laad.neem_rijen_over(regclass, regclass, integer, integer, jsonb) IS
    'Kopieert de rijen van de actuele versie van een eenheid naar de nieuwe; geeft hun aantal';

-- Called behind the rows of a completion and before laad.sluit_bestand, in one
-- transaction: takes the rows of the current versions over, into the leaf of the
-- unit where it has one. A row per unit, in the order of the list. A unit that has no
-- current version had all its rows rejected; it begins with these.
CREATE FUNCTION laad.vul_aan(bestand jsonb, doel text, eenheden jsonb, bladen jsonb, sleutel text[])
RETURNS TABLE (bron_id integer, bron_naam text, bron_status text, overgenomen bigint)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp SET datestyle = 'ISO' AS $$
DECLARE
    nieuw   laad.bestand := jsonb_populate_record(NULL::laad.bestand, bestand);
    ouder   regclass := laad.doeltabel(doel);
    lijst   laad.blad[] := laad.aangeboden_bladen(bladen, ouder, nieuw.bestand_id);
    kolom   text := CASE WHEN lijst <> '{}' THEN laad.partitiekolom(ouder) END;
    bron    laad.bestand;
    eenheid record;
    dubbel  text;
BEGIN
    IF EXISTS (SELECT FROM laad.bestand b WHERE b.bestand_id = nieuw.bestand_id) THEN
        RAISE EXCEPTION 'file % is not being loaded', nieuw.bestand_id USING ERRCODE = 'object_not_in_prerequisite_state';
    END IF;
    PERFORM laad.vergrendel_eenheden(ouder, eenheden);
    bron := laad.bron_van_aanvulling(nieuw, ouder, eenheden);
    PERFORM laad.toets_aanvulling(nieuw, bron);
    FOR eenheid IN
        SELECT n.e -> 'sleutel' AS sleutel, oud.bestand_id AS oud, coalesce(b.tabel, ouder::text)::regclass AS blad
        FROM jsonb_array_elements(eenheden) WITH ORDINALITY AS n (e, nr)
        LEFT JOIN laad.eenheid oud ON oud.doel = ouder::text AND oud.sleutel = n.e -> 'sleutel' AND oud.vervangen_op IS NULL
        LEFT JOIN unnest(lijst) AS b ON jsonb_build_object(kolom, b.schooljaar::text) = n.e -> 'sleutel'
        ORDER BY n.nr
    LOOP
        IF eenheid.oud IS NOT NULL AND cardinality(sleutel) > 0 THEN
            dubbel := laad.dubbele_sleutel(ouder, eenheid.blad, nieuw.bestand_id, eenheid.oud, eenheid.sleutel, sleutel);
            IF dubbel IS NOT NULL THEN
                RAISE EXCEPTION 'a row with % is there already, from "%" (%)', dubbel, bron.naam, bron.bestand_id
                    USING ERRCODE = 'PA001', HINT = 'mend its key, or leave it out';
            END IF;
        END IF;
        bron_id := bron.bestand_id;
        bron_naam := bron.naam;
        bron_status := bron.status;
        overgenomen := CASE WHEN eenheid.oud IS NULL THEN 0
                       ELSE laad.neem_rijen_over(ouder, eenheid.blad, nieuw.bestand_id, eenheid.oud, eenheid.sleutel) END;
        RETURN NEXT;
    END LOOP;
END $$;
COMMENT ON FUNCTION laad.vul_aan(jsonb, text, jsonb, jsonb, text[]) IS
    'Neemt voor een bestand met herstelde rijen de rijen van de actuele versies van zijn eenheden over; geeft per eenheid hoeveel, en welk bestand het aanvult. Een fout (PA001) als dat niet kan';
