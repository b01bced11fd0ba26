using System.Text.Json;
using System.Text.Json.Serialization;

namespace MtaStsAudit.Audit.Local;

/// <summary>How a container of the testbed is, in the engine's words.</summary>
/// <param name="State"><c>running</c>, <c>exited</c>, <c>restarting</c>, …</param>
/// <param name="Health"><c>starting</c>, <c>healthy</c> or <c>unhealthy</c>; null when the image has no health check.</param>
/// <param name="HealthCheck">The command that tells, as the image has it; empty when it has none that can be run as it is.</param>
internal sealed record ContainerState(string Service, string Id, string State, string? Health, int Restarts, IReadOnlyList<string> HealthCheck)
{
    private const string ServiceLabel = "com.docker.compose.service";
    private const string Healthy = "healthy";
    private const int RestartsThatMaySettle = 2;

    public bool IsHealthy => State == "running" && (Health is null or Healthy);

    /// <summary>The engine has not looked yet: it does so some seconds after the start for the first time.</summary>
    public bool MayBeAsked => State == "running" && Health == "starting" && HealthCheck.Count > 0;

    public ContainerState Well => this with { Health = Healthy };

    /// <summary>It will not become healthy by waiting. An unhealthy one may: on a busy machine a check takes too long, and the next does not.</summary>
    public bool HasFailed => State is "exited" or "dead" || Restarts > RestartsThatMaySettle;

    public override string ToString() => Health is null ? State : $"{State}, {Health}";

    /// <summary>Reads the answer of <c>docker inspect</c>.</summary>
    public static IReadOnlyList<ContainerState> Parse(string json) =>
    [
        .. (JsonSerializer.Deserialize(json, InspectionJson.Default.ListInspection) ?? [])
            .Select(container => new ContainerState(
                container.Config.Labels?.GetValueOrDefault(ServiceLabel) ?? "", container.Id, container.State.Status, container.State.Health?.Status, container.RestartCount,
                container.Config.Healthcheck?.Test is ["CMD", .. var command] ? command : []))
            .OrderBy(container => container.Service, StringComparer.Ordinal),
    ];
}

/// <summary>What is read of the answer of <c>docker inspect</c>.</summary>
internal sealed record Inspection(string Id, InspectedState State, int RestartCount, InspectedConfig Config);

internal sealed record InspectedState(string Status, InspectedHealth? Health);

internal sealed record InspectedHealth(string Status);

internal sealed record InspectedConfig(IReadOnlyDictionary<string, string>? Labels, InspectedHealthCheck? Healthcheck = null);

internal sealed record InspectedHealthCheck(List<string>? Test);

[JsonSerializable(typeof(List<Inspection>))]
internal sealed partial class InspectionJson : JsonSerializerContext;
