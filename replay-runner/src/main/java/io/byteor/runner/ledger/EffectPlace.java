package io.byteor.runner.ledger;

/** Where effects of one kind happen: from an origin lane, at an emit stage of a role, to a target. */
public record EffectPlace(String lane, String role, String stage, String target) {}
