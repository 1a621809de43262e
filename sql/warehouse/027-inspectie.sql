-- What the inspectorate (Inspectie van het Onderwijs) has published as CSV.

CREATE TABLE feit.oordeel_school (
    peildatum             date NOT NULL,
    vestiging             brinnummer NOT NULL,
    vastgesteld_op        date,
    gepubliceerd_op       date,
    bestand_id            integer NOT NULL,
    sector                text NOT NULL,
    ovt                   text NOT NULL,
    ovt_naam              text,
    elementtype           text,
    eindoordeel           text,
    vorig_arrangement     text,
    onderzoeksnummer      text,
    type_onderzoek_code   text,
    type_onderzoek        text,
    bevoegd_gezag         text,
    bestuur               text,
    instellingstype       text,
    denominatie           text,
    betrokken_vestigingen text,
    naam                  text,
    adres                 text,
    postcode              text,
    plaats                text,
    gemeente              text,
    provincie             text,
    land                  text
);
ALTER TABLE feit.oordeel_school REPLICA IDENTITY FULL;
COMMENT ON TABLE feit.oordeel_school IS
    'Kwaliteitsoordelen van de Inspectie van het Onderwijs over scholen po, so en vo (oordelen-v02, peildatum 1 september 2018)';
COMMENT ON COLUMN feit.oordeel_school.peildatum IS 'Peildatum';
COMMENT ON COLUMN feit.oordeel_school.vestiging IS 'BRIN-nummer van de vestiging (6 tekens)';
COMMENT ON COLUMN feit.oordeel_school.vastgesteld_op IS 'Datum waarop het eindoordeel is vastgesteld';
COMMENT ON COLUMN feit.oordeel_school.gepubliceerd_op IS 'Datum waarop het eindoordeel is gepubliceerd';
COMMENT ON COLUMN feit.oordeel_school.bestand_id IS 'Bronbestand, zie laad.bestand';
COMMENT ON COLUMN feit.oordeel_school.sector IS 'PO, SO of VO';
COMMENT ON COLUMN feit.oordeel_school.ovt IS 'Object van toezicht, uniek binnen de peildatum';
COMMENT ON COLUMN feit.oordeel_school.ovt_naam IS 'Naam van het object van toezicht';
COMMENT ON COLUMN feit.oordeel_school.elementtype IS 'CLR, ODS of OKE; in de bron niet toegelicht';
COMMENT ON COLUMN feit.oordeel_school.eindoordeel IS 'Eindoordeel kwaliteit zoals in de bron';
COMMENT ON COLUMN feit.oordeel_school.vorig_arrangement IS 'Toezichtarrangement van het vorige kader';
COMMENT ON COLUMN feit.oordeel_school.onderzoeksnummer IS 'Nummer van het onderzoek';
COMMENT ON COLUMN feit.oordeel_school.type_onderzoek_code IS 'Code van het soort onderzoek';
COMMENT ON COLUMN feit.oordeel_school.type_onderzoek IS 'Soort onderzoek';
COMMENT ON COLUMN feit.oordeel_school.bevoegd_gezag IS 'Nummer van het bestuur';
COMMENT ON COLUMN feit.oordeel_school.bestuur IS 'Naam van het bestuur';
COMMENT ON COLUMN feit.oordeel_school.instellingstype IS 'Instellingstype van DUO, zoals BAS, SBAS, SPEC, VOS, PROS';
COMMENT ON COLUMN feit.oordeel_school.denominatie IS 'Denominatie van de instelling';
COMMENT ON COLUMN feit.oordeel_school.betrokken_vestigingen IS 'Betrokken vestigingen';
COMMENT ON COLUMN feit.oordeel_school.naam IS 'Naam van de vestiging';
COMMENT ON COLUMN feit.oordeel_school.adres IS 'Bezoekadres';
COMMENT ON COLUMN feit.oordeel_school.postcode IS 'Postcode';
COMMENT ON COLUMN feit.oordeel_school.plaats IS 'Plaats';
COMMENT ON COLUMN feit.oordeel_school.gemeente IS 'Gemeente';
COMMENT ON COLUMN feit.oordeel_school.provincie IS 'Provincie, of Buitenland';
COMMENT ON COLUMN feit.oordeel_school.land IS 'Land';
SELECT laad.maak_tweeling('feit.oordeel_school');

