using MtaStsAudit.Testbed.Names;
using MtaStsAudit.Testbed.Receivers;

namespace MtaStsAudit.Testbed.Sts;

/// <summary>The policy that a receiver publishes.</summary>
public static class ReceiverPolicy
{
    /// <summary>RFC 8461 §3.2 and §10.2 advise weeks; one week is what the study used.</summary>
    public static TimeSpan MaxAge { get; } = TimeSpan.FromDays(7);

    /// <summary>Null for a receiver without a policy.</summary>
    public static StsPolicy? Of(SiteNames names, Receiver receiver) =>
        receiver.Policy is { } mode ? new(mode, [MxPattern.Exactly(names.MailHost(receiver.Letter))], MaxAge) : null;
}
