package io.byteor.runner.ledger;

/** Where effects of one kind happen: from an origin lane, at an emit stage of a role, to a target. */
public record EffectPlace(String lane, String role, String stage, String target) {
    /** That of the effects of records which come by again, on another way through the lanes: each is an effect of its own. */
    public EffectPlace again(int occurrence) {
        // Names of stages cannot hold the separator.
        return occurrence == 0 ? this : new EffectPlace(lane, role, stage + "#" + occurrence, target);
    }
}
