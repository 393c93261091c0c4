/** Whether an accepted execute may begin: asked once per replay, by the one writer that also takes revocations. */
@NullMarked
package io.byteor.validator.start;

import org.jspecify.annotations.NullMarked;
