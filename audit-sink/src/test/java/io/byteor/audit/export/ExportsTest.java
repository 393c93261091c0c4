package io.byteor.audit.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.byteor.audit.access.Access;
import io.byteor.audit.access.AccessEnd;
import io.byteor.audit.access.AccessLog;
import io.byteor.audit.access.Reader;
import io.byteor.audit.mask.Mask;
import io.byteor.audit.mask.MaskingRules;
import io.byteor.audit.query.Reach;
import io.byteor.audit.query.Wanted;
import io.byteor.audit.query.Window;
import io.byteor.schemas.access.AccessOutcome;
import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ExportsTest {
    private static final Reader ANA = new Reader("https://byteor.local", "ana", Set.of("analyst"));
    private static final Reach DEMO = Reach.of(Set.of("demo"));
    private static final int LINE = 6;
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final List<String> told = new ArrayList<>();
    private final List<AccessEnd> ends = new ArrayList<>();
    private final List<Access> begun = new ArrayList<>();
    private int open;
    private long stored = 3;
    private @Nullable ErrorCode failure;
    private boolean logAway;
    private Instant now = Instant.parse("2026-11-23T10:00:00Z");
    private Duration untilTheSecondRow = Duration.ZERO;
    private Mask mask = MaskingRules.NONE.of(Set.of());

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(Format.class)
    void writesEveryRowAndThenHowManyBytesItWas(Format format) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        try (Export export = exports(10, 1_000, 1).open(query(format), ANA, DEMO, mask)) {
            assertThat(told).containsExactly("begun");
            export.writeTo(out);
        }

        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("row 0\nrow 1\nrow 2\n");
        assertThat(ends)
                .containsExactly(
                        new AccessEnd(AccessOutcome.COMPLETED, 3, 3 * LINE, Digest.of(out.toByteArray()), null));
        assertThat(begun.getFirst().asked())
                .isEqualTo("{\"environment\":\"demo\",\"format\":\"%s\",\"of\":\"actions\"}".formatted(format.text()));
        assertThat(begun.getFirst().answeredFrom()).isEqualTo("{\"offsets\":{}}");
        assertThat(open).isZero();
        assertThat(folder).isEmptyDirectory();
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void refusesMoreRowsThanItMayLetOutBeforeAnythingIsWrittenDown(Format format) throws IOException {
        Exports exports = exports(2, 1_000, 1);

        refused(exports, format, ErrorCode.EXPORT_TOO_LARGE, "at most 2 rows");

        assertThat(told).isEmpty();
        assertThat(open).isZero();
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void hidesFromTheReaderWhatTheMaskHides(Format format) throws IOException {
        String rules = "{\"formatVersion\":\"1.0\",\"rules\":[{\"path\":\"$.replayId\"}]}";
        mask = MaskingRules.parse(rules.getBytes(StandardCharsets.UTF_8), "rules", Set.of())
                .of(Set.of("analyst"));
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        try (Export export = exports(10, 1_000, 1).open(query(format), ANA, DEMO, mask)) {
            export.writeTo(out);
        }

        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("row null\nrow null\nrow null\n");
        assertThat(begun.getFirst().masked()).containsExactly("$.replayId");
    }

    @Test
    void cutsAStreamThatTurnsOutToBeLongerAndSaysWhy() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Export export = exports(10, 2 * LINE, 1).open(query(Format.CSV), ANA, DEMO, mask)) {
            assertThatThrownBy(() -> export.writeTo(out)).hasMessageContaining("at most 12 bytes");
        }

        assertThat(ends)
                .containsExactly(new AccessEnd(AccessOutcome.FAILED, 2, 2 * LINE, null, ErrorCode.EXPORT_TOO_LARGE));
    }

    @Test
    void refusesAFileThatTurnsOutToBeLongerBeforeItGoesOut() throws IOException {
        refused(exports(10, 2 * LINE, 1), Format.PARQUET, ErrorCode.EXPORT_TOO_LARGE, "at most 12 bytes");

        assertThat(told).isEmpty();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void letsSoManyRunAtOnceAndTheNextWhenOneIsClosed() throws IOException {
        Exports exports = exports(10, 1_000, 1);
        try (Export running = exports.open(query(Format.CSV), ANA, DEMO, mask)) {
            refused(exports, Format.CSV, ErrorCode.EXPORTS_BUSY, "at most 1 exports at once");
            running.writeTo(OutputStream.nullOutputStream());
        }

        try (Export next = exports.open(query(Format.CSV), ANA, DEMO, mask)) {
            next.writeTo(OutputStream.nullOutputStream());
        }
        assertThat(ends).hasSize(2);
    }

    @Test
    void cutsAStreamThatTakesLongerThanItMayAndSaysSo() throws IOException {
        untilTheSecondRow = LONGEST;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Export export = exports(10, 1_000, 1).open(query(Format.CSV), ANA, DEMO, mask)) {
            assertThatThrownBy(() -> export.writeTo(out)).hasMessageContaining("at most PT1M (byteor.export.duration)");
        }

        assertThat(ends).containsExactly(new AccessEnd(AccessOutcome.FAILED, 1, LINE, null, ErrorCode.EXPORT_TOO_LONG));
    }

    @Test
    void refusesAFileThatTakesLongerThanItMayBeforeItGoesOut() throws IOException {
        untilTheSecondRow = LONGEST;

        refused(exports(10, 1_000, 1), Format.PARQUET, ErrorCode.EXPORT_TOO_LONG, "at most PT1M");

        assertThat(told).isEmpty();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void cutsAFileThatAReaderTakesTooSlowly() throws IOException {
        try (Export export = exports(10, 1_000, 1).open(query(Format.PARQUET), ANA, DEMO, mask)) {
            now = now.plus(LONGEST);
            assertThatThrownBy(() -> export.writeTo(OutputStream.nullOutputStream()))
                    .hasMessageContaining("at most PT1M");
        }

        assertThat(ends).containsExactly(new AccessEnd(AccessOutcome.FAILED, 3, 0, null, ErrorCode.EXPORT_TOO_LONG));
    }

    @Test
    void writesDownThatTheReaderWasWaitedForInVain() throws IOException {
        OutputStream brokenOff = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                now = now.plus(LONGEST);
                throw new IOException("connection closed");
            }
        };
        try (Export export = exports(10, 1_000, 1).open(query(Format.CSV), ANA, DEMO, mask)) {
            assertThatThrownBy(() -> export.writeTo(brokenOff)).hasMessageContaining("at most PT1M");
        }

        assertThat(ends).containsExactly(new AccessEnd(AccessOutcome.FAILED, 0, 0, null, ErrorCode.EXPORT_TOO_LONG));
    }

    @Test
    void writesDownThatTheReaderWentAway() throws IOException {
        OutputStream gone = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("connection reset");
            }
        };
        try (Export export = exports(10, 1_000, 1).open(query(Format.CSV), ANA, DEMO, mask)) {
            assertThatThrownBy(() -> export.writeTo(gone)).isInstanceOf(IOException.class);
        }

        assertThat(ends).containsExactly(new AccessEnd(AccessOutcome.CUT, 0, 0, null, null));
        assertThat(open).isZero();
    }

    @Test
    void writesDownThatTheStoreBrokeOff() throws IOException {
        failure = ErrorCode.UNAVAILABLE;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Export export = exports(10, 1_000, 1).open(query(Format.CSV), ANA, DEMO, mask)) {
            assertThatThrownBy(() -> export.writeTo(out)).isInstanceOf(ByteorException.class);
        }

        assertThat(ends).containsExactly(new AccessEnd(AccessOutcome.FAILED, 3, 3 * LINE, null, ErrorCode.UNAVAILABLE));
    }

    @Test
    void writesDownWhatWasNeverAskedFor() throws IOException {
        exports(10, 1_000, 1).open(query(Format.CSV), ANA, DEMO, mask).close();

        assertThat(ends).containsExactly(new AccessEnd(AccessOutcome.FAILED, 0, 0, null, ErrorCode.INTERNAL));
        assertThat(open).isZero();
    }

    @Test
    void letsNothingOutThatItCannotKeepAccountOf() throws IOException {
        logAway = true;
        Exports exports = exports(10, 1_000, 1);

        refused(exports, Format.CSV, ErrorCode.UNAVAILABLE, "away");
        refused(exports, Format.CSV, ErrorCode.UNAVAILABLE, "away");

        assertThat(open).isZero();
    }

    @Test
    void emptiesItsFolderOfWhatAKilledProcessLeft() throws IOException {
        Path left = Files.createDirectories(folder.resolve("export-1").resolve("rows.tmp"));
        Files.writeString(left.resolve("rows.parquet"), "half");

        exports(10, 1_000, 1);

        assertThat(folder).isEmptyDirectory();
    }

    private void refused(Exports exports, Format format, ErrorCode code, String limit) {
        assertThatThrownBy(() -> exports.open(query(format), ANA, DEMO, mask))
                .isInstanceOfSatisfying(
                        ByteorException.class,
                        refusal -> assertThat(refusal.code()).isEqualTo(code))
                .hasMessageContaining(limit);
    }

    private static ExportQuery query(Format format) {
        Window always = new Window(null, null);
        Wanted.Replays replays =
                new Wanted.Replays("demo", null, null, null, null, null, null, null, null, null, null, null, always);
        Wanted.Actions wanted = new Wanted.Actions(replays, null, null, null, null, null, null, null, always);
        return new ExportQuery(Subject.ACTIONS, format, wanted, Map.of("environment", "demo"));
    }

    private Exports exports(long rows, long bytes, int atOnce) throws IOException {
        return new Exports(
                (query, reach, deadline) -> new Rows(),
                new Lines(),
                new Log(),
                new Spool(folder),
                new ExportLimits(rows, bytes, atOnce, LONGEST),
                () -> now);
    }

    private final class Rows implements Snapshot {
        private boolean closed;

        private Rows() {
            open++;
        }

        @Override
        public String answeredFrom() {
            return "{\"offsets\":{}}";
        }

        @Override
        public long rows() {
            return stored;
        }

        @Override
        public void each(RowSink sink) throws IOException {
            for (long row = 0; row < stored; row++) {
                @Nullable
                Object[] values = new @Nullable Object[Subject.ACTIONS.columns().size()];
                values[0] = row;
                now = now.plus(row == 1 ? untilTheSecondRow : Duration.ZERO);
                sink.row(values);
            }
            if (failure != null) {
                throw new ByteorException(failure, "broke off");
            }
        }

        @Override
        public void close() {
            open -= closed ? 0 : 1;
            closed = true;
        }
    }

    private final class Log implements AccessLog {
        @Override
        public Begun begin(Access access) {
            if (logAway) {
                throw new ByteorException(ErrorCode.UNAVAILABLE, "away");
            }
            begun.add(access);
            told.add("begun");
            return new Begun() {
                @Override
                public String accessId() {
                    return "access-1";
                }

                @Override
                public void end(AccessEnd end) {
                    ends.add(end);
                }
            };
        }

        @Override
        public void whole(Access access, AccessEnd end) {
            throw new AssertionError("an export does not come in one piece");
        }
    }

    /** Rows as lines, whatever the format. */
    private static final class Lines implements RowWriters {
        @Override
        public RowWriter stream(Format format, List<Column> columns, OutputStream out) {
            return new Writer(out, false);
        }

        @Override
        public RowWriter parquet(List<Column> columns, Path file, String answeredFrom, long mostBytes)
                throws IOException {
            return new Writer(Files.newOutputStream(file), true);
        }

        private record Writer(OutputStream out, boolean own) implements RowWriter {
            @Override
            public void row(@Nullable Object[] values) throws IOException {
                out.write(("row " + values[0] + "\n").getBytes(StandardCharsets.UTF_8));
            }

            @Override
            public void finish() throws IOException {
                out.flush();
            }

            @Override
            public void close() throws IOException {
                if (own) {
                    out.close();
                }
            }
        }
    }
}
