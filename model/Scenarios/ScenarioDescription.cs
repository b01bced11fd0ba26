using System.Text.Json;
using System.Text.Json.Serialization;
using MtaStsAudit.Model.Dns;
using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Receivers;
using MtaStsAudit.Model.SelfChecks;
using MtaStsAudit.Model.Sts;
using MtaStsAudit.Model.Verdicts.Profile;

namespace MtaStsAudit.Model.Scenarios;

/// <summary>A scenario to those who want to know what its mail domain is for: the answer of <c>GET /scenarios/NAME</c>, and a line of <c>GET /scenarios</c>.</summary>
/// <param name="Family">Its name, as a suite has it.</param>
/// <param name="Asks">What is unusual there.</param>
/// <param name="Asked">What is asked of a sender, in words.</param>
/// <param name="Sections">The RFC sections that ask it.</param>
/// <param name="Suites">Those of this testbed that it is in; none: this testbed does not have it.</param>
/// <param name="Domain">Mail goes to <c>TOKEN@</c> this domain.</param>
/// <param name="ReportedFailures">The RFC 8460 §4.3 result types that fit what a compliant sender may report.</param>
/// <param name="Publishes">What is published and served; null in the list.</param>
public sealed record ScenarioDescription(
    ReceiverName Scenario,
    string Family,
    string Asks,
    string Asked,
    CompliantSender Expected,
    RequirementLevel Level,
    IReadOnlyList<string> Sections,
    IReadOnlyList<string> Suites,
    string Domain,
    IReadOnlyList<string> ReportedFailures,
    ScenarioPublication? Publishes = null)
{
    /// <param name="deployed">The scenarios that the testbed has.</param>
    public static ScenarioDescription Of(SiteNames names, Scenario scenario, Suite deployed) => new(
        scenario.Name,
        FamilyWords.NameOf(scenario.Family),
        scenario.Asks,
        ProfileWording.AskedAt(scenario),
        scenario.Expected,
        scenario.Requirement.Level,
        scenario.Requirement.Sections,
        [.. deployed.Offered.Where(suite => suite.Scenarios.Contains(scenario)).Select(suite => suite.Name)],
        names.MailDomain(scenario.Name).Value,
        [.. scenario.ReportedFailures.Order(StringComparer.Ordinal)]);

    /// <summary>As <see cref="Of"/>, with what is published.</summary>
    public static ScenarioDescription WithPublication(SiteNames names, Scenario scenario, Suite deployed) =>
        Of(names, scenario, deployed) with { Publishes = ScenarioPublication.Of(names, scenario) };
}

/// <summary>What a sender finds at a scenario.</summary>
/// <param name="Records">Its DNS records in master file form (RFC 1035 §5), without addresses.</param>
/// <param name="Policy">Null for a scenario without a policy host.</param>
/// <param name="MxHosts">In the order of their preference.</param>
public sealed record ScenarioPublication(IReadOnlyList<string> Records, PolicyDescription? Policy, IReadOnlyList<MxHostDescription> MxHosts)
{
    // Where hosts are is the name server's to say: a testbed may move, and has other addresses on one machine.
    private static readonly PublishedAddresses Nowhere = new(_ => [], []);

    internal static ScenarioPublication Of(SiteNames names, Scenario scenario) => new(
        [.. SiteRecords.Of(names, scenario, Catalogue.Receivers, Nowhere).Select(ZoneFile.Line)],
        PolicyDescription.Of(names, scenario),
        [.. scenario.Receivers.Select(receiver => MxHostDescription.Of(names, receiver))]);
}

/// <summary>What the policy host answers.</summary>
/// <param name="Address">Where a sender asks (RFC 8461 §3.2).</param>
/// <param name="Answer">How that ends, in words.</param>
/// <param name="Status">Of HTTP; null where nothing is answered.</param>
/// <param name="RedirectsTo">Null where it does not redirect.</param>
/// <param name="Text">What is served; null where nothing is.</param>
public sealed record PolicyDescription(string Address, string Answer, int? Status, string? ContentType, string? RedirectsTo, string? Text)
{
    internal static PolicyDescription? Of(SiteNames names, Scenario scenario) => PublishedPolicy.AnswerOf(names, scenario) switch
    {
        PolicyAnswer.Served { Status: 200 } served => Answering(names, scenario) with { Status = served.Status, ContentType = served.ContentType, Text = served.Body },
        PolicyAnswer.Served failed => Answering(names, scenario) with { Status = failed.Status },
        PolicyAnswer.Redirected redirected => Answering(names, scenario) with { Status = 301, RedirectsTo = redirected.To.AbsoluteUri },
        PolicyAnswer.Silence or PolicyAnswer.Closed => Answering(names, scenario),
        _ => null,
    };

    private static PolicyDescription Answering(SiteNames names, Scenario scenario) =>
        new($"https://{names.PolicyHost(scenario.Name)}{PublishedPolicy.WellKnownPath}", DesignedFetch.Of(names, scenario).Words, null, null, null, null);
}

/// <summary>An MX host of a scenario.</summary>
/// <param name="Channel">What a front before it does to the connection, in words; null: nothing.</param>
/// <param name="IsListed">Whether a pattern of the policy matches it (RFC 8461 §4.1); null where there is no policy.</param>
/// <param name="Expected">What a compliant sender does here.</param>
public sealed record MxHostDescription(
    string Host, int Preference, TlsOffer Tls, TlsVersions Versions, CertificateKind Certificate, string? Channel, bool? IsListed, CompliantSender Expected)
{
    internal static MxHostDescription Of(SiteNames names, Receiver receiver) => new(
        names.MailHost(receiver).Value,
        receiver.Preference,
        receiver.Tls,
        receiver.Versions,
        receiver.Certificate,
        receiver.Channel is { } fault ? ChannelRule.Words(fault) : null,
        receiver.Policy is null ? null : receiver.IsListed,
        receiver.Expected);
}

[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web, UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, Converters = [typeof(ReceiverNameConverter)])]
[JsonSerializable(typeof(ScenarioDescription))]
[JsonSerializable(typeof(IReadOnlyList<ScenarioDescription>))]
public sealed partial class ScenarioDescriptionJson : JsonSerializerContext;
