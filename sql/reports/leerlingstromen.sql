-- Pupils who went from one kind of education to another: as a list per kind, and as a
-- matrix. docs/leerlingstromen.md.

-- All flows, of each SWV and of all that are loaded. For publication each SWV and year is a
-- table with totals; the sum over SWVs is left out, as it would link these tables.
CREATE OR REPLACE FUNCTION laad.stromen(publiek boolean)
RETURNS TABLE (schooljaar text, swv text, van text, naar text, aantal telling, onbekend boolean, verborgen boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS $$
    SELECT f.schooljaar::text, w.swv, f.van, f.naar, sum(f.aantal), bool_or(f.aantal IS NULL), false
    FROM feit.leerlingstroom_per f CROSS JOIN LATERAL (VALUES (f.swv::text), ('alle')) AS w (swv)
    WHERE NOT publiek
    GROUP BY f.schooljaar, w.swv, f.van, f.naar
    UNION ALL
    SELECT t.schooljaar, t.swv, a.rij, a.kolom, a.aantal, false, a.aantal IS NULL
    FROM (SELECT f.schooljaar::text AS schooljaar, f.swv::text AS swv, array_agg(f.van) AS van, array_agg(f.naar) AS naar, array_agg(f.aantal) AS aantal
          FROM feit.leerlingstroom_per f WHERE publiek GROUP BY f.schooljaar, f.swv) AS t
    CROSS JOIN LATERAL laad.afscherm(t.van, t.naar, t.aantal) AS a
    WHERE a.rij IS NOT NULL AND a.kolom IS NOT NULL
    UNION ALL
    SELECT f.schooljaar::text, f.swv::text, f.van, f.naar, NULL, true, false
    FROM feit.leerlingstroom_per f WHERE publiek AND f.aantal IS NULL
$$;
COMMENT ON FUNCTION laad.stromen(boolean) IS 'Leerlingstromen per samenwerkingsverband en van alle samen; publiek = afgeschermd, zonder alle samen';

CREATE OR REPLACE FUNCTION laad.leerlingstromen(publiek boolean DEFAULT false)
RETURNS TABLE (schooljaar text, swv text, onderwijssoort text, instroom_onder bigint, instroom_boven bigint, uitstroom_onder bigint, uitstroom_boven bigint,
               terug_onder bigint, terug_boven bigint, percentage_onder double precision, percentage_boven double precision, reden text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS $$
    WITH s AS MATERIALIZED (SELECT * FROM laad.stromen(publiek)), soort AS (
        SELECT s.schooljaar, s.swv, k.soort,
               coalesce(sum(s.aantal) FILTER (WHERE s.naar = k.soort), '0') AS erin,
               coalesce(sum(s.aantal) FILTER (WHERE s.van = k.soort AND NOT t.terug), '0') AS anders,
               coalesce(sum(s.aantal) FILTER (WHERE s.van = k.soort AND t.terug), '0') AS terug,
               coalesce(bool_or(s.onbekend OR s.verborgen) FILTER (WHERE s.naar = k.soort), false) AS in_onbekend,
               coalesce(bool_or(s.onbekend OR s.verborgen) FILTER (WHERE s.van = k.soort AND NOT t.terug), false) AS anders_onbekend,
               coalesce(bool_or(s.onbekend OR s.verborgen) FILTER (WHERE s.van = k.soort AND t.terug), false) AS terug_onbekend,
               coalesce(bool_or(s.onbekend) FILTER (WHERE k.soort IN (s.van, s.naar)), false) AS onbekend,
               coalesce(bool_or(s.verborgen) FILTER (WHERE k.soort IN (s.van, s.naar)), false) AS verborgen
        FROM s
        CROSS JOIN unnest('{sbo,so,pro,vso}'::text[]) AS k (soort)
        CROSS JOIN LATERAL (SELECT (s.van IN ('sbo', 'so') AND s.naar = 'bo') OR (s.van = 'vso' AND s.naar IN ('vo', 'pro')) OR (s.van = 'pro' AND s.naar = 'vo')) AS t (terug)
        WHERE s.van <> s.naar
        GROUP BY s.schooljaar, s.swv, k.soort
    )
    SELECT o.schooljaar, o.swv, o.soort,
           ondergrens(o.erin)::bigint, CASE WHEN NOT o.in_onbekend THEN bovengrens(o.erin)::bigint END,
           ondergrens(o.anders + o.terug)::bigint, CASE WHEN NOT o.anders_onbekend AND NOT o.terug_onbekend THEN bovengrens(o.anders + o.terug)::bigint END,
           ondergrens(o.terug)::bigint, CASE WHEN NOT o.terug_onbekend THEN bovengrens(o.terug)::bigint END,
           CASE WHEN NOT o.anders_onbekend THEN 100 * ondergrens(aandeel(o.terug, o.anders)) END,
           CASE WHEN NOT o.terug_onbekend THEN 100 * bovengrens(aandeel(o.terug, o.anders)) END,
           nullif(concat_ws('; ',
               CASE WHEN o.verborgen THEN 'afgeschermd: alleen de ondergrens is zeker' END,
               CASE WHEN o.onbekend THEN 'tellingen onbekend: alleen de ondergrens is zeker' END,
               CASE WHEN aandeel(o.terug, o.anders) IS NULL AND NOT o.anders_onbekend AND NOT o.terug_onbekend THEN 'geen uitstroom' END), '')
    FROM soort o
$$;
COMMENT ON FUNCTION laad.leerlingstromen(boolean) IS 'De rijen van rapport.leerlingstromen';

CREATE OR REPLACE VIEW rapport.leerlingstromen AS SELECT * FROM laad.leerlingstromen();
COMMENT ON VIEW rapport.leerlingstromen IS 'Instroom, uitstroom en terugstroom van sbo, so, pro en vso per samenwerkingsverband en schooljaar';
COMMENT ON COLUMN rapport.leerlingstromen.schooljaar IS 'Schooljaar van aankomst';
COMMENT ON COLUMN rapport.leerlingstromen.swv IS 'Samenwerkingsverband; alle = alle waarvan stromen zijn geladen';
COMMENT ON COLUMN rapport.leerlingstromen.onderwijssoort IS 'sbo, so, pro of vso';
COMMENT ON COLUMN rapport.leerlingstromen.instroom_onder IS 'Leerlingen die erheen gingen, ondergrens';
COMMENT ON COLUMN rapport.leerlingstromen.instroom_boven IS 'Leerlingen die erheen gingen, bovengrens';
COMMENT ON COLUMN rapport.leerlingstromen.uitstroom_onder IS 'Leerlingen die er weggingen, ondergrens';
COMMENT ON COLUMN rapport.leerlingstromen.uitstroom_boven IS 'Leerlingen die er weggingen, bovengrens';
COMMENT ON COLUMN rapport.leerlingstromen.terug_onder IS 'Van de uitstroom: terug, van sbo of so naar bo, van vso naar vo of pro, van pro naar vo; ondergrens';
COMMENT ON COLUMN rapport.leerlingstromen.terug_boven IS 'Van de uitstroom: terug, bovengrens';
COMMENT ON COLUMN rapport.leerlingstromen.percentage_onder IS 'Terugstroom in procenten van de uitstroom, ondergrens';
COMMENT ON COLUMN rapport.leerlingstromen.percentage_boven IS 'Terugstroom in procenten van de uitstroom, bovengrens';
COMMENT ON COLUMN rapport.leerlingstromen.reden IS 'Waarom een getal ontbreekt of niet zeker is';

CREATE OR REPLACE FUNCTION laad.leerlingstromen_matrix(publiek boolean DEFAULT false)
RETURNS TABLE (schooljaar text, swv text, van text, bo_onder bigint, bo_boven bigint, sbo_onder bigint, sbo_boven bigint, so_onder bigint, so_boven bigint, vo_onder bigint, vo_boven bigint, pro_onder bigint, pro_boven bigint, vso_onder bigint, vso_boven bigint, mbo_onder bigint, mbo_boven bigint, anders_onder bigint, anders_boven bigint, totaal_onder bigint, totaal_boven bigint, reden text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS $$
    WITH c AS (
        SELECT s.schooljaar, s.swv, s.van,
               CASE WHEN bool_or(s.verborgen) FILTER (WHERE s.naar = 'bo') IS NOT TRUE THEN coalesce(sum(s.aantal) FILTER (WHERE s.naar = 'bo'), '0') END AS bo,
               bool_or(s.onbekend) FILTER (WHERE s.naar = 'bo') AS bo_onbekend,
               CASE WHEN bool_or(s.verborgen) FILTER (WHERE s.naar = 'sbo') IS NOT TRUE THEN coalesce(sum(s.aantal) FILTER (WHERE s.naar = 'sbo'), '0') END AS sbo,
               bool_or(s.onbekend) FILTER (WHERE s.naar = 'sbo') AS sbo_onbekend,
               CASE WHEN bool_or(s.verborgen) FILTER (WHERE s.naar = 'so') IS NOT TRUE THEN coalesce(sum(s.aantal) FILTER (WHERE s.naar = 'so'), '0') END AS so,
               bool_or(s.onbekend) FILTER (WHERE s.naar = 'so') AS so_onbekend,
               CASE WHEN bool_or(s.verborgen) FILTER (WHERE s.naar = 'vo') IS NOT TRUE THEN coalesce(sum(s.aantal) FILTER (WHERE s.naar = 'vo'), '0') END AS vo,
               bool_or(s.onbekend) FILTER (WHERE s.naar = 'vo') AS vo_onbekend,
               CASE WHEN bool_or(s.verborgen) FILTER (WHERE s.naar = 'pro') IS NOT TRUE THEN coalesce(sum(s.aantal) FILTER (WHERE s.naar = 'pro'), '0') END AS pro,
               bool_or(s.onbekend) FILTER (WHERE s.naar = 'pro') AS pro_onbekend,
               CASE WHEN bool_or(s.verborgen) FILTER (WHERE s.naar = 'vso') IS NOT TRUE THEN coalesce(sum(s.aantal) FILTER (WHERE s.naar = 'vso'), '0') END AS vso,
               bool_or(s.onbekend) FILTER (WHERE s.naar = 'vso') AS vso_onbekend,
               CASE WHEN bool_or(s.verborgen) FILTER (WHERE s.naar = 'mbo') IS NOT TRUE THEN coalesce(sum(s.aantal) FILTER (WHERE s.naar = 'mbo'), '0') END AS mbo,
               bool_or(s.onbekend) FILTER (WHERE s.naar = 'mbo') AS mbo_onbekend,
               CASE WHEN bool_or(s.verborgen) FILTER (WHERE s.naar <> ALL ('{bo,sbo,so,vo,pro,vso,mbo}')) IS NOT TRUE THEN coalesce(sum(s.aantal) FILTER (WHERE s.naar <> ALL ('{bo,sbo,so,vo,pro,vso,mbo}')), '0') END AS anders,
               bool_or(s.onbekend) FILTER (WHERE s.naar <> ALL ('{bo,sbo,so,vo,pro,vso,mbo}')) AS anders_onbekend,
               CASE WHEN bool_or(s.verborgen) FILTER (WHERE true) IS NOT TRUE THEN coalesce(sum(s.aantal) FILTER (WHERE true), '0') END AS totaal,
               bool_or(s.onbekend) FILTER (WHERE true) AS totaal_onbekend,
               bool_or(s.verborgen) AS verborgen
        FROM laad.stromen(publiek) s
        GROUP BY s.schooljaar, s.swv, s.van
    )
    SELECT c.schooljaar, c.swv, c.van,
       ondergrens(c.bo)::bigint AS bo_onder, CASE WHEN c.bo_onbekend IS NOT TRUE THEN bovengrens(c.bo)::bigint END AS bo_boven,
       ondergrens(c.sbo)::bigint AS sbo_onder, CASE WHEN c.sbo_onbekend IS NOT TRUE THEN bovengrens(c.sbo)::bigint END AS sbo_boven,
       ondergrens(c.so)::bigint AS so_onder, CASE WHEN c.so_onbekend IS NOT TRUE THEN bovengrens(c.so)::bigint END AS so_boven,
       ondergrens(c.vo)::bigint AS vo_onder, CASE WHEN c.vo_onbekend IS NOT TRUE THEN bovengrens(c.vo)::bigint END AS vo_boven,
       ondergrens(c.pro)::bigint AS pro_onder, CASE WHEN c.pro_onbekend IS NOT TRUE THEN bovengrens(c.pro)::bigint END AS pro_boven,
       ondergrens(c.vso)::bigint AS vso_onder, CASE WHEN c.vso_onbekend IS NOT TRUE THEN bovengrens(c.vso)::bigint END AS vso_boven,
       ondergrens(c.mbo)::bigint AS mbo_onder, CASE WHEN c.mbo_onbekend IS NOT TRUE THEN bovengrens(c.mbo)::bigint END AS mbo_boven,
       ondergrens(c.anders)::bigint AS anders_onder, CASE WHEN c.anders_onbekend IS NOT TRUE THEN bovengrens(c.anders)::bigint END AS anders_boven,
       ondergrens(c.totaal)::bigint AS totaal_onder, CASE WHEN c.totaal_onbekend IS NOT TRUE THEN bovengrens(c.totaal)::bigint END AS totaal_boven,
           nullif(concat_ws('; ', CASE WHEN c.verborgen THEN 'afgeschermd' END,
                                  CASE WHEN c.totaal_onbekend THEN 'tellingen onbekend: alleen de ondergrens is zeker' END), '')
    FROM c
$$;
COMMENT ON FUNCTION laad.leerlingstromen_matrix(boolean) IS 'De rijen van rapport.leerlingstromen_matrix';

CREATE OR REPLACE VIEW rapport.leerlingstromen_matrix AS SELECT * FROM laad.leerlingstromen_matrix();
COMMENT ON VIEW rapport.leerlingstromen_matrix IS 'Leerlingstromen als matrix: een rij per onderwijssoort van herkomst, twee kolommen (grenzen) per bestemming. Wie bleef, staat op de diagonaal';
COMMENT ON COLUMN rapport.leerlingstromen_matrix.schooljaar IS 'Schooljaar van aankomst';
COMMENT ON COLUMN rapport.leerlingstromen_matrix.swv IS 'Samenwerkingsverband; alle = alle waarvan stromen zijn geladen';
COMMENT ON COLUMN rapport.leerlingstromen_matrix.van IS 'Onderwijssoort van herkomst';
COMMENT ON COLUMN rapport.leerlingstromen_matrix.bo_onder IS 'Naar bo, ondergrens';
COMMENT ON COLUMN rapport.leerlingstromen_matrix.bo_boven IS 'Naar bo, bovengrens; leeg als een telling onbekend of afgeschermd is';
COMMENT ON COLUMN rapport.leerlingstromen_matrix.sbo_onder IS 'Naar sbo, ondergrens';
COMMENT ON COLUMN rapport.leerlingstromen_matrix.sbo_boven IS 'Naar sbo, bovengrens; leeg als een telling onbekend of afgeschermd is';
COMMENT ON COLUMN rapport.leerlingstromen_matrix.so_onder IS 'Naar so, ondergrens';
COMMENT ON COLUMN rapport.leerlingstromen_matrix.so_boven IS 'Naar so, bovengrens; leeg als een telling onbekend of afgeschermd is';
COMMENT ON COLUMN rapport.leerlingstromen_matrix.vo_onder IS 'Naar vo, ondergrens';
COMMENT ON COLUMN rapport.leerlingstromen_matrix.vo_boven IS 'Naar vo, bovengrens; leeg als een telling onbekend of afgeschermd is';
COMMENT ON COLUMN rapport.leerlingstromen_matrix.pro_onder IS 'Naar pro, ondergrens';
COMMENT ON COLUMN rapport.leerlingstromen_matrix.pro_boven IS 'Naar pro, bovengrens; leeg als een telling onbekend of afgeschermd is';
COMMENT ON COLUMN rapport.leerlingstromen_matrix.vso_onder IS 'Naar vso, ondergrens';
COMMENT ON COLUMN rapport.leerlingstromen_matrix.vso_boven IS 'Naar vso, bovengrens; leeg als een telling onbekend of afgeschermd is';
COMMENT ON COLUMN rapport.leerlingstromen_matrix.mbo_onder IS 'Naar mbo, ondergrens';
COMMENT ON COLUMN rapport.leerlingstromen_matrix.mbo_boven IS 'Naar mbo, bovengrens; leeg als een telling onbekend of afgeschermd is';
COMMENT ON COLUMN rapport.leerlingstromen_matrix.anders_onder IS 'Naar een andere bestemming, ondergrens';
COMMENT ON COLUMN rapport.leerlingstromen_matrix.anders_boven IS 'Naar een andere bestemming, bovengrens; leeg als een telling onbekend of afgeschermd is';
COMMENT ON COLUMN rapport.leerlingstromen_matrix.totaal_onder IS 'Alle leerlingen uit van, ondergrens';
COMMENT ON COLUMN rapport.leerlingstromen_matrix.totaal_boven IS 'Alle leerlingen uit van, bovengrens; leeg als een telling onbekend of afgeschermd is';
COMMENT ON COLUMN rapport.leerlingstromen_matrix.reden IS 'Waarom een getal ontbreekt of niet zeker is';

CREATE OR REPLACE FUNCTION rapport.leerlingstromen(schooljaar text DEFAULT NULL, swv text DEFAULT NULL, onderwijssoort text DEFAULT NULL,
                                                   per timestamptz DEFAULT rapport.moment(), publiek boolean DEFAULT false)
RETURNS SETOF rapport.leerlingstromen
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path FROM CURRENT SET datestyle = 'ISO' AS $$
#variable_conflict use_column
DECLARE
    was   text := coalesce(current_setting('rapport.per', true), '');
    codes text[] := laad.swv_lijst(swv, '{alle}');
    jaar  text := laad.schooljaar_tekst('schooljaar', schooljaar);
BEGIN
    PERFORM laad.eis_waarde('leerlingstromen', 'onderwijssoort', leerlingstromen.onderwijssoort);
    PERFORM set_config('rapport.per', coalesce(per::text, ''), true);
    RETURN QUERY
        SELECT s.* FROM laad.leerlingstromen(coalesce(publiek, false)) s
        WHERE (jaar IS NULL OR s.schooljaar = jaar) AND (codes IS NULL OR s.swv = ANY (codes))
          AND (leerlingstromen.onderwijssoort IS NULL OR s.onderwijssoort = leerlingstromen.onderwijssoort)
        ORDER BY s.schooljaar COLLATE "C", s.swv <> 'alle', s.swv COLLATE "C", array_position('{sbo,so,pro,vso}', s.onderwijssoort);
    PERFORM set_config('rapport.per', was, true);
END $$;
CREATE OR REPLACE FUNCTION rapport.leerlingstromen_matrix(schooljaar text DEFAULT NULL, swv text DEFAULT NULL,
                                                          per timestamptz DEFAULT rapport.moment(), publiek boolean DEFAULT false)
RETURNS SETOF rapport.leerlingstromen_matrix
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path FROM CURRENT SET datestyle = 'ISO' AS $$
#variable_conflict use_column
DECLARE
    was   text := coalesce(current_setting('rapport.per', true), '');
    codes text[] := laad.swv_lijst(swv, '{alle}');
    jaar  text := laad.schooljaar_tekst('schooljaar', schooljaar);
BEGIN
    PERFORM set_config('rapport.per', coalesce(per::text, ''), true);
    RETURN QUERY
        SELECT s.* FROM laad.leerlingstromen_matrix(coalesce(publiek, false)) s
        WHERE (jaar IS NULL OR s.schooljaar = jaar) AND (codes IS NULL OR s.swv = ANY (codes))
        ORDER BY s.schooljaar COLLATE "C", s.swv <> 'alle', s.swv COLLATE "C", array_position('{bo,sbo,so,vo,pro,vso,mbo}', s.van), s.van COLLATE "C";
    PERFORM set_config('rapport.per', was, true);
END $$;

SELECT laad.beschrijf_rapport('leerlingstromen',
    titel => 'Leerlingstromen: in, uit en terug',
    vraag => 'Hoeveel leerlingen gingen naar sbo, so, pro en vso, hoeveel gingen er weg, en hoeveel daarvan gingen terug?',
    definitie => 'Terug = van sbo of so naar bo, van vso naar vo of pro, van pro naar vo; percentage van de uitstroom. Wie van po naar vo doorstroomt, gaat niet terug. Voor publicatie ontbreekt de optelling van alle samenwerkingsverbanden.',
    bron => 'Samenwerkingsverbanden (sjabloon swv-leerlingstromen); sectorrapport speciaal onderwijs, hoofdstuk 7.',
    tabellen => '{feit.leerlingstroom}',
    parameters => '{"schooljaar": "Schooljaar van aankomst", "swv": "Samenwerkingsverbanden, met komma ertussen; ook alle",
                    "onderwijssoort": {"uitleg": "Onderwijssoort", "waarden": ["sbo", "so", "pro", "vso"]}}',
    kolommen => $$r.schooljaar, r.swv, r.onderwijssoort AS soort, concat_ws('..', r.instroom_onder, nullif(r.instroom_boven, r.instroom_onder)) AS "in",
        concat_ws('..', r.uitstroom_onder, nullif(r.uitstroom_boven, r.uitstroom_onder)) AS uit, concat_ws('..', r.terug_onder, nullif(r.terug_boven, r.terug_onder)) AS terug,
        replace(concat_ws(' - ', round(r.percentage_onder::numeric, 1), nullif(round(r.percentage_boven::numeric, 1), round(r.percentage_onder::numeric, 1))), '.', ',') AS percentage$$);
SELECT laad.beschrijf_rapport('leerlingstromen_matrix',
    titel => 'Leerlingstromen als matrix',
    vraag => 'Waarheen gingen leerlingen van elke onderwijssoort?',
    definitie => 'Een rij per onderwijssoort van herkomst; op de diagonaal wie bleef, als dat is geladen. Voor publicatie ontbreekt de optelling van alle samenwerkingsverbanden.',
    bron => 'Samenwerkingsverbanden (sjabloon swv-leerlingstromen).',
    tabellen => '{feit.leerlingstroom}',
    parameters => '{"schooljaar": "Schooljaar van aankomst", "swv": "Samenwerkingsverbanden, met komma ertussen; ook alle"}',
    kolommen => $$r.schooljaar, r.swv, r.van, concat_ws('..', r.bo_onder, nullif(r.bo_boven, r.bo_onder)) AS bo, concat_ws('..', r.sbo_onder, nullif(r.sbo_boven, r.sbo_onder)) AS sbo, concat_ws('..', r.so_onder, nullif(r.so_boven, r.so_onder)) AS so, concat_ws('..', r.vo_onder, nullif(r.vo_boven, r.vo_onder)) AS vo, concat_ws('..', r.pro_onder, nullif(r.pro_boven, r.pro_onder)) AS pro, concat_ws('..', r.vso_onder, nullif(r.vso_boven, r.vso_onder)) AS vso, concat_ws('..', r.mbo_onder, nullif(r.mbo_boven, r.mbo_onder)) AS mbo, concat_ws('..', r.anders_onder, nullif(r.anders_boven, r.anders_onder)) AS anders, concat_ws('..', r.totaal_onder, nullif(r.totaal_boven, r.totaal_onder)) AS totaal$$);
