using System.Net;
using System.Text;
using FsCheck.Xunit;
using MtaStsAudit.Model.TlsReporting;

namespace MtaStsAudit.Model.Tests.TlsReporting;

public sealed class TlsReportParserTests
{
    [Fact]
    public void The_sample_of_the_RFC_is_read()
    {
        var report = TlsReportParser.Parse(SampleReport.OfTheRfc).Value!;

        Assert.Equal("Company-X", report.OrganizationName);
        Assert.Equal(new DateTimeOffset(2016, 4, 1, 0, 0, 0, TimeSpan.Zero), report.Begin);
        Assert.Equal(new DateTimeOffset(2016, 4, 1, 23, 59, 59, TimeSpan.Zero), report.End);
        Assert.Equal("sts-reporting@company-x.example", report.ContactInfo);
        Assert.Equal("5065427c-23d3-47ca-b6e0-946ea0e8c4be", report.ReportId);

        var policy = Assert.Single(report.Policies);
        Assert.Equal("sts", policy.PolicyType);
        Assert.Equal(["version: STSv1", "mode: testing", "mx: *.mail.company-y.example", "max_age: 86400"], policy.PolicyString);
        Assert.Equal("company-y.example", policy.PolicyDomain);
        Assert.Equal(["*.mail.company-y.example"], policy.MxHost);
        Assert.Equal((5326, 303), (policy.Successful, policy.Failed));

        Assert.Equal(["certificate-expired", "starttls-not-supported", "validation-failure"], policy.Failures.Select(failure => failure.ResultType));
        Assert.Equal([100, 200, 3], policy.Failures.Select(failure => failure.FailedSessionCount));
        Assert.Equal(IPAddress.Parse("2001:db8:abcd:13::1"), policy.Failures[1].SendingMtaIp);
        Assert.Equal(IPAddress.Parse("203.0.113.56"), policy.Failures[1].ReceivingIp);
        Assert.Equal("https://reports.company-x.example/report_info?id=5065427c-23d3#StarttlsNotSupported", policy.Failures[1].AdditionalInformation);
        Assert.Equal("X509_V_ERR_PROXY_PATH_LENGTH_EXCEEDED", policy.Failures[2].FailureReasonCode);
        Assert.Equal("mx-backup.mail.company-y.example", policy.Failures[2].ReceivingMxHostname);
    }

