# The pages of docs/reports/ and the data dictionary are what reports say of themselves now.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::Bin/lib";
use Passend;
use Test::More;
use Warehouse;

new_warehouse();
my $pages = project() . '/docs/reports';
my @reports = map { $_->[0] } lines_of('SELECT rapport FROM ref.rapport ORDER BY rapport COLLATE "C"');
is(join(' ', sort map { s{.*/(\w+)\.md$}{$1}r } grep { !/README/ } glob "'$pages'/*.md"), "@reports", 'a page for each report, and no other');
my $index = read_file("$pages/README.md");
for my $report (@reports)
{
	my $page = read_file("$pages/$report.md");
	my $explained = passend('report', $report, '--explain', '--format', 'markdown')->{out};

	is(substr($page, 0, length $explained), $explained, "$report: what it is, takes and gives (make docs)");
	like($page, qr/\n## Output\n\n```\n\$ passend report $report\b.*\n```\n\z/s, "$report: with output") if $report ne 'bestanden';
	like($index, qr/^\| \[$report\]\($report\.md\) \| \S/m, "$report: in the index");
}
my ($dictionary) = passend('report', 'woordenboek', '--format', 'markdown')->{out} =~ /\A(.*?\n)Definitie: /s;
is(read_file(project() . '/docs/dictionary.md') =~ s/\A.*?\n(?=### )//sr, $dictionary, 'docs/dictionary.md is the data dictionary (make docs)');
cmp_ok(scalar(() = $dictionary =~ /^### /mg), '>', 100, 'of all tables and views');
unlike($dictionary, qr/\| +\|$/m, 'every column is explained');

done_testing();
