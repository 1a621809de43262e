# Loader.pm: what the tests of the loader share, beside Passend.pm: the real
# files, a second reading of them in plain Perl to compare with, and assertions
# on results and on the load register.
package Loader;

use strict;
use warnings;

use Carp qw(croak);
use Encode ();
use Exporter 'import';
use IO::Uncompress::Gunzip qw(gunzip $GunzipError);
use IO::Uncompress::Unzip qw($UnzipError);
use JSON::PP ();
use Passend;
use Test::More;

our @EXPORT = qw(warehouse pupils_zip towns town csv_line cells_of with_row header_of rows_of
  facts_of figures_of stored_facts load dry_run grouped line_count fails accounted register
  problems gunzipped data_file share_directory nonroot);

my $template;
my %town;
my @town_order;

# --- the warehouse -----------------------------------------------------------

# A new database with an empty warehouse.
sub warehouse
{
	if (!$template)
	{
		$template = new_database();
		my $result = passend('init');
		croak "passend init: $result->{err}" if $result->{code} // 1;
	}
	return new_database($template);
}

# --- the real files ----------------------------------------------------------

sub data_file
{
	my ($name) = @_;
	return project() . "/data/$name";
}

# The directory of datasets/, warehouse/ and reports/ that the loader uses.
sub share_directory
{
	my ($path) = run($ENV{PASSEND} // 'passend', 'datasets', 'pc4-swv')->{out} =~ m{^description: (.*)/datasets/}m;
	return $path // croak 'no share directory';
}

sub pupils_zip
{
	return data_file('duo-leerlingen-po-postcode-leeftijd-2024-10-01.zip');
}

sub gunzipped
{
	my ($name) = @_;
	gunzip(data_file($name) => \my $content) or croak "$name: $GunzipError";
	return $content;
}

# NAME => CONTENT of all members of the zip, in its order.
sub towns
{
	if (!@town_order)
	{
		my $zip = IO::Uncompress::Unzip->new(pupils_zip()) or croak $UnzipError;
		for (my $more = 1; $more > 0; $more = $zip->nextStream)
		{
			my ($content, $block) = ('');
			$content .= $block while $zip->read($block, 1 << 20) > 0;
			push @town_order, $zip->getHeaderInfo->{Name};
			$town{ $town_order[-1] } = $content;
		}
	}
	return map { $_ => $town{$_} } @town_order;
}

# The file of one municipality.
sub town
{
	my ($name) = @_;
	my $member = "$name afgeschermd.csv";
	my $content;

	return $town{$member} if @town_order;
	my $zip = IO::Uncompress::Unzip->new(pupils_zip(), Name => $member) or croak $UnzipError;
	local $/;
	return scalar <$zip>;
}

# --- the second reading ------------------------------------------------------
# Good files of pupils only: all cells quoted, no quote or line end in a cell.

sub csv_line
{
	return join(';', map { qq("$_") } @_) . "\n";
}

sub header_of
{
	my ($csv) = @_;
	$csv =~ s/^\xef\xbb\xbf//;
	my ($line) = split /\r?\n/, $csv;
	return map { s/^"|"$//gr } split /;/, $line // '';
}

# The cells of a line, by the book.
sub cells_of
{
	my ($line, $delimiter) = @_;
	my @cells;

	$line .= $delimiter;
	while ($line =~ /\G(?:"((?:[^"]|"")*)"|([^"$delimiter]*))$delimiter/g)
	{
		push @cells, defined $1 ? $1 =~ s/""/"/gr : $2;
	}
	return @cells;
}

# The rows as hashes by column.
sub rows_of
{
	my ($csv) = @_;
	my @header = header_of($csv);
	my (undef, @lines) = split /\r?\n/, $csv;
	my @rows;

	for my $line (grep { /\S/ } @lines)
	{
		my %row;
		@row{@header} = split /";"/, $line =~ s/^"|"$//gr, -1;
		push @rows, \%row;
	}
	return @rows;
}

# The file with some columns of one data row (from 1) changed.
sub with_row
{
	my ($csv, $number, %change) = @_;
	my @header = header_of($csv);
	my @lines = split /(?<=\n)/, $csv;
	my %row = %{ (rows_of($csv))[ $number - 1 ] };

	exists $row{$_} or croak "no column $_" for keys %change;
	@row{ keys %change } = values %change;
	$lines[$number] = csv_line(@row{@header});
	return join '', @lines;
}

my @ages = (3 .. 25);	# of the last 23 columns

