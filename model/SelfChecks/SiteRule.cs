using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.Inbound;
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
        // What is published at one scenario depends on the others: where reports go. A self-check may be of a few of them only.
        var expected = new ExpectedRecords(site, [.. facts.Scenarios.SelectMany(one => one.Scenario.Receivers).Union(Catalogue.Study)]);
        return [.. facts.Scenarios.SelectMany(one => Of(one, site, expected, facts.ResolverAnswers, now)), .. HttpsHostRule.OfApi(site.Api, facts.Api, facts.ResolverAnswers, now)];
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

    private static IEnumerable<SiteFinding> Of(ScenarioFacts facts, SiteNames site, ExpectedRecords expected, bool resolverAnswers, DateTimeOffset now)
    {
        var report = new ReceiverFindings(facts.Scenario.Name, resolverAnswers);
        RecordRule.Sts(report, facts, site);
        if (facts.PolicyHost is { } policyHost)
        {
            HttpsHostRule.OfPolicy(report, site, facts.Scenario, policyHost, now);
        }

        MailHostRule.Mx(report, facts, site);
        List<SiteFinding> ofHosts = [];
        foreach (var receiver in facts.Receivers)
        {
            var ofHost = new ReceiverFindings(receiver.Receiver.Name, resolverAnswers);
            MailHostRule.Apply(ofHost, receiver, site, now);
            ofHosts.AddRange(ofHost.All);
        }

        var reports = new ReceiverFindings(facts.Scenario.Name, resolverAnswers);
        RecordRule.TlsRpt(reports, facts, site, expected);
        return [.. report.All, .. ofHosts, .. reports.All];
    }
}

/// <summary>Collects the findings at one receiver.</summary>
/// <param name="resolverAnswers">Whether the resolver is known to answer about this site: if not, a look-up that fails tells nothing of the name.</param>
internal sealed class ReceiverFindings(ReceiverName? receiver, bool resolverAnswers = true)
{
    private readonly List<SiteFinding> all = [];

    public IReadOnlyList<SiteFinding> All => all;

    public void Right(TestbedPart part, string subject, string what) => Add(part, SiteState.AsDesigned, subject, what, null);

    public void Care(TestbedPart part, string subject, string what, string advice) => Add(part, SiteState.NeedsCare, subject, what, advice);

    /// <param name="keptFor">For how long senders may go on by it.</param>
    /// <param name="answered">As in <see cref="SiteFinding"/>.</param>
    public void Wrong(TestbedPart part, string subject, string what, string advice, TimeSpan? keptFor = null, bool answered = true) =>
        Add(part, SiteState.NotAsDesigned, subject, what, advice, keptFor, answered);

    /// <summary>An address that nothing can be sent to from here.</summary>
    /// <param name="part">Of what is behind it: <see cref="TestbedPart.Reach"/> for what senders come to.</param>
    public void WithoutRoute(TestbedPart part, string subject) => Add(part, SiteState.NotChecked, subject, "It could not be checked: this machine has no way there.",
        "Check from a machine that has one: for an IPv6 address, one with IPv6.", answered: false);

    /// <summary>A name that could not be looked up: a fault of the site's where a resolver says so, and nobody's where none answers.</summary>
    /// <param name="what">What is wrong, when it is the site's fault.</param>
    public void LookupFailed<T>(TestbedPart part, string subject, DnsAnswer<T> answer, string what)
    {
        if (resolverAnswers && !answer.NobodyAnswered)
        {
            Wrong(part, subject, what, "Ask the zone's name servers what they answer.", answered: false);
        }
        else
        {
            Add(part, SiteState.NotChecked, subject, $"It could not be checked: {answer.Failure}.", "Check again, or ask another resolver: 'audit doctor --resolver ADDRESS'.", answered: false);
        }
    }

    private void Add(TestbedPart part, SiteState state, string subject, string what, string? advice, TimeSpan? keptFor = null, bool answered = true) =>
        all.Add(new(receiver, part, state, subject, RemoteText.Printable(what), advice, keptFor, answered));
}
