using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace MtaStsAudit.Collector.Intake;

/// <summary>
/// A port, or a socket in a folder, for the receivers' own connections, of which every SMTP session opens one. Frames are small
/// and many, so whichever thread a socket wakes deals with what it brought; a server made for HTTP hands each connection from
/// thread to thread.
/// </summary>
/// <param name="longestSilence">Who says nothing for longer is hung up on; null: nobody is.</param>
internal sealed partial class IntakeListener(EndPoint endPoint, Func<IntakeConnection, Task> serveAsync, TimeSpan? longestSilence, TimeProvider time, ILogger logger) : IDisposable
{
    private const int Backlog = 1024;

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMinutes(1);

    /// <summary>The system is out of descriptors, or the like: it may have some again soon.</summary>
    private static readonly TimeSpan AfterAFault = TimeSpan.FromMilliseconds(100);

    // Whoever sees the folder may connect: Postfix is somebody else in each container.
    private const UnixFileMode ForAll = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    private readonly Socket listening = new(endPoint.AddressFamily, SocketType.Stream, ProtocolType.Unspecified);
    private readonly ConcurrentDictionary<IntakeConnection, bool> open = [];
    private readonly TaskCompletionSource allGone = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ITimer? lookingForTheSilent;
    private Task accepting = Task.CompletedTask;

    // The listener itself counts as one.
    private int left = 1;

    /// <summary>With the port that the system chose, where none was given.</summary>
    public EndPoint EndPoint => listening.LocalEndPoint!;

    /// <exception cref="IOException">The place is taken, or there is none such.</exception>
    public void Start()
    {
        try
        {
            Listen();
        }
        catch (Exception fault) when (fault is SocketException or IOException or UnauthorizedAccessException)
        {
            throw new IOException($"Cannot listen on {endPoint}: {fault.Message}", fault);
        }

        accepting = AcceptAsync();
        lookingForTheSilent = longestSilence is { } longest ? time.CreateTimer(_ => HangUpOnTheSilent(longest), null, BetweenLooks, BetweenLooks) : null;
    }

    /// <summary>Nobody is let in any more, nothing more is read, and what is under way comes to its end.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        listening.Close();
        await accepting;
        foreach (var connection in open.Keys)
        {
            connection.HearNoMore();
        }

        Gone();
        try
        {
            await allGone.Task.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // Out of patience. Whose connection breaks now has not been acknowledged, and comes again.
        }
    }

    public void Dispose()
    {
        lookingForTheSilent?.Dispose();
        listening.Dispose();
    }

    private void Listen()
    {
        if (endPoint is IPEndPoint { Address: var address })
        {
            // On Linux, those who connect inherit it.
            listening.NoDelay = true;
            if (address.Equals(IPAddress.IPv6Any))
            {
                listening.DualMode = true;
            }

            listening.Bind(endPoint);
        }
        else
        {
            BindFile($"{endPoint}");
        }

        listening.Listen(Backlog);
    }

    private void HangUpOnTheSilent(TimeSpan longest)
    {
        foreach (var connection in open.Keys.Where(connection => connection.SilentFor > longest))
        {
            connection.HearNoMore();
        }
    }

    // One that was killed has left its file.
    private void BindFile(string file)
    {
        File.Delete(file);
        listening.Bind(endPoint);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file, ForAll);
        }
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            try
            {
                _ = ServeAsync(await listening.AcceptAsync());
            }
            catch (Exception fault) when (fault is ObjectDisposedException or SocketException { SocketErrorCode: SocketError.OperationAborted })
            {
                return;
            }
            catch (SocketException fault)
            {
                Log.NotAccepted(logger, fault.Message);
                await Task.Delay(AfterAFault, CancellationToken.None);
            }
        }
    }

    private async Task ServeAsync(Socket socket)
    {
        Interlocked.Increment(ref left);
        try
        {
            using var connection = new IntakeConnection(socket, time);
            open[connection] = true;
            try
            {
                await serveAsync(connection);
            }
            finally
            {
                open.TryRemove(connection, out _);
            }
        }
        catch (Exception fault)
        {
            Log.Failed(logger, fault);
        }
        finally
        {
            Gone();
        }
    }

    private void Gone()
    {
        if (Interlocked.Decrement(ref left) == 0)
        {
            allGone.SetResult();
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "A receiver's connection could not be accepted: {Reason}")]
        public static partial void NotAccepted(ILogger logger, string reason);

        [LoggerMessage(LogLevel.Error, "A receiver's connection ended with a fault")]
        public static partial void Failed(ILogger logger, Exception fault);
    }
}
