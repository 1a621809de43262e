# Mutation.pm: small real files, damaged in many ways; the same ones each time.
package Mutation;

use strict;
use warnings;

use Exporter 'import';
use Loader;

our @EXPORT = qw(mutations);

# Pieces that are put in: what CSV, C strings and encodings stumble over.
my @pieces = ('"', '""', "\n", "\r", "\r\n", "\0", ';', ',', '";"', "\"\n\"", ' ', "\t", "\x1a", '<5', '-1', '99999999999',
	"\x80", "\x81", "\xff", "\xc3\xa9", "\xc3", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xef\xbb\xbf", '%s%n', "\x7f");

# The files that are damaged: all quoted with a mark, without quotes, CRLF and
# windows-1252, and commas.
sub bases
{
	my $town = town('Renswoude');
	my @schools = split /(?<=\n)/, gunzipped('duo_03_alle_vestigingen_basisonderwijs_2013.csv.gz');
	my @pc4 = split /(?<=\n)/, gunzipped('pc4-swv-2015.csv.gz');
	my ($accent) = grep { $schools[$_] =~ /[\xe0-\xff]/ } 10 .. $#schools;

	return ($town, substr($town, 3) =~ s/"//gr, join('', @schools[ 0 .. 5, $accent .. $accent + 3 ]), join('', @pc4[ 0 .. 20 ]));
}

# One change somewhere; half of them at a place where something ends.
sub change
{
	my ($bytes) = @_;
	my $length = length $bytes;
	return $bytes if !$length;
	my $at = int rand $length;
	my $kind = int rand 8;

	if (rand() < 0.5)
	{
		my $border = index $bytes, (';', ',', '"', "\n")[ rand 4 ], $at;
		$at = $border if $border >= 0;
	}
	if ($kind <= 2) { substr($bytes, $at, 0) = $pieces[ rand @pieces ] }
	elsif ($kind == 3) { substr($bytes, $at, 1) = $pieces[ rand @pieces ] }
	elsif ($kind == 4) { substr($bytes, $at, 1) = chr(ord(substr $bytes, $at, 1) ^ 1 << rand 8) }
	elsif ($kind == 5) { substr($bytes, $at, 1 + rand 40) = '' }
	elsif ($kind == 6) { substr($bytes, $at, 0) = substr $bytes, rand $length, 1 + rand 300 }
	else { $bytes = substr $bytes, 0, $at }
	return $bytes;
}

# COUNT files: [original, damaged].
sub mutations
{
	my ($count) = @_;
	my @bases = bases();

	srand 20241001;
	return map {
		my $original = $bases[ $_ % @bases ];
		my $damaged = $original;
		$damaged = change($damaged) for 0 .. rand 4;
		[ $original, $damaged ]
	} 1 .. $count;
}

1;
