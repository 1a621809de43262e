# passend prune: what it hands to the warehouse, what it says of the result, and
# who may not do it.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::Bin/lib";
use JSON::PP ();
use Loader;
use Passend;
use Test::More;

my $dir = temp_dir();
my $pupils = 'duo-leerlingen-po-postcode-leeftijd';
my $town = town('Vlieland');
my $result;

# --- wrong usage -------------------------------------------------------------
my %nowhere = (env => { PGHOST => '/nonexistent' });
fails(passend(\%nowhere, 'prune', '--before', $_), 2, qr/--before: "\Q$_\E" is no moment such as 2024-12-31 or "2024-12-31 18:00"$/, "--before '$_'")
  for '', 'yesterday', '2024', '31-12-2024', '2024-02-30', '2024-13-01', '2024-12-31 24:00', '2024-12-31 18', '2024-12-31 18:00 CET', "2024-12-31'",
  '2024-12-31 18:00:00.1234567', '-infinity', 'now';
fails(passend(\%nowhere, 'prune', '--before', $_), 8, 'no connection', "--before '$_' is a moment")
  for '2024-12-31', '2024-12-31 18:00', '2024-12-31T18:00:30', '2024-12-31 18:00:30.123456Z', '2024-12-31 18:00+01', '2024-12-31 18:00-05:30', '2024-02-29';
fails(passend(\%nowhere, 'prune', '--file', 'x'), 2, 'unknown option "--file"', 'an option of another command');

# --- what it does ------------------------------------------------------------
warehouse();
is(passend('prune')->{out}, "nothing to remove\n", 'an empty warehouse');
is(passend('prune', '--json')->{out}, "[\n]\n", 'in JSON');
my @versions = map { write_file("$dir/v$_.csv", with_row($town, 1, LEEFTIJD_4 => 10 + $_)) } 1 .. 3;
load($_) for @versions;
my $rows = sub { psql('SELECT (SELECT count(*) FROM feit.leerling_po), (SELECT count(DISTINCT bestand_id) FROM feit.leerling_po_vervallen)') };
my $before = $rows->();
like($before, qr/^\d+\|2$/, 'two versions are replaced');
my ($least, $most) = split /\|/, psql('SELECT min(vervangen_op), max(vervangen_op) FROM laad.eenheid');

is(passend('prune', '--before', '2000-01-01')->{out}, "nothing to remove\n", 'nothing was replaced then');
fails(passend('prune', '--dataset', 'pc4-swv'), 2, '--dataset: no file of "pc4-swv" is loaded; "passend status" shows what is$', 'a dataset that is not there');
$result = passend('prune', '--dry-run');
is("$result->{code}$result->{err}", '0', 'a dry run');
like($result->{out}, qr/^soort +doel +bestanden +eenheden +rijen *\n-.*\n$pupils +feit\.leerling_po +2 +2 +\d+\n\nNothing is removed: dry run\.\n\z/, 'tells what there is to remove');
is($rows->(), $before, 'and removes nothing');
my $data = JSON::PP->new->utf8->decode(passend('prune', '--dry-run', '--json')->{out});
is("$data->[0]{soort} $data->[0]{bestanden} $data->[0]{eenheden}", "$pupils 2 2", 'in JSON');
like(passend('prune', '--dry-run', '--format', 'csv', '--dataset', $pupils)->{out}, qr/^soort,doel,bestanden,eenheden,rijen\n$pupils,feit\.leerling_po,2,2,\d+\n\z/, 'as CSV, of one dataset');
like(passend('prune', '--before', substr($least, 0, 10) . 'T00:00')->{out}, qr/^nothing/, 'all of it was replaced today');

$result = passend('prune');
is("$result->{code}$result->{err}", '0', 'prune');
like($result->{out}, qr/^$pupils +feit\.leerling_po +2 +2 +\d+\n\z/m, 'tells what it has removed');
is($rows->(), $before =~ s/2$/0/r, 'that and nothing else');
is(passend('prune')->{out}, "nothing to remove\n", 'again: it is done');
is(psql('SELECT count(*) FROM laad.bestand'), '3', 'the register keeps all');

# --- voorlopig and definitief ------------------------------------------------
warehouse();
load('--status', 'voorlopig', $versions[0]);
load('--status', 'definitief', $versions[1]);
is(passend('prune')->{out}, "nothing to remove\n", 'the last voorlopig version stays');
like(passend('prune', '--also-voorlopig')->{out}, qr/^$pupils +feit\.leerling_po +1 +1 +\d+$/m, 'unless it is asked for');

# --- rights ------------------------------------------------------------------
my $owner = psql('SELECT current_user');
for my $group (qw(passend_lader passend_analist passend_inspecteur passend_dashboard))
{
	my $user = new_role("IN ROLE $group");
	fails(passend({ env => { PGUSER => $user } }, 'prune'), 9, "only the owner of the warehouse, \"$owner\", may remove versions; you are \"$user\"\$", "$group may not");
}
is(passend({ env => { PGUSER => new_role("IN ROLE $owner") } }, 'prune')->{code}, 0, 'who has the role of the owner may') if $owner ne 'postgres';

# --- a warehouse of an earlier version ---------------------------------------
psql('DROP FUNCTION laad.snoei(timestamptz, text, boolean, boolean)');
fails(passend('prune'), 10, 'the warehouse is of an earlier version; run "passend init" first$', 'without the function');
new_database();
fails(passend('prune'), 10, 'has no warehouse yet; run "passend init" first$', 'without a warehouse');

done_testing();
