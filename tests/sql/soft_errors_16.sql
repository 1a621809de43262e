-- Soft errors: bad text is reported, not raised (PostgreSQL 16 and later).
\pset tuples_only on
\pset format unaligned

SELECT type, quote_literal(input), pg_input_is_valid(input, type), sql_error_code, message, detail
FROM (VALUES
	(1, 'brinnummer', '02QZ00'),
	(2, 'brinnummer', '02QZ0'),
	(3, 'swv', 'PO2707'),
	(4, 'swv', 'PO270'),
	(5, 'schooljaar', '2023-2024'),
	(6, 'schooljaar', '2023-2025'),
	(7, 'schooljaar', '2023-10-01'),
	(8, 'bekostigingscategorie', 'laag'),
	(9, 'bekostigingscategorie', 'Nvt'),
	(10, 'onderwijssoort', 'bo'),
	(11, 'onderwijssoort', 'Bo'),
	(12, 'telling', '<5'),
	(13, 'telling', '<1'),
	(14, 'telling', '2147483648'),
	(15, 'telling[]', '{<5,x}'),
	(16, 'aandeel', '0.5'),
	(17, 'aandeel', '0,5'),
	(18, 'aandeel', '1.5'),
	(19, 'verhouding', '1.5'),
	(20, 'verhouding', '-1'),
	(21, 'alfa', 'gehele(0)'),
	(22, 'alfa', 'gehele(0'),
	(23, 'alfa', 'reele(1,1,1,-1)'),
	(24, 'samenhang', '(1,0,0,0,0,0,0,0,0,0,0)'),
	(25, 'samenhang', '(1,0)'),
	(26, 'samenhang', '(1,0,0,0,0,1,0,0,0,0,0)'),
	(27, 'trend', '2019:1 2020:2'),
	(28, 'trend', '2019:1 2019:2'),
	(29, 'trend', '2019:1e400'),
	(30, 'schaalscore', '(5,3,5,5,0,0,10)'),
	(31, 'schaalscore', '(5,3,5,5,0,0)'),
	(32, 'schaalscore', '(0,3,0,0,0,0,0)')
) v (nr, type, input), pg_input_error_info(input, type)
ORDER BY nr;
