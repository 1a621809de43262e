-- The figures that the factsheet of a samenwerkingsverband (SWV) consists of, and which of
-- them stand beside expectations of policy and beside published figures. What they are
-- computed from: laad.kencijfers in sql/reports/kencijfers.sql.

CREATE TABLE ref.kencijfer (
    kencijfer text PRIMARY KEY,
    onderdeel text NOT NULL,
    naam      text NOT NULL,
    eenheid   text NOT NULL,
    sector    text CHECK (sector IN ('po', 'vo')),
    per_swv   boolean NOT NULL,
    definitie text NOT NULL,
    bron      text NOT NULL,
    tabellen  text[] NOT NULL,
    volgorde  smallint NOT NULL UNIQUE
);
COMMENT ON TABLE ref.kencijfer IS 'Kencijfers van rapport.factsheet, rapport.beleidsverwachtingen en rapport.gepubliceerde_cijfers';
COMMENT ON COLUMN ref.kencijfer.kencijfer IS 'Naam van het kencijfer';
COMMENT ON COLUMN ref.kencijfer.onderdeel IS 'Onderdeel van het factsheet';
COMMENT ON COLUMN ref.kencijfer.naam IS 'Omschrijving';
COMMENT ON COLUMN ref.kencijfer.eenheid IS 'procent, leerlingen, euro, ...';
COMMENT ON COLUMN ref.kencijfer.sector IS 'Alleen voor samenwerkingsverbanden po of vo; NULL = voor beide';
COMMENT ON COLUMN ref.kencijfer.per_swv IS 'Waar: ook per samenwerkingsverband; onwaar: alleen landelijk';
COMMENT ON COLUMN ref.kencijfer.definitie IS 'Hoe het kencijfer is bepaald, en wat de landelijke waarde is';
COMMENT ON COLUMN ref.kencijfer.bron IS 'Waar definitie en gegevens vandaan komen';
COMMENT ON COLUMN ref.kencijfer.tabellen IS 'Tabellen waaruit het wordt berekend';
COMMENT ON COLUMN ref.kencijfer.volgorde IS 'Volgorde in het factsheet';
INSERT INTO ref.kencijfer (kencijfer, onderdeel, naam, eenheid, sector, per_swv, definitie, bron, tabellen, volgorde) VALUES
    ('leerlingen.so', 'deelname', 'Leerlingen in het so', 'leerlingen', 'po', true, 'Leerlingen naar het samenwerkingsverband van de postcode waar zij wonen (grondslag woon), laatste teldatum. Landelijk: alle leerlingen, ook zonder samenwerkingsverband.', 'DUO, leerlingen po per postcode en leeftijd; definities A en B: docs/deelname.md', '{feit.leerling_po,ref.pc4_swv}', 1),
    ('deelname.so.A', 'deelname', 'Deelname so, definitie A', 'procent', 'po', true, 'Leerlingen naar het samenwerkingsverband van de postcode waar zij wonen (grondslag woon), laatste teldatum. Gedeeld door bo + sbo. Landelijk: alle leerlingen samen.', 'DUO, leerlingen po per postcode en leeftijd; definities A en B: docs/deelname.md', '{feit.leerling_po,ref.pc4_swv}', 2),
    ('deelname.so.B', 'deelname', 'Deelname so, definitie B', 'procent', 'po', true, 'Leerlingen naar het samenwerkingsverband van de postcode waar zij wonen (grondslag woon), laatste teldatum. Gedeeld door bo + sbo + so. Landelijk: alle leerlingen samen.', 'DUO, leerlingen po per postcode en leeftijd; definities A en B: docs/deelname.md', '{feit.leerling_po,ref.pc4_swv}', 3),
    ('leerlingen.sbo', 'deelname', 'Leerlingen in het sbo', 'leerlingen', 'po', true, 'Leerlingen naar het samenwerkingsverband van de postcode waar zij wonen (grondslag woon), laatste teldatum. Landelijk: alle leerlingen, ook zonder samenwerkingsverband.', 'DUO, leerlingen po per postcode en leeftijd; definities A en B: docs/deelname.md', '{feit.leerling_po,ref.pc4_swv}', 4),
    ('deelname.sbo.A', 'deelname', 'Deelname sbo, definitie A', 'procent', 'po', true, 'Leerlingen naar het samenwerkingsverband van de postcode waar zij wonen (grondslag woon), laatste teldatum. Gedeeld door bo + sbo. Landelijk: alle leerlingen samen.', 'DUO, leerlingen po per postcode en leeftijd; definities A en B: docs/deelname.md', '{feit.leerling_po,ref.pc4_swv}', 5),
    ('deelname.sbo.B', 'deelname', 'Deelname sbo, definitie B', 'procent', 'po', true, 'Leerlingen naar het samenwerkingsverband van de postcode waar zij wonen (grondslag woon), laatste teldatum. Gedeeld door bo + sbo + so. Landelijk: alle leerlingen samen.', 'DUO, leerlingen po per postcode en leeftijd; definities A en B: docs/deelname.md', '{feit.leerling_po,ref.pc4_swv}', 6),
    ('leerlingen.vso', 'deelname', 'Leerlingen in het vso', 'leerlingen', 'vo', true, 'Leerlingen naar het samenwerkingsverband van de postcode waar zij wonen (grondslag woon), laatste teldatum. Landelijk: alle leerlingen, ook zonder samenwerkingsverband.', 'DUO, leerlingen po per postcode en leeftijd; definities A en B: docs/deelname.md', '{feit.leerling_po,ref.pc4_swv}', 7),
    ('deelname.vso.A', 'deelname', 'Deelname vso, definitie A', 'procent', 'vo', true, 'Leerlingen naar het samenwerkingsverband van de postcode waar zij wonen (grondslag woon), laatste teldatum. Gedeeld door vo, zonder vso. Landelijk: alle leerlingen samen.', 'DUO, leerlingen po per postcode en leeftijd (vso) en leerlingen vo per postcode', '{feit.leerling_po,feit.leerling_vo_pc4,ref.pc4_swv}', 8),
    ('deelname.vso.B', 'deelname', 'Deelname vso, definitie B', 'procent', 'vo', true, 'Leerlingen naar het samenwerkingsverband van de postcode waar zij wonen (grondslag woon), laatste teldatum. Gedeeld door vo + vso. Landelijk: alle leerlingen samen.', 'DUO, leerlingen po per postcode en leeftijd (vso) en leerlingen vo per postcode', '{feit.leerling_po,feit.leerling_vo_pc4,ref.pc4_swv}', 9),
    ('trend.so', 'trend', 'Trendklasse deelname so', 'klasse', 'po', true, 'Vijf schooljaren tot en met het laatste; helling (kleinste kwadraten) van het aandeel volgens definitie B, tegen het landelijk aandeel over de vijf jaren samen.', 'De Staat van het Onderwijs 2025: stijgend of dalend x boven of onder het landelijk gemiddelde over vijf jaar', '{feit.leerling_swv_totaal}', 10),
    ('trend.sbo', 'trend', 'Trendklasse deelname sbo', 'klasse', 'po', true, 'Vijf schooljaren tot en met het laatste; helling (kleinste kwadraten) van het aandeel volgens definitie B, tegen het landelijk aandeel over de vijf jaren samen.', 'De Staat van het Onderwijs 2025: stijgend of dalend x boven of onder het landelijk gemiddelde over vijf jaar', '{feit.leerling_swv_totaal}', 11),
    ('trend.vso', 'trend', 'Trendklasse deelname vso', 'klasse', 'vo', true, 'Vijf schooljaren tot en met het laatste; helling (kleinste kwadraten) van het aandeel volgens definitie B, tegen het landelijk aandeel over de vijf jaren samen.', 'De Staat van het Onderwijs 2025: stijgend of dalend x boven of onder het landelijk gemiddelde over vijf jaar', '{feit.leerling_swv_totaal}', 12),
    ('trend.pro', 'trend', 'Trendklasse deelname pro', 'klasse', 'vo', true, 'Vijf schooljaren tot en met het laatste; helling (kleinste kwadraten) van het aandeel volgens definitie B, tegen het landelijk aandeel over de vijf jaren samen.', 'De Staat van het Onderwijs 2025: stijgend of dalend x boven of onder het landelijk gemiddelde over vijf jaar', '{feit.leerling_swv_totaal}', 13),
    ('categorie.so.laag', 'bekostigingscategorieën', 'Aandeel categorie laag in het so', 'procent', 'po', true, 'Relatief aandeel: van de leerlingen so met een bekostigingscategorie, naar betalend samenwerkingsverband, laatste teldatum. Landelijk: alle samenwerkingsverbanden samen.', 'DUO, leerlingen so en vso per bekostigingscategorie; sectorrapport speciaal onderwijs, 5.4 en 5.5.2', '{feit.leerling_so_vso_categorie}', 14),
    ('categorie.so.midden', 'bekostigingscategorieën', 'Aandeel categorie midden in het so', 'procent', 'po', true, 'Relatief aandeel: van de leerlingen so met een bekostigingscategorie, naar betalend samenwerkingsverband, laatste teldatum. Landelijk: alle samenwerkingsverbanden samen.', 'DUO, leerlingen so en vso per bekostigingscategorie; sectorrapport speciaal onderwijs, 5.4 en 5.5.2', '{feit.leerling_so_vso_categorie}', 15),
    ('categorie.so.hoog', 'bekostigingscategorieën', 'Aandeel categorie hoog in het so', 'procent', 'po', true, 'Relatief aandeel: van de leerlingen so met een bekostigingscategorie, naar betalend samenwerkingsverband, laatste teldatum. Landelijk: alle samenwerkingsverbanden samen.', 'DUO, leerlingen so en vso per bekostigingscategorie; sectorrapport speciaal onderwijs, 5.4 en 5.5.2', '{feit.leerling_so_vso_categorie}', 16),
    ('categorie.vso.laag', 'bekostigingscategorieën', 'Aandeel categorie laag in het vso', 'procent', 'vo', true, 'Relatief aandeel: van de leerlingen vso met een bekostigingscategorie, naar betalend samenwerkingsverband, laatste teldatum. Landelijk: alle samenwerkingsverbanden samen.', 'DUO, leerlingen so en vso per bekostigingscategorie; sectorrapport speciaal onderwijs, 5.4 en 5.5.2', '{feit.leerling_so_vso_categorie}', 17),
    ('categorie.vso.midden', 'bekostigingscategorieën', 'Aandeel categorie midden in het vso', 'procent', 'vo', true, 'Relatief aandeel: van de leerlingen vso met een bekostigingscategorie, naar betalend samenwerkingsverband, laatste teldatum. Landelijk: alle samenwerkingsverbanden samen.', 'DUO, leerlingen so en vso per bekostigingscategorie; sectorrapport speciaal onderwijs, 5.4 en 5.5.2', '{feit.leerling_so_vso_categorie}', 18),
    ('categorie.vso.hoog', 'bekostigingscategorieën', 'Aandeel categorie hoog in het vso', 'procent', 'vo', true, 'Relatief aandeel: van de leerlingen vso met een bekostigingscategorie, naar betalend samenwerkingsverband, laatste teldatum. Landelijk: alle samenwerkingsverbanden samen.', 'DUO, leerlingen so en vso per bekostigingscategorie; sectorrapport speciaal onderwijs, 5.4 en 5.5.2', '{feit.leerling_so_vso_categorie}', 19),
    ('stroom.terug.so', 'leerlingstromen', 'Terugstroom van so naar bo', 'procent', 'po', true, 'Van wie uit het so naar een andere soort of bestemming ging (van en naar verschillen): het deel naar bo, laatste schooljaar. Landelijk: alle samenwerkingsverbanden met gegevens samen.', 'Leerlingstromen (sjabloon swv-leerlingstromen); sectorrapport speciaal onderwijs, 7.1', '{feit.leerlingstroom}', 20),
    ('stroom.terug.sbo', 'leerlingstromen', 'Terugstroom van sbo naar bo', 'procent', 'po', true, 'Van wie uit het sbo naar een andere soort of bestemming ging (van en naar verschillen): het deel naar bo, laatste schooljaar. Landelijk: alle samenwerkingsverbanden met gegevens samen.', 'Leerlingstromen (sjabloon swv-leerlingstromen); sectorrapport speciaal onderwijs, 7.1', '{feit.leerlingstroom}', 21),
    ('stroom.terug.vso', 'leerlingstromen', 'Terugstroom van vso naar vo of pro', 'procent', 'vo', true, 'Van wie uit het vso naar een andere soort of bestemming ging (van en naar verschillen): het deel naar vo of pro, laatste schooljaar. Landelijk: alle samenwerkingsverbanden met gegevens samen.', 'Leerlingstromen (sjabloon swv-leerlingstromen); sectorrapport speciaal onderwijs, 7.1', '{feit.leerlingstroom}', 22),
    ('verevening.personeel', 'verevening', 'Correctie personeel op de gegevens van 2011', 'euro', NULL, true, 'De correctie zoals vastgesteld, of anders verevening_correctie() bij 100 procent; positief = een aanvulling, dat het veld negatieve verevening noemt. Landelijk: de som. Het percentage per latere schooljaar staat hier niet in.', 'Wet passend onderwijs, artikelen XIII tot en met XVI; gegevens van 1 oktober 2011 (sjabloon swv-verevening-2011)', '{feit.verevening_2011}', 23),
    ('verevening.materieel', 'verevening', 'Correctie materieel op de gegevens van 2011', 'euro', NULL, true, 'De correctie zoals vastgesteld, of anders verevening_correctie() bij 100 procent; positief = een aanvulling, dat het veld negatieve verevening noemt. Landelijk: de som. Het percentage per latere schooljaar staat hier niet in.', 'Wet passend onderwijs, artikelen XIII tot en met XVI; gegevens van 1 oktober 2011 (sjabloon swv-verevening-2011)', '{feit.verevening_2011}', 24),
    ('verevening.label', 'verevening', 'Verevening in de woorden van het veld', 'label', NULL, true, 'verevening_label() van de som van personeel en materieel. Landelijk: geen.', 'Wet passend onderwijs, artikelen XIII tot en met XVI; gegevens van 1 oktober 2011 (sjabloon swv-verevening-2011); sectorrapport speciaal onderwijs, 5.3', '{feit.verevening_2011}', 25),
    ('tlv.laag', 'tlv', 'Geldige toelaatbaarheidsverklaringen, categorie laag', 'verklaringen', NULL, true, 'Op de peildatum begonnen en nog niet geëindigd; een verklaring zonder einddatum telt alleen in de bovengrens mee. Landelijk: alle geladen registers.', 'Register van het samenwerkingsverband (sjabloon swv-tlv-register)', '{feit.tlv}', 26),
    ('tlv.midden', 'tlv', 'Geldige toelaatbaarheidsverklaringen, categorie midden', 'verklaringen', NULL, true, 'Op de peildatum begonnen en nog niet geëindigd; een verklaring zonder einddatum telt alleen in de bovengrens mee. Landelijk: alle geladen registers.', 'Register van het samenwerkingsverband (sjabloon swv-tlv-register)', '{feit.tlv}', 27),
    ('tlv.hoog', 'tlv', 'Geldige toelaatbaarheidsverklaringen, categorie hoog', 'verklaringen', NULL, true, 'Op de peildatum begonnen en nog niet geëindigd; een verklaring zonder einddatum telt alleen in de bovengrens mee. Landelijk: alle geladen registers.', 'Register van het samenwerkingsverband (sjabloon swv-tlv-register)', '{feit.tlv}', 28),
    ('tlv.nvt', 'tlv', 'Geldige toelaatbaarheidsverklaringen, zonder categorie (sbo)', 'verklaringen', NULL, true, 'Op de peildatum begonnen en nog niet geëindigd; een verklaring zonder einddatum telt alleen in de bovengrens mee. Landelijk: alle geladen registers.', 'Register van het samenwerkingsverband (sjabloon swv-tlv-register)', '{feit.tlv}', 29),
    ('tlv.duur', 'tlv', 'Gemiddelde duur van de geldige verklaringen', 'jaar', NULL, true, 'Van begindatum tot en met einddatum, in jaren van 365,25 dagen, zonder verklaringen zonder einddatum. Landelijk: het gemiddelde over alle geladen registers.', 'Register van het samenwerkingsverband (sjabloon swv-tlv-register)', '{feit.tlv}', 30),
    ('thuiszitters.totaal', 'thuiszitters', 'Thuiszitters', 'leerlingen', NULL, true, 'Absoluut verzuim en langdurig relatief verzuim samen (definitie voor 2016: alleen relatief), laatste peildatum en definitie. Vrijstellingen tellen niet mee. Landelijk: de som van wie op die peildatum met die definitie opgaf.', 'Opgave van het samenwerkingsverband (sjabloon swv-thuiszitters); definitie 2016: brief van 3 februari 2016', '{feit.thuiszitter}', 31),
    ('thuiszitters.drie_maanden', 'thuiszitters', 'Thuiszitters, langer dan drie maanden', 'leerlingen', NULL, true, 'Deel van de thuiszitters, laatste peildatum en definitie. Landelijk: de som van wie op die peildatum met die definitie opgaf.', 'Opgave van het samenwerkingsverband (sjabloon swv-thuiszitters); definitie 2016: brief van 3 februari 2016', '{feit.thuiszitter}', 32),
    ('eindoordeel.laatste', 'oordelen', 'Laatste eindoordeel', 'oordeel', NULL, true, 'Het laatst vastgestelde oordeel. Landelijk: het percentage voldoende of goed van de laatste oordelen per samenwerkingsverband.', 'Inspectie van het Onderwijs (sjabloon swv-eindoordeel)', '{feit.eindoordeel}', 33),
    ('financien.solvabiliteit', 'financiën', 'Solvabiliteit II', 'procent', NULL, true, '(Eigen vermogen + voorzieningen) / totale passiva, laatste verslagjaar. Landelijk: de mediaan van de samenwerkingsverbanden in dat jaar.', 'Jaarrekeningen (sjabloon swv-jaarrekening); begrippen: jaarverslag OCW 2017, bijlage 4', '{feit.jaarrekening}', 34),
    ('financien.liquiditeit', 'financiën', 'Liquiditeit (current ratio)', 'verhouding', NULL, true, 'Vlottende activa / kortlopende schulden, laatste verslagjaar. Landelijk: de mediaan van de samenwerkingsverbanden in dat jaar.', 'Jaarrekeningen (sjabloon swv-jaarrekening); begrippen: jaarverslag OCW 2017, bijlage 4', '{feit.jaarrekening}', 35),
    ('financien.rentabiliteit', 'financiën', 'Rentabiliteit', 'procent', NULL, true, 'Resultaat / totale baten, laatste verslagjaar. Landelijk: de mediaan van de samenwerkingsverbanden in dat jaar.', 'Jaarrekeningen (sjabloon swv-jaarrekening); begrippen: jaarverslag OCW 2017, bijlage 4', '{feit.jaarrekening}', 36),
    ('financien.bovenmatig', 'financiën', 'Mogelijk bovenmatig publiek eigen vermogen', 'euro', NULL, true, 'Publiek eigen vermogen boven 3,5% van de bruto baten, ten minste 250.000 euro; laatste verslagjaar. Landelijk: de som in dat jaar.', 'Jaarrekeningen (sjabloon swv-jaarrekening); begrippen: jaarverslag OCW 2017, bijlage 4; signaleringswaarde: infinitebv.nl', '{feit.jaarrekening}', 37),
    ('wachtlijst.sbo', 'wachtlijsten', 'Leerlingen op een wachtlijst voor sbo', 'leerlingen', NULL, true, 'Laatste peildatum: de opgave van het hele samenwerkingsverband, of anders de som van de scholen. Landelijk: de som van wie op die peildatum opgaf.', 'Opgave van het samenwerkingsverband (sjabloon swv-wachtlijst)', '{feit.wachtlijst}', 38),
    ('wachtlijst.so', 'wachtlijsten', 'Leerlingen op een wachtlijst voor so', 'leerlingen', NULL, true, 'Laatste peildatum: de opgave van het hele samenwerkingsverband, of anders de som van de scholen. Landelijk: de som van wie op die peildatum opgaf.', 'Opgave van het samenwerkingsverband (sjabloon swv-wachtlijst)', '{feit.wachtlijst}', 39),
    ('wachtlijst.vso', 'wachtlijsten', 'Leerlingen op een wachtlijst voor vso', 'leerlingen', NULL, true, 'Laatste peildatum: de opgave van het hele samenwerkingsverband, of anders de som van de scholen. Landelijk: de som van wie op die peildatum opgaf.', 'Opgave van het samenwerkingsverband (sjabloon swv-wachtlijst)', '{feit.wachtlijst}', 40),
    ('wachtlijst.pro', 'wachtlijsten', 'Leerlingen op een wachtlijst voor pro', 'leerlingen', NULL, true, 'Laatste peildatum: de opgave van het hele samenwerkingsverband, of anders de som van de scholen. Landelijk: de som van wie op die peildatum opgaf.', 'Opgave van het samenwerkingsverband (sjabloon swv-wachtlijst)', '{feit.wachtlijst}', 41),
    ('ja_nee.1', 'ja/nee-monitor', 'Ja op vragen over ondersteuningsplan', 'procent', NULL, true, 'Van de vragen van het thema die met ja of nee zijn beantwoord: het deel ja, laatste ronde. Landelijk: alle antwoorden in die ronde samen.', 'Monitor passend onderwijs (sjabloon swv-ja-nee-monitor); derde voortgangsrapportage passend onderwijs, hoofdstuk 2', '{feit.ja_nee_monitor}', 42),
    ('ja_nee.2', 'ja/nee-monitor', 'Ja op vragen over overleg met de gemeente', 'procent', NULL, true, 'Van de vragen van het thema die met ja of nee zijn beantwoord: het deel ja, laatste ronde. Landelijk: alle antwoorden in die ronde samen.', 'Monitor passend onderwijs (sjabloon swv-ja-nee-monitor); derde voortgangsrapportage passend onderwijs, hoofdstuk 2', '{feit.ja_nee_monitor}', 43),
    ('ja_nee.3', 'ja/nee-monitor', 'Ja op vragen over overleg medezeggenschap', 'procent', NULL, true, 'Van de vragen van het thema die met ja of nee zijn beantwoord: het deel ja, laatste ronde. Landelijk: alle antwoorden in die ronde samen.', 'Monitor passend onderwijs (sjabloon swv-ja-nee-monitor); derde voortgangsrapportage passend onderwijs, hoofdstuk 2', '{feit.ja_nee_monitor}', 44),
    ('ja_nee.4', 'ja/nee-monitor', 'Ja op vragen over overige overlegpartners', 'procent', NULL, true, 'Van de vragen van het thema die met ja of nee zijn beantwoord: het deel ja, laatste ronde. Landelijk: alle antwoorden in die ronde samen.', 'Monitor passend onderwijs (sjabloon swv-ja-nee-monitor); derde voortgangsrapportage passend onderwijs, hoofdstuk 2', '{feit.ja_nee_monitor}', 45),
    ('ja_nee.5', 'ja/nee-monitor', 'Ja op vragen over financiële en operationele afspraken', 'procent', NULL, true, 'Van de vragen van het thema die met ja of nee zijn beantwoord: het deel ja, laatste ronde. Landelijk: alle antwoorden in die ronde samen.', 'Monitor passend onderwijs (sjabloon swv-ja-nee-monitor); derde voortgangsrapportage passend onderwijs, hoofdstuk 2', '{feit.ja_nee_monitor}', 46),
    ('ja_nee.6', 'ja/nee-monitor', 'Ja op vragen over leraren en schoolleiders', 'procent', NULL, true, 'Van de vragen van het thema die met ja of nee zijn beantwoord: het deel ja, laatste ronde. Landelijk: alle antwoorden in die ronde samen.', 'Monitor passend onderwijs (sjabloon swv-ja-nee-monitor); derde voortgangsrapportage passend onderwijs, hoofdstuk 2', '{feit.ja_nee_monitor}', 47),
    ('ja_nee.7', 'ja/nee-monitor', 'Ja op vragen over ouders', 'procent', NULL, true, 'Van de vragen van het thema die met ja of nee zijn beantwoord: het deel ja, laatste ronde. Landelijk: alle antwoorden in die ronde samen.', 'Monitor passend onderwijs (sjabloon swv-ja-nee-monitor); derde voortgangsrapportage passend onderwijs, hoofdstuk 2', '{feit.ja_nee_monitor}', 48),
    ('swv.aantal', 'landelijk', 'Samenwerkingsverbanden in de postcodetabel', 'swv', NULL, false, 'Samenwerkingsverbanden po en vo die in de laatste postcodetabel voorkomen; zonder de landelijke.', 'Regeling regio-indeling samenwerkingsverbanden (BWBR0032324)', '{ref.pc4_swv}', 49),
    ('leerlingen.svo', 'landelijk', 'Leerlingen in so en vso', 'leerlingen', NULL, false, 'So en vso samen, laatste teldatum, met cluster 1 en 2.', 'DUO, leerlingen po per postcode en leeftijd; definities A en B: docs/deelname.md', '{feit.leerling_po,ref.pc4_swv}', 50),
    ('eindoordeel.voldoende_of_goed', 'landelijk', 'Eindoordeel voldoende of goed, laatste drie kalenderjaren', 'procent', NULL, false, 'Van de eindoordelen in de drie kalenderjaren tot en met het laatste met een oordeel: het deel voldoende of goed.', 'Inspectie van het Onderwijs (sjabloon swv-eindoordeel)', '{feit.eindoordeel}', 51),
    ('eindoordeel.onvoldoende', 'landelijk', 'Eindoordeel onvoldoende, laatste kalenderjaar', 'swv', NULL, false, 'Eindoordelen onvoldoende in het laatste kalenderjaar met een oordeel.', 'Inspectie van het Onderwijs (sjabloon swv-eindoordeel)', '{feit.eindoordeel}', 52),
    ('financien.onder_30', 'landelijk', 'Solvabiliteit II onder 30 procent', 'swv', NULL, false, 'Samenwerkingsverbanden met solvabiliteit II onder 0,30 in het laatste verslagjaar. Welke waarde het factsheet 2025 gebruikte, staat er niet bij.', 'Jaarrekeningen (sjabloon swv-jaarrekening); begrippen: jaarverslag OCW 2017, bijlage 4', '{feit.jaarrekening}', 53),
    ('monitor.ondersteuning', 'landelijk', 'Ondersteuning naar behoefte', 'schaalscore 1-5', NULL, false, 'Laagste en hoogste gepubliceerde schaalscore (5 punten) van sbo en (v)so, laatste meting: doelstelling 1, indicator 2.', 'Doelstellingenmonitor passend onderwijs, tabellen 2.3 en 2.4', '{ref.schaalscore_gepubliceerd}', 54),
    ('monitor.deskundigheid', 'landelijk', 'Deskundigheid leraren', 'schaalscore 1-5', NULL, false, 'Laagste en hoogste gepubliceerde schaalscore (5 punten) van sbo en (v)so, laatste meting: doelstelling 3, indicator 2.', 'Doelstellingenmonitor passend onderwijs, tabellen 4.3 en 4.4', '{ref.schaalscore_gepubliceerd}', 55),
    ('monitor.dekkend_netwerk', 'landelijk', 'Dekkend netwerk in de regio', 'schaalscore 1-5', NULL, false, 'Laagste en hoogste gepubliceerde schaalscore (5 punten) van sbo en (v)so, laatste meting: doelstelling 5, indicator 1.', 'Doelstellingenmonitor passend onderwijs, tabellen 6.3 en 6.4', '{ref.schaalscore_gepubliceerd}', 56),
    ('monitor.samenwerking', 'landelijk', 'Samenwerking en afspraken onderwijs', 'schaalscore 1-5', NULL, false, 'Laagste en hoogste gepubliceerde schaalscore (5 punten) van sbo en (v)so, laatste meting: doelstelling 5, indicator 3.', 'Doelstellingenmonitor passend onderwijs, tabellen 6.3 en 6.4', '{ref.schaalscore_gepubliceerd}', 57),
    ('monitor.jeugdhulp', 'landelijk', 'Samenwerking en afspraken met gemeente en jeugdhulp', 'schaalscore 1-5', NULL, false, 'Laagste en hoogste gepubliceerde schaalscore (5 punten) van sbo en (v)so, laatste meting: doelstelling 5, indicator 4.', 'Doelstellingenmonitor passend onderwijs, tabellen 6.3 en 6.4', '{ref.schaalscore_gepubliceerd}', 58),
    ('monitor.bureaucratie', 'landelijk', 'Bureaucratie', 'schaalscore 1-5', NULL, false, 'Laagste en hoogste gepubliceerde schaalscore (5 punten) van sbo en (v)so, laatste meting: doelstelling 7, indicator 1.', 'Doelstellingenmonitor passend onderwijs, tabellen 8.3 en 8.4', '{ref.schaalscore_gepubliceerd}', 59),
    ('monitor.schalen', 'landelijk', 'Schalen met een gepubliceerde score', 'schalen', NULL, false, 'Verschillende schalen in de tabellen van de laatste meting.', 'Doelstellingenmonitor passend onderwijs, tabellen 2.1 tot en met 8.4', '{ref.schaalscore_gepubliceerd}', 60),
    ('monitor.vragenlijsten', 'landelijk', 'Vragenlijsten waarvan items zijn geladen', 'vragenlijsten', NULL, false, 'Verschillende vragenlijsten van de laatste meting met items.', 'Geladen items (sjabloon enquete-items)', '{ref.item}', 61);

