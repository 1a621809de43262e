-- Reference data that the reports quote: documents, goals, themes, expectations of
-- policy with what was found, their sources, categories and standards. Each row says
-- from which document and paragraph; phrases are this project's, figures and names
-- the documents'.

CREATE TABLE ref.document (
    document text PRIMARY KEY,
    titel    text NOT NULL,
    auteur   text,
    jaar     smallint,
    bron     text NOT NULL
);
COMMENT ON TABLE ref.document IS 'De documenten waaruit gepubliceerde cijfers, verwachtingen en namen komen';
COMMENT ON COLUMN ref.document.document IS 'Nummer zoals in ref.cijfer_gepubliceerd';
COMMENT ON COLUMN ref.document.titel IS 'Titel';
COMMENT ON COLUMN ref.document.auteur IS 'Auteurs of uitgever; NULL = staat niet in de gelezen tekst';
COMMENT ON COLUMN ref.document.jaar IS 'Jaar van uitgave, of waarover het document gaat; NULL = staat niet in de gelezen tekst';
COMMENT ON COLUMN ref.document.bron IS 'Waar in het document titel en jaar staan';
INSERT INTO ref.document (document, titel, auteur, jaar, bron) VALUES
    ('000', 'Sectorrapport speciaal onderwijs', NULL, NULL, 'De gelezen tekst begint bij hoofdstuk 1; de titel is afgeleid van hoofdstuk 2 en bijlage 2'),
    ('001', 'Evaluatie passend onderwijs: samenvatting', 'G. Ledoux en S. Waslander, m.m.v. T. Eimers', 2020, 'Titelblad: mei 2020'),
    ('002', 'De Staat van het Onderwijs 2025: samenwerkingsverbanden passend onderwijs', 'Inspectie van het Onderwijs', 2025, 'Colofon: april 2025'),
    ('003', 'Derde voortgangsrapportage passend onderwijs', 'Ministerie van OCW', 2013, 'Hoofdstuk 1: stand eind 2013'),
    ('004', 'Doelstellingenmonitor passend onderwijs, hoofdrapportage tweede meting', NULL, NULL, 'Managementsamenvatting: meting in het najaar van 2023');

-- Names as above the tables of scores; the report has longer ones in its summary.
CREATE TABLE ref.doelstelling (
    doelstelling smallint PRIMARY KEY CHECK (doelstelling BETWEEN 1 AND 7),
    naam         text NOT NULL,
    bron         text NOT NULL
);
COMMENT ON TABLE ref.doelstelling IS 'De zeven doelstellingen van passend onderwijs';
COMMENT ON COLUMN ref.doelstelling.doelstelling IS 'Nummer, 1 tot en met 7';
COMMENT ON COLUMN ref.doelstelling.naam IS 'Naam, zoals boven de tabellen van de Doelstellingenmonitor';
COMMENT ON COLUMN ref.doelstelling.bron IS 'Document en tabellen';
INSERT INTO ref.doelstelling (doelstelling, naam, bron) VALUES
    (1, 'De ondersteuningsbehoefte is leidend', 'Doelstellingenmonitor passend onderwijs, tabellen 2.1 tot en met 2.4'),
    (2, 'De leerling wordt gehoord', 'Doelstellingenmonitor passend onderwijs, tabellen 3.1 tot en met 3.4'),
    (3, 'De leraar wordt ondersteund en toegerust', 'Doelstellingenmonitor passend onderwijs, tabellen 4.1 tot en met 4.4'),
    (4, 'De ouder is gelijkwaardig partner', 'Doelstellingenmonitor passend onderwijs, tabellen 5.1 tot en met 5.4'),
    (5, 'Er is een dekkend netwerk in elke regio', 'Doelstellingenmonitor passend onderwijs, tabellen 6.1 tot en met 6.5'),
    (6, 'Er is transparantie en verantwoording over de ondersteuningsmiddelen', 'Doelstellingenmonitor passend onderwijs, tabellen 7.1 tot en met 7.4'),
    (7, 'Er is acceptabele administratieve belasting', 'Doelstellingenmonitor passend onderwijs, tabellen 8.1 tot en met 8.4');

