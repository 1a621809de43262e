# A dataset of the user's own, described in a directory: loaded, replaced, and
# refused where the description is wrong. What it holds here is synthetic.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::Bin/lib";
use JSON::PP ();
use Loader;
use Passend;
use Test::More;

my $dir = temp_dir();
my $result;

sub description
{
	return {
		name => 'advies-synthetisch',
		title => 'Synthetic advice per SWV',
		schema => {
			fields => [
				{ name => 'Datum', type => 'date', format => '%d-%m-%Y', constraints => { required => JSON::PP::true } },
				{ name => 'SWV', type => 'string', constraints => { required => JSON::PP::true } },
				{ name => 'Soort advies', type => 'string', constraints => { enum => [ 'nieuw', 'verlenging' ] } },
				{ name => 'Aantal', type => 'integer', constraints => { minimum => 0, maximum => 1000 } },
				{ name => 'Opmerking', type => 'string', constraints => { pattern => '[a-z ]+' } },
			],
			missingValues => [ '', '-', 'n.v.t.' ],
			primaryKey => [ 'Datum', 'SWV', 'Soort advies' ],
		},
		passend => {
			target => 'ref.advies',
			unit => [ 'swv', 'bron' ],
			date => 'datum',
			aliases => { 'Soort advies' => [ 'ADVIES', 'type' ], Aantal => ['N'] },
			columns => [
				{ name => 'datum', type => 'date', fields => ['Datum'] },
				{ name => 'jaar', type => 'schooljaar', fields => ['Datum'] },
				{ name => 'swv', type => 'swv', fields => ['SWV'] },
				{ name => 'soort', type => 'text', fields => ['Soort advies'], map => { nieuw => 'eerste' } },
				{ name => 'aantal', type => 'integer', fields => ['Aantal'] },
				{ name => 'opmerking', type => 'text', fields => ['Opmerking'] },
				{ name => 'bron', type => 'text', parameter => 'bron', constant => 'synthetisch' },
				{ name => 'versie', type => 'smallint', constant => '2' },
			],
		},
	};
}

# Writes a description to a directory of its own.
my $number = 0;
sub directory
{
	my ($content) = @_;
	my $directory = "$dir/" . $number++;

	mkdir $directory or die $!;
	write_file("$directory/advies.json", ref $content ? JSON::PP->new->pretty->canonical->encode($content) : $content);
	return $directory;
}
my $own = directory(description());
my $csv = "Datum,SWV,Soort advies,Aantal,Opmerking\n01-10-2024,PO2707,nieuw,12,-\n01-10-2024,po-27-07,verlenging,n.v.t.,een zin\n"
  . "31-07-2024,VO2708,-,7,\n31-02-2024,PO2707,nieuw,1001,NEE\n";
my $columns = 'datum, jaar, swv, soort, aantal, opmerking, bron, versie';

# --- loading -----------------------------------------------------------------
warehouse();
psql('CREATE TABLE ref.advies (bestand_id int NOT NULL, versie smallint, bron text, opmerking text, aantal int, soort text,
	swv swv, jaar schooljaar, datum date); CREATE TABLE ref.advies_vervallen (LIKE ref.advies)');
fails(load(write_file("$dir/a.csv", $csv)), 5, 'a\.csv: unknown layout; nearest is dataset ', 'a file of no known dataset');
$result = load('--datasets', $own, "$dir/a.csv");
is($result->{code}, 6, 'with its description it is loaded');
is($result->{file}{dataset}, 'advies-synthetisch', 'and recognised');
accounted($result->{file}, $csv, 'a dataset of the user');
is(psql("SELECT $columns FROM ref.advies ORDER BY swv, soort"), "2024-10-01|2024-2025|PO2707|eerste|12||synthetisch|2\n"
	. "2024-10-01|2024-2025|PO2707|verlenging||een zin|synthetisch|2\n2024-07-31|2023-2024|VO2708||7||synthetisch|2", 'as it says');
is_deeply(problems('a.csv'), [ '5|Aantal|1001|bereik|The number is not in the range 0..1000.',
	'5|Datum|31-02-2024|datum|There is no such day. The form is %d-%m-%Y.',
	'5|Opmerking|NEE|patroon|The value does not have the form [a-z ]+.' ], 'and checked');
is(psql("SELECT sleutel, teldatum, feiten FROM laad.eenheid ORDER BY sleutel->>'swv'"),
	qq({"swv": "PO2707", "bron": "synthetisch"}|2024-10-01|2\n{"swv": "VO2708", "bron": "synthetisch"}|2024-07-31|1), 'in its units');

# The header of another generation, in another order; it replaces one unit.
my $later = "n\ttype\tdatum\tswv\topmerking\n5\tnieuw\t01-10-2024\tPO2707\tbeter\n";
$result = load({ env => { PASSEND_DATASETS => $own } }, write_file("$dir/b.txt", $later));
is($result->{code}, 0, 'aliases of columns, and PASSEND_DATASETS');
is($result->{json}{summary}{units_replaced}, 1, 'the new file replaces its unit');
is(psql("SELECT $columns FROM ref.advies ORDER BY swv, soort"), "2024-10-01|2024-2025|PO2707|eerste|5|beter|synthetisch|2\n"
	. '2024-07-31|2023-2024|VO2708||7||synthetisch|2', 'and no other');
