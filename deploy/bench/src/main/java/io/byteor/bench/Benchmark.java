package io.byteor.bench;

import java.nio.file.Path;
import java.util.List;

/** One benchmark: contestants over the same input, and the marks that ours should reach. */
public interface Benchmark {
    /** The name on the command line. */
    String name();

    /** Unit of every figure, for instance {@code MB/s}. */
    String unit();

    /** Makes the input in the folder and gives the contestants over it. The folder is removed afterwards. */
    List<Contestant> contestants(Path folder) throws Exception;

    List<Mark> marks();
}
