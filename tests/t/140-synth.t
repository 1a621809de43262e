# passend synth: files of every known kind that load without a reject, with faults
# that are rejected where and as the list says; the same bytes each time.
# No server is needed.
use strict;
use warnings;

use Digest::SHA qw(sha256_hex);
use FindBin;
use JSON::PP ();
use lib "$FindBin::Bin/lib";
use Loader;
use Passend;
use Test::More;

my $dir = temp_dir();
my $share = share_directory();
my @names = map { $_->{dataset} } @{ JSON::PP::decode_json(passend('datasets', '--json')->{out}) };
my %descriptor = map { $_ => JSON::PP::decode_json(read_file("$share/datasets/$_.json")) } @names;

cmp_ok(scalar @names, '>=', 9, 'there are datasets');

sub file_of
{
	return "$dir/synthetisch-$_[0].csv";
}

# What load must be told of the kind, with a value for each.
sub parameters
{
	my %value = (date => '2024-10-01', schooljaar => '2024-2025', smallint => 2024, integer => 2024);
	return map { ('--set', "$_->{parameter}=" . ($value{ $_->{type} } // 'po')) }
	  grep { $_->{parameter} && $_->{required} } @{ $descriptor{ $_[0] }{passend}{columns} };
}

# Runs synth, which must succeed; the content of the file.
sub synth
{
	my ($name, @option) = @_;
	my $result = passend('synth', $name, '--output', $dir, @option);

	is($result->{code}, 0, "$name @option: is made") or diag $result->{err};
	return read_file(file_of($name));
}

sub check
{
	my ($path, $name) = @_;
	return dry_run($path, parameters($name));
}

# The lines with their ends.
sub lines_of
{
	my ($content, $name) = @_;
	my $end = $descriptor{$name}{dialect}{lineTerminator} // "\r\n";
	return split /(?<=\Q$end\E)/, $content;
}

# --- every kind loads --------------------------------------------------------

for my $name (@names)
{
	my $rows = 400;
	my $result = passend('synth', $name, '--output', $dir);
	my $content = read_file(file_of($name));
	my $dialect = $descriptor{$name}{dialect} // {};
	my $loaded = check(file_of($name), $name);
	my $file = $loaded->{file} // {};

	is($result->{code}, 0, "$name: is made") or diag $result->{err};
	like($result->{out}, qr/: ([\d,]+) rows, /, "$name: and counted");
	is($file->{dataset}, $name, "$name: is recognised") or diag $loaded->{err};
	is($file->{rejected_rows}, 0, "$name: no row is rejected") or diag $loaded->{err};
	is(grouped($file->{loaded_rows} // 0), $result->{out} =~ /: ([\d,]+) rows/ ? $1 : '', "$name: all rows are there");
	is(scalar($content =~ s/^\xef\xbb\xbf//), $dialect->{bom} ? 1 : '', "$name: a byte order mark where there is one");
	like($content, qr/^[^\r\n]+\Q$dialect->{lineTerminator}\E/, "$name: its line end") if $dialect->{lineTerminator};
	if (lc($dialect->{encoding} // '') eq 'windows-1252')
	{
		# codes and numbers only have no such character
		like($content, qr/[\x80-\x9f]/, "$name: characters that only windows-1252 has there")
		  if $content =~ /[Ss]ynthetisch [^s]/;
	}
	else { ok(utf8::decode(my $copy = $content), "$name: is UTF-8") }
	my ($long) = grep { $_->{type} eq 'telling' && ($_->{fields} // []) } @{ $descriptor{$name}{passend}{columns} };
	my $masks = $descriptor{$name}{passend}{masks} // {};
	my $unmasked = ref $descriptor{$name}{passend}{synth} && exists(($descriptor{$name}{passend}{synth}{'*'} // {})->{mask});
	cmp_ok($file->{masked_cells}, '>', 0, "$name: some counts are masked")
	  if $long && !$unmasked && $content =~ /[0-9]{2}[A-Z]{2}/ && ($file->{cells} // 0) > 0 && $name !~ /so-vso/;
}

# --- faults are found --------------------------------------------------------

my %seen;
for my $name (@names)
{
	my $content = synth($name, '--bad', '4%', '--bad-list', "$dir/bad.csv");
	my ($head, @bad) = split /\n/, read_file("$dir/bad.csv");
	my %code = map { my ($line, $code) = split /,/; ($line => $code) } @bad;
	my @lines = lines_of($content, $name);
	my $rows = @lines - 1;
	my $result = check(file_of($name), $name);

	is($head, 'line,code,column', "$name: the list has a header");
	is(scalar @bad, int($rows * 4 / 100), "$name: of 100 rows 4 are bad") if $rows % 25 == 0;
	is($result->{file}{rejected_rows}, scalar keys %code, "$name: as many rows are rejected")
	  or diag $result->{err};

	# without them nothing is wrong
	my @good = map { $lines[$_] } grep { !$code{ $_ + 1 } } 0 .. $#lines;
	$result = check(write_file("$dir/synthetisch-good.csv", join '', @good), $name);
	is($result->{file}{rejected_rows}, 0, "$name: the rows that are not listed are good") or diag $result->{err};

	# and one of each code, behind the good ones, is rejected for that
	my %first;
	$first{ $code{$_} } //= $_ for sort { $a <=> $b } keys %code;
	for my $code (sort keys %first)
	{
		$seen{$code} = 1;
		$result = check(write_file("$dir/synthetisch-one.csv", join '', @good, $lines[ $first{$code} - 1 ]), $name);
		is($result->{file}{rejected_rows}, 1, "$name, $code: one row is rejected");
		like($result->{err}, qr/: line ${\grouped(scalar @good + 1)}(, column [^\n]*)?: [^\n]*\[$code\]/,
			"$name, $code: for that");
	}
}
is_deeply([ sort keys %seen ],
	[qw(aanhaling aantal_cellen bereik codelijst codering datum dubbel getal patroon telling verplicht waarde)],
	'each kind of fault occurs');

{
	my $content = synth('duo-brin6-pc4', '--bad', '100%', '--rows', '50');
	is(check(file_of('duo-brin6-pc4'), 'duo-brin6-pc4')->{file}{rejected_rows}, 50, 'all rows may be bad');
}

# --- the same, or another ----------------------------------------------------

{
	my @make = ('synth', 'duo-brin6-pc4', '--rows', '200', '--seed', '7', '--years', '2010-2025', '--output', '-');
	my $first = passend(@make);
	my $second = passend({ env => { LC_ALL => 'nl_NL.UTF-8', TZ => 'Asia/Tokyo' } }, @make);

	is($first->{code}, 0, 'standard output');
	like($first->{err}, qr/^passend: duo-brin6-pc4: 200 synthetic rows; standard output has no name/, 'has no name to tell');
	is($first->{out}, $second->{out}, 'the same bytes again, in any locale');
	is(sha256_hex($first->{out}), 'c542a3b574d87c49ff5f3b69705021ef57f9b2c7845d9d26685257c1b088978d', 'the bytes of this version');
	isnt(passend(@make, '--seed', '8')->{out}, $first->{out}, 'another seed, another file');
	is($first->{out}, substr(passend(@make, '--rows', '300')->{out}, 0, length $first->{out}), 'more rows only follow');
}
{
	my @all = ('--all', '--rows', '20', '--seed', '3', '--quiet');
	is(passend('synth', @all, '--output', "$dir/a")->{code}, 0, 'all kinds at once');
	is(passend('synth', @all, '--output', "$dir/b")->{code}, 0, 'and again');
	for my $name (@names)
	{
		is(read_file("$dir/a/synthetisch-$name.csv"), read_file("$dir/b/synthetisch-$name.csv"), "$name: the same bytes twice");
	}
	my $result = passend('synth', @all, '--output', "$dir/a");
	is($result->{out}, '', 'quiet');
}

# --- keys are unique at size -------------------------------------------------

for my $name (qw(duo-brin6-pc4 duo-brin6-totaal duo-vestigingen-bo duo-leerlingen-po-postcode-leeftijd enquete-antwoorden swv-tlv-register))
{
	next if !$descriptor{$name};
	synth($name, '--rows', '200000');
	my $file = check(file_of($name), $name)->{file};
	is("$file->{loaded_rows} $file->{rejected_rows}", '200000 0', "$name: 200,000 keys, each once");
	unlink file_of($name);
}

# --- one country -------------------------------------------------------------

# Rows as hashes, of files without quotes and line ends in cells.
sub rows_in
{
	my ($name, @option) = @_;
	my $content = synth($name, @option);
	my $delimiter = $descriptor{$name}{dialect}{delimiter};

	$content =~ s/^\xef\xbb\xbf//;
	my ($head, @lines) = split /\r?\n/, $content;
	my @column = cells_of($head, $delimiter);
	return map { my %row; @row{@column} = cells_of($_, $delimiter); \%row } @lines;
}

SKIP:
{
	skip 'not all of the kinds are there', 9 if grep { !$descriptor{$_} }
	  qw(duo-brin6-totaal duo-vestigingen-bo duo-vestigingen-sbo-so-vso duo-so-vso-rp duo-leerlingen-po-postcode-leeftijd-2015);
	my (%address, %pupils, %parts, %group, $wrong);

	for my $kind (qw(bo sbo-so-vso))
	{
		$address{ $_->{VESTIGINGSCODE} } = $_ for rows_in("duo-vestigingen-$kind", '--rows', 2000);
	}
	my @rows = rows_in('duo-brin6-totaal', '--rows', 2000, '--years', '2024');
	is(scalar(grep { !$address{"$_->{INSTELLINGSCODE}$_->{VESTIGINGSCODE}"} } @rows), 0, 'the schools have addresses');
	$pupils{"$_->{INSTELLINGSCODE}$_->{VESTIGINGSCODE} " . lc $_->{TYPE_PO}} = $_->{AANTAL_LEERLINGEN} for @rows;

	for my $row (rows_in('duo-leerlingen-po-postcode-leeftijd-2015', '--rows', 1600))
	{
		my $school = "$row->{BRIN_NUMMER}$row->{VESTIGINGSNUMMER}";
		my $sum = 0;
		$sum += $row->{$_} for grep { /^L\d/ } keys %$row;
		$wrong++ if $sum != $row->{TOTAAL};
		$parts{"$school " . lc $row->{SOORT_PO}} += $sum;
		$wrong++ if $row->{BEVOEGD_GEZAG_NUMMER} ne $address{$school}{'BEVOEGD GEZAG NUMMER'};
		$wrong++ if $row->{INSTELLINGSNAAM_VESTIGING} ne $address{$school}{VESTIGINGSNAAM};
		$wrong++ if $row->{GEMEENTENUMMER} ne $address{$school}{GEMEENTENUMMER};
		$wrong++ if $row->{DENOMINATIE_VESTIGING} =~ /\S/ && $address{$school}{DENOMINATIE} =~ /\S/
		  && $row->{DENOMINATIE_VESTIGING} ne $address{$school}{DENOMINATIE};
	}
	is($wrong // 0, 0, 'columns add up to TOTAAL; board, name, town and denomination are those of the address');
	is(scalar(grep { $pupils{$_} >= 0 && $parts{$_} != $pupils{$_} } keys %parts), 0, 'postcodes add up to the school');
	cmp_ok(scalar keys %parts, '>', 50, 'of many schools');

	for my $row (rows_in('duo-so-vso-rp', '--rows', 1001))
	{
		$group{"$row->{SWV_BETALEND} $row->{TYPE_PO} $row->{PEILJAAR}"}{ $row->{RESIDENTIELE_PLAATS} } = $row->{AANTAL_LEERLINGEN};
	}
	my @open = grep { !defined $_->{TOTAAL} } values %group;
	my @parted = grep { !grep { $_ < 0 } values %$_ } grep { defined $_->{TOTAAL} } values %group;
	is(scalar @open, 0, 'each group has its TOTAAL, also the last one');
	is(scalar(grep { $_->{TOTAAL} != ($_->{NIET_RP} // 0) + ($_->{WEL_RP} // 0) } @parted), 0, 'to which the parts add up');
	my %real = map { (split /,/)[2, 3] } split /\r?\n/, gunzipped('pc4-swv-2015.csv.gz');
	%real = map { ($_ => 1) } map { $_, $real{$_} } keys %real;
	is(scalar(grep { !/^(CL1|CL2|GJIJJI)_/ && !$real{ (split)[0] } && (split)[0] !~ /^VO/ } keys %group), 0, 'SWV codes are real');
}

# --- datasets of users -------------------------------------------------------

{
	my %eigen = (
		name => 'eigen-lijst', title => 'Een eigen lijst',
		dialect => { delimiter => '|', quote => 'text', lineTerminator => "\r", encoding => 'windows-1252' },
		schema => {
			fields => [
				{ name => 'CODE', type => 'string', constraints => { required => JSON::PP::true, pattern => '[A-Z]{2}-[0-9]{4}' } },
				{ name => 'PROVINCIE', type => 'integer', constraints => { minimum => 1, maximum => 12 } },
				{ name => 'KLEUR', type => 'string', constraints => { enum => [ 'groen', 'rood;geel', "g\x{e9}\x{e9}n" ] } },
				{ name => 'BEDRAG', type => 'number', decimalChar => ',', groupChar => '.', constraints => { minimum => -5000, maximum => 5000 } },
				{ name => 'DAG', type => 'date', format => [ '%d-%m-%Y', '%Y%m%d' ] },
				{ name => 'AAN', type => 'boolean', trueValues => ['ja'], falseValues => ['nee'] },
				{ name => 'SOORTGELIJK', type => 'string', constraints => { pattern => '(A|B(C|D)+)?[^0-9]{2,3}x' } },
				{ name => 'AANTAL', type => 'string' }
			],
			primaryKey => ['CODE']
		},
		passend => {
			target => 'feit.eigen', masks => { '*' => undef, '' => '0' }, groupChar => '.',
			columns => [
				{ name => 'code', type => 'text', fields => ['CODE'] }, { name => 'bedrag', type => 'double precision', fields => ['BEDRAG'] },
				{ name => 'provincie', type => 'smallint', fields => ['PROVINCIE'] }, { name => 'kleur', type => 'text', fields => ['KLEUR'] },
				{ name => 'dag', type => 'date', fields => ['DAG'] }, { name => 'aan', type => 'boolean', fields => ['AAN'] },
				{ name => 'aantal', type => 'telling', fields => ['AANTAL'] }
			],
			synth => { AANTAL => { minimum => 0, maximum => 2500 } }
		}
	);
	mkdir "$dir/own";
	write_file("$dir/own/eigen-lijst.json", JSON::PP->new->utf8->canonical->encode(\%eigen));
	my @own = ('--datasets', "$dir/own");
	my $made = passend('synth', 'eigen-lijst', @own, '--rows', '60000', '--bad', '0.1%', '--output', $dir);
	is($made->{code}, 0, 'a dataset of one\'s own') or diag $made->{err};
	my $file = dry_run(@own, file_of('eigen-lijst'))->{file};
	is("$file->{dataset} $file->{loaded_rows} $file->{rejected_rows}", 'eigen-lijst 59940 60', 'is made and read by its types alone');
	cmp_ok($file->{masked_cells}, '>', 0, 'with its masks');
	my $content = read_file(file_of('eigen-lijst'));
	ok($content =~ /^"CODE"\|[^\r]*\r"[A-Z]{2}-\d{4}"\|\d/, 'in its dialect');
	ok($content =~ /\|"1\.\d{3}"\r/, 'with marks between thousands');
	fails(passend('synth', 'eigen-lijst', @own, '--rows', '6760001', '--output', $dir), 2,
		'dataset "eigen-lijst" has keys for 6,760,000 rows, not for 6,760,001', 'no more rows than there are keys');

	$eigen{schema}{fields}[0]{constraints}{pattern} = '([ab])\\2';
	write_file("$dir/own/eigen-lijst.json", JSON::PP->new->utf8->canonical->encode(\%eigen));
	fails(passend('synth', 'eigen-lijst', @own, '--output', $dir), 5, 'no value could be made for "CODE"', 'a pattern too hard');
	$eigen{passend}{synth}{CODE} = { values => [ 'aa' ] };
	write_file("$dir/own/eigen-lijst.json", JSON::PP->new->utf8->canonical->encode(\%eigen));
	is(passend('synth', 'eigen-lijst', @own, '--output', $dir)->{code}, 0, 'a hint helps');
}

{
	my %swv = (
		name => 'eigen-swv', title => 'Met hints',
		schema => { fields => [ map { { name => $_, type => 'string' } } qw(SCHOOL DEEL WAAR) ], primaryKey => ['SCHOOL', 'DEEL'] },
		passend => {
			target => 'feit.eigen', columns => [ map { { name => lc, type => 'text', fields => [$_] } } qw(SCHOOL DEEL WAAR) ],
			synth => { SCHOOL => { as => 'brin4' }, DEEL => { as => 'location', form => 'full' }, WAAR => { as => 'swv' } }
		}
	);
	my $write = sub { write_file("$dir/own/eigen-lijst.json", JSON::PP->new->utf8->canonical->encode(\%swv)) };
	my @make = ('synth', 'eigen-swv', '--datasets', "$dir/own", '--output', '-', '--rows', '50');
	$write->();
	my (undef, @rows) = split /\r\n/, passend(@make)->{out};
	is(scalar(grep { /^"(\d\d[A-Z]{2})";"\1\d\d";"(PO|VO)\d{4}"$/ } @rows), 50, 'hints say what columns are for');
	$swv{passend}{synth}{WAAR}{as} = 'nosuch';
	$write->();
	fails(passend(@make), 5, '"synth": "nosuch" is not known', 'an unknown word in a hint');
	$swv{passend}{synth} = { NERGENS => { as => 'swv' } };
	$write->();
	fails(passend(@make), 5, '"synth": "NERGENS" is not known', 'a hint for no field');
}

# --- wrong use ---------------------------------------------------------------

for my $case (
	[ 'a file of which kind', ],
	[ 'there is no dataset "nosuch"', 'nosuch' ],
	[ '--all makes a file of every kind', '--all', 'pc4-swv', '--output', $dir ],
	[ '--all needs a directory', '--all' ],
	[ '--all needs a directory', '--all', '--output', '-' ],
	[ '--rows: "0" is no whole number', 'pc4-swv', '--rows', '0' ],
	[ '--rows: "1e6" is no whole number', 'pc4-swv', '--rows', '1e6' ],
	[ '--rows: "-1" is no whole number', 'pc4-swv', '--rows=-1' ],
	[ '--seed: "x" is no whole number', 'pc4-swv', '--seed', 'x' ],
	[ '--bad: "1" is no percentage', 'pc4-swv', '--bad', '1' ],
	[ '--bad: "101%" is no percentage', 'pc4-swv', '--bad', '101%' ],
	[ '--bad: "0.00001%" is no percentage', 'pc4-swv', '--bad', '0.00001%' ],
	[ '--bad: "%" is no percentage', 'pc4-swv', '--bad', '%' ],
	[ '--bad-list goes with one dataset', 'pc4-swv', '--bad-list', "$dir/x" ],
	[ '--years: "2025-2010" is neither', 'pc4-swv', '--years', '2025-2010' ],
	[ '--years: "20-25" is neither', 'pc4-swv', '--years', '20-25' ],
	[ '--schooljaar: "2024-2026" is no school year', 'pc4-swv', '--schooljaar', '2024-2026' ],
	[ '--years and --schooljaar', 'pc4-swv', '--years', '2024', '--schooljaar', '2024' ],
	[ 'must hold "synthetisch"; "echt.csv" does not', 'pc4-swv', '--output', "$dir/echt.csv" ],
	[ 'has keys for 4,046 rows, not for 5,000', 'pc4-swv', '--rows', '5000', '--output', $dir ],
	[ 'unexpected argument', 'pc4-swv', 'pc4-swv' ])
{
	my ($pattern, @argument) = @$case;
	fails(passend('synth', @argument), 2, quotemeta $pattern, "refused: @argument");
}
fails(passend('synth', 'pc4-swv', '--output', "$dir/nosuch/synthetisch.csv"), 3, 'cannot write', 'a directory that is not there');
fails(passend('synth', 'pc4-swv', '--pc4', "$dir/nosuch"), 3, 'table of postcodes .*: No such file', 'no table of postcodes');
fails(passend('synth', 'pc4-swv', '--pc4', write_file("$dir/table.csv", "pc4,gemeente\n1011,Amsterdam\n")), 3,
	'a row has no four cells', 'a table of something else');
is(scalar(() = glob("$dir/*.part")), 0, 'no half files are left');

# --- a table of one's own ----------------------------------------------------

write_file("$dir/table.csv", "pc4,gemeente,po_swv,vo_swv\r\n1011,Amsterdam,PO2707,VO2708\r\n1012,\"Ergens, anders\",PO2707,VO2708\r\n");
{
	my $content = synth('pc4-swv', '--pc4', "$dir/table.csv");
	is($content, "pc4,gemeente,po_swv,vo_swv\r\n1011,Synthetisch Amsterdam,PO2707,VO2708\r\n"
	  . "1012,\"Synthetisch Ergens, anders\",PO2707,VO2708\r\n", 'the table of --pc4, in its own order');
}

done_testing();
