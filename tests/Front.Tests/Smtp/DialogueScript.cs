using System.Text;
using MtaStsAudit.Front.Faults;
using MtaStsAudit.Front.Smtp;
using MtaStsAudit.Front.Tests.Running;
using MtaStsAudit.Model.Scenarios;

namespace MtaStsAudit.Front.Tests.Smtp;

/// <summary>Feeds a dialogue from both sides, and gathers what it has for them.</summary>
internal sealed class DialogueScript(ChannelFault fault, Cut cut)
{
    private readonly Outgoing outgoing = new();
    private readonly List<byte> fromClient = [];
    private readonly List<byte> fromServer = [];

    public SmtpDialogue Dialogue { get; } = new(FaultyChannel.Of(fault));

    public string ToClient => Encoding.Latin1.GetString(outgoing.ToClient.WrittenSpan);

    public string ToServer => Encoding.Latin1.GetString(outgoing.ToServer.WrittenSpan);

    /// <summary>What the client said and the dialogue has not taken yet.</summary>
    public string Waiting => Encoding.Latin1.GetString([.. fromClient]);

    public DialogueScript Client(string text) => Say(fromClient, text);

    public DialogueScript Server(string text) => Say(fromServer, text);

    private DialogueScript Say(List<byte> side, string text)
    {
        foreach (var piece in Cuts.Of(cut, Encoding.Latin1.GetBytes(text)))
        {
            side.AddRange(piece.Span);
            while (Take(fromClient, Dialogue.FromClient([.. fromClient], outgoing)) + Take(fromServer, Dialogue.FromServer([.. fromServer], outgoing)) > 0)
            {
            }
        }

        return this;
    }

    private static int Take(List<byte> octets, int count)
    {
        octets.RemoveRange(0, count);
        return count;
    }
}
