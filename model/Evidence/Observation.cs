using System.Net;
using System.Text.Json.Serialization;
using MtaStsAudit.Model.Names;

namespace MtaStsAudit.Model.Evidence;

/// <summary>One thing that the testbed saw. Once committed it is an <see cref="EvidenceRecord"/>, and never changes.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(MessageAccepted), "message")]
[JsonDerivedType(typeof(SessionHeard), "dialogue")]
[JsonDerivedType(typeof(MessagePutOff), "put-off")]
[JsonDerivedType(typeof(SessionEnded), "session")]
[JsonDerivedType(typeof(ClientHelloSeen), "client-hello")]
[JsonDerivedType(typeof(PolicyFetched), "policy-fetch")]
[JsonDerivedType(typeof(PolicyFetchFailed), "policy-fetch-failed")]
[JsonDerivedType(typeof(ClientNameChecked), "client-name")]
[JsonDerivedType(typeof(TlsReportReceived), "tls-report")]
[JsonDerivedType(typeof(ReportSignatureChecked), "report-signature")]
[JsonDerivedType(typeof(TestbedChecked), "self-check")]
[JsonDerivedType(typeof(DeliveryStatusGiven), "delivery-status")]
public abstract record Observation;

/// <summary>An observation that has an SMTP client, and so a sender.</summary>
public abstract record SmtpObservation(ReceiverName Receiver, SmtpClient Client) : Observation;

/// <summary>A message was accepted for one recipient: the 250 after its data rests on this record. Source: milter.</summary>
/// <param name="HeloName">What the client called itself in EHLO or HELO.</param>
/// <param name="Tls">Null: it came in clear text.</param>
/// <param name="Token">Null for the CA/B domain-validation mailboxes (<c>postmaster</c>, …).</param>
/// <param name="QueueId">Postfix's id of the message; with the recipient it is unique at a receiver.</param>
/// <param name="Size">Octets of header and body together.</param>
/// <param name="Began">When the client connected, by the collector's clock; null in records made before that was noted.</param>
/// <param name="Run">
/// The SHA-256 of the nonce that <c>audit run --send-via</c> wrote into the message, in hexadecimal: every message with it was handed to
/// one mail server, the one under test, whichever host delivered it. Null for a message without a nonce.
/// </param>
public sealed record MessageAccepted(
    ReceiverName Receiver,
    SmtpClient Client,
    string? HeloName,
    TlsParameters? Tls,
    string MailFrom,
    string RcptTo,
    AuditToken? Token,
    string QueueId,
    string? Subject,
    long Size,
    DateTimeOffset? Began = null,
    string? Run = null) : SmtpObservation(Receiver, Client);

/// <summary>A session that brought no mail, as the milter heard it. It adds the names and the TLS that the log does not tell.</summary>
/// <param name="HeloNames">Every EHLO or HELO name, in order; a second one follows STARTTLS.</param>
/// <param name="Tls">TLS as of the last EHLO.</param>
/// <param name="Began">As in <see cref="MessageAccepted"/>.</param>
public sealed record SessionHeard(
    ReceiverName Receiver,
    SmtpClient Client,
    IReadOnlyList<string> HeloNames,
    TlsParameters? Tls,
    DateTimeOffset? Began = null) : SmtpObservation(Receiver, Client);

/// <summary>
/// A message was answered 451, by design of its scenario: it was the first try. What is recorded as accepted there was put off before.
/// Source: milter.
/// </summary>
/// <param name="Began">As in <see cref="MessageAccepted"/>.</param>
public sealed record MessagePutOff(ReceiverName Receiver, SmtpClient Client, DateTimeOffset? Began) : SmtpObservation(Receiver, Client);

/// <summary>A session's end, with or without mail. Source: Postfix log.</summary>
/// <param name="Began">When Postfix logged the connection, by the collector's clock as far as the self-check knows the difference; null when that line was not seen.</param>
/// <param name="Tls">What was negotiated; null when no handshake completed, or its line was not seen.</param>
/// <param name="ServerName">The SNI of the client; null when it sent none, or the receiver offers no TLS.</param>
/// <param name="TlsFailure">Why the handshake failed, if it did.</param>
/// <param name="LastCommand">For a lost connection: after which command, in Postfix's words (<c>EHLO</c>, <c>STARTTLS</c>).</param>
/// <param name="SessionId">Unique per session: receiver, host's time and process; a repeated log line has the same id.</param>
public sealed record SessionEnded(
    ReceiverName Receiver,
    SmtpClient Client,
    DateTimeOffset? Began,
    TlsParameters? Tls,
    string? ServerName,
    TlsFailure? TlsFailure,
    CommandSummary Commands,
    SessionEnding Ending,
    string? LastCommand,
    string SessionId) : SmtpObservation(Receiver, Client);

