# Numbers, booleans, marks and line numbers, in a dataset of our own: what is
# stored, what is rejected, and which descriptions are refused.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::Bin/lib";
use JSON::PP ();
use Loader;
use Passend;
use Test::More;

my $dir = temp_dir();
my $json = JSON::PP->new->canonical->pretty;

warehouse();
psql('CREATE TABLE ref.proef (bestand_id integer NOT NULL, regel integer, naam text, bedrag double precision, gewicht double precision,
	ja boolean, waar boolean, deel smallint, voorlopig boolean);
	CREATE TABLE ref.proef_vervallen (LIKE ref.proef)');

# The description, with changes by a function on it.
sub description
{
	my ($change) = @_;
	my $d = {
		name => 'proef',
		title => 'Verzonnen: typen van velden',
		schema => {
			fields => [
				{ name => 'NAAM', type => 'string', constraints => { required => JSON::PP::true } },
				{ name => 'BEDRAG', type => 'number', decimalChar => ',', groupChar => '.', constraints => { minimum => -1000.5, maximum => 1e300 } },
				{ name => 'GEWICHT', type => 'number', constraints => { minimum => 0 } },
				{ name => 'JA', type => 'boolean', trueValues => ['ja'], falseValues => [ 'nee', '-' ] },
				{ name => 'WAAR', type => 'boolean' },
				{ name => 'DEEL', type => 'string', constraints => { pattern => '[0-9]+[*]?' } },
			],
			missingValues => ['onbekend'],
			primaryKey => ['NAAM'],
		},
		passend => {
			target => 'ref.proef',
			unit => [],
			columns => [
				{ name => 'regel', type => 'integer', line => JSON::PP::true },
				{ name => 'naam', type => 'text', fields => ['NAAM'] },
				{ name => 'bedrag', type => 'double precision', fields => ['BEDRAG'] },
				{ name => 'gewicht', type => 'double precision', fields => ['GEWICHT'] },
				{ name => 'ja', type => 'boolean', fields => ['JA'] },
				{ name => 'waar', type => 'boolean', fields => ['WAAR'] },
				{ name => 'deel', type => 'smallint', fields => ['DEEL'], mark => '*' },
				{ name => 'voorlopig', type => 'boolean', fields => ['DEEL'], mark => '*' },
			],
		},
	};
	$change->($d, { map { $_->{name} => $_ } @{ $d->{schema}{fields} } }, { map { $_->{name} => $_ } @{ $d->{passend}{columns} } })
	  if $change;
	mkdir "$dir/datasets";
	return write_file("$dir/datasets/proef.json", $json->encode($d));
}

sub proef
{
	my ($name, @rows) = @_;
	write_file("$dir/$name", join "\n", 'NAAM;BEDRAG;GEWICHT;JA;WAAR;DEEL', @rows, '');
	return load('--datasets', "$dir/datasets", "$dir/$name");
}

# --- what is stored -------------------------------------------------------------
description();
my $result = proef('goed.csv',
	'a;1.234.567,25;0.1;ja;true;12', '', 'b;-0,5;1e-3;nee;0;8*', 'c;;;;;', 'd;onbekend;onbekend;onbekend;onbekend;onbekend',
	'e;1234,;.5;-;FALSE;0*', 'f;+999;1E+308;ja;1;32767*', 'g;12.345;0.30000000000000004;nee;True;5', 'h;,125;5e-324;ja;False;1',
	'i;-1.000,5;7;ja;TRUE;1', 'j;0;0;nee;false;1');
is($result->{code}, 0, 'a file with numbers and booleans') or diag $result->{err};
is(psql('SELECT * FROM ref.proef ORDER BY regel') =~ s/^1\|//mgr, join("\n",
	'2|a|1234567.25|0.1|t|t|12|f',
	'4|b|-0.5|0.001|f|f|8|t',
	'5|c||||||',
	'6|d||||||',
	'7|e|1234|0.5|f|f|0|t',
	'8|f|999|1e+308|t|t|32767|t',
	'9|g|12345|0.30000000000000004|f|t|5|f',
	'10|h|0.125|5e-324|t|f|1|f',
	'11|i|-1000.5|7|t|t|1|f',
	'12|j|0|0|f|f|1|f'), 'is stored exactly, with the lines of its rows');

