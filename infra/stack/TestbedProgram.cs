using MtaStsAudit.Stack.Account;
using MtaStsAudit.Stack.Images;
using MtaStsAudit.Stack.Settings;

namespace MtaStsAudit.Stack;

/// <summary>The program: settings, account, image sources, testbed.</summary>
internal static class TestbedProgram
{
    /// <param name="root">The repository.</param>
    /// <param name="assembly">This program's own, which checks the testbed in the end.</param>
    public static async Task<IDictionary<string, object?>> RunAsync(string root, string assembly)
    {
        var configuration = StackConfiguration.Read(Environment.GetEnvironmentVariable);
        // Not the domain's name, so that another domain does not make everything anew.
        var accountWideName = $"mta-sts-audit-{Pulumi.Deployment.Instance.StackName}";
        await AccountCheck.RequireAsync(configuration, accountWideName);
        return new TestbedSite("testbed", new()
        {
            Configuration = configuration,
            AccountWideName = accountWideName,
            Images = await ImagesAsync(root),
            CheckProgram = ProgramFolder.Relative(root, assembly),
        }).Outputs;
    }

    private static async Task<ImageSources> ImagesAsync(string root)
    {
        try
        {
            return await ImageSources.ReadAsync(root, CancellationToken.None);
        }
        catch (InvalidOperationException unpublished)
        {
            throw new Pulumi.RunException(unpublished.Message);
        }
    }
}
