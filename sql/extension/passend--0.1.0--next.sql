-- From 0.1.0 to the next release. Whoever changes a fragment (NN-*.sql) after
-- 0.1.0 is released adds here what brings an installed 0.1.0 to the same
-- state; tests/t/010-extension.t compares the two. See docs/development.md.
\echo Use "ALTER EXTENSION passend UPDATE" to load this file. \quit
