namespace MtaStsAudit.Collector.Http;

/// <summary>Reads forms: one that is none, or breaks off, is its sender's fault.</summary>
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
        // Too many fields, a boundary that does not come, a body that ends early. What is too large is a bad request of its own kind.
        catch (Exception fault) when (fault is InvalidDataException || (fault is IOException and not BadHttpRequestException))
        {
            throw new BadHttpRequestException("The form cannot be read.", fault);
        }
    }
}
