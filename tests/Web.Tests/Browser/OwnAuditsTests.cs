using Microsoft.Playwright;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Web.Tests.Stage;
using static Microsoft.Playwright.Assertions;

namespace MtaStsAudit.Web.Tests.Browser;

/// <summary>What a browser does for who comes back, and for who copies.</summary>
public sealed class OwnAuditsTests(Chromium chromium)
{
    [Fact]
    public async Task The_start_page_lists_this_browser_s_own_audits_until_they_are_forgotten()
    {
        await using var stage = await WebStage.StartAsync();
        var another = await stage.MakeAuditAsync();
        await using var window = await chromium.OpenAsync(stage.Address);
        var page = window.Page;
        await window.GoAsync("/");
        await Expect(page.GetByText("Your audits in this browser")).ToBeHiddenAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Make an audit" }).First.ClickAsync();
        Assert.True(AuditToken.TryParse(await page.Locator("h1").InnerTextAsync(), out var token));
        await window.GoAsync(another.Path);
        await window.GoAsync("/");

        await Expect(page.GetByText("Your audits in this browser")).ToBeVisibleAsync();
        await Expect(page.Locator("[data-own-audits] li")).ToHaveCountAsync(1);
        await page.Locator("[data-own-audits] a").ClickAsync();
        await Expect(page.Locator("h1")).ToHaveTextAsync($"{token}");
        await window.GoAsync("/");
        await page.GetByRole(AriaRole.Button, new() { Name = "Forget the list" }).ClickAsync();
        await window.GoAsync("/");
        await Expect(page.GetByText("Your audits in this browser")).ToBeHiddenAsync();
        window.AssertNoComplaint();
    }

    [Fact]
    public async Task Who_follows_a_link_from_another_site_is_the_owner_still()
    {
        await using var stage = await WebStage.StartAsync();
        await using var window = await chromium.OpenAsync(stage.Address);
        var page = window.Page;
        await window.GoAsync("/");
        await page.GetByRole(AriaRole.Button, new() { Name = "Make an audit" }).First.ClickAsync();
        await Expect(page.GetByText("You are the owner of this audit")).ToBeVisibleAsync();
        var address = page.Url;
        await page.RouteAsync("http://elsewhere.example/", route => route.FulfillAsync(new() { ContentType = "text/html", Body = $"<a href='{address}'>the audit</a>" }));
        await page.GotoAsync("http://elsewhere.example/");
        await page.GetByRole(AriaRole.Link).ClickAsync();

        await Expect(page.GetByText("You are the owner of this audit")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task One_address_and_the_line_for_swaks_are_copied_at_a_click()
    {
        await using var stage = await WebStage.StartAsync();
        var audit = await stage.MakeAuditAsync();
        await using var window = await chromium.OpenAsync(stage.Address, new() { Permissions = ["clipboard-read", "clipboard-write"] });
        var page = window.Page;
        await window.GoAsync(audit.Path);
        await page.GetByRole(AriaRole.Button, new() { Name = "Copy the address of b", Exact = true }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Copied" })).ToBeVisibleAsync();
        Assert.Equal($"{audit.Token}@b.audit.test", await page.EvaluateAsync<string>("() => navigator.clipboard.readText()"));

        await page.GetByText("With swaks").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Copy the command line" }).ClickAsync();
        await Expect(page.Locator("#swaks").GetByRole(AriaRole.Button, new() { Name = "Copied" })).ToBeVisibleAsync();
        Assert.EndsWith(
            $" --to {string.Join(',', "abcdef".Select(letter => $"{audit.Token}@{letter}.audit.test"))}",
            await page.EvaluateAsync<string>("() => navigator.clipboard.readText()"), StringComparison.Ordinal);
        window.AssertNoComplaint();
    }

    [Fact]
    public async Task A_refused_form_is_in_view_with_what_was_typed_and_without_a_script()
    {
        await using var stage = await WebStage.StartAsync();
        await using var window = await chromium.OpenAsync(stage.Address, new() { JavaScriptEnabled = false, ViewportSize = new() { Width = 390, Height = 700 } });
        var page = window.Page;
        await window.GoAsync("/");
        await page.GetByRole(AriaRole.Button, new() { Name = "Make an audit" }).First.ClickAsync();
        await page.GetByLabel("Provider").FillAsync("Careful Mail");
        await page.GetByLabel("Its domain").FillAsync("no domain at all");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Alert)).ToBeInViewportAsync();
        await Expect(page.GetByLabel("Provider")).ToHaveValueAsync("Careful Mail");
        await Expect(page.GetByLabel("Its domain")).ToHaveValueAsync("no domain at all");
    }
}
