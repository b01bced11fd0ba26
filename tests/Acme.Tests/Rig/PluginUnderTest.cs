using System.Collections.Immutable;
using MtaStsAudit.Acme.Plugin;
using MtaStsAudit.Resources;
using Pulumi;
using Pulumi.Experimental;
using Pulumi.Experimental.Provider;

namespace MtaStsAudit.Acme.Tests.Rig;

/// <summary>Drives the provider as the engine does: check, then diff, then create or update, with state in between.</summary>
internal sealed class PluginUnderTest
{
    // No test waits for the default of ten minutes.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    public PluginUnderTest(HttpMessageHandler transport)
    {
        Transport = new InterposedTransport(transport);
        Provider = new AcmeProvider(Engine, new Network(Transport, Clock));
    }

    public RecordingEngine Engine { get; } = new();

    public ShiftedClock Clock { get; } = new();

    public InterposedTransport Transport { get; }

    public AcmeProvider Provider { get; }

    /// <summary>What the engine cancels when the user stops it.</summary>
    public CancellationToken Cancellation { get; set; } = TestContext.Current.CancellationToken;

    public static Urn Urn(string type, string name) => new($"urn:pulumi:test::mta-sts-audit::{type}::{name}");

    public async Task<Resource> CreateAsync(
        string type, string name, ImmutableDictionary<string, PropertyValue> inputs, TimeSpan? limit = null)
    {
        var urn = Urn(type, name);
        var check = await Provider.Check(new CheckRequest(urn, Properties.None, inputs, []), Cancellation);
        Assert.Empty(check.Failures!.Select(failure => failure.Reason));
        var answer = await Provider.Create(new CreateRequest(urn, Immutable(check.Inputs!), limit ?? Limit, preview: false), Cancellation);
        return new Resource(urn, answer.Id!, Immutable(check.Inputs!), Immutable(answer.Outputs!));
    }

    public async Task<IDictionary<string, PropertyValue>> PreviewCreateAsync(
        string type, string name, ImmutableDictionary<string, PropertyValue> inputs) =>
        (await Provider.Create(new CreateRequest(Urn(type, name), inputs, default, preview: true), Cancellation)).Outputs!;

    public Task<DiffResponse> DiffAsync(Resource resource, ImmutableDictionary<string, PropertyValue>? inputs = null) =>
        Provider.Diff(
            new DiffRequest(resource.Urn, resource.Id, resource.Outputs, inputs ?? resource.Inputs, [], resource.Inputs), Cancellation);

    public async Task<Resource> UpdateAsync(
        Resource resource, ImmutableDictionary<string, PropertyValue>? inputs = null, bool preview = false)
    {
        var wanted = inputs ?? resource.Inputs;
        var answer = await Provider.Update(
            new UpdateRequest(resource.Urn, resource.Id, resource.Outputs, wanted, Limit, [], preview, resource.Inputs), Cancellation);
        return resource with { Inputs = wanted, Outputs = Immutable(answer.Outputs!) };
    }

    public Task<ReadResponse> ReadAsync(Resource resource) =>
        Provider.Read(new ReadRequest(resource.Urn, resource.Id, resource.Outputs, resource.Inputs), Cancellation);

    public Task DeleteAsync(Resource resource) =>
        Provider.Delete(new DeleteRequest(resource.Urn, resource.Id, resource.Outputs, default, resource.Inputs), Cancellation);

    public async Task<IList<CheckFailure>> FailuresAsync(string type, ImmutableDictionary<string, PropertyValue> inputs) =>
        (await Provider.Check(new CheckRequest(Urn(type, "checked"), Properties.None, inputs, []), Cancellation)).Failures!;

    /// <summary>An account at the rig's server, and the inputs of a certificate under it.</summary>
    public async Task<ImmutableDictionary<string, PropertyValue>> CertificateInputsAsync(AcmeRig rig, params string[] names)
    {
        var directory = rig.Pebble.Directory.ToString();
        var account = await CreateAsync(ProviderPackage.AccountKey, "account", Properties.Of((PropertyName.Directory, directory)));
        return Properties.Of(
            (PropertyName.Directory, directory),
            (PropertyName.AccountKeyPem, account.Outputs.Text(PropertyName.PrivateKeyPem)),
            (PropertyName.Names, names),
            (PropertyName.Zone, DigitalOceanStandIn.Zone),
            (PropertyName.DigitalOceanToken, DigitalOceanStandIn.Token),
            (PropertyName.DigitalOceanEndpoint, rig.DigitalOcean.Endpoint.ToString()),
            (PropertyName.AuthoritativeServers, new[] { rig.Pebble.Dns.ToString() }));
    }

    private static ImmutableDictionary<string, PropertyValue> Immutable(IDictionary<string, PropertyValue> values) =>
        values.ToImmutableDictionary();

    internal sealed record Resource(
        Urn Urn, string Id, ImmutableDictionary<string, PropertyValue> Inputs, ImmutableDictionary<string, PropertyValue> Outputs);
}
