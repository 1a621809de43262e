-- The percentages of the verevening per period, as data: those that no source names
-- are NULL, for the owner to fill in. And the correction on the figures of 2011.

CREATE TABLE ref.verevening_percentage (
    soort      text NOT NULL CHECK (soort IN ('personeel', 'materieel')),
    periode    text NOT NULL CHECK (periode ~ '^[0-9]{4}(-[0-9]{4})?$' AND (length(periode) = 9) = (soort = 'personeel')),
    percentage double precision CHECK (percentage BETWEEN 0 AND 100),
    en_later   boolean NOT NULL DEFAULT false,
    bron       text NOT NULL,
    PRIMARY KEY (soort, periode)
);
COMMENT ON TABLE ref.verevening_percentage IS
    'Deel van de verevening dat in een periode geldt. NULL = onbekend: de eigenaar van het datawarehouse vult het in, met de bron';
COMMENT ON COLUMN ref.verevening_percentage.soort IS 'personeel (per schooljaar) of materieel (per kalenderjaar)';
COMMENT ON COLUMN ref.verevening_percentage.periode IS 'Schooljaar, zoals 2015-2016, of kalenderjaar, zoals 2015';
COMMENT ON COLUMN ref.verevening_percentage.percentage IS 'Percentage van de correctie, 0 tot en met 100; NULL = onbekend';
COMMENT ON COLUMN ref.verevening_percentage.en_later IS 'Waar: het geldt ook voor elke latere periode';
COMMENT ON COLUMN ref.verevening_percentage.bron IS 'Waar het percentage vandaan komt, of waar het zou moeten staan';
INSERT INTO ref.verevening_percentage (soort, periode, percentage, en_later, bron)
SELECT 'personeel', j || '-' || j + 1,
       CASE j WHEN 2015 THEN 100 WHEN 2020 THEN 0 END, j = 2020,
       CASE j WHEN 2015 THEN 'Wet passend onderwijs (BWBR0032176), artikelen XIII en XV, tweede lid'
              WHEN 2020 THEN 'Wet passend onderwijs (BWBR0032176), artikelen XIII en XV, eerste lid: vijf schooljaren vanaf het tweede'
              ELSE 'algemene maatregel van bestuur (artikelen XIII en XV, tweede lid), niet gevonden' END
FROM generate_series(2015, 2020) AS j
UNION ALL
SELECT 'materieel', j::text,
       CASE j WHEN 2015 THEN 100 WHEN 2020 THEN 0 END, j = 2020,
       CASE j WHEN 2015 THEN 'Wet passend onderwijs (BWBR0032176), artikelen XIV en XVI, tweede lid'
              WHEN 2020 THEN 'Wet passend onderwijs (BWBR0032176), artikelen XIV en XVI, eerste lid: vijf jaren vanaf 1 januari 2015'
              ELSE 'algemene maatregel van bestuur (artikelen XIV en XVI, tweede lid), niet gevonden' END
FROM generate_series(2015, 2020) AS j;

CREATE VIEW feit.verevening_basis AS
SELECT v.swv, sector(v.swv) AS sector, v.soort, v.leerlingen, v.correctie AS vastgesteld, f.formule::double precision AS formule,
       coalesce(v.correctie, f.formule::double precision) AS basis,
       least(v.zware_ondersteuning, v.veertien_plus, v.lgf, v.normbedrag, v.leerlingen) < 0 AS negatief
FROM feit.verevening_2011_per v
CROSS JOIN LATERAL (
    -- A negative amount is an error to the formula; here it is one of this row alone.
    SELECT CASE WHEN least(v.zware_ondersteuning, v.veertien_plus, v.lgf, v.normbedrag, v.leerlingen) >= 0
                THEN verevening_correctie(sector(v.swv), v.zware_ondersteuning::numeric, v.veertien_plus::numeric, v.lgf::numeric,
                                          v.normbedrag::numeric, v.leerlingen::bigint, 100) END AS formule
) AS f;
COMMENT ON VIEW feit.verevening_basis IS 'Correctie bij 100 procent per samenwerkingsverband en soort bedrag, op de gegevens van 1 oktober 2011';
COMMENT ON COLUMN feit.verevening_basis.swv IS 'Samenwerkingsverband';
COMMENT ON COLUMN feit.verevening_basis.sector IS 'po of vo';
COMMENT ON COLUMN feit.verevening_basis.soort IS 'personeel of materieel';
COMMENT ON COLUMN feit.verevening_basis.leerlingen IS 'Leerlingen op de scholen van het samenwerkingsverband; NULL = onbekend';
COMMENT ON COLUMN feit.verevening_basis.vastgesteld IS 'Correctie zoals vastgesteld, in euro; NULL = onbekend';
COMMENT ON COLUMN feit.verevening_basis.formule IS 'Correctie volgens de formule van de wet, in euro; NULL = een gegeven ontbreekt of is negatief';
COMMENT ON COLUMN feit.verevening_basis.basis IS 'De correctie zoals vastgesteld, of anders volgens de formule, in euro; positief = een aanvulling';
COMMENT ON COLUMN feit.verevening_basis.negatief IS 'Waar: een gegeven van de formule is negatief';
