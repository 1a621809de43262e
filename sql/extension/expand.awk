# Copies the SQL fragments; a line "@NAME TYPE@" stands for the statements of
# templates/NAME.sql, written for TYPE.
/^@[a-z]+ [a-z0-9_]+@$/ {
	split(substr($0, 2, length($0) - 2), word, " ")
	template = "sql/extension/templates/" word[1] ".sql"
	while ((found = (getline line < template)) > 0) {
		gsub(/@type@/, word[2], line)
		print line
	}
	if (found < 0) {
		print FILENAME ":" FNR ": no " template > "/dev/stderr"
		exit 1
	}
	close(template)
	next
}
{ print }
