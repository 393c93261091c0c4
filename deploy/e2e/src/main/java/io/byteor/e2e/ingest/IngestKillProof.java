package io.byteor.e2e.ingest;

import io.byteor.cli.api.CaptureApi;
import io.byteor.cli.http.ApiClient;
import io.byteor.e2e.Proof;
import io.byteor.e2e.Verdict;
import io.byteor.e2e.kafka.FactReader;
import io.byteor.e2e.stage.Needs;
import io.byteor.launcher.part.Adjustment;
import io.byteor.launcher.part.Part;
import io.byteor.launcher.system.RunningSystem;
import io.byteor.schemas.event.BundleCaptured;
import io.byteor.schemas.topic.Topic;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/**
 * Kills ingest with SIGKILL again and again under 64 concurrent pushes of distinct bundles, half of them as a tar and half blob by
 * blob, and then reads everything back: the topic by a consumer of its own, every bundle over HTTP, the store's folder by its
 * names. A kill counts only where the dead process left both behind: bundles on their way in, and parts of blobs.
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
    /** Far longer than ingest is away after a kill, so that uploads are gone on with. */
    private static final Duration GRACE = Duration.ofSeconds(30);

    /** One that nobody else writes; in the data directory, where parts work. */
    private static final String STORE = "store-of-ingest-kill";

    private static final Map<String, String> SOON = Map.of(
            "BYTEOR_STORE_DIRECTORY",
            STORE,
            "BYTEOR_INGEST_SWEEP_INTERVAL",
            "1s",
            "BYTEOR_INGEST_COLLECT_GRACE",
            GRACE.toSeconds() + "s");

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
        Needs needs = Needs.of(Part.INGEST).adjusted(Part.INGEST, new Adjustment(SOON, List.of()));
        return trial.stage().play(needs, system -> {
            try (FactReader announcements = FactReader.fromNow(system.client(), Topic.BUNDLE_CAPTURED)) {
                return new Scene(trial, system, announcements).play();
            }
        });
    }

    private static final class Scene {
        private final Trial trial;
        private final RunningSystem system;
        private final StoreFolder store;
        private final FactReader announcements;
        private final Random random;
        private int inTheMiddle;
        private int uploadsCut;
        private int partsCut;

        Scene(Trial trial, RunningSystem system, FactReader announcements) {
            this.trial = trial;
            this.system = system;
            this.store = new StoreFolder(system.settings().data().resolve(STORE));
            this.announcements = announcements;
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

        /** Waits until some more have been acknowledged and others are coming in both ways, from a random moment on. */
        private void awaitProgress(Pushes pushes) throws InterruptedException, IOException {
            Thread.sleep(random.nextInt(100));
            int enough = pushes.acknowledgements() + 1 + random.nextInt(BETWEEN_KILLS);
            if (!await(
                    LONGEST, () -> pushes.acknowledgements() >= enough && store.uploads() > 0 && store.parts() > 0)) {
                throw new IllegalStateException("ingest acknowledges nothing more");
            }
        }

        private void kill(Pushes pushes) throws Exception {
            int underWay = pushes.underWay();
            ProcessHandle ingest = system.process(Part.INGEST);
            ingest.destroyForcibly();
            ingest.onExit().get();
            int uploads = store.uploads();
            int parts = store.parts();
            uploadsCut += uploads;
            partsCut += parts;
            if (uploads > 0 && parts > 0) {
                inTheMiddle++;
            }
            trial.out()
                    .printf(
                            "killed ingest with %d pushes under way, %d uploads begun and %d blobs in part, %,d acknowledged%n",
                            underWay, uploads, parts, pushes.acknowledgements());
            system.restart(Part.INGEST);
        }

        private Verdict count(Pushes pushes, int kills) throws Exception {
            boolean swept = await(LONGEST, () -> store.unannounced() == 0);
            Map<String, BundleCaptured> announced = new LinkedHashMap<>();
            List<BundleCaptured> events = announcements.all(BundleCaptured.class);
            events.forEach(event -> announced.put(event.getBundleId(), event));
            Set<String> acknowledged = pushes.acknowledged();
            List<String> faults = faults(announced.values());
            await(GRACE.multipliedBy(2), () -> store.strays().isEmpty());
            List<String> strays = store.strays();
            Stream.of(pushes.refused(), faults, strays).flatMap(List::stream).forEach(trial.out()::println);
            return Verdict.collector()
                    .figure("kills", kills)
                    .expect("killsInTheMiddle", inTheMiddle, trial.pick(KILLS_SMALL, KILLS_FULL))
                    .figure("uploadsCut", uploadsCut)
                    .figure("blobsCut", partsCut)
                    .figure("requestsRepeated", pushes.repeated())
                    .figure("blobsResumed", pushes.resumed())
                    .expect("someResumed", pushes.resumed() > 0, true)
                    .figure("acknowledged", acknowledged.size())
                    .figure("asTar", pushes.acknowledged(Way.TAR).size())
                    .figure("byManifests", pushes.acknowledged(Way.MANIFESTS).size())
                    .expect("refused", pushes.refused().size(), 0)
                    .expect("stored", store.bundles(), acknowledged.size())
                    .expect("announced", announced.keySet().equals(acknowledged), true)
                    .figure("announcedTwice", events.size() - announced.size())
                    .expect("faultsReadBack", faults.size(), 0)
                    .expect("swept", swept, true)
                    .expect("leftAfterGrace", strays.size(), 0)
                    .verdict();
        }

        /** Whether it came to hold in time. */
        private static boolean await(Duration atMost, Check check) throws InterruptedException, IOException {
            long deadline = System.nanoTime() + atMost.toNanos();
            while (!check.holds()) {
                if (System.nanoTime() > deadline) {
                    return false;
                }
                Thread.sleep(LOOK_AGAIN);
            }
            return true;
        }

        @FunctionalInterface
        private interface Check {
            boolean holds() throws IOException;
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
    }
}
