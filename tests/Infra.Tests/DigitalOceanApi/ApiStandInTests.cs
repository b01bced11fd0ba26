using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace MtaStsAudit.Infra.Tests.DigitalOceanApi;

/// <summary>The stand-in answers and refuses as the public API's documentation says.</summary>
public sealed class ApiStandInTests : IAsyncLifetime
{
    private ApiStandIn standIn = null!;
    private HttpClient client = null!;

    public async ValueTask InitializeAsync()
    {
        standIn = await ApiStandIn.StartAsync("example.com");
        client = new HttpClient { BaseAddress = standIn.Address };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", ApiStandIn.Token);
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await standIn.DisposeAsync();
    }

    [Fact]
    public async Task A_wrong_token_is_401()
    {
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "another");

        Assert.Equal((401, "unauthorized"), await AnswerAsync(HttpMethod.Get, "/v2/account"));
    }

    [Theory]
    [InlineData("/v2/domains/example.org/records")]
    [InlineData("/v2/droplets/7")]
    [InlineData("/v2/vpcs/none")]
    [InlineData("/v2/reserved_ips/192.0.2.1")]
    [InlineData("/v2/load_balancers")]
    public async Task What_is_not_there_is_404(string path) => Assert.Equal((404, "not_found"), await AnswerAsync(HttpMethod.Get, path));

    [Theory]
    [InlineData("""{ "type": "A", "name": "mail-a.audit.example.com", "data": "192.0.2.1" }""", "Name is already relative to example.com")]
    [InlineData("""{ "type": "A", "name": "mail-a", "data": "2001:db8::1" }""", "IP address did not match IPv4 format")]
    [InlineData("""{ "type": "AAAA", "name": "mail-a", "data": "192.0.2.1" }""", "IP address did not match IPv6 format")]
    [InlineData("""{ "type": "MX", "name": "a", "data": "mail-a.example.com", "priority": 10 }""", "Data needs to end with a dot (.)")]
    [InlineData("""{ "type": "MX", "name": "a", "data": "mail-a.example.com." }""", "Priority can't be blank")]
    [InlineData("""{ "type": "TLSA", "name": "_25._tcp.mail-a", "data": "3 1 1 00" }""", "Type is not included in the list")]
    [InlineData("""{ "type": "CAA", "name": "audit", "data": "letsencrypt.org.", "flags": 0, "tag": "isue" }""", "Tag is not included in the list")]
    [InlineData("""{ "type": "TXT", "name": "a", "data": "x", "ttl": 5 }""", "Ttl must be greater than or equal to 30")]
    [InlineData("""{ "type": "TXT", "name": "", "data": "x" }""", "Name can't be blank")]
    public async Task A_record_that_the_API_refuses_is_422_with_the_reason(string record, string reason)
    {
        var (status, body) = await SendAsync(HttpMethod.Post, "/v2/domains/example.com/records", record);

        Assert.Equal((422, "unprocessable_entity", reason), (status, (string?)body["id"], (string?)body["message"]));
        Assert.Empty(standIn.Held);
    }

    [Fact]
    public async Task A_record_stands_once_and_a_host_name_is_shown_without_its_final_dot()
    {
        const string record = """{ "type": "MX", "name": "a", "data": "mail-a.example.com.", "priority": 10, "ttl": 300 }""";
        var (created, body) = await SendAsync(HttpMethod.Post, "/v2/domains/example.com/records", record);

        Assert.Equal(201, created);
        Assert.Equal("mail-a.example.com", (string?)body["domain_record"]!["data"]);
        Assert.Equal(422, (await SendAsync(HttpMethod.Post, "/v2/domains/example.com/records", record)).Status);
        Assert.Equal(["record MX a mail-a.example.com"], standIn.Held);

        Assert.Equal(204, (await SendAsync(HttpMethod.Delete, $"/v2/domains/example.com/records/{body["domain_record"]!["id"]}")).Status);
        Assert.Empty(standIn.Held);
    }

    [Fact]
    public async Task Records_are_found_by_type_and_full_name()
    {
        await SendAsync(HttpMethod.Post, "/v2/domains/example.com/records", """{ "type": "TXT", "name": "_acme-challenge.a", "data": "x" }""");

        Assert.Single((JsonArray)(await SendAsync(HttpMethod.Get, "/v2/domains/example.com/records?type=TXT&name=_acme-challenge.a.example.com")).Body["domain_records"]!);
        Assert.Empty((JsonArray)(await SendAsync(HttpMethod.Get, "/v2/domains/example.com/records?type=TXT&name=_acme-challenge.a")).Body["domain_records"]!);
    }

    [Fact]
    public async Task A_planned_fault_is_answered_once_and_429_says_when_to_come_again()
    {
        standIn.FailNext("GET", "/v2/account", ApiFault.TooManyRequests);
        standIn.FailNext("GET", "/v2/account", ApiFault.Server);

        using (var limited = await client.GetAsync(new Uri("/v2/account", UriKind.Relative), TestContext.Current.CancellationToken))
        {
            Assert.Equal(HttpStatusCode.TooManyRequests, limited.StatusCode);
            Assert.Equal(TimeSpan.FromSeconds(1), limited.Headers.RetryAfter?.Delta);
        }

        Assert.Equal((500, "server_error"), await AnswerAsync(HttpMethod.Get, "/v2/account"));
        Assert.Equal(200, (await SendAsync(HttpMethod.Get, "/v2/account")).Status);
    }

    [Fact]
    public async Task A_project_with_something_in_it_cannot_be_deleted()
    {
        var (_, body) = await SendAsync(HttpMethod.Post, "/v2/projects", """{ "name": "testbed", "purpose": "Service or API" }""");
        var path = $"/v2/projects/{body["project"]!["id"]}";
        await SendAsync(HttpMethod.Post, path + "/resources", """{ "resources": [ "do:droplet:1" ] }""");
        Assert.Equal(412, (await SendAsync(HttpMethod.Delete, path)).Status);

        await SendAsync(HttpMethod.Post, "/v2/projects/default/resources", """{ "resources": [ "do:droplet:1" ] }""");
        Assert.Equal(204, (await SendAsync(HttpMethod.Delete, path)).Status);
    }

    [Fact]
    public async Task Names_of_VPCs_are_unique_and_a_droplet_s_key_has_to_be_known()
    {
        const string vpc = """{ "name": "testbed", "region": "fra1" }""";
        Assert.Equal(201, (await SendAsync(HttpMethod.Post, "/v2/vpcs", vpc)).Status);
        Assert.Equal(409, (await SendAsync(HttpMethod.Post, "/v2/vpcs", vpc)).Status);

        var (status, body) = await SendAsync(HttpMethod.Post, "/v2/droplets", """{ "name": "d", "region": "fra1", "size": "s-1vcpu-1gb", "image": "debian-13-x64", "ssh_keys": [ "aa:bb" ] }""");
        Assert.Equal((422, "aa:bb are invalid key identifiers for Droplet creation."), (status, (string?)body["message"]));
    }

    private async Task<(int, string?)> AnswerAsync(HttpMethod method, string path)
    {
        var (status, body) = await SendAsync(method, path);
        return (status, (string?)body["id"]);
    }

    private async Task<(int Status, JsonObject Body)> SendAsync(HttpMethod method, string path, string? json = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        if (json is not null)
        {
            request.Content = new StringContent(json, new MediaTypeHeaderValue("application/json"));
        }

        using var answer = await client.SendAsync(request);
        return ((int)answer.StatusCode, answer.StatusCode == HttpStatusCode.NoContent ? [] : await answer.Content.ReadFromJsonAsync<JsonObject>() ?? []);
    }
}
