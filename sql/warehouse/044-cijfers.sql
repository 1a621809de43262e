-- More figures beside what is published about all samenwerkingsverbanden (SWV), and why
-- some published figures have none beside them. Computed in sql/reports/kencijfers.sql.

INSERT INTO ref.kencijfer (kencijfer, onderdeel, naam, eenheid, sector, per_swv, definitie, bron, tabellen, volgorde)
SELECT format('deelname.%s.%s.%s', s.soort, d.definitie, u.uiterste), 'landelijk',
       format('Deelname %s, %s samenwerkingsverband, definitie %s', s.soort, u.uiterste, d.definitie), 'procent', NULL, false,
       format('Van de deelname (grondslag %s, definitie %s) van de samenwerkingsverbanden vo: de %s, laatste schooljaar met leerlingen vo; zoals rapport deelname_spreiding. %s',
              s.grondslag, d.definitie, u.uiterste, s.voorbehoud),
       s.bron, s.tabellen, 75 + row_number() OVER (ORDER BY s.plaats, d.definitie, u.plaats)
FROM (VALUES
    ('vso', 1, 'woon', 'Met cluster 1 en 2, waar het factsheet 2025 alleen cluster 3 en 4 telt; welke definitie dat gebruikt staat er niet bij.',
     'DUO, leerlingen po per postcode en leeftijd (vso) en leerlingen vo per postcode', '{feit.leerling_po,feit.leerling_vo_pc4,ref.pc4_swv}'::text[]),
    ('pro', 2, 'vestiging', 'Naar het samenwerkingsverband van de school; welke grondslag en definitie het factsheet 2025 gebruikt staat er niet bij.',
     'DUO, leerlingen vo per vestiging en onderwijstype; adressen van vestigingen; leerlingen po per vestiging (vso)',
     '{feit.leerling_vo_onderwijstype,feit.leerling_vo_leerjaar,feit.leerling_vestiging_totaal,feit.leerling_po,feit.leerling_swv_totaal,ref.pc4_swv}')
) AS s (soort, plaats, grondslag, voorbehoud, bron, tabellen),
(VALUES ('A'), ('B')) AS d (definitie), (VALUES ('laagste', 1), ('hoogste', 2)) AS u (uiterste, plaats);

INSERT INTO ref.kencijfer (kencijfer, onderdeel, naam, eenheid, sector, per_swv, definitie, bron, tabellen, volgorde) VALUES
    ('leerlingen.pro', 'landelijk', 'Leerlingen in het pro', 'leerlingen', NULL, false,
     'Leerlingen met een onderwijstype dat met Praktijkonderwijs begint, laatste schooljaar met leerlingen vo.',
     'DUO, leerlingen vo per vestiging en onderwijstype', '{feit.leerling_vo_onderwijstype,feit.leerling_vo_leerjaar}', 84),
    ('eindoordeel.onderzocht', 'landelijk', 'Onderzochte samenwerkingsverbanden, laatste kalenderjaar', 'swv', NULL, false,
     'Samenwerkingsverbanden met een eindoordeel in het laatste kalenderjaar met een oordeel.', 'Inspectie van het Onderwijs (sjabloon swv-eindoordeel)', '{feit.eindoordeel}', 85),
    ('eindoordeel.voldoende_of_goed.swv', 'landelijk', 'Eindoordeel voldoende of goed, per onderzocht samenwerkingsverband, laatste drie kalenderjaren', 'procent', NULL, false,
     'Van de samenwerkingsverbanden met een eindoordeel in die drie kalenderjaren: het deel waarvan het laatste voldoende of goed is. Welke noemer bij het gepubliceerde percentage hoort staat er niet bij.',
     'Inspectie van het Onderwijs (sjabloon swv-eindoordeel)', '{feit.eindoordeel}', 86),
    ('samenhang.verevening', 'landelijk', 'Samenhang verevening en verandering van het aandeel categorie hoog in het so, 2014-2018', 'r', NULL, false,
     'Correlatie van Pearson over de samenwerkingsverbanden po: verevening in euro (personeel en materieel samen, teken van het veld) en verandering van het relatieve aandeel van 2014-2015 tot 2018-2019; zoals rapport samenhang_verevening. Welke maat van de verevening bij de gepubliceerde hoort staat er niet bij.',
     'Gegevens van 1 oktober 2011 (sjabloon swv-verevening-2011); DUO, leerlingen so en vso per bekostigingscategorie', '{feit.verevening_2011,feit.leerling_so_vso_categorie}', 87);

INSERT INTO ref.cijfer_kencijfer (document, onderwerp, kencijfer)
SELECT '002', format('deelname %s %s swv', split_part(k.kencijfer, '.', 2), split_part(k.kencijfer, '.', 4)), k.kencijfer
FROM ref.kencijfer k WHERE k.kencijfer ~ '^deelname\.(vso|pro)\.[AB]\.';
INSERT INTO ref.cijfer_kencijfer (document, onderwerp, kencijfer) VALUES
    ('002', 'leerlingen pro', 'leerlingen.pro'),
    ('002', 'eindoordeel onvoldoende', 'eindoordeel.onderzocht'),
    ('002', 'eindoordeel voldoende of goed', 'eindoordeel.voldoende_of_goed.swv'),
    ('000', 'samenhang verandering aandeel categorie 3 en verevening so 2014-2018', 'samenhang.verevening');

CREATE TABLE ref.cijfer_zonder_kencijfer (
    document  text NOT NULL REFERENCES ref.document,
    onderwerp text NOT NULL,
    reden     text NOT NULL,
    PRIMARY KEY (document, onderwerp)
);
COMMENT ON TABLE ref.cijfer_zonder_kencijfer IS 'Waarom naast een gepubliceerd cijfer geen kencijfer staat, waar dat meer is dan dat er geen gegevens voor zijn';
COMMENT ON COLUMN ref.cijfer_zonder_kencijfer.document IS 'Document, zie ref.cijfer_gepubliceerd';
COMMENT ON COLUMN ref.cijfer_zonder_kencijfer.onderwerp IS 'Onderwerp, zie ref.cijfer_gepubliceerd';
COMMENT ON COLUMN ref.cijfer_zonder_kencijfer.reden IS 'De reden';
INSERT INTO ref.cijfer_zonder_kencijfer (document, onderwerp, reden) VALUES
    ('002', 'leerlingen met extra ondersteuningsbehoefte regulier', 'geen kencijfer: geen bestand telt leerlingen met extra ondersteuning in het regulier onderwijs'),
    ('002', 'ondersteuningsplannen met tekortkoming', 'geen kencijfer: beoordelingen van ondersteuningsplannen worden niet geladen'),
    ('002', 'tekortkoming dekkend netwerk', 'geen kencijfer: uit een toelichting bij oordelen, niet uit een vaste codelijst; zie rapport oordeel_standaarden'),
    ('002', 'trendklassen', 'geen kencijfer: een aantal soorten klassen, geen meting; zie rapport trendkaart_klassen');
