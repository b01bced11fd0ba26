using System.Net;
using System.Net.Sockets;
using FsCheck.Xunit;
using MtaStsAudit.Model.Inbound;
using MtaStsAudit.Probes.Spf;

namespace MtaStsAudit.Probes.Tests.Spf;

public sealed class SpfCheckTests
{
    private static readonly Zone Records = new Zone()
        .Text("one.example", "v=spf1 ip4:192.0.2.0/24 -all")
        .Text("six.example", "v=spf1 ip6:2001:db8::/32 ~all")
        .Text("a.example", "v=spf1 a -all").Address("a.example", "192.0.2.25")
        .Text("a24.example", "v=spf1 a:host.example/24 -all").Address("host.example", "192.0.2.1")
        .Text("a64.example", "v=spf1 a:host.example//64 -all").Address("host.example", "2001:db8::1")
        .Text("mx.example", "V=SPF1 MX -ALL").Mx("mx.example", "host1.example").Address("host1.example", "192.0.2.25")
        .Text("outer.example", "v=spf1 include:inner.example -all").Text("inner.example", "v=spf1 ip4:192.0.2.25 -all")
        .Text("redirected.example", "v=spf1 redirect=one.example")
        .Text("nowhere.example", "v=spf1 redirect=none.example")
        .Text("softly.example", "v=spf1 ~all").Text("neutral.example", "v=spf1 ip4:198.51.100.1")
        .Text("negative.example", "v=spf1 -ip4:192.0.2.25 +all")
        .Text("everybody.example", "v=spf1 +all").Text("half.example", "v=spf1 ip4:128.0.0.0/1 -all").Text("viahalf.example", "v=spf1 include:everybody.example -all")
        .Text("two.example", "v=spf1 -all").Text("two.example", "v=spf1 +all")
        .Text("other.example", "v=spf10 +all").Text("none.example", "hello")
        .Text("broken.example", "v=spf1 ip4:192.0.2.0/33 +all").Text("unknown.example", "v=spf1 foo:bar ip4:192.0.2.25 -all")
        .Text("modifier.example", "v=spf1 moo=%{x} ip4:192.0.2.25 -all exp=explain.example")
        .Text("exists.example", "v=spf1 exists:%{ir}.%{v}._spf.%{d2} -all").Address("25.2.0.192.in-addr._spf.exists.example", "127.0.0.2")
        .Text("local.example", "v=spf1 exists:%{l1r-}.%{i}.%{o}.local.example -all").Address("x.192.0.2.25.local.example.local.example", "127.0.0.2")
        .Text("ptr.example", "v=spf1 ptr -all")
        .Text("loop.example", "v=spf1 include:loop.example -all")
        .Text("void.example", "v=spf1 a:v1.example a:v2.example a:v3.example ip4:192.0.2.25 -all")
        .Text("temporary.example", "v=spf1 include:fails.example ip4:192.0.2.25 -all").Fails("fails.example")
        .Text("gone.example", "v=spf1 include:none.example -all")
        .Text("manymx.example", "v=spf1 mx -all").ManyMx("manymx.example", 11)
        .Text("late.example", $"v=spf1 {string.Join(' ', Enumerable.Range(1, 10).Select(index => $"include:no{index}.example"))} ip4:192.0.2.25 -all")
        .Text("toolate.example", $"v=spf1 {string.Join(' ', Enumerable.Range(1, 11).Select(index => $"include:no{index}.example"))} ip4:192.0.2.25 -all")
        .Nos(11);

    // How SPF is evaluated, its results and macros: RFC 7208 §2.6, §4 to §7.
    [Theory]
    [InlineData("one.example", "192.0.2.25", SpfResult.Pass)]
    [InlineData("one.example", "192.0.3.25", SpfResult.Fail)]
    [InlineData("one.example", "2001:db8::1", SpfResult.Fail)]
    [InlineData("six.example", "2001:db8:ffff::1", SpfResult.Pass)]
    [InlineData("six.example", "2001:db9::1", SpfResult.SoftFail)]
    [InlineData("a.example", "192.0.2.25", SpfResult.Pass)]
    [InlineData("a.example", "192.0.2.26", SpfResult.Fail)]
    [InlineData("a24.example", "192.0.2.26", SpfResult.Pass)]
    [InlineData("a64.example", "2001:db8::ffff:2", SpfResult.Pass)]
    [InlineData("a64.example", "192.0.2.1", SpfResult.Pass)]
    [InlineData("a64.example", "192.0.2.2", SpfResult.Fail)]
    [InlineData("mx.example", "192.0.2.25", SpfResult.Pass)]
    [InlineData("mx.example", "192.0.2.26", SpfResult.Fail)]
    [InlineData("outer.example", "192.0.2.25", SpfResult.Pass)]
    [InlineData("outer.example", "192.0.2.26", SpfResult.Fail)]
    [InlineData("redirected.example", "192.0.2.26", SpfResult.Pass)]
    [InlineData("nowhere.example", "192.0.2.25", SpfResult.PermError)]
    [InlineData("softly.example", "192.0.2.25", SpfResult.SoftFail)]
    [InlineData("neutral.example", "192.0.2.25", SpfResult.Neutral)]
    [InlineData("negative.example", "192.0.2.25", SpfResult.Fail)]
    [InlineData("two.example", "192.0.2.25", SpfResult.PermError)]
    [InlineData("other.example", "192.0.2.25", SpfResult.None)]
    [InlineData("none.example", "192.0.2.25", SpfResult.None)]
    [InlineData("broken.example", "192.0.2.25", SpfResult.PermError)]
    [InlineData("unknown.example", "192.0.2.25", SpfResult.PermError)]
    [InlineData("modifier.example", "192.0.2.25", SpfResult.Pass)]
    [InlineData("exists.example", "192.0.2.25", SpfResult.Pass)]
    [InlineData("exists.example", "192.0.2.26", SpfResult.Fail)]
    [InlineData("loop.example", "192.0.2.25", SpfResult.PermError)]
    [InlineData("void.example", "192.0.2.25", SpfResult.PermError)]
    [InlineData("temporary.example", "192.0.2.25", SpfResult.TempError)]
    [InlineData("fails.example", "192.0.2.25", SpfResult.TempError)]
    [InlineData("gone.example", "192.0.2.25", SpfResult.PermError)]
    [InlineData("manymx.example", "192.0.2.25", SpfResult.PermError)]
    [InlineData("late.example", "192.0.2.25", SpfResult.Pass)]
    [InlineData("toolate.example", "192.0.2.25", SpfResult.PermError)]
    [InlineData("local.example", "192.0.2.25", SpfResult.Pass)]
    internal async Task A_record_gives_its_result(string domain, string client, SpfResult expected) =>
        Assert.Equal(expected, (await CheckAsync(domain, client)).Result);

