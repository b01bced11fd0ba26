using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using MtaStsAudit.Audit.Commands;
using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.Names;

namespace MtaStsAudit.Audit.Api;

/// <summary>The forms of an audit's page, sent without a browser.</summary>
internal sealed class AuditForms : IDisposable
{
    private const string Cookie = "audit-owner=";

    private readonly HttpClient http;

    public AuditForms(Uri address, HttpMessageHandler? handler = null)
    {
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
        var octets = await PostAsync(token, "claim", new FormUrlEncodedContent([]), key: null, cancellationToken);
        return Read(octets, AuditFormsJson.Default.FormDone)?.OwnerKey
            ?? throw new CommandFault($"{http.BaseAddress}audits/{token}/claim gave no key. Is it the API of a testbed, of this version? Name the API by --api URL.");
    }

    /// <summary>Names the audit's sender, and publishes the audit under that name.</summary>
    /// <param name="domain">Of the sender, whose inbound policy is checked then; null: it is not told.</param>
    /// <exception cref="CommandFault">The key is another one, there is no verdict yet, or the API cannot be used.</exception>
    public Task PublishAsync(AuditToken token, string key, string provider, string? domain, CancellationToken cancellationToken) =>
        PostAsync(token, "sender", new FormUrlEncodedContent([new("provider", provider), new("domain", domain ?? ""), new("then", "publish")]), key, cancellationToken);

    /// <summary>Takes a publication back.</summary>
    /// <exception cref="CommandFault">The key is another one, or the API cannot be used.</exception>
    public Task WithdrawAsync(AuditToken token, string key, CancellationToken cancellationToken) =>
        PostAsync(token, "sender", new FormUrlEncodedContent([new("then", "withdraw")]), key, cancellationToken);

    /// <summary>Hands in what the sender told its user.</summary>
    /// <param name="key">Null: the audit has no owner.</param>
    /// <param name="notification">A mail, the fields of one, or words.</param>
    /// <exception cref="CommandFault">It names no address of the audit, the key is another one, or the API cannot be used.</exception>
    public async Task<NotificationsTaken> HandInAsync(AuditToken token, string? key, byte[] notification, CancellationToken cancellationToken) =>
        Read(await PostAsync(token, "delivery-status", new ByteArrayContent(notification), key, cancellationToken), AuditFormsJson.Default.NotificationsTaken) is { Read: not null } taken
            ? taken
            : throw new CommandFault($"{http.BaseAddress}audits/{token}/delivery-status answered something that cannot be read. Is it the API of a testbed, of this version?");

    public void Dispose() => http.Dispose();

    private async Task<byte[]> PostAsync(AuditToken token, string form, HttpContent content, string? key, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"audits/{token}/{form}") { Content = content };
        if (key is not null)
        {
            request.Headers.Add("Cookie", $"{Cookie}{key}");
        }

        try
        {
            using var response = await http.SendAsync(request, cancellationToken);
            return response.IsSuccessStatusCode
                ? await response.Content.ReadAsByteArrayAsync(cancellationToken)
                : throw new CommandFault(await WhyAsync(response, cancellationToken));
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
        return Read(await response.Content.ReadAsByteArrayAsync(cancellationToken), AuditFormsJson.Default.FormProblem) is { Message: { Length: > 0 } message }
            ? $"{answer}: {message}"
            : $"{answer}.";
    }

    private static T? Read<T>(byte[] octets, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(octets, type);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>Why a form was not taken.</summary>
internal sealed record FormProblem(string? Message);

/// <summary>What a form has done.</summary>
/// <param name="OwnerKey">Where it made one.</param>
internal sealed record FormDone(string? OwnerKey);

/// <summary>What a testbed read in a notification.</summary>
/// <param name="Added">How much of it was not known before.</param>
internal sealed record NotificationsTaken(IReadOnlyList<DeliveryStatusGiven> Read, int Added);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, UseStringEnumConverter = true, Converters = [typeof(ReceiverNameConverter), typeof(AuditTokenConverter)])]
[JsonSerializable(typeof(FormProblem))]
[JsonSerializable(typeof(FormDone))]
[JsonSerializable(typeof(NotificationsTaken))]
internal sealed partial class AuditFormsJson : JsonSerializerContext;
