package io.byteor.audit.http.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** Instants as {@link Instant#toString} writes them. */
final class InstantWriter extends StdSerializer<Instant> {
    private static final long serialVersionUID = 1;
    private static final int LONGEST = 30;
    private static final int LAST_YEAR = 9999;
    private static final int MICRO = 1_000;
    private static final int MILLI = 1_000_000;

    InstantWriter() {
        super(Instant.class);
    }

    @Override
    public void serialize(Instant value, JsonGenerator json, SerializerProvider provider) throws IOException {
        LocalDateTime time = LocalDateTime.ofEpochSecond(value.getEpochSecond(), value.getNano(), ZoneOffset.UTC);
        if (time.getYear() < 0 || time.getYear() > LAST_YEAR) {
            json.writeString(value.toString());
            return;
        }
        char[] text = new char[LONGEST];
        int end = part(text, 0, time.getYear(), 4, '-');
        end = part(text, end, time.getMonthValue(), 2, '-');
        end = part(text, end, time.getDayOfMonth(), 2, 'T');
        end = part(text, end, time.getHour(), 2, ':');
        end = part(text, end, time.getMinute(), 2, ':');
        end = part(text, end, time.getSecond(), 2, time.getNano() == 0 ? 'Z' : '.');
        json.writeString(text, 0, fraction(text, end, time.getNano()));
    }

    /** In groups of three digits, none where it is nothing. */
    private static int fraction(char[] text, int at, int nano) {
        if (nano == 0) {
            return at;
        }
        if (nano % MILLI == 0) {
            return part(text, at, nano / MILLI, 3, 'Z');
        }
        return nano % MICRO == 0 ? part(text, at, nano / MICRO, 6, 'Z') : part(text, at, nano, 9, 'Z');
    }

    /** Returns the place behind the sign that follows the number. */
    private static int part(char[] text, int at, int number, int digits, char then) {
        int rest = number;
        for (int place = at + digits - 1; place >= at; place--) {
            text[place] = (char) ('0' + rest % 10);
            rest /= 10;
        }
        text[at + digits] = then;
        return at + digits + 1;
    }
}