/// <summary>
/// What a client offered when TLS began at a receiver that has a front. It is of the session at the same receiver by the same client and
/// port, is shown with an audit, and decides nothing: it is no <see cref="SmtpObservation"/>. Source: the front's log.
/// </summary>
/// <param name="Began">When the client connected, by the front's clock.</param>
public sealed record ClientHelloSeen(ReceiverName Receiver, IPAddress Client, int ClientPort, DateTimeOffset Began, ClientHello Hello) : Observation
{
    /// <summary>Unique per session; a repeated log line has the same id.</summary>
    [JsonIgnore]
    public string SessionId => $"front-{Receiver}-{Began.UtcTicks:x}-{Client}-{ClientPort}";
}

/// <summary>A policy was asked for at the policy host. Source: policy host.</summary>
/// <param name="Status">Of HTTP; <see cref="NoStatus"/>: nothing was answered.</param>
/// <param name="PolicyId">The id of the policy that was served; null when none was, or none that a sender may take for a policy.</param>
/// <param name="ChangesAt">When the answer to this client changes, by design of the scenario, or has changed; null: it never does.</param>
/// <param name="HasChanged">Whether the answer was the one that comes later.</param>
public sealed record PolicyFetched(
    ReceiverName Receiver,
    IPAddress Client,
    string? UserAgent,
    string ServerName,
    string TlsProtocol,
    int Status,
    string? PolicyId,
    DateTimeOffset? ChangesAt = null,
    bool HasChanged = false) : Observation
{
    /// <summary>The <see cref="Status"/> of a fetch that is not answered, by design of its scenario.</summary>
    public const int NoStatus = 0;
}

/// <summary>A client came to a policy host and the TLS handshake did not complete. Source: policy host.</summary>
/// <param name="Receiver">Whose policy host, by the server name (SNI); null when the client named none of ours.</param>
/// <param name="ServerName">The name that the client asked for (SNI); null when it sent none.</param>
public sealed record PolicyFetchFailed(ReceiverName? Receiver, IPAddress Client, string? ServerName, TlsFailure Failure) : Observation;

/// <summary>
/// Whether a name that a client goes by belongs to it, asked in DNS right after the record that it is about was committed. It ties the
/// clients of one sender together, and a fetch of a policy to the sender that made it. Source: the collector's own look-up.
/// </summary>
/// <param name="Client">The address of the SMTP client, or of the client of a policy host.</param>
/// <param name="Source">Where the name comes from, and so what was asked.</param>
/// <param name="BelongsToClient">False: DNS says otherwise. Where DNS did not answer, nothing is recorded.</param>
public sealed record ClientNameChecked(IPAddress Client, ClientNameSource Source, string Name, bool BelongsToClient) : Observation;

/// <summary>
/// A TLS report came, by POST (RFC 8460 §5.4) or by mail (RFC 8460 §5.3). Source: the API's <c>/tlsrpt</c>, or the milter.
/// </summary>
/// <param name="Report">The report as it came, inflated; never altered.</param>
/// <param name="Envelope">What came around it; null when that told nothing, and in records made before it was noted.</param>
public sealed record TlsReportReceived(IPAddress? Client, string? UserAgent, string Report, ReportEnvelope? Envelope = null) : Observation;

/// <summary>The DKIM signature of a report that came by mail was checked (RFC 8460 §3). Of several records about a report the last counts.</summary>
/// <param name="Report">The id of the <see cref="TlsReportReceived"/>.</param>
public sealed record ReportSignatureChecked(long Report, ReportSignature Signature) : Observation;

/// <summary>The testbed was checked as a sender would see it, and something else was found than by the self-check before. Source: self-check.</summary>
/// <param name="CheckedBefore">When that was; null: never. What changed, changed after it.</param>
/// <param name="WasAway">The collector, and with it every policy host, was not there all the time since then.</param>
/// <param name="Faults">What is not as designed; none: all is.</param>
public sealed record TestbedChecked(DateTimeOffset? CheckedBefore, bool WasAway, IReadOnlyList<TestbedFault> Faults) : Observation
{
    private DateTimeOffset? checkedBefore = CheckedBefore;

    public DateTimeOffset? CheckedBefore
    {
        get => checkedBefore;
        init => checkedBefore = value;
    }

    /// <summary>The name that <see cref="CheckedBefore"/> had in records and exports of before December 2026. It is read and not written.</summary>
    [JsonPropertyName("lookedBefore")]
    public DateTimeOffset? CheckedBeforeByItsOldName
    {
        set => checkedBefore ??= value;
    }
}

/// <summary>
/// What the sender told its user of a message of an audit, as a holder of the audit's token handed it in. Anybody can write such a
/// notification, so it is shown and decides nothing. Source: the API's <c>/audits/TOKEN/delivery-status</c>.
/// </summary>
/// <param name="Receiver">The scenario whose address it is about.</param>
public sealed record DeliveryStatusGiven(AuditToken Token, ReceiverName Receiver, DeliveryStatus Status) : Observation
{
    /// <summary>What the key of every audit begins with; its token follows.</summary>
    public const string KeyPrefix = "delivery-status ";

    /// <summary>By what the notifications of an audit are found in the store. The audit's messages are found by its token, and these are none.</summary>
    public static string KeyOf(AuditToken token) => $"{KeyPrefix}{token}";
}
