# passend rejects --format csv: the rejected rows of a file in its own layout,
# byte for byte, with what is wrong behind them; mended, they can be loaded.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::Bin/lib";
use Encode qw(encode);
use Loader;
use Passend;
use Test::More;

my $dir = temp_dir();
my $result;

# The description of a small kind of file, and its table.
write_file("$dir/proef.json", <<'END');
{
  "name": "proef-synthetisch",
  "title": "Synthetic counts",
  "schema": {
    "fields": [
      { "name": "Naam", "type": "string", "constraints": { "required": true } },
      { "name": "Datum", "type": "date", "format": "%d-%m-%Y" },
      { "name": "Aantal", "type": "integer", "constraints": { "minimum": 0 } }
    ]
  },
  "passend": {
    "target": "ref.proef",
    "unit": [ "naam" ],
    "columns": [
      { "name": "naam", "type": "text", "fields": [ "Naam" ] },
      { "name": "datum", "type": "date", "fields": [ "Datum" ] },
      { "name": "aantal", "type": "integer", "fields": [ "Aantal" ] }
    ]
  }
}
END
warehouse();
psql('CREATE TABLE ref.proef (bestand_id int NOT NULL, aantal int, datum date, naam text);
	CREATE TABLE ref.proef_vervallen (LIKE ref.proef)');

# Loads a file of that kind.
sub load_file
{
	my ($name, $content) = @_;
	return load('--datasets', $dir, write_file("$dir/$name", $content));
}

sub rejects_of
{
	my ($name, @options) = @_;
	return passend('rejects', '--file', $name, '--format', 'csv', @options);
}

# The four cells of a row, as they should be: the line, then "column code" of
# each problem; the reason is what the list says.
sub reasons
{
	my ($name, $line) = @_;
	my @problems = map { [ split /\|/ ] } grep { /^$line\|/ } @{ problems($name) };
	return ($line, map { my $i = $_; join ' | ', map { $_->[$i] =~ s/^-$//r } @problems } 1, 3, 4);
}

# --- layouts -----------------------------------------------------------------
my @header = qw(passend_regel passend_kolom passend_code passend_reden);
my @names = ('Naam', 'Datum', 'Aantal');
my @rows = ([ 'a', '01-10-2024', '1' ], [ 'b', '31-02-2024', '-5' ], [ 'c', '01-10-2024', '' ], [ '', '', 'x' ], [ "d\xe9", '1-1-2024', '2' ]);
for (
	[ 'unquoted', ';', "\n", '', 0, 'windows-1252' ], [ 'commas', ',', "\r\n", '', 0, 'UTF-8' ], [ 'tabs', "\t", "\r", '', 0, 'windows-1252' ],
	[ 'bars', '|', "\n", '', 1, 'UTF-8' ], [ 'quoted', ';', "\r\n", "\xef\xbb\xbf", 1, 'UTF-8' ], [ 'marked', ',', "\n", "\xef\xbb\xbf", 0, 'UTF-8' ])
{
	my ($name, $delimiter, $end, $mark, $quoted, $encoding) = @$_;
	my $cells = sub { join $delimiter, map { $quoted || /["\n\Q$delimiter\E]/ ? '"' . s/"/""/gr . '"' : $_ } @_ };
	my @lines = map { encode($encoding eq 'UTF-8' ? 'UTF-8' : 'iso-8859-1', $cells->(@$_)) } \@names, @rows;
	$result = load_file("$name.csv", $mark . join($end, @lines) . $end);
	is("$result->{code} $result->{file}{rejected_rows}", '6 3', "$name: rows are rejected");
	my $expected = join '', map { $_ . $end } "$mark$lines[0]$delimiter" . $cells->(@header),
	  map { "$lines[$_ - 1]$delimiter" . $cells->(reasons("$name.csv", $_)) } 3, 5, 6;
	$result = rejects_of("$name.csv");
	is("$result->{code}$result->{err}", '0', "$name: they come back");
	is($result->{out}, $expected, "$name: as they were, with the reasons behind them");
}
like(rejects_of('unquoted.csv')->{out}, qr/^b;31-02-2024;-5;3;Aantal \| Datum;bereik \| datum;The number is not in the range 0\.\.\. \| There is no such day\./m,
	'two problems of a row, in the order of their columns');
is(passend('rejects', '--id', register('bars.csv')->{bestand_id}, '--format', 'csv')->{out}, rejects_of('bars.csv')->{out}, 'by its number');
is(rejects_of('QUOTED.csv', '--id', register('quoted.csv')->{bestand_id})->{code}, 0, 'by its name in any case, and its number');

# The last row has no line end: it gets that of the header.
load_file('last.csv', "Naam;Datum;Aantal\r\na;;1\r\nb;;x");
is((split /(?<=\r\n)/, rejects_of('last.csv')->{out})[1], "b;;x;3;Aantal;getal;It is not a whole number.\r\n", 'a last line without an end');
# A line end and a delimiter in cells of the row.
load_file('lines.csv', "Naam;Datum;Aantal\n\"een; \"\"twee\"\"\ndrie\";;x\na;;1\n");
is(rejects_of('lines.csv')->{out}, "Naam;Datum;Aantal;" . join(';', @header) . "\n\"een; \"\"twee\"\"\ndrie\";;x;2;Aantal;getal;It is not a whole number.\n",
	'a cell of two lines');

# --- rows that are no rows ---------------------------------------------------
# They stand behind all others, and their reasons are quoted.
my $long = 'a' x 300_000;
my $broken = "Naam;Datum;Aantal\na;\"open;1\nb;;x\nc;;1;;\nd;nul\0;1\n$long;;1\ne;2\nf;;y\ng;;1\n";
$result = load_file('broken.csv', $broken);
is("$result->{code} $result->{file}{rejected_rows} $result->{file}{loaded_rows}", '6 7 1', 'broken rows');
$result = rejects_of('broken.csv');
is("$result->{code}$result->{err}", '0', 'come back too');
my @lines = split /\n/, $result->{out};
is(join(' ', map { /[;"](\d+)"?;"?[a-z]*"?;"?[a-z_]+"?;[^;]*(?:;[^;]*)?$/i ? $1 : '-' } @lines[ 1, 2 ]), '3 8', 'the whole rows first');
is($lines[3], 'a;"open;1;"2";"";"aanhaling";"' . (reasons('broken.csv', 2))[3] . '"', 'an open quote, in its own bytes');
is($lines[4], 'c;;1;;;"4";"";"aantal_cellen";"the row has 5 cells, the header 3"', 'too many cells');
is($lines[5], "d;nul\0;1;\"5\";\"\";\"nul_byte\";\"the line holds a NUL byte\"", 'a NUL byte');
like($lines[6] =~ s/^a+//r, qr/^;"6";"";"te_lang";"the line has 300,004 bytes, /, 'a line that is too long: what is kept of it');
is($lines[7], 'e;2;"7";"";"aantal_cellen";"the row has 2 cells, the header 3"', 'too few cells');
is(scalar @lines, 8, 'each row once');

# Characters that the file's encoding does not have, in what we say.
load_file('euro.csv', "Naam;Datum;Aantal\n\xe9;;\x80\n");
is((split /\n/, rejects_of('euro.csv')->{out})[1], "\xe9;;\x80;2;Aantal;getal;It is not a whole number.", 'windows-1252 stays as it was') if register('euro.csv');

# --- many rows ---------------------------------------------------------------
my $many = join '', "Naam;Datum;Aantal\n", map { $_ % 2 ? "n$_;;x\n" : "n$_;;$_\n" } 1 .. 2000;
load_file('many.csv', $many);
is(rejects_of('many.csv')->{out} =~ s/;\d+;Aantal;getal;It is not a whole number\.$//mgr =~ s/;passend_.*//r,
	join('', "Naam;Datum;Aantal\n", map { "n$_;;x\n" } grep { $_ % 2 } 1 .. 2000), 'all of many rows, in their order');

# --- mended ------------------------------------------------------------------
# What was not mended goes back as it was: the file is what it was, to the byte.
for my $name (qw(unquoted commas tabs bars quoted marked last lines many))
{
	write_file("$dir/mend.csv", rejects_of("$name.csv")->{out});
	$result = passend('mend', "$dir/$name.csv", "$dir/mend.csv");
	is("$result->{code}$result->{err}", '0', "$name: put back");
	ok($result->{out} eq read_file("$dir/$name.csv"), "$name: nothing has changed");
}

# Mended rows take the place of theirs, of one line or more, and the whole file
# replaces the one with rejects.
my $content = "Naam;Datum;Aantal\r\n\r\na;;1\r\n\"b\n;\";;x\r\nc;31-02-2024;2\r\nd;;3\r\ne;;y";
load_file('whole.csv', $content);
my $mend = rejects_of('whole.csv')->{out};
is($mend =~ tr/\n//, 5, 'a header and three rows, one of two lines');
$mend = $mend =~ s/;x;/;7;/r =~ s/31-02/28-02/r =~ s/e;;y/"e\r\n""f"";";;8/r;
$result = passend('mend', "$dir/whole.csv", write_file("$dir/mend.csv", $mend));
is("$result->{code}$result->{err}", '0', 'mended rows are put back');
is($result->{out}, "Naam;Datum;Aantal\r\n\r\na;;1\r\n\"b\n;\";;7\r\nc;28-02-2024;2\r\nd;;3\r\n\"e\r\n\"\"f\"\";\";;8", 'in their places');
is(load_file('whole-2.csv', $result->{out})->{code}, 0, 'and the file can be loaded');
is(psql("SELECT count(*), sum(aantal) FROM ref.proef JOIN laad.bestand USING (bestand_id) WHERE laad.bestand.naam = 'whole-2.csv'"), '5|21', 'whole');
is(passend('mend', zip_file("$dir/whole.zip", 'whole.csv' => $content), gzip_file("$dir/mend.csv.gz", $mend))->{out}, $result->{out}, 'also from an archive');
is(passend({ stdin => $mend }, 'mend', "$dir/whole.csv", '-')->{out}, $result->{out}, 'or from standard input');
my @order = split /(?<=\r\n)(?=c;|"e)/, $mend;
is(passend('mend', "$dir/whole.csv", write_file("$dir/mend.csv", join '', @order[ 0, 2, 1 ]))->{out}, $result->{out}, 'rows in any order');
is(passend('mend', "$dir/whole.csv", write_file("$dir/mend.csv", join '', @order[ 0, 2 ]))->{out}, $result->{out} =~ s/28-02/31-02/r, 'a row that is left out stays as it was');

# Rows that cannot be put back stay as they were, and that is told.
for ([ '-2024;2;', '-2024;2;9;', 'line 4: the row has 8 cells, the header 7; it is left as it was' ], [ ';7;4;', ';7;x;', 'line 2: its passend_regel is no line number; it is left as it was' ],
	[ ';7;4;', ';7;0;', 'line 2: its passend_regel is no line number; it is left as it was' ],
	[ ';7;4;', ';7;1;', 'passend_regel 1 is not a line where a row begins; the row is left out' ], [ ';7;4;', ';7;5;', 'passend_regel 5 is not a line where a row begins; the row is left out' ],
	[ ';7;4;', ';7;99;', 'passend_regel 99 is not a line where a row begins; the row is left out' ], [ ';7;4;', ';7;6;', 'passend_regel 6 is there twice; the row is left out' ],
	[ ';7;4;', ';"7;4;', 'line 2: a quote .*; it is left as it was' ])
{
	my ($from, $to, $message) = @$_;
	$result = passend('mend', "$dir/whole.csv", write_file("$dir/mend.csv", $mend =~ s/\Q$from\E/$to/r));
	is($result->{code}, 6, "not put back: $message");
	like($result->{err}, qr/\Apassend: \Q$dir\E\/mend\.csv: $message\n(?:passend: [^\n]*line 3: [^\n]*\n)?passend: error: \Q$dir\E\/mend\.csv: \d rows are not put back\n\z/, 'is told');
	like($result->{out}, $from =~ /7/ ? qr/\n"b\n;";;x\r\n/ : qr/\nc;31-02-2024;2\r\n/, 'the row is as it was');
}
$result = passend('mend', "$dir/whole.csv", write_file("$dir/mend.csv", $mend =~ s/;\d+;([A-Z])/;0;$1/gr . "h;;1;0;;;\r\n" x 10));
is($result->{err} =~ tr/\n//, 6, 'five of many are told, and how many there were');
like($result->{err}, qr/^passend: error: .*: 13 rows are not put back$/m, 'all of them');

fails(passend('mend'), 2, 'mend what\? Give the file, and the mended rows of "passend rejects --format csv"$', 'nothing');
fails(passend('mend', "$dir/whole.csv"), 2, 'mend what\? ', 'no rows');
fails(passend('mend', 'a', 'b', 'c'), 2, 'unexpected argument "c"', 'too much');
write_file("$dir/mend.csv", $mend);
fails(passend('mend', "$dir/nosuch.csv", "$dir/mend.csv"), 3, 'cannot open ', 'no such file');
fails(passend('mend', "$dir/whole.csv", "$dir/nosuch.csv"), 3, 'cannot open ', 'no such rows');
fails(passend('mend', "$dir/mend.csv", "$dir/whole.csv"), 5, 'whole\.csv: its last columns are not passend_regel, passend_kolom, passend_code and passend_reden; ', 'the other way round');
fails(passend('mend', "$dir/commas.csv", "$dir/mend.csv"), 5, 'mend\.csv: its columns or its separator are not those of commas\.csv$', 'another separator');
fails(passend('mend', "$dir/whole.csv", write_file("$dir/other.csv", $mend =~ s/Naam/Name/r)), 5, 'other\.csv: its columns or its separator are not those of whole\.csv$', 'other columns');
fails(passend('mend', "$dir/unquoted.csv", write_file("$dir/other.csv", encode('UTF-8', "Naam;Datum;Aantal;passend_regel;passend_kolom;passend_code;passend_reden\n\xe9;;1;3;;;\n"))), 5,
	'other\.csv: it is UTF-8 and unquoted\.csv is not; save it in the same encoding$', 'another encoding');
fails(passend('mend', "$dir/whole.csv", write_file("$dir/other.csv", $mend =~ s/"b/"\xe9/r)), 5, 'other\.csv: it is not UTF-8 and whole\.csv is UTF-8; save it in the same encoding$', 'the other way round');
fails(passend('mend', "$dir/whole.csv", write_file("$dir/other.csv", '')), 5, 'other\.csv: its last columns are not passend_regel', 'an empty file');
fails(passend('mend', zip_file("$dir/two.zip", 'a.csv' => $content, 'b.csv' => $content), "$dir/mend.csv"), 2, 'two\.zip: the archive or directory holds more than one file; mend them one by one$', 'two files');

# The rows themselves can be loaded too (135-complete.t), and may still have
# rejects; then our columns are made anew.
load_file('round.csv', "Naam,Datum,Aantal\r\na,,1\r\na,31-02-2024,-5\r\na,,x\r\na,01-01-2024,y\r\n");
$result = load_file('mended.csv', rejects_of('round.csv')->{out} =~ s/31-02-2024,-5/28-02-2024,5/r);
is("$result->{code} $result->{file}{loaded_rows} $result->{file}{rejected_rows}", '6 1 2', 'the rows loaded as they are');
is(psql("SELECT string_agg(concat_ws(' ', datum, aantal), ',' ORDER BY aantal) FROM ref.proef WHERE naam = 'a'"), '1,2024-02-28 5', 'what is mended is there');
is(rejects_of('mended.csv')->{out} =~ tr/\n//, 3, 'the others come back again');
like(rejects_of('mended.csv')->{out}, qr/\A[^\r\n]*Aantal,passend_regel,passend_kolom,passend_code,passend_reden\r\n/, 'with one set of columns');
like(rejects_of('mended.csv')->{out}, qr/^a,,x,3,Aantal,getal,[^\n]*\na,01-01-2024,y,4,Aantal,/m, 'and the new line numbers');
# The same without the loader: what a second round makes of a file with our columns.
my $second = rejects_of('commas.csv')->{out};
psql("INSERT INTO laad.bestand (toestand, dataset, naam, sha256, bytes, codering, scheidingsteken, instellingen, regels, regels_kop, regels_leeg,
	regels_geladen, regels_afgekeurd, rijen_geladen, rijen_afgekeurd, feiten, cellen, cellen_gemaskeerd, programma, kop)
	SELECT toestand, dataset, 'second.csv', repeat('0', 64), bytes, codering, scheidingsteken, instellingen, 4, 1, 0, 0, 3, 0, 3, 0, 0, 0, programma,
	'\\x${\ unpack 'H*', (split /(?<=\n)/, $second)[0] }' FROM laad.bestand WHERE naam = 'commas.csv';"
	. join '', map { my ($n, $row) = ($_, (split /(?<=\n)/, $second)[$_]); "INSERT INTO laad.afkeuring SELECT bestand_id, ${\ ($n + 1) }, 'Aantal', 'x', 'getal', 'No.',
	'\\x${\ unpack 'H*', $row }' FROM laad.bestand WHERE naam = 'second.csv';" } 1 .. 3);
is(rejects_of('second.csv')->{out}, join('', (split /(?<=\n)/, $second)[0],
	map { "$_,Aantal,getal,No.\r\n" } 'b,31-02-2024,-5,2', ',,x,3', "d\xc3\xa9,1-1-2024,2,4"), 'our columns are made anew');

# --- which file --------------------------------------------------------------
fails(rejects_of('nosuch'), 2, 'no file with "nosuch" in its name is loaded$', 'no such file');
fails(passend('rejects', '--id', '999', '--format', 'csv'), 2, 'no file with number 999 is loaded$', 'no such number');
fails(rejects_of('bars', '--id', '999'), 2, 'no file with number 999 and "bars" in its name is loaded$', 'neither');
fails(passend('rejects', '--id', $_), 2, "--id: \"$_\" is not the number of a file\$", "--id $_") for '0', '-1', 'x', '1.5', '99999999999', '';
load_file('quoted.csv.old', "Naam;Datum;Aantal\na;;1\nz;;x\n");
is(rejects_of('quoted.csv')->{code}, 0, 'the name itself goes before one that holds it');
like(rejects_of('quoted.csv.old')->{out}, qr/^z;;x;3;/m, 'which has a name of its own');
fails(rejects_of('quoted.c'), 2, '3 files with rejected rows have "quoted\.c" in their name: unquoted\.csv \(\d+\), quoted\.csv \(\d+\), quoted\.csv\.old \(\d+\); give more of the name, or --id with the number$',
	'several files');
load_file('quoted.csv.old', "Naam;Datum;Aantal\na;;1\nz;;y\n");
fails(rejects_of('quoted.csv.old'), 2, '2 files with rejected rows have "quoted\.csv\.old" in their name: ', 'two versions of a file');
fails(passend('rejects', '--file', '', '--format', 'csv'), 2, '\d+ files with rejected rows have "" in their name: ([^,]+, ){5}\.\.\.; give more of the name', 'all files');
load_file('good.csv', "Naam;Datum;Aantal\ngood;;1\n");
$result = rejects_of('good.csv');
is("$result->{code} $result->{out}$result->{err}", "0 passend: no rejected rows in such a file\n", 'a file without rejects');
psql("UPDATE laad.bestand SET kop = NULL WHERE naam = 'bars.csv'");
fails(rejects_of('bars.csv'), 10, 'bars\.csv was loaded by an earlier version, which did not keep its header; ', 'a file of an earlier version');

done_testing();
