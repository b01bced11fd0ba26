using MtaStsAudit.Stack.Images;
using MtaStsAudit.Stack.Settings;

namespace MtaStsAudit.Stack;

/// <summary>The program: settings, image sources, testbed.</summary>
internal static class TestbedProgram
{
    public static async Task<IDictionary<string, object?>> RunAsync()
    {
        var configuration = StackConfiguration.Read(Environment.GetEnvironmentVariable);
        var images = await ImageSources.ReadAsync(RepositoryRoot.Find(), CancellationToken.None);
        return new TestbedSite("testbed", new() { Configuration = configuration, Images = images }).Outputs;
    }
}
