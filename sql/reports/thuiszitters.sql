-- Pupils who stay at home, by the definition of their figures: docs/thuiszitters.md.
CREATE OR REPLACE VIEW rapport.thuiszitters AS
WITH telling AS (
    SELECT t.swv, sector(t.swv) AS sector, t.peildatum, schooljaar(t.peildatum) AS schooljaar, t.definitie,
           ondergrens(t.absoluut)::bigint AS absoluut_onder, bovengrens(t.absoluut)::bigint AS absoluut_boven,
           ondergrens(t.relatief)::bigint AS relatief_onder, bovengrens(t.relatief)::bigint AS relatief_boven,
           -- Since 2016 both together, before that only long relative absence.
           CASE t.definitie WHEN '2016' THEN CASE WHEN num_nonnulls(t.absoluut, t.relatief) > 0
                                                  THEN coalesce(ondergrens(t.absoluut), 0)::bigint + coalesce(ondergrens(t.relatief), 0) END
                            WHEN 'voor 2016' THEN ondergrens(t.relatief)::bigint END AS onder,
           CASE t.definitie WHEN '2016' THEN bovengrens(t.absoluut)::bigint + bovengrens(t.relatief)
                            WHEN 'voor 2016' THEN bovengrens(t.relatief)::bigint END AS boven,
           ondergrens(t.drie_maanden)::bigint AS drie_onder, bovengrens(t.drie_maanden)::bigint AS drie_boven,
           ondergrens(t.vrijstelling_5a)::bigint AS vrij_onder, bovengrens(t.vrijstelling_5a)::bigint AS vrij_boven,
           t.definitie NOT IN ('2016', 'voor 2016') AS andere_definitie
    FROM feit.thuiszitter_per t
), noemer AS (
    -- Of one reference date a school year, the first; of one base, the postcode's.
    SELECT DISTINCT ON (l.swv, l.schooljaar) l.swv, l.schooljaar, l.grondslag,
           CASE sector(l.swv) WHEN 'po' THEN l.bo + coalesce(l.sbo, '0') + coalesce(l.so, '0') ELSE l.vo + coalesce(l.vso, '0') END AS leerlingen
    FROM (SELECT DISTINCT schooljaar FROM telling WHERE schooljaar = coalesce((SELECT laad.gevraagd_jaar()), schooljaar)) AS j
    -- Year by year: OFFSET keeps this from being a join with all of them.
    CROSS JOIN LATERAL (SELECT n.* FROM feit.leerling_naar_swv n WHERE n.schooljaar = j.schooljaar OFFSET 0) AS l
    WHERE NOT l.onvolledig
    ORDER BY l.swv, l.schooljaar, l.grondslag DESC, l.teldatum
), rij AS (
    SELECT t.swv::text AS swv, t.sector, t.peildatum, t.schooljaar, t.definitie, 1 AS verbanden,
           t.absoluut_onder, t.absoluut_boven, t.relatief_onder, t.relatief_boven, t.onder, t.boven, t.drie_onder, t.drie_boven, t.vrij_onder, t.vrij_boven,
           t.andere_definitie, n.grondslag, ondergrens(n.leerlingen)::bigint AS leerlingen_onder, bovengrens(n.leerlingen)::bigint AS leerlingen_boven
    FROM telling t LEFT JOIN noemer n ON n.swv = t.swv AND n.schooljaar = t.schooljaar
), alle AS (
    SELECT * FROM rij
    UNION ALL
    SELECT 'landelijk', sector, peildatum, schooljaar, definitie, count(*)::integer,
           sum(absoluut_onder)::bigint, CASE WHEN count(absoluut_boven) = count(*) THEN sum(absoluut_boven)::bigint END,
           sum(relatief_onder)::bigint, CASE WHEN count(relatief_boven) = count(*) THEN sum(relatief_boven)::bigint END,
           sum(onder)::bigint, CASE WHEN count(boven) = count(*) THEN sum(boven)::bigint END,
           sum(drie_onder)::bigint, CASE WHEN count(drie_boven) = count(*) THEN sum(drie_boven)::bigint END,
           sum(vrij_onder)::bigint, CASE WHEN count(vrij_boven) = count(*) THEN sum(vrij_boven)::bigint END,
           andere_definitie, min(grondslag),
           CASE WHEN count(leerlingen_onder) = count(*) THEN sum(leerlingen_onder)::bigint END,
           CASE WHEN count(leerlingen_boven) = count(*) THEN sum(leerlingen_boven)::bigint END
    FROM rij
    GROUP BY sector, peildatum, schooljaar, definitie, andere_definitie
), reeks AS (
    -- With the count before it by the same definition, and the last one before its date by any.
    SELECT alle.*, lag(peildatum) OVER v AS v_peildatum, lag(onder) OVER v AS v_onder, lag(boven) OVER v AS v_boven, lag(verbanden) OVER v AS v_verbanden,
           last_value(peildatum) OVER w AS w_peildatum, last_value(definitie) OVER w AS w_definitie
    FROM alle
    WINDOW v AS (PARTITION BY swv, sector, definitie ORDER BY peildatum),
           w AS (PARTITION BY swv, sector ORDER BY peildatum RANGE BETWEEN UNBOUNDED PRECEDING AND '1 day' PRECEDING)
)
SELECT a.swv, a.sector, a.peildatum, a.schooljaar::text AS schooljaar, a.definitie, a.verbanden,
       a.absoluut_onder, a.absoluut_boven, a.relatief_onder, a.relatief_boven,
       a.onder AS thuiszitters_onder, a.boven AS thuiszitters_boven,
       a.drie_onder AS drie_maanden_onder, a.drie_boven AS drie_maanden_boven,
       a.vrij_onder AS vrijstelling_5a_onder, a.vrij_boven AS vrijstelling_5a_boven,
       a.grondslag, a.leerlingen_onder, a.leerlingen_boven,
       1000.0::double precision * a.onder / nullif(a.leerlingen_boven, 0) AS per_1000_onder,
       1000.0::double precision * a.boven / nullif(a.leerlingen_onder, 0) AS per_1000_boven,
       1000.0::double precision * a.drie_onder / nullif(a.leerlingen_boven, 0) AS drie_maanden_per_1000_onder,
       1000.0::double precision * a.drie_boven / nullif(a.leerlingen_onder, 0) AS drie_maanden_per_1000_boven,
       a.v_peildatum AS vorige_peildatum, a.onder - a.v_boven AS verschil_onder, a.boven - a.v_onder AS verschil_boven,
       nullif(concat_ws('; ',
           CASE WHEN a.andere_definitie THEN 'de definitie is niet 2016 of voor 2016: wat thuiszitters zijn is onbekend'
                WHEN a.onder IS NULL THEN 'het aantal is onbekend of niet geteld'
                WHEN a.boven IS NULL THEN 'een deel is onbekend of niet geteld' END,
           CASE WHEN a.leerlingen_onder IS NULL
                THEN CASE WHEN a.swv = 'landelijk' THEN 'niet van elk samenwerkingsverband zijn de leerlingen geladen'
                          ELSE 'de leerlingen van dit schooljaar zijn niet geladen' END END,
           CASE WHEN a.v_peildatum IS NULL AND a.w_peildatum IS NOT NULL
                THEN format('geen reeks: de vorige telling (%s) is van definitie %s', a.w_peildatum, a.w_definitie)
                WHEN a.swv = 'landelijk' AND a.verbanden <> a.v_verbanden
                THEN format('verschil over andere samenwerkingsverbanden: %s nu, %s toen', a.verbanden, a.v_verbanden) END), '') AS reden
