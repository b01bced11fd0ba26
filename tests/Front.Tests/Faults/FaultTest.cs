using System.Net.Security;
using System.Net.Sockets;
using MtaStsAudit.Front.Sessions;
using MtaStsAudit.Front.Tests.Running;
using MtaStsAudit.Model.Scenarios;

namespace MtaStsAudit.Front.Tests.Faults;

/// <summary>A client at one fault, with a scripted Postfix behind it.</summary>
internal sealed class FaultTest : IAsyncDisposable
{
    public const string ServerName = "mx.starttls.audit.example";

    private readonly ScriptedPostfix postfix;
    private readonly RunningFront front;
    private readonly TcpClient connection;

    private FaultTest(ScriptedPostfix postfix, RunningFront front, TcpClient connection, LineTalk client) =>
        (this.postfix, this.front, this.connection, Client) = (postfix, front, connection, client);

    public LineTalk Client { get; }

    public IReadOnlyCollection<string> Commands => postfix.Commands;

    public IReadOnlyCollection<(string Content, bool OverTls)> Messages => postfix.Messages;

    /// <param name="cut">How replies are cut, and commands.</param>
    /// <returns>Behind the greeting.</returns>
    public static async Task<FaultTest> AtAsync(ChannelFault fault, Cut cut)
    {
        var postfix = new ScriptedPostfix(cut);
        var front = await RunningFront.StartAsync(postfix.EndPoint);
        var (client, connection) = await front.ConnectAsync(fault, cut);
        Assert.Equal(["220 mail.example ESMTP Postfix"], await client.ReplyAsync());
        return new(postfix, front, connection, client);
    }

    /// <summary>A message from MAIL to QUIT, in clear text or over TLS, as the session is.</summary>
    public async Task DeliverAsync()
    {
        foreach (var command in (string[])["MAIL FROM:<a@sender.example>", "RCPT TO:<b@mail.example>"])
        {
            Assert.StartsWith("250 ", Assert.Single(await Client.AskAsync(command)), StringComparison.Ordinal);
        }

        Assert.StartsWith("354 ", Assert.Single(await Client.AskAsync("DATA")), StringComparison.Ordinal);
        Assert.StartsWith("250 ", Assert.Single(await Client.AskAsync("Subject: x\r\n\r\nSTARTTLS\r\n..dot\r\n.")), StringComparison.Ordinal);
        Assert.StartsWith("221 ", Assert.Single(await Client.AskAsync("QUIT")), StringComparison.Ordinal);
        Assert.Equal("", await Client.ReadToEndAsync());
    }

    public Task BeginTlsAsync() => Client.UpgradeAsync(new SslClientAuthenticationOptions { TargetHost = ServerName });

    /// <summary>The client leaves, and the front writes what there was.</summary>
    public async Task<SessionRecord> RecordAsync()
    {
        connection.Dispose();
        return await front.RecordAsync();
    }

    public async ValueTask DisposeAsync()
    {
        connection.Dispose();
        await front.DisposeAsync();
        await postfix.DisposeAsync();
    }
}
