using MtaStsAudit.Collector;
using MtaStsAudit.Testbed.Deployment;

var file = args is [var given] ? given : "/etc/collector/collector.json";
string json;
try
{
    json = await File.ReadAllTextAsync(file);
}
catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
{
    await Console.Error.WriteLineAsync($"The settings cannot be read: {fault.Message} Name the file as the only argument.");
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

await CollectorApp.Build(settings).RunAsync();
return 0;
