-- Toelaatbaarheidsverklaringen (TLV) as counts: docs/tlv.md. Nobody but a researcher may see
-- rows about pupils (feit.tlv has row security); these reports count, in functions with the
-- owner's rights: a view on rows with row security has its reader's. The day and the number
-- of days that the first asks about are settings, as rapport.per is, so that the view is
-- the report with its defaults.
CREATE OR REPLACE FUNCTION laad.tlv_telling()
RETURNS TABLE (swv text, schooljaar text, soort text, categorie text, duur text, peildatum date, afgegeven_onder bigint, afgegeven_boven bigint,
               herhaald_onder bigint, herhaald_boven bigint, geldig_onder bigint, geldig_boven bigint, loopt_af_onder bigint, loopt_af_boven bigint,
               overlap_onder bigint, overlap_boven bigint, reden text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET datestyle = 'ISO' SET jit = off SET work_mem = '64MB'
BEGIN ATOMIC
    SELECT coalesce(a.swv::text, 'landelijk') AS swv,
           a.schooljaar::text AS schooljaar,
           coalesce(a.soort, 'alle') AS soort,
           coalesce(a.categorie, 'alle') AS categorie,
           CASE WHEN a.totaal THEN 'alle' ELSE coalesce(a.duur::text, 'onbekend') END AS duur,
           a.peildatum,
           a.aantal AS afgegeven_onder,
           a.aantal AS afgegeven_boven,
           CASE WHEN a.met_sleutel > 0 THEN a.herhaald END AS herhaald_onder,
           CASE WHEN a.met_sleutel > 0 THEN CASE WHEN a.zonder_sleutel THEN a.aantal ELSE a.herhaald END END AS herhaald_boven,
           a.geldig AS geldig_onder,
           a.geldig + a.zonder_einde AS geldig_boven,
           a.loopt_af AS loopt_af_onder,
           a.loopt_af + a.zonder_einde AS loopt_af_boven,
           CASE WHEN a.met_sleutel > 0 THEN a.overlap END AS overlap_onder,
           CASE WHEN a.met_sleutel > 0 THEN CASE WHEN a.zonder_sleutel THEN a.aantal ELSE a.overlap_mogelijk END END AS overlap_boven,
           nullif(concat_ws('; ',
               CASE WHEN a.met_sleutel = 0 THEN 'herhaald en overlap onbekend: het register noemt geen leerlingsleutel'
                    WHEN a.zonder_sleutel THEN 'herhaald en overlap onzeker: niet elke TLV heeft een leerlingsleutel' END,
               CASE WHEN a.zonder_einde > 0 THEN format('van %s geldige TLV is de einddatum onbekend', a.zonder_einde) END,
               CASE WHEN a.uittreksel < a.peildatum THEN format('na het uittreksel van %s afgegeven TLV ontbreken', a.uittreksel) END), '') AS reden
    FROM (
        -- The finest counts first: the totals are of these, not of the rows.
        SELECT c.swv, c.schooljaar, c.soort, c.categorie, c.duur, GROUPING(c.duur) = 1 AS totaal,
               CASE WHEN min(c.eerste) = max(c.laatste) THEN min(c.eerste) END AS peildatum, min(c.uittreksel) AS uittreksel,
               sum(c.aantal)::bigint AS aantal, sum(c.met_sleutel)::bigint AS met_sleutel, bool_or(c.zonder_sleutel) AS zonder_sleutel,
               sum(c.herhaald)::bigint AS herhaald, sum(c.geldig)::bigint AS geldig, sum(c.loopt_af)::bigint AS loopt_af,
               sum(c.zonder_einde)::bigint AS zonder_einde, sum(c.overlap)::bigint AS overlap, sum(c.overlap_mogelijk)::bigint AS overlap_mogelijk
        FROM (
            SELECT t.swv, t.schooljaar, t.soort, t.categorie, t.duur, min(t.op) AS eerste, max(t.op) AS laatste, min(t.peildatum) AS uittreksel,
                   count(*) AS aantal,
                   count(t.leerling_sleutel) AS met_sleutel,
                   bool_or(t.zonder_sleutel) AS zonder_sleutel,
                   count(*) FILTER (WHERE t.leerling_sleutel IS NOT NULL AND t.rang > 1) AS herhaald,
                   count(*) FILTER (WHERE t.op BETWEEN t.begindatum AND t.einddatum) AS geldig,
                   count(*) FILTER (WHERE t.op BETWEEN t.begindatum AND t.einddatum AND t.einddatum <= t.op + t.dagen) AS loopt_af,
                   count(*) FILTER (WHERE t.op >= t.begindatum AND t.einddatum IS NULL) AS zonder_einde,
                   count(*) FILTER (WHERE t.leerling_sleutel IS NOT NULL AND (t.vorig_einde >= t.begindatum OR t.volgend_begin <= t.einddatum)) AS overlap,
                   count(*) FILTER (WHERE t.leerling_sleutel IS NOT NULL AND (t.vorig_einde_mogelijk >= t.begindatum
                                                                         OR t.volgend_begin <= coalesce(t.einddatum, 'infinity'))) AS overlap_mogelijk
            FROM (
                SELECT p.swv, p.schooljaar, coalesce(p.soort, 'onbekend') AS soort, p.categorie,
                       schooljaar(p.einddatum) - p.schooljaar + 1 AS duur,
                       p.peildatum, p.begindatum, p.einddatum, p.leerling_sleutel,
                       coalesce((SELECT nullif(current_setting('rapport.peildatum', true), '')::date), p.peildatum) AS op,
                       (SELECT coalesce(nullif(current_setting('rapport.dagen', true), '')::integer, 90)) AS dagen,
                       bool_or(p.leerling_sleutel IS NULL) OVER (PARTITION BY p.swv) AS zonder_sleutel,
                       row_number() OVER leerling AS rang,
                       lead(p.begindatum) OVER leerling AS volgend_begin,
                       max(p.einddatum) OVER eerder AS vorig_einde,
                       max(coalesce(p.einddatum, 'infinity')) OVER eerder AS vorig_einde_mogelijk
                FROM feit.tlv_per p
                WINDOW leerling AS (PARTITION BY p.swv, p.leerling_sleutel COLLATE "C" ORDER BY p.begindatum, p.volgnummer COLLATE "C"),
                       eerder AS (PARTITION BY p.swv, p.leerling_sleutel COLLATE "C" ORDER BY p.begindatum, p.volgnummer COLLATE "C"
                                  ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
            ) AS t
            GROUP BY t.swv, t.schooljaar, t.soort, t.categorie, t.duur
        ) AS c
        GROUP BY GROUPING SETS ((c.swv, c.schooljaar, c.soort, c.categorie, c.duur), (c.swv, c.schooljaar),
                                (c.schooljaar, c.soort, c.categorie, c.duur), (c.schooljaar))
    ) AS a;
END;
COMMENT ON FUNCTION laad.tlv_telling() IS 'De telling van rapport.tlv: aantallen uit rijen die zijn lezer niet mag zien';

CREATE OR REPLACE VIEW rapport.tlv AS SELECT * FROM laad.tlv_telling();
COMMENT ON VIEW rapport.tlv IS
    'Toelaatbaarheidsverklaringen (TLV) per samenwerkingsverband, schooljaar van de begindatum, soort, categorie en duur, met totalen (alle) en landelijk: alle geladen registers samen. Alleen aantallen';
COMMENT ON COLUMN rapport.tlv.swv IS 'Samenwerkingsverband dat de TLV afgaf; landelijk = alle geladen registers samen';
COMMENT ON COLUMN rapport.tlv.schooljaar IS 'Schooljaar van de begindatum';
COMMENT ON COLUMN rapport.tlv.soort IS 'sbo, so, vso of onbekend; alle = het totaal';
COMMENT ON COLUMN rapport.tlv.categorie IS 'Bekostigingscategorie: laag, midden, hoog of nvt; alle = het totaal';
COMMENT ON COLUMN rapport.tlv.duur IS 'Aantal schooljaren waarin de TLV geldt, een begonnen schooljaar meegerekend; onbekend zonder einddatum; alle = het totaal';
COMMENT ON COLUMN rapport.tlv.peildatum IS 'Dag waarop geldig en loopt af slaan: opgegeven, anders de dag van het uittreksel; leeg waar die verschilt';
COMMENT ON COLUMN rapport.tlv.afgegeven_onder IS 'Kleinst mogelijke aantal TLV in het register';
COMMENT ON COLUMN rapport.tlv.afgegeven_boven IS 'Grootst mogelijke aantal TLV in het register';
COMMENT ON COLUMN rapport.tlv.herhaald_onder IS 'Daarvan voor een leerling met een eerdere TLV in het register: kleinst mogelijke aantal';
COMMENT ON COLUMN rapport.tlv.herhaald_boven IS 'Daarvan voor een leerling met een eerdere TLV in het register: grootst mogelijke aantal';
COMMENT ON COLUMN rapport.tlv.geldig_onder IS 'Daarvan geldig op de peildatum: kleinst mogelijke aantal';
COMMENT ON COLUMN rapport.tlv.geldig_boven IS 'Daarvan geldig op de peildatum: grootst mogelijke aantal';
COMMENT ON COLUMN rapport.tlv.loopt_af_onder IS 'Daarvan geldig op de peildatum en afgelopen binnen het aantal dagen: kleinst mogelijke aantal';
COMMENT ON COLUMN rapport.tlv.loopt_af_boven IS 'Daarvan geldig op de peildatum en afgelopen binnen het aantal dagen: grootst mogelijke aantal';
COMMENT ON COLUMN rapport.tlv.overlap_onder IS 'Daarvan gelijktijdig geldig met een andere TLV van dezelfde leerling: kleinst mogelijke aantal';
COMMENT ON COLUMN rapport.tlv.overlap_boven IS 'Daarvan gelijktijdig geldig met een andere TLV van dezelfde leerling: grootst mogelijke aantal';
COMMENT ON COLUMN rapport.tlv.reden IS 'Waarom een aantal ontbreekt of onzeker is';

-- As it can be published: per school year one table of SWVs by kind, category and
-- duration, with its totals. The other counts are shown of the totals only, and where these
-- are shown; each as a part of them: SWVs by those it holds for and the rest.
CREATE OR REPLACE FUNCTION laad.tlv_publiek(rijen rapport.tlv[]) RETURNS SETOF rapport.tlv
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY
        WITH rij AS (
            SELECT * FROM unnest(rijen)
        ), tabel AS (
            SELECT g.schooljaar, coalesce(a.rij, 'landelijk') AS swv, coalesce(a.kolom, 'alle|alle|alle') AS cel, a.aantal
            FROM (SELECT schooljaar, array_agg(swv) AS swv, array_agg(soort || '|' || categorie || '|' || duur) AS cel,
                         array_agg(telling(afgegeven_onder)) AS aantal
                  FROM rij WHERE swv <> 'landelijk' AND soort <> 'alle' GROUP BY schooljaar) AS g
            CROSS JOIN LATERAL laad.afscherm(g.swv, g.cel, g.aantal) AS a
        ), deel AS (
            SELECT r.schooljaar, r.swv, m.maat, telling(m.onder::integer, m.boven::integer) AS aantal,
                   telling((r.afgegeven_onder - m.boven)::integer, (r.afgegeven_onder - m.onder)::integer) AS rest
            FROM rij r
            CROSS JOIN LATERAL (VALUES ('herhaald', r.herhaald_onder, r.herhaald_boven), ('geldig', r.geldig_onder, r.geldig_boven),
                                       ('loopt_af', r.loopt_af_onder, r.loopt_af_boven), ('overlap', r.overlap_onder, r.overlap_boven)) AS m (maat, onder, boven)
            WHERE r.swv <> 'landelijk' AND r.soort = 'alle'
        ), deel_van AS (
            SELECT g.schooljaar, g.maat, a.naam AS swv, a.aantal
            FROM (SELECT d.schooljaar, d.maat, array_agg(d.swv) AS swv, array_agg(d.aantal) AS aantal, array_agg(d.rest) AS rest FROM deel d GROUP BY d.schooljaar, d.maat) AS g
            CROSS JOIN LATERAL laad.afscherm_deel(g.swv, g.aantal, g.rest, ARRAY(SELECT t.swv FROM tabel t WHERE t.schooljaar = g.schooljaar AND t.cel = 'alle|alle|alle'
                                                                                   AND t.aantal IS NOT NULL)) AS a
        ), ook AS (
            -- What ends soon is a part of what is valid, too.
            SELECT g.schooljaar, a.naam AS swv, a.aantal
            FROM (SELECT r.schooljaar, array_agg(r.swv) AS swv, array_agg(telling(r.loopt_af_onder::integer, r.loopt_af_boven::integer)) AS aantal,
                         array_agg(telling(greatest(r.geldig_onder - r.loopt_af_boven, 0)::integer, (r.geldig_boven - r.loopt_af_onder)::integer)) AS rest
                  FROM rij r WHERE r.swv <> 'landelijk' AND r.soort = 'alle' GROUP BY r.schooljaar) AS g
            CROSS JOIN LATERAL laad.afscherm_deel(g.swv, g.aantal, g.rest, ARRAY(SELECT d.swv FROM deel_van d WHERE d.schooljaar = g.schooljaar AND d.maat = 'geldig'
                                                                                   AND d.aantal IS NOT NULL)) AS a
        ), delen AS (
            SELECT d.schooljaar, d.maat, d.swv, ondergrens(d.aantal)::bigint AS onder, bovengrens(d.aantal)::bigint AS boven
            FROM deel_van d LEFT JOIN ook o ON d.maat = 'loopt_af' AND o.schooljaar = d.schooljaar AND o.swv = d.swv
            WHERE d.aantal IS NOT NULL AND (d.maat <> 'loopt_af' OR o.aantal IS NOT NULL)
        )
        SELECT r.swv, r.schooljaar, r.soort, r.categorie, r.duur, r.peildatum, ondergrens(t.aantal)::bigint, bovengrens(t.aantal)::bigint,
               h.onder, h.boven, g.onder, g.boven, l.onder, l.boven, o.onder, o.boven,
               nullif(concat_ws('; ', CASE WHEN t.aantal IS NULL OR NOT is_exact(t.aantal) OR r.soort <> 'alle' OR g.onder IS DISTINCT FROM g.boven
                                             OR h.onder IS DISTINCT FROM h.boven OR l.onder IS DISTINCT FROM l.boven OR o.onder IS DISTINCT FROM o.boven
                                             OR g.onder IS NULL OR l.onder IS NULL OR (h.onder IS NULL AND r.herhaald_onder IS NOT NULL)
                                             OR (o.onder IS NULL AND r.overlap_onder IS NOT NULL)
                                           THEN 'afgeschermd' END,
                                 CASE WHEN r.reden ~ 'leerlingsleutel' THEN 'herhaald en overlap onbekend of onzeker: leerlingsleutels ontbreken' END), '')
        FROM rij r
        LEFT JOIN tabel t ON t.schooljaar = r.schooljaar AND t.swv = r.swv AND t.cel = r.soort || '|' || r.categorie || '|' || r.duur
        LEFT JOIN delen h ON t.aantal IS NOT NULL AND r.soort = 'alle' AND h.schooljaar = r.schooljaar AND h.swv = r.swv AND h.maat = 'herhaald'
        LEFT JOIN delen g ON t.aantal IS NOT NULL AND r.soort = 'alle' AND g.schooljaar = r.schooljaar AND g.swv = r.swv AND g.maat = 'geldig'
        LEFT JOIN delen l ON t.aantal IS NOT NULL AND r.soort = 'alle' AND l.schooljaar = r.schooljaar AND l.swv = r.swv AND l.maat = 'loopt_af'
        LEFT JOIN delen o ON t.aantal IS NOT NULL AND r.soort = 'alle' AND o.schooljaar = r.schooljaar AND o.swv = r.swv AND o.maat = 'overlap';
END $$;
COMMENT ON FUNCTION laad.tlv_publiek(rapport.tlv[]) IS 'De rijen van rapport.tlv zoals zij te publiceren zijn';

CREATE OR REPLACE FUNCTION rapport.tlv(swv text DEFAULT NULL, schooljaar text DEFAULT NULL, peildatum date DEFAULT NULL,
                                       dagen integer DEFAULT 90, per timestamptz DEFAULT rapport.moment(), publiek boolean DEFAULT false)
RETURNS SETOF rapport.tlv
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET datestyle = 'ISO' AS $$
DECLARE
    was       text := coalesce(current_setting('rapport.per', true), '');
    was_peil  text := coalesce(current_setting('rapport.peildatum', true), '');
    was_dagen text := coalesce(current_setting('rapport.dagen', true), '');
    codes     text[] := laad.swv_lijst(swv, ARRAY['landelijk']);
BEGIN
    schooljaar := laad.schooljaar_tekst('schooljaar', schooljaar);
    IF dagen < 0 THEN
        RAISE EXCEPTION 'dagen: % is less than 0', dagen USING ERRCODE = 'invalid_parameter_value';
    END IF;
    PERFORM set_config('rapport.per', coalesce(per::text, ''), true),
            set_config('rapport.peildatum', coalesce(peildatum::text, ''), true),
            set_config('rapport.dagen', coalesce(dagen::text, ''), true);
    IF publiek AND (peildatum IS NOT NULL OR dagen <> 90) THEN
        -- Two reports of days next to each other would tell who is between them.
        RAISE EXCEPTION 'publiek: peildatum and dagen cannot be chosen' USING ERRCODE = 'invalid_parameter_value';
    END IF;
    RETURN QUERY
        WITH r AS (
            SELECT t.* FROM rapport.tlv t WHERE NOT publiek
            UNION ALL
            SELECT p.* FROM laad.tlv_publiek(ARRAY(SELECT t FROM rapport.tlv t WHERE publiek)) AS p
        )
        SELECT r.* FROM r
        WHERE (codes IS NULL OR r.swv = ANY (codes))
          AND (tlv.schooljaar IS NULL OR r.schooljaar = tlv.schooljaar)
        ORDER BY r.schooljaar, r.swv <> 'landelijk', r.swv COLLATE "C", r.soort <> 'alle', r.soort COLLATE "C",
                 array_position('{laag,midden,hoog,nvt}', r.categorie), r.duur COLLATE "C";
    PERFORM set_config('rapport.per', was, true), set_config('rapport.peildatum', was_peil, true),
            set_config('rapport.dagen', was_dagen, true);
END $$;

SELECT laad.beschrijf_rapport('tlv',
    titel => 'Toelaatbaarheidsverklaringen: aantal, duur, herhaling, afloop en overlap',
    vraag => 'Hoeveel toelaatbaarheidsverklaringen (TLV) gaf een samenwerkingsverband af, van welke soort en duur, en hoeveel lopen binnenkort af?',
    definitie => 'Duur = schooljaren waarin de TLV geldt, een begonnen jaar meegerekend. Herhaald = voor een leerling met een eerdere TLV in hetzelfde register; wat er niet meer in staat is onbekend. Zonder leerlingsleutel zijn herhaling en overlap onbekend. Landelijk = de geladen registers samen, niet alle.',
    bron => 'Registers van samenwerkingsverbanden (swv-tlv-register); WEC (2015) artikel 40.',
    tabellen => '{feit.tlv}',
    parameters => '{"swv": "Samenwerkingsverbanden, met komma ertussen; ook landelijk",
                    "schooljaar": "Schooljaar van de begindatum, zoals 2024-2025",
                    "peildatum": "Dag waarop geldig en loopt af slaan; leeg = de dag van het uittreksel",
                    "dagen": "Loopt af: binnen zoveel dagen na de peildatum"}',
    kop => $$'Schooljaar ' || r.schooljaar$$,
    kolommen => $$r.swv, r.soort, r.categorie, r.duur, concat_ws('..', r.afgegeven_onder, CASE WHEN r.afgegeven_boven IS NULL AND r.afgegeven_onder IS NOT NULL THEN '?' ELSE nullif(r.afgegeven_boven, r.afgegeven_onder)::text END) AS afgegeven,
        concat_ws('..', r.herhaald_onder, CASE WHEN r.herhaald_boven IS NULL AND r.herhaald_onder IS NOT NULL THEN '?' ELSE nullif(r.herhaald_boven, r.herhaald_onder)::text END) AS herhaald,
        concat_ws('..', r.geldig_onder, CASE WHEN r.geldig_boven IS NULL AND r.geldig_onder IS NOT NULL THEN '?' ELSE nullif(r.geldig_boven, r.geldig_onder)::text END) AS geldig,
        concat_ws('..', r.loopt_af_onder, CASE WHEN r.loopt_af_boven IS NULL AND r.loopt_af_onder IS NOT NULL THEN '?' ELSE nullif(r.loopt_af_boven, r.loopt_af_onder)::text END) AS "loopt af",
        concat_ws('..', r.overlap_onder, CASE WHEN r.overlap_boven IS NULL AND r.overlap_onder IS NOT NULL THEN '?' ELSE nullif(r.overlap_boven, r.overlap_onder)::text END) AS overlap, r.reden$$,
    geen_rijen => $$'registers loaded: ' || coalesce((SELECT string_agg(DISTINCT r.swv || ' ' || r.schooljaar, ', ') FROM rapport.tlv r WHERE r.swv <> 'landelijk'), 'none')$$);

-- The rules, counted.
CREATE OR REPLACE FUNCTION laad.tlv_toets_telling()
RETURNS TABLE (swv text, schooljaar text, volgorde integer, regel text, uitleg text, getoetst bigint, voldoet bigint, voldoet_niet bigint,
               niet_te_bepalen bigint, bron text, reden text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET jit = off SET work_mem = '64MB'
BEGIN ATOMIC
    WITH telling AS (
        -- One pass over the rows; the rules become rows afterwards.
        SELECT t.swv, t.schooljaar, count(*) AS alle, count(*) FILTER (WHERE t.soort IS DISTINCT FROM 'sbo') AS zonder_sbo,
               count(*) FILTER (WHERE t.volgorde) AS volgorde, count(*) FILTER (WHERE NOT t.volgorde) AS volgorde_niet,
               count(*) FILTER (WHERE t.einde_schooljaar AND t.soort IS DISTINCT FROM 'sbo') AS einde_schooljaar, count(*) FILTER (WHERE NOT t.einde_schooljaar AND t.soort IS DISTINCT FROM 'sbo') AS einde_schooljaar_niet,
               count(*) FILTER (WHERE t.heel_schooljaar AND t.soort IS DISTINCT FROM 'sbo') AS heel_schooljaar, count(*) FILTER (WHERE NOT t.heel_schooljaar AND t.soort IS DISTINCT FROM 'sbo') AS heel_schooljaar_niet,
               count(*) FILTER (WHERE t.categorie) AS categorie, count(*) FILTER (WHERE NOT t.categorie) AS categorie_niet,
               count(*) FILTER (WHERE t.twee_adviezen) AS twee_adviezen, count(*) FILTER (WHERE NOT t.twee_adviezen) AS twee_adviezen_niet,
               count(*) FILTER (WHERE t.orthopedagoog_of_psycholoog) AS orthopedagoog_of_psycholoog, count(*) FILTER (WHERE NOT t.orthopedagoog_of_psycholoog) AS orthopedagoog_of_psycholoog_niet,
               count(*) FILTER (WHERE t.tweede_deskundige) AS tweede_deskundige, count(*) FILTER (WHERE NOT t.tweede_deskundige) AS tweede_deskundige_niet,
               count(*) FILTER (WHERE t.opp_binnen_zes_weken AND t.soort IS DISTINCT FROM 'sbo') AS opp_binnen_zes_weken, count(*) FILTER (WHERE NOT t.opp_binnen_zes_weken AND t.soort IS DISTINCT FROM 'sbo') AS opp_binnen_zes_weken_niet,
               count(*) FILTER (WHERE t.symbiose) AS symbiose, count(*) FILTER (WHERE NOT t.symbiose) AS symbiose_niet,
               count(*) FILTER (WHERE t.geen_overlap) AS geen_overlap, count(*) FILTER (WHERE NOT t.geen_overlap) AS geen_overlap_niet
        FROM feit.tlv_toets t
        GROUP BY t.swv, t.schooljaar
    ), per_regel AS (
        SELECT t.swv, t.schooljaar, r.volgorde, r.regel, r.uitleg, r.onbekend, r.bron, CASE WHEN r.sbo THEN t.alle ELSE t.zonder_sbo END AS getoetst, v.wel, v.niet
        FROM telling t
        CROSS JOIN LATERAL (VALUES
            ('volgorde', t.volgorde, t.volgorde_niet),
            ('einde schooljaar', t.einde_schooljaar, t.einde_schooljaar_niet),
            ('heel schooljaar', t.heel_schooljaar, t.heel_schooljaar_niet),
            ('categorie', t.categorie, t.categorie_niet),
            ('twee adviezen', t.twee_adviezen, t.twee_adviezen_niet),
            ('orthopedagoog of psycholoog', t.orthopedagoog_of_psycholoog, t.orthopedagoog_of_psycholoog_niet),
            ('tweede deskundige', t.tweede_deskundige, t.tweede_deskundige_niet),
            ('opp binnen zes weken', t.opp_binnen_zes_weken, t.opp_binnen_zes_weken_niet),
            ('symbiose', t.symbiose, t.symbiose_niet),
            ('geen overlap', t.geen_overlap, t.geen_overlap_niet)
        ) AS v (regel, wel, niet)
        JOIN ref.tlv_regel r USING (regel)
    )
    SELECT coalesce(p.swv::text, 'landelijk'), coalesce(p.schooljaar::text, 'alle'), p.volgorde, p.regel, p.uitleg,
           sum(p.getoetst)::bigint, sum(p.wel)::bigint, sum(p.niet)::bigint, sum(p.getoetst - p.wel - p.niet)::bigint, p.bron,
           CASE WHEN sum(p.getoetst - p.wel - p.niet) > 0 THEN p.onbekend END
    FROM per_regel p
    GROUP BY GROUPING SETS ((p.swv, p.schooljaar, p.volgorde, p.regel, p.uitleg, p.onbekend, p.bron),
                            (p.swv, p.volgorde, p.regel, p.uitleg, p.onbekend, p.bron),
                            (p.volgorde, p.regel, p.uitleg, p.onbekend, p.bron))
    HAVING sum(p.getoetst) > 0;
END;
COMMENT ON FUNCTION laad.tlv_toets_telling() IS 'De telling van rapport.tlv_controles: aantallen uit rijen die zijn lezer niet mag zien';

CREATE OR REPLACE VIEW rapport.tlv_controles AS SELECT * FROM laad.tlv_toets_telling();
COMMENT ON VIEW rapport.tlv_controles IS 'Regels voor toelaatbaarheidsverklaringen (TLV), getoetst en geteld per samenwerkingsverband en schooljaar';
COMMENT ON COLUMN rapport.tlv_controles.swv IS 'Samenwerkingsverband dat de TLV afgaf; landelijk = alle geladen registers samen';
COMMENT ON COLUMN rapport.tlv_controles.schooljaar IS 'Schooljaar van de begindatum; alle = het hele register';
COMMENT ON COLUMN rapport.tlv_controles.volgorde IS 'Volgorde van de regels';
COMMENT ON COLUMN rapport.tlv_controles.regel IS 'Naam van de regel';
COMMENT ON COLUMN rapport.tlv_controles.uitleg IS 'Wat is getoetst';
COMMENT ON COLUMN rapport.tlv_controles.getoetst IS 'Aantal TLV waarvoor de regel geldt';
COMMENT ON COLUMN rapport.tlv_controles.voldoet IS 'Aantal dat voldoet';
COMMENT ON COLUMN rapport.tlv_controles.voldoet_niet IS 'Aantal dat niet voldoet';
COMMENT ON COLUMN rapport.tlv_controles.niet_te_bepalen IS 'Aantal waarvan het register te weinig zegt, zie reden';
COMMENT ON COLUMN rapport.tlv_controles.bron IS 'Waar de regel vandaan komt';
COMMENT ON COLUMN rapport.tlv_controles.reden IS 'Waarom het niet te bepalen is';

CREATE OR REPLACE FUNCTION rapport.tlv_controles(swv text DEFAULT NULL, schooljaar text DEFAULT NULL, regel text DEFAULT NULL,
                                                 per timestamptz DEFAULT rapport.moment())
RETURNS SETOF rapport.tlv_controles
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET datestyle = 'ISO' AS $$
DECLARE
    was   text := coalesce(current_setting('rapport.per', true), '');
    codes text[] := laad.swv_lijst(swv, ARRAY['landelijk']);
BEGIN
    PERFORM laad.eis_waarde('tlv_controles', 'regel', regel);
    schooljaar := laad.schooljaar_tekst('schooljaar', schooljaar);
    PERFORM set_config('rapport.per', coalesce(per::text, ''), true);
    RETURN QUERY
        SELECT r.* FROM rapport.tlv_controles r
        WHERE (codes IS NULL OR r.swv = ANY (codes))
          AND r.schooljaar = coalesce(tlv_controles.schooljaar, 'alle')
          AND (tlv_controles.regel IS NULL OR r.regel = tlv_controles.regel)
        ORDER BY r.swv <> 'landelijk', r.swv COLLATE "C", r.volgorde;
    PERFORM set_config('rapport.per', was, true);
END $$;

SELECT laad.beschrijf_rapport('tlv_controles',
    titel => 'Toelaatbaarheidsverklaringen: regels getoetst',
    vraag => 'Voldoen de toelaatbaarheidsverklaringen (TLV) in een register aan de regels?',
    definitie => 'Aantallen per regel. Niet te bepalen = het register noemt te weinig: een datum, het beroep van een deskundige, het percentage symbiose of de leerlingsleutel. Of een ontbrekend advies niet is gegeven of niet is geregistreerd, zegt het register niet. Niet getoetst: of het advies inhoudelijk klopt, en regels voor afzonderlijke samenwerkingsverbanden.',
    bron => 'Registers van samenwerkingsverbanden (swv-tlv-register); WEC (2015) artikel 40; Sectorrapport speciaal onderwijs 5.2, 6.3 en 8.3.1.',
    tabellen => '{feit.tlv}',
    parameters => '{"swv": "Samenwerkingsverbanden, met komma ertussen; ook landelijk",
                    "schooljaar": "Schooljaar van de begindatum; leeg = het hele register",
                    "regel": {"uitleg": "Alleen deze regel", "waarden": ["volgorde", "einde schooljaar", "heel schooljaar", "categorie", "twee adviezen",
                              "orthopedagoog of psycholoog", "tweede deskundige", "opp binnen zes weken", "symbiose", "geen overlap"]}}',
    voorbeeld => 'swv => ''landelijk''',
    kop => $$'Register van ' || r.swv || CASE r.schooljaar WHEN 'alle' THEN '' ELSE ', schooljaar ' || r.schooljaar END$$,
    kolommen => $$r.regel, r.getoetst, r.voldoet, r.voldoet_niet AS "voldoet niet", r.niet_te_bepalen AS "niet te bepalen", r.reden$$,
    geen_rijen => $$'registers loaded: ' || coalesce((SELECT string_agg(DISTINCT r.swv, ', ') FROM rapport.tlv_controles r WHERE r.swv <> 'landelijk'), 'none')$$);

-- Duration against participation. The bounds of a percentage are exact; the relation
-- takes their middle.
CREATE OR REPLACE FUNCTION laad.tlv_duur_telling(jaar schooljaar)
RETURNS TABLE (swv swv, schooljaar schooljaar, soort text, aantal bigint, met_einde bigint, jaren numeric)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path FROM CURRENT SET plan_cache_mode = force_custom_plan SET jit = off SET work_mem = '64MB' AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY
        SELECT p.swv, p.schooljaar, p.soort, count(*), count(p.einddatum), avg((p.einddatum - p.begindatum + 1) / 365.25)
        FROM feit.tlv_per p
        WHERE p.soort IS NOT NULL AND (jaar IS NULL OR p.schooljaar = jaar)
        GROUP BY p.swv, p.schooljaar, p.soort;
END $$;
COMMENT ON FUNCTION laad.tlv_duur_telling(schooljaar) IS 'Aantal en gemiddelde duur van TLV per samenwerkingsverband, schooljaar (NULL = alle) en soort, uit rijen die een lezer van rapport.tlv_duur niet mag zien';

CREATE OR REPLACE VIEW rapport.tlv_duur AS
WITH duur AS MATERIALIZED (
    SELECT * FROM laad.tlv_duur_telling((SELECT laad.gevraagd_jaar()))
), deel AS (
    SELECT d.swv, d.schooljaar, d.soort, d.aantal, d.met_einde, d.jaren, l.grondslag, l.teldatum, m.definitie,
           ondergrens(m.verhouding) * 100 AS onder, bovengrens(m.verhouding) * 100 AS boven,
           l.swv IS NULL AS geen_leerlingen
    FROM duur d
    LEFT JOIN (SELECT x.* FROM (SELECT DISTINCT schooljaar FROM duur) AS j
               CROSS JOIN LATERAL (SELECT n.* FROM feit.leerling_naar_swv n WHERE n.schooljaar = j.schooljaar OFFSET 0) AS x
    ) AS l ON l.swv = d.swv AND l.schooljaar = d.schooljaar
    LEFT JOIN LATERAL (VALUES
        ('sbo', 'A', aandeel(l.sbo, l.bo)::verhouding), ('sbo', 'B', aandeel(l.sbo, l.bo + coalesce(l.so, '0'))::verhouding),
        ('so', 'A', verhouding(l.so, l.bo + coalesce(l.sbo, '0'))), ('so', 'B', aandeel(l.so, l.bo + coalesce(l.sbo, '0'))::verhouding),
        ('vso', 'A', verhouding(l.vso, l.vo)), ('vso', 'B', aandeel(l.vso, l.vo)::verhouding)
    ) AS m (soort, definitie, verhouding) ON m.soort = d.soort AND NOT l.onvolledig
)
SELECT e.swv::text AS swv, e.schooljaar::text AS schooljaar, e.soort, e.grondslag, e.definitie,
       e.aantal AS tlv, e.jaren::double precision AS gemiddelde_duur, e.onder AS percentage_onder, e.boven AS percentage_boven,
       NULL::bigint AS n, NULL::double precision AS r, NULL::double precision AS p,
       nullif(concat_ws('; ', CASE WHEN e.met_einde < e.aantal THEN format('van %s TLV is de einddatum onbekend', e.aantal - e.met_einde) END,
           CASE WHEN e.geen_leerlingen THEN 'de leerlingen van dit schooljaar zijn niet geladen'
                WHEN e.definitie IS NULL THEN 'een deel van de aantallen leerlingen is onbekend'
                WHEN e.onder IS NULL THEN 'teller of noemer is niet geladen, of de noemer is 0' END), '') AS reden
FROM deel e
UNION ALL
SELECT 'landelijk', e.schooljaar::text, e.soort, e.grondslag, e.definitie, sum(e.aantal)::bigint,
       (sum(e.jaren * e.met_einde) / nullif(sum(e.met_einde), 0))::double precision, NULL, NULL,
       count(*) FILTER (WHERE e.jaren IS NOT NULL AND e.onder IS NOT NULL),
       r(samenhang(e.jaren::double precision, (e.onder + e.boven) / 2)), p(samenhang(e.jaren::double precision, (e.onder + e.boven) / 2)),
       nullif(concat_ws('; ',
           CASE WHEN r(samenhang(e.jaren::double precision, (e.onder + e.boven) / 2)) IS NULL THEN 'te weinig samenwerkingsverbanden, of geen verschil' END,
           CASE WHEN count(*) FILTER (WHERE e.onder < e.boven) > 0
                THEN format('van %s samenwerkingsverbanden is het percentage onzeker; het midden telt', count(*) FILTER (WHERE e.onder < e.boven)) END), '')
FROM deel e
WHERE e.definitie IS NOT NULL
GROUP BY e.schooljaar, e.soort, e.grondslag, e.definitie;
COMMENT ON VIEW rapport.tlv_duur IS
    'Gemiddelde geldigheidsduur van toelaatbaarheidsverklaringen (TLV) naast de deelname, per samenwerkingsverband, en op de rij landelijk hun samenhang';
COMMENT ON COLUMN rapport.tlv_duur.swv IS 'Samenwerkingsverband; landelijk = alle met een geladen register';
COMMENT ON COLUMN rapport.tlv_duur.schooljaar IS 'Schooljaar van de begindatum, en van de teldatum van de deelname';
COMMENT ON COLUMN rapport.tlv_duur.soort IS 'sbo, so of vso';
COMMENT ON COLUMN rapport.tlv_duur.grondslag IS 'Van de deelname: woon (postcode van de leerling) of bron (DUO-bestand per samenwerkingsverband)';
COMMENT ON COLUMN rapport.tlv_duur.definitie IS 'Van de deelname: A (bekostigingsbasis) of B (aandeel van alle leerlingen)';
COMMENT ON COLUMN rapport.tlv_duur.tlv IS 'Aantal TLV dat in het schooljaar begint';
COMMENT ON COLUMN rapport.tlv_duur.gemiddelde_duur IS 'Gemiddelde van begindatum tot en met einddatum, in jaren van 365,25 dagen; zonder TLV met onbekende einddatum';
COMMENT ON COLUMN rapport.tlv_duur.percentage_onder IS 'Kleinst mogelijke deelnamepercentage (0-100, niet afgerond)';
COMMENT ON COLUMN rapport.tlv_duur.percentage_boven IS 'Grootst mogelijke deelnamepercentage (0-100, niet afgerond)';
COMMENT ON COLUMN rapport.tlv_duur.n IS 'Rij landelijk: aantal samenwerkingsverbanden met beide';
COMMENT ON COLUMN rapport.tlv_duur.r IS 'Rij landelijk: correlatie (Pearson) van gemiddelde duur en deelname';
COMMENT ON COLUMN rapport.tlv_duur.p IS 'Rij landelijk: tweezijdige overschrijdingskans van r (t-verdeling)';
COMMENT ON COLUMN rapport.tlv_duur.reden IS 'Waarom iets ontbreekt of onzeker is';

CREATE OR REPLACE FUNCTION rapport.tlv_duur(schooljaar text DEFAULT NULL, soort text DEFAULT NULL, definitie text DEFAULT NULL,
                                            per timestamptz DEFAULT rapport.moment())
RETURNS SETOF rapport.tlv_duur
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET datestyle = 'ISO' SET plan_cache_mode = force_custom_plan SET jit = off AS $$
DECLARE
    was      text := coalesce(current_setting('rapport.per', true), '');
    was_jaar text := coalesce(current_setting('rapport.schooljaar', true), '');
BEGIN
    PERFORM laad.eis_waarde('tlv_duur', 'soort', soort), laad.eis_waarde('tlv_duur', 'definitie', definitie);
    schooljaar := laad.schooljaar_tekst('schooljaar', schooljaar);
    PERFORM set_config('rapport.per', coalesce(per::text, ''), true), set_config('rapport.schooljaar', coalesce(schooljaar, ''), true);
    RETURN QUERY
        SELECT r.* FROM rapport.tlv_duur r
        WHERE (tlv_duur.soort IS NULL OR r.soort = tlv_duur.soort)
          AND (tlv_duur.definitie IS NULL OR r.definitie = tlv_duur.definitie OR r.definitie IS NULL)
        ORDER BY r.schooljaar, r.soort COLLATE "C", r.grondslag COLLATE "C", r.definitie, r.swv <> 'landelijk', r.swv COLLATE "C";
    PERFORM set_config('rapport.per', was, true), set_config('rapport.schooljaar', was_jaar, true);
END $$;

SELECT laad.beschrijf_rapport('tlv_duur',
    titel => 'Duur van toelaatbaarheidsverklaringen en deelname',
    vraag => 'Gaat een langere geldigheidsduur van toelaatbaarheidsverklaringen (TLV) samen met minder deelname?',
    definitie => 'Per samenwerkingsverband de gemiddelde duur van de TLV die in het schooljaar beginnen, en de deelname op de teldatum van dat schooljaar. Samenhang = correlatie van Pearson over samenwerkingsverbanden, ongewogen; geen oorzaak. Bij gemaskeerde aantallen telt het midden van de grenzen.',
    bron => 'Registers van samenwerkingsverbanden; DUO, leerlingen po en vo. De Staat van het Onderwijs 2025, samenwerkingsverbanden, stelt de samenhang zonder cijfer.',
    tabellen => '{feit.tlv, feit.leerling_po, feit.leerling_vo_pc4, feit.leerling_swv_totaal, ref.pc4_swv}',
    parameters => '{"schooljaar": "Schooljaar van de begindatum, zoals 2024-2025",
                    "soort": {"uitleg": "Soort onderwijs waarvoor de TLV geldt", "waarden": ["sbo", "so", "vso"]},
                    "definitie": {"uitleg": "Noemer van de deelname: A of B, zie rapport deelname", "waarden": ["A", "B"]}}',
    kolommen => $$r.schooljaar, r.soort, r.grondslag, r.definitie AS def, r.swv, r.tlv, replace(round(r.gemiddelde_duur::numeric, 2)::text, '.', ',') AS duur,
        replace(concat_ws(' - ', round(r.percentage_onder::numeric, 2),
            nullif(round(r.percentage_boven::numeric, 2), round(r.percentage_onder::numeric, 2))), '.', ',') AS percentage,
        r.n, replace(round(r.r::numeric, 3)::text, '.', ',') AS r, replace(round(r.p::numeric, 3)::text, '.', ',') AS p, r.reden$$,
    geen_rijen => $$'school years with a register: ' || coalesce((SELECT string_agg(DISTINCT r.schooljaar, ', ') FROM rapport.tlv_duur r), 'none')$$);
