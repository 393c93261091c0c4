package io.byteor.schemas.kafka;

class InMemoryEventCodecTest extends EventCodecContract {
    private final EventCodec codec = new InMemoryEventCodec();

    @Override
    EventCodec codec() {
        return codec;
    }
}
