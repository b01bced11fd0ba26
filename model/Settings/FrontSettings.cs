using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization;
using MtaStsAudit.Model.Scenarios;
using MtaStsAudit.Model.Verdicts;

namespace MtaStsAudit.Model.Settings;

/// <summary>The settings of a front. The bundle prints them and the front reads them: one form, here.</summary>
public sealed record FrontSettings
{
    public const int UsualSessions = 100;

    public const int UsualSessionsOfOneClient = 20;

    /// <summary>Where the container's health check finds a greeting: see <c>receiver/front/Dockerfile</c>.</summary>
    public const int HealthPort = 8025;

    /// <summary>Where the rsyslog beside a front's Postfix takes its lines, on loopback.</summary>
    public const int SyslogPort = 5514;

    /// <summary>The APP-NAME of a front's lines (RFC 5424 §6).</summary>
    public const string SyslogProgram = "front";

    /// <summary>The Postfix that the front stands before. It takes the PROXY protocol: <c>smtpd_upstream_proxy_protocol = haproxy</c>.</summary>
    public required IPEndPoint Upstream { get; init; }

    /// <summary>The most sessions at a time.</summary>
    public int Sessions { get; init; } = UsualSessions;

    /// <summary>The most sessions at a time of one client: an IPv4 address, or an IPv6 /64.</summary>
    public int SessionsOfOneClient { get; init; } = UsualSessionsOfOneClient;

    /// <summary>For how long a fault lasts that lasts only some time, from a client's first session on.</summary>
    public TimeSpan FaultLasts { get; init; } = AuditRules.Default.UntilChange;

    /// <summary>How long after that a client is remembered.</summary>
    public TimeSpan ClientsAreRemembered { get; init; } = AuditRules.Default.RetryWindow;

    /// <summary>A loopback address and port that greets with 220 by itself: what asks there is no evidence.</summary>
    public IPEndPoint Health { get; init; } = new(IPAddress.Loopback, HealthPort);

    /// <summary>A loopback address and port where rsyslog takes datagrams; null: what clients offer is told on standard output only.</summary>
    public IPEndPoint? Syslog { get; init; }

    public required IReadOnlyList<FrontListener> Listeners { get; init; }

    public string ToJson() => JsonSerializer.Serialize(
        new FrontSettingsFile(
            Upstream.ToString(),
            Sessions,
            SessionsOfOneClient,
            (int)FaultLasts.TotalSeconds,
            (int)ClientsAreRemembered.TotalSeconds,
            Health.ToString(),
            Syslog?.ToString(),
            [.. Listeners.Select(listener => new FrontListenerFile(listener.Name, listener.Address.ToString(), ChannelFaultName.Of(listener.Fault), listener.Upstream?.ToString()))]),
        FrontSettingsJson.Default.FrontSettingsFile);
}

/// <summary>An address where a front has one fault.</summary>
/// <param name="Name">What the front's records call it.</param>
/// <param name="Upstream">The Postfix behind this one; null: the front's.</param>
public sealed record FrontListener(string Name, IPEndPoint Address, ChannelFault Fault, IPEndPoint? Upstream = null);

/// <summary>The file's form: what may be left out is null.</summary>
internal sealed record FrontSettingsFile(
    string? Upstream,
    int? Sessions,
    int? SessionsOfOneClient,
    int? FaultSeconds,
    int? RememberedSeconds,
    string? Health,
    string? Syslog,
    IReadOnlyList<FrontListenerFile?>? Listeners);

internal sealed record FrontListenerFile(string? Name, string? Address, string? Fault, string? Upstream = null);

[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    WriteIndented = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(FrontSettingsFile))]
internal sealed partial class FrontSettingsJson : JsonSerializerContext;
