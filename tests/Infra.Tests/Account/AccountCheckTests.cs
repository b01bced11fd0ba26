using System.Security.Cryptography;
using MtaStsAudit.Deployment.Placement;
using MtaStsAudit.Infra.Tests.Site;
using MtaStsAudit.Model.Scenarios;
using MtaStsAudit.Stack;
using MtaStsAudit.Stack.Account;
using MtaStsAudit.Stack.Images;
using MtaStsAudit.Stack.Site;
using Pulumi.Testing;

namespace MtaStsAudit.Infra.Tests.Account;

/// <summary>What a preview finds out about the account, with the whole program before an account that lacks something.</summary>
public sealed class AccountCheckTests
{
    private const string Own = "mta-sts-audit-prod";

    public static TheoryData<string, string> Lacking { get; } = new()
    {
        { "zone", "mta-sts-audit:domain is 'example.com', and DigitalOcean DNS has no such zone in this account" },
        { "region", "mta-sts-audit:region is 'fra1', which takes no droplets" },
        { "size", "mta-sts-audit:size is 's-1vcpu-1gb', which DigitalOcean does not offer" },
        { "size elsewhere", "mta-sts-audit:size is 's-1vcpu-1gb', which is not to be had in fra1, but in ams3, nyc3" },
        { "satellite size", "mta-sts-audit:size is 's-1vcpu-1gb', which DigitalOcean does not offer; 'doctl compute size list' shows the sizes\n  mta-sts-audit:satelliteSize is 's-1vcpu-512mb-10gb', which DigitalOcean does not offer" },
        { "image", "mta-sts-audit:image is 'debian-13-x64', which DigitalOcean does not offer" },
        { "droplets", "The account may have 3 droplets: layout spread needs 3, and 1 others are there" },
        { "addresses", "The account may have 3 reserved addresses: layout spread needs 2, and 2 others are there" },
        { "locked", "The account is locked" },
    };

    [Theory]
    [MemberData(nameof(Lacking))]
    public async Task What_the_account_lacks_fails_a_preview_with_its_reason_before_any_resource(string what, string reason)
    {
        var mocks = new SiteMocks { Account = Account(what) };

        var failure = await FailureAsync(mocks, ("reservedAddresses", "true"));

        Assert.Contains($"so nothing was touched:\n  {reason}", failure, StringComparison.Ordinal);
        Assert.DoesNotContain(mocks.Registered, resource => resource.Type != "pulumi:pulumi:Stack");
    }

    [Fact]
    public async Task A_token_that_is_not_accepted_fails_a_preview_with_what_DigitalOcean_says()
    {
        var failure = await FailureAsync(new SiteMocks { Account = new() { IsTokenWrong = true } });

        Assert.Contains("DigitalOcean does not tell what the account has, so nothing was touched: ", failure, StringComparison.Ordinal);
        Assert.Contains("401 Unable to authenticate you", failure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_that_the_account_has_under_another_name_is_told_and_one_of_the_stack_s_own_is_not()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var (pem, line) = (key.ExportECPrivateKeyPem(), PublicSshKey.Of(key.ExportECPrivateKeyPem()));

        var failure = await FailureAsync(new SiteMocks { Account = new() { Keys = [("laptop", line + " me@laptop"), ("other", "ssh-ed25519 AAAA")], Zones = [] } }, ("sshPrivateKey", pem));
        Assert.Contains("mta-sts-audit:sshPrivateKey is the key 'laptop', which the account has already", failure, StringComparison.Ordinal);

        failure = await FailureAsync(new SiteMocks { Account = new() { Keys = [(Own, line)], Zones = [] } }, ("sshPrivateKey", pem));
        Assert.DoesNotContain("sshPrivateKey", failure, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_stack_s_own_droplets_and_addresses_do_not_count_against_it()
    {
        var failure = await FailureAsync(new SiteMocks
        {
            Account = new()
            {
                DropletLimit = 3,
                Droplets = [Own, Own, Own],
                Projects = [(Own, ["do:floatingip:198.51.100.1", "do:floatingip:198.51.100.2"]), ("default", ["do:droplet:1", "do:reservedip:198.51.100.3"])],
                Zones = [],
            },
        }, ("reservedAddresses", "true"));

        Assert.DoesNotContain("may have", failure, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, null)]
    [InlineData(2, "2 droplets have the tag mta-sts-audit-prod-eu, and the layout has 1.")]
    public void Droplets_that_a_killed_update_left_behind_are_told_of_by_their_tag(int tagged, string? warning)
    {
        var facts = new AccountFacts("active", 25, 3, true, true, Array.Empty<string>().ToLookup(size => size), ["fra1"], tagged, 0, 0, []);

        var told = AccountCheck.Leftover(SitePlacement.Of(Suite.Study, Layout.Compact).Value!, "mta-sts-audit-prod.eu", facts);

        Assert.Equal(warning, told?[..(told.IndexOf('.') + 1)]);
    }

    private static AccountMock Account(string lacks) => lacks switch
    {
        "zone" => new() { Zones = ["example.org"] },
        "region" => new() { Regions = ["ams3"] },
        "size" or "satellite size" => new() { SizeRegions = [] },
        "size elsewhere" => new() { SizeRegions = ["nyc3", "ams3"] },
        "image" => new() { ImageRegions = [] },
        "droplets" => new() { DropletLimit = 3, Droplets = ["", Own] },
        "addresses" => new() { Projects = [("default", ["do:floatingip:198.51.100.8", "do:reservedip:198.51.100.9"])] },
        "locked" => new() { Status = "locked" },
        _ => throw new ArgumentException(lacks),
    };

    private static async Task<string> FailureAsync(SiteMocks mocks, params (string Name, string Value)[] settings)
    {
        using var configured = ProgramSettings.Of(settings);
        var failed = await Assert.ThrowsAnyAsync<Exception>(() => Pulumi.Deployment.TestAsync(
            mocks, new TestOptions { IsPreview = true, StackName = "prod" }, () => TestbedProgram.RunAsync(RepositoryRoot.Find(), "")));
        return failed.ToString();
    }
}
