using System.Net;
using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Probes.ClientNames;
using MtaStsAudit.Probes.Tests.Rig;

namespace MtaStsAudit.Probes.Tests;

public sealed class ClientNameLookupTests : IAsyncDisposable
{
    private readonly DnsResponder dns = new();

    private ClientNameLookup Lookup => new(new InboundOptions { Resolver = dns.EndPoint, LookupLimit = TimeSpan.FromMilliseconds(500) });

    public ValueTask DisposeAsync() => dns.DisposeAsync();

    [Theory]
    [InlineData("192.0.2.25", true)]
    [InlineData("192.0.2.26", false)]
    [InlineData("2001:db8::25", true)]
    [InlineData("2001:db8::26", false)]
    public async Task An_EHLO_name_belongs_to_the_client_that_its_addresses_lead_to(string client, bool expected)
    {
        dns.Address("mx1.sender.example", "192.0.2.25");
        dns.Address("mx1.sender.example", "2001:db8::25");

        Assert.Equal(new ClientNameChecked(IPAddress.Parse(client), ClientNameSource.Ehlo, "mx1.sender.example", expected), await AskAsync(client, ClientNameSource.Ehlo, "mx1.sender.example"));
    }

    [Fact]
    public async Task A_name_that_does_not_exist_is_not_the_clients() =>
        Assert.False((await AskAsync("192.0.2.25", ClientNameSource.Ehlo, "no.sender.example"))?.BelongsToClient);

    [Fact]
    public async Task Where_DNS_does_not_answer_nothing_is_known()
    {
        dns.Fails("fails.sender.example");
        dns.IsSilentAt("silent.sender.example");

        Assert.Null(await AskAsync("192.0.2.25", ClientNameSource.Ehlo, "fails.sender.example"));
        Assert.Null(await AskAsync("192.0.2.25", ClientNameSource.Ehlo, "silent.sender.example"));
        Assert.Null(await AskAsync("192.0.2.25", ClientNameSource.MailFrom, "fails.sender.example"));
    }

    [Fact]
    public async Task A_host_name_is_the_clients_when_it_leads_back_and_the_first_that_does_counts()
    {
        dns.Pointer("192.0.2.25", "liar.example");
        dns.Pointer("192.0.2.25", "mx1.sender.example");
        dns.Address("liar.example", "198.51.100.1");
        dns.Address("mx1.sender.example", "192.0.2.25");
        dns.Pointer("192.0.2.26", "liar.example");

        Assert.Equal(new ClientNameChecked(IPAddress.Parse("192.0.2.25"), ClientNameSource.HostName, "mx1.sender.example", true), await AskAsync("192.0.2.25", ClientNameSource.HostName));
        Assert.Equal(new ClientNameChecked(IPAddress.Parse("192.0.2.26"), ClientNameSource.HostName, "liar.example", false), await AskAsync("192.0.2.26", ClientNameSource.HostName));
        Assert.Null(await AskAsync("192.0.2.27", ClientNameSource.HostName));
    }

    [Theory]
    [InlineData("v=spf1 ip4:192.0.2.0/24 -all", true)]
    [InlineData("v=spf1 ip4:198.51.100.0/24 -all", false)]
    [InlineData("v=spf1 +all", false)]
    [InlineData("no record", false)]
    [InlineData("v=spf1 ptr -all", null)]
    public async Task An_envelope_senders_domain_belongs_to_the_client_that_SPF_names(string record, bool? expected)
    {
        dns.Text("sender.example", record);

        Assert.Equal(expected, (await AskAsync("192.0.2.25", ClientNameSource.MailFrom, "sender.example"))?.BelongsToClient);
    }

    private Task<ClientNameChecked?> AskAsync(string client, ClientNameSource source, string? name = null) => Lookup.RunAsync(
        new ClientNameQuestion(IPAddress.Parse(client), source, name is null ? null : DomainName.Parse(name), name is null ? null : $"x@{name}"),
        TestContext.Current.CancellationToken);
}
