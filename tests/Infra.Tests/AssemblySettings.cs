// A Pulumi program under test is one at a time: the SDK keeps it in a static place. Droplets share this machine's ports.
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]
[assembly: System.Runtime.Versioning.SupportedOSPlatform("linux")]
