# The fuzz harnesses without a fuzzer: their committed inputs, and damaged copies
# of them that are the same each time, with gcc's checks of memory and of
# undefined behaviour. `make fuzz` is the long form.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::Bin/lib";
use Passend;
use Test::More;

my $dir = temp_dir();
my $fuzz = project() . '/tests/fuzz';
my %copies = (fuzz_records => 300, fuzz_file => 60, fuzz_archive => 60, fuzz_descriptor => 100);

# This compiler's programs do run with its sanitizers.
write_file("$dir/try.c", "int main(void) { return 0; }\n");
plan skip_all => 'this compiler has no sanitizers'
  if run($ENV{CC} // 'cc', '-fsanitize=address,undefined', '-o', "$dir/try", "$dir/try.c")->{code} || run("$dir/try")->{code};

my $jobs = () = (-r '/proc/cpuinfo' ? read_file('/proc/cpuinfo') : '') =~ /^processor\s/mg;
my $made = run('make', '-C', $fuzz, '-j' . ($jobs || 1), "OUT=$dir/build", 'PG_CONFIG=' . ($ENV{PG_CONFIG} // 'pg_config'), 'replay');
is($made->{code}, 0, 'the harnesses are built') or BAIL_OUT($made->{err});

for my $name (sort keys %copies)
{
	my @inputs = glob "$fuzz/corpus/$name/*";
	my %env = (
		FUZZ_KEEP => "$dir/last", TMPDIR => $dir, UBSAN_OPTIONS => 'print_stacktrace=1',
		# a description is read once and kept
		ASAN_OPTIONS => 'detect_leaks=' . ($name eq 'fuzz_descriptor' ? 0 : 1),
	);
	my $result = run({ env => \%env }, "$dir/build/replay_$name", $copies{$name}, "$fuzz/corpus/$name");
	my $runs = @inputs * ($copies{$name} + 1);

	cmp_ok(scalar @inputs, '>=', 12, "$name has inputs");
	is(join(' ', grep { -s > 2048 } @inputs), '', 'which are small');
	is($result->{out}, "$runs runs\n", "$name: $runs runs without a finding")
	  or diag 'input: ' . unpack('H*', read_file("$dir/last")) . "\n" . substr($result->{err}, 0, 4000);
}

# It finds what is wrong: a reader that takes one more cell for plain.
my $records = read_file(project() . '/etl/records.c');
my $wrong = $records =~ s/if \(quote \+ 1 >= end \|\| quote\[1\] != '"'\)/if (quote + 1 >= end)/r;
isnt($wrong, $records, 'a mistake is made');
write_file("$dir/records.c", $wrong);
my $broken = run('make', '-C', $fuzz, "OUT=$dir/wrong", "RECORDS=$dir/records.c", 'PG_CONFIG=' . ($ENV{PG_CONFIG} // 'pg_config'),
	"$dir/wrong/replay_fuzz_records");
is($broken->{code}, 0, 'and built') or diag $broken->{err};
my $found = run("$dir/wrong/replay_fuzz_records", 20, "$fuzz/corpus/fuzz_records");
isnt($found->{code}, 0, 'the harness ends');
like($found->{err}, qr/^fuzz: /m, 'and says what it found');

done_testing();
