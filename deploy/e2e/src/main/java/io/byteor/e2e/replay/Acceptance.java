package io.byteor.e2e.replay;

import io.byteor.schemas.event.ApprovalSummary;
import io.byteor.schemas.event.BundleCaptured;
import io.byteor.schemas.event.Detail;
import io.byteor.schemas.event.EnvironmentSnapshot;
import io.byteor.schemas.event.Mode;
import io.byteor.schemas.event.Person;
import io.byteor.schemas.event.ReplayAccepted;
import io.byteor.schemas.event.ReplayRequested;
import io.byteor.schemas.event.ResolvedPipeline;
import io.byteor.schemas.event.ResolvedTarget;
import io.byteor.schemas.event.Selection;
import io.byteor.schemas.pipeline.PipelineSpec;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Replays as the validator would have accepted them. */
public final class Acceptance {
    private static final long PLENTY = 1L << 40;

    private Acceptance() {}

    /**
     * @param candidate the document of the spec to walk; null for the bundle's own
     * @param listed so many actions of a dry-run are listed
     */
    public static ReplayAccepted of(
            String replayId,
            BundleCaptured bundle,
            Mode mode,
            Selection selection,
            @Nullable String candidate,
            long listed,
            List<String> targets) {
        String specHash = candidate == null
                ? bundle.getSpecHash()
                : PipelineSpec.parse(candidate.getBytes(StandardCharsets.UTF_8))
                        .specHash()
                        .toString();
        ReplayRequested request = ReplayRequested.newBuilder()
                .setCommandId(replayId)
                .setReplayId(replayId)
                .setBundleId(bundle.getBundleId())
                .setMode(mode)
                .setSelection(selection)
                .setCandidate(candidate == null ? null : specHash)
                .setDetail(listed == 0 ? Detail.COUNTS : Detail.ACTIONS)
                .setRequester(new Person("https://byteor.local", "olga", false))
                .setReason("to see what comes out")
                .setRequestedAt(StoredBundle.AT)
                .build();
        return ReplayAccepted.newBuilder()
                .setReplayId(replayId)
                .setRequest(request)
                .setRequestDigest(bundle.getBundleId())
                .setSelectionDigest(bundle.getBundleId())
                .setBundle(bundle)
                .setEnvironment(
                        new EnvironmentSnapshot("demo", 1L, bundle.getBundleId(), PLENTY, PLENTY, PLENTY, listed))
                .setPipeline(new ResolvedPipeline(
                        bundle.getPipeline() + " " + bundle.getVersion(),
                        null,
                        candidate == null ? "same" : "candidate",
                        specHash,
                        candidate))
                .setTargets(targets.stream()
                        .map(target ->
                                new ResolvedTarget(target, "kafka", "{\"kafka\":{\"topic\":\"" + target + "\"}}"))
                        .toList())
                .setApproval(new ApprovalSummary("not_required", null, List.of()))
                .setFindings(List.of())
                .setStartKey(mode == Mode.EXECUTE ? replayId : null)
                .setAcceptedAt(StoredBundle.AT)
                .setValidUntil(StoredBundle.AT)
                .build();
    }
}
