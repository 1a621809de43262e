# The descriptions that come with passend: each is complete, its own header is
# recognised as its own and nobody else's, and what goes wrong with published
# files in reality goes well or is refused in words.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::Bin/lib";
use Datasets;
use Loader;
use Passend;
use Test::More;

my $dir = temp_dir();
my @all = descriptions();
my %value = (schooljaar => '2024-2025', soort => 'so', sector => 'po', register => 'bo', peildatum => '2025-02-01');

# --- complete -----------------------------------------------------------------------
# What a description lacks that a page about its dataset needs.
sub lacks
{
	my ($name) = @_;
	my $d = description($name);
	my $p = $d->{passend};
	my %field = map { $_->{name} => $_ } @{ $d->{schema}{fields} };
	my @lacks = grep { !length($d->{$_} // '') } qw(name title description);

	push @lacks, "evidence" if ($p->{evidence} // '') !~ /^(verbatim|parser|schema|documented|template)$/;
	push @lacks, 'source' if $p->{evidence} ne 'template' && !$d->{sources}[0]{title};
	push @lacks, 'example' if $p->{evidence} eq 'template' && !@{ $p->{example} // [] };
	push @lacks, "dialect $_" for grep { !defined $d->{dialect}{$_} } qw(delimiter quote lineTerminator encoding bom);
	push @lacks, "a sentence: $_" for grep { !/[.?]$/ } @{ $p->{quirks} // ['(none)'] }, $d->{description};
	push @lacks, "required optional $_" for grep { $field{$_}{constraints}{required} } @{ $p->{optional} // [] };
	push @lacks, "another name" if $d->{name} ne $name;
	return @lacks;
}
is(join(', ', map { my $name = $_; map { "$name: $_" } lacks($name) } @all), '', 'every description is complete');
cmp_ok(scalar(@all), '>=', 55, 'so many kinds of files');

# --- recognised -----------------------------------------------------------------------
# Every line of a header that a description allows: all columns, and without
# those that may be absent; names as they are, and in lower case backwards.
for my $name (@all)
{
	my $d = description($name);
	my %optional = map { $_ => 1 } @{ $d->{passend}{optional} // [] };
	my @names = map { $_->{name} } @{ $d->{schema}{fields} };
	my @set = map { ('--set', "$_->{parameter}=$value{ $_->{parameter} }") } grep { $_->{required} && $_->{parameter} } @{ $d->{passend}{columns} };
	my $pattern = $d->{passend}{unpivot}{pattern} // '';
	my @wide = $pattern =~ /LEERLINGEN_\(\[/ ? 'LEERLINGEN_2024' : $pattern =~ /LAAG/ ? 'HOOG' : $pattern ? '2005' : ();
	my %header = ('all its columns' => [ @names, @wide ], 'those that must be there' => [ (grep { !$optional{$_} } @names), @wide ],
		'its columns backwards' => [ map { lc } reverse @names, @wide ]);
	my @wrong;

	for my $what (sort keys %header)
	{
		my $result = dry_run(@set, write_file("$dir/x.csv", join("\t", @{ $header{$what} }) . "\n"));
		push @wrong, "$what: $result->{err}" if $result->{code} || ($result->{file}{dataset} // '') ne $name;
	}
	is("@wrong", '', "$name is recognised");
}

# --- refused ------------------------------------------------------------------------------
my $page = "<!doctype html>\n<html><head><title>Dataset</title></head>" . ' ' x 600;
fails(dry_run(write_file("$dir/___.csv", $page)), 5, 'this is a web page, not a CSV file; the download has failed', 'a web page for a resource that is gone');
for my $case ([ 'so_vso_rp', 'SWV_BETALEND,TYPE_PO,PEILJAAR,RESIDENTIELE_PLAATS,AANTAL', 'duo-so-vso-rp', 'AANTAL_LEERLINGEN', 'AANTAL' ],
	[ 'swv_totaal', 'SAMENWERKINGSVERBANDNUMMER,TYPE_PO,PEILJAAR,AANTAL', 'duo-swv-totaal', 'AANTAL_LEERLINGEN', 'AANTAL' ],
	[ 'tlv', 'PEILDATUM;SWV;VOLGNUMMER;BEGINDATUM;EINDDATUM;CATEGORIE', 'swv-tlv-register', 'BEKOSTIGINGSCATEGORIE', 'CATEGORIE' ],
	[ 'opbrengst', 'brin;vestnr;opbrengst_bb;opbrengst_kb;opbrengst_gt;opbrengst_ha;opbrengst_vwo', 'inspectie-opbrengstoordelen-vo-2012', 'opbrengst_vw', 'opbrengst_vwo' ])
{
	my ($name, $header, $dataset, $missing, $unknown) = @$case;
	fails(dry_run(write_file("$dir/$name.csv", "$header\n")), 5, qq{nearest is dataset "$dataset", missing: "$missing", not in it: "$unknown"; "passend datasets $dataset" shows},
		"$name: a near miss is named");
}

# A workbook is a zip without a CSV in it.
my $book = dry_run(zip_file("$dir/kengetallen.xlsx", 'xl/workbook.xml' => '<sheet name=" Kengetallen"/>'));
is($book->{code}, 4, 'a workbook is refused');
like($book->{err}, qr/archive ".*kengetallen\.xlsx" holds no \.csv or \.txt file$/m, 'in words');

# --- odd, and right --------------------------------------------------------------------------
# A telephone number for a web address, U+FFFD in a name that was damaged before,
# a semicolon in quotes, a quote in quotes, a lost zero, an empty line at the end.
warehouse();
my $vo = gunzipped('duo_02_alle_vestigingen_vo_EXCERPT.csv.gz');
my ($head, $row) = split /(?<=\n)/, $vo;
my @cells = cells_of($row =~ s/\s+$//r, ';');
@cells[3, 4, 5, 13] = ('0', "residenti\xef\xbf\xbdle", '"Laan; ""Oost"""', '0592340973');
taken('duo-vestigingen-vo', 'vreemd.csv', $head . join(';', @cells) . "\n\n");
is_deeply(stored('ref.vestiging', 'vestiging, naam, straat, internet'), ["$cells[2]00|residenti\xef\xbf\xbdle|Laan; \"Oost\"|0592340973"], 'odd values are kept as they are');

# A sum over categories that is smaller than the total loads, and the check says so.
my $content = csv('duo-so-vso-betalend', [ qw(SWV_BETALEND CAT_1 CAT_2 TOTAAL) ], [ 'PO2707', 10, 5, 18 ]);
taken('duo-so-vso-betalend', 'kleiner.csv', '--set', 'soort=so', '--set', 'schooljaar=2018', $content);
is(psql('SELECT sum(aantal) FROM feit.leerling_so_vso_klassiek'), '15', 'categories, without the total');
is_deeply(checks('kleiner.csv'), ['2||15|18|wijkt af|1'], 'which laad.controle compares');

# A token that no description knows is one rejected row, and --mask says what it means.
$content = csv('duo-swv-totaal', [ qw(SAMENWERKINGSVERBANDNUMMER TYPE_PO PEILJAAR AANTAL_LEERLINGEN) ], [ 'PO2707', 'SO', 2024, '**' ], [ 'PO2707', 'BO', 2024, 7 ]);
is(load(write_file("$dir/masker.csv", $content))->{code}, 6, 'an unknown token is rejected');
is_deeply([ map { (split /\|/)[0 .. 3] } @{ problems('masker.csv') } ], [ 2, 'AANTAL_LEERLINGEN', '**', 'telling' ], 'by line and column');
taken('duo-swv-totaal', 'masker2.csv', '--mask', '**=1..4', $content =~ s/,7/,8/r);
is_deeply(stored('feit.leerling_swv_totaal', 'soort_po, aantal, masker'), [ 'bo|8|-', 'so|<5|**' ], 'with --mask it is a count');

done_testing();
