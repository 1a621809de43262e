# Help, manual page, completion and the tables of docs/loader.md: all of one
# table, so what one has the others have too.
use strict;
use warnings;

use FindBin;
use lib "$FindBin::Bin/lib";
use Loader;
use Passend;
use Test::More;

my $dir = temp_dir();
my $program = $ENV{PASSEND} // 'passend';
my %help = map { $_ => passend('help', $_)->{out} } my @commands = passend('--help')->{out} =~ /^  ([a-z]+) +/mg;
is($commands[0], 'init', 'help lists the commands');
cmp_ok(scalar @commands, '>=', 9, 'all of them');

# A program that this machine may not have.
sub found
{
	my ($name) = @_;
	return scalar grep { -x "$_/$name" } split /:/, $ENV{PATH};
}

# Options of a command by its help: [ --name, value or '' ].
sub options_of
{
	my ($command) = @_;
	return map { [ split / /, $_, 2 ] } $help{$command} =~ /^  .. (--[a-z0-9-]+(?: [^ ]+)?)/mg;
}

# --- the manual page ---------------------------------------------------------
my $page = passend('help', '--man');
is("$page->{code}$page->{err}", '0', 'a manual page');
my $path = write_file("$dir/passend.1", $page->{out});
SKIP:
{
	skip 'no man', 1 if !found('man');
	my $result = run({ env => { MANPAGER => 'cat', LC_ALL => 'C.UTF-8', MANROFFSEQ => '' } }, 'man', '--warnings', '-l', $path);
	is("$result->{code}$result->{err}", '0', 'man has no warnings');
}
SKIP:
{
	skip 'no groff', 1 if !found('groff');
	my $result = run('groff', '-man', '-ww', '-z', '-Tutf8', $path);
	is("$result->{code}$result->{err}", '0', 'nor has groff');
}
SKIP:
{
	skip 'no mandoc', 1 if !found('mandoc');
	is(run('mandoc', '-man', '-T', 'lint', '-W', 'warning', $path)->{out}, '', 'nor has mandoc');
}
# The page as text without fonts and escapes, by section.
my $plain = $page->{out} =~ s/\\f[BIR]//gr =~ s/\\-/-/gr =~ s/\\\(dq/"/gr =~ s/\\\(aq/'/gr =~ s/\\\(ti/~/gr =~ s/\\e/\\/gr;
my %section = map { /\A(.*)\n/ ? (lc $1, $_) : () } split /^\.SH /m, $plain;
my %part = map { /\A([a-z]+)/ ? ($1, $_) : () } split /^\.SS /m, $section{commands};
is(join(' ', sort keys %part), join(' ', sort @commands), 'the page has every command');
like($plain, qr/^\.TH PASSEND 1 \d{4}-\d\d-\d\d "passend \d+\.\d+\.\d+" "User Commands"$/m, 'date and version');
like($section{synopsis}, qr/^passend $_ \[OPTION\.\.\.\]/m, "synopsis of $_") for @commands;
for my $command (@commands)
{
	my @missing = grep { index($part{$command}, join ' ', grep { $_ ne '' } @$_) < 0 } options_of($command);
	is(join(' ', map { $_->[0] } @missing), '', "every option of $command is in the page");
}

# --- the tables of the documentation -----------------------------------------
my $loader = read_file(project() . '/docs/loader.md');
my @tables = split /\n\n/, passend('help', '--markdown')->{out} =~ s/\n\z//r;
is(scalar @tables, 4, 'commands, options, exit codes, environment');
ok(index($loader, "$_\n") >= 0, 'docs/loader.md has the table of ' . (split /\n/)[0])
  or diag "passend help --markdown prints:\n$_" for @tables;
my ($codes) = grep { /^\| code/ } @tables;
my @codes = $codes =~ /^\| (\d+) \|/mg;
is("@codes", join(' ', map { /^(\d+)/ } split /[:;] /, passend('--help')->{out} =~ s/.*^Exit codes: //smr =~ s/\n/ /gr),
	'help has the same exit codes');
is("@codes", join(' ', $section{'exit status'} =~ /^\.B (\d+)$/mg), 'and so has the page');
my $header = read_file(project() . '/etl/passend.h');
is("@codes", join(' ', $header =~ /^\tEXIT_[A-Z_]+ = (\d+)/mg), 'they are those of the program');

# --- completion --------------------------------------------------------------
my %script = map { $_ => passend('completion', $_)->{out} } qw(bash zsh);
write_file("$dir/$_", $script{$_}) for keys %script;
for my $command (@commands)
{
	my ($bash) = $script{bash} =~ /^\t\t$command,-\*\) (.*) ;;$/m;
	my ($zsh) = $script{zsh} =~ /^\t\t$command\)\n(.*?)^\t\t\t;;$/ms;
	is(join(' ', grep { index("$bash ", " $_ ") < 0 } map { $_->[0] } options_of($command)), '', "bash knows the options of $command");
	is(join(' ', grep { $zsh !~ /\Q$_\E[=\[}]/ } map { $_->[0] } options_of($command)), '', "zsh knows the options of $command");
}

