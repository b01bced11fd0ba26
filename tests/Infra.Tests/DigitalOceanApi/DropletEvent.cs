using System.Text.Json.Nodes;

namespace MtaStsAudit.Infra.Tests.DigitalOceanApi;

/// <summary>What the API calls an action: it goes on in the background, and comes to its end after somebody has asked about it a few times.</summary>
/// <param name="type">In the API's words: <c>shutdown</c>, <c>assign_ip</c>.</param>
/// <param name="polls">How often it is seen in progress.</param>
/// <param name="complete">Takes effect at the end.</param>
internal sealed class DropletEvent(int id, string type, int droplet, int polls, Func<Task> complete)
{
    private int left = polls;

    public int Id => id;

    public bool IsPending { get; private set; } = true;

    /// <summary>Somebody asks.</summary>
    public async Task PollAsync()
    {
        if (IsPending && left-- <= 0)
        {
            IsPending = false;
            await complete();
        }
    }

    public JsonObject Shown() => new()
    {
        ["id"] = id,
        ["status"] = IsPending ? "in-progress" : "completed",
        ["type"] = type,
        ["started_at"] = "2026-01-01T00:00:00Z",
        ["completed_at"] = IsPending ? null : "2026-01-01T00:00:01Z",
        ["resource_id"] = droplet,
        ["resource_type"] = "droplet",
        ["region_slug"] = "fra1",
    };
}
