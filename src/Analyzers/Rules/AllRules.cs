// All rules, in the order of their ids. A test compares the list with the classes of this folder.
using System.Collections.Immutable;

namespace UapiGen.Analyzers.Rules;

internal static class AllRules
{
    public static ImmutableArray<Rule> Create() =>
    [
        new ReservedFieldSetAnalyzer(),
        new SteeringTagWidthAnalyzer(),
        new ResultUncheckedAnalyzer(),
        new SelfSizeUnsetAnalyzer(),
        new SelfSizeWrongAnalyzer(),
        new FlagsUnknownAnalyzer(),
        new FlagsNoneOfAnalyzer(),
        new FlagsNotOneOfAnalyzer(),
        new FieldNotAnnouncedAnalyzer(),
        new NumberTooSmallAnalyzer(),
        new NumberTooLargeAnalyzer(),
        new NumberNotMultipleAnalyzer(),
        new MemoryNotZeroedAnalyzer(),
        new StructNotBlittableAnalyzer(),
        new StructDuplicatedAnalyzer(),
        new ArgumentMismatchAnalyzer(),
        new ArgumentReadOnlyAnalyzer(),
        new FileKindMixedAnalyzer(),
        new DescriptorComparedAnalyzer(),
        new DescriptorLostAnalyzer(),
        new ErrorReadLateAnalyzer(),
        new ErrorNotKeptAnalyzer(),
        new ResultTakenForErrnoAnalyzer(),
        new InterruptNotRetriedAnalyzer(),
        new CloseRetriedAnalyzer(),
        new RequestNumberAnalyzer(),
        new FeatureGetAndSetAnalyzer(),
        new FeatureWithoutOperationAnalyzer(),
        new FeatureOperationUnknownAnalyzer(),
        new FeaturePayloadTooSmallAnalyzer(),
        new FeaturePayloadMismatchAnalyzer(),
        new ZeroFlagTestedAnalyzer(),
        new AccessNotEndedAnalyzer(),
        new AccessEndedOtherwiseAnalyzer(),
        new RangesOverlapAnalyzer(),
        new FlagsLackWantedAnalyzer(),
        new TextTooLongAnalyzer(),
        new ProcessingHintTooLargeAnalyzer(),
        new TagsSharedAnalyzer(),
        new FlexibleArrayOnStackAnalyzer(),
        new CountDisagreesAnalyzer(),
        new PointerAfterFixedAnalyzer(),
        new PointerToMovableAnalyzer(),
        new PointerNarrowedAnalyzer(),
        new DescriptorUnsetAnalyzer(),
        new DescriptorAfterCloseAnalyzer(),
        new RegisterNarrowedAnalyzer(),
    ];
}
