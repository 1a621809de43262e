-- trend: compared with exact rational arithmetic and enumeration, computed by
-- tests/oracle/trend.py, which says what the kinds of series are.
\pset tuples_only on
\pset format unaligned
\getenv abs_srcdir PG_ABS_SRCDIR
\cd :abs_srcdir

CREATE TABLE oracle (nr int, soort text, t trend, landelijk float8, band float8,
	helling_onder float8, helling_boven float8, gemiddelde float8, eerste_laatste float8, s int, p float8,
	klasse_ols trendklasse, zeker_ols boolean, klasse_eerste_laatste trendklasse, zeker_eerste_laatste boolean,
	klasse_mann_kendall trendklasse, zeker_mann_kendall boolean, eens boolean);
\copy oracle from 'oracle/trend.csv' (format csv, header)

-- Whether two numbers are equal, or differ by a relative amount at most.
CREATE FUNCTION pg_temp.near(a float8, b float8, tolerance float8) RETURNS boolean
LANGUAGE sql RETURN a IS NOT DISTINCT FROM b OR coalesce(abs(a - b) <= tolerance * abs(b), false);

-- Numbers that differ by more than rounding: series, and differences in the
-- smallest and the largest slope, mean, last minus first, S and p. The kinds
-- dec... are compared with decimals, which float8 only approaches.
SELECT soort, count(*),
	count(*) FILTER (WHERE NOT pg_temp.near(helling_onder(t), helling_onder, tolerance)),
	count(*) FILTER (WHERE NOT pg_temp.near(helling_boven(t), helling_boven, tolerance)),
	count(*) FILTER (WHERE NOT pg_temp.near(gemiddelde(t), gemiddelde, tolerance)),
	count(*) FILTER (WHERE NOT pg_temp.near(eerste_laatste(t), eerste_laatste, tolerance)),
	count(*) FILTER (WHERE mann_kendall_s(t) IS DISTINCT FROM s),
	count(*) FILTER (WHERE NOT pg_temp.near(mann_kendall_p(t), p, 1e-12))
FROM oracle, LATERAL (SELECT CASE WHEN soort LIKE 'dec%' THEN 1e-13 ELSE 1e-15 END) v (tolerance)
GROUP BY soort ORDER BY soort;
-- Slopes of 0 are 0, and slopes of exact series are both bounds.
SELECT count(*), count(*) FILTER (WHERE helling(t) <> 0) FROM oracle WHERE helling_onder = 0 AND is_exact(t);
SELECT count(*), count(*) FILTER (WHERE helling(t) IS DISTINCT FROM helling_onder(t) OR helling(t) IS DISTINCT FROM helling_boven(t))
FROM oracle WHERE is_exact(t);

-- Classes: per rule and kind, series, those with a certain class, and
-- differences in class and certainty.
SELECT regel, soort, count(*), count(*) FILTER (WHERE zeker),
	count(*) FILTER (WHERE trendklasse(t, landelijk, regel, band) IS DISTINCT FROM klasse),
	count(*) FILTER (WHERE trendklasse_zeker(t, landelijk, regel, band) IS DISTINCT FROM zeker)
FROM oracle, LATERAL (VALUES
	('ols', klasse_ols, zeker_ols),
	('eerste_laatste', klasse_eerste_laatste, zeker_eerste_laatste),
	('mann_kendall', klasse_mann_kendall, zeker_mann_kendall)) v (regel, klasse, zeker)
WHERE klasse IS NOT NULL
GROUP BY regel, soort ORDER BY regel, soort;

-- Each class occurs.
SELECT klasse_ols, count(*) > 20 FROM oracle GROUP BY klasse_ols ORDER BY klasse_ols;

-- Agreement of the rules: series by answer, and differences.
SELECT eens, count(*), count(*) FILTER (WHERE regels_eens(t, band) IS DISTINCT FROM eens)
FROM oracle WHERE klasse_mann_kendall IS NOT NULL
GROUP BY eens ORDER BY eens;

DROP TABLE oracle;
