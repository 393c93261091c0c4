package io.byteor.cli.push;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.byteor.backends.process.DirectoryLock;
import io.byteor.cli.api.CaptureApi;
import io.byteor.cli.http.ApiClient;
import io.byteor.cli.output.Console;
import io.byteor.cli.output.ErrorLine;
import io.byteor.cli.output.ExitCode;
import io.byteor.cli.output.Fields;
import io.byteor.cli.output.JsonForm;
import io.byteor.cli.verb.ConnectionOptions;
import io.byteor.cli.verb.Verb;
import io.byteor.launcher.credential.Principal;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Uploads bundles, at once or through a spool. */
@Command(
        name = "push",
        description =
                "Verify a bundle, its directory or tar archive, and upload it; what had arrived before is not sent again.")
public final class PushVerb extends Verb {
    private static final int MOST_PARALLEL = 64;

    @Parameters(
            paramLabel = "BUNDLE",
            arity = "0..*",
            description = "A bundle's directory or tar archive; several with --spool.")
    private List<Path> bundles = List.of();

    @Option(
            names = "--parallel",
            paramLabel = "N",
            defaultValue = "4",
            description = "Files that are sent at the same time. Default: ${DEFAULT-VALUE}.")
    private int parallel;

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            defaultValue = "PT30S",
            description = "How long to go on trying while nothing gets through. Default: ${DEFAULT-VALUE}.")
    private Duration timeout;

    @Option(
            names = "--progress",
            description = "Tell how far it is, on standard error; on a terminal that is so anyway.")
    private boolean progress;

    @Option(
            names = "--spool",
            paramLabel = "DIR",
            description = "Put the bundles into this spool first, then send all that waits there, oldest first."
                    + " What cannot be sent now stays, what is refused for good goes to DIR/refused.")
    private @Nullable Path spool;

    @Option(names = "--follow", description = "With --spool: go on sending what is put there until interrupted.")
    private boolean follow;

    @Mixin
    private ConnectionOptions connection;

    @Override
    protected ExitCode run(Console console) {
        require(parallel >= 1 && parallel <= MOST_PARALLEL, "--parallel", "1 to " + MOST_PARALLEL, parallel);
        require(!timeout.isNegative(), "--timeout", "no negative duration", timeout);
        require(spool != null || !follow, "--follow", "--spool too", null);
        require(spool != null || bundles.size() == 1, "BUNDLE", "one bundle", bundles.size());
        try {
            return spool == null ? once(bundles.getFirst(), console) : spooled(spool, console);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void require(boolean holds, String option, String expected, @Nullable Object found) {
        if (!holds) {
            throw new ByteorException(ErrorCode.REQUEST_INVALID, expected + " is expected", option, found);
        }
    }

    private ExitCode once(Path path, Console console) throws IOException {
        try (LocalBundle bundle = LocalBundle.open(path)) {
            BundlePush.Pushed pushed = pushes(console).get().push(bundle);
            CaptureApi.Stored stored = pushed.stored();
            ObjectNode document = stored.document().deepCopy();
            document.put("created", stored.created())
                    .put("sentBlobs", pushed.sentBlobs())
                    .put("sentBytes", pushed.sentBytes())
                    .put("resumedBlobs", pushed.resumedBlobs());
            console.answer(
                    document,
                    new Fields()
                            .addAll(document, "bundleId", "incidentId", "files", "bytes", "directory")
                            .add("stored", stored.created() ? "now" : "before")
                            .addAll(document, "sentBytes"));
            return ExitCode.OK;
        }
    }

    private ExitCode spooled(Path folder, Console console) throws IOException {
        Spool waiting = Spool.in(folder, InstantSource.system());
        for (Path bundle : bundles) {
            console.progress("waiting: " + waiting.enqueue(bundle));
        }
        Optional<DirectoryLock> turn = waiting.takeSending();
        if (turn.isEmpty()) {
            throw new ByteorException(
                    ErrorCode.UNAVAILABLE, "another process sends what waits here", "--spool", folder);
        }
        try (DirectoryLock _ = turn.get()) {
            Supplier<BundlePush> pushes = pushes(console);
            var _ = pushes.get(); // options that lead nowhere are wrong usage, and nothing to wait for
            SpoolSender sender = new SpoolSender(waiting, pushes, console::progress);
            if (follow) {
                sender.follow();
                return ExitCode.OK;
            }
            return report(sender.send(), console);
        } catch (InterruptedException | ClosedByInterruptException e) {
            Thread.currentThread().interrupt();
            return ExitCode.OK; // each bundle waits, or is gone because ingest has it
        }
    }

    private static ExitCode report(SpoolSender.Round round, Console console) {
        ObjectNode document = JsonForm.mapper().createObjectNode();
        round.sent().forEach(document.putArray("sent")::add);
        document.set("refused", JsonForm.of(round.refused()));
        document.put("left", round.left());
        round.stopped().ifPresent(stop -> document.set("stopped", JsonForm.of(stop.problem())));
        console.answer(
                document,
                new Fields()
                        .add("sent", round.sent().size())
                        .add("refused", round.refused().size())
                        .add("left", round.left())
                        .add(
                                "stopped",
                                round.stopped()
                                        .map(stop -> ErrorLine.of(stop.problem()))
                                        .orElse("")));
        return round.stopped()
                .map(SpoolSender.Stop::exitCode)
                .orElse(round.refused().isEmpty() ? ExitCode.OK : ExitCode.SAID_NO);
    }

    private Supplier<BundlePush> pushes(Console console) {
        boolean shown = progress || Console.isTerminal();
        Consumer<String> listener = shown ? console::progress : line -> {};
        Supplier<ApiClient> clients = connection.reopening(Principal.AGENT);
        return () -> new BundlePush(
                new CaptureApi(clients.get()), new BundlePush.Manner(parallel, timeout), listener, console::progress);
    }
}
