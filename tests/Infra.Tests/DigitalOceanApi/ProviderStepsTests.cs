using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace MtaStsAudit.Infra.Tests.DigitalOceanApi;

/// <summary>What the provider asks of the API one after another, over plain HTTP: how a droplet comes and goes, what an account may have, what it keeps.</summary>
public sealed class ProviderStepsTests : IAsyncLifetime
{
    private ApiStandIn standIn = null!;
    private HttpClient client = null!;

    public async ValueTask InitializeAsync()
    {
        standIn = await ApiStandIn.StartAsync("example.com");
        standIn.Droplets.Boot = false;
        client = new HttpClient { BaseAddress = standIn.Address };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", ApiStandIn.Token);
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await standIn.DisposeAsync();
    }

    [Fact]
    public async Task A_droplet_is_new_then_active_after_a_shutdown_off_and_after_a_deletion_gone_each_some_time_later()
    {
        var path = await CreateAsync("one");
        Assert.Equal(["new", "active"], [await StatusAsync(path), await StatusAsync(path)]);

        Assert.Equal(201, (await SendAsync(HttpMethod.Post, path + "/actions", """{ "type": "shutdown" }""")).Status);
        Assert.Equal(["active", "off"], [await StatusAsync(path), await StatusAsync(path)]);

        Assert.Equal(204, (await SendAsync(HttpMethod.Delete, path)).Status);
        Assert.Equal("off", await StatusAsync(path));
        Assert.Equal(404, (await SendAsync(HttpMethod.Get, path)).Status);
    }

    [Fact]
    public async Task While_something_goes_on_at_a_droplet_nothing_else_is_begun_there()
    {
        var path = await CreateAsync("one");

        var (status, body) = await SendAsync(HttpMethod.Post, path + "/actions", """{ "type": "rename", "name": "two" }""");
        Assert.Equal((422, "Droplet already has a pending event."), (status, (string?)body["message"]));

        await DoneAsync(path);
        Assert.Equal(201, (await SendAsync(HttpMethod.Post, path + "/actions", """{ "type": "rename", "name": "two" }""")).Status);
        Assert.Equal(["rename in-progress", "create completed"], await ActionsAsync(path));
        Assert.Equal(["rename completed", "create completed"], await ActionsAsync(path));
        Assert.Equal(["two"], standIn.Droplets.Names);
    }

    [Fact]
    public async Task An_address_is_assigned_once_its_action_is_done_and_free_again_when_its_droplet_is_gone()
    {
        var (path, address) = (await CreateAsync("one"), await ReserveAsync());
        await DoneAsync(path);
        var (_, action) = await SendAsync(HttpMethod.Post, $"/v2/reserved_ips/{address}/actions", $$"""{ "type": "assign", "droplet_id": {{path.Split('/')[^1]}} }""");
        var asked = $"/v2/reserved_ips/{address}/actions/{action["action"]!["id"]}";

        Assert.Null(await DropletOfAsync(address));
        Assert.Equal("in-progress", (string?)(await SendAsync(HttpMethod.Get, asked)).Body["action"]!["status"]);
        Assert.Equal("completed", (string?)(await SendAsync(HttpMethod.Get, asked)).Body["action"]!["status"]);
        Assert.NotNull(await DropletOfAsync(address));

        await SendAsync(HttpMethod.Delete, path);
        await SendAsync(HttpMethod.Get, path);
        await SendAsync(HttpMethod.Get, path);
        Assert.Null(await DropletOfAsync(address));
    }

    [Fact]
    public async Task Actions_come_in_pages()
    {
        var path = await CreateAsync("one");
        for (var number = 0; number < 4; number++)
        {
            await DoneAsync(path);
            await SendAsync(HttpMethod.Post, path + "/actions", """{ "type": "power_on" }""");
        }

        var (_, first) = await SendAsync(HttpMethod.Get, path + "/actions?per_page=2");
        Assert.Equal((2, 5), (first["actions"]!.AsArray().Count, (int)first["meta"]!["total"]!));
        Assert.EndsWith("page=2&per_page=2", (string?)first["links"]!["pages"]!["next"], StringComparison.Ordinal);
        Assert.EndsWith("page=3&per_page=2", (string?)first["links"]!["pages"]!["last"], StringComparison.Ordinal);

        var (_, last) = await SendAsync(HttpMethod.Get, path + "/actions?page=3&per_page=2");
        Assert.Single(last["actions"]!.AsArray());
        Assert.Null(last["links"]!["pages"]);
    }

    [Fact]
    public async Task A_region_s_first_VPC_becomes_its_default_and_stays_for_ever()
    {
        var (_, first) = await SendAsync(HttpMethod.Post, "/v2/vpcs", """{ "name": "first", "region": "fra1" }""");
        var (_, second) = await SendAsync(HttpMethod.Post, "/v2/vpcs", """{ "name": "second", "region": "fra1" }""");

        Assert.Equal(403, (await SendAsync(HttpMethod.Delete, $"/v2/vpcs/{first["vpc"]!["id"]}")).Status);
        Assert.Equal(204, (await SendAsync(HttpMethod.Delete, $"/v2/vpcs/{second["vpc"]!["id"]}")).Status);
        Assert.Equal(["VPC first"], standIn.Held);
    }

    [Fact]
    public async Task A_droplet_that_names_no_VPC_is_in_the_region_s_default_which_is_the_account_s_own()
    {
        var (_, shown) = await SendAsync(HttpMethod.Get, await CreateAsync("one"));
        var (_, vpc) = await SendAsync(HttpMethod.Get, $"/v2/vpcs/{shown["droplet"]!["vpc_uuid"]}");

        Assert.True((bool)vpc["vpc"]!["default"]!);
        Assert.Equal(["droplet one"], standIn.Held);
    }

