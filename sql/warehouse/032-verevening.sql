-- The part of the verevening that is still settled in a school year. What is not known
-- is NULL, and its owner fills it in with its source: docs/verevening.md.
CREATE TABLE ref.verevening_percentage (
    schooljaar schooljaar PRIMARY KEY,
    percentage numeric CHECK (percentage BETWEEN 0 AND 100),
    bron       text NOT NULL
);
COMMENT ON TABLE ref.verevening_percentage IS
    'Percentage van de verevening per schooljaar; een schooljaar zonder rij of met NULL is onbekend. De eigenaar vult aan wat bekend wordt';
COMMENT ON COLUMN ref.verevening_percentage.schooljaar IS 'Schooljaar';
COMMENT ON COLUMN ref.verevening_percentage.percentage IS 'Percentage van de correctie, 0 tot en met 100; NULL = onbekend';
COMMENT ON COLUMN ref.verevening_percentage.bron IS 'Waar het percentage staat, of waarom het ontbreekt';
INSERT INTO ref.verevening_percentage (schooljaar, percentage, bron) VALUES
    ('2015-2016', 100, 'Wet passend onderwijs, artikelen XIII tot en met XVI'),
    ('2016-2017', NULL, 'bij algemene maatregel van bestuur vastgesteld; de tekst is niet geraadpleegd'),
    ('2017-2018', NULL, 'bij algemene maatregel van bestuur vastgesteld; de tekst is niet geraadpleegd'),
    ('2018-2019', NULL, 'bij algemene maatregel van bestuur vastgesteld; de tekst is niet geraadpleegd'),
    ('2019-2020', NULL, 'bij algemene maatregel van bestuur vastgesteld; de tekst is niet geraadpleegd'),
    ('2020-2021', 0, 'Wet passend onderwijs: vijf schooljaren, vanaf 2015-2016');
