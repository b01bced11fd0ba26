using System.Net;
using System.Text.Json;
using MtaStsAudit.Collector.Store;
using MtaStsAudit.Collector.Tests.Running;
using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Verdicts;

namespace MtaStsAudit.Collector.Tests.Api;

/// <summary>An audit with very many records is answered page by page, and the export has all that was judged.</summary>
public sealed class ReportPageTests : IAsyncLifetime
{
    private const int Messages = 10_000;

    private static readonly AuditToken Token = AuditToken.New();

    private readonly TemporaryFolder folder = new();
    private RunningCollector collector = null!;
    private HttpClient http = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        collector = await RunningCollector.StartAsync(folder);
        http = collector.Http;
        await AppendAsync([.. "abcdef".Select(letter => Message(letter, "198.51.100.25", 1, $"4Qaudited{letter}"))]);
        foreach (var batch in Enumerable.Range(0, Messages).Chunk(1000))
        {
            await AppendAsync([.. batch.Select(number => Message('b', "192.0.2.25", 1024 + number, $"4Q{number}"))]);
        }
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await collector.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task A_page_is_small_and_says_what_is_left_out()
    {
        var (page, octets, _) = await GetAsync($"audits/{Token}");

        Assert.InRange(octets, 1000, 200 * 1024);
        Assert.Equal(Messages + 6 - MessageQueries.Most, page.RecordsNotRead);
        Assert.Equal(MessageQueries.Most, page.Evidence.Count + page.EvidenceLeftOut);
        // Who met all receivers is audited, and what it did is shown though a flood came after it.
        Assert.Equal("198.51.100.25", page.Sender!.Name);
        var shown = page.Evidence.Select(record => record.Id).ToHashSet();
        Assert.All(page.Outcomes.SelectMany(outcome => outcome.Evidence), id => Assert.Contains(id, shown));
        var flood = Assert.Single(page.OtherSenders!);
        Assert.All(flood.Outcomes, outcome => Assert.InRange(outcome.Evidence.Count, 0, 20));
        Assert.True(flood.Outcomes.Sum(outcome => outcome.IdsLeftOut) > 1000);
    }

    [Fact]
    public async Task The_pages_together_hold_all_that_the_export_has()
    {
        var (export, _, _) = await GetAsync($"audits/{Token}.json");
        var seen = new HashSet<long>();
        string? path = $"audits/{Token}";
        while (path is not null)
        {
            var (page, _, link) = await GetAsync(path.TrimStart('/'));
            seen.UnionWith(page.Evidence.Select(record => record.Id));
            Assert.Equal(page.OlderEvidence is { } older ? $"<{older}>; rel=\"next\"" : null, link);
            path = page.OlderEvidence;
        }

        Assert.Equal(export.Evidence.Select(record => record.Id), seen.Order());
        Assert.Equal((0, MessageQueries.Most), (export.EvidenceLeftOut, export.Evidence.Count));
        Assert.All(export.Outcomes, outcome => Assert.Equal(0, outcome.IdsLeftOut));
    }

    [Fact]
    public async Task Large_records_make_a_page_no_larger()
    {
        var token = AuditToken.New();
        var long1024 = new string('\u20ac', 1024);
        await AppendAsync([.. Enumerable.Range(0, 300).Select(number => Message('a', "198.51.100.25", 1024 + number, $"4Q{number}") with { Token = token, HeloName = long1024, Subject = long1024, MailFrom = long1024 })]);

        var (page, octets, _) = await GetAsync($"audits/{token}");

        Assert.InRange(octets, 1000, 200 * 1024);
        Assert.NotEmpty(page.Evidence);
        Assert.Equal(300, page.Evidence.Count + page.EvidenceLeftOut);
    }

    [Theory]
    [InlineData("x")]
    [InlineData("-1")]
    [InlineData("")]
    public async Task What_names_no_record_is_refused(string before)
    {
        using var answer = await http.GetAsync(new Uri($"audits/{Token}?before={before}", UriKind.Relative), Cancelled);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task The_page_for_people_is_cut_as_well_and_says_so()
    {
        using var question = new HttpRequestMessage(HttpMethod.Get, new Uri($"audits/{Token}", UriKind.Relative)) { Headers = { { "Accept", "text/html" } } };
        using var answer = await http.SendAsync(question, Cancelled);
        var page = await answer.Content.ReadAsStringAsync(Cancelled);

        Assert.InRange(page.Length, 1000, 400 * 1024);
        Assert.Contains("not shown here", page, StringComparison.Ordinal);
        Assert.Contains("not read", page, StringComparison.Ordinal);
    }

    private Task<IReadOnlyList<EvidenceRecord>> AppendAsync(IReadOnlyList<Observation> all) => collector.Store.AppendAsync(all, default, Cancelled);

    private static MessageAccepted Message(char letter, string address, int port, string queueId) => new(
        new ReceiverName(letter), new SmtpClient(IPAddress.Parse(address), port, null), "mx.sender.example", new("TLSv1.3", "X"), "x@sender.example",
        $"{Token}@{letter}.audit.test", Token, queueId, "x", 17);

    private async Task<(AuditReport Report, int Octets, string? Link)> GetAsync(string path)
    {
        using var answer = await http.GetAsync(new Uri(path, UriKind.Relative), Cancelled);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var octets = await answer.Content.ReadAsByteArrayAsync(Cancelled);
        return (JsonSerializer.Deserialize(octets, AuditReportJson.Default.AuditReport)!, octets.Length, answer.Headers.TryGetValues("Link", out var links) ? Assert.Single(links) : null);
    }
}
