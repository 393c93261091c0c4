package io.byteor.cli.capture;

import io.byteor.cli.capture.source.LaneSource;
import io.byteor.cli.output.Console;
import io.byteor.cli.output.ExitCode;
import io.byteor.cli.output.Fields;
import io.byteor.cli.output.JsonForm;
import io.byteor.cli.push.LocalBundle;
import io.byteor.cli.redact.PrivateFolder;
import io.byteor.cli.redact.Redacted;
import io.byteor.cli.redact.Redaction;
import io.byteor.cli.redact.RedactionOptions;
import io.byteor.cli.verb.Verb;
import io.byteor.schemas.bundle.BundleLayout;
import io.byteor.schemas.bundle.Incident;
import io.byteor.schemas.bundle.Incident.Direction;
import io.byteor.schemas.bundle.LaneWriter;
import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.journal.Codec;
import io.byteor.schemas.signature.SigningKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Makes a bundle directory from files and topics. */
@Command(name = "create", description = "Make a bundle directory from a spec, documents and a source per lane.")
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
            paramLabel = "NAME=SOURCE",
            converter = LaneConverter.class,
            description = "An input lane, from a FILE of lines (a line is a payload), avro:FILE|DIR (journal segments),"
                    + " frames:FILE (length-prefixed) or kafka:TOPIC[/PARTITION][@FROM..TO]. Repeatable.")
    private List<Assigned> inputs = List.of();

    @Option(
            names = "--output-lane",
            paramLabel = "NAME=SOURCE",
            converter = LaneConverter.class,
            description = "An output lane, from the same but frames; in a FILE"
                    + " {\"origin\":\"LANE/SEQUENCE\",\"key\":..,\"payload\":..} a line. Repeatable.")
    private List<Assigned> outputs = List.of();

    @Mixin
    private KafkaOptions kafka;

    @Option(
            names = "--include-replayed",
            description =
                    "Take records of earlier replays from topics and segments as well; they are left out otherwise.")
    private boolean includeReplayed;

    @Option(
            names = "--time",
            paramLabel = "CEL",
            description = "When a record of lines or frames was captured, over `line`: a timestamp, RFC 3339 text or"
                    + " milliseconds. Default: the capture's time, in the file's order.")
    private @Nullable String time;

    @Option(
            names = "--key",
            paramLabel = "CEL",
            description = "The key of a record of lines or frames, over `line`. Default: none.")
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

    @Option(
            names = "--segment-size",
            paramLabel = "BYTES",
            converter = ByteSize.class,
            description = "Size at which a journal segment is cut, such as 64MiB. Default: 256MiB.")
    private long segmentBytes = LaneWriter.SEGMENT_TARGET;

    @Option(
            names = "--snapshot",
            paramLabel = "PATH",
            description = "A state capture to put in: a file, or a folder with all that is in it. Repeatable.")
    private List<Path> snapshots = List.of();

    @Mixin
    private RedactionOptions redaction;

    @Option(
            names = "--sign",
            paramLabel = "FILE",
            description = "Sign it with this Ed25519 private key, PKCS#8 in PEM.")
    private @Nullable Path signingKey;

    @Option(names = "--progress", description = "Say how far it has come, also where there is no terminal.")
    private boolean progress;

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "The directory to make.")
    private Path out;

    @Override
    protected ExitCode run(Console console) {
        try {
            SigningKey key = signingKey == null ? null : SignVerb.key(signingKey);
            Redaction rules = redaction.redaction();
            if (rules != null) {
                return redacted(console, rules, key);
            }
            CreatedBundle bundle = new CaptureBundle().create(request(console, out));
            sign(bundle.bundleId(), key);
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

    /** What was captured stands in a folder of its own while it is redacted, and goes with it whatever happens. */
    private ExitCode redacted(Console console, Redaction rules, @Nullable SigningKey key) throws IOException {
        try (PrivateFolder folder = PrivateFolder.beside(out)) {
            Path whole = folder.path().resolve("bundle");
            new CaptureBundle().create(request(console, whole));
            Redacted redacted = rules.redact(LocalBundle.ofDirectory(whole), out);
            sign(redacted.bundleId(), key);
            console.answer(JsonForm.of(redacted), redacted.text());
            return ExitCode.OK;
        }
    }

    private void sign(String bundleId, @Nullable SigningKey key) throws IOException {
        if (key != null) {
            Path directory = out.toAbsolutePath().normalize();
            Incident made = Incident.parse(Files.readAllBytes(directory.resolve(BundleLayout.INCIDENT)));
            SignVerb.sign(directory, Digest.parse(bundleId), made, key);
        }
    }

    private CaptureRequest request(Console console, Path directory) {
        List<LaneInput> lanes = new ArrayList<>();
        inputs.forEach(lane -> lanes.add(new LaneInput(lane.name(), Direction.INPUT, lane.source())));
        outputs.forEach(lane -> lanes.add(new LaneInput(lane.name(), Direction.OUTPUT, lane.source())));
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
                segmentBytes,
                kafka.settings(),
                includeReplayed,
                snapshots,
                progress || Console.isTerminal() ? CaptureProgress.to(console::progress) : CaptureProgress.silent(),
                directory);
    }

    /** {@code NAME=SOURCE}. */
    record Assigned(String name, LaneSource source) {}

    static final class LaneConverter implements ITypeConverter<Assigned> {
        @Override
        public Assigned convert(String value) {
            int equals = value.indexOf('=');
            if (equals < 1 || equals == value.length() - 1) {
                throw new TypeConversionException("NAME=SOURCE is expected, not " + value);
            }
            try {
                return new Assigned(value.substring(0, equals), LaneSource.parse(value.substring(equals + 1)));
            } catch (ByteorException e) {
                throw new TypeConversionException(e.detail() + ", not " + e.value());
            }
        }
    }
}
