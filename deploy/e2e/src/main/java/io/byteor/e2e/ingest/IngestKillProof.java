package io.byteor.e2e.ingest;

import io.byteor.cli.api.CaptureApi;
import io.byteor.cli.http.ApiClient;
import io.byteor.e2e.Proof;
import io.byteor.e2e.Verdict;
import io.byteor.e2e.kafka.CapturedReader;
import io.byteor.launcher.part.Adjustment;
import io.byteor.launcher.part.Part;
import io.byteor.launcher.system.LaunchSettings;
import io.byteor.launcher.system.Launcher;
import io.byteor.launcher.system.RunningSystem;
import io.byteor.schemas.event.BundleCaptured;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/**
 * Kills ingest with SIGKILL again and again under 64 concurrent pushes of distinct bundles, and then reads everything back:
 * the topic by a consumer of its own, every bundle over HTTP. A kill counts only where requests were under way and the dead
 * process left uploads behind that it had begun.
 */
public final class IngestKillProof implements Proof {
    private static final int AT_ONCE = 64;
    private static final int AGENTS = 8;
    private static final int KILLS_SMALL = 5;
    private static final int KILLS_FULL = 50;
    private static final int BUNDLES_SMALL = 200;
    private static final int BUNDLES_FULL = 10_000;
    private static final int BETWEEN_KILLS = 30;
    private static final int READERS = 4;
    private static final Duration LOOK_AGAIN = Duration.ofMillis(5);
    private static final Duration LONGEST = Duration.ofMinutes(2);

    @Override
    public String name() {
        return "ingest-kill";
    }

    @Override
    public String claim() {
        return "a bundle that a killed ingest had acknowledged is stored, announced and whole, and nothing half is left";
    }

    @Override
    public Verdict run(Trial trial) throws Exception {
        Path home = Path.of(System.getProperty("byteor.home", "."));
        LaunchSettings settings = LaunchSettings.of(home, trial.folder().resolve("data"))
                .only(Part.INGEST)
                .adjusted(Part.INGEST, new Adjustment(Map.of("BYTEOR_INGEST_SWEEP_INTERVAL", "1s"), List.of()));
        try (RunningSystem system = Launcher.up(settings, trial.out()::println)) {
            return new Scene(trial, system).play();
        }
    }

    private static final class Scene {
        private final Trial trial;
        private final RunningSystem system;
        private final Path store;
        private final Random random;
        private int inTheMiddle;
        private int uploadsCut;

        Scene(Trial trial, RunningSystem system) {
            this.trial = trial;
            this.system = system;
            this.store = system.settings().data().resolve("store");
            this.random = new Random(trial.seed());
        }

        Verdict play() throws Exception {
            Path making = trial.folder().resolve("making");
            try (var pushes = new Pushes(agents(), AT_ONCE, making, trial.seed() << Integer.SIZE)) {
                int kills = 0;
                while (inTheMiddle < trial.pick(KILLS_SMALL, KILLS_FULL)) {
                    awaitProgress(pushes);
                    kill(pushes);
                    kills++;
                }
                pushes.finish(trial.pick(BUNDLES_SMALL, BUNDLES_FULL));
                return count(pushes, kills);
            }
        }

        private Map<String, CaptureApi> agents() {
            Map<String, CaptureApi> agents = new TreeMap<>();
            for (int i = 0; i < AGENTS; i++) {
                String agent = "agent-" + i;
                String token = system.credentials().issuer().issue(agent, List.of("agent"), List.of("*"));
                agents.put(agent, new CaptureApi(ApiClient.of(system.client().url(), token)));
            }
            return agents;
        }

        /** Waits until some more have been acknowledged and others are coming in, from a random moment on. */
        private void awaitProgress(Pushes pushes) throws InterruptedException, IOException {
            Thread.sleep(random.nextInt(100));
            int enough = pushes.acknowledged().size() + 1 + random.nextInt(BETWEEN_KILLS);
            long deadline = System.nanoTime() + LONGEST.toNanos();
            while (pushes.acknowledged().size() < enough
                    || entries(store.resolve("uploads")).isEmpty()) {
                if (System.nanoTime() > deadline) {
                    throw new IllegalStateException("ingest acknowledges nothing more");
                }
                Thread.sleep(LOOK_AGAIN);
            }
        }

        private void kill(Pushes pushes) throws Exception {
            int inFlight = pushes.inFlight();
            ProcessHandle ingest = system.process(Part.INGEST);
            ingest.destroyForcibly();
            ingest.onExit().get();
            int cut = entries(store.resolve("uploads")).size();
            uploadsCut += cut;
            if (inFlight > 0 && cut > 0) {
                inTheMiddle++;
            }
            trial.out()
                    .printf(
                            "killed ingest with %d requests in flight and %d uploads begun, %,d acknowledged%n",
                            inFlight, cut, pushes.acknowledged().size());
            system.restart(Part.INGEST);
        }

        private Verdict count(Pushes pushes, int kills) throws Exception {
            awaitSwept();
            Map<String, BundleCaptured> announced = new LinkedHashMap<>();
            List<BundleCaptured> events = CapturedReader.all(system.client());
            events.forEach(event -> announced.put(event.getBundleId(), event));
            int acknowledged = pushes.acknowledged().size();
            List<String> faults = faults(announced.values());
            Stream.concat(pushes.refused().stream(), faults.stream()).forEach(trial.out()::println);
            return Verdict.collector()
                    .figure("kills", kills)
                    .expect("killsInTheMiddle", inTheMiddle, trial.pick(KILLS_SMALL, KILLS_FULL))
                    .figure("uploadsCut", uploadsCut)
                    .figure("attemptsRepeated", pushes.unanswered())
                    .figure("acknowledged", acknowledged)
                    .expect("refused", pushes.refused().size(), 0)
                    .expect("stored", entries(store.resolve("bundles")).size(), acknowledged)
                    .expect("announced", announced.keySet().equals(pushes.acknowledged()), true)
                    .figure("announcedTwice", events.size() - announced.size())
                    .expect("faultsReadBack", faults.size(), 0)
                    .expect("unannounced", entries(store.resolve("unannounced")).size(), 0)
                    .expect("leftInUploads", entries(store.resolve("uploads")).size(), 0)
                    .verdict();
        }

        private void awaitSwept() throws InterruptedException, IOException {
            long deadline = System.nanoTime() + LONGEST.toNanos();
            while (!entries(store.resolve("unannounced")).isEmpty() && System.nanoTime() < deadline) {
                Thread.sleep(LOOK_AGAIN);
            }
        }

        private List<String> faults(Iterable<BundleCaptured> announced) throws Exception {
            String token = system.client().tokens().get("analyst");
            List<String> faults = new ArrayList<>();
            try (var back = new ReadBack(system.client().url(), String.valueOf(token));
                    var threads = Executors.newFixedThreadPool(READERS)) {
                List<Callable<List<String>>> reads = new ArrayList<>();
                for (BundleCaptured event : announced) {
                    reads.add(() -> back.faults(event));
                }
                for (var read : threads.invokeAll(reads)) {
                    faults.addAll(read.get());
                }
            }
            return faults;
        }

        private static List<Path> entries(Path folder) throws IOException {
            try (Stream<Path> entries = Files.list(folder)) {
                return entries.toList();
            } catch (NoSuchFileException e) {
                return List.of();
            }
        }
    }
}
