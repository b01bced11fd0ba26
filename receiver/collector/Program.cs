using System.Data.Common;
using MtaStsAudit.Collector;
using MtaStsAudit.Collector.Backups;
using MtaStsAudit.Collector.Store;
using MtaStsAudit.Model.Settings;

var (verb, rest) = args is [BackupVerbs.Backup or BackupVerbs.Restore, .. var after] ? (args[0], after) : ("", args);
var file = rest is [var given] ? given : "/etc/collector/collector.json";
string json;
try
{
    json = await File.ReadAllTextAsync(file);
}
catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
{
    await Console.Error.WriteLineAsync($"The settings cannot be read: {fault.Message} Usage: [backup|restore] [SETTINGS]");
    return 2;
}

var (settings, faults) = CollectorSettingsParser.Parse(json);
if (settings is null)
{
    foreach (var fault in faults)
    {
        await Console.Error.WriteLineAsync($"{file}: {fault}");
    }

    return 2;
}

if (verb.Length > 0)
{
    await using var input = Console.OpenStandardInput();
    await using var output = Console.OpenStandardOutput();
    return await BackupVerbs.RunAsync(verb, settings, input, output, Console.Error, CancellationToken.None);
}

await using var app = CollectorApp.Build(settings);
if (app.Services.GetRequiredService<EvidenceDatabase>().File is { } store)
{
    StoreCopies.DeleteAll(store);
}

try
{
    await app.StartAsync();
}
catch (Exception fault) when (fault is IOException or DbException)
{
    // The log has all its circumstances.
    await Console.Error.WriteLineAsync($"The collector cannot start: {fault.Message}");
    return 1;
}

await app.WaitForShutdownAsync();
return 0;
