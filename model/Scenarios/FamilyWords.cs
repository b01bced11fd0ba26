namespace MtaStsAudit.Model.Scenarios;

/// <summary>What families are called: in settings and JSON, and in front of people.</summary>
public static class FamilyWords
{
    public static string NameOf(Family family) => family switch
    {
        Family.Core => "core",
        Family.Certificates => "certificates",
        Family.MxMatching => "mx-matching",
        Family.PolicyHost => "policy-host",
        Family.PolicyText => "policy-text",
        Family.Discovery => "discovery",
        Family.Lifecycle => "lifecycle",
        Family.Channel => "channel",
    };

    public static string TitleOf(Family family) => family switch
    {
        Family.Core => "Core",
        Family.Certificates => "Certificates",
        Family.MxMatching => "MX hosts",
        Family.PolicyHost => "Policy host",
        Family.PolicyText => "Policy text",
        Family.Discovery => "Discovery",
        Family.Lifecycle => "Modes and time",
        Family.Channel => "Channel",
    };
}
