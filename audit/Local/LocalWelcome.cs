using MtaStsAudit.Testbed.Deployment;
using MtaStsAudit.Testbed.Names;
using MtaStsAudit.Testbed.Receivers;

namespace MtaStsAudit.Audit.Local;

/// <summary>What to do with a local testbed that is up.</summary>
internal static class LocalWelcome
{
    public static void Write(TextWriter writer)
    {
        var names = LocalSite.Default.Names;
        var token = AuditToken.New();
        var first = Catalogue.Study[0];
        writer.WriteLine();
        writer.WriteLine($"The testbed is up. API: {LocalSite.Api}   name server: {LocalSite.Dns.V4}");
        writer.WriteLine("Mail to any UUID at these domains, from this machine:");
        foreach (var receiver in Catalogue.Study)
        {
            writer.WriteLine($"  {names.Address(token, receiver.Letter)}   [{LocalSite.Published(receiver)}]   {receiver.Intent}");
        }

        writer.WriteLine("By hand, to one receiver:");
        writer.WriteLine($"  swaks --server {LocalSite.Published(first)} --to {names.Address(token, first.Letter)} --tls");
        writer.WriteLine("A whole audit, through a mail server that resolves by that name server:");
        writer.WriteLine("  audit run --send-via smtp://HOST:25 --from ADDRESS");
        writer.WriteLine("What has come so far:");
        writer.WriteLine($"  curl {LocalSite.Api}audits/{token}");
    }
}
