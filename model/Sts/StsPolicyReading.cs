namespace MtaStsAudit.Model.Sts;

/// <summary>What senders make of a policy's text. They differ: some go by the ABNF, some take what they understand.</summary>
/// <param name="Policy">What a lenient sender understands; null when it finds no policy either.</param>
/// <param name="Faults">Where the text is not what RFC 8461 §3.2 asks for; a strict sender has no policy when there is one.</param>
public sealed record StsPolicyReading(StsPolicy? Policy, IReadOnlyList<string> Faults)
{
    /// <summary>Whether every sender can read the policy.</summary>
    public bool IsSound => Policy is not null && Faults.Count == 0;
}
