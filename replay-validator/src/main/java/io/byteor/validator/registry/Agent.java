package io.byteor.validator.registry;

import io.byteor.schemas.json.JsonFields;
import io.byteor.schemas.json.JsonForm;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One agent's registry entry: where it runs, and what is deployed on it where that is known. */
public record Agent(
        String agent, String environment, @Nullable Deployment deployment) {
    /** A pipeline version as deployed. */
    public record Deployment(String pipeline, String version) {}

    /**
     * Reads the entry.
     *
     * @throws io.byteor.schemas.error.ByteorException REQUEST_INVALID with the JSON Pointer of what is wrong or unknown
     */
    public static Agent parse(JsonFields fields) {
        Optional<JsonFields> deployment = fields.optionalObject("deployment");
        Agent agent = new Agent(
                fields.name("agent"),
                fields.name("environment"),
                deployment.map(Agent::deployment).orElse(null));
        fields.end();
        return agent;
    }

    private static Deployment deployment(JsonFields fields) {
        Deployment deployment = new Deployment(fields.string("pipeline"), fields.string("version"));
        fields.end();
        return deployment;
    }

    public JsonForm json() {
        JsonForm json = new JsonForm().put("agent", agent).put("environment", environment);
        if (deployment != null) {
            json.put(
                    "deployment",
                    new JsonForm().put("pipeline", deployment.pipeline()).put("version", deployment.version()));
        }
        return json;
    }
}
