# Broken archives: one clear line, exit code 4, and nothing of what is broken.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::Bin/lib";
use Digest::SHA qw(sha256_hex);
use Loader;
use Passend;
use Test::More;

my $dir = temp_dir();
my %csv = map { ("$_.csv" => town($_)) } qw(Vlieland Ameland Renswoude);
my @names = qw(Vlieland.csv Ameland.csv Renswoude.csv);
my $zip = read_file(zip_file("$dir/a.zip", map { $_ => $csv{$_} } @names));
my $gzip = read_file(gzip_file("$dir/a.csv.gz", $csv{'Renswoude.csv'}));
my $tar = read_file(tar_file("$dir/a.tar.gz", map { $_ => $csv{$_} } @names));
my $whole = sha256_hex($csv{'Renswoude.csv'});

# Every file that was read is one of ours, to the byte.
sub untouched
{
	my ($result) = @_;
	my %known = map { sha256_hex($_) => 1 } values %csv;

	return !grep { !$known{ $_->{sha256} } } @{ $result->{json} ? $result->{json}{files} : [] };
}

# Dry runs of what a list of changes makes of an archive; all must be refused
# with one line, and nothing false be read.
sub all_refused
{
	my ($name, $pattern, @contents) = @_;
	my @wrong;

	for my $i (0 .. $#contents)
	{
		my $result = dry_run(write_file("$dir/$name", $contents[$i]));
		my $lines = () = $result->{err} =~ /\n/g;

		push @wrong, "[$i] exit code $result->{code}, $result->{err}"
		  if $result->{code} != 4 || $lines != 1 || $result->{err} !~ /^passend: error: archive ".*\Q$name\E" $pattern/
		  || !untouched($result);
	}
	is_deeply(\@wrong, [], "$name: " . scalar(@contents) . " broken ones are refused: $pattern");
}

# The archive with one bit of the byte at each offset turned.
sub damaged
{
	my ($content, @offsets) = @_;
	return map { my $copy = $content; substr($copy, $_, 1) ^= "\x10"; $copy } @offsets;
}

# --- zip ---------------------------------------------------------------------
my $directory = index $zip, "PK\1\2";
my $end = index $zip, "PK\5\6";
cmp_ok($directory, '>', 1000, 'a zip has its directory at the end');

my $missing = 'is broken: its directory, at the end of the file, is missing; fetch it again';
all_refused('cut.zip', $missing, map { substr $zip, 0, $_ } 30, 300, $directory - 1, $directory);
all_refused('cut.zip', $missing, map { substr $zip, 0, $_ } $directory + 1, $directory + 46, $end - 1, $end, $end + 4, $end + 21);
all_refused('cut.zip', 'is broken: it is not a ZIP file', map { substr $zip, 0, $_ } 1, 2, 3);
all_refused('text.zip', 'is broken: it is not a ZIP file', $csv{'Ameland.csv'}, "PK\n");
is(dry_run(write_file("$dir/comment.zip", substr($zip, 0, -2) . "\4\0note"))->{code}, 0, 'a zip with a comment is whole');

# Bytes of the compressed text of the second member: what follows its header.
my $member = index $zip, 'Ameland.csv';
my $result = dry_run(write_file("$dir/crc.zip", (damaged($zip, $member + 200))[0]));
fails($result, 4, 'archive ".*crc\.zip" is broken at "Ameland\.csv": .*; fetch it again', 'a damaged byte in a member');
is(join('|', map { $_->{file} } @{ $result->{json}{files} }), 'Vlieland.csv', 'the member before it has been read');
all_refused('bit.zip', '(is broken at|cannot be read)', damaged($zip, map { $member + 15 + 37 * $_ } 0 .. 9));

# A damaged directory: either it is refused, or it does not matter.
my @wrong;
for my $offset (map { $directory + 5 * $_ } 0 .. ($end - $directory) / 5)
{
	$result = dry_run(write_file("$dir/directory.zip", (damaged($zip, $offset))[0]));
	my $files = @{ $result->{json}{files} };
	push @wrong, "offset $offset: $result->{code} $files $result->{err}"
	  if !untouched($result) || ($result->{code} == 0 ? $files != 3 : $result->{code} != 4);
}
is_deeply(\@wrong, [], 'a damaged directory of a zip loses no member in silence');

# --- gzip and tar ------------------------------------------------------------
all_refused('cut.csv.gz', 'is broken: it is cut off; fetch it again',
	map { substr $gzip, 0, $_ } 2, 9, 10, 17, 100, length($gzip) - 9, length($gzip) - 8, length($gzip) - 1);
all_refused('not.csv.gz', 'is broken: it is not a gzip file; fetch it again', '', "\x1f", $csv{'Ameland.csv'});
all_refused('bit.csv.gz', 'is broken: its content does not fit its checksum; fetch it again',
	damaged($gzip, map { 20 + 41 * $_ } 0 .. 10), damaged($gzip, length($gzip) - 8, length($gzip) - 1));
is(dry_run(write_file("$dir/two.csv.gz", $gzip . read_file(gzip_file("$dir/b.gz", "\n"))))->{json}{summary}{blank_lines},
	1, 'a gzip file of two parts is read to its end');
all_refused('cut.tar.gz', 'is broken: it is cut off', map { substr $tar, 0, $_ } 100, length($tar) / 2, length($tar) - 1);
all_refused('bit.tar.gz', 'is broken: its content does not fit', damaged($tar, length($tar) / 2, length($tar) - 100));

tar_file("$dir/a.tar", map { $_ => $csv{$_} } @names);
fails(dry_run(write_file("$dir/cut.tar", substr(read_file("$dir/a.tar"), 0, 2500))), 4,
	'archive ".*cut\.tar" is broken at "Ameland\.csv": .*; fetch it again', 'a tar that is cut off in a member');
$result = dry_run(tar_file("$dir/note.tar", 'readme.pdf' => '%PDF'));
is($result->{code}, 4, 'a tar without a table');
like($result->{err}, qr/^passend: error: archive ".*note\.tar" holds no \.csv or \.txt file$/m, 'is said to hold none');

# --- in a database -----------------------------------------------------------
warehouse();
$result = load("$dir/crc.zip");
fails($result, 4, 'is broken at "Ameland\.csv"', 'loading a zip with a damaged member');
is_deeply(stored_facts(), facts_of($csv{'Vlieland.csv'}), 'what stood before it is stored');
is(psql('SELECT string_agg(naam, \',\') FROM laad.bestand'), 'Vlieland.csv', 'and nothing else is registered');
$result = load(write_file("$dir/good.zip", $zip));
is($result->{code}, 0, 'the zip fetched again');
is(join('|', map { $_->{outcome} } @{ $result->{json}{files} }), 'already loaded|loaded|loaded', 'the rest is loaded');
is_deeply(stored_facts(), facts_of(values %csv), 'now all of it is stored');

done_testing();
