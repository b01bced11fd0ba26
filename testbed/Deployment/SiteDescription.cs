using System.Text.Json;
using System.Text.Json.Serialization;
using MtaStsAudit.Testbed.Evidence;
using MtaStsAudit.Testbed.Names;
using MtaStsAudit.Testbed.Receivers;
using MtaStsAudit.Testbed.Verdicts;

namespace MtaStsAudit.Testbed.Deployment;

/// <summary>What a client of the API has to know of a testbed before it audits: the answer of <c>GET /site</c>.</summary>
public sealed record SiteDescription(string Site, IReadOnlyList<ReceiverDescription> Receivers, int SettleSeconds, int RetryWindowSeconds)
{
    public static SiteDescription Of(SiteNames names, IReadOnlyList<Receiver> receivers, AuditRules rules) => new(
        names.Site.Value,
        [.. receivers.Select(receiver => new ReceiverDescription(
            receiver.Letter, names.MailDomain(receiver.Letter).Value, names.MailHost(receiver.Letter).Value, receiver.Intent, receiver.Expected))],
        (int)rules.Settle.TotalSeconds,
        (int)rules.RetryWindow.TotalSeconds);
}

/// <summary>One receiver of a testbed.</summary>
/// <param name="Domain">Mail goes to <c>TOKEN@</c> this domain.</param>
/// <param name="Expected">What a compliant sender does here.</param>
public sealed record ReceiverDescription(ReceiverLetter Letter, string Domain, string MailHost, string Intent, CompliantSender Expected);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, UseStringEnumConverter = true, Converters = [typeof(ReceiverLetterConverter)])]
[JsonSerializable(typeof(SiteDescription))]
public sealed partial class SiteDescriptionJson : JsonSerializerContext;
