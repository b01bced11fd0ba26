using System.Text.Json.Serialization;
using MtaStsAudit.Audit.Commands;
using MtaStsAudit.Deployment.Local;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Scenarios;
using MtaStsAudit.Model.Verdicts;
using MtaStsAudit.Model.Verdicts.Profile;

namespace MtaStsAudit.Audit.Zoo;

/// <summary>What the zoo's senders did: sender by sender, at each scenario of a suite.</summary>
/// <param name="Version">Of this form. A later one may have more fields; a reader that knows this one reads it all the same.</param>
/// <param name="RulesVersion">Of the rules that judged.</param>
internal sealed record ZooReport(
    int Version,
    DateTimeOffset At,
    string Suite,
    int RulesVersion,
    IReadOnlyList<ZooScenario> Scenarios,
    IReadOnlyList<ZooRow> Senders,
    IReadOnlyList<LeftOutSender> LeftOut)
{
    public const int CurrentVersion = 1;

    /// <summary>The releases that were audited, the oldest first.</summary>
    public IEnumerable<string> Releases => Senders.Select(row => row.Release).Distinct();

    /// <summary>Where a sender does otherwise in one release than in another, in the order of the scenarios.</summary>
    /// <remarks>
    /// Where there are several MX hosts, or something changes with time, it depends on when a sender comes and how busy a host is: two
    /// runs of one release differ there as well, so it is not told of releases.
    /// </remarks>
    public IEnumerable<ReleaseDifference> Differences =>
        from scenario in Scenarios
        where scenario.IsSteady
        from kind in Senders.GroupBy(row => row.Name)
        let results = kind.Where(row => row.At(scenario.Name) is { } cell && IsSaid(cell.Conformance)).Select(row => (row.Release, row.At(scenario.Name)!.Conformance)).ToList()
        where results.Select(result => result.Conformance).Distinct().Count() > 1
        select new ReleaseDifference(kind.Key, scenario.Name, results);

    /// <summary>The verdicts in a line.</summary>
    public string Summary =>
        $"{Senders.Count} {(Senders.Count == 1 ? "sender" : "senders")} at {Scenarios.Count} scenarios: "
        + $"{string.Join(", ", Senders.CountBy(row => row.Label).OrderBy(count => count.Key).Select(count => $"{count.Value} {Wording.Of(count.Key)}"))}"
        + $"{(LeftOut.Count > 0 ? $"; {LeftOut.Count} left out" : "")}.";

    public static ZooReport Of(
        DateTimeOffset at, Suite suite, IReadOnlyList<(ZooSender Sender, string Software, AuditReport Report)> audits, IReadOnlyList<LeftOutSender> leftOut) => new(
        CurrentVersion,
        at,
        suite.Name,
        AuditRules.Version,
        [.. suite.Scenarios.OrderBy(scenario => scenario.Family).Select(scenario => new ZooScenario(scenario.Name, scenario.Family, scenario.Asks, ProfileWording.AskedAt(scenario)))],
        [.. audits.Select(audit => ZooRow.Of(audit.Sender, audit.Software, audit.Report))],
        leftOut);

    /// <summary>Results of several runs as one: a sender that is in two of them has what the later one found.</summary>
    /// <exception cref="CommandFault">They are of different suites, or were judged by different rules.</exception>
    public static ZooReport Of(IReadOnlyList<ZooReport> runs)
    {
        List<ZooReport> ordered = [.. runs.OrderBy(run => run.At)];
        var last = ordered[^1];
        if (ordered.Find(run => run.Suite != last.Suite || run.RulesVersion != last.RulesVersion || run.Scenarios.Count != last.Scenarios.Count) is { } other)
        {
            throw new CommandFault($"Results of suite {other.Suite} by rules {other.RulesVersion} and of suite {last.Suite} by rules {last.RulesVersion} are no one matrix.");
        }

        List<ZooRow> rows = [.. ordered.SelectMany(run => run.Senders).GroupBy(row => (row.Name, row.Release)).Select(same => same.Last())];
        return last with
        {
            Senders = [.. rows.OrderBy(row => PlaceOf(row.Name, row.Release))],
            LeftOut = [.. ordered.SelectMany(run => run.LeftOut).GroupBy(sender => (sender.Name, sender.Release)).Select(same => same.Last())
                .Where(sender => !rows.Exists(row => row.Name == sender.Name && row.Release == sender.Release))],
        };
    }

    // One that is not in this version's zoo comes last.
    private static int PlaceOf(string name, string release) =>
        ZooSenders.All.Index().Where(sender => sender.Item.Name == name && DebianReleaseName.Of(sender.Item.Release) == release)
            .Select(sender => sender.Index).FirstOrDefault(int.MaxValue);

    // What the evidence leaves open is no difference, nor is what no RFC asks.
    private static bool IsSaid(Conformance conformance) => conformance switch
    {
        Conformance.Conforms or Conformance.ViolatesMust or Conformance.MissesShould => true,
        Conformance.ShownOnly or Conformance.Undecided or Conformance.DoesNotApply => false,
    };
}

