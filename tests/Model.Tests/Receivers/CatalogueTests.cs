using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Receivers;
using MtaStsAudit.Model.Scenarios;
using MtaStsAudit.Model.Sts;

namespace MtaStsAudit.Model.Tests.Receivers;

public sealed class CatalogueTests
{
    [Theory]
    [InlineData("a", CompliantSender.DeliversOverTls, "")]
    [InlineData("b", CompliantSender.Refuses, "starttls-not-supported validation-failure")]
    [InlineData("c", CompliantSender.DeliversOverTls, "")]
    [InlineData("d", CompliantSender.Refuses, "certificate-not-trusted validation-failure")]
    [InlineData("e", CompliantSender.DeliversOverTls, "")]
    [InlineData("f", CompliantSender.DeliversInClear, "")]
    public void The_study_s_receivers_ask_of_a_compliant_sender_what_the_study_says(string letter, CompliantSender expected, string reported)
    {
        var receiver = Catalogue.Study.Single(row => row.Name.ToString() == letter);

        Assert.Equal(expected, receiver.Expected);
        Assert.Equal(reported.Split(' ', StringSplitOptions.RemoveEmptyEntries), receiver.ReportedFailures.Order());
    }

    [Fact]
    public void Every_letter_is_used_once() =>
        Assert.Equal(Catalogue.Study.Count, Catalogue.Study.Select(row => row.Name).Distinct().Count());

    [Theory]
    [InlineData(StsMode.Testing)]
    [InlineData(StsMode.None)]
    public void Without_enforcement_a_compliant_sender_delivers_in_spite_of_a_fault(StsMode mode)
    {
        var receiver = new Receiver(new ReceiverName('g'), TlsOffer.May, CertificateKind.UntrustedIssuer, mode, AddressFamilyUse.IPv4, "");

        Assert.Equal(CompliantSender.DeliversOverTls, receiver.Expected);
    }

    [Fact]
    public void The_study_s_testbed_has_a_positive_control_on_both_address_families_and_one_clear_text_control()
    {
        Assert.Equal(["a", "c"], Catalogue.Study.Where(row => row.IsPositiveControl).Select(row => row.Name.ToString()));
        Assert.Equal(["f"], Catalogue.Study.Where(row => row.IsClearTextControl).Select(row => row.Name.ToString()));
    }
}
