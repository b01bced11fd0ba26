using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.Logging;

namespace MtaStsAudit.Probes.Tests.Rig;

/// <summary>Policy hosts by name on one port, each with its own manners and certificate.</summary>
internal sealed class PolicyHosts : IAsyncDisposable
{
    public const string Address = "127.78.44.1";

    private readonly ConcurrentDictionary<string, (RequestDelegate Serve, CertificateKind Certificate)> hosts = [];
    private readonly WebApplication app;

    public PolicyHosts(TestCa ca)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Parse(Address), 0, listen => listen.UseHttps(
            new TlsHandshakeCallbackOptions
            {
                OnConnection = context => ValueTask.FromResult(new SslServerAuthenticationOptions
                {
                    // Offline: the server is not to fetch an issuer and send it along.
                    ServerCertificateContext = hosts.TryGetValue(context.ClientHelloInfo.ServerName, out var host) && host.Certificate != CertificateKind.None
                        ? SslStreamCertificateContext.Create(ca.CertificateOf(context.ClientHelloInfo.ServerName, host.Certificate), null, offline: true)
                        : throw new AuthenticationException("No certificate for that name."),
                }),
            })));
        app = builder.Build();
        app.Run(context =>
        {
            Requests.Enqueue($"{context.Request.Host.Host}{context.Request.Path}");
            return hosts[context.Request.Host.Host].Serve(context);
        });
    }

    public int Port => new Uri(app.Urls.Single()).Port;

    /// <summary>Host and path of every request.</summary>
    public ConcurrentQueue<string> Requests { get; } = [];

    public Task StartAsync() => app.StartAsync();

    public void Add(string host, RequestDelegate serve, CertificateKind certificate) => hosts[host] = (serve, certificate);

    public static RequestDelegate Serves(string text, string type = "text/plain") => context =>
    {
        context.Response.ContentType = type;
        return context.Response.WriteAsync(text, context.RequestAborted);
    };

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
