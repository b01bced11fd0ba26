using System.CommandLine;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace MtaStsAudit.Audit.Commands;

/// <summary>The option <c>--trust</c>, of the verbs that check certificates.</summary>
internal static class TrustOption
{
    public static Option<string?> Create() => new("--trust")
    {
        Description = "A PEM file with the CAs to trust instead of the system's.",
        HelpName = "FILE",
    };

    /// <exception cref="CommandFault">The file holds no certificate.</exception>
    public static X509Certificate2Collection RootsIn(string file)
    {
        try
        {
            var roots = new X509Certificate2Collection();
            roots.ImportFromPemFile(file);
            return roots.Count > 0 ? roots : throw new CommandFault($"{file} holds no certificate; allowed: a PEM file with the CAs to trust.");
        }
        catch (CryptographicException fault)
        {
            throw new CommandFault($"{file} cannot be read as certificates: {fault.Message}");
        }
    }
}
