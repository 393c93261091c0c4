package io.byteor.e2e.bag;

import io.byteor.e2e.Proof;
import io.byteor.e2e.Verdict;
import io.byteor.schemas.bundle.BundleLayout;
import io.byteor.schemas.bundle.BundleLimits;
import io.byteor.schemas.bundle.bag.BagVerifier;
import io.byteor.schemas.bundle.verify.BundleSource;
import io.byteor.schemas.bundle.verify.BundleVerifier;
import io.byteor.schemas.bundle.verify.Fault;
import io.byteor.schemas.bundle.verify.Verdicts;
import io.byteor.schemas.error.ByteorException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Holds our verdict on bags against that of bagit-java over bundles that were changed in every way of {@link BagDamage}; and
 * flips single bits of a bundle, one at a time, of every file as likely as its size makes it.
 */
public final class BagDamageProof implements Proof {
    private static final int ROUNDS_SMALL = 3;
    private static final int ROUNDS_FULL = 50;
    private static final int FLIPS_SMALL = 200;
    private static final int FLIPS_FULL = 2_000;

    @Override
    public String name() {
        return "bag-damage";
    }

    @Override
    public String claim() {
        return "an independent BagIt library and ours agree on bundles, clean or damaged, and every flipped bit is placed";
    }

    @Override
    public Verdict run(Trial trial) throws Exception {
        Verdict.Collector figures = Verdict.collector();
        SplittableRandom random = new SplittableRandom(trial.seed());
        compare(trial, random, figures);
        flip(trial, random, figures);
        return figures.verdict();
    }

    private static void compare(Trial trial, SplittableRandom random, Verdict.Collector figures) throws IOException {
        int rounds = trial.pick(ROUNDS_SMALL, ROUNDS_FULL);
        int compared = 0;
        int wrong = 0;
        TreeMap<Expectation, Integer> outcomes = new TreeMap<>();
        Path directory = trial.folder().resolve("damaged");
        try (BagLibrary library = new BagLibrary()) {
            for (int round = 0; round < rounds; round++) {
                Path whole = trial.folder().resolve("bundle-" + round);
                SampleBundle.write(whole, random);
                DraftBag clean = DraftBag.read(whole);
                for (BagDamage damage : BagDamage.values()) {
                    DraftBag bag = clean.copy();
                    Expectation expected = damage.apply(bag, random);
                    bag.write(directory);
                    boolean ours = new BagVerifier()
                            .examine(BundleSource.directory(directory))
                            .valid();
                    boolean theirs = library.takes(directory);
                    compared++;
                    outcomes.merge(expected, 1, Integer::sum);
                    if (ours != expected.valid() || theirs != expected.libraryTakesIt()) {
                        wrong++;
                        trial.out().println(damage + " is " + expected + ": ours " + ours + ", bagit-java " + theirs);
                    }
                }
            }
        }
        figures.figure("bagsCompared", compared);
        outcomes.forEach((expectation, count) -> {
            figures.figure(expectation.name(), count);
            if (!expectation.reason().isEmpty()) {
                trial.out().println("differs " + count + " times: " + expectation.reason());
            }
        });
        figures.expect("bagsJudgedOtherwise", wrong, 0);
    }

    private static void flip(Trial trial, SplittableRandom random, Verdict.Collector figures) throws IOException {
        Path directory = trial.folder().resolve("flipped");
        SampleBundle.write(directory, random);
        BundleVerifier verifier = new BundleVerifier(BundleLimits.STANDARD);
        List<Path> files;
        try (Stream<Path> walk = Files.walk(directory)) {
            files = walk.filter(Files::isRegularFile).sorted().toList();
        }
        int flips = trial.pick(FLIPS_SMALL, FLIPS_FULL);
        int missed = 0;
        int misplaced = 0;
        for (int i = 0; i < flips; i++) {
            Path file = draw(files, random);
            String path = directory.relativize(file).toString();
            long at = random.nextLong(Files.size(file));
            int bit = random.nextInt(8);
            flip(file, at, bit);
            List<Fault> faults = faults(verifier, directory);
            flip(file, at, bit);
            if (faults.isEmpty()) {
                missed++;
                trial.out().println("not noticed: bit " + bit + " of byte " + at + " of " + path);
            } else if (!placed(faults, path)) {
                misplaced++;
                trial.out().println("not placed: bit " + bit + " of byte " + at + " of " + path + ": " + faults);
            }
        }
        figures.figure("bitsFlipped", flips)
                .figure("filesFlippedIn", files.size())
                .expect("flipsNotNoticed", missed, 0)
                .expect("flipsNotPlaced", misplaced, 0)
                .expect("validWithAllFlippedBack", faults(verifier, directory).isEmpty(), true);
    }

    /** Each byte of all files as likely as every other one. */
    private static Path draw(List<Path> files, SplittableRandom random) throws IOException {
        long bytes = 0;
        for (Path file : files) {
            bytes += Files.size(file);
        }
        long at = random.nextLong(bytes);
        for (Path file : files) {
            at -= Files.size(file);
            if (at < 0) {
                return file;
            }
        }
        throw new IllegalStateException("the bundle has grown");
    }

    private static void flip(Path path, long at, int bit) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
            file.seek(at);
            int before = file.read();
            file.seek(at);
            file.write(before ^ 1 << bit);
        }
    }

    private static List<Fault> faults(BundleVerifier verifier, Path directory) throws IOException {
        try {
            Verdicts verdicts = verifier.examine(directory).verdicts();
            return Stream.concat(verdicts.faults(), verdicts.signatures().stream())
                    .toList();
        } catch (ByteorException e) {
            return List.of(Fault.of(e));
        }
    }

    /** A manifest's flipped line speaks of other files, so there it is enough that one fault names the manifest. */
    private static boolean placed(List<Fault> faults, String path) {
        boolean manifest = path.equals(BundleLayout.MANIFEST) || path.equals(BundleLayout.TAG_MANIFEST);
        return manifest
                ? faults.stream().anyMatch(fault -> names(fault, path))
                : faults.stream().allMatch(fault -> names(fault, path));
    }

    private static boolean names(Fault fault, String path) {
        String place = Objects.requireNonNullElse(fault.place(), "");
        boolean inside = place.startsWith(path)
                && (place.length() == path.length() || ":#@+".indexOf(place.charAt(path.length())) >= 0);
        return inside || fault.detail().endsWith(" in " + path);
    }
}
