package io.byteor.bench.replay;

import io.byteor.bench.Benchmark;
import io.byteor.bench.Contest;
import io.byteor.bench.Group;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The runner's path, group by group, beside the hash alone and beside what else reads such files. */
public final class ReplayBenchmark implements Benchmark {
    /** Makes a group's input in a folder, and the group. */
    @FunctionalInterface
    private interface Making {
        Group group(String name, Path folder) throws Exception;
    }

    private static final Map<String, Making> GROUPS = groups();

    private static Map<String, Making> groups() {
        Map<String, Making> groups = new LinkedHashMap<>();
        groups.put("scan, one core", ScanGroups::oneCore);
        groups.put("scan, two cores", ScanGroups::twoCores);
        groups.put("scan, zstandard", ScanGroups::zstandard);
        groups.put("window", WindowGroup::windows);
        groups.put("predicate, one core", PredicateGroups::oneCore);
        groups.put("predicate, two cores", PredicateGroups::twoCores);
        return groups;
    }

    @Override
    public String name() {
        return "replay";
    }

    @Override
    public Contest open(Path folder, Predicate<String> wanted) throws Exception {
        List<Group> groups = new ArrayList<>();
        for (Map.Entry<String, Making> group : GROUPS.entrySet()) {
            if (wanted.test(group.getKey())) {
                groups.add(group.getValue().group(group.getKey(), folder));
            }
        }
        return new Contest(groups, () -> {});
    }
}
