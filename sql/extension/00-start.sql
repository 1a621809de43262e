-- passend: types, functions and aggregates for passend onderwijs.
-- Built by concatenating sql/extension/NN-*.sql; see passend.control.
\echo Use "CREATE EXTENSION passend" to load this file. \quit