-- What the measurements asked about: names are those of the published tables.
CREATE VIEW ref.doelstelling_indicator AS
SELECT s.doelstelling,
       s.indicator,
       count(DISTINCT s.schaal)::integer AS schalen,
       string_agg(DISTINCT s.meting::text, ', ') AS metingen,
       format('Doelstellingenmonitor passend onderwijs, tabellen %s', string_agg(DISTINCT s.tabel, ', ')) AS bron
FROM ref.schaalscore_gepubliceerd_per s
GROUP BY s.doelstelling, s.indicator;
COMMENT ON VIEW ref.doelstelling_indicator IS 'De indicatoren van de doelstellingen, afgeleid van de geladen tabellen van de Doelstellingenmonitor';
COMMENT ON COLUMN ref.doelstelling_indicator.doelstelling IS 'Nummer van de doelstelling';
COMMENT ON COLUMN ref.doelstelling_indicator.indicator IS 'Indicator met nummer, zoals gepubliceerd';
COMMENT ON COLUMN ref.doelstelling_indicator.schalen IS 'Aantal schalen met een gepubliceerde score';
COMMENT ON COLUMN ref.doelstelling_indicator.metingen IS 'Schooljaren van de metingen waarin de indicator voorkomt';
COMMENT ON COLUMN ref.doelstelling_indicator.bron IS 'Document en tabellen';

CREATE VIEW ref.schaal AS
SELECT s.doelstelling,
       s.indicator,
       s.schaal,
       s.puntsschaal,
       bool_or(s.omgedraaid) AS omgedraaid,
       string_agg(DISTINCT s.respondentgroep, ', ') AS respondentgroepen,
       string_agg(DISTINCT s.onderwijstype, ', ') AS onderwijstypen,
       format('Doelstellingenmonitor passend onderwijs, tabellen %s', string_agg(DISTINCT s.tabel, ', ')) AS bron
FROM ref.schaalscore_gepubliceerd_per s
GROUP BY s.doelstelling, s.indicator, s.schaal, s.puntsschaal;
COMMENT ON VIEW ref.schaal IS 'De schalen met een gepubliceerde score, afgeleid van de geladen tabellen van de Doelstellingenmonitor';
COMMENT ON COLUMN ref.schaal.doelstelling IS 'Nummer van de doelstelling';
COMMENT ON COLUMN ref.schaal.indicator IS 'Indicator met nummer, zoals gepubliceerd';
COMMENT ON COLUMN ref.schaal.schaal IS 'Naam van de schaal, zoals gepubliceerd';
COMMENT ON COLUMN ref.schaal.puntsschaal IS 'Aantal antwoordmogelijkheden: 3 of 5';
COMMENT ON COLUMN ref.schaal.omgedraaid IS 'Waar als een tabel de schaal met ** heeft: hoog betekent weinig belasting';
COMMENT ON COLUMN ref.schaal.respondentgroepen IS 'Wie de vragen beantwoordden';
COMMENT ON COLUMN ref.schaal.onderwijstypen IS 'Onderwijstypen met een score';
COMMENT ON COLUMN ref.schaal.bron IS 'Document en tabellen';

