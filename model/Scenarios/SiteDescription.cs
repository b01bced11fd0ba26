using System.Text.Json;
using System.Text.Json.Serialization;
using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Receivers;
using MtaStsAudit.Model.Scenarios;
using MtaStsAudit.Model.Verdicts;

namespace MtaStsAudit.Model.Scenarios;

/// <summary>What a client of the API has to know of a testbed before it audits: the answer of <c>GET /site</c>.</summary>
/// <param name="Receivers">Those of the study.</param>
/// <param name="Further">The scenarios beyond the study; null where there are none.</param>
/// <param name="Suites">By name, the scenarios of each suite that this testbed has in full, and those that it has of its own one.</param>
/// <param name="LeftOut">The scenarios of its own suite that it cannot have; null where there are none.</param>
public sealed record SiteDescription(
    string Site,
    IReadOnlyList<ReceiverDescription> Receivers,
    int SettleSeconds,
    int RetryWindowSeconds,
    IReadOnlyList<ReceiverDescription>? Further = null,
    IReadOnlyDictionary<string, IReadOnlyList<ReceiverName>>? Suites = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<ReceiverName>? LeftOut = null)
{
    public static SiteDescription Of(SiteNames names, Suite suite, AuditRules rules) => new(
        names.Site.Value,
        [.. suite.Scenarios.Where(scenario => scenario.Name.IsOfStudy).Select(scenario => ReceiverDescription.Of(names, scenario))],
        (int)rules.Settle.TotalSeconds,
        (int)rules.RetryWindow.TotalSeconds,
        [.. suite.Scenarios.Where(scenario => !scenario.Name.IsOfStudy).Select(scenario => ReceiverDescription.Of(names, scenario))],
        suite.Offered.ToDictionary(one => one.Name, one => (IReadOnlyList<ReceiverName>)[.. one.Scenarios.Select(scenario => scenario.Name)]),
        suite.LeftOut is { Count: > 0 } leftOut ? leftOut : null);

    /// <summary>The scenarios of a suite that this testbed offers without them.</summary>
    public IReadOnlyList<ReceiverName> LeftOutOf(string suite) =>
        Suites?.GetValueOrDefault(suite) is { } names && Suite.Find(suite) is { } known
            ? [.. known.Scenarios.Select(scenario => scenario.Name).Intersect(LeftOut ?? []).Except(names)]
            : [];

    /// <summary>What is mailed for a suite; null for one that this testbed does not have.</summary>
    public IReadOnlyList<ReceiverDescription>? ReceiversOf(string suite) =>
        suite == Suite.Study.Name ? Receivers
        : Suites?.GetValueOrDefault(suite) is { } names ? [.. Receivers.Concat(Further ?? []).Where(receiver => names.Contains(receiver.Name))]
        : null;
}

/// <summary>One scenario of a testbed.</summary>
/// <param name="Domain">Mail goes to <c>TOKEN@</c> this domain.</param>
/// <param name="MailHost">Its first MX host.</param>
/// <param name="Expected">What a compliant sender does here.</param>
public sealed record ReceiverDescription(
    [property: JsonPropertyName("letter")] ReceiverName Name, string Domain, string MailHost, string Intent, CompliantSender Expected)
{
    public static ReceiverDescription Of(SiteNames names, Scenario scenario) => new(
        scenario.Name, names.MailDomain(scenario.Name).Value, names.MailHost(scenario.Receivers[0]).Value, scenario.Asks, scenario.Expected);
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, UseStringEnumConverter = true, Converters = [typeof(ReceiverNameConverter)])]
[JsonSerializable(typeof(SiteDescription))]
public sealed partial class SiteDescriptionJson : JsonSerializerContext;
