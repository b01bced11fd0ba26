using FsCheck.Xunit;
using MtaStsAudit.Collector.PolicyHost;

namespace MtaStsAudit.Collector.Tests.PolicyHost;

public sealed class AsciiNameTests
{
    [Theory]
    [InlineData("mta-sts.mta-sts-prüfung.audit.test", "mta-sts.xn--mta-sts-prfung-psb.audit.test")]
    [InlineData("mta-sts.xn--mta-sts-prfung-psb.audit.test", "mta-sts.xn--mta-sts-prfung-psb.audit.test")]
    [InlineData("API.audit.test", "API.audit.test")]
    [InlineData("", "")]
    [InlineData(null, null)]
    public void A_name_is_as_DNS_has_it(string? name, string? expected) => Assert.Equal(expected, AsciiName.Of(name));

    [Property]
    public bool No_name_is_answered_with_an_exception(string? name) => AsciiName.Of(name) is null == name is null;
}
