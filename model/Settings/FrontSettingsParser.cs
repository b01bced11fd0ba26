using System.Net;
using System.Text.Json;
using MtaStsAudit.Model.Scenarios;

namespace MtaStsAudit.Model.Settings;

/// <summary>Reads a front's settings, and tells all that is wrong with them at once.</summary>
public static class FrontSettingsParser
{
    /// <summary>A session takes two buffers and two sockets: so many take about as much as the container of a receiver may have.</summary>
    private const int MostSessions = 1000;

    private const int MostListeners = 64;
    private const int LongestSeconds = 7 * 24 * 3600;
    private const int LongestName = 63;

    /// <returns>The settings, or one line for each fault: the setting, its value, and what is allowed.</returns>
    public static (FrontSettings? Settings, IReadOnlyList<string> Faults) Parse(string json)
    {
        FrontSettingsFile? file;
        try
        {
            file = JsonSerializer.Deserialize(json, FrontSettingsJson.Default.FrontSettingsFile);
        }
        catch (JsonException fault)
        {
            return (null, [$"{fault.Path ?? "the file"}: {fault.Message} Allowed: a JSON object with the settings listed in docs/settings.md"]);
        }

        return file is null ? (null, ["the file is empty; allowed: a JSON object"]) : new Reading(file).Result();
    }

    private sealed class Reading(FrontSettingsFile file)
    {
        private static readonly IPEndPoint Unset = new(IPAddress.None, 25);

        private readonly List<string> faults = [];

        public (FrontSettings? Settings, IReadOnlyList<string> Faults) Result()
        {
            var usual = new FrontSettings { Upstream = Unset, Listeners = [] };
            var settings = new FrontSettings
            {
                Upstream = EndPoint("upstream", file.Upstream, "10.0.0.1:25"),
                Sessions = Count("sessions", file.Sessions, FrontSettings.UsualSessions, MostSessions),
                SessionsOfOneClient = Count("sessionsOfOneClient", file.SessionsOfOneClient, FrontSettings.UsualSessionsOfOneClient, MostSessions),
                Health = Loopback("health", file.Health) ?? new(IPAddress.Loopback, FrontSettings.HealthPort),
                Syslog = Loopback("syslog", file.Syslog),
                FaultLasts = Seconds("faultSeconds", file.FaultSeconds, usual.FaultLasts),
                ClientsAreRemembered = Seconds("rememberedSeconds", file.RememberedSeconds, usual.ClientsAreRemembered),
                Listeners = Listeners(),
            };
            Twice("name", settings.Listeners.Select(listener => listener.Name));
            Twice("address", settings.Listeners.Select(listener => listener.Address).Where(address => address != Unset).Select(address => $"{address}"));
            return faults.Count == 0 ? (settings, faults) : (null, faults);
        }

        private IReadOnlyList<FrontListener> Listeners()
        {
            if (file.Listeners is { Count: >= 1 and <= MostListeners } listeners)
            {
                return [.. listeners.Select(Listener)];
            }

            faults.Add($"listeners has '{file.Listeners?.Count ?? 0}' entries; allowed: 1 to {MostListeners}");
            return [];
        }

        private FrontListener Listener(FrontListenerFile? listener, int index)
        {
            var setting = $"listeners[{index}]";
            if (listener?.Name is not { Length: >= 1 and <= LongestName } name || !name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-'))
            {
                faults.Add($"{setting}.name is '{listener?.Name}'; allowed: 1 to {LongestName} letters, digits and hyphens");
                name = setting;
            }

            if (!ChannelFaultName.TryParse(listener?.Fault, out var fault))
            {
                faults.Add($"{setting}.fault is '{listener?.Fault}'; allowed: {string.Join(", ", ChannelFaultName.All)}");
            }

            return new(name, EndPoint($"{setting}.address", listener?.Address, "10.78.2.51:25 or [2001:db8::51]:25"), fault,
                listener?.Upstream is { } upstream ? EndPoint($"{setting}.upstream", upstream, "127.0.0.1:10025") : null);
        }

        private IPEndPoint EndPoint(string name, string? text, string example)
        {
            if (text is not null && IPEndPoint.TryParse(text, out var endPoint) && endPoint.Port > 0)
            {
                return endPoint;
            }

            faults.Add($"{name} is '{text}'; allowed: ADDRESS:PORT, such as {example}");
            return Unset;
        }

        private IPEndPoint? Loopback(string name, string? text)
        {
            if (text is null)
            {
                return null;
            }

            if (IPEndPoint.TryParse(text, out var endPoint) && endPoint.Port > 0 && IPAddress.IsLoopback(endPoint.Address))
            {
                return endPoint;
            }

            faults.Add($"{name} is '{text}'; allowed: a loopback ADDRESS:PORT, such as {new IPEndPoint(IPAddress.Loopback, FrontSettings.HealthPort)}");
            return null;
        }

        private int Count(string name, int? value, int usual, int most)
        {
            if (value < 1 || value > most)
            {
                faults.Add($"{name} is '{value}'; allowed: 1 to {most}");
            }

            return value ?? usual;
        }

        private TimeSpan Seconds(string name, int? value, TimeSpan usual)
        {
            if (value is < 1 or > LongestSeconds)
            {
                faults.Add($"{name} is '{value}'; allowed: 1 to {LongestSeconds} seconds");
            }

            return value is { } seconds ? TimeSpan.FromSeconds(seconds) : usual;
        }

        private void Twice(string what, IEnumerable<string> values) => faults.AddRange(values
            .GroupBy(value => value, StringComparer.OrdinalIgnoreCase)
            .Where(group => group.Count() > 1)
            .Select(group => $"listeners has the {what} '{group.Key}' {group.Count()} times; allowed: once"));
    }
}
