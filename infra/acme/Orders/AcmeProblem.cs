using System.Net;
using System.Text.Json;
using Certes.Acme;

namespace MtaStsAudit.Acme.Orders;

/// <summary>What an ACME server says when it refuses: a problem document (RFC 8555 §6.7, RFC 7807).</summary>
internal sealed record AcmeProblem(
    string Type, string Detail, int Status, string? Identifier, IReadOnlyList<AcmeProblem> Subproblems)
{
    public const string AccountDoesNotExist = "urn:ietf:params:acme:error:accountDoesNotExist";
    public const string AlreadyRevoked = "urn:ietf:params:acme:error:alreadyRevoked";
    public const string BadNonce = "urn:ietf:params:acme:error:badNonce";
    public const string RateLimited = "urn:ietf:params:acme:error:rateLimited";

    public bool IsRateLimit => Type == RateLimited || Status == (int)HttpStatusCode.TooManyRequests;

    /// <summary>Reads any error answer; one that is no problem document becomes a problem with the status alone.</summary>
    public static AcmeProblem Parse(string body, int status)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? Read(document.RootElement, status)
                : Unnamed(status);
        }
        catch (JsonException)
        {
            return Unnamed(status);
        }
    }

    public static AcmeProblem From(AcmeError error) =>
        new(error.Type ?? "about:blank",
            error.Detail ?? "",
            (int)error.Status,
            error.Identifier?.Value,
            [.. (error.Subproblems ?? []).Select(From)]);

    /// <summary>Type, detail and subproblems in one sentence for the user.</summary>
    public override string ToString()
    {
        var subject = Identifier is null ? "" : $"{Identifier}: ";
        var status = Status == 0 ? "" : $" (HTTP {Status})";
        var subproblems = Subproblems.Count == 0 ? "" : $" [{string.Join("; ", Subproblems)}]";
        return $"{subject}{Type}{status}: {(Detail.Length == 0 ? "no detail given" : Detail)}{subproblems}";
    }

    private static AcmeProblem Unnamed(int status) => new("about:blank", "the answer is no problem document", status, null, []);

    private static AcmeProblem Read(JsonElement problem, int status) =>
        new(Text(problem, "type") ?? "about:blank",
            Text(problem, "detail") ?? "",
            problem.TryGetProperty("status", out var own) && own.ValueKind == JsonValueKind.Number && own.TryGetInt32(out var number) ? number : status,
            problem.TryGetProperty("identifier", out var identifier) && identifier.ValueKind == JsonValueKind.Object
                ? Text(identifier, "value")
                : null,
            problem.TryGetProperty("subproblems", out var subproblems) && subproblems.ValueKind == JsonValueKind.Array
                ? [.. subproblems.EnumerateArray().Where(p => p.ValueKind == JsonValueKind.Object).Select(p => Read(p, 0))]
                : []);

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
