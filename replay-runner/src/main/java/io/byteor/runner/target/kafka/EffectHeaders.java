package io.byteor.runner.target.kafka;

import io.byteor.runner.target.Provenance;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/** Provenance as Kafka has it. */
public final class EffectHeaders {
    private static final int HEADERS = 4;

    private EffectHeaders() {}

    public static List<Header> of(Provenance provenance) {
        List<Header> headers = new ArrayList<>(HEADERS);
        provenance.forEach((name, value) -> headers.add(new RecordHeader(name, value)));
        return headers;
    }
}
