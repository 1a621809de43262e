-- Pupils in secondary education, among them practical education (pro).

CREATE TABLE feit.leerling_vo_bestuur (
    aantal         telling,
    aantal_vavo    telling,
    totaal         telling,
    vestiging      brinnummer NOT NULL,
    bestand_id     integer NOT NULL,
    schooljaar     schooljaar NOT NULL,
    gemeentenummer smallint,
    bevoegd_gezag  text,
    naam           text,
    plaats         text,
    gemeente       text,
    provincie      text,
    masker         text,
    masker_vavo    text
);
ALTER TABLE feit.leerling_vo_bestuur REPLICA IDENTITY FULL;
COMMENT ON TABLE feit.leerling_vo_bestuur IS 'Leerlingen vo per vestiging en bestuur, vavo apart (DUO, bestand 03)';
COMMENT ON COLUMN feit.leerling_vo_bestuur.aantal IS 'Aantal leerlingen; <5 is gemaskeerd: 1, 2, 3 of 4; NULL: aantal onbekend, zie masker';
COMMENT ON COLUMN feit.leerling_vo_bestuur.aantal_vavo IS 'Leerlingen uitbesteed aan vavo; <5 is gemaskeerd';
COMMENT ON COLUMN feit.leerling_vo_bestuur.totaal IS
    'Totaal zoals in oudere bestanden; NULL waar de bron het niet heeft. Niet optellen bij aantal';
COMMENT ON COLUMN feit.leerling_vo_bestuur.vestiging IS 'BRIN-nummer van de vestiging (6 tekens)';
COMMENT ON COLUMN feit.leerling_vo_bestuur.bestand_id IS 'Bronbestand; status (voorlopig of definitief) staat in laad.bestand';
COMMENT ON COLUMN feit.leerling_vo_bestuur.schooljaar IS 'Schooljaar, bij het laden opgegeven';
COMMENT ON COLUMN feit.leerling_vo_bestuur.gemeentenummer IS 'CBS-gemeentenummer';
COMMENT ON COLUMN feit.leerling_vo_bestuur.bevoegd_gezag IS 'Nummer van het bevoegd gezag, 5 cijfers';
COMMENT ON COLUMN feit.leerling_vo_bestuur.naam IS 'Naam van de vestiging';
COMMENT ON COLUMN feit.leerling_vo_bestuur.plaats IS 'Plaatsnaam';
COMMENT ON COLUMN feit.leerling_vo_bestuur.gemeente IS 'Gemeentenaam';
COMMENT ON COLUMN feit.leerling_vo_bestuur.provincie IS 'Provincie';
COMMENT ON COLUMN feit.leerling_vo_bestuur.masker IS
    'Teken dat in de bron in plaats van het aantal staat, zoals -1: kleine of onbekende telling (een lege tekst: de cel is leeg); NULL waar een getal staat';
COMMENT ON COLUMN feit.leerling_vo_bestuur.masker_vavo IS 'Als masker, voor aantal_vavo';
SELECT laad.maak_tweeling('feit.leerling_vo_bestuur');

CREATE TABLE feit.leerling_vo_onderwijstype (
    aantal         telling,
    vestiging      brinnummer NOT NULL,
    bestand_id     integer NOT NULL,
    schooljaar     schooljaar NOT NULL,
    swv            swv,
    leerjaar       smallint NOT NULL,
    swv_bron       text,
    onderwijstype  text NOT NULL,
    vmbo_sector    text,
    afdeling       text,
    opleidingscode text,
    opleiding      text,
    lwoo           text,
    geslacht       text NOT NULL,
    masker         text
) PARTITION BY LIST (schooljaar);
COMMENT ON TABLE feit.leerling_vo_onderwijstype IS
    'Leerlingen vo per vestiging, onderwijstype, opleiding, leer- of verblijfsjaar en geslacht (DUO, bestand 01). Praktijkonderwijs: onderwijstype begint met Praktijkonderwijs';
