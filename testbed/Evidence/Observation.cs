using System.Net;
using System.Text.Json.Serialization;
using MtaStsAudit.Testbed.Names;

namespace MtaStsAudit.Testbed.Evidence;

/// <summary>One thing that the testbed saw. Once committed it is an <see cref="EvidenceRecord"/>, and never changes.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(MessageAccepted), "message")]
[JsonDerivedType(typeof(SessionHeard), "dialogue")]
[JsonDerivedType(typeof(SessionEnded), "session")]
[JsonDerivedType(typeof(PolicyFetched), "policy-fetch")]
[JsonDerivedType(typeof(TlsReportReceived), "tls-report")]
[JsonDerivedType(typeof(TestbedChecked), "self-check")]
public abstract record Observation;

/// <summary>An observation that has an SMTP client, and so a sender.</summary>
public abstract record SmtpObservation(ReceiverLetter Receiver, SmtpClient Client) : Observation;

/// <summary>A message was accepted for one recipient: the 250 after its data rests on this record. Source: milter.</summary>
/// <param name="HeloName">What the client called itself in EHLO or HELO.</param>
/// <param name="Tls">Null: it came in clear text.</param>
/// <param name="Token">Null for the CA/B domain-validation mailboxes (<c>postmaster</c>, …).</param>
/// <param name="QueueId">Postfix's id of the message; with the recipient it is unique at a receiver.</param>
/// <param name="Size">Octets of header and body together.</param>
public sealed record MessageAccepted(
    ReceiverLetter Receiver,
    SmtpClient Client,
    string? HeloName,
    TlsParameters? Tls,
    string MailFrom,
    string RcptTo,
    AuditToken? Token,
    string QueueId,
    string? Subject,
    long Size) : SmtpObservation(Receiver, Client);

/// <summary>A session that brought no mail, as the milter heard it. It adds the names and the TLS that the log does not tell.</summary>
/// <param name="HeloNames">Every EHLO or HELO name, in order; a second one follows STARTTLS.</param>
/// <param name="Tls">TLS as of the last EHLO.</param>
public sealed record SessionHeard(
    ReceiverLetter Receiver,
    SmtpClient Client,
    IReadOnlyList<string> HeloNames,
    TlsParameters? Tls) : SmtpObservation(Receiver, Client);

/// <summary>A session's end, with or without mail. Source: Postfix log.</summary>
/// <param name="Began">When Postfix logged the connection; null when that line was not seen.</param>
/// <param name="Tls">What was negotiated; null when no handshake completed, or its line was not seen.</param>
/// <param name="ServerName">The SNI of the client; null when it sent none, or the receiver offers no TLS.</param>
/// <param name="TlsFailure">Why the handshake failed, if it did.</param>
/// <param name="LastCommand">For a lost connection: after which command, in Postfix's words (<c>EHLO</c>, <c>STARTTLS</c>).</param>
/// <param name="SessionId">Unique per session: receiver, host's time and process; a repeated log line has the same id.</param>
public sealed record SessionEnded(
    ReceiverLetter Receiver,
    SmtpClient Client,
    DateTimeOffset? Began,
    TlsParameters? Tls,
    string? ServerName,
    TlsFailure? TlsFailure,
    CommandSummary Commands,
    SessionEnding Ending,
    string? LastCommand,
    string SessionId) : SmtpObservation(Receiver, Client);

/// <summary>A policy was asked for at the policy host. Source: policy host.</summary>
/// <param name="PolicyId">The id of the policy that was served; null when none was.</param>
public sealed record PolicyFetched(
    ReceiverLetter Receiver,
    IPAddress Client,
    string? UserAgent,
    string ServerName,
    string TlsProtocol,
    int Status,
    string? PolicyId) : Observation;

/// <summary>A TLS report was posted (RFC 8460 §3). Source: the API's <c>/tlsrpt</c>.</summary>
/// <param name="Report">The report as it came, inflated; never altered.</param>
public sealed record TlsReportReceived(IPAddress? Client, string? UserAgent, string Report) : Observation;

/// <summary>The testbed looked at itself as a sender would, and found something else than at the look before. Source: self-check.</summary>
/// <param name="LookedBefore">When that was; null: never. What changed, changed after it.</param>
/// <param name="WasAway">The collector, and with it every policy host, was not there all the time since then.</param>
/// <param name="Faults">What is not as designed; none: all is.</param>
public sealed record TestbedChecked(DateTimeOffset? LookedBefore, bool WasAway, IReadOnlyList<TestbedFault> Faults) : Observation;
