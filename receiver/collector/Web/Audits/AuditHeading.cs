using System.Globalization;
using MtaStsAudit.Collector.Store;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Verdicts;

namespace MtaStsAudit.Collector.Web.Audits;

/// <summary>Whose audit it is, for its heading and for the window's title.</summary>
/// <param name="Provider">In the owner's words; null: nobody may know it, or nobody said it.</param>
/// <param name="Domain">The domain that the owner named.</param>
/// <param name="Host">The host that mailed first, by its name where that leads back to it; null while no message came.</param>
/// <param name="MoreHosts">How many more of them there are.</param>
/// <param name="First">When the first record came.</param>
/// <param name="Last">When the last one came.</param>
/// <param name="State">The verdict, or what is to be done until there is one.</param>
public sealed record AuditHeading(
    AuditToken Token, string? Provider, string? Domain, string? Host, int MoreHosts, DateTimeOffset? First, DateTimeOffset? Last, string State)
{
    /// <param name="named">What the owner said, where the one who asks may know it.</param>
    internal static AuditHeading Of(AuditReport report, AuditSender? named)
    {
        var hosts = report.Sender is { } sender ? sender.HostNames.Count > 0 ? sender.HostNames : sender.Clients : [];
        return new(
            report.Token, named?.Provider, named?.Domain?.Value, hosts.Count > 0 ? hosts[0] : null, Math.Max(0, hosts.Count - 1), report.FirstEvidence, report.LastEvidence,
            StateOf(report));
    }

    /// <summary>The verdict, or what is to be done until there is one.</summary>
    internal static string StateOf(AuditReport report) =>
        report.Phase == AuditPhase.Judged ? Wording.Of(report) : Wording.WhatNext(report.Phase).TrimEnd('.');

    /// <summary>Whose audit it is, in the title.</summary>
    public string Whose => Provider is null ? $"audit {Token}"
        : Domain is null ? Provider
        : $"{Provider} ({Domain})";

    /// <summary>The days of its evidence; null while there is none.</summary>
    public string? Days => First is not { } first || Last is not { } last ? null
        : first.UtcDateTime.Date == last.UtcDateTime.Date ? Day(first)
        : $"{Day(first)} to {Day(last)}";

    public string Title => string.Join(", ", new[] { $"{State}: {Whose}", Provider is null ? null : Host, Provider is null ? null : Days }.OfType<string>());

    private static string Day(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
