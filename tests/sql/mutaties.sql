-- Thousands of damaged inputs: each is read or refused in the proper way.
\pset tuples_only on
\pset format unaligned

-- One seed, damaged in one to three places, always the same for a number.
CREATE FUNCTION pg_temp.damaged(seeds text[], number integer) RETURNS text
LANGUAGE plpgsql AS $$
DECLARE
	alphabet CONSTANT text := E' \t\n0129AZalOPV-/.,+<(\\''\x7F\u00E9\u2013';
	bytes CONSTANT bytea := decode(md5(number::text), 'hex');
	result text := seeds[1 + number % cardinality(seeds)];
	place integer;
	letter text;
BEGIN
	FOR i IN 0..get_byte(bytes, 0) % 3 LOOP
		place := 1 + get_byte(bytes, 3 * i + 1) % (length(result) + 1);
		letter := substr(alphabet, 1 + get_byte(bytes, 3 * i + 2) % length(alphabet), 1);
		result := CASE get_byte(bytes, 3 * i + 3) % 4
			WHEN 0 THEN overlay(result placing '' from place for 1)
			WHEN 1 THEN overlay(result placing letter from place for 1)
			WHEN 2 THEN overlay(result placing letter from place for 0)
			ELSE overlay(result placing right(result, 3) from place for 2)
		END;
	END LOOP;
	RETURN result;
END $$;

-- Runs a query on 3000 damaged inputs. Refusal is fine with the state of a bad
-- text or range and the type in the message; any other error ends the test.
-- What is read must be written the same when read again.
CREATE FUNCTION pg_temp.try(type text, query text, seeds text[], OUT n_read bigint, OUT n_refused bigint)
LANGUAGE plpgsql AS $$
DECLARE
	input text;
	output text;
	again text;
	message text;
BEGIN
	n_read := 0;
	n_refused := 0;
	FOR number IN 1..3000 LOOP
		input := pg_temp.damaged(seeds, number);
		BEGIN
			EXECUTE query INTO output USING input;
			EXECUTE format('SELECT %L::%s::text', output, type) INTO again;
			IF again IS DISTINCT FROM output THEN
				RAISE 'read %, wrote %, then %', quote_literal(input), output, again;
			END IF;
			n_read := n_read + 1;
		EXCEPTION WHEN SQLSTATE '22P02' OR SQLSTATE '22003' THEN
			GET STACKED DIAGNOSTICS message = MESSAGE_TEXT;
			IF message NOT LIKE '%' || type || '%' THEN
				RAISE;
			END IF;
			n_refused := n_refused + 1;
		END;
	END LOOP;
END $$;

SELECT type, n_read > 50 AS read, n_refused > 50 AS refused
FROM (VALUES
	(1, 'brinnummer', 'SELECT $1::brinnummer', '{02QZ,02qz00," 02QZ 00 "}'::text[]),
	(2, 'swv', 'SELECT $1::swv', '{PO2707,vo2708,PO-27-07,PO 27 07}'),
	(3, 'schooljaar', 'SELECT $1::schooljaar', '{2023-2024,2023/24,2023,2024-10-01}'),
	(4, 'bekostigingscategorie', 'SELECT $1::bekostigingscategorie', '{1,laag,cat. 2,categorie hoog,VSO ZMOK + RP-SO LZ/P}'),
	(5, 'onderwijssoort', 'SELECT onderwijssoort_van($1)', '{Bo,Sbo,SBAO,VSO,PRO}'),
	(6, 'telling', 'SELECT $1::telling', '{17,<5,12..48,2147483647}'),
	(7, 'aandeel', 'SELECT $1::aandeel', '{0.023,0.021..0.034,1e-05,.5}'),
	(8, 'verhouding', 'SELECT $1::verhouding', '{12,0.8..2.5,1e+300}'),
	(9, 'alfa', 'SELECT $1::alfa', '{"gehele(9)(21,91,180)(30,123,240)","reele(2,2,2,4.5)(1.5,0,0.5,2)(3,0,2,0.5)","paren(0)(0,0,0,0,0,0,0,0)","paren(4)(3,1.5,1.25,2.1,1e-17,2.1,1e-17,17)"}'),
	(10, 'samenhang', 'SELECT $1::samenhang', '{"(5,3,0,0,0,10,0,10,0,8,0)","(2,0.1,-1e-18,1e+300,0,1e-200,0,2.5,0,0,0)"}'),
	(11, 'trend', 'SELECT $1::trend', '{2019-2020:0.023,2020:2 2019:-1..0 2021:1e-05}'),
	(12, 'schaalscore', 'SELECT $1::schaalscore', '{"(5,3,5,5,0,0,10)","(3,2.5,4,6+1e-17,-1e-16,0.5,2)"}')
) v (nr, type, query, seeds), pg_temp.try(type, query, seeds)
ORDER BY nr;

-- A function of text that never refuses, and gives what the type reads.
CREATE FUNCTION pg_temp.as_type(input text) RETURNS bekostigingscategorie
LANGUAGE plpgsql AS $$
BEGIN
	RETURN input::bekostigingscategorie;
EXCEPTION WHEN SQLSTATE '22P02' THEN
	RETURN NULL;
END $$;
SELECT count(*), bool_and(bekostigingscategorie(input) IS NOT DISTINCT FROM pg_temp.as_type(input))
FROM (SELECT pg_temp.damaged('{"SO LG,MGF + VSO LG",ZMLK,"LZ/S, LZ/P",Nvt}', number) AS input
	FROM generate_series(1, 3000) number) s;
