package io.byteor.runner.target.kafka;

import io.byteor.runner.ledger.EffectLedger;
import io.byteor.schemas.event.Interval;
import io.byteor.schemas.event.LedgerEntry;
import io.byteor.schemas.json.JsonFields;
import io.byteor.schemas.json.JsonForm;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What stands beside the effects of one transaction on another cluster: which effects of a replay are there that may not have been
 * recorded here yet. As JSON under the key replay id, slash, target; the last one of a key is enough, because a replay's next
 * transaction there begins only after what became of the last was recorded here, or goes on from what the last one says.
 *
 * @param topic where the effects stand; null in a marker of an earlier release, which does not say
 */
record Marker(
        String replayId,
        String rootBundleId,
        String target,
        @Nullable String topic,
        List<LedgerEntry> applied) {
    /** Under which the record stands. */
    static String key(String replayId, String target) {
        return replayId + "/" + target;
    }

    /** Whether the effects may stand on this topic; where that cannot be told, they count. */
    boolean mayConcern(String effects) {
        return topic == null || topic.equals(effects);
    }

    EffectLedger ledger() {
        return EffectLedger.of(applied);
    }

    byte[] json() {
        return new JsonForm()
                .put("replayId", replayId)
                .put("rootBundleId", rootBundleId)
                .put("target", target)
                .put("topic", topic)
                .put("applied", applied.stream().map(Marker::entry).toList())
                .canonical()
                .getBytes(StandardCharsets.UTF_8);
    }

    /** @throws io.byteor.schemas.error.ByteorException if the bytes are no marker */
    static Marker parse(byte[] json) {
        JsonFields fields = JsonFields.parse(json, "marker");
        return new Marker(
                fields.string("replayId"),
                fields.string("rootBundleId"),
                fields.string("target"),
                fields.optionalString("topic"),
                fields.objects("applied").stream().map(Marker::entry).toList());
    }

    private static JsonForm entry(LedgerEntry entry) {
        return new JsonForm()
                .put("lane", entry.getLane())
                .put("role", entry.getRole())
                .put("stage", entry.getStage())
                .put("target", entry.getTarget())
                .put(
                        "sequences",
                        entry.getApplied().stream()
                                .map(interval -> new JsonForm()
                                        .put("first", interval.getFirst())
                                        .put("last", interval.getLast()))
                                .toList());
    }

    private static LedgerEntry entry(JsonFields fields) {
        return new LedgerEntry(
                fields.string("lane"),
                fields.string("role"),
                fields.string("stage"),
                fields.string("target"),
                fields.objects("sequences").stream()
                        .map(interval -> new Interval(
                                interval.whole("first", 0, 0, JsonFields.LARGEST),
                                interval.whole("last", 0, 0, JsonFields.LARGEST)))
                        .toList());
    }
}
