namespace MtaStsAudit.EndToEnd.Tests.Scripted;

/// <summary>Senders as they were met, or may be, each in a network of its own.</summary>
internal static class SenderScripts
{
    // Longer than the settling time of the rig.
    private const string Settle = "wait 4";

    private static string Fetches { get; } = string.Join('\n', "abcde".Select(letter => $"fetch {letter}"));

    public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>
    {
        // Go's TLS tells what is wrong with the certificate. STARTTLS is said though it was not offered.
        ["mox"] = Refuses(70, "ehlo mx.mox.example\nsay STARTTLS\nclose", "ehlo mx.mox.example\nstarttls-cut sni mail-d.audit.test alert 42"),
        ["mx-connect"] = Refuses(71, "ehlo mx.zone.example\nsay STARTTLS\nclose", "ehlo mx.zone.example\nstarttls-cut sni mail-d.audit.test close"),
        ["chasquid"] = Refuses(72, "ehlo mx.chasquid.example\nclose", "ehlo mx.chasquid.example\nstarttls sni mail-d.audit.test\nehlo mx.chasquid.example\nclose"),
        ["node"] = Refuses(73, "ehlo mx.node.example\nreset", "ehlo mx.node.example\nstarttls-cut sni mail-d.audit.test reset"),
        ["courier"] = Refuses(74, "ehlo mx.courier.example\nquit", "ehlo mx.courier.example\nstarttls sni mail-d.audit.test\nclose"),
        ["close-notify"] = Refuses(75, "ehlo mx.polite.example\nquit", "ehlo mx.polite.example\nstarttls\nclose-notify"),
        ["dotnet"] = Refuses(76, "ehlo mx.dotnet.example\nclose", "ehlo mx.dotnet.example\nstarttls sni mail-d.audit.test verify"),
        // Guesses passwords, and has nothing to send.
        ["bot"] = Refuses(77, "ehlo bot.example\nsay AUTH PLAIN AHgAeA==\nquit", "ehlo bot.example\nstarttls\nehlo bot.example\nsay AUTH PLAIN AHgAeA==\nquit"),
        ["too-large"] = $"""
            {Delivers("10.78.78.5", "mx.large.example", "af")}
            {At("b", "ehlo mx.large.example\nsize 200000000")}
            {At("d", "ehlo mx.large.example\nstarttls\nehlo mx.large.example\nsize 200000000")}
            {Settle}
            {Delivers("10.78.78.5", "mx.large.example", "af")}
            {At("b", "ehlo mx.large.example\nsize 200000000")}
            {At("c", "ehlo mx.large.example\nstarttls\nehlo mx.large.example\nsize 200000000")}
            {At("d", "ehlo mx.large.example\nstarttls\nehlo mx.large.example\nsize 200000000")}
            """,
        // The sender mails a and f only; another client of its /24 comes to b and d and leaves.
        ["neighbour"] = $"""
            {Delivers("10.78.79.5", "mx.mailer.example", "af")}
            {Scans("10.78.79.200")}
            {Settle}
            {Delivers("10.78.79.5", "mx.mailer.example", "af")}
            {Scans("10.78.79.200")}
            {Scans("10.78.79.200")}
            """,
        // What the sender refused, a relay of the same operator delivers from another network.
        ["fallback"] = $"""
            {Refuses(80, "ehlo mx.fallback.example\nquit", "ehlo mx.fallback.example\nstarttls\nquit")}
            from 10.78.81.5
            {At("b", "ehlo relay.other.example\ndeliver\nquit")}
            {At("d", "ehlo relay.other.example\nstarttls\nehlo relay.other.example\ndeliver\nquit")}
            """,
        // RFC 8461 §5.1 lets a sender deliver first and fetch after.
        ["late-fetch"] = $"""
            {Delivers("10.78.83.5", "mx.late.example", "abcdef")}
            {Fetches}
            {Settle}
            {Refuses(83, "ehlo mx.late.example\nquit", "ehlo mx.late.example\nstarttls\nquit")}
            """,
        // Mailed once only; what it refuses it tries again.
        ["one-round"] = $"""
            from 10.78.84.5
            {Fetches}
            {Delivers("10.78.84.5", "mx.once.example", "acef")}
            {At("b", "ehlo mx.once.example\nquit")}
            {At("d", "ehlo mx.once.example\nstarttls\nquit")}
            {Settle}
            {At("b", "ehlo mx.once.example\nquit")}
            {At("d", "ehlo mx.once.example\nstarttls\nquit")}
            {Settle}
            {At("b", "ehlo mx.once.example\nquit")}
            {At("d", "ehlo mx.once.example\nstarttls\nquit")}
            """,
        // Knows no policies, verifies the certificate wherever TLS is offered, and sends in clear text where it is not.
        ["verifier"] = $"""
            {Delivers("10.78.85.5", "mx.verifier.example", "abcef")}
            {At("d", "ehlo mx.verifier.example\nstarttls sni mail-d.audit.test verify")}
            {Settle}
            {Delivers("10.78.85.5", "mx.verifier.example", "abcef")}
            {At("d", "ehlo mx.verifier.example\nstarttls sni mail-d.audit.test verify")}
            {At("d", "ehlo mx.verifier.example\nstarttls sni mail-d.audit.test verify")}
            """,
        // It gives in when it comes again.
        ["downgrade"] = $"""
            {Refuses(82, "ehlo mx.downgrade.example\nquit", "ehlo mx.downgrade.example\nstarttls\nquit")}
            {Settle}
            {At("b", "ehlo mx.downgrade.example\ndeliver\nquit")}
            {At("d", "ehlo mx.downgrade.example\nstarttls\nehlo mx.downgrade.example\ndeliver\nquit")}
            """,
    };

    /// <summary>Fetches policies, mails two rounds, is not content at b and d in either, and comes there again.</summary>
    private static string Refuses(int network, string atB, string atD)
    {
        var name = atB.Split('\n')[0].Split(' ')[1];
        var round = $"{Delivers($"10.78.{network}.5", name, "acef")}\n{At("b", atB)}\n{At("d", atD)}";
        return $"from 10.78.{network}.5\n{Fetches}\n{round}\n{Settle}\n{round}\nwait 1\n{At("b", atB)}\n{At("d", atD)}";
    }

    private static string Delivers(string from, string name, string letters) => $"from {from}\n" + string.Join('\n', letters.Select(letter =>
        At($"{letter}", letter is 'b' or 'f' ? $"ehlo {name}\ndeliver\nquit" : $"ehlo {name}\nstarttls\nehlo {name}\ndeliver\nquit")));

    private static string Scans(string from) => $"from {from}\n{At("b", "ehlo scanner.example\nquit")}\n{At("d", "ehlo scanner.example\nstarttls\nquit")}";

    private static string At(string letter, string steps) => $"connect {letter}\n{steps}";
}