CREATE TABLE feit.toezichtkaart_vo (
    renondb    double precision,
    baonv      double precision,
    kaonv      double precision,
    gtonv      double precision,
    haonv      double precision,
    vwonv      double precision,
    batotcec   double precision,
    katotcec   double precision,
    gttotcec   double precision,
    hatotcec   double precision,
    vwtotcec   double precision,
    banedcec   double precision,
    kanedcec   double precision,
    gtnedcec   double precision,
    hanedcec   double precision,
    vwnedcec   double precision,
    bamvtcec   double precision,
    kamvtcec   double precision,
    gtmvtcec   double precision,
    hamvtcec   double precision,
    vwmvtcec   double precision,
    bazaacec   double precision,
    kazaacec   double precision,
    gtzaacec   double precision,
    hazaacec   double precision,
    vwzaacec   double precision,
    baecocec   double precision,
    kaecocec   double precision,
    gtecocec   double precision,
    haecocec   double precision,
    vwecocec   double precision,
    baexacec   double precision,
    kaexacec   double precision,
    gtexacec   double precision,
    haexacec   double precision,
    vwexacec   double precision,
    vwklacec   double precision,
    vestiging  brinnummer NOT NULL,
    bestand_id integer NOT NULL,
    jaar       smallint NOT NULL,
    perccat1   smallint,
    percsam1   smallint,
    renonbol   smallint,
    blpop      smallint,
    blphond    smallint,
    blpond     smallint,
    klpbov     smallint,
    klphbov    smallint,
    klpop      smallint,
    klphond    smallint,
    klpond     smallint,
    gtpbov     smallint,
    gtphbov    smallint,
    gtpop      smallint,
    gtphond    smallint,
    gtpond     smallint,
    hapbov     smallint,
    haphbov    smallint,
    hapop      smallint,
    haphond    smallint,
    hapond     smallint,
    vwpbov     smallint,
    vwphbov    smallint,
    vwpop      smallint,
    bl1e3e     smallint,
    kl1e3e     smallint,
    gt1e3e     smallint,
    ha1e3e     smallint,
    vw1e3e     smallint,
    baonvbol   smallint,
    kaonvbol   smallint,
    gtonvbol   smallint,
    haonvbol   smallint,
    vwonvbol   smallint,
    batotbol   smallint,
    katotbol   smallint,
    gttotbol   smallint,
    hatotbol   smallint,
    vwtotbol   smallint,
    banedbol   smallint,
    kanedbol   smallint,
    gtnedbol   smallint,
    hanedbol   smallint,
    vwnedbol   smallint,
    bamvtbol   smallint,
    kamvtbol   smallint,
    gtmvtbol   smallint,
    hamvtbol   smallint,
    vwmvtbol   smallint,
    bazaabol   smallint,
    kazaabol   smallint,
    gtzaabol   smallint,
    hazaabol   smallint,
    vwzaabol   smallint,
    baecobol   smallint,
    kaecobol   smallint,
    gtecobol   smallint,
    haecobol   smallint,
    vwecobol   smallint,
    baexabol   smallint,
    kaexabol   smallint,
    gtexabol   smallint,
    haexabol   smallint,
    vwexabol   smallint,
    vwklabol   smallint,
    basectec   smallint,
    basectlb   smallint,
    basecttk   smallint,
    basectzw   smallint,
    kasectec   smallint,
    kasectlb   smallint,
    kasecttk   smallint,
    kasectzw   smallint,
    haprofcm   smallint,
    haprofem   smallint,
    haprofng   smallint,
    haprofnt   smallint,
    vwprofcm   smallint,
    vwprofem   smallint,
    vwprofng   smallint,
    vwprofnt   smallint,
    samens     text,
    llns       text,
    nvests     text,
    samena1    text,
    samena2    text,
    samena3    text,
    samena4    text,
    samena5    text,
    samena6    text,
    samenb1    text,
    samenb2    text,
    samenb3    text,
    samenb4    text,
    samenb5    text,
    samenb6    text,
    aanbod1    text,
    aanbod2    text,
    klcomb1a   text,
    klcomb1g   text,
    renoncat   text
);
ALTER TABLE feit.toezichtkaart_vo REPLICA IDENTITY FULL;
COMMENT ON TABLE feit.toezichtkaart_vo IS
    'Toezicht- en opbrengstenkaarten vo 2012 (Inspectie van het Onderwijs), een rij per vestiging. De bron licht zijn kolommen niet toe: de omschrijvingen zijn uit de kolomnamen afgeleid';
