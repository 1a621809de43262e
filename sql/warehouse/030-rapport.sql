-- The stored reports as data: what each answers, by what definition, from which
-- tables, and what its parameters may be. The files of sql/reports/ write it with
-- laad.beschrijf_rapport; rapport.catalogus shows it.

CREATE TABLE ref.rapport (
    rapport    text PRIMARY KEY,
    titel      text NOT NULL,
    vraag      text NOT NULL,
    definitie  text NOT NULL,
    bron       text NOT NULL,
    voorbeeld  text NOT NULL,
    kolommen   text NOT NULL,
    kop        text,
    geen_rijen text,
    tabellen   text[] NOT NULL
);
COMMENT ON TABLE ref.rapport IS 'De opgeslagen rapporten: functies in schema rapport die een inspecteur uitvoert';
COMMENT ON COLUMN ref.rapport.rapport IS 'Naam van het rapport: de functie in schema rapport';
COMMENT ON COLUMN ref.rapport.titel IS 'Titel';
COMMENT ON COLUMN ref.rapport.vraag IS 'Welke vraag het rapport beantwoordt';
COMMENT ON COLUMN ref.rapport.definitie IS 'Hoe de cijfers zijn bepaald, en wat onbekend blijft';
COMMENT ON COLUMN ref.rapport.bron IS 'Waar gegevens en definitie vandaan komen';
COMMENT ON COLUMN ref.rapport.voorbeeld IS 'Argumenten van een voorbeeld, zoals schooljaar => ''2024-2025''; leeg = zonder';
COMMENT ON COLUMN ref.rapport.kolommen IS 'Wat passend report als tabel toont: een SELECT-lijst over de rijen r van het rapport';
COMMENT ON COLUMN ref.rapport.kop IS 'Uitdrukking over r: rijen achter elkaar met dezelfde waarde vormen een tabel onder die kop; NULL = een tabel';
COMMENT ON COLUMN ref.rapport.geen_rijen IS 'Uitdrukking (tekst) die zegt wat er wel is, als er geen rij is; NULL = de geladen bestanden';
COMMENT ON COLUMN ref.rapport.tabellen IS 'Tabellen waaruit het rapport leest; hun bestanden zijn de herkomst';

CREATE TABLE ref.rapport_parameter (
    rapport   text NOT NULL REFERENCES ref.rapport ON DELETE CASCADE,
    parameter text NOT NULL,
    uitleg    text NOT NULL,
    waarden   text[],
    PRIMARY KEY (rapport, parameter)
);
COMMENT ON TABLE ref.rapport_parameter IS 'Parameters van de opgeslagen rapporten; naam, soort en standaardwaarde staan in de functie zelf';
COMMENT ON COLUMN ref.rapport_parameter.rapport IS 'Rapport, zie ref.rapport';
COMMENT ON COLUMN ref.rapport_parameter.parameter IS 'Naam van het argument van de functie';
COMMENT ON COLUMN ref.rapport_parameter.uitleg IS 'Wat de parameter doet';
COMMENT ON COLUMN ref.rapport_parameter.waarden IS 'De waarden die mogen; NULL = geen gesloten lijst';

-- The function of a report. There is one of each name.
CREATE FUNCTION laad.rapportfunctie(rapport text) RETURNS regprocedure
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    gevonden oid[] := ARRAY(SELECT oid FROM pg_proc WHERE pronamespace = 'rapport'::regnamespace AND proname = rapport);
BEGIN
    IF cardinality(gevonden) <> 1 THEN
        RAISE EXCEPTION 'rapport.% is % functions, not one', rapport, cardinality(gevonden) USING ERRCODE = 'undefined_function';
    END IF;
    RETURN gevonden[1];
END $$;
COMMENT ON FUNCTION laad.rapportfunctie(text) IS 'De functie van een rapport; een fout als er niet precies een is';

-- Writes the description of a report. parameters is {"name": "what it does"} or
-- {"name": {"uitleg": "what it does", "waarden": ["what", "it", "may be"]}}; per and
-- publiek mean the same everywhere and are described here.
CREATE FUNCTION laad.beschrijf_rapport(rapport text, titel text, vraag text, definitie text, bron text, tabellen text[],
                                       parameters jsonb DEFAULT '{}', voorbeeld text DEFAULT '', kolommen text DEFAULT 'r.*',
                                       kop text DEFAULT NULL, geen_rijen text DEFAULT NULL) RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
    functie  regprocedure := laad.rapportfunctie(rapport);
    vast     CONSTANT jsonb := jsonb_build_object(
        'per', 'Tijdstip: het rapport zoals het toen was; leeg = nu',
        'publiek', 'Waar: voor publicatie. Kleine aantallen zijn afgeschermd, en andere aantallen waar die anders te herleiden zijn');
    namen    text[];
    verschil text;
    tabel    text;
