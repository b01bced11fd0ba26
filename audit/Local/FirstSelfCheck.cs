using MtaStsAudit.Audit.Api;
using MtaStsAudit.Audit.Commands;

namespace MtaStsAudit.Audit.Local;

/// <summary>
/// Waits until the testbed has found itself as designed. Mail that comes before may be judged inconclusive: a policy that could not be
/// looked up yet excuses who delivers without it.
/// </summary>
internal sealed class FirstSelfCheck(TestbedApi api, TimeProvider time)
{
    private const int NamedAtMost = 5;

    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    /// <exception cref="CommandFault">It is not as designed after a minute, and what is wrong; or the API does not answer.</exception>
    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        while (true)
        {
            var answer = await api.ReadyAsync(cancellationToken);
            if (answer is { Ready: true, SelfCheck.CheckedAt: not null })
            {
                return;
            }

            if (time.GetElapsedTime(began) > Longest)
            {
                throw new CommandFault($"The testbed is up and not as designed. {Words(answer)}");
            }

            await Task.Delay(Pause, time, cancellationToken);
        }
    }

    private static string Words(ReadyAnswer answer)
    {
        var wrong = answer.Receivers.Where(receiver => !receiver.Ok).ToList();
        return answer.SelfCheck.CheckedAt is null ? "It has not checked itself within a minute: see 'docker logs' of its collector."
            : wrong.Count == 0 ? "Its store or a certificate is not well: see the answer of /ready."
            : string.Join('\n', wrong.Take(NamedAtMost).Select(receiver => $"{receiver.Receiver}: {receiver.Detail}"));
    }
}
