using MtaStsAudit.Collector.PolicyHost;
using MtaStsAudit.Model.Names;

namespace MtaStsAudit.Collector.Http;

/// <summary>Tells policy hosts from the API by the name that is asked for.</summary>
internal static class PolicyHostNames
{
    public static bool IsOfPolicyHost(this HttpRequest request, SiteNames names) =>
        DomainName.TryParse(AsciiName.Of(request.Host.Host), out var host) && names.ReceiverOfPolicyHost(host) is not null;
}
