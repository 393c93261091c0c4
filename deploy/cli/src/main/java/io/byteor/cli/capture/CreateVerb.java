package io.byteor.cli.capture;

import io.byteor.cli.output.Console;
import io.byteor.cli.output.ExitCode;
import io.byteor.cli.output.Fields;
import io.byteor.cli.output.JsonForm;
import io.byteor.cli.verb.Verb;
import io.byteor.schemas.bundle.Incident.Direction;
import io.byteor.schemas.journal.Codec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Makes a bundle directory from files. */
@Command(name = "create", description = "Make a bundle directory from a spec, documents and a file per lane.")
final class CreateVerb extends Verb {
    @Option(names = "--spec", paramLabel = "FILE", required = true, description = "The pipeline spec that was running.")
    private Path spec;

    @Option(names = "--validation", paramLabel = "FILE", description = "What compiling it said. Default: compiled now.")
    private @Nullable Path validation;

    @Option(names = "--policy-audit", paramLabel = "FILE", description = "Decisions in effect. Default: none known.")
    private @Nullable Path policyAudit;

    @Option(
            names = "--environment",
            paramLabel = "FILE",
            description = "The runtime's environment. Default: unknown but for its name.")
    private @Nullable Path environmentDocument;

    @Option(
            names = "--lane",
            paramLabel = "NAME=FILE",
            converter = LaneConverter.class,
            description = "An input lane: one record a line, its payload the line's bytes. Repeatable.")
    private List<Assigned> inputs = List.of();

    @Option(
            names = "--output-lane",
            paramLabel = "NAME=FILE",
            converter = LaneConverter.class,
            description =
                    "An output lane: {\"origin\":\"LANE/SEQUENCE\",\"key\":..,\"payload\":..} a line. Repeatable.")
    private List<Assigned> outputs = List.of();

    @Option(
            names = "--time",
            paramLabel = "CEL",
            description = "When a record was captured, over `line`: a timestamp, RFC 3339 text or milliseconds."
                    + " Default: the capture's time, in the file's order.")
    private @Nullable String time;

    @Option(names = "--key", paramLabel = "CEL", description = "A record's key, over `line`. Default: none.")
    private @Nullable String key;

    @Option(names = "--agent", paramLabel = "ID", required = true, description = "The agent that captured.")
    private String agent;

    @Option(names = "--env", paramLabel = "NAME", required = true, description = "The environment it runs in.")
    private String environment;

    @Option(
            names = "--deployment",
            paramLabel = "PIPELINE:VERSION",
            description = "What was running; must be what the spec says.")
    private @Nullable String deployment;

    @Option(names = "--incident", paramLabel = "ID", required = true, description = "The incident's id at its source.")
    private String incident;

    @Option(names = "--title", paramLabel = "TEXT", description = "For people. Default: the incident's id.")
    private @Nullable String title;

    @Option(
            names = "--captured-at",
            paramLabel = "TIME",
            description = "When it was captured; the same input at the same time gives the same bundle. Default: now.")
    private @Nullable Instant capturedAt;

    @Option(
            names = "--codec",
            paramLabel = "CODEC",
            defaultValue = "NULL",
            description = "null or zstandard. Default: ${DEFAULT-VALUE}.")
    private Codec codec;

    @Option(names = "--snapshot", paramLabel = "FILE", description = "A state capture to put in. Repeatable.")
    private List<Path> snapshots = List.of();

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "The directory to make.")
    private Path out;

    @Override
    protected ExitCode run(Console console) {
        try {
            CreatedBundle bundle = new CaptureBundle().create(request());
            var document = JsonForm.of(bundle);
            console.answer(
                    document,
                    new Fields()
                            .addAll(document, "bundleId", "directory", "incidentId", "specHash")
                            .addAll(document, "records", "files", "bytes"));
            return ExitCode.OK;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private CaptureRequest request() {
        List<LaneInput> lanes = new ArrayList<>();
        inputs.forEach(lane -> lanes.add(new LaneInput(lane.name(), Direction.INPUT, lane.file())));
        outputs.forEach(lane -> lanes.add(new LaneInput(lane.name(), Direction.OUTPUT, lane.file())));
        return new CaptureRequest(
                spec,
                validation,
                policyAudit,
                environmentDocument,
                lanes,
                time,
                key,
                agent,
                environment,
                deployment,
                incident,
                title == null ? incident : title,
                capturedAt == null ? InstantSource.system().instant() : capturedAt,
                codec,
                snapshots,
                out);
    }

    /** {@code NAME=FILE}. */
    record Assigned(String name, Path file) {}

    static final class LaneConverter implements ITypeConverter<Assigned> {
        @Override
        public Assigned convert(String value) {
            int equals = value.indexOf('=');
            if (equals < 1 || equals == value.length() - 1) {
                throw new TypeConversionException("NAME=FILE is expected, not " + value);
            }
            return new Assigned(value.substring(0, equals), Path.of(value.substring(equals + 1)));
        }
    }
}
