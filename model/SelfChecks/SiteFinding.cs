using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.Names;

namespace MtaStsAudit.Model.SelfChecks;

/// <summary>How something compares with the design.</summary>
public enum SiteState
{
    AsDesigned,

    /// <summary>It misleads nobody yet.</summary>
    NeedsCare,

    NotAsDesigned,

    /// <summary>It could not be checked from this machine, for a reason that lies here: no way there, or no resolver that answers.</summary>
    NotChecked,
}

/// <summary>One thing that a self-check found.</summary>
/// <param name="Receiver">Null for what all receivers share.</param>
/// <param name="Subject">The name, and the address where it is about one.</param>
/// <param name="What">What was seen, in a sentence. It may repeat what a server said.</param>
/// <param name="Advice">What to do; null when nothing has to be done.</param>
/// <param name="KeptFor">As in <see cref="TestbedFault"/>.</param>
/// <param name="Answered">Whether anybody answered there. Where nobody did, what is there is not known: the way may be blocked, here or at the other end.</param>
public sealed record SiteFinding(
    ReceiverName? Receiver,
    TestbedPart Part,
    SiteState State,
    string Subject,
    string What,
    string? Advice = null,
    TimeSpan? KeptFor = null,
    bool Answered = true)
{
    /// <summary>As a fault of the evidence; null for what says nothing against a verdict.</summary>
    public TestbedFault? Fault => (State, Part, Receiver) switch
    {
        (SiteState.NotAsDesigned, TestbedPart.Policy or TestbedPart.MailHost or TestbedPart.Reach, { } receiver) => new(receiver, Part, $"{Subject}: {What}", KeptFor),
        // What could not be checked may be anything. A name that cannot be looked up here is perhaps looked up nowhere, and then senders go without the policy.
        (SiteState.NotChecked, TestbedPart.Policy, { } receiver) => new(receiver, TestbedPart.Policy, $"{Subject}: {What}"),
        (SiteState.NotChecked, TestbedPart.MailHost or TestbedPart.Reach, { } receiver) => new(receiver, TestbedPart.Reach, $"{Subject}: {What}"),
        _ => null,
    };
}
