using MtaStsAudit.Model.Inbound;

namespace MtaStsAudit.Model.Tests.Inbound;

public sealed class MediaTypeTests
{
    [Theory]
    [InlineData("text/plain", true)]
    [InlineData("text/plain;", true)]
    [InlineData("TEXT/Plain ;charset=utf-8", true)]
    [InlineData(" text/plain; ;", true)]
    [InlineData("text/plain;charset", true)]
    [InlineData("text/html", false)]
    [InlineData("text/plain text/html", false)]
    [InlineData("text", false)]
    [InlineData(";text/plain", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void A_media_type_is_what_stands_before_the_first_semicolon(string? header, bool isPlainText) =>
        Assert.Equal(isPlainText, MediaType.Is(header, "text/plain"));
}
