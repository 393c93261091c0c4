package io.byteor.cli.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.byteor.cli.output.JsonForm;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * A replay as it stands after a change.
 *
 * @param id to go on behind
 */
public record ReplayEvent(String id, JsonNode replay) {
    /** Both in one document. */
    public JsonNode document() {
        ObjectNode document = JsonForm.mapper().createObjectNode().put("id", id);
        document.set("replay", replay);
        return document;
    }

    /** Reads server-sent events, each with one line of data, to their end, and answers how many there were. */
    static long each(InputStream stream, Consumer<ReplayEvent> event) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
        String id = "";
        String data = "";
        long events = 0;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith("id:")) {
                id = line.substring("id:".length()).strip();
            } else if (line.startsWith("data:")) {
                data = line.substring("data:".length()).strip();
            } else if (line.isEmpty() && !data.isEmpty()) {
                event.accept(new ReplayEvent(id, JsonForm.mapper().readTree(data)));
                data = "";
                events++;
            }
        }
        return events;
    }
}
