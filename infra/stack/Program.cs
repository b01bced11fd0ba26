using MtaStsAudit.Stack;
using MtaStsAudit.Stack.Acceptance;
using MtaStsAudit.Stack.Images;

return args is [AcceptanceCheck.Command]
    ? await AcceptanceCheck.RunAsync()
    : await Pulumi.Deployment.RunAsync(() => TestbedProgram.RunAsync(RepositoryRoot.Find(), typeof(TestbedProgram).Assembly.Location));
