using MtaStsAudit.Testbed.Evidence;

namespace MtaStsAudit.Testbed.Verdicts;

/// <summary>Which records of different sources are about one SMTP session: the same receiver, client and port at about the same time.</summary>
public static class SessionMatch
{
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(15);

    public static bool IsSame(EvidenceRecord one, SmtpObservation what, EvidenceRecord other, SmtpObservation otherWhat) =>
        what.Receiver == otherWhat.Receiver
        && what.Client.Port == otherWhat.Client.Port
        && what.Client.Address.Equals(otherWhat.Client.Address)
        && (one.At - other.At).Duration() < Longest;
}
