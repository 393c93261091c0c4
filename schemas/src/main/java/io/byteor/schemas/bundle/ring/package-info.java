/** What a runtime keeps of its lanes on disk all the time, so that an incident can be captured after the fact. */
@NullMarked
package io.byteor.schemas.bundle.ring;

import org.jspecify.annotations.NullMarked;
