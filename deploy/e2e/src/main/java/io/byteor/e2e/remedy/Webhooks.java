package io.byteor.e2e.remedy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Real webhooks, and two specs that make tickets of some. The first one looks for the number of an issue in the wrong place, so
 * that issues are lost. The second one finds it, tells drafts, and leaves out what only labels. {@link #faulty} and
 * {@link #fixed} say the same in plain code.
 */
final class Webhooks {
    static final String LANE = "hooks";
    static final String OUTPUT = "work";
    static final String TARGET = "tickets";
    static final String FAULTY = spec(
            "1",
            "payload.event == 'pull_request' || payload.event == 'issues'",
            "{'kind': payload.event, 'number': payload.payload.number,"
                    + " 'repo': payload.payload.repository.full_name, 'by': payload.payload.sender.login}");
    static final String FIXED = spec(
            "2",
            "(payload.event == 'pull_request' && !payload.payload.action.endsWith('labeled'))"
                    + " || payload.event == 'issues'",
            "payload.event == 'issues'"
                    + " ? {'kind': payload.event, 'number': payload.payload.issue.number,"
                    + " 'repo': payload.payload.repository.full_name, 'by': payload.payload.sender.login}"
                    + " : payload.payload.pull_request.draft"
                    + " ? {'kind': payload.event, 'number': payload.payload.number, 'draft': true,"
                    + " 'repo': payload.payload.repository.full_name, 'by': payload.payload.sender.login}"
                    + " : {'kind': payload.event, 'number': payload.payload.number,"
                    + " 'repo': payload.payload.repository.full_name, 'by': payload.payload.sender.login}");
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Webhooks() {}

    private static String spec(String version, String filter, String map) {
        return """
                {"apiVersion": "byteor.io/v1", "pipeline": "webhook-tickets", "version": "%s",
                 "lanes": [{"name": "hooks"}, {"name": "work"}],
                 "roles": [{"name": "triage", "reads": "hooks", "stages": [
                   {"name": "wanted", "filter": "%s"}, {"name": "summary", "map": "%s"},
                   {"name": "keep", "emit": {"lane": "work"}},
                   {"name": "tell", "emit": {"target": "tickets", "key": "payload.repo"}}]}]}
                """.formatted(version, filter, map);
    }

    /** The payloads as they came, a line each. */
    static List<String> lines() throws IOException {
        try (InputStream stored =
                        Objects.requireNonNull(Webhooks.class.getResourceAsStream("github-webhooks.ndjson.gz"));
                BufferedReader reader = new BufferedReader(
                        new InputStreamReader(new GZIPInputStream(stored), StandardCharsets.UTF_8))) {
            List<String> lines = new ArrayList<>();
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.add(line);
            }
            return lines;
        }
    }

    /** The ticket that the faulty spec makes of a webhook; null for none. */
    static @Nullable Map<String, Object> faulty(String line) throws IOException {
        JsonNode hook = MAPPER.readTree(line);
        JsonNode number = hook.at("/payload/number");
        return hook.path("event").asText().equals("pull_request") ? ticket(hook, number) : null;
    }

    /** The ticket that the fixed spec makes of a webhook; null for none. */
    static @Nullable Map<String, Object> fixed(String line) throws IOException {
        JsonNode hook = MAPPER.readTree(line);
        return switch (hook.path("event").asText()) {
            case "issues" -> ticket(hook, hook.at("/payload/issue/number"));
            case "pull_request" -> {
                String action = hook.at("/payload/action").asText();
                if (action.equals("labeled") || action.equals("unlabeled")) {
                    yield null;
                }
                Map<String, Object> ticket = ticket(hook, hook.at("/payload/number"));
                if (hook.at("/payload/pull_request/draft").asBoolean()) {
                    ticket.put("draft", true);
                }
                yield ticket;
            }
            default -> null;
        };
    }

    private static Map<String, Object> ticket(JsonNode hook, JsonNode number) {
        Map<String, Object> ticket = new TreeMap<>();
        ticket.put("kind", hook.path("event").textValue());
        ticket.put("number", number.longValue());
        ticket.put("repo", hook.at("/payload/repository/full_name").textValue());
        ticket.put("by", hook.at("/payload/sender/login").textValue());
        return ticket;
    }

    /** As a runtime might write it: with its members in an order of their own, and white space. */
    static String captured(Map<String, Object> ticket) throws IOException {
        Map<String, Object> members = new LinkedHashMap<>();
        new TreeMap<>(ticket).descendingMap().forEach(members::put);
        return "{ " + json(members).substring(1);
    }

    static String json(Object value) throws IOException {
        return MAPPER.writeValueAsString(value);
    }
}
