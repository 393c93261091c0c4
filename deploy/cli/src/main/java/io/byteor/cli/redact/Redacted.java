package io.byteor.cli.redact;

import com.fasterxml.jackson.databind.JsonNode;
import io.byteor.cli.output.Fields;
import io.byteor.cli.output.JsonForm;
import io.byteor.cli.output.Table;
import io.byteor.schemas.bundle.redaction.RedactedBundle;
import io.byteor.schemas.bundle.verify.VerifiedBundle;
import io.byteor.schemas.digest.CanonicalJson;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The answer of {@code redact}.
 *
 * @param bundleId of the derived bundle
 * @param directory where it lies
 * @param incidentId of its line
 * @param specHash of its pipeline spec
 * @param parentBundle what it was derived from
 * @param rootBundle the first of the line
 * @param keyId names the key of the pseudonyms; null where there are none
 * @param records in all lanes
 * @param files how many
 * @param bytes of all files
 * @param rules what each did, in their order
 * @param warnings rules that did nothing
 */
public record Redacted(
        String bundleId,
        String directory,
        String incidentId,
        String specHash,
        String parentBundle,
        String rootBundle,
        @Nullable String keyId,
        long records,
        long files,
        long bytes,
        List<Applied> rules,
        List<String> warnings) {

    /**
     * What a rule did.
     *
     * @param rule its place in the document
     * @param given the rule
     * @param changed how many values
     */
    public record Applied(String rule, JsonNode given, long changed) {}

    static Redacted of(RedactedBundle derived, VerifiedBundle verified, Path directory) {
        List<Applied> rules = derived.outcomes().stream()
                .map(outcome -> new Applied(outcome.pointer(), json(outcome), outcome.changed()))
                .toList();
        return new Redacted(
                derived.bundleId().toString(),
                directory.toString(),
                verified.incident().incidentId(),
                verified.incident().specHash().toString(),
                derived.parentBundle().toString(),
                derived.rootBundle().toString(),
                derived.keyId(),
                derived.records(),
                verified.files().size(),
                verified.bytes(),
                rules,
                rules.stream()
                        .filter(rule -> rule.changed() == 0)
                        .map(rule -> rule.rule() + " changed nothing")
                        .toList());
    }

    private static JsonNode json(RedactedBundle.Outcome outcome) {
        return CanonicalJson.parse(outcome.rule().getBytes(StandardCharsets.UTF_8), outcome.pointer());
    }

    /** For people. */
    public List<String> text() {
        JsonNode document = JsonForm.of(this);
        Fields fields = new Fields()
                .addAll(document, "bundleId", "directory", "incidentId", "specHash")
                .addAll(document, "parentBundle", "rootBundle", "keyId")
                .addAll(document, "records", "files", "bytes");
        warnings.forEach(warning -> fields.add("warning", warning));
        Table table = new Table("RULE", "CHANGED", "GIVEN");
        rules.forEach(rule -> table.row(
                rule.rule(), Long.toString(rule.changed()), rule.given().toString()));
        return Stream.concat(fields.lines().stream(), table.lines().stream()).toList();
    }
}
