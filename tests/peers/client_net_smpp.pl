# A client on Perl's Net::SMPP: perl client_net_smpp.pl PORT USER PASSWORD SECONDS.
#
# Binds as a transceiver; sends GSM 7-bit and UCS-2 with receipts; reads what arrives for SECONDS; unbinds. RESULT and
# counts at the end; status 0 when a message was answered, 3 when the bind was refused.
use strict;
use warnings;
use Net::SMPP;

my ($port, $user, $password, $seconds) = @ARGV;
my ($smpp, $bound) = Net::SMPP->new_transceiver(
    '127.0.0.1', port => $port, system_id => $user, password => $password, smpp_version => 0x34,
    interface_version => 0x34, addr_ton => 0, addr_npi => 0, source_addr_ton => 1, source_addr_npi => 1,
    dest_addr_ton => 1, dest_addr_npi => 1, system_type => '', facilities_mask => 0);
die "no connection: $!" unless $smpp;
if ($bound->{status}) {
    print 'REFUSED ', $bound->explain_status(), "\n";
    exit 3;
}
print "BOUND $bound->{system_id}\n";

my %count = (ok => 0, refused => 0, receipt => 0, deliver_sm => 0);
my $cyrillic = pack('n*', 0x41f, 0x440, 0x438, 0x432, 0x435, 0x442);
for my $message (['hello from perl', 0], [$cyrillic, 8]) {
    my $answer = $smpp->submit_sm(
        source_addr => '4915112345', destination_addr => '4917012345', short_message => $message->[0],
        data_coding => $message->[1], registered_delivery => 1);
    $count{$answer->{status} ? 'refused' : 'ok'}++;
}

my $end = time + $seconds;
while (time < $end) {
    my $ready = '';
    vec($ready, fileno($smpp), 1) = 1;
    next unless select($ready, undef, undef, 0.1);
    my $pdu = $smpp->read_pdu() or last;
    if ($pdu->{cmd} == 0x05) {
        $count{$pdu->{esm_class} & 0x3c ? 'receipt' : 'deliver_sm'}++;
        print "RECEIVED $pdu->{short_message}\n";
        $smpp->deliver_sm_resp(seq => $pdu->{seq}, message_id => '');
    }
    elsif ($pdu->{cmd} == 0x15) {
        $smpp->enquire_link_resp(seq => $pdu->{seq});
    }
}
my $answer = $smpp->unbind();
print 'UNBIND ', $answer ? $answer->{status} : 'unanswered', "\n";
print 'RESULT {', join(', ', map { "\"$_\": $count{$_}" } sort keys %count), "}\n";
