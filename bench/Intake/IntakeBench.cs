using Microsoft.Data.Sqlite;
using MtaStsAudit.Bench.Figures;
using MtaStsAudit.Model.Names;

namespace MtaStsAudit.Bench.Intake;

/// <summary>Messages a second from SMTP to committed evidence, beside servers that keep less, or keep it in other ways.</summary>
internal static class IntakeBench
{
    private const int Rounds = 6;
    private const int StudyMessages = 150;

    public static async Task RunAsync(Results results, bool quick)
    {
        await Rivals.StartAsync();
        try
        {
            var messages = quick ? 500 : 4000;
            await CompareAsync(results, "intake, 50 sessions, 1 KiB", Rivals.Receiver, new(messages, 50, 1, 1024), quick ? 1 : Rounds, atLeast: 0.9, withStudy: true);
            await CompareAsync(results, "intake, 200 sessions, 1 KiB", Rivals.Receiver, new(messages, 200, 5, 1024), quick ? 1 : 4, atLeast: 0.9);
            await CompareAsync(results, "intake, 50 sessions, 100 KiB", Rivals.Receiver, new(messages / 4, 50, 1, 100 * 1024), quick ? 1 : 4, atLeast: 0.9);
            // As many as a receiver behind a front serves at a time, and half of what a client may have there.
            await CompareAsync(results, "intake through a front, 20 sessions, 1 KiB", Rivals.BehindFront, new(messages, 20, 2, 1024), quick ? 1 : 4, atLeast: 0.7);
        }
        finally
        {
            await Rivals.StopAsync();
        }
    }

    // In turns, there and back: whatever else the machine does befalls all alike, and nobody always comes after the same one.
    private static async Task CompareAsync(Results results, string what, Func<AuditToken, Target> receiver, Load load, int rounds, double atLeast, bool withStudy = false)
    {
        var token = AuditToken.New();
        List<double> ours = [], postfix = [], acknowledged = [], toFile = [], sink = [], study = [];
        List<Func<Task>> turns =
        [
            async () => ours.Add(await UntilAcknowledgedAsync(receiver(token), load)),
            async () =>
            {
                var (discarded, before) = await UntilDeliveredAsync(Rivals.Discarding, load);
                postfix.Add(discarded);
                acknowledged.Add(before);
            },
            async () => toFile.Add((await UntilDeliveredAsync(Rivals.DiscardingToFile, load)).Delivered),
            async () => sink.Add(await UntilAcknowledgedAsync(Rivals.Sink, load)),
        ];
        if (withStudy)
        {
            turns.Add(async () => study.Add((await UntilDeliveredAsync(Rivals.Study, load with { Messages = StudyMessages })).Delivered));
        }

        for (var round = 0; round < rounds; round++)
        {
            foreach (var measureAsync in turns)
            {
                await measureAsync();
            }

            turns.Reverse();
        }

        await AssertRecordedAsync(token, rounds * load.Messages);
        var mine = ours.Median();
        Add("the same Postfix, milter off, discarding", postfix, atLeast);
        Add("the same, counted when it has acknowledged and not discarded yet", acknowledged);
        Add("the same, its log in a file", toFile);
        Add("smtp-sink", sink);
        if (withStudy)
        {
            await AssertStoredByStudyAsync(rounds * StudyMessages);
            Add("the study's way: a process and a database session a message", study, 30);
            results.Add("intake_vs_postfix", mine / postfix.Median());
            results.Add("intake_vs_study", mine / study.Median());
        }

        void Add(string name, List<double> other, double? goal = null)
        {
            var ratio = mine / other.Median();
            results.Add(new(what, $"{mine:0} messages/s", $"{name}: {other.Median():0}", ratio, goal is { } least ? Goal.AtLeast(least, ratio) : null));
        }
    }

    // Who deals with a message before it acknowledges it.
    private static async Task<double> UntilAcknowledgedAsync(Target target, Load load)
    {
        var sending = await SmtpSource.RunAsync(target, load);
        return sending.RateUntil(sending.Acknowledged);
    }

    // Who acknowledges what is queued, and deals with it later.
    private static async Task<(double Delivered, double Acknowledged)> UntilDeliveredAsync(Target target, Load load)
    {
        var queue = await MailQueue.OfAsync(target);
        var sending = await SmtpSource.RunAsync(target, load);
        return (sending.RateUntil(await queue.EmptiedAsync()), sending.RateUntil(sending.Acknowledged));
    }

    private static async Task AssertStoredByStudyAsync(int expected)
    {
        var found = await Rivals.StoredByStudyAsync();
        if (found != expected)
        {
            throw new InvalidOperationException($"{expected} messages were delivered; the study's way stored {found}.");
        }
    }

    // smtp-source ends with an error when a message is not acknowledged: all were. Each has to be recorded, and once.
    private static async Task AssertRecordedAsync(AuditToken token, int expected)
    {
        var file = (await Engine.DockerAsync("inspect", "--format", "{{range .Mounts}}{{if eq .Destination \"/data\"}}{{.Source}}{{end}}{{end}}", await Engine.IdOfAsync("collector"))) + "/evidence.db";
        await using var store = new SqliteConnection($"Data Source={file};Mode=ReadOnly;Pooling=False");
        await store.OpenAsync();
        await using var count = store.CreateCommand();
        count.CommandText = "SELECT COUNT(*) || ' ' || COUNT(DISTINCT json_extract(observation, '$.queueId')) FROM evidence WHERE token = @token";
        count.Parameters.AddWithValue("@token", token.ToString());
        var found = (string)(await count.ExecuteScalarAsync())!;
        if (found != $"{expected} {expected}")
        {
            throw new InvalidOperationException($"{expected} messages were acknowledged; recorded and distinct: {found}.");
        }
    }
}
