-- What comparing values of @type@, which are intervals, says about the numbers
-- behind them: nothing.
COMMENT ON OPERATOR = (@type@, @type@) IS
'equal bounds; the numbers behind them may differ';
COMMENT ON OPERATOR <> (@type@, @type@) IS
'other bounds; the numbers behind them may be equal';
COMMENT ON OPERATOR < (@type@, @type@) IS
'less than, by lower bound, then by upper bound; says nothing about the numbers behind them';
COMMENT ON OPERATOR <= (@type@, @type@) IS
'less than or equal, by lower bound, then by upper bound; says nothing about the numbers behind them';
COMMENT ON OPERATOR >= (@type@, @type@) IS
'greater than or equal, by lower bound, then by upper bound; says nothing about the numbers behind them';
COMMENT ON OPERATOR > (@type@, @type@) IS
'greater than, by lower bound, then by upper bound; says nothing about the numbers behind them';
