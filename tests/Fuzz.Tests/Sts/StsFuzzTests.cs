using System.Text;
using MtaStsAudit.Fuzz.Tests.Fuzzing;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Sts;
using MtaStsAudit.Model.TlsReporting;

namespace MtaStsAudit.Fuzz.Tests.Sts;

/// <summary>What other people's domains publish is read as one thing only, and printed as what was read.</summary>
public sealed class StsFuzzTests(ITestOutputHelper output)
{
    [Fact]
    public void A_policy_that_is_read_is_printed_as_itself_and_line_ends_make_no_difference() => new FuzzRun("sts-policy", output)
    {
        Dictionary = ["version: STSv1\n", "mode: enforce\n", "mode: testing\r\n", "mode: none\n", "mx: *.example.com\n", "mx: mail.example.com\n", "max_age: 604800\n", ":", "\r", "*.", "\u00a0", "mx:"],
    }.Try(250_000, octets =>
    {
        var text = Encoding.UTF8.GetString(octets);
        var read = StsPolicyParser.Parse(text);
        Assert.Equal(Shown(read), Shown(StsPolicyParser.Parse(
            text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace("\n", "\r\n", StringComparison.Ordinal))));
        // RFC 8461 §3.2: a last line may have an end, and no empty line follows it.
        Assert.False(StsPolicyParser.Parse(text + "\n\r\n").IsValid);
        // A lenient sender finds every policy that a strict one does, and the same.
        Assert.True(!read.IsValid || Shown(read) == StsPolicyParser.Read(text).Policy?.Print());
        if (read.Value is { } policy)
        {
            Assert.Equal(policy.Print(), StsPolicyParser.Parse(policy.Print()).Value?.Print());
            Assert.InRange(policy.MaxAge, TimeSpan.Zero, StsPolicy.LongestMaxAge);
            Assert.True(policy.Mode == StsMode.None || policy.Mx.Count > 0);
            // A policy never covers more than it lists.
            Assert.All(policy.Mx, pattern => Assert.Equal(!pattern.IsWildcard, policy.Mx.Any(one => one.Matches(pattern.Name)) && pattern.Matches(pattern.Name)));
        }

        return HashCode.Combine(read.Value?.Mode, Math.Min(read.Value?.Mx.Count ?? -1, 5), read.Error?.Split(' ', '\'')[0]);
    });

    [Fact]
    public void A_policy_record_that_is_read_is_printed_as_itself_and_two_are_none() => new FuzzRun("sts-record", output)
    {
        Dictionary = ["v=STSv1;", "v=STSv1", " id=20160831085700Z;", "id=", ";", "=", " ", "\t", "v=STSv2;"],
    }.Try(300_000, octets =>
    {
        var text = Encoding.UTF8.GetString(octets);
        var read = StsRecord.Parse(text);
        if (read.Value is { } record)
        {
            Assert.Equal(record, StsRecord.Parse(record.Print()).Value);
            Assert.Equal(record, StsRecord.Select(["unrelated", record.Print()]).Value);
        }

        var chosen = StsRecord.Select([text]);
        Assert.True(!chosen.IsValid || chosen.Value == read.Value);
        // RFC 8461 §3.1: if not exactly one is left, there is no policy.
        Assert.False(chosen.IsValid && StsRecord.Select([text, text]).IsValid);
        return HashCode.Combine(read.Value?.Id.Value.Length, Kind(read.Error), chosen.IsValid);
    });

    [Fact]
    public void A_reporting_record_that_is_read_is_printed_as_itself() => new FuzzRun("tlsrpt-record", output)
    {
        Dictionary = ["v=TLSRPTv1;", "rua=", "mailto:a@example.com", "https://example.com/v1", ",", ";", "!", "%2C", "[::1]", "@", " ", "\\", "//", "http:"],
    }.Try(200_000, octets =>
    {
        var text = Encoding.UTF8.GetString(octets);
        var read = TlsRptRecord.Parse(text);
        if (read.Value is { } record)
        {
            Assert.NotEmpty(record.ReportUris);
            Assert.All(record.ReportUris, uri => Assert.True(uri.IsAbsoluteUri && uri.Scheme is "https" or "mailto"));
            var again = TlsRptRecord.Parse(record.Print());
            Assert.True(again.IsValid, $"{record.Print()}: {again.Error}");
            Assert.Equal(record.Print(), again.Value.Print());
        }

        return HashCode.Combine(Math.Min(read.Value?.ReportUris.Count ?? -1, 4), read.Value?.ReportUris[0].Scheme, read.Value?.ReportUris[0].HostNameType, Kind(read.Error));
    });

    // The reason without what it quotes.
    private static string? Kind(string? error) => error?.Split('\'') is [.., var end] ? end[..Math.Min(end.Length, 16)] : null;

    private static string Shown(Model.Parsed<StsPolicy> read) => read.Value?.Print() ?? "none";
}