FROM reeks a
WHERE a.schooljaar = coalesce((SELECT laad.gevraagd_jaar()), a.schooljaar);
COMMENT ON VIEW rapport.thuiszitters IS
    'Thuiszitters per samenwerkingsverband en peildatum, met de versie van de definitie; per 1.000 leerlingen waar die geladen zijn. Geen reeks over verschillende definities';
COMMENT ON COLUMN rapport.thuiszitters.swv IS 'Samenwerkingsverband; landelijk = de geladen samenwerkingsverbanden van de sector samen';
COMMENT ON COLUMN rapport.thuiszitters.sector IS 'po of vo';
COMMENT ON COLUMN rapport.thuiszitters.peildatum IS 'Peildatum';
COMMENT ON COLUMN rapport.thuiszitters.schooljaar IS 'Schooljaar van de peildatum';
COMMENT ON COLUMN rapport.thuiszitters.definitie IS
    'Versie van de definitie: 2016 (brief van 3 februari 2016: absoluut en langdurig relatief verzuim) of voor 2016 (alleen langdurig relatief verzuim)';
COMMENT ON COLUMN rapport.thuiszitters.verbanden IS 'Aantal samenwerkingsverbanden in de rij';
COMMENT ON COLUMN rapport.thuiszitters.absoluut_onder IS 'Absoluut verzuim, op geen school ingeschreven: kleinst mogelijke aantal';
COMMENT ON COLUMN rapport.thuiszitters.absoluut_boven IS 'Absoluut verzuim: grootst mogelijke aantal; leeg = onbekend';
COMMENT ON COLUMN rapport.thuiszitters.relatief_onder IS 'Langdurig relatief verzuim, meer dan vier weken ongeoorloofd afwezig: kleinst mogelijke aantal';
COMMENT ON COLUMN rapport.thuiszitters.relatief_boven IS 'Langdurig relatief verzuim: grootst mogelijke aantal; leeg = onbekend';
COMMENT ON COLUMN rapport.thuiszitters.thuiszitters_onder IS 'Thuiszitters volgens de definitie: kleinst mogelijke aantal';
COMMENT ON COLUMN rapport.thuiszitters.thuiszitters_boven IS 'Thuiszitters volgens de definitie: grootst mogelijke aantal; leeg = onbekend';
COMMENT ON COLUMN rapport.thuiszitters.drie_maanden_onder IS 'Daarvan langer dan drie maanden: kleinst mogelijke aantal';
COMMENT ON COLUMN rapport.thuiszitters.drie_maanden_boven IS 'Daarvan langer dan drie maanden: grootst mogelijke aantal; leeg = onbekend';
COMMENT ON COLUMN rapport.thuiszitters.vrijstelling_5a_onder IS 'Vrijstellingen (artikel 5 onder a), geen thuiszitters: kleinst mogelijke aantal';
COMMENT ON COLUMN rapport.thuiszitters.vrijstelling_5a_boven IS 'Vrijstellingen (artikel 5 onder a): grootst mogelijke aantal; leeg = onbekend';
COMMENT ON COLUMN rapport.thuiszitters.grondslag IS
    'Van de leerlingen: woon (postcode van de leerling) of bron (DUO-bestand per samenwerkingsverband)';
