package io.byteor.validator.registry;

import io.byteor.schemas.topic.Topic;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What the registry keeps. */
public enum RegistryKind {
    ENVIRONMENT(Topic.ENVIRONMENT),
    AGENT(Topic.AGENT),
    PIPELINE(Topic.PIPELINE);

    private final Topic facts;

    RegistryKind(Topic facts) {
        this.facts = facts;
    }

    /** The topic of this kind's facts. */
    public Topic facts() {
        return facts;
    }

    /** The kind as events and outcomes write it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<RegistryKind> of(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
    }

    /** The kind of the entries that paths have below this name. */
    public static Optional<RegistryKind> ofPlural(String name) {
        return Arrays.stream(values())
                .filter(kind -> name.equals(kind.word() + 's'))
                .findFirst();
    }
}
