using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Receivers;
using MtaStsAudit.Model.Scenarios;

namespace MtaStsAudit.Model.SelfChecks;

/// <summary>Compares what was seen of a testbed with what the catalogue says: facts in, findings out.</summary>
public static class SiteRule
{
    /// <param name="site">The testbed's names; what is right follows from them and from the receivers' rows.</param>
    public static IReadOnlyList<SiteFinding> Findings(SiteNames site, SiteFacts facts, DateTimeOffset now)
    {
        // What is published at one scenario depends on the others: where reports go. A look may be at a few of them only.
        var expected = new ExpectedRecords(site, [.. facts.Scenarios.SelectMany(one => one.Scenario.Receivers).Union(Catalogue.Study)]);
        return [.. facts.Scenarios.SelectMany(one => Of(one, site, expected, now)), .. HttpsHostRule.OfApi(site.Api, facts.Api, now)];
    }

    private static IEnumerable<SiteFinding> Of(ScenarioFacts facts, SiteNames site, ExpectedRecords expected, DateTimeOffset now)
    {
        var report = new ReceiverFindings(facts.Scenario.Name);
        RecordRule.Sts(report, facts, site);
        if (facts.PolicyHost is { } policyHost)
        {
            HttpsHostRule.OfPolicy(report, site, facts.Scenario, policyHost, now);
        }

        MailHostRule.Mx(report, facts, site);
        List<SiteFinding> ofHosts = [];
        foreach (var receiver in facts.Receivers)
        {
            var ofHost = new ReceiverFindings(receiver.Receiver.Name);
            MailHostRule.Apply(ofHost, receiver, site, now);
            ofHosts.AddRange(ofHost.All);
        }

        var reports = new ReceiverFindings(facts.Scenario.Name);
        RecordRule.TlsRpt(reports, facts, site, expected);
        return [.. report.All, .. ofHosts, .. reports.All];
    }
}

/// <summary>Collects the findings at one receiver.</summary>
internal sealed class ReceiverFindings(ReceiverName? letter)
{
    private readonly List<SiteFinding> all = [];

    public IReadOnlyList<SiteFinding> All => all;

    public void Right(TestbedPart part, string subject, string what) => Add(part, SiteState.AsDesigned, subject, what, null);

    public void Care(TestbedPart part, string subject, string what, string advice) => Add(part, SiteState.NeedsCare, subject, what, advice);

    /// <param name="keptFor">For how long senders may go on by it.</param>
    public void Wrong(TestbedPart part, string subject, string what, string advice, TimeSpan? keptFor = null) =>
        Add(part, SiteState.NotAsDesigned, subject, what, advice, keptFor);

    public void Unseen(TestbedPart part, string subject) => Add(part, SiteState.NotSeen, subject, "This machine has no way there.",
        "Look from a machine that has one: for an IPv6 address, one with IPv6.");

    private void Add(TestbedPart part, SiteState state, string subject, string what, string? advice, TimeSpan? keptFor = null) =>
        all.Add(new(letter, part, state, subject, Inbound.RemoteText.Printable(what), advice, keptFor));
}
