package io.byteor.e2e.rules;

import io.byteor.schemas.json.JsonFields;
import io.byteor.validator.environment.Environment;
import io.byteor.validator.fact.RegisteredEnvironment;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An environment whose posture can be made stricter. */
final class Place {
    static final long RATE = 50_000;

    final String name;
    int approvals;
    boolean allowed = true;
    boolean reachable = true;
    boolean reapply = true;
    long rate = RATE;
    long records = 1_000_000;

    @Nullable
    Instant frozenAt;

    @Nullable
    Duration dryRunWithin;

    @Nullable
    Double maxDivergence;

    Place(String name) {
        this.name = name;
    }

    RegisteredEnvironment registered() {
        String document = """
                {"name": "%s", "posture": {
                  "dryRun": {"allowed": %b, "approvals": %d},
                  "execute": {"allowed": %b, "approvals": %d, "dryRunWithin": %s, "maxDivergence": %s, "reapply": %b},
                  "limits": {"records": %d, "recordsPerSecond": %d},
                  "freezes": [%s]},
                 "targets": {%s}}
                """.formatted(
                        name,
                        allowed,
                        approvals,
                        allowed,
                        approvals,
                        dryRunWithin == null ? null : "\"" + dryRunWithin + "\"",
                        maxDivergence,
                        reapply,
                        records,
                        rate,
                        frozenAt == null ? "" : freeze(frozenAt),
                        reachable ? "\"alerts\": {\"kafka\": {\"topic\": \"quake.alerts\"}}" : "");
        Environment environment = Environment.parse(JsonFields.parse(document, "environment"));
        return new RegisteredEnvironment(
                environment, 1, environment.posture().digest().toString());
    }

    private static String freeze(Instant at) {
        return "{\"from\": \"%s\", \"to\": \"%s\"}".formatted(at, at.plus(Duration.ofDays(1)));
    }
}
