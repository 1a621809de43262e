-- catalog.sql: the fingerprint of an extension, one line per fact about each
-- of its members. Two extensions with the same lines are the same to a user.
-- Variables: extension (its name). Names are printed without the extension's
-- schema, which must therefore have a name that is nowhere else.
\set ON_ERROR_STOP on
\pset tuples_only on
\pset format unaligned
\pset pager off

SELECT extnamespace::regnamespace AS schema FROM pg_extension WHERE extname = :'extension' \gset
SET search_path = pg_catalog;

WITH member AS MATERIALIZED (
    SELECT d.classid, d.objid, o.type || ' ' || o.identity AS name
      FROM pg_depend d
      JOIN pg_extension e ON d.refclassid = 'pg_extension'::regclass AND d.refobjid = e.oid,
           pg_identify_object(d.classid, d.objid, 0) o
     WHERE d.deptype = 'e' AND e.extname = :'extension'
), fact(name, kind, value) AS (
    SELECT name, 'member', NULL FROM member
  UNION ALL
    SELECT m.name, 'comment ' || d.objsubid, d.description
      FROM member m
      JOIN pg_description d ON (d.classoid, d.objoid) = (m.classid, m.objid)
  UNION ALL
    SELECT m.name, 'function',
           row(pg_get_function_arguments(p.oid), pg_get_function_result(p.oid), l.lanname,
               p.prokind, p.provolatile, p.proparallel, p.proisstrict, p.proleakproof,
               p.prosecdef, p.procost, p.prorows, p.prosupport, p.proconfig, p.proacl,
               p.probin, p.prosrc, pg_get_function_sqlbody(p.oid))::text
      FROM member m
      JOIN pg_proc p ON m.classid = 'pg_proc'::regclass AND m.objid = p.oid
      JOIN pg_language l ON l.oid = p.prolang
  UNION ALL
    SELECT m.name, 'aggregate',
           row(a.aggkind, a.aggnumdirectargs, a.aggtransfn, a.aggfinalfn, a.aggcombinefn,
               a.aggserialfn, a.aggdeserialfn, a.aggmtransfn, a.aggminvtransfn, a.aggmfinalfn,
               a.aggfinalextra, a.aggmfinalextra, a.aggfinalmodify, a.aggmfinalmodify,
               a.aggsortop::regoperator, a.aggtranstype::regtype, a.aggtransspace,
               a.aggmtranstype::regtype, a.aggmtransspace, a.agginitval, a.aggminitval)::text
      FROM member m
      JOIN pg_aggregate a ON m.classid = 'pg_proc'::regclass AND m.objid = a.aggfnoid
  UNION ALL
    SELECT m.name, 'type',
           row(t.typlen, t.typbyval, t.typtype, t.typcategory, t.typispreferred, t.typdelim,
               t.typsubscript, t.typelem::regtype, t.typarray::regtype, t.typinput, t.typoutput,
               t.typreceive, t.typsend, t.typmodin, t.typmodout, t.typanalyze, t.typalign,
               t.typstorage, t.typnotnull, format_type(t.typbasetype, t.typtypmod),
               t.typcollation::regcollation, t.typdefault, t.typacl)::text
      FROM member m
      JOIN pg_type t ON m.classid = 'pg_type'::regclass AND m.objid = t.oid
  UNION ALL
    SELECT m.name, 'label ' || row_number() OVER (PARTITION BY m.objid ORDER BY e.enumsortorder),
           e.enumlabel
      FROM member m
      JOIN pg_enum e ON m.classid = 'pg_type'::regclass AND m.objid = e.enumtypid
  UNION ALL
    SELECT m.name, 'column ' || a.attnum,
           row(a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull)::text
      FROM member m
      JOIN pg_type t ON m.classid = 'pg_type'::regclass AND m.objid = t.oid
      JOIN pg_attribute a ON a.attrelid = t.typrelid AND NOT a.attisdropped AND t.typrelid <> 0
  UNION ALL
    SELECT m.name, 'constraint ' || c.conname, pg_get_constraintdef(c.oid)
      FROM member m
      JOIN pg_constraint c ON m.classid = 'pg_type'::regclass AND m.objid = c.contypid
  UNION ALL
    SELECT m.name, 'operator',
           row(o.oprkind, o.oprresult::regtype, o.oprcode, o.oprcom::regoperator,
               o.oprnegate::regoperator, o.oprcanmerge, o.oprcanhash, o.oprrest, o.oprjoin)::text
      FROM member m
      JOIN pg_operator o ON m.classid = 'pg_operator'::regclass AND m.objid = o.oid
  UNION ALL
    SELECT m.name, 'operator class',
           row(c.opcintype::regtype, c.opcdefault, c.opckeytype::regtype,
               (pg_identify_object('pg_opfamily'::regclass, c.opcfamily, 0)).identity)::text
      FROM member m
      JOIN pg_opclass c ON m.classid = 'pg_opclass'::regclass AND m.objid = c.oid
  UNION ALL
    SELECT m.name,
           'operator ' || row(a.amopstrategy, a.amoplefttype::regtype, a.amoprighttype::regtype)::text,
           row(a.amopopr::regoperator, a.amoppurpose,
               (pg_identify_object('pg_opfamily'::regclass, nullif(a.amopsortfamily, 0), 0)).identity)::text
      FROM member m
      JOIN pg_amop a ON m.classid = 'pg_opfamily'::regclass AND m.objid = a.amopfamily
  UNION ALL
    SELECT m.name,
           'support ' || row(a.amprocnum, a.amproclefttype::regtype, a.amprocrighttype::regtype)::text,
           a.amproc::regprocedure::text
      FROM member m
      JOIN pg_amproc a ON m.classid = 'pg_opfamily'::regclass AND m.objid = a.amprocfamily
  UNION ALL
    SELECT m.name, 'cast', row(c.castcontext, c.castmethod, c.castfunc::regprocedure)::text
      FROM member m
      JOIN pg_cast c ON m.classid = 'pg_cast'::regclass AND m.objid = c.oid
)
SELECT replace(concat_ws(' | ', name, kind, value), :'schema' || '.', '')
  FROM fact
 ORDER BY 1;