# What the register should say of a file, and its facts:
# location|kind|date|municipality|postcode|age|count.
sub figures_of
{
	my ($csv) = @_;
	my ($header, @lines) = split /\r?\n/, $csv;
	my ($masked, @facts) = (0);

	for (@lines)
	{
		my @cell = split /"?;"?/, s/^"|"$//gr, -1;
		my ($date, $town, $pc4, $brin, $place, $kind) = @cell[0, 1, 3, 5, 6, 11];
		my $front = join '|', $brin . $place, lc $kind, $date =~ s/^(....)(..)(..)$/$1-$2-$3/r, $town + 0, $pc4 + 0;

		for my $age (@ages)
		{
			my $count = $cell[11 + $age];
			next if $count eq '0';
			$masked++ if $count eq '<5';
			push @facts, "$front|$age|$count";
		}
	}
	return { rows => scalar @lines, cells => @lines * @ages, masked => $masked, facts => \@facts };
}

sub facts_of
{
	return [ sort map { @{ figures_of($_)->{facts} } } @_ ];
}

# The facts in the database, as facts_of gives them.
sub stored_facts
{
	my ($where, $table) = @_;
	my $sql = "SELECT concat_ws('|', vestiging, soort_po, teldatum, gemeente, pc4, leeftijd, aantal)
		FROM " . ($table // 'feit.leerling_po') . ' WHERE ' . ($where // 'true');

	return [ sort { $a cmp $b } split /\n/, psql($sql) ];
}

# Physical lines: what ends in LF, or in CR where there is no LF; a last line
# without an end counts, a byte order mark does not.
sub line_count
{
	my ($bytes) = @_;
	my $end;

	$bytes =~ s/^\xef\xbb\xbf//;
	$end = $bytes =~ /\n/ || $bytes !~ /\r/ ? "\n" : "\r";
	my $count = () = $bytes =~ /\Q$end\E/g;
	return $count + ($bytes ne '' && substr($bytes, -1) ne $end);
}

# 1234567 as 1,234,567
sub grouped
{
	my $reversed = reverse $_[0];
	return scalar reverse $reversed =~ s/(\d{3})(?=\d)/$1,/gr;
}

# --- running -----------------------------------------------------------------

# passend load --json; adds {json}, and of the first file {file}.
sub load
{
	my @option = ref $_[0] ? shift : ();
	my $result = passend(@option, 'load', '--json', @_);

	$result->{json} = eval { JSON::PP::decode_json($result->{out}) } if $result->{out} ne '';
	diag "no JSON: $@" if $@;
	$result->{file} = $result->{json}{files}[0] if $result->{json};
	return $result;
}

# The same without a server: what PGHOST names does not exist.
sub dry_run
{
	my %option = ref $_[0] ? %{ shift() } : ();
	$option{env}{PGHOST} = '/nonexistent';
	return load(\%option, '--dry-run', @_);
}

# A user other than root as whom a command may be run, as a list to put before
# it; empty where root cannot do that.
sub nonroot
{
	return $> != 0 ? () : -x '/usr/sbin/runuser' || -x '/sbin/runuser' ? qw(runuser -u nobody --) : ();
}

# --- assertions --------------------------------------------------------------

# One line on stderr that fits, and this exit code.
sub fails
{
	my ($result, $code, $pattern, $name) = @_;
	local $Test::Builder::Level = $Test::Builder::Level + 1;
	my $lines = () = $result->{err} =~ /\n/g;
	my $good = defined $result->{code} && $result->{code} == $code && $lines == 1
	  && $result->{err} =~ /^passend: error: .*$pattern/;

	ok($good, $name) or diag 'exit code ' . ($result->{code} // 'none') . " (not $code), stderr:\n"
	  . $result->{err} . "pattern: $pattern";
}

# Of a file in --json: lines as counted here, and the sum closes.
sub accounted
{
	my ($file, $bytes, $name) = @_;
	local $Test::Builder::Level = $Test::Builder::Level + 1;
	my $sum = 0;

	$sum += $file->{$_} // croak "$name: no $_" for qw(header_lines blank_lines loaded_lines rejected_lines);
	is("$file->{lines} = $sum", join(' = ', (line_count($bytes)) x 2), "$name: every line is accounted for");
}

# A row of laad.bestand, the last one of that name.
sub register
{
	my ($name) = @_;
	my $json = psql("SELECT to_jsonb(b) FROM laad.bestand b WHERE naam = '$name' ORDER BY bestand_id DESC LIMIT 1");

	return $json eq '' ? undef : JSON::PP->new->decode($json);
}

# Problems of the last file of that name: line|column|value|code|reason.
sub problems
{
	my ($name) = @_;
	my $file = register($name) or return [];

	return [ split /\n/, psql("SELECT concat_ws('|', regel, coalesce(kolom, '-'), coalesce(waarde, '-'), code, reden)
		FROM laad.afkeuring WHERE bestand_id = $file->{bestand_id} ORDER BY regel, kolom, code") ];
}

1;
