-- weeg: weights that make a sample add up to the margins of its population.
-- Both read tables, with the rights of the caller: STABLE. Those tables may be
-- temporary, which parallel workers cannot see: PARALLEL RESTRICTED. Not STRICT:
-- begingewicht may be NULL, any other argument that is raises 22004.

CREATE FUNCTION weeg(steekproef regclass, marges regclass,
		sleutel text DEFAULT 'respondent', begingewicht text DEFAULT NULL,
		tolerantie float8 DEFAULT 1e-10, max_iteraties integer DEFAULT 1000)
	RETURNS TABLE (respondent text, gewicht float8)
	LANGUAGE C STABLE PARALLEL RESTRICTED COST 10000 AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION weeg(regclass, regclass, text, text, float8, integer) IS
'a weight for each row of steekproef, so that the weights add up to marges (variabele, categorie, aantal) within tolerantie, by raking; raises 22000 with the reasons where that cannot be, see weeg_verslag';

CREATE FUNCTION weeg_verslag(steekproef regclass, marges regclass,
		sleutel text DEFAULT 'respondent', begingewicht text DEFAULT NULL,
		tolerantie float8 DEFAULT 1e-10, max_iteraties integer DEFAULT 1000,
		OUT rijen bigint, OUT variabelen integer, OUT totaal float8,
		OUT iteraties integer, OUT grootste_afwijking float8, OUT convergent boolean,
		OUT lege_cellen text[], OUT bezwaren text[], OUT kleinste_gewicht float8,
		OUT grootste_gewicht float8, OUT ontwerpeffect float8)
	LANGUAGE C STABLE PARALLEL RESTRICTED COST 10000 AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION weeg_verslag(regclass, regclass, text, text, float8, integer) IS
'how weeg fares on the same arguments: rows, variables, population total, iterations, largest gap left as a part of its margin, whether it is within tolerantie, categories without rows, all reasons to refuse, smallest and largest weight, and n * sum(w^2) / sum(w)^2';
