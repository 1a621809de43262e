# Toelaatbaarheidsverklaringen: a made-up register, counted here a second time; its
# rules; the relation of duration and participation; and what is published of it.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::Bin/lib";
use Loader;
use Passend;
use Test::More;
use Time::Local qw(timegm);

my $dir = temp_dir();
warehouse();
fails(passend('report', $_), 2, 'nothing that report ' . $_ . ' reads is loaded', "$_: nothing is loaded") for qw(tlv tlv_controles tlv_duur);

sub days { my ($y, $m, $d) = split /-/, $_[0]; return timegm(0, 0, 12, $d, $m - 1, $y) / 86400 }
sub year_of { my ($y, $m) = split /-/, $_[0]; return $m >= 8 ? $y : $y - 1 }

# The same numbers on every machine, below a limit.
my $seed = 20250201;
sub below
{
	$seed = ($seed * 1103515245 + 12345) % 2147483648;
	return int(($seed >> 8) / (2147483648 >> 8) * $_[0]);
}
sub one_of { return $_[below(scalar @_)] }

# --- a register of three SWVs ---------------------------------------------------------
# PO0003 names no pupils; PO0002 those of some; all have TLVs without an end.
my @columns = qw(PEILDATUM SWV VOLGNUMMER BEGINDATUM EINDDATUM BEKOSTIGINGSCATEGORIE SOORT ADVIESDATUM_1 ADVIESDATUM_2
  DISCIPLINE_1 DISCIPLINE_2 PLAATSINGSDATUM OPP_DATUM SYMBIOSE_PERCENTAGE LEERLING_SLEUTEL);
my %word = (L => 'laag', M => 'midden', H => 'hoog', Nvt => 'nvt');
my $extract = '2025-02-01';
my @rows;
for my $swv (qw(PO0001 PO0002 PO0003))
{
	for my $number (1 .. 60)
	{
		my $begin = one_of('2022-08-01', '2023-08-01', '2023-10-09', '2024-08-01', '2025-01-06');
		my $kind = one_of(qw(so so sbo), '');

		push @rows, { PEILDATUM => $extract, SWV => $swv, VOLGNUMMER => $number, BEGINDATUM => $begin,
			EINDDATUM => one_of('2025-03-31', map({ (year_of($begin) + $_) . '-07-31' } 1, 2, 4), below(3) ? '2025-07-31' : ''),
			BEKOSTIGINGSCATEGORIE => $kind eq 'sbo' && below(9) ? 'Nvt' : one_of(qw(L L M H Nvt)), SOORT => $kind,
			ADVIESDATUM_1 => '2022-05-02', ADVIESDATUM_2 => one_of('2022-05-09', '2022-06-01', ''),
			DISCIPLINE_1 => one_of(qw(orthopedagoog psycholoog arts), ''), DISCIPLINE_2 => one_of('arts', 'logopedist', 'pedagoog', ''),
			PLAATSINGSDATUM => one_of('2024-08-26', ''), OPP_DATUM => one_of('2024-10-07', '2024-10-08', ''),
			SYMBIOSE_PERCENTAGE => one_of('60', '60,5', '0', ''),
			LEERLING_SLEUTEL => $swv eq 'PO0003' || ($swv eq 'PO0002' && !below(5)) ? '' : 'l' . below(40) };
	}
}
my $file = write_file("$dir/synthetisch-tlv.csv", join "\n", join(';', @columns), (map { my $r = $_; join ';', map { $r->{$_} } @columns } @rows), '');
my $before = psql('SELECT now()');
is(load($file)->{code}, 0, 'the register loads');

# --- counted here ---------------------------------------------------------------------
# Per SWV the TLVs of a pupil, in the order of their first day.
my %pupil;
push @{ $pupil{"$_->{SWV} $_->{LEERLING_SLEUTEL}"} }, $_ for grep { $_->{LEERLING_SLEUTEL} ne '' }
  sort { $a->{BEGINDATUM} cmp $b->{BEGINDATUM} || $a->{VOLGNUMMER} cmp $b->{VOLGNUMMER} } @rows;
