-- Whether a masked or hidden count of a published report can be derived:
-- docs/herleidbaar.md. It runs a report, with arguments as literals, and a query that
-- only the owner can write.
DROP FUNCTION IF EXISTS rapport.herleidbaar(text, jsonb, integer);
DROP TYPE IF EXISTS rapport.herleidbaar_rij;
CREATE TYPE rapport.herleidbaar_rij AS (
    rapport       text,
    tabel         text,
    groep         text,
    rij           text,
    kolom         text,
    getoond_onder bigint,
    getoond_boven bigint,
    af_onder      bigint,
    af_boven      bigint,
    herleidbaar   boolean,
    reden         text
);
COMMENT ON TYPE rapport.herleidbaar_rij IS 'Een afgeschermd aantal van een rapport en wat ervan af te leiden is, of een tabel waarin niets afgeschermd is';
COMMENT ON COLUMN rapport.herleidbaar_rij.rapport IS 'Rapport';
COMMENT ON COLUMN rapport.herleidbaar_rij.tabel IS 'Welke optelling is nagegaan, zie ref.rapport_tabel';
COMMENT ON COLUMN rapport.herleidbaar_rij.groep IS 'Tabel binnen het rapport, zoals een schooljaar';
COMMENT ON COLUMN rapport.herleidbaar_rij.rij IS 'Rij van het aantal; leeg = het totaal';
COMMENT ON COLUMN rapport.herleidbaar_rij.kolom IS 'Kolom van het aantal; leeg = het totaal, of een lijst zonder kolommen';
COMMENT ON COLUMN rapport.herleidbaar_rij.getoond_onder IS 'Getoonde ondergrens; leeg = verborgen';
COMMENT ON COLUMN rapport.herleidbaar_rij.getoond_boven IS 'Getoonde bovengrens; leeg = verborgen';
COMMENT ON COLUMN rapport.herleidbaar_rij.af_onder IS 'Ondergrens die uit de rest van de tabel volgt';
COMMENT ON COLUMN rapport.herleidbaar_rij.af_boven IS 'Bovengrens die uit de rest van de tabel volgt; leeg naast een ondergrens = geen';
COMMENT ON COLUMN rapport.herleidbaar_rij.herleidbaar IS
    'Waar: er volgt meer dan getoond is; van een verborgen aantal: dat het klein is, en meer dan dat (dat het 0 of groot is telt niet). Leeg: niet te zeggen, zie reden';
COMMENT ON COLUMN rapport.herleidbaar_rij.reden IS 'Wat er volgt, of waarom het niet te zeggen is';

CREATE FUNCTION rapport.herleidbaar(rapport text, argumenten jsonb DEFAULT '{}', drempel integer DEFAULT 5)
RETURNS SETOF rapport.herleidbaar_rij
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS $$
#variable_conflict use_column
DECLARE
    functie regprocedure;
    namen   text[];
    aanroep text;
    vreemd  text;
    t       record;
    g       record;
    uit     rapport.herleidbaar_rij;