is(psql('SELECT count(*), sum(aantal) FROM ref.advies_vervallen'), '2|12', 'the old rows are in the twin');
$result = load('--datasets', $own, '--set', 'bron=elders', write_file("$dir/c.csv", $later =~ s/beter/best/r));
is($result->{json}{summary}{units_replaced}, 0, 'a parameter makes another unit');
is(psql("SELECT aantal, opmerking FROM ref.advies WHERE bron = 'elders'"), '5|best', 'and fills its column');

# All columns count, also where the file names one by two of its names.
fails(load('--datasets', $own, write_file("$dir/d.csv", $later =~ s/opmerking/advies/r)), 5,
	'nearest is dataset "advies-synthetisch", missing: "Opmerking", more than once: "(type|advies)"', 'a column under two of its names');
like(passend('datasets', '--datasets', $own)->{out}, qr/^advies-synthetisch +ref\.advies +Synthetic advice per SWV$/m, 'it is listed');
like(passend('datasets', 'advies-synthetisch', '--datasets', $own)->{out}, qr/^Soort advies +ADVIES, TYPE +no +text nieuw\|verlenging +soort$/m,
	'and shown, with its aliases');

# Without a unit, a file replaces the table.
my $whole = description();
delete $whole->{passend}{unit};
$whole->{name} = 'geheel-synthetisch';
psql('TRUNCATE ref.advies, ref.advies_vervallen; DELETE FROM laad.eenheid');
load('--datasets', directory($whole), write_file("$dir/e.csv", "$csv\n"));
is(load('--datasets', "$dir/" . ($number - 1), write_file("$dir/f.csv", $later =~ s/5/6/r))->{json}{summary}{units_replaced}, 1, 'no unit: the table is one');
is(psql('SELECT (SELECT count(*) FROM ref.advies), (SELECT count(*) FROM ref.advies_vervallen)'), '1|3', 'and is replaced whole');
like(passend('datasets', 'geheel-synthetisch', '--datasets', "$dir/" . ($number - 1))->{out}, qr/a file replaces: the whole table$/m, 'which is told');

# Whole leaves by school year, of a table whose column for it is of a domain; a row
# without a year has no leaf to go to.
my $leaves = description();
$leaves->{name} = 'blad-synthetisch';
@{ $leaves->{passend} }{qw(target unit partition)} = ('feit.advies', ['jaar'], 'jaar');
delete $leaves->{passend}{date};
delete $_->{constraints}{required} for grep { $_->{name} eq 'Datum' } @{ $leaves->{schema}{fields} };
psql("CREATE DOMAIN feit.jaar AS schooljaar; CREATE TABLE feit.advies (bestand_id int NOT NULL, versie smallint, bron text, opmerking text, aantal int,
	soort text, swv swv, jaar feit.jaar NOT NULL, datum date) PARTITION BY LIST (jaar); SELECT laad.maak_tweeling('feit.advies', true)");
$result = load('--datasets', directory($leaves), write_file("$dir/blad.csv", "Datum,SWV,Soort advies,Aantal,Opmerking\n01-10-2024,PO2707,nieuw,12,-\n"
	. ",PO2708,nieuw,13,-\n01-10-2023,PO2707,nieuw,14,-\n"));
is("$result->{code}|" . psql('SELECT jaar, aantal, bestand_id = (SELECT max(bestand_id) FROM laad.bestand) FROM feit.advies ORDER BY jaar'),
	"6|2023-2024|14|t\n2024-2025|12|t", 'leaves of a domain of school years') or diag $result->{err};
is_deeply(problems('blad.csv'), ['3|-|-|verplicht|The row has no school year, which says where it goes.'], 'a row without one is rejected');

# A table that is not there.
psql('DROP TABLE ref.advies_vervallen, ref.advies');
$result = load('--datasets', $own, write_file("$dir/g.csv", $later =~ s/5/7/r), write_file("$dir/v.csv", town('Vlieland')));
fails($result, 11, 'g\.csv: could not start loading rows: relation "ref\.advies" does not exist \[42P01\]$', 'its table misses');
is(join('|', map { $_->{outcome} } @{ $result->{json}{files} }), 'refused|loaded', 'which does not stop the next file');

