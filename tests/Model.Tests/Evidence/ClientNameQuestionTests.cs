using System.Net;
using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.Names;

namespace MtaStsAudit.Model.Tests.Evidence;

public sealed class ClientNameQuestionTests
{
    private static readonly SmtpClient Client = new(IPAddress.Parse("::ffff:192.0.2.25"), 40000, null);

    [Theory]
    [InlineData("mx1.sender.example", true)]
    [InlineData("MX1.Sender.Test.", true)]
    [InlineData("sender.test", true)]
    [InlineData("localhost", false)]
    [InlineData("co.uk", false)]
    [InlineData("[192.0.2.1]", false)]
    [InlineData("[IPv6:2001:db8::1]", false)]
    [InlineData("192.0.2.1", false)]
    [InlineData("a b.example", false)]
    [InlineData("under_score.example", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void Only_a_name_of_several_labels_that_is_no_address_is_asked_about(string? name, bool expected) =>
        Assert.Equal(expected, ClientNameQuestion.NameIn(name) is not null);

    [Fact]
    public void A_message_asks_about_its_EHLO_name_and_its_envelope_sender() =>
        Assert.Equal(
            ["192.0.2.25 Ehlo mx1.sender.example ", "192.0.2.25 MailFrom mail.example x@mail.example"],
            Asked(Message("mx1.sender.example", "x@mail.example")));

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("x@localhost")]
    [InlineData("x@[192.0.2.1]")]
    public void A_sender_without_a_domain_is_not_asked_about(string mailFrom) => Assert.Empty(Asked(Message("localhost", mailFrom)));

    [Fact]
    public void A_session_asks_about_each_of_its_names_once_and_a_fetch_about_its_host()
    {
        Assert.Equal(
            ["192.0.2.25 Ehlo a.example ", "192.0.2.25 Ehlo b.a.example "],
            Asked(new SessionHeard(new ReceiverName('b'), Client, ["a.example", "A.example", "b.a.example", "localhost"], null)));
        Assert.Equal(
            ["192.0.2.25 HostName  "],
            Asked(new PolicyFetched(new ReceiverName('b'), Client.Address, null, "mta-sts.b.audit.test", "TLSv1.3", 200, "1")));
        Assert.Equal(
            ["192.0.2.25 HostName  "],
            Asked(new PolicyFetchFailed(new ReceiverName('b'), Client.Address, "mta-sts.b.audit.test", new TlsFailure(48, "unknown CA"))));
    }

    [Fact]
    public void What_was_found_asks_nothing_again() =>
        Assert.Empty(Asked(new ClientNameChecked(Client.Address, ClientNameSource.Ehlo, "a.example", BelongsToClient: true)));

    private static List<string> Asked(Observation what) =>
        [.. ClientNameQuestion.About(what).Select(question => $"{question.Client} {question.Source} {question.Name?.Value} {question.Sender}")];

    private static MessageAccepted Message(string helo, string mailFrom) =>
        new(new ReceiverName('a'), Client, helo, null, mailFrom, "y@a.audit.test", null, "1", null, 5);
}
