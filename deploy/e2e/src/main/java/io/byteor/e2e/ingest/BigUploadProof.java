package io.byteor.e2e.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import io.byteor.backends.process.Directories;
import io.byteor.cli.api.CaptureApi;
import io.byteor.cli.http.ApiClient;
import io.byteor.cli.http.CallOptions;
import io.byteor.e2e.Proof;
import io.byteor.e2e.Verdict;
import io.byteor.e2e.stage.Needs;
import io.byteor.launcher.part.Adjustment;
import io.byteor.launcher.part.Part;
import io.byteor.launcher.process.ResidentMemory;
import io.byteor.launcher.system.RunningSystem;
import io.byteor.schemas.bundle.BundleTar;
import io.byteor.schemas.digest.Digest;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Sends ingest two bundles that are many times its heap: one as a tar, one by {@code push}, which is killed with SIGKILL when half
 * of it has arrived and started again. What is stored is then judged anew, by the same process.
 */
public final class BigUploadProof implements Proof {
    private static final List<String> JVM = List.of("-Xmx128m", "-XX:MaxDirectMemorySize=32m");
    private static final String AGENT = "big-agent";
    private static final int RECORD = 64 << 10;
    private static final int RECORDS_SMALL = 1 << 10;
    private static final int RECORDS_FULL = 32 << 10;
    private static final double MOST_AT_KILL = 0.95;
    private static final int TRIES = 5;
    private static final long CHUNK = 1 << 20;
    private static final Duration LOOK_AGAIN = Duration.ofMillis(2);
    private static final Duration LONGEST = Duration.ofMinutes(10);

    @Override
    public String name() {
        return "big-upload";
    }

    @Override
    public String claim() {
        return "a bundle many times the heap of ingest is taken, and a killed push sends only the rest";
    }

    @Override
    public Verdict run(Trial trial) throws Exception {
        Needs needs = Needs.of(Part.INGEST).adjusted(Part.INGEST, new Adjustment(Map.of(), JVM));
        return trial.stage().play(needs, system -> new Scene(trial, system).play());
    }

    private static final class Scene {
        private final Trial trial;
        private final RunningSystem system;
        private final Random random;
        private final Path staged;
        private final String token;
        private final Verdict.Collector figures = Verdict.collector();

        Scene(Trial trial, RunningSystem system) {
            this.trial = trial;
            this.system = system;
            this.random = new Random(trial.seed());
            this.staged = system.settings().data().resolve("store").resolve("staged");
            this.token = system.credentials().issuer().issue(AGENT, List.of("agent"), List.of("*"));
        }

        Verdict play() throws Exception {
            long pid = system.process(Part.INGEST).pid();
            figures.figure("jvm", String.join(" ", JVM));
            sendTar();
            sendAndKill();
            return figures.expect("sameProcess", system.process(Part.INGEST).isAlive(), true)
                    .figure("peakRssMiB", ResidentMemory.peakOf(pid).orElse(0) >> 20)
                    .verdict();
        }

        private void sendTar() throws IOException {
            Path bundle = trial.folder().resolve("first");
            Path tar = trial.folder().resolve("first.tar");
            Digest id = write(bundle, "BIG-TAR");
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(tar), RECORD)) {
                BundleTar.write(bundle, out);
            }
            Directories.delete(bundle);
            long bytes = Files.size(tar);
            CaptureApi own = new CaptureApi(ApiClient.of(ownPort(), token));
            long began = System.nanoTime();
            var stored = own.push(() -> open(tar), new CallOptions(id.toString(), LONGEST));
            rate("tar", bytes, began);
            Files.delete(tar);
            figures.expect("tarStored", stored.bundleId(), id.toString()).expect("tarVerdict", valid(id), true);
        }

        private void sendAndKill() throws Exception {
            for (int attempt = 0; attempt < TRIES; attempt++) {
                Path bundle = trial.folder().resolve("second-" + attempt);
                Digest id = write(bundle, "BIG-PUSH-" + attempt);
                long total = size(bundle);
                long before = size(staged);
                if (killAtHalf(bundle, total, before)) {
                    goOn(bundle, id, total, awaitRest() - before);
                    return;
                }
                trial.out().println("the push was over before it could be killed; once more");
                Directories.delete(bundle);
            }
            throw new IllegalStateException("no push could be killed in the middle");
        }

        private boolean killAtHalf(Path bundle, long total, long before) throws Exception {
            try (PushProcess push = PushProcess.start(bundle, system.client().url(), token, trial.folder())) {
                while (push.isAlive() && size(staged) - before < total / 2) {
                    Thread.sleep(LOOK_AGAIN);
                }
                push.kill();
            }
            return awaitRest() - before < MOST_AT_KILL * total;
        }

        /** What has arrived, once nothing more comes in that was under way. */
        private long awaitRest() throws IOException, InterruptedException {
            long last = -1;
            long now = size(staged);
            while (now != last) {
                Thread.sleep(Duration.ofMillis(500));
                last = now;
                now = size(staged);
            }
            return now;
        }

        private void goOn(Path bundle, Digest id, long total, long arrived) throws Exception {
            long began = System.nanoTime();
            try (PushProcess push = PushProcess.start(bundle, system.client().url(), token, trial.folder())) {
                JsonNode answer = push.finish();
                long sent = answer.path("sentBytes").asLong();
                long rest = total - arrived;
                rate("rest", sent, began);
                figures.figure("pushBytes", total)
                        .figure("arrivedAtKill", arrived)
                        .figure("sentBytes", sent)
                        .expect("sentOnlyTheRest", Math.abs(sent - rest) <= CHUNK, true)
                        .expect("pushStored", answer.path("bundleId").asText(), id.toString())
                        .expect("pushVerdict", valid(id), true);
            }
            Directories.delete(bundle);
        }

        private Digest write(Path bundle, String incident) throws IOException {
            return DistinctBundle.write(
                    bundle, AGENT, incident, random, trial.pick(RECORDS_SMALL, RECORDS_FULL), RECORD);
        }

        private void rate(String name, long bytes, long began) {
            double seconds = (System.nanoTime() - began) / 1e9;
            figures.figure(name + "Seconds", Math.round(seconds * 10) / 10.0)
                    .figure(name + "MBs", Math.round(bytes / 1e6 / seconds));
        }

        private boolean valid(Digest id) {
            return new CaptureApi(ApiClient.of(ownPort(), token))
                    .verify(id.toString(), LONGEST)
                    .at("/verdicts/valid")
                    .asBoolean();
        }

        private URI ownPort() {
            return URI.create("http://"
                    + system.state().find(Part.INGEST).orElseThrow().endpoint().address());
        }

        private static InputStream open(Path file) {
            try {
                return Files.newInputStream(file);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static long size(Path folder) throws IOException {
            try (Stream<Path> files = Files.walk(folder)) {
                return files.mapToLong(Scene::sizeOfFile).sum();
            } catch (NoSuchFileException | UncheckedIOException e) {
                return size(folder); // renamed while it was counted
            }
        }

        private static long sizeOfFile(Path file) {
            try {
                return Files.isRegularFile(file) ? Files.size(file) : 0;
            } catch (NoSuchFileException e) {
                return 0;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
