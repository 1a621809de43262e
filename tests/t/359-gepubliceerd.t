# Every published figure in data/ comes out of a report, digit for digit. Which reports:
# those that say in the catalogue that they read the table of the file.
use strict;
use warnings;
use utf8;

use Encode qw(decode);
use FindBin;
use lib "$FindBin::Bin/lib";
use Loader;
use Passend;
use Test::More;

binmode $_, ':utf8' for Test::More->builder->output, Test::More->builder->failure_output;

# How the rows of a file look in a report, where cell by cell is not enough.
my %as_rows = (
	'doelstellingenmonitor-2023' => sub { my @c = @_; [ @c[ 0 .. 6 ], $c[7] eq 'ja' ? '*' : '', $c[8], $c[9] eq 'ja' ? 't' : 'f' ] },
	'respons-2023' => sub { [ map { s/\*$//r } @_ ] },
	'vormen-van-ondersteuning-2023' => sub { [ @_[ 0, 1, 2 ], 'bao' ], [ @_[ 0, 3, 4 ], 'vo' ] },
	'factsheet-swv-2025' => sub { [ '002', @_ ] });
# Files that name a year, the beginning of a school year in a report.
my %years = map { $_ => 1 } qw(bekostigingscategorie-2014-2018 deelname-landelijk);
my %rows = ('overige-cijfers' => 82, 'factsheet-swv-2025' => 19, 'vormen-van-ondersteuning-2023' => 10, 'doelstellingenmonitor-2023' => 298, 'respons-2023' => 10,
	'bekostigingscategorie-2014-2018' => 40, 'deelname-landelijk' => 64, 'normbedragen' => 48);

# An amount that was set again stands in the report as known before that.
my %as_of = (normbedragen => [ [], map { [ '--bekend-op', $_ ] } '2015-03-27', '2015-10-15', '2016-09-17' ]);

# A number is the same with a decimal comma or point, with or without a zero at its end.
sub plain
{
	my ($cell) = @_;
	return $cell =~ /^-?[0-9]+[.,]([0-9]+)$/ ? ($cell =~ tr/,/./r) =~ s/\.?0+$//r : $cell;
}

# The rows of a report as CSV.
sub csv_rows
{
	my ($text) = @_;
	my @rows = ([]);

	while ($text =~ /\G("(?:[^"]|"")*"|[^,\n]*)([,\n])/g)
	{
		my ($cell, $end) = ($1, $2);
		$cell =~ s/""/"/g if $cell =~ s/^"(.*)"$/$1/s;
		push @{ $rows[-1] }, $cell;
		push @rows, [] if $end eq "\n";
	}
	pop @rows;
	return @rows;
}

warehouse();
for my $name (sort keys %rows)
{
  SKIP: {
		my ($path) = grep { -e } map { data_file("$name$_") } '.csv.gz', '.csv';
		skip "$name is not in data/", 1 if !$path;
		my $result = load($path);
		is($result->{code}, 0, "$name: loads") or diag $result->{err};
		my @reports = split /\n/, psql("SELECT r.rapport FROM ref.rapport r WHERE EXISTS (SELECT FROM laad.eenheid e JOIN laad.bestand b USING (bestand_id)
			WHERE b.dataset = '$result->{file}{dataset}' AND e.doel = ANY (r.tabellen))
			AND NOT EXISTS (SELECT FROM rapport.catalogus c WHERE c.rapport = r.rapport AND c.parameter IS NOT NULL AND c.standaard IS NULL) ORDER BY 1");
		ok(scalar(@reports), "$name: read by @reports");

		# The distinct cells of each row of these reports.
		my @shown;
		for my $report (@reports)
		{
			for my $arguments ($as_of{$name} ? @{ $as_of{$name} } : [])
			{
				my $out = passend('report', $report, @$arguments, '--format', 'csv');
				like($out->{code}, qr/^[02]$/, "$name: report $report @$arguments runs") or diag $out->{err};
				my (undef, @of) = csv_rows(decode('UTF-8', $out->{out}));
				push @shown, map { +{ map { (plain($_) => 1, $years{$name} && /^(\d{4})-\d{4}$/ ? ($1 => 1) : ()) } @$_ } } @of;
			}
		}
		my (undef, @lines) = split /\r?\n/, decode('UTF-8', gunzipped("$name.csv.gz"));
		cmp_ok(scalar(@lines), '>=', $rows{$name}, "$name: $rows{$name} rows or more");
		my @missing;
		for my $line (@lines)
		{
			my @cells = split /;/, $line, -1;
			for my $row ($as_rows{$name} ? $as_rows{$name}->(@cells) : \@cells)
			{
				my @cells_of_row = map { plain($_) } grep { $_ ne '' } @$row;
				push @missing, $line if !grep { my $shown = $_; !grep { !$shown->{$_} } @cells_of_row } @shown;
			}
		}
		is(join("\n", @missing), '', "$name: each row stands in a report, digit for digit");
		# A digit that differs would be seen.
		my $other = $lines[0] =~ s/(\d)(?=[^\d]*$)/($1 + 1) % 10/er;
		my @wrong = map { my @c = map { plain($_) } grep { $_ ne '' } @$_; scalar grep { my $shown = $_; !grep { !$shown->{$_} } @c } @shown }
		  ($as_rows{$name} ? $as_rows{$name}->(split /;/, $other, -1) : [ split /;/, $other, -1 ]);
		ok((grep { !$_ } @wrong), "$name: another digit would not be found");
	}
}

done_testing();
