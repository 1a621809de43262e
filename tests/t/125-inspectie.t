# Files of the inspectorate and of finances: the real cards of 2012, and
# made-up files in the layouts of the others.
use strict;
use warnings;

use Encode qw(decode encode);
use FindBin;
use lib "$FindBin::Bin/lib";
use Datasets;
use Loader;
use Passend;
use Test::More;

warehouse();

# --- cards of secondary schools, 2012: real, 140 columns --------------------------------
my $cards = 'inspectie-toezichtkaarten-vo-2012';
my $real = gunzipped('owinsp_toezichtkaarten_vo_2012.csv.gz');
my $result = taken($cards, 'kaarten.csv', $real);
is($result->{file}{encoding}, 'windows-1252', 'in windows-1252');
my ($header, @lines) = split /\r\n/, $real;
my @names = split /;/, $header;
my @type = map { $_->{type} } @{ description($cards)->{schema}{fields} };

is(scalar(@names), 140, '140 columns');
# A cell as the table should have it; a double is written with as few digits as it takes.
sub cell
{
	my ($type, $text) = @_;

	$text =~ s/^ +| +$//g;
	return '-' if $text eq '';
	return $type eq 'integer' ? $text + 0 : $type eq 'number' ? sprintf('%.15g', $text =~ tr/,/./r) : $text;
}
my @expected = map {
	my @c = cells_of(decode('cp1252', $_), ';');
	encode('UTF-8', join '|', sprintf('%s%02d', @c[0, 1]), map { cell($type[$_], $c[$_]) } 2 .. 139)
} @lines;
# concat_ws takes 100 arguments: in two parts.
my @columns = ('vestiging', map { qq("\L$_\E") } @names[2 .. 139]);
my $parts = join " || '|' || ", map { "concat_ws('|', " . join(', ', map { "coalesce(($_)::text, '-')" } @$_) . ')' } [ @columns[0 .. 69] ], [ @columns[70 .. $#columns] ];
is(join("\n", sort split /\n/, psql("SELECT $parts FROM feit.toezichtkaart_vo")), join("\n", sort @expected),
	'every cell of every row: texts, whole numbers, decimal commas, lost zeros');
is(psql("SELECT vestiging, llns, renondb = 100.641527957919::float8, baonv IS NULL FROM feit.toezichtkaart_vo WHERE vestiging = '00AH00'"),
	'00AH00|3396 leerlingen|t|t', 'the first row');
refused('kaarten2.csv', 5, qq(nearest is dataset "$cards", missing: "renondb", not in it: "renond b"), $real =~ s/;renondb;/;renond b;/r);

my $marks = 'inspectie-opbrengstoordelen-vo-2012';
taken($marks, 'opbrengst.csv', csv($marks, [ qw(brin vestnr opbrengst_bb opbrengst_kb opbrengst_gt opbrengst_ha opbrengst_vw) ], [ '00AH', 7, ' ', ' ', 1, 9, 0 ]));
is_deeply(stored('feit.opbrengstoordeel_vo', 'vestiging, jaar, onderwijs, code'), [ map { "00AH07|2012|$_" } 'gt|1', 'ha|9', 'vw|0' ],
	'codes as found, also 0; a blank gives no row');

# --- judgements of 2018 --------------------------------------------------------------------
my $judgements = 'inspectie-oordelen-2018';
@names = map { $_->{name} } @{ description($judgements)->{schema}{fields} };
my %row = (Peildatum => '2018-09-01T00:00:00', Sector => 'SO', OVT => '00AP|C1', EindoordeelKwaliteit => 'Voldoende', BRIN => '00AP', Vestiging => 1,
	VaststellingsdatumEindoordeelKwaliteit => '2017-11-30T00:00:00', Bestuursnummer => 41414, Provincie => 'Buitenland');
my $file = csv($judgements, \@names, bare(\@names, %row), bare(\@names, %row, OVT => '00AP|C2', Vestiging => 61, EindoordeelKwaliteit => 'Zeer zwak'));
taken($judgements, 'oordelen.csv', $file);
is_deeply(stored('feit.oordeel_school', 'vestiging, peildatum, ovt, eindoordeel, vastgesteld_op, gepubliceerd_op, bevoegd_gezag, provincie'), [
	'00AP01|2018-09-01|00AP|C1|Voldoende|2017-11-30|-|41414|Buitenland', '00AP61|2018-09-01|00AP|C2|Zeer zwak|2017-11-30|-|41414|Buitenland' ],
	'the time of a date is dropped, the zero of a location is back');
is(load(write_file(temp_dir() . '/o.csv', $file =~ s/T00:00:00,SO/T25:00:00,SO/r))->{code}, 6, 'a time that is none is rejected');

# --- ratios ----------------------------------------------------------------------------------
my $ratios = 'duo-kengetallen';
@names = map { $_->{name} } @{ description($ratios)->{schema}{fields} };
%row = ('BEVOEGD GEZAG NUMMER' => 41414, 'BEVOEGD GEZAG NAAM' => 'Stichting', JAAR => 2012, GROEPERING => 'PO', RENTABILITEIT => '-0,05',
	'LIQUIDITEIT (CURRENT RATIO)' => '2,5', 'SOLVABILITEIT 2' => '0,71', WERKKAPITAAL => '1.234,56');
$file = csv($ratios, \@names, bare(\@names, %row));
refused('kengetallen.csv', 7, '--set sector=', $file);
taken($ratios, 'kengetallen.csv', '--set', 'sector=po', $file);
is_deeply(stored('feit.kengetal', 'sector, jaar, bevoegd_gezag, groepering, kengetal, waarde'), [ map { "po|2012|41414|PO|$_" } 'liquiditeit (current ratio)|2.5',
	'rentabiliteit|-0.05', 'solvabiliteit 2|0.71', 'werkkapitaal|1234.56' ], 'decimal comma, thousands dot; an empty ratio gives no row');
refused('sector.csv', 5, 'nearest is dataset "duo-kengetallen", missing: "BEVOEGD GEZAG NUMMER", "BEVOEGD GEZAG NAAM"', '--set', 'sector=po',
	csv($ratios, [ @names[2 .. $#names] ]));

done_testing();
