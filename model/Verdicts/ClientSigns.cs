namespace MtaStsAudit.Model.Verdicts;

/// <summary>What a client is known by.</summary>
/// <param name="Key">The client itself (<see cref="Evidence.SenderIdentity.ClientKeyOf"/>).</param>
/// <param name="Network">As in <see cref="Evidence.SenderIdentity.NetworkOf"/>.</param>
/// <param name="Organisations">The organisational domains that it belongs to, as far as DNS confirms it.</param>
/// <param name="OfHostName">That of its verified host name; null where it has none, or one that hosters are known to give.</param>
internal sealed record ClientSigns(string Key, string Network, IReadOnlyList<string> Organisations, string? OfHostName);
