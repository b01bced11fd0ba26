namespace MtaStsAudit.Collector.Http;

/// <summary>Reads forms: one that is none is its sender's fault.</summary>
internal static class Forms
{
    /// <summary>Empty for a request with something else.</summary>
    public static async Task<IFormCollection> FormAsync(this HttpRequest request, CancellationToken cancellationToken)
    {
        if (!request.HasFormContentType)
        {
            return FormCollection.Empty;
        }

        try
        {
            return await request.ReadFormAsync(cancellationToken);
        }
        // Too many fields, or a boundary that does not come.
        catch (InvalidDataException fault)
        {
            throw new BadHttpRequestException("The form cannot be read.", fault);
        }
    }
}
