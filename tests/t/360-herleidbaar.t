# Whether what a published report masks can be derived: of made-up reports, of which
# one masks well and one does not, against every table that fits; and of what is
# registered for the real ones.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::Bin/lib";
use Passend;
use Test::More;
use Warehouse;

my $dir = temp_dir();
new_warehouse();
my $inspector = new_role('IN ROLE passend_inspecteur');

# A report of pupils by school (rows) and kind (columns), with totals; published
# masked only ("slordig") or as onderdruk has it.
my @cells = ([ 3, 10, 20 ], [ 10, 20, 30 ], [ 5, 6, 2 ]);
psql('CREATE TABLE ref.proef (rij text, kolom text, aantal integer);' . join '', map { my $i = $_;
	map { "INSERT INTO ref.proef VALUES ('r$i', 'k$_', $cells[$i][$_]);" } 0 .. 2 } 0 .. 2);
psql(q{
COMMENT ON TABLE ref.proef IS 'x';
CREATE TYPE rapport.proef_rij AS (jaar integer, rij text, kolom text, aantal_onder bigint, aantal_boven bigint);
CREATE FUNCTION laad.proef(publiek boolean, zorgvuldig boolean, jaar integer) RETURNS SETOF rapport.proef_rij
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS $$
DECLARE
    c telling[] := ARRAY(SELECT ARRAY(SELECT aantal::telling FROM ref.proef k WHERE k.rij = r.rij ORDER BY kolom) FROM ref.proef r GROUP BY rij ORDER BY rij);
    s telling[] := c;
BEGIN
    IF publiek AND zorgvuldig THEN
        s := onderdruk(c);
    ELSIF publiek THEN
        FOR i IN 1 .. 3 LOOP FOR j IN 1 .. 3 LOOP
            s[i][j] := CASE WHEN c[i][j]::integer BETWEEN 1 AND 4 THEN '<5' ELSE c[i][j] END;
        END LOOP; END LOOP;
    END IF;
    RETURN QUERY SELECT jaar, 'r' || i - 1, 'k' || j - 1, ondergrens(s[i][j])::bigint, bovengrens(s[i][j])::bigint
                 FROM generate_series(1, 3) i, generate_series(1, 3) j
    UNION ALL SELECT jaar, coalesce(rij, 'alle'), coalesce(kolom, 'alle'), sum(aantal), sum(aantal) FROM ref.proef
              GROUP BY GROUPING SETS ((rij), (kolom), ());
END $$;
CREATE FUNCTION rapport.proef(jaar integer DEFAULT 2024, publiek boolean DEFAULT false) RETURNS SETOF rapport.proef_rij
LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS 'SELECT * FROM laad.proef(publiek, true, jaar)';
CREATE FUNCTION rapport.slordig(publiek boolean DEFAULT false) RETURNS SETOF rapport.proef_rij
LANGUAGE sql STABLE SECURITY DEFINER SET search_path FROM CURRENT AS 'SELECT * FROM laad.proef(publiek, false, 2024)';
SELECT laad.beschrijf_tabel(n, 'alles', 'alles', $$SELECT jaar, nullif(rij, 'alle'), nullif(kolom, 'alle'), aantal_onder, aantal_boven FROM r$$)
FROM unnest('{proef,slordig,weg}'::text[]) n;
SELECT laad.beschrijf_tabel('proef', 'kolommen', 'per kolom', $$SELECT jaar || ' ' || kolom, nullif(rij, 'alle'), '', aantal_onder, aantal_boven FROM r$$);
SELECT laad.verleen_rechten()});

# Every table of whole numbers with these bounds and totals, by hand.
sub derived
{
	my (@low) = @{ $_[0] };
	my @high = map { [@$_] } @{ $_[1] };
	my @row = map { my $r = $_; my $s = 0; $s += $_ for @$r; $s } @cells;
	my @column = map { my $j = $_; my $s = 0; $s += $_->[$j] for @cells; $s } 0 .. 2;
	my (@min, @max);

	for my $i (0 .. 2) { for my $j (0 .. 2) { for my $most ($row[$i], $column[$j]) {
		$high[$i][$j] = $most if $high[$i][$j] > $most;
	} } }
	# The last row and column follow from the others.
	for my $a ($low[0][0] .. $high[0][0]) { for my $b ($low[0][1] .. $high[0][1]) {
		for my $c ($low[1][0] .. $high[1][0]) { for my $d ($low[1][1] .. $high[1][1]) {
			my @t = ([ $a, $b, $row[0] - $a - $b ], [ $c, $d, $row[1] - $c - $d ]);
			$t[2] = [ map { $column[$_] - $t[0][$_] - $t[1][$_] } 0 .. 2 ];
			next if grep { my $i = $_; grep { $t[$i][$_] < $low[$i][$_] || $t[$i][$_] > $high[$i][$_] } 0 .. 2 } 0 .. 2;
			for my $i (0 .. 2) { for my $j (0 .. 2) {
				$min[$i][$j] = $t[$i][$j] if !defined $min[$i][$j] || $t[$i][$j] < $min[$i][$j];
				$max[$i][$j] = $t[$i][$j] if !defined $max[$i][$j] || $t[$i][$j] > $max[$i][$j];
			} }
		} }
	} }
	return (\@min, \@max);
}

