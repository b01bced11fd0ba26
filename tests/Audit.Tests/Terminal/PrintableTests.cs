using MtaStsAudit.Audit.Terminal;

namespace MtaStsAudit.Audit.Tests.Terminal;

public sealed class PrintableTests
{
    [Theory]
    [InlineData("mx.example.com", "mx.example.com")]
    [InlineData("Grüße, 世界 😀", "Grüße, 世界 😀")]
    [InlineData("\u001b[2Jx", "\uFFFD[2Jx")]
    [InlineData("\u009b2J", "\uFFFD2J")]
    [InlineData("a\r\nb\tc\0\u007f", "a\uFFFD\uFFFDb\uFFFDc\uFFFD\uFFFD")]
    [InlineData("\u202egnp.exe", "\uFFFDgnp.exe")]
    [InlineData("\u2028\u200b", "\uFFFD\uFFFD")]
    [InlineData(null, "")]
    public void Only_what_cannot_steer_a_terminal_passes(string? text, string expected) => Assert.Equal(expected, Printable.Of(text));

    [Fact]
    public void Half_a_surrogate_pair_is_replaced() => Assert.Equal("a\uFFFDb", Printable.Of("a" + '\ud800' + "b"));

    [Fact]
    public void A_line_has_its_limit() => Assert.Equal(1001, Printable.Of(new string('x', 5000)).Length);
}