for my $list (values %pupil)
{
	for my $i (0 .. $#$list)
	{
		$list->[$i]{again} = $i > 0;
		for my $j (grep { $_ != $i } 0 .. $#$list)
		{
			my ($first, $second) = @$list[ $i < $j ? ($i, $j) : ($j, $i) ];
			$list->[$i]{overlap} = 1 if $first->{EINDDATUM} ne '' && $first->{EINDDATUM} ge $second->{BEGINDATUM};
			$list->[$i]{may_overlap} = 1 if $first->{EINDDATUM} eq '' || $first->{EINDDATUM} ge $second->{BEGINDATUM};
		}
	}
}
my %without_key = map { $_->{SWV} => 1 } grep { $_->{LEERLING_SLEUTEL} eq '' } @rows;
my %with_key = map { $_->{SWV} => 1 } grep { $_->{LEERLING_SLEUTEL} ne '' } @rows;

sub counted
{
	my ($day, $ahead) = @_;
	my %count;
	for my $row (@rows)
	{
		my $year = year_of($row->{BEGINDATUM});
		my $end = $row->{EINDDATUM};
		my $length = $end eq '' ? 'onbekend' : year_of($end) - $year + 1;
		my $cell = join '|', $row->{SOORT} || 'onbekend', $word{ $row->{BEKOSTIGINGSCATEGORIE} }, $length;
		my $school_year = $year . '-' . ($year + 1);
		my $valid = $row->{BEGINDATUM} le $day && ($end eq '' || $end ge $day);
		my $expires = $valid && ($end eq '' || days($end) <= days($day) + $ahead);

		for my $swv ($row->{SWV}, 'landelijk')
		{
			for my $what ($cell, 'alle|alle|alle')
			{
				my $c = $count{"$swv|$school_year|$what"} //= { map { $_ => 0 } qw(n again valid open expires overlap may_overlap key no_key) };
				$c->{n}++;
				$c->{again} += $row->{again} // 0;
				$c->{valid} += $valid && $end ne '';
				$c->{open} += $row->{BEGINDATUM} le $day && $end eq '';
				$c->{expires} += $expires && $end ne '';
				$c->{overlap} += $row->{overlap} // 0;
				$c->{may_overlap} += $row->{may_overlap} // 0;
				$c->{key} += $row->{LEERLING_SLEUTEL} ne '';
				$c->{no_key} ||= $without_key{ $row->{SWV} } // 0;
			}
		}
	}
	return map {
		my $c = $count{$_};
		my $keyed = sub { my ($low, $high) = @_; return $c->{key} ? "$low|" . ($c->{no_key} ? $c->{n} : $high) : '|' };
		join '|', $_, $c->{n}, $c->{n}, $keyed->($c->{again}, $c->{again}), $c->{valid}, $c->{valid} + $c->{open}, $c->{expires},
			$c->{expires} + $c->{open}, $keyed->($c->{overlap}, $c->{may_overlap})
	} sort keys %count;
}
sub reported
{
	return split /\n/, psql("SELECT swv, schooljaar, soort, categorie, duur, afgegeven_onder, afgegeven_boven, herhaald_onder, herhaald_boven,
		geldig_onder, geldig_boven, loopt_af_onder, loopt_af_boven, overlap_onder, overlap_boven FROM $_[0] ORDER BY (swv || '|' || schooljaar || '|' || soort || '|' || categorie || '|' || duur) COLLATE \"C\"");
}
is_deeply([ reported('rapport.tlv()') ], [ counted($extract, 90) ], 'every count, as of the day of the extract');
is_deeply([ reported('rapport.tlv') ], [ counted($extract, 90) ], 'the view says the same');
is_deeply([ reported(q{rapport.tlv(peildatum => '2024-09-01', dagen => 365)}) ], [ counted('2024-09-01', 365) ], 'of another day, and a year ahead');
is_deeply([ reported(q{rapport.tlv(swv => 'po-0001')}) ], [ grep { /^PO0001/ } counted($extract, 90) ], 'of one SWV');
is_deeply([ reported(q{rapport.tlv(swv => 'landelijk', schooljaar => '2023')}) ], [ grep { /^landelijk\|2023/ } counted($extract, 90) ], 'of one year');
is(psql(qq{SELECT count(*) FROM rapport.tlv(per => '$before')}), '0', 'before it was loaded there is nothing');
like(psql(q{SELECT reden FROM rapport.tlv(swv => 'PO0003') WHERE soort = 'alle' AND schooljaar = '2024-2025'}), qr/noemt geen leerlingsleutel/, 'no pupils named: a reason');
like(psql(q{SELECT reden FROM rapport.tlv(peildatum => '2025-09-01', swv => 'PO0001', schooljaar => '2024') WHERE soort = 'alle'}),
	qr/na het uittreksel van 2025-02-01/, 'what came after the extract is missing');
fails(passend('report', 'tlv', '--swv', 'XX'), 2, 'XX', 'an SWV that is none');
fails(passend('report', 'tlv', '--dagen', '-1'), 2, 'dagen: -1 is less than 0', 'no days back');

# --- the rules --------------------------------------------------------------------------
my %first = map { $_ => 1 } qw(orthopedagoog psycholoog);
my %second = (%first, map { $_ => 1 } qw(arts kinderpsychiater pedagoog), 'maatschappelijk werker');
my %result;
for my $row (@rows)
{
	my ($end, $kind) = @$row{qw(EINDDATUM SOORT)};
	my ($one, $two) = @$row{qw(DISCIPLINE_1 DISCIPLINE_2)};
	my $whole = $row->{BEGINDATUM} =~ /-08-01$/ ? year_of($row->{BEGINDATUM}) : year_of($row->{BEGINDATUM}) + 1;
	my $earlier = $row->{LEERLING_SLEUTEL} eq '' ? undef : $pupil{"$row->{SWV} $row->{LEERLING_SLEUTEL}"};
	my %is = (
		'volgorde' => $end eq '' ? undef : $end ge $row->{BEGINDATUM},
		'einde schooljaar' => $end eq '' ? undef : $end =~ /-07-31$/ ? 1 : 0,
		'heel schooljaar' => $end eq '' ? undef : $end ge ($whole + 1) . '-07-31',
		'categorie' => $kind eq '' ? undef : ($kind eq 'sbo') == ($row->{BEKOSTIGINGSCATEGORIE} eq 'Nvt'),
		'twee adviezen' => $row->{ADVIESDATUM_2} eq '' ? undef : 1,
		'orthopedagoog of psycholoog' => $first{$one} || $first{$two} ? 1 : $one ne '' && $two ne '' ? 0 : undef,
		'tweede deskundige' => $one eq '' || $two eq '' ? undef : ($first{$one} && $second{$two}) || ($first{$two} && $second{$one}) ? 1 : 0,
		'opp binnen zes weken' => $row->{PLAATSINGSDATUM} eq '' || $row->{OPP_DATUM} eq '' ? undef : days($row->{OPP_DATUM}) - days($row->{PLAATSINGSDATUM}) <= 42,
		'symbiose' => $row->{SYMBIOSE_PERCENTAGE} eq '' ? undef : ($row->{SYMBIOSE_PERCENTAGE} =~ tr/,/./r) <= 60);
	delete @is{ 'einde schooljaar', 'heel schooljaar', 'opp binnen zes weken' } if $kind eq 'sbo';
	if ($earlier)
	{
		my @before;
		for (@$earlier) { last if $_ == $row; push @before, $_ }
		$is{'geen overlap'} = (grep { $_->{EINDDATUM} ge $row->{BEGINDATUM} } @before) ? 0 : (grep { $_->{EINDDATUM} eq '' } @before) ? undef : 1;
	}
	else { $is{'geen overlap'} = undef }
	for my $swv ($row->{SWV}, 'landelijk')
	{
		for my $rule (keys %is)
		{
			my $r = $result{"$swv|$rule"} //= [ 0, 0, 0, 0 ];
			$r->[0]++;
			$r->[ !defined $is{$rule} ? 3 : $is{$rule} ? 1 : 2 ]++;
		}
	}
}
is_deeply([ sort split /\n/, psql('SELECT swv, regel, getoetst, voldoet, voldoet_niet, niet_te_bepalen FROM rapport.tlv_controles()') ],
	[ sort map { join '|', $_, @{ $result{$_} } } keys %result ], 'every rule is met, broken and unknown as often as here');
is(psql(q{SELECT count(*) FROM rapport.tlv_controles WHERE (niet_te_bepalen > 0) <> (reden IS NOT NULL)}), '0', 'what is unknown has a reason');
is(psql(q{SELECT count(DISTINCT schooljaar) > 1, sum(getoetst) FROM rapport.tlv_controles WHERE regel = 'volgorde' AND swv <> 'landelijk' AND schooljaar <> 'alle'}), 't|180',
	'also per school year');
fails(passend('report', 'tlv_controles', '--regel', 'x'), 2, 'regel: "x" is none of volgorde, einde schooljaar', 'a rule that is none');
like(passend('report', 'tlv_controles', '--swv', 'landelijk', '--regel', 'symbiose')->{out}, qr/^symbiose +180 /m, 'on the command line');

# --- nobody sees a row ------------------------------------------------------------------
for my $group (qw(passend_inspecteur passend_analist))
{
	my $role = new_role("IN ROLE $group");
	is(psql(q{SELECT afgegeven_onder FROM rapport.tlv(swv => 'PO0001', schooljaar => '2024') WHERE soort = 'alle'}, user => $role) > 0, 1, "$group counts");
	isnt(try_psql('SELECT * FROM feit.tlv_toets', user => $role)->{code}, 0, "$group does not see the outcome of a TLV");
}

# --- published --------------------------------------------------------------------------
my @public = map { [ split /\|/, $_, -1 ] } reported('rapport.tlv(publiek => true)');
my %true = map { my ($swv, $y, $s, $c, $d, $n) = split /\|/; ("$swv|$y|$s|$c|$d" => $n) } counted($extract, 90);
my ($masked, $hidden, $wrong) = (0, 0, '');
for my $row (@public)
{
	my $key = join '|', @$row[ 0 .. 4 ];
	my ($low, $high) = @$row[ 5, 6 ];
	if ($low eq '') { $hidden++ }
	elsif ($low != $high) { $masked++; $wrong .= "$key " if "$low..$high" ne '1..4' || $true{$key} > 4 }
	elsif ($low != $true{$key} || ($low > 0 && $low < 5)) { $wrong .= "$key " }
}
is($wrong, '', 'published counts are what they are or 1..4');
ok($masked > 20 && $hidden > 0, "$masked are masked and $hidden hidden");
is(psql(q{SELECT count(*) FROM rapport.tlv(publiek => true) WHERE soort <> 'alle' AND num_nonnulls(geldig_onder, herhaald_onder, loopt_af_onder, overlap_onder) > 0}), '0',
	'other counts of totals only');
is(psql(q{SELECT count(*) FROM rapport.tlv(publiek => true) WHERE (geldig_onder = geldig_boven AND geldig_onder BETWEEN 1 AND 4)
	OR (loopt_af_onder = loopt_af_boven AND loopt_af_onder BETWEEN 1 AND 4) OR (herhaald_onder = herhaald_boven AND herhaald_onder BETWEEN 1 AND 4)}), '0', 'and none of 1 to 4');
# Of each year the table that is shown does not give away a masked cell.
is(psql(q{WITH t AS (SELECT schooljaar, CASE swv WHEN 'landelijk' THEN 'z' ELSE swv END AS rij, CASE soort WHEN 'alle' THEN 'z' ELSE soort || categorie || duur END AS kolom,
		CASE WHEN afgegeven_onder IS NOT NULL THEN telling(afgegeven_onder::int, afgegeven_boven::int) END AS n FROM rapport.tlv(publiek => true)),
	vol AS (SELECT r.schooljaar, r.rij, k.kolom, coalesce(t.n, CASE WHEN t.rij IS NULL THEN '0'::telling END) AS n
		FROM (SELECT DISTINCT schooljaar, rij FROM t) r JOIN (SELECT DISTINCT schooljaar, kolom FROM t) k USING (schooljaar) LEFT JOIN t USING (schooljaar, rij, kolom)),
	regel AS (SELECT schooljaar, rij, array_agg(n ORDER BY kolom) AS n FROM vol GROUP BY schooljaar, rij),
	tabel AS (SELECT schooljaar, array_agg(n ORDER BY rij) AS n FROM regel GROUP BY schooljaar)
	SELECT count(*), count(*) FILTER (WHERE is_exact(v.na) AND v.voor = '<5') FROM tabel, LATERAL unnest(n, verscherp(n)) AS v (voor, na) WHERE NOT is_exact(v.voor)}) =~ /^(\d+)\|(\d+)$/
	&& $1 > 20 && $2 == 0, 1, 'the totals do not tell a masked count');
fails(passend('report', 'tlv', '--publiek', 'true', '--dagen', '30'), 2, 'publiek: peildatum and dagen cannot be chosen', 'no reports of two days to subtract');

# --- duration and participation -----------------------------------------------------------
# 6 SWVs with exact counts: location 1 of each has pupils in bo, sbo and so.
my (@post, @pupils, @register, @x, @y);
my %years = (1 => [ 1, 1 ], 2 => [ 1, 2 ], 3 => [ 2, 2 ], 4 => [ 2, 4 ], 5 => [ 4, 4 ], 6 => [ 1, 4 ]);
my @so = (undef, 30, 28, 25, 20, 12, 17);
push @post, join ',', 'pc4', 'gemeente', 'po_swv', 'vo_swv';
for my $i (1 .. 6)
{
	push @post, "101$i,Plaats,PO900$i,VO900$i";
	push @register, map { "$extract;PO900$i;d$i$_;2024-08-01;" . (2024 + $years{$i}[$_]) . '-07-31;L;so' } 0, 1;
	push @x, (grep { $_ } map { (days((2024 + $_) . '-07-31') - days('2024-08-01') + 1) / 365.25 } @{ $years{$i} });
	$x[ $i - 1 ] = ($x[-2] + $x[-1]) / 2;
	splice @x, $i;
	$y[ $i - 1 ] = 100 * $so[$i] / (400 + 20 + $so[$i]);
}
my @ages = ('JONGER', 4 .. 24, 'OUDER');
push @pupils, join ';', map { qq{"$_"} } qw(PEILDATUM GEMEENTENUMMER GEMEENTENAAM POSTCODE_LEERLING GEMEENTENAAM_LEERLING INSTELLINGSCODE VESTIGINGSCODE
  INSTELLINGSNAAM_VESTIGING POSTCODE_VESTIGING PLAATSNAAM PROVINCIE SOORT_PO DENOMINATIE_VESTIGING BEVOEGD_GEZAG_NUMMER), map { "LEEFTIJD_$_" } @ages;
for my $i (1 .. 6)
{
	for ([ Bo => 400 ], [ Sbo => 20 ], [ So => $so[$i] ])
	{
		push @pupils, join ';', map { qq{"$_"} } 20241001, 34, 'Verzonnen', "101$i", 'Verzonnen', '00AA', "0$i", 'De School', '1011AA', 'Plaats', 'Provincie', $_->[0],
		  'Openbaar', '12345', (0) x 5, $_->[1], (0) x 17;
	}
}
is(load(write_file("$dir/pc4-synthetisch.csv", join "\r\n", @post, ''), write_file("$dir/leerlingen-synthetisch.csv", join "\n", @pupils, ''),
	write_file("$dir/duur-synthetisch.csv", join "\n", 'PEILDATUM;SWV;VOLGNUMMER;BEGINDATUM;EINDDATUM;BEKOSTIGINGSCATEGORIE;SOORT', @register, ''))->{code}, 0, 'pupils of six SWVs');
sub mean { my $s = 0; $s += $_ for @_; return $s / @_ }
my ($mx, $my) = (mean(@x), mean(@y));
my ($sxy, $sxx, $syy) = (0, 0, 0);
for (0 .. 5) { $sxy += ($x[$_] - $mx) * ($y[$_] - $my); $sxx += ($x[$_] - $mx)**2; $syy += ($y[$_] - $my)**2 }
my $r = $sxy / sqrt($sxx * $syy);
my @got = split /\|/, psql(q{SELECT n, r, p < 0.05, percentage_onder IS NULL FROM rapport.tlv_duur('2024', 'so', 'B') WHERE swv = 'landelijk' AND grondslag = 'woon'});
is("@got[0, 2, 3]", '6 t t', 'six SWVs, a small probability');
ok(abs($got[1] - $r) < 1e-12, 'the correlation') or diag "$got[1] is not $r";
for my $i (1, 6)
{
	my ($duration, $low, $high) = split /\|/, psql(qq{SELECT gemiddelde_duur, percentage_onder, percentage_boven FROM rapport.tlv_duur(schooljaar => '2024', definitie => 'B') WHERE swv = 'PO900$i'});
	ok(abs($duration - $x[ $i - 1 ]) < 1e-12 && abs($low - $y[ $i - 1 ]) < 1e-12 && $low == $high, "SWV $i: mean duration and percentage");
}
like(psql(q{SELECT DISTINCT reden FROM rapport.tlv_duur WHERE swv = 'PO0001' AND schooljaar = '2023-2024' AND soort = 'so'}), qr/leerlingen van dit schooljaar zijn niet geladen/,
	'a year without pupils has a reason');
fails(passend('report', 'tlv_duur', '--soort', 'pro'), 2, 'soort: "pro" is none of sbo, so, vso', 'a kind that is none');

done_testing();
