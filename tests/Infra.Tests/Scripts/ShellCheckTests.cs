using MtaStsAudit.Stack.Images;

namespace MtaStsAudit.Infra.Tests.Scripts;

public sealed class ShellCheckTests
{
    [Fact]
    public async Task The_scripts_of_a_droplet_are_clean()
    {
        Assert.SkipUnless((await Shell.RunAsync("shellcheck", ["--version"])).Code == 0, "shellcheck is not installed");
        var root = RepositoryRoot.Find();
        string[] scripts =
        [
            .. Directory.EnumerateFiles(Path.Combine(root, "infra", "stack", "Scripts"), "*.sh"),
            .. Directory.EnumerateFiles(Path.Combine(root, "deployment", "DigitalOcean"), "*.sh"),
            .. Directory.EnumerateFiles(Path.Combine(root, "receiver", "postfix"), "*.sh"),
        ];

        var (code, output, _) = await Shell.RunAsync("shellcheck", scripts);

        Assert.True(code == 0, output);
    }
}
