/** What an operator can set. */
@NullMarked
package io.byteor.audit.config;

import org.jspecify.annotations.NullMarked;
