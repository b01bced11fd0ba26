using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Scenarios;
using MtaStsAudit.Model.Verdicts;
using MtaStsAudit.Model.Verdicts.Profile;

namespace MtaStsAudit.Model.Stories;

/// <summary>Reads what a story expects: <c>expect 110 full so-far b=refused/once because "it is the policy that decides"</c>.</summary>
internal static class StoryExpectations
{
    public static StoryExpectation Take(StoryWords words, DateTimeOffset start, int line)
    {
        var at = start + words.TakeTime("when the verdict is asked for");
        var isNot = words.TakeIf("not");
        var label = words.TakeIf("any") ? (SupportLabel?)null : LabelOf(words.Take("the verdict"));
        bool? isFinal = words.TakeIf("final") ? true : words.TakeIf("so-far") ? false : null;
        List<string> because = [];
        List<ExpectedOutcome> outcomes = [];
        List<ExpectedConformance> scenarios = [];
        while (!words.IsAtEnd)
        {
            if (words.TakeIf("because"))
            {
                because.Add(words.Take("the words of the reason"));
            }
            else
            {
                var word = words.Take("an outcome");
                if (word.Contains(':', StringComparison.Ordinal))
                {
                    scenarios.Add(ConformanceOf(word));
                }
                else
                {
                    outcomes.Add(OutcomeOf(word));
                }
            }
        }

        return new(line, at, label, isNot, isFinal, because, outcomes, scenarios);
    }

    private static SupportLabel LabelOf(string word) => word switch
    {
        "full" => SupportLabel.FullSupport,
        "partial" => SupportLabel.PartialSupport,
        "none" => SupportLabel.NoSupport,
        "strict" => SupportLabel.StrictTls,
        "waiting" => SupportLabel.Waiting,
        "inconclusive" => SupportLabel.Inconclusive,
        "contested" => SupportLabel.Contested,
        _ => throw new StoryFault($"'{word}' is no verdict: full, partial, none, strict, waiting, inconclusive, contested, any"),
    };

    // policy-404:conforms
    private static ExpectedConformance ConformanceOf(string word) =>
        word.Split(':') is [var name, var conformance] && ReceiverName.TryParse(name, out var scenario) && Catalogue.FindScenario(scenario) is not null
            ? new(scenario, conformance == "not-met" ? null : StoryParser.Named<Conformance>(conformance))
            : throw new StoryFault($"'{word}' is no scenario and what it comes out as, such as policy-404:conforms");

    // b=refused/again/exact
    private static ExpectedOutcome OutcomeOf(string word)
    {
        if (word.Split('=') is not [var name, var rest] || !ReceiverName.TryParse(name, out var receiver))
        {
            throw new StoryFault($"'{word}' is no outcome such as b=refused/again");
        }

        var parts = rest.Split('/');
        Finality? forGood = null;
        Attribution? whose = null;
        foreach (var part in parts.Skip(1))
        {
            switch (part)
            {
                case "once" or "again" or "window-over":
                    forGood = StoryParser.Named<Finality>(part);
                    break;
                default:
                    whose = StoryParser.Named<Attribution>(part);
                    break;
            }
        }

        return new(receiver, StoryParser.Named<OutcomeKind>(parts[0]), forGood, whose);
    }
}
