# Recognising a file: header, encoding, separator.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::Bin/lib";
use Encode qw(decode encode);
use Loader;
use Passend;
use Test::More;

my $dir = temp_dir();
my $bom = "\xef\xbb\xbf";
my $town = town('Ameland');
my $plain = substr $town, 3;
my ($head, $body) = $plain =~ /\A([^\n]*)\n(.*)\z/s;
my @names = header_of($town);
my $pupils = 'duo-leerlingen-po-postcode-leeftijd';
my $nearest = qq{x\\.csv: unknown layout; nearest is dataset "$pupils"};
my $shows = qq{; "passend datasets $pupils" shows its columns};

sub check
{
	return dry_run(write_file("$dir/x.csv", shift), @_);
}

# A file that is as good as the original.
sub same
{
	my ($content, $name, @options) = @_;
	my $result = check($content, @options);
	my $original = check($town);
	my @what = qw(outcome dataset loaded_rows rejected_rows facts cells masked_cells);

	is(join('|', map { $_ // '' } $result->{code}, $result->{err}, @{ $result->{file} }{@what}),
		join('|', 0, '', @{ $original->{file} }{@what}), $name);
	accounted($result->{file}, $content, $name);
}

# A file of whose columns something is wrong.
sub unknown
{
	my ($header, $pattern, $name) = @_;
	my $result = check("$header\n$body");

	fails($result, 5, $pattern, $name);
	is($result->{file}{outcome}, 'refused', "$name: refused");
	cmp_ok(length $result->{err}, '<', 1500, "$name: a short line");
}

sub quoted
{
	return join ';', map { qq("$_") } @_;
}

# The file with its columns in the order of a list of positions.
sub arranged
{
	my ($csv, $delimiter, @positions) = @_;

	return join '', map {
		my @cells = map { s/^"|"$//gr } split /;/;
		join($delimiter, map { qq("$cells[$_]") } @positions) . "\n";
	} split /\n/, $csv;
}

# --- columns -----------------------------------------------------------------
same($plain, 'without a byte order mark');
same(arranged($plain, ';', reverse 0 .. $#names), 'columns in another order');
same($plain =~ s/$head/lc $head/er, 'a header in lower case');
same($plain =~ s/$head/$head =~ s{_}{  }gr/er, 'double blanks for underscores');
same($plain =~ s/$head/$head =~ s{"([A-Z])}{"  $1}gr =~ s{(\w)"}{$1\t "}gr/er, 'blanks around the names');
same($plain =~ s/$head/$head =~ s{"}{}gr/er, 'names without quotes');
same("\n \n$plain", 'blank lines before the header');

unknown(quoted(@names[1 .. $#names]) . ';""', qq($nearest, missing: "PEILDATUM", not in it: ""$shows), 'a missing column');
unknown("$head;\"EXTRA\";\"\xe9\"", qq{$nearest, not in it: "EXTRA", "\xc3\xa9"$shows}, 'an extra column');
unknown("$head;\"leeftijd 4\"", qq{$nearest, more than once: "leeftijd 4"$shows}, 'a column that is there twice');
unknown($head =~ s/SOORT_PO/SOORT/r, qq{$nearest, missing: "SOORT_PO", not in it: "SOORT"$shows}, 'a renamed column');
unknown($head =~ s/PEILDATUM/PEIL\nDATUM\e[2J/r, qq{$nearest, missing: "PEILDATUM", not in it: "PEIL DATUM \\[2J"}, 'a line end in a name');
unknown($head =~ s/PEILDATUM/'x' x 100_000/er, qq{$nearest, missing: "PEILDATUM", not in it: "x{60}\\.\\.\\."}, 'a name of 100 kB');
unknown("$head;" . quoted(map { "k$_" } 1 .. 30_000), qq{$nearest, not in it: "k1", "k2", .*"k12", \\.\\.\\.$shows}, '30,000 columns too many');
unknown('een;twee;"drie"', qr/x\.csv: unknown layout: no column of its header \(3 columns, first "een"\) is of a known dataset; "passend datasets" lists them/,
	'a header without a known column');
unknown('PC4,GEMEENTE,po swv', qr/nearest is dataset "pc4-swv", missing: "vo_swv"; /, 'another dataset is the nearest');
unknown(join(',', 'a' .. 'z'), qr/\(26 columns, first "a"\)/, 'the separator that finds most columns');

for my $bad ("$bom\n\n", " \n\t\n", $bom, '"' . $head, "\0$head")
{
	fails(check($bad), 5, 'x\.csv: there is no header line that can be read', 'no header: ' . substr($bad, 0, 4) =~ s/([^!-~])/sprintf '\\x%02x', ord $1/ger);
}
my $result = check('');
is("$result->{code} $result->{file}{outcome} $result->{err}", '0 empty ', 'no byte at all is an empty file');
for my $only ("$head\n", $head, "$bom$head\r\n")
{
	$result = check($only);
	is("$result->{code} $result->{file}{outcome} $result->{file}{loaded_rows}", '0 checked 0', 'only a header');
	accounted($result->{file}, $only, 'only a header');
}

# --- not CSV -----------------------------------------------------------------
my $page = qr/x\.csv: this is a web page, not a CSV file; the download has failed/;
fails(check("<!DOCTYPE html>\n<html>"), 5, $page, 'a web page');
fails(check("$bom\r\n  <html lang=nl>"), 5, $page, 'a web page behind blanks');
fails(check(encode('UTF-16', decode('UTF-8', $plain))), 5, 'the file is UTF-16; save it as CSV in UTF-8', 'UTF-16');
fails(check("\xff\xfe" . encode('UTF-16LE', $plain)), 5, 'the file is UTF-16', 'UTF-16, the other way');
fails(check(encode('UTF-16LE', $plain)), 5, 'there is no header line that can be read', 'UTF-16 without a mark');

# --- separators --------------------------------------------------------------
for my $delimiter (',', "\t", '|')
{
	my $other = arranged($plain, $delimiter, 0 .. $#names);
	my $name = $delimiter eq "\t" ? 'tab' : $delimiter;

	same($other, "separator $name");
	same($other, "separator $name, given", '--delimiter', $delimiter);
	same($other, 'separator tab, in words', '--delimiter', 'tab') if $name eq 'tab';
}
fails(check($plain, '--delimiter', ','), 5, 'there is no header line that can be read', 'another separator is given');

# --- encodings ---------------------------------------------------------------
# Names are stored of the address files only.
warehouse();
my $schools = gunzipped('duo_09_alle_vestigingen_sbo_so_vso_EXCERPT.csv.gz');
my $utf8 = "\xe2\x82\xac\xe2\x80\x99\xc5\xbd \xc3\xa9\xc3\xbf";	# euro, quote, Z caron, e acute, y trema
my $ansi = "\x80\x92\x8e \xe9\xff";
my $row = 'De Aventurijn;Witterhoofdweg';

sub stored_name
{
	my ($content, @options) = @_;
	my $result = load(@options, write_file("$dir/school.csv", $content));
	my $name = psql("SELECT naam FROM ref.vestiging WHERE vestiging = '06SV00'");

	is($result->{code}, 0, 'loaded: ' . ($result->{file}{encoding} // ''));
	return "$result->{file}{encoding} $name " . register('school.csv')->{codering};
}
is(stored_name($schools =~ s/$row/$utf8;Witterhoofdweg/r), "UTF-8 $utf8 UTF-8", 'UTF-8');
is(stored_name($bom . $schools =~ s/$row/$utf8 2;Witterhoofdweg/r), "UTF-8 $utf8 2 UTF-8", 'UTF-8 with a mark');
is(stored_name($schools =~ s/$row/$ansi;Witterhoofdweg/r), "windows-1252 $utf8 windows-1252", 'windows-1252, also its own 0x80 to 0x9f');
is(stored_name($schools =~ s/$row/$utf8 3;Witterhoofdweg/r, '--encoding', 'cp1252'),
	'windows-1252 ' . encode('UTF-8', decode('cp1252', "$utf8 3")) . ' windows-1252', 'an encoding that was given is believed');
is(stored_name($schools), 'UTF-8 De Aventurijn UTF-8', 'ASCII is UTF-8');

# Problems: line|column|value|code|reason. Line 2 is 06SV00.
sub coding_problems
{
	my ($content, @options) = @_;
	my $result = load(@options, write_file("$dir/bad.csv", $content));

	is($result->{code}, 6, 'rows are rejected');
	is($result->{file}{loaded_rows}, 29, 'the others are loaded');
	accounted($result->{file}, $content, 'wrong bytes');
	return problems('bad.csv');
}
my $bad = $schools =~ s/$row/De \xe9venturijn;Witterhoofdweg/r;
is_deeply(coding_problems($bom . $bad), [ '2|VESTIGINGSNAAM|De ?venturijn|codering|Byte 0xE9 is no character of UTF-8.' ],
	'a mark says UTF-8, one byte is not');
is_deeply(coding_problems($bad, '--encoding', 'utf-8'), [ '2|VESTIGINGSNAAM|De ?venturijn|codering|Byte 0xE9 is no character of UTF-8.' ],
	'the caller says UTF-8, one byte is not');
is_deeply(coding_problems($schools =~ s/$row/De \x81 \xe9;Witter\x9dweg/r),
	[ '2|STRAATNAAM|Witter?weg|codering|Byte 0x9D is no character of windows-1252.',
		'2|VESTIGINGSNAAM|De ? ?|codering|Byte 0x81 is no character of windows-1252.' ], 'bytes that windows-1252 does not have');
is_deeply(coding_problems($schools =~ s/\(V\)SO;Drenthe(.*?)$row/V\x81;Drenthe$1$row/r),
	[ '2|SOORT PRIMAIR ONDERWIJS|V?|codelijst|Only "(V)SO", "SBAO", "SO" or "VSO" may stand here.',
		'2|SOORT PRIMAIR ONDERWIJS|V?|codering|Byte 0x81 is no character of windows-1252.' ], 'and what else is wrong with the row');
my $i = 0;
for my $bytes ("\xc0\xaf", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xf5\x80\x80\x80", "\xe2\x82", "\x80")
{
	my $first = sprintf '0x%02X', ord $bytes;
	is_deeply(coding_problems($bom . $schools =~ s/$row/a$bytes;Witterhoofdweg $i/r),
		[ '2|VESTIGINGSNAAM|a' . '?' x length($bytes) . "|codering|Byte $first is no character of UTF-8." ],
		'no UTF-8: ' . unpack 'H*', $bytes);
	$i++;
}

done_testing();
