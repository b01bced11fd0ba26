using System.Net;
using MtaStsAudit.Model.Names;
using MtaStsAudit.Model.Settings;

namespace MtaStsAudit.Deployment.Postfix;

/// <summary>The settings of the receiver's rsyslog: Postfix's log goes to the collector over RELP, line by acknowledged line.</summary>
/// <remarks>The host name of each line is the receiver's mail host. The queue holds what a collector that is away cannot take.
/// Lines go in batches, which wait 150 ms at most: under load, both sides are woken once for many.</remarks>
public static class RsyslogConf
{
    /// <param name="front">Where a front beside this Postfix sends its lines, on loopback; null: there is none.</param>
    public static string Print(DomainName mailHost, IPAddress collector, IPEndPoint? front = null) =>
        $$"""
        global(workDirectory="/run/rsyslog" localHostname="{{mailHost}}" maxMessageSize="4k" parser.permitSlashInProgramname="on")
        # A line is dealt with where it is received: what has to wait, waits in the queue below.
        main_queue(queue.type="Direct")
        module(load="imuxsock" SysSock.Name="/run/rsyslog/log" SysSock.UseSysTimeStamp="on" SysSock.RateLimit.Interval="0")
        module(load="omrelp")
        {{(front is null ? "" : $"""
            # What clients of the front offer when TLS begins. Nothing but the front reaches the port.
            module(load="imudp")
            input(type="imudp" address="{front.Address}" port="{front.Port}")

            """)}}# Only what tells how a session went; lines that say what the milter says, or nothing, stay here.
        if (re_match($programname, "^postfix/([a-z0-9-]+/)?smtpd\$") and not ($msg contains ": client=" or $msg contains "discarding EHLO keywords")){{(front is null ? "" : $" or $programname == \"{FrontSettings.SyslogProgram}\"")}} then {
            action(type="omrelp" target="{{collector}}" port="{{CollectorPorts.LogIntake}}" template="RSYSLOG_SyslogProtocol23Format"
                timeout="10" conn.timeout="5" action.resumeRetryCount="-1" action.resumeInterval="1" action.resumeIntervalMax="5"
                queue.type="LinkedList" queue.size="20000" queue.timeoutEnqueue="0" queue.filename="postfix" queue.maxDiskSpace="32m"
                queue.saveOnShutdown="on" queue.minDequeueBatchSize="64" queue.minDequeueBatchSize.timeout="150")
        }
        # The container's own log: that Postfix starts, and what it warns of. Who mailed what is evidence, and does not stay where no
        # retention and no deletion comes.
        if $programname startswith "postfix" and ($syslogseverity <= 4
                or not (re_match($programname, "^postfix/([a-z0-9-]+/)?smtpd\$") or $programname == "postfix/cleanup" or $programname == "postfix/anvil")) then {
            action(type="omfile" file="/proc/1/fd/1")
        }

        """;
}
