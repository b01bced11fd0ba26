using Microsoft.Playwright;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Scenarios;
using MtaStsAudit.Web.Tests.Stage;
using static Microsoft.Playwright.Assertions;

namespace MtaStsAudit.Web.Tests.Browser;

public sealed class LiveAuditTests(Chromium chromium)
{
    [Fact]
    public async Task An_audit_goes_from_the_first_click_to_the_verdict_without_a_reload()
    {
        await using var stage = await WebStage.StartAsync(settle: TimeSpan.FromSeconds(3));
        await using var window = await chromium.OpenAsync(stage.Address);
        var page = window.Page;
        await window.GoAsync("/");
        await page.GetByRole(AriaRole.Button, new() { Name = "Make an audit" }).First.ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Mail every address once.", Exact = true })).ToBeVisibleAsync();
        await Expect(page.Locator("[data-live-status]")).ToHaveTextAsync("Live");
        await page.EvaluateAsync("() => { window.notReloaded = true; }");
        Assert.True(AuditToken.TryParse(await page.Locator("h1").InnerTextAsync(), out var token));
        var sender = new RigSender(stage.Store, token);

        await sender.DeliverAsync("a");
        await Expect(page.Locator(".matrix tbody time").First).ToBeVisibleAsync();

        await sender.MailCompliantlyAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Full support, so far", Exact = true })).ToBeVisibleAsync();
        await Expect(page.Locator(".matrix").GetByText("refused", new() { Exact = true })).ToHaveCountAsync(2);
        await Expect(page.Locator("#announcer")).ToContainTextAsync("Full support");
        await Expect(page.Locator("#receiver-a")).ToContainTextAsync("TLS_AES_256_GCM_SHA384");
        Assert.True(await page.EvaluateAsync<bool>("() => window.notReloaded === true"));
        window.AssertNoComplaint();
    }

    [Fact]
    public async Task What_was_opened_stays_open_when_the_page_changes()
    {
        await using var stage = await WebStage.StartAsync();
        var audit = await stage.MakeAuditAsync();
        var sender = new RigSender(stage.Store, audit.Token);
        await sender.DeliverAsync("a");
        await using var window = await chromium.OpenAsync(stage.Address);
        await window.GoAsync(audit.Path);
        await window.Page.Locator("#receiver-a > summary").ClickAsync();
        await Expect(window.Page.Locator("#receiver-a .timeline")).ToBeVisibleAsync();

        await sender.DeliverAsync("c");
        await Expect(window.Page.Locator("#receiver-c .timeline")).ToBeAttachedAsync();
        await Expect(window.Page.Locator("#receiver-a .timeline")).ToBeVisibleAsync();
        await Expect(window.Page.Locator("#receiver-c .timeline")).ToBeHiddenAsync();
        await Expect(window.Page.Locator("#receiver-a > summary")).ToBeFocusedAsync();
        window.AssertNoComplaint();
    }

    [Fact]
    public async Task Evidence_that_was_opened_by_its_link_stays_open_when_the_page_changes()
    {
        await using var stage = await WebStage.StartAsync();
        var audit = await stage.MakeAuditAsync();
        var sender = new RigSender(stage.Store, audit.Token);
        await sender.DeliverAsync("a");
        await using var window = await chromium.OpenAsync(stage.Address);
        await window.GoAsync(audit.Path);
        await window.Page.Locator(".matrix a[href='#evidence-a']").ClickAsync();
        await Expect(window.Page.Locator("#receiver-a .timeline")).ToBeVisibleAsync();

        await sender.DeliverAsync("c");
        await Expect(window.Page.Locator("#receiver-c .timeline")).ToBeAttachedAsync();
        await Expect(window.Page.Locator("#receiver-a .timeline")).ToBeVisibleAsync();
        window.AssertNoComplaint();
    }

