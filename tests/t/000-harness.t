# The harness itself: what the other tests lean on must be able to fail.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::Bin/lib";
use Archive::Tar;
use IO::Uncompress::Gunzip qw(gunzip);
use IO::Uncompress::Unzip;
use Passend;
use Test::More;

# Commands.
my $result = run({ stdin => "a\nb\n", env => { SAID => 'x y' } },
	'sh', '-c', 'cat; echo "$SAID" "$1" >&2; exit 6', 'sh', '$HOME; *');
is($result->{code}, 6, 'the exit code is passed on');
is($result->{out}, "a\nb\n", 'stdin reaches the command, stdout is captured');
is($result->{err}, "x y \$HOME; *\n", 'no shell touches the arguments');
is($ENV{SAID}, undef, 'the environment of a command is its own');
is(run('/nonexistent/program')->{code}, 127, 'a program that is not there');

my $handle = start('sleep', '60');
kill 'KILL', $handle->{pid};
$result = finish($handle);
is($result->{signal}, 9, 'a killed command tells its signal');
is($result->{code}, undef, 'and has no exit code');

# The loader is there, and is called with what it is given.
is(passend('--no-such-option')->{signal}, 0, 'the loader runs');
isnt(passend('--no-such-option')->{code}, 0, 'and refuses a wrong option');
isnt(passend('--no-such-option')->{code}, 127, 'not because it is missing');

# Databases.
my $first = new_database();
is(psql('SELECT current_database()'), $first, 'a new database is the default one');
psql('CREATE TABLE t AS SELECT 42 AS x');
my $second = new_database($first);
isnt($first, $second, 'each database has a name of its own');
is(psql('SELECT x FROM t'), '42', 'a template is copied');
is(psql('SELECT count(*) FROM pg_tables', db => 'postgres') > 0, 1, 'another database can be named');
isnt(try_psql('SELECT 1/0')->{code}, 0, 'an SQL error is an error');
like(try_psql('SELECT 1/0')->{err}, qr/division by zero/, 'and is told');
ok(!eval { psql('SELECT 1/0; SELECT 2'); 1 }, 'psql dies of an SQL error');

my $role = new_role('CREATEDB');
is(psql('SELECT current_user', user => $role), $role, 'a new role can log in');
is(psql("SELECT rolcreatedb FROM pg_roles WHERE rolname = '$role'"), 't', 'and has its attributes');

# A test that ends, and one that is interrupted, leave no database and no role.
for my $end ('exit 3', 'kill INT => $$; sleep 10')
{
	my $child = run($^X, "-I$FindBin::Bin/lib", '-MPassend',
		'-e', "\$| = 1; print new_role(), ' ', new_database(); $end");
	my ($its_role, $its_database) = split / /, $child->{out};
	like($its_database, qr/^t_/, "a database was made before: $end");
	is($child->{code}, $end =~ /^exit/ ? 3 : 130, 'the exit code is kept');
	is(psql("SELECT count(*) FROM pg_database WHERE datname = '$its_database'"),
		'0', 'the database is gone');
	is(psql("SELECT count(*) FROM pg_roles WHERE rolname = '$its_role'"), '0', 'the role is gone');
}

# Files.
my $dir = temp_dir();
my %content = ('a.csv' => "x;\xe9\r\n", 'empty.csv' => '', 'b.csv' => 'y' x 100_000);
my @order = ('b.csv', 'empty.csv', 'a.csv');
my @members = map { $_ => $content{$_} } @order;

is(read_file(write_file("$dir/f", $content{'a.csv'})), $content{'a.csv'}, 'bytes stay bytes');
gunzip(gzip_file("$dir/f.gz", $content{'b.csv'}) => \my $plain);
is($plain, $content{'b.csv'}, 'gzip');

my ($unzip, @got) = IO::Uncompress::Unzip->new(zip_file("$dir/f.zip", @members));
for (my $more = 1; $more > 0; $more = $unzip->nextStream)
{
	my $text = join '', $unzip->getlines;
	push @got, $unzip->getHeaderInfo->{Name}, $text;
}
is_deeply(\@got, \@members, 'zip keeps names, order and content');

for my $path ("$dir/f.tar", "$dir/f.tar.gz")
{
	my $tar = Archive::Tar->new(tar_file($path, @members));
	is_deeply([ map { $_->name => $_->get_content } $tar->get_files ], \@members, $path =~ s/.*f//r);
}
is(unpack('H4', read_file("$dir/f.tar.gz")), '1f8b', 'a name in gz is compressed');
ok(-e project() . '/passend.control', 'the checkout is found');

done_testing();