    [Theory]
    [InlineData("one.example", true)]
    [InlineData("exists.example", true)]
    [InlineData("everybody.example", false)]
    [InlineData("viahalf.example", false)]
    [InlineData("half.example", false)]
    public async Task A_pass_that_anybody_gets_names_no_client(string domain, bool expected)
    {
        var answer = await CheckAsync(domain, "192.0.2.25");

        Assert.Equal((SpfResult.Pass, expected), (answer.Result, answer.NamesClient));
    }

    [Theory]
    [InlineData("ptr.example", false)]
    [InlineData("two.example", true)]
    [InlineData("one.example", true)]
    public async Task What_was_passed_over_is_said(string domain, bool expected) => Assert.Equal(expected, (await CheckAsync(domain, "198.51.100.9")).IsComplete);

    [Fact]
    public async Task No_record_makes_more_queries_than_the_RFC_allows()
    {
        var zone = new Zone();
        // Each has ten more behind it, and MX hosts beside.
        for (var index = 0; index < 200; index++)
        {
            zone.Text($"d{index}.example", $"v=spf1 mx:m.example {string.Join(' ', Enumerable.Range(1, 10).Select(next => $"include:d{(index * 10) + next}.example"))} -all");
        }

        zone.ManyMx("m.example", 10);
        await new SpfCheck(zone, new SpfQuestion(IPAddress.Parse("192.0.2.25"), "x@d0.example"), default).RunAsync("d0.example");

        Assert.InRange(zone.Queries, 1, 1 + 10 + (10 * 10));
    }

    [Property(MaxTest = 2000)]
    public void Any_text_is_a_record_or_an_error_and_never_an_exception(string? text, byte[]? choice)
    {
        string[] pieces = ["ip4:", "192.0.2.0", "/24", "//64", "a", "mx", ":", "%{", "d", "1r", "}", "include:", "redirect=", "all", "-", " ", "exists:", "%", "ptr", "="];
        var record = $"v=spf1 {text}{string.Concat((choice ?? []).Select(index => pieces[index % pieces.Length]))}";
        var zone = new Zone().Text("x.example", record);

        Assert.True(new SpfCheck(zone, new SpfQuestion(IPAddress.Parse("192.0.2.25"), "x@x.example"), default).RunAsync("x.example").IsCompletedSuccessfully);
    }

    private static Task<SpfAnswer> CheckAsync(string domain, string client) =>
        new SpfCheck(Records, new SpfQuestion(IPAddress.Parse(client), $"x@{domain}"), default).RunAsync(domain);

    /// <summary>DNS without a network.</summary>
    private sealed class Zone : ISpfResolver
    {
        private readonly List<(string Owner, string Type, string Value)> records = [];

        public int Queries { get; private set; }

        public Zone Text(string owner, string text) => With(owner, "TXT", text);

        public Zone Mx(string owner, string host) => With(owner, "MX", host);

        public Zone Address(string owner, string address) => With(owner, address.Contains(':', StringComparison.Ordinal) ? "AAAA" : "A", address);

        public Zone Fails(string owner) => With(owner, "FAILS", "");

        public Zone ManyMx(string owner, int hosts) => Enumerable.Range(1, hosts).Aggregate(this, (zone, index) => zone.Mx(owner, $"h{index}.{owner}"));

        public Zone Nos(int count) => Enumerable.Range(1, count).Aggregate(this, (zone, index) => zone.Text($"no{index}.example", "v=spf1 -all"));

        public Task<DnsAnswer<string>> TextsAsync(string owner, CancellationToken cancellationToken) => Answer(owner, "TXT", value => value);

        public Task<DnsAnswer<IPAddress>> AddressesAsync(string host, AddressFamily family, CancellationToken cancellationToken) =>
            Answer(host, family == AddressFamily.InterNetwork ? "A" : "AAAA", IPAddress.Parse);

        public Task<DnsAnswer<MxTarget>> MxAsync(string owner, CancellationToken cancellationToken) => Answer(owner, "MX", value => new MxTarget(value, 10));

        private Zone With(string owner, string type, string value)
        {
            records.Add((owner, type, value));
            return this;
        }

        private Task<DnsAnswer<T>> Answer<T>(string owner, string type, Func<string, T> read)
        {
            Queries++;
            return Task.FromResult(records.Exists(record => record == (owner, "FAILS", ""))
                ? new DnsAnswer<T>([], "the resolver answered ServerFailure")
                : new DnsAnswer<T>([.. records.Where(record => record.Owner == owner && record.Type == type).Select(record => read(record.Value))]));
        }
    }
}
