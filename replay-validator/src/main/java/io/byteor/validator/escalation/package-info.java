/** What a person must look at: what causes it, how answers add up to it, and how it is acknowledged and resolved. Pure functions. */
@NullMarked
package io.byteor.validator.escalation;

import org.jspecify.annotations.NullMarked;