    // What is changed in the sample, and what is then read: organisation, domain, MX patterns, policy lines, counts, failures.
    [Theory]
    [InlineData("\"policy-domain\": \"company-y.example\",", "", "Company-X||*.mail.company-y.example|4|5326/303|3")]
    [InlineData("\"mx-host\": \"*.mail.company-y.example\"", "\"mx-host\": [\"a.example\", \"b.example\"]", "Company-X|company-y.example|a.example,b.example|4|5326/303|3")]
    [InlineData("\"mx-host\"", "\"mx-host-pattern\"", "Company-X|company-y.example|*.mail.company-y.example|4|5326/303|3")]
    [InlineData("\"policy-domain\": \"company-y.example\"", "\"policy-domain\": [\"company-y.example\"]", "Company-X|company-y.example|*.mail.company-y.example|4|5326/303|3")]
    [InlineData("5326", "\"5326\"", "Company-X|company-y.example|*.mail.company-y.example|4|5326/303|3")]
    [InlineData("5326", "5.326e3", "Company-X|company-y.example|*.mail.company-y.example|4|5326/303|3")]
    [InlineData("5326", "-1", "Company-X|company-y.example|*.mail.company-y.example|4|0/303|3")]
    [InlineData("5326", "1e400", "Company-X|company-y.example|*.mail.company-y.example|4|0/303|3")]
    [InlineData("5326", "null", "Company-X|company-y.example|*.mail.company-y.example|4|0/303|3")]
    [InlineData("5326", "{\"a\": []}", "Company-X|company-y.example|*.mail.company-y.example|4|0/303|3")]
    [InlineData("organization-name", "organization_name", "Company-X|company-y.example|*.mail.company-y.example|4|5326/303|3")]
    [InlineData("organization-name", "Organization-Name", "Company-X|company-y.example|*.mail.company-y.example|4|5326/303|3")]
    [InlineData("\"Company-X\"", "null", "|company-y.example|*.mail.company-y.example|4|5326/303|3")]
    [InlineData("\"Company-X\"", "\"\\ud800\"", "|company-y.example|*.mail.company-y.example|4|5326/303|3")]
    [InlineData("\"summary\"", "\"x-unknown\": [[{}]], \"summary\"", "Company-X|company-y.example|*.mail.company-y.example|4|5326/303|3")]
    [InlineData("\"summary\"", "\"other\"", "Company-X|company-y.example|*.mail.company-y.example|4|0/0|3")]
    [InlineData("\"failure-details\"", "\"other\"", "Company-X|company-y.example|*.mail.company-y.example|4|5326/303|0")]
    [InlineData("\"failure-details\": [", "\"failure-details\": [null, \"text\", 5, ", "Company-X|company-y.example|*.mail.company-y.example|4|5326/303|3")]
    [InlineData("organization-name", "organizationName", "Company-X|company-y.example|*.mail.company-y.example|4|5326/303|3")]
    [InlineData("policy-domain", "policyDomain", "Company-X|company-y.example|*.mail.company-y.example|4|5326/303|3")]
    [InlineData("mx-host", "MxHost", "Company-X|company-y.example|*.mail.company-y.example|4|5326/303|3")]
    [InlineData("total-failure-session-count", "totalFailureSessionCount", "Company-X|company-y.example|*.mail.company-y.example|4|5326/303|3")]
    [InlineData("failure-details", "failureDetails", "Company-X|company-y.example|*.mail.company-y.example|4|5326/303|3")]
    [InlineData("failure-details", "failure_details", "Company-X|company-y.example|*.mail.company-y.example|4|5326/303|3")]
    [InlineData("\"policy\": {", "\"policy\": null, \"other\": {", "Company-X|||0|5326/303|3")]
    public void What_senders_in_the_wild_write_is_read(string from, string to, string expected)
    {
        Assert.Contains(from, SampleReport.OfTheRfc, StringComparison.Ordinal);
        var parsed = TlsReportParser.Parse(SampleReport.OfTheRfc.Replace(from, to, StringComparison.Ordinal));

        Assert.True(parsed.IsValid, parsed.Error);
        var policy = Assert.Single(parsed.Value.Policies);
        Assert.Equal(expected,
            $"{parsed.Value.OrganizationName}|{policy.PolicyDomain}|{string.Join(',', policy.MxHost)}|{policy.PolicyString.Count}|{policy.Successful}/{policy.Failed}|{policy.Failures.Count}");
    }

    [Fact]
    public void One_value_where_a_list_belongs_is_a_list_of_one()
    {
        var report = TlsReportParser.Parse("""
            [{"report-id": 7, "policies": {"policy-domain": "a.example", "policy-string": "version: STSv1\r\nmode: none",
              "total-failure-session-count": "2", "failure-details": {"result-type": "DANE-Required", "failed-session-count": "2", "sending-mta-ip": "[::ffff:192.0.2.1]"}}}]
            """).Value!;

        Assert.Equal("7", report.ReportId);
        var policy = Assert.Single(report.Policies);
        Assert.Equal("a.example", policy.PolicyDomain);
        Assert.Equal(["version: STSv1", "mode: none"], policy.PolicyString);
        Assert.Equal(2, policy.Failed);
        var failure = Assert.Single(policy.Failures);
        Assert.Equal(("dane-required", IPAddress.Parse("192.0.2.1")), (failure.ResultType, failure.SendingMtaIp));
    }

    [Theory]
    [InlineData("2016-04-01T02:00:00+02:00")]
    [InlineData("2016-04-01T00:00:00")]
    [InlineData("2016-04-01")]
    [InlineData("1459468800")]
    [InlineData("1459468800000")]
    [InlineData("1459468800000000")]
    [InlineData("1.4594688e12")]
    public void Times_are_UTC_whatever_their_form(string time) =>
        Assert.Equal(new DateTimeOffset(2016, 4, 1, 0, 0, 0, TimeSpan.Zero),
            TlsReportParser.Parse(SampleReport.OfTheRfc.Replace("2016-04-01T00:00:00Z", time, StringComparison.Ordinal)).Value!.Begin);