CREATE TABLE ref.bronletter (
    document text NOT NULL REFERENCES ref.document,
    letter   text NOT NULL,
    auteurs  text NOT NULL,
    jaar     smallint NOT NULL,
    titel    text NOT NULL,
    reeks    text NOT NULL,
    bron     text NOT NULL,
    PRIMARY KEY (document, letter)
);
COMMENT ON TABLE ref.bronletter IS 'De onderzoeken waarnaar het sectorrapport speciaal onderwijs met een letter verwijst';
COMMENT ON COLUMN ref.bronletter.document IS 'Document dat de letters gebruikt';
COMMENT ON COLUMN ref.bronletter.letter IS 'Letter, A tot en met T';
COMMENT ON COLUMN ref.bronletter.auteurs IS 'Auteurs';
COMMENT ON COLUMN ref.bronletter.jaar IS 'Jaar van uitgave';
COMMENT ON COLUMN ref.bronletter.titel IS 'Titel';
COMMENT ON COLUMN ref.bronletter.reeks IS 'evaluatieprogramma passend onderwijs, of overige bronnen';
COMMENT ON COLUMN ref.bronletter.bron IS 'Plaats in het document';
INSERT INTO ref.bronletter (document, letter, auteurs, jaar, titel, reeks, bron) VALUES
    ('000', 'A', 'Smeets en Van Veen', 2016, 'Monitor ondersteuningsaanbod', 'evaluatieprogramma passend onderwijs', 'Sectorrapport speciaal onderwijs, bijlage 1'),
    ('000', 'B', 'De Boer', 2019, 'Interne notitie: analyses integrale cases, uitkomsten uit het (v)so/sbo', 'evaluatieprogramma passend onderwijs', 'Sectorrapport speciaal onderwijs, bijlage 1'),
    ('000', 'C', 'De Boer en Van der Worp', 2016, 'De impact van passend onderwijs op het so-sbo en het vso', 'evaluatieprogramma passend onderwijs', 'Sectorrapport speciaal onderwijs, bijlage 1'),
    ('000', 'D', 'Van Veen, Bosdriesz, Florian, Huizenga, Kuijs, Smeets en Van der Steenhoven', 2017, 'Geïntegreerde voorzieningen voor specialistische onderwijszorg in samenwerkingsverbanden passend onderwijs (primair onderwijs)', 'evaluatieprogramma passend onderwijs', 'Sectorrapport speciaal onderwijs, bijlage 1'),
    ('000', 'E', 'Koopman en Ledoux', 2016, 'Factsheet 1: leerlingen in speciaal en regulier onderwijs', 'evaluatieprogramma passend onderwijs', 'Sectorrapport speciaal onderwijs, bijlage 1'),
    ('000', 'F', 'Van Veen, Huizenga en Van der Steenhoven', 2017, 'Monitor gemeenten en passend onderwijs 2017', 'evaluatieprogramma passend onderwijs', 'Sectorrapport speciaal onderwijs, bijlage 1'),
    ('000', 'G', 'Van Loon-Dikkers, Heurter en Ledoux', 2017, 'Ervaren bureaucratie en tevredenheid passend onderwijs', 'evaluatieprogramma passend onderwijs', 'Sectorrapport speciaal onderwijs, bijlage 1'),
    ('000', 'H', 'Van der Linden, Van der Stege en Van der Hoeven', 2017, 'Past elke leerling in passend onderwijs?', 'evaluatieprogramma passend onderwijs', 'Sectorrapport speciaal onderwijs, bijlage 1'),
    ('000', 'I', 'Heim, Wellner en Elshof', 2017, 'Passend onderwijs bureaucratisch? Tweede vervolgmeting ervaren bureaucratie in de school', 'evaluatieprogramma passend onderwijs', 'Sectorrapport speciaal onderwijs, bijlage 1'),
    ('000', 'J', 'Van Aarsen, Suijkerbuijk, Van Eck, Weijers en Walraven', 2019, 'Monitor samenwerkingsverbanden 2018', 'evaluatieprogramma passend onderwijs', 'Sectorrapport speciaal onderwijs, bijlage 1'),
    ('000', 'K', 'Van Veen, Rietdijk, Van der Hoeven, Ganesh, Huizenga en Van der Steenhoven', 2018, 'Samenwerking tussen vso en vo en geïntegreerde voorzieningen voor specialistische onderwijszorg', 'evaluatieprogramma passend onderwijs', 'Sectorrapport speciaal onderwijs, bijlage 1'),
    ('000', 'L', 'Smeets en De Boer', 2018, 'Onderwijs aan leerlingen met visuele, auditieve of communicatieve problematiek', 'evaluatieprogramma passend onderwijs', 'Sectorrapport speciaal onderwijs, bijlage 1'),
    ('000', 'M', 'Ledoux, Smeets en Weijers', 2019, 'Monitor scholen', 'evaluatieprogramma passend onderwijs', 'Sectorrapport speciaal onderwijs, bijlage 1'),
    ('000', 'N', 'Koopman, Van Eck en De Boer', 2018, 'Kinderen met Downsyndroom in het onderwijs', 'evaluatieprogramma passend onderwijs', 'Sectorrapport speciaal onderwijs, bijlage 1'),
    ('000', 'O', 'Koopman en Ledoux', 2018, 'Trends in verwijzingen speciaal onderwijs 2011-2017', 'evaluatieprogramma passend onderwijs', 'Sectorrapport speciaal onderwijs, bijlage 1'),
    ('000', 'P', 'Koopman en Ledoux', 2018, 'Kenmerken van leerlingen in het speciaal basisonderwijs: periode 2008-2018', 'evaluatieprogramma passend onderwijs', 'Sectorrapport speciaal onderwijs, bijlage 1'),
    ('000', 'Q', 'Van der Grinten, Walraven, Kooij, Bomhof, Smeets en Ledoux', 2018, 'Landelijke inventarisatie aansluiting onderwijs en jeugdhulp 2018', 'evaluatieprogramma passend onderwijs', 'Sectorrapport speciaal onderwijs, bijlage 1'),
    ('000', 'R', 'Lie, Meys, Vreugde en Van der Heuvel', 2017, 'Monitor speciaal onderwijs, derde meting', 'overige bronnen', 'Sectorrapport speciaal onderwijs, bijlage 1'),
    ('000', 'S', 'Borggreve en De Lange', 2019, 'Trends in passend onderwijs 2011-2018', 'overige bronnen', 'Sectorrapport speciaal onderwijs, bijlage 1'),
    ('000', 'T', 'Landelijk Expertisecentrum Speciaal Onderwijs', 2019, 'Ledenpeiling bureaucratie', 'overige bronnen', 'Sectorrapport speciaal onderwijs, bijlage 1');

