package io.byteor.schemas.bundle.redaction;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.byteor.schemas.bundle.BundleWriter;
import io.byteor.schemas.bundle.Incident.Direction;
import io.byteor.schemas.bundle.LaneWriter;
import io.byteor.schemas.digest.CanonicalJson;
import io.byteor.schemas.journal.Codec;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** No value that a rule covers is anywhere in the derived bundle: not in its files, nor in its records after decoding. */
class RedactionLeakTest {
    private static final String SECRET = "SECRET";
    private static final String NUMBER = "987654321";
    private static final int RECORDS = 300;
    private static final String[] RULES = {
        "{'scope':'payload','lanes':['feed'],'path':'$..secret','action':'pseudonym'}",
        "{'scope':'payload','lanes':['feed'],'path':'$.list[*].deep','action':'remove'}",
        "{'scope':'payload','lanes':['feed'],'path':'$[\\u0022odd name\\u0022]','action':'replace','with':[]}",
        "{'scope':'payload','lanes':['strong'],'action':'pseudonym'}",
        "{'scope':'key','action':'pseudonym'}",
        "{'scope':'header','header':'token','action':'pseudonym'}",
        "{'scope':'environment','path':'$.config..*','action':'replace','with':0}",
        "{'scope':'policy-audit','path':'$.decisions[*].actor','action':'pseudonym'}",
        "{'scope':'title','action':'pseudonym'}",
        "{'scope':'files','files':'**','action':'remove'}"
    };

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(Codec.class)
    void nothingThatARuleCoversIsLeft(Codec codec) throws IOException {
        Path parent = folder.resolve("parent");
        Random random = new Random(20_260_203);
        RedactionSample.bundle(parent, bundle -> write(bundle, codec, random));
        assertThat(new String(RedactionSample.decoded(parent, "feed"), UTF_8)).contains(SECRET, NUMBER, base64());

        Path out = folder.resolve("out");
        RedactedBundle derived = RedactionSample.redact(parent, out, RULES);

        RedactionSample.verify(out);
        for (String file : RedactionSample.files(out)) {
            assertClean(file, Files.readAllBytes(out.resolve(file)));
        }
        for (String lane : new String[] {"feed", "strong"}) {
            assertClean(lane, RedactionSample.decoded(out, lane));
            assertThat(RedactionSample.records(out, lane)).hasSize(RECORDS);
        }
        assertThat(derived.outcomes())
                .allSatisfy(outcome ->
                        assertThat(outcome.changed()).as(outcome.rule()).isPositive());
    }

    private static void assertClean(String what, byte[] content) {
        assertThat(new String(content, UTF_8))
                .as(what)
                .doesNotContain(SECRET, NUMBER, base64(), "ann@example.org", "hunter2", "Quakes went unreported");
    }

    private static String base64() {
        return Base64.getEncoder().encodeToString(SECRET.getBytes(UTF_8));
    }

    private static void write(BundleWriter bundle, Codec codec, Random random) throws IOException {
        bundle.addSnapshot("heap", new ByteArrayInputStream(SECRET.getBytes(UTF_8)));
        LaneWriter feed = bundle.lane("feed", Direction.INPUT, codec, 20_000);
        LaneWriter strong = bundle.lane("strong", Direction.OUTPUT, codec, 20_000);
        String list = "[[\"token\",\"%s\"],[\"token\",\"%<s\"]]".formatted(base64());
        for (int i = 0; i < RECORDS; i++) {
            Map<String, byte[]> headers = new HashMap<>();
            headers.put("token", secret(random).getBytes(UTF_8));
            headers.put("byteor-kafka-headers", list.getBytes(UTF_8));
            feed.append(i, i, secret(random).getBytes(UTF_8), headers, payload(random));
            strong.append(
                    i,
                    i,
                    null,
                    Map.of("origin", ("feed/" + i).getBytes(UTF_8)),
                    ("not JSON " + SECRET).getBytes(UTF_8));
        }
    }

    /** Secrets at the places that the rules name, at any depth, among harmless values of the same shape. */
    private static byte[] payload(Random random) {
        ObjectNode payload = CanonicalJson.mapper().createObjectNode();
        harmless(payload, random, 0);
        for (int i = random.nextInt(4); i >= 0; i--) {
            ObjectNode element = payload.withArray("list").addObject();
            harmless(element, random, 0);
            element.putObject("deep").putObject("deeper").put("any", secret(random));
        }
        payload.putArray("odd name").add(secret(random));
        return payload.toString().getBytes(UTF_8);
    }

    private static void harmless(ObjectNode object, Random random, int depth) {
        object.put("secrets", random.nextInt());
        switch (random.nextInt(depth > 20 ? 3 : 6)) {
            case 0 -> object.put("secret", secret(random));
            case 1 -> object.put("secret", Long.parseLong(NUMBER));
            case 2 -> object.put("secret", new BigDecimal(NUMBER + ".5"));
            case 3 -> harmless(object.putArray("a").addArray().addObject(), random, depth + 1);
            case 4 -> harmless(object.putObject("b c"), random, depth + 1);
            default -> harmless(object.putObject("secrets"), random, depth + 1);
        }
    }

    private static String secret(Random random) {
        String tail = random.ints(random.nextInt(5), ' ', 0x2FF)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return SECRET + tail + SECRET;
    }
}
