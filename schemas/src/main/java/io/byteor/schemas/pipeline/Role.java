package io.byteor.schemas.pipeline;

import java.util.List;

/**
 * A role reads one lane and takes each record through its stages in order.
 *
 * @param reads the lane's name
 */
public record Role(String name, String reads, List<Stage> stages) {
    public Role {
        stages = List.copyOf(stages);
    }
}