-- The links of the input-proces-resultaat model, and its surroundings: chapter 3 puts
-- the themes in that order, annex 2 lists them by it.
CREATE TABLE ref.beleidsthema (
    thema    text PRIMARY KEY,
    schakel  text NOT NULL CHECK (schakel IN ('input', 'proces', 'resultaat', 'omgeving')),
    volgorde smallint NOT NULL UNIQUE,
    bron     text NOT NULL
);
COMMENT ON TABLE ref.beleidsthema IS 'Thema''s van de evaluatie in het input-proces-resultaatmodel van het sectorrapport speciaal onderwijs';
COMMENT ON COLUMN ref.beleidsthema.thema IS 'Thema, in de woorden van bijlage 2';
COMMENT ON COLUMN ref.beleidsthema.schakel IS 'Schakel van het model: input (wie komt in het (v)so/sbo), proces (in de school), resultaat (wie gaat eruit), of omgeving';
COMMENT ON COLUMN ref.beleidsthema.volgorde IS 'Volgorde in bijlage 2';
COMMENT ON COLUMN ref.beleidsthema.bron IS 'Document en plaats';
INSERT INTO ref.beleidsthema (thema, schakel, volgorde, bron) VALUES
    ('Zorgplicht', 'input', 1, 'Sectorrapport speciaal onderwijs, hoofdstuk 3 en bijlage 2'),
    ('Toewijzing van hulp', 'input', 2, 'Sectorrapport speciaal onderwijs, hoofdstuk 3 en bijlage 2'),
    ('Leerlingenaantallen', 'input', 3, 'Sectorrapport speciaal onderwijs, hoofdstuk 3 en bijlage 2'),
    ('Dekkend aanbod', 'proces', 4, 'Sectorrapport speciaal onderwijs, hoofdstuk 3 en bijlage 2; figuur 1 noemt het realiseren van dekkend aanbod bij de omgeving'),
    ('Faciliteiten voor en ondersteuning door leraren', 'proces', 5, 'Sectorrapport speciaal onderwijs, hoofdstuk 3 en bijlage 2'),
    ('Ondersteuning aan regulier onderwijs', 'proces', 6, 'Sectorrapport speciaal onderwijs, hoofdstuk 3 en bijlage 2'),
    ('Werking van het ontwikkelingsperspectief', 'proces', 7, 'Sectorrapport speciaal onderwijs, hoofdstuk 3 en bijlage 2'),
    ('Positie van ouders', 'proces', 8, 'Sectorrapport speciaal onderwijs, hoofdstuk 3 en bijlage 2'),
    ('Leerlingstromen', 'resultaat', 9, 'Sectorrapport speciaal onderwijs, hoofdstuk 3 en bijlage 2'),
    ('Positie binnen het samenwerkingsverband', 'omgeving', 10, 'Sectorrapport speciaal onderwijs, hoofdstuk 3 en bijlage 2'),
    ('Afstemming gemeente-jeugdhulp', 'omgeving', 11, 'Sectorrapport speciaal onderwijs, hoofdstuk 3 en bijlage 2'),
    ('Samenwerking met cluster 1 en 2', 'omgeving', 12, 'Sectorrapport speciaal onderwijs, hoofdstuk 3 en bijlage 2');

