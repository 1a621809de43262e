-- large_stage_mixed.sql: rows that are right, from text to their types.
INSERT INTO feit.synthetic (aantal, bedrag, peildatum, gemeente, brin, onderwijssoort, swv, schooljaar, leeftijd, categorie, naam)
SELECT aantal::telling,
       replace(replace(bedrag, '.', ''), ',', '.')::double precision,
       to_date(peildatum, 'DD-MM-YYYY'),
       gemeentenummer::integer, brin::brinnummer, onderwijssoort::onderwijssoort, swv::swv, schooljaar::schooljaar,
       leeftijd::smallint, categorie, naam
FROM ruw_mixed
WHERE schooljaar ~ '^20\d\d-20\d\d$'
  AND swv ~ '^(PO|VO)\d{4}$'
  AND brin ~ '^\d\d[A-Z]{2}\d\d$'
  AND onderwijssoort ~ '^(bo|sbo|so|vso)$'
  AND categorie ~ '^(laag|midden|hoog|nvt)$'
  AND leeftijd ~ '^([3-9]|1\d|20)$'
  AND gemeentenummer ~ '^\d{4}$'
  AND aantal ~ '^(<5|\d+)$'
  AND bedrag ~ '^\d{1,3}(\.\d{3})*,\d\d$'
  AND naam ~ '\S'
  AND peildatum ~ '^(0[1-9]|[12]\d|3[01])-(0[1-9]|1[0-2])-20\d\d$';
