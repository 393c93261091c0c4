package io.byteor.docs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.byteor.schemas.bundle.BundleLimits;
import io.byteor.schemas.bundle.Incident;
import io.byteor.schemas.bundle.redaction.RedactionRules;
import io.byteor.schemas.bundle.verify.BundleVerifier;
import io.byteor.schemas.bundle.verify.FileSink;
import io.byteor.schemas.bundle.verify.VerifiedBundle;
import io.byteor.schemas.journal.Codec;
import io.byteor.schemas.journal.SegmentWriter;
import io.byteor.schemas.json.JsonFields;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the page on capture tells people to type makes valid bundles. */
class CapturePageTest {
    private static final Path PAGE = Path.of(System.getProperty("byteor.home", "../.."), "deploy/docs/capture.md");
    private static final String SPEC = """
            {"apiVersion":"byteor.io/v1","pipeline":"quake-alerts","version":"2.3.0","lanes":[{"name":"feed"}],
             "roles":[{"name":"triage","reads":"feed","stages":[{"name":"alert","emit":{"target":"alerts"}}]}]}""";

    private static final String FROM = "2023-11-14T22:13:20Z";
    private static final String TO = "2023-11-14T22:13:22Z";
    private static final BundleVerifier VERIFIER = new BundleVerifier(BundleLimits.STANDARD);

    @TempDir
    Path folder;

    private Path spec;

    @BeforeEach
    void writeSpec() throws IOException {
        String canonical = JsonFields.parse(SPEC, "spec").canonical();
        spec = Files.writeString(folder.resolve("spec.json"), canonical);
    }

    @Test
    void theJavaProgramCapturesItsJournal() throws Exception {
        Path source = Files.writeString(folder.resolve("QuakeRuntime.java"), block("java", "class QuakeRuntime"));
        int compiled = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-d", folder.toString(), "-cp", classPath(), source.toString());
        assertThat(compiled).isZero();

        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
            loader.loadClass("QuakeRuntime").getMethod("main", String[].class).invoke(null, (Object)
                    new String[] {folder.resolve("state").toString(), spec.toString()});
        }

        Incident incident = verified(folder.resolve("state/incident-1")).incident();
        assertThat(incident.lanes().getFirst().segments().getFirst().records()).isEqualTo(1);
    }

    @Test
    void theScriptMakesABundleOfASegment() throws Exception {
        Path segment = folder.resolve("segment.avro");
        try (OutputStream out = Files.newOutputStream(segment)) {
            SegmentWriter writer = new SegmentWriter(out, OutputStream.nullOutputStream(), "feed", Codec.NULL);
            for (int i = 0; i < 3; i++) {
                writer.append(40 + i, 1_700_000_000_000_000L + i * 1_000_000L, null, Map.of(), "{}".getBytes(UTF_8));
            }
            writer.finish();
        }
        Path script = Files.writeString(folder.resolve("make-bundle.sh"), block("bash", "# make-bundle.sh"));

        String said = output("bash", script.toString(), spec.toString(), segment.toString(), "3", "40", "42", FROM, TO);

        VerifiedBundle bundle = verified(folder.resolve("bundle"));
        assertThat(said.strip()).isEqualTo(bundle.bundleId().toString());
        assertThat(bundle.incident().lanes().getFirst().segments().getFirst().lastSequence())
                .isEqualTo(42);
        output("tar", "-cf", "bundle.tar", "bundle");
        try (InputStream tar = Files.newInputStream(folder.resolve("bundle.tar"))) {
            assertThat(VERIFIER.examine(tar, FileSink.NOWHERE).orThrow().bundleId())
                    .isEqualTo(bundle.bundleId());
        }
    }

    @Test
    void theRulesReadAsRules() throws IOException {
        byte[] rules = block("json", "\"rules\": [").getBytes(UTF_8);

        assertThat(RedactionRules.parse(rules, "rules.json").makePseudonyms()).isTrue();
    }

    private String output(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).isZero();
        return said;
    }

    private static VerifiedBundle verified(Path bundle) throws IOException {
        return VERIFIER.examine(bundle).orThrow();
    }

    private static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }

    /** The first block of the page in this language that has this line in it. */
    private static String block(String language, String line) throws IOException {
        Matcher blocks = Pattern.compile("^```" + language + "\\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE)
                .matcher(Files.readString(PAGE));
        return blocks.results()
                .map(block -> block.group(1))
                .filter(text -> text.contains(line))
                .findFirst()
                .orElseThrow();
    }
}
