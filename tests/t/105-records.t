# Lines and quotes: what is a row, and that every line is accounted for.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::Bin/lib";
use Loader;
use Passend;
use Test::More;

my $dir = temp_dir();
my $town = town('Renswoude');
my @names = header_of($town);
my %tenth = (%{ (rows_of($town))[0] }, POSTCODE_LEERLING => '9999');
my $plain = substr($town, 3) . csv_line(@tenth{@names});
my ($head, @lines) = split /(?<=\n)/, $plain;
my @rows = rows_of($plain);
my $quote = 'a quote stands where none may (a quote inside a cell is doubled, and the cell quoted)';

# Dry run of a text; the figures of the file, and its problems as shown.
sub check
{
	my ($content, $name) = @_;
	my $result = dry_run(write_file("$dir/x.csv", $content));
	local $Test::Builder::Level = $Test::Builder::Level + 1;

	accounted($result->{file}, $content, $name);
	return join '|', $result->{code}, @{ $result->{file} }{qw(header_lines blank_lines loaded_lines loaded_rows rejected_lines)},
	  map { s/^passend: (error: )?x\.csv: //r } split /\n/, $result->{err};
}

# Row NUMBER (from 0) of the file, changed by a function on its text.
sub changed
{
	my ($number, $change) = @_;
	my @copy = @lines;

	$copy[$number] = $change->($copy[$number]);
	return join '', $head, @copy;
}
is(scalar @lines, 10, 'ten rows to try on');

# --- line ends ---------------------------------------------------------------
is(check($plain, 'LF'), '0|1|0|10|10|0', 'LF');
is(check($plain =~ s/\n/\r\n/gr, 'CRLF'), '0|1|0|10|10|0', 'CRLF');
is(check($plain =~ s/\n/\r/gr, 'CR'), '0|1|0|10|10|0', 'CR, as of old Macs');
is(check($plain =~ s/\n\z//r, 'no last line end'), '0|1|0|10|10|0', 'no line end at the end');
is(check($plain =~ s/\n/\r\n/gr =~ s/\r\n\z//r, 'CRLF'), '0|1|0|10|10|0', 'CRLF, and no line end at the end');
is(check($plain =~ s/\n/\r/gr =~ s/\r\z//r, 'CR'), '0|1|0|10|10|0', 'CR, and no line end at the end');
is(check($plain . "\x1a", 'DOS'), '6|1|0|10|10|1|line 12: the row has 1 cells, the header 37 [aantal_cellen]', 'the end mark of DOS');
is(check($plain =~ s/\n/\n\n/gr, 'LF LF'), '0|1|11|10|10|0', 'each second line blank');
is(check("$plain\n \t\n\r\n   ", 'blank lines'), '0|1|4|10|10|0', 'blank lines at the end');
is(check($plain =~ s/\n/\r\r\n/gr, 'CR CR LF'), '0|1|0|10|10|0', 'a CR too many at each line end');
is(check(changed(3, sub { $_[0] =~ s/"Bo"/"B\ro"/r }), 'CR in a cell'),
	'6|1|0|9|9|1|line 5, column "SOORT_PO", value "B o": Only "Bo", "Sbo", "So" or "Vso" may stand here. [codelijst]',
	'a CR within quotes is part of the cell');
is(check(changed(3, sub { $_[0] =~ s/"//gr =~ s/;Bo;/;B\ro;/r }), 'bare CR'),
	'6|1|0|9|9|1|line 5: a carriage return stands inside the line [aanhaling]', 'a CR without quotes is none');

for my $behind ('"', 'x', '"x', ';')
{
	is(check(changed(3, sub { $_[0] =~ s/\n/\r$behind\n/r }), 'behind a CR'),
		'6|1|0|9|9|1|line 5: a carriage return stands inside the line [aanhaling]', "behind a CR there is: $behind");
}

# --- quotes ------------------------------------------------------------------
is(check($plain =~ s/"//gr, 'no quotes'), '0|1|0|10|10|0', 'no quotes at all');
is(check(changed(3, sub { $_[0] =~ s/"([^"]*)"/" $1 "/gr }), 'blanks'), '0|1|0|10|10|0', 'blanks within the quotes');
is(check(changed(3, sub { $_[0] =~ s/;/ ; /gr }), 'blanks'), '0|1|0|10|10|0', 'blanks around the quotes');
is(check(changed(3, sub { csv_line(map { $_ eq 'GEMEENTENAAM' ? 'De ""Rens;woude""' : $rows[3]{$_} } @names) }), 'doubled'),
	'0|1|0|10|10|0', 'doubled quotes, and a separator within quotes');
for my $name ('Rens"woude', '"Renswoude', 'Renswoude"')
{
	is(check(changed(3, sub { csv_line(map { $_ eq 'GEMEENTENAAM' ? $name : $rows[3]{$_} } @names) }), 'stray'),
		"6|1|0|9|9|1|line 5: $quote [aanhaling]", "a stray quote: $name");
}
is(check(changed(3, sub { $_[0] =~ s/"//gr =~ s/;Renswoude;/;Rens"woude;/r }), 'stray'),
	"6|1|0|9|9|1|line 5: $quote [aanhaling]", 'a stray quote in a cell without quotes');

# A line end within quotes: a row of two lines.
is(check(changed(3, sub { $_[0] =~ s/"Renswoude"/"Rens\nwoude"/r }), 'two lines'), '0|1|0|11|10|0', 'a line end in a name');
is(check(changed(3, sub { $_[0] =~ s/"Renswoude"/"Rens\r\n\r\nwoude"/r }), 'three lines'), '0|1|0|12|10|0', 'two of them');
is(check(changed(3, sub { $_[0] =~ s/"Renswoude"/'"Rens' . "\n" x 19 . 'woude"'/er }), 'twenty lines'),
	'0|1|0|29|10|0', 'a row of 20 lines is the longest');
is(check(changed(3, sub { $_[0] =~ s/"Renswoude"/'"Rens' . "\n" x 20 . 'woude"'/er }), '21 lines'),
	"6|1|19|9|9|2|line 5: a quoted cell runs on for too many lines [aanhaling]|line 25: $quote [aanhaling]",
	'a row of 21 lines is rejected, and the blank lines in it are blank lines');

# A quote left open: one line is lost, not the rest of the file.
my $open = 'a quote is left open: the cells up to the next quote, on a later line, do not make one row';
is(check(changed(3, sub { $_[0] =~ s/"\n/\n/r }), 'open'), "6|1|0|9|9|1|line 5: $quote [aanhaling]", 'the last quote of a line misses');
is(check(changed(3, sub { $_[0] =~ s/"Renswoude"/"Renswoude/r }), 'open'), "6|1|0|9|9|1|line 5: $quote [aanhaling]", 'a closing quote in the middle misses');
is(check(changed(3, sub { $_[0] =~ s/"Renswoude"/Renswoude"/r }), 'open'), "6|1|0|9|9|1|line 5: $quote [aanhaling]", 'an opening quote misses');
is(check(changed(9, sub { $_[0] =~ s/"\n/\n/r }), 'open at the end'),
	'6|1|0|9|9|1|line 11: a quote is left open until the end of the file [aanhaling]', 'the last quote of the file misses');
is(check(changed(9, sub { $_[0] =~ s/"\n//r }), 'open at the end'),
	'6|1|0|9|9|1|line 11: a quote is left open until the end of the file [aanhaling]', 'and the last line end too');

# The same where nothing else is quoted: no later quote ends the cell.
my @bare = map { s/"//gr } @lines;
my $bare_head = $head =~ s/"//gr;
for my $at (0, 4, 9)
{
	my @copy = @bare;
	$copy[$at] =~ s/;Renswoude;/;"Renswoude;/;
	is(check(join('', $bare_head, @copy), 'open'), '6|1|0|9|9|1|line ' . ($at + 2)
		. ': a quote is left open until the end of the file [aanhaling]', "a quote is left open in row $at, nothing else is quoted");
}
my @two = @bare;
s/;Renswoude;/;"Renswoude;/ for @two[2, 5];
is(check(join('', $bare_head, @two), 'two open'), "6|1|0|8|8|2|line 4: $quote [aanhaling]|line 7: "
	. 'a quote is left open until the end of the file [aanhaling]', 'two lines with an open quote');
my @pair = @bare;
$pair[2] =~ s/;Renswoude;/;"Renswoude;/;
$pair[5] =~ s/;Renswoude;/;Renswoude";/;
is(check(join('', $bare_head, @pair), 'a pair'), "6|1|0|8|8|2|line 4: $open [aanhaling]|line 7: $quote [aanhaling]",
	'two quotes that seem to be a pair');

# In a long file, every later row is loaded.
my $many = $bare_head . join '', map { $bare[0] =~ s/^((?:[^;]*;){3})\d+/$1$_/r } 1000 .. 4999;
my $broken = $many =~ s/;2500;/;"2500;/r;
is(check($broken, 'long file'), '6|1|0|3999|3999|1|line 1,502: a quoted cell runs on for too many lines [aanhaling]',
	'an open quote in the middle of 4,000 rows costs one line');

# --- NUL, and what is too long -----------------------------------------------
my $nul = 'the line holds a NUL byte [nul_byte]';
is(check(changed(3, sub { $_[0] =~ s/Renswoude/Rens\0woude/r }), 'NUL'), "6|1|0|9|9|1|line 5: $nul", 'a NUL byte');
is(check(changed(3, sub { "\0\n" }), 'NUL'), "6|1|0|9|9|1|line 5: $nul", 'only a NUL byte');
is(check("$plain\0", 'NUL'), "6|1|0|10|10|1|line 12: $nul", 'a NUL byte at the end');
is(check(changed(3, sub { $_[0] =~ s/"Renswoude"/"Rens\n\0woude"/r }), 'NUL in the second line'),
	"6|1|0|9|9|2|line 5: a quoted cell is left open [aanhaling]|line 6: $nul", 'a NUL byte in the second line of a row');

sub long_line
{
	return 'the line has ' . grouped(shift) . ' bytes, more than the limit of 262,144; only its first 262,144 are kept [te_lang]';
}
my $x = 'x' x 1_000_000;
is(check(changed(3, sub { $_[0] =~ s/"Renswoude"/"$x"/r }), '1 MB'), '6|1|0|9|9|1|line 5: ' . long_line(1_000_000 - 9 + length $lines[3]),
	'a cell of 1 MB');
is(check($plain . $x, '1 MB'), '6|1|0|10|10|1|line 12: ' . long_line(1_000_000), 'a line of 1 MB without an end');
is(check(changed(9, sub { $x . "\n" }), '1 MB'), '6|1|0|9|9|1|line 11: ' . long_line(1_000_001), 'with one');
is(check(changed(3, sub { $_[0] =~ s/"Renswoude"/"Rens\n$x"/r }), '1 MB'),
	'6|1|0|9|9|2|line 5: a quoted cell runs on for more than the record limit [aanhaling]|line 6: '
	. long_line(1_000_000 - 13 + length($lines[3]) - index($lines[3], '"Renswoude"') + 3), 'a quoted cell of 1 MB on a second line');
my $limit = 262_144 - length($lines[3]) + length('Renswoude');
is(check(changed(3, sub { $_[0] =~ s/Renswoude/'x' x $limit/er }), 'limit'), '0|1|0|10|10|0', 'a line of exactly 256 kB is loaded');
is(check(changed(3, sub { $_[0] =~ s/Renswoude/'x' x ($limit + 1)/er }), 'limit'), '6|1|0|9|9|1|line 5: ' . long_line(262_145),
	'one byte more is too long');
fails(dry_run(write_file("$dir/x.csv", $x)), 5, '\(1 columns, first "x{60}"\)|there is no header line', 'nothing but a line of 1 MB');

# Boundaries of the blocks in which a file is read (64 kB).
for my $extra (map { 65_536 * $_ } 1, 4, 5)
{
	for my $shift (-2 .. 2)
	{
		my $pad = $extra - length($head) + $shift;
		my $content = $head . "\n" x ($pad % 1000) . (' ' x 999 . "\n") x ($pad / 1000) . join('', @lines) =~ s/\n/\r\n/gr;
		my $blank = $pad % 1000 + int($pad / 1000);
		is(check($content, "block of $extra"), "0|1|$blank|10|10|0", "rows around byte $extra, $shift");
	}
}

# --- stored ------------------------------------------------------------------
warehouse();
my $content = changed(9, sub { $_[0] =~ s/"\n/\n/r =~ s/\A"/"/r });
my $result = load(write_file("$dir/stored.csv", $broken = join '', $bare_head, @two));
is($result->{code}, 6, 'a file with open quotes is loaded');
is(psql('SELECT regel, kolom IS NULL, waarde IS NULL, code FROM laad.afkeuring ORDER BY 1'), "4|t|t|aanhaling\n7|t|t|aanhaling",
	'but for two lines');
is(psql("SELECT string_agg(convert_from(ruw, 'UTF8'), '' ORDER BY regel) FROM laad.afkeuring"), $two[2] . $two[5],
	'which are kept as they are');
is_deeply(stored_facts(), facts_of(join '', $bare_head, @two[0, 1, 3, 4, 6 .. 9]), 'all others are stored');
is(psql('SELECT regels, regels_kop, regels_leeg, regels_geladen, regels_afgekeurd, rijen_geladen, rijen_afgekeurd FROM laad.bestand'),
	'11|1|0|8|2|8|2', 'and counted');
load(write_file("$dir/long.csv", $plain . $x));
is(psql("SELECT regel, code, ruw = convert_to(repeat('x', 262144), 'UTF8') FROM laad.afkeuring
	WHERE bestand_id = (SELECT max(bestand_id) FROM laad.bestand)"), '12|te_lang|t', 'of a line that is too long the front is kept');

done_testing();