COMMENT ON COLUMN rapport.thuiszitters.leerlingen_onder IS 'Leerlingen (po: bo, sbo en so; vo: vo, pro en vso) in het schooljaar: kleinst mogelijke aantal';
COMMENT ON COLUMN rapport.thuiszitters.leerlingen_boven IS 'Leerlingen in het schooljaar: grootst mogelijke aantal';
COMMENT ON COLUMN rapport.thuiszitters.per_1000_onder IS 'Thuiszitters per 1.000 leerlingen: kleinst mogelijke waarde';
COMMENT ON COLUMN rapport.thuiszitters.per_1000_boven IS 'Thuiszitters per 1.000 leerlingen: grootst mogelijke waarde';
COMMENT ON COLUMN rapport.thuiszitters.drie_maanden_per_1000_onder IS 'Langer dan drie maanden, per 1.000 leerlingen: kleinst mogelijke waarde';
COMMENT ON COLUMN rapport.thuiszitters.drie_maanden_per_1000_boven IS 'Langer dan drie maanden, per 1.000 leerlingen: grootst mogelijke waarde';
COMMENT ON COLUMN rapport.thuiszitters.vorige_peildatum IS 'De peildatum ervoor met dezelfde definitie; leeg = er is geen';
COMMENT ON COLUMN rapport.thuiszitters.verschil_onder IS 'Thuiszitters min die op de vorige peildatum: kleinst mogelijke verschil';
COMMENT ON COLUMN rapport.thuiszitters.verschil_boven IS 'Thuiszitters min die op de vorige peildatum: grootst mogelijke verschil';
COMMENT ON COLUMN rapport.thuiszitters.reden IS 'Waarom iets ontbreekt of onzeker is';

