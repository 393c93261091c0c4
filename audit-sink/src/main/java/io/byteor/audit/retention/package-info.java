/** What is said of a day whose actions are kept no longer. */
@NullMarked
package io.byteor.audit.retention;

import org.jspecify.annotations.NullMarked;
