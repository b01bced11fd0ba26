using MtaStsAudit.Audit.Commands;
using MtaStsAudit.Audit.Local;

namespace MtaStsAudit.Audit.Tests.Local;

public sealed class RepositoryRootTests
{
    [Fact]
    public void It_is_found_from_any_folder_below()
    {
        using var temporary = new TemporaryFolder();
        temporary.Put(RepositoryRoot.Mark, "");
        temporary.Put("a/b/c", "");

        Assert.Equal(temporary.Path, RepositoryRoot.Find(temporary.At("a/b")));
    }

    [Fact]
    public void Elsewhere_the_message_says_where_to_go()
    {
        using var temporary = new TemporaryFolder();

        Assert.Contains("change into a checkout", Assert.Throws<CommandFault>(() => RepositoryRoot.Find(temporary.Path)).Message, StringComparison.Ordinal);
    }
}