    [Theory]
    [InlineData("\"date-range\": [{\"start-datetime\": 1459468800000}, {\"end-datetime\": \"2016-04-01T23:59:59Z\"}]")]
    [InlineData("\"date-range\": [{\"start-datetime\": \"2016-04-01T00:00:00Z\", \"end-datetime\": \"2016-04-01T23:59:59Z\"}]")]
    [InlineData("\"dateRange\": {\"startDatetime\": \"2016-04-01T00:00:00Z\", \"endDatetime\": 1459555199}")]
    [InlineData("\"date_range\": [1459468800, 1459555199]")]
    public void A_period_is_read_as_a_list_and_under_other_spellings(string range)
    {
        var report = TlsReportParser.Parse($"{{\"report-id\": \"1\", {range}}}").Value!;

        Assert.Equal(new DateTimeOffset(2016, 4, 1, 0, 0, 0, TimeSpan.Zero), report.Begin);
        Assert.Equal(new DateTimeOffset(2016, 4, 1, 23, 59, 59, TimeSpan.Zero), report.End);
    }

    [Fact]
    public void A_list_where_an_object_belongs_has_the_members_of_what_is_in_it()
    {
        var policy = Assert.Single(TlsReportParser.Parse("""
            {"report-id": "1", "policies": [{
              "policy": [{"policy-type": "NO_POLICY_FOUND"}, {"policy-domain": "a.example"}],
              "summary": [{"total-successful-session-count": 5}, {"total-failure-session-count": 2}],
              "failure-details": [{"result-type": "Validation_Failure", "sending-mta-ip": "", "failed-session-count": 2}]}]}
            """).Value!.Policies);

        Assert.Equal(("no-policy-found", "a.example", 5L, 2L), (policy.PolicyType, policy.PolicyDomain, policy.Successful, policy.Failed));
        Assert.Equal(("validation-failure", null), (policy.Failures[0].ResultType, policy.Failures[0].SendingMtaIp));
    }

    [Fact]
    public void A_byte_order_mark_and_a_trailing_comma_do_not_matter() =>
        Assert.Equal("x", TlsReportParser.Parse("\uFEFF{\"organization-name\": \"x\", \"policies\": [],}").Value?.OrganizationName);

    [Theory]
    [InlineData("", "not JSON")]
    [InlineData("<html>", "not JSON")]
    [InlineData("{\"organization-name\": \"Company-X\"", "not JSON")]
    [InlineData("[]", "not a JSON object but Array")]
    [InlineData("\"text\"", "not a JSON object but String")]
    [InlineData("{}", "no organization-name, no report-id and no policies")]
    [InlineData("{\"policies\": [1, 2]}", "no organization-name, no report-id and no policies")]
    public void What_is_no_report_is_refused_with_the_reason(string text, string reason) =>
        Assert.Contains(reason, TlsReportParser.Parse(text).Error, StringComparison.Ordinal);

    [Fact]
    public void A_report_nested_without_end_is_refused_and_not_followed() =>
        Assert.False(TlsReportParser.Parse(new string('[', 1_000_000)).IsValid);

    [Property]
    public void Any_bytes_are_answered_without_an_exception(byte[] bytes)
    {
        TlsReportParser.Parse(Encoding.UTF8.GetString(bytes));
        TlsReportParser.Parse(Encoding.Latin1.GetString(bytes));
    }

    [Property]
    public void Any_text_in_place_of_any_part_is_answered_without_an_exception(string text, ushort at, byte length)
    {
        var from = at % SampleReport.OfTheRfc.Length;
        var cut = Math.Min((int)length, SampleReport.OfTheRfc.Length - from);
        TlsReportParser.Parse(SampleReport.OfTheRfc.Remove(from, cut).Insert(from, text ?? ""));
    }

    [Fact]
    public void Every_result_type_of_the_RFC_has_words_and_others_are_kept()
    {
        foreach (var name in new[]
            {
                "starttls-not-supported", "certificate-host-mismatch", "certificate-expired", "certificate-not-trusted", "validation-failure",
                "tlsa-invalid", "dnssec-invalid", "dane-required", "sts-policy-fetch-error", "sts-policy-invalid", "sts-webpki-invalid",
            })
        {
            Assert.StartsWith("RFC 8460 §4.3.", ResultTypes.Explain(name).Section, StringComparison.Ordinal);
        }

        Assert.Equal(("x-new", null), (ResultTypes.Explain("x-new").Name, ResultTypes.Explain("x-new").Section));
    }
}