BEGIN
    IF NOT EXISTS (SELECT FROM ref.rapport_tabel x WHERE x.rapport = herleidbaar.rapport) THEN
        RAISE EXCEPTION 'rapport: "%" is none of %', herleidbaar.rapport,
            coalesce((SELECT string_agg(DISTINCT x.rapport, ', ') FROM ref.rapport_tabel x), 'none')
            USING ERRCODE = 'invalid_parameter_value', HINT = 'These are the reports of which is known what adds up to what.';
    END IF;
    IF herleidbaar.drempel IS NULL OR herleidbaar.drempel < 2 THEN
        RAISE EXCEPTION 'drempel: % is not 2 or more', herleidbaar.drempel USING ERRCODE = 'invalid_parameter_value';
    END IF;
    IF jsonb_typeof(argumenten) IS DISTINCT FROM 'object' THEN
        RAISE EXCEPTION 'argumenten: not an object as {"schooljaar": "2024-2025"}' USING ERRCODE = 'invalid_parameter_value';
    END IF;
    functie := laad.rapportfunctie(herleidbaar.rapport);
    namen := (SELECT coalesce(p.proargnames[1:p.pronargs], '{}') FROM pg_proc p WHERE p.oid = functie);
    SELECT string_agg(format('%I => %L', a.key, a.value), ', ' ORDER BY a.key),
           string_agg(a.key, ', ') FILTER (WHERE a.key <> ALL (namen))
      INTO aanroep, vreemd
    FROM (SELECT key, value FROM jsonb_each_text(argumenten)
          UNION ALL SELECT 'publiek', 'true' WHERE 'publiek' = ANY (namen) AND NOT argumenten ? 'publiek') AS a;
    IF vreemd IS NOT NULL THEN
        RAISE EXCEPTION 'argumenten: report % has no parameter %', herleidbaar.rapport, vreemd
            USING ERRCODE = 'invalid_parameter_value', HINT = format('It has %s.', array_to_string(namen, ', '));
    END IF;
    FOR t IN SELECT x.tabel, x.query FROM ref.rapport_tabel x WHERE x.rapport = herleidbaar.rapport ORDER BY x.tabel COLLATE "C" LOOP
        FOR g IN EXECUTE format('WITH r AS (SELECT * FROM rapport.%I(%s)), t (groep, rij, kolom, onder, boven) AS (%s) '
                                'SELECT groep::text AS groep, array_agg(rij::text) AS rijen, array_agg(kolom::text) AS kolommen, '
                                'array_agg(onder::bigint) AS onder, array_agg(boven::bigint) AS boven '
                                'FROM t GROUP BY groep::text ORDER BY groep::text COLLATE "C"', herleidbaar.rapport, coalesce(aanroep, ''), t.query)
        LOOP
            BEGIN
                RETURN QUERY
                    SELECT herleidbaar.rapport, t.tabel::text, g.groep::text, a.rij, nullif(a.kolom, ''), a.getoond_onder, a.getoond_boven, a.onder, nullif(a.boven, 2147483647),
                           w.herleidbaar,
                           CASE WHEN w.herleidbaar AND a.onder = a.boven THEN 'het aantal zelf volgt uit de totalen'
                                WHEN w.herleidbaar THEN 'de totalen laten minder toe dan getoond is' END
                    FROM laad.leid_af(g.rijen, g.kolommen, g.onder, g.boven) AS a
                    CROSS JOIN LATERAL (
                        SELECT CASE WHEN a.getoond_onder IS NULL
                                    THEN a.boven BETWEEN 1 AND herleidbaar.drempel - 1 AND (a.onder > 1 OR a.boven < herleidbaar.drempel - 1)
                                    ELSE a.onder > a.getoond_onder OR a.boven < a.getoond_boven END
                    ) AS w (herleidbaar)
                    -- Masked, or hidden; an interval that reaches further is the sum of masks.
                    WHERE a.getoond_onder IS NULL OR (a.getoond_onder < a.getoond_boven AND a.getoond_boven < herleidbaar.drempel)
                    ORDER BY a.rij COLLATE "C" NULLS LAST, a.kolom COLLATE "C" NULLS LAST;
                IF NOT FOUND THEN
                    uit := ROW(herleidbaar.rapport, t.tabel, g.groep, NULL, NULL, NULL, NULL, NULL, NULL, false, 'niets afgeschermd');
                    RETURN NEXT uit;
                END IF;
            EXCEPTION WHEN invalid_parameter_value OR program_limit_exceeded OR cardinality_violation OR numeric_value_out_of_range THEN
                uit := NULL;
                uit.rapport := herleidbaar.rapport;
                uit.tabel := t.tabel;
                uit.groep := g.groep;
                uit.reden := 'niet na te gaan: ' || SQLERRM;
                RETURN NEXT uit;
            END;
        END LOOP;
    END LOOP;
END $$;

