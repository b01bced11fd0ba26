using System.Globalization;
using System.Text.RegularExpressions;
using FsCheck.Xunit;
using MtaStsAudit.Model.Names;

namespace MtaStsAudit.Model.Tests.Names;

public sealed partial class PublicSuffixesTests
{
    private const string Small = """
        // VERSION: 2026-01-01_00-00-00_UTC
        example
        // a comment
        co.example	with words behind
        *.city.example
        !town.city.example
        bücher.example
        *.*.broken
        under_score.example
        """;

    private static readonly string[] Labels = ["example", "co", "city", "town", "xn--bcher-kva", "a", "b", "org"];

    /// <summary>The list's own vectors, as Debian ships them with the list.</summary>
    public static TheoryData<string?, string?> Vectors()
    {
        using var resource = typeof(PublicSuffixesTests).Assembly.GetManifestResourceStream("test_psl.txt")!;
        using var text = new StreamReader(resource);
        var vectors = new TheoryData<string?, string?>();
        foreach (var vector in Vector().Matches(text.ReadToEnd()).Cast<Match>())
        {
            vectors.Add(vector.Groups["name"].Value, vector.Groups["domain"] is { Success: true } domain ? domain.Value : null);
        }

        return vectors;
    }

    [Theory]
    [MemberData(nameof(Vectors))]
    public void The_lists_own_vectors_hold(string? name, string? expected) => Assert.Equal(ToALabels(expected), RegistrableDomainOf(ToALabels(name)));

    [Fact]
    public void All_of_the_lists_vectors_are_read() => Assert.True(Vectors().Count > 70);

    [Theory]
    [InlineData("a.example", "a.example")]
    [InlineData("b.a.example", "a.example")]
    [InlineData("co.example", null)]
    [InlineData("b.a.co.example", "a.co.example")]
    [InlineData("city.example", "city.example")]
    [InlineData("a.city.example", null)]
    [InlineData("b.a.city.example", "b.a.city.example")]
    [InlineData("town.city.example", "town.city.example")]
    [InlineData("b.town.city.example", "town.city.example")]
    [InlineData("xn--bcher-kva.example", null)]
    [InlineData("a.xn--bcher-kva.example", "a.xn--bcher-kva.example")]
    [InlineData("org", null)]
    [InlineData("b.a.org", "a.org")]
    public void The_longest_rule_prevails_and_an_exception_over_all(string name, string? expected) =>
        Assert.Equal(expected, PublicSuffixList.Read(new StringReader(Small)).RegistrableDomainOf(DomainName.Parse(name))?.Value);

    [Theory]
    [InlineData("mail.customer.github.io", "customer.github.io")]
    [InlineData("mail-ot1-f41.google.com", "google.com")]
    [InlineData("mx.sender.test", "sender.test")]
    public void Both_sections_of_the_list_count(string name, string expected) => Assert.Equal(expected, RegistrableDomainOf(name));

    [Fact]
    public void The_list_says_of_when_it_is() => Assert.Matches("^20[0-9]{2}-[0-9]{2}-[0-9]{2}_", PublicSuffixes.Version);

    [Theory]
    [InlineData("bücher", "xn--bcher-kva")]
    [InlineData("中国", "xn--fiqs8s")]
    [InlineData("公司", "xn--55qx5d")]
    [InlineData("个人.hk", "xn--ciqpn.hk")]
    [InlineData("ශ්‍රී", "xn--10cl1a0b660p")]
    [InlineData("இலங்கை", "xn--xkc2al3hye2a")]
    [InlineData("москва", "xn--80adxhks")]
    [InlineData("𠮷野家", "xn--fctt27jo60v")]
    [InlineData("plain", "plain")]
    public void An_international_label_is_written_as_in_DNS(string label, string expected) => Assert.Equal(expected, ToALabels(label));

    [Property(MaxTest = 2000)]
    public void A_registrable_domain_is_one_label_more_than_a_suffix_and_its_own_registrable_domain(byte[] choice)
    {
        var list = PublicSuffixList.Read(new StringReader(Small));
        var name = DomainName.Parse(string.Join('.', choice.Append((byte)0).Take(8).Select(index => Labels[index % Labels.Length])));

        if (list.RegistrableDomainOf(name) is { } domain)
        {
            Assert.True(name.IsAtOrUnder(domain));
            Assert.Equal(domain, list.RegistrableDomainOf(domain));
            Assert.Equal(domain, list.RegistrableDomainOf(name == domain ? name : name.Prepend("x")));
            Assert.NotEqual(domain, list.RegistrableDomainOf(domain.Parent!.Value));
        }
        else
        {
            Assert.Equal(name.Prepend("x"), list.RegistrableDomainOf(name.Prepend("x")));
        }
    }

    private static string? RegistrableDomainOf(string? name) =>
        name is not null && DomainName.TryParse(name, out var domain) ? PublicSuffixes.RegistrableDomainOf(domain)?.Value : null;

    private static string? ToALabels(string? name) =>
        name is null ? null : string.Join('.', name.ToLower(CultureInfo.InvariantCulture).Split('.').Select(Punycode.ToALabel));

    [GeneratedRegex(@"^checkPublicSuffix\('(?<name>[^']*)', (null|'(?<domain>[^']*)')\);", RegexOptions.Multiline)]
    private static partial Regex Vector();
}
