/** Accesses onto their topic. */
@NullMarked
package io.byteor.schemas.access.kafka;

import org.jspecify.annotations.NullMarked;
