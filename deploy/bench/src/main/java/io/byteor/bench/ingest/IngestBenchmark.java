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

/**
 * Uploads of bundles, no two alike: ingest, which verifies, syncs, renames and announces each, beside nginx and S3Proxy, which
 * keep the same bytes unread and unsynced.
 */
public final class IngestBenchmark implements Benchmark {
    /** Of the small uploads, before the first round: a service is measured as it runs, not as it starts. */
    private static final int WARM_UPS = 3;

    @Override
    public String name() {
        return "ingest";
    }

    @Override
    public Contest open(Path folder) throws Exception {
        var processes = new Servers(folder);
        try {
            var peers = List.of(processes.nginx(), processes.s3Proxy());
            List<Server> servers = new ArrayList<>();
            servers.add(processes.ingest(Path.of(System.getProperty("byteor.home", "."))));
            servers.addAll(peers);
            return new Contest(
                    List.of(
                            group(folder, servers, 1, 4, 1_200, 0.4, 0.6),
                            group(folder, servers, 64, 2, 32, 0.85, 1.0),
                            group(folder, servers, 256, 2, 8, 0.85, 1.0)),
                    processes::close);
        } catch (Exception e) {
            processes.close();
            throw e;
        }
    }

    private static Group group(
            Path folder, List<Server> servers, int mebibytes, int clients, int uploads, double ofNginx, double stretch)
            throws Exception {
        boolean small = mebibytes == 1;
        String name = mebibytes + " MiB x " + clients;
        Path making = Files.createDirectories(folder.resolve("input-" + mebibytes));
        var load = new Load(BundlePool.make(making, Servers.AGENT, (long) mebibytes << 20), clients, uploads, small);
        for (int i = 0; small && i < WARM_UPS; i++) {
            for (Server server : servers) {
                load.run(server);
            }
        }
        return new Group(
                name,
                small ? "requests/s" : "MB/s",
                servers.stream()
                        .map(server -> new Contestant(server.name(), server.ours(), () -> load.run(server)))
                        .toList(),
                List.of(
                        new Mark("of nginx", "ingest", "nginx DAV PUT", ofNginx, stretch),
                        new Mark("of S3Proxy", "ingest", "S3Proxy", 0.9, 1.2)));
    }
}
