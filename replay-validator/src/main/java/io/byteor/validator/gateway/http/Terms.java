package io.byteor.validator.gateway.http;

import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.validator.config.ValidatorConfig;
import io.byteor.validator.gateway.Gateway;
import jakarta.enterprise.context.RequestScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How to go about the call at hand: who calls, under which key ({@code Idempotency-Key}), and how long to wait (RFC 7240). */
@RequestScoped
public class Terms {
    private static final Pattern WAIT = Pattern.compile("(?:^|[,;\\s])wait\\s*=\\s*\"?(\\d{1,6})\"?");
    private static final int LONGEST_KEY = 255;

    private final Callers callers;
    private final ValidatorConfig.Gateway config;

    Terms(Callers callers, ValidatorConfig config) {
        this.callers = callers;
        this.config = config.gateway();
    }

    public Gateway.Terms of(CommandHeaders headers) {
        return new Gateway.Terms(callers.caller(), checked(headers.idempotencyKey()), patience(headers.prefer()));
    }

    private static @Nullable String checked(@Nullable String key) {
        if (key != null && (key.isBlank() || key.length() > LONGEST_KEY)) {
            throw new ByteorException(
                    ErrorCode.REQUEST_INVALID,
                    "1 to " + LONGEST_KEY + " characters",
                    CommandHeaders.IDEMPOTENCY_KEY,
                    key);
        }
        return key;
    }

    private Duration patience(@Nullable String prefer) {
        Matcher wait = WAIT.matcher(Optional.ofNullable(prefer).orElse(""));
        if (!wait.find()) {
            return config.patience();
        }
        Duration asked = Duration.ofSeconds(Long.parseLong(wait.group(1)));
        return asked.compareTo(config.longestPatience()) < 0 ? asked : config.longestPatience();
    }
}
