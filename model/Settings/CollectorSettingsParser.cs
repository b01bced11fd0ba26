using System.Net;
using System.Text.Json;
using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Scenarios;
using MtaStsAudit.Model.Verdicts;

namespace MtaStsAudit.Model.Settings;

/// <summary>Reads a collector's settings, and tells all that is wrong with them at once.</summary>
public static class CollectorSettingsParser
{
    private const int LongestSeconds = 7 * 24 * 3600;
    private const int ShortestSelfCheck = 5;
    private const int LongestSelfCheck = 3600;

    /// <returns>The settings, or one line for each fault: the setting, its value, and what is allowed.</returns>
    public static (CollectorSettings? Settings, IReadOnlyList<string> Faults) Parse(string json)
    {
        CollectorSettingsFile? file;
        try
        {
            file = JsonSerializer.Deserialize(json, CollectorSettingsJson.Default.CollectorSettingsFile);
        }
        catch (JsonException fault)
        {
            return (null, [$"{fault.Path ?? "the file"}: {fault.Message} Allowed: a JSON object with the settings listed in docs/settings.md"]);
        }

        return file is null ? (null, ["the file is empty; allowed: a JSON object"]) : new Reading(file).Result();
    }

    private sealed class Reading(CollectorSettingsFile file)
    {
        private readonly List<string> faults = [];

        public (CollectorSettings? Settings, IReadOnlyList<string> Faults) Result()
        {
            var fallback = new CollectorSettings { Names = new SiteNames(DomainName.Parse("unset.invalid")) };
            if (!DomainName.TryParse(file.Site, out var site, out var fault))
            {
                faults.Add($"site is '{file.Site}': {fault}; allowed: the name the testbed lives under, such as audit.example.com");
                site = fallback.Names.Site;
            }

            var settings = new CollectorSettings
            {
                Names = new SiteNames(site),
                Milter = EndPoint("milter", file.Milter, fallback.Milter),
                MilterSocket = file.MilterSocket is { } socket ? NotBlank("milterSocket", socket, socket, "a file") : null,
                LogIntake = EndPoint("logIntake", file.LogIntake, fallback.LogIntake),
                Http = EndPoint("http", file.Http, fallback.Http),
                Https = EndPoint("https", file.Https, fallback.Https),
                Certificates = NotBlank("certificates", file.Certificates, fallback.Certificates, "a folder"),
                Database = Database(fallback.Database),
                AdminSecretSha256 = Digest(),
                LogFormat = Log(),
                SelfCheck = SelfCheck(fallback.SelfCheck),
                TrustedRoots = file.TrustedRoots is { } roots ? NotBlank("trustedRoots", roots, roots, "a PEM file") : null,
                Suite = LeavingOut(SuiteNamed(fallback.Suite)),
                Rules = new AuditRules(
                    Seconds("settleSeconds", file.SettleSeconds, fallback.Rules.Settle),
                    Seconds("retryWindowSeconds", file.RetryWindowSeconds, fallback.Rules.RetryWindow)),
                Retention = new RetentionRules(
                    Days("evidenceDays", file.EvidenceDays, fallback.Retention.Evidence),
                    Days("messageTextDays", file.MessageTextDays, fallback.Retention.MessageText)),
                Operator = new SiteOperator(
                    Allowed("operatorName", file.OperatorName, SiteOperator.IsName, $"1 to {SiteOperator.LongestName} characters"),
                    Allowed("operatorContact", file.OperatorContact, SiteOperator.IsContact, SiteOperator.AllowedContact),
                    Allowed("abuseContact", file.AbuseContact, SiteOperator.IsMailAddress, SiteOperator.AllowedAbuseContact),
                    Allowed("source", file.Source, text => SiteOperator.IsHttps(text, out _), SiteOperator.AllowedSource) is { } source
                        && SiteOperator.IsHttps(source, out var address) ? address : null),
                OffersInboundCheck = file.InboundCheck ?? fallback.OffersInboundCheck,
            };
            return faults.Count == 0 ? (settings, faults) : (null, faults);
        }

