package io.byteor.validator.gateway.http.body;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.byteor.schemas.digest.CanonicalJson;
import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.json.JsonFields;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BodyTest {
    private final Described described = Described.byHand();

    @Test
    void isDescribedWithTheMembersThatItsReaderAsksFor() throws InterruptedException {
        Members members = new Members(described);

        for (Body body : Body.all()) {
            for (String document : body.documents()) {
                JsonNode read = Asked.of(json(document));
                body.reader().read(JsonFields.of(read));
                members.add(body.schema(), read);
            }
        }

        assertThat(members.asked).isEqualTo(members.described).containsKeys("Selection/times", "HttpTarget/headers[]");
    }

    @Test
    void isReadWhereverItIsAsDescribedAndNowhereElse() throws InterruptedException {
        Variants variants = new Variants(described.document());
        List<String> judgedOtherwise = new ArrayList<>();

        for (Body body : Body.all()) {
            Described.Judge judge = described.judge(described.schema(body.schema()));
            for (String document : body.documents()) {
                JsonNode taken = json(document);
                assertThat(judge.faults(taken)).as(document).isEmpty();
                assertThat(refusal(body, taken)).as(document).isEmpty();
                for (JsonNode variant : variants.of(taken)) {
                    Optional<ByteorException> refusal = refusal(body, variant);
                    List<String> faults = judge.faults(variant);
                    if (faults.isEmpty() != refusal.isEmpty() && !isBeyondSchemas(refusal)) {
                        judgedOtherwise.add(body.schema() + " " + variant + ": " + faults + ", " + refusal);
                    }
                }
            }
        }

        assertThat(judgedOtherwise).isEmpty();
    }

    /** Whether it is refused for what stands in a spec or an expression. */
    private static boolean isBeyondSchemas(Optional<ByteorException> refusal) {
        return refusal.isPresent() && refusal.get().code() != ErrorCode.REQUEST_INVALID;
    }

    private static Optional<ByteorException> refusal(Body body, JsonNode document) throws InterruptedException {
        try {
            body.reader().read(JsonFields.of(document));
            return Optional.empty();
        } catch (ByteorException e) {
            return Optional.of(e);
        }
    }

    private static JsonNode json(String text) {
        return CanonicalJson.parse(text.getBytes(StandardCharsets.UTF_8), "test");
    }
}
