# Whatever a file holds, the loader ends well, and tells what became of each
# line.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::Bin/lib";
use Loader;
use Mutation;
use Passend;
use Test::More;

my $dir = temp_dir();
my %codes;

# What is wrong with a result; '' when nothing is.
sub fault
{
	my ($result, $original, $damaged) = @_;
	my $file = $result->{file} or return 'no JSON';
	my $code = $result->{code} // return "signal $result->{signal}";
	my $errors = () = $result->{err} =~ /^passend: error: /mg;
	my $sum = 0;

	$codes{$code}++;
	$sum += $file->{"${_}_lines"} for qw(header blank loaded rejected);
	return "exit code $code" if $code !~ /^[0567]$/;
	return "stderr: $result->{err}" if $errors != ($code == 5 || $code == 7) || $result->{err} =~ /[^\n[:print:]\x80-\xff]/;
	return "lines: $file->{lines} = $sum" if $file->{lines} != $sum;
	return $file->{lines} ? 'lines of a file without a header' : '' if $code == 5;
	return "$file->{lines} lines, not " . line_count($damaged) if $file->{lines} != line_count($damaged);
	return 'rejects do not fit the exit code'
	  if ($file->{rejected_rows} > 0) != ($code > 0) || ($file->{loaded_rows} > 0) != ($code < 7) && $file->{rejected_rows};
	return "$file->{facts} facts" if $file->{cells} ? $file->{facts} > $file->{cells} : $file->{facts} != $file->{loaded_rows};

	# A row that was not touched is loaded, unless a damaged one took its key.
	my %there = map { $_ => 1 } split /(?<=\n)/, $damaged;
	my (undef, @rows) = split /(?<=\n)/, $original;
	my $untouched = grep { $there{$_} } @rows;
	my $double = () = $result->{err} =~ /\[dubbel\]/g;
	return "$untouched rows untouched, $file->{loaded_rows} loaded, $double double" if $file->{loaded_rows} + $double < $untouched;
	return '';
}

my $number = 0;
for my $pair (mutations(200))
{
	my ($original, $damaged) = @$pair;
	my $result = dry_run(write_file("$dir/x.csv", $damaged));
	my $fault = $damaged eq '' ? '' : fault($result, $original, $damaged);

	$number++;
	is($fault, '', "file $number") or diag explain { code => $result->{code}, err => $result->{err} };
}
cmp_ok($codes{$_} // 0, '>=', 5, "exit code $_ is among them") for 0, 5, 6;

done_testing();
