package io.byteor.validator.gateway.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.byteor.schemas.error.ByteorException;
import io.byteor.schemas.error.ErrorCode;
import io.byteor.schemas.kafka.Decoded;
import io.byteor.schemas.topic.Topic;
import io.byteor.validator.LearningCodec;
import io.byteor.validator.World;
import org.junit.jupiter.api.Test;

class PromptCodecTest {
    private final LearningCodec registry = new LearningCodec();
    private final PromptCodec codec = new PromptCodec(registry);

    @Test
    void refusesWhatIsNotKnownYetAndReadsItAfterwards() {
        byte[] bytes = registry.foreign(Topic.AGENT, World.agent());

        assertThatThrownBy(() -> codec.decode(Topic.AGENT, bytes))
                .isInstanceOfSatisfying(
                        ByteorException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNAVAILABLE));

        registry.learn(LearningCodec.Knowledge.KNOWN);
        assertThat(codec.decode(Topic.AGENT, bytes)).isEqualTo(new Decoded.Event(World.agent()));
    }
}
