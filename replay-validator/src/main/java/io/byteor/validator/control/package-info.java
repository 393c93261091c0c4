/** What is wanted of replays that were accepted: that they go on, pause, or end. Pure. */
@NullMarked
package io.byteor.validator.control;

import org.jspecify.annotations.NullMarked;
