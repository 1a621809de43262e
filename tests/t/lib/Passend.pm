# Passend.pm: what every TAP test of the loader and the warehouse needs.
# Perl's core modules only. The connection comes from PGHOST, PGPORT and PGUSER,
# the loader from PASSEND (or the PATH): tests/run sets them all, and so does
# `set -a; . .demo/env` for a single test run by hand with prove.
package Passend;

use strict;
use warnings;

use Archive::Tar;
use Carp qw(croak);
use Exporter 'import';
use File::Basename qw(basename dirname);
use File::Spec;
use File::Temp ();
use IO::Compress::Gzip qw($GzipError);
use IO::Compress::Zip qw($ZipError);
use POSIX ();
use Time::HiRes ();

our @EXPORT = qw(run start finish passend psql try_psql wait_for locks new_database new_role
  temp_dir read_file write_file zip_file gzip_file tar_file project);

my @databases;
my @roles;
my $owner = $$;

# An interrupted test still drops its databases: exit runs END.
$SIG{$_} = sub { exit 130 }
  for qw(INT TERM HUP);

# The root of the checkout.
sub project
{
	return dirname(dirname(dirname(dirname(File::Spec->rel2abs(__FILE__)))));
}

# A new directory, removed when the test ends.
sub temp_dir
{
	return File::Temp::tempdir('passend-test.XXXXXX', TMPDIR => 1, CLEANUP => 1);
}

# Bytes in, bytes out: the tests say themselves what encoding they mean.
sub read_file
{
	my ($path) = @_;
	open my $file, '<:raw', $path or croak "$path: $!";
	local $/;
	return scalar(<$file>) // '';
}

sub write_file
{
	my ($path, $content) = @_;
	open my $file, '>:raw', $path or croak "$path: $!";
	print $file $content;
	close $file or croak "$path: $!";
	return $path;
}

# Starts a command without a shell and returns a handle for finish(); its pid is
# $handle->{pid}. A leading hash gives options: stdin => TEXT, env => {NAME =>
# value}.
sub start
{
	my %option = ref $_[0] ? %{ shift() } : ();
	my @command = @_;
	my %stream = map { $_ => File::Temp->new } qw(in out err);

	write_file($stream{in}->filename, $option{stdin} // '');
	my $pid = fork() // croak "fork: $!";
	if ($pid == 0)
	{
		$SIG{$_} = 'DEFAULT' for qw(INT TERM HUP);
		@ENV{ keys %{ $option{env} } } = values %{ $option{env} } if $option{env};
		open STDIN, '<', $stream{in}->filename or POSIX::_exit(126);
		open STDOUT, '>', $stream{out}->filename or POSIX::_exit(126);
		open STDERR, '>', $stream{err}->filename or POSIX::_exit(126);
		exec { $command[0] } @command or print STDERR "$command[0]: $!\n";
		POSIX::_exit(127);
	}
	return { pid => $pid, %stream };
}

# Waits for a started command: { code, signal, out, err }. A command killed by a
# signal has no code.
sub finish
{
	my ($handle) = @_;

	waitpid($handle->{pid}, 0) == $handle->{pid} or croak "waitpid: $!";
	my $signal = $? & 127;
	return {
		code => $signal ? undef : $? >> 8,
		signal => $signal,
		out => read_file($handle->{out}->filename),
		err => read_file($handle->{err}->filename),
	};
}

sub run
{
	return finish(start(@_));
}

# The loader under test; takes the same options as start().
sub passend
{
	my @option = ref $_[0] ? shift : ();
	return run(@option, $ENV{PASSEND} // 'passend', @_);
}

# Runs SQL; the result as for run(). Options: db, user.
sub try_psql
{
	my ($sql, %option) = @_;
	my @command = qw(psql -XAtq -v ON_ERROR_STOP=1);

	push @command, '-d', $option{db} if defined $option{db};
	push @command, '-U', $option{user} if defined $option{user};
	return run({ stdin => $sql }, @command);
}

# Runs SQL that must succeed; returns its output without the last newline.
sub psql
{
	my ($sql, %option) = @_;
	my $result = try_psql($sql, %option);

	croak "psql failed: $result->{err}in: " . substr($sql, 0, 300)
	  if !defined $result->{code} || $result->{code} != 0;
	chomp $result->{out};
	return $result->{out};
}

# Waits until SQL gives a row, 10 seconds at most.
sub wait_for
{
	my ($sql) = @_;
	for (1 .. 1000)
	{
		return 1 if psql($sql) ne '';
		Time::HiRes::sleep(0.01);
	}
	return 0;
}

# SQL for locks in this database, that hold or are waited for: pg_locks has those of all.
sub locks
{
	my ($condition) = @_;
	return "SELECT 1 FROM pg_locks WHERE database = (SELECT oid FROM pg_database WHERE datname = current_database()) AND $condition";
}

# A new database, made the default one (PGDATABASE) and dropped when the test
# ends. A template other than the default may be named; nobody may be
# connected to it.
sub new_database
{
	my ($template) = @_;
	my $name = basename($0, '.t');

	$name =~ s/[^A-Za-z0-9]+/_/g;
	$name = lc(substr($name, 0, 40)) . "_${$}_" . scalar(@databases);
	psql(qq{CREATE DATABASE "t_$name" TEMPLATE "} . ($template // 'template1') . '"',
		db => 'postgres');
	push @databases, "t_$name";
	return $ENV{PGDATABASE} = "t_$name";
}

# A new login role, dropped when the test ends; attributes as for CREATE ROLE,
# such as "IN ROLE passend_lader".
sub new_role
{
	my ($attributes) = @_;
	my $name = "regress_passend_${$}_" . scalar(@roles);

	psql("CREATE ROLE $name LOGIN " . ($attributes // ''), db => 'postgres');
	push @roles, $name;
	return $name;
}

# zip_file(PATH, NAME => CONTENT, ...): in the given order; CONTENT may be ''.
sub zip_file
{
	my ($path, @members) = @_;
	my $zip;

	while (my ($name, $content) = splice @members, 0, 2)
	{
		if ($zip) { $zip->newStream(Name => $name) }
		else { $zip = IO::Compress::Zip->new($path, Name => $name) }
		croak "$path: $ZipError" if !$zip;
		$zip->print($content);
	}
	$zip->close or croak "$path: $ZipError";
	return $path;
}

sub gzip_file
{
	my ($path, $content) = @_;

	IO::Compress::Gzip::gzip(\$content => $path) or croak "$path: $GzipError";
	return $path;
}

# As zip_file; compressed where PATH ends in "gz".
sub tar_file
{
	my ($path, @members) = @_;
	my $tar = Archive::Tar->new;

	while (my ($name, $content) = splice @members, 0, 2)
	{
		$tar->add_data($name, $content) or croak $tar->error;
	}
	$tar->write($path, $path =~ /gz$/ ? Archive::Tar::COMPRESS_GZIP() : ())
	  or croak $tar->error;
	return $path;
}

# Keeps the test's own exit status. Only the process that made the databases
# and roles drops them.
END
{
	if ($$ == $owner)
	{
		local ($?, $@);
		for my $name (@databases)
		{
			try_psql(qq{DROP DATABASE IF EXISTS "$name" WITH (FORCE)}, db => 'postgres');
		}
		try_psql("DROP ROLE IF EXISTS $_", db => 'postgres') for @roles;
	}
}

1;
