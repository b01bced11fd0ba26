using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace MtaStsAudit.EndToEnd.Tests.Rig;

/// <summary>SMTP by hand: says exactly what a test wants said, and hears what comes back.</summary>
internal sealed class SmtpDialogue : IAsyncDisposable
{
    // Longer than Postfix waits for a milter.
    private static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(90);

    private readonly TcpClient client;
    private StreamReader? reader;

    private SmtpDialogue(TcpClient client) => this.client = client;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    /// <summary>On a connection that was just made, before the greeting.</summary>
    public static SmtpDialogue On(TcpClient client) => new(client) { reader = new StreamReader(client.GetStream(), Encoding.Latin1) };

    /// <returns>After the greeting.</returns>
    public static Task<SmtpDialogue> ConnectAsync(string address) => ConnectAsync(address, LongestSilence);

    /// <returns>After the greeting. It throws <see cref="OperationCanceledException"/> when there is none in time.</returns>
    public static async Task<SmtpDialogue> ConnectAsync(string address, TimeSpan patience)
    {
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        waiting.CancelAfter(patience);
        var client = new TcpClient();
        try
        {
            await client.ConnectAsync(address, 25, waiting.Token);
            var dialogue = On(client);
            return (await dialogue.ReadReplyAsync(waiting.Token)).Code switch
            {
                220 => dialogue,
                // The server has gone between accepting and greeting.
                0 => throw new IOException("There was no greeting."),
                var code => throw new InvalidOperationException($"The greeting was {code}."),
            };
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    public async Task SayAsync(string text) => await client.GetStream().WriteAsync(Encoding.Latin1.GetBytes(text), Cancelled);

    /// <summary>One reply, RFC 5321 §4.2, with all its lines; code 0 when the server hung up instead.</summary>
    public async Task<(int Code, string Text)> HearAsync()
    {
        try
        {
            return await ReadReplyAsync(Cancelled);
        }
        catch (IOException)
        {
            return (0, "");
        }
    }

    /// <summary>Reads replies until the server hangs up.</summary>
    /// <returns>Their codes.</returns>
    public async Task<List<int>> HearAllAsync()
    {
        List<int> codes = [];
        while (await HearAsync() is { Code: > 0 } reply)
        {
            codes.Add(reply.Code);
        }

        return codes;
    }

    private async Task<(int Code, string Text)> ReadReplyAsync(CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(LongestSilence);
        var text = new StringBuilder();
        while (await reader!.ReadLineAsync(patience.Token) is { Length: >= 3 } line)
        {
            text.AppendLine(line);
            if (line.Length == 3 || line[3] == ' ')
            {
                return (int.Parse(line.AsSpan(0, 3), CultureInfo.InvariantCulture), text.ToString());
            }
        }

        return (0, text.ToString());
    }

    public async Task<int> AskAsync(string command)
    {
        await SayAsync(command + "\r\n");
        return (await HearAsync()).Code;
    }

    /// <summary>A whole transaction.</summary>
    /// <returns>The code after the data.</returns>
    public async Task<int> MailAsync(string from, string to, string text = "Subject: by hand\r\n\r\nHello\r\n")
    {
        Assert.Equal(250, await AskAsync($"MAIL FROM:<{from}>"));
        var code = await AskAsync($"RCPT TO:<{to}>");
        if (code != 250)
        {
            return code;
        }

        Assert.Equal(354, await AskAsync("DATA"));
        await SayAsync(text);
        return await AskAsync(".");
    }

    public ValueTask DisposeAsync()
    {
        reader?.Dispose();
        client.Dispose();
        return ValueTask.CompletedTask;
    }
}
