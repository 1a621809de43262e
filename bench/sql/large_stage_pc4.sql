-- large_stage_pc4.sql: rows that are right, from text to their types.
INSERT INTO feit.leerling_vestiging_pc4 (aantal, vestiging, soort_po, teldatum, schooljaar, pc4, masker)
SELECT CASE WHEN aantal_leerlingen <> '-1' THEN aantal_leerlingen::telling END,
       (instellingscode || vestigingscode)::brinnummer, lower(type_po)::onderwijssoort,
       (peiljaar || '-10-01')::date, peiljaar::schooljaar, postcode4_deelnemer::smallint,
       CASE WHEN aantal_leerlingen = '-1' THEN '-1' END
FROM ruw_pc4
WHERE instellingscode ~ '^\d\d[A-Z]{2}$'
  AND vestigingscode ~ '^\d\d$'
  AND type_po ~ '^(BO|SBO|SO|VSO)$'
  AND peiljaar ~ '^20\d\d$'
  AND postcode4_deelnemer ~ '^\d{1,4}$'
  AND aantal_leerlingen ~ '^(-1|\d+)$';
