using MtaStsAudit.Acme.ChallengeDns;
using MtaStsAudit.Acme.Orders;

namespace MtaStsAudit.Acme.Certificates;

/// <summary>Puts an order together from a certificate's inputs and sees it through within its time limit.</summary>
internal sealed class CertificateIssuer(Network network, Func<string, Task> warn)
{
    private static readonly TimeSpan DefaultLimit = TimeSpan.FromMinutes(10);

    /// <param name="replaces">As in <see cref="NewOrder"/>.</param>
    /// <param name="limit">For the whole order; zero for the default of ten minutes.</param>
    /// <exception cref="TimeoutException">Says what the order was waiting for.</exception>
    public async Task<IssuedCertificate> IssueAsync(
        CertificateInputs inputs, string keyPem, string? replaces, TimeSpan limit, CancellationToken cancellation)
    {
        limit = limit > TimeSpan.Zero ? limit : DefaultLimit;
        using var deadline = new CancellationTokenSource(limit, network.Clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellation);
        var stage = "the account";
        try
        {
            var (session, _) = await AcmeSession.OpenAsync(inputs.Directory!, inputs.AccountKeyPem!, network, either.Token).ConfigureAwait(false);
            using var open = session;
            using var api = new DigitalOceanApi(
                network.Transport, inputs.DigitalOceanEndpoint, inputs.DigitalOceanToken!, network.Clock);
            var records = new DigitalOceanRecords(api, inputs.Zone!.Value);
            var proof = new Dns01Proof(session, records, Propagation(inputs), network.Clock, warn);
            var order = new CertificateOrder(session, proof, network.Clock, next => stage = next);
            return await order.IssueAsync(inputs, keyPem, replaces, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested && !cancellation.IsCancellationRequested)
        {
            throw new TimeoutException(
                $"The order for {string.Join(", ", inputs.Names)} took longer than {limit.TotalSeconds:0} s; it waited for {stage}. "
                + "The resource's customTimeouts are the time allowed.");
        }
        catch (AcmeProblemException e) when (e.Problem.Type == AcmeProblem.AccountDoesNotExist)
        {
            throw new InvalidOperationException(
                $"{e.Message} 'pulumi refresh' finds that the account is gone, the next 'pulumi up' makes another.", e);
        }
    }

    private AuthoritativePropagation Propagation(CertificateInputs inputs) =>
        new(cancellation => inputs.AuthoritativeServers.IsEmpty
                ? AuthoritativeServers.FindAsync(inputs.Zone!.Value, cancellation)
                : Task.FromResult(AuthoritativeServers.At(inputs.AuthoritativeServers)),
            inputs.PropagationLimit,
            network.Clock);
}