BEGIN
    SELECT coalesce(p.proargnames[1:p.pronargs], '{}') INTO namen FROM pg_proc p WHERE p.oid = functie;
    SELECT string_agg(quote_ident(naam), ', ' ORDER BY naam) INTO verschil
    FROM (SELECT unnest(namen) EXCEPT SELECT jsonb_object_keys(vast || parameters)
          UNION ALL (SELECT jsonb_object_keys(parameters) EXCEPT SELECT unnest(namen))) AS v (naam);
    IF verschil IS NOT NULL THEN
        RAISE EXCEPTION 'report %: arguments and descriptions differ in %', rapport, verschil USING ERRCODE = 'invalid_parameter_value';
    END IF;
    FOREACH tabel IN ARRAY tabellen LOOP
        PERFORM tabel::regclass;
    END LOOP;
    DELETE FROM ref.rapport AS r WHERE r.rapport = beschrijf_rapport.rapport;
    INSERT INTO ref.rapport (rapport, titel, vraag, definitie, bron, voorbeeld, kolommen, kop, geen_rijen, tabellen)
    VALUES (beschrijf_rapport.rapport, beschrijf_rapport.titel, beschrijf_rapport.vraag, beschrijf_rapport.definitie, beschrijf_rapport.bron,
            beschrijf_rapport.voorbeeld, beschrijf_rapport.kolommen, beschrijf_rapport.kop, beschrijf_rapport.geen_rijen,
            beschrijf_rapport.tabellen);
    INSERT INTO ref.rapport_parameter (rapport, parameter, uitleg, waarden)
    SELECT beschrijf_rapport.rapport, p.naam,
           CASE jsonb_typeof(p.waarde) WHEN 'string' THEN p.waarde #>> '{}' ELSE p.waarde ->> 'uitleg' END,
           CASE WHEN jsonb_typeof(p.waarde -> 'waarden') = 'array' THEN ARRAY(SELECT jsonb_array_elements_text(p.waarde -> 'waarden')) END
    FROM jsonb_each(vast || parameters) AS p (naam, waarde)
    WHERE p.naam = ANY (namen);
    EXECUTE format('COMMENT ON FUNCTION %s IS %L', functie, titel || '. ' || vraag || ' ' || definitie);
    -- Compiling a plan of many partitions takes longer than running it.
    EXECUTE format('ALTER FUNCTION %s SET jit = off', functie);
END $$;
COMMENT ON FUNCTION laad.beschrijf_rapport(text, text, text, text, text, text[], jsonb, text, text, text, text) IS
    'Beschrijft een rapport in ref.rapport; een fout als argumenten en beschrijvingen verschillen';

-- A value that a report does not know is an error that names those it does.
CREATE FUNCTION laad.eis_waarde(rapport text, parameter text, waarde text) RETURNS void
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    toegestaan text[] := (SELECT p.waarden FROM ref.rapport_parameter p
                          WHERE p.rapport = eis_waarde.rapport AND p.parameter = eis_waarde.parameter);
BEGIN
    IF waarde IS NOT NULL AND NOT waarde = ANY (toegestaan) THEN
        RAISE EXCEPTION '%: "%" is none of %', parameter, waarde, array_to_string(toegestaan, ', ')
            USING ERRCODE = 'invalid_parameter_value', HINT = format('rapport.catalogus explains report %s.', rapport);
    END IF;
END $$;
COMMENT ON FUNCTION laad.eis_waarde(text, text, text) IS
    'Fout 22023 als een argument van een rapport niet een van de waarden in ref.rapport_parameter is; NULL mag';

-- 'po2707,landelijk' as {PO2707,landelijk}; NULL is NULL: all of them.
CREATE FUNCTION laad.swv_lijst(lijst text, ook text[] DEFAULT ARRAY['landelijk', 'onbekend']) RETURNS text[]
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT AS $$
DECLARE
    woord text;
    codes text[];
