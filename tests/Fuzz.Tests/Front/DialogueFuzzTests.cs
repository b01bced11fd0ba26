using System.Runtime.InteropServices;
using System.Text;
using MtaStsAudit.Front.Faults;
using MtaStsAudit.Front.Smtp;
using MtaStsAudit.Fuzz.Tests.Fuzzing;
using MtaStsAudit.Model.Scenarios;

namespace MtaStsAudit.Fuzz.Tests.Front;

/// <summary>Whatever a client sends to a front has the same outcome however it is cut, and none of it gets past the fault.</summary>
public sealed class DialogueFuzzTests(ITestOutputHelper output)
{
    [Fact]
    public void A_dialogue_of_any_octets_is_the_same_however_it_is_cut() => new FuzzRun("front-dialogue", output)
    {
        Dictionary = ["EHLO a\r\n", "HELO a\r\n", "STARTTLS\r\n", "starttls\n", "DATA\r\n", "BDAT 5 LAST\r\n", "BDAT ", "\r\n.\r\n", ".\r\n", "\n.\n", "\r\n", "QUIT\r\n", "REFUSE\r\n", "NOOP\r\n", "\x16\x03\x01", "\0", new('x', 500)],
    }.Try(12_000, octets =>
    {
        HashCode outcome = default;
        foreach (var fault in Enum.GetValues<ChannelFault>())
        {
            var whole = Run(fault, octets, 0);
            var chopped = Run(fault, octets, 1 + (octets.Length % 1000));
            Assert.Equal(whole, chopped);
            outcome.Add(whole.Ending);
            outcome.Add(string.Join('|', whole.ToClient.Split("\r\n").Take(20).Select(line => line.Length < 3 ? "" : line[..3])));
        }

        return outcome.ToHashCode();
    });

    private static (string ToClient, string ToServer, DialogueEnding? Ending) Run(ChannelFault fault, byte[] octets, int chop)
    {
        var dialogue = new SmtpDialogue(FaultyChannel.Of(fault));
        var outgoing = new Outgoing();
        var server = new ServerModel();
        var random = new Random(chop);
        List<byte> fromClient = [], fromServer = [.. "220 mail.example\r\n"u8];
        var (arrived, toClient, toServer) = (0, new StringBuilder(), new StringBuilder());
        do
        {
            var piece = chop == 0 ? octets.Length : Math.Min(octets.Length - arrived, 1 + random.Next(random.Next(4) == 0 ? 700 : 9));
            fromClient.AddRange(octets.AsSpan(arrived, piece));
            arrived += piece;
            int taken;
            do
            {
                taken = Take(fromClient, dialogue.FromClient(CollectionsMarshal.AsSpan(fromClient), outgoing)) + Take(fromServer, dialogue.FromServer(CollectionsMarshal.AsSpan(fromServer), outgoing));
                toClient.Append(Encoding.Latin1.GetString(outgoing.ToClient.WrittenSpan));
                toServer.Append(Encoding.Latin1.GetString(outgoing.ToServer.WrittenSpan));
                fromServer.AddRange(Encoding.Latin1.GetBytes(server.Answers(outgoing.ToServer.WrittenSpan)));
                taken += outgoing.ToServer.WrittenCount;
                outgoing.ToClient.ResetWrittenCount();
                outgoing.ToServer.ResetWrittenCount();
            }
            while (taken > 0);
            Assert.True(dialogue.Ending is null || fromClient.Count == 0);
        }
        while (arrived < octets.Length);

        Assert.True(server.StartTls == 0 || fault is not (ChannelFault.StartTlsAnswered454 or ChannelFault.StartTlsAnswered502), $"STARTTLS got past {fault}");
        Assert.True(server.Ehlo == 0 || fault != ChannelFault.EhloAnswered502, $"EHLO got past {fault}");
        Assert.True(fault != ChannelFault.StartTlsHidden || !toClient.ToString().Contains("STARTTLS", StringComparison.Ordinal));
        return (toClient.ToString(), toServer.ToString(), dialogue.Ending);
    }

    private static int Take(List<byte> octets, int count)
    {
        octets.RemoveRange(0, count);
        return count;
    }
}
