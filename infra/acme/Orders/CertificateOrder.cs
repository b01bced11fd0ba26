using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Certes.Acme;
using Certes.Acme.Resource;
using MtaStsAudit.Acme.Certificates;
using MtaStsAudit.Acme.Keys;
using ServerCertificateRequest = MtaStsAudit.Model.Certificates.ServerCertificateRequest;

namespace MtaStsAudit.Acme.Orders;

/// <summary>One order from its names to the certificate (RFC 8555 §7.4).</summary>
/// <param name="stage">Told what the order waits for, to be named when time runs out.</param>
internal sealed class CertificateOrder(AcmeSession session, Dns01Proof proof, TimeProvider clock, Action<string> stage)
{
    private const string AlreadyReplaced = "urn:ietf:params:acme:error:alreadyReplaced";

    /// <param name="replaces">As in <see cref="NewOrder"/>.</param>
    public async Task<IssuedCertificate> IssueAsync(CertificateInputs inputs, string keyPem, string? replaces, CancellationToken cancellation)
    {
        var names = inputs.Names;
        stage("the order to be taken");
        var order = await TakenAsync(names, inputs.Profile, replaces).ConfigureAwait(false);
        await proof.ProveAsync(order, stage, cancellation).ConfigureAwait(false);

        stage("the server to call it ready");
        var ready = await AwaitAsync(order, OrderStatus.Ready, cancellation).ConfigureAwait(false);
        if (ready.Status != OrderStatus.Valid)
        {
            stage("its finalization");
            await order.Finalize(SigningRequest(names, keyPem)).ConfigureAwait(false);
            stage("the server to issue");
            await AwaitAsync(order, OrderStatus.Valid, cancellation).ConfigureAwait(false);
        }

        stage("the download of the certificate");
        var chain = await order.Download().ConfigureAwait(false);

        // Certes' own ToPem looks for a root that it knows; servers send the chain without one.
        return IssuedCertificate.FromPem([chain.Certificate.ToPem(), .. chain.Issuers.Select(issuer => issuer.ToPem())]);
    }

    // RFC 9773 §5: what was replaced before, by an order that came to no end here, is ordered as a certificate of its own.
    private async Task<IOrderContext> TakenAsync(IReadOnlyList<string> names, string? profile, string? replaces)
    {
        try
        {
            return await NewOrder.PostAsync(session.Context, names, profile, replaces).ConfigureAwait(false);
        }
        catch (AcmeProblemException e) when (e.Problem.Type == AlreadyReplaced && replaces is not null)
        {
            return await NewOrder.PostAsync(session.Context, names, profile, replaces: null).ConfigureAwait(false);
        }
    }

    // The authority takes the names from the alternative names alone; the subject stays empty (RFC 5280 §4.1.2.6).
    private static byte[] SigningRequest(IReadOnlyList<string> names, string keyPem)
    {
        using var key = P256Key.Load(keyPem);
        var request = new CertificateRequest(new X500DistinguishedName(""), key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(ServerCertificateRequest.NamesOf(names));
        return request.CreateSigningRequest();
    }

    private async Task<Order> AwaitAsync(IOrderContext context, OrderStatus wanted, CancellationToken cancellation)
    {
        var pause = new PollInterval();
        while (true)
        {
            var order = await context.Resource().ConfigureAwait(false);
            if (order.Status == wanted || order.Status == OrderStatus.Valid)
            {
                return order;
            }

            if (order.Status == OrderStatus.Invalid)
            {
                throw new AcmeProblemException(
                    "The ACME server gave up the order",
                    AcmeProblem.Parse(order.Error?.ToString() ?? "", 0));
            }

            await pause.WaitAsync(session.AskedPause, clock, cancellation).ConfigureAwait(false);
        }
    }
}
