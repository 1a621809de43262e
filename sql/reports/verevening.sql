-- The verevening per SWV and school year, and its association with funding categories.
CREATE OR REPLACE FUNCTION laad.verevening(percentage double precision DEFAULT NULL, jaar schooljaar DEFAULT NULL)
RETURNS TABLE (swv text, regio text, sector text, soort text, schooljaar text, percentage_toegepast double precision, correctie_vol double precision,
               correctie double precision, wettelijk text, veldterm text, correctie_vastgesteld double precision, reden text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS $$
    SELECT v.swv::text, s.regio, sector(v.swv), v.soort, p.schooljaar::text, f.percentage::double precision, c.vol::double precision,
           c.jaar::double precision,
           CASE WHEN c.vol > 0 THEN 'aanvulling' WHEN c.vol < 0 THEN 'korting' WHEN c.vol = 0 THEN 'geen' END,
           verevening_label(c.vol), v.correctie,
           nullif(concat_ws('; ',
               CASE WHEN c.vol IS NULL THEN 'een gegeven van 1 oktober 2011 ontbreekt' END,
               CASE WHEN f.percentage IS NULL THEN 'percentage onbekend: ' || p.bron END,
               CASE WHEN verevening.percentage IS NOT NULL THEN 'percentage is een opgegeven aanname' END,
               CASE WHEN v.correctie IS NOT NULL AND abs(v.correctie - c.vol::double precision) >= 0.01 THEN 'de vastgestelde correctie is een andere' END), '')
    FROM feit.verevening_2011_per v
    CROSS JOIN ref.verevening_percentage p
    LEFT JOIN ref.swv s ON s.swv = v.swv
    CROSS JOIN LATERAL (SELECT coalesce(verevening.percentage::numeric, p.percentage) AS percentage) AS f
    CROSS JOIN LATERAL (
        SELECT verevening_correctie(sector(v.swv), v.zware_ondersteuning::numeric, v.veertien_plus::numeric, v.lgf::numeric, v.normbedrag::numeric, v.leerlingen, 100) AS vol,
               verevening_correctie(sector(v.swv), v.zware_ondersteuning::numeric, v.veertien_plus::numeric, v.lgf::numeric, v.normbedrag::numeric, v.leerlingen, f.percentage) AS jaar
    ) AS c
    WHERE verevening.jaar IS NULL OR p.schooljaar = verevening.jaar
$$;
COMMENT ON FUNCTION laad.verevening(double precision, schooljaar) IS 'De rijen van rapport.verevening';

CREATE OR REPLACE VIEW rapport.verevening AS
SELECT swv, regio, sector, soort, schooljaar, percentage_toegepast AS percentage, correctie_vol, correctie, wettelijk, veldterm, correctie_vastgesteld, reden FROM laad.verevening();
COMMENT ON VIEW rapport.verevening IS 'Verevening per samenwerkingsverband, soort bedrag en schooljaar: de correctie volgens de wet en de naam die het veld eraan geeft';
COMMENT ON COLUMN rapport.verevening.swv IS 'Samenwerkingsverband';
COMMENT ON COLUMN rapport.verevening.regio IS 'Afgeleid label, geen officiële naam';
COMMENT ON COLUMN rapport.verevening.sector IS 'po of vo';
COMMENT ON COLUMN rapport.verevening.soort IS 'personeel of materieel';
COMMENT ON COLUMN rapport.verevening.schooljaar IS 'Schooljaar';
COMMENT ON COLUMN rapport.verevening.percentage IS 'Percentage van de correctie in dat schooljaar; leeg = onbekend';
COMMENT ON COLUMN rapport.verevening.correctie_vol IS 'Correctie bij 100 procent, in euro';
COMMENT ON COLUMN rapport.verevening.correctie IS 'Correctie van het schooljaar, in euro: positief = een aanvulling op het budget, negatief = een korting; leeg = onbekend';
COMMENT ON COLUMN rapport.verevening.wettelijk IS 'aanvulling, korting of geen: het teken van de correctie volgens de wet';
COMMENT ON COLUMN rapport.verevening.veldterm IS 'Zoals het veld het noemt: een aanvulling heet negatieve verevening, een korting positieve';
COMMENT ON COLUMN rapport.verevening.correctie_vastgesteld IS 'Correctie zoals vastgesteld, als die is geladen, in euro';
COMMENT ON COLUMN rapport.verevening.reden IS 'Waarom een bedrag ontbreekt of een aanname is';

CREATE OR REPLACE FUNCTION rapport.verevening(schooljaar text DEFAULT NULL, swv text DEFAULT NULL, percentage double precision DEFAULT NULL,
                                              per timestamptz DEFAULT rapport.moment())
RETURNS SETOF rapport.verevening
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path FROM CURRENT SET datestyle = 'ISO' AS $$
#variable_conflict use_column
DECLARE
    was   text := coalesce(current_setting('rapport.per', true), '');
    codes text[] := laad.swv_lijst(swv, '{}');
    jaar  schooljaar := laad.schooljaar_tekst('schooljaar', schooljaar)::schooljaar;
BEGIN
    IF verevening.percentage IS NOT NULL AND (jaar IS NULL OR verevening.percentage NOT BETWEEN 0 AND 100) THEN
        RAISE EXCEPTION 'percentage: % is no percentage of one school year', verevening.percentage
            USING ERRCODE = 'invalid_parameter_value', HINT = 'Give schooljaar too, and a percentage from 0 to 100.';
    END IF;
    PERFORM set_config('rapport.per', coalesce(per::text, ''), true);
    RETURN QUERY
        SELECT v.* FROM laad.verevening(verevening.percentage, jaar) v
        WHERE codes IS NULL OR v.swv = ANY (codes)
        ORDER BY v.swv COLLATE "C", v.soort COLLATE "C" DESC, v.schooljaar COLLATE "C";
    PERFORM set_config('rapport.per', was, true);
END $$;

SELECT laad.beschrijf_rapport('verevening',
    titel => 'Verevening per samenwerkingsverband en schooljaar',
    vraag => 'Welke correctie krijgt een samenwerkingsverband door de verevening, en hoe heet die in het veld?',
    definitie => 'Correctie = (zware ondersteuning -/+ 14-plus + lgf - norm x leerlingen) x percentage, op tellingen van 1 oktober 2011. Positief = aanvulling, die het veld negatieve verevening noemt. Percentages van 2016-2017 tot en met 2019-2020 zijn onbekend (ref.verevening_percentage); 2015-2016 is 100, vanaf 2020-2021 is het 0.',
    bron => 'Wet passend onderwijs (BWBR0032176), artikelen XIII tot en met XVI; gegevens van het samenwerkingsverband.',
    tabellen => '{feit.verevening_2011, ref.verevening_percentage}',
    parameters => '{"schooljaar": "Schooljaar, 2015-2016 tot en met 2020-2021", "swv": "Samenwerkingsverbanden, met komma ertussen",
                    "percentage": "Aanname voor het percentage van het opgegeven schooljaar, 0 tot en met 100"}',
    voorbeeld => 'schooljaar => ''2015-2016''',
    kolommen => $$r.swv, r.soort, r.schooljaar, coalesce(replace(r.percentage::text, '.', ','), 'onbekend') AS percentage,
        replace(round(r.correctie::numeric, 2)::text, '.', ',') AS correctie, r.wettelijk, r.veldterm AS veld, coalesce(r.reden, '') AS reden$$);

