using System.Globalization;
using MtaStsAudit.Acme.Certificates;

namespace MtaStsAudit.Acme.Tests.Certificates;

public sealed class RenewalRuleTests
{
    [Theory]
    [InlineData(90, "2026-03-02T00:00:00Z")]
    [InlineData(45, "2026-01-31T00:00:00Z")]
    [InlineData(6, "2026-01-05T00:00:00Z")]
    public void A_certificate_is_due_after_two_thirds_of_its_own_life(int days, string renewAt)
    {
        var certificate = Lasting(days);
        var due = Time(renewAt);

        Assert.Equal(due, RenewalRule.RenewAt(certificate, RenewalRule.DefaultFraction));
        Assert.Null(RenewalRule.ReasonToRenew(certificate, RenewalRule.DefaultFraction, due.AddSeconds(-1)));
        Assert.NotNull(RenewalRule.ReasonToRenew(certificate, RenewalRule.DefaultFraction, due));
    }

    [Fact]
    public void The_fraction_can_be_set() =>
        Assert.Equal(Time("2026-01-19T00:00:00Z"), RenewalRule.RenewAt(Lasting(90), 0.2));

    [Theory]
    [InlineData("2026-03-05T00:00:00Z", "renewal is due since 2026-03-02T00:00:00Z, 67 % into its life; it expires at 2026-04-01T00:00:00Z")]
    [InlineData("2026-04-01T00:00:00Z", "it expired at 2026-04-01T00:00:00Z")]
    [InlineData("2026-02-01T00:00:00Z", null)]
    public void The_reason_names_the_times(string now, string? reason) =>
        Assert.Equal(reason, RenewalRule.ReasonToRenew(Lasting(90), RenewalRule.DefaultFraction, Time(now)));

    private static IssuedCertificate Lasting(int days)
    {
        var notBefore = Time("2026-01-01T00:00:00Z");
        return new IssuedCertificate("", "", "01", notBefore, notBefore.AddDays(days));
    }

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
