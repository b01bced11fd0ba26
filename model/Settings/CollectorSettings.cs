using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization;
using MtaStsAudit.Model.Certificates;
using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Scenarios;
using MtaStsAudit.Model.Verdicts;

namespace MtaStsAudit.Model.Settings;

/// <summary>The settings of a collector. The bundle prints them and the collector reads them: one form, here.</summary>
public sealed record CollectorSettings
{
    public required SiteNames Names { get; init; }

    public IPEndPoint Milter { get; init; } = new(IPAddress.IPv6Any, CollectorPorts.Milter);

    /// <summary>A socket's file, for receivers on the same machine: the way there costs less than that to a port. Null: there is none.</summary>
    public string? MilterSocket { get; init; }

    public IPEndPoint LogIntake { get; init; } = new(IPAddress.IPv6Any, CollectorPorts.LogIntake);

    public IPEndPoint Http { get; init; } = new(IPAddress.IPv6Any, CollectorPorts.Http);

    public IPEndPoint Https { get; init; } = new(IPAddress.IPv6Any, CollectorPorts.Https);

    /// <summary>A folder with one folder a certificate, see <see cref="IssuedCertificate.FileName"/>.</summary>
    public string Certificates { get; init; } = "/certificates";

    /// <summary>A connection string: <c>Data Source=…</c> for SQLite, <c>Host=…</c> for PostgreSQL.</summary>
    public string Database { get; init; } = "Data Source=/data/evidence.db";

    /// <summary>SHA-256 of the administrator's secret, in hexadecimal; null: nobody is administrator.</summary>
    public string? AdminSecretSha256 { get; init; }

    public LogFormat LogFormat { get; init; }

    /// <summary>How often the testbed checks itself; zero: never.</summary>
    public TimeSpan SelfCheck { get; init; } = TimeSpan.FromMinutes(2);

    public bool ChecksItself => SelfCheck > TimeSpan.Zero;

    /// <summary>A PEM file with the CAs that the self-check trusts instead of the system's; null: the system's.</summary>
    public string? TrustedRoots { get; init; }

    /// <summary>The scenarios that this testbed has. Its file names the suite, and what of it is left out.</summary>
    public Suite Suite { get; init; } = Suite.Study;

    public AuditRules Rules { get; init; } = AuditRules.Default;

    public RetentionRules Retention { get; init; } = RetentionRules.Default;

    /// <summary>Who runs the testbed.</summary>
    public SiteOperator Operator { get; init; } = SiteOperator.Unnamed;

    /// <summary>Whether anybody may have a domain's inbound policy checked at the web page.</summary>
    public bool OffersInboundCheck { get; init; } = true;

    public string ToJson() => JsonSerializer.Serialize(
        new CollectorSettingsFile(
            Names.Site.Value,
            Milter.ToString(),
            MilterSocket,
            LogIntake.ToString(),
            Http.ToString(),
            Https.ToString(),
            Certificates,
            Database,
            AdminSecretSha256,
            LogFormat == LogFormat.Text ? "text" : "json",
            (int)SelfCheck.TotalSeconds,
            TrustedRoots,
            Suite.Name,
            Suite.LeftOut is { Count: > 0 } leftOut ? [.. leftOut.Select(name => name.Value)] : null,
            (int)Rules.Settle.TotalSeconds,
            (int)Rules.RetryWindow.TotalSeconds,
            (int)Retention.Evidence.TotalDays,
            (int)Retention.MessageText.TotalDays,
            Operator.Name,
            Operator.Contact,
            Operator.AbuseContact,
            Operator.Source?.OriginalString,
            OffersInboundCheck ? null : false),
        CollectorSettingsJson.Default.CollectorSettingsFile);
}

/// <summary>How a collector's log is written.</summary>
public enum LogFormat
{
    /// <summary>An object a line, for programs.</summary>
    Json,

    /// <summary>A sentence a line, for people.</summary>
    Text,
}

/// <summary>The file's form: what may be left out is null.</summary>
internal sealed record CollectorSettingsFile(
    string? Site,
    string? Milter,
    string? MilterSocket,
    string? LogIntake,
    string? Http,
    string? Https,
    string? Certificates,
    string? Database,
    string? AdminSecretSha256,
    string? LogFormat,
    int? SelfCheckSeconds,
    string? TrustedRoots,
    string? Suite,
    string?[]? LeftOut,
    int? SettleSeconds,
    int? RetryWindowSeconds,
    int? EvidenceDays,
    int? MessageTextDays,
    string? OperatorName,
    string? OperatorContact,
    string? AbuseContact,
    string? Source,
    bool? InboundCheck);

[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    WriteIndented = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(CollectorSettingsFile))]
internal sealed partial class CollectorSettingsJson : JsonSerializerContext;
