using Deque.AxeCore.Commons;
using Microsoft.Playwright;
using MtaStsAudit.Web.Tests.Stage;

namespace MtaStsAudit.Web.Tests.Browser;

/// <summary>Looks at every page in both colour schemes, on a desk and on a phone.</summary>
public sealed class EveryPageTests(Chromium chromium, OpenExhibition open) : IClassFixture<OpenExhibition>
{
    private static readonly string Axe = new BundledAxeScriptProvider().GetScript();

    [Theory]
    [InlineData(ColorScheme.Light, 1366)]
    [InlineData(ColorScheme.Dark, 1366)]
    [InlineData(ColorScheme.Dark, 820)]
    [InlineData(ColorScheme.Light, 360)]
    [InlineData(ColorScheme.Dark, 360)]
    public async Task Every_page_is_accessible_complains_of_nothing_and_fits_its_window(ColorScheme scheme, int width)
    {
        var exhibition = open.Exhibition;
        await using var window = await chromium.OpenAsync(exhibition.Stage.Address, new()
        {
            ColorScheme = scheme,
            ViewportSize = new() { Width = width, Height = 900 },
        });
        await GiveOwnersCookieAsync(window, exhibition);

        List<string> faults = [];
        foreach (var (name, path) in exhibition.Pages)
        {
            await window.GoAsync(path);
            await window.ScreenshotAsync($"{name}-{(width == 360 ? "phone" : "desk")}-{scheme.ToString().ToLowerInvariant()}");
            faults.AddRange((await ViolationsAsync(window.Page)).Select(violation => $"{name}: {violation}"));
            var overflow = await window.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - window.innerWidth");
            if (overflow > 0)
            {
                faults.Add($"{name} is {overflow} pixels wider than its window of {width}.");
            }
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults));
        window.AssertNoComplaint();
    }

    [Fact]
    public async Task Everything_can_be_reached_by_keyboard_and_shows_that_it_is()
    {
        var exhibition = open.Exhibition;
        await using var window = await chromium.OpenAsync(exhibition.Stage.Address);
        await window.GoAsync(exhibition.Judged.Path);
        await window.Page.Keyboard.PressAsync("Tab");
        Assert.Equal("Skip to the content", await window.Page.EvaluateAsync<string>("() => document.activeElement.textContent"));

        var expected = await window.Page.EvaluateAsync<int>(
            "() => [...document.querySelectorAll('a[href], button, input, summary, [tabindex=\"0\"]')].filter(e => e.checkVisibility()).length");
        var met = 1;
        for (; met < expected; met++)
        {
            await window.Page.Keyboard.PressAsync("Tab");
            Assert.NotEqual("BODY", await window.Page.EvaluateAsync<string>("() => document.activeElement.tagName"));
            var outline = await window.Page.EvaluateAsync<string>("() => getComputedStyle(document.activeElement).outlineStyle");
            Assert.Equal("solid", outline);
        }
    }

    private static async Task<string[]> ViolationsAsync(IPage page)
    {
        await page.EvaluateAsync(Axe);
        return await page.EvaluateAsync<string[]>(
            """
            async () => (await axe.run({ resultTypes: ['violations'] })).violations
                .map(violation => `${violation.id} at ${violation.nodes.map(node => node.html).join(' and ')}`)
            """);
    }

    // The owner's panel is part of what is looked at.
    private static Task GiveOwnersCookieAsync(Window window, Exhibition exhibition) => window.Page.Context.AddCookiesAsync(
    [
        .. new[] { exhibition.Fresh, exhibition.Judged }.Select(audit => new Cookie
        {
            Name = audit.Cookie.Split('=', 2)[0],
            Value = audit.Key,
            Domain = exhibition.Stage.Address.Host,
            Path = audit.Path,
            HttpOnly = true,
            SameSite = SameSiteAttribute.Lax,
        }),
    ]);
}

/// <summary>One exhibition for all tests that only look.</summary>
public sealed class OpenExhibition : IAsyncLifetime
{
    internal Exhibition Exhibition { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Exhibition = await Exhibition.OpenAsync();

    public ValueTask DisposeAsync() => Exhibition.DisposeAsync();
}