COMMENT ON COLUMN feit.toezichtkaart_vo.renondb IS 'Kolom renondb; rendement onderbouw';
COMMENT ON COLUMN feit.toezichtkaart_vo.baonv IS 'Kolom BaOnv; basisberoepsgerichte leerweg, onvertraagd: percentage';
COMMENT ON COLUMN feit.toezichtkaart_vo.kaonv IS 'Kolom KaOnv; kaderberoepsgerichte leerweg, onvertraagd: percentage';
COMMENT ON COLUMN feit.toezichtkaart_vo.gtonv IS 'Kolom GtOnv; gemengde en theoretische leerweg, onvertraagd: percentage';
COMMENT ON COLUMN feit.toezichtkaart_vo.haonv IS 'Kolom HaOnv; havo, onvertraagd: percentage';
COMMENT ON COLUMN feit.toezichtkaart_vo.vwonv IS 'Kolom VwOnv; vwo, onvertraagd: percentage';
COMMENT ON COLUMN feit.toezichtkaart_vo.batotcec IS
    'Kolom BAtotcec; basisberoepsgerichte leerweg, alle vakken: gemiddeld cijfer centraal examen';
COMMENT ON COLUMN feit.toezichtkaart_vo.katotcec IS
    'Kolom KAtotcec; kaderberoepsgerichte leerweg, alle vakken: gemiddeld cijfer centraal examen';
COMMENT ON COLUMN feit.toezichtkaart_vo.gttotcec IS
    'Kolom GTtotcec; gemengde en theoretische leerweg, alle vakken: gemiddeld cijfer centraal examen';
COMMENT ON COLUMN feit.toezichtkaart_vo.hatotcec IS 'Kolom HAtotcec; havo, alle vakken: gemiddeld cijfer centraal examen';
COMMENT ON COLUMN feit.toezichtkaart_vo.vwtotcec IS 'Kolom VWtotcec; vwo, alle vakken: gemiddeld cijfer centraal examen';
COMMENT ON COLUMN feit.toezichtkaart_vo.banedcec IS
    'Kolom BAnedcec; basisberoepsgerichte leerweg, Nederlands: gemiddeld cijfer centraal examen';
COMMENT ON COLUMN feit.toezichtkaart_vo.kanedcec IS
    'Kolom KAnedcec; kaderberoepsgerichte leerweg, Nederlands: gemiddeld cijfer centraal examen';
COMMENT ON COLUMN feit.toezichtkaart_vo.gtnedcec IS
    'Kolom GTnedcec; gemengde en theoretische leerweg, Nederlands: gemiddeld cijfer centraal examen';
COMMENT ON COLUMN feit.toezichtkaart_vo.hanedcec IS 'Kolom HAnedcec; havo, Nederlands: gemiddeld cijfer centraal examen';
COMMENT ON COLUMN feit.toezichtkaart_vo.vwnedcec IS 'Kolom VWnedcec; vwo, Nederlands: gemiddeld cijfer centraal examen';
COMMENT ON COLUMN feit.toezichtkaart_vo.bamvtcec IS
    'Kolom BAmvtcec; basisberoepsgerichte leerweg, moderne vreemde talen: gemiddeld cijfer centraal examen';
COMMENT ON COLUMN feit.toezichtkaart_vo.kamvtcec IS
    'Kolom KAmvtcec; kaderberoepsgerichte leerweg, moderne vreemde talen: gemiddeld cijfer centraal examen';
COMMENT ON COLUMN feit.toezichtkaart_vo.gtmvtcec IS
    'Kolom GTmvtcec; gemengde en theoretische leerweg, moderne vreemde talen: gemiddeld cijfer centraal examen';
COMMENT ON COLUMN feit.toezichtkaart_vo.hamvtcec IS 'Kolom HAmvtcec; havo, moderne vreemde talen: gemiddeld cijfer centraal examen';
COMMENT ON COLUMN feit.toezichtkaart_vo.vwmvtcec IS 'Kolom VWmvtcec; vwo, moderne vreemde talen: gemiddeld cijfer centraal examen';
COMMENT ON COLUMN feit.toezichtkaart_vo.bazaacec IS
    'Kolom BAzaacec; basisberoepsgerichte leerweg, zaakvakken: gemiddeld cijfer centraal examen';
COMMENT ON COLUMN feit.toezichtkaart_vo.kazaacec IS
    'Kolom KAzaacec; kaderberoepsgerichte leerweg, zaakvakken: gemiddeld cijfer centraal examen';
COMMENT ON COLUMN feit.toezichtkaart_vo.gtzaacec IS
    'Kolom GTzaacec; gemengde en theoretische leerweg, zaakvakken: gemiddeld cijfer centraal examen';
