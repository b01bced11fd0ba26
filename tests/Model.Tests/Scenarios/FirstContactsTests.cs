using System.Net;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Scenarios;

namespace MtaStsAudit.Model.Tests.Scenarios;

/// <summary>Each client has a clock of its own at each scenario.</summary>
public sealed class FirstContactsTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 2, 3, 0, 0, TimeSpan.Zero);
    private static readonly ReceiverName Scenario = new("policy-vanishes");

    private readonly FirstContacts contacts = new(TimeSpan.FromMinutes(6), TimeSpan.FromHours(2));

    [Fact]
    public void The_time_runs_from_the_first_contact_and_not_from_the_last()
    {
        Assert.Equal(6, ChangesAt(0, "192.0.2.25"));
        Assert.Equal(6, ChangesAt(5, "192.0.2.25"));
        Assert.Equal(6, ChangesAt(7, "192.0.2.25"));
    }

    [Theory]
    [InlineData("192.0.2.25", "192.0.2.200", true)]
    [InlineData("192.0.2.25", "192.0.3.25", false)]
    [InlineData("2001:db8:1::25", "2001:db8:1:ff::1", true)]
    [InlineData("2001:db8:1::25", "2001:db8:2::25", false)]
    [InlineData("192.0.2.25", "::ffff:192.0.2.26", true)]
    public void The_hosts_of_a_network_have_one_clock(string one, string other, bool isSame)
    {
        ChangesAt(0, one);

        Assert.Equal(isSame ? 6 : 7, ChangesAt(1, other));
    }

    [Fact]
    public void Each_scenario_has_its_own_clock()
    {
        ChangesAt(0, "192.0.2.25");

        Assert.Equal(Start.AddMinutes(7), contacts.ChangesAt(new("enforce-to-none"), IPAddress.Parse("192.0.2.25"), Start.AddMinutes(1)));
    }

    [Fact]
    public void Who_comes_when_no_audit_waits_for_it_any_more_begins_anew()
    {
        ChangesAt(0, "192.0.2.25");

        Assert.Equal(6, ChangesAt(125, "192.0.2.25"));
        Assert.Equal(132, ChangesAt(126, "192.0.2.25"));
    }

    [Fact]
    public void Of_too_many_clients_the_first_to_come_are_forgotten_and_no_others()
    {
        for (var number = 0; number <= FirstSeen<string>.Most; number++)
        {
            ChangesAt(0, $"10.{number >> 8}.{number & 255}.1");
        }

        Assert.Equal(6, ChangesAt(1, "10.0.1.1"));
        Assert.Equal(7, ChangesAt(1, "10.0.0.1"));
    }

    private double ChangesAt(double minute, string client) => (contacts.ChangesAt(Scenario, IPAddress.Parse(client), Start.AddMinutes(minute)) - Start).TotalMinutes;
}
