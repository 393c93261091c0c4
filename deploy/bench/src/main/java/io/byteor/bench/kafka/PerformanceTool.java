package io.byteor.bench.kafka;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.tools.ProducerPerformance;

/** Kafka's own tool with the runner's settings and the same payloads, without keys; its figure is the one it prints. */
public final class PerformanceTool {
    private static final Pattern TOTAL = Pattern.compile("(\\d+) records sent, ([\\d.]+) records/sec");

    private final String bootstrapServers;
    private final String topic;
    private final Path payloads;
    private final int records;

    /** @param payloads a line each, of which it draws at random */
    public PerformanceTool(String bootstrapServers, String topic, Path payloads, int records) {
        this.bootstrapServers = bootstrapServers;
        this.topic = topic;
        this.payloads = payloads;
        this.records = records;
    }

    /** Records each second. */
    public double run() throws Exception {
        PrintStream terminal = System.out;
        var printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            ProducerPerformance.main(arguments());
        } finally {
            System.setOut(terminal);
        }
        String said = printed.toString(StandardCharsets.UTF_8);
        // Each of the lines before tells of a window of time; the last one of all.
        String last = said.lines().reduce((_, line) -> line).orElse("");
        Matcher total = TOTAL.matcher(last);
        if (!total.find() || Integer.parseInt(total.group(1)) != records) {
            throw new IllegalStateException("ProducerPerformance says: " + said);
        }
        return Double.parseDouble(total.group(2));
    }

    private String[] arguments() {
        return new String[] {
            "--topic",
            topic,
            "--num-records",
            Integer.toString(records),
            "--payload-file",
            payloads.toString(),
            "--throughput",
            "-1",
            "--transactional-id",
            "bench-tool",
            "--transaction-duration-ms",
            "100",
            "--producer-props",
            "bootstrap.servers=" + bootstrapServers,
            "acks=all",
            "linger.ms=20",
            "batch.size=" + (256 << 10),
            "max.request.size=" + (8 << 20),
            "compression.type=lz4"
        };
    }
}
