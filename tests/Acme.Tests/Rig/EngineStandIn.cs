using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace MtaStsAudit.Acme.Tests.Rig;

/// <summary>The engine's log service over real gRPC: one length-prefixed message in, an empty one out.</summary>
internal sealed class EngineStandIn : IAsyncDisposable
{
    private const int LogMessageField = 2;

    private readonly WebApplication server;

    public EngineStandIn()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        server = builder.Build();
        server.MapPost("/pulumirpc.Engine/Log", async context =>
        {
            var prefix = new byte[5];
            await context.Request.Body.ReadExactlyAsync(prefix, context.RequestAborted);
            var message = new byte[BinaryPrimitives.ReadInt32BigEndian(prefix.AsSpan(1))];
            await context.Request.Body.ReadExactlyAsync(message, context.RequestAborted);
            Log.Enqueue(ProtoMessage.Read(message)[LogMessageField].Single().ToStringUtf8());
            context.Response.ContentType = "application/grpc";
            await context.Response.Body.WriteAsync(new byte[5], context.RequestAborted);
            context.Response.AppendTrailer("grpc-status", "0");
        });
    }

    public ConcurrentQueue<string> Log { get; } = [];

    /// <summary>As the plugin's command line wants it: host and port.</summary>
    public string Address => new Uri(server.Urls.First()).Authority;

    public Task StartAsync() => server.StartAsync();

    public ValueTask DisposeAsync() => server.DisposeAsync();
}
