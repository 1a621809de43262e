# Participation by payer from the classic files, and by school from counts per location
# whose SWV comes from the address files, with secondary education from 01voins: small
# made-up files, masked and unknown counts among them, against sums and fractions here.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::Bin/lib";
use Datasets;
use List::Util qw(any max min);
use Loader;
use Math::BigRat;
use Passend;
use Test::More;

my $dir = temp_dir();
my %sector = (bo => 'po', sbo => 'po', so => 'po', vso => 'vo', vo => 'vo', pro => 'vo');

# --- what the report must say ------------------------------------------------------------
# Bounds of a count: a masked one is 1 to 4, one of which nothing is known has no most.
sub bounds { my ($cell) = @_; return $cell eq '<5' ? [ 1, 4 ] : $cell =~ /^\d+$/ ? [ $cell, $cell ] : [ 0, undef ] }
sub plus { my ($x, $y) = @_; return [ $x->[0] + $y->[0], defined $x->[1] && defined $y->[1] ? $x->[1] + $y->[1] : undef ] }
sub percent { my ($part, $whole) = @_; return defined $part && defined $whole && $whole ? (Math::BigRat->new("$part/$whole") * 100)->numify : '' }
sub join_row { return join '|', map { $_ // '' } @_ }
# numbers to 12 digits: both sides round
sub rounded { return join "\n", map { join '|', map { /^\d+\.\d+$/ || /e-/ ? sprintf('%.12g', $_) : $_ } split /\|/, $_, -1 } sort map { split /\n/ } @_ }

# All rows of a basis: from { kind => { swv => bounds } }, of the kinds asked for.
sub expected
{
	my ($count, @kinds) = @_;
	my @rows;

	$count = { map { $_ => { %{ $count->{$_} } } } keys %$count };
	for my $kind (keys %$count)
	{
		my $sum = [ 0, 0 ];
		$sum = plus($sum, $_) for values %{ $count->{$kind} };
		$count->{$kind}{landelijk} = $sum;
	}
	for my $kind (@kinds)
	{
		my %swv = map { $_ => 1 } map { keys %{ $count->{$_} } } grep { $sector{$_} eq $sector{$kind} } keys %$count;
		for my $swv (keys %swv)
		{
			my $of = sub { my $sum = [ 0, 0 ]; $sum = plus($sum, $count->{$_}{$swv} // [ 0, 0 ]) for @_; return $sum };
			my $part = $of->($kind);

			if ($kind eq 'bo' || $swv =~ /^(CL|GJ)/)
			{
				push @rows, join_row($swv, $kind, '', @$part, ('') x 4);
				next;
			}
			for my $definition ('A', 'B')
			{
				my @whole = $sector{$kind} eq 'vo' ? ('vo', 'pro', $definition eq 'B' ? 'vso' : ()) : ('bo', 'sbo', $definition eq 'B' ? 'so' : ());
				my $within = any { $_ eq $kind } @whole;
				my $rest = $of->(grep { $_ ne $kind } @whole);
				my $all = $within ? plus($rest, $part) : $rest;
				# The part moves the whole where it is in it.
				my $low = percent($part->[0], defined $rest->[1] ? $rest->[1] + ($within ? $part->[0] : 0) : undef);
				my $high = defined $part->[1] ? percent($part->[1], $rest->[0] + ($within ? $part->[1] : 0)) : '';
				push @rows, join_row($swv, $kind, $definition, @$part, @$all, $low, $high);
			}
		}
	}
	return rounded(@rows);
}
sub reported
{
	my ($year, $basis) = @_;
	return rounded(psql(qq{SELECT swv, onderwijssoort, definitie, teller_onder, teller_boven, noemer_onder, noemer_boven, percentage_onder, percentage_boven
		FROM rapport.deelname('$year', grondslag => '$basis')}));
}
# The lowest and the highest of these rows of a kind and definition. Who has no lower bound may
# have 0, who has no upper bound anything; nobody has a share of nothing.
sub spread
{
	my ($kind, $definition, @rows) = @_;
	my @all = grep { $_->[0] =~ /^[PV]O\d/ && $_->[1] eq $kind && $_->[2] eq $definition && $_->[6] ne '0' } map { [ split /\|/, $_, -1 ] } @rows;
	my @low = map { $_->[7] eq '' ? 0 : $_->[7] } @all;
	my @high = grep { $_ ne '' } map { $_->[8] } @all;
	return rounded(join '|', min(@low), min(@high) // '', max(@low), @high == @all ? max(@high) : '');
}
my $files = 0;
sub loads
{
	my ($dataset, $columns, @rows) = @_;
	my @set = ref $rows[-1] eq 'HASH' ? map { ('--set', $_) } split /,/, (pop @rows)->{set} : ();
	return taken($dataset, ++$files . '-synthetisch.csv', @set, csv($dataset, $columns, @rows));
}

# Locations of 01voins, [ location, kind, vavo or not, count ], in the layout of that file.
my @voins = ('SCHOOLJAAR', 'BEVOEGD GEZAG', 'NAAM BEVOEGD GEZAG', 'DENOMINATIE BG', 'BRIN NUMMER', 'VESTIGINGSNUMMER', 'BRINVESTIGINGSNUMMER',
	'DENOMINATIE VESTIGING', 'INSTELLINGSNAAM VESTIGING', 'PLAATSNAAM VESTIGING', 'PROVINCIE VESTIGING', 'INDICATIE VO-VAVO',
	'ONDERWIJSTYPE VO EN LEER- OF VERBLIJFSJAAR', 'VMBO SECTOR', 'AFDELING', 'LEERJAAR', 'AANTAL LEERLINGEN');
sub voins
{
	my ($year, @schools) = @_;
	return loads('duo-01voins', \@voins, map { my ($at, $kind, $vavo, $n) = @$_;
		bare(\@voins, SCHOOLJAAR => $year, 'BRIN NUMMER' => substr($at, 0, 4), BRINVESTIGINGSNUMMER => $at, VESTIGINGSNUMMER => substr($at, 5),
			'INDICATIE VO-VAVO' => $vavo ? 'VO uitbesteed aan VAVO' : 'VO regulier', 'ONDERWIJSTYPE VO EN LEER- OF VERBLIJFSJAAR' => $kind, LEERJAAR => 1,
			'AANTAL LEERLINGEN' => $n) } @schools);
}
# A register of addresses, [ location, postcode, kind where the register has it ].
sub addresses
{
	my ($register, @locations) = @_;
	my @names = map { $_->{name} } @{ description("duo-vestigingen-$register")->{schema}{fields} };

	return loads("duo-vestigingen-$register", \@names, map { my ($at, $postcode, $kind) = @$_;
		bare(\@names, PROVINCIE => 'Utrecht', INSTELLINGSCODE => substr($at, 0, 4), VESTIGINGSCODE => $at, VESTIGINGSNAAM => 'Synthetische school',
			POSTCODE => $postcode, $kind ? ('SOORT PRIMAIR ONDERWIJS' => $kind) : ()) } @locations);
}
sub postcodes { return loads('pc4-swv', [ qw(pc4 gemeente po_swv vo_swv) ], map { [ split ' ' ] } @_) }

# --- by payer, classic files ----------------------------------------------------------------
warehouse();
# Denominators: who is in bo and sbo; the so of this file is not that of payers.
my %po = (PO0001 => [ 400, '<5', 70 ], PO0002 => [ 300, 12, 70 ], PO0003 => [ -1, 20, 70 ], PO0004 => [ 100, -1, 70 ]);
loads('duo-swv-totaal', [ qw(SAMENWERKINGSVERBANDNUMMER TYPE_PO PEILJAAR AANTAL_LEERLINGEN) ],
	map { my $swv = $_; map { [ $swv, uc((qw(bo sbo so))[$_]), 2018, $po{$swv}[$_] ] } 0 .. 2 } sort keys %po);
postcodes('1011 Plaats PO0001 VO0001', '1012 Plaats PO0002 VO0001', '1013 Plaats PO0003 VO0002', '3198 Haven Europoort Europoort');
addresses('vo', [ '00AA00', '1011 SS' ], [ '00AA01', '1013 SS' ], [ '00AB00', '3198 SS' ]);
my @vo = ([ '00AA00', 'HAVO/VWO lj 3', 0, 500 ], [ '00AA00', 'VWO uitbest. aan VAVO', 1, '<5' ], [ '00AA00', 'Praktijkonderwijs alle vj', 0, 30 ],
	[ '00AA01', 'Brugjaar 1-2', 0, 200 ], [ '00AA01', 'Praktijkonderwijs alle vj', 0, -1 ], [ '00AB00', 'Brugjaar 1-2', 0, 40 ], [ '00AC00', 'Brugjaar 1-2', 0, '<5' ]);
my %vo_swv = ('00AA00' => 'VO0001', '00AA01' => 'VO0002');
voins('2018-2019', @vo);

# Paying and home SWV, three categories, none, a profile of the same pupils.
my @columns = ('SWV_BETALEND', 'SWV_WOONACHTIG', 'BINNEN_SWV', 'CATEGORIE 1', 'CATEGORIE 2', 'CAT_HOOG', 'AANTAL LEERLINGEN NVT', 'DAGBESTEDING');
my @so = ([ 'PO0001', 'PO0001', 'J', 40, '<5', 2, 6, 48 ], [ 'PO0001', 'PO0002', 'N', '<5', 0, 3, 0, 0 ], [ 'PO0002', 'PO0002', 'J', 25, '<5', '<5', 0, 25 ],
	[ 'PO0003', 'PO0003', 'J', 10, 5, 0, 0, 0 ], [ 'PO0004', 'PO0004', 'J', 10, 'x', '<5', 1, 0 ], [ 'CL1_16UV', 'PO0001', 'N', 9, 0, 0, 0, 0 ],
	[ 'CL2_23UX', 'PO0001', 'N', '<5', 0, 0, '<5', 0 ], [ 'GJIJJI_01AA', 'PO0002', 'N', 0, 0, 0, 7, 0 ], [ '16UV', 'PO0003', 'N', 3, 0, 0, 0, 0 ]);
my $set = 'schooljaar=2018-2019,teldatum=2018-10-01,soort';
sub payer { my ($cell) = @_; return $cell =~ /^(PO|VO)/ ? $cell : $cell =~ /^(CL1|CL2|GJIJJI)/ ? $1 : 'onbekend' }
# Counts per payer of rows of which the counts begin at a column and end at another.
sub by_payer
{
	my ($from, $to, @rows) = @_;
	my %sum;
	for my $row (@rows)
	{
		my $payer = payer($row->[0]);
		$sum{$payer} = plus($sum{$payer} // [ 0, 0 ], bounds($_)) for @$row[ $from .. $to ];
	}
	return \%sum;
}
sub denominators
{
	my %count = (bo => {}, sbo => {}, vo => {}, pro => {});
	for my $swv (keys %po) { $count{ (qw(bo sbo))[$_] }{$swv} = bounds($po{$swv}[$_]) for 0, 1 }
	for (@vo)
	{
		my ($at, $kind, undef, $n) = @$_;
		my $to = $count{ $kind =~ /^Praktijk/ ? 'pro' : 'vo' };
		my $swv = $vo_swv{$at} // 'onbekend';
		$to->{$swv} = plus($to->{$swv} // [ 0, 0 ], bounds($n));
	}
	return %count;
}
loads('duo-so-vso-betalend-woonachtig', \@columns, @so, { set => "$set=so" });
is(reported(2018, 'betalend'), expected({ denominators(), so => by_payer(3, 6, @so) }, 'so'), 'so by payer, from the file by payer and home: categories and none, no profile');
is(psql(q{SELECT string_agg(DISTINCT bron, ' ') || ' ' || count(*) FILTER (WHERE teldatum = '2018-10-01' AND teldatum_noemer IS DISTINCT FROM teldatum AND definitie IS NOT NULL)
	FROM rapport.deelname('2018', grondslag => 'betalend')}), 'feit.leerling_so_vso_klassiek feit.leerling_so_vso_klassiek / feit.leerling_swv_totaal 0', 'its source, and one date');
is(psql(q{SELECT swv, reden FROM rapport.deelname('2018', 'CL1,GJIJJI', grondslag => 'betalend')}),
	join("\n", map { "$_|alleen telling: er betaalt geen samenwerkingsverband" } 'CL1', 'GJIJJI'), 'a marker has no share of its own line');

# The file by payer and inside or out, of vso: another kind, of another division.
my @vso = ([ 'VO0001', 'J', 60, '<5', 4 ], [ 'VO0001', 'N', 7, 0, '<5' ], [ 'VO0002', 'J', 30, '', 1 ], [ 'VO0003', 'N', '<5', 0, 0 ], [ 'GJIJJI', 'N', 11, 0, 0 ]);
loads('duo-so-vso-betalend-binnen', [ 'SWV_BETALEND', 'BINNEN SWV', 'LAAG', 'MIDDEN', 'HOOG' ], @vso, { set => "$set=vso" });
is(reported(2018, 'betalend'), expected({ denominators(), so => by_payer(3, 6, @so), vso => by_payer(2, 4, @vso) }, 'so', 'vso'),
	'vso by payer, inside and out together, over vo and pro of 01voins');
like(psql(q{SELECT reden FROM rapport.deelname('2018', 'VO0001', 'vso', 'A', 'betalend')}), qr/^van 2 vestiging\(en\) is het samenwerkingsverband niet bekend: hun leerlingen staan bij onbekend$/,
	'a location without an address, and one in no SWV');
is(psql(q{SELECT percentage_boven IS NULL, reden FROM rapport.deelname('2018', 'VO0002', 'vso', 'A', 'betalend')}) =~ s/; van 2 .*//r,
	't|in de teller zijn tellingen onbekend: alleen de ondergrens is zeker; in de noemer zijn tellingen onbekend: alleen de bovengrens van het percentage is zeker', 'what is unknown is said');

# The plain file by payer of the same pupils: it comes in their place, not on top.
my @plain = ([ 'PO0001', 41, '<5', 6, 1, 2, 5 ], [ 'PO0002', '<5', 27, 1, 0, 0, 0 ], [ 'PO0003', 15, 0, 0, '<5', 3, '<5' ]);
loads('duo-so-vso-betalend', [ qw(SWV_BETALEND LAAG MIDDEN HOOG CLUSTER_1 CLUSTER_2 GJIJJI) ], @plain, { set => "$set=so" });
my $so = by_payer(1, 3, @plain);
for my $row (@plain) { my $i = 4; $so->{$_} = plus($so->{$_} // [ 0, 0 ], bounds($row->[ $i++ ])) for qw(CL1 CL2 GJIJJI) }
is(reported(2018, 'betalend'), expected({ denominators(), so => $so, vso => by_payer(2, 4, @vso) }, 'so', 'vso'), 'the file by payer alone goes first; columns of markers are lines');

# Files that do not tell what the report needs are not in it.
my $was = reported(2018, 'betalend') . reported(2018, 'vestiging');
loads('duo-so-vso-vestiging', [ qw(SWV_VESTIGING BINNEN_SWV CAT_1) ], [ 'PO0001', 'J', 999 ], { set => "$set=so" });
loads('duo-so-vso-betalend', [ qw(SWV_BETALEND LAAG MIDDEN HOOG) ], [ 'PO0001', 999, 999, 999 ], { set => "$set=so en vso" });
is(reported(2018, 'betalend') . reported(2018, 'vestiging'), $was, 'the file by location leaves clusters 1 and 2 out; so and vso in one cannot be told apart');
my @kinds = ([ 'PO0001', 'SO', 50, 1 ], [ 'PO0002', 'SO', '<5', 0 ], [ 'VO0001', 'VSO', 80, '<5' ], [ 'CL2', 'VSO', 3, 0 ]);
loads('duo-so-vso-betalend', [ qw(SWV_BETALEND SOORT_PO LAAG HOOG) ], @kinds, { set => "$set=so en vso" });
is(reported(2018, 'betalend'), expected({ denominators(), so => $so, vso => by_payer(2, 3, @kinds[ 2, 3 ]) }, 'so', 'vso'),
	'with a column of kinds they can; a kind that has a file of its own is not counted twice');
loads('duo-so-vso-betalend', [ qw(SWV_BETALEND SOORT_PO LAAG HOOG) ], @kinds, { set => 'schooljaar=2017-2018,soort=so en vso' });
is(psql(q{SELECT onderwijssoort, swv, definitie, teller_onder, teller_boven, teldatum, noemer_onder, reden FROM rapport.deelname('2017', grondslag => 'betalend') WHERE swv <> 'landelijk'}),
	join("\n", map { s/; $//r } 'so|PO0001||51|51|||alleen telling: de noemer (leerlingen bo en sbo) is niet geladen; de teldatum van de teller is niet opgegeven',
		'so|PO0002||1|4|||alleen telling: de noemer (leerlingen bo en sbo) is niet geladen; de teldatum van de teller is niet opgegeven',
		'vso|VO0001||81|84|||alleen telling: de noemer (leerlingen vo en pro) is niet geladen; de teldatum van de teller is niet opgegeven',
		'vso|CL2||3|3|||alleen telling: er betaalt geen samenwerkingsverband; de teldatum van de teller is niet opgegeven'), 'without a date and denominators: counts, and why');
# The long files: by category where that by residential place has no such year, and never by profile.
my @long = ([ 'PO0001', 'SO', 12, '<5' ], [ 'PO0002', 'SO', -1, 7 ], [ 'CL2_23UX', 'SO', 9, 0 ], [ 'VO0001', 'VSO', '<5', 30 ]);
loads('duo-so-vso-bekostigingscategorie', [ qw(SWV_BETALEND TYPE_PO PEILJAAR BEKOSTIGINGSCATEGORIE AANTAL_LEERLINGEN) ],
	map { my $year = $_; map { my ($swv, $kind, @n) = @$_; map { [ $swv, $kind, $year, (qw(LAAG HOOG))[$_], $n[$_] ] } 0, 1 } @long } 2015, 2016);
loads('duo-so-vso-uitstroom', [ qw(SWV_BETALEND TYPE_PO PEILJAAR UITSTROOMPROFIEL AANTAL_LEERLINGEN) ], map { [ 'VO0001', 'VSO', $_, 'ARBEIDSMARKT', 999 ] } 2014 .. 2016);
loads('duo-so-vso-rp', [ qw(SWV_BETALEND TYPE_PO PEILJAAR RESIDENTIELE_PLAATS AANTAL_LEERLINGEN) ], [ 'PO0001', 'SO', 2016, 'NIET_RP', 20 ], [ 'PO0001', 'SO', 2016, 'WEL_RP', '<5' ]);
sub counts { return psql("SELECT swv, onderwijssoort, teller_onder, teller_boven FROM rapport.deelname('$_[0]', grondslag => 'betalend')") }
is(counts(2015), join("\n", 'landelijk|so|29|', 'PO0001|so|13|16', 'PO0002|so|7|', 'CL2|so|9|9', 'landelijk|vso|31|34', 'VO0001|vso|31|34'), 'so and vso by payer, of the categories together');
is(psql(q{SELECT DISTINCT reden ~ 'leerlingen zonder bekostigingscategorie kunnen ontbreken' FROM rapport.deelname('2015', grondslag => 'betalend')}), 't', 'of which some pupils may not be there');
is(counts(2016), join("\n", 'landelijk|so|21|24', 'PO0001|so|21|24'), 'where there is a file by residential place, that and no other');
is(counts(2014), '', 'by profile is no count of its own');
is(psql(q{SELECT count(*) FROM rapport.deelname(grondslag => 'betalend', publiek => true) WHERE teller_onder = teller_boven AND teller_onder BETWEEN 1 AND 4}), '0', 'published: no small count');

# --- by school: locations, addresses, postcodes ----------------------------------------------
warehouse();
my %at = ('00AA00' => [ '1011 SS', 'PO0001', 'VO0001' ], '00AB00' => [ '1012SD', 'PO0002', 'VO0001' ], '00AB01' => [ '1013 SA', 'PO0003', 'VO0002' ],
	'00BA00' => [ '1011 SA', 'PO0001', 'VO0001' ], '00CA00' => [ '1012 SA', 'PO0002', 'VO0001' ], '00CA01' => [ '1013 SA', 'PO0003', 'VO0002' ],
	'00VA00' => [ '1012 SA', 'PO0002', 'VO0001' ], '00VA01' => [ '1013 SS', 'PO0003', 'VO0002' ], '00XX00' => [ '3198 SS' ], '00YY00' => [ '' ], '00ZZ00' => [ '9999 SS' ]);
postcodes('1011 Plaats PO0001 VO0001', '1012 Plaats PO0002 VO0001', '1013 Plaats PO0003 VO0002', '3198 Haven Europoort Europoort');
addresses('bo', map { [ $_, $at{$_}[0] ] } qw(00AA00 00AB00 00AB01 00XX00 00YY00));
addresses('sbo-so-vso', map { [ $_, $at{$_}[0], /00B/ ? 'SBAO' : '(V)SO' ] } qw(00BA00 00CA00 00CA01 00ZZ00));
addresses('vo', map { [ $_, $at{$_}[0] ] } qw(00VA00 00VA01));
my @locations = ([ '00AA00', 'BO', 200 ], [ '00AB00', 'BO', 100 ], [ '00AB01', 'BO', -1 ], [ '00XX00', 'BO', '<5' ], [ '00YY00', 'BO', 6 ], [ '00QQ00', 'BO', '<5' ],
	[ '00BA00', 'SBO', '<5' ], [ '00BA00', 'BO', 0 ], [ '00ZZ00', 'SBO', 9 ], [ '00AB01', 'SBO', -1 ], [ '00CA00', 'SO', 31 ], [ '00CA00', 'VSO', '<5' ], [ '00CA01', 'SO', '<5' ],
	[ '00CA01', 'VSO', 25 ], [ '00ZZ00', 'VSO', -1 ], [ '00AA00', 'SO', '<5' ]);
loads('duo-brin6-totaal', [ qw(INSTELLINGSCODE VESTIGINGSCODE TYPE_PO PEILJAAR AANTAL_LEERLINGEN) ],
	map { my ($at, $kind, $n) = @$_; [ substr($at, 0, 4), $at, $kind, 2021, $n ] } @locations);
@vo = ([ '00VA00', 'VMBO BL lj 3-4', 0, 300 ], [ '00VA00', 'Praktijkonderwijs alle vj', 0, '<5' ], [ '00VA00', 'HAVO uitbest. aan VAVO', 1, 2 ],
	[ '00VA01', 'Brugjaar 1-2', 0, '<5' ], [ '00VA01', 'Praktijkonderwijs alle vj', 0, -1 ], [ '00VQ00', 'Praktijkonderwijs alle vj', 0, 8 ]);
voins('2021-2022', @vo);
sub by_school
{
	my (@rows) = @_;
	my %count;
	for (@rows)
	{
		my ($at, $kind, $n) = @$_;
		my $swv = $at{$at}[ $sector{$kind} eq 'po' ? 1 : 2 ] // 'onbekend';
		$count{$kind}{$swv} = plus($count{$kind}{$swv} // [ 0, 0 ], bounds($n));
	}
	return \%count;
}
sub of_vo { return map { [ $_->[0], $_->[1] =~ /^Praktijk/ ? 'pro' : 'vo', $_->[3] ] } @_ }
my @po = map { [ $_->[0], lc $_->[1], $_->[2] ] } @locations;
is(reported(2021, 'vestiging'), expected(by_school(@po, of_vo(@vo)), qw(bo sbo so vso pro)), 'by school: counts per location, their addresses, and 01voins');
is(psql(q{SELECT DISTINCT bron FROM rapport.deelname('2021', grondslag => 'vestiging') ORDER BY 1}),
	join("\n", 'feit.leerling_vestiging_totaal', 'feit.leerling_vestiging_totaal / feit.leerling_vo_leerjaar', 'feit.leerling_vo_leerjaar'), 'and these are the sources');
like(psql(q{SELECT reden FROM rapport.deelname('2021', 'PO0001', 'so', 'A', 'vestiging')}), qr/^van 4 vestiging\(en\) is het samenwerkingsverband niet bekend: hun leerlingen staan bij onbekend$/,
	'no address, no postcode, one in no SWV and one that is in no table');
is(psql(q{SELECT count(*) FROM rapport.deelname(grondslag => 'betalend')}), '0', 'who pays is in none of these files');

# The file by kind of education knows the SWV of the school, by its code; a name is looked up.
my @names = map { $_->{name} } @{ description('duo-leerlingen-vo-onderwijstype')->{schema}{fields} };
my @counts = grep { /VERBLIJFSJAAR \d/ } @names;
my $kind = 'ONDERWIJSTYPE VO EN LEER- OF VERBLIJFSJAAR';
my @typed = ([ '00VA00', 'VO0002', 'VWO lj 4-6', 90, '<5' ], [ '00VA01', 'Samenwerkingsverband 00.02', 'Praktijkonderwijs alle vj', 'x', 5 ], [ '00VQ00', '', 'Brugjaar 1-2', '<5', 0 ]);
loads('duo-leerlingen-vo-onderwijstype', [ grep { $_ ne 'LWOO INDICATIE' } @names ], (map { my ($at, $swv, $what, @n) = @$_;
	bare([ grep { $_ ne 'LWOO INDICATIE' } @names ], INSTELLINGSCODE => substr($at, 0, 4), VESTIGINGSCODE => $at, 'SAMENWERKINGSVERBAND PASSEND ONDERWIJS VO' => $swv, $kind => $what,
		(map { $_ => 0 } @counts), $counts[0] => $n[0], $counts[7] => $n[1]) } @typed), { set => 'schooljaar=2021-2022' });
my $count = by_school(@po, map { my $row = $_; map { [ $row->[0], $row->[2] =~ /^Praktijk/ ? 'pro' : 'vo', $_ ] } @$row[ 3, 4 ] } @typed[ 1, 2 ]);
$count->{vo}{VO0002} = plus(plus($count->{vo}{VO0002} // [ 0, 0 ], bounds(90)), bounds('<5'));
is(reported(2021, 'vestiging'), expected($count, qw(bo sbo so vso pro)), 'the SWV of the file where it is a code, else that of the address');

for my $what ('so A', 'so B', 'sbo A', 'sbo B', 'vso A', 'vso B', 'pro A', 'pro B')
{
	my ($of, $definition) = split ' ', $what;
	is(rounded(psql(qq{SELECT laagste_onder, laagste_boven, hoogste_onder, hoogste_boven FROM rapport.deelname_spreiding('2021', 'vestiging', '$definition') WHERE onderwijssoort = '$of'})),
		spread($of, $definition, split /\n/, expected($count, $of)), "$what: the lowest and the highest of them, with what is unknown");
}
is(psql(q{SELECT count(*) FROM rapport.deelname_spreiding('2021', 'vestiging') WHERE laagste_onder > laagste_boven OR hoogste_onder > hoogste_boven OR mediaan_onder > mediaan_boven
	OR kwartiel1_onder > kwartiel1_boven OR kwartiel3_onder > kwartiel3_boven}), '0', 'no lower bound is above its upper one');

# A location that moved: the register that was loaded last has its address.
addresses('sbo-so-vso', map { [ $_, $_ eq '00AA00' ? '1012 SS' : $at{$_}[0], '(V)SO' ] } qw(00AA00 00BA00 00CA00 00CA01 00ZZ00));
is(psql(q{SELECT teller_onder FROM rapport.deelname('2021', 'PO0002', 'bo', grondslag => 'vestiging')}), '300', 'in two registers: the one loaded last');

# Without so there is no whole to be a part of; what is missing is named.
loads('duo-brin6-totaal', [ qw(INSTELLINGSCODE VESTIGINGSCODE TYPE_PO PEILJAAR AANTAL_LEERLINGEN) ], [ '00AA', '00', 'BO', 2020, 90 ], [ '00BA', '00', 'SBO', 2020, 10 ]);
is(psql(q{SELECT onderwijssoort, definitie, percentage_onder, reden FROM rapport.deelname('2020', 'PO0001', 'sbo', grondslag => 'vestiging')}),
	"sbo|A|100|\nsbo|B||de noemer (leerlingen so) is niet geladen", 'a denominator without one of its kinds');

# --- for publication ----------------------------------------------------------------------------
is(psql(q{SELECT count(*) FROM rapport.deelname(grondslag => 'vestiging', publiek => true) WHERE teller_onder = teller_boven AND teller_onder BETWEEN 1 AND 4}), '0', 'published: no small count');

done_testing();
