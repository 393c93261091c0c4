/** The topic catalogue: what travels where, with which key, for how long. The only place that writes a topic's name. */
@NullMarked
package io.byteor.schemas.topic;

import org.jspecify.annotations.NullMarked;
