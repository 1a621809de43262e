-- The extension works in any schema, also when that is not on the search path.
\pset tuples_only on
\pset format unaligned
SET datestyle = ISO;

BEGIN;
CREATE SCHEMA regress_elsewhere;
ALTER EXTENSION passend SET SCHEMA regress_elsewhere;
SET LOCAL search_path = '';
SELECT regress_elsewhere.schooljaar(date '2024-10-01')::daterange;
SELECT regress_elsewhere.onderwijssoort_van('Bo'), regress_elsewhere.max('PO2707'::regress_elsewhere.swv);
SELECT v::regress_elsewhere.brinnummer FROM unnest('{02QZ00,01AA,02QZ}'::regress_elsewhere.brinnummer[]) v
GROUP BY v ORDER BY v;
SELECT regress_elsewhere.aandeel(regress_elsewhere.sum(v), '95') FROM unnest('{<5,5}'::regress_elsewhere.telling[]) v;
ROLLBACK;
