using System.Text;
using MtaStsAudit.Fuzz.Tests.Fuzzing;
using MtaStsAudit.Model.Settings;

namespace MtaStsAudit.Fuzz.Tests.Front;

public sealed class FrontSettingsFuzzTests(ITestOutputHelper output)
{
    [Fact]
    public void Settings_of_a_front_are_read_as_what_they_print_or_every_fault_is_told() => new FuzzRun("front-settings", output)
    {
        Dictionary =
        [
            "{", "}", "[", "]", ",", "null", "\"upstream\":\"10.0.0.1:25\"", "\"sessions\":", "0", "1000", "1001", "2147483648", "\"health\":\"[::1]:1\"", "\"0.0.0.0:25\"",
            "\"listeners\":", "\"name\":\"a\"", "\"address\":\"[::]:25\"", "\"fault\":\"ehlo-502\"", "responses-injected", "//", "\\u0000", "%2",
        ],
        Longest = 4 * 1024,
    }.Try(40_000, octets =>
    {
        var (settings, faults) = FrontSettingsParser.Parse(Encoding.UTF8.GetString(octets));
        Assert.Equal(settings is null, faults.Count > 0);
        Assert.All(faults, fault => Assert.Contains("llowed", fault, StringComparison.Ordinal));
        if (settings is not null)
        {
            Assert.Equal(settings.ToJson(), FrontSettingsParser.Parse(settings.ToJson()).Settings?.ToJson());
        }

        return string.Join('|', faults.Select(fault => fault.Split(' ')[0])).GetHashCode(StringComparison.Ordinal);
    });
}
