using System.Text.Json;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using MtaStsAudit.Acme.Tests.Rig;
using MtaStsAudit.Resources;

namespace MtaStsAudit.Acme.Tests.Plugin;

/// <summary>The plugin in a process of its own, over the protocol that the engine speaks.</summary>
[Collection(WithAcmeServer.Name)]
public sealed class ServedPluginTests : IClassFixture<ServedPlugin>
{
    // Field numbers of Pulumi's provider.proto.
    private const int Urn = 1;
    private const int NewInputs = 3;
    private const int Outputs = 2;
    private const string SecretSignature = "1b47061264138c4ac30d75fd1eb44270";
    private const string SignatureKey = "4dabf18193072939515e22adb298388d";

    private readonly AcmeRig rig;
    private readonly ServedPlugin served;

    public ServedPluginTests(AcmeRig rig, ServedPlugin served)
    {
        AcmeRig.SkipWithoutServer();
        this.rig = rig;
        this.served = served;
        rig.DigitalOcean.RefusesRemoval = false;
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_says_who_it_is()
    {
        var info = await served.Plugin.CallAsync("GetPluginInfo", [], Cancellation);
        var schema = await served.Plugin.CallAsync("GetSchema", [], Cancellation);

        Assert.Equal("1.0.0", info[1].Single().ToStringUtf8());
        Assert.Equal(ProviderPackage.Name, JsonDocument.Parse(schema[1].Single().ToStringUtf8()).RootElement.GetProperty("name").GetString());
    }

    [Fact]
    public async Task A_certificate_is_issued_and_its_renewal_shown_with_the_reason()
    {
        var directory = Value.ForString(rig.Pebble.Directory.ToString());
        var account = await CreateAsync(ProviderPackage.AccountKey, ProtoMessage.Struct((PropertyName.Directory, directory)));
        var inputs = ProtoMessage.Struct(
            (PropertyName.Directory, directory),
            (PropertyName.AccountKeyPem, account.Fields[PropertyName.PrivateKeyPem]),
            (PropertyName.Names, Value.ForList(Value.ForString("served.example.com"))),
            (PropertyName.Zone, Value.ForString(DigitalOceanStandIn.Zone)),
            (PropertyName.DigitalOceanToken, Value.ForString(DigitalOceanStandIn.Token)),
            (PropertyName.DigitalOceanEndpoint, Value.ForString(rig.DigitalOcean.Endpoint.ToString())),
            (PropertyName.AuthoritativeServers, Value.ForList(Value.ForString(rig.Pebble.Dns.ToString()))),
            (PropertyName.RenewAfterFraction, Value.ForNumber(1e-12)));

        var outputs = await CreateAsync(ProviderPackage.Certificate, inputs);
        var diff = await served.Plugin.CallAsync("Diff", ProtoMessage.Of(
            (1, "served.example.com"), (2, UrnOf(ProviderPackage.Certificate)), (3, outputs), (4, inputs), (6, inputs)), Cancellation);

        Assert.Equal(SecretSignature, outputs.Fields[PropertyName.PrivateKeyPem].StructValue.Fields[SignatureKey].StringValue);
        Assert.Contains("BEGIN CERTIFICATE", outputs.Fields[PropertyName.FullChainPem].StringValue, StringComparison.Ordinal);
        const int diffs = 5;
        Assert.Equal(PropertyName.NotAfter, diff[diffs].Single().ToStringUtf8());
        Assert.Contains(served.Engine.Log, line => line.StartsWith("served: the certificate will be issued anew: renewal is due since", StringComparison.Ordinal));
        Assert.DoesNotContain(served.Engine.Log, line => line.Contains(DigitalOceanStandIn.Token, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_failure_reaches_the_engine_with_its_message()
    {
        var inputs = ProtoMessage.Struct((PropertyName.Directory, Value.ForString("https://127.0.0.1:9/dir")));

        var error = await Assert.ThrowsAsync<RpcException>(() => CreateAsync(ProviderPackage.AccountKey, inputs));

        Assert.Contains("The ACME server at https://127.0.0.1:9/dir cannot be reached", error.Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_input_is_a_check_failure()
    {
        var check = await served.Plugin.CallAsync("Check", ProtoMessage.Of(
            (Urn, UrnOf(ProviderPackage.AccountKey)),
            (NewInputs, ProtoMessage.Struct((PropertyName.Directory, Value.ForString("nowhere"))))), Cancellation);

        const int failures = 2;
        var failure = ProtoMessage.Read(check[failures].Single().ToByteArray());
        Assert.Equal(PropertyName.Directory, failure[1].Single().ToStringUtf8());
        Assert.StartsWith("directory is 'nowhere'; allowed: ", failure[2].Single().ToStringUtf8(), StringComparison.Ordinal);
    }

    private static string UrnOf(string type) => PluginUnderTest.Urn(type, "served");

    private async Task<Struct> CreateAsync(string type, Struct inputs)
    {
        var answer = await served.Plugin.CallAsync("Create", ProtoMessage.Of((Urn, UrnOf(type)), (2, inputs)), Cancellation);
        return Struct.Parser.ParseFrom(answer[Outputs].Single());
    }
}