-- As it can be published: per reference date, definition and sector a table of SWVs by the
-- two kinds that make up thuiszitters, and one of the longer and the shorter time.
CREATE OR REPLACE FUNCTION laad.thuiszitters_publiek(rijen rapport.thuiszitters[]) RETURNS SETOF rapport.thuiszitters
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY
        WITH rij AS (
            SELECT r.*, row_number() OVER () AS nummer FROM unnest(rijen) AS r
        ), cel AS (
            SELECT r.peildatum, r.definitie, r.sector, r.swv, c.tabel, c.kolom,
                   CASE WHEN c.onder IS NOT NULL AND c.boven IS NOT NULL THEN telling(c.onder::integer, c.boven::integer) END AS aantal
            FROM rij r
            CROSS JOIN LATERAL (VALUES
                (CASE r.definitie WHEN '2016' THEN 'soort' ELSE 'absoluut' END, 'absoluut', r.absoluut_onder, r.absoluut_boven),
                (CASE r.definitie WHEN '2016' THEN 'soort' ELSE 'relatief' END, 'relatief', r.relatief_onder, r.relatief_boven),
                ('duur', 'drie_maanden', r.drie_maanden_onder, r.drie_maanden_boven),
                ('duur', 'korter', CASE WHEN r.thuiszitters_onder > r.drie_maanden_boven THEN r.thuiszitters_onder - r.drie_maanden_boven ELSE 0 END,
                 CASE WHEN r.thuiszitters_boven < r.drie_maanden_onder THEN 0 ELSE r.thuiszitters_boven - r.drie_maanden_onder END),
                ('vrijstelling', 'vrijstelling', r.vrijstelling_5a_onder, r.vrijstelling_5a_boven)
            ) AS c (tabel, kolom, onder, boven)
            WHERE r.swv <> 'landelijk'
        ), toonbaar AS (
            SELECT g.peildatum, g.definitie, g.sector, g.tabel, coalesce(a.rij, 'landelijk') AS swv, coalesce(a.kolom, 'samen') AS kolom,
                   ondergrens(a.aantal)::bigint AS onder, bovengrens(a.aantal)::bigint AS boven
            FROM (SELECT peildatum, definitie, sector, tabel, array_agg(swv) AS swv, array_agg(kolom) AS kolommen, array_agg(aantal) AS aantallen
                  FROM cel WHERE tabel <> 'duur' GROUP BY peildatum, definitie, sector, tabel) AS g
            CROSS JOIN LATERAL laad.afscherm(g.swv, g.kolommen, g.aantallen) AS a
        ), totaal AS (
            SELECT t.* FROM toonbaar t WHERE (t.definitie = '2016' AND t.tabel = 'soort' AND t.kolom = 'samen') OR (t.definitie = 'voor 2016' AND t.tabel = 'relatief' AND t.kolom = 'relatief')
        ), duur AS (
            -- Beside the total of the first table, which is shown or not.
            SELECT g.peildatum, g.definitie, g.sector, a.naam AS swv, ondergrens(a.aantal)::bigint AS onder, bovengrens(a.aantal)::bigint AS boven
            FROM (SELECT c.peildatum, c.definitie, c.sector, array_agg(c.swv ORDER BY c.swv) FILTER (WHERE c.kolom = 'drie_maanden') AS swv,
                         array_agg(c.aantal ORDER BY c.swv) FILTER (WHERE c.kolom = 'drie_maanden') AS delen,
                         array_agg(c.aantal ORDER BY c.swv) FILTER (WHERE c.kolom = 'korter') AS resten
                  FROM cel c WHERE c.tabel = 'duur' GROUP BY c.peildatum, c.definitie, c.sector) AS g
            CROSS JOIN LATERAL laad.afscherm_deel(g.swv, g.delen, g.resten, ARRAY(
                SELECT t.swv FROM totaal t WHERE (t.peildatum, t.definitie, t.sector) = (g.peildatum, g.definitie, g.sector) AND t.onder IS NOT NULL)) AS a
        )
        SELECT r.swv, r.sector, r.peildatum, r.schooljaar, r.definitie, r.verbanden, a.onder, a.boven, l.onder, l.boven, t.onder, t.boven, d.onder, d.boven,
               v.onder, v.boven, r.grondslag, r.leerlingen_onder, r.leerlingen_boven,
               1000.0::double precision * t.onder / nullif(r.leerlingen_boven, 0), 1000.0::double precision * t.boven / nullif(r.leerlingen_onder, 0),
               1000.0::double precision * d.onder / nullif(r.leerlingen_boven, 0), 1000.0::double precision * d.boven / nullif(r.leerlingen_onder, 0),
               NULL::date, NULL::bigint, NULL::bigint,
               nullif(concat_ws('; ', CASE WHEN (a.onder, a.boven, l.onder, l.boven, t.onder, t.boven, d.onder, d.boven, v.onder, v.boven)
                    IS DISTINCT FROM (r.absoluut_onder, r.absoluut_boven, r.relatief_onder, r.relatief_boven, r.thuiszitters_onder, r.thuiszitters_boven,
                                      r.drie_maanden_onder, r.drie_maanden_boven, r.vrijstelling_5a_onder, r.vrijstelling_5a_boven) THEN 'afgeschermd' END,
                    (SELECT string_agg(x, '; ') FROM regexp_split_to_table(r.reden, '; ') AS x WHERE x !~ '^(geen reeks|verschil)')), '')
        FROM rij r
        LEFT JOIN toonbaar a ON (a.peildatum, a.definitie, a.sector, a.swv, a.kolom) = (r.peildatum, r.definitie, r.sector, r.swv, 'absoluut')
        LEFT JOIN toonbaar l ON (l.peildatum, l.definitie, l.sector, l.swv, l.kolom) = (r.peildatum, r.definitie, r.sector, r.swv, 'relatief')
        LEFT JOIN totaal t ON (t.peildatum, t.definitie, t.sector, t.swv) = (r.peildatum, r.definitie, r.sector, r.swv)
        LEFT JOIN duur d ON (d.peildatum, d.definitie, d.sector, d.swv) = (r.peildatum, r.definitie, r.sector, r.swv) AND t.onder IS NOT NULL
        LEFT JOIN toonbaar v ON (v.peildatum, v.definitie, v.sector, v.swv, v.kolom) = (r.peildatum, r.definitie, r.sector, r.swv, 'vrijstelling')
        ORDER BY r.nummer;
