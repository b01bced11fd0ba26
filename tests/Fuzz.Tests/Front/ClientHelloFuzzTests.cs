using System.Text;
using System.Text.Json;
using MtaStsAudit.Front.Sessions;
using MtaStsAudit.Front.Tls;
using MtaStsAudit.Fuzz.Tests.Fuzzing;
using MtaStsAudit.Model.Evidence;

namespace MtaStsAudit.Fuzz.Tests.Front;

/// <summary>Whatever a client says behind 220 is read, or is no ClientHello; however it is cut.</summary>
public sealed class ClientHelloFuzzTests(ITestOutputHelper output)
{
    [Fact]
    public void A_ClientHello_of_any_octets_is_read_the_same_however_it_is_cut() => new FuzzRun("client-hello", output)
    {
        Dictionary = ["\x16\x03\x01", "\x16\x03\x03", "\x01\0\0", "\0\0", "\0\x0a", "\0\x10", "\0\x2b", "\0\x2b\0\x03\x02\x03\x04", "\x3a\x3a", "\0\0\0\x09\0\x07\0\0\x04" + "a.bc"],
        Longest = ClientHelloWatch.Longest + 512,
    }.Try(60_000, octets =>
    {
        var (whole, chopped) = (new ClientHelloWatch(), new ClientHelloWatch());
        whole.Take(octets);
        var random = new Random(octets.Length);
        for (var taken = 0; taken < octets.Length;)
        {
            var piece = Math.Min(octets.Length - taken, 1 + random.Next(random.Next(4) == 0 ? 700 : 9));
            chopped.Take(octets.AsSpan(taken, piece));
            taken += piece;
        }

        Assert.Equal(whole.IsOver, chopped.IsOver);
        Assert.Equal(Shown(whole.Hello), Shown(chopped.Hello));
        Assert.True(octets.Length < ClientHelloWatch.Longest || whole.IsOver);
        if (whole.Hello is { } hello)
        {
            Assert.InRange(hello.Octets, 4, ClientHelloWatch.Longest);
            Assert.True(hello.ServerName is null or { Length: > 0 and <= 255 });
            Assert.DoesNotContain(hello.ServerName ?? "", char.IsControl);
        }

        var message = octets.Length > 5 ? ClientHelloParser.Parse(octets.AsSpan(5)) : default;
        return HashCode.Combine(whole.IsOver, message.Error, whole.Hello?.Versions.Count, whole.Hello?.Alpn.Count, whole.Hello?.ServerName is null, whole.Hello?.LegacyVersion);
    });

    private static string Shown(ClientHello? hello)
    {
        var record = new SessionRecord(DateTimeOffset.UnixEpoch, "a", "a", "a", 1, "a", hello, 0, 0, MtaStsAudit.Front.Sessions.SessionEnding.Fault);
        var json = JsonSerializer.Serialize(record, SessionRecordJson.Default.SessionRecord);
        Assert.DoesNotContain('\n', json);
        Assert.Equal(json, JsonSerializer.Serialize(JsonSerializer.Deserialize(Encoding.UTF8.GetBytes(json), SessionRecordJson.Default.SessionRecord)!, SessionRecordJson.Default.SessionRecord));
        return json;
    }
}
