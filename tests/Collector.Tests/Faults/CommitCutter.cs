using System.Net;
using System.Net.Sockets;

namespace MtaStsAudit.Collector.Tests.Faults;

/// <summary>Stands between a client and PostgreSQL. On demand it lets a COMMIT through and swallows its answer, with the connection.</summary>
internal sealed class CommitCutter : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly int server;
    private readonly List<Task> connections = [];
    private readonly Task accepting;
    private TaskCompletionSource? wanted;

    public CommitCutter(int server)
    {
        this.server = server;
        listener.Start();
        accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <returns>Completes when an answer was swallowed.</returns>
    public Task SwallowNextAnswer()
    {
        var swallowed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        wanted = swallowed;
        return swallowed.Task;
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Stop();
        await accepting;
        await Task.WhenAll(connections);
        stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                connections.Add(ServeAsync(await listener.AcceptTcpClientAsync(stop.Token)));
            }
        }
        catch (Exception fault) when (fault is OperationCanceledException or SocketException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var connection = client;
        using var upstream = new TcpClient();
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stop.Token);
        try
        {
            await upstream.ConnectAsync(IPAddress.Loopback, server, over.Token);
            TaskCompletionSource? cutting = null;
            var buffer = new byte[64 * 1024];
            var back = RelayAsync(upstream.GetStream(), client.GetStream(), () => Volatile.Read(ref cutting), over);
            int read;
            while ((read = await client.GetStream().ReadAsync(buffer, over.Token)) > 0)
            {
                if (buffer.AsSpan(0, read).IndexOf("COMMIT"u8) >= 0 && Interlocked.Exchange(ref wanted, null) is { } now)
                {
                    Volatile.Write(ref cutting, now);
                }

                await upstream.GetStream().WriteAsync(buffer.AsMemory(0, read), over.Token);
            }

            await over.CancelAsync();
            await back;
        }
        catch (Exception fault) when (fault is IOException or SocketException or OperationCanceledException)
        {
            // One side has gone, or this one has cut.
        }
    }

    private static async Task RelayAsync(NetworkStream from, NetworkStream to, Func<TaskCompletionSource?> cutting, CancellationTokenSource over)
    {
        var buffer = new byte[64 * 1024];
        try
        {
            int read;
            while ((read = await from.ReadAsync(buffer, over.Token)) > 0)
            {
                if (cutting() is { } asked && buffer.AsSpan(0, read).IndexOf("COMMIT"u8) >= 0)
                {
                    // The server has committed, or it would not say so.
                    await over.CancelAsync();
                    asked.SetResult();
                    return;
                }

                await to.WriteAsync(buffer.AsMemory(0, read), over.Token);
            }
        }
        catch (Exception fault) when (fault is IOException or OperationCanceledException)
        {
            // The other side has gone.
        }
    }
}
