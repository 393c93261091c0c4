package io.byteor.backends.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresServerTest {

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:postgresql://db.example:5433/byteor", "jdbc:postgresql://db.example:5433/"})
    void isReadFromAJdbcUrl(String url) {
        assertThat(PostgresServer.of(url, "someone", "secret"))
                .isEqualTo(new PostgresServer("db.example", 5433, "someone", "secret"));
    }

    @Test
    void keepsTheBracketsOfAnAddressOfVersion6() {
        PostgresServer server = PostgresServer.of("jdbc:postgresql://[::1]:5432/byteor", "someone", "");

        assertThat(server.jdbcUrl("other")).isEqualTo("jdbc:postgresql://[::1]:5432/other");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "jdbc:postgresql:byteor", "jdbc:postgresql://host/byteor", "jdbc:h2://host:1/byteor"})
    void refusesAUrlWithoutHostAndPort(String url) {
        assertThatIllegalArgumentException().isThrownBy(() -> PostgresServer.of(url, "someone", ""));
    }

    @Test
    void keepsThePasswordOutOfWhatIsPrinted() {
        assertThat(new PostgresServer("host", 5432, "someone", "secret").toString())
                .doesNotContain("secret");
    }
}
