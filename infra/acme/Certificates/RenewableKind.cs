using System.Collections.Immutable;
using MtaStsAudit.Acme.Keys;
using MtaStsAudit.Acme.Orders;
using MtaStsAudit.Acme.Plugin;
using MtaStsAudit.Resources;
using Pulumi.Experimental;
using Pulumi.Experimental.Provider;

namespace MtaStsAudit.Acme.Certificates;

/// <summary>What all certificates have in common: when another is issued, what preview says, and that the key stays.</summary>
/// <param name="reissuing">Inputs besides the names that another certificate is needed for.</param>
/// <param name="keptOutputs">Outputs that are kept across renewals.</param>
internal abstract class RenewableKind(
    string type, IReadOnlyCollection<string> reissuing, IReadOnlyCollection<string> keptOutputs, TimeProvider clock, EngineLog log)
    : ResourceKind(type)
{
    protected TimeProvider Clock { get; } = clock;

    protected EngineLog Log { get; } = log;

    /// <summary>The engine asks on unchanged inputs too, in preview, update and refresh: that is how a due renewal is found.</summary>
    public override async Task<DiffResponse> DiffAsync(DiffRequest request, CancellationToken cancellation)
    {
        var plan = await PlanAsync(request.OldInputs, request.NewInputs, request.OldOutputs).ConfigureAwait(false);
        if (plan.ReasonToIssue is { } reason)
        {
            await Log.InfoAsync($"{request.Name}: the certificate will be issued anew: {reason}.").ConfigureAwait(false);
        }

        return Differences.Of(plan.Changed, plan.Replaces, plan.ReasonToIssue is null ? null : PropertyName.NotAfter);
    }

    public override async Task<CreateResponse> CreateAsync(CreateRequest request, CancellationToken cancellation)
    {
        if (request.Preview)
        {
            var unknown = Unknown([.. CertificateState.OfTheCertificate, .. keptOutputs]);
            return new CreateResponse { Outputs = unknown.SetItem(PropertyName.Names, request.Inputs[PropertyName.Names]) };
        }

        var empty = ImmutableDictionary<string, PropertyValue>.Empty;
        var outputs = await IssueAsync(request.Name, request.Inputs, empty, request.Timeout, cancellation).ConfigureAwait(false);
        return new CreateResponse { Id = outputs.Texts(PropertyName.Names)[0], Outputs = outputs };
    }

    /// <summary>A failure throws before anything is answered, so the state keeps the certificate it had.</summary>
    public override async Task<UpdateResponse> UpdateAsync(UpdateRequest request, CancellationToken cancellation)
    {
        var plan = await PlanAsync(request.OldInputs, request.NewInputs, request.OldOutputs).ConfigureAwait(false);
        if (request.Preview)
        {
            var unknown = plan.ReasonToIssue is null ? [PropertyName.RenewAt] : CertificateState.OfTheCertificate;
            return new UpdateResponse
            {
                Outputs = request.OldOutputs.SetItems(Unknown(unknown)).SetItem(PropertyName.Names, request.NewInputs[PropertyName.Names]),
            };
        }

        var outputs = plan.ReasonToIssue is null
            ? Keep(request.NewInputs, request.OldOutputs)
            : await IssueAsync(request.Name, request.NewInputs, request.OldOutputs, request.Timeout, cancellation).ConfigureAwait(false);
        return new UpdateResponse { Outputs = outputs };
    }

    /// <summary>Another certificate, with what the state holds of keys.</summary>
    protected abstract Task<ImmutableDictionary<string, PropertyValue>> IssueAsync(
        string name,
        ImmutableDictionary<string, PropertyValue> inputs,
        ImmutableDictionary<string, PropertyValue> state,
        TimeSpan limit,
        CancellationToken cancellation);

    /// <summary>When the authority would have the certificate renewed; null where it says nothing.</summary>
    protected virtual Task<RenewalInformation?> AdviceAsync(ImmutableDictionary<string, PropertyValue> inputs, IssuedCertificate certificate) =>
        Task.FromResult<RenewalInformation?>(null);

    /// <summary>The key stays across renewals, so that records which pin it (RFC 6698) stay right.</summary>
    protected static string KeyOf(ImmutableDictionary<string, PropertyValue> state) =>
        state.Text(PropertyName.PrivateKeyPem) ?? P256Key.NewPem();

    private static double Fraction(ImmutableDictionary<string, PropertyValue> inputs) =>
        NameInputs.ReadFraction(new InputReader(inputs));

    private static ImmutableDictionary<string, PropertyValue> Keep(
        ImmutableDictionary<string, PropertyValue> inputs, ImmutableDictionary<string, PropertyValue> outputs) =>
        outputs.With(NameInputs.Normalised(inputs.Texts(PropertyName.Names)), CertificateState.Read(outputs)!, Fraction(inputs));

    private async Task<CertificatePlan> PlanAsync(
        ImmutableDictionary<string, PropertyValue> before,
        ImmutableDictionary<string, PropertyValue> after,
        ImmutableDictionary<string, PropertyValue> outputs)
    {
        var certificate = CertificateState.Read(outputs);
        var plan = CertificatePlan.Of(before, after, certificate, Fraction(after), reissuing, Clock.GetUtcNow());
        // Asked only where it could make a difference.
        return certificate is null || plan.ReasonToIssue is not null ? plan
            : CertificatePlan.Of(before, after, certificate, Fraction(after), reissuing, Clock.GetUtcNow(), await AdviceAsync(after, certificate).ConfigureAwait(false));
    }
}
