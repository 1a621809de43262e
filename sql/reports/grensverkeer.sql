-- Pupils whose SWV of residence, or of the school, is another than the one that pays.
-- The two bases are different questions of the same pupils. docs/leerlingstromen.md.
CREATE OR REPLACE FUNCTION laad.grensverkeer(publiek boolean DEFAULT false)
RETURNS TABLE (schooljaar text, teldatum date, onderwijssoort text, basis text, swv text, betalend text, leerlingen_onder bigint, leerlingen_boven bigint, binnen boolean, reden text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS $$
    WITH rij AS (
        SELECT f.schooljaar::text AS schooljaar, f.teldatum, coalesce(onderwijssoort_van(f.soort_po_bron)::text, f.soort) AS soort,
               CASE f.indeling WHEN 'vestiging' THEN 'vestiging' ELSE 'woon' END AS basis,
               coalesce(f.woonachtig::text, f.van_vestiging::text, f.woonachtig_bron, f.van_vestiging_bron) AS swv,
               coalesce(f.betalend::text, f.markering, 'onbekend') AS betalend, f.aantal
        FROM feit.leerling_so_vso_klassiek_per f
        WHERE f.indeling = 'betalend en woonachtig' OR (f.indeling = 'vestiging' AND f.betalend_bron IS NOT NULL)
    ), cel AS (
        SELECT schooljaar, teldatum, soort, basis, swv, betalend, coalesce(sum(aantal), '0') AS aantal, bool_or(aantal IS NULL) AS onbekend
        FROM rij WHERE swv IS NOT NULL
        GROUP BY 1, 2, 3, 4, 5, 6
    ), veilig AS (
        SELECT c.*, false AS verborgen FROM cel c WHERE NOT publiek
        UNION ALL
        SELECT t.schooljaar, t.teldatum, t.soort, t.basis, a.rij, a.kolom, a.aantal, coalesce(c.onbekend, false), a.aantal IS NULL
        FROM (SELECT schooljaar, teldatum, soort, basis, array_agg(swv) AS swv, array_agg(betalend) AS betalend, array_agg(aantal) AS aantal
              FROM cel WHERE publiek GROUP BY 1, 2, 3, 4) AS t
        CROSS JOIN LATERAL laad.afscherm(t.swv, t.betalend, t.aantal) AS a
        LEFT JOIN cel c ON c.schooljaar = t.schooljaar AND c.teldatum IS NOT DISTINCT FROM t.teldatum AND c.soort = t.soort AND c.basis = t.basis
                       AND c.swv = a.rij AND c.betalend = a.kolom
        WHERE a.rij IS NOT NULL AND a.kolom IS NOT NULL AND (a.aantal IS DISTINCT FROM '0' OR c.onbekend)
    ), alle AS (
        SELECT schooljaar, teldatum, soort, basis, swv, betalend, aantal, onbekend, verborgen FROM veilig
        UNION ALL
        SELECT schooljaar, teldatum, soort, basis, swv, 'andere', sum(aantal), bool_or(onbekend), bool_or(verborgen) FROM veilig WHERE swv <> betalend GROUP BY 1, 2, 3, 4, 5
        UNION ALL
        SELECT schooljaar, teldatum, soort, basis, 'andere', betalend, sum(aantal), bool_or(onbekend), bool_or(verborgen) FROM veilig WHERE swv <> betalend GROUP BY 1, 2, 3, 4, 6
    )
    SELECT a.schooljaar, a.teldatum, a.soort, a.basis, a.swv, a.betalend, ondergrens(a.aantal)::bigint,
           CASE WHEN NOT a.onbekend AND NOT a.verborgen THEN bovengrens(a.aantal)::bigint END, a.swv = a.betalend,
           nullif(concat_ws('; ', CASE WHEN a.verborgen THEN 'afgeschermd' END,
                                  CASE WHEN a.onbekend THEN 'tellingen onbekend: alleen de ondergrens is zeker' END,
                                  CASE WHEN a.teldatum IS NULL THEN 'de teldatum is niet opgegeven' END), '')
    FROM alle a
$$;
COMMENT ON FUNCTION laad.grensverkeer(boolean) IS 'De rijen van rapport.grensverkeer';

CREATE OR REPLACE VIEW rapport.grensverkeer AS SELECT * FROM laad.grensverkeer();
COMMENT ON VIEW rapport.grensverkeer IS
    'Leerlingen so en vso per samenwerkingsverband (van woonplaats of vestiging) en betalend samenwerkingsverband, met per verband wat het grensverkeer in en uit is';
COMMENT ON COLUMN rapport.grensverkeer.schooljaar IS 'Schooljaar';
COMMENT ON COLUMN rapport.grensverkeer.teldatum IS 'Teldatum; leeg = niet opgegeven';
COMMENT ON COLUMN rapport.grensverkeer.onderwijssoort IS 'so, vso, of so en vso';
COMMENT ON COLUMN rapport.grensverkeer.basis IS 'woon: waar de leerling woont tegen wie betaalt; vestiging: waar de school ligt tegen wie betaalt. Tel ze niet op';
COMMENT ON COLUMN rapport.grensverkeer.swv IS 'Samenwerkingsverband van woonplaats of vestiging; andere = alle behalve het betalende';
COMMENT ON COLUMN rapport.grensverkeer.betalend IS 'Betalend samenwerkingsverband of markering (CL1, CL2, GJIJJI); andere = alle behalve swv';
COMMENT ON COLUMN rapport.grensverkeer.leerlingen_onder IS 'Kleinst mogelijke aantal leerlingen';
COMMENT ON COLUMN rapport.grensverkeer.leerlingen_boven IS 'Grootst mogelijke aantal leerlingen; leeg als een telling onbekend of afgeschermd is';
COMMENT ON COLUMN rapport.grensverkeer.binnen IS 'Waar: hetzelfde samenwerkingsverband';
COMMENT ON COLUMN rapport.grensverkeer.reden IS 'Waarom een getal ontbreekt of niet zeker is';

CREATE OR REPLACE FUNCTION rapport.grensverkeer(schooljaar text DEFAULT NULL, swv text DEFAULT NULL, basis text DEFAULT NULL, onderwijssoort text DEFAULT NULL,
                                                per timestamptz DEFAULT rapport.moment(), publiek boolean DEFAULT false)
RETURNS SETOF rapport.grensverkeer
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path FROM CURRENT SET datestyle = 'ISO' AS $$
#variable_conflict use_column
DECLARE
    was   text := coalesce(current_setting('rapport.per', true), '');
    codes text[] := laad.swv_lijst(swv, '{}');
    jaar  text := laad.schooljaar_tekst('schooljaar', schooljaar);
BEGIN
    PERFORM laad.eis_waarde('grensverkeer', 'basis', grensverkeer.basis);
    PERFORM laad.eis_waarde('grensverkeer', 'onderwijssoort', grensverkeer.onderwijssoort);
    PERFORM set_config('rapport.per', coalesce(per::text, ''), true);
    RETURN QUERY
        SELECT g.* FROM laad.grensverkeer(coalesce(publiek, false)) g
        WHERE (jaar IS NULL OR g.schooljaar = jaar) AND (codes IS NULL OR g.swv = ANY (codes) OR g.betalend = ANY (codes))
          AND (grensverkeer.basis IS NULL OR g.basis = grensverkeer.basis) AND (grensverkeer.onderwijssoort IS NULL OR g.onderwijssoort = grensverkeer.onderwijssoort)
        ORDER BY g.schooljaar COLLATE "C", g.onderwijssoort COLLATE "C", g.basis COLLATE "C" DESC, g.swv COLLATE "C", g.betalend COLLATE "C";
    PERFORM set_config('rapport.per', was, true);
END $$;

SELECT laad.beschrijf_rapport('grensverkeer',
    titel => 'Grensverkeer tussen samenwerkingsverbanden',
    vraag => 'Voor hoeveel leerlingen betaalt een ander samenwerkingsverband dan dat van hun woonplaats of van hun school?',
    definitie => 'Basis woon: woonplaats tegen betalend; basis vestiging: schoolvestiging tegen betalend. Het zijn twee vragen over dezelfde leerlingen. andere = totaal van het grensverkeer. Uit de bestanden so-vso-3 en so-vso-5, waarvan de kopregel niet is gezien.',
    bron => 'DUO, leerlingen so en vso per betalend samenwerkingsverband en dat van woonplaats of vestiging.',
    tabellen => '{feit.leerling_so_vso_klassiek}',
    parameters => '{"schooljaar": "Schooljaar", "swv": "Samenwerkingsverbanden, met komma ertussen: hun in en hun uit",
                    "basis": {"uitleg": "Woonplaats of schoolvestiging tegen betalend; leeg = beide", "waarden": ["woon", "vestiging"]},
                    "onderwijssoort": {"uitleg": "Onderwijssoort", "waarden": ["so", "vso", "so en vso"]}}',
    kolommen => $$r.schooljaar, r.onderwijssoort AS soort, r.basis, r.swv, r.betalend,
        concat_ws('..', r.leerlingen_onder, nullif(r.leerlingen_boven, r.leerlingen_onder)) AS leerlingen, coalesce(r.reden, '') AS reden$$);
