package io.byteor.runner.divergence;

import io.byteor.runner.bundle.ReplayBundle;
import io.byteor.schemas.journal.JournalFormat;
import io.byteor.schemas.journal.SegmentReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The captured outputs of a bundle in the order in which a walk meets their origins. Not thread-safe. */
final class CapturedOutputs implements AutoCloseable {
    private static final int HELD = 1 << 15;
    private static final int WAYS = 64;
    private static final Pattern ORIGIN = Pattern.compile("([^/]+)/([0-9]{1,19})");

    private final OutputSort sort = new OutputSort(HELD, WAYS);
    private final ComparedLanes lanes;
    private Iterator<CapturedOutput> sorted = List.<CapturedOutput>of().iterator();
    private @Nullable CapturedOutput next;
    private long withoutOrigin;

    private CapturedOutputs(ComparedLanes lanes) {
        this.lanes = lanes;
    }

    /**
     * Reads the output lanes to their ends.
     *
     * @param between called between two records; may throw to end the reading
     * @throws io.byteor.schemas.error.ByteorException JOURNAL_CORRUPT, BUNDLE_ALTERED or BUNDLE_INCOMPLETE with the path
     * @throws IOException where the store cannot be read now
     */
    static CapturedOutputs read(ComparedLanes lanes, ReplayBundle bundle, Runnable between) throws IOException {
        CapturedOutputs outputs = new CapturedOutputs(lanes);
        try {
            for (int lane = 0; lane < lanes.outputs().size(); lane++) {
                for (String segment : bundle.segments(lanes.outputs().get(lane))) {
                    try (SegmentReader reader = bundle.open(segment)) {
                        outputs.read(lane, reader, between);
                    }
                }
            }
            outputs.sorted = outputs.sort.sorted();
            outputs.advance();
            return outputs;
        } catch (IOException | RuntimeException e) {
            outputs.close();
            throw e;
        }
    }

    private void read(int lane, SegmentReader reader, Runnable between) throws IOException {
        OutputDigest digest = new OutputDigest();
        while (reader.next()) {
            between.run();
            byte[] header = reader.headers().get(JournalFormat.ORIGIN_HEADER);
            Matcher origin = ORIGIN.matcher(header == null ? "" : new String(header, StandardCharsets.UTF_8));
            long sequence = origin.matches() ? sequence(origin.group(2)) : -1;
            if (sequence < 0) {
                withoutOrigin++;
            } else if (lanes.mayBeSelected(origin.group(1), sequence)) {
                sort.add(new CapturedOutput(
                        lanes.inputRank(origin.group(1)),
                        sequence,
                        lane,
                        reader.sequence(),
                        digest.of(reader.key(), reader.payload())));
            }
        }
    }

    /** Negative where it does not fit into 63 bits. */
    private static long sequence(String digits) {
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException _) {
            return -1;
        }
    }

    /** How many name no origin. */
    long withoutOrigin() {
        return withoutOrigin;
    }

    /** Hands out those of one origin, by lane and then in the lane's order. Origins must be asked for in the walk's order. */
    void of(int originLane, long originSequence, Consumer<CapturedOutput> taker) {
        CapturedOutput output = next;
        while (output != null && output.compareTo(originLane, originSequence) < 0) {
            output = advance();
        }
        while (output != null && output.compareTo(originLane, originSequence) == 0) {
            taker.accept(output);
            output = advance();
        }
    }

    private @Nullable CapturedOutput advance() {
        next = sorted.hasNext() ? sorted.next() : null;
        return next;
    }

    @Override
    public void close() {
        sort.close();
    }
}
