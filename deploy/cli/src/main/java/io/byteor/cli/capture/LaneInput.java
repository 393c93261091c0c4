package io.byteor.cli.capture;

import io.byteor.cli.capture.source.LaneSource;
import io.byteor.schemas.bundle.Incident.Direction;

/**
 * A lane to be captured.
 *
 * @param name of the lane in the spec
 * @param direction whether the pipeline read or wrote it
 * @param source where its records come from
 */
public record LaneInput(String name, Direction direction, LaneSource source) {}
