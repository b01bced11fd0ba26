using System.Collections.Immutable;
using MtaStsAudit.Acme.Tests.Rig;
using MtaStsAudit.Resources;
using Pulumi.Experimental;

namespace MtaStsAudit.Acme.Tests.Plugin;

/// <summary>A certificate resource at a real ACME server.</summary>
[Collection(WithAcmeServer.Name)]
public abstract class CertificateTest
{
    /// <summary>The resource's name in the program.</summary>
    private protected const string Name = "server";

    private protected CertificateTest(AcmeRig rig)
    {
        AcmeRig.SkipWithoutServer();
        Rig = rig;
        Plugin = new PluginUnderTest(rig.Pebble.Transport());
        rig.DigitalOcean.RefusesRemoval = false;
    }

    private protected AcmeRig Rig { get; }

    private protected PluginUnderTest Plugin { get; }

    private protected async Task<PluginUnderTest.Resource> IssueAsync(params string[] names) =>
        await Plugin.CreateAsync(ProviderPackage.Certificate, Name, await InputsAsync(names));

    private protected Task<ImmutableDictionary<string, PropertyValue>> InputsAsync(params string[] names) => Plugin.CertificateInputsAsync(Rig, names);
}
