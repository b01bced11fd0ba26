using MtaStsAudit.Acme.Orders;

namespace MtaStsAudit.Acme.Tests.Orders;

public sealed class AcmeProblemTests
{
    // RFC 8555 §6.7.1 has an answer of this shape.
    private const string WithSubproblems = """
        {
          "type": "urn:ietf:params:acme:error:malformed",
          "detail": "Some of the identifiers requested were rejected",
          "subproblems": [
            {
              "type": "urn:ietf:params:acme:error:malformed",
              "detail": "Invalid underscore in DNS name",
              "identifier": { "type": "dns", "value": "_example.org" }
            },
            {
              "type": "urn:ietf:params:acme:error:rejectedIdentifier",
              "detail": "This CA will not issue for it",
              "identifier": { "type": "dns", "value": "example.net" }
            }
          ]
        }
        """;

    [Fact]
    public void Type_detail_and_subproblems_are_read()
    {
        var problem = AcmeProblem.Parse(WithSubproblems, 403);

        Assert.Equal("urn:ietf:params:acme:error:malformed", problem.Type);
        Assert.Equal(403, problem.Status);
        Assert.Equal(["_example.org", "example.net"], problem.Subproblems.Select(p => p.Identifier));
    }

    [Fact]
    public void The_sentence_holds_all_of_it() =>
        Assert.Equal(
            "urn:ietf:params:acme:error:malformed (HTTP 403): Some of the identifiers requested were rejected "
            + "[_example.org: urn:ietf:params:acme:error:malformed: Invalid underscore in DNS name; "
            + "example.net: urn:ietf:params:acme:error:rejectedIdentifier: This CA will not issue for it]",
            AcmeProblem.Parse(WithSubproblems, 403).ToString());

    [Theory]
    [InlineData("")]
    [InlineData("<html>Bad gateway</html>")]
    [InlineData("[]")]
    [InlineData("null")]
    public void An_answer_that_is_no_problem_document_keeps_its_status(string body)
    {
        var problem = AcmeProblem.Parse(body, 502);

        Assert.Equal("about:blank (HTTP 502): the answer is no problem document", problem.ToString());
    }

    [Theory]
    [InlineData("""{"type":1,"detail":[],"status":"x","identifier":"y","subproblems":{}}""")]
    [InlineData("""{"type":null,"identifier":{"value":3},"subproblems":[1,"2",null]}""")]
    public void Members_of_the_wrong_kind_are_as_absent(string body)
    {
        var problem = AcmeProblem.Parse(body, 400);

        Assert.Equal("about:blank (HTTP 400): no detail given", problem.ToString());
    }

    [Theory]
    [InlineData("""{"type":"urn:ietf:params:acme:error:rateLimited"}""", 503, true)]
    [InlineData("{}", 429, true)]
    [InlineData("""{"type":"urn:ietf:params:acme:error:unauthorized"}""", 403, false)]
    public void A_rate_limit_is_known_by_its_type_or_status(string body, int status, bool expected) =>
        Assert.Equal(expected, AcmeProblem.Parse(body, status).IsRateLimit);

    [Fact]
    public void A_rate_limit_without_a_time_says_so()
    {
        var error = new AcmeProblemException("refused", AcmeProblem.Parse("{}", 429));

        Assert.StartsWith("refused: rate limit, not a failure: the authority's answer names no time", error.Message, StringComparison.Ordinal);
    }
}
