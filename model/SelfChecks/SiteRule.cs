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

    /// <summary>What one address of an MX host answered, whatever DNS says of it.</summary>
    /// <param name="made">SHA-256 of the certificate that was made for the host; null: it is not known here, and what is wrong with the one shown has to be as designed.</param>
    public static SiteFinding OfMailHost(SiteNames site, Receiver receiver, MailHostFacts facts, string? made, DateTimeOffset now)
    {
        var report = new ReceiverFindings(receiver.Name);
        MailHostRule.Apply(report, receiver, facts, site, made, now);
        return report.All.Single();
    }

    /// <summary>What one address of a policy host answered, whatever DNS says of it.</summary>
    /// <param name="made">As in <see cref="OfMailHost"/>.</param>
    public static SiteFinding OfPolicyHost(SiteNames site, Scenario scenario, HttpsAnswer answer, string? made, DateTimeOffset now)
    {
        var report = new ReceiverFindings(scenario.Name);
        HttpsHostRule.OfPolicy(report, site, scenario, answer, made, now);
        return report.All.Single();
    }

    /// <summary>What one address of the API answered, whatever DNS says of it.</summary>
    /// <param name="made">As in <see cref="OfMailHost"/>.</param>
    public static SiteFinding OfApi(SiteNames site, HttpsAnswer answer, string? made, DateTimeOffset now)
    {
        var report = new ReceiverFindings(receiver: null);
        HttpsHostRule.OfApi(report, site.Api, answer, made, now);
        return report.All.Single();
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
internal sealed class ReceiverFindings(ReceiverName? receiver)
{
    private readonly List<SiteFinding> all = [];

    public IReadOnlyList<SiteFinding> All => all;

    public void Right(TestbedPart part, string subject, string what) => Add(part, SiteState.AsDesigned, subject, what, null);

    public void Care(TestbedPart part, string subject, string what, string advice) => Add(part, SiteState.NeedsCare, subject, what, advice);

    /// <param name="keptFor">For how long senders may go on by it.</param>
    /// <param name="answered">As in <see cref="SiteFinding"/>.</param>
    public void Wrong(TestbedPart part, string subject, string what, string advice, TimeSpan? keptFor = null, bool answered = true) =>
        Add(part, SiteState.NotAsDesigned, subject, what, advice, keptFor, answered);

    public void Unseen(TestbedPart part, string subject) => Add(part, SiteState.NotSeen, subject, "This machine has no way there.",
        "Check from a machine that has one: for an IPv6 address, one with IPv6.", answered: false);

    private void Add(TestbedPart part, SiteState state, string subject, string what, string? advice, TimeSpan? keptFor = null, bool answered = true) =>
        all.Add(new(receiver, part, state, subject, Inbound.RemoteText.Printable(what), advice, keptFor, answered));
}
