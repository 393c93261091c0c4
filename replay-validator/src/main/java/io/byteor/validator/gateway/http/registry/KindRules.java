package io.byteor.validator.gateway.http.registry;

/** In what the kinds of entries differ, as JSON for the OpenAPI document. Pipelines are of no environment. */
final class KindRules {
    static final String CLAIMED = """
            {"environments": "claimed", "agents": "claimed", "pipelines": null}""";
    static final String FILTERED = """
            {"environments": "filtered", "agents": "filtered", "pipelines": null}""";
    static final String PUT_BY = """
            {"environments": ["admin"], "agents": ["admin"], "pipelines": ["operator", "admin"]}""";

    private KindRules() {}
}
