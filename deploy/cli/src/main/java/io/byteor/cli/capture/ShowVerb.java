package io.byteor.cli.capture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.byteor.cli.api.CaptureApi;
import io.byteor.cli.output.Console;
import io.byteor.cli.output.ExitCode;
import io.byteor.cli.output.Fields;
import io.byteor.cli.output.JsonForm;
import io.byteor.cli.verb.ConnectionOptions;
import io.byteor.cli.verb.InputFile;
import io.byteor.cli.verb.Verb;
import io.byteor.launcher.credential.Principal;
import io.byteor.schemas.bundle.BundleLayout;
import io.byteor.schemas.bundle.BundleLimits;
import io.byteor.schemas.bundle.verify.BundleVerifier;
import io.byteor.schemas.bundle.verify.VerifiedBundle;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows what a bundle holds: one that is stored, or a directory. */
@Command(name = "show", description = "Show a stored bundle, or verify a directory and show it.")
final class ShowVerb extends Verb {
    @Parameters(paramLabel = "ID|DIR", description = "The id of a stored bundle, or a bundle's directory.")
    private String bundle;

    @Mixin
    private ConnectionOptions connection;

    @Override
    protected ExitCode run(Console console) {
        JsonNode document = Files.isDirectory(Path.of(bundle))
                ? local(Path.of(bundle))
                : new CaptureApi(connection.open(Principal.OPERATOR)).show(bundle);
        console.answer(document, text(document));
        return ExitCode.OK;
    }

    private static JsonNode local(Path directory) {
        try {
            VerifiedBundle verified =
                    new BundleVerifier(BundleLimits.STANDARD).examine(directory).orThrow();
            ObjectNode document = JsonForm.mapper()
                    .createObjectNode()
                    .put("bundleId", verified.bundleId().toString())
                    .put("directory", directory.toString())
                    .put("incidentId", verified.incident().incidentId())
                    .put("files", verified.files().size())
                    .put("bytes", verified.bytes());
            document.set("incident", InputFile.json(directory.resolve(BundleLayout.INCIDENT)));
            return document;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Fields text(JsonNode document) {
        JsonNode incident = document.path("incident");
        Fields fields = new Fields()
                .addAll(document, "bundleId", "incidentId")
                .addAll(incident, "title", "agent", "environment")
                .add(
                        "deployment",
                        incident.at("/deployment/pipeline").asText() + " "
                                + incident.at("/deployment/version").asText())
                .addAll(incident, "specHash", "capturedAt");
        for (JsonNode lane : incident.path("lanes")) {
            long records = 0;
            for (JsonNode segment : lane.path("segments")) {
                records += segment.path("records").longValue();
            }
            fields.add(
                    lane.path("direction").asText() + " lane",
                    lane.path("name").asText() + ", " + records + " records");
        }
        return fields.addAll(document, "files", "bytes", "storedAt", "announced", "directory");
    }
}
