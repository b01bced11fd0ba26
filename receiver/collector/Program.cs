var builder = WebApplication.CreateSlimBuilder(args);
await builder.Build().RunAsync();
