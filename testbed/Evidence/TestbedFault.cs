using MtaStsAudit.Testbed.Names;

namespace MtaStsAudit.Testbed.Evidence;

/// <summary>Which part of a receiver a fault is in, and so what it can mislead.</summary>
public enum TestbedPart
{
    /// <summary>The DNS record and the policy host: without them a sender rightly delivers what it should refuse.</summary>
    Policy,

    /// <summary>How the MX host answers: STARTTLS, certificate.</summary>
    MailHost,

    /// <summary>The way to the MX host. Nobody comes through, so nobody is misled.</summary>
    Reach,
}

/// <summary>Something at a receiver that is not as the catalogue says.</summary>
/// <param name="What">What was seen, in a sentence.</param>
public sealed record TestbedFault(ReceiverLetter Receiver, TestbedPart Part, string What);
