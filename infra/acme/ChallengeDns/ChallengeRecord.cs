namespace MtaStsAudit.Acme.ChallengeDns;

/// <summary>A TXT record that proves control over a name (RFC 8555 §8.4). A wildcard and its own name give two at one owner.</summary>
/// <param name="Owner">Fully qualified, without the final dot.</param>
internal sealed record ChallengeRecord(string Owner, string Value);
