package io.byteor.cli.replay;

import io.byteor.cli.api.ReplayRequest;
import io.byteor.cli.api.ReplayRequest.Mode;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What every request for a replay can say, of either mode. */
public final class RequestOptions {
    /** How much of the actions is kept. */
    public enum Detail {
        ACTIONS,
        COUNTS;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Parameters(paramLabel = "BUNDLE_ID", description = "The bundle, sha256:...")
    private String bundleId;

    @Option(names = "--lane", paramLabel = "LANE", description = "An input lane; can be given again. Default: all.")
    private @Nullable List<String> lanes;

    @Mixin
    private SelectionOptions selection;

    @ArgGroup
    private Pace pace = new Pace();

    static final class Pace {
        @Option(
                names = "--rate",
                paramLabel = "N",
                description = "Records per second. Default: the environment's limit.")
        private @Nullable Long rate;

        @Option(
                names = "--speed",
                paramLabel = "FACTOR",
                description = "In the pacing of the capture, so many times as fast. Default: as the rate allows.")
        private @Nullable Double speed;
    }

    @Option(
            names = "--detail",
            paramLabel = "DETAIL",
            description = "${COMPLETION-CANDIDATES}: list every action, or count.")
    private @Nullable Detail detail;

    @Option(
            names = "--in-environment",
            paramLabel = "NAME",
            description = "Run in another environment than the source agent's; both have their say.")
    private @Nullable String environment;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why; it stands in the audit.")
    private @Nullable String reason;

    @Option(names = "--ticket", paramLabel = "ID", description = "Where it is tracked.")
    private @Nullable String ticket;

    /**
     * The request, under no approval yet.
     *
     * @param candidate the spec hash of the version to walk instead; null for the bundle's own
     * @param options what only an execute can say; null for nothing
     */
    ReplayRequest request(Mode mode, @Nullable String candidate, @Nullable ExecuteOptions options) {
        return new ReplayRequest(
                bundleId,
                mode,
                environment,
                lanes == null ? List.of() : lanes,
                selection.selection(),
                pace.rate,
                pace.speed,
                candidate,
                detail == null ? null : detail.toString(),
                options != null && options.reapply(),
                options == null ? null : options.errorBudget(),
                options == null ? null : options.warmUp(),
                reason,
                ticket,
                null);
    }
}