CREATE TABLE ref.beleidsverwachting_kencijfer (
    verwachting smallint NOT NULL REFERENCES ref.beleidsverwachting,
    kencijfer   text NOT NULL REFERENCES ref.kencijfer,
    PRIMARY KEY (verwachting, kencijfer)
);
COMMENT ON TABLE ref.beleidsverwachting_kencijfer IS 'Kencijfers die bij een beleidsverwachting horen. Een verwachting zonder rij heeft er geen: het datawarehouse meet haar niet';
COMMENT ON COLUMN ref.beleidsverwachting_kencijfer.verwachting IS 'Verwachting';
COMMENT ON COLUMN ref.beleidsverwachting_kencijfer.kencijfer IS 'Kencijfer';
INSERT INTO ref.beleidsverwachting_kencijfer (verwachting, kencijfer) VALUES
    (1, 'thuiszitters.totaal'),
    (1, 'thuiszitters.drie_maanden'),
    (2, 'monitor.bureaucratie'),
    (3, 'wachtlijst.so'),
    (3, 'wachtlijst.vso'),
    (3, 'wachtlijst.sbo'),
    (4, 'leerlingen.so'),
    (4, 'leerlingen.sbo'),
    (4, 'leerlingen.vso'),
    (4, 'deelname.so.B'),
    (4, 'deelname.sbo.B'),
    (4, 'deelname.vso.B'),
    (5, 'monitor.dekkend_netwerk'),
    (5, 'thuiszitters.totaal'),
    (6, 'monitor.deskundigheid'),
    (7, 'monitor.samenwerking'),
    (9, 'monitor.ondersteuning'),
    (11, 'stroom.terug.so'),
    (11, 'stroom.terug.sbo'),
    (13, 'monitor.jeugdhulp');

