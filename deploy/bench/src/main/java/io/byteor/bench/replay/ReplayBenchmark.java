package io.byteor.bench.replay;

import io.byteor.bench.Benchmark;
import io.byteor.bench.Contest;
import io.byteor.bench.Group;
import io.byteor.bench.execute.ExecuteGroups;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

/** The runner's path, group by group, beside the hash alone and beside what else reads such files. */
public final class ReplayBenchmark implements Benchmark {
    /** Makes a group's input in a folder, starts what it needs, and gives the group. */
    @FunctionalInterface
    private interface Making {
        Contest contest(String name, Path folder) throws Exception;

        /** Of a group for which nothing is started. */
        static Making of(Filling filling) {
            return (name, folder) -> Contest.of(filling.group(name, folder));
        }
    }

    /** Makes a group's input in a folder, and the group. */
    @FunctionalInterface
    private interface Filling {
        Group group(String name, Path folder) throws Exception;
    }

    private static final Map<String, Making> GROUPS = groups();

    private static Map<String, Making> groups() {
        Map<String, Making> groups = new LinkedHashMap<>();
        groups.put("scan, one core", Making.of(ScanGroups::oneCore));
        groups.put("scan, two cores", Making.of(ScanGroups::twoCores));
        groups.put("scan, zstandard", Making.of(ScanGroups::zstandard));
        groups.put("window", Making.of(WindowGroup::windows));
        groups.put("predicate, one core", Making.of(PredicateGroups::oneCore));
        groups.put("predicate, two cores", Making.of(PredicateGroups::twoCores));
        groups.put("dispatch", ExecuteGroups::dispatch);
        groups.put("execute", ExecuteGroups::toKafka);
        return groups;
    }

    @Override
    public String name() {
        return "replay";
    }

    @Override
    public Contest open(Path folder, Predicate<String> wanted) throws Exception {
        Deque<Contest> contests = new ArrayDeque<>();
        Runnable end = () -> contests.forEach(Contest::close);
        try {
            for (Map.Entry<String, Making> group : GROUPS.entrySet()) {
                if (wanted.test(group.getKey())) {
                    contests.addLast(group.getValue().contest(group.getKey(), folder));
                }
            }
        } catch (Exception e) {
            end.run();
            throw e;
        }
        return new Contest(
                contests.stream().flatMap(contest -> contest.groups().stream()).toList(), end);
    }
}
