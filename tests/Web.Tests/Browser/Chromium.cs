using Microsoft.Playwright;
using MtaStsAudit.Web.Tests.Browser;

[assembly: AssemblyFixture(typeof(Chromium))]

namespace MtaStsAudit.Web.Tests.Browser;

/// <summary>Debian's Chromium, started once for all tests that look at pages.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private const string Executable = "/usr/bin/chromium";

    private IPlaywright? playwright;
    private IBrowser? browser;

    public async ValueTask InitializeAsync()
    {
        if (!File.Exists(Executable))
        {
            return;
        }

        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Executable,
            Headless = true,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
    }

    /// <summary>A browser window of its own, and what it complains about.</summary>
    internal async Task<Window> OpenAsync(Uri address, BrowserNewContextOptions? options = null)
    {
        Assert.SkipWhen(browser is null, $"There is no {Executable}: install Debian's package chromium.");
        options ??= new();
        options.BaseURL = address.ToString();
        return await Window.OpenAsync(await browser!.NewContextAsync(options), address);
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null)
        {
            await browser.DisposeAsync();
        }

        playwright?.Dispose();
    }
}
