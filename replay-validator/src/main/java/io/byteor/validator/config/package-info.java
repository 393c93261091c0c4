/** What an operator can set. */
@NullMarked
package io.byteor.validator.config;

import org.jspecify.annotations.NullMarked;