COMMENT ON COLUMN feit.toezichtkaart_vo.hazaacec IS 'Kolom HAzaacec; havo, zaakvakken: gemiddeld cijfer centraal examen';
COMMENT ON COLUMN feit.toezichtkaart_vo.vwzaacec IS 'Kolom VWzaacec; vwo, zaakvakken: gemiddeld cijfer centraal examen';
COMMENT ON COLUMN feit.toezichtkaart_vo.baecocec IS
    'Kolom BAecocec; basisberoepsgerichte leerweg, economische vakken: gemiddeld cijfer centraal examen';
COMMENT ON COLUMN feit.toezichtkaart_vo.kaecocec IS
    'Kolom KAecocec; kaderberoepsgerichte leerweg, economische vakken: gemiddeld cijfer centraal examen';
COMMENT ON COLUMN feit.toezichtkaart_vo.gtecocec IS
    'Kolom GTecocec; gemengde en theoretische leerweg, economische vakken: gemiddeld cijfer centraal examen';
COMMENT ON COLUMN feit.toezichtkaart_vo.haecocec IS 'Kolom HAecocec; havo, economische vakken: gemiddeld cijfer centraal examen';
COMMENT ON COLUMN feit.toezichtkaart_vo.vwecocec IS 'Kolom VWecocec; vwo, economische vakken: gemiddeld cijfer centraal examen';
COMMENT ON COLUMN feit.toezichtkaart_vo.baexacec IS
    'Kolom BAexacec; basisberoepsgerichte leerweg, exacte vakken: gemiddeld cijfer centraal examen';
COMMENT ON COLUMN feit.toezichtkaart_vo.kaexacec IS
    'Kolom KAexacec; kaderberoepsgerichte leerweg, exacte vakken: gemiddeld cijfer centraal examen';
COMMENT ON COLUMN feit.toezichtkaart_vo.gtexacec IS
    'Kolom GTexacec; gemengde en theoretische leerweg, exacte vakken: gemiddeld cijfer centraal examen';
COMMENT ON COLUMN feit.toezichtkaart_vo.haexacec IS 'Kolom HAexacec; havo, exacte vakken: gemiddeld cijfer centraal examen';
COMMENT ON COLUMN feit.toezichtkaart_vo.vwexacec IS 'Kolom VWexacec; vwo, exacte vakken: gemiddeld cijfer centraal examen';
COMMENT ON COLUMN feit.toezichtkaart_vo.vwklacec IS 'Kolom VWklacec; vwo, klassieke talen: gemiddeld cijfer centraal examen';
COMMENT ON COLUMN feit.toezichtkaart_vo.vestiging IS 'BRIN-nummer van de vestiging (6 tekens)';
COMMENT ON COLUMN feit.toezichtkaart_vo.bestand_id IS 'Bronbestand, zie laad.bestand';
COMMENT ON COLUMN feit.toezichtkaart_vo.jaar IS 'Jaar van de kaart; 2012, of bij het laden opgegeven';
COMMENT ON COLUMN feit.toezichtkaart_vo.perccat1 IS 'Kolom perccat1; betekenis niet in de bron';
COMMENT ON COLUMN feit.toezichtkaart_vo.percsam1 IS 'Kolom percsam1; betekenis niet in de bron';
COMMENT ON COLUMN feit.toezichtkaart_vo.renonbol IS 'Kolom renonbol; rendement onderbouw, oordeel 1 tot en met 5';
COMMENT ON COLUMN feit.toezichtkaart_vo.blpop IS
    'Kolom blpop; basisberoepsgerichte leerweg, percentage van de leerlingen (op); betekenis niet in de bron';
COMMENT ON COLUMN feit.toezichtkaart_vo.blphond IS
    'Kolom blphond; basisberoepsgerichte leerweg, percentage van de leerlingen (hond); betekenis niet in de bron';
COMMENT ON COLUMN feit.toezichtkaart_vo.blpond IS
    'Kolom blpond; basisberoepsgerichte leerweg, percentage van de leerlingen (ond); betekenis niet in de bron';
COMMENT ON COLUMN feit.toezichtkaart_vo.klpbov IS
    'Kolom klpbov; kaderberoepsgerichte leerweg, percentage van de leerlingen (bov); betekenis niet in de bron';
COMMENT ON COLUMN feit.toezichtkaart_vo.klphbov IS
    'Kolom klphbov; kaderberoepsgerichte leerweg, percentage van de leerlingen (hbov); betekenis niet in de bron';
COMMENT ON COLUMN feit.toezichtkaart_vo.klpop IS
    'Kolom klpop; kaderberoepsgerichte leerweg, percentage van de leerlingen (op); betekenis niet in de bron';
