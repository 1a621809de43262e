# Leaves.pm: what the tests of leaf mode (27N) share: a table whose files replace
# whole years, and a loader for it in SQL.
package Leaves;

use strict;
use warnings;

use Exporter 'import';
use Passend;

our @EXPORT = qw(leaf_table register_row close_call leaf_script leaf_load rows_of);

# A table partitioned by school year, with its twin per leaf. Options: column
# (the partition column's name), more (columns and constraints), schema (of
# the extension), twin (SQL, where it is not to be per leaf).
sub leaf_table
{
	my ($name, %option) = @_;
	my $column = $option{column} // 'schooljaar';
	my $path = $option{schema} // 'public';

	psql(qq{SET search_path = "$path";
		CREATE TABLE $name (aantal telling, bestand_id integer NOT NULL, $column schooljaar NOT NULL, school text@{[$option{more} // '']})
		PARTITION BY LIST ($column)});
	psql($option{twin} // "SELECT laad.maak_tweeling('$name', true)");
	psql('SELECT laad.verleen_rechten()');
	return $name;
}

# The register row of a made-up file, as JSON.
sub register_row
{
	my ($id, %option) = @_;
	my $status = $option{status} ? qq("$option{status}") : 'null';
	my $name = $option{name} // "f$id.csv";

	return qq({"bestand_id": $id, "toestand": "geladen", "dataset": "proef", "naam": "$name", "bytes": 1, "regels": 1, "regels_kop": 1,
		"regels_leeg": 0, "regels_geladen": 0, "regels_afgekeurd": 0, "rijen_geladen": 0, "rijen_afgekeurd": 0, "feiten": 0, "cellen": 0,
		"cellen_gemaskeerd": 0, "programma": "x", "instellingen": {}, "status": $status, "sha256": ")
	  . sprintf('%064d', $id) . '"}';
}

# The call that closes a file of these years; leaves: those that have one.
sub close_call
{
	my ($table, $id, $units, $leaves, %option) = @_;
	my $column = $option{column} // 'schooljaar';
	my @units = map { sprintf '{"sleutel": {"%s": "%s"}, "feiten": %d}', $column, $_, $units->{$_} } sort keys %$units;
	my @leaves = map { sprintf '{"schooljaar": "%s", "tabel": "%s"}', $_, $leaves->{$_} } sort keys %$leaves;

	return sprintf "SELECT laad.sluit_bestand('%s', '%s', '[%s]', '[%s]');", register_row($id, %option), $table, join(', ', @units), join(', ', @leaves);
}

# The script of a loader in leaf mode: a file with these rows per year, each row
# "COUNT SCHOOL". Options: status, column; within: SQL in the transaction that
# closes the file; one: all in one transaction.
sub leaf_script
{
	my ($table, $id, $years, %option) = @_;
	my $sql = "SELECT pg_advisory_lock(hashtextextended('passend bestand $id', 0)) \\g /dev/null\n";
	my %leaves;

	for my $year (sort keys %$years)
	{
		my $leaf = $leaves{$year} = "${table}_" . ($year =~ tr/-/_/r) . "_b$id";

		$sql .= ($option{one} ? '' : "BEGIN;\n") . "SELECT laad.maak_blad('$table', '$year', $id) \\g /dev/null\nCOPY $leaf FROM STDIN WITH (FREEZE);\n"
		  . join('', map { my ($count, $school) = split ' '; "$count\t$id\t$year\t$school\n" } @{ $years->{$year} })
		  . ($option{one} ? "\\.\n" : "\\.\nCOMMIT;\n") . "SELECT laad.rond_blad_af('$leaf') \\g /dev/null\n";
	}
	return ($option{one} ? "BEGIN;\n$sql" : "${sql}BEGIN;\n") . ($option{within} // '')
	  . close_call($table, $id, { map { $_ => scalar @{ $years->{$_} } } keys %$years }, \%leaves, %option) . "\nCOMMIT;\n";
}

# Loads such a file, which must succeed; returns how many versions it replaced.
sub leaf_load
{
	my ($table, $id, $years, %option) = @_;

	return psql(leaf_script($table, $id, $years, %option), user => $option{user});
}

# What a query of rows says: "file:rows file:rows".
sub rows_of
{
	my ($relation, %option) = @_;
	return psql(($option{set} // '') . "SELECT coalesce(string_agg(bestand_id || ':' || n, ' ' ORDER BY bestand_id), '')
		FROM (SELECT bestand_id, count(*) AS n FROM $relation GROUP BY bestand_id) x");
}

1;
