using MtaStsAudit.Model.Dns;
using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Scenarios;
using MtaStsAudit.Model.Sts;
using MtaStsAudit.Model.TlsReporting;

namespace MtaStsAudit.Model.SelfChecks;

/// <summary>Whether the TXT records say what the deployment published.</summary>
internal static class RecordRule
{
    private const string CompareWithDeployment = "Compare the record with what the deployment publishes ('pulumi up', or 'audit local up').";

    public static void Sts(ReceiverFindings report, ScenarioFacts facts, SiteNames site)
    {
        var owner = $"{StsRecord.OwnerLabel}.{site.MailDomain(facts.Scenario.Name)}";
        var id = PublishedPolicy.IdOf(site, facts.Scenario);
        if (facts.Sts.Failure is { } failure)
        {
            report.LookupFailed(TestbedPart.Policy, owner, facts.Sts, $"The TXT record cannot be looked up: {failure}.");
            return;
        }

        if (id is null)
        {
            if (facts.Sts.Values.Any(text => text.StartsWith("v=STSv1", StringComparison.Ordinal)))
            {
                // What is served there was not checked, so it may be kept for as long as any.
                report.Wrong(TestbedPart.Policy, owner, "There is a record, and this scenario has no policy.", CompareWithDeployment, StsPolicy.LongestMaxAge);
                return;
            }

            report.Right(TestbedPart.Policy, owner, "No record, as there is no policy.");
            return;
        }

        if (facts.Scenario.Sts!.Record is not (RecordKind.Plain or RecordKind.IdChanges))
        {
            AsDesigned(report, facts, site, owner);
            return;
        }

        // RFC 8461 §3.1
        var record = StsRecord.Select(facts.Sts.Values);
        if (!record.IsValid)
        {
            report.Wrong(TestbedPart.Policy, owner, $"No sender finds the policy: {record.Error}.", CompareWithDeployment);
        }
        else if (facts.Scenario.Sts.Record == RecordKind.IdChanges)
        {
            report.Right(TestbedPart.Policy, owner, $"One record, with the id {record.Value.Id}, which changes by design.");
        }
        else if (record.Value.Id != id)
        {
            report.Care(TestbedPart.Policy, owner, $"The id is {record.Value.Id}, and that of the policy is {id}.",
                "After a change, caches hold the old record for its time to live; if it stays, deploy again.");
        }
        else
        {
            report.Right(TestbedPart.Policy, owner, $"One record, with the policy's id {record.Value.Id}.");
        }
    }

    // What is unusual is there on purpose: the records are those that were published, in any order.
    private static void AsDesigned(ReceiverFindings report, ScenarioFacts facts, SiteNames site, string owner)
    {
        var designed = StsRecords.Of(site, facts.Scenario).Where(record => record.Type == DnsRecordType.TXT).Select(record => record.Value);
        if (facts.Sts.Values.Order(StringComparer.Ordinal).SequenceEqual(designed.Order(StringComparer.Ordinal)))
        {
            report.Right(TestbedPart.Policy, owner, "The records are as published, unusual by design.");
        }
        else
        {
            report.Wrong(TestbedPart.Policy, owner, "The records are not those that were published.", CompareWithDeployment);
        }
    }

    // RFC 8460 §3
    public static void TlsRpt(ReceiverFindings report, ScenarioFacts facts, SiteNames site, ExpectedRecords expected)
    {
        var owner = $"{TlsRptRecord.OwnerLabels}.{site.MailDomain(facts.Scenario.Name)}";
        if (facts.TlsRpt.Values is [var only] && only == expected.TextAt(owner))
        {
            report.Right(TestbedPart.Reports, owner, "One record, as published.");
        }
        else if (facts.TlsRpt.Failure is { } failure)
        {
            report.LookupFailed(TestbedPart.Reports, owner, facts.TlsRpt, $"The TXT record cannot be looked up: {failure}.");
        }
        else
        {
            report.Care(TestbedPart.Reports, owner, "The record is not the one that was published: reports may not arrive.", CompareWithDeployment);
        }
    }
}