COMMENT ON COLUMN feit.toezichtkaart_vo.klphond IS
    'Kolom klphond; kaderberoepsgerichte leerweg, percentage van de leerlingen (hond); betekenis niet in de bron';
COMMENT ON COLUMN feit.toezichtkaart_vo.klpond IS
    'Kolom klpond; kaderberoepsgerichte leerweg, percentage van de leerlingen (ond); betekenis niet in de bron';
COMMENT ON COLUMN feit.toezichtkaart_vo.gtpbov IS
    'Kolom gtpbov; gemengde en theoretische leerweg, percentage van de leerlingen (bov); betekenis niet in de bron';
COMMENT ON COLUMN feit.toezichtkaart_vo.gtphbov IS
    'Kolom gtphbov; gemengde en theoretische leerweg, percentage van de leerlingen (hbov); betekenis niet in de bron';
COMMENT ON COLUMN feit.toezichtkaart_vo.gtpop IS
    'Kolom gtpop; gemengde en theoretische leerweg, percentage van de leerlingen (op); betekenis niet in de bron';
COMMENT ON COLUMN feit.toezichtkaart_vo.gtphond IS
    'Kolom gtphond; gemengde en theoretische leerweg, percentage van de leerlingen (hond); betekenis niet in de bron';
COMMENT ON COLUMN feit.toezichtkaart_vo.gtpond IS
    'Kolom gtpond; gemengde en theoretische leerweg, percentage van de leerlingen (ond); betekenis niet in de bron';
COMMENT ON COLUMN feit.toezichtkaart_vo.hapbov IS 'Kolom hapbov; havo, percentage van de leerlingen (bov); betekenis niet in de bron';
COMMENT ON COLUMN feit.toezichtkaart_vo.haphbov IS 'Kolom haphbov; havo, percentage van de leerlingen (hbov); betekenis niet in de bron';
COMMENT ON COLUMN feit.toezichtkaart_vo.hapop IS 'Kolom hapop; havo, percentage van de leerlingen (op); betekenis niet in de bron';
COMMENT ON COLUMN feit.toezichtkaart_vo.haphond IS 'Kolom haphond; havo, percentage van de leerlingen (hond); betekenis niet in de bron';
COMMENT ON COLUMN feit.toezichtkaart_vo.hapond IS 'Kolom hapond; havo, percentage van de leerlingen (ond); betekenis niet in de bron';
COMMENT ON COLUMN feit.toezichtkaart_vo.vwpbov IS 'Kolom vwpbov; vwo, percentage van de leerlingen (bov); betekenis niet in de bron';
COMMENT ON COLUMN feit.toezichtkaart_vo.vwphbov IS 'Kolom vwphbov; vwo, percentage van de leerlingen (hbov); betekenis niet in de bron';
COMMENT ON COLUMN feit.toezichtkaart_vo.vwpop IS 'Kolom vwpop; vwo, percentage van de leerlingen (op); betekenis niet in de bron';
COMMENT ON COLUMN feit.toezichtkaart_vo.bl1e3e IS 'Kolom bl1e3e; basisberoepsgerichte leerweg, eerste tot en met derde leerjaar: percentage';
COMMENT ON COLUMN feit.toezichtkaart_vo.kl1e3e IS 'Kolom kl1e3e; kaderberoepsgerichte leerweg, eerste tot en met derde leerjaar: percentage';
COMMENT ON COLUMN feit.toezichtkaart_vo.gt1e3e IS
    'Kolom gt1e3e; gemengde en theoretische leerweg, eerste tot en met derde leerjaar: percentage';
