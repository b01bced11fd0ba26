using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using MtaStsAudit.Deployment.DigitalOcean;

namespace MtaStsAudit.Infra.Tests.Scripts;

/// <summary>The boot script with a metadata service that answers as DigitalOcean's does, on this machine's loopback interface.</summary>
public sealed class ExtraAddressesTests : IAsyncLifetime
{
    private const string Own = "fd79:ffff::500e";

    private readonly DirectoryInfo notes = Directory.CreateTempSubdirectory("mta-sts-audit-notes-");

    public async ValueTask InitializeAsync()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "needs root, to add addresses");
        await Shell.OutputOfAsync("ip", "-6", "address", "replace", $"{Own}/64", "dev", "lo", "nodad");
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var address in (await AddressesAsync()).Append($"{Own}/64"))
        {
            await Shell.RunAsync("ip", ["-6", "address", "delete", address, "dev", "lo"]);
        }

        notes.Delete(recursive: true);
    }

    [Fact]
    public async Task A_droplet_gets_all_addresses_of_its_block_again_at_each_boot_and_notes_its_anchor_address()
    {
        await using var metadata = await MetadataAsync();
        for (var boot = 1; boot <= 2; boot++)
        {
            var (code, _, errors) = await RunAsync(metadata);
            Assert.True(code == 0, errors);
        }

        Assert.Equal(
            Enumerable.Range(1, 15).Where(number => number != 14).Select(number => $"fd79:ffff::50{number:x2}/128").Order(StringComparer.Ordinal),
            (await AddressesAsync()).Order(StringComparer.Ordinal));
        Assert.Equal("10.19.0.5\n", File.ReadAllText(Path.Combine(notes.FullName, "anchor")));
    }

    [Fact]
    public async Task At_a_later_boot_it_needs_no_metadata_service()
    {
        string address;
        await using (var metadata = await MetadataAsync())
        {
            address = AddressOf(metadata);
            var (first, _, wrong) = await RunAsync(address);
            Assert.True(first == 0, wrong);
        }

        await Shell.OutputOfAsync("ip", "-6", "address", "delete", "fd79:ffff::5001/128", "dev", "lo");
        var (code, _, errors) = await RunAsync(address);

        Assert.True(code == 0, errors);
        Assert.Equal(14, (await AddressesAsync()).Count());
        Assert.Equal("10.19.0.5\n", File.ReadAllText(Path.Combine(notes.FullName, "anchor")));
    }

    [Fact]
    public async Task Without_metadata_at_the_first_boot_it_fails_and_says_so()
    {
        string address;
        await using (var metadata = await MetadataAsync())
        {
            address = AddressOf(metadata);
        }

        var (code, _, errors) = await RunAsync(address);

        Assert.Equal(1, code);
        Assert.Contains("The metadata service does not tell the droplet's ipv6/address, and nothing was noted before.", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_the_droplet_s_own_address_on_an_interface_it_fails_and_says_so()
    {
        await Shell.OutputOfAsync("ip", "-6", "address", "delete", $"{Own}/64", "dev", "lo");
        await using var metadata = await MetadataAsync();

        var (code, _, errors) = await RunAsync(metadata);

        Assert.Equal(1, code);
        Assert.Contains($"No interface has the droplet's own address {Own}.", errors, StringComparison.Ordinal);
    }

    private static async Task<IEnumerable<string>> AddressesAsync() =>
        (await Shell.OutputOfAsync("ip", "-o", "-6", "address", "show", "dev", "lo")).Split('\n')
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[3])
            .Where(address => address.StartsWith("fd79:ffff:", StringComparison.Ordinal) && address.EndsWith("/128", StringComparison.Ordinal));

    private static async Task<WebApplication> MetadataAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var app = builder.Build();
        // The metadata service writes IPv6 addresses in full and in capitals.
        app.MapGet("/metadata/v1/interfaces/public/0/ipv6/address", () => "FD79:FFFF:0000:0000:0000:0000:0000:500E");
        app.MapGet("/metadata/v1/interfaces/public/0/anchor_ipv4/address", () => "10.19.0.5");
        await app.StartAsync();
        return app;
    }

    private static string AddressOf(WebApplication metadata) => metadata.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

    private Task<(int Code, string Output, string Errors)> RunAsync(WebApplication metadata) => RunAsync(AddressOf(metadata));

    private Task<(int Code, string Output, string Errors)> RunAsync(string address)
    {
        using var reader = new StreamReader(typeof(UserData).Assembly.GetManifestResourceStream("extra-addresses.sh")!);
        return Shell.RunAsync("bash", ["-c", reader.ReadToEnd()], environment: new Dictionary<string, string>
        {
            ["METADATA"] = $"{address}/metadata/v1",
            ["NOTES"] = notes.FullName,
            ["ATTEMPTS"] = "1",
            ["no_proxy"] = "127.0.0.1",
        });
    }
}
