using MtaStsAudit.Model.Names;

namespace MtaStsAudit.Model.Evidence;

/// <summary>Which part of a testbed a fault is in, and so what it can mislead.</summary>
public enum TestbedPart
{
    /// <summary>The DNS record and the policy host: without them a sender rightly delivers what it should refuse.</summary>
    Policy,

    /// <summary>How the MX host answers: STARTTLS, certificate.</summary>
    MailHost,

    /// <summary>The way there: the testbed does not know what is at its end. Perhaps nobody comes through, perhaps only it does not.</summary>
    Reach,

    /// <summary>Where TLS reports are asked for. They support a verdict and decide none.</summary>
    Reports,

    /// <summary>The API and the web page.</summary>
    Api,
}

/// <summary>Something at a receiver that is not as the catalogue says.</summary>
/// <param name="What">What was seen, in a sentence.</param>
/// <param name="KeptFor">For how long a sender may go on by a policy that it was given and should not have been; null: it was given none.</param>
public sealed record TestbedFault(ReceiverName Receiver, TestbedPart Part, string What, TimeSpan? KeptFor = null);
