using MtaStsAudit.Deployment.Local;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Receivers;
using MtaStsAudit.Model.Scenarios;

namespace MtaStsAudit.Audit.Local;

/// <summary>What to do with a local testbed that is up.</summary>
internal static class LocalWelcome
{
    public static void Write(TextWriter writer, Suite suite)
    {
        var names = LocalSite.Default.Names;
        var token = AuditToken.New();
        var first = Catalogue.Study[0];
        writer.WriteLine();
        writer.WriteLine($"The testbed is up. API: {LocalSite.Api}   name server: {LocalSite.Dns.V4}");
        writer.WriteLine("Mail to any UUID at these domains, from this machine:");
        foreach (var receiver in Catalogue.Study)
        {
            writer.WriteLine($"  {names.Address(token, receiver.Name)}   [{LocalSite.Published(receiver)}]   {receiver.Intent}");
        }

        var further = suite.Scenarios.Count(scenario => !scenario.Name.IsOfStudy);
        if (further > 0)
        {
            writer.WriteLine($"and {further} scenarios more, see docs/scenarios.md: {string.Join(", ", suite.Scenarios.Where(scenario => !scenario.Name.IsOfStudy).Take(3).Select(scenario => names.MailDomain(scenario.Name)))}, …");
        }

        writer.WriteLine("By hand, to one receiver:");
        writer.WriteLine($"  swaks --server {LocalSite.Published(first)} --to {names.Address(token, first.Name)} --tls");
        writer.WriteLine("A whole audit, through a mail server that resolves by that name server:");
        writer.WriteLine($"  audit run --send-via smtp://HOST:25 --from ADDRESS{(further > 0 ? " --suite standard" : "")}");
        writer.WriteLine("What has come so far:");
        writer.WriteLine($"  curl {LocalSite.Api}audits/{token}");
    }
}
