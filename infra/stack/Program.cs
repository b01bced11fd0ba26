using MtaStsAudit.Stack;
using MtaStsAudit.Stack.Acceptance;

return args is [AcceptanceCheck.Command] ? await AcceptanceCheck.RunAsync() : await Pulumi.Deployment.RunAsync(TestbedProgram.RunAsync);