SELECT laad.beschrijf_rapport('herleidbaar',
    titel => 'Of afgeschermde aantallen te herleiden zijn',
    vraag => 'Is van een gepubliceerd rapport een afgeschermd of verborgen aantal af te leiden uit wat het wel toont?',
    definitie => 'Het rapport wordt gedraaid zoals het wordt gepubliceerd (publiek). Per tabel daarin zijn de grenzen berekend die rij- en kolomtotalen samen aan elk aantal stellen: exact, voor gehele getallen. Niet nagegaan: wat verschillende tabellen, eerdere versies of andere bronnen samen verraden.',
    bron => 'De rapporten zelf; welke aantallen optellen staat in ref.rapport_tabel.',
    tabellen => '{}',
    parameters => '{"rapport": "Rapport dat wordt nagegaan", "argumenten": "Zijn argumenten als JSON, zoals {\"schooljaar\": \"2024-2025\"}",
                    "drempel": "Aantallen van 1 tot deze zijn klein"}',
    voorbeeld => 'rapport => ''deelname'', argumenten => ''{"schooljaar": "2024-2025"}''',
    kolommen => $$r.tabel, r.groep, r.rij, r.kolom, coalesce(r.getoond_onder || '..' || r.getoond_boven, CASE WHEN r.af_onder IS NOT NULL THEN 'verborgen' END) AS getoond,
        concat_ws('..', r.af_onder, CASE WHEN r.af_boven IS NULL AND r.af_onder IS NOT NULL THEN '?' ELSE nullif(r.af_boven, r.af_onder)::text END) AS "af te leiden", CASE WHEN r.herleidbaar THEN 'ja' WHEN NOT r.herleidbaar THEN 'nee' END AS herleidbaar, r.reden$$,
    geen_rijen => $$'the report has none; reports that can be audited: ' || (SELECT string_agg(DISTINCT rapport, ', ' ORDER BY rapport) FROM ref.rapport_tabel)$$);

-- What adds up to what, in reports of which numbers are published.
SELECT laad.beschrijf_tabel('deelname', 'landelijk', 'samenwerkingsverbanden en onbekend tellen op tot landelijk, per schooljaar, grondslag, onderwijssoort en definitie',
    $$SELECT concat_ws(' ', schooljaar, teldatum, grondslag, onderwijssoort, definitie), nullif(swv, 'landelijk'), '', teller_onder, teller_boven FROM r$$);
SELECT laad.beschrijf_tabel('deelname', 'noemer', 'bo, sbo en so tellen op tot de noemer van definitie B, per schooljaar en samenwerkingsverband (grondslag woon)',
    $$SELECT concat_ws(' ', schooljaar, teldatum), onderwijssoort, swv, teller_onder, teller_boven
      FROM r WHERE grondslag = 'woon' AND sector = 'po' AND (definitie = 'B' OR onderwijssoort = 'bo') AND swv <> 'landelijk'
      UNION ALL SELECT concat_ws(' ', schooljaar, teldatum), onderwijssoort, NULL, teller_onder, teller_boven
      FROM r WHERE grondslag = 'woon' AND sector = 'po' AND (definitie = 'B' OR onderwijssoort = 'bo') AND swv = 'landelijk'
      UNION ALL SELECT DISTINCT concat_ws(' ', schooljaar, teldatum), NULL::text, nullif(swv, 'landelijk'), noemer_onder, noemer_boven
      FROM r WHERE grondslag = 'woon' AND sector = 'po' AND definitie = 'B' AND onderwijssoort = 'so'$$);
SELECT laad.beschrijf_tabel('deelname', 'noemer A', 'bo en sbo tellen op tot de noemer van definitie A, per schooljaar en samenwerkingsverband (grondslag woon)',
    $$SELECT concat_ws(' ', schooljaar, teldatum), onderwijssoort, swv, teller_onder, teller_boven
      FROM r WHERE grondslag = 'woon' AND sector = 'po' AND onderwijssoort IN ('bo', 'sbo') AND definitie IS DISTINCT FROM 'B' AND swv <> 'landelijk'
      UNION ALL SELECT concat_ws(' ', schooljaar, teldatum), onderwijssoort, NULL, teller_onder, teller_boven
      FROM r WHERE grondslag = 'woon' AND sector = 'po' AND onderwijssoort IN ('bo', 'sbo') AND definitie IS DISTINCT FROM 'B' AND swv = 'landelijk'
      UNION ALL SELECT DISTINCT concat_ws(' ', schooljaar, teldatum), NULL::text, nullif(swv, 'landelijk'), noemer_onder, noemer_boven
      FROM r WHERE grondslag = 'woon' AND sector = 'po' AND definitie = 'A' AND onderwijssoort = 'sbo'$$);
