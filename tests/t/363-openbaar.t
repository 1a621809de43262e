# What the published reports give away, worked out here and by nothing of the project: of a
# small synthetic country whose sources mask nothing, each count of 1 to 4 must stay 1 to 4 for
# somebody who adds, subtracts and divides all that a report shows.
use strict;
use warnings;

use FindBin;
use JSON::PP ();
use List::Util qw(max min sum0);
use lib "$FindBin::Bin/lib";
use Passend;
use Test::More;
use Warehouse;

my $dir = temp_dir();
new_warehouse();
my $made = passend('synth', '--all', '--national', '--scale', '100', '-q', '--output', "$dir/land");
is($made->{code}, 0, 'a small country') or diag $made->{err};
load('--jobs', '2', "$dir/land", data_file('pc4-swv'));
is(passend('synth', 'duo-so-vso-betalend-woonachtig', '--rows', '1500', '-q', '--output', "$dir/synthetisch-grens.csv")->{code}, 0, 'and who pays for whom');
load('--set', 'schooljaar=2015-2016', '--set', 'soort=so', "$dir/synthetisch-grens.csv");

# Counts as a source without masks has them, many of them small; parts within their totals.
# The sums per postcode that the loader keeps.
my $sums = q{DELETE FROM laad.som_leerling_po;
INSERT INTO laad.som_leerling_po (teldatum, pc4, soort_po, aantal) SELECT teldatum, pc4, soort_po, sum(aantal) FROM feit.leerling_po GROUP BY teldatum, pc4, soort_po;};
psql(q{
CREATE FUNCTION pg_temp.heel(a telling, sleutel text) RETURNS telling LANGUAGE sql
RETURN CASE WHEN a IS NULL THEN telling(abs(hashtext(sleutel)) % 6) ELSE telling((ondergrens(a) + abs(hashtext(sleutel)) % (bovengrens(a) - ondergrens(a) + 1))::integer) END;
DO $$
DECLARE t text;
BEGIN
    FOREACH t IN ARRAY '{leerling_po,leerling_swv_totaal,leerling_vestiging_totaal,leerling_so_vso_residentieel,leerling_so_vso_categorie,leerling_vo_pc4,
                         leerling_vo_leerjaar,leerlingstroom}'::text[] LOOP
        EXECUTE format('UPDATE feit.%I t SET aantal = pg_temp.heel(t.aantal, t::text) WHERE is_exact(t.aantal) IS NOT TRUE', t);
    END LOOP;
END $$;
UPDATE feit.leerling_so_vso_klassiek t SET aantal = telling(abs(hashtext(t::text)) % 8 * (abs(hashtext(t::text || 'x')) % 2));
UPDATE feit.leerling_swv_totaal t SET aantal = telling(1 + abs(hashtext(t::text)) % 8) WHERE soort_po <> 'bo';
UPDATE feit.wachtlijst t SET wachtenden = telling(abs(hashtext(t::text)) % 9);
UPDATE feit.thuiszitter t SET absoluut = pg_temp.heel(absoluut, t::text || 'a'), relatief = pg_temp.heel(relatief, t::text || 'r'), vrijstelling_5a = pg_temp.heel(vrijstelling_5a, t::text || 'v');
UPDATE feit.thuiszitter t SET drie_maanden = telling((ondergrens(relatief) * (60 + abs(hashtext(t::text)) % 41) / 100
	+ CASE definitie WHEN '2016' THEN ondergrens(absoluut) * (60 + abs(hashtext(t::text || 'z')) % 41) / 100 ELSE 0 END)::integer);
UPDATE feit.tlv SET einddatum = '2025-04-01' WHERE abs(hashtext(volgnummer || swv::text)) % 3 = 0 AND einddatum >= '2025-04-01';
} . $sums);

