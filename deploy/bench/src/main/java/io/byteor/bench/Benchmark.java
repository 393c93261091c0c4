package io.byteor.bench;

import java.nio.file.Path;
import java.util.function.Predicate;

/** One benchmark: contestants over the same input, and the marks that ours should reach. */
public interface Benchmark {
    /** The name on the command line. */
    String name();

    /**
     * Makes the input in the folder, starts what the contestants need, and gives them. The folder is removed afterwards.
     *
     * @param wanted which groups to make, by their names
     * @throws NotInstalledException if a peer is not there
     */
    Contest open(Path folder, Predicate<String> wanted) throws Exception;
}
