using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace MtaStsAudit.Web.Tests.Browser;

/// <summary>A browser window that notes errors, violations of the content security policy, and requests to anywhere else.</summary>
internal sealed class Window : IAsyncDisposable
{
    private readonly IBrowserContext context;
    private readonly ConcurrentQueue<string> complaints = [];

    private Window(IBrowserContext context, IPage page)
    {
        this.context = context;
        Page = page;
    }

    public IPage Page { get; }

    public static async Task<Window> OpenAsync(IBrowserContext context, Uri address)
    {
        context.SetDefaultTimeout(150_000);
        var window = new Window(context, await context.NewPageAsync());
        window.Page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                window.complaints.Enqueue($"console: {message.Text}");
            }
        };
        window.Page.PageError += (_, error) => window.complaints.Enqueue($"script: {error}");
        window.Page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(address.ToString(), StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal))
            {
                window.complaints.Enqueue($"elsewhere: {request.Url}");
            }
        };
        return window;
    }

    /// <summary>Loads a page, in which nothing may go wrong.</summary>
    public async Task GoAsync(string path)
    {
        var response = await Page.GotoAsync(path);
        Assert.True(response is { Ok: true }, $"{path} answered {response?.Status}");
    }

    public void AssertNoComplaint() => Assert.Empty(complaints);

    /// <summary>
    /// Writes a picture of the whole page to <c>artifacts/screenshots</c> of the repository. It is for people to look at, and no test rests
    /// on it: one that the browser is too busy to take is left out.
    /// </summary>
    public async Task ScreenshotAsync(string name)
    {
        try
        {
            await Page.ScreenshotAsync(new() { Path = Path.Combine(Screenshots.Folder, $"{name}.png"), FullPage = true });
        }
        catch (PlaywrightException fault) when (fault.Message.Contains("Unable to capture screenshot", StringComparison.Ordinal))
        {
            TestContext.Current.SendDiagnosticMessage("The browser took no picture of {0}: {1}", name, fault.Message);
        }
    }

    public ValueTask DisposeAsync() => context.DisposeAsync();
}

/// <summary>Where the pictures go: a folder that git ignores.</summary>
internal static class Screenshots
{
    public static string Folder { get; } = Find();

    private static string Find()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (at is not null && !File.Exists(Path.Combine(at.FullName, "mta-sts-audit.slnx")))
        {
            at = at.Parent;
        }

        return Path.Combine((at ?? new DirectoryInfo(AppContext.BaseDirectory)).FullName, "artifacts", "screenshots");
    }
}
