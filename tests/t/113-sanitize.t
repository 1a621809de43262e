# The loader with gcc's checks of memory and of undefined behaviour, on damaged
# files, broken archives and wrong descriptions, and on a whole load.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::Bin/lib";
use Loader;
use Mutation;
use Passend;
use Test::More;

my $dir = temp_dir();
my $etl = project() . '/etl';

write_file("$dir/try.c", "int main(void) { return 0; }\n");
plan skip_all => 'this compiler has no sanitizers'
  if run($ENV{CC} // 'cc', '-fsanitize=address,undefined', '-o', "$dir/try", "$dir/try.c")->{code} || run("$dir/try")->{code};

my $made = run('make', '-C', $etl, 'sanitize', 'PG_CONFIG=' . ($ENV{PG_CONFIG} // 'pg_config'));
is($made->{code}, 0, 'make sanitize') or BAIL_OUT($made->{err});

$ENV{PASSEND_SHARE} = share_directory();
$ENV{PASSEND} = "$etl/passend-sanitize";
# What is still allocated at the end of a program is no leak.
$ENV{ASAN_OPTIONS} = 'detect_leaks=0';
$ENV{UBSAN_OPTIONS} = 'print_stacktrace=1';

# It ended in a way that the loader may end, and nothing was found.
sub clean
{
	my ($result, $name, @codes) = @_;
	local $Test::Builder::Level = $Test::Builder::Level + 1;
	my $code = $result->{code} // "signal $result->{signal}";
	my ($found) = $result->{err} =~ /((?:ERROR: \w*Sanitizer|runtime error).*)/s;

	ok(!$found && grep({ $code eq $_ } @codes), $name) or diag "exit code $code\n" . ($found // $result->{err});
}

# It finds what is wrong, or these tests would prove nothing.
write_file("$dir/wrong.c", "#include <string.h>\nint main(int argc, char **argv) { char b[4]; strcpy(b, argv[argc - 1]); return b[0]; }\n");
run($ENV{CC} // 'cc', '-fsanitize=address,undefined', '-o', "$dir/wrong", "$dir/wrong.c");
like(run("$dir/wrong", 'too long for it')->{err}, qr/Sanitizer/, 'a wrong program is found out');

# --- damaged files, all in one directory -------------------------------------
mkdir "$dir/damaged" or die $!;
my $number = 100;
write_file("$dir/damaged/" . $number++ . '.csv', $_->[1]) for mutations(400);
my $result = dry_run("$dir/damaged");
clean($result, 'damaged files', 5, 7);
is(scalar @{ $result->{json}{files} }, 400, 'all of them');
for my $options ([ '--encoding', 'UTF-8' ], [ '--encoding', 'windows-1252', '--delimiter', ';', '--max-rejects', '3' ])
{
	clean(dry_run(@$options, "$dir/damaged"), "with @$options", 5, 7);
}

# --- long lines, and the borders of blocks -----------------------------------
my $town = substr town('Renswoude'), 3;
my ($head) = split /(?<=\n)/, $town;
for my $content ('x' x 1_000_000, "$town\"" . 'x' x 262_140, $town . 'x' x 262_144, $town . '"' . "x\n" x 200_000, "$head\"" x 3000,
	$head . '"' x 100_001, $head . ';' x 300_000, ';' x 262_000 . "\n$town", $head . "\n" x 100_000 . $town, "\r" x 70_000 . $town)
{
	my $name = substr($content, 0, 20) =~ s/[^ -~]/./gr . ', ' . length $content;
	clean(dry_run(write_file("$dir/long.csv", $content)), "long: $name", 0, 5, 6, 7);
}

# --- archives ----------------------------------------------------------------
my $zip = read_file(zip_file("$dir/a.zip", 'a.csv' => $town, 'leeg.csv' => '', 'b.csv' => town('Vlieland')));
my $gzip = read_file(gzip_file("$dir/a.csv.gz", $town));
for my $cut (0, 3, 40, 261, 262, 500, length($zip) - 30, length($zip) - 1, length $zip)
{
	clean(dry_run(write_file("$dir/cut.zip", substr $zip, 0, $cut), write_file("$dir/cut.csv.gz", substr $gzip, 0, $cut),
		tar_file("$dir/a.tgz", 'a.csv' => $town)), "archives cut at $cut", 0, 4);
}

# --- descriptions ------------------------------------------------------------
mkdir "$dir/own" or die $!;
my $description = read_file(share_directory() . '/datasets/pc4-swv.json') =~ s/pc4-swv/eigen/gr;
for my $at (map { 61 * $_ } 1 .. length($description) / 61)
{
	my $copy = $description;
	substr($copy, $at, 1) = (map { chr } 34, 44, 48, 91, 93, 123, 125)[ $at % 7 ];
	write_file("$dir/own/a.json", $copy);
	clean(passend('datasets', 'eigen', '--datasets', "$dir/own"), "a description damaged at $at", 0, 2, 5);
}

# --- with a server -----------------------------------------------------------
warehouse();
clean(passend('init'), 'init', 0);
clean(load(pupils_zip()), 'the national zip', 0);
is(psql('SELECT count(*), sum(aantal) FROM feit.leerling_po'), '329225|1332337..2107576', 'is loaded whole');
clean(load(map { data_file($_) } qw(pc4-swv-2015.csv.gz duo_03_alle_vestigingen_basisonderwijs_2013.csv.gz
	duo_09_alle_vestigingen_sbo_so_vso_EXCERPT.csv.gz)), 'the other files', 0);
clean(load("$dir/damaged"), 'damaged files', 5, 6, 7);
clean(passend(@$_), "passend @$_", 0) for ['status'], [ 'status', '--file', '' ], ['rejects'], [ 'rejects', '--json' ],
  [ 'rejects', '--format', 'csv' ], [ 'rejects', '--file', '' ], [ 'rejects', '--summary', '--id', 1 ], ['datasets'],
  [ 'datasets', '--format', 'markdown' ], [ 'datasets', 'pc4-swv', '--format', 'markdown' ], [ 'datasets', 'pc4-swv', '--template' ],
  [ 'prune', '--dry-run' ], [ 'completion', 'bash' ], [ 'completion', 'zsh' ], [ 'help', '--man' ], [ 'help', '--markdown' ], ['report'], [ 'report', 'deelname' ], [ 'report', 'bestanden', '--json' ],
  [ 'report', 'deelname', '--swv', 'PO2707,landelijk', '--schooljaar', '2024' ], ['--help'], [ 'load', '--help' ];
# Rejected rows of damaged files, given back and put back as they were.
my $same = 0;
my @rejected = map { [ split /\|/ ] } split /\n/, psql("SELECT max(bestand_id), naam FROM laad.bestand WHERE rijen_afgekeurd > 0 GROUP BY naam ORDER BY 1 LIMIT 100");
for (@rejected)
{
	my ($id, $name) = @$_;
	my $rows = passend('rejects', '--id', $id, '--format', 'csv');
	clean($rows, "rejects of $name", 0);
	my $mended = passend('mend', "$dir/damaged/$name", write_file("$dir/mend.csv", $rows->{out}));
	clean($mended, "mend of $name", 0, 6);
	$same += $mended->{out} eq read_file("$dir/damaged/$name");
}
cmp_ok($same, '>', 10, 'rows were put back');
is($same, scalar @rejected, 'and no byte of any file has changed');

psql('ALTER TABLE feit.leerling_po ADD CONSTRAINT niet CHECK (gemeente <> 339) NOT VALID');
clean(load(write_file("$dir/r.csv", with_row(town('Renswoude'), 1, LEEFTIJD_4 => '12')), "$dir/nosuch.csv"), 'rows that the server refuses', 11);

done_testing();
