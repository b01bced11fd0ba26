namespace MtaStsAudit.Deployment.Postfix;

/// <summary>A receiver's <c>master.cf</c>: the daemons that take mail in, and none that sends.</summary>
public static class MasterCf
{
    /// <summary>Of a Postfix that is one receiver, at all its addresses.</summary>
    public static string Print(PostfixHost host) => Print(host, ["smtp      inet  n       -       n       -       -       smtpd\n"]);

    /// <param name="services">Where it takes mail: entries of master.cf, each with its line end.</param>
    internal static string Print(PostfixHost host, IEnumerable<string> services) =>
        $"""
        # service type  private unpriv  chroot  wakeup  maxproc command
        {string.Concat(services).TrimEnd()}
        # For the health check. Postfix takes any loopback address here, which inet_interfaces does not.
        {host.Loopback}:smtp inet n - n -       2       smtpd
        cleanup   unix  n       -       n       -       0       cleanup
        qmgr      unix  n       -       n       300     1       qmgr
        tlsmgr    unix  -       -       n       1000?   1       tlsmgr
        rewrite   unix  -       -       n       -       -       trivial-rewrite
        bounce    unix  -       -       n       -       0       discard
        defer     unix  -       -       n       -       0       discard
        trace     unix  -       -       n       -       0       discard
        verify    unix  -       -       n       -       1       verify
        flush     unix  n       -       n       1000?   0       flush
        proxymap  unix  -       -       n       -       -       proxymap
        showq     unix  n       -       n       -       -       showq
        error     unix  -       -       n       -       -       error
        retry     unix  -       -       n       -       -       error
        discard   unix  -       -       n       -       -       discard
        anvil     unix  -       -       n       -       1       anvil

        """;
}
