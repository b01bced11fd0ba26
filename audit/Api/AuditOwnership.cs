using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization;
using MtaStsAudit.Audit.Commands;
using MtaStsAudit.Model.Names;

namespace MtaStsAudit.Audit.Api;

/// <summary>What the owner of an audit does with it: the forms of its page, sent without a browser.</summary>
internal sealed class AuditOwnership : IDisposable
{
    private const string Cookie = "audit-owner=";

    private readonly HttpClient http;

    public AuditOwnership(Uri address, HttpMessageHandler? handler = null)
    {
        // The answer itself is read, its cookie above all, and not the page that it leads to.
        http = new HttpClient(handler ?? new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
        {
            BaseAddress = address.AbsoluteUri.EndsWith('/') ? address : new Uri(address.AbsoluteUri + "/"),
            Timeout = TestbedApi.LongestAnswer,
        };
        http.DefaultRequestHeaders.UserAgent.ParseAdd("mta-sts-audit");
        http.DefaultRequestHeaders.Accept.ParseAdd("application/json");
    }

    /// <summary>Takes an audit that has no owner.</summary>
    /// <returns>The owner's key.</returns>
    /// <exception cref="CommandFault">It has one, or the API cannot be used.</exception>
    public async Task<string> ClaimAsync(AuditToken token, CancellationToken cancellationToken)
    {
        using var response = await PostAsync(token, "claim", [], key: null, cancellationToken);
        return response.Headers.TryGetValues("Set-Cookie", out var cookies) && cookies.FirstOrDefault(cookie => cookie.StartsWith(Cookie, StringComparison.Ordinal)) is { } given
            ? given[Cookie.Length..].Split(';')[0]
            : throw new CommandFault($"{http.BaseAddress}audits/{token}/claim gave no key. Is it the API of a testbed, of this version? Name the API by --api URL.");
    }

    /// <summary>Names the audit's sender, and publishes the audit under that name.</summary>
    /// <param name="domain">Of the sender, whose inbound policy is looked at then; null: it is not told.</param>
    /// <exception cref="CommandFault">The key is another one, there is no verdict yet, or the API cannot be used.</exception>
    public async Task PublishAsync(AuditToken token, string key, string provider, string? domain, CancellationToken cancellationToken) =>
        (await PostAsync(token, "sender", new() { ["provider"] = provider, ["domain"] = domain ?? "", ["then"] = "publish" }, key, cancellationToken)).Dispose();

    /// <summary>Takes a publication back.</summary>
    /// <exception cref="CommandFault">The key is another one, or the API cannot be used.</exception>
    public async Task WithdrawAsync(AuditToken token, string key, CancellationToken cancellationToken) =>
        (await PostAsync(token, "sender", new() { ["then"] = "withdraw" }, key, cancellationToken)).Dispose();

    public void Dispose() => http.Dispose();

    private async Task<HttpResponseMessage> PostAsync(
        AuditToken token, string form, Dictionary<string, string> fields, string? key, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"audits/{token}/{form}") { Content = new FormUrlEncodedContent(fields) };
        if (key is not null)
        {
            request.Headers.Add("Cookie", $"{Cookie}{key}");
        }

        try
        {
            var response = await http.SendAsync(request, cancellationToken);
            if (response.StatusCode == HttpStatusCode.SeeOther)
            {
                return response;
            }

            using (response)
            {
                throw new CommandFault(await WhyAsync(response, cancellationToken));
            }
        }
        catch (HttpRequestException fault)
        {
            throw new CommandFault($"The testbed at {http.BaseAddress} cannot be reached: {fault.Message}\nName another by --api URL.");
        }
        catch (TaskCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new CommandFault($"The testbed at {http.BaseAddress} did not answer within {TestbedApi.LongestAnswer.TotalSeconds:0} seconds.");
        }
    }

    // The testbed says itself what is wrong, in a sentence for people.
    private static async Task<string> WhyAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var answer = $"{response.RequestMessage?.RequestUri} answered {(int)response.StatusCode}";
        try
        {
            return JsonSerializer.Deserialize(await response.Content.ReadAsByteArrayAsync(cancellationToken), FormProblemJson.Default.FormProblem) is { Message: { Length: > 0 } message }
                ? $"{answer}: {message}"
                : $"{answer}.";
        }
        catch (JsonException)
        {
            return $"{answer}.";
        }
    }
}

/// <summary>Why a form was not taken.</summary>
internal sealed record FormProblem(string? Message);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(FormProblem))]
internal sealed partial class FormProblemJson : JsonSerializerContext;