COMMENT ON COLUMN feit.toezichtkaart_vo.ha1e3e IS 'Kolom ha1e3e; havo, eerste tot en met derde leerjaar: percentage';
COMMENT ON COLUMN feit.toezichtkaart_vo.vw1e3e IS 'Kolom vw1e3e; vwo, eerste tot en met derde leerjaar: percentage';
COMMENT ON COLUMN feit.toezichtkaart_vo.baonvbol IS 'Kolom BAonvbol; basisberoepsgerichte leerweg, onvertraagd: oordeel 1 tot en met 5';
COMMENT ON COLUMN feit.toezichtkaart_vo.kaonvbol IS 'Kolom KAonvbol; kaderberoepsgerichte leerweg, onvertraagd: oordeel 1 tot en met 5';
COMMENT ON COLUMN feit.toezichtkaart_vo.gtonvbol IS 'Kolom GTonvbol; gemengde en theoretische leerweg, onvertraagd: oordeel 1 tot en met 5';
COMMENT ON COLUMN feit.toezichtkaart_vo.haonvbol IS 'Kolom HAonvbol; havo, onvertraagd: oordeel 1 tot en met 5';
COMMENT ON COLUMN feit.toezichtkaart_vo.vwonvbol IS 'Kolom VWonvbol; vwo, onvertraagd: oordeel 1 tot en met 5';
COMMENT ON COLUMN feit.toezichtkaart_vo.batotbol IS 'Kolom BAtotbol; basisberoepsgerichte leerweg, alle vakken: oordeel 1 tot en met 5';
COMMENT ON COLUMN feit.toezichtkaart_vo.katotbol IS 'Kolom KAtotbol; kaderberoepsgerichte leerweg, alle vakken: oordeel 1 tot en met 5';
COMMENT ON COLUMN feit.toezichtkaart_vo.gttotbol IS 'Kolom GTtotbol; gemengde en theoretische leerweg, alle vakken: oordeel 1 tot en met 5';
COMMENT ON COLUMN feit.toezichtkaart_vo.hatotbol IS 'Kolom HAtotbol; havo, alle vakken: oordeel 1 tot en met 5';
COMMENT ON COLUMN feit.toezichtkaart_vo.vwtotbol IS 'Kolom VWtotbol; vwo, alle vakken: oordeel 1 tot en met 5';
COMMENT ON COLUMN feit.toezichtkaart_vo.banedbol IS 'Kolom BAnedbol; basisberoepsgerichte leerweg, Nederlands: oordeel 1 tot en met 5';
COMMENT ON COLUMN feit.toezichtkaart_vo.kanedbol IS 'Kolom KAnedbol; kaderberoepsgerichte leerweg, Nederlands: oordeel 1 tot en met 5';
COMMENT ON COLUMN feit.toezichtkaart_vo.gtnedbol IS 'Kolom GTnedbol; gemengde en theoretische leerweg, Nederlands: oordeel 1 tot en met 5';
COMMENT ON COLUMN feit.toezichtkaart_vo.hanedbol IS 'Kolom HAnedbol; havo, Nederlands: oordeel 1 tot en met 5';
COMMENT ON COLUMN feit.toezichtkaart_vo.vwnedbol IS 'Kolom VWnedbol; vwo, Nederlands: oordeel 1 tot en met 5';
COMMENT ON COLUMN feit.toezichtkaart_vo.bamvtbol IS
    'Kolom BAmvtbol; basisberoepsgerichte leerweg, moderne vreemde talen: oordeel 1 tot en met 5';
COMMENT ON COLUMN feit.toezichtkaart_vo.kamvtbol IS
    'Kolom KAmvtbol; kaderberoepsgerichte leerweg, moderne vreemde talen: oordeel 1 tot en met 5';
COMMENT ON COLUMN feit.toezichtkaart_vo.gtmvtbol IS
    'Kolom GTmvtbol; gemengde en theoretische leerweg, moderne vreemde talen: oordeel 1 tot en met 5';
COMMENT ON COLUMN feit.toezichtkaart_vo.hamvtbol IS 'Kolom HAmvtbol; havo, moderne vreemde talen: oordeel 1 tot en met 5';
COMMENT ON COLUMN feit.toezichtkaart_vo.vwmvtbol IS 'Kolom VWmvtbol; vwo, moderne vreemde talen: oordeel 1 tot en met 5';
COMMENT ON COLUMN feit.toezichtkaart_vo.bazaabol IS 'Kolom BAzaabol; basisberoepsgerichte leerweg, zaakvakken: oordeel 1 tot en met 5';
COMMENT ON COLUMN feit.toezichtkaart_vo.kazaabol IS 'Kolom KAzaabol; kaderberoepsgerichte leerweg, zaakvakken: oordeel 1 tot en met 5';
COMMENT ON COLUMN feit.toezichtkaart_vo.gtzaabol IS 'Kolom GTzaabol; gemengde en theoretische leerweg, zaakvakken: oordeel 1 tot en met 5';
COMMENT ON COLUMN feit.toezichtkaart_vo.hazaabol IS 'Kolom HAzaabol; havo, zaakvakken: oordeel 1 tot en met 5';
COMMENT ON COLUMN feit.toezichtkaart_vo.vwzaabol IS 'Kolom VWzaabol; vwo, zaakvakken: oordeel 1 tot en met 5';
COMMENT ON COLUMN feit.toezichtkaart_vo.baecobol IS
    'Kolom BAecobol; basisberoepsgerichte leerweg, economische vakken: oordeel 1 tot en met 5';
COMMENT ON COLUMN feit.toezichtkaart_vo.kaecobol IS
    'Kolom KAecobol; kaderberoepsgerichte leerweg, economische vakken: oordeel 1 tot en met 5';
