-- Raw answers to questionnaires, and what is needed to make scale scores of
-- them. Layout and rights: docs/enquete.md.

CREATE TABLE ref.item (
    meting       schooljaar NOT NULL,
    doelstelling smallint CHECK (doelstelling BETWEEN 1 AND 7),
    laagste      smallint NOT NULL,
    hoogste      smallint NOT NULL,
    volgorde     integer NOT NULL,
    bestand_id   integer NOT NULL,
    omgekeerd    boolean NOT NULL,
    vragenlijst  text NOT NULL,
    item         text NOT NULL,
    vraag        text,
    indicator    text,
    schaal       text,
    CHECK (laagste < hoogste),
    UNIQUE (meting, vragenlijst, item) DEFERRABLE INITIALLY DEFERRED
);
ALTER TABLE ref.item REPLICA IDENTITY FULL;
COMMENT ON TABLE ref.item IS 'Items van vragenlijsten: bij welke schaal zij horen, in welke richting, met welke grenzen';
COMMENT ON COLUMN ref.item.meting IS 'Schooljaar van de meting';
COMMENT ON COLUMN ref.item.doelstelling IS 'Nummer van de doelstelling, 1 tot en met 7';
COMMENT ON COLUMN ref.item.laagste IS 'Laagste antwoord dat het item toelaat';
COMMENT ON COLUMN ref.item.hoogste IS 'Hoogste antwoord dat het item toelaat';
COMMENT ON COLUMN ref.item.volgorde IS 'Regel in het bronbestand; ordent items en schalen';
COMMENT ON COLUMN ref.item.bestand_id IS 'Bronbestand, zie laad.bestand';
COMMENT ON COLUMN ref.item.omgekeerd IS 'Waar: een hoog antwoord is ongunstig, het item telt gespiegeld op zijn grenzen';
COMMENT ON COLUMN ref.item.vragenlijst IS 'Vragenlijst waarin het item staat';
COMMENT ON COLUMN ref.item.item IS 'Code van het item, uniek binnen de vragenlijst';
COMMENT ON COLUMN ref.item.vraag IS 'Tekst van de vraag';
COMMENT ON COLUMN ref.item.indicator IS 'Indicator waar de schaal bij hoort';
COMMENT ON COLUMN ref.item.schaal IS 'Schaal; NULL = het item telt in geen schaal mee';
CREATE TABLE ref.item_vervallen (LIKE ref.item INCLUDING COMMENTS);
COMMENT ON TABLE ref.item_vervallen IS 'Vervangen versies van ref.item';

CREATE TABLE feit.respondent (
    gewicht       double precision CHECK (gewicht > 0 AND gewicht < 'infinity'),
    bestand_id    integer NOT NULL,
    meting        schooljaar NOT NULL,
    vragenlijst   text NOT NULL,
    respondent    text NOT NULL,
    groep         text NOT NULL,
    onderwijstype text NOT NULL,
    UNIQUE (meting, vragenlijst, respondent) DEFERRABLE INITIALLY DEFERRED
) PARTITION BY LIST (meting);
COMMENT ON TABLE feit.respondent IS 'Wie een vragenlijst beantwoordde, onder een betekenisloze code; alleen analisten lezen rijen';
COMMENT ON COLUMN feit.respondent.gewicht IS 'Weegfactor; NULL = ongewogen, telt als 1';
COMMENT ON COLUMN feit.respondent.bestand_id IS 'Bronbestand, zie laad.bestand';
COMMENT ON COLUMN feit.respondent.meting IS 'Schooljaar van de meting; partitiesleutel';
COMMENT ON COLUMN feit.respondent.vragenlijst IS 'Vragenlijst, zie ref.item';
COMMENT ON COLUMN feit.respondent.respondent IS 'Code van de respondent, uniek binnen meting en vragenlijst';
COMMENT ON COLUMN feit.respondent.groep IS 'Respondentgroep, zoals ib, ouders, schoolleiders';
COMMENT ON COLUMN feit.respondent.onderwijstype IS 'bao, vo, sbo, (v)so of beleidsambtenaren';
CREATE TABLE feit.respondent_vervallen (LIKE feit.respondent INCLUDING COMMENTS);
COMMENT ON TABLE feit.respondent_vervallen IS 'Vervangen versies van feit.respondent';

CREATE TABLE feit.antwoord (
    bestand_id    integer NOT NULL,
    meting        schooljaar NOT NULL,
    antwoord      smallint,
    vragenlijst   text NOT NULL,
    respondent    text NOT NULL,
    item          text NOT NULL,
    geen_antwoord text CHECK (geen_antwoord IN ('weet niet', 'nvt', 'geen zicht op', 'doe dit niet')),
    CHECK (antwoord IS NULL OR geen_antwoord IS NULL),
    UNIQUE (meting, vragenlijst, respondent, item) DEFERRABLE INITIALLY DEFERRED
) PARTITION BY LIST (meting);
COMMENT ON TABLE feit.antwoord IS 'Ruwe antwoorden, een rij per respondent en item; alleen analisten lezen rijen';
COMMENT ON COLUMN feit.antwoord.bestand_id IS 'Bronbestand, zie laad.bestand';
COMMENT ON COLUMN feit.antwoord.meting IS 'Schooljaar van de meting; partitiesleutel';
COMMENT ON COLUMN feit.antwoord.antwoord IS 'Antwoord zoals gegeven, niet gespiegeld; NULL = geen, zie geen_antwoord';
COMMENT ON COLUMN feit.antwoord.vragenlijst IS 'Vragenlijst, zie ref.item';
COMMENT ON COLUMN feit.antwoord.respondent IS 'Code van de respondent, zie feit.respondent';
COMMENT ON COLUMN feit.antwoord.item IS 'Code van het item, zie ref.item';
COMMENT ON COLUMN feit.antwoord.geen_antwoord IS
    'weet niet, nvt, geen zicht op of doe dit niet; NULL naast een leeg antwoord = overgeslagen. Telt in geen score mee';
CREATE TABLE feit.antwoord_vervallen (LIKE feit.antwoord INCLUDING COMMENTS);
COMMENT ON TABLE feit.antwoord_vervallen IS 'Vervangen versies van feit.antwoord';

-- Rows are for members of passend_analist only, whoever has got SELECT. The
-- loader's COPY goes straight to the leaves, on which its role may only INSERT:
-- COPY into a table with row security is not possible. In the form of a query,
-- as the role need not exist yet.
DO $$
DECLARE
    tabel regclass;
BEGIN
    FOREACH tabel IN ARRAY ARRAY['feit.respondent', 'feit.respondent_vervallen', 'feit.antwoord', 'feit.antwoord_vervallen']::regclass[]
    LOOP
        EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', tabel);
        EXECUTE format($sql$
            CREATE POLICY analisten_lezen ON %s FOR SELECT
            USING (EXISTS (SELECT FROM pg_catalog.pg_roles AS r
                           WHERE r.rolname = 'passend_analist' AND pg_catalog.pg_has_role(r.oid, 'USAGE')))$sql$, tabel);
        EXECUTE format('COMMENT ON POLICY analisten_lezen ON %s IS %L', tabel, 'Alleen leden van passend_analist lezen rijen');
    END LOOP;
END $$;
