-- schaalgemiddelde: a respondent's mean over the items of a scale.
\getenv abs_srcdir PG_ABS_SRCDIR
\set helper :abs_srcdir '/helpers/functions.sql'
\i :helper
\pset null NULL

-- Missing answers are left out, of the sum and of the number.
SELECT schaalgemiddelde('{4,5,3}', '{f,f,f}', 1, 5), schaalgemiddelde('{4,NULL,3}', '{f,f,f}', 1, 5),
	schaalgemiddelde('{NULL,5,NULL}', '{f,f,f}', 1, 5), schaalgemiddelde('{2}', '{}', 1, 5);
-- Reversed items are mirrored on the bounds of the scale, not on those of the
-- answers: 1 and 2 become 5 and 4, although nobody answers 5.
SELECT schaalgemiddelde('{1}', '{t}', 1, 5), schaalgemiddelde('{2}', '{t}', 1, 5), schaalgemiddelde('{2}', '{t}', 1, 3),
	schaalgemiddelde('{0}', '{t}', 0, 10), schaalgemiddelde('{-1,1}', '{t,f}', -2, 2),
	schaalgemiddelde('{4,2,NULL,1}', '{f,t,t,f}', 1, 5);
-- At least so many answers.
SELECT minimaal, schaalgemiddelde('{4,NULL,3}', '{f,f,f}', 1, 5, minimaal)
FROM generate_series(1, 4) minimaal;
-- Nothing to take the mean of, and NULL for NULL.
SELECT schaalgemiddelde('{}', '{}', 1, 5), schaalgemiddelde('{NULL,NULL}', '{f,t}', 1, 5),
	schaalgemiddelde(NULL, '{}', 1, 5), schaalgemiddelde('{4}', NULL, 1, 5), schaalgemiddelde('{4}', '{}', NULL, 5),
	schaalgemiddelde('{4}', '{}', 1, NULL), schaalgemiddelde('{4}', '{}', 1, 5, NULL);
-- Other kinds of numbers, other lower bounds, names.
SELECT schaalgemiddelde(ARRAY[4, 5], '{}', 1, 5), schaalgemiddelde('{4,5}'::smallint[], '{f,t}', 1, 5),
	schaalgemiddelde(ARRAY[4.5, 3], '{}', 1, 5), schaalgemiddelde('[0:1]={4,5}', '[7:8]={f,t}', 1, 5),
	schaalgemiddelde(antwoorden => '{4,1}', omgekeerd => '{f,t}', laagste => 1, hoogste => 5, minimaal => 2);

-- error
SELECT statement, pg_temp.refusal('SELECT schaalgemiddelde(' || statement || ')')
FROM (VALUES ($$'{9,4}', '{}', 1, 5$$), ($$'{4,0}', '{f,t}', 1, 5$$), ($$'{NaN}', '{}', 1, 5$$),
	($$'{Infinity}', '{}', 1, 5$$), ($$'{4,5,3}', '{f,t}', 1, 5$$), ($$'{4}', '{f,t}', 1, 5$$), ($$'{}', '{f}', 1, 5$$),
	($$'{4,5}', '{f,NULL}', 1, 5$$), ($$'{4,NULL}', '{f,NULL}', 1, 5$$), ($$'{{4,5},{3,2}}', '{}', 1, 5$$),
	($$'{4,5}', '{{f,t}}', 1, 5$$), ($$'{4}', '{}', 5, 1$$), ($$'{4}', '{}', 4, 4$$), ($$'{4}', '{}', 'NaN', 5$$),
	($$'{4}', '{}', 1, 'Infinity'$$), ($$'{4}', '{}', 1, 5, 0$$), ($$'{4}', '{}', 1, 5, -1$$)) t (statement);

-- The same as SQL on 2,000 respondents with 10 items, some reversed, some
-- missing, at least 8 answered; respondents, those without a mean, differences.
WITH answer AS (
	SELECT respondent, item, item % 3 = 0 AS reversed,
		CASE WHEN hashint4(respondent * 10 + item) & 7 > 0
			THEN 1 + (hashint4(respondent * 10 + item) >> 8 & 65535) % 5 END AS answer
	FROM generate_series(1, 2000) respondent, generate_series(1, 10) item
), mean AS (
	SELECT schaalgemiddelde(array_agg(answer ORDER BY item)::float8[], array_agg(reversed ORDER BY item), 1, 5, 8) AS ours,
		CASE WHEN count(answer) >= 8 THEN avg(CASE WHEN reversed THEN 6 - answer ELSE answer END) END AS theirs
	FROM answer GROUP BY respondent
)
SELECT count(*), count(*) FILTER (WHERE theirs IS NULL),
	count(*) FILTER (WHERE (ours IS NULL) <> (theirs IS NULL) OR abs(ours - theirs) > 1e-15 * theirs)
FROM mean;
