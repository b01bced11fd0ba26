using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using MtaStsAudit.Audit.Tests.Stories;
using MtaStsAudit.Model.Tests.Verdicts;
using MtaStsAudit.Model.Verdicts;

namespace MtaStsAudit.Audit.Tests.PseudoTerminal;

/// <summary>A testbed that listens on this machine and has one report for every audit.</summary>
internal sealed class JudgedAudit : IAsyncDisposable
{
    private readonly HttpListener listener = new();
    private readonly Task answering;
    private readonly AuditReport report;

    public JudgedAudit(AuditReport report)
    {
        this.report = report;
        Api = new($"http://127.0.0.1:{FreePort()}/");
        listener.Prefixes.Add(Api.ToString());
        listener.Start();
        answering = AnswerAsync();
    }

    public Uri Api { get; }

    /// <summary>Mail came to all, and the sender has time to fetch their policies.</summary>
    public static AuditReport Settling => new AuditStory().Delivers(0, "abcdef").JudgedAt(30);

    public static AuditReport Done => new AuditStory().Delivers(3, "abcdef").Delivers(70, "acef").Leaves(71, "bd").Leaves(140, "bd").JudgedAt(200);

    public async ValueTask DisposeAsync()
    {
        listener.Stop();
        await answering;
        listener.Close();
    }

    private async Task AnswerAsync()
    {
        while (true)
        {
            try
            {
                var context = await listener.GetContextAsync();
                var json = context.Request.Url!.AbsolutePath == "/site"
                    ? JsonSerializer.Serialize(FakeTestbed.Site, Model.Scenarios.SiteDescriptionJson.Default.SiteDescription)
                    : JsonSerializer.Serialize(report, AuditReportJson.Default.AuditReport);
                context.Response.ContentType = "application/json";
                await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(json));
                context.Response.Close();
            }
            catch (Exception fault) when (fault is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private static int FreePort()
    {
        using var socket = new TcpListener(IPAddress.Loopback, 0);
        socket.Start();
        return ((IPEndPoint)socket.LocalEndpoint).Port;
    }
}
