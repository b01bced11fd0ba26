using System.Collections.Immutable;
using MtaStsAudit.Acme.Orders;
using MtaStsAudit.Acme.Plugin;
using MtaStsAudit.Resources;
using Pulumi.Experimental;

namespace MtaStsAudit.Acme.Certificates;

/// <summary>What an update has to do to a certificate, and why. Preview and update both ask, and get the same answer.</summary>
/// <param name="ReasonToIssue">For the user; null when the certificate in the state stays.</param>
internal sealed record CertificatePlan(
    ImmutableArray<string> Changed, ImmutableArray<string> Replaces, string? ReasonToIssue)
{
    /// <param name="reissuing">Inputs besides the names that another certificate is needed for.</param>
    /// <param name="advice">As in <see cref="RenewalRule"/>.</param>
    public static CertificatePlan Of(
        ImmutableDictionary<string, PropertyValue> before,
        ImmutableDictionary<string, PropertyValue> after,
        IssuedCertificate? current,
        double fraction,
        IReadOnlyCollection<string> reissuing,
        DateTimeOffset now,
        RenewalInformation? advice = null)
    {
        var changed = InputChanges.Between(before, after);
        var (oldNames, newNames) = (KnownNames(before), KnownNames(after));
        var replaces = oldNames is [var oldFirst, ..] && newNames is [var newFirst, ..] && oldFirst != newFirst;
        var reason = NamesReason(oldNames, newNames)
            ?? changed.Where(reissuing.Contains).Select(property => $"{property} changes").FirstOrDefault()
            ?? (current is null
                ? "the certificate in the state cannot be read"
                : RenewalRule.ReasonToRenew(current, fraction, now, advice));
        return new CertificatePlan(changed, replaces ? [PropertyName.Names] : [], reason);
    }

    // The order of the names after the first is of no meaning.
    private static string? NamesReason(ImmutableArray<string>? before, ImmutableArray<string>? after)
    {
        if (after is not { } wanted)
        {
            return "its names are not known yet";
        }

        string[] added = [.. wanted.Except(before ?? [])];
        string[] dropped = [.. (before ?? []).Except(wanted)];
        string[] parts =
        [
            .. added.Select(name => $"with {name}"),
            .. dropped.Select(name => $"without {name}"),
        ];
        return parts.Length == 0 ? null : $"it has to be issued {string.Join(", ", parts)}";
    }

    private static ImmutableArray<string>? KnownNames(ImmutableDictionary<string, PropertyValue> inputs) =>
        inputs.TryGetValue(PropertyName.Names, out var value) && value.TryGetArray(out var items) && items.All(item => !item.IsComputed)
            ? NameInputs.Normalised(inputs.Texts(PropertyName.Names))
            : null;
}
