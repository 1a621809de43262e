# Warehouse.pm: what the tests of the warehouse (2NN) share: a warehouse with
# data in it, small made-up files, and the real ones as Perl sees them.
package Warehouse;

use strict;
use warnings;

use Carp qw(croak);
use Exporter 'import';
use File::Basename qw(basename);
use IO::Uncompress::Gunzip qw(gunzip $GunzipError);
use IO::Uncompress::Unzip qw($UnzipError);
use Passend;

our @EXPORT = qw(new_warehouse load data_file zip_members postcodes pupils postcode_table
  one_line lines_of has_columns);

# The age columns of DUO's file, in its order.
my @ages = ('JONGER', 4 .. 24, 'OUDER');

# A file of data/ by a part of its name.
sub data_file
{
	my ($part) = @_;
	my @found = grep { index(basename($_), $part) >= 0 } glob "'" . project() . "/data/*'";

	@found == 1 or croak "data/: " . scalar(@found) . " files named *$part*";
	return $found[0];
}

# A database with a warehouse in it, and these files loaded.
sub new_warehouse
{
	my @paths = @_;
	my $name = new_database();
	my $init = passend('init');

	croak "init: $init->{err}" if $init->{code} // 1;
	load(@paths) if @paths;
	return $name;
}

# passend load, which must succeed; arguments as on the command line.
sub load
{
	my $result = passend('load', '-q', @_);

	croak "load @_: $result->{err}" if $result->{code} // 1;
	return $result;
}

# Name and content of each member of a zip, in its order.
sub zip_members
{
	my ($path) = @_;
	my $unzip = IO::Uncompress::Unzip->new($path) or croak "$path: $UnzipError";
	my @members;

	for (my $more = 1; $more > 0; $more = $unzip->nextStream)
	{
		my ($content, $block) = ('');

		$content .= $block while $unzip->read($block, 1 << 16) > 0;
		push @members, [ $unzip->getHeaderInfo->{Name}, $content ];
	}
	return @members;
}

# The rows of the real postcode table: [ pc4, municipality, po, vo ], where a
# postcode without an SWV has undef.
sub postcodes
{
	my $text;

	gunzip(data_file('pc4-swv') => \$text) or croak $GunzipError;
	my ($header, @lines) = split /\r\n/, $text;
	croak "header: $header" if $header ne 'pc4,gemeente,po_swv,vo_swv';
	my @rows;
	for my $line (@lines)
	{
		my @cells = $line =~ /^(\d{4}),(?|"([^"]+)"|([^",]+)),(PO\d{4}|Europoort),(VO\d{4}|Europoort)$/
		  or croak "not a row of the postcode table: $line";
		push @rows, [ map { $_ eq 'Europoort' ? undef : $_ } @cells ];
	}
	return @rows;
}

# A made-up file of postcodes: each row "1011 Amsterdam PO2707 VO2708".
sub postcode_table
{
	return join "\r\n", 'pc4,gemeente,po_swv,vo_swv', (map { join ',', split ' ' } @_), '';
}

# A made-up file in the layout of DUO's, of one reference date (YYYYMMDD) and
# municipality. Each row is "POSTCODE LOCATION KIND AGE=COUNT ...", such as
# "1011 00AA00 Bo 8=17 9=<5".
sub pupils
{
	my ($date, $municipality, @rows) = @_;
	my @lines = join ';', map { qq{"$_"} } qw(PEILDATUM GEMEENTENUMMER GEMEENTENAAM
	  POSTCODE_LEERLING GEMEENTENAAM_LEERLING INSTELLINGSCODE VESTIGINGSCODE
	  INSTELLINGSNAAM_VESTIGING POSTCODE_VESTIGING PLAATSNAAM PROVINCIE SOORT_PO
	  DENOMINATIE_VESTIGING BEVOEGD_GEZAG_NUMMER), map { "LEEFTIJD_$_" } @ages;

	for my $row (@rows)
	{
		my ($postcode, $location, $kind, @counts) = split ' ', $row;
		my %count = map { split /=/, $_, 2 } @counts;

		push @lines, join ';', map { qq{"$_"} } $date, $municipality, 'Verzonnen', $postcode,
		  'Verzonnen', substr($location, 0, 4), substr($location, 4), 'De School', '1011AA',
		  'Plaats', 'Provincie', $kind, 'Openbaar', '12345', map { $count{$_} // 0 } @ages;
	}
	return join "\n", @lines, '';
}

# Is it one line that passend wrote?
sub one_line
{
	my ($text) = @_;
	return $text =~ /\Apassend: [^\n]+\n\z/;
}

# The rows of a query, each a list of its columns.
sub lines_of
{
	my ($sql, %option) = @_;
	return map { [ split /\|/, $_, -1 ] } split /\n/, psql($sql, %option);
}

# "name type, name type, ..." of a relation's columns.
sub has_columns
{
	my ($relation) = @_;
	return psql("SELECT string_agg(attname || ' ' || format_type(atttypid, atttypmod), ', ' ORDER BY attnum)
		FROM pg_attribute WHERE attrelid = '$relation'::regclass AND attnum > 0 AND NOT attisdropped");
}

1;
