using MtaStsAudit.Model.Inbound;

namespace MtaStsAudit.Model.Tests.Citations;

/// <summary>A citation that says something else misleads whoever looks it up; here each one is held against what its section says.</summary>
public sealed class CitationTests
{
    private static readonly string[] Cited = [".cs", ".razor", ".md", ".sh"];
    private static readonly string[] NotOurs = ["bin", "obj", ".git", "node_modules", ".local"];

    // The lines that show the form of a citation, and cite for no reason.
    private static readonly HashSet<string> OnlyTheForm =
    [
        "receiver/collector/Web/Layout/RfcSection.cs",
        "receiver/collector/Web/Layout/SectionLink.razor",
        "CONTRIBUTING.md",
    ];

    [Fact]
    public void Every_section_that_is_cited_is_known_and_says_what_it_is_cited_for()
    {
        var citations = Files().SelectMany(file => Citation.In(file, File.ReadAllLines(Path.Combine(Root, file)))).ToList();

        Assert.True(citations.Count > 150, $"Only {citations.Count} citations were found in {Root}.");
        var faults = citations.Where(citation => !OnlyTheForm.Contains(citation.File)).Select(citation => citation.Fault()).OfType<string>().ToList();
        Assert.True(faults.Count == 0, string.Join(Environment.NewLine, faults));
    }

    [Fact]
    public void The_table_has_each_section_once() =>
        Assert.Equal(RfcSections.All.Count, RfcSections.All.Select(section => (section.Rfc, section.Number)).Distinct().Count());

    [Theory]
    [InlineData("// RFC 8461 §3.3: the policy host is \"mta-sts\" under the mail domain.")]
    [InlineData("private static readonly string[] Enforcement = [\"RFC 8461 §4.1\"];")]
    [InlineData("/// <summary>A TLS report was posted (RFC 8460 §3).</summary>")]
    [InlineData("// RFC 8461 §4.1: an MX without STARTTLS must not be used.")]
    [InlineData("// RFC 8461 §4.2: without STARTTLS nothing goes out.")]
    [InlineData("A host that offers no STARTTLS ([RFC 8461 §4.1](https://www.rfc-editor.org/rfc/rfc8461#section-4.1)).")]
    [InlineData("// RFC 8461, Section 99: there is no such section.")]
    [InlineData("// RFC 9999 §1: an RFC that nobody has read.")]
    [InlineData("// RFC 8461 §3.2 and §4.1: max_age is in seconds.")]
    public void A_citation_of_a_section_that_says_something_else_is_found(string line) =>
        Assert.Contains(Citation.In("sample", [line]), citation => citation.Fault() is not null);

    [Theory]
    [InlineData("// RFC 8461 §3.2: the policy host is \"mta-sts\" under the mail domain.")]
    [InlineData("// RFC 8461 §4, §5: \"enforce\" forbids an MX without STARTTLS.")]
    [InlineData("// CA/Browser Forum Baseline Requirements §3.2.2.4.4")]
    [InlineData("See section 3 of the handbook.")]
    public void A_citation_that_fits_and_a_section_of_something_else_are_let_be(string line) =>
        Assert.DoesNotContain(Citation.In("sample", [line]), citation => citation.Fault() is not null);

    public static TheoryData<string> FindingIds => [.. EveryFinding.Sections.Keys];

    [Theory]
    [MemberData(nameof(FindingIds))]
    public void A_finding_shows_the_section_that_is_about_it(string id)
    {
        var finding = EveryFinding.All.Value.First(finding => finding.Id == id);

        Assert.Equal(EveryFinding.Sections[id], finding.Section);
        var citation = Assert.Single(Citation.In(finding.Id, [finding.Section]));
        Assert.True(RfcSections.Find(citation.Rfc, citation.Section)!.Fits($"{finding.Id} {finding.What} {finding.Advice}"), $"{finding}");
    }

    [Fact]
    public void No_finding_is_without_its_section() =>
        Assert.Equal(EveryFinding.Sections.Keys.Order(), EveryFinding.All.Value.Select(finding => finding.Id).Distinct().Order());

    private static string Root
    {
        get
        {
            var at = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(at!.FullName, "mta-sts-audit.slnx")))
            {
                at = at.Parent;
            }

            return at.FullName;
        }
    }

    // The table and its samples are no citations.
    private static IEnumerable<string> Files() => FilesBelow(Root)
        .Select(file => Path.GetRelativePath(Root, file))
        .Where(file => !file.StartsWith(Path.Combine("tests", "Model.Tests", "Citations"), StringComparison.Ordinal));

    private static IEnumerable<string> FilesBelow(string folder) => Directory.EnumerateFiles(folder)
        .Where(file => Cited.Contains(Path.GetExtension(file)))
        .Concat(Directory.EnumerateDirectories(folder).Where(below => !NotOurs.Contains(Path.GetFileName(below))).SelectMany(FilesBelow));
}
