using MtaStsAudit.Stack.Scripts;

namespace MtaStsAudit.Infra.Tests.Scripts;

/// <summary>The script that waits for a droplet, with a cloud-init and an engine that answer as the case has it.</summary>
public sealed class ReadyScriptTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("mta-sts-audit-ready-");

    public void Dispose() => folder.Delete(recursive: true);

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public async Task A_droplet_that_is_set_up_tells_its_anchor_address(int status)
    {
        File.WriteAllText(Path.Combine(folder.FullName, "anchor"), "10.19.0.5\n");

        var (code, output, errors) = await RunAsync(status, engine: 0);

        Assert.True(code == 0, errors);
        Assert.Equal("10.19.0.5\n", output);
    }

    [Fact]
    public async Task What_cloud_init_failed_at_is_passed_on()
    {
        var (code, _, errors) = await RunAsync(status: 1, engine: 0);

        Assert.Equal(1, code);
        Assert.Contains("cloud-init says:\nstatus 1", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_an_engine_or_an_anchor_address_it_is_not_ready()
    {
        Assert.Contains("no running container engine", (await RunAsync(status: 0, engine: 1)).Errors, StringComparison.Ordinal);
        Assert.Contains("addresses are not set up", (await RunAsync(status: 0, engine: 0)).Errors, StringComparison.Ordinal);
    }

    private async Task<(int Code, string Output, string Errors)> RunAsync(int status, int engine)
    {
        foreach (var (name, text) in new[] { ("cloud-init", $"echo status {status}; exit {status}"), ("docker", $"exit {engine}") })
        {
            var path = Path.Combine(folder.FullName, name);
            await File.WriteAllTextAsync(path, $"#!/bin/sh\n{text}\n");
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.UserWrite);
        }

        return await Shell.RunAsync("bash", ["-c", Script.Command("test")], Script.Input(Script.Ready), environment: new Dictionary<string, string>
        {
            ["PATH"] = $"{folder.FullName}:{Environment.GetEnvironmentVariable("PATH")}",
            ["MTA_STS_AUDIT_NOTES"] = folder.FullName,
        });
    }
}
