package io.byteor.cli.system;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.byteor.cli.output.Table;
import io.byteor.launcher.state.PartStatus;
import io.byteor.launcher.system.SystemStatus;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** What runs where, for people and for programs. */
public final class SystemTable {
    private static final long MIB = 1 << 20;
    private static final double MILLIS = 1000;

    private SystemTable() {}

    /** A heading and one line per process. */
    public static List<String> lines(SystemStatus status, ZoneId zone) {
        DateTimeFormatter time =
                DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(zone);
        Table table = new Table("NAME", "PID", "ADDRESS", "STATE", "STARTED", "SERVED AFTER", "RSS");
        for (PartStatus part : status.parts()) {
            Duration took = part.startTook();
            table.row(
                    part.name(),
                    Long.toString(part.pid()),
                    part.address(),
                    part.health().toString(),
                    time.format(part.startedAt()),
                    took == null ? "" : String.format(Locale.ROOT, "%.1f s", took.toMillis() / MILLIS),
                    part.residentBytes().isPresent() ? part.residentBytes().getAsLong() / MIB + " MiB" : "");
        }
        return table.lines();
    }

    /** The same as {@code {"url","data","healthy","parts":[..]}}. */
    public static ObjectNode json(SystemStatus status) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("url", status.url().toString());
        json.put("data", status.data().toString());
        json.put("healthy", status.isHealthy());
        ArrayNode parts = json.putArray("parts");
        for (PartStatus part : status.parts()) {
            ObjectNode row = parts.addObject()
                    .put("name", part.name())
                    .put("pid", part.pid())
                    .put("address", part.address())
                    .put("state", part.health().toString())
                    .put("startedAt", part.startedAt().toString());
            Duration took = part.startTook();
            if (took != null) {
                row.put("servedAfterMillis", took.toMillis());
            }
            part.residentBytes().ifPresent(bytes -> row.put("residentBytes", bytes));
        }
        return json;
    }
}
