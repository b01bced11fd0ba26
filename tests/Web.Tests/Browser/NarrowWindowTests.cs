using MtaStsAudit.Web.Tests.Stage;

namespace MtaStsAudit.Web.Tests.Browser;

/// <summary>Every page at the widths of phones, tablets and small desks.</summary>
public sealed class NarrowWindowTests(Chromium chromium, OpenExhibition open) : IClassFixture<OpenExhibition>
{
    [Theory]
    [InlineData(320)]
    [InlineData(390)]
    [InlineData(820)]
    [InlineData(1024)]
    [InlineData(1366)]
    public async Task No_chip_breaks_inside_a_word_and_every_page_fits(int width)
    {
        await using var window = await chromium.OpenAsync(open.Exhibition.Stage.Address, new() { ViewportSize = new() { Width = width, Height = 900 } });
        List<string> faults = [];
        foreach (var (name, path) in open.Exhibition.Pages)
        {
            await window.GoAsync(path);
            await window.ScreenshotAsync($"{name}-{width}");
            faults.AddRange((await BrokenWordsAsync(window)).Select(word => $"{name}: {word} is broken"));
            var overflow = await window.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - window.innerWidth");
            if (overflow > 0)
            {
                faults.Add($"{name} is {overflow} pixels wider than its window.");
            }
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults));
        window.AssertNoComplaint();
    }

    [Theory]
    [InlineData(320)]
    [InlineData(390)]
    [InlineData(820)]
    [InlineData(1366)]
    public async Task The_line_between_two_steps_ends_under_their_circles(int width)
    {
        await using var window = await chromium.OpenAsync(open.Exhibition.Stage.Address, new() { ViewportSize = new() { Width = width, Height = 900 } });
        await window.GoAsync(open.Exhibition.Judged.Path);

        // The elements at a circle's right edge, the topmost first: a line's box belongs to the list's next item.
        var topmost = await window.Page.EvaluateAsync<string[]>(
            """
            () => {
                document.querySelector(".steps").scrollIntoView();
                return [...document.querySelectorAll(".steps .dot")].map(dot => {
                    const box = dot.getBoundingClientRect();
                    return document.elementFromPoint(box.right - 4, box.top + box.height / 2).className;
                });
            }
            """);
        Assert.Equal(["dot", "dot", "dot", "dot"], topmost);
    }

    [Theory]
    [InlineData(320)]
    [InlineData(390)]
    [InlineData(820)]
    [InlineData(1366)]
    public async Task The_chart_of_TLS_reports_begins_at_its_newest_day(int width)
    {
        await using var window = await chromium.OpenAsync(open.Exhibition.Stage.Address, new() { ViewportSize = new() { Width = width, Height = 900 } });
        await window.GoAsync("/tls-reports");

        var hidden = await window.Page.EvaluateAsync<double>(
            """
            () => document.querySelector(".chart svg").getBoundingClientRect().right - document.querySelector(".chart-scroll").getBoundingClientRect().right
            """);
        Assert.InRange(hidden, -1, 1);
    }

    [Fact]
    public async Task Nothing_moves_for_those_who_want_no_motion()
    {
        await using var window = await chromium.OpenAsync(open.Exhibition.Stage.Address, new() { ReducedMotion = Microsoft.Playwright.ReducedMotion.Reduce });
        await window.GoAsync(open.Exhibition.Fresh.Path);
        await Microsoft.Playwright.Assertions.Expect(window.Page.Locator("[data-live-status]")).ToHaveTextAsync("Live");

        Assert.Equal("none", await window.Page.EvaluateAsync<string>("() => getComputedStyle(document.querySelector('[data-live-status]'), '::before').animationName"));
    }

    private static Task<string[]> BrokenWordsAsync(Window window) => window.Page.EvaluateAsync<string[]>(
        """
        () => [...document.querySelectorAll(".chip")].filter(chip => chip.checkVisibility()).flatMap(chip => {
            const broken = [];
            const texts = document.createTreeWalker(chip, NodeFilter.SHOW_TEXT);
            while (texts.nextNode()) {
                for (const word of texts.currentNode.data.matchAll(/[\p{L}\p{N}]+/gu)) {
                    const range = document.createRange();
                    range.setStart(texts.currentNode, word.index);
                    range.setEnd(texts.currentNode, word.index + word[0].length);
                    if (new Set([...range.getClientRects()].map(box => Math.round(box.top))).size > 1) {
                        broken.push(`${word[0]} of ${chip.textContent.trim()}`);
                    }
                }
            }

            return broken;
        })
        """);
}
