using System.Collections.Immutable;
using MtaStsAudit.Resources;
using Pulumi;

namespace MtaStsAudit.Infra.Tests.Site;

public sealed class SecretsTests
{
    [Fact]
    public async Task What_holds_keys_is_secret_in_the_state()
    {
        var run = await SiteRun.Of(("adminSecret", "correct horse battery"));

        Assert.True(await IsSecret(((Pulumi.DigitalOcean.DropletArgs)run.Args["host-1-droplet"]).UserData!));
        Assert.True(await IsSecret(((Pulumi.Command.Remote.CommandArgs)run.Args["rollout-1-bundle"]).Stdin!));
        Assert.True(await IsSecret(((CertificateArgs)run.Args["certificates-mail-a"]).DigitalOceanToken));
        Assert.True(await Output.IsSecretAsync((Output<string>)run.Outputs["adminSecret"]!));
    }

    [Fact]
    public async Task The_plan_of_the_check_can_be_read_in_a_preview_since_no_key_is_in_it()
    {
        var run = await SiteRun.Of();

        Assert.False(await IsSecret(((Pulumi.Command.Local.CommandArgs)run.Args["answers-check"]).Stdin!));
        Assert.DoesNotContain("PRIVATE", (string)run.Named("answers-check").Inputs["stdin"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_secret_is_in_a_command_s_text_and_only_a_digest_of_the_admin_secret_leaves_the_stack()
    {
        var run = await SiteRun.Of(("adminSecret", "correct horse battery"));

        Assert.All(run.Mocks.Registered.Where(resource => resource.Inputs.ContainsKey("create")), command =>
        {
            Assert.DoesNotContain("PRIVATE KEY", (string)command.Inputs["create"], StringComparison.Ordinal);
            Assert.DoesNotContain(SiteRun.Token, (string)command.Inputs["create"], StringComparison.Ordinal);
            Assert.DoesNotContain("correct horse", (string)command.Inputs["create"], StringComparison.Ordinal);
        });
        Assert.All(RolloutTests.Unpacked(run, 1).Values, content => Assert.DoesNotContain("correct horse", content, StringComparison.Ordinal));
        Assert.DoesNotContain("correct horse", (string)run.Named("host-1-droplet").Inputs["userData"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_host_key_is_the_only_secret_in_user_data()
    {
        var text = (string)(await SiteRun.Of()).Named("host-1-droplet").Inputs["userData"];

        Assert.Equal(1, text.Split("BEGIN EC PRIVATE KEY").Length - 1);
        Assert.DoesNotContain(SiteRun.Token, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_given_SSH_key_is_used_and_none_is_made()
    {
        using var key = System.Security.Cryptography.ECDsa.Create(System.Security.Cryptography.ECCurve.NamedCurves.nistP256);
        var run = await SiteRun.Of(("sshPrivateKey", key.ExportECPrivateKeyPem()));

        Assert.Empty(run.Mocks.OfType(ProviderPackage.SshUserKey));
        Assert.StartsWith("ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBB", (string)run.Named("access-ssh-key").Inputs["publicKey"], StringComparison.Ordinal);
    }

    private static async Task<bool> IsSecret(Input<string> input) => await Output.IsSecretAsync(input.ToOutput());
}
