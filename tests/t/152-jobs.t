# Several connections: files at once, and one large file in parts. The outcome is
# that of one connection.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::Bin/lib";
use Loader;
use Passend;
use Test::More;

my $dir = temp_dir();
my $table = 'feit.leerling_vestiging_pc4';

# What is stored, whatever the number of the file.
sub content
{
	my ($name) = @_;
	my $columns = psql("SELECT string_agg(attname, ', ' ORDER BY attnum) FROM pg_attribute
		WHERE attrelid = '$name'::regclass AND attnum > 0 AND attname <> 'bestand_id'");
	return psql("SELECT count(*), sum(hashtextextended(t::text, 0)) FROM (SELECT $columns FROM $name) t");
}

# Tables that hang in the air, and locks that are held.
sub leftovers
{
	return psql(q{SELECT (SELECT count(*) FROM laad.blad)
		|| ' ' || (SELECT count(*) FROM pg_class WHERE relname ~ '_b[0-9]+$' AND NOT relispartition AND relnamespace = 'feit'::regnamespace)
		|| ' ' || (SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND database = (SELECT oid FROM pg_database WHERE datname = current_database()))});
}

# A made-up file of DUO's long layout: rows of ten years by turns, each another key.
sub pupils_file
{
	my ($name, $rows, $change) = @_;
	my @lines = map {
		sprintf '%02dA%s,%02d,BO,%d,%d,%d', $_ % 90, chr(65 + $_ / 90 % 26), $_ / 2340 % 50, 2014 + $_ % 10, 1000 + $_ / 117000 % 8000, $_ % 7 ? $_ % 50 + 5 : -1
	} 0 .. $rows - 1;

	$change->(\@lines) if $change;
	return write_file("$dir/$name.csv", join("\n", 'INSTELLINGSCODE,VESTIGINGSCODE,TYPE_PO,PEILJAAR,POSTCODE4_DEELNEMER,AANTAL_LEERLINGEN', @lines) . "\n");
}

# --- one large file ------------------------------------------------------------
my $rows = 380_000;
my $large = pupils_file('groot-synthetisch', $rows);
cmp_ok(-s $large, '>', 8 * 1024 * 1024, 'a file that is worth it');
my %by_jobs;
for my $jobs (1, 2, 5)
{
	warehouse();
	my $result = load('--jobs', $jobs, $large);

	is($result->{code}, 0, "--jobs $jobs") or diag $result->{err};
	accounted($result->{file}, read_file($large), "--jobs $jobs") if $jobs == 5;
	$by_jobs{$jobs} = join('|', content($table), map { "$_=$result->{file}{$_}" } sort keys %{ $result->{file} });
	is(leftovers(), '0 0 0', 'nothing is left over');
	is(psql("SELECT count(*), sum(feiten) FROM laad.eenheid WHERE vervangen_op IS NULL"), "10|$rows", 'each year is a unit');
	is(load('--jobs', $jobs, $large)->{code}, 12, 'again: nothing new');
}
is($by_jobs{2}, $by_jobs{1}, 'two jobs load the same as one');
is($by_jobs{5}, $by_jobs{1}, 'and five');
like($by_jobs{1}, qr/^$rows\|/, 'which is all of it');

# A re-issued one replaces it.
my $newer = pupils_file('nieuwer-synthetisch', $rows, sub { s/,(\d+)$/',' . ($1 + 1)/e for @{ $_[0] } });
my $before = content($table);
my $result = load('--jobs', 2, $newer);
is("$result->{code}|$result->{json}{summary}{units_replaced}", '0|10', 'a newer version');
is(content("${table}_vervallen") =~ s/\|.*//r, $rows, 'the older one is in the twin');
isnt(content($table), $before, 'and the newer one is current');
is(psql("SET rapport.per = '" . psql('SELECT min(geladen_op) FROM laad.bestand') . "'; SELECT count(*), sum(aantal) FROM ${table}_per"),
	psql("SELECT count(*), sum(aantal) FROM ${table}_vervallen"), 'which can still be read');

# --- what is wrong with a row ------------------------------------------------------
# Rows of every kind of error, near the borders of chunks too, and doubles far apart.
my @wrong;
sub damage
{
	my ($lines) = @_;
	@wrong = ();
	for (my $i = 1; $i < @$lines; $i += 997)
	{
		my $kind = $i % 6;
		if ($kind == 0) { $lines->[$i] =~ s/BO/XX/ }
		elsif ($kind == 1) { $lines->[$i] =~ s/,/;/ }
		elsif ($kind == 2) { $lines->[$i] = '"' . $lines->[$i] }
		elsif ($kind == 3) { $lines->[$i] =~ s/,(-?\d+)$/,veel/ }
		elsif ($kind == 4) { $lines->[$i] = $lines->[ int($i / 2) ] if int($i / 2) % 997 != 1 }
		else { $lines->[$i] =~ s/^..../ZZZZ/ }
		push @wrong, $i + 2 if $kind != 4 || int($i / 2) % 997 != 1;
	}
}
my $damaged = pupils_file('beschadigd-synthetisch', $rows, \&damage);
my %problems;
for my $jobs (1, 3)
{
	warehouse();
	$result = load('--jobs', $jobs, $damaged);
	is("$result->{code}|$result->{file}{rejected_rows}|$result->{file}{loaded_rows}", '6|' . @wrong . '|' . ($rows - @wrong), "damaged, --jobs $jobs");
	accounted($result->{file}, read_file($damaged), "damaged, --jobs $jobs");
	$problems{$jobs} = [ psql('SELECT string_agg(DISTINCT regel::text, \' \') FROM laad.afkeuring'),
		psql("SELECT count(*), sum(hashtextextended((regel, kolom, waarde, code, reden, ruw)::text, 0)) FROM laad.afkeuring"),
		$result->{err}, content($table) ];
	is(join(' ', sort { $a <=> $b } split / /, shift @{ $problems{$jobs} }), "@wrong", 'exactly those rows are rejected');
	is(leftovers(), '0 0 0', 'nothing is left over');
}
is_deeply($problems{3}, $problems{1}, 'with the same problems, told in the same order');
like($problems{1}[1], qr/\Apassend: beschadigd-synthetisch\.csv: line 3[:,]/, 'the first one first');

# A double is known last of all, and told in its place.
warehouse();
$result = load('--jobs', 2, pupils_file('dubbel-vooraan-synthetisch', $rows, sub {
	my ($lines) = @_;

	$lines->[8] = $lines->[7];
	$lines->[$_] =~ s/BO/XX/ for 20 .. 60;
}));
is_deeply([ $result->{err} =~ /line (\d+)/g ], [ 10, 9, 22 .. 25 ], 'a double is told before later problems');

# The same of a sorted file, whose doubles are looked for group by group: behind the
# first row, in the same group, in one that goes on after others, and far away.
my $sorted = pupils_file('gesorteerd-synthetisch', $rows, sub {
	my ($lines) = @_;

	@$lines = sort @$lines;
	@wrong = ();
	for (my $i = 500; $i < @$lines; $i += 1499)
	{
		$lines->[$i] = $lines->[ $i - (1, 1, 2, 7, 400, int($i / 2))[ $i % 6 ] ];
		push @wrong, $i + 2;
	}
});
for my $jobs (1, 3)
{
	warehouse();
	$result = load('--jobs', $jobs, $sorted);
	is("$result->{code}|$result->{file}{rejected_rows}", '6|' . @wrong, "doubles in a sorted file, --jobs $jobs");
	accounted($result->{file}, read_file($sorted), "sorted, --jobs $jobs");
	is(psql("SELECT string_agg(regel::text, ' ' ORDER BY regel), string_agg(DISTINCT code, ' ') FROM laad.afkeuring"), "@wrong|dubbel", 'exactly those rows are rejected');
	$problems{$jobs} = content($table);
}
is($problems{3}, $problems{1}, 'and the others are loaded');

warehouse();
$result = load('--jobs', 2, '--max-rejects', 100, $damaged);
is($result->{code}, 7, 'too many rejects');
like($result->{err}, qr/refused: \d+ rows rejected, more than --max-rejects allows; nothing of it is loaded$/m, 'says so');
is(psql("SELECT count(*) FROM $table") . ' ' . leftovers(), '0 0 0 0', 'and nothing is left');
is(load('--jobs', 2, '--max-rejects', '1%', $damaged)->{code}, 6, 'within a percentage');

# More years than fit, each with few rows, and a double of which all threads have to know.
my $years = pupils_file('vele-jaren-synthetisch', 600_000, sub {
	my ($lines) = @_;
	my $n = 0;

	s/,20\d\d,/sprintf ',%d,', 1990 + $n++ % 40/e for @$lines;
	$lines->[-1] = $lines->[4];
});
for my $jobs (1, 2, 4)
{
	warehouse();
	$result = load('--jobs', $jobs, $years);
	is("$result->{code}|$result->{file}{loaded_rows}|" . psql("SELECT count(*), count(DISTINCT schooljaar) FROM $table"), '6|599999|599999|40', "40 years, --jobs $jobs");
	is(psql('SELECT regel, code FROM laad.afkeuring'), '600001|dubbel', 'and the double');
	$problems{$jobs} = content($table);
}
is($problems{$_}, $problems{1}, "the same with --jobs $_") for 2, 4;

# A quote that is left open over lines, at any place.
warehouse();
my $quoted = pupils_file('aanhaling-synthetisch', $rows, sub { my ($l) = @_; $l->[ $_ * 1009 ] = qq("$l->[ $_ * 1009 ]\n1","x") for 1 .. 370 });
my @two = map { warehouse(); my $r = load('--jobs', $_, $quoted); accounted($r->{file}, read_file($quoted), "open quotes, --jobs $_");
	join '|', $r->{code}, content($table), psql('SELECT count(*), sum(hashtextextended((regel, kolom, waarde, code, reden, ruw)::text, 0)) FROM laad.afkeuring') } 1, 4;
is($two[1], $two[0], 'open quotes are judged alike');
like($two[0], qr/^6\|/, 'and are rejected');

# --- many files ------------------------------------------------------------------------
mkdir "$dir/drop";
write_file("$dir/drop/$_.csv", town($_)) for qw(Ameland Vlieland Renswoude);
write_file("$dir/drop/leeg.csv", '');
write_file("$dir/drop/onbekend.csv", "a;b\n1;2\n");
write_file("$dir/drop/kapot.csv", with_row(town('Renswoude'), 1, SOORT_PO => 'Zo') =~ s/"20241001"/"20231001"/gr);
my @runs;
for my $jobs (1, 4)
{
	warehouse();
	my @results = map { load('--jobs', $jobs, @$_) } [ $large, pupils_zip(), "$dir/drop" ], ["$dir/drop"];
	push @runs, [ map { my $r = $_; $r->{code}, map { join '|', @$_{qw(file outcome exit_code loaded_rows facts)} } @{ $r->{json}{files} } } @results ];
	push @{ $runs[-1] }, content('feit.leerling_po'), content($table),
	  psql("SELECT count(*), sum(feiten), sum(regels) FROM laad.bestand"), psql('SELECT count(*) FROM laad.afkeuring');
	is(leftovers(), '0 0 0', "a zip, a folder and a large file with --jobs $jobs: nothing is left over");
}
is_deeply($runs[1], $runs[0], 'the same outcome, in the same order');
is($runs[0][0], 5, 'with the code of the first that failed');
my ($dry) = dry_run('--jobs', 3, "$dir/drop");
is(join(' ', map { "$_->{file}:$_->{outcome}" } @{ $dry->{json}{files} }), 'Ameland.csv:checked Renswoude.csv:checked Vlieland.csv:checked'
	. ' kapot.csv:checked leeg.csv:empty onbekend.csv:refused', 'a dry run of several at once');

done_testing();
