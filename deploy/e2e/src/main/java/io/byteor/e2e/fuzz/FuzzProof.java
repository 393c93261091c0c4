package io.byteor.e2e.fuzz;

import io.byteor.e2e.Proof;
import io.byteor.e2e.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Lets a fuzzer loose on each reader of what strangers send, beginning with valid inputs. The claim is refuted by the first input
 * that is neither taken nor refused; it is in the trial's folder then. A trial in which no input was taken, or none refused, has
 * tried nothing.
 */
public final class FuzzProof implements Proof {
    @Override
    public String name() {
        return "fuzz";
    }

    @Override
    public String claim() {
        return "whatever bytes a fuzzer comes upon are taken or refused, and segments as Avro's own reader takes them";
    }

    @Override
    public Verdict run(Trial trial) throws IOException, InterruptedException {
        Verdict.Collector figures = Verdict.collector();
        Seeds seeds = new Seeds(new SplittableRandom(trial.seed()));
        for (FuzzTarget target : FuzzTarget.values()) {
            String name = target.name().toLowerCase(Locale.ROOT).replace('_', '-');
            Path folder = Files.createDirectories(trial.folder().resolve(name));
            Path corpus = folder.resolve("corpus");
            seeds.write(target, corpus);
            Fuzzer.Report report = new Fuzzer(
                            FuzzEntry.class,
                            options(trial, target),
                            trial.pick(target.few(), target.many()),
                            trial.seed())
                    .run(corpus, folder);
            report.findings().forEach(finding -> trial.out().println(name + ": " + finding + ", see " + report.log()));
            figures.figure(name + "Inputs", report.tried())
                    .figure(name + "Taken", report.taken())
                    .expect(name + "Findings", report.findings().size(), 0)
                    .expect(name + "SomeTakenSomeRefused", report.taken() > 0 && report.taken() < report.tried(), true);
        }
        return figures.verdict();
    }

    /** A small trial is over before the second compiler would have paid for itself. */
    private static List<String> options(Trial trial, FuzzTarget target) {
        String which = "-D%s=%s".formatted(FuzzEntry.TARGET, target);
        return trial.scale() == Scale.SMALL ? List.of(which, "-XX:TieredStopAtLevel=1") : List.of(which);
    }
}
