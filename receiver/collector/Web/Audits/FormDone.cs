using System.Text.Json;
using System.Text.Json.Serialization;
using MtaStsAudit.Model.Names;

namespace MtaStsAudit.Collector.Web.Audits;

/// <summary>A form has done what it is for: a browser is led to the audit's page, a program that asks for JSON hears it.</summary>
/// <param name="done">What was done, as the page's address says it.</param>
/// <param name="ownerKey">A key that was just made; null: none was.</param>
internal sealed class FormDone(AuditToken token, string done, string? ownerKey = null) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var path = $"/audits/{token}";
        httpContext.Response.Headers.Append("Vary", "Accept");
        if (Preference.IsJson(httpContext.Request))
        {
            httpContext.Response.Headers.CacheControl = "no-store";
            httpContext.Response.Headers.Location = ownerKey is null ? default : path;
            return Results.Json(new FormDoneBody(token.ToString(), path, done, ownerKey), FormDoneJson.Default.FormDoneBody,
                statusCode: ownerKey is null ? StatusCodes.Status200OK : StatusCodes.Status201Created).ExecuteAsync(httpContext);
        }

        // RFC 9110 §15.4.4: the browser gets the page, so that loading it again does not send the form again.
        httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
        httpContext.Response.Headers.Location = $"{path}?done={done}";
        return Task.CompletedTask;
    }
}

/// <param name="Audit">Where the audit is, at this host.</param>
/// <param name="OwnerKey">What makes its holder the owner; told once.</param>
internal sealed record FormDoneBody(string Token, string Audit, string Done, string? OwnerKey);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(FormDoneBody))]
internal sealed partial class FormDoneJson : JsonSerializerContext;
