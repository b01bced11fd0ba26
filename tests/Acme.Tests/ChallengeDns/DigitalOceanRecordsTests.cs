using MtaStsAudit.Acme.ChallengeDns;
using MtaStsAudit.Acme.Tests.Rig;
using MtaStsAudit.Model.Names;

namespace MtaStsAudit.Acme.Tests.ChallengeDns;

public sealed class DigitalOceanRecordsTests : IAsyncLifetime
{
    private static readonly ChallengeRecord Record = new("_acme-challenge.mail-a.audit.example.com", "proof");

    private readonly DigitalOceanStandIn standIn = new(dnsManagement: null);
    private readonly SocketsHttpHandler transport = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await standIn.StartAsync();

    public async ValueTask DisposeAsync()
    {
        transport.Dispose();
        await standIn.DisposeAsync();
    }

    [Fact]
    public async Task A_record_is_named_relative_to_its_zone()
    {
        await Records().AddAsync(Record, Cancellation);

        var added = Assert.Single(standIn.Records.Values);
        Assert.Equal(("TXT", "_acme-challenge.mail-a.audit", "proof", 30), (added.Type, added.Name, added.Data, added.Ttl));
    }

    [Fact]
    public async Task Removal_takes_away_what_was_added_and_nothing_else()
    {
        var others = Records();
        await others.AddAsync(Record with { Value = "another proof" }, Cancellation);
        var records = Records();
        await records.AddAsync(Record, Cancellation);

        await records.RemoveAsync(Record, Cancellation);

        Assert.Equal("another proof", Assert.Single(standIn.Records.Values).Data);
    }

    [Theory]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task A_busy_api_is_asked_again(int status)
    {
        standIn.NextAnswers.Enqueue((status, false));
        standIn.NextAnswers.Enqueue((status, false));

        await Records().AddAsync(Record, Cancellation);

        Assert.Single(standIn.Records);
        Assert.Equal(3, standIn.Requests.Count);
    }

    [Fact]
    public async Task A_record_that_was_added_behind_an_error_is_removed_too()
    {
        standIn.NextAnswers.Enqueue((502, true));
        var records = Records();
        await records.AddAsync(Record, Cancellation);
        Assert.Equal(2, standIn.Records.Count);

        await records.RemoveAsync(Record, Cancellation);

        Assert.Empty(standIn.Records);
    }

    [Fact]
    public async Task An_addition_that_failed_half_way_is_cleaned_up()
    {
        for (var attempt = 0; attempt < 5; attempt++)
        {
            standIn.NextAnswers.Enqueue((500, attempt == 0));
        }

        var records = Records();
        var error = await Assert.ThrowsAsync<DigitalOceanException>(() => records.AddAsync(Record, Cancellation));
        Assert.EndsWith("try again; tried 5 times", error.Message, StringComparison.Ordinal);
        Assert.Single(standIn.Records);

        await records.RemoveAsync(Record, Cancellation);

        Assert.Empty(standIn.Records);
    }

    [Fact]
    public async Task A_record_that_is_gone_already_is_removed()
    {
        var records = Records();
        await records.AddAsync(Record, Cancellation);
        standIn.Records.Clear();

        await records.RemoveAsync(Record, Cancellation);

        Assert.StartsWith("DELETE ", standIn.Requests.Last(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_record_that_was_never_added_is_not_asked_for()
    {
        await Records().RemoveAsync(Record, Cancellation);

        Assert.Empty(standIn.Requests);
    }

    [Theory]
    [InlineData("wrong", "example.com", "401", "Unable to authenticate you; digitalOceanToken has to be")]
    [InlineData(DigitalOceanStandIn.Token, "audit.example.com", "404", "could not be found.; zone has to be a domain of the token's account")]
    public async Task A_refusal_says_which_setting_to_look_at_and_is_not_repeated(string token, string zone, string status, string advice)
    {
        var error = await Assert.ThrowsAsync<DigitalOceanException>(() => Records(token, zone).AddAsync(Record, Cancellation));

        Assert.Contains($"DigitalOcean answered {status} to POST /v2/domains/{zone}/records", error.Message, StringComparison.Ordinal);
        Assert.Contains(advice, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(token, error.Message, StringComparison.Ordinal);
        Assert.Single(standIn.Requests);
    }

    private DigitalOceanRecords Records(string token = DigitalOceanStandIn.Token, string zone = DigitalOceanStandIn.Zone) =>
        new(new DigitalOceanApi(transport, standIn.Endpoint, token, TimeProvider.System), DomainName.Parse(zone));
}
