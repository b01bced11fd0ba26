using System.Text;
using MtaStsAudit.Collector.PostfixLog;

namespace MtaStsAudit.Collector.Tests.PostfixLog;

/// <summary>The line in which a front tells of a session.</summary>
public sealed class FrontLineTests
{
    // As the front of the local testbed wrote it and rsyslog handed it on.
    private const string Session =
        """
        {"time":"2026-11-27T17:59:01.1234567+00:00","listener":"garbage-after-220","local":"10.78.2.60:25","client":"192.0.2.25","clientPort":40000,"fault":"garbage-after-220","clientHello":{"legacyVersion":"TLSv1.2","versions":["TLSv1.3","TLSv1.2"],"serverName":"mail-garbage-after-220.audit.test","groups":["X25519MLKEM768","x25519"],"alpn":[],"cipherSuites":31,"octets":1578,"isCut":false},"fromClient":1700,"toClient":800,"ended":"client-closed"}
        """;

    internal static string Line(string? session = null) => $"<134>1 2026-11-27T17:59:01.123456+00:00 localhost front - - - {session ?? Session}";

    [Fact]
    public void The_line_of_a_session_tells_who_offered_what_where_and_when()
    {
        Assert.True(SyslogLine.TryParse(Encoding.UTF8.GetBytes(Line()), out var line));
        Assert.True(FrontLine.IsOne(line));
        var seen = FrontLine.Parse(line.Message).Value!;

        Assert.Equal(("garbage-after-220", "192.0.2.25", 40000), (seen.Receiver.Value, $"{seen.Client}", seen.ClientPort));
        Assert.Equal(new DateTimeOffset(2026, 11, 27, 17, 59, 1, TimeSpan.Zero).AddTicks(1_234_567), seen.Began);
        Assert.Equal(["TLSv1.3", "TLSv1.2"], seen.Hello.Versions);
        Assert.Equal("mail-garbage-after-220.audit.test", seen.Hello.ServerName);
        Assert.Equal((31, 1578), (seen.Hello.CipherSuites, seen.Hello.Octets));
    }

    [Theory]
    [InlineData("\"clientHello\":{", "\"clientHello\":null,\"other\":{", "tells of no ClientHello")]
    [InlineData("\"time\":\"2026", "\"time\":\"99999", "is no JSON")]
    [InlineData("\"listener\":\"garbage-after-220\"", "\"listener\":\"expired\"", "is about no receiver with a front")]
    [InlineData("\"listener\":\"garbage-after-220\"", "\"listener\":\"nobody\"", "is about no receiver with a front")]
    [InlineData("192.0.2.25", "127.0.0.1", "has no client")]
    [InlineData("192.0.2.25", "someone", "has no client")]
    [InlineData("40000", "0", "has no client")]
    [InlineData("40000", "70000", "has no client")]
    [InlineData("[\"TLSv1.3\",\"TLSv1.2\"]", "null", "has a ClientHello that no front tells of")]
    [InlineData("\"TLSv1.3\"", "\"<b>\"", "has a ClientHello that no front tells of")]
    [InlineData("\"alpn\":[]", "\"alpn\":[null]", "has a ClientHello that no front tells of")]
    [InlineData("\"alpn\":[]", "\"alpn\":[\"\\u0000\"]", "has a ClientHello that no front tells of")]
    [InlineData("\"octets\":1578", "\"octets\":-1", "has a ClientHello that no front tells of")]
    [InlineData("\"ended\":\"client-closed\"}", "", "is no JSON")]
    public void A_line_that_no_front_writes_leads_to_nothing_and_says_why(string part, string instead, string reason)
    {
        var spoilt = Session.Replace(part, instead, StringComparison.Ordinal);

        Assert.NotEqual(Session, spoilt);
        Assert.StartsWith(reason, FrontLine.Parse(spoilt).Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("versions", 12)]
    [InlineData("groups", 32)]
    [InlineData("alpn", 6)]
    public void A_list_is_as_long_as_a_front_makes_it_and_no_longer(string list, int most)
    {
        Assert.True(FrontLine.Parse(WithList(list, most)).IsValid);
        Assert.False(FrontLine.Parse(WithList(list, most + 1)).IsValid);
    }

    private static string WithList(string list, int count)
    {
        var start = Session.IndexOf($"\"{list}\":[", StringComparison.Ordinal) + list.Length + 4;
        return $"{Session[..start]}{string.Join(',', Enumerable.Repeat("\"x\"", count))}{Session[Session.IndexOf(']', start)..]}";
    }
}