BEGIN
    IF lijst IS NULL THEN
        RETURN NULL;
    END IF;
    FOREACH woord IN ARRAY string_to_array(lijst, ',') LOOP
        BEGIN
            codes := codes || CASE WHEN woord = ANY (ook) THEN woord ELSE woord::swv::text END;
        EXCEPTION WHEN invalid_text_representation THEN
            RAISE EXCEPTION 'swv: "%" is no samenwerkingsverband', woord
                USING ERRCODE = 'invalid_parameter_value',
                      HINT = 'Codes as PO2707, separated by commas' || coalesce('; also: ' || nullif(array_to_string(ook, ', '), ''), '') || '.';
        END;
    END LOOP;
    RETURN codes;
END $$;
COMMENT ON FUNCTION laad.swv_lijst(text, text[]) IS
    'Een lijst van codes met komma''s als array, elke code in haar vaste vorm; fout 22023 bij een woord dat geen code is (of in ook)';

-- '2024' as '2024-2025', by the type's own rules.
CREATE FUNCTION laad.schooljaar_tekst(parameter text, waarde text) RETURNS text
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT AS $$
BEGIN
    RETURN waarde::schooljaar::text;
EXCEPTION WHEN invalid_text_representation OR datetime_field_overflow OR numeric_value_out_of_range THEN
    RAISE EXCEPTION '%: "%" is no school year', parameter, waarde
        USING ERRCODE = 'invalid_parameter_value', HINT = 'A school year is written as 2024-2025.';
END $$;
COMMENT ON FUNCTION laad.schooljaar_tekst(text, text) IS
    'Een schooljaar in zijn vaste vorm; fout 22023 die de parameter noemt bij wat geen schooljaar is. NULL blijft NULL';

-- 1234.5 as '1234,50'.
CREATE FUNCTION laad.getal_met_komma(getal double precision, decimalen integer DEFAULT 2) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp
RETURN replace(CASE WHEN getal = trunc(getal) THEN trunc(getal::numeric)::text ELSE round(getal::numeric, decimalen)::text END, '.', ',');
COMMENT ON FUNCTION laad.getal_met_komma(double precision, integer) IS 'Een getal als tekst met decimale komma; gehele getallen zonder decimalen';

-- Functions that name types of the extension find them in its schema, which they hold
-- fast; an extension that has moved takes them along at the next passend init.
CREATE FUNCTION laad.volg_extensie() RETURNS void
LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    schema  text := (SELECT quote_ident(n.nspname) FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace WHERE e.extname = 'passend');
    functie regprocedure;
BEGIN
    FOR functie IN
        SELECT p.oid FROM pg_proc p, unnest(p.proconfig) AS c
        WHERE p.pronamespace IN ('laad'::regnamespace, 'rapport'::regnamespace)
          AND c LIKE 'search_path=%' AND c !~ '^search_path="?pg_catalog"?, "?pg_temp"?$'
          AND replace(c, '"', '') <> format('search_path=%s, pg_temp', replace(schema, '"', ''))
    LOOP
        EXECUTE format('ALTER FUNCTION %s SET search_path = %s, pg_temp', functie, schema);
    END LOOP;
END $$;
COMMENT ON FUNCTION laad.volg_extensie() IS 'Zet het zoekpad van functies op het schema waar de extensie nu staat; passend init roept dit aan';

CREATE VIEW rapport.catalogus AS
SELECT r.rapport,
       r.titel,
       r.vraag,
       r.definitie,
       r.bron,
       a.volgorde::integer AS volgorde,
       a.naam AS parameter,
       format_type(a.type, NULL) AS soort,
       regexp_replace(pg_get_function_arg_default(p.oid, a.volgorde::integer), '::[a-z ]+$', '') AS standaard,
       array_to_string(w.waarden, ', ') AS waarden,
       w.uitleg,
       format('SELECT * FROM rapport.%I(%s);', r.rapport, r.voorbeeld) AS voorbeeld,
       array_to_string(r.tabellen, ', ') AS tabellen