my %seen;
for my $report (qw(slordig proef))
{
	my (@low, @high);
	for my $r (lines_of("SELECT right(rij, 1), right(kolom, 1), aantal_onder, aantal_boven FROM rapport.$report(publiek => true) WHERE 'alle' NOT IN (rij, kolom)"))
	{
		($low[ $r->[0] ][ $r->[1] ], $high[ $r->[0] ][ $r->[1] ]) = $r->[2] eq '' ? (0, 110) : @$r[2, 3];
	}
	my ($min, $max) = derived(\@low, \@high);
	my @expected;
	for my $i (0 .. 2) { for my $j (0 .. 2) {
		next if $low[$i][$j] == $high[$i][$j];
		my $hidden = $high[$i][$j] == 110;
		my ($a, $b) = ($min->[$i][$j], $max->[$i][$j]);
		my $known = $hidden ? $b >= 1 && $b < 5 && ($a > 1 || $b < 4) : $a > 1 || $b < 4;
		$seen{"$report " . ($known ? 'known' : $hidden ? 'hidden' : 'masked')}++;
		push @expected, join '|', "r$i", "k$j", $hidden ? '|' : '1|4', $a, $b, $known ? 't' : 'f';
	} }
	is(psql("SELECT rij, kolom, getoond_onder, getoond_boven, af_onder, af_boven, herleidbaar FROM rapport.herleidbaar('$report') WHERE tabel = 'alles'",
		user => $inspector), join("\n", @expected), "$report: what follows from what is shown");
}
ok($seen{'slordig known'}, 'masks alone give counts away');
ok($seen{'proef masked'} && $seen{'proef hidden'}, 'what onderdruk shows has masked and hidden counts');
ok(!$seen{'proef known'}, 'and gives none away');
is(psql("SELECT DISTINCT reden FROM rapport.herleidbaar('slordig') WHERE herleidbaar AND af_onder = af_boven"), 'het aantal zelf volgt uit de totalen', 'in words');
is(psql("SELECT groep, rij, herleidbaar, reden FROM rapport.herleidbaar('proef', '{\"jaar\": 2031}') WHERE tabel = 'kolommen' AND groep LIKE '%alle'"),
	'2031 alle||f|niets afgeschermd', 'arguments are the report\'s, and a table without masks is named too');
is(psql("SELECT count(*) FROM rapport.herleidbaar('proef', '{\"publiek\": false}') WHERE reden IS DISTINCT FROM 'niets afgeschermd'"), '0', 'unless they say otherwise it is published');

# --- what is refused, and what cannot be told -----------------------------------------
sub refused { my ($call, $like) = @_; like(try_psql("SELECT * FROM rapport.herleidbaar($call)", user => $inspector)->{err}, $like, "refused: $call") }
refused("'nosuch'", qr/rapport: "nosuch" is none of .*deelname.*proef/);
refused("'weg'", qr/rapport.weg is 0 functions/);
refused("'proef', '[]'", qr/argumenten: not an object/);
refused("'proef', NULL", qr/argumenten: not an object/);
refused(q{'proef', '{"jaren": 1}'}, qr/argumenten: report proef has no parameter jaren/);
refused(q{'proef', '{"jaar": "1); DROP TABLE ref.proef; --"}'}, qr/invalid input syntax for type integer/);
refused("'proef', '{}', 1", qr/drempel: 1 is not 2 or more/);
psql(q{UPDATE ref.rapport_tabel SET query = 'SELECT jaar, rij, kolom, aantal_onder, aantal_boven FROM r' WHERE rapport = 'slordig'});
is(psql(q{UPDATE ref.rapport_tabel SET query = query || ' UNION ALL SELECT 2024, NULL, ''k0'', 99, 99' WHERE rapport = 'slordig';
	SELECT herleidbaar IS NULL, reden FROM rapport.herleidbaar('slordig')}), 't|niet na te gaan: the counts cannot add up to the totals', 'totals that do not fit');

# --- the reports that are here --------------------------------------------------------
# Every report that can be published says what adds up to what, or shows nothing that
# adds up: scores, the figures of one SWV beside each other, percentages, and what was published.
my %without = map { $_ => 1 } qw(schaalscores doelstellingenmonitor respons factsheet factsheet_json beleidsverwachtingen gepubliceerde_cijfers
  deelname_landelijk deelname_spreiding trendkaart trendkaart_klassen);
is(join(' ', grep { !$without{$_} } map { $_->[0] } lines_of(q{
	SELECT p.rapport FROM ref.rapport_parameter p WHERE p.parameter = 'publiek' AND NOT EXISTS (SELECT FROM ref.rapport_tabel t WHERE t.rapport = p.rapport)
	ORDER BY 1})), '', 'every report that can be published can be audited');
for my $row (lines_of(q{SELECT DISTINCT t.rapport, r.voorbeeld FROM ref.rapport_tabel t JOIN ref.rapport r USING (rapport) ORDER BY 1}))
{
	is(try_psql("SELECT * FROM rapport.herleidbaar('$row->[0]')", user => $inspector)->{err}, '', "audited without an error: $row->[0]");
}
my $pupils = write_file("$dir/2024.csv", pupils('20241001', 363, '1011 00AA00 Bo 8=17 9=20', '1011 00CC00 Sbo 8=3', '2011 00BB00 Bo 8=30', '2011 00DD00 Sbo 8=40'));
load(write_file("$dir/postcodes.csv", postcode_table('1011 Amsterdam PO2707 VO2708', '2011 Haarlem PO2701 VO2701')), $pupils);
my $result = passend('report', 'herleidbaar', '--rapport', 'deelname', '--argumenten', '{"schooljaar": "2024-2025"}');
is($result->{code}, 0, 'passend report herleidbaar') or diag $result->{err};
like($result->{out}, qr/landelijk +2024-2025 2024-10-01 woon sbo/, 'names the tables that it looked at');
is(psql("SELECT count(*) FROM rapport.herleidbaar('deelname') WHERE herleidbaar IS NULL"), '0', 'of which all add up');

done_testing();