-- Change of the relative share of a category against the verevening, over SWVs. The sign
-- is the field's: -correctie. An SWV with a masked count has no one share and no pair.
CREATE OR REPLACE FUNCTION laad.samenhang_verevening(categorie text, van integer, tot integer, onderwijssoort text, maat text, niveau double precision)
RETURNS TABLE (bron text, soort text, categorie_van text, jaar_van integer, jaar_tot integer, maat_van text, n bigint, r double precision, p double precision,
               ondergrens double precision, bovengrens double precision, overgeslagen bigint, reden text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS $$
    WITH telling AS (
        SELECT f.swv, f.schooljaar::integer AS jaar,
               coalesce(sum(f.aantal) FILTER (WHERE bekostigingscategorie(f.bekostigingscategorie)::text = samenhang_verevening.categorie), '0') AS deel,
               coalesce(sum(f.aantal) FILTER (WHERE bekostigingscategorie(f.bekostigingscategorie)::text <> samenhang_verevening.categorie), '0') AS rest,
               bool_or(f.aantal IS NULL) AS onbekend
        FROM feit.leerling_so_vso_categorie_per f
        WHERE f.schooljaar IN (schooljaar(samenhang_verevening.van), schooljaar(samenhang_verevening.tot)) AND f.soort_po::text = samenhang_verevening.onderwijssoort
          AND f.swv IS NOT NULL AND bekostigingscategorie(f.bekostigingscategorie) IS NOT NULL
        GROUP BY f.swv, f.schooljaar
    ), aandelen AS (
        SELECT t.swv, t.jaar, CASE WHEN NOT t.onbekend AND is_exact(t.deel) AND is_exact(t.rest) THEN ondergrens(aandeel(t.deel, t.rest)) END AS aandeel FROM telling t
    ), correctie AS (
        SELECT v.swv, CASE WHEN bool_and(v.correctie_vol IS NOT NULL) THEN sum(v.correctie_vol) END AS euro, max(w.leerlingen) AS leerlingen
        FROM laad.verevening(NULL, '2015-2016') v JOIN feit.verevening_2011_per w ON w.swv::text = v.swv AND w.soort = v.soort
        GROUP BY v.swv
    ), uitkomst AS (
        SELECT samenhang(-CASE samenhang_verevening.maat WHEN 'bedrag' THEN c.euro ELSE c.euro / nullif(c.leerlingen, 0) END, e.aandeel - b.aandeel) AS s,
               count(*) FILTER (WHERE e.aandeel IS NULL OR b.aandeel IS NULL OR c.euro IS NULL) AS overgeslagen
        FROM correctie c
        LEFT JOIN aandelen b ON b.swv::text = c.swv AND b.jaar = samenhang_verevening.van
        LEFT JOIN aandelen e ON e.swv::text = c.swv AND e.jaar = samenhang_verevening.tot
    )
    SELECT 'gepubliceerd', samenhang_verevening.onderwijssoort, samenhang_verevening.categorie, samenhang_verevening.van, samenhang_verevening.tot, NULL,
           NULL, g.waarde, NULL, NULL, NULL, NULL, 'gepubliceerd zonder n, p en interval; hoe de verevening is gemeten, is niet bekend'
    FROM ref.cijfer_gepubliceerd_per g
    WHERE g.document = '000' AND g.plaats = '5.5.2' AND g.eenheid = 'r'
      AND (samenhang_verevening.categorie, samenhang_verevening.onderwijssoort, samenhang_verevening.van, samenhang_verevening.tot) = ('hoog', 'so', 2014, 2018)
    UNION ALL
    SELECT 'geladen', samenhang_verevening.onderwijssoort, samenhang_verevening.categorie, samenhang_verevening.van, samenhang_verevening.tot, samenhang_verevening.maat,
           coalesce(n(u.s), 0), r(u.s), p(u.s), ondergrens(u.s, niveau), bovengrens(u.s, niveau), u.overgeslagen,
           nullif(concat_ws('; ',
               CASE WHEN u.s IS NULL THEN 'geen samenwerkingsverband met aandelen in beide jaren en een correctie' WHEN r(u.s) IS NULL THEN 'te weinig paren, of geen variatie' END,
               CASE WHEN u.overgeslagen > 0 THEN format('%s samenwerkingsverband(en) overgeslagen: tellingen gemaskeerd of niet geladen, of geen correctie', u.overgeslagen) END), '')
    FROM uitkomst u
$$;
COMMENT ON FUNCTION laad.samenhang_verevening(text, integer, integer, text, text, double precision) IS 'De rijen van rapport.samenhang_verevening';

CREATE OR REPLACE VIEW rapport.samenhang_verevening AS
SELECT bron, soort AS onderwijssoort, categorie_van AS categorie, jaar_van AS van, jaar_tot AS tot, maat_van AS maat, n, r, p, ondergrens, bovengrens, overgeslagen, reden
FROM laad.samenhang_verevening('hoog', 2014, 2018, 'so', 'bedrag', 0.95);
COMMENT ON VIEW rapport.samenhang_verevening IS
    'Samenhang tussen verevening en de verandering van het relatieve aandeel van categorie hoog in so van 2014 tot 2018, gepubliceerd en geladen; andere keuzes: de functie';
COMMENT ON COLUMN rapport.samenhang_verevening.bron IS 'gepubliceerd (sectorrapport 5.5.2) of geladen';
COMMENT ON COLUMN rapport.samenhang_verevening.onderwijssoort IS 'so of vso';
COMMENT ON COLUMN rapport.samenhang_verevening.categorie IS 'Bekostigingscategorie';
COMMENT ON COLUMN rapport.samenhang_verevening.van IS 'Eerste teljaar';
COMMENT ON COLUMN rapport.samenhang_verevening.tot IS 'Laatste teljaar';
COMMENT ON COLUMN rapport.samenhang_verevening.maat IS 'bedrag (euro) of per_leerling (euro per leerling van 2011); leeg = niet gepubliceerd';
COMMENT ON COLUMN rapport.samenhang_verevening.n IS 'Aantal samenwerkingsverbanden; leeg = niet gepubliceerd';
COMMENT ON COLUMN rapport.samenhang_verevening.r IS 'Correlatie (Pearson); positief: bij positieve verevening daalt het aandeel minder';
COMMENT ON COLUMN rapport.samenhang_verevening.p IS 'Tweezijdige p';
COMMENT ON COLUMN rapport.samenhang_verevening.ondergrens IS 'Betrouwbaarheidsinterval, ondergrens';
COMMENT ON COLUMN rapport.samenhang_verevening.bovengrens IS 'Betrouwbaarheidsinterval, bovengrens';
COMMENT ON COLUMN rapport.samenhang_verevening.overgeslagen IS 'Samenwerkingsverbanden met een correctie maar zonder zekere aandelen, of andersom';
COMMENT ON COLUMN rapport.samenhang_verevening.reden IS 'Waarom een getal ontbreekt';

CREATE OR REPLACE FUNCTION rapport.samenhang_verevening(categorie text DEFAULT 'hoog', van integer DEFAULT 2014, tot integer DEFAULT 2018, onderwijssoort text DEFAULT 'so',
                                                        maat text DEFAULT 'bedrag', niveau double precision DEFAULT 0.95, per timestamptz DEFAULT rapport.moment())
RETURNS SETOF rapport.samenhang_verevening
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path FROM CURRENT SET datestyle = 'ISO' AS $$
DECLARE
    was text := coalesce(current_setting('rapport.per', true), '');
BEGIN
    PERFORM laad.eis_waarde('samenhang_verevening', 'categorie', categorie);
    PERFORM laad.eis_waarde('samenhang_verevening', 'onderwijssoort', onderwijssoort);
    PERFORM laad.eis_waarde('samenhang_verevening', 'maat', maat);
    IF van >= tot THEN
        RAISE EXCEPTION 'tot: % is not after %', tot, van USING ERRCODE = 'invalid_parameter_value';
    END IF;
    PERFORM set_config('rapport.per', coalesce(per::text, ''), true);
    RETURN QUERY SELECT * FROM laad.samenhang_verevening(categorie, van, tot, onderwijssoort, maat, niveau) ORDER BY 1 DESC;
    PERFORM set_config('rapport.per', was, true);
END $$;

SELECT laad.beschrijf_rapport('samenhang_verevening',
    titel => 'Samenhang tussen verevening en bekostigingscategorie',
    vraag => 'Hangt de verandering van het relatieve aandeel van een bekostigingscategorie samen met de verevening?',
    definitie => 'Correlatie over samenwerkingsverbanden van de verandering van het relatieve aandeel (binnen so of vso) met het tegengestelde van de wettelijke correctie: positief = wat het veld positieve verevening noemt. Hoe de publicatie de verevening mat, en haar aantal, zijn niet bekend.',
    bron => 'Sectorrapport speciaal onderwijs (evaluatie passend onderwijs), paragraaf 5.5.2; DUO, leerlingen so en vso naar bekostigingscategorie.',
    tabellen => '{feit.verevening_2011, feit.leerling_so_vso_categorie, ref.cijfer_gepubliceerd}',
    parameters => '{"categorie": {"uitleg": "Bekostigingscategorie", "waarden": ["laag", "midden", "hoog"]}, "van": "Eerste teljaar", "tot": "Laatste teljaar",
                    "onderwijssoort": {"uitleg": "so of vso", "waarden": ["so", "vso"]},
                    "maat": {"uitleg": "Verevening in euro, of per leerling van 2011", "waarden": ["bedrag", "per_leerling"]},
                    "niveau": "Niveau van het betrouwbaarheidsinterval, tussen 0 en 1"}',
    kolommen => $$r.bron, r.onderwijssoort AS soort, r.categorie, r.van, r.tot, r.n, replace(round(r.r::numeric, 3)::text, '.', ',') AS r,
        replace(round(r.p::numeric, 3)::text, '.', ',') AS p, replace(round(r.ondergrens::numeric, 3) || ' - ' || round(r.bovengrens::numeric, 3), '.', ',') AS interval,
        coalesce(r.reden, '') AS reden$$);
