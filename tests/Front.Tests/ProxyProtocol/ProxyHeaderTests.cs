using System.Net;
using System.Text;
using MtaStsAudit.Front.ProxyProtocol;

namespace MtaStsAudit.Front.Tests.ProxyProtocol;

public sealed class ProxyHeaderTests
{
    [Theory]
    [InlineData("192.0.2.1:4711", "10.78.2.51:25", "PROXY TCP4 192.0.2.1 10.78.2.51 4711 25\r\n")]
    [InlineData("[2001:db8::1]:65535", "[2001:db8::51]:25", "PROXY TCP6 2001:db8::1 2001:db8::51 65535 25\r\n")]
    [InlineData("[::ffff:192.0.2.1]:4711", "[::ffff:10.78.2.51]:25", "PROXY TCP4 192.0.2.1 10.78.2.51 4711 25\r\n")]
    [InlineData("[fe80::1%2]:4711", "[fe80::2%2]:25", "PROXY TCP6 fe80::1 fe80::2 4711 25\r\n")]
    public void The_line_has_both_ends_of_the_connection(string client, string local, string line) =>
        Assert.Equal(line, Encoding.ASCII.GetString(ProxyHeader.Of(IPEndPoint.Parse(client), IPEndPoint.Parse(local))));
}
