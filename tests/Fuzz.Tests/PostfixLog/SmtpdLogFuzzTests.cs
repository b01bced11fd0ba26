using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using MtaStsAudit.Collector.PostfixLog;
using MtaStsAudit.Collector.SelfChecks;
using MtaStsAudit.Fuzz.Tests.Fuzzing;
using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.Names;

namespace MtaStsAudit.Fuzz.Tests.PostfixLog;

/// <summary>Log lines hold what strangers wrote: no line but Postfix's own about a session's course tells of it.</summary>
public sealed class SmtpdLogFuzzTests(ITestOutputHelper output)
{
    private static readonly string[] Grammar =
    [
        "connect from ", "disconnect from ", "unknown[192.0.2.7]:5000", "mx.example[2001:db8::25]:25", " ehlo=1 quit=1 commands=2", " starttls=0/1",
        "Anonymous TLS connection established from ", ": TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits)", "TLS SNI ", " not matched, using default chain",
        "warning: TLS library problem: ", "error:0A000418:SSL routines::tlsv1 alert unknown ca:../ssl/record/rec_layer_s3.c:1584:SSL alert number 48:",
        "SSL_accept error from ", "lost connection after EHLO from ", "timeout after DATA (12 bytes) from ", "too many errors after RCPT from ",
        "NOQUEUE: reject: RCPT from ", "<22>1 2026-01-02T03:04:05.000001+00:00 mail-b.audit.test postfix/smtpd 151 - - ", "\n", "postfix/smtpd", "mail-d.audit.test",
    ];

    // What Postfix says of sessions begins in one of these ways; everything else may quote a stranger.
    private static readonly string[] OfSessions =
    [
        "connect from ", "disconnect from ", "Anonymous TLS connection established from ", "Trusted TLS connection established from ",
        "Untrusted TLS connection established from ", "Verified TLS connection established from ", "TLS SNI ", "warning: TLS library problem: ",
        "SSL_accept error from ", "lost connection after ", "timeout after ", "too many errors after ",
    ];

    [Fact]
    public void Lines_that_come_twice_lead_to_the_same_sessions() => new FuzzRun("smtpd-log", output) { Dictionary = Grammar }.Try(50_000, octets =>
    {
        var sessions = new SmtpdSessions(new SiteNames(DomainName.Parse("audit.test")), new(new OwnConnections(TimeProvider.System), NullLogger<ReceiverClocks>.Instance));
        var first = Ended(octets, sessions);
        var again = Ended(octets, sessions);
        Assert.All(first, session => Assert.Contains(again, one => ReferenceEquals(one, session)));
        Assert.All(first, AssertStorable);
        return string.Join('|', first.Select(session => $"{session.Receiver}{session.Ending}{session.Tls is null}{session.TlsFailure?.Alert}{session.ServerName is null}{session.Commands.Commands.Count}"))
            .GetHashCode(StringComparison.Ordinal);
    });

    [Fact]
    public void Only_a_line_that_begins_as_Postfix_tells_of_sessions_is_read_as_one() => new FuzzRun("smtpd-line", output) { Dictionary = Grammar }.Try(200_000, octets =>
    {
        var text = Encoding.UTF8.GetString(octets);
        var seen = SmtpdLine.Parse(text);
        Assert.True(seen is null || OfSessions.Any(beginning => text.StartsWith(beginning, StringComparison.Ordinal)), $"read as {seen}");
        // A stranger's words within a line of another kind.
        Assert.Null(SmtpdLine.Parse($"NOQUEUE: reject: RCPT from mx.example[192.0.2.7]:5000: 550 5.1.1 <{text}>: Recipient address rejected"));
        return HashCode.Combine(seen?.GetType(), (seen as SmtpdEvent.BrokenOff)?.Ending, (seen as SmtpdEvent.TlsProblem)?.Failure.Alert is null);
    });

    private static List<SessionEnded> Ended(byte[] octets, SmtpdSessions sessions)
    {
        List<SessionEnded> ended = [];
        foreach (var line in octets.AsSpan().ToArray().Split((byte)'\n'))
        {
            if (SyslogLine.TryParse(line, out var read) && sessions.Take(read) is { } session)
            {
                ended.Add(session);
            }
        }

        return ended;
    }

    private static void AssertStorable(SessionEnded session)
    {
        var json = JsonSerializer.Serialize<Observation>(session, EvidenceJson.Default.Observation);
        Assert.Equal(json, JsonSerializer.Serialize(JsonSerializer.Deserialize(json, EvidenceJson.Default.Observation)!, EvidenceJson.Default.Observation));
        Assert.DoesNotContain('\0', json);
        Assert.False(IPAddress.IsLoopback(session.Client.Address));
        Assert.InRange(session.Client.Port, 0, ushort.MaxValue);
        Assert.All(session.Commands.Commands.Values, count => Assert.True(count is { Accepted: >= 0, Given: >= 0 }));
    }
}

/// <summary>Lines of octets.</summary>
file static class OctetLines
{
    public static IEnumerable<byte[]> Split(this byte[] octets, byte separator)
    {
        var start = 0;
        for (var at = 0; at <= octets.Length; at++)
        {
            if (at == octets.Length || octets[at] == separator)
            {
                yield return octets[start..at];
                start = at + 1;
            }
        }
    }
}
