-- trend: a value, or its bounds, for each of some school years.

@io trend@
CREATE TYPE trend (
	INPUT = trend_in, OUTPUT = trend_out,
	RECEIVE = trend_recv, SEND = trend_send,
	INTERNALLENGTH = VARIABLE, ALIGNMENT = double, STORAGE = extended
);
COMMENT ON TYPE trend IS
'value or bounds per school year, 1 to 64 years, written 2022-2023:0.023 2023-2024:0.021..0.034; other text or a year twice raises 22P02, an infinite value 22003, more years 54000';

@comparison trend@

CREATE TYPE trendklasse AS ENUM ('stijgend_boven', 'stijgend_onder', 'dalend_boven',
	'dalend_onder', 'vlak_boven', 'vlak_onder', 'onbepaald');
COMMENT ON TYPE trendklasse IS
'class of a trend: rising, falling or flat, and at or above (boven) or below (onder) the national mean; onbepaald where there is none';

-- Aggregates. The state is a trend too, with room to grow in place, which the
-- final function takes off.

-- Not STRICT, as a NULL state is one without rows.
CREATE FUNCTION trend_accum(trend, schooljaar, float8) RETURNS trend
	LANGUAGE C IMMUTABLE PARALLEL SAFE AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION trend_accum(trend, schooljaar, float8) IS 'one row of trend(schooljaar, float8)';
CREATE FUNCTION trend_accum(trend, schooljaar, aandeel) RETURNS trend
	LANGUAGE C IMMUTABLE PARALLEL SAFE
	AS 'MODULE_PATHNAME', 'trend_accum_aandeel';
COMMENT ON FUNCTION trend_accum(trend, schooljaar, aandeel) IS 'one row of trend(schooljaar, aandeel)';
CREATE FUNCTION trend_combine(trend, trend) RETURNS trend
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION trend_combine(trend, trend) IS 'two trends without a common year as one';
CREATE FUNCTION trend_final(trend) RETURNS trend
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE AS 'MODULE_PATHNAME';
COMMENT ON FUNCTION trend_final(trend) IS 'the trend of an aggregate state';

CREATE AGGREGATE trend(jaar schooljaar, waarde float8) (
	SFUNC = trend_accum, STYPE = trend, SSPACE = 400,
	FINALFUNC = trend_final, COMBINEFUNC = trend_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE trend(schooljaar, float8) IS
'the series of values, one per school year, in any order; rows with a NULL are skipped, no rows give NULL; raises 22023 for a year that occurs twice, 22003 for NaN and infinity, 54000 above 64 years';
CREATE AGGREGATE trend(jaar schooljaar, waarde aandeel) (
	SFUNC = trend_accum, STYPE = trend, SSPACE = 400,
	FINALFUNC = trend_final, COMBINEFUNC = trend_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE trend(schooljaar, aandeel) IS
'the series of bounds, one pair per school year, in any order; rows with a NULL are skipped, no rows give NULL; raises 22023 for a year that occurs twice, 54000 above 64 years';
CREATE AGGREGATE samen(t trend) (
	SFUNC = trend_combine, STYPE = trend, SSPACE = 400,
	FINALFUNC = trend_final, COMBINEFUNC = trend_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE samen(trend) IS
'all years of stored trends as one trend; NULLs are skipped, no rows give NULL; raises 22023 for a year that two of them have, 54000 above 64 years';

-- What a trend says.

CREATE FUNCTION n(t trend) RETURNS integer
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE
	AS 'MODULE_PATHNAME', 'trend_n';
COMMENT ON FUNCTION n(trend) IS 'number of years';

CREATE FUNCTION is_exact(t trend) RETURNS boolean
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE
	AS 'MODULE_PATHNAME', 'trend_is_exact';
COMMENT ON FUNCTION is_exact(trend) IS 'whether every year has one possible value only';

CREATE FUNCTION gemiddelde(t trend) RETURNS float8
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE
	AS 'MODULE_PATHNAME', 'trend_gemiddelde';
COMMENT ON FUNCTION gemiddelde(trend) IS
'unweighted mean over the years; NULL where a year has bounds';

CREATE FUNCTION helling(t trend) RETURNS float8
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE
	AS 'MODULE_PATHNAME', 'trend_helling';
COMMENT ON FUNCTION helling(trend) IS
'least-squares slope per year; exactly 0 for a flat series; NULL below two years or where a year has bounds; raises 22003 where it exceeds float8';

CREATE FUNCTION helling_onder(t trend) RETURNS float8
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE
	AS 'MODULE_PATHNAME', 'trend_helling_onder';
COMMENT ON FUNCTION helling_onder(trend) IS
'smallest least-squares slope per year that the bounds allow; NULL below two years; raises 22003 where it exceeds float8';

CREATE FUNCTION helling_boven(t trend) RETURNS float8
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE
	AS 'MODULE_PATHNAME', 'trend_helling_boven';
COMMENT ON FUNCTION helling_boven(trend) IS
'largest least-squares slope per year that the bounds allow; NULL below two years; raises 22003 where it exceeds float8';

CREATE FUNCTION eerste_laatste(t trend) RETURNS float8
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE
	AS 'MODULE_PATHNAME', 'trend_eerste_laatste';
COMMENT ON FUNCTION eerste_laatste(trend) IS
'value of the last year minus that of the first; NULL below two years or where a year has bounds; raises 22003 where it exceeds float8';

CREATE FUNCTION mann_kendall_s(t trend) RETURNS integer
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE
	AS 'MODULE_PATHNAME', 'trend_mann_kendall_s';
COMMENT ON FUNCTION mann_kendall_s(trend) IS
'Mann-Kendall S: pairs of years that rise minus pairs that fall; NULL below two years or where a year has bounds';

CREATE FUNCTION mann_kendall_p(t trend) RETURNS float8
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE
	AS 'MODULE_PATHNAME', 'trend_mann_kendall_p';
COMMENT ON FUNCTION mann_kendall_p(trend) IS
'exact two-sided p of Mann-Kendall S: the share of all orders of these values, ties included, with S as far from 0; NULL below two years or where a year has bounds';

-- Classes.

CREATE FUNCTION trendklasse(t trend, landelijk float8, regel text DEFAULT 'ols', band float8 DEFAULT 0)
	RETURNS trendklasse
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE
	AS 'MODULE_PATHNAME', 'trend_klasse';
COMMENT ON FUNCTION trendklasse(trend, float8, text, float8) IS
'class of a trend by regel ols, eerste_laatste or mann_kendall; a change per year of at most band is vlak, a mean equal to landelijk is boven; onbepaald below three years and where bounds allow more than one class; raises 22023 for another regel or a negative band, 22003 for NaN and infinity';

CREATE FUNCTION trendklasse_zeker(t trend, landelijk float8, regel text DEFAULT 'ols', band float8 DEFAULT 0)
	RETURNS boolean
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE
	AS 'MODULE_PATHNAME', 'trend_klasse_zeker';
COMMENT ON FUNCTION trendklasse_zeker(trend, float8, text, float8) IS
'whether every value inside the bounds gives the same class; NULL below three years, and where it was not settled, which only mann_kendall with wide bounds on many years can cause; raises the errors of trendklasse';

CREATE FUNCTION regels_eens(t trend, band float8 DEFAULT 0) RETURNS boolean
	LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE
	AS 'MODULE_PATHNAME', 'trend_regels_eens';
COMMENT ON FUNCTION regels_eens(trend, float8) IS
'whether ols, eerste_laatste and mann_kendall agree on rising, falling or flat; NULL below three years and where it depends on values inside the bounds; raises 22023 for a negative band, 22003 for NaN and infinity';
