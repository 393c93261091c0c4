package io.byteor.e2e.feed;

import com.fasterxml.jackson.databind.JsonNode;
import io.byteor.cli.api.GovernApi;
import io.byteor.cli.api.RegistryKind;
import io.byteor.cli.demo.kafka.TargetTopic;
import io.byteor.cli.http.ApiClient;
import io.byteor.cli.http.CallOptions;
import io.byteor.launcher.system.RunningSystem;
import io.byteor.schemas.digest.CanonicalJson;
import io.byteor.schemas.pipeline.PipelineSpec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * An incident whose one lane is the earthquake feed over and over, and a pipeline that sends every record to a target. Environment,
 * agent, pipeline, target and bundle are named after the proof, so that proofs on one system do not meet.
 *
 * @param name the environment's and the pipeline's too
 */
public record Feed(String name) {
    /** The incident that every such bundle is of. */
    public static final String INCIDENT = "PROOF-1";

    /** In the feed once. */
    public static final int RECORDS = 1_707;

    private static final String SPEC = """
            {"apiVersion": "byteor.io/v1", "pipeline": "%s", "version": "1.0.0",
             "lanes": [{"name": "feed"}],
             "roles": [{"name": "forward", "reads": "feed", "stages": [
                 {"name": "shape", "map": "{'id': payload.id, 'mag': payload.properties.mag}"},
                 {"name": "send", "emit": {"target": "effects", "key": "payload.id"}}]}]}
            """;
    private static final String ENVIRONMENT = """
            {"name": "%s",
             "posture": {"dryRun": {"allowed": true, "approvals": 0},
                         "execute": {"allowed": true, "approvals": %d, "approvalLifetime": "PT4H"},
                         "limits": {"records": 1000000, "recordsPerSecond": 50000, "duration": "PT1H"},
                         "dryRunDetail": 10000000, "freezes": []},
             "targets": {"effects": {"kafka": {"topic": "%s"}}}}
            """;
    private static final String AGENT = """
            {"agent": "%s", "environment": "%s", "deployment": {"pipeline": "%s", "version": "1.0.0"}}
            """;

    /** The agent that captured it. */
    public String agent() {
        return name + "-agent";
    }

    /** The topic of the effects, of one partition. */
    public String target() {
        return name + ".effects";
    }

    public String spec() {
        return SPEC.formatted(name);
    }

    public String specHash() {
        return PipelineSpec.of(json(spec())).specHash().toString();
    }

    public void createTarget(RunningSystem system) {
        new TargetTopic(system.client().bootstrapServers(), target()).create(1);
    }

    /** Puts environment, agent and pipeline version; an execute needs so many approvals. */
    public void register(GovernApi admin, int approvals) {
        registerAgent(admin, approvals);
        registerPipeline(admin);
    }

    /** Puts environment and agent. */
    public void registerAgent(GovernApi admin, int approvals) {
        admin.put(
                RegistryKind.ENVIRONMENT,
                name,
                json(ENVIRONMENT.formatted(name, approvals, target())),
                null,
                CallOptions.once());
        admin.put(RegistryKind.AGENT, agent(), json(AGENT.formatted(agent(), name, name)), null, CallOptions.once());
    }

    public void registerPipeline(GovernApi admin) {
        admin.putPipeline(json(spec()), "active", null, CallOptions.once());
    }

    /**
     * Captures a bundle as the agent.
     *
     * @param folder for what is needed on the way
     * @param feeds how often the feed is in it
     * @return its id
     */
    public String capture(RunningSystem system, Path folder, int feeds) throws IOException {
        String token = system.credentials().issuer().issue(agent(), List.of("agent"), List.of("*"));
        return FeedBundle.capture(this, ApiClient.of(system.client().url(), token), folder, feeds);
    }

    private static JsonNode json(String text) {
        return CanonicalJson.parse(text.getBytes(StandardCharsets.UTF_8), "the proof's own document");
    }
}
