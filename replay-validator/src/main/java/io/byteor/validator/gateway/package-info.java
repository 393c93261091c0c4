/**
 * The operators' thin gateway: says who asks, checks the shape of what is asked, writes a command, and completes the call when the
 * topology's outcome comes by. It decides nothing but who may speak.
 */
@NullMarked
package io.byteor.validator.gateway;

import org.jspecify.annotations.NullMarked;
