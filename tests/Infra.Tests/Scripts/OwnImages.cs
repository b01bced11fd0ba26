namespace MtaStsAudit.Infra.Tests.Scripts;

/// <summary>Container images that a test builds under certain names: afterwards each name is what it was before, and what the test built is gone.</summary>
internal sealed class OwnImages(params string[] names) : IAsyncDisposable
{
    private readonly Dictionary<string, string> before = [];

    public async Task RememberAsync()
    {
        foreach (var name in names)
        {
            before[name] = await IdOfAsync(name);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var (name, old) in before)
        {
            var built = await IdOfAsync(name);
            if (built == old)
            {
                continue;
            }

            if (old.Length > 0)
            {
                await Shell.RunAsync("docker", ["tag", old, name]);
            }

            await Shell.RunAsync("docker", ["image", "rm", "-f", old.Length > 0 ? built : name]);
        }
    }

    private static async Task<string> IdOfAsync(string name)
    {
        var (code, id, _) = await Shell.RunAsync("docker", ["image", "inspect", "--format", "{{.Id}}", name]);
        return code == 0 ? id.Trim() : "";
    }
}