END $$;
COMMENT ON FUNCTION laad.thuiszitters_publiek(rapport.thuiszitters[]) IS
    'De rijen van rapport.thuiszitters zoals zij te publiceren zijn, zonder verschil met een vorige peildatum';

CREATE OR REPLACE FUNCTION rapport.thuiszitters(swv text DEFAULT NULL, schooljaar text DEFAULT NULL, definitie text DEFAULT NULL,
                                                per timestamptz DEFAULT rapport.moment(), publiek boolean DEFAULT false)
RETURNS SETOF rapport.thuiszitters
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET datestyle = 'ISO' SET jit = off AS $$
DECLARE
    was      text := coalesce(current_setting('rapport.per', true), '');
    was_jaar text := coalesce(current_setting('rapport.schooljaar', true), '');
    codes    text[] := laad.swv_lijst(swv, ARRAY['landelijk']);
BEGIN
    PERFORM laad.eis_waarde('thuiszitters', 'definitie', definitie);
    schooljaar := laad.schooljaar_tekst('schooljaar', schooljaar);
    PERFORM set_config('rapport.per', coalesce(per::text, ''), true), set_config('rapport.schooljaar', coalesce(schooljaar, ''), true);
    RETURN QUERY
        WITH r AS (
            SELECT t.* FROM rapport.thuiszitters t WHERE NOT publiek
            UNION ALL
            SELECT p.* FROM laad.thuiszitters_publiek(ARRAY(SELECT t FROM rapport.thuiszitters t WHERE publiek)) AS p
        )
        SELECT r.* FROM r
        WHERE (codes IS NULL OR r.swv = ANY (codes))
          AND (thuiszitters.definitie IS NULL OR r.definitie = thuiszitters.definitie)
        ORDER BY r.definitie COLLATE "C" DESC, r.peildatum, r.sector, r.swv <> 'landelijk', r.swv COLLATE "C";
    PERFORM set_config('rapport.per', was, true), set_config('rapport.schooljaar', was_jaar, true);
