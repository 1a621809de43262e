# Loads that are cut off, each kind of fault a few times (`make faults` does many
# more, at random moments); a commit of which the answer is lost; loads at the
# same time.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::Bin/lib";
use Faults;
use Loader;
use Passend;
use Test::More;

my $loader = $ENV{PASSEND} // 'passend';
my %scenario = map { $_->{name} => $_ } scenarios(20);
my $dir = temp_dir();
my @results;

# --- faults ------------------------------------------------------------------
# scenario => kinds; each at a moment of its own.
my @plan = (
	'small files, one job' => [qw(kill interrupt crash statement terminate)],
	'small files, three jobs' => [qw(kill stop one immediate cut)],
	'a large file, one job' => [qw(kill)],
	'a large file, two jobs' => [qw(interrupt one temporary pair)],
	'a large file that replaces' => [qw(kill fast)],
	'small files that replace' => [qw(kill lock one)],
	'a file with rejects' => [qw(kill terminate)],
	'an archive' => [qw(kill backoff)],
	'idle between files' => [qw(terminate crash)],
);

srand 20241001;
while (my ($name, $kinds) = splice @plan, 0, 2)
{
	my $s = $scenario{$name};

	prepare($s);
	for my $i (0 .. $#$kinds)
	{
		my $kind = $kinds->[$i];
		my $moment = 0.1 + 0.8 * ($i + rand) / @$kinds;

	  SKIP:
		{
			# a demo's server is left alone
			skip "$kind: not the server of tests/run", 1 if !$ENV{PASSEND_CLUSTER} && $kind =~ /^(crash|fast|immediate)$/;
			my @problems = eval { inject($s, $kind, $moment, $i % 3 == 2 ? 0 : 5) };

			push @problems, $@ if $@;
			ok(!@problems, sprintf '%s: %s at %.2f', $name, $kind, $moment) or diag join "\n", @problems;
		}
	}
}

# --- a commit of which the answer is lost ------------------------------------
my ($small) = map { write_file("$dir/v.csv", town($_)) } 'Vlieland';
my ($large) = @{ $scenario{'a large file, two jobs'}{paths} };
my $files = 'SELECT count(*), sum(feiten) FROM laad.bestand';

for my $case ([ $small, 1 ], [ $large, 2 ])
{
	my ($path, $jobs) = @$case;

	warehouse();
	my ($result) = proxied(qr/sluit_bestand/, sub { passend('load', '--jobs', $jobs, $path) });
	is($result->{code}, 0, "the answer to the commit is lost, $jobs jobs: the load succeeds") or diag $result->{err};
	like($result->{err}, qr/^passend: [^\n]*could not write the register row: [^\n]*; trying again in 1 s \(1 of 5\)\n\z/, 'after another try');
	like($result->{out}, qr/: loaded: .*^files +1: 1 loaded, 0 already loaded/ms, 'it is loaded, not known already');
	like(psql($files), qr/^1\|/, 'once');

	warehouse();
	($result) = proxied(qr/sluit_bestand/, sub { passend('load', '--retries', 0, '--jobs', $jobs, $path) });
	fails($result, 8, 'could not write the register row: .* It may be loaded or not; run the command again, which finds out\.', 'without another try it is told');
	is(passend('load', $path)->{code}, 12, 'the next run finds out');
	like(psql($files), qr/^1\|/, 'once');
}

# --- loads at the same time --------------------------------------------------
my ($folder) = @{ $scenario{'small files, three jobs'}{paths} };

warehouse();
@results = map { finish($_) } map { start($loader, 'load', '-q', '--jobs', 3, $folder) } 1, 2;
is(join(' ', grep { $_ != 12 } map { $_->{code} } @results), join(' ', grep { $_ != 12 } map { 0 } grep { $_->{code} == 0 } @results), 'two on the same folder');
is(join('', map { $_->{err} } @results), '', 'without a word');
is(content($scenario{'small files, three jobs'}), $scenario{'small files, three jobs'}{clean}, 'load everything once');

warehouse();
@results = map { finish($_) } map { start($loader, 'load', '-q', '--jobs', 2, $large) } 1, 2;
is(join(' ', sort { $a <=> $b } map { $_->{code} } @results), '0 12', 'two of the same large file: one loads, one finds it loaded');
is(content($scenario{'a large file, two jobs'}), $scenario{'a large file, two jobs'}{clean}, 'it is there once');
is(psql("SELECT count(*) FROM laad.blad"), '0', 'no leaf is left over');

# Versions of the same years and towns, in opposite order.
my @order = map { $scenario{$_}{paths}[0] } 'a large file, two jobs', 'a file with rejects';
my @town = map { my $count = $_; write_file("$dir/w$count.csv", with_row(town('Vlieland'), 1, LEEFTIJD_4 => $count)) } 10 .. 15;
warehouse();
@results = map { finish($_) } (map { start($loader, 'load', '-q', '--jobs', 2, @$_) } [ @order, @town ], [ reverse(@order), reverse @town ]);
ok(!(grep { !defined $_->{code} || $_->{code} !~ /^(0|6|12)$/ } @results), 'two with the same files in opposite order')
  or diag map { ($_->{code} // 'signal', ": $_->{err}") } @results;
is(psql('SELECT count(*), count(DISTINCT sha256) FROM laad.bestand'), '8|8', 'each is loaded once');
is(psql('SELECT count(*) FROM (SELECT 1 FROM laad.eenheid WHERE vervangen_op IS NULL GROUP BY doel, sleutel) AS t'), '3', 'one version of each unit is current');
is(psql(locks("locktype = 'advisory'")), '', 'no lock stays behind');

# Two large files in one run go one after the other, each over all connections.
warehouse();
is(passend('load', '-q', '--jobs', 2, $large, write_file("$dir/later.csv", read_file($large) =~ s/,2021,/,2019,/gr =~ s/,2022,/,2020,/gr))->{code}, 0, 'two large files in one run');
is(psql('SELECT count(DISTINCT schooljaar) FROM feit.leerling_vestiging_pc4'), '4', 'both are in');

done_testing();
