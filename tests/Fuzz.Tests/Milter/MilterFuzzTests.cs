using System.Text.Json;
using MtaStsAudit.Model.Settings;
using MtaStsAudit.Collector.Intake;
using MtaStsAudit.Collector.Milter;
using MtaStsAudit.Fuzz.Tests.Fuzzing;
using MtaStsAudit.Model.Evidence;

namespace MtaStsAudit.Fuzz.Tests.Milter;

/// <summary>Whatever comes to the milter port leads to the same steps however it is cut, and never to evidence that nobody gave.</summary>
public sealed class MilterFuzzTests(ITestOutputHelper output)
{
    private const int LongestText = 1024;

    // Little, so that inputs meet its end.
    private const int Room = 4 * 1024;

    [Fact]
    public void A_stream_of_any_octets_leads_to_the_same_steps_however_it_is_cut() => new FuzzRun("milter", output)
    {
        Dictionary = ["D", "C", "H", "M", "R", "L", "N", "B", "E", "A", "Q", "K", "O", "\0\0\0\u0001E", "\0\0\0\u0001N", "\0\0\0\u0001A", "{daemon_name}\0a\0", "i\0" + "4Q\0",
            "{tls_version}\0TLSv1.3\0", "{cipher}\0X\0", "<tlsrpt@a.audit.test>\0", "Subject\0", "IPv6:", "\0\0\0\u0006Rx@a\0"],
    }.Try(150_000, octets =>
    {
        var whole = Steps(octets, 0);
        Assert.Equal(whole, Steps(octets, 1 + (octets.Length % 1000)));
        return string.Join('|', whole.Select(step => step.Split(' ')[0]).Take(40)).GetHashCode(StringComparison.Ordinal);
    });

    private static List<string> Steps(byte[] octets, int chop)
    {
        var room = new TextRoom(Room);
        var session = new MilterSession(room, DateTimeOffset.UnixEpoch);
        List<string> steps = [];
        var end = Pieces.Read<MilterFrame>(octets, chop, MilterFraming.TryRead, frame =>
        {
            Assert.InRange(frame.Payload.Length, 0, MilterFraming.LargestFrame);
            var step = session.Take(frame);
            steps.Add(Shown(step));
            if (step is MilterStep.Accept)
            {
                session.Committed();
            }

            return step is not MilterStep.Closing;
        });
        steps.Add($"{end}");
        if (session.End() is { } heard)
        {
            Assert.DoesNotContain(steps, step => step.StartsWith("Accept", StringComparison.Ordinal));
            steps.Add($"Heard {AsStored(heard)}");
        }

        Assert.True(room.TryTake(Room), "Room that a session took is not given back.");
        return steps;
    }

    private static string Shown(MilterStep step)
    {
        if (step is not MilterStep.Accept accept)
        {
            return step is MilterStep.Answer answer ? $"Answer {Convert.ToHexString(answer.Frame.Span)}" : step.GetType().Name;
        }

        Assert.NotEmpty(accept.Messages);
        Assert.InRange(accept.Messages.Count, 1, Limits.Recipients);
        Assert.InRange(accept.Content.Length, 0, Room);
        Assert.All(accept.Messages, message =>
        {
            Assert.True(message.Size >= accept.Content.Length);
            Assert.All([message.HeloName, message.MailFrom, message.RcptTo, message.Subject, message.QueueId], text => Assert.InRange(text?.Length ?? 0, 0, LongestText));
            Assert.True(message.Token is not { } token || message.RcptTo.StartsWith(token.ToString(), StringComparison.OrdinalIgnoreCase));
        });
        return $"Accept {string.Join(',', accept.Messages.Select(AsStored))} {Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(accept.Content.Span))}";
    }

    // What is stored is what is read again.
    private static string AsStored(Observation observation)
    {
        var json = JsonSerializer.Serialize(observation, EvidenceJson.Default.Observation);
        Assert.Equal(json, JsonSerializer.Serialize(JsonSerializer.Deserialize(json, EvidenceJson.Default.Observation)!, EvidenceJson.Default.Observation));
        // PostgreSQL stores no NUL in a text.
        Assert.DoesNotContain('\0', json);
        return json;
    }
}
