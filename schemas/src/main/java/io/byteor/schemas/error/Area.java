package io.byteor.schemas.error;

/** Parts of the catalogue; a code can be passed on by any door. */
public enum Area {
    CAPTURE("Archives and bundles"),
    SPEC("Pipeline specs and expressions"),
    RULE("Rules over a replay request"),
    GOVERNANCE("Votes, the registry and escalations"),
    REPLAY("Running"),
    DOOR("Any request over HTTP"),
    RECORD("Records on topics");

    private final String title;

    Area(String title) {
        this.title = title;
    }

    /** For people. */
    public String title() {
        return title;
    }
}
