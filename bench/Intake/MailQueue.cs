using System.Globalization;

namespace MtaStsAudit.Bench.Intake;

/// <summary>
/// The queue of a Postfix in a container. A message that was acknowledged may still be in it: it is dealt with when it has left.
/// Looked at from outside: to run a program in the container would take a part of what is measured.
/// </summary>
internal sealed class MailQueue
{
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(20);

    private readonly DirectoryInfo incoming;
    private readonly DirectoryInfo active;
    private readonly DirectoryInfo deferred;

    private MailQueue(string spool) =>
        (incoming, active, deferred) = (new(Path.Combine(spool, "incoming")), new(Path.Combine(spool, "active")), new(Path.Combine(spool, "deferred")));

    public static async Task<MailQueue> OfAsync(Target target)
    {
        var process = (int)Engine.Number(await Engine.DockerAsync("inspect", "--format", "{{.State.Pid}}", target.Name));
        return new(string.Create(CultureInfo.InvariantCulture, $"/proc/{process}/root/var/spool/postfix"));
    }

    /// <summary>Waits until nothing is left.</summary>
    /// <returns>When the last message left.</returns>
    public async Task<DateTimeOffset> EmptiedAsync()
    {
        // A message goes from the first to the second.
        while (Holds(incoming) || Holds(active))
        {
            await Task.Delay(BetweenTries);
        }

        if (Holds(deferred))
        {
            throw new InvalidOperationException("A message could not be delivered, and waits.");
        }

        // A folder's time is that of the last file that came or went.
        active.Refresh();
        return active.LastWriteTimeUtc;
    }

    private static bool Holds(DirectoryInfo queue) => queue.EnumerateFiles("*", SearchOption.AllDirectories).Any();
}
