package io.byteor.validator.request;

import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.event.Detail;
import io.byteor.schemas.event.Mode;
import io.byteor.schemas.event.ReplayRequested;
import io.byteor.schemas.event.Selection;
import io.byteor.schemas.json.JsonForm;
import io.byteor.schemas.target.TargetAddress;
import java.util.Locale;
import java.util.SortedMap;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * The digests over what a request would do, whoever asks, why, and under which id. SHA-256 over RFC 8785 JSON with defaults
 * filled in; whole numbers are written as strings, because RFC 8785 numbers are doubles and two of them could collide.
 */
public final class RequestDigest {
    private RequestDigest() {}

    /**
     * What a request comes to once the facts are known.
     *
     * @param environment where it runs
     * @param source the source agent's environment, whose posture applies too; null where it is the same
     * @param lanes the lanes to read, never empty: all input lanes where the request names none
     * @param rate records per second: the environment's limit where the request names none
     * @param specHash hash of the spec that runs
     * @param targets the resolved targets by name
     */
    public record Resolved(
            ReplayRequested request,
            Place environment,
            @Nullable Place source,
            SortedMap<String, TargetAddress> targets,
            SortedSet<String> lanes,
            long rate,
            String specHash) {}

    /** An environment as it stands. */
    public record Place(String name, String postureDigest) {}

    /** What an approval is given over. */
    public static Digest of(Resolved resolved) {
        ReplayRequested request = resolved.request();
        JsonForm targets = new JsonForm();
        resolved.targets().forEach((name, target) -> targets.put(name, target.json()));
        JsonForm environment = place(resolved.environment()).put("targets", targets);
        if (resolved.source() != null) {
            environment.put("source", place(resolved.source()));
        }
        JsonForm form = selected(request, resolved.lanes(), resolved.specHash());
        if (request.getSpeed() != null) {
            // Left out where there is none, so that requests from before there was pacing keep their digest.
            form.put("pacing", new JsonForm().put("speed", request.getSpeed()));
        }
        if (request.getWarmUp() != null) {
            JsonForm ladder = new JsonForm().put("errorRatio", request.getWarmUp());
            if (request.getWarmUpDivergence() != null) {
                ladder.put("maxDivergence", request.getWarmUpDivergence());
            }
            form.put("warmUp", ladder);
        }
        return form.put("mode", word(request.getMode()))
                .put("environment", environment)
                .put("rate", Long.toString(resolved.rate()))
                .put("detail", word(request.getDetail()))
                .put("reapply", request.getReapply())
                .put("errorBudget", text(request.getErrorBudget()))
                .digest();
    }

    /** What ties a dry-run to an execute: the same records through the same spec. */
    public static Digest ofSelection(ReplayRequested request, SortedSet<String> lanes, String specHash) {
        return selected(request, lanes, specHash).digest();
    }

    private static JsonForm selected(ReplayRequested request, SortedSet<String> lanes, String specHash) {
        return new JsonForm()
                .put("bundleId", request.getBundleId())
                .put("specHash", specHash)
                .putTexts("lanes", lanes)
                .put("selection", selection(request.getSelection()));
    }

    private static JsonForm place(Place place) {
        return new JsonForm().put("name", place.name()).put("postureDigest", place.postureDigest());
    }

    private static JsonForm selection(Selection selection) {
        Double sample = selection.getSample();
        return new JsonForm()
                .put("sequences", range(selection.getFromSequence(), selection.getToSequence()))
                .put("times", range(selection.getFromTime(), selection.getToTime()))
                .put("predicate", selection.getPredicate())
                .put("sample", sample == null ? (Double) 1.0 : sample)
                .put("limit", text(selection.getLimit()));
    }

    private static JsonForm range(@Nullable Object from, @Nullable Object to) {
        return new JsonForm().put("from", text(from)).put("to", text(to));
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    private static String word(Mode mode) {
        return mode.name().toLowerCase(Locale.ROOT);
    }

    private static String word(Detail detail) {
        return detail.name().toLowerCase(Locale.ROOT);
    }
}
