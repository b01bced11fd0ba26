using Microsoft.Playwright;
using MtaStsAudit.Deployment.Local;
using MtaStsAudit.EndToEnd.Tests.Rig;
using MtaStsAudit.Web.Tests.Browser;
using static Microsoft.Playwright.Assertions;

namespace MtaStsAudit.EndToEnd.Tests.Audits;

/// <summary>The web page beside a real sender.</summary>
[Collection(nameof(LocalRig))]
public sealed class WebAuditTests(Chromium chromium)
{
    [Fact]
    public async Task The_page_goes_from_the_first_click_to_the_verdict_while_a_real_sender_mails()
    {
        await using var window = await chromium.OpenAsync(LocalSite.Api);
        var page = window.Page;
        await window.GoAsync("/");
        await page.GetByRole(AriaRole.Button, new() { Name = "Make an audit" }).First.ClickAsync();
        await Expect(page.Locator("[data-live-status]")).ToHaveTextAsync("Live");
        await page.EvaluateAsync("() => { window.notReloaded = true; }");
        var token = await page.Locator("h1").InnerTextAsync();

        var (code, output) = await LocalRig.AuditAsync(
            "run", "--token", token, "--send-via", $"smtp://{ZooSenders.Find("postfix-sts")!.Addresses.V4}:25", "--from", "postmaster@postfix-sts.test", "--timeout", "2m");

        Assert.True(code == 0, output);
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Full support", Exact = true })).ToBeVisibleAsync();
        await Expect(page.Locator(".matrix").GetByText("refused")).ToHaveCountAsync(2);
        await Expect(page.Locator("#receiver-b")).ToContainTextAsync("mx.postfix-sts.test");
        Assert.True(await page.EvaluateAsync<bool>("() => window.notReloaded === true"));
        await window.ScreenshotAsync("audit-real-sender");
        window.AssertNoComplaint();
    }
}
