namespace MtaStsAudit.Model.Evidence;

/// <summary>What was negotiated, in OpenSSL's words: <c>TLSv1.3</c>, <c>TLS_AES_256_GCM_SHA384</c>.</summary>
public sealed record TlsParameters(string Protocol, string Cipher);