COMMENT ON COLUMN feit.toezichtkaart_vo.gtecobol IS
    'Kolom GTecobol; gemengde en theoretische leerweg, economische vakken: oordeel 1 tot en met 5';
COMMENT ON COLUMN feit.toezichtkaart_vo.haecobol IS 'Kolom HAecobol; havo, economische vakken: oordeel 1 tot en met 5';
COMMENT ON COLUMN feit.toezichtkaart_vo.vwecobol IS 'Kolom VWecobol; vwo, economische vakken: oordeel 1 tot en met 5';
COMMENT ON COLUMN feit.toezichtkaart_vo.baexabol IS 'Kolom BAexabol; basisberoepsgerichte leerweg, exacte vakken: oordeel 1 tot en met 5';
COMMENT ON COLUMN feit.toezichtkaart_vo.kaexabol IS 'Kolom KAexabol; kaderberoepsgerichte leerweg, exacte vakken: oordeel 1 tot en met 5';
COMMENT ON COLUMN feit.toezichtkaart_vo.gtexabol IS
    'Kolom GTexabol; gemengde en theoretische leerweg, exacte vakken: oordeel 1 tot en met 5';
COMMENT ON COLUMN feit.toezichtkaart_vo.haexabol IS 'Kolom HAexabol; havo, exacte vakken: oordeel 1 tot en met 5';
COMMENT ON COLUMN feit.toezichtkaart_vo.vwexabol IS 'Kolom VWexabol; vwo, exacte vakken: oordeel 1 tot en met 5';
COMMENT ON COLUMN feit.toezichtkaart_vo.vwklabol IS 'Kolom VWklabol; vwo, klassieke talen: oordeel 1 tot en met 5';
COMMENT ON COLUMN feit.toezichtkaart_vo.basectec IS 'Kolom Basectec; basisberoepsgerichte leerweg, sector economie: percentage';
COMMENT ON COLUMN feit.toezichtkaart_vo.basectlb IS 'Kolom Basectlb; basisberoepsgerichte leerweg, sector landbouw: percentage';
COMMENT ON COLUMN feit.toezichtkaart_vo.basecttk IS 'Kolom Basecttk; basisberoepsgerichte leerweg, sector techniek: percentage';
COMMENT ON COLUMN feit.toezichtkaart_vo.basectzw IS 'Kolom Basectzw; basisberoepsgerichte leerweg, sector zorg en welzijn: percentage';
COMMENT ON COLUMN feit.toezichtkaart_vo.kasectec IS 'Kolom Kasectec; kaderberoepsgerichte leerweg, sector economie: percentage';
COMMENT ON COLUMN feit.toezichtkaart_vo.kasectlb IS 'Kolom Kasectlb; kaderberoepsgerichte leerweg, sector landbouw: percentage';
COMMENT ON COLUMN feit.toezichtkaart_vo.kasecttk IS 'Kolom Kasecttk; kaderberoepsgerichte leerweg, sector techniek: percentage';
COMMENT ON COLUMN feit.toezichtkaart_vo.kasectzw IS 'Kolom Kasectzw; kaderberoepsgerichte leerweg, sector zorg en welzijn: percentage';
COMMENT ON COLUMN feit.toezichtkaart_vo.haprofcm IS 'Kolom HaprofCM; havo, profiel cultuur en maatschappij: percentage';
COMMENT ON COLUMN feit.toezichtkaart_vo.haprofem IS 'Kolom HaprofEM; havo, profiel economie en maatschappij: percentage';
COMMENT ON COLUMN feit.toezichtkaart_vo.haprofng IS 'Kolom HaprofNG; havo, profiel natuur en gezondheid: percentage';
COMMENT ON COLUMN feit.toezichtkaart_vo.haprofnt IS 'Kolom HaprofNT; havo, profiel natuur en techniek: percentage';
COMMENT ON COLUMN feit.toezichtkaart_vo.vwprofcm IS 'Kolom VwprofCM; vwo, profiel cultuur en maatschappij: percentage';
COMMENT ON COLUMN feit.toezichtkaart_vo.vwprofem IS 'Kolom VwprofEM; vwo, profiel economie en maatschappij: percentage';
COMMENT ON COLUMN feit.toezichtkaart_vo.vwprofng IS 'Kolom VwprofNG; vwo, profiel natuur en gezondheid: percentage';
COMMENT ON COLUMN feit.toezichtkaart_vo.vwprofnt IS 'Kolom VwprofNT; vwo, profiel natuur en techniek: percentage';
COMMENT ON COLUMN feit.toezichtkaart_vo.samens IS 'Kolom samens; onderwijs dat de school aanbiedt';
COMMENT ON COLUMN feit.toezichtkaart_vo.llns IS 'Kolom llns; aantal leerlingen van de school, in woorden';
COMMENT ON COLUMN feit.toezichtkaart_vo.nvests IS 'Kolom nvests; aantal vestigingen, in woorden';
COMMENT ON COLUMN feit.toezichtkaart_vo.samena1 IS 'Kolom samena1; samenstelling van de vestiging, regel in woorden';
COMMENT ON COLUMN feit.toezichtkaart_vo.samena2 IS 'Kolom samena2; samenstelling van de vestiging, regel in woorden';
COMMENT ON COLUMN feit.toezichtkaart_vo.samena3 IS 'Kolom samena3; samenstelling van de vestiging, regel in woorden';
COMMENT ON COLUMN feit.toezichtkaart_vo.samena4 IS 'Kolom samena4; samenstelling van de vestiging, regel in woorden';
COMMENT ON COLUMN feit.toezichtkaart_vo.samena5 IS 'Kolom samena5; samenstelling van de vestiging, regel in woorden';
COMMENT ON COLUMN feit.toezichtkaart_vo.samena6 IS 'Kolom samena6; samenstelling van de vestiging, regel in woorden';
COMMENT ON COLUMN feit.toezichtkaart_vo.samenb1 IS 'Kolom samenb1; samenstelling van de vestiging, regel in woorden';
COMMENT ON COLUMN feit.toezichtkaart_vo.samenb2 IS 'Kolom samenb2; samenstelling van de vestiging, regel in woorden';
COMMENT ON COLUMN feit.toezichtkaart_vo.samenb3 IS 'Kolom samenb3; samenstelling van de vestiging, regel in woorden';
COMMENT ON COLUMN feit.toezichtkaart_vo.samenb4 IS 'Kolom samenb4; samenstelling van de vestiging, regel in woorden';
COMMENT ON COLUMN feit.toezichtkaart_vo.samenb5 IS 'Kolom samenb5; samenstelling van de vestiging, regel in woorden';
COMMENT ON COLUMN feit.toezichtkaart_vo.samenb6 IS 'Kolom samenb6; samenstelling van de vestiging, regel in woorden';
COMMENT ON COLUMN feit.toezichtkaart_vo.aanbod1 IS 'Kolom aanbod1; opmerking bij de kaart';
COMMENT ON COLUMN feit.toezichtkaart_vo.aanbod2 IS 'Kolom aanbod2; tweede opmerking bij de kaart';
COMMENT ON COLUMN feit.toezichtkaart_vo.klcomb1a IS 'Kolom klcomb1a; betekenis niet in de bron';
COMMENT ON COLUMN feit.toezichtkaart_vo.klcomb1g IS 'Kolom klcomb1g; betekenis niet in de bron';
COMMENT ON COLUMN feit.toezichtkaart_vo.renoncat IS 'Kolom renoncat; rendement onderbouw, vergelijkingsgroep';
SELECT laad.maak_tweeling('feit.toezichtkaart_vo');

