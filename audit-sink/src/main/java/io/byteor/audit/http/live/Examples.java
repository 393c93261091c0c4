package io.byteor.audit.http.live;

/** What the OpenAPI document says of streams. */
final class Examples {
    static final String EVENT = """
            event: replay
            id: g3h8X7tbT3BheTJ2SkGUZpGT92_pDtlHbFWdaLuzzmspZjuaMu4ywspaZFEXaWzgiIyEsw
            data: {"replayId": "0197c3f2-0a4c-8e21-b7d1-2c9b4b8e6f01", "state": "running", "stored": 85}
            """;

    static final String HOW = " Each event is the replay as it stands; changes that lie close together are one event."
            + " Last-Event-ID goes on behind the event of that id. The stream ends with the token.";

    private Examples() {}
}
