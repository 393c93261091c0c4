package io.byteor.cli.verb;

import io.byteor.cli.http.CallOptions;
import io.byteor.launcher.credential.Principal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** A verb that changes something, once per idempotency key. */
public abstract class CommandVerb extends ClientVerb {
    @Option(
            names = "--idempotency-key",
            paramLabel = "KEY",
            description =
                    "The same key with the same intent is carried out once. Default: a random one per invocation.")
    private @Nullable String idempotencyKey;

    protected CommandVerb(Principal usual) {
        super(usual);
    }

    protected final CallOptions callOptions() {
        return CallOptions.withKey(idempotencyKey == null ? UUID.randomUUID().toString() : idempotencyKey);
    }
}
