package io.byteor.bench.ingest;

import io.byteor.bench.Benchmark;
import io.byteor.bench.Contest;
import io.byteor.bench.Contestant;
import io.byteor.bench.Group;
import io.byteor.bench.Mark;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * Uploads of bundles, no two alike: ingest, which verifies, syncs, renames and announces each, beside nginx and S3Proxy, which
 * keep the same bytes unread and unsynced.
 */
public final class IngestBenchmark implements Benchmark {
    private static final List<Size> SIZES = List.of(
            new Size(1, 4, 1_200, 20, 0.4, 0.6), new Size(64, 2, 32, 6, 0.85, 1.0), new Size(256, 2, 8, 6, 0.85, 1.0));

    /**
     * One group.
     *
     * @param mebibytes of a bundle's journal
     * @param clients at once
     * @param uploads of a round
     * @param warmUps rounds before the first that is looked at: a service is measured as it runs, not as it starts, and what
     *     happens once in an upload takes some twenty thousand of them until it is compiled
     * @param ofNginx the mark on the ratio to nginx, and {@code stretch} what would be better still
     */
    private record Size(int mebibytes, int clients, int uploads, int warmUps, double ofNginx, double stretch) {
        String name() {
            return mebibytes + " MiB x " + clients;
        }
    }

    @Override
    public String name() {
        return "ingest";
    }

    @Override
    public Contest open(Path folder, Predicate<String> wanted) throws Exception {
        var processes = new Servers(folder);
        try {
            var peers = List.of(processes.nginx(), processes.s3Proxy());
            List<Server> servers = new ArrayList<>();
            servers.add(processes.ingest(Path.of(System.getProperty("byteor.home", "."))));
            servers.addAll(peers);
            List<Group> groups = new ArrayList<>();
            for (Size size : SIZES) {
                if (wanted.test(size.name())) {
                    groups.add(group(folder, servers, size));
                }
            }
            return new Contest(groups, processes::close);
        } catch (Exception e) {
            processes.close();
            throw e;
        }
    }

    private static Group group(Path folder, List<Server> servers, Size size) throws Exception {
        boolean small = size.mebibytes() == 1;
        Path making = Files.createDirectories(folder.resolve("input-" + size.mebibytes()));
        BundlePool pool = BundlePool.make(making, Servers.AGENT, (long) size.mebibytes() << 20);
        var load = new Load(pool, size.clients(), size.uploads(), small);
        for (int i = 0; i < size.warmUps(); i++) {
            for (Server server : servers) {
                load.run(server);
            }
        }
        return new Group(
                size.name(),
                small ? "requests/s" : "MB/s",
                servers.stream()
                        .map(server -> new Contestant(server.name(), server.ours(), () -> load.run(server)))
                        .toList(),
                List.of(
                        new Mark.Ratio("of nginx", "ingest", "nginx DAV PUT", size.ofNginx(), size.stretch()),
                        new Mark.Ratio("of S3Proxy", "ingest", "S3Proxy", 0.9, 1.2)));
    }
}
