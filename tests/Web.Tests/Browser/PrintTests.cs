using System.Text.RegularExpressions;
using Microsoft.Playwright;
using MtaStsAudit.Web.Tests.Stage;

namespace MtaStsAudit.Web.Tests.Browser;

/// <summary>An audit on paper, as it is filed.</summary>
public sealed partial class PrintTests(Chromium chromium, OpenExhibition open) : IClassFixture<OpenExhibition>
{
    [Fact]
    public async Task A_judged_audit_is_printed_on_two_pages_at_most()
    {
        await using var window = await chromium.OpenAsync(open.Exhibition.Stage.Address);
        await window.GoAsync(open.Exhibition.Judged.Path);
        var pdf = await window.Page.PdfAsync(new() { Format = "A4", Path = Path.Combine(Screenshots.Folder, "audit-judged.pdf") });

        Assert.InRange(PageObject().Count(System.Text.Encoding.Latin1.GetString(pdf)), 1, 2);
    }

    [Fact]
    public async Task Paper_has_the_table_the_address_and_the_date_and_nothing_to_click()
    {
        // As wide as A4 between its margins.
        await using var window = await chromium.OpenAsync(open.Exhibition.Stage.Address, new() { ViewportSize = new() { Width = 688, Height = 1017 }, ColorScheme = ColorScheme.Dark });
        await window.GoAsync(open.Exhibition.Judged.Path);
        await window.Page.EmulateMediaAsync(new() { Media = Media.Print });
        await window.ScreenshotAsync("audit-judged-print");
        var page = window.Page;

        Assert.Equal("table-row", await page.EvaluateAsync<string>("() => getComputedStyle(document.querySelector('.matrix tbody tr')).display"));
        Assert.Equal("rgb(255, 255, 255)", await page.EvaluateAsync<string>("() => getComputedStyle(document.body).backgroundColor"));
        Assert.Matches($"https://api.audit.test{open.Exhibition.Judged.Path}, as of 20[0-9-]+T", await page.Locator(".printed").InnerTextAsync());
        await Assertions.Expect(page.GetByText("Careful Mail").First).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator(".owner")).ToBeHiddenAsync();
        await Assertions.Expect(page.Locator(".evidence-part")).ToBeHiddenAsync();
        Assert.Equal(0, await page.EvaluateAsync<int>("() => [...document.querySelectorAll('button')].filter(button => button.checkVisibility()).length"));
    }

    [GeneratedRegex(@"/Type\s*/Page\b")]
    private static partial Regex PageObject();
}
