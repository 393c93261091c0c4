package io.byteor.validator.topology;

import io.byteor.schemas.topic.Topic;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** The names of nodes and stores. They name changelog topics and state directories, so they are never changed. */
public final class Names {
    static final String REQUESTS = "requests";
    static final String ADMISSIONS = "admissions";
    static final String APPROVALS = "approvals";
    static final String GOVERNANCE = "governance";

    static final String ESCALATIONS = "escalations";
    static final String ANSWERS = "answers";
    static final String REQUEST_LOG = "request-log";
    static final String REQUESTS_WAITING = "requests-waiting";
    static final String CONTROLS = "controls";
    static final String DECISION_LOG = "decision-log";
    static final String STARTS = "starts";
    static final String APPROVAL_STATES = "approval-states";
    static final String APPROVAL_EXPIRIES = "approval-expiries";
    static final String APPROVALS_WAITING = "approvals-waiting";
    static final String COMMAND_LOG = "command-log";
    static final String REVISIONS = "revisions";
    static final String ESCALATION_STATES = "escalation-states";
    static final String ANSWER_COUNTS = "answer-counts";

    /** The topics whose records every instance holds, each in the store {@link #facts}. */
    public static final List<Topic> FACT_TOPICS = List.of(
            Topic.BUNDLE_CAPTURED,
            Topic.ENVIRONMENT,
            Topic.AGENT,
            Topic.PIPELINE,
            Topic.REGISTRY_HISTORY,
            Topic.APPROVAL_STATE,
            Topic.ESCALATION,
            Topic.AGENT_QUARANTINE);

    /** Made once, since they are asked for with every fact of every request. */
    private static final Map<Topic, String> FACT_STORES = Map.copyOf(
            Arrays.stream(Topic.values()).collect(Collectors.toMap(topic -> topic, topic -> "facts-" + suffix(topic))));

    /** Begins the keys, among the facts from audits, of those that cannot be read yet. */
    static final String UNDECODED = "undecoded/";

    /** Greater than every key of those that cannot be read yet. */
    static final String BEYOND_UNDECODED = "undecoded0";

    private Names() {}

    /** The global store over a topic of facts. */
    public static String facts(Topic topic) {
        return Objects.requireNonNull(FACT_STORES.get(topic));
    }

    /** The key, among the facts from audits, that is there once the replay has its audit. */
    static String end(String replayId) {
        return "end/" + replayId;
    }

    /** The key, among the facts from audits, of an audit that cannot be read yet. */
    static String undecoded(String replayId) {
        return UNDECODED + replayId;
    }

    static String source(Topic topic) {
        return "from-" + suffix(topic);
    }

    static String sink(Topic topic) {
        return "to-" + suffix(topic);
    }

    private static String suffix(Topic topic) {
        return topic.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
