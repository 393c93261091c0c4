/** What an operator can set. */
@NullMarked
package io.byteor.runner.config;

import org.jspecify.annotations.NullMarked;
