using System.Net;
using System.Text;
using System.Text.Json;
using MtaStsAudit.Collector.PostfixLog;
using MtaStsAudit.Fuzz.Tests.Fuzzing;
using MtaStsAudit.Model.Evidence;

namespace MtaStsAudit.Fuzz.Tests.PostfixLog;

/// <summary>A front's line holds what a stranger offered: whatever it is, what is recorded is bounded, and can be stored and shown.</summary>
public sealed class FrontLineFuzzTests(ITestOutputHelper output)
{
    [Fact]
    public void A_line_leads_to_bounded_evidence_or_to_a_reason() => new FuzzRun("front-line", output)
    {
        Dictionary =
        [
            "{", "}", "[", "]", ",", "null", "\"time\":\"2026-11-27T17:59:01Z\"", "\"listener\":\"responses-injected\"", "\"client\":\"2001:db8::25\"", "\"clientPort\":", "65536",
            "\"clientHello\":{", "\"versions\":[", "\"groups\":[\"x25519\",", "\"alpn\":[\"\\u0000\"]", "\"serverName\":\"a.b\"", "-1", "2147483648", "\\ud800",
            "<134>1 2026-11-27T17:59:01Z localhost front - - - ",
        ],
    }.Try(100_000, octets =>
    {
        var text = Encoding.UTF8.GetString(octets);
        var line = SyslogLine.TryParse(octets, out var read) ? read.Message : text;
        var parsed = FrontLine.Parse(line);
        if (parsed.Value is not { } seen)
        {
            Assert.False(string.IsNullOrWhiteSpace(parsed.Error));
            return parsed.Error.Split(':')[0].GetHashCode(StringComparison.Ordinal);
        }

        var json = JsonSerializer.Serialize<Observation>(seen, EvidenceJson.Default.Observation);
        Assert.Equal(json, JsonSerializer.Serialize(JsonSerializer.Deserialize(json, EvidenceJson.Default.Observation)!, EvidenceJson.Default.Observation));
        Assert.DoesNotContain('\0', json);
        Assert.InRange(json.Length, 1, 8 * 1024);
        Assert.False(IPAddress.IsLoopback(seen.Client));
        Assert.Equal(seen.Hello, seen.Hello.Bounded() with { Versions = seen.Hello.Versions, Groups = seen.Hello.Groups, Alpn = seen.Hello.Alpn });
        return HashCode.Combine(seen.Receiver, seen.Hello.Versions.Count, seen.Hello.Groups.Count, seen.Hello.Alpn.Count, seen.Hello.ServerName is null, seen.Client.AddressFamily);
    });
}
