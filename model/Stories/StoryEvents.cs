using System.Text.Json.Nodes;
using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Receivers;
using MtaStsAudit.Model.Scenarios;

namespace MtaStsAudit.Model.Stories;

/// <summary>Reads one event: <c>TIME CLIENT VERB …</c>, or <c>TIME self-check …</c>.</summary>
internal static class StoryEvents
{
    private static readonly TlsParameters Tls13 = new("TLSv1.3", "TLS_AES_256_GCM_SHA384");

    public static void Take(StoryWords words, StoryBuilder story)
    {
        var at = story.Start + words.TakeTime("the time");
        if (words.TakeIf("self-check"))
        {
            SelfCheck(words, story, at);
            return;
        }

        var name = words.Take("who");
        var client = story.Clients.GetValueOrDefault(name) ?? throw new StoryFault($"there is no client '{name}': client NAME ADDRESS comes first");
        var verb = words.Take("what it did");
        switch (verb)
        {
            case "delivers":
                Delivers(words, story, at, client);
                break;
            case "leaves":
                Leaves(words, story, at, client);
                break;
            case "fetches":
                Fetches(words, story, at, client, 200);
                break;
            case "is-put-off":
                IsPutOff(words, story, at, client);
                break;
            case "fails-to-fetch":
                Fetches(words, story, at, client, 404);
                break;
            case "reports":
                Reports(words, story, at, client);
                break;
            case "owns":
            case "does-not-own":
                story.Add(at, new ClientNameChecked(
                    client.Address, StoryParser.Named<ClientNameSource>(words.Take("host-name, ehlo or mail-from")), words.Take("the name"), verb == "owns"));
                break;
            default:
                throw new StoryFault($"'{verb}' is nothing that a client does: delivers, leaves, is-put-off, fetches, fails-to-fetch, reports, owns, does-not-own");
        }
    }

    private static void Delivers(StoryWords words, StoryBuilder story, DateTimeOffset at, StoryClient client)
    {
        var receivers = Receivers(words.Take("the receivers"));
        var options = StoryOptions.Take(words);
        foreach (var receiver in receivers)
        {
            for (var time = 0; time < options.Times; time++)
            {
                var began = at + (options.Every * time);
                var ended = began + options.Took;
                var connection = story.NextConnection(client);
                var tls = receiver.Tls != TlsOffer.None && !options.InClear ? Tls13 : null;
                var token = StoryBuilder.TokenOf(options.Audit);
                for (var message = 1; message <= options.Messages; message++)
                {
                    story.Add(ended, new MessageAccepted(receiver.Name, connection, options.Helo ?? client.HeloName, tls, options.MailFrom ?? "audit@sender.example",
                        $"{token}@{receiver.Scenario}.audit.test", token, $"{connection.Port:X}{message}", null, 1000, options.Messages > 1 ? began : null, options.Run));
                }

                if (!options.LogIsDown)
                {
                    story.Add(ended, new SessionEnded(receiver.Name, connection, began, tls, options.ServerName(receiver), null,
                        Summary($"{(tls is null ? "ehlo=1" : "ehlo=2 starttls=1")} mail={options.Messages} rcpt={options.Messages} data={options.Messages} quit=1"),
                        SessionEnding.Quit, null, $"{receiver.Name}-{connection.Port:x}"));
                }
            }
        }
    }

    private static void Leaves(StoryWords words, StoryBuilder story, DateTimeOffset at, StoryClient client)
    {
        var receivers = Receivers(words.Take("the receivers"));
        var how = StoryDeparture.Take(words);
        var options = StoryOptions.Take(words);
        foreach (var receiver in receivers)
        {
            for (var time = 0; time < options.Times; time++)
            {
                var began = at + (options.Every * time);
                var ended = began + options.Took;
                var connection = story.NextConnection(client);
                var end = how.Of(receiver, connection, began, options.ServerName(receiver), $"{receiver.Name}-{connection.Port:x}");
                var committed = options.Committed is { } later ? story.Start + later : ended;
                if ((options.Helo ?? client.HeloName) is { } helo)
                {
                    story.Add(committed, new SessionHeard(receiver.Name, connection, [helo], end.Tls));
                }

                story.Add(committed, end);
            }
        }
    }

    private static void Fetches(StoryWords words, StoryBuilder story, DateTimeOffset at, StoryClient client, int status)
    {
        foreach (var receiver in Receivers(words.Take("the receivers")))
        {
            var fetch = new PolicyFetched(receiver.Name, client.Address, null, $"mta-sts.{receiver.Name}.audit.test", "TLSv1.3", status, status == 200 ? "1" : null);
            story.Add(at, status == 200 && Catalogue.FindScenario(receiver.Scenario)?.Sts is { Change: not PolicyChange.None } sts ? Answered(fetch, sts, story, at) : fetch);
        }
    }

