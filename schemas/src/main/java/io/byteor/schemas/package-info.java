/** Every contract that crosses a process: events, topics, bundle and journal formats, pipeline specs and error codes. */
@NullMarked
package io.byteor.schemas;

import org.jspecify.annotations.NullMarked;
