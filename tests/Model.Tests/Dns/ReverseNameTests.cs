using System.Net;
using MtaStsAudit.Model.Dns;

namespace MtaStsAudit.Model.Tests.Dns;

public sealed class ReverseNameTests
{
    [Theory]
    [InlineData("192.0.2.1", "1.2.0.192.in-addr.arpa")]
    [InlineData("2001:db8::567:89ab", "b.a.9.8.7.6.5.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.8.b.d.0.1.0.0.2.ip6.arpa")]
    public void An_address_is_looked_up_backwards(string address, string expected) =>
        Assert.Equal(expected, ReverseName.Of(IPAddress.Parse(address)));

    [Theory]
    [InlineData("10.78.0.0", 16, "78.10.in-addr.arpa")]
    [InlineData("fd7a:5c1e::", 32, "e.1.c.5.a.7.d.f.ip6.arpa")]
    public void A_network_is_a_zone(string address, int prefixLength, string expected) =>
        Assert.Equal(expected, ReverseName.Of(IPAddress.Parse(address), prefixLength));
}