    // As the policy host has it: by the time since the client's first fetch.
    private static PolicyFetched Answered(PolicyFetched fetch, StsPublication sts, StoryBuilder story, DateTimeOffset at)
    {
        var changesAt = story.FirstFetches.ChangesAt(fetch.Receiver, fetch.Client, at);
        fetch = fetch with { ChangesAt = changesAt, HasChanged = changesAt <= at };
        return !fetch.HasChanged ? fetch : sts.Change switch
        {
            PolicyChange.Vanishes => fetch with { Status = 404, PolicyId = null },
            PolicyChange.ToModeNone or PolicyChange.ToModeEnforce => fetch with { PolicyId = "2" },
            PolicyChange.None => fetch,
        };
    }

    private static void IsPutOff(StoryWords words, StoryBuilder story, DateTimeOffset at, StoryClient client)
    {
        foreach (var receiver in Receivers(words.Take("the receivers")))
        {
            var connection = story.NextConnection(client);
            story.Add(at, new MessagePutOff(receiver.Name, connection, at));
            story.Add(at, new SessionEnded(receiver.Name, connection, at, receiver.Tls == TlsOffer.None ? null : Tls13, null, null,
                Summary($"{(receiver.Tls == TlsOffer.None ? "ehlo=1" : "ehlo=2 starttls=1")} mail=1 rcpt=1 data=0/1 quit=1"), SessionEnding.Quit, null, $"{receiver.Name}-{connection.Port:x}"));
        }
    }

    // RFC 8460 §4.4: of a day's failures one at each receiver, as a sender reports it.
    private static void Reports(StoryWords words, StoryBuilder story, DateTimeOffset at, StoryClient client)
    {
        var receivers = Receivers(words.Take("the receivers"));
        var resultType = words.Take("the result type");
        var report = new JsonObject
        {
            ["organization-name"] = "Sender",
            ["report-id"] = $"{at:yyyyMMddHHmmss}",
            ["date-range"] = new JsonObject { ["start-datetime"] = $"{at.AddDays(-1):yyyy-MM-ddTHH:mm:ssZ}", ["end-datetime"] = $"{at:yyyy-MM-ddTHH:mm:ssZ}" },
            ["policies"] = new JsonArray([.. receivers.Select(receiver => PolicyIn(receiver, resultType, client))]),
        };
        story.Add(at, new TlsReportReceived(client.Address, null, report.ToJsonString()));
    }

    private static JsonObject PolicyIn(Receiver receiver, string resultType, StoryClient client) => new JsonObject
    {
        ["policy"] = new JsonObject { ["policy-type"] = "sts", ["policy-domain"] = $"{receiver.Scenario}.audit.test" },
        ["summary"] = new JsonObject { ["total-successful-session-count"] = 0, ["total-failure-session-count"] = 1 },
        ["failure-details"] = new JsonArray(new JsonObject { ["result-type"] = resultType, ["sending-mta-ip"] = $"{client.Address}", ["failed-session-count"] = 1 }),
    };

    private static void SelfCheck(StoryWords words, StoryBuilder story, DateTimeOffset at)
    {
        DateTimeOffset? before = words.TakeIf("after") ? story.Start + words.TakeTime("the time of the self-check before") : null;
        var wasAway = words.TakeIf("away");
        List<TestbedFault> faults = [];
        while (words.TakeIf("fault"))
        {
            var receivers = Receivers(words.Take("the receivers"));
            var part = StoryParser.Named<TestbedPart>(words.Take("the part"));
            TimeSpan? kept = words.TakeIf("kept") ? words.TakeTime("for how long") : null;
            faults.AddRange(receivers.Select(receiver => new TestbedFault(receiver.Name, part, $"{receiver.Name} is broken.", kept)));
        }

        story.Add(at, new TestbedChecked(before, wasAway, faults));
    }

    internal static CommandSummary Summary(string text)
    {
        var commands = new Dictionary<string, CommandCount>();
        foreach (var part in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var counts = part.Split('=') is [_, var value] ? value.Split('/') : [];
            if (counts.Length is 0 or > 2 || !int.TryParse(counts[0], out var accepted) || !int.TryParse(counts[^1], out var given))
            {
                throw new StoryFault($"'{part}' is no count of a command such as ehlo=1 or starttls=0/1");
            }

            commands[part[..part.IndexOf('=', StringComparison.Ordinal)]] = new(accepted, given);
        }

        return new(commands);
    }

    // The study's by their letters, all by their names: "bd", "expired,first-plain-2".
    private static List<Receiver> Receivers(string text) =>
    [
        .. (text.Contains(',', StringComparison.Ordinal) || (ReceiverName.TryParse(text, out var whole) && Catalogue.Find(whole) is not null)
                ? text.Split(',')
                : text.Select(letter => letter.ToString()))
            .Select(name => ReceiverName.TryParse(name, out var one) && Catalogue.Find(one) is { } receiver
                ? receiver
                : throw new StoryFault($"there is no receiver '{name}'")),
    ];
}
