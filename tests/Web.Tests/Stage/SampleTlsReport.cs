using System.Text.Json;
using MtaStsAudit.Model.Names;

namespace MtaStsAudit.Web.Tests.Stage;

/// <summary>A report as a sender posts it.</summary>
internal static class SampleTlsReport
{
    public static string About(
        char letter, DateTimeOffset day, string failure = "starttls-not-supported", string organisation = "Sender Example Inc.", string more = "see our status page") =>
        JsonSerializer.Serialize(new Dictionary<string, object>
        {
            ["organization-name"] = organisation,
            ["date-range"] = new Dictionary<string, object>
            {
                ["start-datetime"] = day.UtcDateTime.Date.ToString("yyyy-MM-dd'T'00:00:00'Z'"),
                ["end-datetime"] = day.UtcDateTime.Date.ToString("yyyy-MM-dd'T'23:59:59'Z'"),
            },
            ["contact-info"] = "tls-reports@sender.example",
            ["report-id"] = $"{day:yyyyMMdd}-{letter}",
            ["policies"] = new object[]
            {
                new Dictionary<string, object>
                {
                    ["policy"] = new Dictionary<string, object>
                    {
                        ["policy-type"] = "sts",
                        ["policy-string"] = new[] { "version: STSv1", "mode: enforce", $"mx: {WebStage.Names.MailHost(new ReceiverName(letter))}", "max_age: 604800" },
                        ["policy-domain"] = WebStage.Names.MailDomain(new ReceiverName(letter)).Value,
                    },
                    ["summary"] = new Dictionary<string, object> { ["total-successful-session-count"] = 7, ["total-failure-session-count"] = 3 },
                    ["failure-details"] = new object[]
                    {
                        new Dictionary<string, object>
                        {
                            ["result-type"] = failure,
                            ["sending-mta-ip"] = "192.0.2.25",
                            ["receiving-mx-hostname"] = WebStage.Names.MailHost(new ReceiverName(letter)).Value,
                            ["failed-session-count"] = 3,
                            ["additional-information"] = more,
                        },
                    },
                },
            },
        });
}
