using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace MtaStsAudit.Infra.Tests.DigitalOceanApi;

/// <summary>What goes on at droplets. At each there is one event at a time.</summary>
internal sealed class DropletEvents : IDisposable
{
    private readonly ConcurrentDictionary<int, List<DropletEvent>> byDroplet = [];
    private readonly SemaphoreSlim asking = new(1);
    private int last;

    /// <summary>How often an event is seen in progress before it is done.</summary>
    public int Polls { get; set; } = 1;

    public DropletEvent Begin(string type, int droplet, Func<Task> complete)
    {
        var events = byDroplet.GetOrAdd(droplet, _ => []);
        lock (events)
        {
            if (events.Any(one => one.IsPending))
            {
                throw ApiFault.Unprocessable("Droplet already has a pending event.");
            }

            var begun = new DropletEvent(Interlocked.Increment(ref last), type, droplet, Polls, complete);
            events.Add(begun);
            return begun;
        }
    }

    /// <summary>Somebody asks about a droplet, and so about all that goes on there.</summary>
    public async Task<IReadOnlyList<DropletEvent>> PollAsync(int droplet)
    {
        var events = Of(droplet);
        await asking.WaitAsync();
        try
        {
            foreach (var one in events)
            {
                await one.PollAsync();
            }
        }
        finally
        {
            asking.Release();
        }

        return events;
    }

    public void Map(WebApplication app, Func<int, Droplet> find)
    {
        app.MapGet("/v2/droplets/{id:int}/actions", async (int id, HttpRequest request) =>
        {
            _ = find(id);
            return Pages.Of(request, "actions", (await PollAsync(id)).Reverse().Select(one => one.Shown()));
        });
        app.MapGet("/v2/droplets/{id:int}/actions/{number:int}", (int id, int number) => OneAsync(id, number));
        app.MapGet("/v2/actions/{number:int}", (int number) => OneAsync(DropletOf(number), number));
        app.MapGet("/v2/reserved_ips/{address}/actions/{number:int}", (string address, int number) => OneAsync(DropletOf(number), number));
    }

    public void Dispose() => asking.Dispose();

    public static JsonObject Wrapped(DropletEvent one) => new() { ["action"] = one.Shown() };

    private async Task<IResult> OneAsync(int droplet, int number)
    {
        var events = await PollAsync(droplet);
        return Results.Json(Wrapped(events.FirstOrDefault(one => one.Id == number) ?? throw ApiFault.NotFound));
    }

    private int DropletOf(int number) => byDroplet.Keys.Where(droplet => Of(droplet).Any(one => one.Id == number)).Append(-1).First();

    private DropletEvent[] Of(int droplet)
    {
        if (!byDroplet.TryGetValue(droplet, out var events))
        {
            return [];
        }

        lock (events)
        {
            return [.. events];
        }
    }
}
