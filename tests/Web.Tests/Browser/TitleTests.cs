using Microsoft.Playwright;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Web.Tests.Stage;
using static Microsoft.Playwright.Assertions;

namespace MtaStsAudit.Web.Tests.Browser;

/// <summary>What is told to who looks elsewhere meanwhile.</summary>
public sealed class TitleTests(Chromium chromium)
{
    // Chromium without a desktop shows none: the script's own calls are what counts.
    private const string Listener =
        """
        window.notified = [];
        window.asked = 0;
        window.Notification = class extends EventTarget {
            static permission = "default";
            static async requestPermission() { window.asked++; return Notification.permission = "granted"; }
            constructor(title, options) { super(); window.notified.push(`${title} / ${options.body}`); }
        };
        """;

    private static PageAssertionsToHaveTitleOptions Patiently { get; } = new() { Timeout = 60_000 };

    [Fact]
    public async Task The_title_follows_the_audit_and_a_notification_comes_where_the_button_asked_for_it()
    {
        await using var stage = await WebStage.StartAsync(settle: TimeSpan.FromSeconds(2));
        var audit = await stage.MakeAuditAsync();
        await using var window = await chromium.OpenAsync(stage.Address);
        var page = window.Page;
        await page.AddInitScriptAsync(Listener);
        await window.GoAsync(audit.Path);
        Assert.Equal($"Mail every address once: audit {audit.Token} · MTA-STS audit", await page.TitleAsync());
        await Expect(page.Locator("[data-live-status]")).ToHaveTextAsync("Live");
        Assert.Equal(0, await page.EvaluateAsync<int>("() => window.asked"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Notify me" }).ClickAsync();
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "You will be notified" })).ToBeVisibleAsync();

        var sender = new RigSender(stage.Store, audit.Token);
        await sender.DeliverAsync("abcdef");
        await Expect(page).ToHaveTitleAsync($"Mail every address once more: audit {audit.Token} · MTA-STS audit", Patiently);
        await sender.MailCompliantlyAsync();
        await Expect(page).ToHaveTitleAsync(new System.Text.RegularExpressions.Regex($"^Full support, so far: audit {audit.Token}"), Patiently);
        var notified = await page.EvaluateAsync<string[]>("() => window.notified");
        Assert.Equal($"Full support, so far / audit {audit.Token}, MTA-STS audit", notified[^1]);
        Assert.Contains($"Mail every address once more / audit {audit.Token}, MTA-STS audit", notified);
        window.AssertNoComplaint();
    }

    [Fact]
    public async Task Nobody_is_notified_or_asked_who_did_not_press_the_button()
    {
        await using var stage = await WebStage.StartAsync(settle: TimeSpan.FromSeconds(1));
        var audit = await stage.MakeAuditAsync();
        await using var window = await chromium.OpenAsync(stage.Address);
        await window.Page.AddInitScriptAsync(Listener.Replace("\"default\"", "\"granted\"", StringComparison.Ordinal));
        await window.GoAsync(audit.Path);
        await Expect(window.Page.Locator("[data-live-status]")).ToHaveTextAsync("Live");
        await new RigSender(stage.Store, audit.Token).DeliverAsync("abcdef");
        await Expect(window.Page).ToHaveTitleAsync($"Mail every address once more: audit {audit.Token} · MTA-STS audit", Patiently);

        Assert.Equal(0, await window.Page.EvaluateAsync<int>("() => window.asked + window.notified.length"));
    }
}
