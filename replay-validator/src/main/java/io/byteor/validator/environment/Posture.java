package io.byteor.validator.environment;

import io.byteor.schemas.digest.Digest;
import io.byteor.schemas.event.Mode;
import io.byteor.schemas.json.JsonFields;
import io.byteor.schemas.json.JsonForm;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What an environment permits.
 *
 * @param dryRunDetail listed actions of a dry-run beyond which only counts are kept
 */
public record Posture(ModePosture dryRun, ModePosture execute, Limits limits, long dryRunDetail, List<Freeze> freezes) {
    private static final long USUAL_DETAIL = 10_000_000;

    public Posture {
        freezes = List.copyOf(freezes);
    }

    static Posture parse(JsonFields fields) {
        Posture posture = new Posture(
                ModePosture.parseDryRun(fields.object("dryRun")),
                ModePosture.parseExecute(fields.object("execute")),
                Limits.parse(fields.optionalObject("limits")),
                fields.whole("dryRunDetail", USUAL_DETAIL, 0, JsonFields.LARGEST),
                fields.objects("freezes").stream().map(Freeze::parse).toList());
        fields.end();
        return posture;
    }

    /** What it says of a mode; a mode that this release does not know is never allowed. */
    public ModePosture of(Mode mode) {
        return switch (mode) {
            case DRY_RUN -> dryRun;
            case EXECUTE -> execute;
            case UNKNOWN -> new ModePosture(false, execute.approvals(), execute.approvalLifetime(), null, null, false);
        };
    }

    /** The freeze that holds this mode back at that time; a dry-run is never held back. */
    public Optional<Freeze> freeze(Mode mode, Instant now) {
        return mode == Mode.DRY_RUN
                ? Optional.empty()
                : freezes.stream().filter(freeze -> freeze.holds(now)).findFirst();
    }

    /** SHA-256 over the RFC 8785 form with every default written out, so that equal postures have equal digests. */
    public Digest digest() {
        return json().digest();
    }

    JsonForm json() {
        return new JsonForm()
                .put("dryRun", dryRun.dryRunJson())
                .put("execute", execute.executeJson())
                .put("limits", limits.json())
                .put("dryRunDetail", dryRunDetail)
                .put("freezes", freezes.stream().map(Freeze::json).toList());
    }
}
