-- What holds for every object of the extension, asked of the catalog. Each
-- query lists the offenders: none.
\pset tuples_only on
\pset format unaligned

-- The array types, members from PostgreSQL 17 on, have nothing of their own.
CREATE TEMP VIEW member AS
SELECT classid, objid FROM pg_depend
WHERE deptype = 'e' AND refclassid = 'pg_extension'::regclass
	AND refobjid = (SELECT oid FROM pg_extension WHERE extname = 'passend')
	AND NOT (classid = 'pg_type'::regclass AND objid IN (SELECT typarray FROM pg_type));
CREATE TEMP VIEW function AS
SELECT p.* FROM pg_proc p JOIN member ON classid = 'pg_proc'::regclass AND objid = p.oid;
CREATE TEMP VIEW operator AS
SELECT o.* FROM pg_operator o JOIN member ON classid = 'pg_operator'::regclass AND objid = o.oid;
CREATE TEMP VIEW opclass AS
SELECT c.*, amname FROM pg_opclass c JOIN member ON classid = 'pg_opclass'::regclass AND objid = c.oid
	JOIN pg_am a ON a.oid = opcmethod;
CREATE TEMP VIEW base_type AS
SELECT t.* FROM pg_type t JOIN member ON classid = 'pg_type'::regclass AND objid = t.oid
WHERE typtype = 'b';

-- the views do see the extension
SELECT bool_and(seen) FROM (VALUES
	((SELECT count(*) >= 90 FROM function)), ((SELECT count(*) >= 28 FROM operator)),
	((SELECT count(*) >= 12 FROM opclass)), ((SELECT count(*) >= 4 FROM base_type))) v (seen);

-- objects without a comment
SELECT pg_describe_object(classid, objid, 0) FROM member
WHERE obj_description(objid, classid::regclass::name) IS NULL ORDER BY 1;

-- functions that are not parallel safe, or volatile
SELECT oid::regprocedure, proparallel, provolatile FROM function
WHERE proparallel <> 's' OR provolatile = 'v' ORDER BY 1;

-- functions for people whose arguments have no names
SELECT oid::regprocedure FROM function f
WHERE prokind = 'f' AND pronargs > 0 AND proargnames IS NULL
	AND NOT EXISTS (SELECT FROM base_type WHERE f.oid IN (typinput, typoutput, typreceive, typsend))
	AND NOT EXISTS (SELECT FROM operator WHERE oprcode = f.oid)
	AND NOT EXISTS (SELECT FROM pg_amproc WHERE amproc = f.oid)
	AND NOT EXISTS (SELECT FROM pg_aggregate WHERE f.oid IN (aggtransfn, aggcombinefn, aggfinalfn))
ORDER BY 1;

-- aggregates that cannot run in parallel
SELECT aggfnoid::regprocedure FROM pg_aggregate JOIN function f ON f.oid = aggfnoid
WHERE aggcombinefn = 0 OR aggtranstype = 'internal'::regtype ORDER BY 1;

-- types without binary input or output
SELECT oid::regtype FROM base_type WHERE typreceive = 0 OR typsend = 0 ORDER BY 1;

-- types without a default operator class for btree, hash or BRIN; the states of
-- statistics have no order
SELECT oid::regtype, am FROM base_type, unnest('{btree,hash,brin}'::name[]) am
WHERE oid <> ALL ('{alfa}'::regtype[])
	AND NOT EXISTS (SELECT FROM opclass WHERE opcintype = base_type.oid AND amname = am AND opcdefault)
ORDER BY 1, 2;

-- operator classes that their access method does not accept
SELECT amname, opcname FROM opclass WHERE NOT amvalidate(oid) ORDER BY 1, 2;

-- btree classes without order, sort support and btequalimage, hash classes
-- without the extended hash
SELECT amname, opcname, missing FROM opclass
	JOIN (VALUES ('btree', 1), ('btree', 2), ('btree', 4), ('hash', 1), ('hash', 2)) v (am, missing) ON am = amname
WHERE NOT EXISTS (SELECT FROM pg_amproc WHERE amprocfamily = opcfamily AND amproclefttype = opcintype
	AND amprocnum = missing)
ORDER BY 1, 2, 3;

-- comparisons without commutator, negator or selectivity, and sums without
-- commutator
SELECT oid::regoperator FROM operator
WHERE oprresult = 'boolean'::regtype AND 0 IN (oprcom, oprnegate, oprrest, oprjoin)
	OR oprname = '+' AND oprcom = 0
ORDER BY 1;

-- commutators and negators that do not answer each other
SELECT a.oid::regoperator FROM operator a
	LEFT JOIN pg_operator c ON c.oid = a.oprcom
	LEFT JOIN pg_operator n ON n.oid = a.oprnegate
WHERE a.oprcom <> 0 AND c.oprcom IS DISTINCT FROM a.oid
	OR a.oprnegate <> 0 AND n.oprnegate IS DISTINCT FROM a.oid
ORDER BY 1;

-- equalities that cannot hash and merge
SELECT oid::regoperator FROM operator WHERE oprname = '=' AND NOT (oprcanhash AND oprcanmerge)
ORDER BY 1;
