/** Putting registry entries and reading them, with their histories. */
@NullMarked
package io.byteor.validator.gateway.registry;

import org.jspecify.annotations.NullMarked;