        private Suite SuiteNamed(Suite fallback)
        {
            if (file.Suite is not { } name)
            {
                return fallback;
            }

            if (Suite.Find(name) is { } suite)
            {
                return suite;
            }

            faults.Add($"suite is '{name}'; allowed: {string.Join(", ", Suite.All.Select(one => one.Name))}");
            return fallback;
        }

        private Suite LeavingOut(Suite suite)
        {
            List<ReceiverName> leftOut = [];
            foreach (var text in file.LeftOut ?? [])
            {
                // The label and who the sender is are told by the study's scenarios: all of them or none.
                if (suite.Scenarios.FirstOrDefault(scenario => scenario.Name.Value == text) is { Name: { IsOfStudy: false } name })
                {
                    leftOut.Add(name);
                }
                else
                {
                    faults.Add($"leftOut has '{text}'; allowed: scenarios of suite {suite.Name} beyond the study's");
                }
            }

            return suite.Without(leftOut);
        }

        private IPEndPoint EndPoint(string name, string? text, IPEndPoint fallback)
        {
            if (text is null)
            {
                return fallback;
            }

            if (IPEndPoint.TryParse(text, out var endPoint) && endPoint.Port > 0)
            {
                return endPoint;
            }

            faults.Add($"{name} is '{text}'; allowed: ADDRESS:PORT, such as 0.0.0.0:{fallback.Port} or [::]:{fallback.Port}");
            return fallback;
        }

        private string? Allowed(string name, string? text, Func<string, bool> isAllowed, string allowed)
        {
            if (text is not null && !isAllowed(text))
            {
                faults.Add($"{name} is '{text}'; allowed: {allowed}, or leave it out");
            }

            return text;
        }

        private string NotBlank(string name, string? text, string fallback, string allowed)
        {
            if (text is not null && string.IsNullOrWhiteSpace(text))
            {
                faults.Add($"{name} is '{text}'; allowed: {allowed}");
            }

            return text ?? fallback;
        }

        // The value may hold a password, so it is not repeated.
        private string Database(string fallback)
        {
            var text = file.Database ?? fallback;
            if (!text.Contains("Data Source=", StringComparison.OrdinalIgnoreCase) && !text.Contains("Host=", StringComparison.OrdinalIgnoreCase))
            {
                faults.Add("database is not a connection string (not shown); allowed: 'Data Source=FILE' for SQLite or 'Host=…;Database=…' for PostgreSQL");
            }

            return text;
        }

        private string? Digest()
        {
            if (file.AdminSecretSha256 is { } text && (text.Length != 64 || !text.All(char.IsAsciiHexDigit)))
            {
                faults.Add("adminSecretSha256 is not a SHA-256 digest (not shown); allowed: 64 hexadecimal digits, or leave it out");
            }

            return file.AdminSecretSha256;
        }

        private LogFormat Log()
        {
            if (file.LogFormat is not (null or "json" or "text"))
            {
                faults.Add($"logFormat is '{file.LogFormat}'; allowed: json or text");
            }

            return file.LogFormat == "text" ? LogFormat.Text : LogFormat.Json;
        }

        private TimeSpan SelfCheck(TimeSpan fallback)
        {
            if (file.SelfCheckSeconds is not (null or 0 or (>= ShortestSelfCheck and <= LongestSelfCheck)))
            {
                faults.Add($"selfCheckSeconds is '{file.SelfCheckSeconds}'; allowed: {ShortestSelfCheck} to {LongestSelfCheck} seconds, or 0 for never");
            }

            return file.SelfCheckSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : fallback;
        }

        private TimeSpan Days(string name, int? value, TimeSpan fallback)
        {
            if (value is < 1 or > RetentionRules.MostDays)
            {
                faults.Add($"{name} is '{value}'; allowed: 1 to {RetentionRules.MostDays} days");
            }

            return value is { } days ? TimeSpan.FromDays(days) : fallback;
        }

        private TimeSpan Seconds(string name, int? value, TimeSpan fallback)
        {
            if (value is < 1 or > LongestSeconds)
            {
                faults.Add($"{name} is '{value}'; allowed: 1 to {LongestSeconds} seconds");
            }

            return value is { } seconds ? TimeSpan.FromSeconds(seconds) : fallback;
        }
    }
}
