using System.Buffers.Binary;
using System.Net;
using FsCheck.Xunit;
using MtaStsAudit.Model.Inbound;

namespace MtaStsAudit.Model.Tests.Inbound;

public sealed class PublicAddressTests
{
    [Theory]
    // RFC 6890 and successors: "this network", private use, shared, loopback, link-local with the clouds' metadata, protocol assignments.
    [InlineData("0.0.0.0")]
    [InlineData("0.1.2.3")]
    [InlineData("10.0.0.1")]
    [InlineData("10.255.255.255")]
    [InlineData("100.64.0.1")]
    [InlineData("100.127.255.255")]
    [InlineData("127.0.0.1")]
    [InlineData("127.255.255.254")]
    [InlineData("169.254.169.254")]
    [InlineData("172.16.0.1")]
    [InlineData("172.31.255.255")]
    [InlineData("192.0.0.8")]
    [InlineData("192.168.0.1")]
    // Documentation, 6to4 relays, benchmarking, multicast, reserved, broadcast.
    [InlineData("192.0.2.1")]
    [InlineData("198.51.100.1")]
    [InlineData("203.0.113.1")]
    [InlineData("192.88.99.1")]
    [InlineData("198.18.0.1")]
    [InlineData("198.19.255.255")]
    [InlineData("224.0.0.1")]
    [InlineData("239.255.255.255")]
    [InlineData("240.0.0.1")]
    [InlineData("255.255.255.255")]
    // IPv6: unspecified, loopback, IPv4-compatible, IPv4-mapped, IPv4-translated, NAT64 (well known and local), discard.
    [InlineData("::")]
    [InlineData("::1")]
    [InlineData("::127.0.0.1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("::ffff:8.8.8.8")]
    [InlineData("::ffff:10.0.0.1")]
    [InlineData("::ffff:169.254.169.254")]
    [InlineData("::ffff:192.168.0.1")]
    [InlineData("::ffff:0:127.0.0.1")]
    [InlineData("64:ff9b::127.0.0.1")]
    [InlineData("64:ff9b::808:808")]
    [InlineData("64:ff9b:1::1")]
    [InlineData("100::1")]
    // Teredo, benchmarking, ORCHID, documentation, 6to4, segment routing, unique local, link-local, site-local, multicast.
    [InlineData("2001::1")]
    [InlineData("2001:0:7f00:1::")]
    [InlineData("2001:2::1")]
    [InlineData("2001:10::1")]
    [InlineData("2001:20::1")]
    [InlineData("2001:db8::1")]
    [InlineData("3fff::1")]
    [InlineData("3fff:fff:ffff::1")]
    [InlineData("2002:7f00:1::")]
    [InlineData("2002:808:808::1")]
    [InlineData("5f00::1")]
    [InlineData("fc00::1")]
    [InlineData("fd12:3456::1")]
    [InlineData("fe80::1")]
    [InlineData("fe80::1%1")]
    [InlineData("fec0::1")]
    [InlineData("ff02::1")]
    [InlineData("ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff")]
    public void What_is_not_of_the_public_internet_is_not_contacted(string address) => Assert.False(PublicAddress.Is(IPAddress.Parse(address)));

    [Theory]
    [InlineData("1.1.1.1")]
    [InlineData("8.8.8.8")]
    [InlineData("9.255.255.255")]
    [InlineData("11.0.0.0")]
    [InlineData("100.63.255.255")]
    [InlineData("100.128.0.0")]
    [InlineData("172.15.255.255")]
    [InlineData("172.32.0.0")]
    [InlineData("192.0.1.0")]
    [InlineData("192.167.255.255")]
    [InlineData("198.17.255.255")]
    [InlineData("198.20.0.0")]
    [InlineData("223.255.255.255")]
    [InlineData("2001:200::1")]
    [InlineData("2001:4860:4860::8888")]
    [InlineData("2606:4700:4700::1111")]
    [InlineData("2a00:1450:4001::1b")]
    public void What_is_next_to_it_is_contacted(string address) => Assert.True(PublicAddress.Is(IPAddress.Parse(address)));

    [Property(MaxTest = 2000)]
    public void No_address_outside_global_unicast_is_public(ulong high, ulong low, bool mapped)
    {
        var octets = new byte[16];
        BinaryPrimitives.WriteUInt64BigEndian(octets, mapped ? 0 : high);
        BinaryPrimitives.WriteUInt64BigEndian(octets.AsSpan(8), mapped ? 0x0000_ffff_0000_0000 | (low & 0xffff_ffff) : low);

        if (PublicAddress.Is(new IPAddress(octets)))
        {
            Assert.Equal(0b001, octets[0] >> 5);
        }
    }
}