SELECT laad.beschrijf_tabel('bekostigingscategorieen', 'swv en categorie', 'laag, midden en hoog tellen op tot totaal, samenwerkingsverbanden tot landelijk, per onderwijssoort en jaar van de geladen bestanden',
    $$SELECT concat_ws(' ', onderwijssoort, teljaar), nullif(swv, 'landelijk'), nullif(categorie, 'totaal'), leerlingen_onder, leerlingen_boven
      FROM r WHERE bron = 'geladen' AND categorie <> 'zonder'$$);
SELECT laad.beschrijf_tabel('bekostigingscategorieen', 'zonder', 'samenwerkingsverbanden tellen op tot landelijk: leerlingen zonder categorie, per onderwijssoort en jaar van de geladen bestanden',
    $$SELECT concat_ws(' ', onderwijssoort, teljaar), nullif(swv, 'landelijk'), '', leerlingen_onder, leerlingen_boven
      FROM r WHERE bron = 'geladen' AND categorie = 'zonder'$$);
SELECT laad.beschrijf_tabel('wachtlijsten', 'landelijk', 'samenwerkingsverbanden tellen op tot landelijk, per peildatum en soort',
    $$SELECT concat_ws(' ', peildatum, soort), nullif(swv, 'landelijk'), '', wachtenden_onder, wachtenden_boven FROM r$$);
SELECT laad.beschrijf_tabel('wachtlijsten', '(v)so', 'so en vso tellen op tot (v)so, per peildatum en samenwerkingsverband',
    $$SELECT peildatum, CASE WHEN soort <> '(v)so' THEN soort END, nullif(swv, 'landelijk'), wachtenden_onder, wachtenden_boven
      FROM r WHERE soort IN ('so', 'vso', '(v)so')$$);
SELECT laad.beschrijf_tabel('tlv', 'afgegeven', 'soort, categorie en duur tellen op tot alle, samenwerkingsverbanden tot landelijk, per schooljaar',
    $$SELECT schooljaar, nullif(swv, 'landelijk'), nullif(soort || ' ' || categorie || ' ' || duur, 'alle alle alle'), afgegeven_onder, afgegeven_boven FROM r$$);
SELECT laad.beschrijf_tabel('tlv', maat || ' ' || soort, format('samenwerkingsverbanden tellen op tot landelijk: %s, per schooljaar, soort, categorie en duur', maat),
    format('SELECT concat_ws('' '', schooljaar, soort, categorie, duur), nullif(swv, ''landelijk''), '''', %1$s_onder, %1$s_boven FROM r', maat))
FROM unnest(ARRAY['herhaald', 'geldig', 'loopt_af', 'overlap']) AS maat, unnest(ARRAY['landelijk']) AS soort;
SELECT laad.beschrijf_tabel('thuiszitters', 'absoluut en relatief', 'absoluut en relatief verzuim tellen bij definitie 2016 op tot thuiszitters, samenwerkingsverbanden tot landelijk, per peildatum, sector en definitie',
    $$SELECT concat_ws(' ', peildatum, sector, definitie), nullif(swv, 'landelijk'), 'absoluut', absoluut_onder, absoluut_boven FROM r
      UNION ALL SELECT concat_ws(' ', peildatum, sector, definitie), nullif(swv, 'landelijk'), 'relatief', relatief_onder, relatief_boven FROM r
      UNION ALL SELECT concat_ws(' ', peildatum, sector, definitie), nullif(swv, 'landelijk'), NULL, thuiszitters_onder, thuiszitters_boven
      FROM r WHERE definitie = '2016'$$);
SELECT laad.beschrijf_tabel('thuiszitters', maat, format('samenwerkingsverbanden tellen op tot landelijk: %s, per peildatum, sector en definitie', maat),
    format('SELECT concat_ws('' '', peildatum, sector, definitie), nullif(swv, ''landelijk''), '''', %1$s_onder, %1$s_boven FROM r', maat))
FROM unnest(ARRAY['thuiszitters', 'drie_maanden', 'vrijstelling_5a']) AS maat;
