/**
 * The pipeline spec: what a runtime ran and what a replay walks. Parsing validates everything that can be told without a
 * record, and every refusal names its place as a JSON Pointer (RFC 6901).
 */
@NullMarked
package io.byteor.schemas.pipeline;

import org.jspecify.annotations.NullMarked;