    [Fact]
    public async Task Its_owner_can_publish_as_soon_as_the_verdict_is_there()
    {
        await using var stage = await WebStage.StartAsync(settle: TimeSpan.FromSeconds(1));
        await using var window = await chromium.OpenAsync(stage.Address);
        var page = window.Page;
        await window.GoAsync("/");
        await page.GetByRole(AriaRole.Button, new() { Name = "Make an audit" }).First.ClickAsync();
        var publish = page.GetByRole(AriaRole.Button, new() { Name = "Save and publish" });
        await Expect(publish).ToBeDisabledAsync();
        await Expect(page.Locator("[data-once]")).ToBeVisibleAsync();
        Assert.DoesNotContain("done=", page.Url, StringComparison.Ordinal);
        Assert.True(AuditToken.TryParse(await page.Locator("h1").InnerTextAsync(), out var token));
        await page.GetByLabel("Provider").FillAsync("Careful Mail");
        var sender = new RigSender(stage.Store, token);
        await sender.MailCompliantlyAsync();

        await Expect(publish).ToBeEnabledAsync();
        await Expect(page.Locator("[data-once]")).ToHaveCountAsync(0);
        await Expect(page.GetByText("It can be published when there is a verdict.")).ToBeHiddenAsync();
        await publish.ClickAsync();
        await Expect(page.GetByText("Published: it is listed under Providers.")).ToBeVisibleAsync();
        window.AssertNoComplaint();
    }

    [Fact]
    public async Task A_suite_is_chosen_at_the_start_and_copied_at_one_click()
    {
        await using var stage = await WebStage.StartAsync(suite: Suite.Complete);
        await using var window = await chromium.OpenAsync(stage.Address, new() { Permissions = ["clipboard-read", "clipboard-write"] });
        var page = window.Page;
        await window.GoAsync("/");
        await page.GetByLabel("What to ask").SelectOptionAsync("standard");
        await page.GetByRole(AriaRole.Button, new() { Name = "Make an audit" }).First.ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Copy all" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Copied" })).ToBeVisibleAsync();
        Assert.True(AuditToken.TryParse(await page.Locator("h1").InnerTextAsync(), out var token));

        var copied = await page.EvaluateAsync<string>("() => navigator.clipboard.readText()");
        Assert.Equal(string.Join(", ", Suite.Standard.Scenarios.Select(scenario => WebStage.Names.Address(token, scenario.Name))), copied);
        window.AssertNoComplaint();
    }

    [Fact]
    public async Task Without_scripts_the_page_loads_itself_again_and_shows_the_same()
    {
        await using var stage = await WebStage.StartAsync();
        await using var window = await chromium.OpenAsync(stage.Address, new() { JavaScriptEnabled = false });
        var page = window.Page;
        await window.GoAsync("/");
        await page.GetByRole(AriaRole.Button, new() { Name = "Make an audit" }).First.ClickAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Mail every address once.", Exact = true })).ToBeVisibleAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Copy all" })).ToBeHiddenAsync();
        Assert.True(AuditToken.TryParse(await page.Locator("h1").InnerTextAsync(), out var token));
        await new RigSender(stage.Store, token).DeliverAsync("a");

        // Nobody touches the page: the browser follows the refresh.
        await Expect(page.Locator("#receiver-a .timeline")).ToBeAttachedAsync(new() { Timeout = 30_000 });
        window.AssertNoComplaint();
    }

    [Fact]
    public async Task All_addresses_are_copied_at_one_click()
    {
        await using var stage = await WebStage.StartAsync();
        var audit = await stage.MakeAuditAsync();
        await using var window = await chromium.OpenAsync(stage.Address, new() { Permissions = ["clipboard-read", "clipboard-write"] });
        await window.GoAsync(audit.Path);
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Copy all" }).ClickAsync();
        await Expect(window.Page.GetByRole(AriaRole.Button, new() { Name = "Copied" })).ToBeVisibleAsync();

        var copied = await window.Page.EvaluateAsync<string>("() => navigator.clipboard.readText()");
        Assert.Equal(string.Join(", ", "abcdef".Select(letter => $"{audit.Token}@{letter}.audit.test")), copied);
    }
}
