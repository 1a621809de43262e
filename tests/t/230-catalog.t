# The warehouse as a catalog: what dashboards see has plain types, everything is
# explained, rapport.bestanden tells what is in the files, and ref.swv derives
# its labels as it says.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::Bin/lib";
use Digest::SHA qw(sha256_hex);
use File::Basename qw(basename);
use Passend;
use Test::More;
use Warehouse;

my $zip = data_file('.zip');
new_warehouse(data_file('pc4-swv'), data_file('duo_03_alle'), data_file('duo_09'), $zip);

# --- types and comments -----------------------------------------------------------
my $ours = q{n.nspname IN ('ref', 'feit', 'laad', 'rapport')};

is(psql(qq{SELECT string_agg(format('%s.%s %s', c.oid::regclass, a.attname, format_type(a.atttypid, a.atttypmod)), ', ')
	FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
	WHERE n.nspname = 'rapport' AND a.attnum > 0 AND NOT a.attisdropped AND a.atttypid NOT IN
	('text'::regtype, 'int2'::regtype, 'int4'::regtype, 'int8'::regtype, 'float8'::regtype, 'date'::regtype, 'bool'::regtype)}),
	'', 'reports have types that every driver knows');
is(psql(q{SELECT string_agg(relname, ' ') FROM pg_class WHERE relnamespace = 'rapport'::regnamespace AND relkind NOT IN ('v', 'c')}), '',
	'in schema rapport are views and types of rows, and nothing else');
cmp_ok(psql(q{SELECT count(*) FROM pg_class WHERE relnamespace = 'rapport'::regnamespace AND relkind = 'v'}), '>', 5, 'several views');
is(psql(q{SELECT string_agg(rapport, ' ') FROM ref.rapport WHERE rapport NOT IN (SELECT proname FROM pg_proc WHERE pronamespace = 'rapport'::regnamespace)}), '',
	'every report is a function');
is(psql(q{SELECT string_agg(proname, ' ' ORDER BY proname) FROM pg_proc WHERE pronamespace = 'rapport'::regnamespace
	AND proname NOT IN (SELECT rapport FROM ref.rapport)}), 'herkomst moment', 'and every function a report, but these two');
# A view has no function of a report in it: its reader would have to have the right to that.
is(psql(q{SELECT string_agg(v.viewname || ' ' || r.rapport, ', ') FROM pg_views v JOIN ref.rapport r ON v.definition ~ ('\mrapport\.' || r.rapport || '\(')
	WHERE v.schemaname IN ('rapport', 'feit', 'ref', 'laad')}), '', 'no view calls a report');

# What has no comment, of all schemas, relations, columns and functions; a leaf
# says what its parent says.
my $silent = qq{
	SELECT 'schema ' || n.nspname FROM pg_namespace n WHERE $ours AND obj_description(n.oid, 'pg_namespace') IS NULL
	UNION ALL SELECT 'relation ' || c.oid::regclass FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
	WHERE $ours AND c.relkind IN ('r', 'p', 'v', 'm') AND NOT c.relispartition AND obj_description(c.oid, 'pg_class') IS NULL
	UNION ALL SELECT format('column %s.%s', c.oid::regclass, a.attname)
	FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
	WHERE $ours AND c.relkind IN ('r', 'p', 'v', 'm') AND NOT c.relispartition AND a.attnum > 0 AND NOT a.attisdropped
	  AND col_description(c.oid, a.attnum) IS NULL
	UNION ALL SELECT 'function ' || p.oid::regprocedure FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
	WHERE $ours AND obj_description(p.oid, 'pg_proc') IS NULL};
is(psql($silent), '', 'everything has a comment');
is(psql(qq{BEGIN; COMMENT ON SCHEMA ref IS NULL; COMMENT ON VIEW ref.swv IS NULL; COMMENT ON COLUMN rapport.bestanden.sha256 IS NULL;
	COMMENT ON FUNCTION laad.doeltabel(text) IS NULL; SELECT count(*) FROM ($silent) x; ROLLBACK}), '4', 'and a missing one is seen');
is(psql(q{SELECT count(*) FROM pg_constraint c JOIN pg_class r ON r.oid = c.conrelid
	WHERE NOT c.convalidated}), '0', 'no constraint waits for validation');

# --- rapport.bestanden ----------------------------------------------------------------
my %file = map { $_->[0] => $_ } lines_of(q{SELECT bestand, archief, sha256, bytes, regels, rijen_geladen, cellen, cellen_gemaskeerd,
	feiten, toestand, coalesce(dataset, '-'), coalesce(teldatum::text, '-'), coalesce(eenheden::text, '-'), rijen_afgekeurd,
	eenheden_vervangen, geladen_door FROM rapport.bestanden});
