package io.byteor.e2e.attack.door;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.byteor.schemas.error.Problem;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What an attack was answered with.
 *
 * @param headers by lower-case name
 */
public record Reply(int status, Map<String, String> headers, String body) {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    public Reply {
        headers = new TreeMap<>(headers);
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    /** Of the problem; empty where it is none. */
    public String code() {
        return problem().path("code").asText("");
    }

    /** What is not as the attack says it must be; empty where all is. */
    public Optional<String> fault(Attack attack) {
        JsonNode problem = problem();
        boolean held = status == attack.status()
                && header("content-type")
                        .filter(type -> type.startsWith(Problem.MEDIA_TYPE))
                        .isPresent()
                && problem.path("status").asInt() == status
                && code().equals(attack.code().name())
                && problem.path("place").asText("").contains(attack.place())
                && problem.path("value").asText("").contains(attack.value())
                && throttled().isEmpty();
        return held
                ? Optional.empty()
                : Optional.of("expected %d %s at '%s' for '%s', got %s%s"
                        .formatted(
                                attack.status(),
                                attack.code(),
                                attack.place(),
                                attack.value(),
                                this,
                                throttled()
                                        .map(missing -> " without " + missing)
                                        .orElse("")));
    }

    /** Digests that the answer to manifests calls missing, sorted. */
    public List<String> missing() {
        return problem()
                .findPath("missing")
                .valueStream()
                .map(JsonNode::asText)
                .sorted()
                .toList();
    }

    private Optional<String> throttled() {
        if (status != 429) {
            return Optional.empty();
        }
        return Stream.of("Retry-After", "RateLimit", "RateLimit-Policy")
                .filter(name -> header(name).isEmpty())
                .findFirst();
    }

    private JsonNode problem() {
        try {
            return MAPPER.readTree(body);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }
}
