package io.byteor.validator.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.byteor.schemas.event.Mode;
import io.byteor.validator.World;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class IdsTest {
    @Test
    void derivesAVersionEightUuid() {
        UUID id = Ids.derived("replay", World.OPERATOR, "key-1");

        assertThat(id.version()).isEqualTo(8);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(id).isEqualTo(Ids.derived("replay", World.OPERATOR, "key-1"));
    }

    @Test
    void keepsPeopleKeysAndPurposesApart() {
        assertThat(new UUID[] {
                    Ids.derived("replay", World.OPERATOR, "key-1"),
                    Ids.derived("replay", World.OPERATOR, "key-2"),
                    Ids.derived("replay", World.APPROVER, "key-1"),
                    Ids.derived("approval", World.OPERATOR, "key-1"),
                    Ids.derived("replay", World.OPERATOR, "key", "-1"),
                })
                .doesNotHaveDuplicates();
    }

    @Test
    void seesARepeatInAnotherCallForTheSame() {
        var once = World.request("replay-1", Mode.EXECUTE).build();
        var again = World.request("replay-1", Mode.EXECUTE)
                .setCommandId("another call")
                .setRequestedAt(World.NOON.plusSeconds(9))
                .build();
        var different = World.request("replay-1", Mode.EXECUTE).setRate(1L).build();

        assertThat(Intent.of(again)).isEqualTo(Intent.of(once));
        assertThat(Intent.of(different)).isNotEqualTo(Intent.of(once));
    }
}
