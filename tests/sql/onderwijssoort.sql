-- The enum onderwijssoort and the function onderwijssoort_van.
\pset tuples_only on
\pset format unaligned

SELECT string_agg(v::text, ' < ' ORDER BY v) FROM unnest(enum_range(NULL::onderwijssoort)) v;
-- error: DUO's spelling is no label
SELECT onderwijssoort('Bo');
\echo :SQLSTATE

SELECT c, onderwijssoort_van(c)
FROM unnest('{Bo,Sbo,So,Vso,BO,SBO,SO,VSO,BAO,SBAO,VO,PRO," pro "}'::text[]) c;
SELECT onderwijssoort_van(code => 'Bo');
-- NULL: two kinds, unknown, blank or NULL
SELECT quote_nullable(c), onderwijssoort_van(c) IS NULL
FROM unnest('{(V)SO,TOTAAL,HAVO/VWO,"b o",""," ",NULL}'::text[]) c;
-- every label reads itself
SELECT bool_and(onderwijssoort_van(v::text) = v), count(*) FROM unnest(enum_range(NULL::onderwijssoort)) v;
