using Microsoft.AspNetCore.Http;

namespace MtaStsAudit.Infra.Tests.DigitalOceanApi;

/// <summary>An error as DigitalOcean's API words it: a status, an id and a message.</summary>
internal sealed class ApiFault(int status, string id, string message) : Exception(message)
{
    public static ApiFault NotFound => new(StatusCodes.Status404NotFound, "not_found", "The resource you requested could not be found.");

    public static ApiFault Unauthorized => new(StatusCodes.Status401Unauthorized, "unauthorized", "Unable to authenticate you");

    public static ApiFault Unprocessable(string message) => new(StatusCodes.Status422UnprocessableEntity, "unprocessable_entity", message);

    public static ApiFault TooManyRequests => new(StatusCodes.Status429TooManyRequests, "too_many_requests", "API rate limit exceeded.");

    public static ApiFault Server => new(StatusCodes.Status500InternalServerError, "server_error", "Unexpected server-side error");

    public async Task WriteAsync(HttpContext context)
    {
        context.Response.StatusCode = status;
        if (status == StatusCodes.Status429TooManyRequests)
        {
            context.Response.Headers.RetryAfter = "1";
        }

        await context.Response.WriteAsJsonAsync(new { id, message = Message, request_id = Guid.NewGuid() });
    }
}
