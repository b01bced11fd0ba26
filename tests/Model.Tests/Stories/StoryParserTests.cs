using FsCheck;
using FsCheck.Xunit;
using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.Stories;
using MtaStsAudit.Model.Verdicts;

namespace MtaStsAudit.Model.Tests.Stories;

public sealed class StoryParserTests
{
    private const string Client = "client s 192.0.2.25 host mx1.sender.example\n";

    private static readonly string[] Words =
    [
        "client", "s", "192.0.2.25", "host", "ehlo", "mx.example", "settle", "window", "inbound", "enforce", "owner-picks", "no-self-checks", "self-checked-at",
        "self-check", "after", "away", "fault", "policy", "kept", "expect", "not", "any", "full", "final", "so-far", "because", "b=refused/again/exact", "0", "-5",
        "1.5h", "9d", "1e9", "NaN", "delivers", "leaves", "fetches", "fails-to-fetch", "owns", "does-not-own", "host-name", "abcdef", "z", "times", "every", "took",
        "committed", "audit", "in-clear", "without-log", "sni", "run", "mail-from", "with-alert", "256", "saying", "ehlo=1", "=", "=/", "ehlo=1/", "\"", "\"x y\"",
        "#", "\n", "\n", "\r\n", "\0", "ü", "99999999999999999999",
    ];

    [Theory]
    [InlineData("settle 5")]
    [InlineData("window 2d")]
    [InlineData("client v6 2001:db8::25")]
    [InlineData("client t 192.0.2.26 ehlo mx2.sender.example host mx2.sender.example")]
    [InlineData("inbound enforce sender.example")]
    [InlineData("inbound not-checked sender.example")]
    [InlineData("owner-picks sender.example")]
    [InlineData("no-self-checks")]
    [InlineData("self-checked-at -50")]
    [InlineData("10 self-check")]
    [InlineData("10 self-check after -60 away")]
    [InlineData("10 self-check after -60 fault bd policy kept 7d fault a mail-host")]
    [InlineData("0 s delivers abcdef")]
    [InlineData("0 s delivers abcdef times 3 every 5m took 75 audit 2 in-clear without-log sni ehlo x.example run r1 mail-from a@b.example")]
    [InlineData("-1.5h s leaves bd")]
    [InlineData("0 s leaves bd hanging-up")]
    [InlineData("0 s leaves bd hanging-up-after-ehlo")]
    [InlineData("0 s leaves bd asking-for-starttls")]
    [InlineData("0 s leaves bd cutting-the-handshake")]
    [InlineData("0 s leaves bd silent")]
    [InlineData("0 s leaves bd without-starttls")]
    [InlineData("0 s leaves bd told-530")]
    [InlineData("0 s leaves bd trying-passwords")]
    [InlineData("0 s leaves bd closed-by-receiver")]
    [InlineData("0 s leaves bd with-alert 48 times 2 every 10s")]
    [InlineData("0 s leaves bd saying \"ehlo=1 starttls=0/1\" committed 1h")]
    [InlineData("0 s fetches abcde")]
    [InlineData("0 s fails-to-fetch abcde")]
    [InlineData("0 s owns host-name mx1.sender.example")]
    [InlineData("0 s owns ehlo mx1.sender.example")]
    [InlineData("0 s does-not-own mail-from sender.example")]
    [InlineData("expect 110 full final b=refused/again/exact d=refused/window-over/own-client because \"the policy\" because x")]
    [InlineData("expect 110 not none so-far")]
    [InlineData("expect 110 any a=delivered-over-tls/once")]
    [InlineData("# nothing but a comment \"")]
    [InlineData("0 s delivers a # and a comment")]
    [InlineData("")]
    public void Each_word_of_a_story_is_read(string line) => Assert.Null(StoryParser.Parse(Client + line).Error);

    [Theory]
    [InlineData("full", SupportLabel.FullSupport)]
    [InlineData("partial", SupportLabel.PartialSupport)]
    [InlineData("none", SupportLabel.NoSupport)]
    [InlineData("strict", SupportLabel.StrictTls)]
    [InlineData("waiting", SupportLabel.Waiting)]
    [InlineData("inconclusive", SupportLabel.Inconclusive)]
    [InlineData("contested", SupportLabel.Contested)]
    public void A_verdict_has_one_word(string word, SupportLabel label) =>
        Assert.Equal(label, Assert.Single(StoryParser.Parse($"expect 1 {word}").Value!.Expectations).Label);