CREATE TABLE ref.cijfer_kencijfer (
    document  text NOT NULL REFERENCES ref.document,
    onderwerp text NOT NULL,
    kencijfer text NOT NULL REFERENCES ref.kencijfer,
    PRIMARY KEY (document, onderwerp, kencijfer)
);
COMMENT ON TABLE ref.cijfer_kencijfer IS 'Kencijfers die naast een gepubliceerd cijfer staan. Zij meten hetzelfde onderwerp, niet noodzakelijk met dezelfde definitie of in hetzelfde jaar';
COMMENT ON COLUMN ref.cijfer_kencijfer.document IS 'Document, zie ref.cijfer_gepubliceerd';
COMMENT ON COLUMN ref.cijfer_kencijfer.onderwerp IS 'Onderwerp, zie ref.cijfer_gepubliceerd';
COMMENT ON COLUMN ref.cijfer_kencijfer.kencijfer IS 'Kencijfer';
INSERT INTO ref.cijfer_kencijfer (document, onderwerp, kencijfer) VALUES
    ('003', 'samenwerkingsverbanden opgericht', 'swv.aantal'),
    ('001', 'thuiszitters langer dan drie maanden (ruim)', 'thuiszitters.drie_maanden'),
    ('002', 'leerlingen sbo', 'leerlingen.sbo'),
    ('002', 'leerlingen (v)so', 'leerlingen.svo'),
    ('002', 'swv solvabiliteit onder signaleringswaarde', 'financien.onder_30'),
    ('002', 'eindoordeel voldoende of goed', 'eindoordeel.voldoende_of_goed'),
    ('002', 'eindoordeel onvoldoende', 'eindoordeel.onvoldoende'),
    ('004', 'vragenlijsten', 'monitor.vragenlijsten'),
    ('004', 'schalen (ongeveer)', 'monitor.schalen');
