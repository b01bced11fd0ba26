using FsCheck.Xunit;
using MtaStsAudit.Acme.Orders;

namespace MtaStsAudit.Acme.Tests.Orders;

public sealed class AcmeProblemPropertyTests
{
    private static readonly string[] Members = ["type", "detail", "status", "identifier", "subproblems"];

    [Property(MaxTest = 500)]
    public bool Any_answer_is_a_problem_with_its_status(string? body) =>
        AcmeProblem.Parse(body ?? "", 500).ToString().Contains("HTTP 500", StringComparison.Ordinal);

    [Property(MaxTest = 500)]
    public bool A_member_of_any_kind_is_read_or_left_out(int number)
    {
        string[] values = [$"{number}", $"\"{number}\"", "null", "true", "[]", "{}", $"[{number}]", $"[{{\"type\":{number}}}]", $"{{\"value\":{number}}}"];
        var bodies = from member in Members from value in values select $"{{\"{member}\":{value}}}";
        return bodies.All(body => AcmeProblem.Parse(body, 400) is { Detail: not null, Subproblems: not null });
    }
}