    [Theory]
    [InlineData("0 s delivers \"ab", "a quote is not closed")]
    [InlineData("settle", "the settling time is missing")]
    [InlineData("settle soon", "'soon' is no time: seconds, or a number with s, m, h or d")]
    [InlineData("settle -1", "that time is before nothing")]
    [InlineData("window NaN", "'NaN' is no time")]
    [InlineData("window 60 60", "'60' is one word too many")]
    [InlineData("client", "the client's name is missing")]
    [InlineData("client t", "the client's address is missing")]
    [InlineData("client t host.example", "that is no IP address")]
    [InlineData("client t 192.0.2.1 named x", "'named' says nothing of a client: host, ehlo")]
    [InlineData("client t 192.0.2.1 host", "the host name is missing")]
    [InlineData("client s 192.0.2.1", "there is a client 's' already")]
    [InlineData("inbound maybe sender.example", "'maybe' is none of: ")]
    [InlineData("inbound enforce not_a..domain", "that is no domain name")]
    [InlineData("owner-picks", "a client's address or an organisational domain is missing")]
    [InlineData("expect", "when the verdict is asked for is missing")]
    [InlineData("expect 1 good", "'good' is no verdict: full, partial")]
    [InlineData("expect 1 full because", "the words of the reason is missing")]
    [InlineData("expect 1 full b", "'b' is no outcome such as b=refused/again")]
    [InlineData("expect 1 full b=gone", "'gone' is none of: ")]
    [InlineData("expect 1 full b=refused/for-ever", "'for-ever' is none of: ")]
    [InlineData("now s delivers a", "'now' is no time")]
    [InlineData("0", "who is missing")]
    [InlineData("0 t delivers a", "there is no client 't': client NAME ADDRESS comes first")]
    [InlineData("0 s", "what it did is missing")]
    [InlineData("0 s sends a", "'sends' is nothing that a client does: delivers, leaves")]
    [InlineData("0 s delivers", "the receivers is missing")]
    [InlineData("0 s delivers az", "there is no receiver 'z'")]
    [InlineData("0 s delivers a slowly", "'slowly' is none of: times N, every TIME")]
    [InlineData("0 s delivers a times 0", "that is no number from 1 to 10000")]
    [InlineData("0 s delivers a audit 60001", "that is no number from 1 to 60000")]
    [InlineData("0 s delivers abc times 10000", "a story has at most 20000 records")]
    [InlineData("0 s leaves d with-alert 256", "that is no number of an alert")]
    [InlineData("0 s leaves d saying \"ehlo\"", "'ehlo' is no count of a command such as ehlo=1 or starttls=0/1")]
    [InlineData("0 s owns name mx.example", "'name' is none of: ")]
    [InlineData("0 self-check fault b power", "'power' is none of: ")]
    [InlineData("0 self-check after", "the time of the self-check before is missing")]
    public void A_line_that_cannot_be_read_is_named_with_the_reason(string line, string reason) =>
        Assert.StartsWith($"line 3: {reason}", StoryParser.Parse($"# A title\n{Client}{line}\n").Error, StringComparison.Ordinal);

    [Fact]
    public void The_lines_of_a_story_with_carriage_returns_are_counted_alike() =>
        Assert.StartsWith("line 2: ", StoryParser.Parse("# A title\r\nwhat").Error, StringComparison.Ordinal);

    [Fact]
    public void A_story_that_is_too_long_is_not_read() => Assert.NotNull(StoryParser.Parse(new string('#', 1024 * 1024 + 1)).Error);

    [Fact]
    public void The_first_comment_is_the_title() => Assert.Equal("One", StoryParser.Parse("# One\n# Two").Value!.Title);

    [Fact]
    public void A_delivery_is_a_message_and_the_end_of_its_session_and_without_the_log_only_the_message()
    {
        var records = StoryParser.Parse($"{Client}0 s delivers a took 75\n90 s delivers b without-log").Value!.Records;

        Assert.Equal([typeof(MessageAccepted), typeof(SessionEnded), typeof(MessageAccepted)], records.Select(record => record.What.GetType()));
        Assert.Equal(75, (records[1].At - ((SessionEnded)records[1].What).Began!.Value).TotalSeconds);
    }

    [Property]
    public void Random_text_never_makes_the_parser_throw(string? text)
    {
        var parsed = StoryParser.Parse(text ?? "");

        Assert.True(parsed.Value is null != parsed.Error is null);
    }

    [Property(MaxTest = 500)]
    public void Random_words_of_stories_never_make_the_parser_or_the_judge_throw(DoNotSize<int> any)
    {
        var seed = any.Item;
        var random = new Random(seed);
        var text = string.Join(' ', Enumerable.Range(0, random.Next(40)).Select(_ => Words[random.Next(Words.Length)]));
        var parsed = StoryParser.Parse(Client + text);

        Assert.True(parsed.Value is null != parsed.Error is null);
        foreach (var expected in parsed.Value?.Expectations ?? [])
        {
            Assert.NotNull(parsed.Value!.JudgeAt(expected.At));
        }
    }
}
