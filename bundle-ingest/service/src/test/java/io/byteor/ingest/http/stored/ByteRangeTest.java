package io.byteor.ingest.http.stored;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ByteRangeTest {
    @ParameterizedTest
    @CsvSource({
        "bytes=0-0, bytes 0-0/10",
        "bytes=3-, bytes 3-9/10",
        "bytes=3-999999999999999999, bytes 3-9/10",
        "bytes=-4, bytes 6-9/10",
        "bytes=-11, bytes 0-9/10"
    })
    void readsASingleRange(String header, String contentRange) {
        assertThat(ByteRange.requested(header, 10)).map(ByteRange::contentRange).contains(contentRange);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "bytes=", "bytes=-", "bytes=5-3", "bytes=0-1,3-4", "items=0-1", "bytes=0x1-2", "bytes=1-2-3"
            })
    void leavesAsideWhatIsNoSingleRange(String header) {
        assertThat(ByteRange.requested(header, 10)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=10-", "bytes=10-12", "bytes=-0"})
    void refusesARangeWithoutAByteOfTheContent(String header) {
        assertThatThrownBy(() -> ByteRange.requested(header, 10))
                .isInstanceOfSatisfying(
                        ByteorException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.RANGE_NOT_SATISFIABLE));
    }
}