CREATE TABLE ref.beleidsverwachting (
    verwachting  smallint PRIMARY KEY,
    thema        text NOT NULL REFERENCES ref.beleidsthema,
    omschrijving text NOT NULL,
    bevinding    text NOT NULL,
    bron         text NOT NULL
);
COMMENT ON TABLE ref.beleidsverwachting IS 'Wat vooraf van passend onderwijs werd verwacht voor het (v)so en sbo, en wat het sectorrapport vond; in eigen woorden. Een oordeel (uitgekomen of niet) per verwachting geeft het rapport niet';
COMMENT ON COLUMN ref.beleidsverwachting.verwachting IS 'Nummer, in de volgorde van bijlage 2';
COMMENT ON COLUMN ref.beleidsverwachting.thema IS 'Thema, zie ref.beleidsthema';
COMMENT ON COLUMN ref.beleidsverwachting.omschrijving IS 'Verwachting';
COMMENT ON COLUMN ref.beleidsverwachting.bevinding IS 'Bevinding van het sectorrapport';
COMMENT ON COLUMN ref.beleidsverwachting.bron IS 'Document en plaats';
INSERT INTO ref.beleidsverwachting (verwachting, thema, omschrijving, bevinding, bron) VALUES
    (1, 'Zorgplicht', 'Samenwerkingsverband, bestuur en school dragen samen zorg voor leerlingen voor wie moeilijk een plek te vinden is', 'Geen knelpunt: wie een toelaatbaarheidsverklaring heeft, wordt geplaatst. Over wegadviseren spreken de bronnen elkaar tegen; of doorzettingsmacht iets uitmaakt, is onduidelijk', 'Sectorrapport speciaal onderwijs, bijlage 2'),
    (2, 'Toewijzing van hulp', 'Het toewijzen van ondersteuning gaat naar ervaring met minder bureaucratie', 'Geen verbetering: procedures en de duur van verklaringen verschillen per samenwerkingsverband, en men wil uniformiteit. Categorie 3 is vaak niet genoeg, vooral bij ernstig meervoudig beperkte leerlingen, en de criteria zijn onduidelijk of verschillen', 'Sectorrapport speciaal onderwijs, bijlage 2'),
    (3, 'Leerlingenaantallen', 'Het speciaal onderwijs heeft genoeg plaats voor wie daar het best kan leren', 'Niets wijst op te weinig plaatsen', 'Sectorrapport speciaal onderwijs, bijlage 2'),
    (4, 'Leerlingenaantallen', 'De weg naar het speciaal onderwijs blijft open', 'Het aantal leerlingen daalde tot 2016 en groeit sindsdien licht. Het hangt weinig samen met negatieve verevening, en niet met andere kenmerken van het samenwerkingsverband, zoals verdelingsmodel of aantal scholen', 'Sectorrapport speciaal onderwijs, bijlage 2'),
    (5, 'Dekkend aanbod', 'Elk samenwerkingsverband heeft een dekkend aanbod', 'Er ontstaat nieuw aanbod (maatwerk, symbiose, samengaan met regulier), met knelpunten in regels voor bekostiging, huisvesting, bestuur en samenwerking met gemeente en jeugdhulp. Sommige leerlingen vinden toch moeilijk aansluiting: als zorg voorgaat, of bij een hoge of juist lage intelligentie met gedragsproblemen', 'Sectorrapport speciaal onderwijs, bijlage 2'),
    (6, 'Faciliteiten voor en ondersteuning door leraren', 'Leraren zijn bekwaam genoeg om met verschillen tussen leerlingen om te gaan', 'In het (v)so en sbo nauwelijks veranderd; er is ook weinig onderzoek naar gedaan', 'Sectorrapport speciaal onderwijs, bijlage 2'),
    (7, 'Ondersteuning aan regulier onderwijs', 'Wat het speciaal onderwijs weet en kan, wordt genoeg gebruikt', 'Regulier en speciaal onderwijs werken meer samen, maar wisselen weinig expertise uit; daarin is weinig veranderd', 'Sectorrapport speciaal onderwijs, bijlage 2'),
    (8, 'Werking van het ontwikkelingsperspectief', 'Voor leerlingen in het speciaal onderwijs komt er een ontwikkelingsperspectief', 'Voor de verklaring is het bij elke leerling nodig. Het geldt als document om naar te handelen, meer dan in het regulier basisonderwijs; het brengt bureaucratie mee en kan nog beter worden benut', 'Sectorrapport speciaal onderwijs, bijlage 2'),
    (9, 'Werking van het ontwikkelingsperspectief', 'Minder labels, meer oog voor wat een leerling nodig heeft', 'Nu landelijke criteria zijn vervallen, tellen langetermijnperspectief en ondersteuningsbehoefte meer; soms is onduidelijk waarop een verklaring berust', 'Sectorrapport speciaal onderwijs, bijlage 2'),
    (10, 'Positie van ouders', 'Ouders kunnen voldoende vrij een school kiezen', 'Ouders zijn overwegend tevreden over de school, in het so meer dan in het regulier basisonderwijs, in het vso het minst; een kwart vindt dat het aanbod niet genoeg bij het kind past. Vrij kiezen kan niet altijd, en de vergoeding van vervoer speelt daarbij mee', 'Sectorrapport speciaal onderwijs, bijlage 2'),
    (11, 'Leerlingstromen', 'Plaatsing in het (v)so en sbo is tijdelijk', 'Terugstroom van sbo en so naar het regulier basisonderwijs is er nauwelijks, en dat is weinig veranderd', 'Sectorrapport speciaal onderwijs, bijlage 2'),
    (12, 'Positie binnen het samenwerkingsverband', 'Het speciaal onderwijs heeft genoeg te zeggen in het samenwerkingsverband', 'Het lijkt meer bij het hele aanbod betrokken: voor een dekkend aanbod is het nodig', 'Sectorrapport speciaal onderwijs, bijlage 2'),
    (13, 'Afstemming gemeente-jeugdhulp', 'Onderwijs en jeugdhulp werken (intensiever) samen', 'De samenwerking is toegenomen, mede door de jeugdwet, en daarmee ook die met gemeenten. Knelpunten zijn verschillen in aanbod tussen gemeenten, krap budget en wisselend personeel', 'Sectorrapport speciaal onderwijs, bijlage 2'),
    (14, 'Samenwerking met cluster 1 en 2', 'Instellingen van cluster 1 en 2 verzorgen zelf onderwijs en ondersteuning van hun leerlingen', 'Ambulant begeleiders kunnen de nodige ondersteuning op maat bieden; die van cluster 1 zijn positiever dan die van cluster 2, waar de doelgroep complexer wordt. Doordat zij buiten het samenwerkingsverband staan is er weinig samenwerking en geen vernieuwing', 'Sectorrapport speciaal onderwijs, bijlage 2');

