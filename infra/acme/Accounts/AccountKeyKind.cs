using System.Collections.Immutable;
using System.Net.Mail;
using Certes.Acme;
using Certes.Acme.Resource;
using MtaStsAudit.Acme.Keys;
using MtaStsAudit.Acme.Orders;
using MtaStsAudit.Acme.Plugin;
using MtaStsAudit.Resources;
using Pulumi.Experimental;
using Pulumi.Experimental.Provider;

namespace MtaStsAudit.Acme.Accounts;

/// <summary>An account and its key. Deleting forgets both: an account without its key is of no use to anybody.</summary>
internal sealed class AccountKeyKind(Network network) : ResourceKind(ProviderPackage.AccountKey)
{
    public override CheckResponse Check(CheckRequest request)
    {
        var reader = new InputReader(request.NewInputs);
        DirectoryUrl.Read(reader);
        Contact(reader);
        reader.RefuseOthers();
        return new CheckResponse { Inputs = request.NewInputs, Failures = [.. reader.Failures] };
    }

    public override Task<DiffResponse> DiffAsync(DiffRequest request, CancellationToken cancellation)
    {
        var changed = InputChanges.Between(request.OldInputs, request.NewInputs);
        var replaces = changed.Where(property => property == PropertyName.Directory).ToArray();
        return Task.FromResult(Differences.Of(changed, replaces));
    }

    public override async Task<CreateResponse> CreateAsync(CreateRequest request, CancellationToken cancellation)
    {
        if (request.Preview)
        {
            var outputs = Unknown([PropertyName.AccountUrl, PropertyName.PrivateKeyPem]);
            return new CreateResponse { Outputs = outputs.SetItem(PropertyName.Directory, request.Inputs[PropertyName.Directory]) };
        }

        var reader = new InputReader(request.Inputs);
        var directory = DirectoryUrl.Read(reader)!;
        var key = P256Key.NewPem();
        var (session, account) = await AcmeSession.RegisterAsync(directory, key, Contact(reader), network, cancellation).ConfigureAwait(false);
        session.Dispose();
        return new CreateResponse
        {
            Id = account.Location.ToString(),
            Outputs = new Dictionary<string, PropertyValue>
            {
                [PropertyName.Directory] = request.Inputs[PropertyName.Directory],
                [PropertyName.AccountUrl] = State.Of(account.Location.ToString()),
                [PropertyName.PrivateKeyPem] = State.Secret(key),
            },
        };
    }

    public override async Task<UpdateResponse> UpdateAsync(UpdateRequest request, CancellationToken cancellation)
    {
        if (!request.Preview)
        {
            var reader = new InputReader(request.NewInputs);
            var (session, account) = await OpenAsync(DirectoryUrl.Read(reader)!, request.OldOutputs, cancellation).ConfigureAwait(false);
            using var _ = session;
            await account.Update(Contact(reader), agreeTermsOfService: true).ConfigureAwait(false);
        }

        return new UpdateResponse { Outputs = request.OldOutputs };
    }

    /// <summary>An account that the server does not know any more, or has closed, is gone: the next update makes another.</summary>
    public override async Task<ReadResponse> ReadAsync(ReadRequest request, CancellationToken cancellation)
    {
        var read = await base.ReadAsync(request, cancellation).ConfigureAwait(false);
        try
        {
            var directory = new Uri(request.Outputs.Text(PropertyName.Directory)!);
            var (session, account) = await OpenAsync(directory, request.Outputs, cancellation).ConfigureAwait(false);
            using var _ = session;
            var state = await account.Resource().ConfigureAwait(false);
            return state.Status == AccountStatus.Valid ? read : new ReadResponse();
        }
        catch (AcmeProblemException e) when (e.Problem.Type == AcmeProblem.AccountDoesNotExist)
        {
            return new ReadResponse();
        }
    }

    // RFC 8555 §7.3: contact URLs; mailto is the one that every server takes.
    private static IList<string> Contact(InputReader reader) =>
        reader.Text(PropertyName.Contact, "one e-mail address", required: false, IsMailbox) is { } contact ? [$"mailto:{contact}"] : [];

    private static bool IsMailbox(string text) =>
        MailAddress.TryCreate(text, out var address) && address.Address == text;

    private Task<(AcmeSession Session, IAccountContext Account)> OpenAsync(
        Uri directory, ImmutableDictionary<string, PropertyValue> outputs, CancellationToken cancellation) =>
        AcmeSession.OpenAsync(directory, outputs.Text(PropertyName.PrivateKeyPem)!, network, cancellation);
}
