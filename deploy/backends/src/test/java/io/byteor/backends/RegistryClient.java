package io.byteor.backends;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A plain client of a registry's core API. */
public final class RegistryClient {

    private static final Pattern CONTENT_ID = Pattern.compile("\"contentId\":(\\d+)");

    private final URI api;

    public RegistryClient(Registry registry) {
        api = registry.url();
    }

    /** Registers the schema as a new artifact and answers its content id. */
    public long register(String artifact, String schema) throws IOException, InterruptedException {
        String body = """
                {"artifactId":"%s","artifactType":"AVRO","firstVersion":{"content":{"content":"%s","contentType":"application/json"}}}""".formatted(artifact, schema.replace("\"", "\\\""));
        String answer = call(HttpRequest.newBuilder(URI.create(api + "/groups/default/artifacts"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
        Matcher contentId = CONTENT_ID.matcher(answer);
        if (!contentId.find()) {
            throw new AssertionError("No content id in " + answer);
        }
        return Long.parseLong(contentId.group(1));
    }

    /** The schema text behind a content id. */
    public String content(long contentId) throws IOException, InterruptedException {
        return call(HttpRequest.newBuilder(URI.create(api + "/ids/contentIds/" + contentId)));
    }

    private static String call(HttpRequest.Builder request) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new AssertionError("%d: %s".formatted(response.statusCode(), response.body()));
            }
            return response.body();
        }
    }
}