-- The letters that stand in the paragraphs on the theme of an expectation.
CREATE TABLE ref.beleidsverwachting_bron (
    verwachting smallint NOT NULL REFERENCES ref.beleidsverwachting,
    document    text NOT NULL,
    letter      text NOT NULL,
    paragraaf   text NOT NULL,
    PRIMARY KEY (verwachting, document, letter, paragraaf),
    FOREIGN KEY (document, letter) REFERENCES ref.bronletter
);
COMMENT ON TABLE ref.beleidsverwachting_bron IS 'Onderzoeken (letters) die het sectorrapport aanhaalt in de paragrafen over een verwachting';
COMMENT ON COLUMN ref.beleidsverwachting_bron.verwachting IS 'Verwachting, zie ref.beleidsverwachting';
COMMENT ON COLUMN ref.beleidsverwachting_bron.document IS 'Document, zie ref.bronletter';
COMMENT ON COLUMN ref.beleidsverwachting_bron.letter IS 'Letter, zie ref.bronletter';
COMMENT ON COLUMN ref.beleidsverwachting_bron.paragraaf IS 'Paragraaf van het document waarin de letter staat';
INSERT INTO ref.beleidsverwachting_bron (verwachting, document, letter, paragraaf) VALUES
    (1, '000', 'B', '5.1'),
    (1, '000', 'C', '5.1'),
    (1, '000', 'M', '5.1'),
    (1, '000', 'R', '5.1'),
    (2, '000', 'B', '5.2'),
    (2, '000', 'C', '5.2'),
    (2, '000', 'H', '5.2'),
    (2, '000', 'I', '5.2'),
    (2, '000', 'R', '5.2'),
    (2, '000', 'T', '5.2'),
    (2, '000', 'C', '5.4'),
    (2, '000', 'R', '5.4'),
    (2, '000', 'S', '5.4'),
    (2, '000', 'T', '5.4'),
    (3, '000', 'S', '5.3'),
    (4, '000', 'S', '5.3'),
    (4, '000', 'E', '5.5.1'),
    (4, '000', 'J', '5.5.1'),
    (4, '000', 'O', '5.5.1'),
    (4, '000', 'S', '5.5.1'),
    (5, '000', 'B', '8.2'),
    (5, '000', 'C', '8.2'),
    (5, '000', 'M', '8.2'),
    (5, '000', 'B', '8.3'),
    (5, '000', 'C', '8.3'),
    (5, '000', 'D', '8.3'),
    (5, '000', 'K', '8.3'),
    (5, '000', 'M', '8.3'),
    (5, '000', 'Q', '8.3'),
    (5, '000', 'D', '8.3.1'),
    (5, '000', 'K', '8.3.1'),
    (5, '000', 'R', '8.3.1'),
    (6, '000', 'B', '6.1'),
    (6, '000', 'C', '6.1'),
    (6, '000', 'M', '6.1'),
    (7, '000', 'B', '6.2'),
    (7, '000', 'C', '6.2'),
    (8, '000', 'B', '6.3'),
    (8, '000', 'M', '6.3'),
    (8, '000', 'T', '6.3'),
    (9, '000', 'B', '5.2'),
    (9, '000', 'C', '5.2'),
    (9, '000', 'B', '6.3'),
    (10, '000', 'G', '6.4'),
    (10, '000', 'N', '6.4'),
    (11, '000', 'E', '7.1'),
    (11, '000', 'J', '7.1'),
    (11, '000', 'M', '7.1'),
    (12, '000', 'B', '8.1'),
    (12, '000', 'C', '8.1'),
    (13, '000', 'A', '8.4'),
    (13, '000', 'B', '8.4'),
    (13, '000', 'C', '8.4'),
    (13, '000', 'F', '8.4'),
    (13, '000', 'M', '8.4'),
    (13, '000', 'Q', '8.4'),
    (14, '000', 'B', '8.5'),
    (14, '000', 'L', '8.5'),
    (14, '000', 'M', '8.5');

