using System.Collections.Immutable;
using MtaStsAudit.Acme.Certificates;
using MtaStsAudit.Acme.Tests.Rig;
using MtaStsAudit.Resources;
using Pulumi.Experimental;

namespace MtaStsAudit.Acme.Tests.Certificates;

public sealed class CertificatePlanTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 2, 0, 0, 0, TimeSpan.Zero);

    private static readonly IssuedCertificate Fresh = new("", "", "01", Now.AddDays(-1), Now.AddDays(89));

    private static readonly ImmutableDictionary<string, PropertyValue> Inputs = Properties.Of(
        (PropertyName.Directory, "https://one.example/dir"),
        (PropertyName.Names, new[] { "a.example.com", "b.example.com", "c.example.com" }),
        (PropertyName.Zone, "example.com"));

    [Fact]
    public void Nothing_changed_and_not_due_is_nothing_to_do()
    {
        var plan = Plan(Inputs);

        Assert.Empty(plan.Changed);
        Assert.Empty(plan.Replaces);
        Assert.Null(plan.ReasonToIssue);
    }

    [Fact]
    public void Another_first_name_is_another_resource() =>
        Assert.Equal([PropertyName.Names], Plan(Inputs.With(PropertyName.Names, new[] { "z.example.com", "b.example.com" })).Replaces);

    [Fact]
    public void Names_that_come_and_go_are_the_reason()
    {
        var plan = Plan(Inputs.With(PropertyName.Names, new[] { "a.example.com", "b.example.com", "d.example.com" }));

        Assert.Empty(plan.Replaces);
        Assert.Equal("it has to be issued with d.example.com, without c.example.com", plan.ReasonToIssue);
    }

    [Theory]
    [InlineData("a.example.com", "c.example.com", "b.example.com")]
    [InlineData("A.example.com.", "B.example.com", "c.example.com")]
    public void Order_and_spelling_of_names_need_no_other_certificate(params string[] names)
    {
        var plan = Plan(Inputs.With(PropertyName.Names, names));

        Assert.Equal([PropertyName.Names], plan.Changed);
        Assert.Empty(plan.Replaces);
        Assert.Null(plan.ReasonToIssue);
    }

    [Fact]
    public void Another_directory_is_a_reason() =>
        Assert.Equal("directory changes", Plan(Inputs.With(PropertyName.Directory, "https://two.example/dir")).ReasonToIssue);

    [Fact]
    public void Inputs_that_are_not_in_the_certificate_are_no_reason() =>
        Assert.Null(Plan(Inputs.With(PropertyName.Zone, "com")).ReasonToIssue);

    [Fact]
    public void Names_that_are_not_known_yet_may_need_another_certificate_but_no_other_resource()
    {
        var plan = Plan(Inputs.With(PropertyName.Names, PropertyValue.Computed));

        Assert.Empty(plan.Replaces);
        Assert.Equal("its names are not known yet", plan.ReasonToIssue);
    }

    [Fact]
    public void A_value_that_becomes_secret_is_the_same_value() =>
        Assert.Empty(Plan(Inputs.With(PropertyName.Zone, new PropertyValue("example.com").WithSecret(true))).Changed);

    [Fact]
    public void An_empty_list_is_an_absent_one() =>
        Assert.Empty(Plan(Inputs.With(PropertyName.AuthoritativeServers, Array.Empty<string>())).Changed);

    [Fact]
    public void A_certificate_that_cannot_be_read_is_issued_anew() =>
        Assert.Equal("the certificate in the state cannot be read", Plan(Inputs, current: null).ReasonToIssue);

    private static CertificatePlan Plan(ImmutableDictionary<string, PropertyValue> after) => Plan(after, Fresh);

    private static CertificatePlan Plan(ImmutableDictionary<string, PropertyValue> after, IssuedCertificate? current) =>
        CertificatePlan.Of(Inputs, after, current, RenewalRule.DefaultFraction, [PropertyName.Directory], Now);
}
