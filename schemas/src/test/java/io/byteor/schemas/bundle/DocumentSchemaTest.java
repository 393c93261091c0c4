package io.byteor.schemas.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.management.ThreadMXBean;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DocumentSchemaTest {
    private static final int MANY = 100_000;

    /** Reading the tree takes some ten of these; a fault for each lack would take hundreds. */
    private static final long MOST_MEMORY = 64 << 20;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @Test
    void endsAtTheFirstFaultOfADocumentThatIsNothingElse() {
        String decisions = "{},".repeat(MANY) + "{}";

        refused(
                DocumentSchema.POLICY_AUDIT,
                "{\"environment\":\"e\",\"postureDigest\":null,\"decisions\":[%s]}".formatted(decisions),
                "data/policy-audit.json#/decisions");
    }

    @Test
    void endsAtTheFirstFaultWhereOneOfSeveralFormsIsAskedFor() {
        String members =
                IntStream.range(0, MANY).mapToObj("\"%d\":0"::formatted).collect(Collectors.joining(","));

        refused(DocumentSchema.SPEC, """
                {"apiVersion":"byteor.io/v1","pipeline":"p","version":"1","lanes":[{"name":"l"}],
                 "roles":[{"name":"r","reads":"l","stages":[{"name":"s","emit":{%s}}]}]}""".formatted(members), "data/spec.json#/roles/0/stages/0/emit");
    }

    @ParameterizedTest
    @CsvSource({
        "VALIDATION, findings, data/validation.json#/findings",
        "POLICY_AUDIT, decisions, data/policy-audit.json#/decisions",
        "ENVIRONMENT, targets, data/environment.json#/targets"
    })
    void takesNoMoreElementsThanAnybodyReads(DocumentSchema schema, String list, String place) {
        String element = """
                {"severity":"s","code":"c","pointer":"p","message":"m",
                 "at":"a","actor":"a","rule":"r","outcome":"o","subject":"s"}""";

        refused(schema, """
                {"tool":"t","version":"1","specHash":"sha256:%s","status":"valid",
                 "environment":"e","postureDigest":null,
                 "name":"e","runtime":"r","host":"h","os":"o","config":{},
                 "%s":[%s]}""".formatted("0".repeat(64), list, (element + ",").repeat(10_000) + element), place);
    }

    private static void refused(DocumentSchema schema, String document, String place) {
        byte[] stored = document.getBytes(StandardCharsets.UTF_8);

        long before = THREADS.getCurrentThreadAllocatedBytes();
        ByteorException refusal = catchThrowableOfType(ByteorException.class, () -> schema.read(stored));
        long taken = THREADS.getCurrentThreadAllocatedBytes() - before;

        assertThat(refusal.code()).isEqualTo(ErrorCode.DOCUMENT_INVALID);
        assertThat(refusal.place()).startsWith(place);
        assertThat(taken).isLessThan(MOST_MEMORY);
    }
}