COMMENT ON COLUMN feit.leerling_vo_onderwijstype.aantal IS
    'Aantal leerlingen; <5 is gemaskeerd: 1, 2, 3 of 4; NULL: aantal onbekend, zie masker. Nullen worden niet opgeslagen';
COMMENT ON COLUMN feit.leerling_vo_onderwijstype.vestiging IS 'BRIN-nummer van de vestiging (6 tekens)';
COMMENT ON COLUMN feit.leerling_vo_onderwijstype.bestand_id IS 'Bronbestand; status (voorlopig of definitief) staat in laad.bestand';
COMMENT ON COLUMN feit.leerling_vo_onderwijstype.schooljaar IS 'Schooljaar, bij het laden opgegeven; partitiesleutel';
COMMENT ON COLUMN feit.leerling_vo_onderwijstype.swv IS 'Samenwerkingsverband vo van de vestiging, waar de bron een code als VO2708 heeft';
COMMENT ON COLUMN feit.leerling_vo_onderwijstype.leerjaar IS 'Leer- of verblijfsjaar, 1 tot en met 6';
COMMENT ON COLUMN feit.leerling_vo_onderwijstype.swv_bron IS 'Samenwerkingsverband passend onderwijs vo zoals in de bron (code of naam)';
COMMENT ON COLUMN feit.leerling_vo_onderwijstype.onderwijstype IS 'Onderwijstype vo en leer- of verblijfsjaar zoals in de bron';
COMMENT ON COLUMN feit.leerling_vo_onderwijstype.vmbo_sector IS 'Sector van het vmbo; NULL = niet van toepassing';
COMMENT ON COLUMN feit.leerling_vo_onderwijstype.afdeling IS 'Afdeling; NULL = niet van toepassing';
COMMENT ON COLUMN feit.leerling_vo_onderwijstype.opleidingscode IS 'Erkende opleidingscode (vroeger elementcode)';
COMMENT ON COLUMN feit.leerling_vo_onderwijstype.opleiding IS 'Naam van de opleiding';
COMMENT ON COLUMN feit.leerling_vo_onderwijstype.lwoo IS 'J = leerwegondersteunend onderwijs; NULL waar de bron de kolom niet heeft';
COMMENT ON COLUMN feit.leerling_vo_onderwijstype.geslacht IS 'M = man, V = vrouw, naar de kolomkop';
COMMENT ON COLUMN feit.leerling_vo_onderwijstype.masker IS
    'Teken dat in de bron in plaats van het aantal staat, zoals -1: kleine of onbekende telling (een lege tekst: de cel is leeg); NULL waar een getal staat';
SELECT laad.maak_tweeling('feit.leerling_vo_onderwijstype', true);

CREATE TABLE feit.leerling_vo_leerjaar (
    aantal        telling,
    vestiging     brinnummer NOT NULL,
    bestand_id    integer NOT NULL,
    schooljaar    schooljaar NOT NULL,
    vavo          boolean NOT NULL,
    bevoegd_gezag text,
    onderwijstype text NOT NULL,
    vmbo_sector   text,
    afdeling      text,
    leerjaar      text,
    masker        text
) PARTITION BY LIST (schooljaar);
COMMENT ON TABLE feit.leerling_vo_leerjaar IS
    'Leerlingen vo per vestiging, onderwijstype en leerjaar, met en zonder vavo (DUO, onderwijsdata.duo.nl, 01voins). Lang bestand met alle jaren';
