/** Answers onto their topic. */
@NullMarked
package io.byteor.schemas.answer.kafka;

import org.jspecify.annotations.NullMarked;
