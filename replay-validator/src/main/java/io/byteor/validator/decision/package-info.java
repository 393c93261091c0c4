/** From facts to a decision: the assessment by every rule but approval, and the events that a decision is written as. */
@NullMarked
package io.byteor.validator.decision;

import org.jspecify.annotations.NullMarked;
