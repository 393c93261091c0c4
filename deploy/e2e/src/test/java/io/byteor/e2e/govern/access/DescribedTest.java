package io.byteor.e2e.govern.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DescribedTest {
    private static final String DOCUMENT = """
            {"paths": {"/audit/v1/things": {"get": {"responses": {
               "200": {"description": "OK", "headers": {"ETag": {"description": "its revision"}}},
               "default": {"$ref": "#/components/responses/problem"}}}}},
             "components": {"responses": {"problem": {"headers": {"Retry-After": {"description": "seconds"}}}}}}""";
    private static final Row THINGS = Row.get("/audit/v1/things", Map.of());

    @Test
    void findsNothingInAnswersThatAreDescribed() throws JsonProcessingException {
        assertThat(faults(new Answer(200, Set.of("etag", "content-type")))).isEmpty();
        assertThat(faults(new Answer(404, Set.of("retry-after", "content-type"))))
                .isEmpty();
    }

    @Test
    void findsAStatusAndAHeaderFieldThatAreNot() throws JsonProcessingException {
        assertThat(faults(new Answer(206, Set.of()))).containsExactly("GET /audit/v1/things answers 206");
        assertThat(faults(new Answer(200, Set.of("etag", "location"))))
                .containsExactly("GET /audit/v1/things answers 200 with location");
        assertThat(faults(new Answer(404, Set.of("etag"))))
                .containsExactly("GET /audit/v1/things answers 404 with etag");
    }

    @ParameterizedTest
    @CsvSource({
        "200, 0, true",
        "404, 0, true",
        "403, 403, true",
        "401, 401, true",
        "500, 0, false",
        "503, 403, false",
        "200, 403, false",
        "403, 0, false",
        "401, 403, false"
    })
    void takesNoFailureForAnAnswerToWhoMay(int status, int refusal, boolean expected) {
        assertThat(new Answer(status, Set.of()).is(refusal)).isEqualTo(expected);
    }

    private static Set<String> faults(Answer answer) throws JsonProcessingException {
        return new Described(Map.of("audit", new ObjectMapper().readTree(DOCUMENT))).faults(THINGS, answer);
    }
}