CREATE TABLE ref.bekostigingscategorie (
    categorie text NOT NULL,
    nummer    smallint NOT NULL CHECK (nummer BETWEEN 1 AND 3),
    groep     text NOT NULL,
    cluster   smallint,
    bron      text NOT NULL,
    PRIMARY KEY (categorie, groep)
);
COMMENT ON TABLE ref.bekostigingscategorie IS 'De bekostigingscategorieën van het (v)so met de groepen leerlingen die zij omvatten';
COMMENT ON COLUMN ref.bekostigingscategorie.categorie IS 'laag, midden of hoog';
COMMENT ON COLUMN ref.bekostigingscategorie.nummer IS '1, 2 of 3';
COMMENT ON COLUMN ref.bekostigingscategorie.groep IS 'Groep leerlingen';
COMMENT ON COLUMN ref.bekostigingscategorie.cluster IS 'Cluster van de groep; NULL = de bron noemt er geen';
COMMENT ON COLUMN ref.bekostigingscategorie.bron IS 'Document en plaats';
INSERT INTO ref.bekostigingscategorie (categorie, nummer, groep, cluster, bron) VALUES
    ('laag', 1, 'zeer moeilijk lerend (zmlk)', 3, 'Sectorrapport speciaal onderwijs, hoofdstuk 3'),
    ('laag', 1, 'ernstige gedragsproblemen of psychiatrische problemen', 4, 'Sectorrapport speciaal onderwijs, hoofdstuk 3'),
    ('laag', 1, 'langdurig ziek (lz)', NULL, 'Regeling materiële instandhouding 2015 (BWBR0035617), bijlage 5'),
    ('midden', 2, 'lichamelijke beperking (lg)', 3, 'Sectorrapport speciaal onderwijs, hoofdstuk 3'),
    ('hoog', 3, 'ernstig meervoudig beperkt: verstandelijk en lichamelijk (mg)', 3, 'Sectorrapport speciaal onderwijs, hoofdstuk 3');

