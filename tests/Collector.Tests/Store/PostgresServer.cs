using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace MtaStsAudit.Collector.Tests.Store;

/// <summary>A PostgreSQL server of Debian's package on a free port of loopback, with a data folder of its own.</summary>
public sealed class PostgresServer : IAsyncLifetime
{
    private const string Installed = "/usr/lib/postgresql";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("mta-sts-audit-postgres-");
    private readonly int port = FreePort();

    /// <summary>Null when the server runs.</summary>
    public string? MissingBecause { get; private set; }

    private string Data => Path.Combine(folder.FullName, "data");

    private static string? Programs => Directory.Exists(Installed)
        ? Directory.EnumerateDirectories(Installed).OrderByDescending(version => int.Parse(Path.GetFileName(version))).Select(version => $"{version}/bin").FirstOrDefault()
        : null;

    public string ConnectionString(string database) => $"Host=127.0.0.1;Port={port};Username=postgres;Database={database};Pooling=true;Maximum Pool Size=20";

    /// <summary>Makes an empty database. Skips the test when there is no server.</summary>
    public async Task<string> NewDatabaseAsync()
    {
        Assert.SkipWhen(MissingBecause is not null, MissingBecause ?? "");
        var name = $"evidence_{Guid.NewGuid():N}";
        await using var source = NpgsqlDataSource.Create(ConnectionString("postgres"));
        await using var create = source.CreateCommand($"CREATE DATABASE {name}");
        await create.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        return ConnectionString(name);
    }

    public async ValueTask InitializeAsync()
    {
        if (Programs is null)
        {
            MissingBecause = "PostgreSQL's server is not installed (Debian's package postgresql).";
            return;
        }

        // The server refuses to run as root.
        await RunAsync("chown", "postgres", folder.FullName);
        await AsPostgresAsync($"{Programs}/initdb", "--pgdata", Data, "--auth", "trust", "--username", "postgres", "--no-sync");
        await StartAsync();
    }

    public int Port => port;

    public Task StartAsync() => AsPostgresAsync($"{Programs}/pg_ctl", "--pgdata", Data, "--wait", "--silent", "--log", Path.Combine(folder.FullName, "log"),
        "--options", $"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder.FullName}", "start");

    /// <summary>As a crash would: nobody is waited for, nothing is written any more.</summary>
    public Task CrashAsync() => AsPostgresAsync($"{Programs}/pg_ctl", "--pgdata", Data, "--wait", "--silent", "--mode", "immediate", "stop");

    /// <summary>Runs a line of an operator's shell, where the usual variables name this server.</summary>
    public Task ShellAsync(string line) => RunAsync("sh", "-c", $"export PATH={Programs}:$PATH PGHOST=127.0.0.1 PGPORT=$1 PGUSER=postgres; {line}",
        "sh", port.ToString(System.Globalization.CultureInfo.InvariantCulture));

    public async ValueTask DisposeAsync()
    {
        if (Programs is not null)
        {
            await CrashAsync();
        }

        folder.Delete(recursive: true);
    }

    private static Task AsPostgresAsync(params string[] command) =>
        Environment.UserName == "root" ? RunAsync("setpriv", ["--reuid", "postgres", "--regid", "postgres", "--init-groups", "--", .. command]) : RunAsync(command[0], command[1..]);

    private static async Task RunAsync(string program, params string[] arguments)
    {
        // Its standard output is not read: the server would inherit a pipe and hold it open.
        using var process = Process.Start(new ProcessStartInfo("sh", ["-c", "exec \"$@\" >/dev/null 2>&1", "sh", program, .. arguments]) { WorkingDirectory = "/" })!;
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}");
    }

    private static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}
