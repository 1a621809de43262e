-- large.sql: the table of bench/datasets/synthetic.json, as sql/warehouse would
-- make it: small fixed types, wide ones first, a leaf per school year, no index.
CREATE TABLE feit.synthetic (
    aantal         telling NOT NULL,
    bedrag         double precision NOT NULL,
    peildatum      date NOT NULL,
    gemeente       integer NOT NULL,
    brin           brinnummer NOT NULL,
    onderwijssoort onderwijssoort NOT NULL,
    bestand_id     integer NOT NULL,
    swv            swv NOT NULL,
    schooljaar     schooljaar NOT NULL,
    leeftijd       smallint NOT NULL,
    categorie      text NOT NULL,
    naam           text NOT NULL
) PARTITION BY LIST (schooljaar);
SELECT laad.maak_tweeling('feit.synthetic', true);
