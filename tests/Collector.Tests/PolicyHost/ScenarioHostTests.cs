using MtaStsAudit.Collector.Tests.Running;
using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.Scenarios;
using MtaStsAudit.Model.Sts;

namespace MtaStsAudit.Collector.Tests.PolicyHost;

/// <summary>The policy hosts of scenarios, over TLS: how each answers, and what is recorded of it.</summary>
public sealed class ScenarioHostTests : IDisposable
{
    private const string Path = "/.well-known/mta-sts.txt";

    private readonly TemporaryFolder folder = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("policy-404", "HTTP/1.1 404", 404)]
    [InlineData("policy-500", "HTTP/1.1 500", 500)]
    public async Task A_policy_host_that_fails_answers_with_its_status_and_no_text(string name, string head, int recorded)
    {
        await using var collector = await StartAsync(HostOf(name));

        var answer = await FetchAsync(collector, name);

        Assert.StartsWith(head, answer.Head, StringComparison.Ordinal);
        Assert.DoesNotContain("STSv1", answer.Body, StringComparison.Ordinal);
        Assert.Equal((name, recorded, null), Told(await RecordedAsync(collector)));
    }

    [Fact]
    public async Task A_redirect_leads_to_the_policy_at_another_host_and_who_follows_it_is_recorded_as_served()
    {
        await using var collector = await StartAsync(HostOf("policy-redirect"), "api.audit.test");

        var (head, _, _) = await FetchAsync(collector, "policy-redirect");
        Assert.StartsWith("HTTP/1.1 301", head, StringComparison.Ordinal);
        Assert.Contains("\r\nLocation: https://api.audit.test/policies/policy-redirect", head, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(("policy-redirect", 301, null), Told(await RecordedAsync(collector)));

        var (status, body, _) = await OverTls.GetAsync(collector.Https, "api.audit.test", "api.audit.test", "/policies/policy-redirect");
        Assert.Equal(200, status);
        Assert.Equal(StsMode.Enforce, StsPolicyParser.Parse(body).Value!.Mode);
        Assert.Equal(("policy-redirect", 200, PolicyId.Of(body).Value), Told((await AllAsync(collector))[^1]));
    }

    [Fact]
    public async Task Who_looks_at_a_policy_host_in_a_browser_is_led_to_its_scenario_and_is_no_fetch()
    {
        await using var collector = await StartAsync(HostOf("policy-404"));

        var (head, _, _) = await OverTls.AnswerAsync(collector.Https, HostOf("policy-404"), HostOf("policy-404"), "/");

        Assert.StartsWith("HTTP/1.1 302", head, StringComparison.Ordinal);
        Assert.Contains("\r\nLocation: https://api.audit.test/scenarios/policy-404", head, StringComparison.OrdinalIgnoreCase);
        Assert.Empty(await AllAsync(collector));
        Assert.Equal(404, (await OverTls.GetAsync(collector.Https, HostOf("policy-404"), HostOf("policy-404"), "/scenarios/policy-404")).Status);
    }

    [Theory]
    [InlineData("/policies/a")]
    [InlineData("/policies/policy-404")]
    [InlineData("/policies/no-such-scenario")]
    [InlineData("/policies/..%2f..")]
    public async Task Where_no_redirect_leads_there_is_nothing(string path)
    {
        await using var collector = await StartAsync("api.audit.test");

        Assert.Equal(404, (await OverTls.GetAsync(collector.Https, "api.audit.test", "api.audit.test", path)).Status);
        Assert.Empty(await AllAsync(collector));
    }

    [Fact]
    public async Task The_place_that_a_redirect_leads_to_is_not_at_the_policy_host()
    {
        await using var collector = await StartAsync(HostOf("policy-redirect"));

        Assert.Equal(404, (await OverTls.GetAsync(collector.Https, HostOf("policy-redirect"), HostOf("policy-redirect"), "/policies/policy-redirect")).Status);
    }

    [Fact]
    public async Task A_policy_as_HTML_is_the_right_text_with_that_type()
    {
        await using var collector = await StartAsync(HostOf("policy-html"));

        var answer = await FetchAsync(collector, "policy-html");

        Assert.Contains("\r\nContent-Type: text/html", answer.Head, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("mode: enforce\r\n", answer.Body, StringComparison.Ordinal);
        Assert.Equal(("policy-html", 200, null), Told(await RecordedAsync(collector)));
    }

    [Fact]
    public async Task A_connection_that_is_closed_without_an_answer_is_recorded()
    {
        await using var collector = await StartAsync(HostOf("policy-closes"));

        var head = "";
        try
        {
            head = (await FetchAsync(collector, "policy-closes")).Head;
        }
        catch (IOException)
        {
            // A reset is a way to close.
        }

        Assert.Equal("", head);
        Assert.Equal(("policy-closes", 0, null), Told(await RecordedAsync(collector)));
    }

    [Fact]
    public async Task A_silent_policy_host_says_nothing_and_what_was_asked_is_recorded_meanwhile()
    {
        await using var collector = await StartAsync(HostOf("policy-silent"));
        await using var tls = await OverTls.ConnectAsync(collector.Https, HostOf("policy-silent"));
        await tls.WriteAsync(System.Text.Encoding.ASCII.GetBytes($"GET {Path} HTTP/1.1\r\nHost: {HostOf("policy-silent")}\r\n\r\n"), Cancelled);
        var answer = tls.ReadAsync(new byte[1], Cancelled).AsTask();

        Assert.Equal(("policy-silent", 0, null), Told(await RecordedAsync(collector)));
        Assert.False(answer.IsCompleted);
    }

    [Fact]
    public async Task A_policy_over_64_KiB_comes_whole()
    {
        await using var collector = await StartAsync(HostOf("policy-64k"));

        var (status, body, _) = await OverTls.GetAsync(collector.Https, HostOf("policy-64k"), HostOf("policy-64k"), Path);

        Assert.Equal(200, status);
        Assert.Contains(PublishedPolicy.TextOf(RunningCollector.Names, Catalogue.FindScenario(new("policy-64k"))!)!, body, StringComparison.Ordinal);
        // No sender has to take it, and one that does has it.
        Assert.NotNull((await RecordedAsync(collector)).PolicyId);
    }

    [Theory]
    [InlineData("policy-wrong-name", "other.mta-sts.policy-wrong-name.audit.test")]
    [InlineData("policy-untrusted", "mta-sts.policy-untrusted.audit.test")]
    public async Task A_policy_host_shows_the_certificate_in_the_folder_of_its_name_whatever_that_names(string name, string dnsName)
    {
        var thumbprint = OverTls.WriteCertificate(folder, HostOf(name), dnsName);
        await using var collector = await RunningCollector.StartAsync(folder, suite: Suite.Complete);

        var answer = await FetchAsync(collector, name);

        Assert.Equal(thumbprint, answer.Thumbprint);
        // Who takes such a certificate has shown what it is asked, and has not the policy of a sender that does right.
        Assert.Equal((name, 200, null), Told(await RecordedAsync(collector)));
    }

    [Fact]
    public async Task An_international_host_is_served_under_its_A_labels()
    {
        var host = HostOf("xn--mta-sts-prfung-psb");
        await using var collector = await StartAsync(host);

        var (status, body, _) = await OverTls.GetAsync(collector.Https, host, host, Path);

        Assert.Equal(200, status);
        Assert.Equal(["mail-xn--mta-sts-prfung-psb.audit.test"], StsPolicyParser.Parse(body).Value!.Mx.Select(pattern => pattern.ToString()));
        Assert.Equal("xn--mta-sts-prfung-psb", (await RecordedAsync(collector)).Receiver.Value);
    }

    [Fact]
    public async Task A_testbed_of_the_study_serves_no_scenario_beyond_it()
    {
        OverTls.WriteCertificate(folder, HostOf("policy-cname"));
        await using var collector = await RunningCollector.StartAsync(folder);

        await Assert.ThrowsAnyAsync<Exception>(() => FetchAsync(collector, "policy-cname"));
        Assert.Empty(await AllAsync(collector));
    }

    private static string HostOf(string scenario) => $"mta-sts.{scenario}.audit.test";

    private static (string, int, string?) Told(PolicyFetched fetch) => (fetch.Receiver.Value, fetch.Status, fetch.PolicyId);

    private static Task<(string Head, string Body, string Thumbprint)> FetchAsync(RunningCollector collector, string scenario) =>
        OverTls.AnswerAsync(collector.Https, HostOf(scenario), HostOf(scenario), Path);

    private async Task<RunningCollector> StartAsync(params string[] hosts)
    {
        foreach (var host in hosts)
        {
            OverTls.WriteCertificate(folder, host);
        }

        return await RunningCollector.StartAsync(folder, suite: Suite.Complete);
    }

    /// <summary>The one record, which is committed before an answer comes, and by a silent host without one.</summary>
    private static async Task<PolicyFetched> RecordedAsync(RunningCollector collector)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        for (var tries = 0; tries < 100 && (await AllAsync(collector)).Count == 0; tries++)
        {
            await timer.WaitForNextTickAsync(Cancelled);
        }

        return Assert.Single(await AllAsync(collector));
    }

    private static async Task<IReadOnlyList<PolicyFetched>> AllAsync(RunningCollector collector) =>
        [.. (await collector.Store.WithoutTokenAsync(99, 10_000, Cancelled)).Select(record => record.What).Cast<PolicyFetched>()];
}
