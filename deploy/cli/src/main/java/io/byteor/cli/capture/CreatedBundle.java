package io.byteor.cli.capture;

/**
 * A bundle that was made.
 *
 * @param bundleId names its content
 * @param directory where it lies
 * @param incidentId from the request
 * @param specHash of its pipeline spec
 * @param records in all lanes
 * @param files how many
 * @param bytes of all files
 */
public record CreatedBundle(
        String bundleId, String directory, String incidentId, String specHash, long records, long files, long bytes) {}
