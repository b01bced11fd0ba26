using System.Collections.Concurrent;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace MtaStsAudit.Acme.Tests.Rig;

/// <summary>The DNS part of the DigitalOcean API on loopback: what it holds is what the DNS server answers.</summary>
internal sealed class DigitalOceanStandIn : IAsyncDisposable
{
    public const string Token = "dop_v1_stand_in_token";
    public const string Zone = "example.com";

    private readonly HttpClient dns;
    private readonly WebApplication api;
    private long lastId;

    /// <param name="dnsManagement">pebble-challtestsrv's; null for a zone that nobody asks.</param>
    public DigitalOceanStandIn(Uri? dnsManagement)
    {
        dns = new HttpClient { BaseAddress = dnsManagement };
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        api = builder.Build();
        api.Use(AnswerAsync);
        var records = api.MapGroup("/v2/domains/{zone}/records");
        records.MapPost("", (string zone, NewRecord record) => AddAsync(zone, record));
        records.MapGet("", (string zone, string? type, string? name) => List(zone, type, name));
        records.MapDelete("{id:long}", (string zone, long id) => RemoveAsync(zone, id));
    }

    public ConcurrentDictionary<long, Record> Records { get; } = [];

    public ConcurrentQueue<string> Requests { get; } = [];

    /// <summary>Answers to give before the usual ones: a status, and whether the request is carried out all the same.</summary>
    public ConcurrentQueue<(int Status, bool CarriedOut)> NextAnswers { get; } = [];

    /// <summary>Names whose records are accepted but never reach the DNS.</summary>
    public ConcurrentBag<string> Unpublished { get; } = [];

    public bool RefusesRemoval { get; set; }

    public Uri Endpoint => new(api.Urls.First());

    public Task StartAsync() => api.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await api.DisposeAsync();
        dns.Dispose();
    }

    private static IResult Error(int status, string id, string message) => Results.Json(new { id, message }, statusCode: status);

    private async Task AnswerAsync(HttpContext context, RequestDelegate next)
    {
        Requests.Enqueue($"{context.Request.Method} {context.Request.Path}");
        if (context.Request.Headers.Authorization != $"Bearer {Token}")
        {
            await Error(401, "unauthorized", "Unable to authenticate you").ExecuteAsync(context);
            return;
        }

        if (!NextAnswers.TryDequeue(out var answer))
        {
            await next(context);
            return;
        }

        if (answer.CarriedOut)
        {
            var body = context.Response.Body;
            context.Response.Body = Stream.Null;
            await next(context);
            context.Response.Clear();
            context.Response.Body = body;
        }

        context.Response.Headers.RetryAfter = "0";
        await Error(answer.Status, "busy", "try again").ExecuteAsync(context);
    }

    private async Task<IResult> AddAsync(string zone, NewRecord record)
    {
        if (zone != Zone)
        {
            return Error(404, "not_found", "The resource you were accessing could not be found.");
        }

        // The API takes names relative to the zone and doubles a full one.
        if (record.Name.EndsWith(Zone, StringComparison.Ordinal) || record.Ttl < 30)
        {
            return Error(422, "unprocessable_entity", $"Name {record.Name} or TTL {record.Ttl} is not valid");
        }

        var added = new Record(Interlocked.Increment(ref lastId), record.Type, record.Name, record.Data, record.Ttl);
        Records[added.Id] = added;
        if (!Unpublished.Contains(record.Name))
        {
            await PublishAsync(record.Name);
        }

        return Results.Json(new { domain_record = added }, statusCode: 201);
    }

    private IResult List(string zone, string? type, string? name) =>
        Results.Json(new
        {
            domain_records = Records.Values.Where(r => (type is null || r.Type == type) && (name is null || $"{r.Name}.{zone}" == name)),
        });

    private async Task<IResult> RemoveAsync(string zone, long id)
    {
        if (RefusesRemoval)
        {
            return Error(403, "forbidden", "You are not authorized to perform this operation");
        }

        if (zone != Zone || !Records.TryRemove(id, out var record))
        {
            return Error(404, "not_found", "The resource you were accessing could not be found.");
        }

        await PublishAsync(record.Name);
        return Results.NoContent();
    }

    private async Task PublishAsync(string name)
    {
        if (dns.BaseAddress is null)
        {
            return;
        }

        var host = $"{name}.{Zone}.";
        (await dns.PostAsJsonAsync("/clear-txt", new { host })).EnsureSuccessStatusCode();
        foreach (var record in Records.Values.Where(record => record.Name == name))
        {
            (await dns.PostAsJsonAsync("/set-txt", new { host, value = record.Data })).EnsureSuccessStatusCode();
        }
    }

    internal sealed record NewRecord(string Type, string Name, string Data, int Ttl);

    internal sealed record Record(long Id, string Type, string Name, string Data, int Ttl);
}