my @differ;
my %total;
for my $member (zip_members($zip))
{
	my ($name, $content) = @$member;
	my @lines = split /\n/, $content;
	my @cells = map { (split /";"/, s/"$//r)[ 14 .. 36 ] } @lines[ 1 .. $#lines ];
	my @row = ($name, basename($zip), sha256_hex($content), length $content, scalar(@lines), @lines ? @lines - 1 : 0, scalar(@cells),
		scalar(grep { $_ eq '<5' } @cells), scalar(grep { $_ ne '0' } @cells),
		$content eq '' ? ('leeg', '-', '-', '-') : ('geladen', 'duo-leerlingen-po-postcode-leeftijd', '2024-10-01', 1),
		0, 0, $ENV{PGUSER});

	push @differ, "$name: @row / @{ $file{$name} // [] }" if "@row" ne "@{ $file{$name} // [] }";
	$total{empty} .= $name if $content eq '';
	$total{masked} += $row[7];
	$total{rows} += $row[5];
}
is(join("\n", @differ), '', 'each member: name, checksum, lines, rows, cells, masks and facts as counted here');
is("$total{rows} $total{masked}", '110853 258413', 'the counts of the real file');
like($total{empty}, qr/^Ridderkerk/, 'the empty member');
is(psql('SELECT count(*), sum(rijen_geladen), sum(cellen_gemaskeerd) FROM rapport.bestanden WHERE dataset ~ \'leerlingen\''),
	'341|110853|258413', 'as sums of the view');
is(psql('SELECT count(*) FROM rapport.bestanden'), scalar(keys %file), 'names are not there twice');
is(psql(q{SELECT string_agg(bestand || ' ' || dataset || ' ' || rijen_geladen, ', ' ORDER BY bestand_id) FROM rapport.bestanden WHERE dataset !~ 'leerlingen'}),
	'pc4-swv-2015.csv pc4-swv 4046, duo_03_alle_vestigingen_basisonderwijs_2013.csv duo-vestigingen-bo 6804, '
	. 'duo_09_alle_vestigingen_sbo_so_vso_EXCERPT.csv duo-vestigingen-sbo-so-vso 30', 'the other files');
is(psql(q{SELECT count(*) FROM rapport.bestanden WHERE geladen_op !~ '^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$'
	OR abs(extract(epoch FROM geladen_op::timestamp - now() AT TIME ZONE 'Europe/Amsterdam')) > 600}), '0', 'when: Dutch time');
is(psql(q{SELECT count(*) FROM laad.eenheid e WHERE feiten <> (SELECT count(*) FROM feit.leerling_po f WHERE f.bestand_id = e.bestand_id)
	AND doel = 'feit.leerling_po'}), '0', 'units hold as many facts as they say');
is(psql(q{SELECT count(*) FROM feit.leerling_po WHERE bovengrens(aantal) = 0}), '0', 'zeros are not stored');

# --- ref.swv ------------------------------------------------------------------------------
my %postcodes;
for my $row (postcodes())
{
	my ($pc4, $municipality, @swv) = @$row;
	$postcodes{$_}{$municipality}++ for grep { defined } @swv;
}
my %label;
for my $swv (keys %postcodes)
{
	my $n = $postcodes{$swv};
	my @order = sort { $n->{$b} <=> $n->{$a} || $a cmp $b } keys %$n;
	$label{$swv} = join(', ', grep { defined } @order[ 0 .. 2 ]) . (@order > 3 ? ' e.o.' : '');
}
my %swv = map { $_->[0] => $_->[1] } lines_of('SELECT swv, regio FROM ref.swv');
is(scalar(keys %swv), 150, '76 SWVs po and 74 vo');
is_deeply(\%swv, \%label, 'each with the three municipalities that have most postcodes, ties by name');
is(psql(q{SELECT DISTINCT regio_herkomst FROM ref.swv}), 'afgeleid: gemeenten met de meeste postcodes', 'called derived in a column');
is(psql(q{SELECT count(*) FROM pg_description WHERE objoid IN ('ref.swv'::regclass, 'rapport.deelname_swv'::regclass)
	AND description ~ 'fgeleid.*geen officiële naam'}), '2', 'and in the comment of both columns');
is(psql(q{SELECT string_agg(sector || count, ' ' ORDER BY sector) FROM (SELECT sector, count(*) FROM ref.swv GROUP BY sector) x}), 'po76 vo74', 'sectors');
is(psql('SELECT sum(postcodes) FROM ref.swv'), 2 * 4046 - 6, 'every postcode counts twice, but those of Europoort');
is(psql(q{SELECT count(*) FROM rapport.deelname_swv d JOIN ref.swv s ON d.swv = s.swv::text WHERE d.regio IS DISTINCT FROM s.regio}), '0',
	'the report has the same labels');

# Ties do not depend on the order of the rows, nor on the database's collation.
my $dir = temp_dir();
my @tied = ('1011 Zwolle', '1012 appel', '1013 Ede', "1014 's-Graveland", '1015 Ede', '1016 Aalten');
my %seen;
for my $order ([ 0 .. 5 ], [ reverse 0 .. 5 ], [ 3, 1, 5, 0, 2, 4 ])
{
	load(write_file("$dir/" . join('', @$order), postcode_table(map { "$_ PO0001 VO0001" } @tied[@$order])));
	$seen{ psql(q{SELECT regio FROM ref.swv WHERE swv = 'PO0001'}) }++;
}
is(join(' / ', %seen), "Ede, 's-Graveland, Aalten e.o. / 3", 'ties: byte order');
like(psql(q{SELECT pg_get_viewdef('ref.swv'::regclass)}), qr/gemeente COLLATE "C"/, 'byte order in any database');
is(psql('SELECT count(*) FROM ref.vestiging'), '6834', 'and school locations are there');

done_testing();