/// <param name="Asked">Of a compliant sender, with the RFC sections that ask it.</param>
internal sealed record ZooScenario(ReceiverName Name, Family Family, string Asks, string Asked)
{
    /// <summary>Whether a sender meets the same there whenever it comes.</summary>
    [JsonIgnore]
    public bool IsSteady => Family != Family.Lifecycle && Catalogue.FindScenario(Name) is not { Receivers.Count: > 1 };
}

/// <summary>A sender that was not audited.</summary>
internal sealed record LeftOutSender(string Name, string Release, string Why);

/// <summary>A scenario at which a sender's releases differ.</summary>
internal sealed record ReleaseDifference(string Sender, ReceiverName Scenario, IReadOnlyList<(string Release, Conformance Conformance)> Results)
{
    public override string ToString() =>
        $"{Scenario}: {Sender} {string.Join(", ", Results.GroupBy(result => result.Conformance).Select(same => $"{ProfileWording.Of(same.Key)} in {string.Join(" and ", same.Select(result => result.Release))}"))}";
}

/// <summary>One sender.</summary>
/// <param name="Software">The Debian packages that it is made of, with their versions.</param>
/// <param name="Label">What the study's six scenarios say of it.</param>
/// <param name="Results">By scenario; where it was not seen there is none.</param>
internal sealed record ZooRow(
    string Name, string Release, string About, string Software, SupportLabel Label, bool IsFinal, string Reason, AuditToken Token, IReadOnlyDictionary<string, ZooCell> Results)
{
    /// <summary>As it is called on the testbed and in tables.</summary>
    public string Title => $"{Name} {Release}";

    public static ZooRow Of(ZooSender sender, string software, AuditReport report) => new(
        sender.Name, DebianReleaseName.Of(sender.Release), sender.About, software, report.Label, report.IsFinal, report.Reason, report.Token,
        report.Profile is { } profile
            ? profile.ToDictionary(result => result.Scenario.Value, result => new ZooCell(result.Conformance, result.Did))
            : report.Outcomes.ToDictionary(outcome => outcome.Receiver.Value, ZooCell.Of));

    public ZooCell? At(ReceiverName scenario) => Results.GetValueOrDefault(scenario.Value);

    /// <summary>How its scenarios of a family came out; null: of all.</summary>
    public ConformanceCount Count(IEnumerable<ZooScenario> scenarios) =>
        ConformanceCount.Of(scenarios.Select(scenario => At(scenario.Name)).OfType<ZooCell>().Select(cell => cell.Conformance));
}

/// <param name="Did">What it did, in a sentence.</param>
internal sealed record ZooCell(Conformance Conformance, string Did)
{
    /// <summary>Of the study's six alone there is no profile: what became of the mail tells.</summary>
    public static ZooCell Of(ReceiverOutcome outcome) => new(outcome.Kind switch
    {
        OutcomeKind.Waiting or OutcomeKind.NotSeen or OutcomeKind.DeliveredInPrimeOnly or OutcomeKind.CameUndecided or OutcomeKind.TestbedAtFault
            or OutcomeKind.Contested => Conformance.Undecided,
        OutcomeKind.DeliveredOverTls => outcome.Expected == CompliantSender.Refuses ? Conformance.ViolatesMust : Conformance.Conforms,
        OutcomeKind.DeliveredInClear => outcome.Expected == CompliantSender.DeliversInClear ? Conformance.ShownOnly : Conformance.ViolatesMust,
        OutcomeKind.Refused => outcome.Expected == CompliantSender.Refuses ? Conformance.Conforms : Conformance.Undecided,
    }, Wording.Of(outcome));
}
