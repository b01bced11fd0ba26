using System.Collections.Immutable;
using System.Security.Cryptography.X509Certificates;
using Certes.Acme.Resource;
using MtaStsAudit.Acme.Orders;
using MtaStsAudit.Acme.Plugin;
using MtaStsAudit.Resources;
using Pulumi.Experimental;
using Pulumi.Experimental.Provider;

namespace MtaStsAudit.Acme.Certificates;

/// <summary>A certificate from an ACME authority.</summary>
internal sealed class CertificateKind(Network network, EngineLog log)
    : RenewableKind(ProviderPackage.Certificate, [PropertyName.Directory, PropertyName.Profile], [PropertyName.PrivateKeyPem], network.Clock, log)
{
    private readonly RenewalAdvice advice = new(network);

    public override CheckResponse Check(CheckRequest request)
    {
        var reader = new InputReader(request.NewInputs);
        CertificateInputs.Read(reader);
        return new CheckResponse
        {
            Inputs = request.NewInputs.WithSecret(PropertyName.AccountKeyPem, PropertyName.DigitalOceanToken),
            Failures = [.. reader.Failures],
        };
    }

    /// <summary>Forgets the certificate, or revokes it (RFC 8555 §7.6) when its inputs ask for that.</summary>
    public override async Task DeleteAsync(DeleteRequest request, CancellationToken cancellation)
    {
        var inputs = CertificateInputs.Read(new InputReader(request.OldInputs));
        var certificate = CertificateState.Read(request.OldOutputs);
        if (!inputs.RevokeOnDelete || certificate is null || certificate.NotAfter <= Clock.GetUtcNow())
        {
            return;
        }

        var (session, _) = await AcmeSession.OpenAsync(inputs.Directory!, inputs.AccountKeyPem!, network, cancellation).ConfigureAwait(false);
        using var open = session;
        using var x509 = X509Certificate2.CreateFromPem(certificate.CertificatePem);
        try
        {
            await session.Context.RevokeCertificate(x509.RawData, RevocationReason.CessationOfOperation, null).ConfigureAwait(false);
        }
        catch (AcmeProblemException e) when (e.Problem.Type == AcmeProblem.AlreadyRevoked)
        {
            await Log.InfoAsync($"{request.Name}: the certificate was revoked before.").ConfigureAwait(false);
        }
    }

    protected override async Task<ImmutableDictionary<string, PropertyValue>> IssueAsync(
        string name,
        ImmutableDictionary<string, PropertyValue> inputs,
        ImmutableDictionary<string, PropertyValue> state,
        TimeSpan limit,
        CancellationToken cancellation)
    {
        var wanted = CertificateInputs.Read(new InputReader(inputs));
        var key = KeyOf(state);
        var issuer = new CertificateIssuer(network, message => Log.WarnAsync($"{name}: {message}"));
        var replaces = await ReplacedAsync(wanted, CertificateState.Read(state)).ConfigureAwait(false);
        var certificate = await issuer.IssueAsync(wanted, key, replaces, limit, cancellation).ConfigureAwait(false);
        await Log.InfoAsync($"{name}: issued for {string.Join(", ", wanted.Names)} until {UtcText.Of(certificate.NotAfter)}.").ConfigureAwait(false);
        return state
            .SetItem(PropertyName.PrivateKeyPem, State.Secret(key))
            .With(wanted.Names, certificate, wanted.RenewAfterFraction);
    }

    protected override Task<RenewalInformation?> AdviceAsync(ImmutableDictionary<string, PropertyValue> inputs, IssuedCertificate certificate) =>
        CertificateInputs.Read(new InputReader(inputs)).Directory is { } directory ? advice.AskAsync(directory, certificate) : base.AdviceAsync(inputs, certificate);

    // RFC 9773 §5: an authority that gives advice is told which certificate is replaced; such an order is free of its rate limits.
    private async Task<string?> ReplacedAsync(CertificateInputs wanted, IssuedCertificate? current) =>
        current is not null && current.NotAfter > Clock.GetUtcNow() && await advice.ResourceAsync(wanted.Directory!).ConfigureAwait(false) is not null ? RenewalAdvice.IdOf(current) : null;
}
