# Full.pm: a warehouse with something of everything: the real files of data/, and
# the example of each template, which is synthetic.
package Full;

use strict;
use warnings;

use Carp qw(croak);
use Datasets;
use Exporter 'import';
use Passend;
use Warehouse;

our @EXPORT = qw(full_warehouse report_calls);

sub full_warehouse
{
	my $dir = temp_dir();
	my $name = new_warehouse();
	my @files;

	for my $dataset (descriptions())
	{
		my $d = description($dataset);
		next if $d->{passend}{evidence} ne 'template';
		push @files, write_file("$dir/$dataset-synthetisch.csv",
			csv($dataset, [ map { $_->{name} } @{ $d->{schema}{fields} } ], map { [@$_] } @{ $d->{passend}{example} }));
	}
	# One real file is refused, as it does not say of which school year it is.
	my $result = passend('load', '-q', project() . '/data/', @files);
	croak "load: $result->{err}" if ($result->{err} =~ tr/\n//) != 1 || $result->{err} !~ /does not say its schooljaar/;
	return $name;
}

# Each report as it can be called: with its example, and with nothing but defaults
# where that is possible; as [ name, arguments ].
sub report_calls
{
	return lines_of(q{
		SELECT rapport, voorbeeld FROM ref.rapport
		UNION SELECT r.rapport, '' FROM ref.rapport r JOIN pg_proc p ON p.proname = r.rapport AND p.pronamespace = 'rapport'::regnamespace
		WHERE p.pronargs = p.pronargdefaults
		UNION SELECT r.rapport, concat_ws(', ', nullif(r.voorbeeld, ''), 'publiek => true')
		FROM ref.rapport r JOIN ref.rapport_parameter p USING (rapport) WHERE p.parameter = 'publiek'
		ORDER BY 1, 2});
}

1;