# What bash offers for a line; the last word is the one that is being typed.
sub offered
{
	my @words = @_;
	my $result = run('bash', '-c', 'script=$1; shift; source "$script"; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _passend; printf "%s\n" "${COMPREPLY[@]}"',
		'bash', "$dir/bash", $program, @words);
	diag $result->{err} if $result->{err} ne '';
	return join ' ', split /\n/, $result->{out};
}
mkdir "$dir/here" or die $!;
mkdir "$dir/here/in all" or die $!;
write_file("$dir/here/in.csv", '');
chdir "$dir/here" or die $!;
my $datasets = join ' ', map { /^([^,]+)/ } grep { !/^dataset,/ } split /\n/, passend('datasets', '--format', 'csv')->{out};
my $reports = join ' ', map { /^([^,]+)/ } grep { !/^rapport,/ } split /\n/, passend('report', '--format', 'csv')->{out};
for ([ "@commands --help --version", '' ], [ 'rejects report', 're' ], [ '', 'nosuch', '' ],
	[ '--datasets --dataset', 'load', 'x.csv', '--data' ], [ '--summary', 'rejects', '--su' ], [ '-q', 'load', '-q' ],
	[ 'voorlopig definitief', 'load', '--status', '' ], [ 'definitief', 'load', '--status', '=', 'd' ], [ 'voorlopig definitief', 'load', '--status', '=' ],
	[ 'table csv json', 'status', '--format', '' ], [ 'markdown', 'datasets', '--format', 'm' ],
	[ '; , | tab', 'load', '--delimiter', '' ], [ '', 'load', '--jobs', '' ], [ '', 'load', '-d', '' ],
	[ 'in all in.csv', 'load', 'in' ], [ 'in all', 'load', '--datasets', '' ], [ '', 'status', 'in' ],
	[ $datasets, 'datasets', '' ], [ 'pc4-swv', 'datasets', 'pc4' ], [ $datasets, 'load', '--dataset', '' ], [ $datasets, 'prune', '--dataset', '' ],
	[ $reports, 'report', '' ], [ '--explain', 'report', 'deelname', '--e' ],
	[ 'bash zsh', 'completion', '' ], [ 'load', 'help', 'l' ])
{
	my ($expected, @words) = @$_;
	is(join(' ', sort split / /, offered(@words)), join(' ', sort split / /, $expected), "completion: passend @words");
}
chdir '/' or die $!;
is(run('bash', '-n', "$dir/bash")->{err}, '', 'bash can read its script');
SKIP:
{
	skip 'no zsh', 1 if !found('zsh');
	is(run('zsh', '-n', "$dir/zsh")->{err}, '', 'zsh can read its script');
}

# --- wrong usage -------------------------------------------------------------
fails(passend('completion'), 2, 'completion for which shell\? bash or zsh$', 'no shell');
fails(passend('completion', 'fish'), 2, 'there is no completion for "fish"; there is for bash and zsh$', 'another shell');
fails(passend('help', 'nosuch'), 2, 'unknown command "nosuch"; see "passend --help"$', 'help on nothing');
fails(passend('help', 'lood'), 2, 'unknown command "lood"; did you mean "load"\?', 'help on a word that is near');

# --- install and uninstall ---------------------------------------------------
SKIP:
{
	my ($prefix) = $program =~ m{^(/.*)/bin/passend$};
	skip 'the program is not installed by its Makefile', 1 if !$prefix;
	my @make = ('make', '-s', '-C', project() . '/etl', "DESTDIR=$dir/root", "PREFIX=$prefix", 'PG_CONFIG=' . ($ENV{PG_CONFIG} // 'pg_config'));
	my $result = run(@make, 'install');
	is($result->{code}, 0, 'make install') or diag $result->{err};
	for ([ 'man/man1/passend.1', $page->{out} ], [ 'bash-completion/completions/passend', $script{bash} ], [ 'zsh/site-functions/_passend', $script{zsh} ])
	{
		my ($file, $content) = @$_;
		ok(-e "$dir/root$prefix/share/$file" && read_file("$dir/root$prefix/share/$file") eq $content, "installs share/$file");
	}
	is(run(@make, 'uninstall')->{code}, 0, 'make uninstall');
	is(run('find', "$dir/root", '-type', 'f')->{out}, '', 'leaves no file');
}

done_testing();
