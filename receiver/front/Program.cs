using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using MtaStsAudit.Front;
using MtaStsAudit.Front.Listening;
using MtaStsAudit.Model.Settings;

var file = args is [var given] ? given : "/etc/front/front.json";
string json;
try
{
    json = await File.ReadAllTextAsync(file);
}
catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
{
    await Console.Error.WriteLineAsync($"The settings cannot be read: {fault.Message} Usage: [SETTINGS]");
    return 2;
}

var (settings, faults) = FrontSettingsParser.Parse(json);
if (settings is null)
{
    foreach (var fault in faults)
    {
        await Console.Error.WriteLineAsync($"{file}: {fault}");
    }

    return 2;
}

using var app = FrontApp.Build(settings, Console.Out, TimeProvider.System);
try
{
    await app.StartAsync();
}
catch (IOException fault)
{
    // The log has all its circumstances.
    await Console.Error.WriteLineAsync($"The front cannot start: {fault.Message}");
    return 1;
}

await app.WaitForShutdownAsync();
return app.Services.GetRequiredService<AddressWatch>().HasEndedFront ? 1 : 0;