# --- what is rejected -------------------------------------------------------------
my $form = 'It is not a number of the form that this file uses.';
my @bad = (
	[ BEDRAG => '1.5', 'getal', $form, 'a decimal point where it parts thousands' ],
	[ BEDRAG => '1234.567', 'getal', $form, 'a group of four' ],
	[ BEDRAG => '1.23.456', 'getal', $form, 'a group of two' ],
	[ BEDRAG => '1..234', 'getal', $form, 'an empty group' ],
	[ BEDRAG => '.123', 'getal', $form, 'a group mark in front' ],
	[ BEDRAG => '1.234.', 'getal', $form, 'a group mark behind' ],
	[ BEDRAG => '1,234.567', 'getal', $form, 'groups behind the comma' ],
	[ BEDRAG => '1,2,3', 'getal', $form, 'two commas' ],
	[ BEDRAG => ',', 'getal', $form, 'a comma alone' ],
	[ BEDRAG => '-', 'getal', $form, 'a sign alone' ],
	[ BEDRAG => '--1', 'getal', $form, 'two signs' ],
	[ BEDRAG => '1 234', 'getal', $form, 'another group mark' ],
	[ BEDRAG => '12%', 'getal', $form, 'a percentage' ],
	[ BEDRAG => '-1000,6', 'bereik', 'The number is not in the range -1000.5..1e+300.', 'below the range' ],
	[ BEDRAG => '1e301', 'bereik', 'The number is not in the range -1000.5..1e+300.', 'above the range' ],
	[ GEWICHT => '1,5', 'getal', $form, 'a comma where a point is due' ],
	[ GEWICHT => '1e', 'getal', $form, 'an exponent without digits' ],
	[ GEWICHT => 'e5', 'getal', $form, 'an exponent alone' ],
	[ GEWICHT => 'NaN', 'getal', $form, 'no number' ],
	[ GEWICHT => 'INF', 'getal', $form, 'infinity' ],
	[ GEWICHT => '0x10', 'getal', $form, 'hexadecimal' ],
	[ GEWICHT => '1e309', 'getal', 'The number is too large.', 'more than a double can hold' ],
	[ GEWICHT => '9' x 128, 'getal', 'The number has too many characters.', 'a number of 128 digits' ],
	[ GEWICHT => '-1e-9', 'bereik', 'The number is not in the range 0...', 'below 0' ],
	[ JA => 'Ja', 'codelijst', 'Only "ja", "nee" or "-" may stand here.', 'another spelling of true' ],
	[ JA => 'true', 'codelijst', 'Only "ja", "nee" or "-" may stand here.', 'a default that was replaced' ],
	[ WAAR => 'ja', 'codelijst', 'Only "true", "True", "TRUE", "1", "false", "False", "FALSE" or "0" may stand here.', 'no default' ],
	[ DEEL => '*', 'patroon', 'The value does not have the form [0-9]+[*]?.', 'a mark alone' ],
	[ DEEL => '32768*', 'waarde', 'The number is too large.', 'what the mark is on is checked' ],
);
my %good = (BEDRAG => '1', GEWICHT => '1', JA => 'ja', WAAR => '1', DEEL => '1');
my $n = 0;
$result = proef('slecht.csv', 'goed;1;1;ja;1;1',
	map { my ($column, $value) = @$_; $n++; join ';', "n$n", map { $_ eq $column ? $value : $good{$_} } qw(BEDRAG GEWICHT JA WAAR DEEL) } @bad);
is($result->{code}, 6, 'a file with bad cells');
is(psql('SELECT naam FROM ref.proef'), 'goed', 'only the good row is loaded');
my @problems = @{ problems('slecht.csv') };
is(scalar(@problems), scalar(@bad), 'each bad row has one problem');
is($problems[$_], join('|', $_ + 3, @{ $bad[$_] }[0 .. 3]), $bad[$_][4]) for 0 .. $#bad;

# --- descriptions -------------------------------------------------------------
sub refused
{
	my ($name, $pattern, $change) = @_;
	description($change);
	fails(passend('datasets', '--datasets', "$dir/datasets"), 5, $pattern, $name);
}
refused('an unknown type', 'field "WAAR": type "bool" is not supported \(string, integer, number, boolean, date\)', sub { $_[1]{WAAR}{type} = 'bool' });
refused('a decimal mark of two characters', 'field "BEDRAG": "decimalChar" is not one character', sub { $_[1]{BEDRAG}{decimalChar} = ',,' });
refused('an empty decimal mark', 'field "BEDRAG": "decimalChar" is not one character', sub { $_[1]{BEDRAG}{decimalChar} = '' });
refused('a digit for a group mark', 'field "BEDRAG": "groupChar" is not one character', sub { $_[1]{BEDRAG}{groupChar} = '0' });
refused('one mark for both', 'field "BEDRAG": "decimalChar" and "groupChar" are the same', sub { $_[1]{BEDRAG}{groupChar} = ',' });
refused('a group mark that is the default decimal mark', '"decimalChar" and "groupChar" are the same', sub { $_[1]{GEWICHT}{groupChar} = '.' });
refused('a text for true and for false', 'field "JA": "ja" is both true and false', sub { $_[1]{JA}{falseValues} = ['ja'] });
refused('an enum of a boolean', 'field "WAAR": a boolean has "trueValues"', sub { $_[1]{WAAR}{constraints}{enum} = ['1'] });
refused('texts for true that are no list', '"trueValues" is not a list', sub { $_[1]{JA}{trueValues} = 'ja' });
refused('a unit of numbers', '"unit" names "bedrag", a double precision', sub { $_[0]{passend}{unit} = ['bedrag'] });
refused('a constant that is no number', 'column "bedrag": "1,5" is no double precision', sub { $_[2]{bedrag}{constant} = '1,5' });
refused('a constant that is no boolean', 'column "ja": "ja" is no boolean: It is neither true nor false', sub { $_[2]{ja}{constant} = 'ja' });
refused('a line that is no integer', 'column "naam": a line is an integer', sub { $_[2]{naam}{line} = JSON::PP::true });

description(sub { $_[0]{passend}{unit} = ['waar'] });
is(proef('waar.csv', 'a;1;1;ja;1;1', 'b;1;1;ja;false;1')->{code}, 0, 'a boolean may name a unit');
is(proef('waar2.csv', 'c;1;1;ja;true;1')->{json}{summary}{units_replaced}, 1, 'and one of them is replaced');
is(psql("SELECT string_agg(naam, ' ' ORDER BY naam) FROM ref.proef WHERE bestand_id > 2"), 'b c', 'the other stays');

$result = passend('datasets', '--datasets', "$dir/datasets", 'proef');
like($result->{out}, qr/BEDRAG .* number 1\.000,5 -1000\.5\.\.1e\+300 +bedrag/, 'passend datasets shows the form of a number');
like($result->{out}, qr/JA .* boolean ja\|nee\|- +ja$/m, 'and the texts of a boolean');
like($result->{out}, qr/^column regel holds the line of the row in the file$/m, 'and the line');

done_testing();
