using System;
using System.Threading;
using UapiGen.Runtime.Emulation;
using Xunit;

namespace UapiGen.Runtime.Tests.Model;

/// <summary>
/// Threads that call one emulated kernel at random, round by round. After each round everybody stands still, the calls of the round are
/// put in order by the model, and the kernel is compared with the state that the order ends in.
/// </summary>
internal sealed class RandomMachine : IDisposable
{
    private const int CallsEach = 6;

    private readonly TphVersion _version;
    private readonly EmulatedKernel _kernel;
    private readonly EmulatedPciDevice[] _devices = new EmulatedPciDevice[ModelState.Devices];
    private readonly RandomCaller[] _callers = new RandomCaller[ModelState.Threads];
    private readonly LinearizabilityChecker _checker;
    private readonly Barrier _barrier = new(ModelState.Threads);
    private ModelState _state = new();
    private string? _disagreement;
    private volatile bool _isOver;

    public RandomMachine(TphVersion version, int seed)
    {
        _version = version;
        _kernel = new EmulatedKernel(new EmulatedKernelOptions
        {
            PageSize = EmulatedMachine.Page,
            DescriptorLimit = ModelState.Descriptors,
            Tph = version == TphVersion.Seed ? TphProfile.Seed : TphProfile.Latest,
        });
        for (int stream = 0; stream < 3; stream++)
        {
            Assert.True(_kernel.Close(stream).IsSuccess);
        }

        for (int device = 0; device < _devices.Length; device++)
        {
            _devices[device] = _kernel.AddPciDevice(EmulatedBar.Memory(EmulatedMachine.BarLength));
        }

        _checker = new LinearizabilityChecker(version);
        for (int thread = 0; thread < _callers.Length; thread++)
        {
            _callers[thread] = new RandomCaller(_kernel, _devices, version, (seed * ModelState.Threads) + thread, CallsEach);
        }
    }

    /// <summary>Makes at least so many calls.</summary>
    /// <returns>How many were made, and what did not agree; null when all did.</returns>
    public (long Calls, string? Disagreement) Run(long calls)
    {
        long rounds = (calls + (CallsEach * ModelState.Threads) - 1) / (CallsEach * ModelState.Threads);
        Thread[] threads = new Thread[ModelState.Threads - 1];
        for (int index = 0; index < threads.Length; index++)
        {
            RandomCaller caller = _callers[index + 1];
            threads[index] = new Thread(() =>
            {
                while (true)
                {
                    _barrier.SignalAndWait();
                    if (_isOver)
                    {
                        return;
                    }

                    caller.Play();
                    _barrier.SignalAndWait();
                }
            });
            threads[index].Start();
        }

        long played = 0;
        for (; played < rounds && _disagreement is null; played++)
        {
            _barrier.SignalAndWait();
            _callers[0].Play();
            _barrier.SignalAndWait();
            Judge(played);
        }

        _isOver = true;
        _barrier.SignalAndWait();
        foreach (Thread thread in threads)
        {
            thread.Join();
        }

        return (played * CallsEach * ModelState.Threads, _disagreement);
    }

    /// <summary>Gives everything back, and says what is left.</summary>
    public string Leftovers()
    {
        foreach (RandomCaller caller in _callers)
        {
            caller.LetGo();
        }

        for (int fileDescriptor = 0; fileDescriptor < ModelState.Descriptors; fileDescriptor++)
        {
            _ = _kernel.Close(fileDescriptor).IsSuccess;
        }

        int buffers = 0;
        int opens = 0;
        foreach (EmulatedPciDevice device in _devices)
        {
            buffers += device.DmaBufCount;
            opens += device.OpenCount;
        }

        return $"{_kernel.OpenDescriptorCount} descriptors, {buffers} buffers, {opens} open devices, {_kernel.WarningCount} warnings";
    }

    public void Dispose()
    {
        _barrier.Dispose();
        _kernel.Dispose();
    }

    private void Judge(long round)
    {
        ModelCall[][] calls = Array.ConvertAll(_callers, caller => caller.Calls);
        ModelState? end = _checker.Check(_state, calls, Agrees);
        if (end is null)
        {
            string log = string.Join("\n", Array.ConvertAll(calls, thread => string.Join("; ", Array.ConvertAll(thread, Describe))));
            _disagreement = $"Round {round} has no order:\n{log}";
            return;
        }

        end.Collect();
        _state = end;
    }

    private static string Describe(ModelCall call) =>
        $"[{call.Started}..{call.Ended}] {call.Kind}({call.Target}, {call.Argument}, 0x{call.Tph:x}) = {call.Result}";

    private bool Agrees(ModelState state)
    {
        OpenFile?[] seen = new OpenFile?[state.Files.Length];
        for (int fileDescriptor = 0; fileDescriptor < ModelState.Descriptors; fileDescriptor++)
        {
            OpenFile? file = _kernel.Files.Get(fileDescriptor);
            file?.Put();
            int model = state.Table[fileDescriptor];
            if ((model < 0) != file is null)
            {
                return false;
            }

            if (file is not null)
            {
                if ((seen[model] is { } before && before != file) || !Agrees(state.Files[model], file))
                {
                    return false;
                }

                seen[model] = file;
            }
        }

        for (int thread = 0; thread < _callers.Length; thread++)
        {
            if (!_callers[thread].Agrees(state.Attached[thread] < 0 ? null : state.Files[state.Attached[thread]], state.Mapped[thread], Agrees))
            {
                return false;
            }
        }

        for (int device = 0; device < _devices.Length; device++)
        {
            if (_devices[device].OpenCount != state.OpenCount[device] || _devices[device].MemoryEnabled != state.MemoryEnabled[device])
            {
                return false;
            }
        }

        return true;
    }

    private bool Agrees(ModelFile model, OpenFile file)
    {
        if (!model.IsBuffer)
        {
            return file is VfioDeviceFile && file.References == model.References;
        }

        EmulatedPciDevice? owner = model.Device < 0 ? null : _devices[model.Device];
        if (file is not VfioDmaBuf buffer || buffer.Owner != owner || buffer.IsRevoked != model.IsRevoked)
        {
            return false;
        }

        foreach (bool extended in (bool[])[false, true])
        {
            int answer = TphQuestion.Ask(buffer, extended, out ushort tag, out byte hint);
            if ((answer < 0 ? answer : TphWord.Pack(tag, hint)) != TphWord.Answer(_version, model.Tph, extended))
            {
                return false;
            }
        }

        return true;
    }
}
