using System.Text;
using MtaStsAudit.Fuzz.Tests.Fuzzing;
using MtaStsAudit.Model.Settings;

namespace MtaStsAudit.Fuzz.Tests.Settings;

public sealed class SettingsFuzzTests(ITestOutputHelper output)
{
    [Fact]
    public void Settings_are_read_as_what_they_print_or_every_fault_is_told() => new FuzzRun("settings", output)
    {
        Dictionary =
        [
            "{", "}", "\"site\":\"audit.test\"", ",", "\"milter\":", "\"[::]:8891\"", "\"0.0.0.0:0\"", "null", "\"database\":\"Data Source=x\"", "\"settleSeconds\":", "\"evidenceDays\":0",
            "\"messageTextMiB\":", "2147483648", "1e3", "\"adminSecretSha256\":", "\"logFormat\":\"text\"", "\"selfCheckSeconds\":", "//", "\\u0000", "\"SITE\":",
        ],
        Longest = 4 * 1024,
    }.Try(60_000, octets =>
    {
        var (settings, faults) = CollectorSettingsParser.Parse(Encoding.UTF8.GetString(octets));
        Assert.Equal(settings is null, faults.Count > 0);
        Assert.All(faults, fault => Assert.Contains("llowed", fault, StringComparison.Ordinal));
        if (settings is not null)
        {
            Assert.Equal(settings.ToJson(), CollectorSettingsParser.Parse(settings.ToJson()).Settings?.ToJson());
        }

        return string.Join('|', faults.Select(fault => fault.Split(' ')[0])).GetHashCode(StringComparison.Ordinal);
    });
}
