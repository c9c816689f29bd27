using Nvme;

if (args is not [var address, var text] || !int.TryParse(text, out int number))
{
    Console.Error.WriteLine("usage: nvme ADDRESS GROUP");
    return 2;
}

try
{
    using var container = VfioContainer.Open();
    using var group = VfioGroup.Open(number, container);
    container.UseType1();
    using var device = group.GetDevice(address);
    foreach (var region in device.Regions())
    {
        Console.WriteLine($"region {region.Index}: {region.Size:x} at {region.Offset:x}, {device.SparseAreas(region.Index).Count} areas");
    }

    using var controller = new Controller(container, device);
    await controller.StartAsync(TimeSpan.FromSeconds(5));
    device.EnableMsix(4);
    controller.Submit(new Command { OpcodeAndId = 6, Dword10 = 1 });
    return 0;
}
catch (VfioException e) when (e.Errno is Libc.EINVAL)
{
    Console.Error.WriteLine($"refused: {e.Message}");
    return 1;
}
