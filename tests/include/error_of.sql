-- pg_temp.error_of(statement): what a statement raises, as code, message,
-- detail and hint in one line; 'NO ERROR' where it raises nothing.
\set ECHO none
CREATE FUNCTION pg_temp.error_of(statement text) RETURNS text
LANGUAGE plpgsql AS $$
DECLARE
	message text;
	detail text;
	hint text;
BEGIN
	EXECUTE statement;
	RETURN 'NO ERROR';
EXCEPTION WHEN OTHERS THEN
	GET STACKED DIAGNOSTICS message = MESSAGE_TEXT,
		detail = PG_EXCEPTION_DETAIL, hint = PG_EXCEPTION_HINT;
	RETURN concat_ws(' | ', SQLSTATE, message,
		nullif(detail, ''), nullif(hint, ''));
END $$;
\set ECHO all
