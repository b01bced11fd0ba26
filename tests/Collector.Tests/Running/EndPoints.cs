using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using MtaStsAudit.Collector.Intake;

namespace MtaStsAudit.Collector.Tests.Running;

/// <summary>Where a collector listens, when the system chose its ports.</summary>
internal sealed class EndPoints(WebApplication app)
{
    private readonly IntakePorts intake = app.Services.GetRequiredService<IntakePorts>();

    private readonly IPEndPoint[] web =
        [.. app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.Select(address => IPEndPoint.Parse(new Uri(address).Authority))];

    public IPEndPoint Milter => (IPEndPoint)intake.Milter.EndPoint;

    public IPEndPoint LogIntake => (IPEndPoint)intake.PostfixLog.EndPoint;

    public Uri Http => new($"http://{web[0]}/");

    public IPEndPoint Https => web[1];
}