my %rows;
sub rows_of
{
	my ($sql) = @_;
	return @{ $rows{$sql} //= JSON::PP->new->utf8->decode(psql("SELECT coalesce(json_agg(r), '[]') FROM ($sql) r")) };
}

# --- a table with totals, whole numbers ------------------------------------------------------
# Cells "row\tcolumn" => [ low, high, true ] as shown, totals with an empty name; hidden is 0 to
# all. From the true table, which fits, a count can be another where a path of counts that can
# move leads back: along it, how far does each small one go? Returns how many there are and
# what is told of them.
sub audit
{
	my ($table) = @_;
	my (%row, %column, @edge, %at, @told);
	my $small = 0;

	for my $key (keys %$table)
	{
		my ($r, $c) = split /\t/, $key, -1;
		next if $r eq '' || $c eq '';
		$row{$r} += $table->{$key}[2];
		$column{$c} += $table->{$key}[2];
	}
	my $total = sum0(values %row);
	my $edge = sub {
		my ($name, $from, $to, $true) = @_;
		my $cell = $table->{$name};
		push @edge, [ $from, $to, $cell ? $cell->[0] : 0, $cell ? $cell->[1] : 1e9, $true, $name ];
		push @{ $at{$from} }, [ $#edge, 1, $to ];
		push @{ $at{$to} }, [ $#edge, -1, $from ];
		push @told, "$name does not add up" if $cell && $cell->[2] != $true;
	};
	$edge->("$_\t", 'source', "r$_", $row{$_}) for keys %row;
	$edge->("\t$_", "c$_", 'sink', $column{$_}) for keys %column;
	$edge->("\t", 'sink', 'source', $total);
	for my $key (keys %$table) { my ($r, $c) = split /\t/, $key, -1; $edge->($key, "r$r", "c$c", $table->{$key}[2]) if $r ne '' && $c ne '' }

	for my $e (0 .. $#edge)
	{
		my ($from, $to, $low, $high, $true, $name) = @{ $edge[$e] };
		push @told, "$name: $true is not in $low..$high" if $true < $low || $true > $high;
		next if $true < 1 || $true > 4;
		$small++;
		for my $way ([ 1, 4 - $true ], [ -1, $true - 1 ])
		{
			my ($direction, $steps) = @$way;
			my %moved;
			my ($start, $end) = $direction > 0 ? ($to, $from) : ($from, $to);
			STEP: while ($steps > 0)
			{
				my %by = ($start => undef);
				my @queue = ($start);
				while (@queue && !exists $by{$end})
				{
					my $node = shift @queue;
					for my $a (@{ $at{$node} })
					{
						my ($i, $sign, $next) = @$a;
						next if $i == $e || exists $by{$next};
						my $now = $edge[$i][4] + ($moved{$i} // 0);
						next if $sign > 0 ? $now >= $edge[$i][3] : $now <= $edge[$i][2];
						$by{$next} = [ $node, $i, $sign ];
						push @queue, $next;
					}
				}
				last STEP if !exists $by{$end};
				for (my $node = $end; defined $by{$node}; $node = $by{$node}[0]) { $moved{ $by{$node}[1] } += $by{$node}[2] }
				$steps--;
			}
			push @told, "$name is $true, cannot be " . ($direction > 0 ? 'more' : 'less') . " by $steps" if $steps > 0 || $low == $high;
		}
	}
	return ($small, @told);
}

# Counts with sums of any kind: intervals made smaller until nothing changes. Sums are lists of
# [ factor, name ] that make 0.
sub narrow
{
	my ($bound, @sums) = @_;
	my $changed = 1;

	while ($changed)
	{
		$changed = 0;
		for my $sum (@sums)
		{
			my $low = sum0(map { $_->[0] * $bound->{ $_->[1] }[ $_->[0] > 0 ? 0 : 1 ] } @$sum);
			my $high = sum0(map { $_->[0] * $bound->{ $_->[1] }[ $_->[0] > 0 ? 1 : 0 ] } @$sum);
			for my $term (@$sum)
			{
				my ($factor, $name) = @$term;
				my ($a, $b) = @{ $bound->{$name} };
				my ($l, $h) = ($factor > 0 ? ($a, $b) : (-$b, -$a));
				# The rest is low - l to high - h, and all makes 0.
				my ($nl, $nh) = (max($l, -($high - $h)), min($h, -($low - $l)));
				($nl, $nh) = (-$nh, -$nl) if $factor < 0;
				next if $nl <= $a && $nh >= $b;
				$bound->{$name} = [ $nl, $nh ];
				$low += ($factor > 0 ? $factor * ($nl - $a) : $factor * ($nh - $b));
				$high += ($factor > 0 ? $factor * ($nh - $b) : $factor * ($nl - $a));
				$changed = 1;
			}
		}
	}
	return;
}
sub told { my ($bound) = @_; return grep { my ($a, $b) = @{ $bound->{$_} }; $a >= 1 && $b <= 4 && ($a > 1 || $b < 4) } sort keys %$bound }

sub shown
{
	my ($row, $name) = @_;
	my ($low, $high) = @$row{ "${name}_onder", "${name}_boven" };
	return [ $low // 0, $high // 1e9 ];
}
# The tables of a report: name of the table, row, column ('' = total) and count, per row.
sub tables
{
	my ($report, $cells, $arguments) = @_;
	my $call = sub { "SELECT * FROM rapport.$report(" . join(', ', grep { $_ } $arguments, $_[0]) . ')' };
	my (%true, %table);

	for my $r (rows_of($call->(''))) { $true{ join "\t", @$_[ 0 .. 2 ] } = $r->{"$_->[3]_onder"} for $cells->($r) }
	for my $r (rows_of($call->('publiek => true')))
	{
		for my $cell ($cells->($r))
		{
			my $true = $true{ join "\t", @$cell[ 0 .. 2 ] };
			next if !defined $true;
			$table{ $cell->[0] }{"$cell->[1]\t$cell->[2]"} = [ @{ shown($r, $cell->[3]) }, $true ];
		}
	}
	return \%table;
}
sub safe
{
	my ($name, $table, $least) = @_;
	my ($small, @told) = (0);
	local $Test::Builder::Level = $Test::Builder::Level + 1;

	for my $t (sort keys %$table)
	{
		my ($n, @t) = audit($table->{$t});
		$small += $n;
		push @told, map { "$t: $_" } @t;
	}
	cmp_ok($small, '>=', $least, "$name: small counts to protect ($small)");
	is(join("\n", @told[ 0 .. min($#told, 4) ]), '', "$name: none is told");
}
sub all { my ($swv) = @_; return $swv eq 'landelijk' ? '' : $swv }

my @kinds = qw(bo sbo so vo pro vso mbo arbeid dagbesteding buiten overig);
my %cells = (
	deelname => sub { my ($r) = @_; return ($r->{definitie} // '') eq 'B' ? () : [ join(' ', @$r{qw(schooljaar grondslag onderwijssoort)}), all($r->{swv}), 'x', 'teller' ] },
	bekostigingscategorieen => sub { my ($r) = @_; return $r->{bron} ne 'geladen' || $r->{categorie} eq 'zonder' ? ()
		: [ "$r->{onderwijssoort} $r->{teljaar}", all($r->{swv}), $r->{categorie} eq 'totaal' ? '' : $r->{categorie}, 'leerlingen' ] },
	wachtlijsten => sub { my ($r) = @_; return $r->{herkomst} ne 'opgaven' ? () : $r->{soort} =~ /so$/ && $r->{soort} ne 'sbo'
		? [ "$r->{peildatum} (v)so", all($r->{swv}), $r->{soort} eq '(v)so' ? '' : $r->{soort}, 'wachtenden' ] : [ "$r->{peildatum} $r->{soort}", all($r->{swv}), 'x', 'wachtenden' ] },
	tlv => sub { my ($r) = @_; return [ $r->{schooljaar}, all($r->{swv}), $r->{soort} eq 'alle' ? '' : "$r->{soort} $r->{categorie} $r->{duur}", 'afgegeven' ] },
	thuiszitters => sub { my ($r) = @_; my $t = join ' ', @$r{qw(peildatum sector definitie)}; my $swv = all($r->{swv});
		return ((map { [ $r->{definitie} eq '2016' ? "$t soort" : "$t $_", $swv, $r->{definitie} eq '2016' ? $_ : 'x', $_ ] } qw(absoluut relatief)),
			($r->{definitie} eq '2016' ? [ "$t soort", $swv, '', 'thuiszitters' ] : ()), map { [ "$t $_", $swv, 'x', $_ ] } qw(drie_maanden vrijstelling_5a)) },
	leerlingstromen_matrix => sub { my ($r) = @_; return () if $r->{swv} eq 'landelijk';
		return map { [ "$r->{swv} $r->{schooljaar}", $r->{van} eq 'totaal' ? '' : $r->{van}, $_ eq 'totaal' ? '' : $_, $_ ] } @kinds, 'totaal' },
	grensverkeer => sub { my ($r) = @_; return $r->{regel} !~ /^(grens|uit|in)$/ ? ()
		: [ join(' ', @$r{qw(schooljaar basis onderwijssoort)}), $r->{regel} eq 'in' ? '' : all($r->{betalend}), $r->{regel} eq 'uit' ? '' : $r->{ander}, 'aantal' ] },
);
my %arguments = (deelname => "schooljaar => '2020-2021', grondslag => NULL", leerlingstromen_matrix => "schooljaar => '2020-2021'",
	bekostigingscategorieen => "schooljaar => '2020-2021'", thuiszitters => "schooljaar => '2020-2021'", tlv => "schooljaar => '2024-2025'");
my %least = (deelname => 100, bekostigingscategorieen => 100, wachtlijsten => 1, tlv => 200, thuiszitters => 200, leerlingstromen_matrix => 100, grensverkeer => 30);
safe($_, tables($_, $cells{$_}, $arguments{$_} // ''), $least{$_}) for sort keys %cells;
# The same tables with counts only masked are told: what is asked here can fail.
{
	my $table = tables('thuiszitters', $cells{thuiszitters}, $arguments{thuiszitters});
	for my $cell (map { values %$_ } values %$table) { @$cell[ 0, 1 ] = $cell->[2] >= 1 && $cell->[2] <= 4 ? (1, 4) : @$cell[ 2, 2 ] }
	cmp_ok(scalar(grep { my ($n, @t) = audit($_); @t } values %$table), '>', 0, 'masks alone would tell');
}

# --- what is left when a part is taken from its total --------------------------------------
{
	my (%bound, @sums, %sum);
	for my $r (rows_of(q{SELECT * FROM rapport.tlv(publiek => true) WHERE soort = 'alle'}))
	{
		my $key = "$r->{schooljaar} $r->{swv}";
		$bound{"$key $_"} = shown($r, $_) for qw(afgegeven herhaald geldig loopt_af overlap);
		for my $part ([qw(herhaald afgegeven)], [qw(geldig afgegeven)], [qw(loopt_af afgegeven)], [qw(overlap afgegeven)], [qw(loopt_af geldig)])
		{
			my $rest = "$key $part->[1] zonder $part->[0]";
			$bound{$rest} = [ 0, 1e9 ];
			push @sums, [ [ 1, "$key $part->[0]" ], [ 1, $rest ], [ -1, "$key $part->[1]" ] ];
			push @{ $sum{"$r->{schooljaar} $_"} }, [ $r->{swv} eq 'landelijk' ? -1 : 1, "$key $_" ] for $part->[0], "$part->[1] zonder $part->[0]";
		}
	}
	narrow(\%bound, @sums, map { my %seen; [ grep { !$seen{ $_->[1] }++ } @$_ ] } values %sum);
	cmp_ok(scalar(grep { $bound{$_}[0] == $bound{$_}[1] } keys %bound), '>', 100, 'tlv: parts of totals are shown');
	is(join("\n", told(\%bound)), '', 'tlv: no rest of 1 to 4 follows');
}

{
	# Thuiszitters for less than three months are what those of longer leave.
	my (%bound, @sums, %sum);
	for my $r (rows_of(q{SELECT * FROM rapport.thuiszitters(definitie => '2016', publiek => true)}))
	{
		my $table = join ' ', @$r{qw(peildatum sector)};
		my $key = "$table $r->{swv}";
		$bound{"$key $_"} = shown($r, $_) for qw(absoluut relatief thuiszitters drie_maanden);
		$bound{"$key korter"} = [ 0, 1e9 ];
		push @sums, [ [ 1, "$key absoluut" ], [ 1, "$key relatief" ], [ -1, "$key thuiszitters" ] ], [ [ 1, "$key drie_maanden" ], [ 1, "$key korter" ], [ -1, "$key thuiszitters" ] ];
		push @{ $sum{"$table $_"} }, [ $r->{swv} eq 'landelijk' ? -1 : 1, "$key $_" ] for qw(absoluut relatief thuiszitters drie_maanden korter);
	}
	narrow(\%bound, @sums, values %sum);
	is(join("\n", told(\%bound)), '', 'thuiszitters: none of 1 to 4 follows, whether longer or shorter than three months');
}

# --- percentages -------------------------------------------------------------------------------
# A masked count can be 1 and it can be 4, with some rest; one that is hidden has no percentage.
sub leaves_open
{
	my ($name, $least, $part_of, @rows) = @_;
	my ($small, @told) = (0);
	for my $r (@rows)
	{
		my ($onder, $boven, $low, $high, $key) = @$r;
		push @told, "$key: hidden, but $low" if !defined $onder && defined $low;
		next if !defined $onder || $onder != 1 || ($boven // 0) != 4 || !defined $low;
		$small++;
		# With $part_of a rest, x / (x + rest) from 1 to 4; otherwise in proportion.
		my $rest = $part_of ? (100 - $low) / $low : undef;
		my $expected = $part_of ? 100 * 4 / (4 + $rest) : 4 * $low;
		push @told, "$key: $low to $high" if $high < $expected * (1 - 1e-9) && $high < 100;
	}
	cmp_ok($small, '>', $least, "$name: percentages of masked counts ($small)");
	is(join("\n", @told[ 0 .. min($#told, 4) ]), '', "$name: they tell no more than the mask");
	return;
}
my @participation = rows_of(q{SELECT * FROM rapport.deelname('2020-2021', grondslag => NULL, publiek => true)});
leaves_open('deelname A', 20, 0, map { [ @$_{qw(teller_onder teller_boven percentage_onder percentage_boven swv)} ] } grep { ($_->{definitie} // '') eq 'A' && $_->{onderwijssoort} =~ /^v?so$/ } @participation);
leaves_open('deelname B', 20, 1, map { [ @$_{qw(teller_onder teller_boven percentage_onder percentage_boven swv)} ] } grep { ($_->{definitie} // '') eq 'B' } @participation);
leaves_open('bekostigingscategorieen', 100, 0, map { [ @$_{qw(leerlingen_onder leerlingen_boven absoluut_onder absoluut_boven swv)} ] }
	rows_of(q{SELECT * FROM rapport.bekostigingscategorieen(bron => 'geladen', publiek => true)}));
leaves_open('thuiszitters', 10, 0, map { [ @$_{qw(thuiszitters_onder thuiszitters_boven per_1000_onder per_1000_boven swv)} ] } rows_of("SELECT * FROM rapport.thuiszitters(schooljaar => '2020-2021', publiek => true)"));
# Of one year the trend map shows shares: of small counts, no exact one.
my %truth = map { ("$_->{swv} $_->{onderwijssoort}" => $_->{aantal}) }
	rows_of(q{SELECT swv, onderwijssoort, ondergrens(teller) AS aantal FROM laad.deelname_reeks('2020-2021', '2020-2021')});
my @map = grep { my $n = $truth{"$_->{swv} $_->{onderwijssoort}"}; defined $n && $n >= 1 && $n <= 4 } rows_of(q{SELECT * FROM rapport.trendkaart(1, '2020-2021', publiek => true)});
cmp_ok(scalar(@map), '>', 3, 'trendkaart: small counts');
is(scalar(grep { defined $_->{gemiddelde_onder} && $_->{gemiddelde_boven} < $_->{gemiddelde_onder} * 1.5 } @map), 0, 'trendkaart: no exact share of them');
my @change = grep { defined $_->{verandering_onder} } rows_of(q{SELECT * FROM rapport.bekostigingscategorieen(bron => 'geladen', publiek => true)});
is(scalar(grep { $_->{leerlingen_onder} == 1 && $_->{leerlingen_boven} == 4 && $_->{verandering_boven} - $_->{verandering_onder} < 3 } @change), 0, 'a change since last year tells no masked count');
is(psql(q{SELECT count(*) FROM rapport.schaalscores('2023-2024', publiek => true) WHERE n BETWEEN 1 AND 4 OR buiten_bereik BETWEEN 1 AND 4 OR (n IS NULL AND score IS NOT NULL)}), '0',
	'schaalscores: no group of fewer than five');

# --- two reports side by side --------------------------------------------------------------
# Others have participation of the same counts: what they show is in what that shows.
%rows = ();
sub year { return rows_of(q{SELECT * FROM rapport.deelname('2024-2025', publiek => true)}) }
# One SWV has a small count, all others none or large ones: another one must be hidden.
psql(q{UPDATE feit.leerling_po SET aantal = telling(ondergrens(aantal)::integer * 5) WHERE schooljaar = '2024-2025';
UPDATE feit.leerling_po f SET aantal = telling(CASE WHEN f.ctid = k.ctid AND f.tableoid = k.tableoid THEN 3 ELSE 0 END)
FROM (SELECT p.po_swv, (array_agg(l.ctid ORDER BY l.ctid))[1] AS ctid, min(l.tableoid) AS tableoid FROM feit.leerling_po l JOIN ref.pc4_swv p USING (pc4)
      WHERE l.schooljaar = '2024-2025' AND l.soort_po = 'so' AND p.po_swv = 'PO2001' GROUP BY p.po_swv) k, ref.pc4_swv p
WHERE f.schooljaar = '2024-2025' AND f.soort_po = 'so' AND p.pc4 = f.pc4 AND p.po_swv = k.po_swv;
} . $sums);
my %so = map { $_->{swv} => $_ } grep { ($_->{definitie} // '') eq 'B' && $_->{onderwijssoort} eq 'so' } year();
my @hidden = grep { !defined $so{$_}{teller_onder} } sort keys %so;
is("$so{PO2001}{teller_onder}..$so{PO2001}{teller_boven}", '1..4', 'one small count, masked');
cmp_ok(scalar(@hidden), '>', 0, 'and others hidden for it');
for my $swv ('PO2001', $hidden[0])
{
	my %sheet = map { $_->{indicator} => $_ } rows_of("SELECT * FROM rapport.factsheet('$swv', publiek => true)");
	my $row = $sheet{'Leerlingen in het so'};
	is_deeply([ @$row{qw(ondergrens bovengrens landelijk_ondergrens)} ], [ map { defined $_ ? $_ + 0 : undef } @{ $so{$swv} }{qw(teller_onder teller_boven)}, $so{landelijk}{teller_onder} ],
		"factsheet of $swv: as deelname shows it");
	is(join(' ', map { defined $sheet{$_}{ondergrens} ? 'shown' : 'hidden' } 'Deelname so, definitie A', 'Deelname so, definitie B', 'Thuiszitters per 1.000 leerlingen'),
		'hidden hidden hidden', 'nor what it would follow from');
}
my %lowest;
for (year())
{
	next if ($_->{definitie} // '') ne 'B' || $_->{onderwijssoort} ne 'so' || $_->{swv} !~ /^PO/;
	push @{ $lowest{ defined $_->{percentage_onder} ? 'shown' : 'hidden' } }, $_;
}
my %nation = map { $_->{kencijfer} => $_ } rows_of('SELECT * FROM laad.kencijfers(NULL, true)');
is_deeply([ @{ $nation{'deelname.so.B.laagste'} }{qw(landelijk_onder landelijk_boven)} ], [ 0, min(map { $_->{percentage_boven} } @{ $lowest{shown} }) ], 'the lowest participation is that of what is shown, or hidden and lower');
my ($nation) = grep { $_->{bron} eq 'geladen' && $_->{grondslag} eq 'woon' && $_->{jaar} == 2024 } rows_of(q{SELECT * FROM rapport.deelname_landelijk('so', publiek => true)});
is_deeply([ @$nation{qw(leerlingen_onder leerlingen_boven)} ], [ @{ $so{landelijk} }{qw(teller_onder teller_boven)} ], 'the nation is as deelname shows it');
my ($spread) = grep { $_->{onderwijssoort} eq 'so' && $_->{definitie} eq 'B' } rows_of(q{SELECT * FROM rapport.deelname_spreiding('2024-2025', 'woon', publiek => true)});
is($spread->{laagste_boven}, min(map { $_->{percentage_boven} } @{ $lowest{shown} }), 'and so is the spread');

# The nation's truants and waiting lists, beside those of each SWV.
my %thuis = map { ("$_->{sector}" => $_) } rows_of(q{SELECT * FROM rapport.thuiszitters('landelijk', publiek => true) WHERE peildatum = (SELECT max(peildatum) FROM rapport.thuiszitters)});
for my $figure ([ 'thuiszitters.totaal', 'thuiszitters' ], [ 'thuiszitters.drie_maanden', 'drie_maanden' ])
{
	my @parts = map { $thuis{$_}{"$figure->[1]_onder"} } keys %thuis;
	is($nation{ $figure->[0] }{landelijk_onder}, (grep { !defined } @parts) ? undef : sum0(@parts), "$figure->[0] of the nation is that of the report");
}
# One small count and a large one, and no other: then the total is hidden, everywhere.
psql(q{UPDATE feit.leerling_po f SET aantal = '0' WHERE schooljaar = '2024-2025' AND soort_po = 'so' AND aantal <> '3';
UPDATE feit.leerling_po f SET aantal = '5' WHERE (f.tableoid, f.ctid) = (SELECT l.tableoid, l.ctid FROM feit.leerling_po l JOIN ref.pc4_swv p USING (pc4)
	WHERE l.schooljaar = '2024-2025' AND l.soort_po = 'so' AND p.po_swv <> 'PO2001' ORDER BY p.pc4, l.ctid LIMIT 1);
} . $sums);
%rows = ();
%so = map { $_->{swv} => $_ } grep { ($_->{definitie} // '') eq 'B' && $_->{onderwijssoort} eq 'so' } year();
is($so{PO2001}{teller_onder} . '..' . ($so{landelijk}{teller_onder} // '?'), '1..?', 'a total that would tell is hidden');
is(psql(q{SELECT count(*) FROM rapport.deelname_landelijk('so', 'geladen', publiek => true) WHERE jaar = 2024 AND grondslag = 'woon'}), '0', 'in the series of the nation too');
is(psql(q{SELECT count(landelijk_onder) FROM laad.kencijfers(NULL, true) WHERE kencijfer ~ '^(leerlingen.so|leerlingen.svo|deelname.so.[AB])$'}), '0', 'and in figures of today');

# Every report that can be published is looked at above, or shows what these show.
is(join(' ', map { $_->[0] } lines_of(q{SELECT rapport FROM ref.rapport_parameter WHERE parameter = 'publiek' ORDER BY rapport COLLATE "C"})),
	'bekostigingscategorieen beleidsverwachtingen deelname deelname_landelijk deelname_spreiding factsheet factsheet_json gepubliceerde_cijfers grensverkeer '
	. 'leerlingstromen leerlingstromen_matrix schaalscores thuiszitters tlv trendkaart trendkaart_klassen wachtlijsten', 'no other report can be published');

done_testing();