COMMENT ON COLUMN feit.leerling_vo_leerjaar.aantal IS 'Aantal leerlingen; <5 is gemaskeerd: 1, 2, 3 of 4; NULL: aantal onbekend, zie masker';
COMMENT ON COLUMN feit.leerling_vo_leerjaar.vestiging IS 'BRIN-nummer van de vestiging (6 tekens)';
COMMENT ON COLUMN feit.leerling_vo_leerjaar.bestand_id IS 'Bronbestand; status (voorlopig of definitief) staat in laad.bestand';
COMMENT ON COLUMN feit.leerling_vo_leerjaar.schooljaar IS 'Schooljaar; partitiesleutel';
COMMENT ON COLUMN feit.leerling_vo_leerjaar.vavo IS 'Waar: uitbesteed aan vavo; onwaar: vo regulier';
COMMENT ON COLUMN feit.leerling_vo_leerjaar.bevoegd_gezag IS 'Nummer van het bevoegd gezag';
COMMENT ON COLUMN feit.leerling_vo_leerjaar.onderwijstype IS 'Onderwijstype vo en leer- of verblijfsjaar zoals in de bron';
COMMENT ON COLUMN feit.leerling_vo_leerjaar.vmbo_sector IS 'Sector van het vmbo';
COMMENT ON COLUMN feit.leerling_vo_leerjaar.afdeling IS 'Afdeling';
COMMENT ON COLUMN feit.leerling_vo_leerjaar.leerjaar IS 'Leerjaar zoals in de bron';
COMMENT ON COLUMN feit.leerling_vo_leerjaar.masker IS
    'Teken dat in de bron in plaats van het aantal staat, zoals -1: kleine of onbekende telling (een lege tekst: de cel is leeg); NULL waar een getal staat';
SELECT laad.maak_tweeling('feit.leerling_vo_leerjaar', true);

CREATE TABLE feit.leerling_vo_pc4 (
    aantal            telling,
    vestiging         brinnummer NOT NULL,
    bestand_id        integer NOT NULL,
    schooljaar        schooljaar NOT NULL,
    gemeente          smallint,
    pc4               smallint,
    gemeente_leerling smallint,
    plaats_leerling   text,
    leerjaar          text,
    masker            text
) PARTITION BY LIST (schooljaar);
COMMENT ON TABLE feit.leerling_vo_pc4 IS
    'Leerlingen vo per vestiging naar postcode van de leerling (DUO, onderwijsdata.duo.nl, 02voins). Lang bestand met alle jaren';
COMMENT ON COLUMN feit.leerling_vo_pc4.aantal IS 'Aantal leerlingen; <5 is gemaskeerd: 1, 2, 3 of 4; NULL: aantal onbekend, zie masker';
COMMENT ON COLUMN feit.leerling_vo_pc4.vestiging IS 'BRIN-nummer van de vestiging (6 tekens)';
COMMENT ON COLUMN feit.leerling_vo_pc4.bestand_id IS 'Bronbestand; status (voorlopig of definitief) staat in laad.bestand';
COMMENT ON COLUMN feit.leerling_vo_pc4.schooljaar IS 'Schooljaar; partitiesleutel';
COMMENT ON COLUMN feit.leerling_vo_pc4.gemeente IS 'CBS-gemeentenummer van de vestiging';
COMMENT ON COLUMN feit.leerling_vo_pc4.pc4 IS 'Viercijferige postcode van de leerling; 20 = Duitsland, 30 = overig buitenland';
COMMENT ON COLUMN feit.leerling_vo_pc4.gemeente_leerling IS 'CBS-gemeentenummer van de leerling; 9920 en 9930 = buitenland';
COMMENT ON COLUMN feit.leerling_vo_pc4.plaats_leerling IS 'Plaats van de leerling';
COMMENT ON COLUMN feit.leerling_vo_pc4.leerjaar IS 'Leer- of verblijfsjaar zoals in de bron';
COMMENT ON COLUMN feit.leerling_vo_pc4.masker IS
    'Teken dat in de bron in plaats van het aantal staat, zoals -1: kleine of onbekende telling (een lege tekst: de cel is leeg); NULL waar een getal staat';
SELECT laad.maak_tweeling('feit.leerling_vo_pc4', true);
