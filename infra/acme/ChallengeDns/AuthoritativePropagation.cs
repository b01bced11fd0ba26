using DnsClient;

namespace MtaStsAudit.Acme.ChallengeDns;

/// <summary>Asks every name server of the zone itself: a resolver's cache would answer for itself, not for the zone.</summary>
internal sealed class AuthoritativePropagation(
    Func<CancellationToken, Task<IReadOnlyList<AuthoritativeServer>>> findServers, TimeSpan limit, TimeProvider clock) : IPropagation
{
    public async Task WaitAsync(IReadOnlyList<ChallengeRecord> records, CancellationToken cancellation)
    {
        if (records.Count == 0)
        {
            return;
        }

        var waiting = (await findServers(cancellation).ConfigureAwait(false)).ToList();
        var deadline = clock.GetUtcNow() + limit;
        var pause = new PollInterval();
        var missing = "";
        while (true)
        {
            foreach (var server in waiting.ToArray())
            {
                if (await MissingAsync(server, records, cancellation).ConfigureAwait(false) is { } what)
                {
                    missing = $"{server.Name} {what}";
                }
                else
                {
                    waiting.Remove(server);
                }
            }

            if (waiting.Count == 0)
            {
                return;
            }

            if (clock.GetUtcNow() >= deadline)
            {
                throw new TimeoutException(
                    $"After {limit.TotalSeconds:0} s {waiting.Count} of the zone's name servers do not know the challenge records: "
                    + $"{string.Join(", ", waiting.Select(s => s.Name))} (the last answer: {missing}). propagationTimeoutSeconds is the time allowed.");
            }

            await pause.WaitAsync(null, clock, cancellation).ConfigureAwait(false);
        }
    }

    private static async Task<string?> MissingAsync(
        AuthoritativeServer server, IReadOnlyList<ChallengeRecord> records, CancellationToken cancellation)
    {
        var client = new LookupClient(new LookupClientOptions([.. server.Addresses])
        {
            UseCache = false,
            Recursion = false,
            Retries = 1,
            Timeout = TimeSpan.FromSeconds(3),
            ThrowDnsErrors = false,
        });
        foreach (var owner in records.GroupBy(record => record.Owner))
        {
            var values = await TextsAsync(client, owner.Key, cancellation).ConfigureAwait(false);
            if (values is null)
            {
                return "does not answer";
            }

            if (owner.Any(record => !values.Contains(record.Value)))
            {
                return $"has no such TXT at {owner.Key}";
            }
        }

        return null;
    }

    private static async Task<HashSet<string>?> TextsAsync(LookupClient client, string owner, CancellationToken cancellation)
    {
        try
        {
            var answer = await client.QueryAsync(owner, QueryType.TXT, cancellationToken: cancellation).ConfigureAwait(false);
            return [.. answer.Answers.TxtRecords().Select(record => string.Concat(record.Text))];
        }
        catch (DnsResponseException)
        {
            return null;
        }
    }
}