END $$;

SELECT laad.beschrijf_rapport('thuiszitters',
    titel => 'Thuiszitters per samenwerkingsverband en definitie',
    vraag => 'Hoeveel leerlingen zitten thuis, hoeveel langer dan drie maanden, en hoeveel is dat per 1.000 leerlingen?',
    definitie => '2016 = absoluut verzuim en langdurig relatief verzuim samen (brief van 3 februari 2016); voor 2016 = alleen langdurig relatief verzuim. Over beide heen is er geen reeks. Vrijstellingen (5 onder a) tellen niet mee. Leerlingen: po bo + sbo + so, vo vo + pro + vso, op de teldatum van het schooljaar. Landelijk = de geladen samenwerkingsverbanden.',
    bron => 'Opgaven van samenwerkingsverbanden (swv-thuiszitters); DUO, leerlingen po en vo; Kamerstuk 26695, 108.',
    tabellen => '{feit.thuiszitter, feit.leerling_po, feit.leerling_vo_pc4, feit.leerling_swv_totaal, ref.pc4_swv}',
    parameters => '{"swv": "Samenwerkingsverbanden, met komma ertussen; ook landelijk",
                    "schooljaar": "Schooljaar van de peildatum, zoals 2024-2025",
                    "definitie": {"uitleg": "Versie van de definitie", "waarden": ["2016", "voor 2016"]}}',
    kop => $$'Definitie ' || r.definitie$$,
    kolommen => $$r.peildatum, r.sector, r.swv, concat_ws('..', r.absoluut_onder, CASE WHEN r.absoluut_boven IS NULL AND r.absoluut_onder IS NOT NULL THEN '?' ELSE nullif(r.absoluut_boven, r.absoluut_onder)::text END) AS absoluut,
        concat_ws('..', r.relatief_onder, CASE WHEN r.relatief_boven IS NULL AND r.relatief_onder IS NOT NULL THEN '?' ELSE nullif(r.relatief_boven, r.relatief_onder)::text END) AS relatief,
        concat_ws('..', r.thuiszitters_onder, CASE WHEN r.thuiszitters_boven IS NULL AND r.thuiszitters_onder IS NOT NULL THEN '?' ELSE nullif(r.thuiszitters_boven, r.thuiszitters_onder)::text END) AS thuiszitters,
        concat_ws('..', r.drie_maanden_onder, CASE WHEN r.drie_maanden_boven IS NULL AND r.drie_maanden_onder IS NOT NULL THEN '?' ELSE nullif(r.drie_maanden_boven, r.drie_maanden_onder)::text END) AS "3 maanden",
        replace(concat_ws(' - ', round(r.per_1000_onder::numeric, 2), nullif(round(r.per_1000_boven::numeric, 2), round(r.per_1000_onder::numeric, 2))), '.', ',')
            AS "per 1.000",
        concat_ws('..', r.verschil_onder, CASE WHEN r.verschil_boven IS NULL AND r.verschil_onder IS NOT NULL THEN '?' ELSE nullif(r.verschil_boven, r.verschil_onder)::text END) AS verschil, r.reden$$,
    geen_rijen => $$'reference dates loaded: ' || coalesce((SELECT string_agg(DISTINCT r.peildatum::text, ', ') FROM rapport.thuiszitters r), 'none')$$);
