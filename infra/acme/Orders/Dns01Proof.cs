using Certes;
using Certes.Acme;
using Certes.Acme.Resource;
using MtaStsAudit.Acme.ChallengeDns;

namespace MtaStsAudit.Acme.Orders;

/// <summary>Proves an order's names over DNS-01 (RFC 8555 §8.4) and leaves no record behind, whatever happens.</summary>
/// <param name="warn">Told of a record that could not be removed: no reason to lose a certificate, but the user has to know.</param>
internal sealed class Dns01Proof(
    AcmeSession session, IChallengeRecords records, IPropagation propagation, TimeProvider clock, Func<string, Task> warn)
{
    // Removal goes on when the operation itself was stopped or ran out of time.
    private static readonly TimeSpan RemovalLimit = TimeSpan.FromMinutes(2);

    public async Task ProveAsync(IOrderContext order, Action<string> stage, CancellationToken cancellation)
    {
        stage("the order's authorizations");
        var pending = await PendingAsync(order).ConfigureAwait(false);
        try
        {
            foreach (var authorization in pending)
            {
                stage($"the challenge record {authorization.Record.Owner}");
                await records.AddAsync(authorization.Record, cancellation).ConfigureAwait(false);
            }

            stage("the challenge records to be known at the zone's name servers");
            await propagation.WaitAsync([.. pending.Select(a => a.Record)], cancellation).ConfigureAwait(false);

            foreach (var authorization in pending)
            {
                stage($"the proof of {authorization.Name}");
                await authorization.Challenge.Validate().ConfigureAwait(false);
            }

            await AwaitAllAsync(pending, stage, cancellation).ConfigureAwait(false);
        }
        finally
        {
            await RemoveAsync(pending).ConfigureAwait(false);
        }
    }

    private async Task<List<PendingAuthorization>> PendingAsync(IOrderContext order)
    {
        var pending = new List<PendingAuthorization>();
        foreach (var context in await order.Authorizations().ConfigureAwait(false))
        {
            var authorization = await context.Resource().ConfigureAwait(false);

            // A server may remember the proof of an earlier order (RFC 8555 §7.1.3).
            if (authorization.Status == AuthorizationStatus.Valid)
            {
                continue;
            }

            var name = authorization.Identifier.Value;
            var challenge = await context.Dns().ConfigureAwait(false)
                ?? throw new InvalidOperationException($"The ACME server offers no dns-01 challenge for {name}.");
            var record = new ChallengeRecord($"_acme-challenge.{name}", session.Key.DnsTxt(challenge.Token));
            pending.Add(new PendingAuthorization(name, context, challenge, record));
        }

        return pending;
    }

    private async Task AwaitAllAsync(List<PendingAuthorization> authorizations, Action<string> stage, CancellationToken cancellation)
    {
        var refused = new List<AcmeProblem>();
        foreach (var authorization in authorizations)
        {
            stage($"the proof of {authorization.Name}");
            if (await AwaitAsync(authorization, cancellation).ConfigureAwait(false) is { } problem)
            {
                refused.Add(problem);
            }
        }

        switch (refused)
        {
            case [var only]:
                throw new AcmeProblemException("The ACME server could not prove a name", only);
            case [_, ..]:
                var all = refused[0] with { Identifier = null, Detail = $"{refused.Count} names", Subproblems = refused };
                throw new AcmeProblemException("The ACME server could not prove several names", all);
        }
    }

    private async Task<AcmeProblem?> AwaitAsync(PendingAuthorization authorization, CancellationToken cancellation)
    {
        var pause = new PollInterval();
        while (true)
        {
            var state = await authorization.Context.Resource().ConfigureAwait(false);
            if (state.Status == AuthorizationStatus.Valid)
            {
                return null;
            }

            if (state.Status != AuthorizationStatus.Pending)
            {
                var error = state.Challenges?.Select(c => c.Error).FirstOrDefault(e => e is not null);
                var problem = error is null
                    ? new AcmeProblem("about:blank", $"the authorization is {state.Status}", 0, null, [])
                    : AcmeProblem.From(error);
                return problem with { Identifier = problem.Identifier ?? authorization.Name };
            }

            await pause.WaitAsync(session.AskedPause, clock, cancellation).ConfigureAwait(false);
        }
    }

    private async Task RemoveAsync(List<PendingAuthorization> authorizations)
    {
        using var limit = new CancellationTokenSource(RemovalLimit, clock);
        foreach (var record in authorizations.Select(a => a.Record))
        {
            try
            {
                await records.RemoveAsync(record, limit.Token).ConfigureAwait(false);
            }
            catch (Exception e) when (e is DigitalOceanException or OperationCanceledException)
            {
                await warn($"The challenge record {record.Owner} TXT {record.Value} could not be removed, remove it by hand: {e.Message}")
                    .ConfigureAwait(false);
            }
        }
    }

    private sealed record PendingAuthorization(
        string Name, IAuthorizationContext Context, IChallengeContext Challenge, ChallengeRecord Record);
}
