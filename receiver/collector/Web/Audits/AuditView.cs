using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Receivers;
using MtaStsAudit.Model.Scenarios;
using MtaStsAudit.Model.TlsReporting;
using MtaStsAudit.Model.Verdicts;

namespace MtaStsAudit.Collector.Web.Audits;

/// <summary>What the live part of an audit's page shows.</summary>
/// <param name="WindowEnds">When silence is no longer waited on; null while no message came.</param>
/// <param name="Notes">What TLS reports add.</param>
/// <param name="Address">Where this audit can be read.</param>
/// <param name="Chosen">What is to be mailed.</param>
/// <param name="Others">What else can be mailed under the same token.</param>
/// <param name="IsExample">Whether all of it is told, and nothing of it was seen.</param>
/// <param name="IsJoined">Whether several tokens are judged as one audit: each receiver was mailed under a UUID of its own.</param>
public sealed record AuditView(
    AuditReport Report,
    IReadOnlyList<ReceiverView> Receivers,
    DateTimeOffset? WindowEnds,
    IReadOnlyList<ReportNote> Notes,
    string Address,
    bool IsJoined,
    SuiteAddresses Chosen,
    IReadOnlyList<SuiteAddresses> Others,
    bool IsExample = false)
{
    /// <summary>Whether its addresses are for mailing.</summary>
    public bool CanBeMailed => !IsJoined && !IsExample;

    /// <param name="deployed">The scenarios that this testbed has.</param>
    /// <param name="chosen">Which of them are to be mailed.</param>
    public static AuditView Of(
        AuditReport report, IReadOnlyList<AuditToken> tokens, SiteNames names, Suite deployed, Suite chosen, IReadOnlyList<ReportNote> notes) => new(
        report,
        [.. report.Outcomes.Select(outcome => ReceiverView.Of(outcome, report, names, notes))],
        report.AwaitsUntil,
        notes,
        $"https://{names.Api}/audits/{JoinedAudits.NameOf(tokens)}",
        tokens.Count > 1,
        SuiteAddresses.Of(chosen, report.Token, names),
        [.. deployed.Offered.Where(suite => suite != chosen && suite != Suite.Study).Select(suite => SuiteAddresses.Of(suite, report.Token, names))]);
}

/// <summary>The addresses that are mailed for a suite.</summary>
public sealed record SuiteAddresses(string Name, IReadOnlyList<ScenarioAddress> Addresses)
{
    internal static SuiteAddresses Of(Suite suite, AuditToken token, SiteNames names) =>
        new(suite.Name, [.. suite.Scenarios.Select(scenario => new ScenarioAddress(names.Address(token, scenario.Name), scenario.Name, scenario.Asks))]);
}

/// <summary>Where a scenario is mailed.</summary>
/// <param name="Asks">As in <see cref="Model.Scenarios.Scenario"/>.</param>
public sealed record ScenarioAddress(string Address, ReceiverName Scenario, string Asks);

/// <summary>One receiver: its row of the matrix, and all that was seen of the sender there.</summary>
public sealed record ReceiverView(
    Receiver Row, ReceiverOutcome Outcome, string Address, DateTimeOffset? ProbeFrom, IReadOnlyList<TimelineEntry> Timeline)
{
    internal static ReceiverView Of(
        ReceiverOutcome outcome, AuditReport report, SiteNames names, IReadOnlyList<ReportNote> notes)
    {
        var receiver = outcome.Receiver;
        var row = Catalogue.Find(receiver) ?? throw new InvalidOperationException($"The catalogue has no receiver {receiver}.");
        return new(row, outcome, names.Address(report.Token, receiver), outcome.ProbeFrom, TimelineEntry.SeenAt(outcome, outcome.ProbeFrom, report, notes));
    }
}
