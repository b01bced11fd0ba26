using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using MtaStsAudit.Model.Scenarios;

namespace MtaStsAudit.Audit.Conform;

/// <summary>A conformance test as JUnit XML, which build servers read: a test suite for each family, a test case for each scenario.</summary>
/// <remarks>Undecided is an error: the test was made and says nothing. Known deviations, and what is not asked, are skipped.</remarks>
internal static class JUnitReport
{
    public static string Print(ConformanceReport report)
    {
        var suites = report.Tests.GroupBy(test => test.Family).Select(family => Suite(
            $"MTA-STS: {FamilyWords.TitleOf(family.Key)}", [.. family], family.Key));
        var all = Suite($"MTA-STS, {ConformanceLevelName.InWords(report.Level)}: {report.Sender}", report.Tests, null);
        return new XDocument(new XDeclaration("1.0", "utf-8", null), new XElement("testsuites", all.Attributes(), suites)).Declared();
    }

    private static XElement Suite(string name, IReadOnlyList<ConformanceTest> tests, Family? family) => new(
        "testsuite",
        new XAttribute("name", Xml(name)),
        Number("tests", tests.Count),
        Number("failures", tests.Count(test => test.Outcome == TestOutcome.Failed)),
        Number("errors", tests.Count(test => test.Outcome == TestOutcome.Undecided)),
        Number("skipped", tests.Count(test => test.Outcome is TestOutcome.KnownDeviation or TestOutcome.NotAsked)),
        family is { } one ? tests.Select(test => Case(test, FamilyWords.NameOf(one))) : null);

    private static XElement Case(ConformanceTest test, string family) => new(
        "testcase",
        new XAttribute("classname", $"mta-sts.{family}"),
        new XAttribute("name", test.Scenario.Value),
        test.Outcome switch
        {
            TestOutcome.Passed => null,
            TestOutcome.Failed => new XElement("failure", new XAttribute("message", test.Result), Xml($"{test.Asks} This one: {test.Did}")),
            TestOutcome.Undecided => new XElement("error", new XAttribute("message", test.Result), Xml($"{test.Asks} This one: {test.Did}")),
            TestOutcome.KnownDeviation => new XElement("skipped", new XAttribute("message", Xml($"{test.Result}, as is known: {test.Why}"))),
            TestOutcome.DeviationGone => new XElement("system-out", Xml($"It conforms now; it was known not to: {test.Why}")),
            TestOutcome.NotAsked => new XElement("skipped", new XAttribute("message", test.Result)),
        });

    private static XAttribute Number(string name, int value) => new(name, value.ToString(CultureInfo.InvariantCulture));

    // What a mail server said may hold what XML has no way to write.
    private static string Xml(string text) => string.Concat(text.Select(character => XmlConvert.IsXmlChar(character) ? character : '\uFFFD'));

    private static string Declared(this XDocument document) => $"{document.Declaration}\n{document}\n";
}
