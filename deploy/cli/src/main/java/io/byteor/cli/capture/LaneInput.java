package io.byteor.cli.capture;

import io.byteor.schemas.bundle.Incident.Direction;
import java.nio.file.Path;

/**
 * A lane to be captured from a file.
 *
 * @param name of the lane in the spec
 * @param direction whether the pipeline read or wrote it
 * @param file one JSON value a line
 */
public record LaneInput(String name, Direction direction, Path file) {}
