using System.Net;
using System.Net.Sockets;
using MtaStsAudit.Audit.Processes;

namespace MtaStsAudit.EndToEnd.Tests.Abuse;

/// <summary>Addresses on the testbed's network that are all this host's: so many clients can come from here.</summary>
internal sealed class ClientAddresses : IAsyncDisposable
{
    private const string Range = "10.78.64.0/18";

    private ClientAddresses()
    {
    }

    public static async Task<ClientAddresses> TakeAsync()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "Only root can give this host more addresses.");
        await RouteAsync("replace");
        return new();
    }

    /// <returns>A socket that is one of that client's.</returns>
    public static Socket Of(int client)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(new IPAddress([10, 78, (byte)(64 + (client / 250)), (byte)(1 + (client % 250))]), 0));
        return socket;
    }

    public async ValueTask DisposeAsync() => await RouteAsync("delete");

    private static Task<string> RouteAsync(string what) =>
        new ProcessRunner().RunOrFailAsync(new("ip", ["route", what, "local", Range, "dev", "lo"]), CancellationToken.None);
}
