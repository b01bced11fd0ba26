using MtaStsAudit.Acme;
using MtaStsAudit.Acme.Plugin;
using Pulumi.Experimental.Provider;

await Provider.Serve(args, AcmeProvider.Version, engine => new AcmeProvider(engine, Network.Real()), CancellationToken.None).ConfigureAwait(false);