FROM ref.rapport r
JOIN pg_proc p ON p.pronamespace = 'rapport'::regnamespace AND p.proname = r.rapport
LEFT JOIN LATERAL unnest(p.proargnames[1:p.pronargs], p.proargtypes::oid[]) WITH ORDINALITY AS a (naam, type, volgorde) ON true
LEFT JOIN ref.rapport_parameter w ON w.rapport = r.rapport AND w.parameter = a.naam;
COMMENT ON VIEW rapport.catalogus IS 'De opgeslagen rapporten met hun parameters, een rij per parameter. passend report toont en draait ze';
COMMENT ON COLUMN rapport.catalogus.rapport IS 'Naam: de functie in schema rapport';
COMMENT ON COLUMN rapport.catalogus.titel IS 'Titel';
COMMENT ON COLUMN rapport.catalogus.vraag IS 'Welke vraag het rapport beantwoordt';
COMMENT ON COLUMN rapport.catalogus.definitie IS 'Hoe de cijfers zijn bepaald, en wat onbekend blijft';
COMMENT ON COLUMN rapport.catalogus.bron IS 'Waar gegevens en definitie vandaan komen';
COMMENT ON COLUMN rapport.catalogus.volgorde IS 'Plaats van de parameter; leeg als het rapport er geen heeft';
COMMENT ON COLUMN rapport.catalogus.parameter IS 'Naam van de parameter';
COMMENT ON COLUMN rapport.catalogus.soort IS 'Gegevenstype van de parameter';
COMMENT ON COLUMN rapport.catalogus.standaard IS 'Waarde als de parameter niet is opgegeven (SQL); leeg = hij moet worden opgegeven';
COMMENT ON COLUMN rapport.catalogus.waarden IS 'De waarden die mogen; leeg = geen gesloten lijst';
COMMENT ON COLUMN rapport.catalogus.uitleg IS 'Wat de parameter doet';
COMMENT ON COLUMN rapport.catalogus.voorbeeld IS 'Een voorbeeld dat zo kan worden uitgevoerd';
COMMENT ON COLUMN rapport.catalogus.tabellen IS 'Tabellen waaruit het rapport leest';

-- The files whose rows a report may read, per kind. An empty file has no kind: it
-- counts where it came in one archive with files that have.
CREATE FUNCTION rapport.herkomst(rapport text, per timestamptz DEFAULT rapport.moment(), schooljaar text DEFAULT NULL)
RETURNS TABLE (dataset text, bestanden bigint, rijen bigint, cellen_gemaskeerd bigint, rijen_open bigint,
               teldatum_van date, teldatum_tot date, status text, synthetisch boolean, leeg text)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS $$
#variable_conflict use_column
DECLARE
    was  text := coalesce(current_setting('rapport.per', true), '');
    jaar schooljaar := laad.schooljaar_tekst('schooljaar', herkomst.schooljaar);
BEGIN
    PERFORM set_config('rapport.per', coalesce(per::text, ''), true);
    RETURN QUERY
        WITH gelezen AS (
            SELECT e.bestand_id, min(e.teldatum) AS van, max(e.teldatum) AS tot
            FROM laad.eenheid_per e
            WHERE e.doel = ANY ((SELECT r.tabellen FROM ref.rapport r WHERE r.rapport = herkomst.rapport)::text[])
              AND (jaar IS NULL OR e.teldatum IS NULL OR schooljaar(e.teldatum) = jaar)
            GROUP BY e.bestand_id
        ), bestand AS (
            -- Also a file whose rows were taken over by one that completes it.
            SELECT b.*, g.van, g.tot
            FROM rapport.bestanden b LEFT JOIN gelezen g USING (bestand_id)
            WHERE coalesce(b.vult_aan, b.bestand_id) IN (SELECT coalesce(c.vult_aan, c.bestand_id)
                                                         FROM rapport.bestanden c JOIN gelezen USING (bestand_id))
        )
        SELECT b.dataset, count(*), sum(b.rijen_geladen)::bigint,
               sum(b.cellen_gemaskeerd)::bigint, sum(b.rijen_open)::bigint, min(b.van), max(b.tot),
               string_agg(DISTINCT coalesce(b.status, 'status onbekend'), ', '), bool_or(b.synthetisch),
               (SELECT string_agg(l.bestand, ', ' ORDER BY l.bestand) FROM rapport.bestanden l
                WHERE l.toestand = 'leeg' AND l.archief = ANY (array_agg(b.archief)))
        FROM bestand b
        GROUP BY b.dataset
        ORDER BY b.dataset;
    PERFORM set_config('rapport.per', was, true);
END $$;
COMMENT ON FUNCTION rapport.herkomst(text, timestamptz, text) IS
    'Uit welke bestanden een rapport leest: per bestandssoort het aantal, de rijen, wat gemaskeerd en afgekeurd is, de teldatums, de status, of er verzonnen (synthetische) gegevens bij zijn, en welke bestanden leeg zijn aangeleverd; desgewenst van een schooljaar';
