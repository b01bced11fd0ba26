using MtaStsAudit.Model.Inbound;
using MtaStsAudit.Model.Names;

namespace MtaStsAudit.Model.Tests.Inbound;

public sealed class MxTargetsTests
{
    private static readonly DomainName Domain = DomainName.Parse("example.com");

    [Fact]
    public void Hosts_come_once_each_in_the_order_of_their_preference() =>
        Assert.Equal(["a.example", "B.example"], Of(new("B.example", 20), new("a.example", 5), new("b.example", 30)));

    [Fact]
    public void Without_MX_records_the_domain_is_its_own_host() => Assert.Equal(["example.com"], Of());

    [Fact]
    public void A_null_MX_is_no_host_unless_others_stand_beside_it()
    {
        Assert.Empty(Of(new MxTarget(".", 0)));
        Assert.Equal([".", "a.example"], Of(new(".", 0), new("a.example", 10)));
    }

    [Fact]
    public void No_answer_is_not_taken_for_no_record() =>
        Assert.Empty(MxTargets.Of(Domain, new DnsAnswer<MxTarget>([], "the resolver answered ServerFailure")));

    private static IEnumerable<string> Of(params MxTarget[] records) =>
        MxTargets.Of(Domain, new DnsAnswer<MxTarget>(records)).Select(target => target.Host);
}
