-- passend: types, functions and aggregates for passend onderwijs.
-- Built from sql/extension/NN-*.sql and templates/; see expand.awk.
\echo Use "CREATE EXTENSION passend" to load this file. \quit
