-- The type bekostigingscategorie.
\getenv abs_srcdir PG_ABS_SRCDIR
\set helper :abs_srcdir '/helpers/functions.sql'
\i :helper

-- valid: levels
SELECT v, v::bekostigingscategorie FROM unnest('{1,2,3,laag,midden,hoog,L,M,H,Laag,HOOG,m}'::text[]) v;
SELECT v, v::bekostigingscategorie
FROM unnest('{"cat 1","Cat. 2",cat3,"categorie 1","CATEGORIE laag","categorie  M"," hoog "}'::text[]) v;
-- valid: onderwijssoort codes, also where a literal without type makes a cast
SELECT bekostigingscategorie('ZMLK'), bekostigingscategorie('LG'), bekostigingscategorie('MG');
SELECT pg_column_size(bekostigingscategorie 'hoog');
SELECT NULL::bekostigingscategorie IS NULL;

-- errors, one for each way to be wrong
SELECT pg_temp.refusal('bekostigingscategorie', '');
SELECT pg_temp.refusal('bekostigingscategorie', ' ');
SELECT pg_temp.refusal('bekostigingscategorie', '0');
SELECT pg_temp.refusal('bekostigingscategorie', '4');
SELECT pg_temp.refusal('bekostigingscategorie', '11');
SELECT pg_temp.refusal('bekostigingscategorie', 'X');
SELECT pg_temp.refusal('bekostigingscategorie', 'laagg');
SELECT pg_temp.refusal('bekostigingscategorie', 'cat');
SELECT pg_temp.refusal('bekostigingscategorie', 'cat ZMLK');
SELECT pg_temp.refusal('bekostigingscategorie', 'cat 1 2');
SELECT pg_temp.refusal('bekostigingscategorie', 'laag,laag');
SELECT pg_temp.refusal('bekostigingscategorie', 'MGF');
SELECT pg_temp.refusal('bekostigingscategorie', 'Nvt');
SELECT pg_temp.refusal('bekostigingscategorie', 'ESM');
SELECT pg_temp.refusal('bekostigingscategorie', 'SBAO');
SELECT pg_temp.refusal('bekostigingscategorie', 'LG,MG');

-- order
SELECT string_agg(v::text, ' < ' ORDER BY v), min(v), max(v)
FROM unnest('{midden,hoog,laag}'::bekostigingscategorie[]) v;
SELECT min(v) IS NULL AND max(v) IS NULL FROM unnest('{NULL}'::bekostigingscategorie[]) v;
CREATE TEMP TABLE sample AS
SELECT nr, nr::text::bekostigingscategorie AS value FROM unnest('{2,3,1}'::bigint[]) nr;
SELECT * FROM pg_temp.check_type();
\set helper :abs_srcdir '/helpers/copy.sql'
\i :helper

-- the binary form is the code, one byte
SELECT bekostigingscategorie_send('laag'), bekostigingscategorie_send('hoog');
CREATE TEMP TABLE code (value "char");
CREATE TEMP TABLE decoded (value bekostigingscategorie);
INSERT INTO code VALUES (1::"char"), (2::"char"), (3::"char");
\copy code to 'results/code.binary' (format binary)
\copy decoded from 'results/code.binary' (format binary)
SELECT string_agg(value::text, ' ' ORDER BY value) FROM decoded;
-- error: before the first
TRUNCATE code;
INSERT INTO code VALUES (0::"char");
\copy code to 'results/code.binary' (format binary)
\copy decoded from 'results/code.binary' (format binary)
\set VERBOSITY sqlstate
-- error: after the last
UPDATE code SET value = 4::"char";
\copy code to 'results/code.binary' (format binary)
\copy decoded from 'results/code.binary' (format binary)
-- error: negative
UPDATE code SET value = (-128)::"char";
\copy code to 'results/code.binary' (format binary)
\copy decoded from 'results/code.binary' (format binary)
\set VERBOSITY default

-- casts: to text in an assignment, the others only when asked
CREATE TEMP TABLE texts (t text);
INSERT INTO texts SELECT bekostigingscategorie 'L';
SELECT t, t::bekostigingscategorie FROM texts;
SELECT pg_temp.refusal('INSERT INTO decoded SELECT t FROM texts');
SELECT pg_temp.refusal('INSERT INTO decoded SELECT 1');
SELECT n::bekostigingscategorie, bekostigingscategorie(nummer => n), n::bekostigingscategorie::integer
FROM generate_series(1, 3) n;
SELECT pg_temp.refusal('SELECT 0::bekostigingscategorie');
SELECT pg_temp.refusal('SELECT 4::bekostigingscategorie');
SELECT pg_temp.refusal('SELECT 257::bekostigingscategorie');
SELECT pg_temp.refusal('SELECT (-1)::bekostigingscategorie');

-- bekostigingscategorie(text): each code, alone
SELECT c, bekostigingscategorie(c) FROM unnest('{ZMLK,ZMOK,PI,LZ,LZ/P,LZ/S,LG,MG}'::text[]) c;
-- with the school type before it, in any case
SELECT c, bekostigingscategorie(c)
FROM unnest('{"SO LZ/P","VSO ZMOK","RP-SO LG","RP-VSO MG","vso  zmok"," lg "}'::text[]) c;
-- lists of one category
SELECT c, bekostigingscategorie(c)
FROM unnest('{"SO LZ/P + VSO LZ/P + RP-SO LZ/P + RP-VSO LZ/P","SO ZMLK + VSO ZMOK","RP-SO LZ/P,ZMOK","LG , LG","ZMLK+LZ"}'::text[]) c;
-- lists of more than one, or with a code of no or unknown category
SELECT c, bekostigingscategorie(c) IS NULL
FROM unnest('{"SO LG + VSO LG + RP-SO LZ/P,ZMOK","LG,MG","LG,LZ,LG","LG,ESM","ESM,LG","SO LG,MGF + VSO LG","MGF,LG"}'::text[]) c;
-- codes known to have no category: NULL, and the type says that it is known
SELECT c, bekostigingscategorie(c) IS NULL, pg_temp.refusal('bekostigingscategorie', c) LIKE '%Nvt, SBAO and%'
FROM unnest('{Nvt,SBAO,DOBLN,DOVN,ESM,MGA,MGB,SH,"SO DOBLN,DOVN,ESM,MGA,MGB,SH"}'::text[]) c;
-- unknown codes and no codes at all: never an error
SELECT quote_literal(c), bekostigingscategorie(c) IS NULL
FROM unnest('{""," ",MGF,LGX,XLG,LZ/,LZ/X,ZMLKZMLK,"ZMLK ZMLK","ZMLK,","ZMLK,,LZ",",ZMLK","ZMLK +","SO",RP-,RP-ZMLK,SOZMLK,VSOZMLK,"RP VSO ZMLK","SO SO ZMLK","ZMLK;LZ","é"}'::text[]) c;
-- levels are texts of a category too
SELECT bekostigingscategorie('laag'::text), bekostigingscategorie('cat 2'::text), bekostigingscategorie('H'::text);
-- the other kinds of text; a literal with the argument's name is text
SELECT bekostigingscategorie('LG'::varchar), bekostigingscategorie('LG'::char(9)), bekostigingscategorie(code => 'LG');
SELECT bekostigingscategorie('Nvt'::varchar(3)) IS NULL, bekostigingscategorie('MGF'::char(3)) IS NULL,
	bekostigingscategorie(code => 'MGF') IS NULL, bekostigingscategorie(NULL::text) IS NULL;
