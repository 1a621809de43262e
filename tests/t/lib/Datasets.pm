# Datasets.pm: what the tests of the published file kinds (12N) share: small
# files made up in the real layout, and what is stored of them.
package Datasets;

use strict;
use warnings;

use Encode ();
use Exporter 'import';
use JSON::PP ();
use Loader;
use Passend;
use Test::More;

our @EXPORT = qw(description descriptions csv bare taken stored checks refused);

my $dir = temp_dir();

# The description of a dataset, as in etl/datasets/.
sub description
{
	my ($name) = @_;
	return JSON::PP->new->utf8->decode(read_file(project() . "/etl/datasets/$name.json"));
}

# Names of all that come with passend.
sub descriptions
{
	return map { m{([^/]+)\.json$} } sort glob "'" . project() . "/etl/datasets/*.json'";
}

# A file as its publisher writes it: dialect of the dataset, header and rows as
# lists of cells.
sub csv
{
	my ($name, @rows) = @_;
	my $dialect = description($name)->{dialect};
	my $end = $dialect->{lineTerminator};
	my $text = join '', map {
		my $row = $_;
		join($dialect->{delimiter}, map {
			my $number = /^[0-9]+$/;
			$dialect->{quote} eq 'all' || ($dialect->{quote} eq 'text' && !$number) || /["\n\Q$dialect->{delimiter}\E]/
			  ? '"' . s/"/""/gr . '"' : $_
		} @$row) . $end
	} @rows;
	return $dialect->{encoding} =~ /utf/i
	  ? ($dialect->{bom} ? "\xef\xbb\xbf" : '') . $text
	  : Encode::encode('cp1252', Encode::decode('UTF-8', $text));
}

# A cell for each name of a list, from a hash; a cell that is not in it is empty.
sub bare
{
	my ($names, %cell) = @_;
	my @unknown = grep { my $k = $_; !grep { $_ eq $k } @$names } keys %cell;

	die "no column @unknown" if @unknown;
	return [ map { $cell{$_} // '' } @$names ];
}

# Loads a file under a name; it must be taken whole, as this dataset. The last
# argument is the content, options come before it.
sub taken
{
	my ($dataset, $file, @options) = @_;
	local $Test::Builder::Level = $Test::Builder::Level + 1;
	my $content = pop @options;
	my $result = load(@options, write_file("$dir/$file", $content));

	is("$result->{code} " . ($result->{file}{dataset} // '-') . ' ' . ($result->{file}{rejected_rows} // '-'), "0 $dataset 0", "$file: taken whole")
	  or diag $result->{err};
	accounted($result->{file}, $content, $file) if $result->{file}{outcome} eq 'loaded';
	return $result;
}

# Rows of a table, columns as given, sorted by bytes.
sub stored
{
	my ($table, $columns, $where) = @_;
	return [ sort split /\n/, psql("SELECT concat_ws('|', " . join(', ', map { "coalesce(($_)::text, '-')" } split /\s*,\s*/, $columns)
		. ") FROM $table" . ($where ? " WHERE $where" : '')) ];
}

# What laad.controle has of the last file of that name.
sub checks
{
	my ($file) = @_;
	return stored('laad.controle', 'regel, sleutel, delen, totaal, oordeel, aantal',
		"bestand_id = (SELECT max(bestand_id) FROM laad.bestand WHERE naam = '$file')");
}

# A file that must be refused, in one line that fits.
sub refused
{
	my ($file, $code, $pattern, @options) = @_;
	local $Test::Builder::Level = $Test::Builder::Level + 1;
	my $content = pop @options;
	my $result = load(@options, write_file("$dir/$file", $content));

	fails($result, $code, $pattern, "$file: refused");
	return $result;
}

1;
