package io.byteor.schemas.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.json.JsonFields;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetAddressTest {
    @Test
    void readsATopicOfOurOwnCluster() {
        assertThat(parse("{'kafka':{'topic':'quake.alerts'}}")).isEqualTo(new TargetAddress.KafkaTopic("quake.alerts"));
    }

    @Test
    void takesAnotherClusterWithoutMarkersForDefective() {
        TargetAddress without = parse("{'kafka':{'cluster':'lab','topic':'alerts'}}");
        TargetAddress with = parse("{'kafka':{'cluster':'lab','topic':'alerts','markers':'marks'}}");

        assertThat(without.defect()).isPresent();
        assertThat(with.defect()).isEmpty();
    }

    @Test
    void givesFiniteTimesToAServerOfWhichNothingElseIsSaid() {
        assertThat(parse("{'http':{'url':'https://alerts.example/quakes'}}"))
                .isEqualTo(new HttpEndpoint(
                        URI.create("https://alerts.example/quakes"),
                        HttpEndpoint.Method.POST,
                        List.of(),
                        null,
                        Duration.ofSeconds(3),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(30),
                        8,
                        false,
                        false));
    }

    @ParameterizedTest
    @CsvSource({"POST,false,false", "PATCH,false,false", "PUT,false,true", "POST,true,true"})
    void repeatsOnlyWhatIsIdempotentOrKeyed(String method, boolean honours, boolean repeatable) {
        String json = "{'http':{'url':'https://a.example/','method':'%s','honoursIdempotencyKey':%b}}"
                .formatted(method, honours);

        assertThat(((HttpEndpoint) parse(json)).repeatable()).isEqualTo(repeatable);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'kafka':{'topic':'quake.alerts'}}",
                "{'kafka':{'cluster':'lab','topic':'alerts','markers':'marks','privateAddresses':true}}",
                "{'http':{'url':'http://127.0.0.1:8080/','privateAddresses':true,'credential':'hook','method':'PUT',"
                        + "'headers':[{'name':'X-Source','value':'replay'}],'timeout':'PT1S','concurrency':3}}"
            })
    void survivesItsOwnWriting(String json) {
        TargetAddress address = parse(json);

        assertThat(TargetAddress.parse(JsonFields.parse(address.json().canonical(), "test")))
                .isEqualTo(address);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'smtp':{}}                                                              | /kafka",
                "{'kafka':{'topic':'a'},'http':{'url':'https://a.example'}}               | /kafka",
                "{'kafka':{'topic':'byteor.replay.decided'}}                              | /kafka/topic",
                "{'kafka':{'topic':'a','markers':'m'}}                                    | /kafka/markers",
                "{'kafka':{'cluster':'lab','topic':'a','markers':'a'}}                    | /kafka/markers",
                "{'kafka':{'cluster':'lab','topic':'a','markers':'__m'}}                  | /kafka/markers",
                "{'http':{'url':'http://a.example'}}                                      | /http/url",
                "{'http':{'url':'https://user:secret@a.example'}}                         | /http/url",
                "{'http':{'url':'https://a.example/#top'}}                                | /http/url",
                "{'http':{'url':'file:///etc/passwd','privateAddresses':true}}            | /http/url",
                "{'http':{'url':'https://a example'}}                                     | /http/url",
                "{'http':{'url':'https://a.example','method':'GET'}}                      | /http/method",
                "{'http':{'url':'https://a.example','timeout':'PT6M'}}                    | /http/timeout",
                "{'http':{'url':'https://a.example','concurrency':0}}                     | /http/concurrency",
                "{'http':{'url':'https://a.example','headers':[{'name':'Host','value':'b'}]}} | /http/headers/0/name",
                "{'http':{'url':'https://a.example','headers':[{'name':'Authorization','value':'b'}]}}"
                        + " | /http/headers/0/name",
                "{'http':{'url':'https://a.example','headers':[{'name':'X','value':'b\\nc'}]}} | /http/headers/0/value",
            })
    void refusesWhatItDoesNotUnderstandAndSaysWhere(String json, String place) {
        assertThatThrownBy(() -> parse(json.strip())).isInstanceOfSatisfying(ByteorException.class, refusal -> {
            assertThat(refusal.code()).isEqualTo(ErrorCode.REQUEST_INVALID);
            assertThat(refusal.place()).isEqualTo(place);
        });
    }

    @Test
    void callsAnAddressOfALaterReleaseUnresolved() {
        assertThatExceptionOfType(ByteorException.class)
                .isThrownBy(() -> TargetAddress.resolved("alerts", "{\"smtp\":{}}"))
                .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.TARGET_UNRESOLVED));
    }

    private static TargetAddress parse(String json) {
        return TargetAddress.parse(JsonFields.parse(json.replace('\'', '"'), "test"));
    }
}
