# Pages and templates of datasets: docs/datasets/ is what the program prints, a
# template is a file of its dataset, and each part of a description is told.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::Bin/lib";
use JSON::PP ();
use Loader;
use Passend;
use Test::More;

my $dir = temp_dir();
my @names = map { /^([^,]+)/ } grep { !/^dataset,/ } split /\n/, passend('datasets', '--format', 'csv')->{out};
my $result;

# --- the committed pages -----------------------------------------------------
my $pages = project() . '/docs/datasets';
{
	my %committed = map { m{([^/]+)\.md$} ? ($1 => read_file($_)) : () } glob "'$pages/*.md'";
	my $index = delete $committed{README} // '';
	is(join(' ', sort keys %committed), join(' ', sort @names), 'docs/datasets/ has a page for each dataset: make docs');
	is($committed{$_} // '', passend('datasets', $_, '--format', 'markdown')->{out}, "docs/datasets/$_.md is what the program prints: make docs") for @names;
	ok(index($index, passend('datasets', '--format', 'markdown')->{out}) >= 0, 'and so is the index: make docs');
}

# --- every dataset has a page and a template ---------------------------------
for my $name (@names)
{
	$result = passend('datasets', $name, '--format', 'markdown');
	is("$result->{code}$result->{err}", '0', "$name: a page");
	my @fields = map { $_->{column} } @{ JSON::PP->new->utf8->decode(passend('datasets', $name, '--json')->{out}) };
	my @missing = grep { $result->{out} !~ /^\| \Q$_\E \|/m } map { s/([|*<])/\\$1/gr } @fields;
	s/[^\x00-\xff]//g, utf8::encode($_) for @missing;
	is(join(', ', grep { !/[^ -~]/ } @missing), '', "$name: with each column");
	unlike($result->{out}, qr/\n\n\n|[ \t]\n|\(null\)/, "$name: in order");
	$result = passend('datasets', $name, '--template');
	is("$result->{code}$result->{err}", '0', "$name: a template");
	my $template = write_file("$dir/$name.csv", $result->{out});
	my $rows = (() = $result->{out} =~ /\n|\r(?!\n)/g) - 1;
	$result = dry_run('--dataset', $name, $template);
	is($result->{file}{dataset} // "none: $result->{err}", $name, "$name: which is of its kind");
	is("$result->{code} $result->{file}{loaded_rows}", "0 $rows", "$name: and right") if $rows > 0;
}

# --- each part of a description ----------------------------------------------
my $description = {
	name => 'alles-synthetisch',
	title => 'Everything <b>|* at once',
	description => 'What a description can say.',
	sources => [ { title => 'Nobody' } ],
	dialect => { delimiter => "\t", quote => 'text', lineTerminator => "\r\n", encoding => 'windows-1252' },
	schema => {
		fields => [
			{ name => 'Jaar', type => 'date', format => [ '%Y', '%d-%m-%Y' ], constraints => { required => JSON::PP::true } },
			{ name => 'Naam', type => 'string', constraints => { enum => [ "caf\xe9", 'a|b' ] } },
			{ name => 'Totaal', type => 'string' },
			{ name => 'Mannen', type => 'string' },
			{ name => 'Opmerking', type => 'string', constraints => { pattern => '[a-z*]+' } },
		],
		missingValues => [ '', '-' ],
		primaryKey => [ 'Jaar', 'Naam' ],
	},
	passend => {
		target => 'ref.alles',
		unit => ['jaar', 'bron'],
		date => 'datum',
		aliases => { Naam => [ 'Name', 'nom' ] },
		optional => ['Opmerking'],
		masks => { '' => '0', x => undef, '*' => '1..4' },
		groupChar => '.',
		quirks => [ 'A star * is a mask.', 'Second.' ],
		evidence => 'documented',
		example => [ [ '2024', "caf\xe9", '1.002', 'x', 'a' ], [ '01-10-2023', 'a|b', '5', '5', '' ] ],
		totals => [ { column => 'Totaal' } ],
		columns => [
			{ name => 'jaar', type => 'schooljaar', fields => ['Jaar'] },
			{ name => 'datum', type => 'date', fields => ['Jaar'] },
			{ name => 'naam', type => 'text', fields => ['Naam'] },
			{ name => 'regel', type => 'integer', line => JSON::PP::true },
			{ name => 'geslacht', type => 'text' },
			{ name => 'aantal', type => 'telling' },
			{ name => 'masker', type => 'text' },
			{ name => 'bron', type => 'text', parameter => 'bron', required => JSON::PP::true },
			{ name => 'versie', type => 'smallint', parameter => 'versie', constant => '2' },
			{ name => 'tot', type => 'date', parameter => 'tot' },
		],
		unpivot => { label => 'geslacht', value => 'aantal', mask => 'masker', fields => { Mannen => 'M' }, pattern => '^AANTAL_([A-Z]+)$' },
	},
};
write_file("$dir/alles.json", JSON::PP->new->utf8->canonical->encode($description));
my @own = ('datasets', 'alles-synthetisch', '--datasets', $dir);
my $page = passend(@own, '--format', 'markdown');
is("$page->{code}$page->{err}", '0', 'a page of everything');
my $text = $page->{out};
utf8::decode($text);
for ('# alles-synthetisch', 'Everything \\<b>\\|\\* at once', 'What a description can say.', '- Source: Nobody',
	"- Columns known: from the publisher's description of the file; no header line has been seen, so a file may be refused for a column that is called otherwise",
	'- Loads into: `ref.alles`', '- A file replaces: the same jaar and bron', '- Reference date: column `datum`',
	'- Written by its publisher in: windows-1252, separated by a tab, all cells but numbers quoted, lines ending in CRLF; loading detects it',
	'- Description: `alles.json`', '| `--set bron=...` | text | `bron` | the file is refused |', '| `--set versie=...` | smallint | `versie` | 2 |',
	'| `--set tot=...` | date | `tot` | NULL |', '| Jaar |  | yes | date %Y or %d-%m-%Y | jaar, datum |', "| Naam | NAME, NOM | no | text caf\xe9\\|a\\|b | naam |",
	'| Totaal |  | no | text | a total to check with |', '| Mannen |  | no | text | aantal (geslacht = M) |', '| Opmerking |  | may be absent | text [a-z\\*]+ | not stored |',
	'Besides these, every column whose name is of the form `^AANTAL_([A-Z]+)$`: its cells go to `aantal`, and what is in the last brackets of the form to `geslacht`.',
	'Column `regel` of the table holds the line of the row in the file.', 'Once in a file: `Jaar`, `Naam`.', 'No value is: an empty cell, `-`.',
	'| empty | 0 |', '| `x` | a count of unknown size, stored as NULL |', '| `*` | 1..4 |', '| `1.234` | 1234 |', 'Column `masker` of the table holds the text of a masked cell.',
	'- Column `Totaal`: the sum of the counts in its row.',
	'- A star \\* is a mask.', '- Second.', "2024\t\"caf\xe9\"\t\"1.002\"\t\"x\"\t\"a\"\t12", "\"01-10-2023\"\t\"a|b\"\t5\t5\t\"\"\t12")
{
	ok($text =~ /^\Q$_\E(?:  \|)?$/m, "the page tells: $_") or diag $text;
}
$result = passend(@own, '--template');
is($result->{out}, join('', map { "$_\r\n" } "\"Jaar\"\t\"Naam\"\t\"Totaal\"\t\"Mannen\"\t\"Opmerking\"\t\"AANTAL_A\"", "2024\t\"caf\xe9\"\t\"1.002\"\t\"x\"\t\"a\"\t12",
	"\"01-10-2023\"\t\"a|b\"\t5\t5\t\"\"\t12"), 'the template, in its dialect');
is(dry_run('--datasets', $dir, '--set', 'bron=x', write_file("$dir/alles.csv", $result->{out}))->{code}, 0, 'can be loaded');
like(passend(@own)->{out}, qr/^option: --set bron=\.\.\. \(text, required\) fills column bron$/m, 'on a terminal: a required option');
like(passend(@own)->{out}, qr/^and every column named \^AANTAL_\(\[A-Z\]\+\)\$ goes to aantal\na count "" means 0\n/m, 'a pattern and masks');
like(passend(@own)->{out}, qr/^note: A star \* is a mask\.\nnote: Second\.$/m, 'and what to know');
like(passend('datasets', '--format', 'markdown', '--datasets', $dir)->{out}, qr/^\| dataset \| target \| title \|\n\|---\|---\|---\|\n(\|.*\|\n)*\| \[alles-synthetisch\]\(alles-synthetisch\.md\) \| ref\.alles \| Everything \\<b>\\\|\\\* at once \|$/m,
	'in the index');

# Names by a pattern: one of them is in the template.
my $pattern = $description->{passend}{unpivot}{pattern};
for ([ '^LEERLINGEN_([0-9]{4})$', 'LEERLINGEN_2024' ], [ '^(AANTAL\.)?([0-9]{2,4})$', '00' ], [ '^(A_)?((KLAS|GROEP)_)(1|2)+$', 'KLAS_1' ],
	[ '^X.[A-C]{3}D*$', 'XXAAA' ], [ '^\(([A-Z])\)$', '(A)' ], [ '^([[:digit:]])$', undef ])
{
	my ($form, $name) = @$_;
	$description->{passend}{unpivot}{pattern} = $form;
	write_file("$dir/alles.json", JSON::PP->new->utf8->canonical->encode($description));
	my ($header) = split /\r\n/, passend(@own, '--template')->{out};
	is(($header =~ /\t"?([^"\t]*)"?\z/)[0], $name // 'Opmerking', "a name of the form $form");
}
$description->{passend}{unpivot}{pattern} = $pattern;

# The other dialects.
for ([ { delimiter => ',', quote => 'none', lineTerminator => "\n", encoding => 'utf-8', bom => JSON::PP::true }, "\xef\xbb\xbfJaar,Naam", "\n2024,caf\xc3\xa9,1.002,x,a,12\n",
		'UTF-8 with a byte order mark, separated by `,`, no cell quoted, lines ending in LF' ],
	[ { delimiter => '|', quote => 'all', lineTerminator => "\r", encoding => 'UTF-8' }, '"Jaar"|"Naam"', "\r\"2024\"|\"caf\xc3\xa9\"|\"1.002\"|\"x\"|\"a\"|\"12\"\r",
		'UTF-8, separated by `|`, every cell quoted, lines ending in CR' ])
{
	my ($dialect, $front, $row, $words) = @$_;
	$description->{dialect} = $dialect;
	write_file("$dir/alles.json", JSON::PP->new->utf8->canonical->encode($description));
	$result = passend(@own, '--template');
	is(index($result->{out}, $front), 0, "template: $words");
	cmp_ok(index($result->{out}, $row), '>', 0, 'with its rows');
	like(passend(@own, '--format', 'markdown')->{out}, qr/: \Q$words\E; loading detects it$/m, 'told on its page');
}
# A long one: a count per row, and rows of totals.
my $long = JSON::PP->new->decode(JSON::PP->new->encode($description));
delete $long->{passend}{$_} for qw(unpivot unit);
$long->{name} = 'lang-synthetisch';
$long->{passend}{totals} = [ { field => 'Naam', value => "caf\xe9" } ];
$long->{passend}{columns}[5]{fields} = ['Mannen'];
$long->{passend}{columns}[6] = { name => 'masker', type => 'text', fields => ['Mannen'], mask => JSON::PP::true };
splice @{ $long->{passend}{columns} }, 4, 1;
mkdir "$dir/long" or die $!;
write_file("$dir/long/lang.json", JSON::PP->new->utf8->canonical->encode($long));
$page = passend('datasets', 'lang-synthetisch', '--datasets', "$dir/long", '--format', 'markdown');
is("$page->{code}$page->{err}", '0', 'a page of a long dataset');
$text = $page->{out};
utf8::decode($text);
for ('- A file replaces: the whole table', '| Mannen |  | no | text | aantal, masker |', 'Column `masker` of the table holds the text of a masked cell.',
	"- Rows with `caf\xe9` in `Naam`: the sum of the rows that are the same in all other columns of the key.")
{
	ok($text =~ /^\Q$_\E(?:  \|)?$/m, "the page tells: $_") or diag $text;
}

$description->{passend}{example}[0][4] = "\x{2115}";
$description->{dialect} = { encoding => 'windows-1252' };
write_file("$dir/alles.json", JSON::PP->new->utf8->canonical->encode($description));
fails(passend(@own, '--template'), 5, 'dataset "alles-synthetisch": its example cannot be written in windows-1252$', 'a character that the encoding does not have');

# --- wrong usage -------------------------------------------------------------
fails(passend('datasets', '--template'), 2, 'a template of which dataset\? "passend datasets" lists them$', 'a template of nothing');
fails(passend('datasets', 'nosuch', '--template'), 2, 'there is no dataset "nosuch"; there are: ', 'a template of what is not there');
fails(passend('datasets', 'pc4-swv', '--format', 'md'), 2, 'format "md" is none of table, csv, json, markdown$', 'another format');
fails(passend('status', '--format', 'markdown'), 2, 'format "markdown" is none of table, csv, json$', 'markdown of another command');

done_testing();