CREATE TABLE feit.opbrengstoordeel_vo (
    vestiging  brinnummer NOT NULL,
    code       integer NOT NULL,
    bestand_id integer NOT NULL,
    jaar       smallint NOT NULL,
    onderwijs  text NOT NULL
);
ALTER TABLE feit.opbrengstoordeel_vo REPLICA IDENTITY FULL;
COMMENT ON TABLE feit.opbrengstoordeel_vo IS 'Opbrengstoordelen vo 2012 (Inspectie van het Onderwijs), een rij per vestiging en onderwijs';
COMMENT ON COLUMN feit.opbrengstoordeel_vo.vestiging IS 'BRIN-nummer van de vestiging (6 tekens)';
COMMENT ON COLUMN feit.opbrengstoordeel_vo.code IS 'Code van het oordeel: 0, 1, 6, 7 of 9; de bron zegt niet wat zij betekenen';
COMMENT ON COLUMN feit.opbrengstoordeel_vo.bestand_id IS 'Bronbestand, zie laad.bestand';
COMMENT ON COLUMN feit.opbrengstoordeel_vo.jaar IS 'Jaar van het oordeel; 2012, of bij het laden opgegeven';
COMMENT ON COLUMN feit.opbrengstoordeel_vo.onderwijs IS 'Uit de kolomkop: bb, kb, gt, ha of vw';
SELECT laad.maak_tweeling('feit.opbrengstoordeel_vo');