CREATE TABLE ref.monitorthema (
    thema    text PRIMARY KEY,
    volgorde smallint NOT NULL UNIQUE,
    bron     text NOT NULL
);
COMMENT ON TABLE ref.monitorthema IS 'Thema''s van de ja/nee-monitor onder samenwerkingsverbanden, zoals in feit.ja_nee_monitor';
COMMENT ON COLUMN ref.monitorthema.thema IS 'Thema';
COMMENT ON COLUMN ref.monitorthema.volgorde IS 'Volgorde in het document';
COMMENT ON COLUMN ref.monitorthema.bron IS 'Document, paragraaf en figuren (po en vo)';
INSERT INTO ref.monitorthema (thema, volgorde, bron) VALUES
    ('ondersteuningsplan', 1, 'Derde voortgangsrapportage passend onderwijs, paragraaf 2.2, figuren 1 en 2'),
    ('overleg met de gemeente', 2, 'Derde voortgangsrapportage passend onderwijs, paragraaf 2.3, figuren 3 en 4'),
    ('overleg medezeggenschap', 3, 'Derde voortgangsrapportage passend onderwijs, paragraaf 2.3, figuren 5 en 6'),
    ('overige overlegpartners', 4, 'Derde voortgangsrapportage passend onderwijs, paragraaf 2.3, figuren 7 en 8'),
    ('financiële en operationele afspraken', 5, 'Derde voortgangsrapportage passend onderwijs, paragraaf 2.4, figuren 9 en 10'),
    ('leraren en schoolleiders', 6, 'Derde voortgangsrapportage passend onderwijs, paragraaf 2.5, figuren 11 en 12'),
    ('ouders', 7, 'Derde voortgangsrapportage passend onderwijs, paragraaf 2.6, figuren 13 en 14');

-- As before, with its source.
CREATE OR REPLACE VIEW ref.swv AS
WITH rij AS (
    SELECT s.swv, t.gemeente, rank() OVER (PARTITION BY s.swv ORDER BY t.geldig_vanaf DESC NULLS LAST) AS versie
    FROM ref.pc4_swv_per t, LATERAL (VALUES (t.po_swv), (t.vo_swv)) AS s (swv)
    WHERE s.swv IS NOT NULL
), lid AS (
    SELECT swv, gemeente, count(*) AS postcodes,
           row_number() OVER (PARTITION BY swv ORDER BY count(*) DESC, gemeente COLLATE "C") AS plaats
    FROM rij
    WHERE versie = 1
    GROUP BY swv, gemeente
)
SELECT swv,
       sector(swv) AS sector,
       string_agg(gemeente, ', ' ORDER BY plaats) FILTER (WHERE plaats <= 3)
           || CASE WHEN count(*) > 3 THEN ' e.o.' ELSE '' END AS regio,
       'afgeleid: gemeenten met de meeste postcodes'::text AS regio_herkomst,
       count(*)::integer AS gemeenten,
       sum(postcodes)::integer AS postcodes,
       'Regeling regio-indeling samenwerkingsverbanden (BWBR0032324), postcodetabel'::text AS bron
FROM lid
GROUP BY swv;
COMMENT ON COLUMN ref.swv.bron IS 'Regeling waaruit de code komt';
