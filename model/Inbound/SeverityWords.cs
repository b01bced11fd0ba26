namespace MtaStsAudit.Model.Inbound;

/// <summary>The words for what findings matter: the same on the command line and in the web page.</summary>
public static class SeverityWords
{
    public static string Of(Severity severity) => severity switch
    {
        Severity.Ok => "ok",
        Severity.Info => "info",
        Severity.NotChecked => "not checked",
        Severity.Warning => "warning",
        Severity.Error => "error",
    };
}