# --- descriptions that are wrong ---------------------------------------------
# Each change of a good one, and what is said of it.
sub wrong
{
	my ($pattern, $change) = @_;
	my $description = description();

	$change->($description) if ref $change;
	my $directory = directory(ref $change ? $description : $change);
	fails(dry_run('--datasets', $directory, "$dir/a.csv"), 5, qr{dataset description "\Q$directory\E/advies\.json"(, line \d+)?: $pattern}, "wrong: $pattern");
	fails(passend('datasets', '--datasets', $directory), 5, $pattern, 'also for passend datasets');
}
wrong('.*(unexpected|expected).*', "{\n\"name\": \n}\n");
wrong('duplicate object key.*', "{\"name\": \"a\",\n\"name\": \"b\"}");
wrong('"name" is missing', '[]');
wrong('"name" is missing', sub { delete $_[0]{name} });
wrong('"title" is not a string', sub { $_[0]{title} = 5 });
wrong('"passend" is missing', sub { delete $_[0]{passend} });
wrong('"schema" has no "fields"', sub { delete $_[0]{schema} });
wrong('"schema" has no "fields"', sub { $_[0]{schema}{fields} = [] });
wrong('"name" is missing', sub { delete $_[0]{schema}{fields}[2]{name} });
wrong('field "Aantal": type "geopoint" is not supported', sub { $_[0]{schema}{fields}[3]{type} = 'geopoint' });
wrong('field "Aantal": constraint "unique" is not supported', sub { $_[0]{schema}{fields}[3]{constraints}{unique} = JSON::PP::true });
wrong('field "Opmerking": "\^\(\[a\)\$" is not a regular expression', sub { $_[0]{schema}{fields}[4]{constraints}{pattern} = '[a' });
wrong('"enum" is not a list', sub { $_[0]{schema}{fields}[2]{constraints}{enum} = 'nieuw' });
wrong('"enum" holds something that is not a string', sub { $_[0]{schema}{fields}[2]{constraints}{enum} = [ 'a', 5 ] });
wrong('"primaryKey" names "NOSUCH", which is not there', sub { $_[0]{schema}{primaryKey} = ['NOSUCH'] });
wrong('"primaryKey" names "Opmerking", which goes to no column', sub { $_[0]{schema}{primaryKey} = ['Opmerking']; splice @{ $_[0]{passend}{columns} }, 5, 1 });
wrong('"target" is missing', sub { delete $_[0]{passend}{target} });
wrong('"passend" has no "columns"', sub { $_[0]{passend}{columns} = [] });
wrong('"name" is missing', sub { delete $_[0]{passend}{columns}[1]{name} });
wrong('column "aantal": type "numeric" is not known to the loader', sub { $_[0]{passend}{columns}[4]{type} = 'numeric' });
wrong('"fields" names "NOSUCH", which is not there', sub { $_[0]{passend}{columns}[4]{fields} = ['NOSUCH'] });
wrong('column "aantal": only a brinnummer is made of two fields', sub { $_[0]{passend}{columns}[4]{fields} = [ 'Aantal', 'SWV' ] });
wrong('column "aantal" is made of more than two fields', sub { $_[0]{passend}{columns}[4]{fields} = [ 'Aantal', 'SWV', 'Datum' ] });
wrong('column "soort": the map gives a string or null for each text', sub { $_[0]{passend}{columns}[3]{map}{nieuw} = 1 });
wrong('column "versie": "twee" is no smallint: It is not a whole number\.', sub { $_[0]{passend}{columns}[7]{constant} = 'twee' });
wrong('"unit" names "gemeente", which is not there', sub { $_[0]{passend}{unit} = ['gemeente'] });
wrong('"partition" names no column of type schooljaar', sub { $_[0]{passend}{partition} = 'datum' });
wrong('"date" names no column of type date', sub { $_[0]{passend}{date} = 'jaar' });
my %unpivot = (label => 'etiket', value => 'telling', fields => { Aantal => 'x' });
my $counted = sub { push @{ $_[0]{passend}{columns} }, { name => 'telling', type => 'telling' }, { name => 'etiket', type => 'text' }; $_[0]{passend}{unpivot} = { %unpivot } };
wrong('"unpivot" names "etiket", which is not in "columns"', sub { $_[0]{passend}{unpivot} = { %unpivot } });
wrong('"unpivot": the value column is no telling, double precision, integer or text', sub { push @{ $_[0]{passend}{columns} }, { name => 'telling', type => 'smallint' }, { name => 'etiket', type => 'text' }; $_[0]{passend}{unpivot} = { %unpivot } });
wrong('"unpivot" has no fields', sub { $counted->($_[0]); $_[0]{passend}{unpivot}{fields} = {} });
wrong('"unpivot" names "NOSUCH", which is not a field', sub { $counted->($_[0]); $_[0]{passend}{unpivot}{fields} = { NOSUCH => 'x' } });
wrong('column "versie": "x" is no smallint', sub { $counted->($_[0]); $_[0]{passend}{unpivot}{label} = 'versie' });

my $double = directory(description());
write_file("$double/b.json", read_file("$double/advies.json"));
fails(dry_run('--datasets', $double, "$dir/a.csv"), 5, 'dataset "advies-synthetisch" is described twice: ".*/advies\.json" and ".*/b\.json"', 'described twice');
fails(dry_run('--datasets', "$dir/nosuch", "$dir/a.csv"), 5, 'cannot open directory ".*/nosuch": No such file', 'a directory that is not there');

done_testing();
