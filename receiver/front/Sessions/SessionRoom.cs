using System.Net;
using System.Threading.RateLimiting;
using MtaStsAudit.Model.Evidence;
using MtaStsAudit.Model.Settings;

namespace MtaStsAudit.Front.Sessions;

/// <summary>How many sessions there may be at a time: all together, and of one client. Who finds no room does not wait for it.</summary>
internal sealed class SessionRoom(FrontSettings settings) : IDisposable
{
    private readonly ConcurrencyLimiter all = new(Limit(settings.Sessions));

    // RFC 4291 §2.5.1: of an IPv6 address, the /64, in which a host changes its interface identifier at will.
    private readonly PartitionedRateLimiter<IPAddress> ofOneClient = PartitionedRateLimiter.Create<IPAddress, string>(
        client => RateLimitPartition.GetConcurrencyLimiter(SenderIdentity.ClientKeyOf(client), _ => Limit(settings.SessionsOfOneClient)));

    /// <param name="refused">Why there is no room; null: there is.</param>
    /// <returns>The place, to be given back.</returns>
    public IDisposable Enter(IPAddress client, out SessionEnding? refused)
    {
        // The client's own limit first: who is over it takes no place from others.
        var own = ofOneClient.AttemptAcquire(client);
        if (!own.IsAcquired)
        {
            refused = SessionEnding.TooManySessionsOfClient;
            return own;
        }

        var place = new Place(own, all.AttemptAcquire());
        refused = place.IsFree ? null : SessionEnding.TooManySessions;
        return place;
    }

    public void Dispose()
    {
        ofOneClient.Dispose();
        all.Dispose();
    }

    private static ConcurrencyLimiterOptions Limit(int sessions) => new() { PermitLimit = sessions, QueueLimit = 0 };

    private sealed class Place(RateLimitLease own, RateLimitLease ofAll) : IDisposable
    {
        public bool IsFree => ofAll.IsAcquired;

        public void Dispose()
        {
            ofAll.Dispose();
            own.Dispose();
        }
    }
}