    [Fact]
    public async Task An_account_has_three_reserved_addresses_and_so_many_droplets_as_it_says()
    {
        standIn.Droplets.Limit = 1;
        var (_, account) = await SendAsync(HttpMethod.Get, "/v2/account");
        Assert.Equal((1, 3), ((int)account["account"]!["droplet_limit"]!, (int)account["account"]!["floating_ip_limit"]!));

        await CreateAsync("one");
        Assert.Equal(422, (await SendAsync(HttpMethod.Post, "/v2/droplets", Sent("two"))).Status);
        await ReserveAsync();
        await ReserveAsync();
        await ReserveAsync();
        Assert.Equal(422, (await SendAsync(HttpMethod.Post, "/v2/reserved_ips", """{ "region": "fra1" }""")).Status);
    }

    [Fact]
    public async Task A_project_lists_a_reserved_address_by_its_old_kind_and_forgets_a_droplet_that_is_gone()
    {
        var (path, address) = (await CreateAsync("one"), await ReserveAsync());
        await DoneAsync(path);
        var (_, body) = await SendAsync(HttpMethod.Post, "/v2/projects", """{ "name": "testbed", "purpose": "Service or API" }""");
        var resources = $"/v2/projects/{body["project"]!["id"]}/resources";
        await SendAsync(HttpMethod.Post, resources, $$"""{ "resources": [ "do:droplet:{{path.Split('/')[^1]}}", "do:reservedip:{{address}}" ] }""");
        Assert.Equal(["do:droplet:1", $"do:floatingip:{address}"], await UrnsAsync());

        await SendAsync(HttpMethod.Delete, path);
        await SendAsync(HttpMethod.Get, path);
        await SendAsync(HttpMethod.Get, path);
        Assert.Equal([$"do:floatingip:{address}"], await UrnsAsync());

        async Task<IEnumerable<string?>> UrnsAsync() =>
            (await SendAsync(HttpMethod.Get, resources)).Body["resources"]!.AsArray().Select(one => (string?)one!["urn"]).Order(StringComparer.Ordinal);
    }

    [Fact]
    public async Task A_firewall_names_tags_that_are_there_and_droplets_are_found_by_theirs()
    {
        const string firewall = """{ "name": "testbed", "tags": [ "testbed" ], "inbound_rules": [ { "protocol": "tcp", "ports": "8891", "sources": { "tags": [ "testbed" ] } } ] }""";
        Assert.Equal(422, (await SendAsync(HttpMethod.Post, "/v2/firewalls", firewall)).Status);

        Assert.Equal(201, (await SendAsync(HttpMethod.Post, "/v2/tags", """{ "name": "testbed" }""")).Status);
        Assert.Equal(202, (await SendAsync(HttpMethod.Post, "/v2/firewalls", firewall)).Status);
        Assert.Equal(422, (await SendAsync(HttpMethod.Post, "/v2/tags", """{ "name": "with.dot" }""")).Status);

        await CreateAsync("one", "testbed");
        await CreateAsync("two");
        var (_, found) = await SendAsync(HttpMethod.Get, "/v2/droplets?tag_name=testbed");
        Assert.Equal(["one"], found["droplets"]!.AsArray().Select(droplet => (string?)droplet!["name"]));
    }

    private static string Sent(string name, params string[] tags) =>
        $$"""{ "name": "{{name}}", "region": "fra1", "size": "s-1vcpu-1gb", "image": "debian-13-x64", "tags": [ {{string.Join(", ", tags.Select(tag => $"\"{tag}\""))}} ] }""";

    private async Task<string> CreateAsync(string name, params string[] tags)
    {
        var (status, body) = await SendAsync(HttpMethod.Post, "/v2/droplets", Sent(name, tags));
        Assert.Equal(202, status);
        return $"/v2/droplets/{body["droplet"]!["id"]}";
    }

    private async Task<string> ReserveAsync() => (string)(await SendAsync(HttpMethod.Post, "/v2/reserved_ips", """{ "region": "fra1" }""")).Body["reserved_ip"]!["ip"]!;

    private async Task<JsonNode?> DropletOfAsync(string address) => (await SendAsync(HttpMethod.Get, $"/v2/reserved_ips/{address}")).Body["reserved_ip"]!["droplet"];

    private async Task<string?> StatusAsync(string path) => (string?)(await SendAsync(HttpMethod.Get, path)).Body["droplet"]!["status"];

    private async Task<IEnumerable<string>> ActionsAsync(string path) =>
        (await SendAsync(HttpMethod.Get, path + "/actions?per_page=50")).Body["actions"]!.AsArray().Select(one => $"{one!["type"]} {one["status"]}");

    private async Task DoneAsync(string path)
    {
        while ((await ActionsAsync(path)).Any(one => one.EndsWith("in-progress", StringComparison.Ordinal)))
        {
            await Task.Yield();
        }
    }

    private async Task<(int Status, JsonObject Body)> SendAsync(HttpMethod method, string path, string? json = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        if (json is not null)
        {
            request.Content = new StringContent(json, new MediaTypeHeaderValue("application/json"));
        }

        using var answer = await client.SendAsync(request);
        return ((int)answer.StatusCode, answer.StatusCode == System.Net.HttpStatusCode.NoContent ? [] : await answer.Content.ReadFromJsonAsync<JsonObject>() ?? []);
    }
}
