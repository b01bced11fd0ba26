using System.Net;

namespace MtaStsAudit.Model.TlsReporting;

/// <summary>A report about TLS with a receiver's domains over a period, usually a day: RFC 8460 §4.4.</summary>
/// <remarks>Whatever the report left out, or wrote in a way that tells nothing, is null or empty. Nothing in it is authenticated.</remarks>
/// <param name="OrganizationName">Who reports, in its own words.</param>
/// <param name="Begin">The beginning of the period, UTC.</param>
/// <param name="End">The end of the period, UTC.</param>
public sealed record TlsReport(
    string? OrganizationName,
    DateTimeOffset? Begin,
    DateTimeOffset? End,
    string? ContactInfo,
    string? ReportId,
    IReadOnlyList<ReportedPolicy> Policies);

/// <summary>What a report says of sessions under one policy.</summary>
/// <param name="PolicyType"><c>sts</c>, <c>tlsa</c> or <c>no-policy-found</c>.</param>
/// <param name="PolicyString">The policy as the reporter read it, a line an entry.</param>
/// <param name="PolicyDomain">The domain that mail was addressed to.</param>
/// <param name="MxHost">The patterns of an MTA-STS policy.</param>
/// <param name="Successful">Sessions that met the policy.</param>
/// <param name="Failed">Sessions that did not, delivered or not.</param>
public sealed record ReportedPolicy(
    string? PolicyType,
    IReadOnlyList<string> PolicyString,
    string? PolicyDomain,
    IReadOnlyList<string> MxHost,
    long Successful,
    long Failed,
    IReadOnlyList<FailureDetail> Failures);

/// <summary>Failures of one kind, RFC 8460 §4.4.</summary>
/// <param name="ResultType">As written; <see cref="ResultTypes"/> has the words for those of the RFC.</param>
/// <param name="SendingMtaIp">The sender's own address, by which a report can be joined to an audit.</param>
/// <param name="FailureReasonCode">The reporter's own words or code.</param>
public sealed record FailureDetail(
    string ResultType,
    IPAddress? SendingMtaIp,
    string? ReceivingMxHostname,
    string? ReceivingMxHelo,
    IPAddress? ReceivingIp,
    long FailedSessionCount,
    string? AdditionalInformation,
    string? FailureReasonCode);
